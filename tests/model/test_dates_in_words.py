"""Dates in words: no more precise than they are, and no less."""

import pytest

from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.dates_in_words import in_words, when_in_words


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-06/2024-08", "between June 2024 and August 2024"),
        ("2024-06-06/2025-01-02", "between 6 June 2024 and 2 January 2025"),
        ("2024-06-06?/2024-06-09~", "between 6 June 2024 (in doubt) and about 9 June 2024"),
        ("2024-06-06%", "about 6 June 2024 (in doubt)"),
        ("20XX", "20XX"),
        ("2024-01-XX", "January 2024"),
        ("2024-XX-XX", "2024"),
        ("[2024-06,2024-07]", "June 2024 or July 2024"),
        ("[2024-06-03,2024-06-05,2024-07-01]", "a day among some from 3 June 2024 to 1 July 2024"),
        ("[..2024-06-03]", "by 3 June 2024"),
        ("[2024-06-03..]", "3 June 2024 or later"),
        ("[..2024-06-03,2024-07-01..]", "one of ..2024-06-03, 2024-07-01.."),
        ("9999-12-31", "31 December 9999"),
    ],
)
def test_a_date_is_said_as_far_as_it_is_known(written: str, said: str) -> None:
    """What is open, rough or in doubt is said to be so."""
    assert said == in_words(ImpreciseDate.parse(written))


@pytest.mark.parametrize(
    ("written", "said"),
    [("2024", "in 2024"), ("2024-08~", "about August 2024"), ("2024-08?", "in August 2024 (in doubt)")],
)
def test_a_sentence_goes_on_with_a_date(written: str, said: str) -> None:
    """On a day, in a month or a year; what is said otherwise already stays so."""
    assert said == when_in_words(ImpreciseDate.parse(written))
