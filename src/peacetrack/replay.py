"""Replay: one pass over the ordered events, each looked up in the table of its aspect.

The law: what a status becomes depends on nothing but the status, the event and the table. A subject has one story for
each word: the base story of what rests on the sources alone, and from the first event on that is somebody's word, a
story of its own for that actor. An event that is nobody's word goes into all of them. It is refused when every story
into which it goes refuses it, and only in the view that knows everything; then it changes nothing. Where only some
refuse it, or the view is narrower, it applies there as from an unknown status, and the gap is listed.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any, cast

import attrs

from peacetrack.accounts import COMMON_GROUND
from peacetrack.aspects import ASPECTS, provisions
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.beliefs import Beliefs
from peacetrack.cast import Cast
from peacetrack.ids import ActorId, EventId, ProvisionId
from peacetrack.lifecycle import Aspect, Event, Guard, Row
from peacetrack.stories import Statuses, Story
from peacetrack.vocabulary import UnknownAspectError


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


#: Where an event leads from some statuses, and the guard that has to hold.
Plan = tuple[Statuses, Guard | None]


class _Handler:
    """All that is needed to apply one kind of event to one aspect, looked up once."""

    __slots__ = ("arrives", "aspect", "looks_back", "plans", "rows", "stories", "subjects")

    def __init__(self, kind: type[Event], aspect: Aspect[Any], stories: dict[str, Story]) -> None:
        self.aspect = aspect
        self.stories = stories
        self.subjects = aspect.subjects
        self.arrives = kind in aspect.arriving
        self.rows = aspect.table.cells[kind]
        self.looks_back = any(row.unless for row in self.rows.values())
        self.plans: dict[Statuses, Plan] = {}

    def plan(self, before: Statuses) -> Plan:
        """Work out, once for each set of statuses, where the event leads and who may say so; nowhere when that depends on more."""
        rows = [self.rows[status] for status in before]
        guards = {row.when for row in rows}
        depends = self.arrives or any(row.unless for row in rows) or (len(rows) > 1 and guards != {None})
        after = frozenset(() if depends else (row.to for row in rows if row.to is not None))
        plan = self.plans[before] = after, next(iter(guards))
        return plan


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
        self.stories: dict[str, dict[str, Story]] = {aspect.name: {} for aspect in aspects}
        self.refusals: list[Refusal] = []
        self.gaps: list[tuple[Event, str]] = []
        self.events: list[Event] = []

    @cached_property
    def _handlers(self) -> dict[type[Event], _Handler]:
        return {
            kind: _Handler(kind, aspect, self.stories[aspect.name])
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
        handlers, cast, refused, denied = self._handlers, self.cast, self.refused, self.denied
        told = len(self.events)
        self.events.extend(events)
        for place, event in enumerate(events, told):
            handler = handlers.get(type(event))
            if handler is None or event.id in refused:
                continue
            subjects = handler.subjects(event, cast)
            if (
                len(subjects) == 1
                and not event.according_to
                and not (event.is_testimony and event.by)
                and event.id not in denied
            ):
                story = handler.stories.get(subjects[0])
                if story is not None and story.words is None:
                    before = story.possible[-1]
                    after, guard = handler.plans.get(before) or handler.plan(before)
                    if after and (guard is None or guard.holds(event, story.origin, cast)):
                        story.places.append(place)
                        story.possible.append(after)
                        continue
            self._tell_slowly(handler, event, place, subjects)

    def refusal_of(self, event: Event) -> Refusal | None:
        """Say why the tables would not allow an event that is told next; None when they would. Nothing changes."""
        handler = self._handlers.get(type(event))
        if handler is None:
            return None
        judged = self._judged(handler, event, handler.subjects(event, self.cast))
        return judged if isinstance(judged, Refusal) else None

    def _tell_slowly(self, handler: _Handler, event: Event, place: int, subjects: tuple[str, ...]) -> None:
        """Tell an event to every story into which it goes; judge all of them before any is changed."""
        judged = self._judged(handler, event, subjects)
        if isinstance(judged, Refusal):
            self.refusals.append(judged)
            return
        for subject, story, outcomes in judged:
            handler.stories.setdefault(subject, story)
            for lane, after in zip(self._lanes(story, event, place), outcomes, strict=True):
                lane.add(place, self._gap(handler, event, subject, lane) if isinstance(after, Row) else after)
        for subject in self._arriving(handler, event):
            self._arrive(handler, event, place, subject)

    def _arriving(self, handler: _Handler, event: Event) -> tuple[str, ...]:
        return handler.aspect.arrivals(event, self.cast) if handler.arrives else ()

    def _judged(
        self, handler: _Handler, event: Event, subjects: tuple[str, ...]
    ) -> Refusal | list[tuple[str, Story, list[Statuses | Row[Any]]]]:
        """Give where an event leads in every story into which it goes, or the first refusal by all of one subject's."""
        arriving = self._arriving(handler, event)
        told: list[tuple[str, Story, list[Statuses | Row[Any]]]] = []
        for subject in subjects:
            story = handler.stories.get(subject)
            if story is None and subject in arriving:
                continue
            story = story or Story(event, handler.aspect.start)
            lanes = self._lanes_heard(story, event)
            outcomes = [self._outcome(handler, event, lane) for lane in lanes]
            if self.judges and all(isinstance(outcome, Row) for outcome in outcomes):
                row: Any = outcomes[0]
                before = lanes[0].possible[-1]
                return Refusal(event, handler.aspect, subject, story.origin, before, row)
            told.append((subject, story, outcomes))
        return told

    def _outcome(
        self, handler: _Handler, event: Event, lane: Story, *, before: Statuses | None = None
    ) -> Statuses | Row[Any]:
        # A long story is looked through only where a row asks for it.
        told = [self.events[place] for place in lane.places] if handler.looks_back else ()
        return _leads_to(handler.rows, event, lane.origin, self.cast, before or lane.possible[-1], told)

    def _gap(self, handler: _Handler, event: Event, subject: str, lane: Story) -> Statuses:
        """Let an event apply as from an unknown status."""
        self.gaps.append((event, subject))
        after = self._outcome(handler, event, lane, before=frozenset(handler.rows))
        return handler.aspect.start if isinstance(after, Row) else after

    def _words(self, event: Event) -> tuple[ActorId, ...]:
        return self.beliefs.words(event) if self.beliefs else self.cast.words(event.word_of)

    def _lanes_heard(self, story: Story, event: Event) -> tuple[Story, ...]:
        """Give the stories into which an event would go, without beginning any."""
        sides, told = self._words(event), story.words or {}
        if sides:
            return tuple(told.get(side, story) for side in sides)
        return (story, *(lane for word, lane in told.items() if not self._is_against(word, event)))

    def _is_against(self, word: ActorId, event: Event) -> bool:
        denied = self.denied.get(event.id)
        return denied is not None and (word == COMMON_GROUND or word in denied)

    def _lanes(self, story: Story, event: Event, place: int) -> tuple[Story, ...]:
        """Give the stories into which an event goes; begin one for each actor whose word it is, or who denies it."""
        sides, against = self._words(event), self.denied.get(event.id, frozenset())
        if sides or against:
            told = story.words = {} if story.words is None else story.words
            for word in (*sides, *sorted(against), *((COMMON_GROUND,) if against else ())):
                if word not in told:
                    told[word] = story.fork(place)
            if against:
                story.denials += ((place, (sides, against)),)
        return self._lanes_heard(story, event)

    def _arrive(self, handler: _Handler, event: Event, place: int, subject: str) -> None:
        """Begin anew the story of what an event brings."""
        stated = getattr(event, "status", None)
        status = frozenset({stated}) if stated else handler.aspect.start
        story = handler.stories.setdefault(subject, Story(event, handler.aspect.start))
        for lane in self._lanes(story, event, place):
            if lane.places[-1:] == [place]:
                lane.possible[-1] = status
            else:
                lane.add(place, status)


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
    after = bisect_right(lane.places, place) if lane is not None else 0
    if lane is not None and after:
        return cast("frozenset[provisions.Status]", lane.possible[after])
    return frozenset({provisions.Status.PENDING}) if replay.cast.provision(name).status else provisions.LIVE


def outcome(  # noqa: PLR0913 - all on which an outcome depends
    aspect: Aspect[Any], event: Event, origin: Event, cast: Cast, before: Statuses, told: Sequence[Event]
) -> Statuses:
    """Give the statuses to which an event may lead from some others; none when all of them refuse it."""
    after = _leads_to(aspect.table.cells[type(event)], event, origin, cast, before, told)
    return frozenset() if isinstance(after, Row) else after


def _leads_to(  # noqa: PLR0913 - as above
    rows: Mapping[Any, Row[Any]],
    event: Event,
    origin: Event,
    cast: Cast,
    before: Statuses,
    told: Sequence[Event],
) -> Statuses | Row[Any]:
    """Give the statuses after an event, or the row that refuses it when no possible status allows it."""
    after: set[StrEnum] = set()
    refusals: list[Row[Any]] = []
    for status in sorted(before):
        row = rows[status]
        if row.is_refusal or (row.when is not None and not row.when.holds(event, origin, cast)):
            refusals.append(row)
        elif row.to is None or (row.unless is not None and row.unless.holds(event, (origin, *told))):
            after.add(status)
        else:
            after.add(row.to)
    return frozenset(after) if after else refusals[0]
