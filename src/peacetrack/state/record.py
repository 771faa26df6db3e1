"""The record: what the tables make of the events of a log, and how much of it had happened by a day.

The law: what had certainly happened by a day is a prefix of the order. What may have happened by then stands behind it,
before the first position from which on nothing can have happened yet.

Examples:
    By the middle of June two events had certainly happened and the third may have; the fourth had not:

    >>> from peacetrack.beliefs.accounts import EVERYONE
    >>> from peacetrack.state.timeline import timeline
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... instruments: {treaty: {unit: article, provisions: {borders: {kind: article}, courts: {kind: article}}}}
    ... events:
    ... - {event: provision_opened, date: 2024-06-01, provision: [borders, courts]}
    ... - {event: provision_contested, date: 2024-06-10, provision: borders}
    ... - {event: provision_agreed, date: 2024-06, provision: borders}
    ... - {event: provision_agreed, date: 2024-07-01, provision: courts}
    ... ''').log
    >>> record = timeline(log)
    >>> prefix = Prefix.of(record, EVERYONE, day=dt.date(2024, 6, 15).toordinal())
    >>> prefix.size, sorted(prefix.possible_positions), prefix.stop
    (2, [2], 3)
    >>> sorted(map(str, prefix.provision(ProvisionId("borders")).possible))
    ['agreed', 'contested']
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from peacetrack.aspects.conditions import CONDITIONS, requirement
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.provisions import LIVE, PROVISIONS, Status, derived
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.beliefs.view import Supposed, View
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, ProvisionId
from peacetrack.model.mapping import OnDemand
from peacetrack.model.problems import Finding
from peacetrack.state.denied import Denials, choices, courses_of, is_lost
from peacetrack.state.facts import Evidence, Fact
from peacetrack.state.findings import of_gap, of_perhaps, of_refusal
from peacetrack.state.histories import History, Statuses, believed_histories, speaking_histories
from peacetrack.state.replay import Refusal, Replay, depends, outcome
from peacetrack.state.requirements import as_required, readings
from peacetrack.state.unsettled import AllUnsettled, Followed, Unsettled
from peacetrack.worlds.census import Census
from peacetrack.worlds.entries import Entries, Registers
from peacetrack.worlds.orders import OrderedRegisters
from peacetrack.worlds.populations import home_of


@attrs.frozen(slots=False)
class Record:
    """
    What a log says in a view, replayed once.

    Two records are equal when they are of the same log in the same view: everything else follows from these.

    Attributes:
        log: Of which log.
        known_by: What had been published by this day; everything when None.
        chosen: Only events that this chooses are believed, as one account.
        supposed: Events of the log that a scenario supposes, and the day with which the rest of it ends.
        view: The believed events, dated, in the order of replay.
        replayed: The histories of all subjects.
        refusals: What the tables refuse in the view that believes all that had been published by then.
        perhaps: What the tables refuse in some orders that nobody told, and not in others.
        entries: What is counted, by population, in the order of replay.
    """

    log: Log
    known_by: dt.date | None
    chosen: Callable[[Event], bool] | None
    supposed: Supposed | None
    view: View = attrs.field(eq=False, repr=False)
    replayed: Replay = attrs.field(eq=False, repr=False)
    refusals: tuple[Refusal, ...] = attrs.field(eq=False, repr=False)
    perhaps: tuple[Refusal, ...] = attrs.field(eq=False, repr=False)
    entries: Entries = attrs.field(eq=False, repr=False)

    @cached_property
    def ordered(self) -> OrderedRegisters:
        """Give the entries of each population in every order that nobody told apart."""
        return OrderedRegisters(self.registers, self.view)

    @cached_property
    def unsettled(self) -> AllUnsettled:
        """Give the histories in which the order of events decides, and nobody told it."""
        return AllUnsettled(self.view, self.replayed, (*self.refusals, *self.perhaps))

    @cached_property
    def refused(self) -> frozenset[EventId]:
        """Name the events that the tables refuse."""
        return frozenset(refusal.event.id for refusal in self.refusals)

    @cached_property
    def registers(self) -> Registers:
        """Give the entries of each population, with what each account has of them; each is counted once."""
        return Registers(self.entries, self.log.cast)

    @cached_property
    def places(self) -> Mapping[EventId, int]:
        """Give the position of each event in the order of replay."""
        return {event.id: position for position, event in enumerate(self.view.events)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give what the whole log shows: dates and edges that do not fit, refused events, gaps."""
        return (
            *self.view.findings,
            *(of_refusal(refusal, self.log.cast) for refusal in self.refusals),
            *map(of_perhaps, self.perhaps),
            *self.gaps_of(None),
        )

    def gaps_of(self, speaker: ActorId | None) -> Iterator[Finding]:
        """Tell what does not follow from what one actor said, or from sources alone when None: a gap is in that account only."""
        whose = zip(self.replayed.gaps, self.replayed.gap_speakers, strict=True)
        gaps = dict.fromkeys(gap for gap, who in whose if who == speaker)
        return (of_gap(event, subject) for event, subject in gaps)


