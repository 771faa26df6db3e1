"""What stands before a step is said alike in every view: since when it stands there, and what would lift it, by whom."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given

import peacetrack as pt
from peacetrack.questions.blockers import Blocker
from peacetrack.questions.every import ask
from peacetrack.questions.gates import GateState, gates
from peacetrack.questions.lifts import blocker_in_full, lifts
from peacetrack.questions.openings import gate_subject
from peacetrack.report.json import status as as_json
from peacetrack.report.printed import blockers_as_json, blockers_lines
from peacetrack.report.tables.answers import answers_of
from peacetrack.report.text import status_lines
from peacetrack.state.timeline import State
from peacetrack.testing.strategies import logs
from tests.build import log_with

TALKS: Final = log_with(
    "id: thirteen, event: count_stated, date: 2024-06-01, by: pashinyan, agreed: 13, of: 16",
    "id: demand, event: condition_set, date: ../2024-06-02, by: aliyev, of: armenia, what: Law, gate: {signature: treaty}",
    "id: rule, event: principle_invoked, date: 2024-06-03, by: hajizade, principle: single_undertaking",
    "id: whoever, event: condition_set, date: 2024-06-04, what: First, gate: {talks: treaty}",
    "id: order, event: condition_set, date: 2024-06-05, by: pashinyan, what: First, gate: {agreeing: [borders, transit]}",
)


def standing(state: State) -> Iterator[tuple[GateState, Blocker]]:
    """List all that stands before any step of a state for certain or perhaps."""
    yield from ((found, blocker) for found in gates(state) for blocker in found.blockers)


@pytest.mark.parametrize(
    "text",
    [
        "remaining 3, since 1 June 2024: for Armenia and Azerbaijan to say that nothing remains",
        "condition demand (azerbaijan), since 2 June 2024 or earlier: for Azerbaijan to say that it is met",
        "principle (azerbaijan), since 3 June 2024: for Azerbaijan to let the agreed part be signed by itself",
        "condition whoever, since 4 June 2024: for a source to say that it is met",
        "condition order (armenia), since 5 June 2024: for Armenia to say that it is met",
        "not signed: for Armenia and Azerbaijan to sign",
        "consent (georgia): for georgia to consent to be bound",
    ],
)
def test_since_when_it_stands_and_what_would_lift_it(text: str) -> None:
    """In the words of whoever could do it."""
    state = pt.replay(TALKS)

    assert text in {blocker_in_full(state, found.gate, blocker) for found, blocker in standing(state)}


def test_one_provision_by_name_is_agreed_by_name() -> None:
    """The preamble is in no count, so nobody can count it as agreed."""
    log = log_with("event: provision_contested, date: 2024-06-01, by: aliyev, provision: preamble")
    texts = {blocker_in_full(pt.replay(log), one.gate, blocker) for one, blocker in standing(pt.replay(log))}

    assert any(text.endswith("and for Armenia and Azerbaijan to agree on preamble") for text in texts)


def in_every_view(state: State) -> None:
    """Compare what the views say of each thing that stands before a step."""
    printed = "\n".join(line.text for line in status_lines(state))
    listed = "\n".join(line.text for line in blockers_lines(state, gates(state)))
    columns = answers_of(state.timeline, account=state.account, until=state.as_of).to_columns()
    details = {*columns["details"]}
    in_json = {
        (one["gate"], one["text"], blocker["kind"], blocker["owner"], line["line"])
        for one in blockers_as_json(state, gates(state))["gates"]
        for blocker in one["blockers"]
        for line in blocker["lifted_by"]
    }
    in_status = str(as_json(state, ()))
    for found, blocker in standing(state):
        full = blocker_in_full(state, found.gate, blocker)
        answer = ask(state, f"gate:{gate_subject(found)}")
        assert answer is not None
        assert full in answer.details
        assert answer.details in details
        assert full in listed
        assert full in str(pt.explain(state, f"gate:{gate_subject(found)}"))
        if found.gate.instrument:
            assert full in printed or "nothing is on record of it" in printed
        for lift in lifts(state, found.gate, blocker):
            assert repr(lift.line) in in_status
            assert (str(found.gate), found.text, blocker.kind, blocker.owner, lift.line) in in_json


def test_every_view_says_it() -> None:
    """The text and the JSON of a state, its blockers, its explanations and its tables."""
    in_every_view(pt.replay(TALKS))


@given(log=logs(claimed=False, longest=4))
def test_every_view_of_any_log_says_it(log: pt.Log) -> None:
    """Whatever happened."""
    in_every_view(pt.replay(log))
