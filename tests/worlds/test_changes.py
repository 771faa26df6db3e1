"""
So many more since a day on which nobody knew how many there were.

Every event names whom it moves, so the change since that day is known though the numbers are not; each answer here is that of the
enumeration of all worlds.
"""

from __future__ import annotations

from typing import Any

import attrs
import pytest

from peacetrack.aspects.provisions import Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    Member,
    Replacement,
    StatedCount,
    Statement,
    Worlds,
)
from tests.worlds.aimed import AGREED, CONTESTED, IN_TWO, OPEN, A, B, C, P, exactly, moved, stood
from tests.worlds.drawn import Negotiation
from tests.worlds.oracle_telling import MOST_WORLDS
from tests.worlds.test_against_oracle import asked, differences, enumerated, questions


def keyed(*statements: Statement) -> tuple[Statement, ...]:
    return tuple(attrs.evolve(said, key=f"s{place}") for place, said in enumerate(statements))


def more(number: int | Bounds, status: Any = AGREED, **fields: Any) -> StatedCount:
    """So many more since the first statement."""
    bounds = number if isinstance(number, Bounds) else Bounds.exactly(number)
    return StatedCount(**{"since": "s0", "numbers": ((status, bounds),), **fields})


FIRST = moved("opened", "a")
CASES: dict[str, tuple[tuple[Member, ...], tuple[Statement, ...]]] = {
    "nothing moved": ((A, B), (FIRST, more(0))),
    "one was agreed": ((A, B), (FIRST, moved("agreed", "b"), more(1))),
    "one that may have been agreed": ((A, B), (FIRST, moved("agreed", "b"), more(0))),
    "one who was agreed is not": ((A, B), (exactly(AGREED, 0, excluding=("a",)), moved("agreed", "a"), more(1))),
    "two who were not": ((A, B), (stood(a=OPEN, b=OPEN), moved("agreed", "a"), moved("agreed", "b"), more(2))),
    "one who may have been is stated": ((A, B), (FIRST, stood(a=AGREED), more(1))),
    "one of another kind": ((A, P), (FIRST, moved("agreed", "p"), more(1, including=("p",)))),
    "one whom nobody had named": ((A, B), (FIRST, moved("agreed", "b"), more(0, excluding=("b",)))),
    "one with parts": (IN_TWO, (moved("opened", "a"), moved("agreed", "a"), more(1))),
    "one came": ((A, B), (FIRST, Arrival(key="in", node="b", status=AGREED), more(1))),
    "one came for another": ((A, B), (FIRST, Replacement(key="r", gone=("a",), come=("b",), status=AGREED), more(1))),
    "one was withdrawn": ((A, B), (stood(a=AGREED), moved("withdrawn", "a"), more(0, OPEN))),
    "it moved without a word": ((A, B), (FIRST, more(1))),
    "two did": ((A, B), (FIRST, more(2))),
    "a range": ((A, B), (FIRST, more(Bounds(1, 2)))),
    "fewer than one": ((A, B), (stood(a=OPEN), moved("agreed", "a"), more(0))),
    "and a denominator": ((A, B), (FIRST, more(1, of=2))),
    "one more, and how many it was": ((A, B), (FIRST, exactly(AGREED, 1, of=2), more(1))),
    "all were agreed": ((A, B), (exactly("remaining", 0), more(1))),
    "how many there are is told": ((A, B), (FIRST, exactly(OPEN, 1, of=2), moved("agreed", "a"), more(1))),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_so_many_more_is_what_the_worlds_say(case: str) -> None:
    """What is answered is what all worlds together say, and no more than that."""
    nodes, statements = CASES[case]
    negotiation = Negotiation(nodes, keyed(*statements), (), (more(0), more(1)))
    expected = tuple(questions(negotiation, enumerated(negotiation, MOST_WORLDS)))

    assert [] == list(differences(negotiation, expected))
    assert asked(negotiation).exact


UNFOLLOWED: dict[str, tuple[tuple[Member, ...], tuple[Statement, ...]]] = {
    "a conclusion": ((A, B), (FIRST, Conclusion(key="end"), more(1, OPEN))),
    "another repair": ((A, B), (stood(a=OPEN, b=OPEN), exactly(OPEN, 0), more(1))),
    "as few for some numbers only": (
        (A, B),
        (
            StatedCount(numbers=((AGREED, Bounds(2, None)),), excluding=("a",)),
            stood(b=OPEN),
            moved("agreed", "b"),
            moved("agreed", "a"),
            more(0, since="s1"),
        ),
    ),
    "no end": ((A, B), (FIRST, more(Bounds(1, None)))),
    "several numbers": ((A, B), (FIRST, more(1, not_at_all=Bounds.exactly(1)))),
    "withdrawn ones": ((A, B), (FIRST, more(1, Status.WITHDRAWN))),
    "and one that withdraws": ((A, B), (stood(a=AGREED, b=AGREED), more(1, of=2))),
    "its own denominator": ((A, B), (FIRST, Conclusion(key="end"), more(1, of=2, since="s1"))),
}  # fmt: skip


@pytest.mark.parametrize("case", UNFOLLOWED)
def test_what_cannot_be_followed_is_covered(case: str) -> None:
    """Where units move that nobody named, or more is said than one number, the answer covers the worlds, and says so."""
    nodes, statements = UNFOLLOWED[case]
    negotiation = Negotiation(nodes, keyed(*statements), (), (more(1),))
    expected = tuple(questions(negotiation, enumerated(negotiation, MOST_WORLDS)))

    assert [] == list(differences(negotiation, expected))
    assert not asked(negotiation).exact


def test_what_contradicts_for_certain_is_reported() -> None:
    """Three more of which none is, whatever there was before: something must have moved, though nobody can follow what."""
    said = keyed(moved("contested", "a-1"), StatedCount(rest=Status.PENDING), more(3, OPEN))
    answer = Worlds(IN_TWO, said).after(3)

    assert ["s1", "s2"] == [finding.key for finding in answer.findings]
    assert {"unreported-change"} == {finding.kind for finding in answer.findings}
    assert "at least 0" == str(answer.number(CONTESTED))


def test_nodes_with_parts_are_let_go() -> None:
    """Of articles with paragraphs nobody follows which moved; that one did is reported."""
    answer = Worlds(IN_TWO, keyed(moved("opened", "a"), more(1))).after(2)

    assert ["s1"] == [finding.key for finding in answer.findings]
    assert not answer.exact


def test_whoever_moved_already_moves_no_more() -> None:
    """Of two more one was told: whoever that is, one is left, or two if that one had been agreed; the fewest for each number are one."""
    answer = Worlds((A, B), keyed(FIRST, moved("agreed", "b"), more(2))).after(3)

    assert answer.exact
    assert "at least 2" == str(answer.number(AGREED))
    assert {AGREED} == answer.possible("b")


def test_a_range_of_repairs_is_not_sharpened() -> None:
    """Each number of the other day is as good as any other, though from one of them fewer would have to move."""
    both = StatedCount(
        numbers=((AGREED, Bounds.exactly(2)), (Status.AGREED_IN_PRINCIPLE, Bounds.exactly(3))), of=5
    )
    listed = StatedCount(
        numbers=((AGREED, Bounds.exactly(1)),), listed=((Status.AGREED_IN_PRINCIPLE, ()),), since="s1"
    )
    answer = Worlds((A, B, C), keyed(both, moved("agreed", "b"), listed)).after(3)

    assert "3 to 4" == str(answer.number(AGREED))
    assert answer.exact
