"""
What one count says, put into limits on groups of statuses.

The law: the limits speak of disjoint groups of live statuses, and groups that no limit mentions are free. What is said
of one status twice, or by a number and by a list, holds together. `rest` says that no unit in scope has a
status that the count does not cover. From the limits follows how many live units the count has room for; a
count without room contradicts itself.
"""

from __future__ import annotations

from collections import Counter

import attrs

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Tally

__all__ = ["ANY", "NONE", "Terms", "terms_of"]

ANY = Bounds(0, None)
NONE = Bounds.exactly(0)


@attrs.frozen
class Terms:
    """
    Hold the limits that one count sets.

    Attributes:
        limits: Disjoint groups of statuses with the number of units in scope that have one of them.
        remaining: The number of units in scope that are not agreed.
        blocks: All live statuses, grouped as far as this count does not tell them apart.
        room: The denominators with which it can be true; ``None`` if it contradicts itself.
    """

    limits: tuple[tuple[frozenset[Status], Bounds], ...]
    remaining: Bounds
    blocks: tuple[frozenset[Status], ...]
    room: Bounds | None


def terms_of(tally: Tally, *, outsiders: frozenset[str] = frozenset()) -> Terms:
    """Read the limits off a count; ``outsiders`` are the provisions that are no units."""
    aside = outsiders.difference(tally.including).union(tally.excluding)
    numbers, remaining, sound = _numbers(tally, aside)
    groups = {frozenset({status}): bounds for status, bounds in numbers.items()}
    if nobody := _uncovered(tally, frozenset(numbers)):
        groups[nobody] = NONE
    told_apart = [*groups, *([frozenset({Status.AGREED})] if remaining != ANY else [])]
    limits = tuple(groups.items())
    return Terms(limits, remaining, _blocks(told_apart), _room(limits, remaining, tally) if sound else None)


def _numbers(tally: Tally, aside: frozenset[str]) -> tuple[dict[Status, Bounds], Bounds, bool]:
    """Gather what is said of each live status and of what remains, and whether it goes together."""
    numbers: dict[Status, Bounds] = {}
    remaining, sound = ANY, len(dict(tally.listed)) == len(set(tally.listed))
    names = Counter(status for unit, status in tally.listed if unit not in aside)
    said = [*tally.numbers, *((status, Bounds(number, None)) for status, number in names.items())]
    for word, bounds in said:
        before = remaining if word == "remaining" else numbers.get(word, ANY)
        both = before.meet(bounds)
        sound = sound and both is not None
        if word == "remaining":
            remaining = both or ANY
        elif word is not Status.WITHDRAWN:
            numbers[word] = both or ANY
    return numbers, remaining, sound


def _uncovered(tally: Tally, numbered: frozenset[Status]) -> frozenset[Status]:
    """List the statuses that a `rest` rules out."""
    if tally.rest is None:
        return frozenset()
    remaining = REMAINING if any(word == "remaining" for word, _ in tally.numbers) else frozenset()
    return LIVE - numbered - remaining - {tally.rest}


def _blocks(told_apart: list[frozenset[Status]]) -> tuple[frozenset[Status], ...]:
    blocks = [LIVE]
    for group in told_apart:
        blocks = [part for block in blocks for part in (block & group, block - group) if part]
    return tuple(blocks)


def _room(
    limits: tuple[tuple[frozenset[Status], Bounds], ...], remaining: Bounds, tally: Tally
) -> Bounds | None:
    """Add up how many live units the limits need and allow."""
    covered = frozenset().union(*(group for group, _ in limits))
    agreed, others = (ANY if Status.AGREED not in covered else NONE), (NONE if covered >= REMAINING else ANY)
    for group, bounds in limits:
        if Status.AGREED in group:
            agreed = agreed.plus(bounds)
        else:
            others = others.plus(bounds)
    both = others.meet(remaining)
    if both is None:
        return None
    room = agreed.plus(both)
    return room if tally.of is None else room.meet(Bounds.exactly(tally.of))
