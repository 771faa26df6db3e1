"""`peacetrack needs`: what would lift each thing that stands before a step, and who can do it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from peacetrack.commands.options import command, format_option, query_options, reading_for
from peacetrack.commands.printing import Format, print_answer
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query


@command()
@click.argument("path")
@click.option(
    "--gate",
    "figure",
    metavar="STEP:TEXT",
    required=True,
    help="Which step of what: `signature:treaty`, `signature:treaty:agreed_part`, `ratification:treaty:north`, `agreeing:a,b`.",
)
@query_options
@format_option
def needs(path: str, figure: str, form: Format, query: Query) -> None:
    """
    Tell what would lift each thing that stands before a step, and who can do it.

    The lines can be given to `whatif --event`. They are supposed together, and the last line says how the gate is then.

    \b
    peacetrack needs river --gate signature:protocol
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.needs import gate_asked, opening_after
    from peacetrack.checks.needs import needs as needed
    from peacetrack.report.printed import need_lines, needs_as_json
    from peacetrack.state.timeline import state_for

    log, reading = reading_for(path, query)
    state = state_for(log, query)
    try:
        found = gate_asked(state, figure)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'--gate'") from None
    listed = needed(state, found)
    then = opening_after(reading, found, listed, query)
    print_answer(
        form,
        as_text=lambda: need_lines(state, found, listed, then),
        as_json=lambda: needs_as_json(state, found, listed, then),
    )
    sys.exit(HELD)
