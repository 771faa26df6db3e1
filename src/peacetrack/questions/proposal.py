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
from peacetrack.questions.asking import Answer, of_fact
from peacetrack.questions.judgements import Judgement
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
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
    return begun(says.id, state[PROPOSALS].get(says.id), says.statuses, often)


def _said(says: ProposalAsserted, _: Cast) -> str:
    times = (("renewed", says.times_renewed), ("rejected", says.times_rejected))
    return said_often(says.id, says.statuses, says.since, times)


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
