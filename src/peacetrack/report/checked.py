"""What is kept of a check: the lines and rows that it prints, so that no log has to be held for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, assert_never

import attrs

from peacetrack.checks.checking import Outcome, Rehearsal
from peacetrack.model.codes import UNREADABLE, worst
from peacetrack.model.problems import Problem
from peacetrack.report.json import result_as_json
from peacetrack.report.scenarios import scenario_as_json, scenario_lines
from peacetrack.report.text import Line, problem_lines, result_lines


@attrs.frozen(kw_only=True)
class Checked:
    """
    What is kept of checking all that lies at a path: what is printed of it, and never its log.

    Attributes:
        path: Where it lies.
        lines: What people read.
        results: The outcomes of its claims as plain values, as in the JSON of `peacetrack check`.
        scenarios: Those of its scenarios.
        problems: What is wrong with it, and what it shows its author.
        exit_status: With what the command would end.
    """

    path: Path
    lines: tuple[Line, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    scenarios: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_status: int = UNREADABLE


def keep(path: Path, outcomes: Sequence[Outcome | Rehearsal]) -> Checked:
    """Keep of some outcomes what is printed of them."""
    return Checked(
        path=path,
        lines=tuple(line for outcome in outcomes for line in lines_of(outcome)),
        results=tuple(row for outcome in outcomes for row in claim_rows(outcome)),
        scenarios=tuple(row for outcome in outcomes for row in scenario_rows(outcome)),
        problems=tuple(problem for outcome in outcomes for problem in outcome.problems),
        exit_status=worst(outcome.exit_status for outcome in outcomes),
    )


def lines_of(outcome: Outcome | Rehearsal) -> Iterator[Line]:
    """Word the problems and then the results of claims, or of scenarios."""
    places = outcome.reading.places
    for problem in outcome.problems:
        yield from problem_lines(problem, places.line(problem.place))
    match outcome:
        case Outcome():
            for result in outcome.results:
                yield from result_lines(result, places.of(result.claim.id, "says"))
        case Rehearsal():
            for staged, played in outcome.played:
                yield from scenario_lines(staged, played)
        case _:
            assert_never(outcome)


def claim_rows(outcome: Outcome | Rehearsal) -> Iterator[dict[str, Any]]:
    """Write the results of claims as plain values; scenarios make none."""
    if isinstance(outcome, Outcome):
        for result in outcome.results:
            place = outcome.reading.places.of(result.claim.id)
            yield result_as_json(result, place.file, place.line)


def scenario_rows(outcome: Outcome | Rehearsal) -> Iterator[dict[str, Any]]:
    """Write the outcomes of scenarios as plain values; a log has none."""
    if isinstance(outcome, Rehearsal):
        for staged, played in outcome.played:
            yield scenario_as_json(staged, played)
