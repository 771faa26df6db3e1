"""Readouts of one contact side by side: which topics every side's account shows, and which only some do.

Readouts are open-world: that a topic is not shown does not mean that it was not mentioned. It is known to be absent only
where a source says so, or where the whole readout is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final, Literal

import attrs

from peacetrack.aspects.assertions import ReadoutAsserted
from peacetrack.aspects.contacts import Contact, Readout
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import ActorId, ContactId, EventId, TopicId
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, Truth, all_of, is_believed, is_denied, judged
from peacetrack.state.timeline import State

#: What a readout shows of a topic: `disputed` where one report shows it and another says that it is left out.
Shown = Literal["mentioned", "omitted", "not shown", "disputed"]


@attrs.frozen(kw_only=True)
class ReadoutColumn:
    """
    What the believed readouts of one side show of a contact.

    Attributes:
        actor: Whose account it is.
        topics: What it shows of each topic, in the order of the comparison.
        as_said: The words used for each topic, where a report gives them.
        events: The readouts.
        citations: Where the sources tell of them.
    """

    actor: ActorId
    topics: tuple[Shown, ...]
    as_said: tuple[str, ...]
    events: tuple[EventId, ...]
    citations: tuple[Citation, ...]


@attrs.frozen(kw_only=True)
class Comparison:
    """
    The readouts of one contact.

    Attributes:
        contact: Which contact.
        topics: Every topic that some readout mentions or is known to omit.
        columns: One for each side, in the order in which they spoke.
        neutral: Topics that the record tells of the contact in no side's name.
    """

    contact: ContactId
    topics: tuple[TopicId, ...]
    columns: tuple[ReadoutColumn, ...]
    neutral: tuple[TopicId, ...]

    @property
    def in_all(self) -> tuple[TopicId, ...]:
        """Name the topics that every side's account mentions."""
        return tuple(topic for place, topic in enumerate(self.topics) if all(self._mentions(place)))

    def only_in(self, actor: str) -> tuple[TopicId, ...]:
        """Name the topics that one side's account mentions, and no other is seen to mention."""
        actors = [column.actor for column in self.columns]
        return tuple(
            topic
            for place, topic in enumerate(self.topics)
            if [name for name, mentioned in zip(actors, self._mentions(place), strict=True) if mentioned]
            == [actor]
        )

    def _mentions(self, place: int) -> list[bool]:
        return [column.topics[place] in ("mentioned", "disputed") for column in self.columns]


def readouts(state: State, contact: str) -> Comparison:
    """
    Put the readouts of a contact side by side.

    Args:
        state: Any state; only readouts that had certainly been issued, and are believed, count.
        contact: The id of the contact.

    Raises:
        ValueError: There is no such contact by then.
    """
    held = [event for event in state.held if isinstance(event, Contact)]
    met = next((event for event in held if event.id == contact), None)
    if met is None:
        known = ", ".join(event.id for event in held) or "none"
        raise ValueError(f"'{contact}' is no contact that is on record by then; there are {known}")
    by_actor: dict[ActorId, list[Readout]] = {}
    for event in state.held:
        if isinstance(event, Readout) and event.contact == contact and is_believed(event, state):
            for actor in state.log.cast.actors_of(event.by):
                by_actor.setdefault(actor, []).append(event)
    topics = tuple(
        dict.fromkeys(
            topic
            for events in by_actor.values()
            for event in events
            for topic in (*(mention.topic for mention in event.topics), *event.omits)
        )
    )
    return Comparison(
        contact=ContactId(contact),
        topics=topics,
        columns=tuple(_column(state, actor, events, topics) for actor, events in by_actor.items()),
        neutral=tuple(mention.topic for mention in met.topics),
    )


def compared(state: State, contacts: Iterable[str] = ()) -> tuple[Comparison, ...]:
    """
    Put the readouts of several contacts side by side.

    Args:
        state: Any state.
        contacts: Their ids; all of which a side has told when there are none.

    Raises:
        ValueError: There is no such contact by then.
    """
    named = tuple(contacts)
    if named:
        return tuple(readouts(state, contact) for contact in named)
    held = (event.id for event in state.held if isinstance(event, Contact))
    return tuple(found for found in (readouts(state, contact) for contact in held) if found.columns)


