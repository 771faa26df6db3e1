"""Scenarios of the kit hold, and are read as they were written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from peacetrack.aspects.conditions import ConditionRejected, ConditionSet
from peacetrack.aspects.principles import Principle, PrincipleInvoked
from peacetrack.aspects.stages import EnteredIntoForce
from peacetrack.checks.play import Played, play
from peacetrack.log.claim import Verdict
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario
from peacetrack.model.cast import Cast, Instrument, Negotiation
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source
from peacetrack.model.ids import (
    ActorId,
    ConditionId,
    EventId,
    InstrumentId,
    SourceId,
    SpeakerId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.testing import assertions, logs, scenarios
from peacetrack.yaml.scenarios.reading import read_scenarios
from peacetrack.yaml.writing.writer import dumps
from tests.profile import examples, in_full
from tests.testing.truces import TRUCES

LOGS: Final = logs(aspects=(TRUCES,), longest=6) | logs(exact=True, longest=6)


@settings(max_examples=examples(25))
@given(LOGS, st.data())
def test_a_scenario_holds(log: Log, data: st.DataObject) -> None:
    """What a scenario supposes is allowed, or refused as it says, and what it asserts follows."""
    scenario = data.draw(scenarios(log))
    played = play(scenario, log)

    assert played.passed
    assert bool(played.refusals) == (scenario.refused is not None)


def is_read(scenario: Scenario, log: Log) -> bool:
    """Tell whether a scenario that is written beside its log is read as it was, and without a problem."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.peace.yaml"
        path.write_bytes(dumps(log, scenario).encode())
        reading = read_scenarios(path, aspects=log.aspects)
    return reading.problems == () and [scenario] == [staged.scenario for staged in reading.scenarios]


@settings(max_examples=examples(25))
@given(LOGS, st.data())
def test_a_scenario_is_read(log: Log, data: st.DataObject) -> None:
    """A scenario that is written beside its log is read as it was."""
    assert is_read(data.draw(scenarios(log)), log)


@in_full
def test_every_verdict_comes_up() -> None:
    """Scenarios suppose what is allowed and what is refused, and expect every verdict."""
    found: set[object] = set()

    @settings(max_examples=50)
    @given(LOGS.flatmap(scenarios))
    def look(scenario: Scenario) -> None:
        found.update(then.expect.verdict for then in scenario.then)
        found.add("refused" if scenario.refused else f"{len(scenario.when)} supposed")

    look()

    assert {*Verdict, "refused", "0 supposed", "1 supposed"} <= found


def test_of_nothing_nothing_is_asserted() -> None:
    """Where there is no text and nothing was told, nothing can be asserted, and it is said."""
    empty = Log(Cast(negotiation=Negotiation(id="none")))
    quickly = settings(max_examples=1, database=None, derandomize=True, phases=(Phase.generate,))

    with pytest.raises(InvalidArgument, match="nothing can be asserted of this log"):
        find(assertions(empty), lambda _: True, settings=quickly)


ANNA: Final = ActorId("anna")
TREATY: Final = InstrumentId("treaty")
TALKS: Final = Cast(
    negotiation=Negotiation(id="talks"),
    actors=ReadOnly({ANNA: Actor(id=ANNA, role="negotiating_party")}),
    instruments=ReadOnly({TREATY: Instrument(id=TREATY, unit="article")}),
)
LATE: Final = Source(id=SourceId("archive"), published=ImpreciseDate.parse("2030-01-01"))
EARLY: Final = Source(id=SourceId("daily"), published=ImpreciseDate.parse("2023-05-03"))
SOURCES: Final = ReadOnly({source.id: source for source in (EARLY, LATE)})
THEN: Final = ImpreciseDate.parse("2023-05-02")


@settings(phases=[Phase.generate])
@given(st.data())
def test_what_is_refused_is_refused_by_all_that_was_known(data: st.DataObject) -> None:
    """What was published later neither refuses nor allows what is supposed: all that was known by a day decides."""
    stated: dict[str, Any] = {"source": LATE.id, "date": THEN, "by": (SpeakerId(ANNA),), "instrument": TREATY}
    in_force = EnteredIntoForce(id=EventId("in-force"), **stated)
    held = PrincipleInvoked(id=EventId("held"), principle=Principle.EARLY_HARVEST, **stated)
    log = Log(TALKS, SOURCES, (in_force, held))
    scenario = data.draw(scenarios(log, longest=0))
    known = log if scenario.given.known_by is None else Log(TALKS, SOURCES)

    assert play(scenario, log).passed
    assert {*codes(play(scenario, known))} == {*codes(play(scenario, log))}


def codes(played: Played) -> Iterator[str]:
    return (finding.code for finding in played.refusals)


@given(st.data())
def test_nothing_is_asserted_of_what_is_not_known(data: st.DataObject) -> None:
    """A demand of which nobody has told yet is not asserted, although its rejection is known."""
    demanded = ConditionSet(id=EventId("demanded"), source=LATE.id, date=THEN, what="a border")
    refused = ConditionRejected(
        id=EventId("refused"),
        source=EARLY.id,
        date=ImpreciseDate.parse("2023-05-03"),
        condition=ConditionId(demanded.id),
    )
    log = Log(TALKS, SOURCES, (demanded, refused))
    scenario = data.draw(scenarios(log))

    assert is_read(scenario, log)


@given(st.data())
def test_a_supposition_has_a_day(data: st.DataObject) -> None:
    """Where nobody knows when anything happened, what a scenario supposes is dated all the same: it follows the log."""
    demanded = ConditionSet(id=EventId("demanded"), what="a border")
    log = Log(TALKS, events=(demanded,))
    scenario = data.draw(scenarios(log))

    assert play(scenario, log).passed
    assert all(event.true_of for event in scenario.when)
