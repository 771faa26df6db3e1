"""Replacing: what a later event of one subject puts in the place of an earlier one, beside its status.

The law: the status of a subject follows from its table. What these events say besides follows from the last of them: which principle a
party holds, and how a body decided. So two of them that say the same may change places.
"""

from __future__ import annotations

from peacetrack.aspects.consents import HomeDecision
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.principles import ClosureRule


def says_otherwise(one: Event, other: Event) -> bool:
    """Tell whether of two events of one subject the later replaces what the earlier says."""
    if isinstance(one, ClosureRule) and isinstance(other, ClosureRule):
        return (one.principle, one.exempt) != (other.principle, other.exempt)
    if isinstance(one, HomeDecision) and isinstance(other, HomeDecision):
        return (one.party, one.body) == (other.party, other.body) and one.outcome != other.outcome
    return False


def may_say_otherwise(one: type[Event], other: type[Event]) -> bool:
    """Tell whether two kinds of events can replace what the other says."""
    return any(issubclass(one, role) and issubclass(other, role) for role in (ClosureRule, HomeDecision))


def content_of(event: Event) -> str:
    """Give what an event says beside its status, in words."""
    if isinstance(event, ClosureRule):
        return event.principle.replace("_", " ")
    return event.outcome if isinstance(event, HomeDecision) else event.kind
