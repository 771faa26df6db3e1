"""What is believed, and when it may have happened: reports, dates narrowed by them, edges, and the order of replay.

The law: a view knows only what its reports tell. An event cannot have happened after a report of it, so each report that
the view knows narrows the event's date; a report that it does not know narrows nothing. Whatever creates an id precedes
everything that refers to it, and along such an edge the later event's latest day bounds the earlier one's, and the
earlier one's first day bounds the later one's. Then the order is by latest day, first day, file and place, so that what
had certainly happened by a day is always a prefix of it.
"""

from __future__ import annotations

import datetime as dt
import heapq
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from typing import Final, get_type_hints

import attrs

from peacetrack.aspects.reports import Mentioned
from peacetrack.dates import ImpreciseDate
from peacetrack.ids import ConditionId, ContactId, EventId, ProposalId, SourceId
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.once import once
from peacetrack.problems import Finding, Severity

#: Days are counted as ordinals; these two stand for a bound that is unknown.
LONG_AGO: Final = 0
SOME_DAY: Final = dt.date.max.toordinal() + 1
CREATED: Final = (ConditionId, ProposalId, ContactId, EventId)


@attrs.frozen(slots=False, eq=False)
class View:
    """
    The events that are believed, in the order of replay.

    Attributes:
        log: Of which log.
        known_by: The day by which their reports had been published; None for all of them.
        events: In order; reports of other events are not among them.
        earliest: For each its first possible day, as an ordinal.
        latest: For each its last possible day, as an ordinal; never decreasing.
        reports: The mentions of each event, by its id.
        findings: What is wrong with dates and edges.
    """

    log: Log
    known_by: dt.date | None
    events: tuple[Event, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    reports: dict[EventId, tuple[Mentioned, ...]]
    findings: tuple[Finding, ...]


@once
def referring_fields(kind: type[Event]) -> tuple[str, ...]:
    """Name the fields in which a kind of event refers to one that precedes it."""
    hints = get_type_hints(kind)
    return tuple(
        field.name
        for field in attrs.fields(kind)
        if field.name != "id" and any(str(name.__name__) in str(hints[field.name]) for name in CREATED)
    )


def references(event: Event) -> Iterator[tuple[str, EventId]]:
    """List the events to which an event refers, each with the field that does."""
    for name in referring_fields(type(event)):
        value = getattr(event, name)
        for target in value if isinstance(value, tuple) else (value,):
            if target is not None:
                yield name, target


class _Days:
    """The bounds of the events of a view while they are being narrowed."""

    def __init__(self, log: Log, known_by: dt.date | None) -> None:
        self.log = log
        self.bounds: dict[str, tuple[int, int]] = {}
        self.published = {source.id: self.of(source.published)[1] for source in log.sources.values()}
        self.known = _known_sources(self, known_by)
        self.findings: list[Finding] = []
        self.events: list[Event] = []
        self.reports: dict[EventId, tuple[Mentioned, ...]] = {}
        self.earliest: list[int] = []
        self.latest: list[int] = []

    def of(self, date: ImpreciseDate | None) -> tuple[int, int]:
        if date is None:
            return LONG_AGO, SOME_DAY
        known = self.bounds.get(date.text)
        if known is None:
            known = self.bounds[date.text] = (
                date.earliest.toordinal() if date.earliest else LONG_AGO,
                date.latest.toordinal() if date.latest else SOME_DAY,
            )
        return known


def _known_sources(days: _Days, known_by: dt.date | None) -> frozenset[SourceId | None] | None:
    """Name the sources that had certainly been published; None stands for all of them."""
    if known_by is None:
        return None
    day = known_by.toordinal()
    return frozenset(source for source, latest in days.published.items() if latest <= day)


def take(log: Log, *, known_by: dt.date | None = None) -> View:
    """
    Take the view of a log that could be had on a day.

    Args:
        log: Any log.
        known_by: Reports count that had certainly been published by the end of this day; all of them when None.

    Returns:
        The believed events in the order of replay, with what is wrong with their dates and edges.
    """
    days = _Days(log, known_by)
    _collect(days)
    edges = _edges(days)
    _narrow_along(days, edges)
    order = _order(days, edges)
    return View(
        log,
        known_by,
        tuple(days.events[i] for i in order),
        tuple(days.earliest[i] for i in order),
        tuple(days.latest[i] for i in order),
        days.reports,
        tuple(days.findings),
    )


def _collect(days: _Days) -> None:
    """Gather the events that a known source reports, and narrow each by its reports."""
    days.reports = _reports(days)
    reports, published, known, bounds_of = days.reports, days.published, days.known, days.of
    for event in days.log.events:
        first, last = bounds_of(event.about or event.date)
        if known is not None and event.source not in known:
            if event.id not in reports:
                continue
            first, last = LONG_AGO, SOME_DAY  # the date that it gives stands in a source that is not known yet
        elif type(event) is Mentioned:
            continue
        elif event.source is not None and (told := published[event.source]) < last:
            if told < first:
                days.findings.append(_reported_before(event, event, days))
            else:
                last = told
        if reports and event.id in reports:
            first, last = _narrow_by_mentions(days, event, (first, last))
        days.events.append(event)
        days.earliest.append(first)
        days.latest.append(last)


def _reports(days: _Days) -> dict[EventId, tuple[Mentioned, ...]]:
    """Map each event that known sources mention to those mentions."""
    mentions: dict[EventId, list[Mentioned]] = {}
    for event in days.log.events:
        if type(event) is Mentioned and (days.known is None or event.source in days.known):
            mentions.setdefault(event.of, []).append(event)
    return {name: tuple(told) for name, told in mentions.items()}


def _narrow_by_mentions(days: _Days, event: Event, bounds: tuple[int, int]) -> tuple[int, int]:
    """
    Narrow an event's date by each further report.

    One that contradicts the event's own date is kept beside it and reported. Those that fit the event, but not each
    other, cannot all be right: they span it, and are reported.
    """
    fitting: list[tuple[int, int]] = []
    for mention in days.reports[event.id]:
        early, late = days.of(mention.date)
        told = days.published[mention.source] if mention.source is not None else SOME_DAY
        if told < max(bounds[0], early):
            days.findings.append(_reported_before(event if told < bounds[0] else mention, mention, days))
        elif late < bounds[0] or early > bounds[1]:
            days.findings.append(_date_conflict(event, mention))
        else:
            fitting.append((max(bounds[0], early), min(bounds[1], late, told)))
    return _joined(days, event, fitting) if fitting else bounds


def _joined(days: _Days, event: Event, fitting: list[tuple[int, int]]) -> tuple[int, int]:
    """Give what all reports allow, or else all that any of them allows."""
    first, last = max(early for early, _ in fitting), min(late for _, late in fitting)
    if first <= last:
        return first, last
    days.findings += [_date_conflict(event, mention) for mention in days.reports[event.id] if mention.date]
    return min(early for early, _ in fitting), max(late for _, late in fitting)


def _reported_before(event: Event, report: Event, days: _Days) -> Finding:
    source = days.log.sources[report.source] if report.source else None
    when = source.published.text if source and source.published else "?"
    return Finding(
        code="PT130",
        message=f"'{event.id}' is dated {event.about or event.date}, but '{report.source}', published {when}, reports it.",
        entry=report.id,
        field="date" if event.date else "about",
        hint="An event cannot happen after a report of it. What is planned is a proposal with `for:`.",
        severity=Severity.ERROR,
    )


def _date_conflict(event: Event, mention: Mentioned) -> Finding:
    return Finding(
        code="date-conflict",
        message=f"Not all reports of '{event.id}', dated {event.true_of or 'nowhere'}, can be right: here it is {mention.date}.",
        entry=mention.id,
        field="date",
        others=(("The event is dated here", event.id),),
    )


Edges = dict[int, list[int]]


def _edges(days: _Days) -> Edges:
    """Map each event that follows others to those it follows, by their places in the log."""
    edges: Edges = {}
    follows = {kind: bool(set(referring_fields(kind)) - {"after"}) for kind in {type(e) for e in days.events}}
    if not any(follows.values()) and not any(event.after for event in days.events):
        return edges
    places = {event.id: place for place, event in enumerate(days.events)}
    for place, event in enumerate(days.events):
        if event.after or follows[type(event)]:
            before = [places[target] for _, target in references(event) if target in places]
            if before:
                edges[place] = before
    return edges


def _narrow_along(days: _Days, edges: Edges) -> None:
    """Let each edge bound both of its ends; a cycle, or a date that becomes empty, is a finding."""
    try:
        order = tuple(TopologicalSorter(edges).static_order())
    except CycleError as error:
        loop = [days.events[place].id for place in error.args[1]]
        days.findings.append(_cycle(loop))
        edges.clear()
        return
    earliest, latest = days.earliest[:], days.latest[:]
    for place in order:
        for before in edges.get(place, ()):
            earliest[place] = max(earliest[place], earliest[before])
    for place in reversed(order):
        for before in edges.get(place, ()):
            latest[before] = min(latest[before], latest[place])
    for place in order:
        if earliest[place] > latest[place]:
            days.findings.append(_cannot_follow(days, edges, place))
            edges.clear()
            return
    days.earliest, days.latest = earliest, latest


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


def _cannot_follow(days: _Days, edges: Edges, place: int) -> Finding:
    event = days.events[place]
    linked = {*edges.get(place, ()), *(later for later, before in edges.items() if place in before)}
    return Finding(
        code="PT132",
        message=f"'{event.id}' has no possible day: the events that it follows, or that follow it, leave none.",
        entry=event.id,
        field="date",
        hint="Whatever sets a condition, makes a proposal or tells of a contact comes before all that refers to it.",
        severity=Severity.ERROR,
        others=tuple(
            (f"This is dated {days.events[other].true_of or 'nowhere'}", days.events[other].id)
            for other in sorted(linked)
        ),
    )


def _order(days: _Days, edges: Edges) -> list[int]:
    """Sort by latest day, first day and place, an event never before one that it follows."""
    earliest, latest = days.earliest, days.latest
    keys = [last << 32 | first for last, first in zip(latest, earliest, strict=True)]
    order = sorted(range(len(keys)), key=keys.__getitem__)
    if not edges:
        return order
    rank = [0] * len(order)
    for position, place in enumerate(order):
        rank[place] = position
    if all(rank[before] < rank[place] for place, befores in edges.items() for before in befores):
        return order
    return _linked_order(order, rank, edges)


def _linked_order(order: list[int], rank: list[int], edges: Edges) -> list[int]:
    """Take the first in rank of those whose predecessors have all been taken."""
    sorter = TopologicalSorter({place: edges.get(place, []) for place in order})
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
