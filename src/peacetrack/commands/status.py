"""`peacetrack status`: the state of a negotiation."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import asking, checked, format_option
from peacetrack.commands.printing import print_json, print_lines, print_problems
from peacetrack.model.codes import FAILED, HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect
    from peacetrack.state.timeline import State


@click.command()
@click.argument("path")
@asking
@format_option
def status(path: str, form: str, aspects: tuple[Aspect[Any], ...], **asked: str) -> None:
    """
    Tell the state of a negotiation: what is agreed, what is not, what stands in the way, and whose that is.

    \b
    peacetrack status fixtures/armenia-azerbaijan --as-of 2024-09-17
    peacetrack status fixtures/armenia-azerbaijan --account azerbaijan --format json
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.checking import findings_of
    from peacetrack.report.json import status as as_json
    from peacetrack.report.text import status_lines
    from peacetrack.state.timeline import replay
    from peacetrack.yaml.files.loader import read

    reading = read(path, aspects=aspects)
    if reading.log is None:
        print_problems(reading, reading.problems)
        sys.exit(UNREADABLE)
    asked = checked(reading, asked)
    asked["account"] = asked["account"] or "everyone"
    state: State = replay(reading.log, **asked)
    problems = findings_of(state, reading.places)
    if form == "json":
        print_json(as_json(state, problems))
    else:
        print_lines(status_lines(state))
        print_problems(reading, problems)
    sys.exit(FAILED if any(problem.severity == "error" for problem in problems) else HELD)
