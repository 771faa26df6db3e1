"""Provisions with parts: how the status of the whole follows from theirs."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, Status, derived
from peacetrack.state.timeline import replay
from peacetrack.worlds import Member, Move, PartsMoved, Stated, Worlds
from tests.build import PACKAGE, log_with

OPENABLE = frozenset({Status.PENDING, Status.OPEN, Status.DEFERRED})


def parts(*events: str) -> dict[str, set[str]]:
    state = replay(log_with(*events, cast=PACKAGE))
    return {name: {str(s) for s in state.possible(name)} for name in ("zones", "monitors")}


def kind(status: str, name: str) -> str:
    return f"event: provision_{status}, provision: {name}"


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
    state = replay(log_with(kind("contested", "zones-1"), kind("agreed", "zones"), cast=PACKAGE))

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
    log = log_with(
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


def test_what_is_opened_is_what_is_not_agreed() -> None:
    """With one paragraph agreed, an article that is opened has its other one open: the table is asked of what it moves."""
    log = log_with(kind("agreed", "zones-1"), kind("opened", "zones"), cast=PACKAGE)
    state = replay(log)

    expected = {"zones": "partly_agreed", "zones-1": "agreed", "zones-2": "open"}
    assert expected == {name: " ".join(state.possible(name)) for name in expected}
    assert () == state.timeline.findings


def test_what_no_part_that_moves_allows() -> None:
    """A contested paragraph cannot be opened, nor can its article while the other one is agreed; then it moves by itself."""
    node = Member(id="a", complete=True)
    paragraphs = [Member(id=name, is_unit=False, parent="a") for name in ("a1", "a2")]
    said = (
        Stated(key="so", statuses=(("a1", Status.AGREED), ("a2", Status.CONTESTED))),
        Move(key="opened", node="a", allowed=OPENABLE, target=Status.OPEN, parts=PartsMoved.UNSETTLED),
    )
    answer = Worlds((node, *paragraphs), said).after(2)

    assert [("unreported-change", ("so",))] == [(one.kind, one.other) for one in answer.findings]
    assert {Status.OPEN} == answer.possible("a2")


def test_lines_of_paragraphs_are_opened() -> None:
    """Of a paragraph with lines those are opened that are not agreed; one that may have more of them, among these."""
    nodes = (
        Member(id="a"),
        Member(id="a1", is_unit=False, parent="a", complete=True),
        *(Member(id=name, is_unit=False, parent="a1") for name in ("l1", "l2")),
    )
    said = (
        Stated(key="so", statuses=(("l1", Status.AGREED), ("l2", Status.PENDING))),
        Move(key="opened", node="a", allowed=OPENABLE, target=Status.OPEN, parts=PartsMoved.UNSETTLED),
    )
    answer = Worlds(nodes, said).after(2)

    assert {Status.OPEN} == answer.possible("l2")
    assert {Status.PARTLY_AGREED} == answer.possible("a1")
    assert {Status.PARTLY_AGREED, Status.OPEN} == answer.possible("a")
    assert () == answer.findings


def test_what_a_reopened_paragraph_allows() -> None:
    """An agreed article of which a paragraph was reopened is partly agreed: somebody may object to it without reopening it."""
    events = (kind("agreed", "zones"), kind("reopened", "zones-1"), kind("contested", "zones"))
    state = replay(log_with(*events, cast=PACKAGE))

    assert frozenset() == state.timeline.refused
    assert {"zones": "partly_agreed", "zones-1": "contested"} == {
        name: " ".join(state.possible(name)) for name in ("zones", "zones-1")
    }
    assert {"e2"} == replay(log_with(events[0], f"id: e2, {events[2]}", cast=PACKAGE)).timeline.refused


def test_an_agenda_of_which_a_paragraph_was_opened() -> None:
    """Of an article on the agenda one paragraph was agreed: it can be reopened, and the article through it, not the other one."""
    cast = PACKAGE.replace("zones: {kind: article,", "zones: {kind: article, status: pending,")
    state = replay(log_with(kind("agreed", "zones-1"), kind("reopened", "zones"), cast=cast))

    assert frozenset() == state.timeline.refused
    assert {"pending"} == state.possible("zones")
    assert {"e1"} == replay(log_with(f"id: e1, {kind('reopened', 'zones')}", cast=cast)).timeline.refused


def test_what_a_paragraph_allows_according_to_one() -> None:
    """Where one side alone says that a paragraph was reopened, its own word lets the article be contested, without a gap."""
    own = "according_to: farc"
    events = (f"{kind('agreed', 'zones')}, {own}", f"{kind('reopened', 'zones-1')}, {own}")
    state = replay(log_with(*events, f"{kind('deferred', 'zones')}, {own}", cast=PACKAGE), account="farc")

    assert frozenset() == state.timeline.refused
    assert {"zones-1": "deferred", "zones-2": "agreed"} == {
        name: " ".join(state.possible(name)) for name in ("zones-1", "zones-2")
    }


@pytest.mark.parametrize(
    ("complete", "parts_are", "whole"),
    [
        (True, ("agreed", "agreed"), {"agreed"}),
        (False, ("agreed", "agreed"), {"agreed", "partly_agreed"}),
        (True, ("agreed", "open"), {"partly_agreed"}),
        (True, ("contested", "pending"), {"contested"}),
        (True, ("deferred", "agreed_in_principle"), {"deferred"}),
        (True, ("open", "pending"), {"pending"}),
        (True, ("withdrawn", "open"), {"open"}),
        (True, ("withdrawn", "withdrawn"), {"withdrawn"}),
        (False, ("withdrawn", "withdrawn"), set(LIVE)),
    ],
)
def test_what_parts_make_of_a_whole(complete: bool, parts_are: tuple[str, ...], whole: set[str]) -> None:  # noqa: FBT001 - a column of the table
    """All live parts alike, that; some agreed, partly; else contested if any is, else the lowest of them."""
    assert whole == derived([frozenset({Status(part)}) for part in parts_are], complete=complete)
