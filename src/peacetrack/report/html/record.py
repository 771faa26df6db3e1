"""What the answers rest on: every event with its reports, and every source with what became of its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urlsplit

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Confirming, Denying
from peacetrack.log.claim import Claim
from peacetrack.log.coverage import Coverage, coverage
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.evidence import Citation, Source
from peacetrack.model.ids import EventId, SourceId
from peacetrack.report.html.exchanges import known_reports
from peacetrack.report.html.wording import (
    Sentence,
    actor_name,
    details,
    leading,
    named,
    numbers,
    plain,
)
from peacetrack.state.timeline import State

#: A link leads only to a page; any other address is text.
LINKED: Final = ("http", "https")


@attrs.frozen(kw_only=True)
class Cited:
    """
    The places of one source that an entry cites.

    Attributes:
        source: The number of the source.
        title: The title of the source.
        paragraphs: Their numbers in words; empty where the log gives none.
        quotes: A few words as they stand there.
        via: The chain through which the words came.
    """

    source: int
    title: str
    paragraphs: str
    quotes: tuple[str, ...]
    via: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Reported:
    """
    One report of an event, or what was said of it.

    Attributes:
        did: reported, mentioned, confirmed, denied or corrected.
        who: By whom, as part of a sentence; empty when it is the document alone.
        on: When; empty where it says no day of its own.
        quote: Its own words.
        cited: Where it stands.
    """

    did: str
    who: Sentence
    on: str
    quote: str
    cited: tuple[Cited, ...]


@attrs.frozen(kw_only=True)
class EventShown:
    """
    An event of the record.

    Attributes:
        number: Its place in the order of replay, from 1.
        name: Its id.
        kind: In words.
        who: By whom, as part of a sentence.
        speakers: According to whom, likewise.
        on: When.
        quote: Its own words.
        details: What else it tells: each a label and a value.
        notes: That it is inferred, refused, or may not have happened yet; how its day was derived.
        reports: Each known report of it.
    """

    number: int
    name: EventId
    kind: str
    who: Sentence
    speakers: Sentence
    on: str
    quote: str
    details: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
    reports: tuple[Reported, ...]


@attrs.frozen(kw_only=True)
class SourceShown:
    """
    A source of the record.

    Attributes:
        number: Its place among the sources, from 1.
        name: Its id.
        title: Its title, or else its publisher or id.
        publisher: Who published it, where the title does not say so already.
        published: When.
        link: Its address, where that leads to a page.
        address: Its address or file as text, where it does not.
        notes: How its day was derived, and what else the author of the log says of it.
        paragraphs: How many it has; None when it does not say.
        cited: The paragraphs that some entry cites.
        left_out: Those that are left out on purpose, each with the reason.
        passed_over: Those that are neither.
    """

    number: int
    name: SourceId
    title: str
    publisher: str
    published: str
    link: str
    address: str
    notes: tuple[str, ...]
    paragraphs: int | None
    cited: str
    left_out: tuple[tuple[int, str], ...]
    passed_over: str


def known_sources(state: State) -> tuple[Source, ...]:
    """List the sources that had been published by the day by which things are known."""
    known = state.timeline.view.beliefs.known
    return tuple(source for source in state.log.sources.values() if known is None or source.id in known)


def sources_shown(state: State) -> Iterator[SourceShown]:
    """Show every known source."""
    covered = {one.source: one for one in coverage(state.log)}
    for number, source in enumerate(known_sources(state), 1):
        yield _source(number, source, covered[source.id])


def _source(number: int, source: Source, covered: Coverage) -> SourceShown:
    title = _title(source)
    link = source.url if _leads_to_a_page(source.url) else ""
    return SourceShown(
        number=number,
        name=source.id,
        title=title,
        publisher="" if source.publisher == title else source.publisher,
        published=in_words(source.published) if source.published else "on a day that is not known",
        link=link,
        address="" if link else source.url or source.file,
        notes=tuple(filter(None, ("confidential" if source.confidential else "", source.basis, source.note))),
        paragraphs=source.paragraphs,
        cited=numbers(covered.cited),
        left_out=tuple(sorted(source.uncited.items())),
        passed_over=numbers(covered.passed_over),
    )


def _title(source: Source) -> str:
    return source.title or source.publisher or source.id


def _leads_to_a_page(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:  # brackets that hold no address
        return False
    return parts.scheme in LINKED and bool(parts.netloc)


def events_shown(state: State) -> Iterator[EventShown]:
    """Show every event that had happened by the last day of the report, or may have, in the order of replay."""
    citing = Citing(state)
    certain = len(state.events)
    for place, event in enumerate((*state.events, *state.possible_events)):
        yield _event(state, event, place + 1, citing, certain=place < certain)


def _event(state: State, event: Event, number: int, citing: Citing, *, certain: bool) -> EventShown:
    cast = state.log.cast
    reported = state.timeline.view.beliefs.is_reported(event)
    return EventShown(
        number=number,
        name=event.id,
        kind=plain(event.kind),
        who=citing.people(event.by),
        speakers=citing.people(event.according_to),
        on=in_words(event.true_of),
        quote=leading(event) if reported else "",
        details=tuple(details(event, cast)) if reported else (),
        notes=tuple(_notes(state, event, reported=reported, certain=certain)),
        reports=tuple(_reports(state, event, citing)),
    )


def _notes(state: State, event: Event, *, reported: bool, certain: bool) -> Iterator[str]:
    if not certain:
        yield "may not have happened by then"
    if event.id in state.timeline.refused:
        yield "refused: it changes nothing"
    if event.confidential:
        yield "confidential"
    if event.inferred:
        yield "inferred by the log’s author"
    if reported and event.as_said:
        yield f"day as told: “{event.as_said}”"
    if reported and event.basis:
        yield f"day: {event.basis}"
    if reported and event.note:
        yield event.note


def _reports(state: State, event: Event, citing: Citing) -> Iterator[Reported]:
    """List the reports of an event, what was said of it, and how it was corrected."""
    beliefs = state.timeline.view.beliefs
    for report in (
        *known_reports(state, event),
        *beliefs.corrections.get(event.id, ()),
        *citing.about(event),
    ):
        own = report is event
        yield Reported(
            did="reported" if own else plain(report.kind),
            who=() if own else citing.people(report.by),
            on=in_words(report.date) if report.date and not own else "",
            quote="" if own else leading(report),
            cited=citing.places(report),
        )


class Citing:
    """The places of a record, each with the number of its source; what is not known is not cited."""

    def __init__(self, state: State) -> None:
        self.state = state
        self.known = {source.id: number for number, source in enumerate(known_sources(state), 1)}
        self.said: dict[EventId, list[Confirming | Denying]] = {}
        retracted = state.timeline.view.beliefs.retracted
        for event in state.log.events:
            if (
                isinstance(event, Confirming | Denying)
                and event.id not in retracted
                and self._is_known(event)
            ):
                self.said.setdefault(event.of, []).append(event)

    def _is_known(self, event: Event) -> bool:
        return event.source is None or event.source in self.known

    def about(self, event: Event) -> Iterable[Event]:
        """List who confirmed an event, and who denied it."""
        return self.said.get(event.id, ())

    def people(self, names: Iterable[str]) -> Sentence:
        """Name people as part of a sentence; nothing when nobody is named."""
        found = [actor_name(name, self.state.log.cast) for name in names]
        return named(found) if found else ()

    def places(self, entry: Event | Claim) -> tuple[Cited, ...]:
        """List the places that an entry cites."""
        return self.shown(self.state.log.citations(entry))

    def shown(self, citations: Iterable[Citation]) -> tuple[Cited, ...]:
        """Show places in known sources."""
        places: dict[SourceId, list[Citation]] = {}
        for one in citations:
            if one.source in self.known:
                places.setdefault(one.source, []).append(one)
        return tuple(self._of(source, where) for source, where in places.items())

    def _of(self, source: SourceId, places: list[Citation]) -> Cited:
        paragraphs = sorted({one.paragraph for one in places if one.paragraph is not None})
        return Cited(
            source=self.known[source],
            title=_title(self.state.log.sources[source]),
            paragraphs=f"paragraph{'s' if len(paragraphs) > 1 else ''} {numbers(paragraphs)}"
            if paragraphs
            else "",
            quotes=tuple(one.as_said for one in places if one.as_said),
            via=tuple(dict.fromkeys(name for one in places for name in one.via)),
        )
