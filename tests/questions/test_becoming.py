"""Since when something has been so, that it is not so, and that there are more than on another day."""

from __future__ import annotations

from typing import Any

import pytest

import peacetrack as pt
from peacetrack.log.claim import Verdict
from peacetrack.model.problems import LogError
from tests.build import PACKAGE, asked, log_with

SUPPORTED, REFUTED, UNTOLD = Verdict.SUPPORTED, Verdict.REFUTED, Verdict.NOT_ENOUGH_INFO

OPENED = "id: o, event: provision_opened, provision: borders, date: 2024-01-02"
AGREED = "id: a, event: provision_agreed, provision: borders, date: 2024-04"
REOPENED = "id: k, event: provision_reopened, provision: borders, date: 2024-05-01"
AGAIN = "id: b, event: provision_agreed, provision: borders, date: 2024-06-01"


@pytest.mark.parametrize(
    ("since", "verdict"),
    [
        ("2024-04", SUPPORTED),
        ("2024", SUPPORTED),
        ("2024-04-30", UNTOLD),
        ("2024-04-15", UNTOLD),
        ("2024-05-01", REFUTED),
        ("2024-03", REFUTED),
        ("../2024-04-30", SUPPORTED),
        ("2024-04/..", SUPPORTED),
        ("2024-07-01", REFUTED),
        ("2025", REFUTED),
    ],
)
def test_it_became_so_some_day_in_april(since: str, verdict: Verdict) -> None:
    """Whether it was on that day is known as well as the day is; on none before, and on none after it became so."""
    says = f"provision: {{id: borders, is: agreed, since: {since}}}"

    assert verdict == asked(says, OPENED, AGREED, as_of="2024-06-30").verdict


def test_what_was_given_up_between_became_so_anew() -> None:
    """Agreed in April, reopened in May, agreed in June: it has been agreed since June."""
    events = OPENED, AGREED, REOPENED, AGAIN
    verdicts = [
        asked(f"provision: {{id: borders, is: agreed, since: {since}}}", *events).verdict
        for since in ("2024-04", "2024-06-01")
    ]

    assert [REFUTED, SUPPORTED] == verdicts


DEMAND = "id: c, event: condition_set, by: hajizade, of: armenia, what: x, date: 2024-02-01"
MET = "event: condition_met, condition: c, by: azerbaijan, date: 2024-03-01"
OFFER = "id: p, event: proposal_made, by: pashinyan, offer: x, date: 2024-02-01"


@pytest.mark.parametrize(
    ("says", "verdict"),
    [
        ("condition: {id: c, is: met, since: 2024-03-01}", SUPPORTED),
        ("condition: {id: c, is: [raised, met], since: 2024-02-01}", SUPPORTED),
        ("condition: {id: c, is: met, since: 2024-02-01}", REFUTED),
        ("proposal: {id: p, is: made, since: 2024-02-01}", SUPPORTED),
        ("stage: {is: signed, since: 2024-03-02}", SUPPORTED),
        ("stage: {is: signed, since: 2024-03-03}", REFUTED),
        ("talks: {is: suspended, since: 2024-03-03}", SUPPORTED),
    ],
)
def test_every_status_has_a_day_on_which_it_became_so(says: str, verdict: Verdict) -> None:
    """Of a demand, an offer, a text and the talks about it."""
    signed, suspended = "event: signed, date: 2024-03-02", "event: talks_suspended, date: 2024-03-03"
    found = asked(says, DEMAND, MET, OFFER, signed, suspended)

    assert verdict == found.verdict
    assert " since 2024-0" in found.said


def test_a_day_needs_something_that_became_so() -> None:
    """How often a demand was stated did not become so on a day."""
    with pytest.raises(LogError) as refusal:
        log_with(DEMAND, claims=["says: {not: {condition: {id: c, times_stated: 1, since: 2024-02-01}}}"])

    assert ["Nothing says what has been so since then."] == [one.message for one in refusal.value.problems]


