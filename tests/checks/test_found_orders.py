"""Logs of which nobody told the order, each written in two ways: the names of files change no answer."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects.assertions import CountAsserted
from peacetrack.aspects.tallies import Quantity
from peacetrack.checks.checking import findings
from peacetrack.log.claim import Verdict
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.verdicts import judge
from peacetrack.testing.answers import Answers, units
from peacetrack.worlds import Bounds
from tests.build import log_with

FOUND: Final = Path(__file__).parents[2] / "fixtures" / "found"


def written_twice(name: str) -> tuple[pt.State, ...]:
    return tuple(pt.replay(pt.load(folder)) for folder in sorted((FOUND / name).iterdir()))


def named(state: pt.State) -> list[set[str]]:
    """Name the events of each finding about an order that matters."""
    found = (one for one in findings(state) if one.code == "order-matters")
    return [{one.entry, *(entry for _, entry in one.others)} for one in found]


def test_of_two_principles_either_may_be_held() -> None:
    """Two papers, one month, two principles: the party holds either, and the pair is named."""
    states = written_twice("order-two-principles")
    held = [{one.principle for one in pt.standing(state, "south").held} for state in states]

    assert [{"single_undertaking", "early_harvest"}] * 2 == held
    assert ["0 to 13 of 16 articles settled for south"] * 2 == [
        str(pt.standing(state, "south")) for state in states
    ]
    assert [[{"p1", "p2"}]] * 2 == [*map(named, states)]


@pytest.mark.parametrize(
    ("name", "text", "count", "pair"),
    [
        ("order-two-counts", "t", "13 to 15 of 16 articles agreed", {"c1", "c2"}),
        ("two-counts-one-day", "accord", "5 to 6 of 7 chapters agreed", {"morning-count", "evening-count"}),
    ],
)
def test_of_two_counts_either_may_be_the_last(name: str, text: str, count: str, pair: set[str]) -> None:
    """Two papers, one month or one day, two figures: it is either, never what lies between, and the pair is named."""
    states = written_twice(name)

    assert [count] * 2 == [str(state.count(text)) for state in states]
    assert [[pair]] * 2 == [*map(named, states)]
    for state in states:
        low, high = state.count(text).numerator.low, state.count(text).numerator.high or 0
        verdicts = [
            judge(CountAsserted(instrument=InstrumentId(text), agreed=Quantity(low=n, high=n)), state).verdict
            for n in range(low - 1, high + 2)
        ]
        between = [Verdict.REFUTED] * (high - low - 1)
        assert [
            Verdict.REFUTED,
            Verdict.NOT_ENOUGH_INFO,
            *between,
            Verdict.NOT_ENOUGH_INFO,
            Verdict.REFUTED,
        ] == verdicts


def test_an_objection_and_an_agreement_that_overlap_are_no_error() -> None:
    """The article was contested some day up to the twentieth, and agreed on the tenth: no order refuses both."""
    state = pt.replay(pt.load(FOUND / "refused-though-the-dates-allow-it"))

    assert () == state.findings
    assert "agreed" in state.possible("a")


@pytest.mark.parametrize("name", ["order-two-principles", "order-two-counts", "two-counts-one-day"])
def test_names_of_files_change_no_answer(name: str) -> None:
    """Both ways in which it is written give the same of everything."""
    one, other = written_twice(name)
    shown = Answers()

    for question, answers in shown.everything(one, units(one.log)).items():
        again = shown.everything(other, units(other.log))[question]
        if question in ("standings", "counts"):
            assert {key: str(answers[key]) for key in answers} == {key: str(again[key]) for key in again}
        assert {*map(str, answers)} == {*map(str, again)}


NORTH_AND_SOUTH: Final = """
peacetrack: 1
negotiation: {id: w}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {t: {unit: article, provisions: {a: {kind: article}, p: {kind: preamble}}}}
"""


def two_papers(folder: Path, one: str, other: str, *, before: str = "") -> pt.State:
    """Let two papers tell one thing each, in a month in which either may have been first."""
    first = f"events: [{{{before}}}]\n" if before else ""
    (folder / "cast.peace.yaml").write_text(f"{NORTH_AND_SOUTH.lstrip()}{first}", "utf-8")
    for name, entry in (("x", one), ("y", other)):
        head = f"peacetrack: 1\nnegotiation: w\nsource: {{id: {name}, published: 2030-03-01}}\n"
        (folder / f"{name}.peace.yaml").write_text(f"{head}events: [{{{entry}}}]\n", "utf-8")
    return pt.replay(pt.load(folder))


DEMAND: Final = (
    "id: c, event: condition_set, date: 2029-01-01, by: south, of: north, what: x, gate: {signature: t}"
)


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_steps_of_a_demand_either_may_stand(tmp_path: Path, *, swapped: bool) -> None:
    """Dropped and stated again in one month, the demand may stand: its gate is undetermined, and the claim cannot be told."""
    entries = [
        "id: drop, event: condition_withdrawn, condition: c, by: south, date: 2030-01",
        "id: again, event: condition_restated, condition: c, by: south, date: 2030-01",
    ]
    state = two_papers(tmp_path, *(entries[::-1] if swapped else entries), before=DEMAND)

    assert "undetermined" == pt.gate(state, signature="t", text="agreed_part").opening
    assert [{"drop", "again"}] == named(state)


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_decisions_either_may_be_the_last(tmp_path: Path, *, swapped: bool) -> None:
    """A parliament that approved and rejected in one month has done either; one that did so in January and March has rejected."""
    entries = [
        f"id: {outcome}, event: domestic_step, party: north, body: House, outcome: {outcome}, date: 2030-01"
        for outcome in ("approved", "rejected")
    ]
    state = two_papers(tmp_path, *(entries[::-1] if swapped else entries))
    courses = state.stage("t").courses

    assert {"approved", "rejected"} == {course[-1].id for course in courses}
    assert [{"approved", "rejected"}] == named(state)


def test_of_two_statements_of_one_node_either_may_be_the_last(tmp_path: Path) -> None:
    """A preamble is in no number: whether it is open or deferred, only the order of two papers tells."""
    entries = [
        f"id: {status}, event: status_stated, {status}: [p], date: 2030-01" for status in ("open", "deferred")
    ]
    state = two_papers(tmp_path, *entries, before="event: count_stated, date: 2029-01-01, agreed: 1, of: 3")
    (finding,) = (one for one in findings(state) if one.code == "order-matters")

    assert {"open", "deferred"} == {*state.possible("p")}
    assert "'p' is deferred in this order, open in the other." in finding.message
    assert Bounds(1, 1) == ever_opened(state, "t").meet(Bounds(1, 1))


def test_of_two_additions_either_may_have_been_the_first(tmp_path: Path) -> None:
    """An article cannot be added twice: in either order one of the two is refused, and it has the status of the other."""
    entries = [
        f"id: {status}, event: provision_added, provision: a, status: {status}, date: 2030-01"
        for status in ("open", "agreed")
    ]
    state = two_papers(tmp_path, *entries)

    assert [{"open", "agreed"}] == named(state)
    assert 1 == len(state.timeline.perhaps)


def test_before_all_of_a_group_had_happened_its_orders_are_those_of_what_had() -> None:
    """Three counts of the year: by each day the answer has room for every order of those that may have been by then."""
    log = log_with(
        "event: count_stated, agreed: 1, of: 9, date: 2030-01-01/2030-01-20",
        "event: count_stated, agreed: 2, of: 9, date: 2030-01-10",
        "event: count_stated, agreed: 3, of: 9, date: 2030-01-15/2030-01-30",
        "event: count_stated, agreed: 3, of: 9, date: 2030-01-16/2030-01-30",
    )
    numbers = {
        day: str(pt.replay(log, as_of=f"2030-01-{day}").count("treaty").numerator)
        for day in ("09", "10", "14", "15", "20", "30")
    }

    assert {"10": "1 to 2", "14": "1 to 2", "15": "1 to 3", "20": "1 to 3", "30": "1 to 3"} == {
        day: number for day, number in numbers.items() if day != "09"
    }
