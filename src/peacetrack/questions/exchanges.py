"""The questions of what was said and done beside the text: contacts, drafts, publications, statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.lifecycle import Askable, Event
from peacetrack.aspects.provisions import Numbering
from peacetrack.model.ids import EventId, ProvisionId
from peacetrack.questions.asking import Answer, answered
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import is_denied
from peacetrack.state.timeline import State


def _noted(name: str, state: State) -> Iterator[str]:
    yield from (event.id for event in (*state.held, *state.perhaps) if event.noted == name)


def _event(key: str, state: State, name: str) -> Answer | None:
    """Say what happened, where it is an answer by itself."""
    certain, possible = (
        [event for event in events if event.id == name and event.noted == key]
        for events in (state.held, state.perhaps)
    )
    if not (certain or possible):
        return None
    (event,) = certain or possible
    return answered(
        state,
        _text(state, event),
        [event.id] if certain else [],
        possibly=[] if certain else [event.id],
        disputed=is_denied(event, state),
    ).valued(kind=event.kind)


def _days(days: ChangeDays, name: str) -> Iterable[dt.date]:
    return days.of_events([EventId(name)])


def _text(state: State, event: Event) -> str:
    """Word what an event shows: its own words, its form and place, its topics."""
    cast = state.log.cast
    shown = [
        str(getattr(event, field))
        for field in ("form", "what", "edition", "place")
        if getattr(event, field, "")
    ]
    topics: tuple[Mention, ...] = getattr(event, "topics", ())
    shown += [cast.topics.get(mention.topic) or mention.topic for mention in topics]
    named = getattr(event, "participants", ()) or getattr(event, "to", ())
    shown += [", ".join(map(cast.title, named))] if named else []
    if isinstance(event, Numbering) and event.numbers:
        shown.append(", ".join(f"{number}: {name}" for number, name in event.numbers.items()))
    return "; ".join(shown) or event.kind.replace("_", " ")


def numbers_of(state: State) -> dict[ProvisionId, str]:
    """Give the number under which each provision is known: that of the latest text that gives it one, or else the cast's."""
    cast = state.log.cast
    found = {name: cast.provision(name).number for name in cast.instrument_of}
    for event in state.events:
        if isinstance(event, Numbering):
            found.update({name: number for number, name in event.numbers.items()})
    return found


def _of_events(name: str) -> Askable:
    return Askable(name=name, subjects=partial(_noted, name), ask=partial(_event, name), changes=_days)


CONTACT: Final = _of_events("contact")
DRAFT: Final = _of_events("draft")
PUBLISHED: Final = _of_events("published")
SAID: Final = _of_events("said")
ARGUMENT: Final = _of_events("argument")
