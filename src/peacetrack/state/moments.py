"""Moments: what is known at a point of a replay, on some word. Each subject is read when it is asked for, and no other.

The law: what had certainly happened by a day is a prefix of the order. What may have happened by then stands behind it,
before the first place from which on nothing can have happened yet.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any

import attrs

from peacetrack.aspects.conditions import CONDITIONS, requirement
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.provisions import PROVISIONS, Status, derived
from peacetrack.aspects.stages import STAGES
from peacetrack.beliefs.accounts import Account
from peacetrack.model.ids import EventId, ProvisionId
from peacetrack.model.mapping import OnDemand
from peacetrack.state.facts import Evidence, Fact
from peacetrack.state.record import Record
from peacetrack.state.replay import outcome
from peacetrack.state.requirements import as_required
from peacetrack.state.stories import Statuses, Story, believed_lanes
from peacetrack.worlds.census import Census


@attrs.frozen
class Reading:
    """
    What one word says of a subject, or several.

    Attributes:
        possible: Every status it may have.
        because: The places of the events behind it, in order.
        maybe: The places of events that may have happened.
        disputed: Words disagree and have no status in common.
    """

    possible: Statuses
    because: Sequence[int]
    maybe: Sequence[int] = ()
    disputed: bool = False

    @classmethod
    def met(cls, readings: Sequence[Reading], against: Sequence[Reading]) -> Reading:
        """
        Meet what several words say of one subject; where they have nothing in common, span it and say so.

        Args:
            readings: What each word says, at least one.
            against: What those say who deny it; where that is anything else, it is taken in, and disputed.
        """
        found = readings[0]
        if len(readings) > 1:
            possible = frozenset.intersection(*(reading.possible for reading in readings))
            found = _joined(possible or _all_of(readings), readings, disputed=not possible)
        widened = found.possible | _all_of(against)
        return found if widened == found.possible else _joined(widened, (found, *against), disputed=True)


def _all_of(readings: Sequence[Reading]) -> Statuses:
    return frozenset(status for reading in readings for status in reading.possible)


def _joined(possible: Statuses, readings: Sequence[Reading], *, disputed: bool) -> Reading:
    return Reading(
        possible,
        _each_once(reading.because for reading in readings),
        _each_once(reading.maybe for reading in readings),
        disputed,
    )


def _each_once(places: Iterable[Sequence[int]]) -> Sequence[int]:
    """Put places in order, each once; those of one story are so already."""
    told = [some for some in places if some]
    return told[0] if len(told) == 1 else sorted({place for some in told for place in some})


@attrs.frozen(slots=False, eq=False)
class Moment:
    """
    A point of a replay, on some word.

    Attributes:
        record: Of which replay.
        account: Whose word is believed.
        size: So many events of the order had certainly happened.
        stop: From this place of the order on nothing can have happened.
        day: The day, as an ordinal; 0 where it is the end of the log.
    """

    record: Record
    account: Account
    size: int
    stop: int
    day: int = 0

    @classmethod
    def of(cls, record: Record, account: Account, *, day: int | None, cut: int | None = None) -> Moment:
        """Find the end of a day in the order; the end of the log when None, or so many events as `cut` says."""
        if cut is not None:
            return cls(record, account, cut, cut)
        view = record.view
        if day is None:
            return cls(record, account, len(view.events), len(view.events))
        size = stop = view.size_by(day)
        if size < len(view.soonest) and view.soonest[size] <= day:
            stop = bisect_right(view.soonest, day, size)
        return cls(record, account, size, stop, day)

    def is_told(self, place: int) -> bool:
        """Tell whether the event at a place of the order had happened, or may have."""
        return place < self.size or (place < self.stop and self.record.view.earliest[place] <= self.day)

    @cached_property
    def perhaps(self) -> frozenset[int]:
        """Give the places of events that may have happened, and may not."""
        earliest = self.record.view.earliest
        return frozenset(place for place in range(self.size, self.stop) if earliest[place] <= self.day)

    @cached_property
    def census(self) -> Census:
        """Give the counting at this moment, each population of it."""
        record = self.record
        return Census(
            record.log.cast, self.account, record.view.events, record.registers, self.size, self.perhaps
        )

    def facts(self, aspect: Aspect[Any]) -> OnDemand[str, Fact[Any]]:
        """
        Give what is known of each subject of an aspect; one of which nothing was told is missing.

        Raises:
            UnknownAspectError: The log was loaded without this aspect.
        """
        stories = self.record.replayed.stories_of(aspect)
        if aspect == PROVISIONS:
            homes = self.record.log.cast.instrument_of
            return OnDemand(homes, lambda name: self.provision(ProvisionId(name)) if name in homes else None)
        if aspect == CONDITIONS:
            return OnDemand(stories, lambda name: self.condition(name) if name in stories else None)
        return OnDemand(stories, lambda name: self.fact(aspect, stories[name]) if name in stories else None)

    def fact(self, aspect: Aspect[Any], story: Story) -> Fact[Any] | None:
        """Give what is known of a subject; None when nothing is."""
        if story.words is None and self.stop == self.size:
            end = story.until(self.size)
            because = Evidence(self.record.view.events, story.turns, end)
            return Fact(story.after(end), because) if end else None
        lanes, against = believed_lanes(aspect, story, self.account, self.record.log.cast, self.is_told)
        found = self._reading(aspect, lanes[0])
        if len(lanes) > 1 or against:
            told = [found, *(self._reading(aspect, lane) for lane in lanes[1:])]
            found = Reading.met(told, [self._reading(aspect, lane) for lane in against])
        return self._fact(found) if found.because or found.maybe else None

    def condition(self, name: str) -> Fact[Any] | None:
        """Give what is known of a demand, which the record itself can show to be met."""
        fact = self.fact(CONDITIONS, self.record.replayed.stories[CONDITIONS.name][name])
        needs = requirement(self.record.view.by_id.get(EventId(name)))
        return fact if fact is None or needs is None else as_required(fact, needs, self.facts(STAGES))

    def _fact(self, found: Reading) -> Fact[Any]:
        events = self.record.view.events
        because = Evidence(events, found.because, len(found.because))
        return Fact(found.possible, because, tuple(events[place] for place in found.maybe), found.disputed)

    def _reading(self, aspect: Aspect[Any], lane: Story) -> Reading:
        """Read one story up to the day."""
        end = lane.until(self.size)
        because, possible = lane.turns[:end], lane.after(end)
        if self.stop == self.size:
            return Reading(possible, because)
        events, log_cast = self.record.view.events, self.record.log.cast
        maybe = [place for place in lane.turns[end : lane.until(self.stop)] if place in self.perhaps]
        told = tuple(events[place] for place in because) if maybe else ()
        for place in maybe:
            after = outcome(aspect, events[place], lane.origin, log_cast, possible, told)
            if not after:  # as a gap, it applies there as from an unknown status
                every: Statuses = frozenset(aspect.table.statuses)
                after = outcome(aspect, events[place], lane.origin, log_cast, every, told)
            possible |= after or aspect.start
        return Reading(possible, because, maybe)

    def provision(self, name: ProvisionId) -> Fact[Status]:
        """Give what is known of a provision, which counts can tell, too."""
        possible, disputed = self.possible(name)
        told = [self._reading(PROVISIONS, lane) for lane in self._heard(name)]
        because = _each_once((*(one.because for one in told), self.census.listed(name)))
        return self._fact(Reading(possible, because, _each_once(one.maybe for one in told), disputed))

    def possible(self, name: ProvisionId) -> tuple[frozenset[Status], bool]:
        """Give the statuses of a provision; of one with parts, from theirs when they were told of last."""
        own, disputed = self.census.possible(name)
        parts = self.record.log.cast.children.get(name, ())
        if not parts:
            return own, disputed
        last = max(self._certainly(name), default=-1)
        since = any(last < place for part in parts for place in self._certainly(part))
        if not since and not any(self._may_move(part) for part in parts):
            return own, disputed
        told = [self.possible(part) for part in parts]
        complete = self.record.log.cast.provision(name).complete
        of_parts = derived([possible for possible, _ in told], complete=complete)
        return of_parts if since else own | of_parts, disputed or any(torn for _, torn in told)

    def _certainly(self, name: ProvisionId) -> Iterator[int]:
        """Give the place of the last event of each story of a provision that had certainly happened."""
        ends = ((lane, lane.until(self.size)) for lane in self._heard(name))
        return (lane.turns[end - 1] for lane, end in ends if end)

    def _may_move(self, name: ProvisionId) -> bool:
        """Tell whether an event about a provision may have happened."""
        lanes = self._heard(name) if self.stop > self.size else ()
        turns = (lane.turns[lane.until(self.size) : lane.until(self.stop)] for lane in lanes)
        return any(not self.perhaps.isdisjoint(some) for some in turns)

    def _heard(self, name: ProvisionId) -> list[Story]:
        """Give every story of a provision that is heard."""
        story = self.record.replayed.stories[PROVISIONS.name].get(name)
        if story is None:
            return []
        lanes, against = believed_lanes(PROVISIONS, story, self.account, self.record.log.cast, self.is_told)
        return [*lanes, *against]
