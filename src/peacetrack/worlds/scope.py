"""
Whom a count speaks of, among those who are known by name.

The law: in scope are the units that are live on its day, without those it leaves out, and the provisions that
it takes in though they are no units. A unit that it is the first to name was one of the unnamed all along.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.items import Tally
from peacetrack.worlds.ledger import Branch, Ledger

__all__ = ["Scope", "scope_of"]


@attrs.frozen
class Scope:
    """
    Sort the provisions that a count concerns.

    Attributes:
        newcomers: Units that it is the first to name.
        floor: How many live provisions in its scope are known by name, newcomers included.
        listed: The live units that it lists, with their status.
        drawn: The listed units that were in the pool.
        held: Provisions that it is the first to tell apart from the others without saying their status.
        taken: How many provisions in its scope have which status by a fact, its own list included.
        contradicted: Whether a fact says otherwise than its list.
    """

    newcomers: tuple[str, ...]
    floor: int
    listed: tuple[tuple[str, Status], ...]
    drawn: tuple[str, ...]
    held: tuple[str, ...]
    taken: dict[Status, int]
    contradicted: bool


def scope_of(ledger: Ledger, tally: Tally) -> Scope:
    """Sort the provisions that a count concerns, from what is known just before it."""
    listed = tuple((unit, status) for unit, status in dict(tally.listed).items() if status in LIVE)
    named = dict.fromkeys([*(unit for unit, _ in listed), *tally.excluding])
    newcomers = tuple(unit for unit in named if unit not in ledger.facts and unit not in ledger.outsiders)
    pooled = {unit for unit in named if unit in newcomers or _is_pooled(ledger, unit)}
    drawn = tuple(unit for unit, _ in listed if unit in pooled)
    contradicted = any(ledger.status(unit) not in (None, status) for unit, status in listed)
    return Scope(
        newcomers=newcomers,
        floor=_floor(ledger, tally, newcomers=len(newcomers)),
        listed=listed,
        drawn=drawn,
        held=tuple(_held(ledger, tally, pooled=pooled.difference(drawn))),
        taken=_taken(ledger, tally, listed=dict(listed)),
        contradicted=contradicted,
    )


def _is_pooled(ledger: Ledger, unit: str) -> bool:
    return unit in ledger.facts and ledger.is_pooled(unit)


def _floor(ledger: Ledger, tally: Tally, *, newcomers: int) -> int:
    """Count the live provisions in scope that are known by name."""
    excluded = [u for u in dict.fromkeys(tally.excluding) if u not in ledger.outsiders]
    live_out = sum(1 for unit in excluded if ledger.status(unit) is not Status.WITHDRAWN)
    live_in = sum(1 for unit in set(tally.including) if ledger.status(unit) is not Status.WITHDRAWN)
    return ledger.live() + newcomers + live_in - live_out


def _held(ledger: Ledger, tally: Tally, *, pooled: set[str]) -> Iterator[str]:
    """List whom the count tells apart: left out of it, or taken in, and of unknown status."""
    yield from (unit for unit in dict.fromkeys(tally.excluding) if unit in pooled)
    listed = dict(tally.listed)
    for unit in dict.fromkeys(tally.including):
        if ledger.status(unit) is None and unit not in ledger.apart and unit not in listed:
            yield unit


def _taken(ledger: Ledger, tally: Tally, *, listed: dict[str, Status]) -> dict[Status, int]:
    """Count the facts in scope, as they are once the list is believed."""
    taken = dict(ledger.fixed)
    for unit, status in listed.items():
        if unit not in ledger.outsiders and ledger.status(unit) is None:
            taken[status] += 1
    for unit in dict.fromkeys(tally.excluding):
        status_out = listed.get(unit) or ledger.status(unit)
        if status_out is not None and unit not in ledger.outsiders:
            taken[status_out] -= 1
    for unit in dict.fromkeys(tally.including):
        status_in = listed.get(unit) or ledger.status(unit)
        if status_in is not None:
            taken[status_in] += 1
    return taken


def is_in_scope(ledger: Ledger, tally: Tally, unit: str) -> bool:
    """Tell whether a count's numbers count a provision."""
    return unit in tally.including if unit in ledger.outsiders else unit not in tally.excluding


def inside(ledger: Ledger, tally: Tally, branch: Branch) -> Iterator[frozenset[Status]]:
    """Give what is supposed of each provision that is held apart and in scope."""
    return (supposed for unit, supposed in branch.apart if is_in_scope(ledger, tally, unit))
