"""What a denied act makes of each question, in each account, until the denier takes the denial back."""

from __future__ import annotations

import pytest

import peacetrack as pt
from peacetrack.log.claim import Support, Verdict
from peacetrack.questions.every import ask
from peacetrack.report.json import status as as_json
from peacetrack.report.text import status_lines
from tests.build import log_with

DENIED = "id: no, event: denied, of: x, by: azerbaijan, date: 2024-07-01"
DEMAND = "id: x, event: condition_set, by: azerbaijan, of: armenia, what: Y, gate: {signature: treaty}, date: 2024-06-01"

#: An act, the question that it answers, and the answers of Armenia and of everyone once Azerbaijan denies it.
ACTS = (
    (DEMAND, "condition:x", "raised; by azerbaijan; signature of treaty", "perhaps raised (disputed); by azerbaijan; signature of treaty"),
    ("id: x, event: proposal_made, by: azerbaijan, offer: Y, date: 2024-06-01", "proposal:x", "made", "perhaps made (disputed)"),
    (
        "id: x, event: principle_invoked, by: azerbaijan, principle: early_harvest, date: 2024-06-01",
        "principle:azerbaijan:treaty",
        "early harvest",
        "perhaps early harvest or no known principle (disputed)",
    ),
    ("id: x, event: talks_suspended, by: azerbaijan, date: 2024-06-01", "talks:treaty", "suspended", "perhaps ongoing or suspended (disputed)"),
    ("id: x, event: signed, date: 2024-06-01", "stage:treaty", "signed", "perhaps negotiating or signed (disputed)"),
    (
        "id: x, event: ratified, party: azerbaijan, date: 2024-06-01",
        "consent:azerbaijan:treaty",
        "given",
        "perhaps given (disputed)",
    ),
    (
        "id: x, event: domestic_step, party: azerbaijan, body: Parliament, outcome: approved, date: 2024-06-01",
        "domestic_step:azerbaijan:treaty:Parliament",
        "approved",
        "perhaps approved (disputed)",
    ),
    ("id: x, event: contact_held, kind: call, date: 2024-06-01", "contact:x", "call", "perhaps call (disputed)"),
    ("id: x, event: statement_made, by: azerbaijan, what: Never, date: 2024-06-01", "said:x", "Never", "perhaps Never (disputed)"),
    ("id: x, event: argument_made, by: azerbaijan, what: Why, date: 2024-06-01", "argument:x", "Why", "perhaps Why (disputed)"),
    ("id: x, event: published, date: 2024-06-01", "published:x", "published", "perhaps published (disputed)"),
    ("id: x, event: draft_sent, by: azerbaijan, edition: third, date: 2024-06-01", "draft:x", "third", "perhaps third (disputed)"),
)  # fmt: skip


def answer(state: pt.State, figure: str) -> str:
    found = ask(state, figure)
    return found.in_full if found else "nothing"


@pytest.mark.parametrize(("act", "figure", "kept", "doubted"), ACTS, ids=[figure for _, figure, _, _ in ACTS])
def test_an_act_that_is_denied(act: str, figure: str, kept: str, doubted: str) -> None:
    """Whoever is not asked keeps it; who believes the denier among others has it perhaps; the denier has nothing of it."""
    line = pt.timeline(log_with(act, DENIED))

    assert kept == answer(line.at(account="armenia"), figure)
    for account in ("everyone", "armenia, azerbaijan"):
        assert doubted == answer(line.at(account=account), figure)
    for account in ("azerbaijan", "common_ground"):
        assert ask(line.at(account=account), figure) is None


@pytest.mark.parametrize(
    "back",
    [
        "event: confirmed, of: x, by: azerbaijan, date: 2024-07-02",
        "event: denied, of: no, by: azerbaijan, date: 2024-07-02",
    ],
)
@pytest.mark.parametrize(("act", "figure", "kept", "doubted"), ACTS, ids=[figure for _, figure, _, _ in ACTS])
def test_a_denial_that_is_taken_back(act: str, figure: str, kept: str, doubted: str, back: str) -> None:
    """A later confirmation ends the denial, and so does a denial of it: then it is in every account as it was."""
    line = pt.timeline(log_with(act, DENIED, back))

    for account in ("everyone", "armenia", "azerbaijan", "common_ground"):
        assert kept == answer(line.at(account=account), figure)


