"""Corners of the worlds that logs seldom reach: each is small, and its answer told by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    Member,
    Move,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    Worlds,
    WorldsAnswer,
    known,
    store,
)
from peacetrack.worlds.kinds import LIVING, mask_of
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.terms import room_of

ARTICLE = (
    Member(id="a"),
    Member(id="a1", is_unit=False, parent="a"),
    Member(id="a2", is_unit=False, parent="a"),
)
COMPLETE = (Member(id="b", complete=True), *(Member(id=n, is_unit=False, parent="b") for n in ("b1", "b2")))
PREAMBLE = Member(id="preamble", is_unit=False)
LONE = tuple(Member(id=name) for name in ("c", "d", "e"))
NODES = (*ARTICLE, *COMPLETE, PREAMBLE, *LONE)


def after(
    *statements: Statement, possible: Sequence[Statement] = (), nodes: Sequence[Member] = NODES
) -> WorldsAnswer:
    worlds = Worlds(nodes, statements, later=possible)
    return worlds.after(len(statements), [[one] for one in possible])


def count(key: str, status: Status, low: int, high: int | None = None, **scope: object) -> StatedCount:
    return StatedCount(key=key, numbers=((status, Bounds(low, low if high is None else high)),), **scope)  # type: ignore[arg-type]  # fields of a count


def agreed(key: str, *nodes: str) -> Iterable[Move]:
    return (Move(key=key, node=node, allowed=LIVE, target=Status.AGREED) for node in nodes)


@pytest.fixture
def one_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every event that may have happened be one too many."""
    monkeypatch.setattr(store, "MOST_READINGS", 1)


# Who comes and who goes.


def test_a_paragraph_takes_the_place_of_an_article() -> None:
    """What an agreed paragraph was, the article that replaces it is; the paragraph is in the draft no more."""
    answer = after(*agreed("so", "a1"), Replacement(key="split", gone=("a1",), come=("c",)))

    assert {Status.AGREED} == answer.possible("c")
    assert {Status.WITHDRAWN} == answer.possible("a1")


def test_an_article_becomes_a_paragraph_of_another() -> None:
    """An article that became a paragraph is one article less, and the paragraph is there."""
    before = count("three", Status.AGREED, 0, 3, of=3)
    answer = after(before, *agreed("so", "c"), Replacement(key="merged", gone=("c",), come=("b1",)))

    assert Bounds.exactly(2) == answer.of
    assert answer.possible("b1") <= LIVE


def test_who_comes_anew_is_what_it_replaces() -> None:
    """An article that had been told of, and takes the place of another, is what that one was."""
    for first in (agreed("so", "d"), [Stated(key="so", statuses=(("d", "remaining"),))]):
        contested = Move(key="baku", node="c", allowed=LIVE, target=Status.CONTESTED)
        answer = after(*first, contested, Replacement(key="new", gone=("c",), come=("d",)))

        assert {Status.CONTESTED} == answer.possible("d")


def test_a_paragraph_with_lines_comes_again() -> None:
    """A paragraph that was withdrawn and added again as agreed has agreed lines; further ones may not be known."""
    for complete in (True, False):
        nodes = (
            *ARTICLE,
            Member(id="a3", is_unit=False, parent="a", complete=complete),
            Member(id="line", is_unit=False, parent="a3"),
        )
        gone = Move(key="gone", node="a3", allowed=LIVE, target=Status.WITHDRAWN)
        answer = after(gone, Arrival(key="again", node="a3", status=Status.AGREED), nodes=nodes)

        assert {Status.AGREED} == answer.possible("line")
        assert Status.AGREED in answer.possible("a3")


def test_all_known_paragraphs_are_withdrawn() -> None:
    """An article that may have further paragraphs is live when all known ones are withdrawn."""
    opened = Stated(key="open", statuses=(("a", Status.OPEN), ("a1", Status.OPEN), ("a2", Status.OPEN)))
    gone = tuple(Move(key=node, node=node, allowed=LIVE, target=Status.WITHDRAWN) for node in ("a1", "a2"))

    moved: tuple[Statement, ...] = (
        opened,
        *agreed("so", "a1", "a2"),
        Stated(key="whole", statuses=(("a", Status.AGREED),)),
    )
    for before in ((opened,), moved):
        assert set(LIVE) >= after(*before, *gone).possible("a")


# What may have happened, where there is too much of it.


