"""What a notebook shows is a table, in which text from a log stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import attrs
from hypothesis import given
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.log.claim import Claim
from peacetrack.model.notebook import table_html
from peacetrack.state.notebook import (
    changes_html,
    results_html,
    state_html,
    timeline_html,
)
from peacetrack.testing.strategies import logs

LOG: Final = pt.load(Path(__file__).parents[2] / "fixtures" / "armenia-azerbaijan")
LINE: Final = pt.timeline(LOG)
TABLE: Final = {"table", "caption", "thead", "tbody", "tr", "th", "td"}


class Seen(HTMLParser):
    """What a browser would see: the tags, their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.cells: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {*attrs}
        if tag in ("td", "th", "caption"):
            self.cells.append("")

    def handle_data(self, data: str) -> None:
        if self.cells:
            self.cells[-1] += data.removesuffix("\n")


@given(st.text(min_size=1), st.text())
def test_no_text_becomes_markup(caption: str, words: str) -> None:
    """Whatever it is, the same few tags are there, and its signs are shown."""
    seen = Seen(table_html(caption, ["what"], [[words, None]]))

    assert TABLE >= seen.tags
    assert {("dir", "auto"), ("scope", "col")} >= seen.attributes
    assert 4 == len(seen.cells)


@given(logs(longest=4))
def test_no_log_becomes_markup(log: pt.Log) -> None:
    """Neither as a state, nor as a timeline, nor as outcomes or changes."""
    line = pt.timeline(log)
    changes = pt.diff(line.at("2024-03-01"), line.at())
    for text in (
        state_html(line.at()),
        timeline_html(line),
        results_html(pt.check(log)),
        changes_html(changes),
    ):
        assert TABLE >= Seen(text).tags


def test_signs_that_turn_the_writing_are_shown() -> None:
    """They cannot make a verdict read as another."""
    assert '<td dir="auto">a\\u202eb</td>' in table_html("", [], [["a\u202eb"]])


def test_a_state_shows_counts_and_statuses() -> None:
    """With its day and its account; a principle that is held is named."""
    cells = Seen(state_html(LINE.at("2024-09-17"))).cells

    assert "Armenia–Azerbaijan peace treaty, 2024-09-17, account of everyone" == cells[0]
    assert ["what", "of", "answer", "whose word"] == cells[1:5]
    assert [
        "count of agreed",
        "treaty",
        "13 of 16 articles agreed",
        "Armenia, by 17 September 2024",
    ] == cells[5:9]
    place = cells.index("of azerbaijan about treaty")
    assert ["principle", "of azerbaijan about treaty", "single undertaking"] == cells[place - 1 : place + 2]


def test_a_state_says_what_is_not_known_and_what_is_disputed() -> None:
    """Several statuses are told with an `or`."""
    line = pt.timeline(
        attrs.evolve(
            LOG,
            events=tuple(
                event for event in LOG.events if event.id in ("constitution", "constitution-rejected")
            ),
        )
    )

    assert "end of the log" in state_html(line.at())
    assert "raised" in state_html(line.at())


def test_a_timeline_shows_its_events_in_order() -> None:
    """With the day by which they were known."""
    cells = Seen(timeline_html(pt.timeline(LOG, known_by="2024-08-31"))).cells

    assert cells[0].startswith("Armenia–Azerbaijan peace treaty, known by 2024-08-31: ")
    assert "interim-deal-rejected" not in cells
    assert "munich-meeting" in cells


def test_outcomes_show_what_failed() -> None:
    """First of all."""
    stated = pt.check(LOG)
    claim: Claim = attrs.evolve(
        stated[0].claim, expect=attrs.evolve(stated[0].claim.expect, verdict=pt.Verdict.REFUTED)
    )
    cells = Seen(results_html((attrs.evolve(stated[0], claim=claim), stated[1]))).cells

    assert "1 of 2 came out as expected" == cells[0]
    assert ["FAILED", "domestic-law-is-agreed"] == cells[7:9]
    assert "ok" == cells[13]


def test_changes_show_both_answers() -> None:
    """And what brought them."""
    cells = Seen(changes_html(pt.diff(LINE.at("2024-09-16"), LINE.at("2024-09-17")))).cells
    place = cells.index("count of agreed")

    assert ["treaty", "unknown", "13 of 16 articles agreed"] == (cells[place + 1 : place + 4])


def test_answers_show_themselves() -> None:
    """A notebook asks them for it."""
    state, results, changes = LINE.at(), pt.check(LOG), pt.diff(LINE.at("2024-09-16"), LINE.at())

    assert state_html(state) == state._repr_html_()
    assert timeline_html(LINE) == LINE._repr_html_()
    assert results_html(results) == results._repr_html_()
    assert changes_html(changes) == changes._repr_html_()
    assert (results, changes) == (tuple(results), tuple(changes))
