"""`peacetrack explain`: why a figure is what it is."""

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


def _figures(log: Log) -> Iterator[str]:
    """Name every figure that the log has an answer to, and every id of which it tells."""
    from peacetrack.questions.every import answers
    from peacetrack.state.timeline import replay

    yield from (figure for figure, _ in answers(replay(log)))
    yield from (event.id for event in log.events if event.has_own_id)


@command()
@click.argument("path")
@click.argument("figures", nargs=-1, metavar="[FIGURE]...", shell_complete=completing(_figures))
@query_options
@format_option
def explain(path: str, figures: tuple[str, ...], form: Format, query: Query) -> None:
    """
    Tell why: from a figure to the events behind it, and from each event to the places in its sources.

    A FIGURE is `count:agreed`, `provision:ID`, `condition:ID`, `proposal:ID`, `principle:PARTY`, `stage:INSTRUMENT`,
    `standing:PARTY`, `gate:signature` and so on; of several instruments name one behind it, `count:agreed:treaty`. An ID
    alone tells all that is on record of it. Without a FIGURE, those of this log are listed with their answers.

    \b
    peacetrack explain river count:agreed --as-of 2032-05-13
    peacetrack explain river standing:melland gate:signature
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.explain import explain as explained
    from peacetrack.questions.every import answers
    from peacetrack.report.json import answer_of
    from peacetrack.report.printed import explanation_as_json, explanation_lines, head
    from peacetrack.report.text import Line

    state = state_at(path, query)
    if not figures:
        listed = [*answers(state)]
        print_answer(
            form,
            as_text=lambda: (Line(f"{figure}  {one.in_full}") for figure, one in listed),
            as_json=lambda: head(state, "explain") | {"figures": [answer_of(*one) for one in listed]},
        )
        sys.exit(HELD)
    try:
        found = [explained(state, figure) for figure in figures]
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'FIGURE'") from None
    print_answer(
        form,
        as_text=lambda: (line for one in found for line in explanation_lines(one)),
        as_json=lambda: explanation_as_json(state, list(zip(figures, found, strict=True))),
    )
    sys.exit(HELD)
