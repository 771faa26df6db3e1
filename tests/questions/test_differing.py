"""A failed expectation shows in what the record differs from it."""

from __future__ import annotations

from typing import Final

import attrs
import pytest

import peacetrack as pt
from peacetrack.questions.verdicts import difference
from peacetrack.state.timeline import State, replay
from peacetrack.testing.reading import read_text
from tests.build import asked, log_with
from tests.checks.truces import TRUCES

THIRTEEN = "event: count_stated, date: 2024-06-12, by: pashinyan, agreed: 13, of: 16"
SEVERAL = "event: count_stated, date: 2024-06-12, by: pashinyan, agreed: {min: 2, max: 3}, of: 4"
NAMED = (
    "event: count_stated, date: 2024-06-11, of: 3",
    "event: provision_agreed, date: 2024-06-12, provision: [borders, transit]",
    "event: provision_contested, date: 2024-06-12, provision: courts, by: aliyev",
)
DEMAND = "id: demand, event: condition_set, date: 2024-06-10, by: aliyev, of: armenia, what: Law, gate: {signature: treaty}"
HARVEST = "event: principle_invoked, by: pashinyan, principle: early_harvest, date: 2024-06-01"
CONCLUDED = "event: text_concluded, date: 2024-06-01"
OFFER = "id: offer, event: proposal_made, date: 2024-06-10, by: pashinyan, offer: Sign"

OF_TRUCES: Final = """
peacetrack: 1
negotiation: {id: talks}
actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
events:
- {id: first, event: truce_agreed, date: 2024-06-01, by: armenia}
- {event: truce_broken, date: 2024-06-03, by: azerbaijan, truce: first}
claims:
- {id: holding, says: {truce: {id: first, is: holding}}}
- {id: hold, says: {quiet: {truces: 7}}}
- {id: broken, says: {truce: {id: first, is: broken}}}
"""


@pytest.mark.parametrize(
    ("says", "events", "text"),
    [
        ("count: {agreed: 14, of: 16}", [THIRTEEN], "1 fewer agreed than said"),
        ("count: {agreed: 11, of: 17}", [THIRTEEN], "2 more agreed than said; of 16, not of 17"),
        ("count: {agreed: {max: 11}}", [THIRTEEN], "2 more agreed than said"),
        ("count: {agreed: {min: 15}}", [THIRTEEN], "2 fewer agreed than said"),
        ("count: {remaining: 4}", [THIRTEEN], "1 fewer remaining than said"),
        ("count: {agreed: 4}", [SEVERAL], "1 to 2 fewer agreed than said"),
        ("count: {agreed: 1}", [SEVERAL], "1 to 2 more agreed than said"),
        ("count: {agreed: 3}", [SEVERAL], "agreed may be 2 to 3"),
        ("count: {agreed: {min: 3}}", [SEVERAL], "agreed may be 2 to 3"),
        ("count: {agreed: {max: 2}}", [SEVERAL], "agreed may be 2 to 3"),
        ("count: {of: 16}", [HARVEST], "of an unknown number, not of 16"),
        ("count: {agreed: 0}", ["event: count_stated, date: 2024-06-12, agreed: {min: 2}"], "at least 2 more agreed than said"),
        ("count: {agreed: {approx: 70}, of: 100, unit: document}", [HARVEST], "of an unknown number, not of 100"),
        ("count: {agreed: 70, unit: document}", ["event: count_stated, date: 2024-06-12, agreed: 60, unit: document"], "10 fewer agreed than said"),
        ("count: {agreed: 3}", NAMED, "1 fewer agreed than said; not agreed by name: courts"),
        ("count: {agreed: 1}", NAMED, "1 more agreed than said; agreed by name: borders, transit"),
        ("count: {remaining: 2}", NAMED, "1 fewer remaining than said; not remaining by name: borders, transit"),
        ("count: {agreed: [borders, transit, courts]}", NAMED, "1 fewer agreed than said; not agreed by name: courts"),
        ("standing: {party: armenia, settled: 12, of: 17}", [THIRTEEN, "event: principle_invoked, by: pashinyan, principle: early_harvest, date: 2024-06-01"], "1 more settled than said; of 16, not of 17"),
        ("gate: {signature: treaty, is: open}", [DEMAND], "open is said; before it stands remaining at least 0, condition demand (azerbaijan)"),
        ("gate: {signature: treaty, text: agreed_part, is: [shut, undetermined]}", [CONCLUDED], "shut or undetermined is said; before it stands nothing"),
        ("blocked_by: {gate: {signature: treaty}, kind: principle}", [DEMAND], "no such blocker stands before it for certain"),
        ("provision: {id: borders, is: contested}", NAMED, "instead: agreed"),
        ("provision: {id: borders, is: agreed}", [HARVEST], "also possible: agreed in principle or contested or deferred or open or partly agreed or pending"),
        ("condition: {id: demand, is: [met, withdrawn]}", [DEMAND], "instead: raised"),
        ("condition: {id: demand, times_stated: 2}", [DEMAND], ""),
        ("condition: {id: demand, is: raised, times_stated: 2}", [DEMAND], ""),
        ("proposal: {id: offer, is: accepted}", [OFFER], "instead: made"),
        ("stage: {is: signed}", [HARVEST], "instead: negotiating"),
        ("talks: {is: suspended}", [HARVEST], "instead: ongoing"),
        ("principle: {party: armenia, is: early_harvest}", [], ""),
        ("domestic_step: {party: armenia, body: Parliament, outcome: approved}", [], ""),
    ],
)  # fmt: skip
def test_a_difference_in_words(says: str, events: list[str], text: str) -> None:
    """By how many, what else is possible, which provisions, what stands in the way."""
    result = asked(says, *events)

    assert (False, text) == (result.held, result.difference)


