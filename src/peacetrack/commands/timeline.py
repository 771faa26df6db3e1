"""`peacetrack timeline`: since when each subject has had the status that it has."""

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
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]...")
@asking
@format_option
def timeline(
    path: str, subjects: tuple[str, ...], form: str, aspects: tuple[Aspect[Any], ...], **asked: str
) -> None:
    """
    Tell since when each provision, condition and proposal has had the status that it has, and what brought it.

    A SUBJECT is the id of one of them, or the name of an aspect: `provisions`, `conditions`, `proposals`.

    \b
    peacetrack timeline fixtures/armenia-azerbaijan conditions
    peacetrack timeline fixtures/armenia-azerbaijan constitution --account armenia
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.intervals import intervals
    from peacetrack.report.answers import interval_lines, intervals_as_json

    state = state_of(path, aspects, asked)
    every = intervals(state.timeline, account=state.account, until=state.as_of)
    known = {word for one in every for word in (one.aspect, one.subject)}
    for subject in subjects:
        if subject not in known:
            raise click.BadParameter(f"nothing is on record of '{subject}' by then.", param_hint="'SUBJECT'")
    found = [one for one in every if not subjects or {one.aspect, one.subject} & {*subjects}]
    if form == "json":
        print_json(intervals_as_json(state, found))
    else:
        print_lines(interval_lines(found))
    sys.exit(HELD)
