"""Checking a negotiation as a whole: its problems, its findings, its claims and its sources, each with its place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from peacetrack.claims import Result, check
from peacetrack.codes import FAILED, HELD, UNREADABLE
from peacetrack.coverage import coverage_findings
from peacetrack.figures import since_findings
from peacetrack.gates import gate_findings
from peacetrack.log import Log
from peacetrack.ordering import order_findings
from peacetrack.problems import Finding, Problem, Severity
from peacetrack.report.as_json import result_as_json
from peacetrack.report.as_text import Line, problem_lines, result_lines
from peacetrack.state import Day, State, replay
from peacetrack.yaml.loader import Reading
from peacetrack.yaml.places import Places
from peacetrack.yaml.verification import verify_sources


@attrs.frozen(eq=False)
class Outcome:
    """
    What came of checking one negotiation.

    Attributes:
        reading: What was read.
        problems: What is wrong with it, and what it shows its author.
        results: The outcome of each claim.
    """

    reading: Reading
    problems: tuple[Problem, ...]
    results: tuple[Result, ...] = ()

    @property
    def rows(self) -> list[dict[str, Any]]:
        """Write the results as plain values."""
        places = self.reading.places
        told = ((result, places.of(result.claim.id)) for result in self.results)
        return [result_as_json(result, place.file, place.line) for result, place in told]

    def lines(self) -> Iterator[Line]:
        """Word the problems and then the results."""
        for problem in self.problems:
            yield from problem_lines(problem, self.reading.places.line(problem.place))
        for result in self.results:
            yield from result_lines(result, self.reading.places.of(result.claim.id, "says"))

    @property
    def exit_status(self) -> int:
        """Give the exit status: what could not be read weighs more than what failed."""
        log = self.reading.log
        if log is None or not (log.events or log.claims):
            return UNREADABLE
        broken = any(problem.severity is Severity.ERROR for problem in self.problems)
        return FAILED if broken or not all(result.passed for result in self.results) else HELD


def check_negotiation(
    reading: Reading,
    *,
    sources: Path | None = None,
    as_of: Day = None,
    known_by: Day = None,
    account: str = "",
) -> Outcome:
    """
    Check all that a negotiation holds.

    Args:
        reading: What was read of it.
        sources: Where the texts of its sources lie; beside the log when None.
        as_of: The day for claims that name none.
        known_by: Use only what had been published by the end of this day.
        account: Whose word is believed in claims that name no account.
    """
    if reading.log is None:
        return Outcome(reading, reading.problems)
    state = replay(reading.log, as_of=as_of, known_by=known_by, account=account or "everyone")
    problems = (*findings_of(state, reading.places), *verify_sources(reading, sources))
    return Outcome(reading, problems, check(reading.log, known_by=known_by, as_of=as_of, account=account))


def findings_of(state: State, places: Places) -> tuple[Problem, ...]:
    """Gather what a log shows its author, each with its place."""
    return places.located(findings(state))


def findings(state: State) -> Iterator[Finding]:
    """Gather what a log shows its author: dates, refusals, order, counts, passed gates, paragraphs passed over."""
    log: Log = state.log
    yield from state.findings
    yield from order_findings(state.timeline.view, state.timeline.replayed)
    yield from since_findings(state)
    yield from gate_findings(state)
    yield from coverage_findings(log)
