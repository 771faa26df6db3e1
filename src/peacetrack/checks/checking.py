"""Checking a negotiation as a whole: its problems, its findings, its claims and its sources, each with its place."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import attrs

from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.checks.claims import Result, judged_on
from peacetrack.checks.compare import Change, diff
from peacetrack.checks.play import (
    Played,
    as_it_stands,
    faults_of,
    play,
    refusals_of,
    supposed_for,
)
from peacetrack.log.coverage import coverage_findings
from peacetrack.log.log import Log
from peacetrack.log.scenario import Given
from peacetrack.log.vacuous import vacuous_findings
from peacetrack.model.codes import FAILED, HELD, UNREADABLE
from peacetrack.model.problems import Finding, Problem, Severity
from peacetrack.questions.counts import uncounted_findings
from peacetrack.questions.decisions import body_findings
from peacetrack.questions.gates import gate_findings
from peacetrack.state.counted import counted_order_findings
from peacetrack.state.dating import open_date_findings
from peacetrack.state.ordering import order_findings
from peacetrack.state.timeline import State, state_for
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.negotiations import asked_folders
from peacetrack.yaml.files.opening import real
from peacetrack.yaml.files.paths import is_file
from peacetrack.yaml.files.reader import holds_scenarios
from peacetrack.yaml.files.verification import verify_sources
from peacetrack.yaml.records.places import Places
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.scenarios.reading import ScenarioReading, read_scenarios
from peacetrack.yaml.scenarios.staging import Logs, Staged
from peacetrack.yaml.scenarios.supposing import suppose_events


@attrs.frozen(eq=False)
class Outcome:
    """
    What came of checking one negotiation.

    Attributes:
        reading: What was read.
        problems: What is wrong with it, and what it shows its author.
        results: The outcome of each claim.
        state: The state that was looked at; None when the log could not be read.
    """

    reading: Reading
    problems: tuple[Problem, ...]
    results: tuple[Result, ...] = ()
    state: State | None = None

    @property
    def exit_status(self) -> int:
        """Give the exit status: what could not be read weighs more than what failed."""
        log = self.reading.log
        if log is None or not (log.events or log.claims):
            return UNREADABLE
        broken = any(problem.severity is Severity.ERROR for problem in self.problems)
        return FAILED if broken or not all(result.passed for result in self.results) else HELD


@attrs.frozen(eq=False)
class Rehearsal:
    """
    What came of playing the scenarios of one file.

    Attributes:
        reading: What was read.
        played: The outcome of each scenario.
    """

    reading: ScenarioReading
    played: tuple[tuple[Staged, Played], ...]

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with the file."""
        return self.reading.problems

    @property
    def exit_status(self) -> int:
        """Give the exit status: what could not be read weighs more than what failed."""
        if self.problems or not self.played:
            return UNREADABLE
        return HELD if all(played.passed for _, played in self.played) else FAILED


def rehearse(
    path: str | os.PathLike[str],
    query: Query = WHOLE,
    *,
    logs: Logs | None = None,
    within: Iterable[Path] = (),
) -> Rehearsal:
    """
    Play the scenarios of a file.

    Args:
        path: The file.
        query: In which aspects its logs speak; what is asked of each, its scenarios say.
        logs: Logs that were read already; those that are read now are added.
        within: The folders that were asked for, in one of which each of its logs has to lie; that of the file when empty.
    """
    reading = read_scenarios(path, aspects=query.own, logs=logs, within=within)
    played = tuple((staged, play(staged.scenario, staged.log)) for staged in reading.scenarios)
    return Rehearsal(reading, played)


