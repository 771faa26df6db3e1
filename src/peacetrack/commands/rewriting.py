"""What the commands share that write into files of a log.

The law: each prints what it changes as a diff, and with `--dry-run` prints the same and writes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import click

from peacetrack.commands.printing import print_lines

if TYPE_CHECKING:
    from peacetrack.model.problems import Problem
    from peacetrack.yaml.records.places import Places
    from peacetrack.yaml.writing.rewriting import Rewrite

#: How a terminal shows the lines of a diff, by their first character.
STYLES: Final = {"+": "green", "-": "red", "@": "cyan"}

dry_run_option = click.option("--dry-run", is_flag=True, help="Print what would change, and write nothing.")


def print_diff(rewrite: Rewrite) -> None:
    """Print the unified diff of a file."""
    from peacetrack.report.text import Line

    lines = re.split(r"\r\n|\r|\n", "".join(rewrite.diff()))
    print_lines(Line(line, STYLES.get(line[:1], "")) for line in lines[:-1])


def print_problems_at(places: Places, problems: Iterable[Problem]) -> None:
    """Print problems, each with its place and its line."""
    from peacetrack.report.text import problem_lines

    lines = (line for found in problems for line in problem_lines(found, places.line(found.place)))
    print_lines(lines, err=True)
