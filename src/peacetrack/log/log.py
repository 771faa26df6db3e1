"""The log of a negotiation: its cast, its sources, what happened, and what was claimed. Typed and frozen.

A log knows no files: where each entry stands is kept beside it by the reader.
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


@attrs.frozen(slots=False)
class Log:
    """
    Hold a negotiation as it was written down.

    Attributes:
        cast: Who and what it may name.
        sources: The documents that report, by id.
        events: In the order of files and of places in them.
        claims: Published statements and expectations.
        aspects: Aspects of one's own in which it speaks, besides the built-in ones.
    """

    cast: Cast
    sources: ReadOnly[SourceId, Source] = ReadOnly()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    aspects: tuple[Aspect[Any], ...] = ()

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
