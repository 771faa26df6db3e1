"""`peacetrack init`: a folder in which a negotiation begins."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from peacetrack.commands.options import command
from peacetrack.commands.printing import print_lines
from peacetrack.commands.rewriting import print_problems_at
from peacetrack.model.codes import HELD, UNREADABLE


@command()
@click.argument("folder", type=click.Path(path_type=Path))
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
def init(  # noqa: PLR0913 - each option of the command
    folder: Path,
    actors: tuple[str, ...],
    *,
    id: str,  # noqa: A002 - the word of a log
    title: str,
    instrument: str,
    unit: str,
) -> None:
    """
    Begin a negotiation in a FOLDER that has no log: a cast, a first article, and the schema for editors.

    The files check as they are. Their comments say what to replace, and how to go on.

    \b
    peacetrack init talks
    peacetrack init ferry --title 'Talks on the ferry line' --actor north=North --actor south=South --unit chapter
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.report.text import Line
    from peacetrack.yaml.writing.starting import start

    started = start(folder, id=id, title=title, actors=actors, instrument=instrument, unit=unit)
    if started.problems:
        print_problems_at(started.places, started.problems)
        sys.exit(UNREADABLE)
    print_lines(Line(str(file)) for file in started.files)
    print_lines([Line(f"Next: peacetrack check {folder}")], err=True)
    sys.exit(HELD)
