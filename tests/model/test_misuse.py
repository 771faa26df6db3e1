"""Whoever gives a function another thing than it takes is told what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

import peacetrack as pt
from peacetrack.model.misuse import WAYS, require

RIVER: Final = Path(__file__).parents[2] / "docs" / "tutorial" / "river"
LOG: Final = pt.load(RIVER)
STATE: Final = pt.replay(LOG)
ANY: Final[Any] = pt


@pytest.mark.parametrize(
    ("wrong", "stated"),
    [
        (lambda: ANY.replay("logs"), "replay takes a Log, not a str: load it first: replay(load('logs'))"),
        (lambda: ANY.replay(Path("logs")), "replay takes a Log, not a PosixPath: load it first: replay(load('logs'))"),
        (lambda: ANY.timeline("logs"), "timeline takes a Log, not a str: load it first: timeline(load('logs'))"),
        (lambda: ANY.check(STATE), "check takes a Log, not a State: give it the log of the state: check(state.log)"),
        (lambda: ANY.dumps(None), "dumps takes a Log, not a NoneType"),
        (lambda: ANY.coverage("logs"), "coverage takes a Log, not a str: load it first: coverage(load('logs'))"),
        (lambda: ANY.standing(LOG, "tarvia"), "standing takes a State, not a Log: replay it first: standing(replay(log), …)"),
        (lambda: ANY.gate("x", signature="protocol"), "gate takes a State, not a str: load and replay it first: gate(replay(load('x')), …)"),
        (lambda: ANY.explain(pt.timeline(LOG), "count:agreed"), "explain takes a State, not a Timeline: take a day of it: explain(timeline.at(day), …)"),
        (lambda: ANY.diff(STATE, LOG), "diff takes a State, not a Log: replay it first: diff(replay(log), …)"),
        (lambda: ANY.whatif(LOG, [*LOG.events]), "whatif takes an Event, not a list: give the events one by one: whatif(log, *events)"),
        (lambda: ANY.whatif(LOG, "condition_met"), "whatif takes an Event, not a str: make an event of its class, such as ConditionMet(id=…, condition=…)"),
        (lambda: ANY.whatif(STATE), "whatif takes a Log, not a State: give it the log of the state: whatif(state.log)"),
    ],
)  # fmt: skip
def test_wrong_use_raises_at_once(wrong: Callable[[], object], stated: str) -> None:
    """With the function, what it was given and how to come from that to what it takes, never with an attribute that is missing."""
    with pytest.raises(TypeError) as refusal:
        wrong()

    assert stated == str(refusal.value)


def test_right_use_says_nothing() -> None:
    """A part of a kind is of the kind."""
    require(LOG, pt.Log, "replay")
    require(LOG.events[0], pt.Event, "whatif")


@pytest.mark.parametrize("given", sorted({given for given, _ in WAYS} - {"path", "list", "tuple", "Reading"}))
def test_a_way_leads_from_what_there_is(given: str) -> None:
    """A class of that name is public."""
    assert hasattr(pt, given)