@pytest.mark.usefixtures("one_reading")
def test_a_conclusion_that_may_have_happened() -> None:
    """Each live node is as it was, or agreed; one to which a consenting actor objects may be contested; what is gone stays so."""
    said = (
        Stated(key="so", statuses=(("c", Status.OPEN), ("preamble", Status.OPEN), ("b", Status.OPEN))),
        Move(key="gone", node="d", allowed=LIVE, target=Status.WITHDRAWN),
        Stated(key="remains", statuses=(("e", "remaining"),)),
    )
    answer = after(*said, possible=[Conclusion(key="perhaps", contested=("c",))])

    assert {Status.OPEN, Status.AGREED, Status.CONTESTED} == answer.possible("c")
    assert {Status.OPEN, Status.AGREED} == answer.possible("preamble")
    assert {Status.WITHDRAWN} == answer.possible("d")
    assert {Status.OPEN, Status.AGREED} <= answer.possible("b")
    assert set(LIVE) == answer.possible("e")
    assert not answer.exact


@pytest.mark.usefixtures("one_reading")
def test_what_nobody_named_may_have_moved() -> None:
    """A preamble that nobody has named may be what an event says of it, and any other status; a paragraph of one of several too."""
    shapes = tuple(
        Member(id=name, is_unit=name in "fg", parent=None if name in "fg" else name[0])
        for name in ("f", "f1", "g", "g1")
    )
    so = StatedCount(key="two", numbers=((Status.OPEN, Bounds.exactly(2)),), listed=(), of=2)
    listed = StatedCount(key="both", listed=((Status.OPEN, ("f", "g")),))
    perhaps = [
        Move(key="perhaps", node=node, allowed=LIVE, target=Status.AGREED) for node in ("preamble", "f1")
    ]
    answer = after(so, listed, possible=perhaps, nodes=(*NODES, *shapes))

    assert Status.AGREED in answer.possible("preamble")
    assert {Status.AGREED, Status.OPEN} <= answer.possible("f1")
    assert Status.OPEN in answer.possible("g")


def test_more_branches_than_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the worlds divide too often, all that was said of them is let go, and the answer is marked."""
    monkeypatch.setattr(known, "MOST_BRANCHES", 1)
    two = StatedCount(key="two", numbers=((Status.AGREED, Bounds(1, 1)),), of=4)
    crossing = (count(n, Status.AGREED, 0, 1, excluding=(n,)) for n in ("c", "d", "e"))
    answer = after(two, *crossing)

    assert not answer.exact
    assert 1 in answer.number(Status.AGREED)


# Numbers.


def test_a_pool_of_unknown_size() -> None:
    """A pool takes the size that somebody says later, unless no world has it."""
    pool = Pool.of(None, LIVING)
    seven = pool.settled(7)

    assert seven is not None
    assert (Bounds.exactly(7), 7) == (seven.total(), seven.size)
    larger = pool.at_least(3)
    assert larger is not None
    assert larger.settled(2) is None
    assert seven.settled(7) is seven
    assert seven.settled(8) is None


def test_fewer_than_none() -> None:
    """No world has fewer than none of a status."""
    assert () == Pool.of(3, LIVING).cut(mask_of({Status.OPEN}), 0, -1)


def test_a_sum_over_more_numbers_than_are_followed() -> None:
    """That at least so many of unknown units are open or agreed, of which each is bounded by itself, is too many pools."""
    pool = Pool.of(None, LIVING).divided(mask_of({Status.OPEN})).divided(mask_of({Status.AGREED}))
    pool = pool.divided(mask_of({Status.CONTESTED}))

    with pytest.raises(TooManyError):
        pool.cut(mask_of({Status.OPEN, Status.AGREED}), 2000, None)


def test_what_is_so_many_more_makes_no_room() -> None:
    """A count whose numbers are so many more than on a day states no denominator, and neither does one of those ever opened."""
    every = tuple((status, Bounds(0, 3)) for status in LIVE)

    assert Bounds(0, 21) == room_of(StatedCount(numbers=every))
    assert Bounds(0, None) == room_of(StatedCount(numbers=every, since="before"))
    assert Bounds(0, 21) == room_of(StatedCount(numbers=every, ever_opened=Bounds.exactly(2)))


def test_a_count_of_crossing_numbers_makes_any_room() -> None:
    """Where the numbers of a count cross and are too wide to be followed, it may be one of any number of units."""
    every = tuple((status, Bounds(0, 600)) for status in LIVE)

    assert Bounds(0, None) == room_of(StatedCount(numbers=every, not_at_all=Bounds(700, 900)))
