"""What a program and a notebook show of public values: a line that names the value, and a table."""

from __future__ import annotations

from typing import Final

import pytest

import peacetrack as pt
from tests.build import log_with
from tests.report.reading import ROOT

LOG: Final = pt.load(ROOT / "fixtures" / "armenia-azerbaijan")
STATE: Final = pt.replay(LOG, as_of="2024-09-17", known_by="2024-09-23")
LINE: Final = pt.timeline(LOG)
SHUT: Final = pt.gate(STATE, signature="treaty", text="agreed_part")
SHOWN: Final = {
    "log": (LOG, f"<Log of 'armenia-azerbaijan': {len(LOG.events)} events, 6 sources, {len(LOG.claims)} claims>"),
    "state": (STATE, "<State of 'armenia-azerbaijan' at 2024-09-17, known by 2024-09-23, account of everyone>"),
    "timeline": (LINE, f"<Timeline of 'armenia-azerbaijan': {len(LINE.view.events)} events>"),
    "known": (pt.timeline(LOG, known_by="2024-06-30"), "events, known by 2024-06-30>"),
    "end": (LINE.at(), "<State of 'armenia-azerbaijan' at the end of the log, account of everyone>"),
    "results": (pt.check(LOG), f"<Results: {len(LOG.claims)} of {len(LOG.claims)} as expected>"),
    "changes": (pt.diff(STATE, STATE), "<Changes: 0 answers differ>"),
    "explanation": (pt.explain(STATE, "count:agreed"), "<Explanation: count of agreed treaty: 13 of 16 articles agreed"),
    "gate": (SHUT, "<signature of treaty (the agreed part): shut>"),
    "passed": (
        pt.gate(pt.replay(log_with("event: signed, instrument: treaty, date: 2024-06-01")), signature="treaty"),
        "<signature of treaty: passed>",
    ),
    "standing": (pt.standing(STATE, "azerbaijan"), "<Standing: 0 of 16 articles settled for azerbaijan>"),
}  # fmt: skip


@pytest.mark.parametrize("name", SHOWN)
def test_a_value_names_itself_in_one_line(name: str) -> None:
    """A value in a list, in a message, at a prompt takes a line and not a screen."""
    value, shown = SHOWN[name]

    assert shown in repr(value)
    assert len(repr(value)) < 200


def test_the_cast_and_what_was_read_are_as_short() -> None:
    """Of the cast there is how many it names; of a reading its folder and what is wrong."""
    folder = ROOT / "fixtures" / "bad" / "cycle"

    assert repr(LOG.cast).startswith("<Cast of 'armenia-azerbaijan': ")
    assert f"<Reading of {str(folder)!r}: no log, " in repr(pt.read(folder))


@pytest.mark.parametrize("value", [LOG, LOG.cast, SHUT, pt.explain(STATE, "count:agreed")], ids=repr)
def test_a_notebook_shows_a_table(value: pt.Log | pt.Cast | pt.GateState | pt.Explanation) -> None:
    """The table has a row for each event, each actor, each blocker, each reason; what it says is text."""
    shown = value._repr_html_()

    assert shown.startswith('<table><caption dir="auto">')
    assert 1 < shown.count("<tr>")
    assert "<script" not in shown
