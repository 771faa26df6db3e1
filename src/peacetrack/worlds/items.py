"""
What the counting reads and what it reports, in neutral words.

The law: an item speaks for one word (one actor, or the common ground) about one population (the
units of one instrument). The counting knows no events, files or prose; whoever calls it turns events
into these items, in the order of replay, and turns findings back into messages with places.
"""

from __future__ import annotations

from typing import Literal

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds

__all__ = ["Arrival", "Finding", "Item", "Move", "Tally", "Word"]

Word = Status | Literal["remaining"]
"""What a count may speak of; what remains is live and not agreed."""


@attrs.frozen(kw_only=True)
class Tally:
    """
    Say how many units had which status on one day.

    Attributes:
        key: The id of the event that states it.
        numbers: The stated bounds. A number of withdrawn units bounds nothing: nobody knows how many
            units without a name were withdrawn.
        of: The stated denominator: the live units in scope on that day.
        listed: Units that it names with their status; ``numbers`` counts them too. That a unit is withdrawn
            is for an event to say: in a list it says nothing.
        rest: The status of every unit in scope that no number of this count covers.
        including: Provisions that are no units, yet are in its numbers and its denominator.
        excluding: Units that its numbers and its denominator leave out.
    """

    key: str
    numbers: tuple[tuple[Word, Bounds], ...]
    of: int | None = None
    listed: tuple[tuple[str, Status], ...] = ()
    rest: Status | None = None
    including: tuple[str, ...] = ()
    excluding: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Move:
    """
    Say that an event gave a named unit its status.

    Attributes:
        key: The id of the event.
        unit: The unit that it names.
        allowed: The statuses from which the table allows the event.
        target: The status after it; ``withdrawn`` takes the unit out of the denominator.
    """

    key: str
    unit: str
    allowed: frozenset[Status]
    target: Status


@attrs.frozen(kw_only=True)
class Arrival:
    """
    Say that a unit exists from here on, and is one more in the denominator.

    Attributes:
        key: The id of the event.
        unit: The new unit, or a withdrawn one that was brought back.
        status: Its status, or ``None`` where nobody said.
    """

    key: str
    unit: str
    status: Status | None


Item = Tally | Move | Arrival


@attrs.frozen(kw_only=True)
class Finding:
    """
    Report what the counting had to suppose or could not use.

    Attributes:
        kind: ``unreported-change``: no world allowed the item, so something moved before it and a new
            epoch began. ``count-conflict``: the count contradicts what was said of named units, and these
            statements were released; where the count contradicts itself or a withdrawal, it is kept
            and not applied. ``small-denominator``: more live units are known by name than the count
            has room for; it is kept and not applied.
        key: The item that brought it to light.
        other: The other items that took part, oldest first.
        units: The named units whose statuses were released.
        stated: The denominator that the count leaves room for.
        known: How many live units in its scope are known by name.
        applied: Whether the item still took effect.
    """

    kind: Literal["unreported-change", "count-conflict", "small-denominator"]
    key: str
    other: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    stated: Bounds | None = None
    known: int | None = None
    applied: bool = True
