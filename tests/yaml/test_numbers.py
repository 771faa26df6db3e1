"""Numbers that no text can have, and names that stand twice, are problems wherever they can be written."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from peacetrack.checks.adding import add_event
from peacetrack.checks.checking import try_events
from peacetrack.model.problems import Problem
from peacetrack.report.export.importing import import_events
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.scenarios.reading import read_scenarios
from tests.build import CAST

#: What is wrong with the numbers of a count, and the word at which it is told.
WRONG: Final = [
    ("agreed: {min: 3, max: 2}, of: 4", "PT147", "3"),
    ("agreed: 3, remaining: 2, of: 4", "PT140", "2"),
    ("agreed: [borders, borders], of: 4", "PT145", "borders"),
    ("agreed: rest, contested: rest, of: 4", "PT146", "rest"),
    ("agreed: 3, of: 4, excluding: [courts, courts]", "PT145", "courts"),
]
HEAD: Final = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{CAST}\n"
each_wrong = pytest.mark.parametrize(("numbers", "code", "word"), WRONG)
each_code = pytest.mark.parametrize(("numbers", "code"), [wrong[:2] for wrong in WRONG])


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    (tmp_path / "cast.peace.yaml").write_text(HEAD, encoding="utf-8")
    return tmp_path


def at(problem: Problem, path: Path) -> str:
    """Give the word at the place of a problem."""
    place = problem.place
    line = path.read_text(encoding="utf-8").split("\n")[place.line - 1]
    return line[place.column - 1 : (place.end_column or 0) - 1]


@each_wrong
@pytest.mark.parametrize(
    "entry",
    ["events: [{{event: count_stated, {0}}}]", "claims: [{{says: {{count: {{{0}}}}}}}]"],
    ids=["event", "claim"],
)
def test_a_log_is_not_read(talks: Path, entry: str, numbers: str, code: str, word: str) -> None:
    """Neither when a count says so nor when a claim does; the number is shown."""
    path = talks / "one.peace.yaml"
    path.write_text(f"peacetrack: 1\nnegotiation: talks\n{entry.format(numbers)}\n", encoding="utf-8")

    (problem,) = read(talks).problems
    assert (code, str(path), word) == (problem.code, problem.place.file, at(problem, path))


@each_wrong
@pytest.mark.parametrize(
    "parts",
    [
        "when: [{{event: count_stated, date: 2024-06-01, {0}}}]\nthen: [{{count: {{agreed: 1}}}}]",
        "then: [{{count: {{{0}}}}}]",
    ],
    ids=["when", "then"],
)
def test_a_scenario_is_not_read(talks: Path, parts: str, numbers: str, code: str, word: str) -> None:
    """Neither what it supposes nor what it expects."""
    path = talks / "what-if.peace.yaml"
    path.write_text(
        f"peacetrack: 1\nscenario: So\ngiven: {{log: .}}\n{parts.format(numbers)}\n", encoding="utf-8"
    )

    (problem,) = read_scenarios(path).problems
    assert (code, word) == (problem.code, at(problem, path))


@each_code
def test_nothing_is_supposed(talks: Path, numbers: str, code: str) -> None:
    """What is asked with `whatif` is checked as an event of a log is."""
    stated = " ".join(part.replace(": ", "=", 1) for part in _fields(numbers))
    trial = try_events(read(talks), [f"count_stated date=2024-06-01 {stated}"])

    assert (None, [code]) == (trial.state, [problem.code for problem in trial.problems])


@each_code
def test_nothing_is_added(talks: Path, numbers: str, code: str) -> None:
    """The file stays as it is."""
    path = talks / "cast.peace.yaml"
    stated = " ".join(part.replace(": ", "=", 1) for part in _fields(numbers))
    added = add_event(path, f"count_stated date=2024-06-01 {stated}")

    assert ([code], HEAD) == (
        [problem.code for problem in added.problems],
        path.read_text(encoding="utf-8"),
    )


@each_code
def test_nothing_is_imported(talks: Path, numbers: str, code: str) -> None:
    """The line of the table is shown."""
    fields = dict(part.split(": ", 1) for part in _fields(numbers))
    cells = ",".join(f'"{value}"' for value in fields.values())
    found = import_events(f"event,{','.join(fields)}\ncount_stated,{cells}\n", read(talks))

    assert ("", [(code, 2)]) == (
        found.text,
        [(problem.code, problem.place.line) for problem in found.problems],
    )


def _fields(numbers: str) -> list[str]:
    """Split the fields of a count, not those of a number."""
    parts: list[str] = []
    for part in numbers.split(", "):
        if parts and parts[-1].count("{") + parts[-1].count("[") > parts[-1].count("}") + parts[-1].count(
            "]"
        ):
            parts[-1] += f", {part}"
        else:
            parts.append(part)
    return parts


def test_a_voice_under_two_spellings_stands_twice(talks: Path) -> None:
    """Who is named twice is still one."""
    path = talks / "one.peace.yaml"
    cast = CAST.replace("speaks_for: armenia}", "speaks_for: armenia, aliases: [Pashinian]}")
    (talks / "cast.peace.yaml").write_text(HEAD.replace(CAST, cast), encoding="utf-8")
    path.write_text(
        "peacetrack: 1\nnegotiation: talks\nevents: [{event: talks_suspended, by: [pashinyan, Pashinian]}]\n",
        encoding="utf-8",
    )

    (problem,) = read(talks).problems
    assert ("PT145", "'Pashinian' is 'pashinyan', who stands here already.", "Pashinian") == (
        problem.code,
        problem.message,
        at(problem, path),
    )


@pytest.mark.parametrize(
    "numbers",
    [
        "agreed: 2, remaining: 2, of: 4",
        "agreed: {max: 3}, remaining: {min: 1}, of: 4",
        "contested: 2, remaining: {min: 1}, of: 4",
        "agreed: 1, contested: rest, remaining: 3, of: 4",
        "agreed: {approx: 70}, of: 4",
        "withdrawn: 5, of: 4",
        "remaining: 0",
    ],
)
def test_numbers_that_a_text_can_have_are_read(talks: Path, numbers: str) -> None:
    """Whether they go together with the record is another question."""
    (talks / "one.peace.yaml").write_text(
        f"peacetrack: 1\nnegotiation: talks\nevents: [{{event: count_stated, {numbers}}}]\n", encoding="utf-8"
    )

    assert () == read(talks).problems
