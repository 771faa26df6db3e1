"""Whoever tries a law is told in what it was broken: here are answers that are wrong in one thing."""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from peacetrack.aspects.assertions import Opening
from peacetrack.aspects.provisions import Status
from peacetrack.log.log import Log
from peacetrack.model.ids import ClaimId
from peacetrack.questions.judgements import judged
from peacetrack.state.timeline import State, timeline
from peacetrack.testing import answers
from peacetrack.testing.answers import Answers
from peacetrack.testing.laws.days import outside
from peacetrack.testing.laws.law import Trial
from peacetrack.testing.laws.replaying import reports_what_is_refused
from peacetrack.testing.laws.writing import is_read_back
from peacetrack.worlds import Bounds
from tests.build import log_with

AGREED = "id: done, event: provision_agreed, provision: borders, date: 2024-02-01"
TWICE = "id: again, event: provision_added, provision: borders, date: 2024-03-01"
LOG = log_with(AGREED, TWICE)


def trial(log: Log, **wrong: Any) -> Trial:
    """Put a log before a law that draws nothing."""
    return Trial(log, lambda strategy: strategy.example(), Answers(**wrong))


def facts(state: State) -> Any:
    """On a day what was agreed is agreed; in the course it is contested."""
    status = Status.AGREED if state.as_of else Status.CONTESTED
    return {key: fact._replace(possible=frozenset({status})) for key, fact in answers.facts(state).items()}


def standings(state: State) -> Any:
    """On a day nothing is settled for anybody; in the course one article is."""
    settled = Bounds(0, 0) if state.as_of else Bounds(1, 1)
    return {key: attrs.evolve(each, settled=settled) for key, each in answers.standings(state).items()}


def gates(state: State) -> Any:
    """On a day each step can be taken; in the course none can, and none was."""
    opening: Opening = "open" if state.as_of else "shut"
    return {
        key: attrs.evolve(each, opening=opening, passed=False) for key, each in answers.gates(state).items()
    }


def judgements(state: State) -> Any:
    """On a day a claim is supported; in the course it is refuted."""
    return {ClaimId("claim"): judged(state.as_of is not None, "it was said")}


@pytest.mark.parametrize("wrong", [facts, standings, gates, judgements])
def test_a_course_for_which_a_day_has_no_room_is_told(wrong: Any) -> None:
    """An answer of one course of events that lies outside of what the day allows is a breach, whatever was asked."""
    wide, narrow = timeline(LOG).at("2024-04-01"), timeline(LOG).at()

    assert [] == list(outside(Answers(), wide, narrow))
    found = outside(Answers(**{wrong.__name__: wrong}), wide, narrow)
    assert {wrong.__name__} == {difference.question for difference in found}


def test_a_refusal_that_nobody_is_told_of_is_a_breach() -> None:
    """An article that is in the draft already cannot be added, and its author reads so."""
    assert [] == list(reports_what_is_refused(trial(LOG)))
    assert ["'again' is refused, and nobody is told"] == list(
        reports_what_is_refused(trial(LOG, findings=lambda _: ()))
    )


def test_a_text_that_cannot_be_read_is_a_breach() -> None:
    """Of a log that is written as no log, the problems of reading are told, and no more is compared."""
    assert [] == list(is_read_back(trial(LOG)))
    (problem,) = is_read_back(trial(LOG, dumps=lambda _: "peacetrack: ["))
    assert "PT005" in str(problem)
