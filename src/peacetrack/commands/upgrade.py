"""`peacetrack upgrade`: files of an older format brought to this one."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import aspect_option, command
from peacetrack.commands.printing import print_lines
from peacetrack.commands.rewriting import dry_run_option, print_diff, print_problems_at
from peacetrack.model.codes import HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect
    from peacetrack.yaml.writing.upgrading import Upgrade


@command()
@click.argument("path")
@dry_run_option
@aspect_option
def upgrade(path: str, *, dry_run: bool, aspects: tuple[Aspect[Any], ...]) -> None:
    """
    Bring the files of a negotiation to this version of the format, and leave every other byte as it is.

    A PATH is a folder or a file, as for `check`; a file is upgraded with its folder. `peacetrack: 1` is the first
    version and the only one so far. What it said in older words is written anew: a bare list under `besides`, and the
    `by` of a replacement, which is `with`.

    \b
    peacetrack upgrade river --dry-run
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.yaml.writing.upgrading import upgrade as upgrade_path

    sys.exit(print_outcomes(upgrade_path(path, dry_run=dry_run, aspects=aspects)))


def print_outcomes(outcomes: Sequence[Upgrade]) -> int:
    """Print what came of an upgrade, and give the exit status."""
    from peacetrack.report.text import Line
    from peacetrack.yaml.records.assembly import VERSION

    for outcome in outcomes:
        print_problems_at(outcome.places, outcome.problems)
        for rewrite in () if outcome.problems else outcome.rewrites:
            print_diff(rewrite)
    if any(outcome.problems for outcome in outcomes):
        return UNREADABLE
    if not any(outcome.rewrites for outcome in outcomes):
        unchanged = sum(outcome.unchanged for outcome in outcomes)
        print_lines(
            [Line(f"Nothing to do: {unchanged} file{'s' * (unchanged != 1)} of `peacetrack: {VERSION}`.")]
        )
    return HELD
