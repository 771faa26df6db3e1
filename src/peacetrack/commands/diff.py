"""`peacetrack diff`: what differs between two days, or between two accounts."""

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
@click.argument("one")
@click.argument("other")
@query_options
@format_option
def diff(path: str, one: str, other: str, form: Format, query: Query) -> None:
    """
    Tell what differs between two days, or between two accounts, each change with the events that bring it.

    ONE and OTHER are two days (the other may be `end`, the end of the log), or two accounts.

    \b
    peacetrack diff river 2032-05-12 2032-05-13
    peacetrack diff river tarvia melland --as-of 2032-05-13
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.beliefs.accounts import UnknownActorError
    from peacetrack.checks.compare import diff as differing
    from peacetrack.report.printed import change_lines, changes_as_json, head, title
    from peacetrack.report.text import Line

    state = state_at(path, query)
    days = [_day(text) for text in (one, other)]
    if None in days and days != [None, None]:
        raise click.UsageError("ONE and OTHER are two days or two accounts, not one of each.")
    try:
        before, after = (
            state.timeline.at(state.as_of, account=text)
            if day is None
            else state.timeline.at(None if day == END else day, account=state.account)
            for text, day in zip((one, other), days, strict=True)
        )
    except UnknownActorError as error:
        raise click.BadParameter(
            f"{error}; a day is written 2024-09-17.", param_hint="'ONE' or 'OTHER'"
        ) from None
    changes = differing(before, after)
    print_answer(
        form,
        as_text=lambda: [
            Line(f"before: {title(before)}"),
            Line(f"after:  {title(after)}"),
            *change_lines(changes),
        ],
        as_json=lambda: (
            head(after, "diff") | {"before": head(before, "diff"), "changes": changes_as_json(changes)}
        ),
    )
    sys.exit(HELD)


END = "end"


def _day(text: str) -> str | None:
    """Read a day; None when it is none, and so an account."""
    from peacetrack.model.dates import DateError, parse_day

    if text == END:
        return END
    try:
        return str(parse_day(text))
    except DateError:
        return None
