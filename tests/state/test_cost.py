"""What undated events cost beside dated ones, counted in steps and not in seconds."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType

import attrs

import peacetrack as pt
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.provisions import PROVISIONS
from tests.build import log_with
from tests.profile import QUICK

#: For each of as many articles and demands, steps that go round.
ROUND = (
    "event: provision_agreed, provision: {name}",
    "event: provision_reopened, provision: {name}",
    "event: provision_contested, by: armenia, provision: {name}",
)
ANSWERS = (
    "event: condition_rejected, by: armenia, condition: {name}",
    "event: condition_restated, by: azerbaijan, condition: {name}",
    "event: condition_accepted, by: armenia, condition: {name}",
)


def moved(number: int) -> pt.Log:
    """Give a log of so many dated events on three articles and as many demands."""
    articles, demands = ("borders", "transit", "courts"), ("law", "force", "return")
    lines = [
        f"id: {name}, event: condition_set, date: 1999-01-01, by: azerbaijan, of: armenia, what: Change it"
        for name in demands
    ]
    for place in range((number - len(lines)) // 6):
        day = f"20{place % 90:02}-{1 + place % 12:02}-{1 + place % 28:02}"
        for kind, names in ((ROUND, articles), (ANSWERS, demands)):
            lines += [f"{kind[place % 3].format(name=name)}, date: {day}" for name in names]
    return log_with(*lines)


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions that some work takes."""
    found = 0

    def count(frame: FrameType, what: str, arg: object) -> None:
        nonlocal found
        found += what == "call"

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def asked(log: pt.Log) -> None:
    """Take a view, put it in order, replay it and ask for every fact of a day in the middle."""
    state = pt.timeline(log).at("2050-06-30")
    assert all(fact.possible for fact in state[PROVISIONS].values())
    assert all(fact.possible for fact in state[CONDITIONS].values())


def test_undated_events_cost_at_most_three_times_what_dated_ones_do() -> None:
    """Five thousand events, all of which may have happened by any day, are taken, put in order and widened."""
    dated = moved(1_000 if QUICK else 5_000)
    undated = attrs.evolve(dated, events=tuple(attrs.evolve(event, date=None) for event in dated.events))

    assert calls(lambda: asked(undated)) <= 3 * calls(lambda: asked(dated))
