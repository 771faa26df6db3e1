"""A real Chromium without a network, and the pages that it opens from files."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn

import attrs
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Where a Chromium may be found; its own name stands in `PEACETRACK_CHROMIUM`, if it has another one.
NAMES: Final = ("chromium", "chromium-browser", "google-chrome")
#: No sandbox, because tests often run as root in a container; nothing in the background, because there is no network.
FLAGS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESKTOP: Final = (1200, 900)
PHONE: Final = (360, 740)
#: An A4 page between its margins, in the pixels of CSS.
PAPER: Final = (672, 1000)


def chromium() -> str:
    """
    Find a Chromium on this machine, where the tests are asked to open one.

    Without one, or without Playwright, they are skipped, or fail if they must not be.
    """
    if not os.environ.get("PEACETRACK_BROWSER"):
        pytest.skip("a browser takes minutes: `.ci/run browser`, or PEACETRACK_BROWSER=required")
    found = os.environ.get("PEACETRACK_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        _missing("there is no Chromium on the PATH, in which the page could be opened")
    for package in ("playwright", "axe_playwright_python"):
        if find_spec(package) is None:
            _missing(f"the page is opened and examined with {package}, which is not installed")
    return str(found)


def _missing(what: str) -> NoReturn:
    if os.environ.get("PEACETRACK_BROWSER") == "required":
        pytest.fail(what)
    pytest.skip(what)


@attrs.frozen(eq=False)
class Opened:
    """
    A page in the browser, with what it asked for and complained of.

    Attributes:
        page: Of Playwright.
        asked: Every address that was asked for.
        refused: Why each address that could not be had was refused.
        complaints: What stood on the console, and errors of scripts.
    """

    page: Page
    asked: list[str]
    refused: list[str]
    complaints: list[str]

    def text(self, selector: str) -> list[str]:
        """Give the lines of a part of the page, as a reader sees them."""
        return [line.strip() for line in self.page.inner_text(selector).splitlines() if line.strip()]

    def move_to(self, place: int) -> None:
        """Move the slider to a stop, as its keys would."""
        self.page.locator("#slider").evaluate(
            "(slider, place) => { slider.value = place; slider.dispatchEvent(new Event('input')); }", place
        )


@contextmanager
def opened(browser: Browser, path: Path, size: tuple[int, int] = DESKTOP, **how: Any) -> Iterator[Opened]:
    """Open a page from a file, without a network."""
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **how)
    page = context.new_page()
    asked, refused, complaints = list[str](), list[str](), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.on("requestfailed", lambda request: refused.append(request.failure or ""))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.goto(path.as_uri())
    yield Opened(page, asked, refused, complaints)
    context.close()
