"""`peacetrack whatif`: what would change if something happened."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import USAGE, asking, checked, format_option
from peacetrack.commands.printing import print_json, print_lines, print_problems
from peacetrack.model.codes import FAILED, HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@click.command()
@click.argument("path")
@click.option(
    "--event",
    "events",
    metavar="EVENT",
    multiple=True,
    required=True,
    help="What is supposed to happen: a kind and its fields, `key=value`; may be given several times.",
)
@asking
@format_option
def whatif(
    path: str, form: str, events: tuple[str, ...], aspects: tuple[Aspect[Any], ...], **asked: str
) -> None:
    """
    Suppose that something happens, and tell what it would change in the log as it stands.

    The log ends with the day of --as-of; an event without a date happens on that day.

    \b
    peacetrack whatif fixtures/armenia-azerbaijan --event 'condition_met condition=constitution date=2027-03'
    peacetrack whatif logs --as-of 2024-09-17 --event 'provision_agreed provision=[a-1, a-2] date=2024-10-01'
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.checking import try_events
    from peacetrack.report.scenarios import supposed_as_json, supposed_lines
    from peacetrack.yaml.files.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        print_problems(reading, reading.problems)
        sys.exit(UNREADABLE)
    trial = try_events(reading, events, **checked(reading, asked))
    if trial.state is None:
        print_problems(trial, trial.problems)
        sys.exit(USAGE)
    if form == "json":
        print_json(supposed_as_json(trial.changes, trial.state, refused=trial.problems))
    else:
        print_lines(supposed_lines(trial.changes, trial.state))
        print_problems(trial, trial.problems)
    sys.exit(FAILED if trial.problems else HELD)
