"""Where exactness ends, on both sides of each cap: exact below, wider and marked beyond."""

from __future__ import annotations

import attrs
import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Bounds,
    Conclusion,
    Member,
    Move,
    Reopening,
    Stated,
    StatedCount,
    Statement,
    Worlds,
    WorldsAnswer,
    known,
    loosening,
    parts,
)
from tests.worlds.aimed import AGREED, CONTESTED, OPEN, A, B, exactly, moved, stood
from tests.worlds.drawn import PREAMBLE
from tests.worlds.test_against_oracle import few_steps

PARTS_OF_A = tuple(Member(id=f"a-{n}", is_unit=False, parent="a") for n in range(3))


def after(nodes: tuple[Member, ...], *statements: Statement) -> WorldsAnswer:
    keyed = [
        statement if statement.key else _keyed(statement, place) for place, statement in enumerate(statements)
    ]
    return Worlds(nodes, keyed).after(len(keyed))


def _keyed(statement: Statement, place: int) -> Statement:
    return attrs.evolve(statement, key=f"s{place}")


def crossing(several: int) -> WorldsAnswer:
    """Count without two of so many units, each beside the one before."""
    nodes = tuple(Member(id=f"u{n}") for n in range(several))
    half = several // 2
    counts = [
        StatedCount(
            key=f"s{n}",
            numbers=((AGREED, Bounds(half, half + 2)),),
            excluding=(f"u{n}", f"u{(n + 1) % several}"),
        )
        for n in range(several)
    ]
    return after(nodes, exactly(AGREED, half + 3, of=several + 5, key="of"), *counts)


def test_scopes_that_cross() -> None:
    """The design: "Tight up to twenty named nodes in overlapping scopes, beyond that sound and marked"."""
    assert (True, Bounds.exactly(8)) == (crossing(10).exact, crossing(10).number(AGREED))
    with few_steps(500):
        assert crossing(10).exact
        assert (False, Bounds(0, 19)) == (crossing(14).exact, crossing(14).number(AGREED))


def test_exclusions_that_cross_with_parts_and_ranges_end() -> None:
    """Nine exclusions that cross, of nodes with parts, and two repairs of ranges: let go instead of followed for minutes."""
    nodes = tuple(
        node
        for n in range(9)
        for node in (Member(id=f"x{n}", complete=True), Member(id=f"x{n}-1", is_unit=False, parent=f"x{n}"))
    )
    counts = [
        StatedCount(numbers=((AGREED, Bounds(3, 9 + n % 3)),), excluding=(f"x{n}", f"x{(n + 1) % 9}"))
        for n in range(9)
    ]
    two_ranges = StatedCount(numbers=((AGREED, Bounds(11, 13)), (CONTESTED, Bounds(1, 3))))
    before = after(nodes, exactly(AGREED, 10, of=20), *counts)
    with few_steps(5_000):
        beyond = after(nodes, exactly(AGREED, 10, of=20), *counts, two_ranges)

    assert (True, Bounds.exactly(10)) == (before.exact, before.number(AGREED))
    assert (False, Bounds(0, 20), Bounds.exactly(20)) == (beyond.exact, beyond.number(AGREED), beyond.of)


def test_only_so_many_branches_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A scope over two nodes divides the worlds; of fewer branches than it takes the answer is wider."""
    nodes = (A, B)
    said = [
        exactly(AGREED, 2, of=4),
        exactly(AGREED, 1, excluding=("a",)),
        exactly(AGREED, 1, excluding=("b",)),
    ]
    exact = after(nodes, *said)
    assert (True, Bounds.exactly(2)) == (exact.exact, exact.number(AGREED))
    monkeypatch.setattr(known, "MOST_BRANCHES", 1)
    wide = after(nodes, StatedCount(numbers=((AGREED, Bounds(1, 2)), (OPEN, Bounds(0, 1))), of=4), *said[1:])

    assert (False, Bounds.exactly(4)) == (wide.exact, wide.of)
    assert wide.number(AGREED, excluding=("a", "b")) == Bounds(0, 2)


def test_only_so_many_ways_in_which_parts_stand_are_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more ways in which the parts of a node may stand than are followed, its parts may be anything."""
    monkeypatch.setattr(parts, "MOST_BOXES", 1)
    nodes = (A, *PARTS_OF_A)
    stated = after(nodes, Stated(key="s", statuses=(("a", "remaining"),)))
    moved_ = after(nodes, moved("objected", "a"))

    assert (False, LIVE) == (stated.exact, stated.possible("a-1") & LIVE)
    assert (False, True) == (moved_.exact, moved_.possible("a-1") >= LIVE)


def test_statements_after_the_worlds_were_let_go() -> None:
    """A move still says what its node is, and a count with a denominator what it says."""
    nodes = (A, B, Member(id="c"), Member(id="p", is_unit=False))
    endless = StatedCount(numbers=((AGREED, Bounds(3, None)), (CONTESTED, Bounds(2, None))))
    lost = (exactly(AGREED, 0), exactly(CONTESTED, 1), endless)
    answer = after(
        nodes,
        *lost,
        moved("agreed", "a"),
        stood(b=OPEN, p=AGREED),
        exactly(AGREED, 2, of=3),
        Reopening(key="r"),
    )

    assert (frozenset({AGREED}), frozenset({OPEN}), frozenset({AGREED})) == tuple(
        answer.possible(node) for node in "abp"
    ) or answer.possible("a") == LIVE
    assert (False, Bounds.exactly(3), Bounds.exactly(2), True) == (
        answer.exact,
        answer.of,
        answer.number(AGREED),
        answer.reopened,
    )
    concluded = after(nodes, *lost, Conclusion(key="end"))
    assert (False, Bounds.exactly(0)) == (concluded.exact, concluded.number("remaining"))


