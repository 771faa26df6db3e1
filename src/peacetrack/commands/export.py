"""`peacetrack export`: a log and its answers in the formats of other tools."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from peacetrack.commands.delivering import STDOUT, deliver, deliver_folder, output_option
from peacetrack.commands.options import as_day, command, one_of, query_options, state_at
from peacetrack.commands.printing import complain
from peacetrack.model.codes import HELD
from peacetrack.report.export import ExportFormat

if TYPE_CHECKING:
    import datetime as dt

    from peacetrack.beliefs.query import Query
    from peacetrack.state.timeline import State


@command()
@click.argument("path")
@one_of(ExportFormat, "--to", required=True, help="The format.")
@output_option("The file, or for csv the folder.", "PATH")
@click.option("--table", metavar="NAME", default="", help="Of csv, print this table alone, or the codebook.")
@click.option("--spreadsheet", is_flag=True, help="CSV in which a spreadsheet runs nothing as a formula.")
@click.option("--public", is_flag=True, help="Leave out what is confidential.")
@click.option("--reviewer", metavar="NAME", default="peacetrack", help="Who publishes reviews of claims.")
@click.option("--reviews-url", metavar="URL", default="", help="The page on which reviews are published.")
@click.option("--reviewed-on", metavar="DAY", callback=as_day, help="When reviews are published.")
@query_options
def export(  # noqa: PLR0913 - each option of the command
    path: str,
    to: ExportFormat,
    output: Path,
    table: str,
    *,
    spreadsheet: bool,
    public: bool,
    reviewer: str,
    reviews_url: str,
    reviewed_on: dt.date | None,
    query: Query,
) -> None:
    """
    Write a log and its answers for other tools: tables, diagrams, reviews of claims, provenance.

    \b
    peacetrack export river --to csv -o tables --spreadsheet
    peacetrack export river --to csv --table counts
    peacetrack export river --to mermaid-state --as-of 2032-05-13
    peacetrack export river --to claimreview --reviewer 'Fact desk' --reviews-url https://example.org/checks
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.export.claimreview import Reviewer
    from peacetrack.report.export.formats import Export, exported

    state = state_at(path, query)
    if public:
        state = _public(state)
    reviews = Reviewer(name=reviewer, url=reviews_url, published=reviewed_on)
    chosen = Export(state=state, safe=spreadsheet, reviewer=reviews)
    try:
        files = exported(chosen, to)
    except ModuleNotFoundError as error:
        hint = "python -m pip install 'peacetrack[export]'"
        raise click.UsageError(f"--to {to} needs the package '{error.name}': {hint}") from None
    _write(files, output, table)
    sys.exit(HELD)


def _public(state: State) -> State:
    """Give the same state of the public part of the log, and say what was left out."""
    from peacetrack.beliefs.confidential import public
    from peacetrack.state.timeline import state_for

    part = public(state.log)
    complain(str(part))
    return state_for(part.log, state.query)


def _write(files: dict[str, str], output: Path, table: str) -> None:
    """Write files to a folder, or the only one of them to a file or to stdout."""
    if table:
        name = f"{table}.csv"
        if name not in files:
            known = ", ".join(file.removesuffix(".csv") for file in files if file.endswith(".csv"))
            raise click.BadParameter(
                f"there is no table '{table}'; csv has {known or 'several'}.", param_hint="'--table'"
            )
        files = {name: files[name]}
    if len(files) == 1:
        deliver("".join(files.values()), output)
    elif output == STDOUT:
        raise click.UsageError("several files are written: name a folder with -o, or a table with --table.")
    else:
        deliver_folder(files, output)