def check_path(
    path: str | os.PathLike[str],
    query: Query = WHOLE,
    *,
    sources: Path | None = None,
    logs: Logs | None = None,
    within: Sequence[Path] = (),
) -> Iterator[Outcome | Rehearsal]:
    """
    Check all that lies at a path: the negotiation, and the scenarios beside it.

    Args:
        path: A folder or a file.
        query: In which aspects it speaks; the rest is asked of the negotiation, as `check_negotiation` says.
        sources: Where the texts of its sources lie; beside the log when None.
        logs: Logs that were read already; those that are read now are added.
        within: The folders that were asked for, in one of which, or in that of the sources, the logs of scenarios have to
            lie; this one, or that of the file, when empty.
    """
    logs = {} if logs is None else logs
    where = Path(path)
    asked = (*(within or asked_folders([where])), *((sources,) if sources else ()))
    alone = is_file(where) and holds_scenarios(where)
    reading = None if alone else read(where, aspects=query.own)
    files = (where,) if reading is None else reading.scenarios
    if reading is not None:
        logs[real(where)] = reading
        if _says_something(reading) or not files:
            yield check_negotiation(reading, query, sources=sources)
    for file in files:
        rehearsal = rehearse(file, query, logs=logs, within=asked)
        own = rehearsal.reading.own
        if own is not None and own.log is not None and _says_something(own):
            yield check_negotiation(own, query, sources=sources)
        yield rehearsal


def _says_something(reading: Reading) -> bool:
    """Tell whether there is more in a log than a cast, or something is wrong with it."""
    log = reading.log
    return bool(reading.problems) or (log is not None and bool(log.events or log.claims))


def check_negotiation(reading: Reading, query: Query = WHOLE, *, sources: Path | None = None) -> Outcome:
    """
    Check all that a negotiation holds.

    Args:
        reading: What was read of it.
        query: Its day and its account are those of claims that name none.
        sources: Where the texts of its sources lie; beside the log when None.
    """
    if reading.log is None:
        return Outcome(reading, reading.problems)
    state = state_for(reading.log, query)
    problems = (*findings_of(state, reading.places), *verify_sources(reading, sources))
    results = judged_on(state.timeline, reading.log.claims, day=query.as_of, account=query.account)
    return Outcome(reading, problems, results, state)


def findings_of(state: State, places: Places) -> tuple[Problem, ...]:
    """Gather what a log shows its author, each with its place."""
    return places.located(findings(state))


def findings(state: State) -> Iterator[Finding]:
    """Gather what a log shows its author: dates, refusals, order, counts, passed gates, paragraphs passed over."""
    log: Log = state.log
    yield from state.findings
    yield from order_findings(state.timeline.view, state.timeline.replayed)
    yield from counted_order_findings(state.timeline)
    yield from uncounted_findings(log)
    yield from open_date_findings(state.timeline.view)
    yield from gate_findings(state)
    yield from body_findings(state)
    yield from coverage_findings(log)
    yield from vacuous_findings(log)


@attrs.frozen(eq=False)
class Supposition:
    """
    What came of supposing events on the spot.

    Attributes:
        places: Where the events and the entries of the log stand.
        problems: What is wrong with the events, or what the tables refuse of them.
        state: The state with them; None when they could not be read.
        changes: What they change.
    """

    places: Places
    problems: tuple[Problem, ...]
    state: State | None = None
    changes: tuple[Change, ...] = ()


def try_events(reading: Reading, events: Sequence[str], query: Query = WHOLE) -> Supposition:
    """
    Suppose events after a log, in words, and tell what they change.

    Args:
        reading: A log that could be read.
        events: Each a kind and its fields, `condition_met condition=constitution date=2027-03`.
        query: The log ends with its day; of the log, only what it knows counts.
    """
    given = Given(as_of=query.as_of, known_by=query.known_by)
    staged, problems, places = suppose_events(reading, events, given)
    if staged is None:
        return Supposition(places, problems)
    state = supposed_for(staged.log, staged.scenario.when, query)
    wrong = (
        *refusals_of(staged.scenario.when, state.timeline),
        *faults_of(staged.scenario.when, state.timeline),
    )
    return Supposition(staged.places, staged.places.located(wrong), state, diff(as_it_stands(state), state))
