"""What a command gives as a whole: a table, a page, a file of a log; to stdout, or into a file that the user names.

The law: into a file or a pipe goes every byte as it is. A terminal, and the log of a build, obey some characters and lines:
they are shown such ones instead (`printable`), and told so.
"""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

import click

from peacetrack.commands.printing import complain
from peacetrack.model.codes import UNREADABLE

if TYPE_CHECKING:
    from peacetrack.commands.options import Option
    from peacetrack.model.problems import Problem
    from peacetrack.yaml.writing.saving import Saving

STDOUT: Final = Path("-")


def output_option(help: str, metavar: str = "FILE") -> Option:  # noqa: A002 - the word of click
    """Let a command write into a file; `-` is stdout, as it is without the option."""
    kind = click.Path(path_type=Path, allow_dash=True)
    return click.option("-o", "--output", metavar=metavar, type=kind, default=STDOUT, help=help)


def deliver(text: str, output: Path, *, is_new: bool = False) -> None:
    """
    Print a text, or write it as a whole or not at all; end here when that cannot be.

    Args:
        text: What is written.
        output: Where.
        is_new: Nothing may lie there yet.
    """
    from peacetrack.yaml.writing.saving import Former, Saving

    if output == STDOUT:
        _print(text)
    else:
        instead_of = Former.NOTHING if is_new else Former.ANYTHING
        save_all([Saving(output, text.encode(), instead_of)])


def deliver_folder(files: Mapping[str, str], folder: Path) -> None:
    """Write the files of a folder, all of them or none; end here when that cannot be."""
    from peacetrack.yaml.writing.saving import Former, NotSavedError, save_folder

    contents = {name: text.encode() for name, text in files.items()}
    try:
        save_folder(folder, contents, instead_of=Former.ANYTHING)
    except NotSavedError as error:
        end_with(error.problem)


def save_all(savings: list[Saving]) -> None:
    """Write files, or end here with what stands in the way."""
    from peacetrack.yaml.writing.saving import NotSavedError, save

    try:
        save(savings)
    except NotSavedError as error:
        end_with(error.problem)


def end_with(problem: Problem) -> NoReturn:
    """End with what could not be written, and why."""
    complain(f"{problem.place.file}: {problem.message} {problem.hint}")
    sys.exit(UNREADABLE)


def _print(text: str) -> None:
    shown = text
    if _obeys(sys.stdout):
        from peacetrack.model.characters import printable

        shown = "".join(f"{printable(line)}\n" for line in text.replace("\r\n", "\n").split("\n"))[:-1]
        if shown != text.replace("\r\n", "\n"):
            complain(
                "What would steer a terminal is shown as its number; -o FILE writes every byte as it is."
            )
    click.echo(shown.encode(), nl=False)


def _obeys(stream: object) -> bool:
    """Tell whether a stream ends at a terminal, or in the log of a build: there everything but a file does."""
    try:
        handle = stream.fileno()  # type: ignore[attr-defined]  # one that has none is in the memory of a program
    except (AttributeError, OSError, ValueError):
        return False
    return os.isatty(handle) or ("CI" in os.environ and not stat.S_ISREG(os.fstat(handle).st_mode))
