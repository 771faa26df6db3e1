"""Demands of the text or of the parties that the record itself can show to be met."""

from __future__ import annotations

import pytest

from peacetrack.questions.gates import gate
from peacetrack.state.timeline import replay
from tests.build import PACKAGE, told

REQUIRED = "id: c, event: condition_set, by: hajizade, what: x, date: 2024-06-01, gate: {signature: treaty}, met_by: "
APPROVED = "event: domestic_step, party: armenia, body: parliament, outcome: approved, date: 2024-07"


def required(requirement: str, *events: str, as_of: str | None = None) -> str:
    log = told(f"{REQUIRED}{{{requirement}}}", *events)
    return gate(replay(log, as_of=as_of), signature="treaty", text="agreed_part").opening


def test_a_requirement_is_met_by_the_steps_that_it_names() -> None:
    """A demand that needs a parliament's approval stops blocking when the record shows it."""
    assert "shut" == required("steps: parliament")
    assert "open" == required("steps: parliament", APPROVED)
    assert "shut" == required("steps: [parliament, court]", APPROVED)


def test_a_step_that_may_have_been_taken_may_meet_a_requirement() -> None:
    """While the parliament may have approved, the gate is undetermined."""
    assert "undetermined" == required("steps: parliament", APPROVED, as_of="2024-07-15")


@pytest.mark.parametrize(
    "later",
    [
        "event: text_reopened, date: 2024-08-01",
        "event: domestic_step, party: armenia, body: parliament, outcome: rejected, date: 2024-08-01",
    ],
)
def test_an_approval_can_lapse(later: str) -> None:
    """An approval lapses when the text is reopened, or when the same body takes it back."""
    assert "shut" == required("steps: parliament", APPROVED, later)


def test_a_requirement_may_count_consents() -> None:
    """A number of consents is reached without those that do not count."""
    concluded = "event: text_concluded, date: 2024-05-01"
    first, second = (f"event: ratified, party: {party}, date: 2024-07-01" for party in ("armenia", "georgia"))

    assert "shut" == required("consents: 2", concluded, first)
    assert "open" == required("consents: 2", concluded, first, second)
    assert "shut" == required("consents: 2, not_counting: georgia", concluded, first, second)


def test_a_waiting_time_is_kept_and_not_computed() -> None:
    """Where time has to pass the record does not show the requirement met."""
    assert "shut" == required("steps: parliament, after: 60 days", APPROVED)


def test_a_requirement_of_nothing_is_not_met() -> None:
    """A demand that asks nothing of the record is met only when somebody says so."""
    assert "shut" == required("")


def test_a_requirement_may_be_another_signature() -> None:
    """A protocol that needs the accord signed waits for that, and may be free while it may be signed."""
    demand = "id: c, event: condition_set, by: farc, what: x, date: 2024-06-01, gate: {signature: ceasefire}"
    log = told(
        f"{demand}, met_by: {{signed: accord}}",
        "event: signed, instrument: accord, date: 2024-07",
        cast=PACKAGE,
    )
    openings = [
        gate(replay(log, as_of=day), signature="ceasefire", text="agreed_part").opening
        for day in ("2024-06-30", "2024-07-15", "2024-07-31")
    ]

    assert ["shut", "undetermined", "open"] == openings


def test_all_that_is_required_is_needed() -> None:
    """A text that needs an approval and another signature has neither by the other."""
    both = "steps: parliament, signed: treaty"
    demand = (
        f"id: c, event: condition_set, by: hajizade, what: x, gate: {{talks: treaty}}, met_by: {{{both}}}"
    )
    signed = "event: signed, date: 2024-06-01"

    def talks(*events: str) -> str:
        return gate(replay(told(demand, *events)), talks="treaty").opening

    assert ["shut", "shut", "open"] == [talks(signed), talks(APPROVED), talks(signed, APPROVED)]
