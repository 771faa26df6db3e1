"""The questions of how a subject stands: provisions, demands, offers, principles, stages, talks, and those of a user's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Askable, Aspect
from peacetrack.aspects.principles import PRINCIPLES, subject
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.aspects.stages import STAGES, TALKS
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.questions.asking import Answer, answered, joined, of_fact, parted
from peacetrack.questions.demands import gates_of, owners_of, times_stated
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
from peacetrack.questions.parties import signed_in_words
from peacetrack.questions.standing import principles_held
from peacetrack.state.facts import either
from peacetrack.state.timeline import State


def of_aspect(aspect: Aspect[Any]) -> Askable:
    """Ask how each subject of an aspect stands."""
    return Askable(
        name=aspect.singular,
        subjects=partial(_on_record, aspect),
        ask=lambda state, name: of_fact(state, aspect, name),
        changes=_days_of(aspect),
    )


def _on_record(aspect: Aspect[Any], state: State) -> Iterator[str]:
    yield from state[aspect]


def _days_of(aspect: Aspect[Any]) -> Callable[[ChangeDays, str], Iterable[dt.date]]:
    return lambda days, name: days.of(aspect, name)


def _provision(state: State, name: str) -> Answer | None:
    if name not in state.log.cast.instrument_of:
        return None
    fact = state[PROVISIONS][ProvisionId(name)]
    if not (fact.because or fact.possible_events or fact.disputed or fact.possible < LIVE):
        return None
    certain = dict.fromkeys(event.id for event in fact.because)
    return answered(
        state,
        either(fact.possible),
        certain,
        possibly=(event.id for event in fact.possible_events),
        disputed=fact.disputed,
    ).valued(possible=sorted(fact.possible))


def _provisions(state: State) -> Iterator[str]:
    """Name the provisions of which more is known than that they may have any status."""
    yield from (name for name in state.log.cast.instrument_of if _provision(state, name) is not None)


def _every_provision(_: ChangeDays, last: State) -> Iterator[str]:
    yield from last.log.cast.instrument_of


def _condition(state: State, name: str) -> Answer | None:
    """Say how a demand stands, whose it is, how often it was stated and before which steps."""
    found = of_fact(state, CONDITIONS, name)
    if found is None:
        return None
    owners = ", ".join(owners_of(state, name)) or "nobody named"
    gates = ", ".join(sorted(map(str, gates_of(state, name).certain))) or "no gate stated"
    stated = times_stated(state, name)
    often = [f"stated {stated} times"] if stated > 1 else []
    return attrs.evolve(found, details="; ".join((f"by {owners}", *often, gates)))


def _proposal(state: State, name: str) -> Answer | None:
    """Say how an offer stands, how often it was renewed and rejected, and whether its day has passed."""
    found = of_fact(state, PROPOSALS, name)
    if found is None:
        return None
    times = (("renewed", times_renewed(state, name)), ("rejected", times_rejected(state, name)))
    often = [f"{key} {'once' if number == 1 else f'{number} times'}" for key, number in times if number]
    late = ["overdue"] if is_overdue(state, name) else []
    return attrs.evolve(found, details="; ".join((*often, *late)))


def _principles(state: State) -> Iterator[str]:
    for actor in state.log.cast.actors:
        for name in state.log.cast.instruments:
            if state[PRINCIPLES].get(subject(actor, name)):
                yield joined(actor, name)


def _principle(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    held = principles_held(state, party, name)
    text = " or ".join(
        one.principle.replace("_", " ") if one.principle else "no known principle" for one in held
    )
    return of_fact(state, PRINCIPLES, subject(party, name), text)


def _principle_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    party, name, *_ = *parted(what), ""
    return days.of(PRINCIPLES, subject(party, name))


def _of_party(what: str) -> tuple[str, str]:
    party, name, *_ = *parted(what), ""
    return "principle", f"of {party} about {name}"


def _stage(state: State, name: str) -> Answer | None:
    """Say at which stage a text is, and where not all have signed it, who has and who has not."""
    found = of_fact(state, STAGES, name)
    return None if found is None else attrs.evolve(found, details=signed_in_words(state, InstrumentId(name)))


def _talks(state: State, name: str) -> Answer | None:
    return of_fact(state, TALKS, name)


PROVISION: Final = Askable(
    name="provision",
    subjects=_provisions,
    ever=_every_provision,
    ask=_provision,
    changes=_days_of(PROVISIONS),
)
CONDITION: Final = Askable(
    name="condition", subjects=partial(_on_record, CONDITIONS), ask=_condition, changes=_days_of(CONDITIONS)
)
PROPOSAL: Final = Askable(
    name="proposal", subjects=partial(_on_record, PROPOSALS), ask=_proposal, changes=_days_of(PROPOSALS)
)
PRINCIPLE: Final = Askable(
    name="principle",
    absent="no known principle",
    subjects=_principles,
    ask=_principle,
    titled=_of_party,
    changes=_principle_days,
)
STAGE: Final = Askable(
    name="stage",
    absent="negotiating",
    subjects=partial(_on_record, STAGES),
    ask=_stage,
    changes=_days_of(STAGES),
)
TALKS_GO_ON: Final = Askable(
    name="talks", absent="ongoing", subjects=partial(_on_record, TALKS), ask=_talks, changes=_days_of(TALKS)
)