def test_an_answer_to_a_denied_demand_makes_no_demand() -> None:
    """Who rejects a demand that nobody made leaves nothing to lift; a demand that its owner then states is there."""
    rejected = "event: condition_rejected, condition: x, by: armenia, date: 2024-06-02"
    stated = "event: condition_restated, condition: x, by: azerbaijan, date: 2024-06-03"
    without, with_it = log_with(DEMAND, rejected, DENIED), log_with(DEMAND, rejected, stated, DENIED)

    assert ("rejected", "perhaps rejected (disputed)") == tuple(
        str(ask(pt.replay(without, account=account), "condition:x")) for account in ("armenia", "everyone")
    )
    assert ask(pt.replay(without, account="azerbaijan"), "condition:x") is None
    assert "raised" == str(ask(pt.replay(with_it, account="azerbaijan"), "condition:x"))
    assert "raised or rejected (disputed)" == str(ask(pt.replay(with_it), "condition:x"))


@pytest.mark.parametrize(
    ("answer", "everyone", "owner"),
    [
        ("condition_withdrawn, condition: x, by: azerbaijan", "raised or withdrawn (disputed)", "raised"),
        ("condition_rejected, condition: x, by: armenia", "raised or rejected (disputed)", "raised"),
        ("condition_accepted, condition: x, by: armenia", "accepted or raised (disputed)", "raised"),
        ("condition_restated, condition: x, by: azerbaijan", "raised", "raised"),
        ("condition_met, condition: x", "met or raised (disputed)", "raised"),
    ],
)
def test_an_answer_that_is_denied_leaves_the_demand(answer: str, everyone: str, owner: str) -> None:
    """What was denied is there and is not, and takes nothing else along."""
    line = pt.timeline(
        log_with(DEMAND, f"id: y, event: {answer}, date: 2024-06-02", DENIED.replace("of: x", "of: y"))
    )

    assert everyone == str(ask(line.at(), "condition:x"))
    assert owner == str(ask(line.at(account="azerbaijan"), "condition:x"))


def test_a_claim_about_what_is_denied_is_disputed() -> None:
    """No verdict can be given of a decision, a consent or an offer that is denied, and the support is disputed."""
    log = log_with(
        "id: x, event: ratified, party: azerbaijan, date: 2024-06-01",
        "id: y, event: domestic_step, party: azerbaijan, body: Parliament, outcome: approved, date: 2024-06-01",
        "id: z, event: proposal_made, by: azerbaijan, offer: Y, date: 2024-06-01",
        *(f"event: denied, of: {name}, by: azerbaijan, date: 2024-07-01" for name in "xyz"),
        claims=[
            "says: {consent: {party: azerbaijan, instrument: treaty, is: given}}",
            "says: {domestic_step: {party: azerbaijan, instrument: treaty, body: Parliament, outcome: approved}}",
            "says: {proposal: {id: z, is: made}}",
        ],
    )

    assert [(Verdict.NOT_ENOUGH_INFO, Support.DISPUTED)] * 3 == [
        (result.verdict, result.support) for result in pt.check(log)
    ]


def test_more_denials_than_are_followed_together_are_each_taken_alone() -> None:
    """Of seven signatures that are denied nobody is known to have signed, and all may have."""
    signed = [
        f"id: s{number}, event: signed, by: azerbaijan, date: 2024-06-0{number}" for number in range(1, 8)
    ]
    denied = [f"event: denied, of: s{number}, by: azerbaijan, date: 2024-07-01" for number in range(1, 8)]
    fact = pt.replay(log_with(*signed, *denied)).stage("treaty")

    assert () == fact.because
    assert [f"s{number}" for number in range(1, 8)] == [event.id for event in fact.possible_events]


def test_json_gives_no_status_to_what_only_may_have_happened() -> None:
    """A demand that is denied, and an offer that may not have been made by then, are possible and not certain."""
    log = log_with(
        DEMAND, DENIED, "id: p, event: proposal_made, by: armenia, offer: Y, date: 2024-06-01/2024-06-30"
    )
    asked = as_json(pt.replay(log, as_of="2024-06-15"), ())
    keys = ("status", "possible", "certain", "disputed")

    assert [None, ["raised"], False, True] == [asked["conditions"]["x"].get(key) for key in keys]
    assert [None, ["made"], False, None] == [asked["proposals"]["p"].get(key) for key in keys]
    denied_no_more = as_json(pt.replay(log, account="armenia"), ())
    assert ["raised", ["raised"], None, None] == [denied_no_more["conditions"]["x"].get(key) for key in keys]


def test_status_says_perhaps_of_a_signature_that_is_denied() -> None:
    """The first line of a text says what is doubtful of its stage, as every other view does."""
    state = pt.replay(log_with("id: x, event: signed, date: 2024-06-01", DENIED))
    (line,) = (line.text for line in status_lines(state) if "negotiating" in line.text)

    assert "perhaps negotiating or signed (disputed) (" in line
