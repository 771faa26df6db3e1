"""Reports of an event by further documents: what is told again.

A report acts on what is believed and when it may have happened, never on what had happened.
"""

from __future__ import annotations

from typing import Final

import attrs

from peacetrack.aspects.conditions import Gate
from peacetrack.ids import ActorId, EventId
from peacetrack.lifecycle import Event


@attrs.frozen(kw_only=True)
class Mentioned(Event):
    """
    A further document reports an event that the log has already.

    Its date may narrow the event's own; one that contradicts it is kept beside it and reported.

    Attributes:
        of: Which event.
        what: This report's own words for it.
        gate: Of a demand, which steps it blocks according to this report.
        to: Of a demand, to whom it is addressed according to this report.
    """

    of: EventId
    what: str = ""
    gate: tuple[Gate, ...] = ()
    to: tuple[ActorId, ...] = ()


EVENTS: Final = (Mentioned,)
