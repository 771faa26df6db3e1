"""Drafts: one with an id is answered like a proposal, and tells under which numbers provisions stand (design, 2, 4.1 and 5)."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.checks.explain import explain
from peacetrack.model.ids import ProvisionId
from peacetrack.questions.every import ask
from peacetrack.questions.exchanges import numbers_of
from peacetrack.report.html.grid import grids
from peacetrack.report.naming import names_of
from peacetrack.state.timeline import replay
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.build import article, asked, log_of, log_with

DRAFT: Final = "id: second, event: draft_sent, by: azerbaijan, edition: the second, date: 2024-06-01"
ANSWER: Final = "proposal: second, by: armenia, date: 2024-06-10"


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        ((), "made"),
        ((f"event: proposal_accepted, {ANSWER}",), "accepted"),
        ((f"event: proposal_rejected, {ANSWER}",), "rejected"),
        ((f"event: proposal_accepted, if: some changes, {ANSWER}",), "made"),
        (("event: proposal_withdrawn, proposal: second, by: azerbaijan, date: 2024-06-10",), "withdrawn"),
        (("event: proposal_closed, as: moot, proposal: second, date: 2024-06-10",), "closed"),
        (
            (
                f"event: proposal_rejected, {ANSWER}",
                "event: proposal_renewed, proposal: second, by: azerbaijan, date: 2024-06-11",
            ),
            "made",
        ),
    ],
)
def test_a_draft_with_an_id_is_answered_like_a_proposal(answers: tuple[str, ...], status: str) -> None:
    """It can be accepted, rejected, withdrawn, renewed and closed, and a claim can say so."""
    assert "supported" == asked(f"proposal: {{id: second, is: {status}}}", DRAFT, *answers).verdict


def test_who_sent_a_draft_cannot_accept_it() -> None:
    """The answer is that of somebody else: what is refused changes nothing, and the message says whose draft it is."""
    log = log_with(DRAFT, "event: proposal_accepted, proposal: second, by: azerbaijan, date: 2024-06-10")
    (finding,) = replay(log).findings

    assert "Azerbaijan cannot accept the draft 'second': Azerbaijan sent it." == finding.message
    assert {"made"} == {*replay(log)[PROPOSALS]["second"].possible}


def test_a_draft_to_two_is_accepted_by_both() -> None:
    """As an offer is: without `to` it is to all others who negotiate."""
    to_two = f"{DRAFT}, to: [armenia, georgia]"
    accepted = f"event: proposal_accepted, {ANSWER}"
    other = "event: proposal_accepted, proposal: second, by: georgia, date: 2024-06-12"

    assert "supported" == asked("proposal: {id: second, is: made}", to_two, accepted).verdict
    assert "supported" == asked("proposal: {id: second, is: accepted}", to_two, accepted, other).verdict


def test_a_draft_without_an_id_waits_for_no_answer() -> None:
    """It is on record as a draft, and nothing can answer it."""
    log = log_with(DRAFT.removeprefix("id: second, "))

    assert {} == dict(replay(log)[PROPOSALS])
    assert {} == names_of(log)["proposal"]
    assert {"second": ""} == names_of(log_with(DRAFT))["proposal"]


@pytest.mark.parametrize("kind", ["draft_sent, by: azerbaijan", "published"])
def test_numbers_become_known_with_a_text(kind: str) -> None:
    """From the day of a text on provisions are known under the numbers that they have in it, and not before."""
    first = "event: draft_sent, by: armenia, numbers: {'1': borders, '2': transit}, date: 2024-05-01"
    later = f"id: text, event: {kind}, numbers: {{I: borders, 1.10: courts}}, date: 2024-06-01"
    count = "event: count_stated, by: armenia, agreed: 1, date: 2024-04-01"  # its numbers are others
    log = log_with("event: provision_opened, provision: borders, date: 2024-04-01", count, first, later)
    days = [numbers_of(replay(log, as_of=day)) for day in ("2024-04-02", "2024-05-02", "2024-06-02")]

    assert [("", ""), ("1", "2"), ("I", "2")] == [
        tuple(numbers[ProvisionId(name)] for name in ("borders", "transit")) for numbers in days
    ]
    (grid, *_) = grids([replay(log)])
    assert {"I borders", "2 transit", "1.10 courts"} <= {row.label for row in grid.rows}
    assert "numbers: {I: borders, 1.10: courts}" in str(explain(replay(log), "text"))
    question = "draft" if kind.startswith("draft") else "published"
    assert "I: borders, 1.10: courts" in str(ask(replay(log), f"{question}:text"))
    again = read_text(dumps(log)).log
    assert again is not None
    assert log.events == again.events


def test_numbers_are_known_once_they_are_published() -> None:
    """Nobody knows a number before the source that tells it has appeared."""
    log = log_of(
        article("early", "2024-05-02", "event: provision_opened, provision: borders, date: 2024-05-01"),
        article("late", "2024-07-01", "event: published, numbers: {I: borders}, date: 2024-05-01"),
    )

    assert "" == numbers_of(replay(log, known_by="2024-06-01"))[ProvisionId("borders")]
    assert "I" == numbers_of(replay(log, known_by="2024-07-01"))[ProvisionId("borders")]


def test_a_number_of_what_is_no_id() -> None:
    """What stands under a number is the id of a provision, and its place is shown where it is not."""
    text = "peacetrack: 1\nnegotiation: {id: talks}\ninstruments: {treaty: {unit: article}}\nevents:\n- {event: published, numbers: {I: '?'}}\n"
    (problem,) = [one for one in read_text(text).problems if one.severity == "error"]

    assert "'?' is not an id." == problem.message
