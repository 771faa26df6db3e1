"""The log of a negotiation: its cast, its sources, what happened, and what was claimed. Typed and frozen.

The law: a log holds what was written down and nothing that follows from it. Its events stand in the order of the files and
of the places in them, not in that of their dates. It knows no files: where each entry stands is kept beside it by the reader.

Examples:
    Two entries as they were written down, the later event first; an entry that cites no place cites its source:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... source: {id: gazette, publisher: The Gazette, published: 2024-06-05}
    ... events:
    ... - {id: no, event: condition_rejected, date: 2024-06-03, by: armenia, condition: law, cite: 7}
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... ''').log
    >>> [(event.id, str(event.date)) for event in log.events]
    [('no', '2024-06-03'), ('law', '2024-06-01')]
    >>> [(place.source, place.paragraph) for event in log.events for place in log.citations(event)]
    [('gazette', 7), ('gazette', None)]
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import Citation, Source
from peacetrack.model.ids import EventId, SourceId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.notebook import table_html


@attrs.frozen(slots=False, repr=False)
class Log:
    """
    Hold a negotiation as it was written down.

    Attributes:
        cast: Who and what it may name.
        sources: The documents that report, by id.
        events: In the order of files and of places in them.
        claims: Published statements and expectations.
        aspects: Aspects of one's own in which it speaks, besides the built-in ones.
        files: For each event the number of its file, where they stand in several: those of one tell their order by their places.
    """

    cast: Cast
    sources: ReadOnly[SourceId, Source] = ReadOnly()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    aspects: tuple[Aspect[Any], ...] = ()
    files: ReadOnly[EventId, int] = attrs.field(default=ReadOnly(), eq=False, repr=False)

    def __repr__(self) -> str:
        held = f"{len(self.events)} events, {len(self.sources)} sources, {len(self.claims)} claims"
        return f"<Log of {self.cast.negotiation.id!r}: {held}>"

    def _repr_html_(self) -> str:
        """Show it in a notebook: its events as they were written down."""
        rows = [
            (event.date, event.kind.replace("_", " "), event.id, ", ".join(event.by)) for event in self.events
        ]
        return table_html(repr(self), ("date", "event", "id", "by"), rows)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """Give the words of all its aspects."""
        return Vocabulary.of(self.aspects)

    @cached_property
    def by_id(self) -> dict[EventId, Event]:
        """Find an event by its id."""
        return {event.id: event for event in self.events}

    def citations(self, entry: Event | Claim) -> tuple[Citation, ...]:
        """Give the places that an entry cites, each with its source; the source itself where no place is given."""
        if not entry.cite:
            return (Citation(source=entry.source),) if entry.source else ()
        return tuple(attrs.evolve(place, source=place.source or entry.source) for place in entry.cite)
