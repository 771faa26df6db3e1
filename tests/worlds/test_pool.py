"""
The units that nobody has told apart, held to a list of all shares.

"The possible shares are exactly the integer points with x(S) <= top(S)": whatever happens to a pool, its bounds are
those of the shares written out one by one.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.pool import Pool

AGREED, OPEN, CONTESTED = Status.AGREED, Status.OPEN, Status.CONTESTED
REST: Final = LIVE - {AGREED, OPEN, CONTESTED}
COLUMNS: Final = (frozenset({AGREED}), frozenset({OPEN}), frozenset({CONTESTED}), REST)
MOST: Final = 9

Share = tuple[int, ...]
Step = tuple[str, int, int, int | None]


def shares(size: int) -> set[Share]:
    return {share for share in product(range(size + 1), repeat=len(COLUMNS)) if sum(share) == size}


def taken_one_by_one(share: Share, allowed: int) -> Iterator[Share]:
    for place in range(len(COLUMNS)):
        if allowed >> place & 1 and share[place]:
            yield (*share[:place], share[place] - 1, *share[place + 1 :])


def stepped(worlds: set[Share], step: Step) -> set[Share]:
    kind, column, low, high = step
    if kind == "limited":
        return {w for w in worlds if low <= w[column] and (high is None or w[column] <= high)}
    if kind == "at_least":
        return {w for w in worlds if sum(w) >= low}
    return {left for w in worlds for left in taken_one_by_one(w, low)}


def played(pool: Pool, step: Step) -> Pool | None:
    kind, column, low, high = step
    if kind == "limited":
        return pool.apart(COLUMNS[column]).limited(COLUMNS[column], low, high)
    if kind == "at_least":
        return pool.at_least(low)
    return pool.without_one([s for place, c in enumerate(COLUMNS) if low >> place & 1 for s in c])


limits = st.builds(
    lambda column, low, more: ("limited", column, low, None if more is None else low + more),
    st.integers(0, len(COLUMNS) - 1),
    st.integers(0, 3),
    st.none() | st.integers(0, 3),
)
namings = st.builds(lambda allowed: ("without_one", 0, allowed, None), st.integers(1, 15))
floors = st.builds(lambda number: ("at_least", 0, number, None), st.integers(0, 4))
steps = st.lists(limits | limits | namings | floors, max_size=7)


@given(st.integers(0, 5), steps)
def test_a_pool_of_known_size_is_the_list_of_its_shares(size: int, told: list[Step]) -> None:
    """Counts and namings leave the same numbers as striking shares off a list."""
    pool, worlds = Pool.of(size), shares(size)
    for step in told:
        after, worlds = played(pool, step), stepped(worlds, step)
        assert (after is None) == (not worlds)
        if after is None:
            return
        pool = after
        for mask in range(1 << len(COLUMNS)):
            numbers = [sum(n for place, n in enumerate(w) if mask >> place & 1) for w in worlds]
            statuses = frozenset().union(*(c for place, c in enumerate(COLUMNS) if mask >> place & 1))
            assert pool.bounds(statuses) == Bounds(min(numbers), max(numbers))


@given(steps)
def test_a_pool_of_unknown_size_holds_every_size(told: list[Step]) -> None:
    """Each size that somebody may state later is allowed just if some share of it has survived."""
    pool = Pool.of(None)
    worlds = {size: shares(size) for size in range(MOST)}
    gone = 0
    for step in told:
        after = played(pool, step)
        worlds = {size: stepped(of_size, step) for size, of_size in worlds.items()}
        gone += step[0] == "without_one"
        if after is None:
            assert not any(worlds.values())
            return
        pool = after
    for size, of_size in worlds.items():
        settled = pool.settled(size - gone) if size >= gone else None
        assert (settled is not None) == bool(of_size)
        for place, column in enumerate(COLUMNS if settled else ()):
            numbers = [w[place] for w in of_size]
            assert settled is not None
            assert settled.bounds(column) == Bounds(min(numbers), max(numbers))


def test_a_known_size_stays() -> None:
    """Once stated, a denominator can only be repeated."""
    pool = Pool.of(3)

    assert pool.settled(3) == pool
    assert pool.settled(4) is None


def test_to_tell_apart_what_is_apart_changes_nothing() -> None:
    """Only a new distinction makes new columns."""
    pool = Pool.of(3).apart(frozenset({AGREED}))

    assert pool.apart(frozenset({AGREED})) is pool


@pytest.mark.parametrize("size", [16, 16_000_000])
def test_a_pool_is_as_large_as_its_distinctions(size: int) -> None:
    """Sixteen million units take no more room than sixteen."""
    pool = Pool.of(size).apart(frozenset({AGREED})).limited(frozenset({AGREED}), 1, None)

    assert pool is not None
    assert len(pool.top) == 4
    assert pool.bounds(frozenset({AGREED})) == Bounds(1, size)
