"""Small cases of the worlds, each decided by the sentence of the design that its test quotes."""

from __future__ import annotations

import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    CountStatus,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    Worlds,
    WorldsAnswer,
)

AGREED, CONTESTED, OPEN, DEFERRED = Status.AGREED, Status.CONTESTED, Status.OPEN, Status.DEFERRED
WITHDRAWN, PARTLY = Status.WITHDRAWN, Status.PARTLY_AGREED
A, B, P = Member(id="a"), Member(id="b"), Member(id="p", is_unit=False)
IN_TWO = (
    Member(id="a", complete=True),
    Member(id="a-1", is_unit=False, parent="a"),
    Member(id="a-2", is_unit=False, parent="a"),
)


def exactly(number: int) -> Bounds:
    return Bounds.exactly(number)


def of(status: CountStatus, number: int | Bounds, of: int | None = None, key: str = "k") -> StatedCount:
    bounds = exactly(number) if isinstance(number, int) else number
    return StatedCount(key=key, numbers=((status, bounds),), of=of)


def objection(node: str) -> Move:
    return Move(key=f"to-{node}", node=node, allowed=LIVE, target=CONTESTED, parts=PartsMoved.SOME)


def withdrawal(node: str) -> Move:
    return Move(key=f"no-{node}", node=node, allowed=frozenset(Status), target=WITHDRAWN)


def after(nodes: tuple[Member, ...], *statements: Statement) -> WorldsAnswer:
    return Worlds(nodes, statements).after(len(statements))


def test_a_move_that_no_world_allows() -> None:
    """The design: "After 17 of 17, one contested article leaves 16 agreed"."""
    refused = Move(key="m", node="a", allowed=LIVE - {AGREED}, target=CONTESTED)
    answer = after((A,), of(AGREED, 17, 17), refused)

    assert (exactly(16), exactly(17), frozenset({CONTESTED})) == (
        answer.number(AGREED),
        answer.of,
        answer.possible("a"),
    )
    assert ["unreported-change"] == [finding.kind for finding in answer.findings]


def test_a_withdrawn_node_does_not_move() -> None:
    """The design: "Withdrawals are never released"; "a refused event changes nothing"."""
    answer = after((A,), of(AGREED, 2, 3), withdrawal("a"), objection("a"))

    assert (frozenset({WITHDRAWN}), exactly(2)) == (answer.possible("a"), answer.of)
    assert [False] == [finding.applied for finding in answer.findings]


def test_a_conclusion_reaches_a_node_of_another_kind() -> None:
    """The design: "Conclusion by all: every live unit, with its parts, is agreed", and the rest of the text with it."""
    answer = after((P,), of(AGREED, 2, 3), Conclusion(key="end"))

    assert (frozenset({AGREED}), exactly(3)) == (answer.possible("p"), answer.number(AGREED))


def test_an_objection_outlives_a_conclusion() -> None:
    """The design: "A unit that a consenting actor still objects to is contested or agreed"."""
    answer = after((A, *IN_TWO[1:]), of(AGREED, 3, 3), Conclusion(key="end", contested=("a",)))

    assert Bounds(2, 3) == answer.number(AGREED)


def test_a_range_beside_a_new_denominator_moves_nobody() -> None:
    """The design: "All other numbers stay as far as they can": what is true once the draft has grown needs no repair."""
    answer = after((), of(DEFERRED, 3, 3), of(CONTESTED, Bounds(0, None), 4))

    assert Bounds(3, 4) == answer.number(DEFERRED)


def test_any_part_is_reopened() -> None:
    """The design: "'Reopened' of some part": the agreed one may be, beside a contested one."""
    stated = [
        Move(key="m", node="a-1", allowed=LIVE, target=AGREED),
        objection("a-2"),
        Move(key="r", node="a", allowed=LIVE - {Status.PENDING}, target=OPEN, parts=PartsMoved.SOME),
    ]
    answer = after(IN_TWO, *stated)

    assert {AGREED, OPEN} == answer.possible("a-1")
    assert {CONTESTED, OPEN} == answer.possible("a-2")


def test_only_so_many_readings_are_followed() -> None:
    """Six events that may have happened are followed in every choice; of seven each node is as it was or as they say, and marked."""
    events = [[Move(key=f"m{n}", node=f"n{n}", allowed=LIVE, target=AGREED)] for n in range(7)]
    worlds = Worlds((), (of("remaining", 7, 7),))
    six, seven = worlds.after(1, events[:6]), worlds.after(1, events)

    assert (Bounds(0, 6), True) == (six.number(AGREED), six.exact)
    assert (Bounds(0, 7), False, False) == (seven.number(AGREED), seven.exact, seven.reopened)
    assert (LIVE, None) == (seven.possible("n0"), seven.judge(of(AGREED, 3)))
    assert (Bounds(0, None), Bounds(0, 7)) == (seven.ever_opened, seven.unnamed)


def test_what_is_too_much_is_wider_and_marked() -> None:
    """Where exactness ends the answer is sound, and says so."""
    endless = StatedCount(key="k", numbers=((AGREED, Bounds(3, None)), (CONTESTED, Bounds(2, None))))
    answer = after((P, *IN_TWO), objection("a-1"), of(AGREED, 0), of(CONTESTED, 1), endless)

    assert (False, Bounds(0, None)) == (answer.exact, answer.number(AGREED))
    assert answer.judge(of(AGREED, 5)) is None


