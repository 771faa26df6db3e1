"""`peacetrack add`: one event or one source more, and every other byte as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import USAGE, aspect_option
from peacetrack.commands.printing import complain
from peacetrack.commands.rewriting import dry_run_option, print_diff, print_problems_at
from peacetrack.model.codes import UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--event", metavar="EVENT", default="", help="A kind of event and its fields, each as `key=value`."
)
@click.option("--source", metavar="SOURCE", default="", help="The id of a source and its fields.")
@dry_run_option
@aspect_option
def add(file: Path, event: str, source: str, *, dry_run: bool, aspects: tuple[Aspect[Any], ...]) -> None:
    """
    Append one event or one source to a FILE of a log, print what changes, and leave every other byte as it is.

    The log is read with the new entry first. One that does not fit is refused, and the file stays as it was.

    \b
    peacetrack add logs/003.peace.yaml --event 'condition_met condition=constitution date=2027-03 cite=4'
    peacetrack add logs/cast.peace.yaml --source 'gazette publisher=The Gazette published=2027-03-09' --dry-run
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.adding import add_event, add_source

    if bool(event) == bool(source):
        raise click.UsageError("Give either --event or --source.")
    given = (add_event, event) if event else (add_source, source)
    added = given[0](file, given[1], dry_run=dry_run, aspects=aspects)
    if added.problems or added.rewrite is None:
        print_problems_at(added.places, added.problems)
        complain(f"{file}: left alone.")
        sys.exit(USAGE if added.loaded and added.added is None else UNREADABLE)
    print_diff(added.rewrite)
    print_problems_at(added.places, added.findings)
    complain(f"{file}: {'nothing was written' if dry_run else 'written'}.")
    sys.exit(added.exit_status)
