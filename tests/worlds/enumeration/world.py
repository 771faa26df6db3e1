"""One way things may be, and what is true in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, assert_never

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.items import Arrival, Item, Move, Tally


class World(NamedTuple):
    """One way things may be: the named in the order of their naming, the unnamed sorted."""

    named: tuple[Status, ...]
    unnamed: tuple[Status, ...]


def without(crowd: tuple[Status, ...], status: Status) -> tuple[Status, ...]:
    """Take one unit of a status out of a crowd."""
    at = crowd.index(status)
    return crowd[:at] + crowd[at + 1 :]


def mentioned(tally: Tally) -> list[str]:
    """List whom a count names."""
    return [*(unit for unit, _ in tally.listed), *tally.excluding, *tally.including]


def living(names: Sequence[str], beside: Iterable[str], world: World) -> list[Status]:
    """List the statuses of the live units, without the provisions beside them."""
    out = set(beside)
    named = [s for n, s in zip(names, world.named, strict=True) if n not in out and s is not Status.WITHDRAWN]
    return [*named, *world.unnamed]


def is_true(tally: Tally, world: World, *, names: Sequence[str], others: Iterable[str]) -> bool:
    """Answer whether a count is true in a world."""
    beside = (set(others) - set(tally.including)) | set(tally.excluding)
    statuses = living(names, beside, world)
    where = dict(zip(names, world.named, strict=True))
    if any(where[unit] is not status for unit, status in tally.listed):
        return False
    if tally.of is not None and len(statuses) != tally.of:
        return False
    for word, bounds in tally.numbers:
        many = sum(_speaks_of(word, s) for s in statuses)
        if many < bounds.low or (bounds.high is not None and many > bounds.high):
            return False
    if tally.rest is None:
        return True
    words = [word for word, _ in tally.numbers]
    return all(s is tally.rest or any(_speaks_of(word, s) for word in words) for s in statuses)


def _speaks_of(word: str, status: Status) -> bool:
    return status is not Status.AGREED if word == "remaining" else word == status


def alike(items: Sequence[Item], start: Mapping[str, Status]) -> dict[Status, frozenset[Status]]:
    """
    Group live statuses that nothing tells apart, each group under one of its members.

    A status is told apart by being spoken of, by being agreed, or by a move that is allowed from it and not from
    another. Within a group any unit may have any member, so one member stands for all.
    """
    spoken = {Status.AGREED, *start.values()}
    for item in items:
        match item:
            case Tally():
                spoken |= {Status(word) for word, _ in item.numbers if word != "remaining"}
                spoken |= {status for _, status in item.listed} | ({item.rest} if item.rest else set())
            case Move():
                spoken.add(item.target)
            case Arrival():
                spoken |= {item.status} if item.status else set()
            case _:
                assert_never(item)
    allowed = [item.allowed for item in items if isinstance(item, Move)]
    groups: dict[tuple[object, ...], list[Status]] = {}
    for status in sorted(LIVE):
        own = status if status in spoken else None
        groups.setdefault((own, *(status in a for a in allowed)), []).append(status)
    return {members[0]: frozenset(members) for members in groups.values()}


def roomy(items: Sequence[Item], start: Mapping[str, Status]) -> int:
    """
    Choose how many unnamed units to try while nobody has said how many there are.

    Beyond the sum of all numbers that anybody said of any word, and one for each name, one more unnamed unit can
    only do what the last one did. Once a denominator is stated, no other size is ever tried.
    """
    most: dict[str, int] = {}
    names = set(start)
    largest = 0
    for item in items:
        if not isinstance(item, Tally):
            names.add(item.unit)
            continue
        names |= {unit for unit, _ in item.listed} | {*item.including, *item.excluding}
        for word, bounds in item.numbers:
            most[word] = max(most.get(word, 0), bounds.low, bounds.high or 0)
        if item.of is not None:
            largest = max(largest, item.of)
            if item.of >= len(names):
                break
    names |= {item.unit for item in items if not isinstance(item, Tally)}
    return max(sum(most.values()), largest) + len(names) + 1
