"""`peacetrack add`: some entries more, and every other byte as it was."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import USAGE, Option, aspect_option, command, complete_kinds
from peacetrack.commands.printing import complain
from peacetrack.commands.rewriting import dry_run_option, print_diff, print_problems_at
from peacetrack.model.codes import UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


def _adding(sort: str, help: str, metavar: str = "ID FIELDS") -> Option:  # noqa: A002 - the word of click
    """Make the option for entries of a sort, which may be given several times."""
    complete = complete_kinds if sort == "event" else None
    return click.option(f"--{sort}", metavar=metavar, multiple=True, help=help, shell_complete=complete)


@command()
@click.argument("file", type=click.Path(path_type=Path))
@_adding("event", "A kind of event and its fields, each as `key=value`.", "KIND FIELDS")
@_adding("source", "The id of a source and its fields.")
@_adding("claim", "The id of a claim and its fields.")
@_adding("actor", "The id of an actor and its fields.")
@_adding("voice", "The id of a voice and its fields.")
@_adding(
    "provision",
    "The id of a provision and its fields; a unit of the only text, if they do not say otherwise.",
)
@_adding("topic", "The id of a topic and its `title`.")
@dry_run_option
@aspect_option
def add(  # noqa: PLR0913 - each option of the command
    file: Path,
    *,
    event: tuple[str, ...],
    source: tuple[str, ...],
    claim: tuple[str, ...],
    actor: tuple[str, ...],
    voice: tuple[str, ...],
    provision: tuple[str, ...],
    topic: tuple[str, ...],
    dry_run: bool,
    aspects: tuple[Aspect[Any], ...],
) -> None:
    """
    Add entries to a FILE of a log, print what changes, and leave every other byte as it is.

    Each option may be given several times, and all entries are written at once or none. A FILE that is not there is begun.
    The log is read with the new entries first. One that does not fit is refused, and the file stays as it was.

    \b
    peacetrack add river/river.peace.yaml --voice 'olm name=Ida Olm speaks_for=melland' --topic 'gauges title="Gauges, and locks"'
    peacetrack add river/002-gazette.peace.yaml --source 'gazette published=2032-06-02' \
        --event 'condition_met condition=open-gauges by=brek date=2032-06-01 source=gazette' --dry-run
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.adding import Sort, add_entries

    stated = {
        Sort.EVENT: event,
        Sort.SOURCE: source,
        Sort.CLAIM: claim,
        Sort.ACTOR: actor,
        Sort.VOICE: voice,
        Sort.PROVISION: provision,
        Sort.TOPIC: topic,
    }
    entries = [(sort, text) for sort, several in stated.items() for text in several]
    if not entries:
        raise click.UsageError(f"Say what to add: {', '.join(f'--{sort}' for sort in stated)}.")
    added = add_entries(file, entries, dry_run=dry_run, aspects=aspects)
    if added.problems or added.rewrite is None:
        print_problems_at(added.places, added.problems)
        complain(f"{file}: left alone.")
        sys.exit(USAGE if added.loaded and not added.entries else UNREADABLE)
    print_diff(added.rewrite)
    print_problems_at(added.places, added.findings)
    complain(f"{file}: {'nothing was written' if dry_run else 'written'}.")
    sys.exit(added.exit_status)
