"""
How the worlds of a branch are divided by numbers that add up several classes.

The law: a number says something of a sum over the classes in its scope. All of these but one are divided by how many of their nodes are
in each block of kinds that the numbers tell apart; the last one takes what is left. What is true in all worlds of the branch
anyway divides nothing. The ways are as many as the steps of the work allow.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.pool import Pool, Work
from peacetrack.worlds.terms import blocks_of

__all__ = ["Asked", "spread"]

Asked = tuple[int, int, int | None]
"""A mask with the fewest and the most of it."""


@attrs.frozen
class _Spread:
    """
    Divide a few pools.

    Attributes:
        names: Their classes.
        pools: What they are; the last takes what is left.
        blocks: What is told apart.
        work: How many steps are left.
    """

    names: Sequence[int]
    pools: Sequence[Pool]
    blocks: tuple[int, ...]
    work: Work

    def ways(self, asked: Sequence[Asked], place: int = 0) -> Iterator[dict[int, Pool]]:
        """List the ways in which the pools from a place on meet what is asked."""
        pool = self.pools[place]
        if place == len(self.pools) - 1:
            for cut in _cut_all(pool, asked):
                yield {self.names[place]: cut}
            return
        for part, numbers in _options(pool, self.blocks):
            self.work.spend()
            left = [(mask, low - n, None if high is None else high - n)
                    for mask, low, high in asked
                    for n in (sum([k for block, k in numbers if block & mask]),)]  # fmt: skip
            if self._may_meet(left, place + 1):
                for others in self.ways(left, place + 1):
                    yield {self.names[place]: part, **others}

    def _may_meet(self, asked: Sequence[Asked], place: int) -> bool:
        for mask, low, high in asked:
            total = total_of(self.pools[place:], mask)
            if (total.high is not None and total.high < low) or (high is not None and total.low > high):
                return False
        return True


def total_of(pools: Sequence[Pool], mask: int) -> Bounds:
    """Say how many of all have a kind of a mask."""
    low, high = 0, 0
    endless = False
    for pool in pools:
        bounds = pool.bounds(mask)
        low += bounds.low
        if bounds.high is None:
            endless = True
        else:
            high += bounds.high
    return Bounds(low, None if endless else high)


def _cut_all(pool: Pool, asked: Sequence[Asked]) -> tuple[Pool, ...]:
    pools: tuple[Pool, ...] = (pool,)
    for mask, low, high in asked:
        pools = tuple([cut for one in pools for cut in one.cut(mask, low, high)])
    return pools


def _options(pool: Pool, blocks: tuple[int, ...]) -> Iterator[tuple[Pool, tuple[tuple[int, int], ...]]]:
    """Divide a pool by how many of its nodes are in each block."""
    if not blocks:
        yield pool, ()
        return
    block = blocks[0]
    bounds = pool.bounds(block)
    assert bounds.high is not None, "only class 0 may have an unknown size, and it is last"  # noqa: S101 - narrows the type
    for number in range(bounds.low, bounds.high + 1):
        for cut in pool.cut(block, number, number):
            for part, numbers in _options(cut, blocks[1:]):
                yield part, ((block, number), *numbers)


def spread(groups: dict[int, Pool], asked: Sequence[Asked], work: Work) -> Iterator[dict[int, Pool]]:
    """
    List the ways in which some classes meet what is asked of their sum: the pools that change, by their class.

    Raises:
        TooManyError: There are too many.
    """
    live: list[Asked] = []
    pools = list(groups.values())
    for mask, low, high in asked:
        total = total_of(pools, mask)
        if (total.high is not None and total.high < low) or (high is not None and total.low > high):
            return
        if total.low < low or (high is not None and (total.high is None or total.high > high)):
            live.append((mask, low, high))
    if not live:
        yield {}
        return
    masks = tuple(mask for mask, _, _ in live)
    varying = [name for name, pool in groups.items() if any(_varies(pool, mask) for mask in masks)]
    varying.sort(key=lambda name: (name == 0, not groups[name].is_known, _size(groups[name])))
    fixed = [groups[name] for name in groups if name not in varying]
    left = [(mask, low - n, None if high is None else high - n)
            for mask, low, high in live for n in (total_of(fixed, mask).low,)]  # fmt: skip
    whole = 0
    for name in varying:
        whole |= groups[name].mask
    spreading = _Spread(varying, [groups[name] for name in varying], blocks_of(masks, whole), work)
    for way in spreading.ways(left):
        work.spend()
        yield way


def _varies(pool: Pool, mask: int) -> bool:
    bounds = pool.bounds(mask)
    return bounds.low != bounds.high


def _size(pool: Pool) -> int:
    return pool.size if isinstance(pool.size, int) else 0
