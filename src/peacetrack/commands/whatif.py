"""`peacetrack whatif`: what would change if something happened."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, assert_never

import click

from peacetrack.commands.options import (
    USAGE,
    command,
    complete_kinds,
    format_option,
    query_options,
    reading_for,
)
from peacetrack.commands.printing import Format, print_json, print_lines, print_problems
from peacetrack.model.codes import FAILED, HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query


@command()
@click.argument("path")
@click.option(
    "--event",
    "events",
    metavar="EVENT",
    multiple=True,
    required=True,
    shell_complete=complete_kinds,
    help="What is supposed to happen: a kind and its fields, `key=value`; may be given several times.",
)
@query_options
@format_option
def whatif(path: str, form: Format, events: tuple[str, ...], query: Query) -> None:
    """
    Suppose that something happens, and tell what it would change in the log as it stands.

    The log ends with the day of --as-of; an event without a date happens on that day.

    \b
    peacetrack whatif river --event 'condition_met condition=open-gauges by=brek date=2032-06'
    peacetrack whatif river --as-of 2032-05-13 --event 'count_stated by=brek agreed=10 of=12 date=2032-06-01'
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.checking import try_events
    from peacetrack.report.scenarios import supposed_as_json, supposed_lines

    _, reading = reading_for(path, query)
    trial = try_events(reading, events, query)
    if trial.state is None:
        print_problems(trial, trial.problems)
        sys.exit(USAGE)
    match form:
        case Format.TEXT:
            print_lines(supposed_lines(trial.changes, trial.state))
            print_problems(trial, trial.problems)
        case Format.JSON:
            print_json(supposed_as_json(trial.changes, trial.state, refused=trial.problems))
        case _:
            assert_never(form)
    sys.exit(FAILED if trial.problems else HELD)
