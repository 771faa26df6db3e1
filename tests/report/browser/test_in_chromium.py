"""The report in a real browser: it opens without a network, moves through the days, and reads well on every screen."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from peacetrack.report.html.page import report_page
from peacetrack.report.html.rendering import report_html
from peacetrack.yaml.files.loader import load
from tests.report.browser.chromium import DESKTOP, FLAGS, PAPER, PHONE, chromium, opened
from tests.report.reading import FIXTURES, fixture
from tests.report.test_markup import TRICK, poisoned_log

if TYPE_CHECKING:
    from playwright.sync_api import Browser

IDS = [folder.name for folder in FIXTURES]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = chromium()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=[*FLAGS])
        yield started
        started.close()


@pytest.fixture(scope="module", params=FIXTURES, ids=IDS)
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of each negotiation that comes with the library, as a file."""
    folder: Path = request.param
    path = tmp_path_factory.mktemp("reports") / f"{folder.name}.html"
    path.write_text(report_html(load(folder)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the Armenian and Azerbaijani talks, as a file."""
    path = tmp_path_factory.mktemp("seeds") / "seeds.html"
    path.write_text(report_html(fixture("armenia-azerbaijan")), encoding="utf-8")
    return path


def test_it_opens_without_a_network_and_without_a_complaint(browser: Browser, report: Path) -> None:
    """Of all addresses only the file itself is asked for, and the console stays empty."""
    with opened(browser, report) as there:
        assert ([report.as_uri()], []) == (there.asked, there.complaints)
        assert there.page.locator("#controls").is_visible()


def test_each_stop_of_the_slider_shows_its_answers(browser: Browser, report: Path) -> None:
    """At every stop the page shows the answers whose spans hold on that day, one line each, and no others."""
    page = report_page(load(FIXTURES[IDS.index(report.stem)]))
    with opened(browser, report) as there:
        for place, stop in enumerate(page.stops[:-1]):
            there.move_to(place)
            day = stop.day
            expected = [
                f"{span.of}: {span.text}"
                for one in page.spans
                for span in one.answers
                if day and (span.since or day) <= day <= (span.until or day)
            ]
            shown = there.page.locator("#answers li").all_inner_texts()
            assert len(expected) == len(shown)
            blanks = (" ".join(text.split()) for text in expected)
            assert all(any(text in " ".join(line.split()) for line in shown) for text in blanks)
            assert not there.page.locator("#state").is_visible()
        assert [] == there.complaints


@pytest.mark.parametrize("day", ["2024-06-30", "2024-09-17"])
def test_a_link_opens_a_day(browser: Browser, seeds: Path, day: str) -> None:
    """A link to a day moves the slider to it; moved, the slider gives the link to its day."""
    with opened(browser, seeds) as there:
        there.page.goto(f"{seeds.as_uri()}#{day}")
        there.page.reload()
        assert f"the end of {day}" in there.page.inner_text("#day")
        assert f"the end of {day}" == there.page.get_attribute("#slider", "aria-valuetext")
        there.move_to(0)
        assert there.page.url.endswith(f"#{report_page(fixture('armenia-azerbaijan')).stops[0].day}")


def test_a_link_opens_an_event(browser: Browser, seeds: Path) -> None:
    """A link to an event opens the record, and an event has one address however the log grows."""
    with opened(browser, seeds) as there:
        assert not there.page.locator("[id='event-constitution']").is_visible()
        there.page.goto(f"{seeds.as_uri()}#event-constitution")
        assert there.page.locator("[id='event-constitution']").is_visible()


def test_the_record_is_searched(browser: Browser, seeds: Path) -> None:
    """Of all events those are left in which all that is typed stands."""
    with opened(browser, seeds) as there:
        there.page.goto(f"{seeds.as_uri()}#record")
        every = there.page.locator("#record .events > li:visible").count()
        there.page.fill("#search", "minsk group")
        found = there.page.locator("#record .events > li:visible").count()
        assert 0 < found < every


@pytest.mark.parametrize("size", [(1280, 900), (390, 844)], ids=str)
def test_the_first_screen_answers(browser: Browser, seeds: Path, size: tuple[int, int]) -> None:
    """Without scrolling: the day, the number with whose word it is, the other's silence, both rules and the next step."""
    with opened(browser, seeds, size) as there:
        for text in (
            "23 September 2024",
            "13 of 16 articles agreed",
            "single undertaking",
            "Next step: text",
        ):
            box = there.page.get_by_text(text).first.bounding_box()
            assert box
            assert box["y"] + box["height"] <= size[1]


def test_the_slider_comes_back_to_where_it_began(browser: Browser, report: Path) -> None:
    """There and back again the page is what it was: every part changes with the day, and none is lost."""
    with opened(browser, report) as there:
        main = there.page.locator("main")
        before, stop = main.inner_html(), int(there.page.input_value("#slider"))
        there.move_to(0)
        assert main.inner_html() != before
        there.move_to(stop)

        assert before == main.inner_html().replace(' class=""', "")


def test_everything_can_be_reached_by_keys(browser: Browser, seeds: Path) -> None:
    """The menu, the slider, the buttons, the wide tables and every link take the focus; arrows move through the days."""
    with opened(browser, seeds) as there:
        page = there.page
        page.keyboard.press("Tab")
        assert "Skip to the state" == page.evaluate("document.activeElement.textContent")
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.get_by_role("slider", name="Day").focus()
        page.keyboard.press("Home")
        assert "0" == page.input_value("#slider")
        assert page.locator("#earlier").is_disabled()
        first = there.text("#day")
        page.keyboard.press("ArrowRight")
        assert first != there.text("#day")
        page.get_by_role("button", name="Later day").press("Enter")
        assert "2" == page.input_value("#slider")
        page.get_by_role("button", name="Earlier day").press(" ")
        assert "1" == page.input_value("#slider")
        reached = page.evaluate(
            "[...document.querySelectorAll('a, button, input, summary, .wide')].filter((one) => one.checkVisibility())"
            ".map((one) => { one.focus(); return one === document.activeElement || one.disabled; })"
        )
        assert len(reached) > 100
        assert all(reached)


def test_the_frame_stands_around_the_day(browser: Browser, report: Path) -> None:
    """In the table of provisions one column is framed: the one that holds on the day; before the first, none."""
    with opened(browser, report) as there:
        framed = there.page.locator("thead .now")
        assert 1 == framed.count()
        last = framed.inner_text()
        there.move_to(0)
        assert 0 == framed.count() or last != framed.inner_text()


@pytest.mark.parametrize(("size", "scheme"), [*product((DESKTOP, PHONE), ("light", "dark"))], ids=str)
def test_axe_finds_no_violation(browser: Browser, report: Path, size: tuple[int, int], scheme: str) -> None:
    """Contrast, names, headings, landmarks, tables, targets: axe-core has nothing to object to, on any day."""
    from axe_playwright_python.sync_playwright import Axe

    with opened(browser, report, size, color_scheme=scheme) as there:
        for place in (int(there.page.input_value("#slider")), 12):
            there.move_to(place)
            found = Axe().run(there.page).response["violations"]
            assert [] == [(one["id"], one["nodes"][0]["html"]) for one in found]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=str)
def test_no_screen_is_too_narrow(browser: Browser, report: Path, size: tuple[int, int]) -> None:
    """At 360 pixels nothing stands out at the side; only a wide table scrolls, in itself."""
    with opened(browser, report, size) as there:
        for place in (int(there.page.input_value("#slider")), 12):
            there.move_to(place)
            assert size[0] >= there.page.evaluate("document.documentElement.scrollWidth")


def test_it_fits_on_paper(browser: Browser, report: Path) -> None:
    """Printed, no table is cut off, the slider is gone, colours stay, and dark becomes light."""
    with opened(browser, report, PAPER, color_scheme="dark") as there:
        there.page.emulate_media(media="print")
        cut = "[...document.querySelectorAll('.wide')].filter((one) => one.scrollWidth > one.clientWidth + 1).length"

        assert 0 == there.page.evaluate(cut)
        assert PAPER[0] >= there.page.evaluate("document.documentElement.scrollWidth")
        assert not there.page.locator("#controls").is_visible()
        assert "rgb(255, 255, 255)" == there.page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert "exact" == there.page.evaluate(
            "getComputedStyle(document.querySelector('td')).printColorAdjust"
        )


def test_dark_is_dark(browser: Browser, seeds: Path) -> None:
    """Who prefers the dark gets it."""
    with opened(browser, seeds, color_scheme="dark") as there:
        assert "rgb(22, 24, 27)" == there.page.evaluate("getComputedStyle(document.body).backgroundColor")


def test_without_javascript_the_last_day_is_shown(browser: Browser, seeds: Path) -> None:
    """The page is whole without its script: the last day, no slider, and a line that says so."""
    with opened(browser, seeds, java_script_enabled=False) as there:
        assert not there.page.locator("#controls").is_visible()
        assert "Without JavaScript this page shows the last day alone." in there.page.inner_text("noscript")
        assert "13 of 16 articles agreed" in there.page.inner_text("#state")


def test_tricks_do_nothing(browser: Browser, tmp_path: Path) -> None:
    """Markup, handlers and addresses in every field of a log run nothing, load nothing and hide nothing."""
    path = tmp_path / "tricks.html"
    path.write_text(report_html(poisoned_log(fixture("armenia-azerbaijan"), TRICK)), encoding="utf-8")
    with opened(browser, path) as there:
        for place in (0, 12, int(there.page.get_attribute("#slider", "max") or 0)):
            there.move_to(place)
            assert "undefined" == there.page.evaluate("typeof hacked")
        assert ([path.as_uri()], []) == (there.asked, there.complaints)
        assert 0 == there.page.locator("main img").count()
        assert "<script>hacked=1</script>" in (there.page.text_content("#record") or "")


def test_the_policy_of_the_page_forbids_every_connection(browser: Browser, seeds: Path) -> None:
    """Even a script that somebody puts into the page by hand could not send anything, nor load a picture."""
    with opened(browser, seeds) as there:
        there.page.evaluate(
            "document.body.append(Object.assign(new Image(), { src: 'https://example.org/a.png' }))"
        )
        there.page.evaluate("fetch('https://example.org/').catch(() => null)")

        assert any("Content Security Policy" in complaint for complaint in there.complaints)
        assert ["csp"] == there.refused
