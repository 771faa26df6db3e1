"""What every command prints with: results on stdout, all else on stderr, colours only on a terminal."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from peacetrack.checks.checking import Trial
    from peacetrack.model.problems import Problem
    from peacetrack.report.text import Line
    from peacetrack.yaml.records.reading import Reading

T = TypeVar("T")


def print_lines(lines: Iterable[Line], *, err: bool = False) -> None:
    """Print lines, in colours only on a terminal."""
    from rich.console import Console
    from rich.text import Text

    from peacetrack.report.text import harmless

    console = Console(stderr=err, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for line in lines:
        console.print(Text(harmless(line.words), style=line.style))


def print_problems(reading: Reading | Trial, problems: Iterable[Problem]) -> None:
    """Print problems, each with its place and its line."""
    from peacetrack.report.text import problem_lines

    print_lines(_lines(reading, problems, problem_lines), err=True)


def _lines(reading: Reading | Trial, problems: Iterable[Problem], worded: Any) -> Iterator[Line]:
    for problem in problems:
        yield from worded(problem, reading.places.line(problem.place))


def print_json(tree: object) -> None:
    """Print plain values for programs."""
    click.echo(json.dumps(tree, indent=2, ensure_ascii=True))


def complain(words: str) -> None:
    """Say what stands in the way of a result."""
    from peacetrack.report.text import harmless

    click.echo(harmless(words), err=True)


def watched(items: Sequence[T], *, label: str) -> Iterator[T]:
    """Show on a terminal how far the work is; a file of messages is spared that, and so is work of one step."""
    if not sys.stderr.isatty() or len(items) < 2:
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
