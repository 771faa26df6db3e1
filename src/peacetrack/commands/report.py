"""`peacetrack report`: one static page that a reader opens without a network."""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peacetrack.commands.delivering import STDOUT, deliver, deliver_folder, output_option
from peacetrack.commands.options import command, query_options, reading_for, reading_of
from peacetrack.commands.printing import complain, watched
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query
    from peacetrack.log.log import Log


@command()
@click.argument("path")
@output_option("Where to write the page; without it, it is printed.")
@click.option("--public", is_flag=True, help="Leave out what is confidential, and say how much that is.")
@click.option(
    "--coded-again", metavar="PATH", default="", help="The log of a second coder of the same articles."
)
@query_options
def report(path: str, output: Path, *, public: bool, coded_again: str, query: Query) -> None:
    """
    Write the state of a negotiation as one static HTML file: for readers who do not program.

    The file loads nothing and sends nothing; it opens from a mail attachment, prints, and has a slider over the days. A
    folder of many negotiations gives a folder with a report each, and index.html with a line each.

    \b
    peacetrack report river -o report.html
    peacetrack report river --as-of 2032-05-12 -o wednesday.html
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.html.page import report_page
    from peacetrack.report.html.rendering import page_html
    from peacetrack.yaml.files.negotiations import negotiations

    found = negotiations(path)
    if len(found) > 1:
        _of_many(found, output, public=public, coded_again=coded_again, query=query)
        sys.exit(HELD)
    log, _ = reading_for(path, query)
    if public:
        log = _public(log)
    agreed = _agreed(log, coded_again, query) if coded_again else ""
    page = report_page(log, query, agreement=agreed, watching=partial(watched, label="Days"))
    deliver(page_html(page), output)
    if output != STDOUT:
        complain(f"{output}: written.")
    sys.exit(HELD)


def _of_many(found: tuple[Path, ...], output: Path, *, public: bool, coded_again: str, query: Query) -> None:
    """Write a page for each of many negotiations, and one with a line each that leads to them."""
    from peacetrack.report.html.page import report_page
    from peacetrack.report.html.rendering import index_html, page_html

    if output == STDOUT:
        raise click.UsageError("there are several negotiations: name a folder with -o.")
    if coded_again:
        raise click.UsageError("--coded-again is of one negotiation.")
    pages = {}
    for number, one in enumerate(watched(found, label="Negotiations"), 1):
        log, _ = reading_for(str(one), query)
        pages[f"{number:04}.html"] = report_page(_public(log) if public else log, query)
    files = {name: page_html(page) for name, page in pages.items()}
    deliver_folder({"index.html": index_html(pages), **files}, output)
    complain(f"{output}: {len(files)} reports and index.html written.")


def _agreed(log: Log, other: str, query: Query) -> str:
    """Say how far a second coder agreed."""
    from peacetrack.log.agreement import MissingExtraError, agreement

    second, _ = reading_of(other, query.own)
    try:
        found = agreement(log, second)
    except MissingExtraError as error:
        raise click.UsageError(f"{error}.") from None
    both = sum(match.one is not None and match.other is not None for match in found.matches)
    alpha = dict(found.alphas).get("all")
    measure = f", alpha {alpha:.2f}" if alpha is not None else ""
    return f"a second coder has {both} of {len(found.matches)} events alike{measure}"


def _public(log: Log) -> Log:
    from peacetrack.beliefs.confidential import public

    found = public(log)
    complain(f"{found}.")
    return found.log
