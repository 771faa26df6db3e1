"""What the commands print of scenarios, and of what a supposition changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

from peacetrack.compare import Change
from peacetrack.problems import Finding, Place, Problem
from peacetrack.report.as_json import problem_as_json, result_as_json
from peacetrack.report.as_text import Line, failure, mark_of, where, xfailed
from peacetrack.scenario import Played, then_id
from peacetrack.state import State
from peacetrack.yaml.staging import Staged

WHATIF: Final = "peacetrack.whatif/1"


def scenario_lines(staged: Staged, played: Played) -> Iterator[Line]:
    """Word the outcome of a scenario; of one that failed, each assertion that did not hold, and each refusal."""
    scenario = played.scenario
    mark, style = mark_of(passed=played.passed, xfail=scenario.xfail)
    yield Line(f"{mark}  {scenario.title}", style)
    yield from xfailed(passed=played.passed, xfail=scenario.xfail)
    if played.passed or scenario.xfail:
        return
    if scenario.refused is not None and not played.refusals:
        yield Line(f"    at        {where(staged.place)}")
        yield Line(f"    expected  refused with {scenario.refused.code}; the tables allow all of it")
    for finding in (*played.unexpected, *played.faults):
        yield from _refusal(finding, staged)
    for number, (result, then) in enumerate(zip(played.results, scenario.then, strict=True), 1):
        if not result.passed:
            yield from failure(result, place_of(staged, number))
            if then.because:
                yield Line(f"    thought   {then.because}")


def _refusal(finding: Finding, staged: Staged) -> Iterator[Line]:
    (problem,) = staged.places.located([finding])
    yield Line(f"    at        {where(problem.place)}")
    yield Line(f"    {problem.code}     {problem.message}")
    if problem.hint:
        yield Line(f"              {problem.hint}")


def place_of(staged: Staged, number: int) -> Place:
    """Point at an assertion of a scenario; they count from 1."""
    return staged.places.of(then_id(staged.scenario.id, number))


def scenario_as_json(staged: Staged, played: Played) -> dict[str, Any]:
    """Write the outcome of a scenario."""
    scenario = played.scenario
    places = [place_of(staged, number + 1) for number in range(len(scenario.then))]
    then = zip(played.results, scenario.then, places, strict=True)
    return {
        "id": scenario.id,
        "title": scenario.title,
        "file": staged.place.file,
        "line": staged.place.line,
        "as_of": str(played.state.as_of) if played.state.as_of else None,
        "passed": played.passed,
        "held": played.held,
        "xfail": scenario.xfail,
        "then": [
            result_as_json(result, place.file, place.line) | {"thought": one.because}
            for result, one, place in then
        ],
        "refusals": [_as_json(found, staged) for found in played.refusals],
        "faults": [_as_json(found, staged) for found in played.faults],
    }


def _as_json(finding: Finding, staged: Staged) -> dict[str, Any]:
    (problem,) = staged.places.located([finding])
    return problem_as_json(problem)


def change_lines(changes: Iterable[Change], state: State) -> Iterator[Line]:
    """Word what a supposition changes."""
    day = f"At the end of {state.as_of}" if state.as_of else "At the end of the log"
    told = tuple(changes)
    yield Line(f"{day}, {len(told) or 'nothing'} {'change' if len(told) == 1 else 'changes'}", "bold")
    for change in told:
        yield Line(f"{change.what} {change.subject}")
        yield Line(f"    was   {change.before}")
        yield Line(f"    is    {change.after}", "green")
        if change.because:
            yield Line(f"    for   {', '.join(change.because)}", "dim")


def changes_as_json(changes: Iterable[Change], state: State, *, refused: Iterable[Problem]) -> dict[str, Any]:
    """Write what a supposition changes."""
    return {
        "format": WHATIF,
        "negotiation": state.log.cast.negotiation.id,
        "as_of": str(state.as_of) if state.as_of else None,
        "known_by": str(state.known_by) if state.known_by else None,
        "account": str(state.account),
        "changes": [
            {
                "what": change.what,
                "subject": change.subject,
                "before": change.before,
                "after": change.after,
                "because": list(change.because),
            }
            for change in changes
        ],
        "refused": [problem_as_json(problem) for problem in refused],
    }
