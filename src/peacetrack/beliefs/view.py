"""What is believed, and when it may have happened: the events that known reports state, with dates narrowed by them.

The law: a view knows only what its reports state. An event cannot have happened after a report of it, so each report that
the view knows narrows the event's date; a report that it does not know narrows nothing.

Examples:
    The Gazette of the 5th reports a demand made in June, so it was made by then. In the view of the 4th there is nothing:

    >>> from peacetrack.beliefs.order import days_at
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... source: {id: gazette, publisher: The Gazette, published: 2024-06-05}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06, by: azerbaijan, of: armenia, what: Change it}
    ... ''').log
    >>> view = take(log)
    >>> [str(day) for day in days_at([*view.earliest, *view.latest])]
    ['2024-06-01', '2024-06-05']
    >>> take(log, known_by=dt.date(2024, 6, 4)).events
    ()
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate
from operator import le

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import OtherReport, Retelling
from peacetrack.beliefs.naming import first_named, names_of
from peacetrack.beliefs.order import (
    LONG_AGO,
    SOME_DAY,
    Dated,
    end_with,
    ends_of,
    keep_places,
    put_in_sequence,
)
from peacetrack.beliefs.reports import Beliefs, believed, references
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId, SourceId
from peacetrack.model.problems import Finding, Severity


@attrs.frozen
class Supposed:
    """
    What a scenario supposes to have happened after a log, or in it.

    Attributes:
        events: They are stated whatever had been published.
        since: The log itself ends with this day, for good; it does not end when None.
    """

    events: frozenset[EventId]
    since: dt.date | None = None


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
        beliefs: Which reports stand, and whose word each event is.
        findings: What is wrong with dates and edges.
        admitted: Pairs of which only one order is admitted by the tables, the first and the one that follows it.
    """

    log: Log
    known_by: dt.date | None
    events: tuple[Event, ...]
    earliest: tuple[int, ...]
    latest: tuple[int, ...]
    beliefs: Beliefs
    findings: tuple[Finding, ...]
    admitted: frozenset[tuple[EventId, EventId]] = frozenset()

    @cached_property
    def by_id(self) -> Mapping[EventId, Event]:
        """Find an event as it is believed: corrected, and dated by known reports alone."""
        return {event.id: event for event in self.events}

    @cached_property
    def _ends(self) -> tuple[list[int], list[int]]:
        """List the last days on which something certainly happened, and how much had by the end of each."""
        numbers = Counter(self.latest)
        return list(numbers), list(accumulate(numbers.values(), initial=0))

    def size_by(self, day: int) -> int:
        """Tell how many events had certainly happened by the end of a day; there are fewer days than events to look among."""
        days, sizes = self._ends
        return sizes[bisect_right(days, day)]

    @cached_property
    def soonest(self) -> tuple[int, ...]:
        """For each place of the order give the first day on which anything from it on may have happened, as an ordinal."""
        if all(map(le, self.earliest, self.earliest[1:])):
            return self.earliest
        return tuple(accumulate(reversed(self.earliest), min))[::-1]

    @cached_property
    def is_ordered(self) -> bool:
        """Tell at a glance that all is in order: every date is one day or open, and no day stands in several files."""
        files, home = self.log.files, dict[int, int | None]()
        if not files and self.earliest == self.latest:
            return True  # of a log in memory all dates are compared at once
        for event, first, last in zip(self.events, self.earliest, self.latest, strict=True):
            if first == last:
                name = files.get(event.id)
                if home.setdefault(first, name) != name:
                    return False
            elif first != LONG_AGO and last != SOME_DAY:
                return False
        return True

    @cached_property
    def has_open_dates(self) -> bool:
        """Tell whether some event has no first or no last day, so that it takes its place without being put there."""
        return LONG_AGO in self.earliest or SOME_DAY in self.latest

    def following(self, pairs: Iterable[tuple[int, int]]) -> View:
        """Put some events behind others, given by their positions, and narrow their dates by that."""
        dated, findings, edges = (
            Dated(self.events, [*self.earliest], [*self.latest]),
            [*self.findings],
            {*pairs},
        )
        put_in_sequence(dated, findings, also=edges)
        admitted = {(self.events[one].id, self.events[other].id) for one, other in edges}
        return attrs.evolve(
            self,
            admitted=self.admitted | admitted,
            events=tuple(dated.events),
            earliest=tuple(dated.earliest),
            latest=tuple(dated.latest),
            findings=tuple(findings),
        )

    @cached_property
    def spoken_of(self) -> Mapping[InstrumentId, tuple[int, int]]:
        """Give for each text of which an event speaks the position of the first, and of the one that may be the earliest."""
        return first_named(self.events, self.earliest, self.log.cast)

    @cached_property
    def provisions_named(self) -> frozenset[ProvisionId]:
        """Name the provisions that any event names, and those of which these are parts."""
        found: set[ProvisionId] = set()
        for event in self.events:
            for kind, name in names_of(event):
                node = ProvisionId(name) if kind is ProvisionId else None
                while node is not None and node not in found:
                    found.add(node)
                    node = self.log.cast.provision(node).parent
        return frozenset(found)

    @cached_property
    def end(self) -> int | None:
        """
        Give the last day of which the record says anything, as an ordinal; None where no day is on record.

        It is the latest day of an event, a publication or a claim, or the one that the log says; of a record as it was known
        by a day, that day.
        """
        if self.known_by is not None:
            return self.known_by.toordinal()
        log = self.log
        dates = (
            *(source.published for source in log.sources.values()),
            *(claim.date for claim in log.claims),
        )
        until = log.cast.negotiation.until
        days = [*self.latest, *(ends_of(date)[1] for date in dates), *((until.toordinal(),) if until else ())]
        return max((day for day in days if day < SOME_DAY), default=None)

    @property
    def reports(self) -> Mapping[EventId, tuple[Retelling, ...]]:
        """Give the mentions of each event, by its id."""
        return self.beliefs.mentions

    def choosing(self, chosen: Callable[[Event], bool]) -> View:
        """Believe, as one word, only the events that a function chooses."""
        kept = [place for place, event in enumerate(self.events) if chosen(event)]
        return View(
            self.log,
            self.known_by,
            tuple(self.events[place] for place in kept),
            tuple(self.earliest[place] for place in kept),
            tuple(self.latest[place] for place in kept),
            attrs.evolve(self.beliefs, confirmed={}, confirmations={}, denied={}, otherwise={}, as_one=True),
            self.findings,
            self.admitted,
        )


