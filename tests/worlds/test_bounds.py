"""What it means that a number is known only to lie between two ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.worlds import Bounds


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low = draw(st.integers(0, 6))
    return Bounds(low, draw(st.none() | st.integers(low, 8)))


def test_a_number_is_written_as_one_would_say_it() -> None:
    """A known number is a number, a range names both ends, and an open one only the lower."""
    said = [str(b) for b in (Bounds.exactly(13), Bounds(0, 3), Bounds(1, None))]

    assert said == ["13", "0 to 3", "at least 1"]


def test_no_number_of_units_is_negative() -> None:
    """Fewer than no units cannot be meant."""
    with pytest.raises(ValueError, match="a number of units cannot be negative: -1"):
        Bounds(-1, 3)


def test_the_ends_are_in_order() -> None:
    """From three to two there is no number."""
    with pytest.raises(ValueError, match="the lower end 3 is above the upper end 2"):
        Bounds(3, 2)


@given(bounds(), bounds())
def test_a_meet_holds_what_both_allow(one: Bounds, two: Bounds) -> None:
    """Two statements about one number leave the numbers that both allow."""
    both = one.meet(two)

    assert [n in one and n in two for n in range(12)] == [both is not None and n in both for n in range(12)]


@given(bounds(), bounds())
def test_a_span_holds_what_either_allows_and_no_wider_ends(one: Bounds, two: Bounds) -> None:
    """Two answers of which one is right are spanned from the lowest end to the highest."""
    span = one.span(two)

    assert one.within(span)
    assert two.within(span)
    assert span.low in (one.low, two.low)
    assert span.high in (one.high, two.high)


@given(bounds(), bounds())
def test_a_sum_adds_the_ends(one: Bounds, two: Bounds) -> None:
    """Units of two kinds together are as many as both numbers allow."""
    total = one.plus(two)

    assert total.low == one.low + two.low
    assert (total.high is None) == (one.high is None or two.high is None)
    assert total.high is None or total.high == (one.high or 0) + (two.high or 0)


@given(bounds(), bounds())
def test_within_is_what_it_says(one: Bounds, two: Bounds) -> None:
    """An answer entails a statement if the statement allows each of its numbers."""
    assert one.within(two) == (
        all(n in two for n in range(10, -1, -1) if n in one) and (two.high is None or one.high is not None)
    )
