"""The rows of demands: each with its owner, and the intervals of days on which it stood before a step.

The law: an interval ends when the demand is met or dropped, when its owner names the step no more, and when the step is
taken all the same; whether it stood there on a day is what the gate itself answers on that day.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from peacetrack.aspects.conditions import CONDITIONS, LIVE, Demand, Gate
from peacetrack.aspects.stages import STAGES
from peacetrack.model.ids import EventId
from peacetrack.questions.blockers import demands
from peacetrack.questions.demands import addressees_of, gates_of, owners_of, times_stated
from peacetrack.questions.gates import has_passed
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.parties import has_force
from peacetrack.report.tables.events import days_of
from peacetrack.report.tables.table import Row, list_of, text
from peacetrack.state.timeline import State, Timeline

#: Before any day of which a log could tell.
LONG_AGO: Final = dt.date.min
#: A demand and the step before which it stands; no step when nobody named one.
Stand = tuple[str, Gate | None]
#: Whether it certainly stands there, and whether it shuts anything.
Force = tuple[bool, bool]


def condition_rows(state: State) -> Iterator[Row]:
    """List the demands of a state, in the order in which they were first stated."""
    for name, fact in state[CONDITIONS].items():
        first = state.timeline.view.by_id.get(EventId(name))
        yield (
            name,
            list_of(owners_of(state, name)),
            list_of(addressees_of(state, name)),
            first.what if isinstance(first, Demand) else None,
            text(first.date) if first else None,
            *days_of(EventId(name), state.timeline),
            times_stated(state, name),
            list_of(sorted(map(str, gates_of(state, name).certain))),
            text(fact.status),
            list_of(sorted(fact.possible)),
        )


def demand_days(line: Timeline) -> tuple[dt.date, ...]:
    """List the days on which it can change what stands before which step: a demand changes, or a step is taken."""
    changing = ChangeDays(line)
    histories = line.replayed.histories_of(CONDITIONS)
    gates = (gate for event in line.view.events for gate in getattr(event, "gate", ()))
    if any(gate.provisions for gate in gates):
        return line.days()  # whether a provision has been taken up may follow from any number
    days = {*changing.of(CONDITIONS, *histories), *changing.of(STAGES, *line.replayed.histories_of(STAGES))}
    return tuple(sorted(days))


def blocking_rows(states: Iterable[State], *, last: State) -> list[Row]:
    """
    List the intervals of days on which demands stood before a step.

    Args:
        states: One for each day on which anything may have changed, in order; the first before any of them.
        last: The state at the end, which knows whose each demand is.
    """
    running: dict[Stand, tuple[dt.date, Force]] = {}
    found: list[tuple[Stand, dt.date, Force, dt.date | None]] = []
    for state in states:
        day, now = state.as_of or LONG_AGO, dict(_standing(state))
        over = [stand for stand, (_, force) in running.items() if now.get(stand) != force]
        found += [(stand, *running.pop(stand), day - dt.timedelta(1)) for stand in over]
        for stand, force in now.items():
            running.setdefault(stand, (day, force))
    found += [(stand, since, force, None) for stand, (since, force) in running.items()]
    return [_row(*one, last) for one in sorted(found, key=lambda one: (one[0][0], str(one[0][1]), one[1]))]


def _row(stand: Stand, since: dt.date, force: Force, until: dt.date | None, last: State) -> Row:
    name, gate = stand
    return (
        name,
        list_of(owners_of(last, name)),
        gate.step.value if gate else None,
        gate.instrument if gate else None,
        list_of(gate.provisions) if gate else None,
        None if since == LONG_AGO else since,
        until,
        *force,
    )


def _standing(state: State) -> Iterator[tuple[Stand, Force]]:
    """Tell where each live demand of a state stands."""
    asked: dict[Gate, dict[str, Force]] = {}
    for name, fact in state[CONDITIONS].items():
        if not fact.possible & LIVE:
            continue
        gates = gates_of(state, name)
        for gate in sorted(gates.certain | gates.possible, key=str):
            if gate not in asked:
                asked[gate] = _before(state, gate)
            if name in asked[gate]:
                yield (name, gate), asked[gate][name]
        if gates.unnamed:
            shuts = any(has_force(state, owner) for owner in owners_of(state, name) or (None,))
            yield (name, None), (bool(fact.because) and fact.possible <= LIVE, shuts)


def _before(state: State, gate: Gate) -> dict[str, Force]:
    """Tell how demands stand before a gate; nothing once the step has been taken."""
    found: dict[str, Force] = {}
    for demand, is_gated in demands(state, gate, text="whole") if not has_passed(state, gate) else ():
        shuts = has_force(state, demand.owner)
        if demand.condition and (is_gated or not shuts):
            certain, shut = found.get(demand.condition, (False, False))
            found[demand.condition] = certain or demand.certain, shut or shuts
    return found
