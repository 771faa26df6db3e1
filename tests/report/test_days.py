"""The days of the report: where the slider stops, and that each stop says what `peacetrack status` says."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given

from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.questions.every import figures_of
from peacetrack.report.html.answered import LONGEST, AnswersShown, titled
from peacetrack.report.html.page import report_page
from peacetrack.state.timeline import State, timeline
from peacetrack.testing.strategies import logs
from peacetrack.yaml.files.loader import load
from tests.build import log_with
from tests.profile import most
from tests.report.reading import FIXTURES, last_day, page_of


def answered(state: State) -> set[tuple[str, str, str]]:
    """
    Answer every question, as the page words it: what is asked, of what, and the answer without its details.

    Of a gate, of which a demand for no step in particular changes the words alone, there is no more than that it is asked.
    """
    found = [(question.title_of(subject), answer) for question, subject, answer in figures_of(state)]
    return {
        (what, titled(state, of), _short(str(answer)) if answer.decisive is None else "")
        for (what, of), answer in found
    }


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}…"


def shown_on(spans: tuple[AnswersShown, ...], day: dt.date) -> set[tuple[str, str, str]]:
    """Give the answers that the page shows on a day."""
    return {
        (one.what, span.of, span.text if one.question != "gate" else "")
        for one in spans
        for span in one.answers
        if (span.since or day) <= day <= (span.until or day)
    }


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_each_stop_answers_every_question(folder: Path) -> None:
    """On each day at which the slider stops the page shows what the questions of the one list answer on it, and no more."""
    log = load(folder)
    page, line = page_of(log), timeline(log)

    assert len(page.stops) > 30
    for stop in page.stops[:-1]:
        assert stop.day
        assert answered(line.at(stop.day)) == shown_on(page.spans, stop.day)


@given(logs())
def test_each_stop_of_any_log_answers_every_question(log: Log) -> None:
    """The same of drawn logs: whatever lapses, is reopened or withdrawn is shown as long as the list names it."""
    page, line = report_page(log), timeline(log)
    for stop in page.stops[:-1]:
        if stop.day:
            assert answered(line.at(stop.day)) == shown_on(page.spans, stop.day)


def test_what_the_list_does_not_name_is_not_shown() -> None:
    """From the draft on there is something to say of a gate; when the last point is settled, nothing more of what is open."""
    log = log_with(
        "event: draft_sent, instrument: treaty, by: armenia, to: azerbaijan, date: 2024-05-01",
        "event: count_stated, agreed: 1, open: 1, of: 2, date: 2024-06-01",
        "event: count_stated, agreed: 2, of: 2, date: 2024-07-01",
    )
    page, line = page_of(log), timeline(log)
    shown = {stop.day: shown_on(page.spans, stop.day) for stop in page.stops if stop.day}
    gate, of_open = ("gate", "signature of treaty (the agreed part)", ""), "count of open"

    assert {day: answered(line.at(day)) for day in shown} == shown
    assert [True, True, True] == [gate in found for found in shown.values()]
    assert [False, True, False] == [any(what == of_open for what, *_ in found) for found in shown.values()]


@given(logs())
def test_between_two_stops_nothing_changes(log: Log) -> None:
    """Every day between two stops of the slider is answered like the first of them."""
    line = timeline(log)
    for stop in report_page(log).stops[:-1]:
        if stop.day and stop.until and stop.until > stop.day:
            for other in (stop.day + (stop.until - stop.day) // 2, stop.until):
                assert answered(line.at(stop.day)) == answered(line.at(other))


@pytest.mark.parametrize("folder", most(FIXTURES[::-1]), ids=lambda folder: folder.name)
def test_stops_follow_each_other(folder: Path) -> None:
    """Each stop ends on the day before the next one begins; the last is the end of the log."""
    days = page_of(load(folder)).stops

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
    overdue = "overdue: the day for which it was made has passed"

    assert [dt.date(2024, 5, 1), dt.date(2024, 6, 1), dt.date(2024, 6, 2), None] == [
        stop.day for stop in page_of(log).stops
    ]
    assert overdue in last_day(log, as_of="2024-06-01").offers[0].notes
    assert overdue not in last_day(log, as_of="2024-06-02").offers[0].notes


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

    assert [dt.date(2024, 5, 1), dt.date(2024, 6, 1)] == [stop.day for stop in page.stops]
    assert "2024-06-01" == page.last.text
    assert (1, 1) == (len(page.events), len(page.claims))


def test_an_empty_log_has_one_day() -> None:
    """Nothing has happened: the report has the end of the log, and says that nothing is on record."""
    page = page_of(log_with())

    assert ("talks", 1, (), ()) == (page.title, len(page.stops), page.grids, page.claims)
    assert not page.last.instruments[0].accounts[0].is_stated


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
    assert [False, True] == [stated.is_stated for stated in page.last.instruments[0].accounts[:2]]


def test_what_does_not_fit_together_is_told_once() -> None:
    """Findings about dates, numbers and passed gates stand in the report, each once."""
    log = log_with(
        "event: condition_set, id: maps, by: azerbaijan, what: Maps first, gate: {signature: treaty}, date: 2024-01-01",
        "event: signed, instrument: treaty, by: [armenia, azerbaijan], date: 2024-05-01",
    )
    (finding,) = page_of(log).findings

    assert finding.startswith("The signature of treaty was passed although there stood before it:")
