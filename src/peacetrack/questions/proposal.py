"""The question of an offer: how it stands, how often it was renewed and rejected, and whether its day has passed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import attrs

from peacetrack.aspects.assertions import ProposalAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.aspects.proposals import PROPOSALS, rejects, renews
from peacetrack.model.cast import Cast
from peacetrack.questions.asking import NOBODY, Answer, of_fact
from peacetrack.questions.judgements import Judgement, Truth
from peacetrack.questions.offers import is_overdue, makers, times_rejected, times_renewed
from peacetrack.questions.statuses import begun, days_of, known_of, on_record, said_often, statuses_differ
from peacetrack.state.timeline import State


def _ask(state: State, name: str) -> Answer | None:
    found = of_fact(state, PROPOSALS, name)
    if found is None:
        return None
    times = (("renewed", times_renewed(state, name)), ("rejected", times_rejected(state, name)))
    often = [f"{key} {'once' if number == 1 else f'{number} times'}" for key, number in times if number]
    late = ["overdue"] if is_overdue(state, name) else []
    return attrs.evolve(found, details="; ".join((*often, *late)))


def _holds(says: ProposalAsserted, state: State) -> Judgement:
    often = (
        ("renewed", says.times_renewed, times_renewed(state, says.id), renews),
        ("rejected", says.times_rejected, times_rejected(state, says.id), rejects),
    )
    fact = state[PROPOSALS].get(says.id)
    found = begun(says.id, fact, says.statuses, often)
    return found if fact is None else found.also(_of_the_offer(says, state, certain=bool(fact.because)))


def _of_the_offer(says: ProposalAsserted, state: State, *, certain: bool) -> Iterator[tuple[Truth, str]]:
    """Judge whose an offer is and whether its day has passed; of one that may not have been made nobody can say."""
    if says.by is not None:
        by = makers(state, says.id)
        yield says.by in by if certain else None, f"made by {' and '.join(by) or NOBODY}"
    if says.overdue is not None:
        late = is_overdue(state, says.id)
        yield late is says.overdue if certain else None, "overdue" if late else "not overdue"


def _said(says: ProposalAsserted, _: Cast) -> str:
    times = (("renewed", says.times_renewed), ("rejected", says.times_rejected))
    by = [f"was made by {says.by}"] if says.by else []
    late = [] if says.overdue is None else ["is overdue" if says.overdue else "is not overdue"]
    return said_often(says.id, says.statuses, says.since, times, (*by, *late))


def _difference(says: ProposalAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state[PROPOSALS].get(says.id))


PROPOSAL: Final = Question(
    name="proposal",
    subjects=partial(on_record, PROPOSALS),
    ask=_ask,
    named=partial(known_of, PROPOSALS),
    changes=days_of(PROPOSALS),
    asked=ProposalAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
