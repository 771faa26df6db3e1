"""The set of readings of one subject: at most 64, and beyond that the answer says that it is not exact."""

from __future__ import annotations

import json
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.questions.every import answers
from peacetrack.report.json import status as status_as_json
from peacetrack.report.text import status_lines
from tests.build import log_with

DEMAND: Final = (
    "id: law, event: condition_set, date: 2024-01-01, by: azerbaijan, of: armenia, what: Change it"
)


def demanded(number: int) -> pt.State:
    """Give the state after so many answers of which each may have come before the last that had certainly come, or after that day."""
    kinds = ("condition_rejected", "condition_accepted")
    perhaps = [
        f"id: answer-{place}, event: {kinds[place % 2]}, date: 2024-02-01/2024-03-{10 + place}, by: armenia, condition: law"
        for place in range(number)
    ]
    last = "id: last, event: condition_rejected, date: 2024-02-01/2024-03-01, by: armenia, condition: law"
    return pt.replay(log_with(DEMAND, last, *perhaps), as_of="2024-03-05")


def contested(number: int) -> pt.State:
    """Give the state of a text when so many events, each on an article of its own, may have happened."""
    moves = [
        f"event: provision_contested, date: 2024-02/2024-06, by: armenia, provision: {name}"
        for name in ("borders", "transit", "courts")
        for _ in range(number)
    ]
    counted = "event: count_stated, date: 2024-01-10, agreed: 12, of: 16"
    return pt.replay(log_with(counted, *moves), as_of="2024-03-05")


def test_answers_in_few_readings_are_exact() -> None:
    """Of two answers each order, with each of them or without it, is followed."""
    fact = demanded(2)[CONDITIONS]["law"]

    assert fact.exact
    assert "accepted or rejected" == fact.in_words


def test_beyond_the_cap_an_answer_says_that_it_is_not_exact() -> None:
    """Of eight answers in any order there would be more readings than are followed: every view of the demand says so."""
    state = demanded(8)
    fact = state[CONDITIONS]["law"]

    assert not fact.exact
    assert "accepted or rejected (not exact)" == fact.in_words
    assert False is status_as_json(state, ())["conditions"]["law"]["exact"]
    assert any("(not exact)" in line.text for line in status_lines(state) if "law" in line.text)
    assert "(not exact)" in {str(figure): str(answer) for figure, answer in answers(state)}["condition:law"]
    assert "(not exact)" in pt.explain(state, "condition:law").says


@pytest.mark.parametrize(("number", "exact"), [(2, True), (3, False)])
def test_both_sides_of_the_cap_of_what_may_have_happened(number: int, exact: bool) -> None:  # noqa: FBT001 - a case
    """Six events that may have happened are 64 readings, nine would be 512: then the number says that it is not exact."""
    state = contested(number)
    count = state.count("treaty", "agreed")

    assert exact is count.exact
    assert ("(not exact)" not in str(count)) is exact
    assert exact is state[PROVISIONS]["borders"].exact
    assert ("exact" in status_as_json(state, ())["instruments"]["treaty"]) is not exact
    assert ("(not exact)" not in json.dumps(status_as_json(state, ()))) is exact
