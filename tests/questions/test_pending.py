"""A gate asks only about demands that can be live, and misses none."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.conditions import CONDITIONS, LIVE, ConditionMet, ConditionRestated, Gate, Step
from peacetrack.log.log import Log
from peacetrack.questions.pending import pending
from peacetrack.questions.threads import gates_of
from peacetrack.state.timeline import State, timeline
from peacetrack.testing.strategies import logs
from tests.build import told


def standing(state: State, of: Gate) -> set[str]:
    """Name the live demands that name a step, or may name none, as far as every demand of the log is asked."""
    found = set[str]()
    for name, fact in state[CONDITIONS].items():
        gates = gates_of(state, name)
        names = {(gate.step, gate.instrument) for gate in gates.certain | gates.maybe}
        if fact.possible & LIVE and (gates.unnamed or (of.step, of.instrument) in names):
            found.add(name)
    return found


@given(logs(), st.data())
def test_no_live_demand_is_left_out(log: Log, data: st.DataObject) -> None:
    """Whoever is believed, and on whatever day: a live demand before a step is among those that may stand there."""
    account = data.draw(st.sampled_from(["everyone", "common_ground", *log.cast.actors]))
    sources = [source.published.latest for source in log.sources.values() if source.published]
    known_by = data.draw(st.sampled_from([None, *(day for day in sources if day)]))
    line = timeline(log, known_by=known_by)
    states = [line.at(day, account=account) for day in (dt.date.min, *line.days(), None)]
    states += [line.at(None, account=account).just_before(place) for place in range(len(line.view.events))]

    for state in states:
        for name in log.cast.instruments:
            for step in Step:
                of = Gate(step, name)
                assert standing(state, of) <= {demand for demand, _ in pending(state, of)}


@given(logs(containing=(ConditionRestated, ConditionMet)), st.data())
def test_of_one_stretch_all_is_known_alike(log: Log, data: st.DataObject) -> None:
    """Between two turns of a demand what is known of it stays the same, so that it is worked out once."""
    account = data.draw(st.sampled_from(["everyone", "common_ground", *log.cast.actors]))
    line = timeline(log)
    states = [line.at(day, account=account) for day in (dt.date.min, *line.days(), None)]
    states += [line.at(None, account=account).just_before(place) for place in range(len(line.view.events))]

    for name in log.cast.instruments:
        known = dict[tuple[str, int], object]()
        for state in states:
            for demand, stretch in pending(state, Gate(Step.SIGNATURE, name)):
                if stretch is not None:
                    found = state[CONDITIONS].get(demand)
                    assert found == known.setdefault((demand, stretch), found)


def test_what_is_over_is_not_asked_about() -> None:
    """A demand that was met, one that names another step, and one that comes later do not stand there."""
    state = timeline(
        told(
            "id: met, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: A, gate: {signature: treaty}",
            "event: condition_withdrawn, date: 2024-02-10, by: azerbaijan, condition: met",
            "id: other, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: B, gate: {text: treaty}",
            "id: live, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: C, gate: {signature: treaty}",
            "id: open, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: D",
            "id: later, event: condition_set, date: 2024-06-10, by: azerbaijan, of: armenia, what: E, gate: {signature: treaty}",
        )
    ).at("2024-03-01")
    (treaty,) = state.log.cast.instruments

    assert [("live", 1), ("open", 1)] == [*pending(state, Gate(Step.SIGNATURE, treaty))]
