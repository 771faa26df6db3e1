"""Numbers that depend on how many units there are, held to plain tables of values."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.envelope import SIZE, Envelope, at, least, peak, sizes_where

FAR = 60


@st.composite
def envelopes(draw: st.DrawFn) -> Envelope:
    lines = draw(st.dictionaries(st.integers(-2, 3), st.integers(-9, 9), min_size=1, max_size=4))
    return Envelope(tuple(sorted(lines.items())))


@st.composite
def sizes(draw: st.DrawFn) -> Bounds:
    low = draw(st.integers(0, 5))
    return Bounds(low, draw(st.none() | st.integers(low, 20)))


amounts = envelopes() | st.integers(-9, 9)


@given(amounts, amounts, st.integers(0, FAR))
def test_sums_and_minima_hold_at_every_size(one: Envelope | int, two: Envelope | int, size: int) -> None:
    """To add or compare two numbers and then put in the size is the same as the other way round."""
    assert at(one + two, size) == at(one, size) + at(two, size)
    assert at(least(one, two), size) == min(at(one, size), at(two, size))


def test_the_size_is_itself() -> None:
    """One more than the size is one more than the size."""
    assert at(1 + SIZE, 6) == 7
    assert [2, 3, 3] == [at(least(3, SIZE), size) for size in (2, 3, 4)]


@given(amounts, sizes())
def test_the_sizes_where_a_number_is_not_negative(amount: Envelope | int, within: Bounds) -> None:
    """A condition keeps exactly the sizes at which it holds."""
    kept = sizes_where(amount, within)

    for size in range(FAR):
        assert (size in within and at(amount, size) >= 0) == (kept is not None and size in kept)


@given(amounts, sizes())
def test_the_peak_is_the_greatest_value(amount: Envelope | int, within: Bounds) -> None:
    """Over some sizes a number has a greatest value, or grows for ever."""
    values = [at(amount, size) for size in range(FAR) if size in within]
    endless = within.high is None and values[-1] > values[-2]

    assert peak(amount, within) == (None if endless else max(values))
