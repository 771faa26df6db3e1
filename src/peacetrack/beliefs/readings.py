"""Readings: what may have been otherwise about one subject, taken together.

The law: all alternatives of one subject (orders that nobody told, events that may have happened, denials, branches of what
speakers say) are one set, and of it at most 64 readings are followed. Beyond that each alternative is taken by itself, all
others as they come first; then the readings are not all there are, and whoever answers from them says that it is not exact.

Examples:
    Two events in either order, and a report with and without its denial:

    >>> readings_of([2, 2])
    Readings(choices=((0, 0), (0, 1), (1, 0), (1, 1)), exact=True)

    Seven such pairs would be 128 readings; each by itself, they are eight:

    >>> found = readings_of([2] * 7)
    >>> len(found.choices), found.exact
    (8, False)
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from math import prod
from typing import Final

import attrs

MOST_READINGS: Final = 64
#: What stands beside an answer that may be wider than it need be, or lack what too many readings would show.
NOT_EXACT: Final = "(not exact)"


@attrs.frozen
class Readings:
    """
    The readings that are followed of one subject.

    Attributes:
        choices: Of each reading the number of the alternative that it takes, for each thing that may have been otherwise.
        exact: These are all.
    """

    choices: tuple[tuple[int, ...], ...]
    exact: bool


def readings_of(sizes: Sequence[int]) -> Readings:
    """
    Combine what may have been otherwise.

    Args:
        sizes: How many alternatives each of these things has, at least one.
    """
    if prod(sizes) <= MOST_READINGS:
        return Readings(tuple(product(*map(range, sizes))), exact=True)
    as_it_comes = (0,) * len(sizes)
    alone = (
        (*as_it_comes[:place], number, *as_it_comes[place + 1 :])
        for place, size in enumerate(sizes)
        for number in range(1, size)
    )
    return Readings((as_it_comes, *alone), exact=False)
