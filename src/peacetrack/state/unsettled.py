"""Courses: what a subject becomes in every order that its events may have had.

The law: where nobody told the order, the answer is the union over the orders. An order that the table refuses is no order; where
none admits all events, those count that refuse the fewest. What may have happened before something that certainly did is in a course or
not; what may have happened after all of that widens it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import combinations, permutations, product
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event, Row
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.replacing import says_otherwise
from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.beliefs.unordered import Orders, may_change_places, orders_of, pairs_in_all
from peacetrack.beliefs.view import View
from peacetrack.model.once import once
from peacetrack.state.histories import History, Statuses
from peacetrack.state.replay import Refusal, Replay, outcome, replayed

#: Where a kind of event leads from each status; nowhere where it is refused.
Leading = Mapping[StrEnum, StrEnum | None]


@once
def commute(aspect: Aspect[Any], one: type[Event], other: type[Event]) -> bool:
    """Tell from its table whether two kinds of events of an aspect may change places, whatever the status and whoever acts."""
    if one in aspect.arriving or other in aspect.arriving:
        return False
    return all(
        _after(status, (1, first), (2, second)) == _after(status, (2, second), (1, first))
        for first, second in product(_leading(aspect, one), _leading(aspect, other))
        for status in aspect.table.statuses
    )


@once
def _leading(aspect: Aspect[Any], kind: type[Event]) -> tuple[Leading, ...]:
    """List where events of a kind may lead, for all that guards and exceptions may make of them."""
    rows = aspect.table.cells[kind]
    asked = list(dict.fromkeys(rule for row in rows.values() for rule in (row.when, *row.unless) if rule))
    found: list[Leading] = []
    for holding in product((True, False), repeat=len(asked)):
        holds = dict(zip(asked, holding, strict=True))
        found.append(
            {
                status: None if row.when and not holds[row.when] else _led_to(row, status, holds)
                for status, row in rows.items()
            }
        )
    return tuple(found)


def _led_to(row: Row[Any], status: StrEnum, holds: Mapping[Any, bool]) -> StrEnum | None:
    """Follow a row where these exceptions hold, of which the first decides."""
    exception = next((case for case in row.unless if holds[case]), None)
    return row.to if exception is None else exception.to or status


def _after(status: StrEnum, *courses: tuple[int, Leading]) -> tuple[StrEnum, frozenset[int]]:
    """Follow two events; one that is refused leaves the status as it is, and is named."""
    refused = []
    for name, course in courses:
        after = course[status]
        if after is None:
            refused.append(name)
        else:
            status = after
    return status, frozenset(refused)


@attrs.frozen
class Followed:
    """
    One course that the events of a subject may have taken.

    Attributes:
        positions: Those that happened in it and were not refused, in its order.
        possible: The statuses to which it leads.
        refused: The positions of those that the table refuses in it.
    """

    positions: tuple[int, ...]
    possible: Statuses
    refused: frozenset[int] = frozenset()


@attrs.frozen(slots=False, eq=False)
class Unsettled:
    """
    A history some events of which may have changed places.

    Attributes:
        view: What is believed.
        aspect: Of which aspect.
        history: The statuses of the subject, in the order of replay.
        orders: Every order of its events, those included that are refused in the order of replay.
        subject: Of what, where events can bring it.
    """

    view: View
    aspect: Aspect[Any]
    history: History
    orders: Orders
    subject: str = ""

    def courses(self, size: int, may_have_happened: Callable[[int], bool]) -> tuple[list[Followed], bool]:
        """
        Follow the events that had happened, or may have, in every order.

        Args:
            size: So many events of the order of replay had certainly happened.
            may_have_happened: Tells it of the event at a position, if it had not certainly.

        Returns:
            The courses, and whether these are all.
        """
        ways, exact = _ways([_split(order, size, may_have_happened) for order in self.orders.orders], size)
        found = [self.follow(head, tail) for head, tail in ways]
        fewest = min(len(course.refused) for course in found)
        kept = list(dict.fromkeys(course for course in found if len(course.refused) == fewest))
        return kept, self.orders.exact and exact

    def follow(self, head: tuple[int, ...], tail: tuple[int, ...], *, gaps: bool = False) -> Followed:
        """
        Apply events in their order, then widen by what may have happened after them.

        Args:
            head: The positions of what happened.
            tail: Of what may have happened after all of that.
            gaps: What the table refuses applies as from an unknown status, and is not left out.
        """
        here, done, refused = self.history.possible[0], list[int](), set[int]()
        for position in head:
            after = self._led_to(position, here, done)
            if gaps and not after:
                every: Statuses = frozenset(self.aspect.table.statuses)
                after = self._led_to(position, every, done) or self.aspect.start
            if after:
                here = after
                done.append(position)
            else:
                refused.add(position)
        for position in tail:
            here |= self._led_to(position, here, done)
        return Followed(tuple(done), here, frozenset(refused))

    def _led_to(self, position: int, here: Statuses, done: Sequence[int]) -> Statuses:
        events, history = self.view.events, self.history
        event, cast, earlier = events[position], self.view.log.cast, [events[one] for one in done]
        after = outcome(self.aspect, event, history.origin, cast, here, earlier)
        if type(event) not in self.aspect.arriving or self.subject not in self.aspect.arrivals(event, cast):
            return after
        # What arrives as the first that is stated of it was not there before, whatever it could have been.
        stated = getattr(event, "status", None)
        return after if done and not after else frozenset({stated}) if stated else self.aspect.start


#: What surely happened in an order, up to the last that certainly did, with what may have before it; and what may have after.
Way = tuple[tuple[int, ...], tuple[int, ...]]


def _split(order: tuple[int, ...], size: int, may_have_happened: Callable[[int], bool]) -> Way:
    """Split an order behind the last event that certainly happened."""
    happened = [place for place in order if place < size or may_have_happened(place)]
    end = max((rank for rank, place in enumerate(happened) if place < size), default=-1) + 1
    return tuple(happened[:end]), tuple(happened[end:])


def _ways(orders: Sequence[Way], size: int) -> tuple[list[Way], bool]:
    """
    Let what may have happened before something certain have happened or not; orders and these are one set of readings.

    Where they are too many, each alternative is taken by itself: in the first order one event is left out at a time.
    """
    perhaps = [[place for place in head if place >= size] for head, _ in orders]
    exact = sum(1 << len(some) for some in perhaps) <= MOST_READINGS
    ways = [
        (tuple(place for place in head if place not in without), tail)
        for number, ((head, tail), some) in enumerate(zip(orders, perhaps, strict=True))
        for many in range(len(some) + 1 if exact else 2 if number == 0 else 1)
        for without in combinations(some, many)
    ]
    return list(dict.fromkeys(ways)), exact


def unsettled(view: View, aspect: Aspect[Any], history: History, strays: Sequence[int]) -> Unsettled | None:
    """
    Find whether the order of some events of a history decides, and nobody told it.

    Args:
        view: What is believed.
        aspect: Of which aspect.
        history: One history of a subject.
        strays: The positions of events that are refused in it in the order of replay.
    """
    if aspect.arriving:
        return None  # of provisions the worlds tell
    orders = _orders(view, aspect, (*history.positions, *strays))
    return Unsettled(view, aspect, history, orders) if orders.groups else None


def _orders(view: View, aspect: Aspect[Any], positions: Iterable[int]) -> Orders:
    """List the orders that the events of one subject may have had, as far as they matter."""
    events = view.events

    def clash(one: int, other: int) -> bool:
        first, second = events[one], events[other]
        return not commute(aspect, type(first), type(second)) or says_otherwise(first, second)

    # What one speaker's account admits and another's refuses stands among both.
    return orders_of(view, sorted({*positions}), clash)


class AllUnsettled:
    """The histories of a replay whose order decides, each found when it is first asked for."""

    def __init__(self, view: View, replay: Replay, refusals: Iterable[Refusal]) -> None:
        self._view = view
        self._replay = replay
        # By the histories themselves, which are kept: the number of one that is gone may be that of another.
        self._found: dict[History, Unsettled | None] = {}
        self._strays: dict[History, list[int]] = {}
        places = {event.id: place for place, event in enumerate(view.events)} if replay.refusals else {}
        for refusal in refusals:
            base = replay.histories[refusal.aspect.name].get(refusal.subject)
            for history in replay.reached_by(base, refusal.event) if base is not None else ():
                self._strays.setdefault(history, []).append(places[refusal.event.id])

    def of(self, aspect: Aspect[Any], history: History) -> Unsettled | None:
        """Give a history whose order decides; None where it does not."""
        if self._view.is_ordered:
            return None
        if history not in self._found:
            strays = self._strays.get(history, ())
            self._found[history] = unsettled(self._view, aspect, history, strays)
        return self._found[history]


@attrs.frozen
class Admitted:
    """
    What the tables make of a view once those orders are left out that they refuse.

    Attributes:
        view: What is believed, in the order of replay.
        replay: The same, replayed.
        refusals: What every order that counts refuses.
        perhaps: What some of these orders refuse, and others do not.
    """

    view: View
    replay: Replay
    refusals: tuple[Refusal, ...]
    perhaps: tuple[Refusal, ...] = ()


#: So often an order is changed so that it refuses fewer events.
MOST_ROUNDS: Final = 8


def admitted(view: View) -> Admitted:
    """
    Replay a view in an order that the tables admit, if there is one.

    An order that the table refuses is no order: what stands in one order in all others is so, and bounds the dates of both.
    """
    replay, rounds = replayed(view), 0
    while True:
        found = [(refusal, *_admitted(view, replay, refusal)) for refusal in replay.refusals]
        pairs = {pair for _, orders, _ in found for pair in pairs_in_all(orders)}
        pairs |= {*_stated_by_tables(view, replay)}
        if not pairs or rounds == MOST_ROUNDS:
            certain = tuple(refusal for refusal, _, is_admitted in found if not is_admitted)
            return Admitted(
                view, replay, certain, tuple(refusal for refusal, _, is_admitted in found if is_admitted)
            )
        view, rounds = view.following(pairs), rounds + 1
        replay = replayed(view)


def _stated_by_tables(view: View, replay: Replay) -> Iterator[tuple[int, int]]:
    """List the pairs of events of one provision of which the tables admit one order only, though the dates allow both."""
    histories = {} if view.is_ordered else replay.histories[PROVISIONS.name]
    strays: dict[str, list[int]] = {}
    for refusal in replay.refusals if histories else ():
        place = next(place for place, event in enumerate(view.events) if event.id == refusal.event.id)
        strays.setdefault(refusal.subject, []).append(place)
    for subject, history in histories.items():
        orders = _orders(view, PROVISIONS, (*history.positions, *strays.get(subject, ())))
        if orders.groups:
            kept = _fewest(Unsettled(view, PROVISIONS, history, orders, subject))[0]
            if len(kept) < len(orders.orders):
                ranks = [{place: rank for rank, place in enumerate(order)} for order in kept]
                for group in orders.groups:
                    for one, other in permutations(group, 2):
                        if all(rank[one] < rank[other] for rank in ranks) and may_change_places(
                            view, one, other
                        ):
                            yield one, other


def _fewest(found: Unsettled) -> tuple[list[tuple[int, ...]], dict[tuple[int, ...], frozenset[int]]]:
    """Give the orders of a subject that refuse the fewest of its events, and what each order refuses."""
    refused = {order: found.follow(order, ()).refused for order in found.orders.orders}
    fewest = min(map(len, refused.values()))
    return [order for order, some in refused.items() if len(some) == fewest], refused


def _admitted(view: View, replay: Replay, refusal: Refusal) -> tuple[list[tuple[int, ...]], bool]:
    """Give the orders of a subject that refuse the fewest of its events, and tell whether some of them admits this one."""
    history = replay.histories[refusal.aspect.name].get(refusal.subject)
    place = next(place for place, event in enumerate(view.events) if event.id == refusal.event.id)
    if view.is_ordered or history is None:
        return [(place,)], False
    orders = _orders(view, refusal.aspect, (*history.positions, place))
    found = Unsettled(view, refusal.aspect, history, orders, refusal.subject)
    kept, refused = _fewest(found)
    return kept, any(place not in refused[order] for order in kept)
