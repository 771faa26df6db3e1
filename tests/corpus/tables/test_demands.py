"""On which days a demand stood before a step: what the gate itself answers on each of them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import given

from peacetrack.aspects.conditions import CONDITIONS, LIVE, ConditionSet, Gate
from peacetrack.corpus.tables.demands import LONG_AGO, blocking_rows, condition_rows
from peacetrack.corpus.tables.layout import BLOCKING
from peacetrack.log.log import Log
from peacetrack.questions.demands import gates_of
from peacetrack.questions.gates import gate_state
from peacetrack.report.tables.table import list_of
from peacetrack.state.timeline import State, timeline
from peacetrack.testing import logs
from peacetrack.yaml.files.loader import load
from tests.commands.running import CAST, folder
from tests.corpus.tables.stored import FIXTURES, TUNNEL, as_mappings, rows_by_log, rows_of

#: A stand of a demand on a day: which one, before which step of what, whether certain.
Stand = tuple[str, str | None, str | None, str | None, bool]
TALKS: Final = CAST + "source: {id: june, published: 2024-12-31}\nevents:\n"


def standing(state: State) -> set[Stand]:
    """Ask each gate that a live demand names, or may name, whether it stands there."""
    found = set[Stand]()
    for name, fact in state[CONDITIONS].items():
        gates = gates_of(state, name)
        if gates.unnamed and fact.possible & LIVE:
            found.add((name, None, None, None, bool(fact.because) and fact.possible <= LIVE))
        found |= {
            _stand(name, gate, one.certain)
            for gate in gates.certain | gates.possible
            for one in _blockers(state, gate, name)
        }
    return found


def _blockers(state: State, gate: Gate, name: str) -> list[Any]:
    stated = gate_state(state, gate)
    return [one for one in (*stated.blockers, *stated.without_force) if one.condition == name]


def _stand(name: str, gate: Gate, certain: bool) -> Stand:  # noqa: FBT001 - the last part of a stand
    return name, gate.step.value, gate.instrument, list_of(gate.provisions), certain


def intervals(log: Log) -> tuple[list[dict[str, Any]], list[dt.date]]:
    """Give the rows of a log, and the days on which anything may change."""
    line = timeline(log)
    days = [LONG_AGO, *line.days()]
    rows = blocking_rows((line.at(day) for day in days), last=line.at())
    names = [column.name for column in BLOCKING[1:]]
    return [dict(zip(names, row, strict=True)) for row in rows], days


def on(day: dt.date, rows: list[dict[str, Any]]) -> set[Stand]:
    """Read from the rows what stood where on a day."""
    return {
        (row["condition"], row["step"], row["instrument"], row["provisions"], row["certain"])
        for row in rows
        if (row["since"] or LONG_AGO) <= day <= (row["until"] or dt.date.max)
    }


@pytest.mark.parametrize(
    "path", [TUNNEL, FIXTURES / "armenia-azerbaijan", FIXTURES / "colombia-farc"], ids=lambda path: path.name
)
def test_on_every_day_the_rows_say_what_the_gates_say(path: Path) -> None:
    """Of the negotiations that come with the program."""
    log = load(path)
    rows, days = intervals(log)
    line = timeline(log)

    assert rows
    assert [] == [day for day in days if on(day, rows) != standing(line.at(day))]


@given(logs(containing=[ConditionSet]))
def test_so_they_do_of_any_log(log: Log) -> None:
    """And no stretch ends before it begins, or overlaps another one of the same demand and step."""
    rows, days = intervals(log)
    line = timeline(log)

    assert [] == [day for day in days if on(day, rows) != standing(line.at(day))]
    assert [] == [row for row in rows if (row["since"] or LONG_AGO) > (row["until"] or dt.date.max)]


def blocking(path: Path) -> list[tuple[Any, ...]]:
    """Give condition, step, first and last day, certainty and force of each stretch."""
    rows = as_mappings("blocking", rows_of(rows_by_log(path))["blocking"])
    return [
        tuple(str(row[name]) for name in ("condition", "step", "since", "until", "certain", "shuts"))
        for row in rows
    ]


def test_a_demand_stands_until_it_is_met_or_the_step_is_taken(tmp_path: Path) -> None:
    """The day on which it was met is not one of them; and a signature ends what stood before it."""
    events = (
        "  - {id: met, event: condition_set, by: azerbaijan, what: X, gate: {signature: treaty}, date: 2024-03-01}\n"
        "  - {id: overtaken, event: condition_set, by: armenia, what: Y, gate: {signature: treaty}, date: 2024-03-05}\n"
        "  - {event: condition_met, condition: met, by: azerbaijan, date: 2024-04-01}\n"
        "  - {event: signed, instrument: treaty, date: 2024-05-01}\n"
    )

    assert [
        ("met", "signature", "2024-03-01", "2024-03-31", "True", "True"),
        ("overtaken", "signature", "2024-03-05", "2024-04-30", "True", "True"),
    ] == blocking(folder(tmp_path / "talks", talks=TALKS + events))


def test_a_demand_whose_step_nobody_named_has_a_row_without_one(tmp_path: Path) -> None:
    """It may stand before any; and the demand of somebody who does not negotiate shuts nothing."""
    cast = TALKS.replace("actors:\n", "actors:\n  host: {name: The host, role: host}\n")
    events = (
        "  - {id: unnamed, event: condition_set, by: armenia, what: X, date: 2024-03-01/2024-03-09}\n"
        "  - {id: idle, event: condition_set, by: host, what: Y, gate: {signature: treaty}, date: 2024-03-05}\n"
    )

    assert [
        ("idle", "signature", "2024-03-05", "None", "True", "False"),
        ("unnamed", "None", "2024-03-01", "2024-03-08", "False", "True"),
        ("unnamed", "None", "2024-03-09", "None", "True", "True"),
    ] == blocking(folder(tmp_path / "talks", talks=cast + events))


def test_a_demand_before_provisions_names_them(tmp_path: Path) -> None:
    """It stands until they are taken up."""
    events = (
        "  - {id: first, event: condition_set, by: armenia, what: X, gate: {opening: borders}, date: 2024-03-01}\n"
        "  - {event: provision_opened, provision: borders, date: 2024-04-01}\n"
    )
    home = folder(tmp_path / "talks", talks=TALKS + events)
    (row,) = as_mappings("blocking", rows_of(rows_by_log(home))["blocking"])

    assert ("opening", None, '["borders"]', dt.date(2024, 3, 31)) == (
        row["step"],
        row["instrument"],
        row["provisions"],
        row["until"],
    )


def test_a_condition_is_one_row() -> None:
    """Whose it is, of whom, before which steps, and what became of it."""
    first, second = as_mappings("conditions", rows_of(rows_by_log(TUNNEL))["conditions"])

    assert {
        "log": "tunnel",
        "condition": "old-debts",
        "owners": '["northbank"]',
        "of_whom": '["southbank"]',
        "what": "Pay the debts of the old bridge first",
        "date": "2030-02-10",
        "earliest": dt.date(2030, 2, 10),
        "latest": dt.date(2030, 2, 10),
        "times_stated": 1,
        "gates": '["signature of treaty"]',
        "status": "met",
        "possible": '["met"]',
    } == first
    assert "census" == second["condition"]


def test_a_demand_whose_first_statement_is_not_known_has_no_words(tmp_path: Path) -> None:
    """Who asks what was known by a day may know of an answer to a demand before the demand itself."""
    later = "peacetrack: 1\nsource: {id: late, published: 2024-12-31}\nevents:\n"
    demand = "  - {id: first, event: condition_set, by: armenia, what: X, of: azerbaijan, date: 2024-03-01}\n"
    answer = "  - {event: condition_restated, condition: first, by: armenia, what: Z, date: 2024-03-02}\n"
    home = folder(
        tmp_path / "talks",
        cast=CAST,
        late=later + demand,
        june=later.replace("late", "june").replace("12-31", "06-01") + answer,
    )
    state = timeline(load(home), known_by="2024-07-01").at()

    assert [("first", None, None, None, None, None, None)] == [row[:7] for row in condition_rows(state)]
