"""What the commands print of scenarios, and of what a supposition changes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from peacetrack.checks.compare import Change
from peacetrack.checks.play import Played
from peacetrack.log.scenario import then_id
from peacetrack.model.problems import Finding, Place, Problem
from peacetrack.report.json import problem_as_json, result_as_json
from peacetrack.report.printed import change_lines, changes_as_json, head, title
from peacetrack.report.text import Line, failure, sign_of, where, xfailed
from peacetrack.state.timeline import State
from peacetrack.yaml.scenarios.staging import Staged


def scenario_lines(staged: Staged, played: Played) -> Iterator[Line]:
    """Word the outcome of a scenario; of one that failed, each assertion that did not hold, and each refusal."""
    scenario = played.scenario
    sign, style = sign_of(passed=played.passed, xfail=scenario.xfail)
    yield Line(f"{sign}  {scenario.title}", style)
    yield from xfailed(passed=played.passed, xfail=scenario.xfail)
    if played.passed:
        return
    if scenario.xfail:
        yield Line(f"    at        {where(staged.place)}")
        return
    if scenario.refused is not None and (played.unexpected or not played.refusals):
        naming = f", naming {', '.join(scenario.refused.mentions)}" if scenario.refused.mentions else ""
        found = "it is not" if played.refusals else "the tables allow all of it"
        yield Line(f"    at        {where(staged.place)}")
        yield Line(f"    expected  refused with {scenario.refused.code}{naming}; {found}")
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
    for role, other in problem.others:
        yield Line(f"              {role}: {where(other)}")
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
        "unexpected": [_as_json(found, staged) for found in played.unexpected],
        "faults": [_as_json(found, staged) for found in played.faults],
    }


def _as_json(finding: Finding, staged: Staged) -> dict[str, Any]:
    (problem,) = staged.places.located([finding])
    return problem_as_json(problem)


def supposed_lines(changes: Sequence[Change], state: State) -> Iterator[Line]:
    """Word what a supposition changes."""
    yield Line(f"Supposed: {title(state)}")
    yield from change_lines(changes)


def supposed_as_json(
    changes: Iterable[Change], state: State, *, refused: Iterable[Problem]
) -> dict[str, Any]:
    """Write what a supposition changes."""
    answer = {
        "changes": changes_as_json(changes),
        "refused": [problem_as_json(problem) for problem in refused],
    }
    return head(state, "whatif") | answer
