"""Unordered events: what nobody put in order, and every order that it may have had.

The law: two events may have happened in either order where their dates overlap, once these are narrowed, and no path of edges leads
from one to the other; entries of the same date as written in one file keep their author's order. A date with an open end, and
what a scenario supposes, takes its place in the order of replay and no other. Events that may have changed places and do not
commute form a group. Of up to four, every order is followed; of more, each once as the last, which is not exact.

Examples:
    >>> from peacetrack.beliefs.view import take
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
    ... events:
    ... - {event: provision_opened, date: 2024-01-01/2024-01-20, provision: borders}
    ... - {event: provision_deferred, date: 2024-01-02/2024-01-20, provision: borders}
    ... - {event: provision_agreed, date: 2024-02-01, provision: borders}
    ... ''').log
    >>> orders_of(take(log), (0, 1, 2), lambda one, other: True).orders
    ((0, 1, 2), (1, 0, 2))
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from itertools import combinations, permutations
from operator import lt
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.order import LONG_AGO, SOME_DAY
from peacetrack.beliefs.readings import MOST_READINGS, readings_of
from peacetrack.beliefs.reports import references
from peacetrack.beliefs.view import View
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId

#: Of so many events every order is followed.
MOST_EXACT: Final = 4
#: So many pairs of one subject are compared for each of its events; beyond that whatever overlaps is one group.
MOST_PAIRS: Final = 64
Clash = Callable[[int, int], bool]


@attrs.frozen
class Orders:
    """
    The orders that some events may have had.

    Attributes:
        orders: Each with the positions of all of them; the first is that of replay.
        groups: Which of them may have changed places and do not commute.
        exact: These are all orders.
    """

    orders: tuple[tuple[int, ...], ...]
    groups: tuple[tuple[int, ...], ...] = ()
    exact: bool = True


def orders_of(view: View, positions: Sequence[int], clash: Clash) -> Orders:
    """
    List the orders that events of one subject may have had.

    Args:
        view: What is believed.
        positions: Those of the events in the order of replay, ascending.
        clash: Tells of two of them whether they do not commute.
    """
    groups = [group for group in _groups(view, positions, clash) if len(group) > 1]
    if not groups:
        return Orders((tuple(positions),))
    courses = [_courses(view, group) for group in groups]
    readings = readings_of([len(course) for course in courses])
    exact = readings.exact and all(len(group) <= MOST_EXACT for group in groups)
    orders = (
        _placed(positions, groups, [course[number] for course, number in zip(courses, choice, strict=True)])
        for choice in readings.choices
    )
    return Orders(tuple(dict.fromkeys(orders)), tuple(groups), exact=exact)


def _groups(view: View, positions: Sequence[int], clash: Clash) -> list[tuple[int, ...]]:
    """
    Put together what may have changed places and does not commute; a chain of overlaps is one group.

    Entries whose author stated their order are compared with others alone, and not with each other: a year of one file would
    cost its square.
    """
    movable = sorted(filter(lambda place: _is_movable(view, place), positions), key=view.earliest.__getitem__)
    home: dict[int, int] = {place: place for place in movable}
    active: dict[Hashable, list[int]] = {}
    left = MOST_PAIRS * len(movable)
    for place in movable:
        own = _as_stated(view, view.events[place])
        for one in _overlapping(view, active, own, place):
            left -= 1
            if _root(home, one) != _root(home, place) and (
                left < 0 or (may_change_places(view, one, place) and clash(one, place))
            ):
                home[_root(home, one)] = _root(home, place)
        active.setdefault(own, []).append(place)
    found: dict[int, list[int]] = {}
    for place in sorted(movable):
        found.setdefault(_root(home, place), []).append(place)
    return sorted(tuple(group) for group in found.values())


def _overlapping(view: View, active: dict[Hashable, list[int]], own: Hashable, place: int) -> Iterator[int]:
    """Give the earlier ones, but those as stated as this one, that overlap it, and forget the others."""
    for stated in [stated for stated in active if stated != own]:
        active[stated] = [one for one in active[stated] if view.latest[one] >= view.earliest[place]]
        yield from active[stated]
        if not active[stated]:
            del active[stated]


def _root(home: dict[int, int], place: int) -> int:
    while home[place] != place:
        home[place] = home[home[place]]  # so that the way is shorter next time
        place = home[place]
    return place


def _is_movable(view: View, place: int) -> bool:
    """Tell whether an event may have another place than that of replay: an open end and a supposition have not."""
    return not is_open(view, place) and view.events[place].id not in view.beliefs.supposed


def is_open(view: View, place: int) -> bool:
    """Tell whether the date of an event has an open end, so that it takes its place in the order of replay and no other."""
    return view.earliest[place] == LONG_AGO or view.latest[place] == SOME_DAY


def may_change_places(view: View, one: int, other: int) -> bool:
    """Tell whether two events may have happened in either order: their dates overlap, and nothing tells which was first."""
    if view.latest[one] < view.earliest[other] or view.latest[other] < view.earliest[one]:
        return False
    first, second = view.events[one], view.events[other]
    if not view.admitted.isdisjoint({(first.id, second.id), (second.id, first.id)}):
        return False
    return not (are_stated_in_order(view, first, second) or follow(view, first, second))


def are_stated_in_order(view: View, one: Event, other: Event) -> bool:
    """Tell whether two entries stand in one file with one date as written: then their author stated their order."""
    return _as_stated(view, one) == _as_stated(view, other)


def _as_stated(view: View, event: Event) -> tuple[ImpreciseDate | None, int | None]:
    """Give the date of an entry as it is written, and its file."""
    return event.true_of, view.log.files.get(event.id)


def follow(view: View, one: Event, other: Event) -> bool:
    """Tell whether a path of references leads from one of two events to the other."""
    return _leads(view, one, other.id) or _leads(view, other, one.id)


def _leads(view: View, event: Event, target: EventId) -> bool:
    by_id, seen, ahead = view.log.by_id, {event.id}, [event]
    while ahead:
        for _, name in references(ahead.pop()):
            if name == target:
                return True
            if name not in seen and name in by_id:
                seen.add(name)
                ahead.append(by_id[name])
    return False


def _courses(view: View, group: tuple[int, ...]) -> list[tuple[int, ...]]:
    """List the orders of a group, that of replay first: all that nothing forbids, or each member once as the last."""
    kept = {
        (one, other)
        for one, other in combinations(group[:MOST_READINGS], 2)
        if not may_change_places(view, one, other)
    }
    if len(group) <= MOST_EXACT:
        return [order for order in permutations(group) if _keeps(order, kept)]
    last = (
        (*(one for one in group if one != place), place)
        for place in group[:MOST_READINGS]
        if not any(one == place for one, _ in kept)
    )
    return list(dict.fromkeys((group, *last)))


def _keeps(order: tuple[int, ...], kept: set[tuple[int, int]]) -> bool:
    return not any((later, earlier) in kept for earlier, later in combinations(order, 2))


def _placed(
    positions: Sequence[int], groups: Sequence[tuple[int, ...]], courses: Sequence[tuple[int, ...]]
) -> tuple[int, ...]:
    """Let each group take the places that it has in the order of replay, in another order."""
    moved = {
        slot: place
        for group, course in zip(groups, courses, strict=True)
        for slot, place in zip(group, course, strict=True)
    }
    return tuple(moved.get(place, place) for place in positions)


def pairs_in_all(orders: Sequence[tuple[int, ...]]) -> Iterator[tuple[int, int]]:
    """List the pairs of positions that stand in one order wherever they stand, though not in that of replay."""
    if any(all(map(lt, order, order[1:])) for order in orders):
        return  # as in replay
    ranks = [{place: rank for rank, place in enumerate(order)} for order in orders]
    for one, other in combinations(sorted(ranks[0]), 2):
        if all(rank[other] < rank[one] for rank in ranks):
            yield other, one
