"""
How events that name a unit change what is known.

The law: an event is true in the worlds where it was allowed, and there it sets its one target. If it is allowed in none,
something moved before it that nobody reported: a new epoch begins just before it. What a count alone had
said of the unit is then released. A unit is known from the first item that names it; one beyond the population
makes the population one larger.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.items import Arrival, Move
from peacetrack.worlds.ledger import Branch, Ledger

__all__ = ["arrive", "move"]


def move(ledger: Ledger, item: Move) -> None:
    """Let a named unit take its new status."""
    if not _moved(ledger, item):
        _move_after_all(ledger, item)
    ledger.note(item.key)


def _move_after_all(ledger: Ledger, item: Move) -> None:
    """Suppose a change that nobody reported, and let the event be true."""
    ledger.report("unreported-change", item.key)
    ledger.open_epoch()
    if item.unit not in ledger.facts and ledger.unnamed == 0:
        ledger.unnamed = 1
    if _moved(ledger, item):
        return
    if ledger.status(item.unit) is not None:
        ledger.report("count-conflict", item.key, item.unit)
        ledger.release(item.unit)
    # An event that the table allows from no live status still happened, so it is taken as from any.
    _moved(ledger, attrs.evolve(item, allowed=item.allowed if item.allowed & LIVE else LIVE))


def _moved(ledger: Ledger, item: Move) -> bool:
    """Move the unit in every world that allows it; change nothing and say so if none does."""
    status = ledger.status(item.unit)
    if status is not None:
        if status not in item.allowed:
            return False
    elif not _leaves(ledger, item.unit, item.allowed):
        return False
    ledger.fix(item.unit, item.target, key=item.key)
    return True


def _leaves(ledger: Ledger, unit: str, allowed: frozenset[Status]) -> bool:
    """Take a unit whose status nobody said out of the others."""
    if not allowed & LIVE:
        return False
    if unit in ledger.outsiders or unit in ledger.apart:
        return not ledger.branches or ledger.keep(_told(ledger, unit, allowed))
    new = unit not in ledger.facts
    if new and ledger.unnamed == 0:
        return False
    if ledger.branches and not ledger.keep(_taken(ledger, allowed, floor=ledger.free + new)):
        return False
    if not new:
        ledger.free -= 1
    elif ledger.unnamed is not None:
        ledger.unnamed -= 1
    return True


def _told(ledger: Ledger, unit: str, allowed: frozenset[Status]) -> Iterator[Branch]:
    for branch in ledger.branches:
        supposed = branch.supposed(unit)
        if supposed is None or supposed & allowed:
            yield branch.without(unit)


def _taken(ledger: Ledger, allowed: frozenset[Status], *, floor: int) -> Iterator[Branch]:
    for branch in ledger.branches:
        pool = branch.pool.at_least(floor)
        pool = pool and pool.without_one(allowed)
        if pool is not None:
            yield Branch(pool, branch.apart)


def arrive(ledger: Ledger, item: Arrival) -> None:
    """Let a unit exist from here on; one that exists already only takes the status that was said."""
    unit = item.unit
    if unit in ledger.facts and ledger.status(unit) is not Status.WITHDRAWN:
        if item.status is not None:
            move(ledger, Move(key=item.key, unit=unit, allowed=LIVE, target=item.status))
        return
    if item.status is not None:
        ledger.fix(unit, item.status, key=item.key)
    else:
        _arrive_unseen(ledger, unit)
    ledger.note(item.key)


def _arrive_unseen(ledger: Ledger, unit: str) -> None:
    """Take in a unit of unknown status: alike to the others only while no count has limited them."""
    ledger.unsay(unit)
    if ledger.branches:
        ledger.branches = tuple(Branch(b.pool, (*b.apart, (unit, LIVE))) for b in ledger.branches)
    elif unit not in ledger.outsiders:
        ledger.free += 1
