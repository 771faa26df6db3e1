"""`peacetrack status`: the state of a negotiation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, assert_never

import click

from peacetrack.commands.options import command, format_option, query_options, reading_for
from peacetrack.commands.printing import Format, print_json, print_lines, print_problems
from peacetrack.model.codes import FAILED, HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query


@command()
@click.argument("path")
@query_options
@format_option
def status(path: str, form: Format, query: Query) -> None:
    """
    Tell the state of a negotiation: what is agreed, what is not, what stands in the way, and whose that is.

    \b
    peacetrack status river --as-of 2032-05-13
    peacetrack status river --account melland --format json
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.checking import findings_of
    from peacetrack.report.json import status as as_json
    from peacetrack.report.text import status_lines
    from peacetrack.state.timeline import state_for

    log, reading = reading_for(path, query)
    state = state_for(log, query)
    problems = findings_of(state, reading.places)
    match form:
        case Format.TEXT:
            print_lines(status_lines(state))
            print_problems(reading, problems)
        case Format.JSON:
            print_json(as_json(state, problems))
        case _:
            assert_never(form)
    sys.exit(FAILED if any(problem.severity == "error" for problem in problems) else HELD)