@pytest.mark.parametrize(
    ("says", "verdict", "text"),
    [
        ("not: {stage: {is: signed}}", SUPPORTED, "it is not so that 'treaty' is signed"),
        ("not: {stage: {is: negotiating}}", REFUTED, "it is not so that 'treaty' is negotiating"),
        ("not: {not: {stage: {is: negotiating}}}", SUPPORTED, "it is not so that it is not so that 'treaty' is negotiating"),
        ("not: {provision: {id: courts, is: agreed}}", UNTOLD, "it is not so that 'courts' is agreed"),
    ],
)  # fmt: skip
def test_what_is_not_so(says: str, verdict: Verdict, text: str) -> None:
    """Supported and refuted are swapped; what cannot be told still cannot."""
    found = asked(says, OPENED)

    assert (verdict, text) == (found.verdict, found.said)


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("not: {count: {agreed: 13, of: 12}}", "13 is more than the 12 that there are."),
        ("not: {count: {instrument: treaty}}", "This assertion asserts nothing."),
        ("not: {gate: {is: open}}", "This gate is not one step with its object."),
        ("not: {stages: {is: signed}}", "There is no assertion `stages`."),
        ("not: {provision: {id: nothing, is: open}}", "There is no provision 'nothing'."),
        ("not: signed", "A mapping of keys and values is expected here, not 'signed'."),
        ("standing: {party: armenia, settled: {more_than: {as_of: 2024-01-01}}}", "A number is expected here, not that of another day."),
        ("count: {agreed: {more_than: 3}}", "A number is compared with that of another day."),
        ("count: {agreed: {more_than: {as_of: May}}}", "'May' is not a date."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_what_is_not_so(says: str, message: str) -> None:
    """It is told as of what is so."""
    with pytest.raises(LogError) as refusal:
        log_with(OPENED, claims=[f"says: {{{says}}}"])

    assert [message] == [problem.message for problem in refusal.value.problems]


def test_a_count_does_not_compare() -> None:
    """Two more than on another day is what `since` says."""
    with pytest.raises(LogError) as refusal:
        log_with("event: count_stated, agreed: {more_than: {as_of: 2024-01-01}}")

    assert ["Only a claim compares a number with that of another day."] == [
        problem.message for problem in refusal.value.problems
    ]


def count(by: str, agreed: str, date: str) -> str:
    who = f"by: {by}, " if by else ""
    return f"event: count_stated, {who}agreed: {agreed}, of: 16, date: {date}"


@pytest.mark.parametrize(
    ("counts", "account", "verdict"),
    [
        ([("armenia", "3", "2024-01-05"), ("armenia", "5", "2024-03-05")], "", SUPPORTED),
        ([("armenia", "5", "2024-01-05"), ("armenia", "5", "2024-03-05")], "", REFUTED),
        ([("armenia", "{min: 3}", "2024-01-05"), ("armenia", "5", "2024-03-05")], "", UNTOLD),
        ([("armenia", "3", "2024-01-05"), ("azerbaijan", "5", "2024-03-05")], "", UNTOLD),
        ([("armenia", "3", "2024-01-05"), ("armenia", "5", "2024-03-05"), ("azerbaijan", "4", "2024-01-06"), ("azerbaijan", "4", "2024-03-06")], "", UNTOLD),
        ([("armenia", "3", "2024-01-05"), ("armenia", "5", "2024-03-05"), ("azerbaijan", "4", "2024-01-06"), ("azerbaijan", "4", "2024-03-06")], "armenia", SUPPORTED),
        ([("", "3", "2024-01-05"), ("", "5", "2024-03-05")], "", SUPPORTED),
        ([], "", UNTOLD),
    ],
)  # fmt: skip
def test_more_than_on_another_day(counts: list[tuple[str, str, str]], account: str, verdict: Verdict) -> None:
    """Within each carrier's own figures; one's of January is not compared with another's of March."""
    events = [OPENED, *(count(*one) for one in counts)]
    found = asked("count: {agreed: {more_than: {as_of: 2024-02-01}}}", *events, account=account)

    assert (verdict, "more articles agreed than on 2024-02-01") == (found.verdict, found.said)
    assert "" == found.difference or verdict is not SUPPORTED


GATED = "gate: {signature: treaty}, by: azerbaijan, of: armenia"
FIRST = f"id: law, event: condition_set, what: x, {GATED}, date: 2024-01-05"


@pytest.mark.parametrize(
    ("other", "verdict"),
    [
        ("", SUPPORTED),
        (f"id: d, event: condition_set, what: y, {GATED}, date: 2024-01-06", REFUTED),
        (f"id: d, event: condition_set, what: y, {GATED}, date: 2024-01-06/..", UNTOLD),
        ("id: d, event: condition_set, what: y, by: armenia, instrument: treaty, date: 2024-01-06", UNTOLD),
        ("id: d, event: condition_set, what: y, by: armenia, date: 2024-01-06", UNTOLD),
    ],
)
def test_nothing_else_stands_before_it(other: str, verdict: Verdict) -> None:
    """One demand alone; with another that may stand there it cannot be told."""
    whole = "event: count_stated, agreed: 3, of: 3, date: 2024-01-01"
    events = [whole, FIRST, *([other] if other else [])]
    found = asked(
        "blocked_by: {gate: {signature: treaty}, condition: law, only: true}", *events, as_of="2024-02-01"
    )

    assert verdict == found.verdict
    assert "the signature of treaty is blocked by something law alone" == found.said


def test_a_demand_of_one_text_stands_before_no_other() -> None:
    """It names the ceasefire and no step, so that it may stand before any step of that, and before none of the accord."""
    demand = "id: d, event: condition_set, by: farc, of: government, what: x, instrument: ceasefire"
    state = pt.replay(log_with(demand, cast=PACKAGE))

    step: dict[str, Any]
    for step, blocks in (
        ({"signature": "ceasefire"}, ["d"]),
        ({"opening": "monitors"}, ["d"]),
        ({"signature": "accord"}, []),
        ({"opening": "land"}, []),
    ):
        found = pt.gate(state, text="whole", **step)
        assert blocks == [blocker.condition for blocker in found.may_block]
