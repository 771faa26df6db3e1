"""
What a count says, as limits on numbers.

The law: a count is nothing but limits, each on how many nodes of its scope have a kind of some mask, and names. A list is the
names and a limit ("these **and no others**"); `rest` is a limit of zero on what no number covers; `of` is a limit on live ones.

>>> from peacetrack.aspects.provisions import Status
>>> said = StatedCount(numbers=((Status.AGREED, Bounds.exactly(13)),), rest=Status.CONTESTED, of=16)
>>> len(limits_of(said)), str(room_of(said)), str(room_of(attrs.evolve(said, of=None)))
(3, '16', 'at least 0')
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, reduce

import attrs

from peacetrack.worlds.bounds import ANY, NONE, Bounds
from peacetrack.worlds.kinds import EVER, LIVING, mask_of, mask_of_status
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.statements import NOT_AT_ALL, CountStatus, StatedCount

__all__ = ["Limit", "MemoryId", "blocks_of", "limits_of", "memory_of", "room_of"]

MemoryId = tuple[str, int, tuple[str, ...], tuple[str, ...]]
_NOT_AT_ALL = mask_of(NOT_AT_ALL)


@attrs.frozen
class Limit:
    """
    Bound how many nodes of a scope have a kind of a mask.

    Attributes:
        mask: The kinds.
        bounds: How many; so many more than a number of an earlier day, where that is given.
        since: The number of an earlier day.
    """

    mask: int
    bounds: Bounds
    since: MemoryId | None = None


@lru_cache(maxsize=1 << 12)
def limits_of(count: StatedCount) -> tuple[Limit, ...]:
    """List the limits that a count sets."""
    return tuple(_limits(count))


def _limits(count: StatedCount) -> Iterator[Limit]:
    if count.of is not None:
        yield Limit(LIVING, Bounds.exactly(count.of))
    if count.since is not None:
        yield Limit(0, NONE, _since(count, 0))  # that day has to be on record, whatever is said of it
    for mask, bounds in _numbers(count):
        yield Limit(mask, bounds, _since(count, mask))
    for status, nodes in count.listed:
        yield Limit(mask_of_status(status), Bounds.exactly(len(set(nodes))))
    if count.rest is not None and (uncovered := LIVING & ~_covered(count) & ~mask_of_status(count.rest)):
        yield Limit(uncovered, NONE)
    if count.ever_opened is not None:
        yield Limit(EVER, count.ever_opened)


def _numbers(count: StatedCount) -> Iterator[tuple[int, Bounds]]:
    for status, bounds in count.numbers:
        yield mask_of_status(status), bounds
    if count.not_at_all is not None:
        yield _NOT_AT_ALL, count.not_at_all


def _since(count: StatedCount, mask: int) -> MemoryId | None:
    return None if count.since is None else (count.since, mask, count.including, count.excluding)


def _covered(count: StatedCount) -> int:
    statuses: list[CountStatus] = [
        *(status for status, _ in count.numbers),
        *(status for status, _ in count.listed),
    ]
    covered = 0 if count.not_at_all is None else _NOT_AT_ALL
    for status in statuses:
        covered |= mask_of_status(status)
    return covered


def memory_of(count: StatedCount) -> Iterator[MemoryId]:
    """List the numbers of an earlier day of which a count says how many more there are."""
    return (limit.since for limit in limits_of(count) if limit.since is not None)


@lru_cache(maxsize=1 << 12)
def room_of(count: StatedCount) -> Bounds | None:
    """
    Say for how many live units a count has room by itself; ``None`` if it contradicts itself.

    Only a count that states a denominator, or implies one because its numbers cover every live status, makes room.
    """
    if count.of is not None:
        return Bounds.exactly(count.of)
    if not _is_whole(count):
        return ANY
    pools: tuple[Pool, ...] = (Pool.of(None, LIVING),)
    try:
        for limit in limits_of(count):
            if limit.since is None and limit.mask & LIVING and limit.mask != EVER:
                low, high = limit.bounds.low, limit.bounds.high
                pools = tuple(cut for pool in pools for cut in pool.cut(limit.mask & LIVING, low, high))
    except TooManyError:
        return ANY
    return reduce(Bounds.span, (pool.total() for pool in pools)) if pools else None


def _is_whole(count: StatedCount) -> bool:
    covered = 0 if count.rest is not None or count.since is not None else _covered(count)
    return covered & LIVING == LIVING


def blocks_of(masks: tuple[int, ...], whole: int) -> tuple[int, ...]:
    """Divide some kinds as far as some masks tell them apart."""
    blocks = [whole]
    for mask in masks:
        blocks = [part for block in blocks for part in (block & mask, block & ~mask) if part]
    return tuple(blocks)
