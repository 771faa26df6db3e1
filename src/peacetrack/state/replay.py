"""Replay: one pass over the ordered events, each looked up in the table of its aspect.

The law: what a status becomes depends on nothing but the status, the event and the table. A subject has one story for
each word: the base story of what rests on the sources alone, and from the first event on that is somebody's word, a
story of its own for that actor. An event that is nobody's word goes into all of them. It is refused when every story
into which it goes refuses it, and only in the view that knows everything; then it changes nothing. Where only some
refuse it, or the view is narrower, it applies there as from an unknown status, and the gap is listed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any, cast

import attrs

from peacetrack.aspects import ASPECTS, provisions
from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Row
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.vocabulary import UnknownAspectError
from peacetrack.beliefs.accounts import COMMON_GROUND
from peacetrack.beliefs.reports import Beliefs
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, ProvisionId, SpeakerId
from peacetrack.state.plans import Column, Telling, leads_to
from peacetrack.state.stories import START, Statuses, Story


@attrs.frozen
class Refusal:
    """
    An event that the table does not allow.

    Attributes:
        event: The event.
        aspect: Of which lifecycle.
        subject: Of what.
        origin: The event that began the subject's story.
        before: The statuses it had.
        row: The deciding row: a refusal, or one whose guard does not hold.
    """

    event: Event
    aspect: Aspect[Any]
    subject: str
    origin: Event
    before: Statuses
    row: Row[Any]

    @property
    def guard(self) -> Guard | None:
        """Give the guard that did not hold, when it is that."""
        return None if self.row.is_refusal else self.row.when


#: The actors whose word an event is; nobody's in particular when empty.
Sides = tuple[ActorId, ...]


class Replay:
    """
    The stories of a view, built in one pass.

    This is the private builder: it changes while events are told to it, and nobody else changes it.
    """

    def __init__(
        self,
        cast: Cast,
        *,
        beliefs: Beliefs | None = None,
        refused: frozenset[EventId] | None = None,
        aspects: tuple[Aspect[Any], ...] = ASPECTS,
    ) -> None:
        """
        Begin with nothing told.

        Args:
            cast: The cast of the log.
            beliefs: Whose word each event is, and who denied it; as the events themselves say when None.
            refused: Events that are left out; None to decide which, as only the view that knows everything may.
            aspects: The aspects of which it tells.
        """
        self.cast = cast
        self.beliefs = beliefs
        self.denied: Mapping[EventId, frozenset[ActorId]] = beliefs.denied if beliefs else {}
        self.judges = refused is None
        self.refused = refused or frozenset()
        self.aspects = aspects
        self._tellings = {aspect.name: Telling(aspect) for aspect in aspects}
        self.stories: dict[str, dict[str, Story]] = {
            name: telling.stories for name, telling in self._tellings.items()
        }
        self.refusals: list[Refusal] = []
        self.gaps: list[tuple[Event, str]] = []
        self._events: Sequence[Event] = ()
        self._nobodys: dict[tuple[SpeakerId, ...], bool] = {}

    @cached_property
    def _columns(self) -> dict[type[Event], Column]:
        return {
            kind: Column(kind, aspect, self._tellings[aspect.name], self.cast)
            for aspect in self.aspects
            for kind in aspect.table.events
        }

    def stories_of(self, aspect: Aspect[Any]) -> dict[str, Story]:
        """
        Give the stories of an aspect, by their subjects.

        Raises:
            UnknownAspectError: It is none of those of which this tells.
        """
        if aspect.name not in self.stories:
            raise UnknownAspectError(aspect.name)
        return self.stories[aspect.name]

    def tell(self, events: Sequence[Event]) -> None:
        """Tell further events, in the order of replay."""
        columns, cast, refused, denied = self._columns, self.cast, self.refused, self.denied
        told = self._go_on_with(events)
        for place, event in enumerate(events, told):
            column = columns.get(type(event))
            if column is None:
                continue
            story = column.alone.get(column.named(event))
            if (
                story is not None
                and story.words is None
                and (
                    not (event.according_to or (column.is_testimony and event.by))
                    or self._is_nobodys(event.word_of)
                )
                and not (refused and event.id in refused)
                and not (denied and event.id in denied)
            ):
                before = story.marks[-1]
                after, guard = column.plans.get(before) or column.plan(before)
                if after is not None and (
                    guard is None
                    or column.let.get(story) == event.by
                    or column.lets(guard, event, story, cast)
                ):
                    story.turns.append(place)
                    story.marks.append(after)
                    continue
            if not (refused and event.id in refused):
                self._tell_slowly(column, event, place)

    def _is_nobodys(self, speakers: tuple[SpeakerId, ...]) -> bool:
        """Tell whether the word of some speakers is nobody's in particular, whoever has confirmed it."""
        known = self._nobodys.get(speakers)
        if known is None:
            chosen = self.beliefs is not None and self.beliefs.one_word
            known = self._nobodys[speakers] = chosen or not self.cast.words(speakers)
        return known

    def _go_on_with(self, events: Sequence[Event]) -> int:
        """Keep further events, and tell how many there were before; those of a view are kept as the view has them."""
        told = len(self._events)
        if isinstance(self._events, list):
            self._events += events
        else:
            self._events = [*self._events, *events] if told else tuple(events)
        return told

    @property
    def events(self) -> tuple[Event, ...]:
        """Give all that was told, in its order."""
        return tuple(self._events)

    def refusal_of(self, event: Event) -> Refusal | None:
        """Say why the tables would not allow an event that is told next; None when they would. Nothing changes."""
        column = self._columns.get(type(event))
        if column is None:
            return None
        subjects, sides = column.aspect.subjects(event, self.cast), self._words(event)
        judged = self._judged(column, event, subjects, sides=sides)
        return judged if isinstance(judged, Refusal) else None

    def _tell_slowly(self, column: Column, event: Event, place: int) -> None:
        """Tell an event to every story into which it goes; judge all of them before any is changed."""
        subjects, sides = column.aspect.subjects(event, self.cast), self._words(event)
        judged = self._judged(column, event, subjects, sides=sides)
        if isinstance(judged, Refusal):
            self.refusals.append(judged)
            return
        for subject, story, outcomes in judged:
            if column.stories.setdefault(subject, story).turns and len(subjects) == 1:
                column.alone[column.named(event)] = story
            for lane, after in zip(self._lanes(story, event, place, sides), outcomes, strict=True):
                lane.add(place, self._gap(column, event, subject, lane) if isinstance(after, Row) else after)
                if column.is_recalled:
                    lane.recall(event)
        for subject in self._arriving(column, event):
            self._arrive(column, event, place, subject, sides=sides)

    def _arriving(self, column: Column, event: Event) -> tuple[str, ...]:
        return column.aspect.arrivals(event, self.cast) if column.arrives else ()

    def _judged(
        self, column: Column, event: Event, subjects: tuple[str, ...], *, sides: Sides
    ) -> Refusal | list[tuple[str, Story, list[int | Row[Any]]]]:
        """Give where an event leads in every story into which it goes, or the first refusal by all of one subject's."""
        arriving = self._arriving(column, event)
        told: list[tuple[str, Story, list[int | Row[Any]]]] = []
        for subject in subjects:
            story = column.stories.get(subject)
            if story is None and subject in arriving:
                continue
            story = story or Story(event, column.sets)
            lanes = self._lanes_heard(story, event, sides)
            outcomes = [self._outcome(column, event, lane) for lane in lanes]
            if self.judges and all(isinstance(outcome, Row) for outcome in outcomes):
                row: Any = outcomes[0]
                before = lanes[0].after(-1)
                return Refusal(event, column.aspect, subject, story.origin, before, row)
            told.append((subject, story, outcomes))
        return told

    def _outcome(self, column: Column, event: Event, lane: Story) -> int | Row[Any]:
        before = lane.marks[-1]
        planned, guard = column.plans.get(before) or column.plan(before)
        if planned is not None and (guard is None or guard.holds(event, lane.origin, self.cast)):
            return planned
        after = self._led_to(column, event, lane, lane.after(-1))
        return after if isinstance(after, Row) else column.sets.mark(after)

    def _led_to(self, column: Column, event: Event, lane: Story, before: Statuses) -> Statuses | Row[Any]:
        # A long story is looked through only where a row asks for it.
        told = [self._events[place] for place in lane.turns] if column.looks_back else lane.recalled
        return leads_to(column.rows, event, lane.origin, self.cast, before, told)

    def _gap(self, column: Column, event: Event, subject: str, lane: Story) -> int:
        """Let an event apply as from an unknown status."""
        self.gaps.append((event, subject))
        after = self._led_to(column, event, lane, frozenset(column.rows))
        return START if isinstance(after, Row) else column.sets.mark(after)

    def _words(self, event: Event) -> Sides:
        return self.beliefs.words(event) if self.beliefs else self.cast.words(event.word_of)

    def _lanes_heard(self, story: Story, event: Event, sides: Sides) -> tuple[Story, ...]:
        """Give the stories into which an event would go, without beginning any."""
        told = story.words or {}
        if sides:
            return tuple(told.get(side, story) for side in sides)
        return (story, *(lane for word, lane in told.items() if not self._is_against(word, event)))

    def _is_against(self, word: ActorId, event: Event) -> bool:
        denied = self.denied.get(event.id)
        return (word == COMMON_GROUND or word in denied) if denied else False

    def _lanes(self, story: Story, event: Event, place: int, sides: Sides) -> tuple[Story, ...]:
        """Give the stories into which an event goes; begin one for each actor whose word it is, or who denies it."""
        against = self.denied.get(event.id, frozenset())
        if sides or against:
            told = story.words = {} if story.words is None else story.words
            for word in (*sides, *sorted(against), *((COMMON_GROUND,) if against else ())):
                if word not in told:
                    told[word] = story.fork(place)
            if against:
                story.denials.append((place, (sides, against)))
        return self._lanes_heard(story, event, sides)

    def _arrive(self, column: Column, event: Event, place: int, subject: str, *, sides: Sides) -> None:
        """Begin anew the story of what an event brings."""
        stated = getattr(event, "status", None)
        mark = column.sets.mark(frozenset({stated})) if stated else START
        story = column.stories.setdefault(subject, Story(event, column.sets))
        for lane in self._lanes(story, event, place, sides):
            if lane.turns and lane.turns[-1] == place:
                lane.marks[-1] = mark
            else:
                lane.add(place, mark)


def by_its_parts(
    replay: Replay, name: ProvisionId, /, *, place: int, word: ActorId | None
) -> frozenset[provisions.Status]:
    """Derive the statuses of a provision from its parts, after the event at a place of the order, in a word."""
    parts = replay.cast.children.get(name)
    if parts is not None:
        told = [by_its_parts(replay, part, place=place, word=word) for part in parts]
        return provisions.derived(told, complete=replay.cast.provision(name).complete)
    story = replay.stories[PROVISIONS.name].get(name)
    lane = (story.words or {}).get(word, story) if story is not None and word is not None else story
    after = lane.until(place + 1) if lane is not None else 0
    if lane is not None and after:
        return cast("frozenset[provisions.Status]", lane.after(after))
    return frozenset({provisions.Status.PENDING}) if replay.cast.provision(name).status else provisions.LIVE


def outcome(  # noqa: PLR0913 - all on which an outcome depends
    aspect: Aspect[Any], event: Event, origin: Event, cast: Cast, before: Statuses, told: Sequence[Event]
) -> Statuses:
    """Give the statuses to which an event may lead from some others; none when all of them refuse it."""
    after = leads_to(aspect.table.cells[type(event)], event, origin, cast, before, told)
    return frozenset() if isinstance(after, Row) else after
