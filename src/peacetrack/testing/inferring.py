"""Inferring: which strategy gives the values of a type."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from peacetrack.aspects import KINDS
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario
from peacetrack.model.cast import Cast, Instrument
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.asserting import claims
from peacetrack.testing.casting import actors, casts, instruments, voices
from peacetrack.testing.parts import dates, quantities
from peacetrack.testing.strategies import logs, sources
from peacetrack.testing.supposing import scenarios

STRATEGIES: Final[Mapping[type[Any], Callable[[], SearchStrategy[Any]]]] = {
    ImpreciseDate: dates,
    Actor: actors,
    Voice: voices,
    Source: sources,
    Cast: casts,
    Instrument: instruments,
    Quantity: quantities,
    Log: logs,
    Claim: lambda: logs(claimed=False).flatmap(claims),
    State: lambda: logs().map(replay),
    Timeline: lambda: logs().map(timeline),
    Scenario: lambda: logs().flatmap(scenarios),
}


def strategy_of(cls: type[Any]) -> SearchStrategy[Any]:
    """Give the strategy for a type; an event, a claim or a scenario is one of some log."""
    if not issubclass(cls, Event):
        return STRATEGIES[cls]()
    if cls is Event:
        return st.sampled_from([*KINDS.values()]).flatmap(_event_of_a_log)
    return _event_of_a_log(cls)


def _event_of_a_log(kind: type[Event]) -> SearchStrategy[Event]:
    """Give events of a kind, each from a log that tells of all that it names."""
    found = logs(containing=(kind,), longest=2, claimed=False)
    return found.map(lambda log: next(event for event in log.events if type(event) is kind))
