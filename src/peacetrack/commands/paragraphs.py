"""`peacetrack paragraphs`: the numbers to cite by."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from peacetrack.commands.options import command
from peacetrack.commands.printing import complain, print_lines
from peacetrack.model.codes import UNREADABLE


@command()
@click.argument("file", type=click.Path(path_type=Path))
def paragraphs(file: Path) -> None:
    """
    Number the paragraphs of a source's text, and give its sha256, ready to paste into a source entry.

    \b
    peacetrack paragraphs river/valley-post.txt
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.yaml.files.reader import fingerprint
    from peacetrack.yaml.parsing.parser import YamlError
    from peacetrack.yaml.records.scalars import Misfit

    try:
        digest, lines = fingerprint(file)
    except Misfit as misfit:
        complain(f"{file}: {misfit.message} {misfit.hint}")
        sys.exit(UNREADABLE)
    except YamlError as error:
        problem = error.problems[0]
        complain(f"{file}: {problem.message[:1].upper()}{problem.message[1:]}.")
        sys.exit(UNREADABLE)
    from peacetrack.report.text import Line

    print_lines(
        [
            Line(f"  file: {file.name}"),
            Line(f"  sha256: {digest}"),
            Line(f"  paragraphs: {len(lines)}"),
            Line(""),
        ]
    )
    print_lines(Line(f"{number:>4}  {line}") for number, line in enumerate(lines, 1))