class Believed:
    """
    The events that are believed, each with its days, while these are being narrowed; one is ordered once, into a view.

    Attributes:
        dated: The events with their first and last possible days.
        published: The last possible day of each source's publication.
        beliefs: Which reports stand, and whose word each event is.
        findings: What is wrong with dates and edges, as far as it was seen.
    """

    def __init__(self, log: Log, known_by: dt.date | None, supposed: Supposed | None) -> None:
        self.log = log
        self.known_by = known_by
        self.supposed = supposed
        self.bounds: dict[str, tuple[int, int]] = {}
        self.published = {source.id: self.of(source.published)[1] for source in log.sources.values()}
        events = supposed.events if supposed else frozenset()
        self.beliefs = believed(log, known_by, self.published, supposed=events)
        self.findings: list[Finding] = []
        self.dated = Dated()
        begun = log.cast.negotiation.since
        self.since = begun.earliest.toordinal() if begun and begun.earliest else LONG_AGO

    def begun(self, event: Event, last: int) -> int:
        """Give the first day of a date that is open to the left: that of the negotiation, unless it is of the background."""
        return self.since if self.since <= last and not event.background else LONG_AGO

    def of(self, date: ImpreciseDate | None) -> tuple[int, int]:
        """Give the first and the last possible day of a date, as ordinals."""
        if date is None:
            return LONG_AGO, SOME_DAY
        known = self.bounds.get(date.text)
        if known is None:
            known = self.bounds[date.text] = ends_of(date)
        return known


def take(log: Log, *, known_by: dt.date | None = None, supposed: Supposed | None = None) -> View:
    """
    Take the view of a log that could be had on a day.

    Args:
        log: Any log.
        known_by: Reports count that had certainly been published by the end of this day; all of them when None.
        supposed: What a scenario supposes, and when it leaves the log.

    Returns:
        The believed events in the order of replay, with what is wrong with their dates and edges.
    """
    return ordered(believe(log, known_by=known_by, supposed=supposed))


def believe(log: Log, *, known_by: dt.date | None = None, supposed: Supposed | None = None) -> Believed:
    """Gather the events that a known report tells, each with the days between which it happened by all known reports."""
    believed = Believed(log, known_by, supposed)
    if known_by is not None:
        believed.findings += [
            _unknown_publication(name) for name, last in believed.published.items() if last == SOME_DAY
        ]
        appeared = {*believed.beliefs.mentions, *believed.beliefs.supposed}
        believed.findings += [
            _no_source(event.id) for event in log.events if event.source is None and event.id not in appeared
        ]
    _collect(believed)
    return believed


def ordered(believed: Believed, *, known: frozenset[tuple[EventId, EventId]] = frozenset()) -> View:
    """
    Put believed events in the order of replay, whose edges narrow their days further.

    Args:
        believed: The events with their days.
        known: Pairs of which only one order is admitted, as far as more is known than these events.
    """
    dated, supposed = believed.dated, believed.supposed
    keep_places(dated, believed.log.files)
    places = {event.id: place for place, event in enumerate(dated.events)} if known else {}
    pairs = [(places[one], places[other]) for one, other in known if one in places and other in places]
    put_in_sequence(dated, believed.findings, also=pairs)
    if supposed is not None and supposed.since is not None:
        surely = _named_by(dated.events, supposed.events)
        end_with(dated, supposed.since.toordinal(), but=supposed.events | surely)
    return View(
        believed.log,
        believed.known_by,
        tuple(dated.events),
        tuple(dated.earliest),
        tuple(dated.latest),
        believed.beliefs,
        tuple(believed.findings),
    )


