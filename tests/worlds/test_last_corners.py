"""Corners of the worlds that no log is known to reach: each asks one step, in a state made by hand."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Bounds,
    Member,
    Move,
    PartsMoved,
    StatedCount,
    fewest,
    known,
    loosening,
    moving,
    repairing,
)
from peacetrack.worlds.cast import Composition
from peacetrack.worlds.fewest import NoRepairError, renumber
from peacetrack.worlds.kinds import UNKNOWN, Kind, bit, mask_of_status
from peacetrack.worlds.known import Branch, Group, Known
from peacetrack.worlds.laying import fits
from peacetrack.worlds.loosening import widen
from peacetrack.worlds.parts import Box, Family
from peacetrack.worlds.pool import Pool, TooManyError

AGREED, CONTESTED, DEFERRED, OPEN = (
    mask_of_status(status) & UNKNOWN
    for status in (Status.AGREED, Status.CONTESTED, Status.DEFERRED, Status.OPEN)
)
LONE = (Member(id="c"), Member(id="d"))
ARTICLES = tuple(
    member
    for name in ("a", "b")
    for member in (Member(id=name), Member(id=f"{name}1", is_unit=False, parent=name))
)
PAIR = Family.of("a", {"a": ("a1", "a2")}, complete=frozenset({"a"}))
OBJECTION = Move(key="objected", node="a", allowed=LIVE, target=Status.CONTESTED)


def known_as(*pools: Pool, nodes: tuple[Member, ...] = LONE, remembering: bool = False) -> Known:
    """Know nothing but that the units are one of some pools."""
    state = Known.of(Composition.of(nodes), remembering=remembering)
    state.branches = tuple(Branch({0: Group(pool)}) for pool in pools)
    return state


def exactly(status: Status, number: int) -> StatedCount:
    return StatedCount(key="count", numbers=((status, Bounds.exactly(number)),))


def pair(first: int, second: int) -> Box:
    """Give a box of a node whose two parts, which are all it has, may be so."""
    return ((0, 0), (first, 0), (second, 0))


# Parts.


def test_deferred_said_of_a_node_is_of_all_that_is_not_agreed() -> None:
    """Of an agreed and a deferred paragraph "the article is deferred" may be said, of an open and a deferred one it may not."""
    rest_deferred, not_all = pair(AGREED, DEFERRED), pair(OPEN, DEFERRED)

    assert frozenset({rest_deferred}) == PAIR.said({rest_deferred, not_all}, 0, Status.DEFERRED)
    assert PAIR.is_said(rest_deferred, 0, Status.DEFERRED)
    assert not PAIR.is_said(not_all, 0, Status.DEFERRED)


def test_contested_said_of_a_node_is_of_some_part() -> None:
    """Of an article with a contested paragraph "contested" may be said whatever the other is, of one with none it may not."""
    one_contested, none = pair(AGREED, CONTESTED), pair(AGREED, OPEN)

    assert frozenset({one_contested}) == PAIR.said({one_contested, none}, 0, Status.CONTESTED)


def test_an_agreed_article_is_deferred_with_all_its_paragraphs() -> None:
    """What moves all paragraphs that are not agreed moves all, where that is nobody."""
    moved = PAIR.moved({pair(AGREED, AGREED)}, 0, Status.DEFERRED, PartsMoved.UNSETTLED, AGREED)

    assert frozenset({pair(DEFERRED, DEFERRED)}) == moved


def test_contested_is_said_only_where_some_part_surely_is() -> None:
    """An article is surely contested, as said, if one paragraph is contested in every world."""
    assert PAIR.is_said(pair(AGREED, CONTESTED), 0, Status.CONTESTED)
    assert not PAIR.is_said(pair(AGREED, CONTESTED | OPEN), 0, Status.CONTESTED)


def test_agreed_is_said_only_where_nothing_else_is_derived() -> None:
    """An article is surely agreed if both of its only paragraphs are."""
    assert PAIR.is_said(pair(AGREED, AGREED), 0, Status.AGREED)
    assert not PAIR.is_said(pair(AGREED, OPEN), 0, Status.AGREED)


def test_what_is_there_already_arrives_as_it_is() -> None:
    """An article that is in the draft keeps its paragraphs, known or not, when it comes again without a status."""
    family = Family.of("a", {"a": ("a1",)}, complete=frozenset())
    boxes = frozenset({((AGREED, AGREED | OPEN), (OPEN, 0))})

    assert boxes == family.arrived(boxes, 0, None)


# What is known.


def test_more_worlds_of_different_shape_than_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two branches are too many where one is kept."""
    monkeypatch.setattr(known, "MOST_BRANCHES", 1)
    state = known_as(Pool.of(1, OPEN))

    with pytest.raises(TooManyError):
        state.keep([Branch({0: Group(Pool.of(number, OPEN))}) for number in (1, 2)])


