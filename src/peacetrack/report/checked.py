"""What is kept of a check: the lines and rows that it prints, so that no log has to be held for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import Enum, auto
from pathlib import Path
from typing import Any, assert_never

import attrs

from peacetrack.checks.checking import Outcome, Rehearsal
from peacetrack.model.codes import UNREADABLE, worst
from peacetrack.model.problems import Problem, Severity
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
        failures: What of it is about what failed: errors, and what did not come out as expected.
        noticed: All but what came out as expected.
        results: The outcomes of its claims as plain values, as in the JSON of `peacetrack check`.
        scenarios: Those of its scenarios.
        problems: What is wrong with it, and what it shows its author.
        exit_status: With what the command would end.
    """

    path: Path
    lines: tuple[Line, ...] = ()
    failures: tuple[Line, ...] = ()
    noticed: tuple[Line, ...] = ()
    results: tuple[dict[str, Any], ...] = ()
    scenarios: tuple[dict[str, Any], ...] = ()
    problems: tuple[Problem, ...] = ()
    exit_status: int = UNREADABLE


def keep(path: Path, outcomes: Sequence[Outcome | Rehearsal]) -> Checked:
    """Keep of some outcomes what is printed of them."""
    said = [stated for outcome in outcomes for stated in _stated(outcome)]
    return Checked(
        path=path,
        lines=tuple(line for _, line in said),
        failures=tuple(line for weight, line in said if weight is _Weight.FAILED),
        noticed=tuple(line for weight, line in said if weight is not _Weight.HELD),
        results=tuple(row for outcome in outcomes for row in claim_rows(outcome)),
        scenarios=tuple(row for outcome in outcomes for row in scenario_rows(outcome)),
        problems=tuple(problem for outcome in outcomes for problem in outcome.problems),
        exit_status=worst(outcome.exit_status for outcome in outcomes),
    )


class _Weight(Enum):
    """What a line is about: something that failed, that its author should know, or that came out as expected."""

    FAILED = auto()
    NOTICED = auto()
    HELD = auto()


def lines_of(outcome: Outcome | Rehearsal) -> Iterator[Line]:
    """Word the problems and then the results of claims, or of scenarios."""
    return (line for _, line in _stated(outcome))


def _stated(outcome: Outcome | Rehearsal) -> Iterator[tuple[_Weight, Line]]:
    """Word the problems and then the results of claims, or of scenarios, each line with what it is about."""
    places = outcome.reading.places
    for problem in outcome.problems:
        weight = _Weight.FAILED if problem.severity is Severity.ERROR else _Weight.NOTICED
        yield from ((weight, line) for line in problem_lines(problem, places.line(problem.place)))
    match outcome:
        case Outcome():
            for result in outcome.results:
                lines = result_lines(result, places.of(result.claim.id, "says"))
                yield from ((_weight(passed=result.passed), line) for line in lines)
        case Rehearsal():
            for staged, played in outcome.played:
                lines = scenario_lines(staged, played)
                yield from ((_weight(passed=played.passed), line) for line in lines)
        case _:
            assert_never(outcome)


def _weight(*, passed: bool) -> _Weight:
    return _Weight.HELD if passed else _Weight.FAILED


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
