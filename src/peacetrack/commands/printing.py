"""What every command prints with.

The law: results go to stdout and all else to stderr; colours only to a terminal, and no character of a log that a terminal
would obey. To add a format to all commands that print an answer, add a member to `Format`: mypy names the matches.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar, assert_never

import click

if TYPE_CHECKING:
    from peacetrack.checks.checking import Supposition
    from peacetrack.model.problems import Problem
    from peacetrack.report.text import Line
    from peacetrack.yaml.records.reading import Reading

T = TypeVar("T")


class Format(StrEnum):
    """How a command prints an answer: for people, or for programs."""

    TEXT = "text"
    JSON = "json"


def print_lines(lines: Iterable[Line], *, err: bool = False) -> None:
    """Print lines, in colours only on a terminal."""
    from peacetrack.model.characters import printable

    stream = sys.stderr if err else sys.stdout
    if not stream.isatty() and not os.environ.get("FORCE_COLOR"):
        # A file gets the words alone, and need not wait until the library of colours is loaded.
        stream.writelines(f"{printable(line.text)}\n" for line in lines)
        stream.flush()
        return
    _print_in_colours(lines, err=err)


def _print_in_colours(lines: Iterable[Line], *, err: bool) -> None:
    from rich.console import Console
    from rich.text import Text

    from peacetrack.model.characters import printable

    class Pipe(Console):
        """A console that leaves it to the command line to end where nobody reads any more."""

        def on_broken_pipe(self) -> None:
            raise  # noqa: PLE0704 - it is called while that is handled

    console = Pipe(stderr=err, highlight=False, soft_wrap=True, emoji=False, markup=False)
    for line in lines:
        console.print(Text(printable(line.text), style=line.style))


def print_problems(reading: Reading | Supposition, problems: Iterable[Problem]) -> None:
    """Print problems, each with its place and its line."""
    from peacetrack.report.text import problem_lines

    print_lines(_lines(reading, problems, problem_lines), err=True)


def _lines(reading: Reading | Supposition, problems: Iterable[Problem], worded: Any) -> Iterator[Line]:
    for problem in problems:
        yield from worded(problem, reading.places.line(problem.place))


def print_json(tree: object) -> None:
    """Print plain values for programs."""
    click.echo(json.dumps(tree, indent=2, ensure_ascii=True))


def print_answer(
    form: Format, *, as_text: Callable[[], Iterable[Line]], as_json: Callable[[], object]
) -> None:
    """Print an answer in the format that was chosen; the others are not worked out."""
    match form:
        case Format.TEXT:
            print_lines(as_text())
        case Format.JSON:
            print_json(as_json())
        case _:
            assert_never(form)


def complain(text: str) -> None:
    """Say what stands in the way of a result."""
    from peacetrack.model.characters import printable

    click.echo(printable(text), err=True)


def complain_of_links(links: Iterable[object]) -> None:
    """Name the links that a search did not follow."""
    for link in links:
        complain(f"{link}: this link leaves the folder, and is not followed.")


def watched(items: Sequence[T], *, label: str) -> Iterator[T]:
    """Show on a terminal how far the work is; a file of messages is spared that, and so is work of one step."""
    if not sys.stderr.isatty() or len(items) < 2:
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
