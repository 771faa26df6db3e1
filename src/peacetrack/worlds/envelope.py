"""
Numbers that depend on how many units there are, while nobody has said how many.

The law: such a number is the least of a few straight lines in the unknown size of the pool, so it is
concave. Concave functions are closed under sums and minima, which is all that a pool does with its
numbers; a condition "not below zero" leaves an interval of sizes, and a greatest value is found by
bisection. As soon as a denominator is stated, the size is put in and plain integers remain.
"""

from __future__ import annotations

import attrs

from peacetrack.worlds.bounds import Bounds

__all__ = ["SIZE", "Amount", "Envelope", "at", "least", "peak", "sizes_where"]


@attrs.frozen
class Envelope:
    """
    Give the least of some lines ``slope * size + offset``.

    Attributes:
        lines: Pairs of slope and offset, by ascending slope, one for each slope.
    """

    lines: tuple[tuple[int, int], ...]

    def __add__(self, other: Amount) -> Envelope:
        added = other.lines if isinstance(other, Envelope) else ((0, other),)
        return _lowest([(a + c, b + d) for a, b in self.lines for c, d in added])

    __radd__ = __add__

    def at(self, size: int) -> int:
        """Put in a size."""
        return min(slope * size + offset for slope, offset in self.lines)


Amount = int | Envelope
"""A number of units: known, or dependent on the unknown size of the pool."""

SIZE = Envelope(((1, 0),))
"""The unknown size itself."""


def _lowest(lines: list[tuple[int, int]]) -> Envelope:
    best: dict[int, int] = {}
    for slope, offset in lines:
        if slope not in best or offset < best[slope]:
            best[slope] = offset
    return Envelope(tuple(sorted(best.items())))


def least(one: Amount, other: Amount) -> Amount:
    """Give the smaller of two amounts, at every size."""
    if isinstance(one, int):
        if isinstance(other, int):
            return one if one < other else other  # noqa: FURB136 - a call to min() takes three times as long
        one, other = other, one
    added = other.lines if isinstance(other, Envelope) else ((0, other),)
    return _lowest([*one.lines, *added])


def at(amount: Amount, size: int) -> int:
    """Put a size into an amount."""
    return amount if isinstance(amount, int) else amount.at(size)


def sizes_where(amount: Amount, sizes: Bounds) -> Bounds | None:
    """Keep the sizes at which an amount is not below zero; ``None`` if there is none."""
    lines = ((0, amount),) if isinstance(amount, int) else amount.lines
    low, high = sizes.low, sizes.high
    for slope, offset in lines:
        if slope > 0:
            low = max(low, -(offset // slope))
        elif slope < 0:
            limit = offset // -slope
            high = limit if high is None else min(high, limit)
        elif offset < 0:
            return None
    return None if high is not None and high < low else Bounds(low, high)


def peak(amount: Amount, sizes: Bounds) -> int | None:
    """Find the greatest value of an amount over some sizes; ``None`` if it grows without end."""
    if isinstance(amount, int):
        return amount
    if sizes.high is None and amount.lines[0][0] > 0:
        return None
    low, high = sizes.low, _last_bend(amount, sizes)
    while low < high:
        middle = (low + high) // 2
        if amount.at(middle + 1) > amount.at(middle):
            low = middle + 1
        else:
            high = middle
    return amount.at(low)


def _last_bend(amount: Envelope, sizes: Bounds) -> int:
    """Give a size beyond which no line crosses another: there the least slope rules."""
    if sizes.high is not None:
        return sizes.high
    offsets = [offset for _, offset in amount.lines]
    return sizes.low + max(offsets) - min(offsets) + 1
