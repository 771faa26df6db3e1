"""
How many: a number that is known only to lie between two ends.

The law: ``low <= high``, and an upper end of ``None`` is unknown, not infinite and not zero.
Everything that the library says about a number of units is such a value, so that "13" and
"at least 1" are of one type and nobody has to guess which of them is exact.
"""

from __future__ import annotations

import attrs

__all__ = ["ANY", "NONE", "Bounds"]


@attrs.frozen
class Bounds:
    """
    Say that a number of units lies between two ends, both included.

    >>> str(Bounds.exactly(13)), str(Bounds(0, 3)), str(Bounds(1, None))
    ('13', '0 to 3', 'at least 1')
    >>> 2 in Bounds(0, 3)
    True

    Attributes:
        low: The fewest units.
        high: The most units; ``None`` where no upper end is known.

    Raises:
        ValueError: The lower end is negative or above the upper one.
    """

    low: int
    high: int | None

    def __attrs_post_init__(self) -> None:
        if self.low < 0:
            raise ValueError(f"a number of units cannot be negative: {self.low}")
        if self.high is not None and self.high < self.low:
            raise ValueError(f"the lower end {self.low} is above the upper end {self.high}")

    @classmethod
    def exactly(cls, number: int) -> Bounds:
        """Say that a number is known."""
        return cls(number, number)

    def __contains__(self, number: int) -> bool:
        return self.low <= number and (self.high is None or number <= self.high)

    def __str__(self) -> str:
        if self.high is None:
            return f"at least {self.low}"
        return str(self.low) if self.low == self.high else f"{self.low} to {self.high}"

    def meet(self, other: Bounds) -> Bounds | None:
        """Keep the numbers that both allow; ``None`` if there is none."""
        low = max(self.low, other.low)
        high = (
            self.high
            if other.high is None
            else other.high
            if self.high is None
            else min(self.high, other.high)
        )
        return None if high is not None and high < low else Bounds(low, high)

    def span(self, other: Bounds) -> Bounds:
        """Take in every number that either allows, and those between."""
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Bounds(min(self.low, other.low), high)

    def within(self, other: Bounds) -> bool:
        """Tell whether the other allows every number that this one allows."""
        return self.meet(other) == self

    def plus(self, other: Bounds) -> Bounds:
        """Add a number of other units."""
        high = None if self.high is None or other.high is None else self.high + other.high
        return Bounds(self.low + other.low, high)


ANY = Bounds(0, None)
NONE = Bounds.exactly(0)
