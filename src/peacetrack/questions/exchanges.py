"""The questions of what was said and done beside the text: contacts, drafts, publications, statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from peacetrack.aspects.assertions import ContactAsserted, DraftAsserted, PublishedAsserted, SaidAsserted
from peacetrack.aspects.contacts import Mention
from peacetrack.aspects.lifecycle import Askable, Event, Question
from peacetrack.aspects.provisions import Numbering
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId, ProvisionId, SpeakerId
from peacetrack.questions.asking import Answer, answered
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, is_believed, is_denied, judged
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


def _named(events: Iterable[SpeakerId], asked: tuple[SpeakerId, ...], cast: Cast) -> bool:
    """Tell whether all that are asked for are among some, by themselves or by whoever speaks for them."""
    named = (*events,)
    return {*asked} <= {*named, *cast.actors_of(named)}


def _is_by(event: Event, speaker: SpeakerId | None, cast: Cast) -> bool:
    """Tell whether an event is of a speaker: of an actor is what is said for it, of a voice what it says itself."""
    if speaker is None:
        return True
    return _named(event.by, (speaker,), cast)


def _takes_part(event: Event, speaker: SpeakerId, cast: Cast) -> bool:
    return event.noted == "contact" and _named(getattr(event, "participants", ()), (speaker,), cast)


def _is_contact(says: ContactAsserted, event: Event, cast: Cast) -> bool:
    return (
        event.noted == "contact"
        and (says.id is None or str(says.id) == event.id)
        and says.form in ("", getattr(event, "form", ""))
        and _named(getattr(event, "participants", ()), says.participants, cast)
    )


def _is_draft(says: DraftAsserted, event: Event, cast: Cast) -> bool:
    return (
        event.noted == "draft"
        and getattr(event, "instrument", None) == says.instrument
        and says.edition in ("", getattr(event, "edition", ""))
        and _is_by(event, says.by, cast)
        and _named(getattr(event, "to", ()), says.to, cast)
    )


def _is_published(says: PublishedAsserted, event: Event, cast: Cast) -> bool:
    return (
        event.noted == "published"
        and getattr(event, "instrument", None) == says.instrument
        and _is_by(event, says.by, cast)
    )


def _on_record(says: Any, state: State, is_it: Callable[[Any, Event, Cast], bool]) -> Judgement:
    """Judge that something happened; of what is not on record nobody can say that it did not."""
    return _found(state, lambda event: is_it(says, event, state.log.cast), bool)


def _found(
    state: State, is_it: Callable[[Event], bool], suffices: Callable[[Sequence[Event]], bool]
) -> Judgement:
    certain, possible = (
        [event for event in events if is_it(event) and is_believed(event, state)]
        for events in (state.events, state.possible_events)
    )
    undenied = [event for event in certain if not is_denied(event, state)]
    shown = ", ".join(f"'{event.id}'" for event in certain) or (
        "perhaps " + ", ".join(f"'{event.id}'" for event in possible) if possible else "nothing"
    )
    return judged(
        True if suffices(undenied) else None,
        f"on record is {shown}",
        (*certain, *possible),
        disputed=suffices(certain),
    )


def _was_said(says: SaidAsserted, state: State) -> Judgement:
    cast = state.log.cast

    def is_it(event: Event) -> bool:
        about = {mention.topic for mention in getattr(event, "topics", ())}
        is_asked = event.id == says.event or bool(about & {*says.topics})
        return is_asked and (_is_by(event, says.by, cast) or _takes_part(event, says.by, cast))

    def suffices(events: Sequence[Event]) -> bool:
        spoken = {mention.topic for event in events for mention in getattr(event, "topics", ())}
        shows_it = says.event is None or any(event.id == says.event for event in events)
        return shows_it and {*says.topics} <= spoken

    return _found(state, is_it, suffices)


def _of_events(
    name: str, asked: type[Any], holds: Callable[[Any, State], Judgement], said: Callable[[Any, Cast], str]
) -> Question:
    return Question(
        name=name,
        subjects=partial(_noted, name),
        ask=partial(_event, name),
        asked=asked,
        holds=holds,
        said=said,
        changes=_days,
    )


def _contact_said(says: ContactAsserted, cast: Cast) -> str:
    what = f"a {says.form or 'contact'}{_with('of', says.participants, cast)}"
    if not says.id:
        return f"{what} is on record"
    kind = f", {what}," if says.form or says.participants else ""
    return f"the contact '{says.id}'{kind} is on record"


def _draft_said(says: DraftAsserted, cast: Cast) -> str:
    edition = f" ({says.edition})" if says.edition else ""
    by = _with("by", (says.by,) if says.by else (), cast)
    return f"a draft of '{says.instrument}'{edition} was sent{by}{_with('to', says.to, cast)}"


def _published_said(says: PublishedAsserted, cast: Cast) -> str:
    return f"'{says.instrument}' was published{_with('by', (says.by,) if says.by else (), cast)}"


def _saying_said(says: SaidAsserted, cast: Cast) -> str:
    of = (
        [f"spoke of {', '.join(cast.topics.get(topic) or topic for topic in says.topics)}"]
        if says.topics
        else []
    )
    did = [f"said or did what '{says.event}' tells"] if says.event else []
    return f"{cast.title(says.by)} {' and '.join((*of, *did))}"


def _with(link: str, names: tuple[SpeakerId, ...], cast: Cast) -> str:
    return f" {link} {', '.join(map(cast.title, names))}" if names else ""


CONTACT: Final = _of_events("contact", ContactAsserted, partial(_on_record, is_it=_is_contact), _contact_said)
DRAFT: Final = _of_events("draft", DraftAsserted, partial(_on_record, is_it=_is_draft), _draft_said)
PUBLISHED: Final = _of_events(
    "published", PublishedAsserted, partial(_on_record, is_it=_is_published), _published_said
)
SAID: Final = _of_events("said", SaidAsserted, _was_said, _saying_said)
ARGUMENT: Final = Askable(
    name="argument",
    subjects=partial(_noted, "argument"),
    ask=partial(_event, "argument"),
    changes=_days,
)
