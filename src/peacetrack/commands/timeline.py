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
    from peacetrack.questions.courses import Span


@command()
@click.argument("path")
@click.argument("subjects", nargs=-1, metavar="[SUBJECT]...")
@query_options
@format_option
def timeline(path: str, subjects: tuple[str, ...], form: Format, query: Query) -> None:
    """
    Tell since when each question has had the answer that it has, and what brought it.

    A SUBJECT is the id of a provision, a demand, an offer, a text or a party, or the word of a question: `counts`,
    `provisions`, `conditions`, `gates`.

    \b
    peacetrack timeline river conditions
    peacetrack timeline river open-gauges --account tarvia
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.courses import courses
    from peacetrack.report.printed import span_lines, spans_as_json

    state = state_at(path, query)
    every = courses(state.timeline, account=state.account, until=state.as_of)
    known = {name for one in every for name in _names(one)}
    for subject in subjects:
        if subject not in known:
            raise click.BadParameter(f"nothing is on record of '{subject}' by then.", param_hint="'SUBJECT'")
    found = [one for one in every if not subjects or {*_names(one)} & {*subjects}]
    print_answer(form, as_text=lambda: span_lines(found), as_json=lambda: spans_as_json(state, found))
    sys.exit(HELD)


def _names(span: Span) -> tuple[str, ...]:
    """List by what a span is asked for: its question, in the plural too, its subject, and each name in that."""
    from peacetrack.questions.asking import parted

    return span.question, f"{span.question}s", span.subject, *parted(span.subject)
