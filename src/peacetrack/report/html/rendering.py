"""
From the typed page to one HTML file.

Everything that comes from a log is data. Each value is written by the template engine, which escapes it; control
characters, and marks that turn the direction of writing, are shown and not obeyed; only addresses of pages become links;
and the page's own policy allows no script but the one whose hash it names, and no connection at all.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.model.characters import harmless_in_html
from peacetrack.model.dates import Day
from peacetrack.report.html.grid import LEGEND
from peacetrack.report.html.page import ReportPage, report_page
from peacetrack.version import VERSION

if TYPE_CHECKING:
    from jinja2 import Environment

#: The end of the log comes after each of its days.
FINAL: Final = dt.date.max.toordinal() + 1


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
    return environment.get_template("report.html").render(
        page=page,
        legend=LEGEND,
        last=page.last,
        numbers={event.name: event.number for event in page.events},
        data=_markup(_data(page)),
        script=_markup(script),
        script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        version=VERSION,
    )


def index_html(pages: Mapping[str, ReportPage]) -> str:
    """
    Write the page that leads to the reports of many negotiations: a line each, with its number, next step and last change.

    Args:
        pages: What each report shows, by the name of its file.
    """
    return _environment().get_template("index.html").render(pages=pages, version=VERSION)


def _markup(written: str) -> Any:
    """Mark what needs no escape any more, so that the template engine does not write it a second time."""
    from markupsafe import Markup

    return Markup(written)  # noqa: S704 - no `<` is in it, or it is our own


def _data(page: ReportPage) -> str:
    """
    Tell the script all answers in time, each text once; no `<` may end the element.

    An answer is the places of its question, subject, words and speaker among the texts, the numbers of its events, and the
    first and the last of the stops on which it holds.
    """
    texts: dict[str, int] = {}
    ordinals = [stop.day.toordinal() if stop.day else FINAL for stop in page.stops]
    numbers = {event.name: place for place, event in enumerate(page.events)}

    def place(text: str) -> int:
        return texts.setdefault(harmless_in_html(text), len(texts))

    answers = [
        [
            *(place(text) for text in (one.what, span.of, span.text, span.whose)),
            [numbers[name] for name in span.because if name in numbers],
            bisect_left(ordinals, span.since.toordinal()) if span.since else 0,
            bisect_right(ordinals, span.until.toordinal()) - 1 if span.until else len(ordinals) - 1,
        ]
        for one in page.spans
        for span in one.answers
    ]
    data = {
        "stops": [[str(stop.day or ""), stop.text, str(stop.until or "")] for stop in page.stops],
        "events": [event.name for event in page.events],
        "columns": [grid.stops for grid in page.grids],
        "texts": [*texts],
        "answers": answers,
    }
    return json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")


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
