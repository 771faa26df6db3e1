"""Diagrams: nothing that a log says becomes a word of them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.aspects.conditions import ConditionSet, Step
from peacetrack.aspects.reports import Denied
from peacetrack.model.cast import Negotiation
from peacetrack.model.ids import EventId, ProvisionId, SpeakerId
from peacetrack.report.export.mermaid import (
    label,
    mermaid_state,
    mermaid_statuses,
    mermaid_timeline,
)
from peacetrack.testing.strategies import logs

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
LOG: Final = pt.load(FIXTURES / "armenia-azerbaijan")
COLOMBIA: Final = pt.load(FIXTURES / "colombia-farc")
STATE: Final = pt.replay(LOG, as_of="2024-09-17")
each_log = pytest.mark.parametrize("log", [LOG, COLOMBIA], ids=["armenia-azerbaijan", "colombia-farc"])
BARE: Final = pt.Log(cast=pt.Cast(negotiation=Negotiation(id="bare")))

# Mermaid has no parser on the Python package index, so its grammar is kept by what may stand in a line at all.
PLAIN_SIGNS: Final = r"(?:[^\W_]|[ ,()/-]|#\d+;)+"
LINES: Final = {
    "timeline": rf"timeline|    title {PLAIN_SIGNS}|    section {PLAIN_SIGNS}|    {PLAIN_SIGNS} : {PLAIN_SIGNS}",
    "statuses": (
        rf"gantt|    title {PLAIN_SIGNS}|    dateFormat YYYY-MM-DD|    section {PLAIN_SIGNS}"
        rf"|    {PLAIN_SIGNS} :\d{{4}}-\d\d-\d\d, \d{{4}}-\d\d-\d\d"
    ),
    "state": (
        rf'flowchart LR|    i\d+\["{PLAIN_SIGNS}"\]|    i\d+ --- p\d+\["{PLAIN_SIGNS}"\]|    class p\d+ [a-z]+'
        rf'|    c\d+\{{\{{"{PLAIN_SIGNS}"\}}\}}|    c\d+ -- "{PLAIN_SIGNS}" --> i\d+|    a\d+\["{PLAIN_SIGNS}"\]|    i\d+ -\.- a\d+|    classDef [a-z]+ [a-zA-Z0-9:,#-]+'
    ),
}
DRAWN: Final = {"timeline": mermaid_timeline, "statuses": mermaid_statuses, "state": mermaid_state}
each_diagram = pytest.mark.parametrize("kind", DRAWN)


@each_diagram
@each_log
def test_a_diagram_has_only_lines_of_its_grammar(kind: str, log: pt.Log) -> None:
    """As of a day and at the end, in every account."""
    for state in (
        pt.replay(log),
        pt.replay(log, as_of="2014-01-01"),
        pt.replay(log, account="common_ground"),
    ):
        lines = DRAWN[kind](state).splitlines()
        assert [] == [line for line in lines if not re.fullmatch(LINES[kind], line)]


@given(logs(longest=4))
def test_nothing_that_a_log_says_becomes_a_word_of_a_diagram(log: pt.Log) -> None:
    """Neither its titles nor its names."""
    for kind, draw in DRAWN.items():
        lines = draw(pt.replay(log)).split("\n")[:-1]
        assert [] == [line for line in lines if not re.fullmatch(LINES[kind], line)]


@given(st.text())
def test_a_label_holds_no_sign_of_mermaid(text: str) -> None:
    """What it shows is the text, without what nobody can see."""
    written = label(text)
    shown = re.sub(r"#(\d+);", lambda found: chr(int(found[1])), written)

    visible = "".join(sign for sign in " ".join(text.split()) if sign.isprintable()).strip()

    assert re.fullmatch(PLAIN_SIGNS, written)
    assert (visible or "(no name)") == shown


def test_a_timeline_says_what_only_may_have_happened() -> None:
    """The renewals of the offer were made some day before the Monday."""
    text = mermaid_timeline(pt.replay(LOG, as_of="2024-09-15"))

    assert "    section 2024\n" in text
    assert "interim-deal-renewals) (perhaps)" in text
    assert "(interim-deal-rejected)" not in text


def test_an_event_without_a_last_day_has_a_section_of_its_own() -> None:
    """It is told at the end."""
    event = attrs.evolve(
        LOG.by_id[pt.timeline(LOG).view.events[0].id], date=None, about=None, source=None, cite=(), by=()
    )
    text = mermaid_timeline(pt.replay(attrs.evolve(LOG, events=(event,))))

    assert "    section no last day known\n    undated : statement made" in text


def test_statuses_are_drawn_up_to_the_day() -> None:
    """A bar ends where the next begins."""
    text = mermaid_statuses(STATE)

    assert "    section provision preamble\n    agreed :2024-09-17, 2024-09-18\n" in text
    assert "raised or rejected (perhaps) :" in text


def test_what_has_no_day_is_not_drawn() -> None:
    """A chart of nothing has a title."""
    assert "gantt\n    title bare\n    dateFormat YYYY-MM-DD\n" == mermaid_statuses(pt.replay(BARE))
    assert "timeline\n    title bare\n" == mermaid_timeline(pt.replay(BARE))


def test_a_state_is_drawn_with_what_stands_before_its_gates() -> None:
    """The demand about the constitution is a demand before the signature."""
    lines = mermaid_state(STATE).splitlines()

    assert '    i0["Draft peace treaty#58; 13 of 16 articles agreed"]' in lines
    assert '    c0 -- "before signature of treaty" --> i0' in lines
    assert "    class p0 agreed" in lines


def test_a_demand_before_provisions_is_drawn_alone() -> None:
    """Its gate is of provisions, and no instrument's."""
    demand = LOG.by_id[EventId("constitution")]
    assert isinstance(demand, ConditionSet)
    before = attrs.evolve(demand, gate=(pt.Gate(Step.OPENING, None, (ProvisionId("preamble"),)),))
    text = mermaid_state(pt.replay(attrs.evolve(LOG, events=(before,))))

    assert '    c0{{"constitution#58; raised"}}\n    a' in text
    assert "gate opening of preamble#58; shut#58; condition constitution (azerbaijan)" in text


def test_what_else_is_answered_is_drawn_at_its_text() -> None:
    """Of counts, principles and gates a node each; of what has no text, such as a contact, one that stands alone."""
    lines = mermaid_state(STATE).splitlines()
    place = next(line.partition("[")[0].strip() for line in lines if "principle of azerbaijan" in line)

    assert f'    {place}["principle of azerbaijan about treaty#58; single undertaking"]' in lines
    assert f"    i0 -.- {place}" in lines
    assert any("contact september-call#58; " in line for line in lines)


def test_the_numbers_are_bars_too() -> None:
    """Each answer has its days: 13 of 16 from the seventeenth of September."""
    text = mermaid_statuses(STATE)

    assert (
        "    section count of agreed treaty\n    13 of 16 articles agreed :2024-09-17, 2024-09-18\n" in text
    )


def test_what_is_disputed_is_drawn_so() -> None:
    """Words disagree about it."""
    agreed = LOG.by_id[EventId("domestic-law-agreed")]
    denial = Denied(id=EventId("no"), of=agreed.id, by=(SpeakerId("azerbaijan"),), source=agreed.source)
    state = pt.replay(attrs.evolve(LOG, events=(agreed, denial)))

    assert "(disputed)" in mermaid_state(state)
    assert "disputed" in mermaid_statuses(state)
