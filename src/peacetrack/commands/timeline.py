"""`peacetrack timeline`: since when each subject has had the status that it has."""

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
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]...")
@query_options
@format_option
def timeline(path: str, subjects: tuple[str, ...], form: Format, query: Query) -> None:
    """
    Tell since when each provision, condition and proposal has had the status that it has, and what brought it.

    A SUBJECT is the id of one of them, or the name of an aspect: `provisions`, `conditions`, `proposals`.

    \b
    peacetrack timeline fixtures/armenia-azerbaijan conditions
    peacetrack timeline fixtures/armenia-azerbaijan constitution --account armenia
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.intervals import intervals
    from peacetrack.report.answers import interval_lines, intervals_as_json

    state = state_at(path, query)
    every = intervals(state.timeline, account=state.account, until=state.as_of)
    known = {word for one in every for word in (one.aspect, one.subject)}
    for subject in subjects:
        if subject not in known:
            raise click.BadParameter(f"nothing is on record of '{subject}' by then.", param_hint="'SUBJECT'")
    found = [one for one in every if not subjects or {one.aspect, one.subject} & {*subjects}]
    print_answer(
        form,
        as_text=lambda: interval_lines(found),
        as_json=lambda: intervals_as_json(state, found),
    )
    sys.exit(HELD)