def test_replacing_a_node_of_which_several_things_may_be_true() -> None:
    """The design: "One by one keeps the status unless another is given", in each world."""
    answer = after((A, B), of(AGREED, 1, 2), Replacement(key="r", gone=("a",), come=("b",)))

    assert answer.possible("b") == LIVE
    assert (exactly(2), exactly(1), frozenset({WITHDRAWN})) == (
        answer.of,
        answer.number(AGREED),
        answer.possible("a"),
    )


@pytest.mark.parametrize(("come", "status"), [("a-3", None), ("a-3", OPEN)])
def test_replacing_a_part(come: str, status: Status | None) -> None:
    """A part is replaced by a part, with its status or another."""
    nodes = (*IN_TWO, Member(id=come, is_unit=False, parent="a"))
    first = Move(key="m", node="a-1", allowed=LIVE, target=AGREED)
    answer = after(nodes, first, Replacement(key="r", gone=("a-1",), come=(come,), status=status))

    assert {status or AGREED} == answer.possible(come)
    assert {WITHDRAWN} == answer.possible("a-1")


def test_replacing_a_node_by_one_with_parts() -> None:
    """A node with parts that comes in place of another derives its status."""
    answer = after((*IN_TWO, B), objection("b"), Replacement(key="r", gone=("b",), come=("a",)))

    assert {CONTESTED} == answer.possible("a")
    assert AGREED not in answer.possible("a-1")


def test_an_arrival_of_what_was_withdrawn() -> None:
    """The design: "A withdrawn one that is brought back" is one more in the denominator."""
    answer = after((A,), of(AGREED, 2, 2), withdrawal("a"), Arrival(key="in", node="a", status=OPEN))

    assert (exactly(2), exactly(1), frozenset({OPEN})) == (
        answer.of,
        answer.number(AGREED),
        answer.possible("a"),
    )


def test_a_reopening_is_marked_until_the_next_statement() -> None:
    """The design: "Until the next statement on the text nothing counts as settled for certain"."""
    reopened = after((), of(AGREED, 3, 3), Reopening(key="r"))

    assert (True, exactly(3)) == (reopened.reopened, reopened.number(AGREED))
    assert not after((), of(AGREED, 3, 3), Reopening(key="r"), of(AGREED, 3)).reopened


def test_a_statement_of_parts_and_their_whole() -> None:
    """What a statement says of a part stays so when it moves the whole."""
    said = Stated(key="s", statuses=(("a", OPEN), ("a-1", AGREED)))
    answer = after(IN_TWO, of(CONTESTED, 2, 2), said)

    assert (frozenset({PARTLY}), frozenset({OPEN})) == (answer.possible("a"), answer.possible("a-2"))


def test_numbers_that_contradict_themselves_are_not_applied() -> None:
    """A count that cannot be true by itself is kept, and changes nothing."""
    answer = after(
        (),
        of(AGREED, 2, 3),
        of(AGREED, 4, 3),
        StatedCount(key="s", numbers=((AGREED, exactly(1)),), since="?"),
    )

    assert exactly(2) == answer.number(AGREED)
    assert [("count-conflict", False), ("since-conflict", False)] == [
        (f.kind, f.applied) for f in answer.findings
    ]


def test_because_names_what_an_answer_rests_on() -> None:
    """The statements of the epoch, and those that carry facts into it, in their order."""
    answer = after((A,), of(AGREED, 2, 3, key="one"), objection("a"), of(AGREED, 1, 3, key="two"))

    assert {"to-a", "two"} <= set(answer.because)
    assert ("a",) == answer.named


@pytest.mark.parametrize("ever", [None, Bounds(0, None)])
def test_a_statement_brings_back_no_withdrawn_node(ever: Bounds | None) -> None:
    """The design: "Withdrawals are never released": what says otherwise is kept and not applied, whoever was ever taken up."""
    first = StatedCount(key="s0", of=3, ever_opened=ever)
    stated = after((A, B), first, withdrawal("a"), Stated(key="s", statuses=(("a", OPEN),)))
    counted = after((A, B), first, withdrawal("a"), StatedCount(key="c", listed=((OPEN, ("a",)),)))

    for answer in (stated, counted):
        assert (frozenset({WITHDRAWN}), exactly(2)) == (answer.possible("a"), answer.of)
        assert [False] == [finding.applied for finding in answer.findings]


def test_no_fewer_are_withdrawn_than_on_an_earlier_day() -> None:
    """The design: "withdrawals are never released": none more than before one was withdrawn is kept and not applied."""
    none_more = StatedCount(key="c", numbers=((WITHDRAWN, exactly(0)),), since="s0")
    answer = after((A,), of(AGREED, 1, 2, key="s0"), withdrawal("a"), none_more)

    assert [("since-conflict", False)] == [(found.kind, found.applied) for found in answer.findings]
    assert exactly(1) == answer.number(WITHDRAWN)


def test_a_claim_about_a_day_that_is_not_on_record() -> None:
    """So many more than on a day of which nothing is on record can neither be borne out nor refuted."""
    answer = after((A,), of(AGREED, 1, 2))

    assert answer.judge(StatedCount(numbers=((AGREED, exactly(1)),), since="never")) is None


def test_a_part_of_a_node_for_which_the_draft_has_no_room() -> None:
    """A part of a node that is in no world has no status."""
    answer = after((*IN_TWO, B), StatedCount(key="s0", of=1), objection("b"))

    assert frozenset() == answer.possible("a-1")
