"""`peacetrack coverage`: which paragraphs of each source are accounted for."""

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
def coverage(path: str, form: Format, query: Query) -> None:
    """
    Tell for each source which of its paragraphs are cited, left out on purpose, or passed over.

    \b
    peacetrack coverage river
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.log.coverage import coverage as covered
    from peacetrack.report.printed import coverage_as_json, coverage_lines

    state = state_at(path, query)
    found = covered(state.log)
    print_answer(
        form,
        as_text=lambda: coverage_lines(found),
        as_json=lambda: coverage_as_json(state, found),
    )
    sys.exit(HELD)
