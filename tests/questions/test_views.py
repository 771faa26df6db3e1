"""Law 15: every view has every answer; law 16: no figure is printed without whose word it is, and of which day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import attrs
import pytest
from hypothesis import given

import peacetrack as pt
from peacetrack.aspects.assertions import ASSERTIONS
from peacetrack.beliefs.query import Query
from peacetrack.checks.claims import results_for
from peacetrack.corpus.tables.answers import derived_rows
from peacetrack.model.dates_in_words import when_in_words
from peacetrack.questions.asking import Answer, answered
from peacetrack.questions.courses import courses
from peacetrack.questions.every import QUESTIONS, answers, figures_of
from peacetrack.report.export import ExportFormat
from peacetrack.report.export.formats import Export, exported
from peacetrack.report.export.mermaid import label
from peacetrack.report.json import status as as_json
from peacetrack.report.text import EXCHANGES, status_lines
from peacetrack.state.timeline import State
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from tests.build import asked
from tests.checks.truces import TRUCES
from tests.questions.test_every import EVERYTHING, LINE, OF_TRUCES

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
FOLDERS: Final = tuple(sorted(path.parent for path in FIXTURES.glob("*/cast.peace.yaml")))
each_folder = pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
#: What is so in the log in which each question has an answer, in the words of a claim.
CLAIMED: Final = {
    "count": "{instrument: treaty, agreed: 16, of: 16}",
    "ever": "{instrument: treaty, opened: 16}",
    "provision": "{id: borders, is: agreed}",
    "stage": "{instrument: treaty, is: signed}",
    "talks": "{instrument: treaty, is: suspended}",
    "principle": "{instrument: treaty, party: azerbaijan, is: single_undertaking}",
    "standing": "{instrument: treaty, party: azerbaijan, settled: 16, of: 16}",
    "gate": "{entry_into_force: treaty, is: shut}",
    "blocked_by": "{gate: {entry_into_force: treaty}, kind: consent, owner: armenia}",
    "condition": "{id: demand, is: raised}",
    "proposal": "{id: offer, is: made}",
    "consent": "{instrument: treaty, party: azerbaijan, is: given}",
    "domestic_step": "{instrument: treaty, party: armenia, body: parliament, outcome: rejected}",
    "readout": "{contact: call, by: azerbaijan, mentions: [constitution]}",
    "party": "{party: usa, instrument: treaty, is: negotiating}",
    "contact": "{id: call}",
    "draft": "{instrument: treaty, edition: eleventh}",
    "published": "{instrument: treaty, by: pashinyan}",
    "said": "{by: azerbaijan, topics: [constitution]}",
}


@cache
def log_of(folder: Path) -> pt.Log:
    """Load a fixture once."""
    return pt.load(folder)


def own_line() -> pt.Timeline:
    """Give a timeline in which a question of an aspect of one's own has an answer."""

    def ask(state: State, _: str) -> Answer | None:
        return answered(
            state, "one holds", (event.id for fact in state[TRUCES].values() for event in fact.because)
        )

    (quiet,) = TRUCES.questions
    added = attrs.evolve(quiet, subjects=lambda _: ["all"], ask=ask)
    log = read_text(OF_TRUCES, aspects=(attrs.evolve(TRUCES, questions=(added,)),)).log
    assert log is not None
    return pt.timeline(log)


def printed(state: State) -> str:
    """Give what `status` prints."""
    return "\n".join(line.text for line in status_lines(state))


def figures(state: State) -> set[tuple[str, str]]:
    """Name all that a state answers."""
    return {(question.name, subject) for question, subject, _ in figures_of(state)}