def _named_by(events: Iterable[Event], names: Iterable[EventId]) -> frozenset[EventId]:
    """Name what some events refer to, and what that refers to: all of it had happened when they did."""
    by_id = {event.id: event for event in events}
    found: set[EventId] = set()
    ahead = [name for name in names if name in by_id]
    while ahead:
        targets = {target for _, target in references(by_id[ahead.pop()]) if target in by_id} - found
        found |= targets
        ahead += targets
    return frozenset(found)


def _collect(days: Believed) -> None:
    """
    Gather the events that a known report tells, and narrow each by its reports.

    Commonly an event has the date and the source of the one before it: then it has the same days.
    """
    beliefs, published, bounds_of, dated = days.beliefs, days.published, days.of, days.dated
    mentions, earliest, latest, findings = beliefs.mentions, dated.earliest, dated.latest, days.findings
    silent: set[EventId] = set()
    dated.events = days.log.events if beliefs.is_plain else [*_standing(days, silent)]
    known: object = days  # no date, so that the first event is not taken for one with the days of another
    source, first, last, appeared = None, LONG_AGO, SOME_DAY, SOME_DAY
    for event in dated.events:
        date = event.about or event.date
        if date is not known or event.source is not source:
            known, source = date, event.source
            first, last = bounds_of(date)
            if event.about:
                known = days  # of the next event with this day another may be the day on which it was said
                last = max(first, min(last, bounds_of(event.date)[1]))
            appeared = SOME_DAY if source is None else published[source]
            last = last if appeared < first else min(last, appeared)
        if silent and event.id in silent:
            known, first, last = days, LONG_AGO, SOME_DAY
        elif appeared < first:
            findings.append(_reported_before(event, event, days))
        earliest.append(first)
        latest.append(last)
        if mentions and event.id in mentions:
            earliest[-1], latest[-1] = _narrow_by_mentions(days, event, (first, last))
        if days.since and earliest[-1] == LONG_AGO:
            earliest[-1] = days.begun(event, latest[-1])


def _standing(days: Believed, silent: set[EventId]) -> Iterator[Event]:
    """Give the events that some known report tells, as they read by now; `silent` names those that only others tell."""
    beliefs, mentions, gone = days.beliefs, days.beliefs.mentions, days.beliefs.gone
    everything = beliefs.known is None and not beliefs.retracted
    for event in days.log.events:
        if isinstance(event, OtherReport) or event.id in gone:
            continue
        read = beliefs.corrected(event) if beliefs.corrections else event
        if everything or beliefs.is_reported(read):
            yield read
        elif read.id in mentions:
            silent.add(read.id)
            # The date that it gives stands in a report that does not count.
            yield attrs.evolve(read, date=None, about=None)


def _narrow_by_mentions(days: Believed, event: Event, bounds: tuple[int, int]) -> tuple[int, int]:
    """
    Narrow an event's date by each further report.

    One that contradicts the event's own date is kept beside it and reported. Those that fit the event, but not each
    other, cannot all be right: they span it, and are reported.
    """
    fitting: list[tuple[int, int]] = []
    for mention in days.beliefs.mentions[event.id]:
        early, late = days.of(mention.date)
        appeared = days.published[mention.source] if mention.source is not None else SOME_DAY
        if appeared < max(bounds[0], early):
            days.findings.append(_reported_before(event if appeared < bounds[0] else mention, mention, days))
        elif late < bounds[0] or early > bounds[1]:
            days.findings.append(_date_conflict(event, mention))
            fitting.append((bounds[0], min(bounds[1], appeared)))
        else:
            fitting.append((max(bounds[0], early), min(bounds[1], late, appeared)))
    return _joined(days, event, fitting) if fitting else bounds


def _joined(days: Believed, event: Event, fitting: list[tuple[int, int]]) -> tuple[int, int]:
    """Give what all reports allow, or else all that any of them allows."""
    first, last = max(early for early, _ in fitting), min(late for _, late in fitting)
    if first <= last:
        return first, last
    days.findings += [
        _date_conflict(event, mention) for mention in days.beliefs.mentions[event.id] if mention.date
    ]
    return min(early for early, _ in fitting), max(late for _, late in fitting)


def _unknown_publication(source: SourceId) -> Finding:
    return Finding(
        code="unknown-publication",
        message=f"Nobody knows by when '{source}' had appeared, so nothing that it tells counts as known by a day.",
        entry=source,
        hint="Give `published` a latest day; an article that says “on Tuesday” appeared within a week of it.",
        severity=Severity.NOTE,
    )


def _no_source(entry: EventId) -> Finding:
    return Finding(
        code="no-source",
        message=f"No document tells of '{entry}', so it does not count as known by a day.",
        entry=entry,
        hint="Give the document in which it stands as its `source`.",
        severity=Severity.NOTE,
    )


def _reported_before(event: Event, report: Event, days: Believed) -> Finding:
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


def _date_conflict(event: Event, mention: Retelling) -> Finding:
    return Finding(
        code="date-conflict",
        message=f"Not all reports of '{event.id}', dated {event.true_of or 'nowhere'}, can be right: here it is {mention.date}.",
        entry=mention.id,
        field="date",
        others=(("The event is dated here", event.id),),
    )
