"""Readings: all that may have been otherwise about one subject, up to a limit."""

from __future__ import annotations

import pytest

from peacetrack.beliefs.readings import MOST_READINGS, readings_of


def test_what_has_no_alternative_is_read_in_one_way() -> None:
    """One reading, of nothing or of what could not have been otherwise."""
    assert [((),), ((0, 0),)] == [readings_of(sizes).choices for sizes in ([], [1, 1])]


@pytest.mark.parametrize("sizes", [[2] * 6, [4, 4, 4], [64], [8, 8]])
def test_up_to_the_limit_every_combination_is_followed(sizes: list[int]) -> None:
    """Sixty-four readings are all there are, each once."""
    found = readings_of(sizes)

    assert (MOST_READINGS, True) == (len({*found.choices}), found.exact)


@pytest.mark.parametrize("sizes", [[2] * 7, [5, 13], [65], [2, 33]])
def test_beyond_the_limit_each_alternative_is_taken_by_itself(sizes: list[int]) -> None:
    """Each of them occurs, beside the others as they come first; and it is said that these are not all."""
    found = readings_of(sizes)

    assert not found.exact
    assert all(sum(map(bool, choice)) <= 1 for choice in found.choices)
    assert [{*range(size)} for size in sizes] == [{*numbers} for numbers in zip(*found.choices, strict=True)]
