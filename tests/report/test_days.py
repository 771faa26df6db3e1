"""The days of the report: where the slider stops, and that each stop says what `peacetrack status` says."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.report.html.page import report_page
from peacetrack.report.text import status_lines
from peacetrack.state.timeline import State, replay, timeline
from peacetrack.testing.strategies import logs
from peacetrack.yaml.files.loader import load
from tests.build import log_with
from tests.profile import most
from tests.report.reading import FIXTURES, last_day, lines, page_of


def status(state: State) -> list[str]:
    return [line.text.strip() for line in status_lines(state) if line.text]


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_each_day_says_what_status_says(folder: Path) -> None:
    """The state in full is, line by line, what `peacetrack status --as-of` tells of the day."""
    log = load(folder)
    page = page_of(log)

    assert len(page.days) > 30
    for day in page.days:
        assert status(replay(log, as_of=day.day)) == list(lines(day.status))


@given(logs())
def test_between_two_stops_nothing_changes(log: Log) -> None:
    """Every day between two stops of the slider is answered like the first of them."""
    line = timeline(log)
    for day in report_page(log).days[:-1]:
        if day.day and day.until and day.until > day.day:
            for other in (day.day + (day.until - day.day) // 2, day.until):
                assert status(line.at(day.day))[1:] == status(line.at(other))[1:]


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_stops_follow_each_other(folder: Path) -> None:
    """Each stop ends on the day before the next one begins; the last is the end of the log."""
    days = page_of(load(folder)).days

    assert (None, None) == (days[-1].day, days[-1].until)
    for day, after in pairwise(days[:-1]):
        assert day.day
        assert after.day
        assert day.day < after.day
        assert after.day - dt.timedelta(1) == day.until


def test_an_offer_whose_day_passes_is_a_stop() -> None:
    """On the day after the one for which it was made an unanswered offer is overdue, though nothing happened."""
    log = log_with(
        "id: offer, event: proposal_made, by: armenia, offer: Sign soon, date: 2024-05-01, for: 2024-05-31",
        "event: proposal_renewed, proposal: offer, by: armenia, date: 2024-06-02, for: 2024-06/..",
    )
    days = {day.day: day for day in page_of(log).days}

    assert [dt.date(2024, 5, 1), dt.date(2024, 6, 1), dt.date(2024, 6, 2), None] == list(days)
    assert "overdue: the day for which it was made has passed" in days[dt.date(2024, 6, 1)].offers[0].notes
    assert not any("overdue" in note for note in days[dt.date(2024, 6, 2)].offers[0].notes)


def test_the_report_ends_with_the_day_that_was_asked_for() -> None:
    """What comes after `as_of` is no stop, no event of the record and no claim."""
    log = log_with(
        "event: provision_agreed, provision: borders, date: 2024-05-01",
        "event: provision_agreed, provision: courts, date: 2024-07-01",
        claims=[
            "as_of: 2024-05-02, says: {provision: {id: borders, is: agreed}}",
            "as_of: 2024-08-01, says: {provision: {id: courts, is: agreed}}",
            "date: 2024-08-01, by: armenia, says: {provision: {id: courts, is: agreed}}",
        ],
    )
    page = page_of(log, as_of="2024-06-01")

    assert [dt.date(2024, 5, 1), dt.date(2024, 6, 1)] == [day.day for day in page.days]
    assert "2024-06-01" == page.days[-1].text
    assert (1, 1) == (len(page.events), len(page.claims))


def test_an_empty_log_has_one_day() -> None:
    """Nothing has happened: the report has the end of the log, and says that nothing is on record."""
    page = page_of(log_with())

    assert ("talks", 1, (), ()) == (page.title, len(page.days), page.grids, page.claims)
    assert not page.days[0].instruments[0].accounts[0].is_stated


def test_the_account_that_is_asked_for_stands_first() -> None:
    """Everyone's account, each party's and common ground stand side by side with the one that was asked for."""
    log = log_with("event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01")
    texts = last_day(log, account="armenia,azerbaijan").instruments

    assert ["Armenia, Azerbaijan", "Everyone", "Armenia", "Azerbaijan", "Common ground"] == [
        stated.account for stated in texts[0].accounts
    ]


def test_a_choice_of_events_is_an_account() -> None:
    """A function that chooses events is one word, like in `replay`."""
    log = log_with("event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01")
    page = report_page(log, Query(account=lambda event: event.kind != "count_stated"))

    assert "A choice of events" == page.account
    assert [False, True] == [stated.is_stated for stated in page.days[-1].instruments[0].accounts[:2]]


def test_what_does_not_fit_together_is_told_once() -> None:
    """Findings about dates, numbers and passed gates stand in the report, each once."""
    log = log_with(
        "event: condition_set, id: maps, by: azerbaijan, what: Maps first, gate: {signature: treaty}, date: 2024-01-01",
        "event: signed, instrument: treaty, by: [armenia, azerbaijan], date: 2024-05-01",
    )
    (finding,) = page_of(log).findings

    assert finding.startswith("The signature of treaty was passed although there stood before it:")
