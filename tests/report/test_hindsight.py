"""Of the cast nothing is printed before an event that was known by then names it: in text, JSON, tables, diagrams and the page."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.beliefs.naming import texts_named
from peacetrack.model.mapping import ReadOnly
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.every import answers
from peacetrack.questions.gates import gates
from peacetrack.report.export.mermaid import mermaid_state
from peacetrack.report.html.rendering import report_html
from peacetrack.report.json import status as as_json
from peacetrack.report.tables.answers import answers_of, counts_of
from peacetrack.report.text import status_lines
from peacetrack.state.timeline import State
from peacetrack.testing.laws.speaking import speaking
from tests.build import article, log_of

CAST = """
actors: {a: {role: negotiating_party}, b: {role: negotiating_party}}
instruments:
  treaty:
    {title: TITLE-treaty, unit: article, provisions: {
      borders: {kind: article, title: TITLE-borders, number: '77'}, courts: {kind: article, title: TITLE-courts, number: '88'}}}
  protocol: {title: TITLE-protocol, unit: page, provisions: {annex: {kind: page, title: TITLE-annex}}}
"""
NAMES = ("treaty", "borders", "courts", "protocol", "annex")
LOG = log_of(
    article("early", "2024-01-05", "event: contact_held, kind: call, date: 2024-01-02"),
    article("middle", "2024-03-05", "event: provision_opened, provision: borders, date: 2024-03-01"),
    article(
        "late",
        "2024-06-05",
        "event: provision_agreed, provision: courts, date: 2024-01-03",
        "event: signed, instrument: protocol, date: 2024-01-02",
    ),
    cast=CAST,
)


def printed(state: State) -> Iterator[tuple[str, str]]:
    """Give what each view prints of a state."""
    log, line = state.log, state.timeline
    yield "status", "\n".join(one.text for one in status_lines(state))
    yield "JSON", json.dumps(as_json(state, ()))
    yield "diagram", mermaid_state(state)
    yield "answers", "\n".join(f"{figure} {answer.in_full}" for figure, answer in answers(state))
    yield "gates", "\n".join(f"{one.gate} {[*map(blocker_text, one.blockers)]}" for one in gates(state))
    yield "tables", f"{counts_of(line).rows} {answers_of(line).rows}"
    yield "page", report_html(log, known_by=line.known_by)


@pytest.mark.parametrize(
    ("day", "known"),
    [
        ("2024-02-01", set()),
        ("2024-04-01", {"treaty", "borders"}),
        ("2024-07-01", {"treaty", "borders", "courts", "protocol"}),
    ],
)
def test_what_was_not_named_by_a_day_is_not_printed(day: str, known: set[str]) -> None:
    """The cast is the author's index: its texts and provisions appear with the first event known by then that names them."""
    views = dict(printed(pt.timeline(LOG, known_by=day).at()))
    shown = {view: {name for name in NAMES if name in text} for view, text in views.items()}

    assert {view: set() for view in views} == {view: names - known for view, names in shown.items()}
    assert known == set().union(*shown.values())


@given(log=speaking(()), data=st.data())
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_view_prints_what_no_event_had_named(log: pt.Log, data: st.DataObject) -> None:
    """Whatever a log tells later, a text of which nothing is told by a day has no title on that day."""
    texts = {
        name: attrs.evolve(text, title=f"TITLE-{name}-END") for name, text in log.cast.instruments.items()
    }
    log = attrs.evolve(log, cast=attrs.evolve(log.cast, instruments=ReadOnly(texts)))
    published = [source.published.latest for source in log.sources.values() if source.published]
    days = [day for day in published if day is not None]
    if not days:
        return
    day = data.draw(st.sampled_from(days)) - dt.timedelta(data.draw(st.integers(0, 1)))
    line = pt.timeline(log, known_by=day)
    spoken = {text for event in line.view.events for text in texts_named(event, log.cast)}
    spoken |= {
        each for text in spoken for each in (*log.cast.line_of(text), *log.cast.texts_in.get(text, ()))
    }
    for view, text in printed(line.at()):
        unnamed = {name for name, one in texts.items() if one.source is None} - spoken
        assert (view, set()) == (view, {name for name in unnamed if f"TITLE-{name}-END" in text})
