"""`peacetrack coverage`: which paragraphs of each source are accounted for."""

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
@asking
@format_option
def coverage(path: str, form: str, aspects: tuple[Aspect[Any], ...], **asked: str) -> None:
    """
    Tell for each source which of its paragraphs are cited, left out on purpose, or passed over.

    \b
    peacetrack coverage fixtures/armenia-azerbaijan
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.log.coverage import coverage as covered
    from peacetrack.report.answers import coverage_as_json, coverage_lines

    state = state_of(path, aspects, asked)
    found = covered(state.log)
    if form == "json":
        print_json(coverage_as_json(state, found))
    else:
        print_lines(coverage_lines(found))
    sys.exit(HELD)
