"""Take the pictures of the report that the docs show: `python -m tests.report.browser.pictures`."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from peacetrack.beliefs.query import Query
from peacetrack.report.html.page import report_page
from peacetrack.report.html.rendering import page_html
from tests.report.browser.chromium import DESKTOP, FLAGS, PHONE, chromium, opened
from tests.report.reading import ROOT, fixture

PICTURES: Final = ROOT / "docs" / "how-to" / "read-the-report"
#: Name, negotiation, day, size of the screen, which part comes to the top, light or dark.
SHOTS: Final = (
    ("state", "armenia-azerbaijan", "2024-09-17", (DESKTOP[0] - 200, 760), "body", "light"),
    ("accounts", "armenia-azerbaijan", "2024-09-17", (DESKTOP[0] - 200, 620), "#accounts", "light"),
    ("in-time", "colombia-farc", "2016-10-07", (DESKTOP[0] - 200, 560), "#time", "dark"),
    ("phone", "colombia-farc", "2015-09-23", PHONE, "body", "light"),
)


def take() -> None:
    """Take every picture anew."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=chromium(), args=[*FLAGS])
        for name, negotiation, day, size, part, scheme in SHOTS:
            page = report_page(fixture(negotiation), Query(as_of=day))
            path = Path(folder) / f"{negotiation}.html"
            path.write_text(page_html(page), encoding="utf-8")
            with opened(browser, path, size, color_scheme=scheme) as there:
                there.page.locator(part).evaluate(
                    "(part) => { part.querySelector(':scope > details')?.setAttribute('open', ''); part.scrollIntoView(); }"
                )
                there.page.screenshot(path=PICTURES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    take()
