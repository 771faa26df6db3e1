"""The questions of what was said and done beside the text: contacts and their readouts, drafts, publications, statements."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from peacetrack.aspects.contacts import Mention, Readout
from peacetrack.aspects.lifecycle import Askable, Event
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.judgements import is_believed, is_denied
from peacetrack.state.timeline import State


def _noted(word: str, state: State) -> Iterator[str]:
    yield from (event.id for event in (*state.events, *state.maybe) if event.noted == word)


def _event(word: str, state: State, name: str) -> Answer | None:
    """Say what happened, where it is an answer by itself."""
    certain, maybe = (
        [event for event in events if event.id == name and event.noted == word]
        for events in (state.events, state.maybe)
    )
    if not (certain or maybe):
        return None
    (event,) = certain or maybe
    return answered(
        state,
        _words(state, event),
        [event.id] if certain else [],
        maybe=[] if certain else [event.id],
        disputed=is_denied(event, state),
    ).valued(kind=event.kind)


def _words(state: State, event: Event) -> str:
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
    return "; ".join(shown) or event.kind.replace("_", " ")


def _readouts(state: State) -> Iterator[str]:
    """Name each side's readout of each contact."""
    for event in (*state.events, *state.maybe):
        if isinstance(event, Readout):
            yield from (joined(event.contact, side) for side in state.log.cast.actors_of(event.by))


def _readout(state: State, what: str) -> Answer | None:
    contact, side, *_ = *parted(what), ""
    cast = state.log.cast
    certain, maybe = (
        [
            event
            for event in events
            if isinstance(event, Readout)
            and event.contact == contact
            and side in cast.actors_of(event.by)
            and is_believed(event, state)
        ]
        for events in (state.events, state.maybe)
    )
    told = certain or maybe
    if not told:
        return None
    shown = dict.fromkeys(mention.topic for event in told for mention in event.topics)
    omitted = dict.fromkeys(topic for event in told for topic in event.omits)
    without = f"; omits {', '.join(omitted)}" if omitted else ""
    words = f"mentions {', '.join(shown) or 'nothing that is known'}{without}"
    return answered(
        state,
        words,
        (event.id for event in certain),
        maybe=(event.id for event in maybe),
        disputed=any(is_denied(event, state) for event in certain),
    ).valued(mentions=[*shown], omits=[*omitted])


def _of_events(word: str) -> Askable:
    return Askable(word=word, subjects=partial(_noted, word), ask=partial(_event, word))


READOUT: Final = Askable(word="readout", subjects=_readouts, ask=_readout)
CONTACT: Final = _of_events("contact")
DRAFT: Final = _of_events("draft")
PUBLISHED: Final = _of_events("published")
SAID: Final = _of_events("said")
ARGUMENT: Final = _of_events("argument")