def test_what_is_not_on_record_has_no_other_status() -> None:
    """A demand that comes only later cannot be another than it is said to be."""
    for says, event in (
        ("condition: {id: demand, is: met}", DEMAND),
        ("proposal: {id: offer, is: made}", OFFER),
    ):
        result = asked(says, event, as_of="2024-06-01")
        assert (False, "") == (result.held, result.difference)


@pytest.mark.parametrize(
    ("says", "events"),
    [
        ("blocked_by: {gate: {signature: treaty}, kind: condition}", [DEMAND]),
        ("gate: {signature: treaty, is: shut}", [DEMAND]),
        ("count: {agreed: 13, of: 16}", [THIRTEEN]),
    ],
)
def test_what_is_borne_out_differs_in_nothing(says: str, events: list[str]) -> None:
    """Also where something else was expected of it."""
    log = log_with(*events, claims=[f"says: {{{says}}}, expect: {{verdict: refuted}}"])
    (result,) = pt.check(log)

    assert (False, "supported", "") == (result.held, result.verdict, result.difference)
    assert "" == difference(log.claims[0].says, replay(log))


def test_a_claim_that_holds_shows_no_difference() -> None:
    """There is nothing to explain."""
    assert "" == asked("count: {agreed: 13}", THIRTEEN).difference


def test_an_aspect_of_ones_own_words_its_difference() -> None:
    """Of a subject by its statuses, of a question by what the question says for itself."""

    def fewer(asked: object, state: State) -> list[str]:
        return [f"{asked} is said", f"{len(state[TRUCES])} truce is on record"]

    (quiet,) = TRUCES.questions
    own = attrs.evolve(TRUCES, questions=(attrs.evolve(quiet, difference=fewer),))
    log = read_text(OF_TRUCES, aspects=(own,)).log
    assert log is not None
    subject, question, plain = pt.check(log)

    assert (False, "instead: broken") == (subject.held, subject.difference)
    assert (False, "Quiet(truces=7) is said; 1 truce is on record") == (question.held, question.difference)
    assert (True, "") == (plain.held, plain.difference)


def test_a_question_of_ones_own_need_not_word_a_difference() -> None:
    """What is said and what is replayed is then all there is."""
    log = read_text(OF_TRUCES, aspects=(TRUCES,)).log
    assert log is not None

    assert [("hold", False, "")] == [
        (one.claim.id, one.held, one.difference) for one in pt.check(log) if one.claim.id == "hold"
    ]
