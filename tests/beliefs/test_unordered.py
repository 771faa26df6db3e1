"""Every order that events may have had, up to a limit."""

from __future__ import annotations

import pytest

from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.beliefs.unordered import MOST_PAIRS, Orders, orders_of
from peacetrack.beliefs.view import View, take
from peacetrack.checks.play import suppose
from tests.build import log_with


def view_of(*dates: str) -> View:
    """Tell one thing of each of these dates; no two are written alike."""
    return take(
        log_with(
            *(
                f"id: e{number}, event: statement_made, {f'date: {date}' if date else 'note: some day'}"
                for number, date in enumerate(dates)
            )
        )
    )


def all_orders(view: View) -> Orders:
    return orders_of(view, range(len(view.events)), lambda one, other: one != other)


def some_day(number: int, month: str = "2024-06") -> str:
    """Give a date that is written as no other of the same month, and allows its last days."""
    return f"{month}-{number + 1:02}/{month}-28"


@pytest.mark.parametrize(
    ("size", "number", "exact"), [(2, 2, True), (3, 6, True), (4, 24, True), (5, 5, False), (6, 6, False)]
)
def test_up_to_four_every_order_and_of_more_each_once_as_the_last(
    size: int, number: int, *, exact: bool
) -> None:
    """Four events that overlap have twenty-four orders; of five each is once the last, which is not all there is."""
    found = all_orders(view_of(*map(some_day, range(size))))

    assert (number, exact) == (len(found.orders), found.exact)
    assert tuple(range(size)) == found.orders[0]
    assert {*range(size)} == {order[-1] for order in found.orders}
    assert (tuple(range(size)),) == found.groups


@pytest.mark.parametrize(("months", "number", "exact"), [(2, 36, True), (3, 1 + 3 * 5, False)])
def test_several_groups_are_one_set_of_readings(months: int, number: int, *, exact: bool) -> None:
    """Two groups of three have thirty-six readings; of three groups, each order is taken by itself."""
    dates = [some_day(day, f"2024-{month:02}") for month in range(1, months + 1) for day in range(3)]
    found = all_orders(view_of(*dates))

    assert (months, number, exact) == (len(found.groups), len(found.orders), found.exact)
    assert number <= MOST_READINGS


def test_dates_that_do_not_overlap_are_in_order() -> None:
    """What was over before the other began came first; a chain of overlaps keeps what its ends tell."""
    found = all_orders(view_of("2024-06-01/2024-06-10", "2024-06-05/2024-06-15", "2024-06-12/2024-06-20"))

    assert {(0, 1, 2), (1, 0, 2), (0, 2, 1)} == {*found.orders}
    assert all_orders(view_of("2024-06-01", "2024-06-02/2024-06-04", "2024-06-05")) == Orders(((0, 1, 2),))


def test_an_open_end_takes_its_place() -> None:
    """Some day up to June, some day since May, and no day: none of these is in a group."""
    found = all_orders(view_of("../2024-06", "2024-05-01/2024-06-29", "2024-05/..", ""))

    assert () == found.groups


def test_what_is_supposed_comes_when_it_is_supposed() -> None:
    """A scenario tells its events after those of the log."""
    log = log_with("id: e0, event: talks_suspended, date: 2024-06-01/2024-06-28")
    again = log_with("id: e1, event: talks_resumed, date: 2024-06-02/2024-06-28").events
    view = suppose(log, again).timeline.view

    assert () == all_orders(view).groups


def test_very_many_that_overlap_are_one_group() -> None:
    """So many pairs are compared and no more; then whatever overlaps belongs together, and not all orders are followed."""
    size = 3 * MOST_PAIRS
    view = view_of(*(f"2024-{month:02}-{day:02}/2025-12-31" for month in range(1, 8) for day in range(1, 29)))
    asked: list[tuple[int, int]] = []

    def clash(one: int, other: int) -> bool:
        asked.append((one, other))
        return False

    found = orders_of(view, range(size), clash)

    assert len(asked) <= MOST_PAIRS * size
    assert found.groups
    assert not found.exact
    assert len(found.orders) <= MOST_READINGS + 1


def test_what_an_author_put_in_order_is_not_compared() -> None:
    """Entries of one date in one file are compared with others alone: many of one year cost no more than they are."""
    view = view_of(*["2024"] * 50, "2024-06/2024-07")
    asked: list[set[int]] = []

    def clash(one: int, other: int) -> bool:
        asked.append({one, other})
        return False

    assert () == orders_of(view, range(51), clash).groups
    other = next(place for place, event in enumerate(view.events) if str(event.date) != "2024")
    assert 50 == len(asked)
    assert all(other in pair for pair in asked)