def test_an_article_of_some_status_has_paragraphs_that_give_it() -> None:
    """Where an article that was pending or not is kept as agreed, no box is left from which it derives anything else."""
    state = known_as(Pool.of(2, UNKNOWN), nodes=ARTICLES)
    state.start("a")
    name = state.home["a"]

    assert state.limit(name, AGREED)
    assert {AGREED} == {branch.groups[name].pool.possible() for branch in state.branches}


def test_a_count_that_names_one_more_than_there_are() -> None:
    """A count that leaves out a second unit is true in no world that has one."""
    state = known_as(Pool.of(1, OPEN))
    state.name("c")

    assert not fits(state, StatedCount(key="count", excluding=("d",)))


# What may have happened.


def test_an_article_that_may_have_moved_in_more_ways_than_are_followed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where it is too much to follow what may have become of an article, worlds are let go, and it is said."""
    monkeypatch.setattr(loosening, "MOST_ALTERNATIVES", 0)
    state = known_as(Pool.of(2, OPEN), nodes=ARTICLES)
    widen(state, OBJECTION)

    assert (True, False) == (state.loose, state.exact)
    assert any(branch.groups[0].pool.possible() & CONTESTED for branch in state.branches)


def test_an_article_for_which_the_draft_has_no_room() -> None:
    """An article that may have moved, in a draft of nobody, is one more or is not there."""
    state = known_as(Pool.of(0, OPEN), nodes=ARTICLES)
    widen(state, OBJECTION)

    assert {0, 1} == {branch.groups[state.home["a"]].pool.size for branch in state.branches}


# Repairs.


def test_the_worlds_in_which_fewer_must_move() -> None:
    """Two agreed units become one by one move, three by two: the worlds of three are left behind."""
    state = known_as(Pool.of(2, AGREED), Pool.of(3, AGREED))

    assert {} == renumber(state, exactly(Status.AGREED, 1), settled=True)
    assert {2} == {branch.groups[0].pool.size for branch in state.branches}


def test_a_count_of_somebody_for_whom_there_is_no_room() -> None:
    """In a draft of one known unit another cannot be the agreed one, whoever moves."""
    state = known_as(Pool.of(0, UNKNOWN))
    state.fix("c", Kind.OPEN, key="opened")

    with pytest.raises(NoRepairError):
        renumber(state, StatedCount(key="count", listed=((Status.AGREED, ("d",)),)), settled=True)


def test_more_moves_than_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """One open unit among any number of agreed ones takes a move, which is too many where none is followed."""
    monkeypatch.setattr(fewest, "MOST_NUMBERS", 1)

    with pytest.raises(TooManyError):
        renumber(known_as(Pool.of(None, AGREED)), exactly(Status.OPEN, 1), settled=True)


def repair_of(state: Known) -> fewest._Repair:
    return fewest._Repair(state, state.branches[0], (), (), [])


def test_more_moves_than_units() -> None:
    """Of one unit two cannot move."""
    repair = repair_of(known_as(Pool.of(1, OPEN)))

    assert [] == list(repair._changed(Pool.of(1, OPEN), 2))


def test_moves_that_nobody_is_left_to_make() -> None:
    """A repair in which nobody is left and moves are owed is none; one that owes nothing is."""
    repair = repair_of(known_as(Pool.of(1, OPEN), remembering=True))

    assert [] == list(repair._distributed(0, (), 1))
    assert [{}] == list(repair._distributed(0, (), 0))


def test_alike_articles_that_do_not_move_keep_their_paragraphs() -> None:
    """Where none of two alike articles moves, what is known of their paragraphs stays."""
    state = known_as(Pool.of(0, UNKNOWN), nodes=ARTICLES)
    boxes = frozenset({((0, UNKNOWN), (OPEN, 0))})
    before = Group(Pool.of(2, OPEN), boxes)
    name = state.add_class(("a", "b"), [before])
    repair = repair_of(state)

    assert before == repair._with_boxes(fewest._Mover(name, before.pool), before.pool, 0)


def test_a_unit_that_no_world_allows_to_move() -> None:
    """A contested unit is not withdrawn by what withdraws pending and open ones, and nothing changes."""
    state = known_as(Pool.of(1, CONTESTED), remembering=True)
    state.name("c")
    before = state.branches
    move = Move(key="gone", node="c", allowed=LIVE, target=Status.WITHDRAWN)

    assert not moving._move_member(state, move, bit(Kind.PENDING) | OPEN)
    assert [branch.content for branch in before] == [branch.content for branch in state.branches]


def test_a_denominator_with_no_room_for_one_who_left() -> None:
    """Of at most three units, one of whom leaves, three are left in no world."""
    pool = Pool.of(None, UNKNOWN).sized(1, 3)
    assert pool is not None

    assert [] == [*repairing._prepared(known_as(pool), StatedCount(key="count", of=3), 1)]
