"""Votes: how a body decided, by numbers or by names; the outcome is stated, and never computed (design, 4.4 and 5)."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.checks.explain import explain
from peacetrack.model.ids import SpeakerId
from peacetrack.model.votes import Voters, Votes, voters
from peacetrack.questions.decisions import body_findings
from peacetrack.state.timeline import replay
from peacetrack.yaml.writing.writer import dumps
from tests.build import CAST, asked, log_with

STEP: Final = (
    "id: d, event: domestic_step, party: armenia, body: Assembly, outcome: {outcome}, date: 2024-06-01"
)


def decided(votes: str, outcome: str = "approved") -> str:
    return f"{STEP.format(outcome=outcome)}, votes: {{{votes}}}"


@pytest.mark.parametrize(
    ("votes", "words"),
    [
        ("for: 75, against: 0", "approved by 75 to 0"),
        ("for: [pashinyan, usa], against: aliyev", "approved by 2 (Nikol Pashinyan, usa) to 1 (aliyev)"),
        ("for: 6, against: 4, divided: [georgia]", "approved by 6 to 4, 1 (georgia) divided"),
        ("for: 6, abstained: 2, absent: 1", "approved by 6 to an unknown number, 2 abstained, 1 absent"),
        ("against: 4", "approved, 4 against"),
        ("share: 62 %, turnout: 40 %, seats: 107", "approved, 62 % for, 40 % turnout, of 107 seats"),
    ],
)
def test_a_decision_shows_how_a_body_voted(votes: str, words: str) -> None:
    """Numbers and names are shown as they were told, and nothing that was not."""
    found = explain(replay(log_with(decided(votes))), "domestic_step:armenia:treaty:Assembly")

    assert (
        f"domestic_step armenia:treaty:Assembly: {words} by 1 June 2024" in found.says or words in found.says
    )


def test_the_outcome_is_stated_and_not_computed() -> None:
    """A minority for it may be what approves it: what was said to be the outcome is the outcome."""
    says = "domestic_step: {party: armenia, body: Assembly, outcome: approved}"

    assert "supported" == asked(says, decided("for: 1, against: 99")).verdict


@pytest.mark.parametrize(
    ("votes", "asserted", "verdict"),
    [
        ("for: 75, against: 0", "for: 75", "supported"),
        ("for: 75, against: 0", "for: 74", "refuted"),
        ("for: 75, against: 0", "for: 75, absent: 3", "not_enough_info"),
        ("for: [armenia, usa]", "for: [usa, armenia]", "supported"),
        ("for: [armenia, usa]", "for: [armenia, georgia]", "refuted"),
        ("for: [armenia, usa]", "for: 2", "supported"),
        ("for: 2", "for: [armenia, usa]", "not_enough_info"),
        ("for: 3", "for: [armenia, usa]", "refuted"),
        ("share: 62 %", "share: 62 %", "supported"),
        ("share: 62 %, seats: 10", "share: 62 %, seats: 11", "refuted"),
    ],
)
def test_a_claim_about_votes(votes: str, asserted: str, verdict: str) -> None:
    """Each part that is asserted is compared with what was told; what nobody told is not known."""
    says = f"domestic_step: {{party: armenia, body: Assembly, outcome: approved, votes: {{{asserted}}}}}"

    assert verdict == asked(says, decided(votes)).verdict
    other = says.replace("approved", "rejected")
    assert "refuted" == asked(other, decided(votes)).verdict


def test_a_claim_about_votes_of_which_nothing_was_told() -> None:
    """Of a decision whose votes nobody told, and of one of which two may hold, nothing of its votes is known."""
    says = "domestic_step: {party: armenia, body: Assembly, outcome: approved, votes: {for: 3}}"
    later = "event: domestic_step, party: armenia, body: Assembly, outcome: approved, votes: {for: 4}, date: 2024-06"

    assert "not_enough_info" == asked(says, STEP.format(outcome="approved")).verdict
    assert "not_enough_info" == asked(says, decided("for: 3"), later, as_of="2024-06-15").verdict


@pytest.mark.parametrize(
    "act",
    [
        "id: d, event: ratified, party: armenia, date: 2024-06-01",
        "id: d, event: provision_agreed, provision: borders, date: 2024-06-01",
        "id: d, event: text_concluded, date: 2024-06-01",
    ],
)
def test_any_act_of_a_body_may_have_votes(act: str) -> None:
    """A convention that agrees on a clause votes, and so does one that ratifies: more votes than seats are a finding there too."""
    told = f"{act}, votes: {{for: [armenia, georgia], against: 1, seats: 2}}"
    state = replay(log_with(told))
    (finding,) = body_findings(state)

    assert "'d' tells of 3 votes and empty seats, of 2 seats." == finding.message
    assert "votes: {for: [armenia, georgia], against: 1, seats: 2}" in str(explain(state, "d"))


def test_votes_by_name_are_written_as_they_were_read() -> None:
    """A name alone stands without brackets, and what is not told is not written."""
    text = dumps(log_with(decided("for: [armenia, usa], against: georgia, absent: 3")))

    assert (
        "votes: {for: [armenia, usa], against: georgia, absent: '3'}" in text.replace('"', "'")
        or "absent: 3" in text
    )
    assert Votes(in_favour=2, against=("georgia",)) == Votes(
        in_favour=Voters(2), against=Voters(1, (SpeakerId("georgia"),))
    )
    assert Voters(3) == voters(Voters(3))


def test_who_votes_may_have_another_name() -> None:
    """A voter is named by any spelling that the cast knows."""
    cast = CAST.replace("{name: Nikol Pashinyan,", "{name: Nikol Pashinyan, aliases: [Pashinian],")
    (event,) = log_with(decided("for: [Pashinian]"), cast=cast).events

    assert event.votes == Votes(in_favour=("pashinyan",))
