"""
The units that nobody has told apart, and all the ways in which their statuses may be shared out.

The law. The units of a pool are alike: what is known of them is only how many have which status. The
possible shares ``x`` (a number for each status, their sum the size of the pool) are exactly the integer
points with ``x(S) <= top(S)`` for every set ``S`` of statuses, where ``top`` is submodular: the base
polytope of a polymatroid (Edmonds 1970; Fujishige, *Submodular Functions and Optimization*, 2005).
Three things happen to a pool, and each keeps that form, so no search is ever needed:

- a count bounds the number of one status: the polytope is cut by a box;
- an event names a unit and takes it out: a unit of an allowed status is subtracted (a Minkowski sum), or
  units whose statuses depend on nobody else's are added;
- a count tells two statuses apart that nothing had told apart before: they become two columns.

Since ``top`` is kept tight, the most units that can have a status in ``S`` is ``top(S)`` and the fewest is the
size less ``top`` of all other statuses: bounds are read off. It is the flow with lower bounds over chains
of levels, summed up in at most 128 numbers that are carried forward, whatever the number of units.
"""

from __future__ import annotations

from collections.abc import Collection

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.envelope import SIZE, Amount, Envelope, at, least, peak, sizes_where

__all__ = ["Pool"]

_KNOWN = Bounds.exactly(0)


@attrs.frozen
class Pool:
    """
    Hold every way in which the units of a pool may have their statuses.

    Attributes:
        size: How many units are in it now.
        columns: The statuses, grouped as far as nothing has told them apart.
        top: For each set of columns, as a bit mask, the most units that can have one of their statuses.
        sizes: The possible values of the unknown in ``size`` and ``top``; of no meaning where they are plain numbers.
    """

    size: Amount
    columns: tuple[frozenset[Status], ...]
    top: tuple[Amount, ...]
    sizes: Bounds = _KNOWN

    @classmethod
    def of(cls, size: int | None) -> Pool:
        """Begin with units of which nothing is known; a size of ``None`` is not known either."""
        if size is None:
            return cls(SIZE, (LIVE,), (Envelope(((0, 0),)), SIZE), Bounds(0, None))
        return cls(size, (LIVE,), (0, size))

    @property
    def full(self) -> int:
        """Give the mask of all columns."""
        return len(self.top) - 1

    def columns_of(self, statuses: Collection[Status]) -> int:
        """Give the mask of the columns that hold any of these statuses."""
        return sum(1 << place for place, column in enumerate(self.columns) if not column.isdisjoint(statuses))

    def bounds(self, statuses: Collection[Status]) -> Bounds:
        """Say how many of its units have one of these statuses, over all worlds."""
        most = peak(self.top[self.columns_of(statuses)], self.sizes)
        others = self.top[self.columns_of(LIVE.difference(statuses))]
        fewest = peak(others + _negative(self.size), self.sizes)
        assert fewest is not None, "others are never more than the whole"  # noqa: S101 - narrows the type
        return Bounds(-fewest, most)

    def total(self) -> Bounds:
        """Say how many units there are."""
        return self.bounds(LIVE)

    def settled(self, size: int) -> Pool | None:
        """Put in the size, now that it is known; ``None`` if no world has it."""
        if isinstance(self.size, int):
            return self if self.size == size else None
        start = size - self.size.at(0)
        if start not in self.sizes:
            return None
        return Pool(size, self.columns, tuple(at(amount, start) for amount in self.top))

    def at_least(self, number: int) -> Pool | None:
        """Keep the worlds in which it holds so many units; ``None`` if there is none."""
        return self.where(self.size + -number)

    def apart(self, statuses: frozenset[Status]) -> Pool:
        """Tell some statuses apart from all others."""
        columns: list[frozenset[Status]] = []
        origins: list[int] = []
        for place, column in enumerate(self.columns):
            parts = [part for part in (column & statuses, column - statuses) if part]
            columns += parts
            origins += [1 << place] * len(parts)
        if len(columns) == len(self.columns):
            return self
        masks = [0]
        for origin in origins:
            masks += [mask | origin for mask in masks]
        return attrs.evolve(self, columns=tuple(columns), top=tuple(self.top[mask] for mask in masks))

    def without_one(self, allowed: Collection[Status]) -> Pool | None:
        """Take out a unit that has one of these statuses; ``None`` if no world has such a unit."""
        named = self.columns_of(allowed)
        top = self.top
        rest = tuple([least(most, top[mask | named] + -1) for mask, most in enumerate(top)])
        return Pool(self.size + -1, self.columns, rest, self.sizes).where(rest[0])

    def joined(self, statuses: frozenset[Status], number: int) -> Pool:
        """Take in units each of which may have any of these statuses, whatever all others have."""
        pool = self.apart(statuses)
        named = pool.columns_of(statuses)
        top = tuple([most + number if mask & named else most for mask, most in enumerate(pool.top)])
        return Pool(pool.size + number, pool.columns, top, pool.sizes)

    def limited(self, column: frozenset[Status], low: Amount, high: Amount | None) -> Pool | None:
        """Keep the worlds in which so many units have a status of one column; ``None`` if there is none."""
        bit = 1 << self.columns.index(column)
        if self._says_already(bit, low, high):
            return self
        minus, top = _negative(low), self.top
        cut = [
            (most if high is None else least(most, top[mask ^ bit] + high))
            if mask & bit
            else least(most, top[mask ^ bit] + minus)
            for mask, most in enumerate(top)
        ]
        pool: Pool | None = Pool(self.size, self.columns, tuple(cut), self.sizes)
        conditions = [cut[0], cut[-1] + _negative(self.size)]
        if high is not None:
            conditions += [high, high + minus]
        for condition in conditions:
            pool = pool.where(condition) if pool is not None else None
        return pool

    def _says_already(self, bit: int, low: Amount, high: Amount | None) -> bool:
        """Tell whether bounds on a column follow from what is known; decided for plain numbers only."""
        most, others, size = self.top[bit], self.top[self.full ^ bit], self.size
        if not (
            isinstance(most, int)
            and isinstance(others, int)
            and isinstance(size, int)
            and isinstance(low, int)
        ):
            return False
        return low <= size - others and (high is None or (isinstance(high, int) and most <= high))

    def where(self, condition: Amount) -> Pool | None:
        """Keep the sizes at which a number is not below zero, with nothing in the empty set of columns."""
        if isinstance(condition, int):
            return self if condition >= 0 else None
        sizes = sizes_where(condition, self.sizes)
        if sizes is None:
            return None
        return attrs.evolve(self, sizes=sizes, top=(Envelope(((0, 0),)), *self.top[1:-1], self.size))


def _negative(amount: Amount) -> Amount:
    """Turn the sign of an amount that is one line."""
    if isinstance(amount, int):
        return -amount
    ((slope, offset),) = amount.lines
    return Envelope(((-slope, -offset),))
