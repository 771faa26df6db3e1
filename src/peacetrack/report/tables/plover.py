"""The approximate PLOVER category of each event, which its aspect says: see `peacetrack.aspects.plover`."""

from __future__ import annotations

from typing import Final

from peacetrack.aspects import KINDS
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.plover import Category, Coded

#: For each built-in kind of event that has a category, whatever its fields say: the category and the words of it that fit.
BY_KIND: Final[dict[type[Event], Coded]] = {kind: kind.plover for kind in KINDS.values() if kind.plover}


def plover(event: Event) -> Category | None:
    """
    Give the approximate PLOVER category of an event; None where PLOVER has nothing of its kind.

    Args:
        event: Of any kind; those of aspects of one's own have the one that their class names, or none.
    """
    return event.plover_category
