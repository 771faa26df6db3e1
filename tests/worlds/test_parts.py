"""Provisions with parts: how the status of the whole follows from theirs."""

from __future__ import annotations

from peacetrack.aspects.provisions import Status
from peacetrack.state.timeline import replay
from tests.build import PACKAGE, told


def parts(*events: str) -> dict[str, set[str]]:
    state = replay(told(*events, cast=PACKAGE))
    return {name: {str(s) for s in state.possible(name)} for name in ("zones", "monitors")}


def kind(word: str, name: str) -> str:
    return f"event: provision_{word}, provision: {name}"


def test_a_provision_is_what_all_its_parts_are() -> None:
    """When all known parts are alike the whole has their status; there may be more parts unless they are complete."""
    events = [kind("agreed", f"{name}-{n}") for name in ("zones", "monitors") for n in (1, 2)]

    assert {"zones": {"agreed"}, "monitors": {"agreed", "partly_agreed"}} == parts(*events)


def test_a_provision_with_some_parts_agreed_is_partly_agreed() -> None:
    """One agreed paragraph makes the article partly agreed, even beside a contested one."""
    assert {"partly_agreed"} == parts(kind("agreed", "zones-1"), kind("contested", "zones-2"))["zones"]


def test_a_provision_with_a_contested_part_is_contested() -> None:
    """Where nothing is agreed, one contested paragraph makes the article contested."""
    assert {"contested"} == parts(kind("opened", "zones-1"), kind("contested", "zones-2"))["zones"]


def test_a_provision_with_unlike_parts_is_open() -> None:
    """Where nothing is agreed or contested, unlike paragraphs make the article open."""
    assert {"open"} == parts(kind("opened", "zones-1"), kind("deferred", "zones-2"))["zones"]


def test_withdrawn_parts_do_not_count() -> None:
    """What was taken out of an article says nothing about the rest; when all was taken out, nothing is left."""
    gone = kind("withdrawn", "zones-2")

    assert {"agreed"} == parts(kind("agreed", "zones-1"), gone)["zones"]
    assert {"withdrawn"} == parts(kind("withdrawn", "zones-1"), gone)["zones"]


def test_an_event_on_a_provision_sets_its_parts() -> None:
    """When an article is agreed as a whole, so are its paragraphs."""
    state = replay(told(kind("contested", "zones-1"), kind("agreed", "zones"), cast=PACKAGE))

    for name in ("zones", "zones-1", "zones-2"):
        assert frozenset({Status.AGREED}) == state.possible(name)


def test_the_last_word_on_a_provision_or_its_parts_counts() -> None:
    """A paragraph reopened after the article was agreed makes the article partly agreed."""
    events = (kind("agreed", "zones"), kind("reopened", "zones-1"))

    assert {"partly_agreed"} == parts(*events)["zones"]


def test_one_part_that_was_told_is_enough() -> None:
    """Whichever paragraph was told of, the whole follows as far as it can."""
    for part in ("zones-1", "zones-2"):
        assert {"contested", "partly_agreed"} == parts(kind("contested", part))["zones"]


def test_what_may_have_happened_to_a_part_widens_the_whole() -> None:
    """While the contested paragraph of an article, whose other one may have been agreed before, may be agreed, so may both."""
    log = told(
        "event: provision_contested, provision: zones, date: 2024-01-01",
        "event: provision_agreed, provision: zones-1, date: 2024-02",
        cast=PACKAGE,
    )
    before, perhaps, after = (
        replay(log, as_of=day).possible("zones") for day in ("2024-01-02", "2024-02-10", "2024-03-01")
    )

    assert {Status.CONTESTED, Status.PARTLY_AGREED} == before
    assert {Status.CONTESTED, Status.PARTLY_AGREED, Status.AGREED} == perhaps
    assert {Status.PARTLY_AGREED, Status.AGREED} == after
