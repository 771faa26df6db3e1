"""`peacetrack report`: one static page that a reader opens without a network."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peacetrack.commands.delivering import STDOUT, deliver, output_option
from peacetrack.commands.options import command, query_options, reading_for
from peacetrack.commands.printing import complain, watched
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query
    from peacetrack.log.log import Log


@command()
@click.argument("path")
@output_option("Where to write the page; without it, it is printed.")
@click.option("--public", is_flag=True, help="Leave out what is confidential, and say how much that is.")
@query_options
def report(path: str, output: Path, *, public: bool, query: Query) -> None:
    """
    Write the state of a negotiation as one static HTML file: for readers who do not program.

    The file loads nothing and sends nothing; it opens from a mail attachment, prints, and has a slider over the days.

    \b
    peacetrack report river -o report.html
    peacetrack report river --as-of 2032-05-12 -o wednesday.html
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.html.page import report_page
    from peacetrack.report.html.rendering import page_html

    log, _ = reading_for(path, query)
    if public:
        log = _public(log)
    page = page_html(report_page(log, query, watching=partial(watched, label="Days")))
    deliver(page, output)
    if output != STDOUT:
        complain(f"{output}: written.")
    sys.exit(HELD)


def _public(log: Log) -> Log:
    from peacetrack.beliefs.confidential import public

    found = public(log)
    complain(f"{found}.")
    return found.log
