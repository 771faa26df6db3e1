"""`peacetrack import`: events from a table into a negotiation."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from peacetrack.commands.delivering import STDOUT, deliver, output_option
from peacetrack.commands.options import aspect_option, command, reading_of
from peacetrack.commands.printing import complain
from peacetrack.commands.rewriting import print_problems_at
from peacetrack.model.codes import HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect

STDIN: Final = Path("-")


def _as_pairs(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """Read pairs such as `Who=by`; a heading may hold an equals sign, a key cannot."""
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' has no '='.")
    return {left: right for left, _, right in (pair.rpartition("=") for pair in pairs)}


def _as_values(_: click.Context, __: click.Parameter, pairs: tuple[str, ...]) -> dict[str, str]:
    """Read pairs such as `event=statement_made`; a value may hold an equals sign."""
    for pair in pairs:
        if "=" not in pair:
            raise click.BadParameter(f"'{pair}' has no '='.")
    return {left: right for left, _, right in (pair.partition("=") for pair in pairs)}


def _as_character(_: click.Context, __: click.Parameter, pair: str) -> str:
    """Read the one character between two cells; `tab` may be written out, for few shells can give it."""
    character = "\t" if pair == "tab" else pair
    if len(character) != 1 or character in '"\r\n':
        raise click.BadParameter(f"'{pair}' is not one character: give `;`, `|` or `tab`.")
    return character


@command("import")
@click.argument("table", type=click.Path(path_type=Path, allow_dash=True))
@click.argument("path")
@click.option(
    "--column",
    "columns",
    metavar="HEADING=KEY",
    multiple=True,
    callback=_as_pairs,
    help="The key of an event for a heading that is none itself; without a KEY the column is left out.",
)
@click.option(
    "--set",
    "fixed",
    metavar="KEY=VALUE",
    multiple=True,
    callback=_as_values,
    help="What stands under a key in rows that say nothing of it.",
)
@click.option("--spreadsheet", is_flag=True, help="The table was exported with --spreadsheet.")
@click.option(
    "--delimiter",
    metavar="CHARACTER",
    default=",",
    callback=_as_character,
    help="What stands between two cells; a comma without it.",
)
@output_option("A new file for them.")
@aspect_option
def import_(  # noqa: PLR0913 - each option of the command
    table: Path,
    path: str,
    output: Path,
    aspects: tuple[Aspect[Any], ...],
    *,
    columns: dict[str, str],
    fixed: dict[str, str],
    spreadsheet: bool,
    delimiter: str,
) -> None:
    """
    Read events from a CSV TABLE, and write them as a file of the negotiation at PATH.

    Each row is an event, each column a key of it. Nothing is written when something is wrong with a row.

    \b
    peacetrack import visits.csv river --column Who=by --column When=date --set event=statement_made
    peacetrack import visits.csv river --column Who=by --column When=date --set event=statement_made -o river/002.peace.yaml
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.export.importing import ColumnError, import_events
    from peacetrack.yaml.files.opening import DISK, standard_input
    from peacetrack.yaml.files.paths import is_there
    from peacetrack.yaml.records.scalars import Misfit

    _, reading = reading_of(path, aspects)
    name = "events.csv" if table == STDIN else str(table)
    try:
        text = (standard_input() if table == STDIN else DISK.content(table)).decode()
        found = import_events(
            text,
            reading,
            columns=columns,
            fixed=fixed,
            safe=spreadsheet,
            name=name,
            delimiter=delimiter,
        )
    except Misfit as misfit:
        complain(f"{table}: {misfit.message} {misfit.hint}")
        sys.exit(UNREADABLE)
    except UnicodeDecodeError as error:
        raise click.BadParameter(
            f"byte {error.start} is not UTF-8: save it as UTF-8.", param_hint="'TABLE'"
        ) from None
    except ColumnError as error:
        raise click.BadParameter(f"{error}.", param_hint="'TABLE'") from None
    if found.left_out:
        complain(f"Left out: {', '.join(found.left_out)}.")
    if found.problems:
        print_problems_at(found.places, found.problems)
        sys.exit(UNREADABLE)
    if output != STDOUT and is_there(output):
        raise click.BadParameter(f"'{output}' is there already; name a new file.", param_hint="'-o'")
    deliver(found.text, output, is_new=True)
    sys.exit(HELD)
