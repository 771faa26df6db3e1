"""The question of who negotiates a text: a party on that day, from the beginning or since it joined, until it leaves.

The law: who only may have joined or left by a day only may negotiate on it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from peacetrack.aspects.assertions import PartyAsserted
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.aspects.stages import STAGES, joined_or_left
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, among, judged
from peacetrack.questions.parties import acts_of
from peacetrack.questions.statuses import one_of
from peacetrack.state.timeline import State

NEGOTIATES: Final = "negotiating"
NOT: Final = "not_negotiating"


def _moves(party: ActorId, text: InstrumentId, events: tuple[Event, ...]) -> list[Event]:
    """Give the events by which an actor joined or left the talks about a text."""
    return [event for event in events if joined_or_left(event) == (party, text)]


def _possible(state: State, party: ActorId, text: InstrumentId) -> frozenset[str]:
    found = acts_of(state, text)
    return frozenset(NEGOTIATES if party in acts.parties else NOT for acts in (found.certain, found.possible))


def _subjects(state: State) -> Iterator[str]:
    """Name those who joined or left; who negotiates from the beginning is in the cast."""
    for event in (*state.events, *state.possible_events):
        moved = joined_or_left(event)
        if moved is not None:
            yield joined(*moved)


def _ask(state: State, what: str) -> Answer | None:
    party, text = (ActorId(part) for part in parted(what))
    instrument = InstrumentId(text)
    certain, perhaps = (_moves(party, instrument, events) for events in (state.events, state.possible_events))
    if not (certain or perhaps):
        return None
    possible = sorted(_possible(state, party, instrument))
    return answered(
        state,
        one_of(tuple(possible)),
        (event.id for event in certain),
        possibly=(event.id for event in perhaps),
    ).valued(possible=possible)


def _changes(days: ChangeDays, what: str) -> tuple[dt.date, ...]:
    return days.of(STAGES, parted(what)[1])


def _holds(says: PartyAsserted, state: State) -> Judgement:
    possible = _possible(state, says.party, says.instrument)
    events = _moves(says.party, says.instrument, (*state.events, *state.possible_events))
    text = f"{state.log.cast.title(says.party)} is {one_of(tuple(sorted(possible)))} '{says.instrument}'"
    return judged(among(possible, says.statuses), text, events)


def _said(says: PartyAsserted, cast: Cast) -> str:
    return f"{cast.title(says.party)} is {one_of(says.statuses)} '{says.instrument}'"


PARTY: Final = Question(
    name="party",
    subjects=_subjects,
    ask=_ask,
    changes=_changes,
    asked=PartyAsserted,
    holds=_holds,
    said=_said,
)