@attrs.frozen
class Evidenced:
    """
    What is known of a subject by one account, or by several, with the positions of what shows it.

    Attributes:
        possible: Every status it may have.
        because: The positions of the events behind it, in order.
        possible_positions: The positions of events that may have happened.
        disputed: The accounts have no status in common.
        in_orders: The positions of what is behind it, in each order that it may have had; none where there is one.
        exact: Every reading was followed.
    """

    possible: Statuses
    because: Sequence[int]
    possible_positions: Sequence[int] = ()
    disputed: bool = False
    in_orders: tuple[Sequence[int], ...] = ()
    exact: bool = True

    @classmethod
    def met(cls, each: Sequence[Evidenced]) -> Evidenced:
        """Meet what several accounts say of one subject, at least one; where they have nothing in common, span it and say so."""
        if len(each) == 1:
            return each[0]
        possible = frozenset.intersection(*(one.possible for one in each))
        return _joined(possible or _all_of(each), each, disputed=not possible)

    @classmethod
    def of_all(
        cls, each: Sequence[Evidenced], doubted: frozenset[int], *, is_brought: bool, exact: bool
    ) -> Evidenced:
        """
        Span what is known in several readings of what was denied.

        Args:
            each: What is known in each.
            doubted: The positions of what was denied.
            is_brought: Without any event there is nothing that has a status.
            exact: These are all readings.
        """
        surely = frozenset.intersection(*(frozenset(one.because) for one in each))
        happened = {place for one in each for place in (*one.because, *one.possible_positions)}
        outcomes = {
            one.possible if one.because or one.possible_positions or not is_brought else frozenset()
            for one in each
        }
        return cls(
            frozenset[Any]().union(*outcomes),
            sorted(surely),
            sorted(happened - surely),
            len(outcomes) > 1 or not (surely or happened.isdisjoint(doubted)),
            tuple(dict.fromkeys(course for one in each for course in one.in_orders)),
            exact and all(one.exact for one in each),
        )


def _all_of(each: Sequence[Evidenced | Followed]) -> Statuses:
    return frozenset(status for one in each for status in one.possible)


def _joined(possible: Statuses, each: Sequence[Evidenced], *, disputed: bool) -> Evidenced:
    return Evidenced(
        possible,
        _each_once(one.because for one in each),
        _each_once(one.possible_positions for one in each),
        disputed,
        tuple(course for one in each for course in (one.in_orders or (one.because,)))
        if any(one.in_orders for one in each)
        else (),
        all(one.exact for one in each),
    )


def _each_once(positions: Iterable[Sequence[int]]) -> Sequence[int]:
    """Put positions in order, each once; those of one history are so already."""
    filled = [some for some in positions if some]
    return filled[0] if len(filled) == 1 else sorted({position for some in filled for position in some})


