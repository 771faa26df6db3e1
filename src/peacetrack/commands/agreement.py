"""`peacetrack agreement`: how far two coders of one article agree."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from peacetrack.commands.options import aspect_option, command, format_option, reading_of
from peacetrack.commands.printing import Format, print_answer
from peacetrack.model.codes import HELD

if TYPE_CHECKING:
    from peacetrack.aspects.lifecycle import Aspect


@command()
@click.argument("one")
@click.argument("other")
@aspect_option
@format_option
def agreement(one: str, other: str, form: Format, aspects: tuple[Aspect[Any], ...]) -> None:
    """
    Compare two codings of the same article: what both have, what only one has, and Krippendorff's alpha per aspect.

    ONE and OTHER are the logs of the two coders. Alpha is 1 where they agree fully and 0 where they agree as chance would
    have it; it needs `pip install peacetrack[agreement]`.

    \b
    peacetrack agreement river river
    """  # noqa: D301 - click's own mark for lines that it must not join
    from peacetrack.log.agreement import MissingExtraError
    from peacetrack.log.agreement import agreement as agreed
    from peacetrack.report.printed import agreement_as_json, agreement_lines

    (first, _), (second, _) = (reading_of(path, aspects) for path in (one, other))
    try:
        found = agreed(first, second)
    except MissingExtraError as error:
        raise click.UsageError(f"{error}.") from None
    print_answer(
        form,
        as_text=lambda: agreement_lines(found),
        as_json=lambda: agreement_as_json(found),
    )
    sys.exit(HELD)
