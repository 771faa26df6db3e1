"""What is seldom drawn: small negotiations that are aimed at one sentence each, for the comparison and for the mutants."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    Conclusion,
    CountStatus,
    Member,
    Move,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from tests.worlds.drawn import KINDS, PARTS, PREAMBLE, Negotiation


def exactly(status: CountStatus, number: int, **fields: Any) -> StatedCount:
    return StatedCount(numbers=((status, Bounds.exactly(number)),), **fields)


def moved(kind: str, node: str) -> Move:
    allowed, target, parts = KINDS[kind]
    return Move(key=f"{kind}-{node}", node=node, allowed=allowed, target=target, parts=parts)


def stood(**statuses: CountStatus) -> Stated:
    return Stated(key="stood", statuses=tuple(statuses.items()))


A, B, C, P = Member(id="a"), Member(id="b"), Member(id="c"), PREAMBLE
IN_TWO: Final = (Member(id="a", complete=True), *PARTS)
B_PENDING: Final = Member(id="b", start=Status.PENDING)
IN_TWO_PENDING: Final = (Member(id="a", complete=True, start=Status.PENDING), *PARTS)
B_IN_TWO: Final = tuple(Member(id=name, is_unit=False, parent="b") for name in ("b-1", "b-2"))
EVER: Final = StatedCount(key="ever", ever_opened=Bounds(0, None))
AGREED, CONTESTED, OPEN, WITHDRAWN = Status.AGREED, Status.CONTESTED, Status.OPEN, Status.WITHDRAWN
IN_PRINCIPLE: Final = Status.AGREED_IN_PRINCIPLE

#: What is seldom drawn: the nodes, what was said, and what is claimed.
AIMED: Final[Sequence[tuple[tuple[Member, ...], tuple[Statement, ...], tuple[StatedCount | Stated, ...]]]] = (
    ((A, B, P), (exactly(AGREED, 1, of=2), Conclusion(key="end", contested=("a",))), (stood(p=AGREED),)),
    ((A, B, C), (moved("agreed", "a"), exactly(AGREED, 1, of=2), Replacement(key="r", gone=("a",), come=("c",))), ()),
    ((A, B, C), (exactly(AGREED, 1, of=2), Replacement(key="r", gone=("a",), come=("c",))), ()),
    ((A, B), (exactly(AGREED, 1, of=2), moved("withdrawn", "a"), moved("objected", "a")), (stood(b=AGREED),)),
    ((A, B), (exactly(AGREED, 1, of=1), Arrival(key="in", node="b", status=OPEN)), (exactly(AGREED, 1, of=2),)),
    ((A, B), (StatedCount(numbers=((OPEN, Bounds.exactly(1)), (AGREED, Bounds.exactly(1))), of=2), moved("opened", "a")), ()),
    ((A, B), (exactly(AGREED, 1, of=1), stood(a=AGREED), stood(b=OPEN)), ()),
    ((A, P), (stood(p=AGREED), exactly(AGREED, 2, of=3, including=("p",))), (exactly(AGREED, 2, including=("p",)),)),
    ((A,), (exactly(AGREED, 2, of=3), StatedCount(numbers=((OPEN, Bounds(1, 3)),))), (exactly(AGREED, 1),)),
    ((A, B), (moved("agreed", "a"), moved("agreed", "b"), exactly(AGREED, 2, of=2), exactly(AGREED, 1)), ()),
    ((A, B), (stood(a=OPEN), StatedCount(numbers=((CONTESTED, Bounds.exactly(1)),), listed=((AGREED, ("a",)),), of=2)), ()),
    ((A, B), (moved("withdrawn", "a"), StatedCount(listed=((AGREED, ("a",)),), of=2)), ()),
    ((A, B), (moved("agreed", "a"), moved("objected", "b"), exactly(AGREED, 1, of=1)), ()),
    ((A,), (StatedCount(numbers=((AGREED, Bounds.exactly(1)), (CONTESTED, Bounds.exactly(2))), of=3), exactly(AGREED, 2)), ()),
    ((A,), (exactly(AGREED, 2, of=2), exactly(AGREED, 1)), ()),
    ((A, B), (exactly("remaining", 0),), (stood(b=AGREED),)),
    ((A,), (stood(a="remaining"), StatedCount(numbers=(("remaining", Bounds.exactly(0)), (AGREED, Bounds.exactly(2))))), ()),
    ((A, B), (exactly(AGREED, 1, of=2), moved("agreed", "a"), moved("deferred", "a")), (EVER,)),
    (IN_TWO, (moved("agreed", "a"), moved("objected", "a")), (stood(**{"a-1": AGREED}),)),
    ((A,), (StatedCount(numbers=((AGREED, Bounds.exactly(1)), ("remaining", Bounds.exactly(1)))),), (exactly(AGREED, 1, of=2),)),
    ((A, B), (exactly(AGREED, 1, of=3), exactly(WITHDRAWN, 1), exactly(AGREED, 2)), (exactly(WITHDRAWN, 1),)),
    ((A, B), (exactly(AGREED, 2, of=2), exactly(AGREED, 3, of=4), exactly(AGREED, 1, of=1)), ()),
    (IN_TWO, (moved("agreed", "a-1"), stood(**{"a-2": OPEN}), moved("deferred", "a")), ()),
    ((A, Member(id="a-1", is_unit=False, parent="a", start=Status.PENDING)), (moved("objected", "a"),), (stood(a=CONTESTED),)),
    ((A, P), (stood(p=OPEN), StatedCount(besides=(("p", AGREED),))), ()),
    ((A, P), (stood(p="remaining"), exactly(AGREED, 1, of=2, including=("p",)), exactly(AGREED, 2, including=("p",))), ()),
    ((*IN_TWO, Member(id="b", complete=True), *B_IN_TWO), (stood(a="remaining", b="remaining"), exactly(AGREED, 0, of=2), exactly(AGREED, 1)), ()),
    ((A, B), (moved("agreed", "a"), moved("opened", "a")), ()),
    ((A, B), (moved("withdrawn", "a"), Replacement(key="r", gone=("a",), come=("b",), status=OPEN)), ()),
    ((A, B), (exactly(AGREED, 1, of=1), moved("partly", "a"), moved("deferred", "a"), exactly(OPEN, 1)), (EVER,)),
    (IN_TWO, (moved("agreed", "a"), moved("withdrawn", "a"), Arrival(key="in", node="a")), (EVER,)),
    ((A, B), (moved("agreed", "a"), moved("withdrawn", "a"), Arrival(key="in", node="a")), (EVER,)),
    ((A, B), (stood(b=OPEN), Arrival(key="in", node="b")), ()),
    ((A, B), (moved("withdrawn", "a"), exactly(AGREED, 1, of=1), Conclusion(key="end", contested=("a",))), ()),
    ((A, B), (stood(a=OPEN), StatedCount(listed=((WITHDRAWN, ("a",)),), of=1)), ()),
    ((A, P), (stood(p=CONTESTED), Conclusion(key="end"), Reopening(key="re")), (stood(p=AGREED),)),
    ((A, B), (exactly(AGREED, 1), exactly(AGREED, 1, since="s0")), (exactly(AGREED, 2), exactly(AGREED, 0, since="s0"))),
    ((A, B), (exactly(AGREED, 2, of=3), Arrival(key="in", node="b"), exactly(AGREED, 1, of=4, excluding=("a",))), ()),
    (IN_TWO, (StatedCount(of=1), moved("agreed", "a-1"), Arrival(key="in", node="a-2", status=OPEN)), (exactly(AGREED, 0, since="s1"),)),
    (IN_TWO_PENDING, (stood(a="remaining", **{"a-2": IN_PRINCIPLE}),), (stood(a=Status.PENDING),)),
    ((*IN_TWO, B), (stood(**{"a-1": WITHDRAWN}), stood(**{"a-1": Status.PARTLY_AGREED})), ()),
    ((*IN_TWO, B), (stood(**{"a-1": WITHDRAWN}), stood(**{"a-2": CONTESTED}), stood(**{"a": OPEN, "a-2": AGREED})), ()),
    ((A, PARTS[0], B), (stood(**{"a-1": CONTESTED, "a": AGREED}),), ()),
    ((A, B, C), (StatedCount(listed=(("remaining", ("a", "b", "c")),)), exactly(Status.DEFERRED, 2, excluding=("a",), since="s0")), ()),
    ((A, B, C), (stood(a=AGREED), StatedCount(not_at_all=Bounds.exactly(2), since="s0")), ()),
    # Whom a count leaves out is one of those without a name until now, also on the day to which it looks back.
    ((A, B, C), (exactly("remaining", 1, of=4), exactly("remaining", 1, excluding=("a",), since="s0")), ()),
    ((A, B, C), (stood(c=AGREED), exactly(IN_PRINCIPLE, 1, since="s0")), ()),
    ((A, B, C), (stood(a=Status.PENDING), StatedCount(numbers=((Status.PENDING, Bounds(2, 3)),)), StatedCount(of=5, not_at_all=Bounds(2, 3), since="s0")), ()),
    ((A, B, C), (stood(b=IN_PRINCIPLE), Conclusion(key="end", contested=("c",)), StatedCount(numbers=((AGREED, Bounds.exactly(0)),), not_at_all=Bounds.exactly(0), since="s0")), ()),
    ((*IN_TWO, P), (StatedCount(of=1), exactly(AGREED, 0, excluding=("a",), since="s0")), ()),
    ((A, B, P), (StatedCount(of=2),), (exactly(AGREED, 1, including=("p",), since="s0"), StatedCount(excluding=("a",), not_at_all=Bounds(0, 1), since="s0"))),
    ((A, B, C), (exactly(AGREED, 1, of=3), exactly(WITHDRAWN, 1, of=2, excluding=("a",), since="s0")), ()),
    ((A, B_PENDING), (moved("agreed", "a"), StatedCount(listed=((AGREED, ("a",)),), rest=Status.PARTLY_AGREED)), ()),
    (IN_TWO_PENDING, (exactly(Status.PENDING, 2, of=2), moved("withdrawn", "a"), StatedCount(listed=(("remaining", ()),)), exactly(WITHDRAWN, 1, of=1)), (EVER,)),
    ((A,), (exactly(AGREED, 1, of=3), StatedCount(numbers=((AGREED, Bounds.exactly(1)), ("remaining", Bounds.exactly(1))))), ()),
    ((A, B), (moved("agreed", "a"), moved("agreed", "b"), exactly(AGREED, 2, of=2), StatedCount(numbers=((OPEN, Bounds(1, 2)),))), ()),
    ((A, B), (moved("opened", "a"), moved("agreed", "b"), exactly(AGREED, 1, since="s0")), (exactly(AGREED, 1, since="s0"),)),
    ((A, B), (stood(a=OPEN, b=OPEN), moved("agreed", "a"), moved("agreed", "b"), exactly(AGREED, 2, since="s0")), ()),
    ((A, B), (moved("opened", "a"), moved("agreed", "a"), exactly(AGREED, 2, of=2), exactly(AGREED, 0, since="s0")), ()),
    ((A, B), (moved("opened", "a"), moved("agreed", "b"), exactly(AGREED, 0, since="s0")), ()),
    (IN_TWO, (stood(**{"a": AGREED, "a-1": OPEN}),), ()),
    ((A, PARTS[0], B), (moved("agreed", "a-1"), moved("agreed", "a"), moved("withdrawn", "a-1")), ()),
    ((A, B_PENDING), (StatedCount(numbers=((AGREED, Bounds(1, 2)),), of=3), StatedCount(numbers=((AGREED, Bounds.exactly(0)), (WITHDRAWN, Bounds(0, 1))), of=3)), ()),
    ((A, PARTS[0], B), (exactly(AGREED, 1, of=2), Stated(key="stood", statuses=(("a-1", "remaining"), ("a", AGREED)))), (exactly(AGREED, 1, excluding=("a",), since="s0"),)),
    ((A,), (Reopening(key="re"), moved("agreed", "a"), exactly(AGREED, 2, since="s0")), ()),
    ((A, B), (exactly("remaining", 1, of=3), StatedCount(numbers=((AGREED, Bounds.exactly(0)),), listed=((Status.DEFERRED, ("b",)),), rest="remaining", excluding=("a",), not_at_all=Bounds(1, 2)), StatedCount(of=2, excluding=("a",), ever_opened=Bounds.exactly(2))), (EVER,)),
    ((A, B, C), (exactly("remaining", 1, of=3), StatedCount(numbers=((AGREED, Bounds.exactly(0)),), listed=((Status.DEFERRED, ("b",)),), rest="remaining", excluding=("a",), not_at_all=Bounds(1, 2))), (StatedCount(excluding=("a", "c"), ever_opened=Bounds.exactly(1)),)),
    # A list of nobody withdrawn is not applied where a smaller `of` would withdraw some, in however few steps that is found.
    (IN_TWO_PENDING, (StatedCount(numbers=((AGREED, Bounds(2, 3)),), of=3), StatedCount(listed=((WITHDRAWN, ()),), of=2)), ()),
    ((A, B), (StatedCount(numbers=((AGREED, Bounds(1, 2)), (OPEN, Bounds(1, 2))), of=3), StatedCount(numbers=((CONTESTED, Bounds(1, 2)),), listed=((WITHDRAWN, ()),), of=2)), ()),
    # Where a count is laid only because it withdraws somebody, its ranges say no more than they do.
    ((A, B), (moved("agreed", "a"), StatedCount(numbers=(("remaining", Bounds(0, None)),), listed=((WITHDRAWN, ("a",)),), of=3)), ()),
    ((A, B), (exactly(AGREED, 1, of=3), StatedCount(numbers=((AGREED, Bounds(0, 2)),), listed=((WITHDRAWN, ("a",)),))), ()),
    ((A, B), (moved("agreed", "a"), StatedCount(numbers=((AGREED, Bounds(0, 2)),), listed=((WITHDRAWN, ("a",)),), of=3)), ()),
    # Who already has its listed status may have moved there, and so have been taken up.
    ((A, B), (StatedCount(numbers=(("remaining", Bounds.exactly(1)),), listed=((Status.DEFERRED, ("b",)),), of=2, excluding=("a",), ever_opened=Bounds.exactly(2)),), (EVER,)),
    ((A, B, C), (exactly(AGREED, 2, of=3), StatedCount(listed=((Status.PENDING, ("b", "c")),), of=3, excluding=("a",), ever_opened=Bounds.exactly(1)), exactly(Status.PENDING, 2), moved("agreed", "a")), (EVER,)),
    ((A, B, C), (StatedCount(listed=((Status.PENDING, ("a", "c")),), of=3, ever_opened=Bounds(2, 3)),), (EVER,)),
    # "Withdrawals are never released", of an article with parts neither.
    (IN_TWO, (exactly(AGREED, 2, of=4), moved("withdrawn", "a"), StatedCount(listed=((OPEN, ("a",)),), of=3)), ()),
    # An article with parts that is pending again may have been taken up, and may have been deferred from the first day.
    (IN_TWO_PENDING, (exactly(Status.PENDING, 0, listed=(("remaining", ("a",)),), of=2), StatedCount(listed=((Status.PENDING, ("a",)),))), (EVER,)),
    (IN_TWO_PENDING, (exactly(Status.PENDING, 0, listed=(("remaining", ("a",)),), of=2), stood(a=Status.PENDING)), (EVER,)),
    # Of worlds with different numbers of units those stay of which a smaller `of` withdraws the fewest.
    ((A,), (exactly("remaining", 2), exactly(AGREED, 2, excluding=("a",)), exactly(AGREED, 0, of=3)), (EVER,)),
    ((A,), (StatedCount(numbers=((Status.PARTLY_AGREED, Bounds(0, 1)), ("remaining", Bounds.exactly(3)))), exactly(AGREED, 3, excluding=("a",)), StatedCount(numbers=((Status.PARTLY_AGREED, Bounds.exactly(1)),), listed=((AGREED, ()),), of=4)), (EVER,)),
    # It withdraws as many as are too many, also where only their numbers tell how many there were.
    ((), (exactly("remaining", 2), exactly(AGREED, 2), exactly(AGREED, 0, of=2)), (EVER,)),
)  # fmt: skip
#: Two nodes agreed by one event that may have happened.
BOTH: Final = (Move(key="m", node="a", allowed=LIVE, target=AGREED), Move(key="m", node="b", allowed=LIVE, target=AGREED))  # fmt: skip


def aimed() -> Iterator[Negotiation]:
    """Give each statement of what is aimed a key of its own."""
    for nodes, statements, claims in AIMED:
        keyed = [attrs.evolve(said, key=f"s{place}") for place, said in enumerate(statements)]
        yield Negotiation(nodes, tuple(keyed), (), claims)
    first = exactly("remaining", 2, of=2, key="s0")
    yield Negotiation((A, B), (first,), (BOTH,), (exactly(AGREED, 1),))
    yield Negotiation((A,), (moved("agreed", "a"),), ((moved("objected", "a"),),), ())
    only_one = exactly(WITHDRAWN, 0, of=1, excluding=("a",), ever_opened=Bounds.exactly(1), key="s0")
    none = exactly(Status.PARTLY_AGREED, 0, of=0, excluding=("a",), key="s1")
    stated = (only_one, none, attrs.evolve(moved("partly", "a"), key="s2"))
    yield Negotiation(
        (*IN_TWO, B),
        stated,
        ((attrs.evolve(stood(b=AGREED), key="m"),),),
        (StatedCount(numbers=((AGREED, Bounds.exactly(1)),), listed=(("remaining", ("a",)),)), EVER),
    )
    one_more = StatedCount(
        numbers=((AGREED, Bounds.exactly(1)),),
        listed=((IN_PRINCIPLE, ()),),
        of=4,
        excluding=("a",),
        since="s1",
        key="s2",
    )
    both = StatedCount(
        numbers=((AGREED, Bounds.exactly(2)), (IN_PRINCIPLE, Bounds.exactly(3))), of=5, key="s0"
    )
    agreed, come = moved("agreed", "b"), Replacement(key="s3", gone=("a",), come=("c",), status=IN_PRINCIPLE)
    claims = (
        exactly(AGREED, 3, listed=(("remaining", ()),), of=5),
        StatedCount(numbers=((AGREED, Bounds(2, 3)),), rest=IN_PRINCIPLE),
    )
    yield Negotiation(
        (A, B, C), (both, attrs.evolve(agreed, key="s1"), one_more, come), ((moved("agreed", "c"),),), claims
    )
    one_left = exactly(
        AGREED, 0, of=3, key="s1", since="s0", including=("p",), excluding=("a",), ever_opened=Bounds(3, 4)
    )
    before = exactly(
        Status.PARTLY_AGREED, 0, of=4, key="s0", not_at_all=Bounds.exactly(2), besides=(("p", CONTESTED),)
    )
    yield Negotiation(
        (A, B, P), (before, one_left), ((stood(a=WITHDRAWN, b=Status.PARTLY_AGREED),),), (EVER,)
    )
    # Whoever comes only perhaps is perhaps nobody, of whom nothing is a fact.
    five, four = exactly("remaining", 5, of=5, key="s0"), exactly("remaining", 4, of=4, key="s1")
    come = Replacement(key="m", gone=("c",), come=("a",), status=CONTESTED)
    nodes = (A, B_PENDING, Member(id="c", start=Status.PENDING))
    yield Negotiation(nodes, (five, four), ((come,),), (stood(a=WITHDRAWN),))
