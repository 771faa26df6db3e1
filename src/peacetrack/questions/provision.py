"""The question of a provision: which status it has, in every world that the record allows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from peacetrack.aspects.assertions import ProvisionAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId, ProvisionId
from peacetrack.questions.asking import Answer, answered, unknown
from peacetrack.questions.beyond import provisions_shown
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, of_status
from peacetrack.questions.statuses import days_of, said_of, statuses_differ
from peacetrack.state.timeline import State
from peacetrack.worlds.populations import home_of


def _ask(state: State, name: str) -> Answer | None:
    if name not in state.log.cast.instrument_of:
        return None
    fact = state[PROVISIONS][ProvisionId(name)]
    if not (fact.because or fact.possible_events or fact.disputed or fact.possible < LIVE):
        return None
    certain = dict.fromkeys(event.id for event in fact.because)
    return answered(
        state,
        fact.in_words,
        certain,
        possibly=(event.id for event in fact.possible_events),
        disputed=fact.disputed,
    ).valued(possible=sorted(fact.possible))


def _subjects(state: State) -> Iterator[str]:
    """Name the provisions of which more is known than that they may have any status."""
    yield from (name for name in _shown(state) if _ask(state, name) is not None)


def _ever(_: ChangeDays, last: State) -> Iterator[str]:
    yield from _shown(last)


def _shown(state: State) -> Iterator[ProvisionId]:
    for text in state.log.cast.instruments:
        yield from provisions_shown(state, text)


def _named(state: State, name: str) -> str:
    known = state.log.cast.instrument_of
    if name not in known:
        raise unknown(name, "provision", known)
    return name


def _grounds(state: State, name: str) -> Iterator[EventId]:
    """Give the events of a provision, and of a unit those of the counts that include it."""
    cast, fact = state.log.cast, state[PROVISIONS][ProvisionId(name)]
    is_counted = name in cast.units or name in cast.unit_above
    counted = state.census.because(home_of(ProvisionId(name), cast)) if is_counted else ()
    stated = (event.id for event in (*fact.because, *fact.possible_events))
    yield from dict.fromkeys((*stated, *counted))


def _holds(says: ProvisionAsserted, state: State) -> Judgement:
    fact = state[PROVISIONS][says.id]
    found = of_status(f"'{says.id}'", fact, says.statuses)
    if says.level is None:
        return found
    level = next(filter(None, (getattr(event, "level", None) for event in reversed(fact.because))), None)
    return found.also(
        [(None if level is None else level == says.level, f"at the level of {level or 'nobody knows whom'}")]
    )


def _said(says: ProvisionAsserted, _: Cast) -> str:
    level = f", by the {says.level}" if says.level else ""
    return said_of(f"'{says.id}'", says.statuses, says.since) + level


def _difference(says: ProvisionAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state[PROVISIONS].get(says.id))


PROVISION: Final = Question(
    name="provision",
    subjects=_subjects,
    ever=_ever,
    ask=_ask,
    named=_named,
    grounds=_grounds,
    changes=days_of(PROVISIONS),
    asked=ProvisionAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
