"""`peacetrack compare`: what each side published of one contact."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import asking, format_option, state_of
from peacetrack.commands.printing import print_json, print_lines
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@click.command()
@click.argument("path")
@click.argument("contacts", nargs=-1, metavar="[CONTACT]...")
@asking
@format_option
def compare(
    path: str, contacts: tuple[str, ...], form: str, aspects: tuple[Aspect[Any], ...], **asked: str
) -> None:
    """
    Put the readouts of a contact side by side: topics in all of them, and in one only, with the sources.

    A CONTACT is the id of one; without any, every contact of which a side has told.

    \b
    peacetrack compare fixtures/armenia-azerbaijan june-call
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.questions.readouts import compared
    from peacetrack.report.answers import comparison_as_json, comparison_lines

    state = state_of(path, aspects, asked)
    try:
        found = compared(state, contacts)
    except ValueError as error:
        raise click.BadParameter(f"{error}.", param_hint="'CONTACT'") from None
    if form == "json":
        print_json(comparison_as_json(state, found))
    else:
        print_lines(line for one in found for line in comparison_lines(one))
    sys.exit(HELD)
