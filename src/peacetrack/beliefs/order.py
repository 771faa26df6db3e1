"""The order of replay: edges, the dates that they bound, and the sequence.

The law: whatever creates an id precedes everything that refers to it, and `after` adds edges; along an edge the later
event's latest day bounds the earlier one's, and the earlier one's first day bounds the later one's. Then the order is by
latest day, first day, file and place, so that what had certainly happened by a day is always a prefix of it.

Examples:
    A demand is made before it is rejected. So it was made by the 3rd, and the order is not that of the file:

    >>> from peacetrack.beliefs.view import take
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: no, event: condition_rejected, date: 2024-06-03, by: armenia, condition: law}
    ... - {id: law, event: condition_set, date: 2024-06, by: azerbaijan, of: armenia, what: Change it}
    ... ''').log
    >>> view = take(log)
    >>> [(event.id, str(day_at(last))) for event, last in zip(view.events, view.latest)]
    [('law', '2024-06-03'), ('no', '2024-06-03')]
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from operator import attrgetter
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.reports import referring_fields
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Finding, Severity

#: Days are counted as ordinals; these two stand for a bound that is unknown.
LONG_AGO: Final = 0
SOME_DAY: Final = dt.date.max.toordinal() + 1
#: For each place the places that it follows; tuples of numbers are none of the collector's business.
Edges = dict[int, tuple[int, ...]]


def day_at(ordinal: int) -> dt.date | None:
    """Give the day of an ordinal; none where it stands for a bound that is unknown."""
    return dt.date.fromordinal(ordinal) if LONG_AGO < ordinal < SOME_DAY else None


def days_at(ordinals: Iterable[int]) -> tuple[dt.date, ...]:
    """Give the days of some ordinals, each once and in order, without bounds that are unknown."""
    return tuple(day for day in map(day_at, sorted({*ordinals})) if day is not None)


def ends_of(date: ImpreciseDate | None) -> tuple[int, int]:
    """Give the first and the last day that a date allows, as ordinals."""
    return (
        date.earliest.toordinal() if date and date.earliest else LONG_AGO,
        date.latest.toordinal() if date and date.latest else SOME_DAY,
    )


@attrs.define(eq=False)
class Dated:
    """Events with the bounds of their dates, while they are being put in order."""

    events: Sequence[Event] = ()
    earliest: list[int] = attrs.Factory(list)
    latest: list[int] = attrs.Factory(list)


def keep_places(dated: Dated, files: Mapping[EventId, int]) -> None:
    """
    Let entries of one date as written, in one file, keep their author's order, whatever had been reported of each.

    Args:
        dated: The events in the order of the log; their days are narrowed in place.
        files: The number of each event's file, where they stand in several.
    """
    earliest, latest = dated.earliest, dated.latest
    together: dict[tuple[int | None, str], list[int]] = {}
    for place, event in enumerate(dated.events):
        if (date := event.true_of) is not None and date.earliest != date.latest:
            together.setdefault((files.get(event.id), date.text), []).append(place)
    for places in together.values():
        if len({latest[place] for place in places}) > 1 or len({earliest[place] for place in places}) > 1:
            _narrow_in_step(places, earliest, latest)


def _narrow_in_step(places: Sequence[int], earliest: list[int], latest: list[int]) -> None:
    """Let none of some events come after the next one; where that leaves no day, their days stay as they are."""
    firsts, lasts = [earliest[place] for place in places], [latest[place] for place in places]
    for rank in range(len(places) - 1):
        firsts[rank + 1] = max(firsts[rank + 1], firsts[rank])
        lasts[-rank - 2] = min(lasts[-rank - 2], lasts[-rank - 1])
    if all(first <= last for first, last in zip(firsts, lasts, strict=True)):
        for place, first, last in zip(places, firsts, lasts, strict=True):
            earliest[place], latest[place] = first, last


def put_in_sequence(dated: Dated, findings: list[Finding], *, also: Iterable[tuple[int, int]] = ()) -> None:
    """
    Narrow dates along the edges, and sort the events into the order of replay.

    Args:
        dated: The events in the order of the log; sorted in place.
        findings: What is wrong with edges is added here; edges that cannot be followed are left out.
        also: Further edges, from one place to another that follows it.
    """
    further = [*also]
    if not further and _is_in_sequence(dated):
        return
    edges = _edges(dated)
    for before, place in further:
        edges[place] = (*edges.get(place, ()), before)
    if edges:
        _narrow_along(dated, edges, findings)
    order = _order(dated, edges)
    if order is not None:
        dated.events = [dated.events[place] for place in order]
        dated.earliest = [dated.earliest[place] for place in order]
        dated.latest = [dated.latest[place] for place in order]


def _is_in_sequence(dated: Dated) -> bool:
    """
    Tell whether events stand in the order of replay as they were written, as they commonly do.

    They do where their days never decrease, and where nothing stands before what it follows. Then each edge is kept by
    the days of its ends as they are, and narrows neither.
    """
    if sorted(dated.latest) != dated.latest or sorted(dated.earliest) != dated.earliest:
        return False
    fields, followed = _following_fields(dated.events), set[EventId]()
    for event in dated.events:
        for name in fields[type(event)]:
            value = getattr(event, name)
            if value.__class__ is tuple:
                followed.update(value)
            else:
                followed.add(value)
        if event.id in followed:
            return False  # by one that stands before it, or by itself
    return True


def _followed_by_each(events: Sequence[Event]) -> Iterator[tuple[int, tuple[EventId, ...]]]:
    """List what each event follows, with its place; an event that follows others in several fields comes several times."""
    fields = _following_fields(events)
    for place, event in enumerate(events):
        for name in fields[type(event)]:
            value = getattr(event, name)
            if value:
                yield place, value if isinstance(value, tuple) else (value,)


def _following_fields(events: Sequence[Event]) -> Mapping[type[Event], tuple[str, ...]]:
    """Name the fields by which events of each kind follow others; `after`, which all have, only where it is used."""
    unused = () if any(map(attrgetter("after"), events)) else ("after",)
    kinds = {*map(type, events)}
    return {kind: tuple(name for name in referring_fields(kind) if name not in unused) for kind in kinds}


def _edges(dated: Dated) -> Edges:
    """Map each event that follows others to those it follows, by their places in the log; none where all are kept as it is."""
    named = {target for _, targets in _followed_by_each(dated.events) for target in targets}
    ids = map(attrgetter("id"), dated.events)
    places = {name: place for place, name in enumerate(ids) if name in named} if named else {}
    if not places or _are_kept(dated, places):
        return {}
    edges: Edges = {}
    for place, targets in _followed_by_each(dated.events):
        befores = tuple(places[target] for target in targets if target in places)
        if befores:
            edges[place] = (*edges.get(place, ()), *befores)
    return edges


def _are_kept(dated: Dated, places: Mapping[EventId, int]) -> bool:
    """
    Tell whether every event comes after those that it follows by its days, or by its place on the same days.

    Then no edge narrows a date or changes the order.
    """
    earliest, latest = dated.earliest, dated.latest
    for place, targets in _followed_by_each(dated.events):
        first, last = earliest[place], latest[place]
        for before in (places[target] for target in targets if target in places):
            if earliest[before] > first or latest[before] > last:
                return False
            if before >= place and earliest[before] == first and latest[before] == last:
                return False
    return True


def _pairs(edges: Edges) -> Iterator[tuple[int, int]]:
    return ((before, place) for place, befores in edges.items() for before in befores)


def _followed(edges: Edges) -> tuple[int, ...]:
    """
    Sort the places that edges link so that each comes after those that it follows.

    Raises:
        CycleError: Some follow each other.
    """
    if all(before < place for before, place in _pairs(edges)):
        # Commonly an author writes what happened in its order: then the places are sorted as they are.
        return tuple(sorted({place for pair in _pairs(edges) for place in pair}))
    return tuple(TopologicalSorter(edges).static_order())


def _narrow_along(dated: Dated, edges: Edges, findings: list[Finding]) -> None:
    """Let each edge bound both of its ends; a cycle, or a date that becomes empty, is a finding."""
    earliest, latest = dated.earliest, dated.latest
    try:
        order = _followed(edges)
    except CycleError as error:
        findings.append(_cycle([dated.events[place].id for place in error.args[1]]))
        edges.clear()
        return
    earliest, latest = earliest[:], latest[:]
    for place in order:
        for before in edges.get(place, ()):
            earliest[place] = max(earliest[place], earliest[before])
    for place in reversed(order):
        for before in edges.get(place, ()):
            latest[before] = min(latest[before], latest[place])
    empty = next((place for place in order if earliest[place] > latest[place]), None)
    if empty is not None:
        findings.append(_cannot_follow(dated, edges, empty))
        edges.clear()
        return
    dated.earliest, dated.latest = earliest, latest


def _cycle(loop: list[EventId]) -> Finding:
    return Finding(
        code="PT131",
        message=f"These events all follow each other: {' after '.join(repr(str(name)) for name in loop)}.",
        entry=loop[0],
        field="after",
        hint="Take one `after` away.",
        severity=Severity.ERROR,
        others=tuple(("It takes part here", name) for name in dict.fromkeys(loop[1:]) if name != loop[0]),
    )


def _cannot_follow(dated: Dated, edges: Edges, place: int) -> Finding:
    event = dated.events[place]
    linked = {*edges.get(place, ()), *(later for later, before in edges.items() if place in before)}
    return Finding(
        code="PT132",
        message=f"'{event.id}' has no possible day: the events that it follows, or that follow it, leave none.",
        entry=event.id,
        field="date",
        hint="Whatever sets a condition, makes a proposal or tells of a contact comes before all that refers to it.",
        severity=Severity.ERROR,
        others=tuple(
            (f"This is dated {dated.events[other].true_of or 'nowhere'}", dated.events[other].id)
            for other in sorted(linked)
        ),
    )


def _order(dated: Dated, edges: Edges) -> list[int] | None:
    """Sort by latest day, first day and place, an event never before one that it follows; None when it is so already."""
    keys = [last << 32 | first for last, first in zip(dated.latest, dated.earliest, strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    rank = [0] * len(order)
    for position, place in enumerate(order):
        rank[place] = position
    if any(rank[before] > rank[place] for before, place in _pairs(edges)):
        return _linked_order(order, rank, edges)
    return None if order == list(range(len(order))) else order


def _linked_order(order: list[int], rank: list[int], edges: Edges) -> list[int]:
    """Take the first in rank of those whose predecessors have all been taken."""
    sorter = TopologicalSorter({place: edges.get(place, ()) for place in order})
    sorter.prepare()
    ready = [rank[place] for place in sorter.get_ready()]
    heapq.heapify(ready)
    done: list[int] = []
    while ready:
        place = order[heapq.heappop(ready)]
        done.append(place)
        sorter.done(place)
        for freed in sorter.get_ready():
            heapq.heappush(ready, rank[freed])
    return done


def end_with(dated: Dated, day: int, *, but: frozenset[EventId]) -> None:
    """
    Leave out what had not happened by a day; what may have happened by then never becomes certain.

    Args:
        dated: The events in the order of replay; changed in place.
        day: The last day of the log, as an ordinal.
        but: Events that are not touched.
    """
    kept = [
        (last if last <= day or event.id in but else SOME_DAY, place)
        for place, (event, first, last) in enumerate(
            zip(dated.events, dated.earliest, dated.latest, strict=True)
        )
        if first <= day or event.id in but
    ]
    kept.sort()
    dated.events = [dated.events[place] for _, place in kept]
    dated.earliest = [dated.earliest[place] for _, place in kept]
    dated.latest = [last for last, _ in kept]