def _column(
    state: State, actor: ActorId, events: list[Readout], topics: tuple[TopicId, ...]
) -> ReadoutColumn:
    as_said = {mention.topic: mention.as_said for event in events for mention in event.topics}
    return ReadoutColumn(
        actor=actor,
        topics=tuple(_shown(topic, events) for topic in topics),
        as_said=tuple(as_said.get(topic, "") for topic in topics),
        events=tuple(event.id for event in events),
        citations=tuple(place for event in events for place in state.log.citations(event)),
    )


def _shown(topic: TopicId, events: list[Readout]) -> Shown:
    mentioned = any(mention.topic == topic for event in events for mention in event.topics)
    omitted = any(topic in event.omits for event in events) or (
        not mentioned and any(event.complete for event in events)
    )
    if mentioned:
        return "disputed" if omitted else "mentioned"
    return "omitted" if omitted else "not shown"


def _subjects(state: State) -> Iterator[str]:
    """Name each side's readout of each contact."""
    for event in (*state.held, *state.perhaps):
        if isinstance(event, Readout):
            yield from (joined(event.contact, actor) for actor in state.log.cast.actors_of(event.by))


def _ask(state: State, what: str) -> Answer | None:
    contact, actor, *_ = *parted(what), ""
    cast = state.log.cast
    certain, possible = (
        [
            event
            for event in events
            if isinstance(event, Readout)
            and event.contact == contact
            and actor in cast.actors_of(event.by)
            and is_believed(event, state)
        ]
        for events in (state.held, state.perhaps)
    )
    stated = certain or possible
    if not stated:
        return None
    shown = dict.fromkeys(mention.topic for event in stated for mention in event.topics)
    omitted = dict.fromkeys(topic for event in stated for topic in event.omits)
    without = f"; omits {', '.join(omitted)}" if omitted else ""
    text = f"mentions {', '.join(shown) or 'nothing that is known'}{without}"
    return answered(
        state,
        text,
        (event.id for event in certain),
        possibly=(event.id for event in possible),
        disputed=any(is_denied(event, state) for event in stated),
    ).valued(mentions=[*shown], omits=[*omitted])


def _holds(says: ReadoutAsserted, state: State) -> Judgement:
    certain, possible = (list(_believed(says, state, events)) for events in (state.held, state.perhaps))
    shown = {mention.topic for event in certain for mention in event.topics}
    omitted = {topic for event in certain for topic in event.omits}
    perhaps = {mention.topic for event in possible for mention in event.topics}
    complete = any(event.complete for event in certain)
    disputed = any(topic in shown and topic in omitted for topic in (*says.mentions, *says.omits)) or any(
        is_denied(event, state) for event in possible
    )

    def mentioned(topic: TopicId) -> Truth:
        if topic in shown:
            return True
        return False if (topic in omitted or complete) and topic not in perhaps else None

    flipped: dict[Truth, Truth] = {True: False, False: True, None: None}
    parts = [*map(mentioned, says.mentions), *(flipped[mentioned(topic)] for topic in says.omits)]
    text = ", ".join(sorted(shown)) or "nothing that is known"
    without = f" and omits {', '.join(sorted(omitted))}" if omitted else ""
    because = (*certain, *possible)
    truth = None if disputed else all_of(parts)
    return judged(truth, f"the readout mentions {text}{without}", because, disputed=disputed)


def _believed(says: ReadoutAsserted, state: State, events: tuple[Event, ...]) -> Iterator[Readout]:
    """List the believed readouts of a contact by one side."""
    cast = state.log.cast
    for event in events:
        if not isinstance(event, Readout) or event.contact != says.contact:
            continue
        if {*cast.actors_of(event.by)} & {*cast.actors_of((says.by,))} and is_believed(event, state):
            yield event


def _said(says: ReadoutAsserted, _: Cast) -> str:
    mentions = f"mentions {', '.join(says.mentions)}" if says.mentions else ""
    omits = f"omits {', '.join(says.omits)}" if says.omits else ""
    return f"the readout of {says.by} {' and '.join(part for part in (mentions, omits) if part)}"


def _days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    contact = parted(what)[0]
    return days.of_events(
        event.id for event in days.line.view.events if isinstance(event, Readout) and event.contact == contact
    )


READOUT: Final = Question(
    name="readout",
    subjects=_subjects,
    ask=_ask,
    changes=_days,
    asked=ReadoutAsserted,
    holds=_holds,
    said=_said,
)
