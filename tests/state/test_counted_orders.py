"""What two orders of counts make of numbers and of provisions, in every particular."""

from __future__ import annotations

import pytest

import peacetrack as pt
from peacetrack.checks.checking import findings
from peacetrack.model.problems import Severity
from peacetrack.state.counted import differences_of_orders
from tests.build import log_with


def test_every_number_and_every_provision_that_differs_is_named() -> None:
    """The first is what a finding shows; the others follow from the same two orders, and a provision by its name."""
    line = pt.timeline(
        log_with(
            "event: count_stated, date: 2024-06, agreed: [borders], of: 2",
            "event: count_stated, date: 2024-06-01/2024-06-29, agreed: [courts], of: 2",
        )
    )
    (population,) = line.entries
    (group,) = line.ordered.orders(population).groups
    found = [*differences_of_orders(line, population, group)]

    assert any("'borders'" in first for first, _ in found)
    assert any("'courts'" in first for first, _ in found)


def test_a_provision_that_both_orders_leave_alike_is_not_named() -> None:
    """`borders` is agreed in either order, `courts` in one of them: what is said is said of `courts` alone."""
    line = pt.timeline(
        log_with(
            "event: count_stated, date: 2024-06, agreed: [borders], of: 2",
            "event: count_stated, date: 2024-06-01/2024-06-29, agreed: [borders, courts], of: 2",
        )
    )
    (population,) = line.entries
    (group,) = line.ordered.orders(population).groups
    found = [first for first, _ in differences_of_orders(line, population, group)]

    assert not any("'borders'" in first for first in found)
    assert any("'courts'" in first for first in found)


@pytest.mark.parametrize(
    ("undated", "dated", "says"),
    [
        (
            "event: count_stated, agreed: 3, of: 16",
            "event: count_stated, agreed: 5, of: 16",
            "3 articles agreed",
        ),
        (
            "event: count_stated, agreed: 0, of: 16",
            "event: provision_agreed, provision: borders",
            "0 articles agreed",
        ),
        (
            "event: provision_opened, provision: borders",
            "event: provision_deferred, provision: borders",
            "open",
        ),
    ],
)
def test_an_event_with_an_open_date_takes_its_place_and_that_is_noted(
    undated: str, dated: str, says: str
) -> None:
    """Nobody told on which day it was: it stands where its last possible day puts it, and the other order is shown."""
    state = pt.replay(log_with(f"id: a, {undated}", f"id: b, {dated}, date: 2024-06-01"))
    (noted,) = (one for one in findings(state) if one.code == "order-matters")

    assert Severity.NOTE is noted.severity
    assert f": {says} in this order, " in noted.message
    assert noted.message.endswith("One has an open date, and this order is taken.")


@pytest.mark.parametrize(
    ("undated", "dated"),
    [
        ("event: count_stated, agreed: 4, of: 16", "event: count_stated, agreed: 4, of: 16"),
        (
            "event: count_stated, agreed: 4, of: 16, by: armenia",
            "event: count_stated, agreed: 5, of: 16, by: azerbaijan",
        ),
        ("event: count_stated, agreed: {min: 1}, of: 16", "event: count_stated, agreed: {max: 9}, of: 16"),
    ],
)
def test_an_open_date_is_not_noted_where_nothing_hangs_on_it(undated: str, dated: str) -> None:
    """Counts that hold together commute, and those of different speakers are never put in order."""
    state = pt.replay(log_with(f"id: a, {undated}", f"id: b, {dated}, date: 2024-06-01"))

    assert [] == [one for one in findings(state) if one.code == "order-matters"]


def test_orders_that_agree_differ_in_nothing() -> None:
    """Two counts of the same number in either order: neither a number nor a provision is named."""
    line = pt.timeline(
        log_with(
            "event: count_stated, date: 2024-06, agreed: 1, of: 2",
            "event: count_stated, date: 2024-06-01/2024-06-29, agreed: 2, of: 2",
            "event: count_stated, date: 2024-07-05, agreed: 2, of: 2",
        )
    )
    (population,) = line.entries
    groups = line.ordered.orders(population).groups

    assert [[]] == [[*differences_of_orders(line, population, group)] for group in groups]


def test_an_order_that_a_day_cuts_otherwise_is_not_followed() -> None:
    """By a day on which only the later of two had surely happened, the order in which it was the first is cut by the day."""
    line = pt.timeline(
        log_with(
            "id: one, event: count_stated, date: 2024-06, agreed: 1, of: 2",
            "id: two, event: count_stated, date: 2024-06-01/2024-06-20, agreed: 2, of: 2",
        )
    )

    assert "1 to 2 of 2 articles agreed" == str(line.at("2024-06-25").count("treaty"))
    assert "1 to 2 of 2 articles agreed" == str(line.at("2024-06-30").count("treaty"))


def test_an_open_date_is_not_noted_where_a_later_count_settles_it() -> None:
    """Which of two counts came first no longer matters once a third says how many there are."""
    state = pt.replay(
        log_with(
            "event: count_stated, date: ../2024-07-01, agreed: 3, of: 16",
            "event: count_stated, date: 2024-06-01, agreed: 5, of: 16",
            "event: count_stated, date: 2024-08-01, agreed: 6, of: 16",
        )
    )

    assert [] == [one for one in findings(state) if one.code == "order-matters"]
