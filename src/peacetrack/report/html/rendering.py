"""
From the typed page to one HTML file.

Everything that comes from a log is data. Each value is written by the template engine, which escapes it; control
characters, and marks that turn the direction of writing, are shown and not obeyed; only addresses of pages become links;
and the page's own policy allows no script but the one whose hash it names, and no connection at all.
"""

from __future__ import annotations

import base64
import hashlib
import json
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.model.characters import harmless_in_html
from peacetrack.model.dates import Day
from peacetrack.report.html.grid import LEGEND
from peacetrack.report.html.page import DayShown, ReportPage, report_page
from peacetrack.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

#: The parts of the page that change with the day, each a macro of `day.html`.
PARTS: Final = ("sentences", "accounts", "gates", "demands", "offers", "own", "unknown", "status")


def report_html(log: Log, *, as_of: Day = None, known_by: Day = None, account: AccountLike = EVERYONE) -> str:
    """
    Write the report of a negotiation as one static HTML file.

    Args:
        log: Any log.
        as_of: The last day that it shows; the end of the log when None.
        known_by: Use only what had been published by the end of this day.
        account: Whose word is believed where only one account is shown; all of them stand side by side besides.

    Returns:
        The whole page: it loads nothing, and the same log gives the same text.

    Raises:
        DateError: A text is no exact day.
        UnknownActorError: The account names nobody of the cast.
    """
    return page_html(report_page(log, Query(as_of=as_of, known_by=known_by, account=account)))


def page_html(page: ReportPage) -> str:
    """Write a page that was worked out already."""
    environment = _environment()
    script = environment.get_template("script.js").render()
    numbers = {event.name: event.number for event in page.events}
    macros: Any = environment.get_template("day.html").make_module({"numbers": numbers})
    blocks: dict[str, int] = {}
    shown = [
        [blocks.setdefault(_part(macros, part, day), len(blocks)) for part in PARTS] for day in page.days
    ]
    return environment.get_template("report.html").render(
        page=page,
        legend=LEGEND,
        last=page.days[-1],
        numbers=numbers,
        parts=dict(zip(PARTS, shown[-1], strict=True)),
        blocks=[_markup(block) for block in blocks],
        index=_markup(_index(page, shown)),
        script=_markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        version=VERSION,
    )


def _part(macros: Any, part: str, day: DayShown) -> str:
    return str(getattr(macros, part)(day))


def _markup(written: str) -> Any:
    """Mark what the template engine has written already, so that it does not write it a second time."""
    from markupsafe import Markup

    return Markup(written)  # noqa: S704 - its values were escaped when they were written


def _index(page: ReportPage, shown: list[list[int]]) -> str:
    """Tell the script which blocks and which columns each stop of the slider shows; no `<` may end the element."""
    days = [
        {
            "words": f"the end of {day.text}" if day.day else day.text,
            "until": str(day.until) if day.until and day.until != day.day else "",
            "blocks": blocks,
            "columns": [grid.places[place] for grid in page.grids],
        }
        for place, (day, blocks) in enumerate(zip(page.days, shown, strict=True))
    ]
    return json.dumps(days, separators=(",", ":")).replace("<", "\\u003c")


def _shown(value: Any) -> Any:
    """Show what would steer the page instead of obeying it; what the engine wrote itself passes."""
    if isinstance(value, str) and not hasattr(value, "__html__"):
        return harmless_in_html(value)
    return value


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("peacetrack.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
