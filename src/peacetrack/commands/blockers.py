"""`peacetrack blockers`: what stands in the way, and whose that is."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from peacetrack.commands.options import command, format_option, query_options, state_at
from peacetrack.commands.printing import Format, print_answer
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query


@command()
@click.argument("path")
@query_options
@format_option
def blockers(path: str, form: Format, query: Query) -> None:
    """
    Tell what stands before each step, and whose that is: per gate, and per owner.

    \b
    peacetrack blockers river --as-of 2032-05-13
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.gates import gates
    from peacetrack.report.printed import blockers_as_json, blockers_lines, title
    from peacetrack.report.text import Line

    state = state_at(path, query)
    found = gates(state)
    print_answer(
        form,
        as_text=lambda: [Line(title(state), "bold"), *blockers_lines(state, found)],
        as_json=lambda: blockers_as_json(state, found),
    )
    sys.exit(HELD)
