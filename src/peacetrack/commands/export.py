"""`peacetrack export`: a log and its answers in the formats of other tools."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from peacetrack.commands.options import asking, state_of
from peacetrack.commands.printing import complain
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect
    from peacetrack.state.timeline import State

#: In step with `export.formats.FORMATS`, which loads only when something is exported.
TO: Final = (
    "csv",
    "jsonl",
    "mermaid-timeline",
    "mermaid-statuses",
    "mermaid-state",
    "claimreview",
    "prov-json",
    "prov-n",
)


def _as_date(_: click.Context, __: click.Parameter, text: str | None) -> dt.date | None:
    """Read a day while the options are read, so that a wrong one is wrong usage."""
    from peacetrack.model.dates import DateError, parse_day

    try:
        return parse_day(text) if text is not None else None
    except DateError as error:
        raise click.BadParameter(f"{error.reason}: {error.hint}.") from None


@click.command()
@click.argument("path")
@click.option("--to", type=click.Choice(TO), required=True, help="The format.")
@click.option(
    "-o", "--output", metavar="PATH", type=click.Path(path_type=Path), help="The file, or for csv the folder."
)
@click.option("--table", metavar="NAME", default="", help="Of csv, print this table alone, or the codebook.")
@click.option("--spreadsheet", is_flag=True, help="CSV in which a spreadsheet runs nothing as a formula.")
@click.option("--public", is_flag=True, help="Leave out what is confidential.")
@click.option("--reviewer", metavar="NAME", default="peacetrack", help="Who publishes reviews of claims.")
@click.option("--reviews-url", metavar="URL", default="", help="The page on which reviews are published.")
@click.option("--reviewed-on", metavar="DAY", callback=_as_date, help="When reviews are published.")
@asking
def export(  # noqa: PLR0913 - each option of the command
    path: str,
    to: str,
    output: Path | None,
    table: str,
    aspects: tuple[Aspect[Any], ...],
    *,
    spreadsheet: bool,
    public: bool,
    reviewer: str,
    reviews_url: str,
    reviewed_on: dt.date | None,
    **asked: Any,
) -> None:
    """
    Write a log and its answers for other tools: tables, diagrams, reviews of claims, provenance.

    \b
    peacetrack export fixtures/armenia-azerbaijan --to csv -o tables --spreadsheet
    peacetrack export fixtures/armenia-azerbaijan --to csv --table counts
    peacetrack export fixtures/armenia-azerbaijan --to mermaid-state --as-of 2024-09-17
    peacetrack export logs --to claimreview --reviewer 'Fact desk' --reviews-url https://example.org/checks
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.export.claimreview import Reviewer
    from peacetrack.report.export.formats import Asked, exported

    state = state_of(path, aspects, asked)
    if public:
        state = _public(state)
    reviews = Reviewer(name=reviewer, url=reviews_url, published=reviewed_on)
    told = Asked(state=state, safe=spreadsheet, reviewer=reviews)
    try:
        files = exported(told, to)
    except ModuleNotFoundError as error:
        hint = "python -m pip install 'peacetrack[export]'"
        raise click.UsageError(f"--to {to} needs the package '{error.name}': {hint}") from None
    _write(files, output, table)
    sys.exit(HELD)


def _public(state: State) -> State:
    """Give the same state of the public part of the log, and say what was left out."""
    from peacetrack.beliefs.confidential import public
    from peacetrack.state.timeline import replay

    part = public(state.log)
    complain(str(part))
    return replay(part.log, as_of=state.as_of, known_by=state.known_by, account=state.account)


def _write(files: dict[str, str], output: Path | None, table: str) -> None:
    """Write files to a folder, or the only one of them to a file or to stdout."""
    if table:
        name = f"{table}.csv"
        if name not in files:
            known = ", ".join(file.removesuffix(".csv") for file in files if file.endswith(".csv"))
            raise click.BadParameter(
                f"there is no table '{table}'; csv has {known or 'several'}.", param_hint="'--table'"
            )
        files = {name: files[name]}
    try:
        if len(files) > 1:
            if output is None:
                raise click.UsageError(
                    "several files are written: name a folder with -o, or a table with --table."
                )
            output.mkdir(parents=True, exist_ok=True)
            for name, text in files.items():
                (output / name).write_bytes(text.encode())
        elif output is not None:
            output.write_bytes("".join(files.values()).encode())
        else:
            click.echo("".join(files.values()).encode(), nl=False)
    except OSError as error:
        raise click.BadParameter(f"'{error.filename}' cannot be written: {error.strerror}.") from None