def test_a_range_of_a_thousand_numbers() -> None:
    """For each number that a wide range allows there is a repair: too many of them are let go."""
    nodes = (A, B)
    first = (moved("agreed", "a"), moved("agreed", "b"), exactly(AGREED, 1_000, of=1_000))
    wide = after(nodes, *first, StatedCount(numbers=((OPEN, Bounds(1, 900)),)))

    assert (False, Bounds(0, 1_000)) == (wide.exact, wide.number(OPEN))
    endless = after(
        nodes, exactly(Status.WITHDRAWN, 0), StatedCount(numbers=((Status.WITHDRAWN, Bounds(1, None)),))
    )
    assert not endless.exact


def test_a_day_of_many() -> None:
    """A day of a long record is found from the nearest checkpoint, and a node's status from its own history."""
    dice = [AGREED, CONTESTED]
    statements = [
        Move(key=f"m{n}", node="ab"[n % 2], allowed=LIVE, target=dice[n // 2 % 2]) for n in range(300)
    ]
    worlds = Worlds((A, B), statements)
    days = {n: (worlds.after(n).of, worlds.after(n).possible("a")) for n in range(300, 0, -1)}

    assert all(
        (Bounds(1 + (n > 1), None), frozenset({dice[(n - 1) // 2 % 2]})) == days[n] for n in range(1, 301)
    )


def test_a_day_with_many_branches_is_asked_of_its_state() -> None:
    """Of worlds in many branches no history of each node is kept, and the answer is the same."""
    answer = crossing(10)

    assert LIVE == answer.possible("u0")


def test_a_claim_that_takes_too_many_steps_is_marked() -> None:
    """Whoever was ever taken up is asked of states of their own; that these were too much marks the answer."""
    two = StatedCount(
        key="s0", numbers=(("remaining", Bounds.exactly(1)), (Status.PENDING, Bounds.exactly(1))), of=2
    )
    claim = StatedCount(
        listed=((Status.PENDING, ("a",)),), ever_opened=Bounds(2, 3), besides=(("p", Status.PENDING),)
    )
    nodes = (attrs.evolve(A, complete=True), *PARTS_OF_A, PREAMBLE)
    answer = Worlds(nodes, (two,)).after(1)
    with few_steps(2):
        beyond = Worlds(nodes, (two,)).after(1)
        assert (None, False) == (beyond.judge(claim), beyond.exact)

    assert (False, True) == (answer.judge(claim), answer.exact)


def test_a_claim_that_looks_back_marks_the_answer_it_was_asked_of() -> None:
    """The day to which a claim looks back is remembered in worlds of its own; that these were too much marks the answer."""
    before = (StatedCount(key="s0", numbers=((OPEN, Bounds(1, None)),), of=5), moved("agreed", "b"))
    claim = StatedCount(listed=(("remaining", ("a",)),), of=3, since="agreed-b")
    found = []
    for steps in range(12):
        with few_steps(steps):
            answer = after((A, B), *before)
            found.append((answer.judge(claim), answer.exact))

    assert (False, True) == found[-1]
    assert {(None, False), (False, True)} == set(found)


def test_a_unit_that_is_named_after_the_worlds_were_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is one of those without a name or one more: of a node with parts, or in too many worlds, it is not told which."""
    endless = StatedCount(numbers=((AGREED, Bounds(3, None)), (CONTESTED, Bounds(2, None))))
    lost = (exactly(AGREED, 0), exactly(CONTESTED, 1), endless)
    nodes = (A, *PARTS_OF_A, B)
    whole = after(nodes, *lost, moved("agreed", "a"))
    followed = after(nodes, *lost, moved("agreed", "b"))

    assert (frozenset({AGREED}), LIVE) == (followed.possible("b"), whole.possible("a") & LIVE)
    monkeypatch.setattr(loosening, "MOST_ALTERNATIVES", 0)
    beyond = after(nodes, *lost, moved("agreed", "b"))
    assert LIVE == beyond.possible("b") & LIVE
    assert not any(answer.exact for answer in (whole, followed, beyond))


def test_several_orders_are_asked_for_so_many_more_since_a_day() -> None:
    """Of two orders each remembers the numbers of its own days; what both allow is so, and what one allows may be."""
    three = StatedCount(key="three", numbers=((Status.AGREED, Bounds.exactly(3)),), of=9)
    five = StatedCount(key="five", numbers=((Status.AGREED, Bounds.exactly(5)),), of=9)
    again = StatedCount(key="again", numbers=((Status.AGREED, Bounds.exactly(5)),), of=9)
    orders = [Worlds((), said).after(3) for said in ((three, five, again), (three, again, five))]
    claim = StatedCount(key="claim", numbers=((Status.AGREED, Bounds.exactly(2)),), since="three")

    assert True is WorldsAnswer.over(orders).judge(claim)
    assert orders[0] is WorldsAnswer.over(orders[:1])
    assert not WorldsAnswer.over(orders, exact=False).exact
    assert Bounds(5, 9) == WorldsAnswer.over(orders).ever_opened