@pytest.mark.parametrize("line", [LINE, own_line()], ids=["built-in", "own"])
def test_every_answer_is_in_every_view(line: pt.Timeline) -> None:
    """The text, the JSON, the tables, the rows of a corpus, the lines, the diagrams and a notebook."""
    state = line.at()
    tables = {table.name: table.to_columns() for table in pt.tables(line)}
    rows, _ = derived_rows(line.log, (), Query())
    diagrams = "".join(
        text
        for to in (ExportFormat.MERMAID_STATE, ExportFormat.MERMAID_STATUSES)
        for text in exported(Export(state=state), to).values()
    )
    lines = exported(Export(state=state), ExportFormat.JSON_LINES)["tables.jsonl"]
    notebook = state._repr_html_()

    assert figures(state) == {(one["question"], one["subject"]) for one in as_json(state, ())["answers"]}
    assert figures(state) <= {*zip(tables["answers"]["question"], tables["answers"]["subject"], strict=True)}
    assert figures(state) <= {row[:2] for row in rows["answers"]}
    for question, subject, answer in figures_of(state):
        what, of = question.title_of(subject)
        assert answer.text.partition(":")[0] in printed(state)
        assert f'"question": "{question.name}", "subject": "{subject}"' in lines
        assert label(f"{what} {of}") in diagrams or question.name in ("provision", "condition")
        assert f">{of}</td>" in notebook
        assert answer.voiced or not answer.events


def test_each_question_can_be_asserted() -> None:
    """What a state answers, a claim says; only why somebody is for or against something is not claimed."""
    results = {word: asked(f"{word}: {says}", *EVERYTHING) for word, says in CLAIMED.items()}

    assert ASSERTIONS.keys() == CLAIMED.keys()
    assert {"argument"} == {one.name for one in QUESTIONS} - {*CLAIMED}
    assert {} == {word: one.replayed for word, one in results.items() if one.verdict != "supported"}
    assert all(one.said for one in results.values())


def test_a_question_of_ones_own_is_claimed_too() -> None:
    """In a log whose reader brings it."""
    log = read_text(
        OF_TRUCES
        + "claims:\n- {id: none, says: {quiet: {truces: 0}}}\n- {id: broken, says: {truce: {id: first, is: broken}}}\n",
        aspects=(TRUCES,),
    ).log
    assert log is not None

    assert ["supported", "supported"] == [one.verdict for one in results_for(log, Query())]


def shown(state: State) -> Iterator[tuple[str, Answer]]:
    """
    Give the answers that `status` prints each on a line of its own; of exchanges it prints the latest of each sort.

    An item of an agenda is nobody's word.
    """
    for figure, answer in answers(state):
        question, _, subject = figure.partition(":")
        own_unit = question != "count" or subject.count(":") == 1
        if question not in (*EXCHANGES, "gate", "principle") and own_unit and answer.events:
            yield figure, answer


def whose_is_printed(state: State) -> None:
    """Look for each figure, and on its line for each who said it and the day."""
    lines = [line.text for line in status_lines(state)]
    for figure, answer in shown(state):
        days = [when_in_words(one.date) for one in answer.voiced]
        names = [name for one in answer.voiced for name in one.names]
        assert any(answer.text in line and all(part in line for part in (*days, *names)) for line in lines), (
            figure
        )


@each_folder
def test_no_figure_of_a_fixture_is_printed_without_whose_it_is(folder: Path) -> None:
    """At the end, and on each of some days."""
    line = pt.timeline(log_of(folder))
    days = line.days()
    for day in (None, *days[:: max(1, len(days) // 5)]):
        whose_is_printed(line.at(day))


@each_folder
def test_text_json_and_tables_of_a_fixture_agree(folder: Path) -> None:
    """What one says of a figure on a day, the others say."""
    line = pt.timeline(log_of(folder))
    days = line.days()
    spans = courses(line)
    for day in days[:: max(1, len(days) // 5)]:
        state = line.at(day)
        in_json = {(one["question"], one["subject"]): one["answer"] for one in as_json(state, ())["answers"]}
        in_tables = {
            (one.question, one.subject): one.answer.text
            for one in spans
            if (one.since is None or one.since <= day) and (one.until is None or day <= one.until)
        }
        assert in_json.items() <= in_tables.items()
        for figure, answer in shown(state):
            question, _, subject = figure.partition(":")
            assert answer.text == in_json[question, subject]
            assert answer.text in printed(state)


@given(log=logs(claimed=False, longest=5))
def test_no_figure_of_any_log_is_printed_without_whose_it_is(log: pt.Log) -> None:
    """Whatever happened."""
    whose_is_printed(pt.replay(log))
