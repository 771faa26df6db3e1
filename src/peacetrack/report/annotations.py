"""Outcomes as annotations of GitHub Actions: each problem and each failure beside its line in a pull request.

The form is that of GitHub's workflow commands; what has a meaning in it is escaped, because log values are data.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, assert_never

from peacetrack.model.characters import harmless
from peacetrack.model.problems import Problem, Severity


def level_of(severity: Severity) -> str:
    """Name the level of an annotation, in the words of GitHub Actions."""
    match severity:
        case Severity.ERROR:
            return "error"
        case Severity.WARNING:
            return "warning"
        case Severity.NOTE:
            return "notice"
        case _:
            assert_never(severity)


def annotated(
    problems: Iterable[Problem], results: Iterable[Mapping[str, Any]], scenarios: Iterable[Mapping[str, Any]]
) -> Iterator[str]:
    """
    Write an annotation for each problem, each failed claim and each failed scenario.

    Args:
        problems: With their places.
        results: The outcomes of claims, as plain values.
        scenarios: The outcomes of scenarios, as plain values.
    """
    for problem in problems:
        place = problem.place
        text = f"{problem.message} {problem.hint}".strip()
        yield _annotation(
            level_of(problem.severity),
            text,
            file=place.file,
            line=place.line,
            col=place.column,
            title=problem.code,
        )
    for result in results:
        if not result["passed"]:
            yield _failure(result, result["id"])
    for scenario in scenarios:
        if not scenario["passed"]:
            yield from _scenario(scenario)


def _scenario(scenario: Mapping[str, Any]) -> Iterator[str]:
    """Write what went wrong in a scenario: what was refused unasked, what cannot be, what did not hold; or that nothing did."""
    wrong = [*scenario["unexpected"], *scenario["faults"]]
    for one in wrong:
        yield _annotation(
            "error",
            one["message"],
            file=one["file"],
            line=one["line"],
            col=one["column"],
            title=scenario["title"],
        )
    failed = [one for one in scenario["then"] if not one["passed"]]
    for one in failed:
        yield _failure(one, scenario["title"])
    if not wrong and not failed:
        text = (
            "It holds, though it is said to fail." if scenario["held"] else "The tables refuse nothing of it."
        )
        yield _annotation(
            "error", text, file=scenario["file"], line=scenario["line"], title=scenario["title"]
        )


def _failure(result: Mapping[str, Any], title: str) -> str:
    differs = f"; differs: {result['difference']}" if result["difference"] else ""
    text = f"said: {result['said']}; replayed: {result['replayed']}{differs}"
    return _annotation("error", text, file=result["file"], line=result["line"], title=title)


def _annotation(level: str, text: str, **properties: object) -> str:
    attributes = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in properties.items())
    return f"::{level} {attributes}::{_escaped(text)}"


def _escaped(text: str, more: str = "") -> str:
    r"""
    Escape what has a meaning in a workflow command.

    Examples:
        >>> _escaped("100%\nof: it"), _escaped("a:b", ":,")
        ('100%25%0Aof: it', 'a%3Ab')
    """
    plain = (f"%{ord(letter):02X}" if letter in f"%\r\n{more}" else letter for letter in text)
    return harmless("".join(plain))