@attrs.frozen(slots=False, eq=False)
class Prefix:
    """
    What had happened by a day, on some account: a prefix of the order, and what may have happened behind it.

    Each subject is read when it is asked for, and no other.

    Attributes:
        record: Of which replay.
        account: Whose word is believed.
        size: So many events of the order had certainly happened.
        stop: From this position of the order on nothing can have happened.
        day: The day, as an ordinal; 0 where it is the end of the log.
    """

    record: Record
    account: Account
    size: int
    stop: int
    day: int = 0

    @classmethod
    def of(cls, record: Record, account: Account, *, day: int | None, cut: int | None = None) -> Prefix:
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

    def may_have_happened(self, position: int) -> bool:
        """Tell whether the event at a position of the order had happened, or may have."""
        return position < self.size or (
            position < self.stop and self.record.view.earliest[position] <= self.day
        )

    @cached_property
    def possible_positions(self) -> frozenset[int]:
        """Give the positions of events that may have happened, and may not."""
        earliest = self.record.view.earliest
        return frozenset(
            position for position in range(self.size, self.stop) if earliest[position] <= self.day
        )

    @cached_property
    def held(self) -> tuple[Event, ...]:
        """Give the events that had certainly happened, without those that the account goes without, or doubts."""
        left_out = self.denials.lacking | self.denials.doubted
        happened = self.record.view.events[: self.size]
        return (
            tuple(one for place, one in enumerate(happened) if place not in left_out)
            if left_out
            else happened
        )

    @cached_property
    def perhaps(self) -> tuple[Event, ...]:
        """Give the events that may have happened, by their dates or because somebody denies them, in order."""
        doubted = {place for place in self.denials.doubted if self.may_have_happened(place)}
        perhaps = (self.possible_positions | doubted) - self.denials.lacking
        return tuple(self.record.view.events[place] for place in sorted(perhaps))

    @cached_property
    def census(self) -> Census:
        """Give the counting of these events, each population of it."""
        record = self.record
        return Census(
            record.log.cast,
            self.account,
            record.view.events,
            record.registers,
            self.size,
            self.possible_positions,
            record.ordered,
            self.day,
        )

    def facts(self, aspect: Aspect[Any]) -> OnDemand[str, Fact[Any]]:
        """
        Give what is known of each subject of an aspect; one about which there is no event is missing.

        Raises:
            UnknownAspectError: The log was loaded without this aspect.
        """
        histories = self.record.replayed.histories_of(aspect)
        if aspect == PROVISIONS:
            homes = self.record.log.cast.instrument_of
            return OnDemand(homes, lambda name: self.provision(ProvisionId(name)) if name in homes else None)
        if aspect == CONDITIONS:
            return OnDemand(histories, lambda name: self.condition(name) if name in histories else None)
        return OnDemand(
            histories, lambda name: self.fact(aspect, histories[name]) if name in histories else None
        )

    def fact(self, aspect: Aspect[Any], history: History) -> Fact[Any] | None:
        """Give what is known of a subject; None when nothing is."""
        if history.by_speaker is None and self.stop == self.size and not self._is_unsettled(aspect, history):
            end = history.until(self.size)
            because = Evidence(self.record.view.events, history.positions, end)
            return Fact(history.after(end), because) if end else None
        doubted = self._doubted(history)
        if doubted:
            found = self._with_and_without(aspect, history, doubted)
        else:
            believed = speaking_histories(aspect, history, self.account, self.cast, self.may_have_happened)
            found = Evidenced.met([self._evidenced(aspect, one) for one in believed])
        return self._fact(found) if found.because or found.possible_positions else None

    def condition(self, name: str) -> Fact[Any] | None:
        """Give what is known of a demand, which the record itself can show to be met."""
        fact, origin = self.said_of(name), self.origin_of(name)
        if fact is None or origin is None or requirement(origin) is None:
            return fact
        return as_required(fact, origin, self)

    @property
    def cast(self) -> Cast:
        """Give the cast of the log."""
        return self.record.log.cast

    def origin_of(self, condition: str) -> Event | None:
        """Give the event that set a demand; None while it is not known."""
        return self.record.view.by_id.get(EventId(condition))

    def said_of(self, condition: str) -> Fact[Any] | None:
        """Give what is known of a demand by its own events alone."""
        history = self.record.replayed.histories[CONDITIONS.name].get(condition)
        return None if history is None else self.fact(CONDITIONS, history)

    def put_in_order(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Give events in the order of replay, each once."""
        places = self.record.places
        return tuple(
            self.record.view.events[place] for place in sorted({places[event.id] for event in events})
        )

    def _fact(self, found: Evidenced) -> Fact[Any]:
        events = self.record.view.events
        because = Evidence(events, found.because, len(found.because))
        return Fact(
            found.possible,
            because,
            tuple(events[position] for position in found.possible_positions),
            found.disputed,
            tuple(tuple(events[position] for position in course) for course in found.in_orders),
            found.exact,
        )

    def _is_unsettled(self, aspect: Aspect[Any], history: History) -> bool:
        return self.record.unsettled.of(aspect, history) is not None

    def _evidenced(self, aspect: Aspect[Any], one: History) -> Evidenced:
        """Read one history up to the day."""
        if is_lost(aspect, one, self.record.view.beliefs):
            return self._in_reading(aspect, one, frozenset(one.positions))
        unsettled = self.record.unsettled.of(aspect, one)
        return self._in_order(aspect, one) if unsettled is None else self._in_orders(unsettled)

    @cached_property
    def denials(self) -> Denials:
        """Tell what the account makes of the events that were denied."""
        return Denials.of(self.record.view.beliefs, self.account, self.record.places)

    def _doubted(self, history: History) -> list[int]:
        """Give the positions of what the account doubts of a subject."""
        doubted = self.denials.doubted
        if not doubted:
            return []
        stated = frozenset(position for one in history.every for position in one.positions)
        return sorted(position for position in doubted & stated if self.may_have_happened(position))

    def _with_and_without(self, aspect: Aspect[Any], history: History, doubted: Sequence[int]) -> Evidenced:
        """Read a subject with what was denied of it, and without."""
        found: list[Evidenced] = []
        for having in choices(doubted):
            left_out = frozenset(doubted).difference(having)

            def happened(position: int, left_out: frozenset[int] = left_out) -> bool:
                return position not in left_out and self.may_have_happened(position)

            believed = speaking_histories(aspect, history, self.account, self.cast, happened)
            # What nobody but its denier is without he has, too, as long as it is taken to be so.
            also = frozenset(having).intersection(history.positions)
            every = [
                self._in_reading(aspect, one, (also | frozenset(one.positions)) - left_out)
                for one in believed
            ]
            found.append(Evidenced.met(every))
        return Evidenced.of_all(
            found,
            frozenset(doubted),
            is_brought=aspect.creates is not None,
            exact=1 << len(doubted) <= MOST_READINGS,
        )

    def _in_reading(self, aspect: Aspect[Any], one: History, had: frozenset[int]) -> Evidenced:
        """Read a history up to the day with the events at some positions and no others."""
        followed, exact = courses_of(
            self.record.view, aspect, one, had, self.may_have_happened, lambda position: position >= self.size
        )
        found = [frozenset(course.positions) for course in followed]
        surely, happened = frozenset.intersection(*found), frozenset.union(*found)
        return Evidenced(
            _all_of(followed),
            sorted(surely),
            sorted(happened - surely),
            in_orders=tuple(dict.fromkeys(course.positions for course in followed)),
            exact=exact,
        )

    def _in_orders(self, unsettled: Unsettled) -> Evidenced:
        """Read a history up to the day in every order that its events may have had."""
        courses, exact = unsettled.courses(self.size, self.may_have_happened)
        every = sorted(unsettled.orders.orders[0])
        happened = {position for course in courses for position in course.positions}
        return Evidenced(
            _all_of(courses),
            [position for position in every if position < self.size and position in happened],
            [position for position in every if position in self.possible_positions],
            in_orders=tuple(course.positions for course in courses),
            exact=exact,
        )

    def _in_order(self, aspect: Aspect[Any], one: History) -> Evidenced:
        """Read a history up to the day in the order of replay."""
        end = one.until(self.size)
        because, possible = one.positions[:end], one.after(end)
        if self.stop == self.size:
            return Evidenced(possible, because)
        events, log_cast = self.record.view.events, self.record.log.cast
        ahead = one.positions[end : one.until(self.stop)]
        possibly = [position for position in ahead if position in self.possible_positions]
        earlier = tuple(events[position] for position in because) if possibly else ()
        # The same act, told again of days that are as open, leads nowhere else as long as nothing else has come in between.
        before: dict[Hashable, Event] = {}
        done: dict[Hashable, tuple[int, Statuses]] = {}
        for event in (events[position] for position in possibly):
            act = event.substance
            if done.get((act, event.date)) == (len(before), possible):
                continue
            # What it leads to may depend on what else had happened, such as who else had signed.
            others = tuple(before.values())
            for reading in readings(earlier, others) if depends(aspect, type(event)) else (earlier,):
                after = outcome(aspect, event, one.origin, log_cast, possible, reading)
                if not after:  # as a gap, it applies there as from an unknown status
                    every: Statuses = frozenset(aspect.table.statuses)
                    after = outcome(aspect, event, one.origin, log_cast, every, reading)
                possible |= after or aspect.start
            done[act, event.date] = len(before), possible
            before.setdefault(act, event)
        return Evidenced(possible, because, possibly)

    def provision(self, name: ProvisionId) -> Fact[Status]:
        """Give what is known of a provision, on which counts can bear, too."""
        possible, disputed = self.possible(name)
        # What a provision derives from its parts is shown by what is known of them.
        family = (name, *self.record.log.cast.descendants(name))
        every = [self._evidenced(PROVISIONS, one) for each in family for one in self._of_provision(each)]
        shown = [one.because for one in every]
        shown += [self.census.listed(each) for each in family]
        if possible != self._by_moves(name):
            shown.append(self._counted(name))
        because = _each_once(shown)
        return self._fact(
            Evidenced(
                possible,
                because,
                _each_once(one.possible_positions for one in every),
                disputed,
                exact=self.census.is_exact(name),
            )
        )

    def _by_moves(self, name: ProvisionId) -> frozenset[Status]:
        """Give the statuses that a provision could have if nobody had counted anything."""
        cast = self.record.log.cast
        parts = cast.children.get(name, ())
        if parts:
            stated = [self._by_moves(part) for part in parts]
            return derived(stated, complete=cast.provision(name).complete)
        moves = [self._evidenced(PROVISIONS, one) for one in self._of_provision(name)]
        if not moves:
            return PROVISIONS.begins(name, cast) or LIVE
        return frozenset(map(Status, _all_of(moves)))

    def _counted(self, name: ProvisionId) -> Sequence[int]:
        """Give the positions of the counts that bear on a provision, as far as these had certainly been stated."""
        if name in self.record.log.cast.over_units:
            return ()
        places, names = self.record.places, self.census.because(home_of(name, self.record.log.cast))
        return sorted(places[one] for one in names if places[one] < self.size)

    def possible(self, name: ProvisionId) -> tuple[frozenset[Status], bool]:
        """Give the statuses of a provision, and tell whether the accounts disagree about it."""
        return self.census.possible(name)

    def _of_provision(self, name: ProvisionId) -> list[History]:
        """Give every history of a provision that bears on the answer: those believed, and those of who denies them."""
        history = self.record.replayed.histories[PROVISIONS.name].get(name)
        if history is None:
            return []
        believed, against = self._believed(PROVISIONS, history)
        return [*believed, *against]

    def _believed(self, aspect: Aspect[Any], history: History) -> tuple[list[History], list[History]]:
        return believed_histories(aspect, history, self.account, self.record.log.cast, self.may_have_happened)
