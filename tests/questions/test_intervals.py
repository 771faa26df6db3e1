"""Since when each subject has had the status that it has."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given

from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.tallies import COUNT_STATUSES
from peacetrack.beliefs.accounts import UnknownActorError
from peacetrack.log.log import Log
from peacetrack.questions.intervals import ChangeDays, Interval, intervals
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import timeline
from peacetrack.testing.strategies import logs
from tests.build import log_with

DEMAND = "id: law, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: Change it"


def of(subject: str, *events: str, account: str = "everyone", until: dt.date | None = None) -> list[Interval]:
    line = timeline(log_with(*events))
    return [one for one in intervals(line, account=account, until=until) if one.subject == subject]


def test_an_interval_ends_the_day_before_the_next_begins() -> None:
    """A demand that was raised in January and met in March was raised until the day before."""
    first, second = of(
        "law", DEMAND, "id: done, event: condition_met, date: 2024-03-01, by: azerbaijan, condition: law"
    )

    assert ("raised", dt.date(2024, 1, 10), dt.date(2024, 2, 29), ("law",)) == (
        first.status,
        first.since,
        first.until,
        first.because,
    )
    assert ("met", dt.date(2024, 3, 1), None, ("done",)) == (
        second.status,
        second.since,
        second.until,
        second.because,
    )


def test_what_may_have_begun_is_not_certain() -> None:
    """A demand of some day in January may stand from the first of the month, and stands from its last day."""
    first, second = of("law", DEMAND.replace("2024-01-10", "2024-01"))

    assert (False, dt.date(2024, 1, 1), dt.date(2024, 1, 30)) == (first.certain, first.since, first.until)
    assert (True, dt.date(2024, 1, 31)) == (second.certain, second.since)


def test_nobody_knows_since_when() -> None:
    """Of a demand that is only known to be older than a day no first day is known."""
    first, _ = of("law", DEMAND.replace("2024-01-10", "../2024-01-10"))

    assert (None, False) == (first.since, first.certain)


def test_an_answer_with_several_statuses_has_no_status() -> None:
    """Between the first and the last possible day of an answer, both statuses are possible."""
    middle = of("law", DEMAND, "event: condition_rejected, date: 2024-02, by: armenia, condition: law")[1]

    assert (("raised", "rejected"), None) == (middle.possible, middle.status)


def test_a_provision_of_which_nothing_is_known_is_in_no_interval() -> None:
    """Of borders something is told, of transit nothing."""
    event = "event: provision_agreed, provision: borders, date: 2024-02-01"

    assert ["agreed"] == [one.status for one in of("borders", event)]
    assert [] == of("transit", event)


def test_a_restatement_begins_nothing() -> None:
    """What is said again stays as it is."""
    (only,) = of("law", DEMAND, "event: condition_restated, date: 2024-02-01, by: azerbaijan, condition: law")

    assert ("law",) == only.because


def test_no_day_after_the_last_that_is_looked_at() -> None:
    """What comes later was not known then."""
    met = "event: condition_met, date: 2024-03-01, by: azerbaijan, condition: law"

    assert ["raised"] == [one.status for one in of("law", DEMAND, met, until=dt.date(2024, 2, 1))]


def test_an_account_has_intervals_of_its_own() -> None:
    """Armenia says that it was met; in Azerbaijan's account it still stands."""
    met = "event: condition_met, date: 2024-03-01, by: armenia, condition: law"

    assert ["raised", "met"] == [one.status for one in of("law", DEMAND, met, account="armenia")]
    assert ["raised"] == [one.status for one in of("law", DEMAND, met, account="azerbaijan")]
    with pytest.raises(UnknownActorError):
        intervals(timeline(log_with(DEMAND)), account="nobody")


@given(logs(claimed=False))
def test_intervals_say_what_the_timeline_says(log: Log) -> None:
    """On each day the one interval of a subject that covers it holds the statuses of that day, and they do not overlap."""
    line = timeline(log)
    found = intervals(line)
    for aspect in log.vocabulary.aspects:
        if aspect.name == "provisions":
            continue  # of these an interval tells less
        for day in line.days():
            for subject, fact in line.at(day)[aspect].items():
                (one,) = (
                    one
                    for one in found
                    if (one.aspect, one.subject) == (aspect.name, subject)
                    and (one.since is None or one.since <= day)
                    and (one.until is None or day <= one.until)
                )
                assert {*map(str, fact.possible)} == {*one.possible}


def test_what_only_some_orders_refuse_changes_something_on_its_day() -> None:
    """An offer accepted on the 1st and withdrawn some day of January: the withdrawal may have come first, and is over by the 31st."""
    line = timeline(
        log_with(
            "id: aid, event: proposal_made, offer: Aid",
            "event: proposal_accepted, date: 2024-01-01, proposal: aid",
            "event: proposal_withdrawn, date: 2024-01, proposal: aid",
        )
    )

    assert dt.date(2024, 1, 31) in ChangeDays(line).of(PROPOSALS, "aid")


@given(logs())
def test_nothing_changes_on_a_day_that_is_none_of_its_change_days(log: Log) -> None:
    """On every day of a log each subject has the status of the interval in which that day lies, and so has each number."""
    line = timeline(log)
    days = [dt.date.min, *line.days()]
    changing = ChangeDays(line)

    for aspect in log.vocabulary.aspects:
        for subject in {subject for day in days for subject in line.at(day)[aspect]}:
            change_days = {dt.date.min, *changing.of(aspect, subject)}
            stated = [(day, _answer(line.at(day)[aspect].get(subject))) for day in days]
            changes = [day for (_, before), (day, now) in pairwise(stated) if before != now]
            assert change_days.issuperset(changes)
    for name in log.cast.instruments:
        counts = [(day, [line.at(day).count(name, noun) for noun in COUNT_STATUSES]) for day in days]
        assert {*changing.counted(name)}.issuperset(
            day for (_, before), (day, now) in pairwise(counts) if before != now
        )


def _answer(fact: Fact[Any] | None) -> object:
    return fact and (fact.possible, fact.because, fact.possible_events, fact.disputed)
