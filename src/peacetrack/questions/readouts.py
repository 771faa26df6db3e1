"""Readouts of one contact side by side: which topics every side's account shows, and which only some do.

Readouts are open-world: that a topic is not shown does not mean that it was not mentioned. It is known to be absent only
where a source says so, or where the whole readout is known.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from peacetrack.aspects.contacts import Contact, Readout
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import ActorId, ContactId, EventId, TopicId
from peacetrack.questions.judgements import is_believed
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
    held = [event for event in state.events if isinstance(event, Contact)]
    met = next((event for event in held if event.id == contact), None)
    if met is None:
        known = ", ".join(event.id for event in held) or "none"
        raise ValueError(f"'{contact}' is no contact that is on record by then; there are {known}")
    by_actor: dict[ActorId, list[Readout]] = {}
    for event in state.events:
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
    held = (event.id for event in state.events if isinstance(event, Contact))
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
