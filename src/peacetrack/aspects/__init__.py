"""What a negotiation is made of, one room each: its events, and where it has a lifecycle, its table."""

from __future__ import annotations

from typing import Any, Final

from peacetrack.aspects import (
    conditions,
    consents,
    contacts,
    principles,
    proposals,
    provisions,
    reports,
    stages,
    tallies,
)
from peacetrack.aspects.lifecycle import Aspect, Event

ROOMS: Final = (provisions, tallies, conditions, proposals, principles, stages, consents, contacts, reports)

#: Every kind of event, by the word that stands in a log.
KINDS: Final[dict[str, type[Event]]] = {kind.kind: kind for room in ROOMS for kind in room.EVENTS}

#: Every part of a negotiation that has a lifecycle.
ASPECTS: Final[tuple[Aspect[Any], ...]] = (
    provisions.PROVISIONS,
    conditions.CONDITIONS,
    proposals.PROPOSALS,
    principles.PRINCIPLES,
    stages.STAGES,
    stages.TALKS,
)

#: Each type of id that an event gives: the kind that does, and the word for what such an id names.
CREATORS: Final[dict[Any, tuple[type[Event], str]]] = {
    **{aspect.creates[0]: (aspect.creates[1], aspect.singular) for aspect in ASPECTS if aspect.creates},
    contacts.CREATES[0]: (contacts.CREATES[1], "contact"),
}
