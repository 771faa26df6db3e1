"""`peacetrack blockers`: what stands in the way, and whose that is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import asking, format_option, state_of
from peacetrack.commands.printing import print_json, print_lines
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@click.command()
@click.argument("path")
@asking
@format_option
def blockers(path: str, form: str, aspects: tuple[Aspect[Any], ...], **asked: str) -> None:
    """
    Tell what stands before each step, and whose that is: per gate, and per owner.

    \b
    peacetrack blockers fixtures/armenia-azerbaijan --as-of 2024-09-17
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.gates import gates
    from peacetrack.report.answers import blockers_as_json, blockers_lines, title
    from peacetrack.report.text import Line

    state = state_of(path, aspects, asked)
    found = gates(state)
    if form == "json":
        print_json(blockers_as_json(state, found))
    else:
        print_lines([Line(title(state), "bold"), *blockers_lines(found)])
    sys.exit(HELD)
