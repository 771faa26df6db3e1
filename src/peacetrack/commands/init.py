"""`peacetrack init`: a folder in which a negotiation begins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

import click
from click.core import ParameterSource

from peacetrack.commands.options import command
from peacetrack.commands.printing import print_lines
from peacetrack.commands.rewriting import print_problems_at
from peacetrack.model.codes import HELD, UNREADABLE

#: What is said of a negotiation that begins, and not of an example.
OF_A_BEGINNING: Final = ("id", "title", "actors", "instrument", "unit")


@command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.option("--id", default="", help="The id of the negotiation; from the name of the folder without it.")
@click.option("--title", default="", help="Its title; from its id without it.")
@click.option(
    "--actor",
    "actors",
    metavar="ID[=NAME]",
    multiple=True,
    help="A negotiating party; may be given several times.",
)
@click.option(
    "--instrument", default="treaty", show_default=True, help="The id of the text that is negotiated."
)
@click.option("--unit", default="article", show_default=True, help="What its counts count.")
@click.option(
    "--example",
    metavar="NAME",
    type=click.Choice(["river"]),
    help="Put a small log there to look at, `river`; the FOLDER is of its name if none is given.",
)
def init(  # noqa: PLR0913 - each option of the command
    folder: Path | None,
    actors: tuple[str, ...],
    *,
    id: str,  # noqa: A002 - the word of a log
    title: str,
    instrument: str,
    unit: str,
    example: str | None,
) -> None:
    """
    Begin a negotiation in a FOLDER that has no log: a cast, a first article, and the schema for editors.

    The files check as they are. Their comments say what to replace, and how to go on.

    \b
    peacetrack init talks
    peacetrack init --example river
    peacetrack init ferry --title 'Talks on the ferry line' --actor north=North --actor south=South --unit chapter
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.text import Line
    from peacetrack.yaml.writing.starting import start, start_example

    context = click.get_current_context()
    given = [
        one for one in OF_A_BEGINNING if context.get_parameter_source(one) is ParameterSource.COMMANDLINE
    ]
    if example is not None and given:
        raise click.UsageError(f"--example is a whole log: it takes no --{given[0].removesuffix('s')}.")
    if example is not None:
        folder = folder or Path(example)
        started = start_example(example, folder)
    elif folder is not None:
        started = start(folder, id=id, title=title, actors=actors, instrument=instrument, unit=unit)
    else:
        raise click.UsageError("Missing argument 'FOLDER'.")
    if started.problems:
        print_problems_at(started.places, started.problems)
        sys.exit(UNREADABLE)
    print_lines(Line(str(file)) for file in started.files)
    print_lines([Line(f"Next: peacetrack check {folder}")], err=True)
    sys.exit(HELD)
