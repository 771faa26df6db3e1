"""`peacetrack article`: the file of the next article begun."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import USAGE, aspect_option, command
from peacetrack.commands.printing import complain
from peacetrack.commands.rewriting import dry_run_option, print_diff, print_problems_at
from peacetrack.model.codes import HELD, UNREADABLE

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("text", type=click.Path(path_type=Path))
@click.option("--publisher", required=True, help="Who published it.")
@click.option(
    "--published",
    metavar="DATE",
    required=True,
    help="When: a day, or an interval when the day is not known.",
)
@click.option("--title", default="", help="Its headline.")
@click.option("--url", default="", help="Its address.")
@click.option("--language", metavar="CODE", default="", help="Its language, such as `hy`.")
@click.option("--id", default="", help="The id of the source; from the name of TEXT without it.")
@dry_run_option
@aspect_option
def article(  # noqa: PLR0913 - each option of the command
    folder: Path,
    text: Path,
    *,
    publisher: str,
    published: str,
    title: str,
    url: str,
    language: str,
    id: str,  # noqa: A002 - the word of a log
    dry_run: bool,
    aspects: tuple[Aspect[Any], ...],
) -> None:
    """
    Begin the file of an article whose TEXT lies in a file, in the FOLDER of a negotiation, and print it.

    It says where the article appeared and lists its paragraphs, each to be cited or left out. Its comments say whom the
    text names, and hold a line for each event of the log that it may tell again: by day or by name, nothing is guessed.

    \b
    peacetrack init talks
    peacetrack article talks river/valley-post.txt --publisher 'Valley Post' --published 2032-05-13
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.checks.article import Appearance, begin_article

    appearance = Appearance(
        id=id, publisher=publisher, title=title, published=published, url=url, language=language
    )
    begun = begin_article(folder, text, appearance, dry_run=dry_run, aspects=aspects)
    if begun.problems or begun.rewrite is None:
        print_problems_at(begun.places, begun.problems)
        complain(f"{folder}: left alone.")
        sys.exit(USAGE if begun.loaded else UNREADABLE)
    print_diff(begun.rewrite)
    if text.resolve().parent != folder.resolve():
        complain(f"{text} does not lie in {folder}: copy it there, or check with --sources {text.parent}.")
    complain(f"{begun.rewrite.path}: {'nothing was written' if dry_run else 'written'}.")
    sys.exit(HELD)
