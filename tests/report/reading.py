"""Read the report as a browser would take it apart: tags, attributes and text."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Final

import attrs

from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.report.html.page import DayShown, ReportPage, report_page
from peacetrack.report.html.wording import Sentence
from peacetrack.yaml.files.loader import load

ROOT: Final = Path(__file__).parents[2]
FIXTURES: Final = tuple(ROOT / "fixtures" / name for name in ("armenia-azerbaijan", "colombia-farc"))


@attrs.frozen
class Tag:
    """A tag with its attributes."""

    name: str
    attributes: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str:
        return dict(self.attributes).get(name, "")


class Parsed(HTMLParser):
    """The tags and the texts of a page, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[Tag] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(Tag(tag, tuple((name, value or "") for name, value in attributes)))
        if tag not in ("meta", "br", "hr", "input"):
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert tag == self._open.pop()

    def handle_data(self, data: str) -> None:
        self.texts.append((self._open[-1] if self._open else "", data))

    def text_of(self, tag: str) -> list[str]:
        return [text for name, text in self.texts if name == tag]


def as_text(sentence: Sentence) -> str:
    """Write a sentence of the report as plain text."""
    return "".join(part if isinstance(part, str) else part.text for part in sentence)


def last_day(log: Log, **asked: str) -> DayShown:
    """Give what the report says of its last day."""
    return page_of(log, **asked).last


def page_of(log: Log, **asked: str) -> ReportPage:
    """Work out a report."""
    query = Query(
        as_of=asked.get("as_of"),
        known_by=asked.get("known_by"),
        account=asked.get("account", "everyone"),
    )
    return report_page(log, query)


def fixture(name: str) -> Log:
    """Read one of the negotiations that come with the library."""
    return load(ROOT / "fixtures" / name)
