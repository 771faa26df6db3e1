"""
Units that nobody has told apart, and all the ways in which their statuses may be shared out.

The law. The units of a pool are alike: what is known of them is only how many have which kind. The possible shares ``x`` (a
number for each column of kinds, their sum the size of the pool) are exactly the integer points with ``x(S) <= top(S)``
for every set ``S`` of columns, where ``top`` is submodular: the base polytope of a polymatroid (Edmonds 1970; Fujishige,
*Submodular Functions and Optimization*, 2005). What happens to a pool keeps that form, so no search is needed:

- a count bounds the number of one column, or of all but one: the polytope is cut by a box;
- units are taken out or join (a Minkowski difference or sum);
- a statement tells two kinds apart that nothing had told apart before: they become two columns;
- so many units change their kinds: they leave and join again.

Since ``top`` is kept tight, the most units in ``S`` are ``top(S)``, and the fewest are the size less ``top`` of all others.

>>> pool = Pool.of(16, 0b111)
>>> thirteen, = pool.cut(0b100, 13, 13)
>>> str(thirteen.bounds(0b100)), str(thirteen.bounds(0b001))
('13', '0 to 3')
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.envelope import SIZE, Amount, Envelope, at, least, peak, sizes_where

__all__ = ["Pool", "TooManyError", "Work"]

_KNOWN = Bounds.exactly(0)
MOST_CUTS = 512
MOST_STEPS = 60_000


class TooManyError(Exception):
    """There are more worlds of different shape than are followed."""


@attrs.define
class Work:
    """
    Count the steps that one statement, or one question, takes.

    Worlds of scopes that cross can be exponentially many, and most of the ways in which they are divided lead nowhere: caps on what
    is found do not bound the time.

    Attributes:
        left: How many steps are left.
    """

    left: int = MOST_STEPS

    def spend(self, steps: int = 1) -> None:
        """Take some steps; say so if these are too many."""
        self.left -= steps
        if self.left < 0:
            raise TooManyError


@attrs.frozen
class Pool:
    """
    Hold every way in which the units of a pool may have their kinds.

    Attributes:
        size: How many units are in it.
        columns: Disjoint masks of kinds, grouped as far as nothing has told them apart; a kind in none is nobody's.
        top: For each set of columns, as a bit mask, the most units that can have one of their kinds.
        sizes: The possible values of the unknown in ``size`` and ``top``; of no meaning where they are plain numbers.
    """

    size: Amount
    columns: tuple[int, ...]
    top: tuple[Amount, ...]
    sizes: Bounds = _KNOWN

    @classmethod
    def of(cls, size: int | None, mask: int) -> Pool:
        """Begin with units each of which may have any kind of a mask; a size of ``None`` is not known."""
        if size is None:
            return cls(SIZE, (mask,), (Envelope(((0, 0),)), SIZE), Bounds(0, None))
        return cls(size, (mask,), (0, size))

    @property
    def is_known(self) -> bool:
        """Tell whether it is known how many units there are."""
        return isinstance(self.size, int)

    @property
    def mask(self) -> int:
        """Give every kind that one of its columns has."""
        return sum(self.columns)

    def over(self, mask: int) -> int:
        """Give the set of the columns that hold any kind of a mask."""
        return sum([1 << place for place, column in enumerate(self.columns) if column & mask])

    def most(self, mask: int) -> Amount:
        """Give the most units that can have a kind of a mask, at every size."""
        return self.top[self.over(mask)]

    def bounds(self, mask: int) -> Bounds:
        """Say how many of its units have a kind of a mask, over all worlds."""
        inside = others = 0
        for place, column in enumerate(self.columns):
            if column & mask:
                inside |= 1 << place
            if column & ~mask:
                others |= 1 << place
        top, size = self.top, self.size
        if isinstance(size, int):
            return Bounds(size - top[others], top[inside])  # type: ignore[operator, arg-type]  # all are plain
        fewest = peak(top[others] + _negative(size), self.sizes)
        assert fewest is not None, "others are never more than the whole"  # noqa: S101 - narrows the type
        return Bounds(-fewest, peak(top[inside], self.sizes))

    def possible(self) -> int:
        """Give the kinds that some unit has in some world."""
        tops = ((column, peak(self.top[1 << place], self.sizes)) for place, column in enumerate(self.columns))
        return sum(column for column, most in tops if most != 0)

    def total(self) -> Bounds:
        """Say how many units there are."""
        return self.bounds(self.mask)

    # How many there are.

    def settled(self, size: int) -> Pool | None:
        """Put in the size, now that it is known; ``None`` if no world has it."""
        if isinstance(self.size, int):
            return self if self.size == size else None
        start = size - self.size.at(0)
        if start not in self.sizes:
            return None
        return Pool(size, self.columns, tuple([at(amount, start) for amount in self.top]))

    def at_least(self, number: int) -> Pool | None:
        """Keep the worlds in which it holds so many units; ``None`` if there is none."""
        return _settled(self.where(self.size + -number))

    def where(self, condition: Amount) -> Pool | None:
        """Keep the sizes at which a number is not below zero, with nothing in the empty set of columns."""
        if isinstance(condition, int):
            return self if condition >= 0 else None
        sizes = sizes_where(condition, self.sizes)
        if sizes is None:
            return None
        return attrs.evolve(self, sizes=sizes, top=(Envelope(((0, 0),)), *self.top[1:-1], self.size))

    # Which kinds are told apart.

    def divided(self, mask: int) -> Pool:
        """Tell the kinds of a mask apart from all others."""
        if all(column & mask in (0, column) for column in self.columns):
            return self
        columns: list[int] = []
        origins: list[int] = []
        for place, column in enumerate(self.columns):
            parts = [part for part in (column & mask, column & ~mask) if part]
            columns += parts
            origins += [1 << place] * len(parts)
        masks = [0]
        for origin in origins:
            masks += [mask | origin for mask in masks]
        return attrs.evolve(self, columns=tuple(columns), top=tuple([self.top[mask] for mask in masks]))

    def tidy(self) -> Pool:
        """Drop the columns that nobody can have."""
        empty = [place for place in range(len(self.columns)) if self.top[1 << place] == 0]
        if not empty or len(empty) == len(self.columns):
            return self
        kept = [place for place in range(len(self.columns)) if place not in empty]
        sets = [0]
        for place in kept:
            sets += [some | 1 << place for some in sets]
        return attrs.evolve(
            self,
            columns=tuple([self.columns[place] for place in kept]),
            top=tuple([self.top[s] for s in sets]),
        )

    # Who leaves and who joins.

    def without(self, number: int, mask: int) -> Pool | None:
        """Take out so many units that have a kind of a mask; ``None`` if no world has them."""
        pool = self.divided(mask)
        named, top = pool.over(mask), pool.top
        rest = tuple([least(most, top[some | named] + -number) for some, most in enumerate(top)])
        return _settled(Pool(pool.size + -number, pool.columns, rest, pool.sizes).where(rest[0]))

    def less(self, share: tuple[int, ...]) -> Pool | None:
        """Take out so many units of each column; ``None`` if no world has them."""
        pool: Pool | None = self
        for column, number in zip(self.columns, share, strict=True):
            pool = pool.without(number, column) if pool is not None and number else pool
        return pool

    def joined(self, mask: int, number: int) -> Pool:
        """Take in units each of which may have any kind of a mask, whatever all others have."""
        pool = self._with_columns(mask).divided(mask)
        named = pool.over(mask)
        top = tuple([most + number if some & named else most for some, most in enumerate(pool.top)])
        return Pool(pool.size + number, pool.columns, top, pool.sizes)

    def _with_columns(self, mask: int) -> Pool:
        new = mask & ~self.mask
        return attrs.evolve(self, columns=(*self.columns, new), top=self.top * 2) if new else self

    def plus(self, other: Pool) -> Pool:
        """Put two pools together, of which at most one has an unknown size: every share of the one with every of the other."""
        one, two = self._with_columns(other.mask), other._with_columns(self.mask)
        for column in two.columns:
            one = one.divided(column)
        top: list[Amount] = []
        for some in range(1 << len(one.columns)):
            mask = sum([column for place, column in enumerate(one.columns) if some >> place & 1])
            top.append(one.top[some] + two.most(mask))
        sizes = self.sizes if not self.is_known else other.sizes
        return Pool(one.size + two.size, one.columns, tuple(top), sizes)

    # Who changes his kind.

    def changed(self, number: int, sources: int, targets: int) -> Pool | None:
        """Let so many units of some kinds come to have other kinds, any of some."""
        left = self.without(number, sources)
        return None if left is None else left.joined(targets, number)

    def loosened(self, number: int, targets: int) -> Pool:
        """Let up to so many units, of any kinds, come to have one of some kinds."""
        pool = self._with_columns(targets).divided(targets)
        aims = pool.over(targets)
        top = [least(pool.size, most + number) if some & aims else most for some, most in enumerate(pool.top)]
        return attrs.evolve(pool, top=tuple(top))

    def flowing(self, mask: int, targets: int, *, inwards: bool) -> Pool:
        """Let any number of units move into a mask, to targets inside of it, or out of it, to targets outside."""
        pool = self._with_columns(targets).divided(mask).divided(targets)
        here, aims = pool.over(mask), pool.over(targets)
        if inwards:
            top = [pool.size if some & aims else most for some, most in enumerate(pool.top)]
        else:
            top = [pool.top[some | here] if some & aims else most for some, most in enumerate(pool.top)]
        return attrs.evolve(pool, top=tuple(top))

    # What a count says.

    def cut(self, mask: int, low: int, high: int | None) -> tuple[Pool, ...]:
        """
        Keep the worlds in which so many units have a kind of a mask: none, one, or several pools that are their union.

        Raises:
            TooManyError: There would be too many.
        """
        pool = self.divided(mask)
        inside = [column for column in pool.columns if column & mask]
        if not inside:
            return (pool,) if low <= 0 else ()
        if high is not None and high < 0:
            return ()
        if len(inside) == 1:
            return _some(pool.limited(inside[0], max(low, 0), high))
        outside = [column for column in pool.columns if not column & mask]
        if not outside:
            return _some(pool.sized(low, high))
        if len(outside) == 1:
            fewest = 0 if high is None else pool.size + -high
            fewest = max(fewest, 0) if isinstance(fewest, int) else fewest
            return _some(pool.limited(outside[0], fewest, pool.size + -max(low, 0)))
        return tuple(pool.cut_by_value(inside, mask, low, high))

    def sized(self, low: int, high: int | None) -> Pool | None:
        """Keep the worlds in which it holds so many units; ``None`` if there is none."""
        pool = self.at_least(max(low, 0))
        return pool if pool is None or high is None else _settled(pool.where(high + _negative(pool.size)))

    def cut_by_value(self, inside: list[int], mask: int, low: int, high: int | None) -> Iterator[Pool]:
        """Cut by the number of one column after the other: a sum of several columns among several is no box."""
        first = min(inside, key=lambda column: _width(self.bounds(column)))
        numbers = self.bounds(first)
        most = numbers.high if high is None else high if numbers.high is None else min(numbers.high, high)
        if most is None or most - numbers.low >= MOST_CUTS:
            raise TooManyError
        for number in range(numbers.low, most + 1):
            rest = None if high is None else high - number
            for pool in _some(self.limited(first, number, number)):
                yield from pool.cut(mask & ~first, low - number, rest)

    def limited(self, column: int, low: Amount, high: Amount | None) -> Pool | None:
        """Keep the worlds in which so many units are of one column; ``None`` if there is none."""
        here = 1 << self.columns.index(column)
        if self._says_already(here, low, high):
            return self
        minus, top = _negative(low), self.top
        cut = [
            (most if high is None else least(most, top[some ^ here] + high))
            if some & here
            else least(most, top[some ^ here] + minus)
            for some, most in enumerate(top)
        ]
        pool: Pool | None = Pool(self.size, self.columns, tuple(cut), self.sizes)
        conditions = [cut[0], cut[-1] + _negative(self.size)]
        if high is not None:
            conditions += [high, high + minus]
        for condition in conditions:
            pool = pool.where(condition) if pool is not None else None
        pool = _settled(pool)
        return None if pool is None else pool.tidy()

    def _says_already(self, here: int, low: Amount, high: Amount | None) -> bool:
        """Tell whether bounds on a column follow from what is known; decided for plain numbers only."""
        most, others, size = self.top[here], self.top[len(self.top) - 1 ^ here], self.size
        if not (
            isinstance(most, int)
            and isinstance(others, int)
            and isinstance(size, int)
            and isinstance(low, int)
        ):
            return False
        return low <= size - others and (high is None or (isinstance(high, int) and most <= high))


def _some(pool: Pool | None) -> tuple[Pool, ...]:
    return () if pool is None else (pool,)


def _settled(pool: Pool | None) -> Pool | None:
    """Put in the size if only one is left: a denominator may be implied."""
    if pool is None or pool.sizes.low != pool.sizes.high or pool.is_known:
        return pool
    start = pool.sizes.low
    return Pool(at(pool.size, start), pool.columns, tuple([at(amount, start) for amount in pool.top]))


def _width(bounds: Bounds) -> float:
    return float("inf") if bounds.high is None else bounds.high - bounds.low


def _negative(amount: Amount) -> Amount:
    """Turn the sign of an amount that is one line."""
    if isinstance(amount, int):
        return -amount
    ((slope, offset),) = amount.lines
    return Envelope(((-slope, -offset),))
