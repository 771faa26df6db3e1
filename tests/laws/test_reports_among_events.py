"""Every published law runs on logs with every kind of report about another: what is confirmed, denied, corrected, taken back."""

from __future__ import annotations

from typing import Final

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import EVENTS
from peacetrack.testing.laws import Law
from peacetrack.testing.laws.speaking import speaking
from peacetrack.testing.reading import read_text
from tests.laws.enumerating import LAW_4, smaller
from tests.laws.published import LAWS
from tests.profile import THOROUGH

FEW: Final = settings(
    max_examples=100 if THOROUGH else 3, deadline=None, suppress_health_check=list(HealthCheck)
)
HEAD: Final = """
peacetrack: 1
negotiation: {id: w}
actors: {n: {role: negotiating_party}, s: {role: negotiating_party}}
instruments: {t: {unit: article}}
events:
"""
#: The first of them was made by no course of events, the second is told by nobody any more.
CASES: Final = (
    "- {id: k, event: condition_set, date: 2024-01-01, what: X}\n- {event: denied, date: 2024-01-01, by: n, of: k}",
    "- {id: c, event: count_stated, pending: 1}\n- {event: retracted, of: c}",
)

each_law = pytest.mark.parametrize("law", LAWS, ids=lambda law: f"law-{law.number}")


@each_law
@pytest.mark.parametrize("events", CASES)
def test_a_law_has_no_fault_on_what_was_denied_or_taken_back(law: Law, events: str) -> None:
    """A demand that its only report is denied of, and a count that is taken back, break no law."""
    log = read_text(HEAD + events).log
    assert log

    @settings(FEW, max_examples=25)
    @given(st.data())
    def kept(data: st.DataObject) -> None:
        assert () == law.breaches(log, data.draw)

    kept()


@each_law
@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.kind)
def test_a_law_runs_on_every_kind_of_report(law: Law, kind: type[Event]) -> None:
    """Whatever else a log tells, a report of another in it stops no law and breaks none."""
    # Law 4 enumerates worlds, of which there must not be too many.
    drawn = (
        speaking((), containing=[kind], longest=4).map(smaller)
        if law is LAW_4
        else speaking((), containing=[kind])
    )

    @FEW
    @given(drawn, st.data())
    def kept(log: pt.Log, data: st.DataObject) -> None:
        assert () == law.breaches(log, data.draw)

    kept()
