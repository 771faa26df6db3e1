"""`peacetrack plot`: pictures of a negotiation, for a paper, a page or a wall."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import click

from peacetrack.commands.delivering import STDOUT, deliver, output_option, save_all
from peacetrack.commands.options import command, query_options, state_at
from peacetrack.commands.printing import complain
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.beliefs.query import Query

PICTURES: Final = ("counts", "matrix", "demands", "days")


@command()
@click.argument("path")
@click.argument("picture", type=click.Choice(PICTURES))
@output_option("A file that ends in .svg or .png; without it, SVG is printed.")
@click.option("--instrument", metavar="ID", default="", help="Of which text counts and matrix are.")
@query_options
def plot(path: str, picture: str, output: Path, *, instrument: str, query: Query) -> None:
    """
    Draw a picture: numbers or provisions in time, demands with their statements, events on a line of days.

    It needs `pip install peacetrack[plot]`. The same log gives the same bytes.

    \b
    peacetrack plot river counts -o counts.svg
    peacetrack plot river matrix --as-of 2032-05-13 -o matrix.png
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.plots.plotting import Picture, picture_file

    form = _form(output)
    state = state_at(path, query)
    try:
        drawn = picture_file(state, Picture(picture), form, instrument=instrument)
    except ModuleNotFoundError as error:
        hint = "python -m pip install 'peacetrack[plot]'"
        raise click.UsageError(f"plot needs the package '{error.name}': {hint}") from None
    except ValueError as error:
        raise click.UsageError(f"{error}.") from None
    if output == STDOUT:
        deliver(drawn.decode(), output)
    else:
        _save(drawn, output)
    sys.exit(HELD)


def _form(output: Path) -> Literal["svg", "png"]:
    """Tell the format of a file by how its name ends."""
    match output.suffix.lower():
        case ".svg":
            return "svg"
        case ".png":
            return "png"
        case _ if output == STDOUT:
            return "svg"
        case _:
            raise click.BadParameter("the file ends in .svg or .png.", param_hint="'--output'")


def _save(drawn: bytes, output: Path) -> None:
    from peacetrack.yaml.writing.saving import Saving

    save_all([Saving(output, drawn)])
    complain(f"{output}: written.")
