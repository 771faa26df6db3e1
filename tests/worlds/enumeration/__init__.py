"""
Enumerate worlds one by one, to say what the counting ought to answer.

The law. A world gives each unit one status. A count keeps the worlds in which it is true, an event keeps those
in which it was allowed and sets its target there. What no world survives opens a new epoch just before itself:
whoever was named keeps what was last said of it, all others are free again. If that is not enough, every set
of named facts is tried, the smallest first; each fact that some smallest set holds is released.

Nothing here is clever, so that it can be believed: no flow, no closed form, no intervals. Two things make it
quick enough for half a dozen units. Unnamed units cannot be told apart, so a world holds a sorted tuple of them.
And statuses that no item can tell apart are enumerated as one (see `alike`). While nobody has stated how many
units there are, every number up to `roomy` is tried; an end that still grows there has no bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, combinations
from math import comb
from typing import Final, assert_never

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.items import Arrival, Item, Move, Tally
from tests.worlds.enumeration.moves import tell_arrival, tell_move
from tests.worlds.enumeration.picture import Found, Picture
from tests.worlds.enumeration.tallies import tell_tally
from tests.worlds.enumeration.telling import Telling, UndecidedError
from tests.worlds.enumeration.world import alike, mentioned, roomy

__all__ = ["Found", "Picture", "Telling", "UndecidedError", "after", "how_many", "pictures", "widened"]

MOST_WORLDS: Final = 10_000
"""With more worlds than these nobody waits for another item; the comparison ends there."""


def tell(telling: Telling, item: Item) -> None:
    """
    Take one more item.

    Raises:
        UndecidedError: No table would have let the event through, or there are too many worlds to look at.
    """
    if len(telling.worlds) > MOST_WORLDS:
        raise UndecidedError(f"{len(telling.worlds)} worlds before {item.key}")
    match item:
        case Tally():
            tell_tally(telling, item)
        case Move():
            tell_move(telling, item)
        case Arrival():
            tell_arrival(telling, item)
        case _:
            assert_never(item)


def how_many(items: Sequence[Item], *, start: Mapping[str, Status] | None = None) -> int:
    """Tell how many worlds there are before the first item, without making them."""
    start = start or {}
    labels = len(alike(items, start))
    return sum(comb(size + labels - 1, size) for size in range(roomy(items, start) + 1))


def pictures(items: Sequence[Item], *, start: Mapping[str, Status] | None = None) -> Iterator[Picture]:
    """Yield what is known before the first item and after each; stop where the design is silent."""
    telling = Telling.of(items, start=start)
    yield telling.picture()
    for item in items:
        try:
            tell(telling, item)
        except UndecidedError:
            return
        yield telling.picture()


def after(
    items: Sequence[Item], *, start: Mapping[str, Status] | None = None, probes: Sequence[Tally] = ()
) -> Telling:
    """Tell all items."""
    telling = Telling.of(items, start=start, probes=probes)
    for item in items:
        tell(telling, item)
    return telling


def widened(
    items: Sequence[Item], maybe: Sequence[Item], *, start: Mapping[str, Status] | None = None
) -> Picture:
    """
    Answer over every choice of the items that may have happened.

    A provision that some course names, by an item that was applied, was there in the others too, unless it only arrives.
    """
    choices = [c for size in range(len(maybe) + 1) for c in combinations(maybe, size)]
    counts = [item for item in maybe if isinstance(item, Tally)]  # they say who is no unit, applied or not
    courses = [after([*items, *chosen], start=start, probes=counts) for chosen in choices]
    first, *rest = [telling.picture() for telling in courses]
    for one in rest:
        first = first.joined(one)
    possible = dict(first.possible)
    others = courses[-1].others
    for name in _there_all_along(maybe).intersection(possible):
        before = [LIVE if name in others else t.unnamed_may_be() for t in courses if name not in t.names]
        possible[name] = frozenset(chain(possible[name], *before))
    return attrs.evolve(first, possible=possible)


def _there_all_along(maybe: Sequence[Item]) -> set[str]:
    """List whom the items name, without those who only arrive."""
    arriving: set[str] = set()
    others: set[str] = set()
    for item in maybe:
        if isinstance(item, Tally):
            others |= set(mentioned(item)) - arriving
        elif isinstance(item, Move):
            others |= {item.unit} - arriving
        else:
            arriving |= {item.unit} - others
    return others
