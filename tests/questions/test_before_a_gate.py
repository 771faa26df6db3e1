"""Before a gate stands every demand that is live there, and no other."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.conditions import CONDITIONS, LIVE, ConditionMet, ConditionRestated, Gate, Step
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId
from peacetrack.questions.blockers import parties_past
from peacetrack.questions.demands import gates_of, owners_of
from peacetrack.questions.gates import GateState, gate, gate_state
from peacetrack.state.timeline import State, timeline
from peacetrack.testing.strategies import logs
from tests.build import log_with


def live(state: State, of: Gate) -> set[str]:
    """Name the live demands that name a step, or may name none and no other text, of any who has not taken it."""
    found = set[str]()
    passed, _ = parties_past(state, of)
    for name, fact in state[CONDITIONS].items():
        gates, origin = gates_of(state, name), state.log.by_id[EventId(name)]
        may_stand = gates.unnamed and getattr(origin, "instrument", None) in (None, of.instrument)
        stands = may_stand or of in gates.certain | gates.possible
        if fact.possible & LIVE and stands and not {*(owners_of(state, name) or (None,))} <= passed:
            found.add(name)
    return found


def standing(found: GateState) -> set[str]:
    """Name the demands that stand before a gate, or may, or have no force there."""
    blockers = (*found.blockers, *found.may_block, *found.without_force)
    return {str(blocker.condition) for blocker in blockers if blocker.condition}


@given(logs(containing=(ConditionRestated, ConditionMet)), st.data())
def test_no_live_demand_is_left_out(log: Log, data: st.DataObject) -> None:
    """Whoever is believed, and on whatever day: just the live demands before a step stand there until it is taken."""
    account = data.draw(st.sampled_from(["everyone", "common_ground", *log.cast.actors]))
    sources = [source.published.latest for source in log.sources.values() if source.published]
    known_by = data.draw(st.sampled_from([None, *(day for day in sources if day)]))
    line = timeline(log, known_by=known_by)
    states = [line.at(day, account=account) for day in (dt.date.min, *line.days(), None)]
    states += [line.at(None, account=account).just_before(place) for place in range(len(line.view.events))]

    for state in states:
        for name in log.cast.instruments:
            for step in Step:
                found = gate_state(state, Gate(step, name))
                assert (set() if found.passed else live(state, found.gate)) == standing(found)


def test_what_is_over_stands_nowhere() -> None:
    """A demand that was dropped, one that names another step, and one that comes later do not stand there."""
    state = timeline(
        log_with(
            "id: met, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: A, gate: {signature: treaty}",
            "event: condition_withdrawn, date: 2024-02-10, by: azerbaijan, condition: met",
            "id: other, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: B, gate: {text: treaty}",
            "id: live, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: C, gate: {signature: treaty}",
            "id: open, event: condition_set, date: 2024-01-10, by: azerbaijan, of: armenia, what: D",
            "id: later, event: condition_set, date: 2024-06-10, by: azerbaijan, of: armenia, what: E, gate: {signature: treaty}",
        )
    ).at("2024-03-01")
    found = gate(state, signature="treaty")

    assert ["live"] == [blocker.condition for blocker in found.blockers if blocker.condition]
    assert ["open"] == [blocker.condition for blocker in found.may_block]
