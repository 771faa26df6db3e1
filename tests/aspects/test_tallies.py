"""What a count states, and what it leaves out."""

from __future__ import annotations

import datetime as dt

import pytest

from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import COUNT_STATUSES, REMAINING, CountStated, Numbers, Quantity
from peacetrack.model.ids import EventId, ProvisionId
from tests.aspects.stories import BORDERS, TREATY

THIRTEEN = Quantity(low=13, high=13)


@pytest.mark.parametrize(
    ("quantity", "text"),
    [
        (THIRTEEN, "13"),
        (Quantity(low=2), "at least 2"),
        (Quantity(high=3), "at most 3"),
        (Quantity(low=2, high=3), "2 to 3"),
        (Quantity(approx=70), "about 70"),
        (Quantity(low=1, high=1, ids=(BORDERS,)), "borders"),
        (Quantity(ids=(BORDERS, ProvisionId("transit"))), "borders, transit"),
        (Quantity(rest=True), "the rest"),
        (Quantity(more_than=dt.date(2024, 6, 1)), "more than on 2024-06-01"),
    ],
)
def test_a_number_is_shown_as_it_was_stated(quantity: Quantity, text: str) -> None:
    """What was only bounded, rounded or listed is not shown as exact."""
    assert text == str(quantity)


def test_a_count_states_only_the_numbers_it_gives() -> None:
    """In the order of the statuses, `remaining` last; a zero is stated, too."""
    none = Quantity(low=0, high=0)
    count = CountStated(id=EventId("c"), instrument=TREATY, remaining=none, agreed=THIRTEEN, of=16)

    assert (("agreed", THIRTEEN), ("remaining", none)) == count.numbers
    assert count.numbers == Numbers(remaining=none, agreed=THIRTEEN, of=16).numbers
    assert () == Numbers(of=16).numbers


def test_a_count_can_speak_of_every_status() -> None:
    """And of what is live and not agreed."""
    stated = Numbers(**dict.fromkeys(COUNT_STATUSES, THIRTEEN))  # type: ignore[arg-type]  # mypy does not know the names

    assert [*Status, REMAINING] == [name for name, _ in stated.numbers]


def test_a_count_is_the_word_of_the_one_who_states_it() -> None:
    """Saying it is all there is to it."""
    assert CountStated.is_testimony
