"""A report holds its answers once: twice the demands on twice the days are about twice the page, and not four times."""

from __future__ import annotations

import datetime as dt

from peacetrack.report.html.rendering import report_html
from tests.build import CAST, log_with

FIRST = dt.date(2024, 1, 1)


def of_demands(number: int) -> int:
    """Give the size of the report of so many demands on as many days."""
    log = log_with(
        *(
            f"event: condition_set, by: armenia, of: azerbaijan, what: Demand {n}, gate: {{signature: treaty}}, date: {FIRST + dt.timedelta(n)}"
            for n in range(number)
        )
    )
    return len(report_html(log))


def of_parties(number: int) -> int:
    """Give the size of the report of so many parties, each with a rule of its own."""
    names = [f"a{n}" for n in range(number)]
    cast = CAST.replace(
        "actors:\n", "actors:\n" + "".join(f"  {one}: {{role: negotiating_party}}\n" for one in names)
    )
    log = log_with(
        *(
            f"event: principle_invoked, by: {one}, principle: early_harvest, instrument: treaty, date: {FIRST + dt.timedelta(n)}"
            for n, one in enumerate(names)
        ),
        "event: count_stated, by: armenia, agreed: 13, of: 16, date: 2024-12-01",
        cast=cast,
    )
    return len(report_html(log))


def test_a_page_grows_with_its_demands_and_not_with_their_square() -> None:
    """What is added by the second half is about what is added by the first."""
    small, middle, large = map(of_demands, (20, 40, 80))

    assert large - middle < 2.6 * (middle - small)


def test_a_page_grows_with_its_parties_and_not_with_their_square() -> None:
    """Each party's account shows its own rule, and everyone's shows all of them."""
    small, middle, large = map(of_parties, (8, 16, 32))

    assert large - middle < 2.6 * (middle - small)


def test_of_very_many_events_behind_an_answer_the_last_are_named() -> None:
    """A number that rests on twenty agreements leads to the last twelve of them, and says that there are more."""
    names = [f"p{n}" for n in range(20)]
    cast = CAST.replace(
        "      courts: {kind: article}\n", "".join(f"      {one}: {{kind: article}}\n" for one in names)
    )
    agreed = (
        f"event: provision_agreed, provision: {one}, date: {FIRST + dt.timedelta(n)}"
        for n, one in enumerate(names)
    )

    assert "<i>the last 12 of 20</i>" in report_html(log_with(*agreed, cast=cast))
