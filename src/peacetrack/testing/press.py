"""The press: a course of events as newspapers would have reported it.

The law: a press reports less than happened, later, and less precisely, but what it reports is true. Every date of what it
keeps allows each day on which that may have happened, and no document appears before what it reports.

Examples:
    What happened on one day, as a press may have it that hides nothing, is a week vague, and appears ten days later:

    >>> from hypothesis import find, settings
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-10, by: azerbaijan, of: armenia, what: Change it}
    ... ''').log
    >>> quickly = settings(max_examples=1, derandomize=True, database=None)
    >>> drawn = reports(log, hidden=st.just(False), vague=st.just(7), delays=st.just(10))
    >>> (event,) = find(drawn, lambda log: True, settings=quickly).events
    >>> event.id, event.date.earliest <= log.events[0].date.earliest <= event.date.latest
    ('law', True)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.aspects.reports import EVENTS as REPORTS
from peacetrack.aspects.reports import Corrected, Mentioned, Retracted
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.beliefs.order import LONG_AGO, SOME_DAY
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Source
from peacetrack.model.ids import EventId, InstrumentId, SourceId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import Timeline, timeline_of
from peacetrack.testing.moves import rank_of
from peacetrack.testing.parts import Names, Parts, blurred, later, pick

#: The first and the last day on which something may have happened, as ordinals.
Span = tuple[int, int]
#: What nobody needs to be told of once it is told right.
TAKEN_IN: Final = (Corrected, Retracted)


@st.composite
def reports(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    log: Log,
    *,
    hidden: SearchStrategy[bool] | None = None,
    vague: SearchStrategy[int] | None = None,
    delays: SearchStrategy[int | None] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> Log:
    """
    Give logs as a press would have told the course of events in a log.

    It hides events and whatever speaks of them, knows some days only roughly, has documents that appeared on the day,
    later or nobody knows when, hears some of it from one side, and now and then tells how many articles were agreed
    instead of which. What is confidential is hidden from it. Corrections have been taken in, and what was taken back is not told. Claims about something
    hidden are left out.

    Args:
        draw: Given by Hypothesis.
        log: What happened.
        hidden: Whether an event is not stated.
        vague: By how many days a date is widened, on either side.
        delays: How many days after an event a document appeared; None when nobody knows when it did.
        texts: The titles of the documents.
        identifiers: The ids of the documents, and of the counts that stand for what was agreed.
    """
    names = Names(draw, identifiers, (*log.by_id, *log.sources, *(claim.id for claim in log.claims)))
    press = _Press(
        draw,
        log,
        st.sampled_from([False, False, False, True]) if hidden is None else hidden,
        st.sampled_from([0, 0, 1, 7, 40]) if vague is None else vague,
    )
    kept = press.kept()
    counted, counts = press.in_numbers(kept, names)
    kept = [event for event in kept if event.id not in counted]
    documents = press.documents(kept, names, delays, Parts(texts=texts))
    reported = tuple(press.reported(event, documents) for event in (*kept, *counts))
    removed = {*log.by_id} - {event.id for event in reported}
    return attrs.evolve(
        log,
        sources=ReadOnly({**log.sources, **{source.id: source for source, _ in documents}}),
        events=reported,
        claims=tuple(claim for claim in log.claims if removed.isdisjoint(_names_in(claim))),
    )


#: Documents, each with the last day of which it can tell.
Documents = list[tuple[Source, int]]


@attrs.frozen(slots=False, eq=False)
class _Press:
    """What the press draws, and what it knows of a course of events."""

    draw: DrawFn
    log: Log
    hidden: SearchStrategy[bool]
    vague: SearchStrategy[int]

    @cached_property
    def line(self) -> Timeline:
        """Give the timeline of what happened."""
        return timeline_of(self.log)

    @cached_property
    def spans(self) -> Mapping[EventId, Span]:
        """Give the days on which each believed event may have happened."""
        view = self.line.view
        bounds = zip(view.earliest, view.latest, strict=True)
        return dict(zip((event.id for event in view.events), bounds, strict=True))

    def kept(self) -> list[Event]:
        """Choose what is told, each as it reads after corrections; whatever speaks of something hidden is hidden with it."""
        by_id, beliefs = self.line.view.by_id, self.line.view.beliefs
        kept = {
            event.id: by_id.get(event.id, event)
            for event in self.log.events
            if not (event.confidential or event.id in beliefs.gone or isinstance(event, TAKEN_IN))
            and not self.draw(self.hidden)
        }
        removed = {*self.log.by_id} - kept.keys()
        while removed:
            speaking = [name for name, event in kept.items() if not removed.isdisjoint(_names_in(event))]
            removed = {*speaking}
            for name in speaking:
                del kept[name]
        return [*kept.values()]

    def in_numbers(self, kept: list[Event], names: Names) -> tuple[frozenset[EventId], list[Event]]:
        """Choose agreements of which only the number is stated: those events, and a true count for each instrument."""
        spoken_of = {name for event in kept for name in _names_in(event)}
        agreed: dict[InstrumentId, list[Event]] = {}
        for event in kept:
            home = self._home(event)
            if home is not None and event.id not in spoken_of and self.draw(st.booleans()):
                agreed.setdefault(home, []).append(event)
        counted: list[Event] = []
        counts: list[Event] = []
        for home, events in agreed.items():
            day = dt.date.fromordinal(max(self.spans[event.id][1] for event in events))
            count = self.line.at(day).count(home)
            if not count.disputed:
                number = Quantity(low=count.numerator.low, high=count.numerator.high)
                name = EventId(names("count"))
                counts.append(
                    CountStated(id=name, date=ImpreciseDate.on(day), instrument=home, agreed=number)
                )
                counted += events
        return frozenset(event.id for event in counted), counts

    def _home(self, event: Event) -> InstrumentId | None:
        """Name the instrument all of whose units an event agrees on, on a day that is known to have passed."""
        if not isinstance(event, ProvisionAgreed) or self.spans[event.id][1] == SOME_DAY:
            return None
        homes = {self.log.cast.units.get(name) for name in event.provision}
        return homes.pop() if len(homes) == 1 else None

    def documents(
        self, kept: list[Event], names: Names, delays: SearchStrategy[int | None] | None, parts: Parts
    ) -> Documents:
        """Draw the documents that appeared."""
        draw, last_days = self.draw, sorted({self.span(event)[1] for event in kept} - {SOME_DAY})
        waiting = st.sampled_from([0, 0, 1, 5, 60, None]) if delays is None else delays
        documents: Documents = []
        for _ in range(draw(st.integers(1, 3))):
            delay = draw(waiting)
            source = Source(id=SourceId(names("press")), title=draw(parts.texts))
            if delay is not None and last_days:
                day = later(dt.date.fromordinal(pick(draw, last_days)), delay)
                published = ImpreciseDate.on(day) if draw(st.booleans()) else blurred(draw, day)
                documents.append((attrs.evolve(source, published=published), day.toordinal()))
            else:
                documents.append((source, SOME_DAY))
        return documents

    def span(self, event: Event) -> Span:
        """Give the days on which something may have happened; for a mention, on which what it mentions may have."""
        if isinstance(event, Mentioned):
            return self.span(self.log.by_id[event.of])
        last, first = rank_of(event.true_of)
        return self.spans.get(event.id, (first, last))

    def reported(self, event: Event, documents: Documents) -> Event:
        """Tell an event as a document does that can know of it."""
        draw, span = self.draw, self.span(event)
        changes: dict[str, Any] = {"about" if event.about else "date": self.roughly(span)}
        knowing: list[SourceId | None] = [source.id for source, last in documents if last >= span[1]]
        source = draw(
            st.sampled_from([*knowing, *([] if event.source is None else [event.source])] or [None])
        )
        if source != event.source:
            changes |= {"source": source, "cite": ()}
        actors = [*self.log.cast.actors]
        if actors and not event.speakers and not isinstance(event, REPORTS) and not draw(st.integers(0, 3)):
            changes["according_to"] = (SpeakerId(pick(draw, actors)),)
        return attrs.evolve(event, **changes)

    def roughly(self, span: Span) -> ImpreciseDate | None:
        """Draw a date that allows every day of a span, and names no side of it that is not known."""
        days = self.draw(self.vague)
        first = later(dt.date.fromordinal(span[0]), -days) if span[0] != LONG_AGO else None
        last = later(dt.date.fromordinal(span[1]), days) if span[1] != SOME_DAY else None
        if first is None or last is None:
            return ImpreciseDate.parse(f"{first or '..'}/{last or '..'}") if first or last else None
        texts = [f"{first}/{last}" if first < last else str(first)]
        if days:
            texts += [f"../{last}", f"{first}/.."]
            texts += [f"{first:%Y-%m}"] * (f"{first:%Y-%m}" == f"{last:%Y-%m}")
        return ImpreciseDate.parse(pick(self.draw, texts))


def _names_in(entry: Any) -> frozenset[str]:
    """List every text in an entry but its own id: whatever it names is among them."""
    return frozenset(
        _texts_in([getattr(entry, field.name) for field in attrs.fields(type(entry)) if field.name != "id"])
    )


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _texts_in(part)
    elif attrs.has(type(value)):
        yield from _texts_in([getattr(value, field.name) for field in attrs.fields(type(value))])
