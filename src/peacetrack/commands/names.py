"""`peacetrack names`: every word that a log can use."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import aspect_option, command, reading_of
from peacetrack.commands.printing import print_lines
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@command()
@click.argument("what", metavar="[PATH|KIND]", required=False)
@aspect_option
def names(what: str | None, aspects: tuple[Aspect[Any], ...]) -> None:
    """
    List every kind of event; of a KIND every key; of the log at a PATH every name that it knows.

    \b
    peacetrack names
    peacetrack names count_stated
    peacetrack names river
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.aspects.vocabulary import Vocabulary
    from peacetrack.report.naming import key_lines, kind_lines, name_lines

    kinds = Vocabulary.of(aspects).kinds
    if what is None:
        print_lines(kind_lines(kinds))
    elif what in kinds:
        print_lines(key_lines(kinds[what]))
    else:
        log, _ = reading_of(what, aspects)
        print_lines(name_lines(log))
    sys.exit(HELD)
