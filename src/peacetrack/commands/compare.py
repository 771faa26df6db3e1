"""`peacetrack compare`: what each side published of one contact."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from peacetrack.commands.options import command, completing, format_option, query_options, state_at
from peacetrack.commands.printing import Format, print_answer
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from peacetrack.beliefs.query import Query
    from peacetrack.log.log import Log


def _contacts(log: Log) -> Iterator[str]:
    """Name the calls and meetings of a log."""
    from peacetrack.report.naming import names_of

    yield from names_of(log)["contact"]


@command()
@click.argument("path")
@click.argument("contacts", nargs=-1, metavar="[CONTACT]...", shell_complete=completing(_contacts))
@query_options
@format_option
def compare(path: str, contacts: tuple[str, ...], form: Format, query: Query) -> None:
    """
    Put the readouts of a contact side by side: topics in all of them, and in one only, with the sources.

    A CONTACT is the id of one; without any, every contact of which a side has told.

    \b
    peacetrack compare river april-meeting
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.readouts import compared
    from peacetrack.report.printed import comparison_as_json, comparison_lines

    state = state_at(path, query)
    try:
        found = compared(state, contacts)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'CONTACT'") from None
    print_answer(
        form,
        as_text=lambda: (line for one in found for line in comparison_lines(one)),
        as_json=lambda: comparison_as_json(state, found),
    )
    sys.exit(HELD)
