"""
Every course that events may have taken, when some of them may or may not have happened.

The law: the answer takes in each choice of the items that may have happened. While no count is among them, events
on a unit whose status was said touch nobody else: the unit is held apart, with all the statuses that it may
have reached. The other items are followed one by one, with and without, and courses that lead to the same
are one. Beyond `MOST_COURSES` of these (more than ten such items) nothing is answered but what always
holds: wider, and still sound.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.items import Arrival, Item, Move, Tally
from peacetrack.worlds.ledger import FREE, Branch, Ledger

__all__ = ["courses"]

MOST_COURSES: Final = 1024


def courses(
    ledger: Ledger, perhaps: tuple[Item, ...], *, take: Callable[[Ledger, Item], None]
) -> tuple[Ledger, ...] | None:
    """Follow every course from a ledger, which stays as it is; ``None`` if there are too many."""
    reached = _reached(ledger, perhaps)
    ends = [ledger.fork() if reached else ledger]
    for item in perhaps:
        if isinstance(item, Move) and item.unit in reached:
            continue
        ends = _distinct([*ends, *(_taken(end, item, take=take) for end in ends)])
        if len(ends) > MOST_COURSES:
            return None
    if reached:
        keys = [item.key for item in perhaps if isinstance(item, Move) and item.unit in reached]
        for end in ends:
            _hold(end, reached, keys=keys)
    return tuple(ends)


def _taken(end: Ledger, item: Item, *, take: Callable[[Ledger, Item], None]) -> Ledger:
    fork = end.fork()
    take(fork, item)
    return fork


def _distinct(ends: Iterable[Ledger]) -> list[Ledger]:
    """Keep one of the courses that lead to the same."""
    distinct: dict[object, Ledger] = {}
    for end in ends:
        changed = frozenset((unit, fact.status, bool(fact.key)) for unit, fact in end.changed.items())
        counted = (end.unnamed, end.free, end.agenda, tuple(end.fixed.values()))
        distinct.setdefault((changed, counted, end.branches), end)
    return list(distinct.values())


def _reached(ledger: Ledger, perhaps: tuple[Item, ...]) -> dict[str, frozenset[Status]]:
    """Say which statuses each unit may have reached that is touched by events of its own alone."""
    events = [item for item in perhaps if not isinstance(item, Tally)]
    if len(events) < len(perhaps):
        return {}
    by_unit: dict[str, list[Move | Arrival]] = {}
    for item in events:
        by_unit.setdefault(item.unit, []).append(item)
    reached = {unit: _reach(ledger, unit, items) for unit, items in by_unit.items()}
    return {unit: statuses for unit, statuses in reached.items() if statuses}


def _reach(ledger: Ledger, unit: str, items: list[Move | Arrival]) -> frozenset[Status]:
    """Follow one unit through its own events; nothing if they may touch others or open an epoch."""
    fact = ledger.facts.get(unit, FREE)
    if fact.status not in LIVE or not fact.key:
        return frozenset()
    reach = frozenset({fact.status})
    for item in items:
        if not isinstance(item, Move) or item.target not in LIVE or not reach <= item.allowed:
            return frozenset()
        reach |= {item.target}
    return reach


def _hold(end: Ledger, reached: dict[str, frozenset[Status]], *, keys: list[str]) -> None:
    """Hold units apart, with every status that they may have reached."""
    end.keys += keys
    for unit in reached:
        end.unsay(unit)
    end.branches = tuple(Branch(b.pool, (*b.apart, *reached.items())) for b in end.worlds())
