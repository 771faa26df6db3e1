"""
Hold the enumeration of worlds to cases decided by hand.

Each test of a `k-…` log or of an input that came out wrong has the statements of that log and the verdicts that stand there, as
they were decided by the design and not by any engine.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import attrs
import pytest

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from tests.worlds.oracle import Claim, Found, Readings, UndecidedError, readings

AGREED, CONTESTED, OPEN, PENDING = Status.AGREED, Status.CONTESTED, Status.OPEN, Status.PENDING
PARTLY, DEFERRED, WITHDRAWN = Status.PARTLY_AGREED, Status.DEFERRED, Status.WITHDRAWN
PRINCIPLE: Final = Status.AGREED_IN_PRINCIPLE
OPENABLE: Final = frozenset({PENDING, OPEN, DEFERRED})

# The events of a provision, as their table has them: whence, whither, and which parts.
KINDS: Final = {
    "opened": (OPENABLE, OPEN, PartsMoved.UNSETTLED),
    "agreed": (LIVE, AGREED, PartsMoved.ALL),
    "in_principle": (REMAINING - {PARTLY}, PRINCIPLE, PartsMoved.SOME),
    "partly": (REMAINING, PARTLY, PartsMoved.SOME),
    "objected": (LIVE, CONTESTED, PartsMoved.SOME),
    "reopened": (LIVE - {PENDING}, OPEN, PartsMoved.SOME),
    "deferred": (REMAINING, DEFERRED, PartsMoved.UNSETTLED),
    "withdrawn": (LIVE, WITHDRAWN, PartsMoved.ALL),
}


def exactly(number: int) -> Bounds:
    return Bounds.exactly(number)


def count(of: int | None = None, *, key: str = "", **said: Any) -> StatedCount:
    """Say a count as an author would: numbers, ranges, lists and `rest` by their words."""
    fields = {"including", "excluding", "since", "ever_opened", "besides", "not_at_all"}
    known = {name: value for name, value in said.items() if name in fields}
    text = {name: value for name, value in said.items() if name not in fields}
    for name in {"ever_opened", "not_at_all"} & set(known):
        known[name] = exactly(known[name]) if isinstance(known[name], int) else known[name]
    numbers: list[tuple[Any, Bounds]] = []
    listed: list[tuple[Any, tuple[str, ...]]] = []
    rest: Any = None
    for name, value in text.items():
        status = name if name == "remaining" else Status(name)
        if value == "rest":
            rest = status
        elif isinstance(value, list):
            listed.append((status, tuple(value)))
        else:
            numbers.append((status, exactly(value) if isinstance(value, int) else value))
    return StatedCount(key=key, numbers=tuple(numbers), listed=tuple(listed), rest=rest, of=of, **known)


def move(kind: str, *nodes: str, key: str = "") -> list[Statement]:
    allowed, target, parts = KINDS[kind]
    return [Move(key=key or kind, node=node, allowed=allowed, target=target, parts=parts) for node in nodes]


def stated(*, key: str = "", **text: list[str]) -> Stated:
    """Say how nodes stand, as `status_stated` does."""
    return Stated(
        key=key,
        statuses=tuple(
            (n, "remaining" if w == "remaining" else Status(w)) for w, names in text.items() for n in names
        ),
    )


def cast(*nodes: Member | str) -> list[Member]:
    return [node if isinstance(node, Member) else Member(id=node) for node in nodes]


@attrs.frozen
class OracleRecord:
    """A record, to be looked at with what is asked of it: a claim's words tell statuses apart."""

    nodes: tuple[Member, ...]
    statements: tuple[Statement, ...]
    perhaps: tuple[str, ...] = ()

    def asked(self, *claims: Claim) -> Readings:
        return readings(self.nodes, self.statements, perhaps=self.perhaps, claims=claims, most=60_000)

    def possible(self, node: str) -> frozenset[Status]:
        return self.asked(stated(contested=[node], open=[node], partly_agreed=[node])).possible(node)

    @property
    def findings(self) -> list[Found]:
        return self.asked().each[0].findings


def record(
    nodes: Sequence[Member | str], *statements: Statement | list[Statement], perhaps: Sequence[str] = ()
) -> OracleRecord:
    flat = [one for some in statements for one in (some if isinstance(some, list) else [some])]
    return OracleRecord(tuple(cast(*nodes)), tuple(flat), tuple(perhaps))


P: Final = Member(id="p", is_unit=False)
IN_TWO: Final = (
    Member(id="a", complete=True),
    Member(id="a-1", is_unit=False, parent="a"),
    Member(id="a-2", is_unit=False, parent="a"),
)
OF_TWO_OR_MORE: Final = (Member(id="a"), *IN_TWO[1:])


def verdicts(record: OracleRecord, *claims: Claim) -> list[bool | None]:
    worlds = record.asked(*claims)
    return [worlds.verdict(claim) for claim in claims]


# ---------------------------------------------------------------------------- the decided logs


def test_k_01_every_status() -> None:
    """Live units are partitioned by status; withdrawn units are never in a denominator."""
    worlds = record(
        [],
        count(
            7,
            pending=1,
            open=1,
            contested=1,
            agreed_in_principle=1,
            partly_agreed=1,
            agreed=1,
            deferred=1,
            withdrawn=1,
        ),
    )

    assert [True, True, False, False, True] == verdicts(
        worlds,
        count(7, remaining=6),
        count(withdrawn=1),
        count(8),
        count(contested=2),
        count(7, agreed=1, deferred=1),
    )


def test_k_02_a_range() -> None:
    """Three to five of eight leave three to five."""
    worlds = record([], count(8, agreed=Bounds(3, 5)))

    assert [None, True, False, True, False] == verdicts(
        worlds,
        count(agreed=4),
        count(agreed=Bounds(3, None)),
        count(agreed=6),
        count(8, remaining=Bounds(3, 5)),
        count(contested=6),
    )


def test_k_04_the_rest() -> None:
    """The rest is all that the other numbers of the count leave."""
    worlds = record([], count(8, agreed=5, contested="rest"))

    assert [True, True, False, True] == verdicts(
        worlds, count(contested=3), count(remaining=3), count(open=1), count(deferred=0)
    )


def test_k_05_two_remain_by_name() -> None:
    """Who remains by name remains, and no others."""
    worlds = record(["a", "b"], count(6, remaining=["a", "b"]))

    assert [True, False, False, None, False, True] == verdicts(
        worlds,
        count(6, agreed=4),
        stated(agreed=["a"]),
        stated(withdrawn=["a"]),
        stated(contested=["a"]),
        count(remaining=["a"]),
        count(remaining=["a", "b"]),
    )


def test_k_07_not_at_all() -> None:
    """Of three that remain one is not agreed at all: two are, in part or in principle."""
    worlds = record([], count(8, agreed=5, not_at_all=1))

    assert [True, False, None, True, False, None] == verdicts(
        worlds,
        count(remaining=3),
        count(contested=2),
        count(contested=1),
        count(agreed_in_principle=Bounds(0, 2)),
        count(partly_agreed=3),
        count(partly_agreed=2),
    )


def test_k_08_besides_by_status() -> None:
    """What is agreed besides is in no number, and is the same node everywhere."""
    worlds = record([P], count(6, agreed=4, contested=2, besides=(("p", AGREED),)))

    assert [True, False, True, True, False] == verdicts(
        worlds,
        stated(agreed=["p"]),
        stated(contested=["p"]),
        count(6, agreed=4),
        count(7, agreed=5, including=("p",)),
        count(contested=3, including=("p",)),
    )


def test_k_10_preamble_reopened_in_the_count() -> None:
    """A preamble that is reopened leaves the count that has it."""
    worlds = record([P], move("agreed", "p"), count(7, agreed=7, including=("p",)))

    assert [True] == verdicts(worlds, stated(agreed=["p"]))

    worlds = record([P], move("agreed", "p"), count(7, agreed=7, including=("p",)), move("reopened", "p"))

    assert [True, False, True, True] == verdicts(
        worlds,
        stated(open=["p"]),
        count(7, agreed=7, including=("p",)),
        count(7, agreed=6, including=("p",)),
        count(6, agreed=6),
    )


def test_k_12_nested_scopes() -> None:
    """Six of eight, and four of six without a and b: both are agreed."""
    worlds = record(["a", "b"], count(8, agreed=6), count(6, agreed=4, excluding=("a", "b")))

    assert [True, False, True, True] == verdicts(
        worlds,
        stated(agreed=["a"]),
        stated(open=["b"]),
        count(8, agreed=6),
        count(7, agreed=5, excluding=("a",)),
    )


def test_k_14_two_more_since() -> None:
    """Two more since three of seven are five of seven."""
    worlds = record([], count(7, key="first", agreed=3), count(key="second", agreed=2, since="first"))

    assert [True, False, False, True] == verdicts(
        worlds, count(7, agreed=5), count(agreed=3), count(agreed=2), count(remaining=2)
    )


def test_k_15_denominator_implied() -> None:
    """An implied denominator lasts until a count changes it."""
    worlds = record([], count(agreed=5, remaining=3), count(agreed=6))

    assert [True, True, False] == verdicts(worlds, count(8, agreed=6), count(remaining=2), count(9))


def test_k_18_the_draft_shrinks() -> None:
    """The denominator has a history."""
    worlds = record([], count(8, agreed=4), count(7, agreed=4), count(6, agreed=5))

    assert [True, False] == verdicts(worlds, count(6, remaining=1), count(8))
    assert [True] == verdicts(record([], count(8, agreed=4), count(7, agreed=4)), count(7, remaining=3))


def test_k_19_too_small_a_denominator() -> None:
    """A count smaller than the units known by name is kept, not applied, and reported."""
    worlds = record(["a", "b", "c", "d"], move("opened", "a", "b", "c", "d"), count(3, key="small", agreed=3))

    assert [True, False, False, True] == verdicts(
        worlds,
        stated(open=["a"]),
        count(3),
        stated(agreed=["d"]),
        count(open=Bounds(4, None)),
    )
    assert [Found("small-denominator", "small", applied=False)] == worlds.findings


def test_k_21_withdrawal_of_an_unknown_one() -> None:
    """Who is withdrawn may have been among the agreed."""
    worlds = record(["a"], Arrival(key="in", node="a"), count(5, agreed=3), move("withdrawn", "a"))

    assert [True, True, None, False, False] == verdicts(
        worlds,
        count(4),
        count(agreed=Bounds(2, 3)),
        count(agreed=3),
        count(agreed=1),
        count(withdrawn=0),
    )


def test_k_22_addition_with_a_status() -> None:
    """An addition is one more in the denominator."""
    worlds = record(["b"], count(5, agreed=5), Arrival(key="in", node="b", status=OPEN))

    assert [True, True, True, False] == verdicts(
        worlds, count(6, agreed=5), count(remaining=["b"]), stated(open=["b"]), count(5)
    )


def test_k_24_one_by_one() -> None:
    """One in place of one keeps its status."""
    worlds = record(
        ["a", "b"], count(5, agreed=3, contested=["a"]), Replacement(key="new", gone=("a",), come=("b",))
    )

    assert [True, False, True, False, True] == verdicts(
        worlds,
        stated(contested=["b"]),
        stated(contested=["a"]),
        count(5, agreed=3),
        count(6),
        count(contested=["b"]),
    )


def test_k_25_split() -> None:
    """Two in place of one are one more."""
    worlds = record(
        ["a", "b", "c"],
        count(5, agreed=3, deferred=1, contested=["a"]),
        Replacement(key="new", gone=("a",), come=("b", "c"), status=CONTESTED),
    )

    assert [True, True, True, False] == verdicts(
        worlds,
        count(6, contested=2),
        count(contested=["b", "c"]),
        count(agreed=3, deferred=1),
        stated(open=["b"]),
    )


def test_k_27_a_published_agenda() -> None:
    """What is pending from the cast stays so until it is taken up."""
    nodes = [Member(id=name, start=PENDING) for name in "abc"]
    worlds = record(nodes, move("opened", "a"))

    assert [True, True, False, True] == verdicts(
        worlds,
        stated(open=["a"]),
        stated(pending=["b"]),
        stated(open=["c"]),
        count(pending=Bounds(2, None)),
    )
    assert [True] == verdicts(record(nodes), stated(pending=["a"]))


def test_k_31_looking_back() -> None:
    """A statement opens an epoch just before itself and blurs nothing before."""
    worlds = record(["a"], move("opened", "a"))

    assert [True] == verdicts(worlds, stated(open=["a"]))

    worlds = record(["a"], move("opened", "a"), stated(key="text", agreed=["a"]))

    assert [True, False] == verdicts(worlds, stated(agreed=["a"]), stated(open=["a"]))
    assert [Found("unreported-change", "text")] == worlds.findings


def test_k_34_one_contested_leaves_the_others() -> None:
    """After seven of seven, one contested article leaves six agreed."""
    worlds = record(["a"], count(7, agreed=7), move("objected", "a"))

    assert [True, True, True, False] == verdicts(
        worlds,
        count(7, agreed=6),
        stated(contested=["a"]),
        count(contested=["a"]),
        count(remaining=2),
    )


def test_k_35_a_status_that_no_world_allows() -> None:
    """One that is not agreed after all leaves the other six agreed."""
    worlds = record(["a"], move("agreed", "a"), count(7, agreed=7), stated(remaining=["a"]))

    assert [True, False, True, False] == verdicts(
        worlds, count(7, agreed=6), stated(agreed=["a"]), count(remaining=["a"]), count(remaining=2)
    )


def test_k_37_what_every_repair_changes() -> None:
    """What a statement names stays as it says; so the third moves."""
    worlds = record(
        ["a", "b", "c"], move("agreed", "a", "b", "c"), count(3, agreed=3), count(3, agreed=["a", "b"])
    )

    assert [True, False, True, None] == verdicts(
        worlds,
        stated(agreed=["a"]),
        stated(agreed=["c"]),
        count(remaining=["c"]),
        stated(contested=["c"]),
    )


def test_k_38_a_withdrawal_stays() -> None:
    """Withdrawals are never released."""
    before = [*move("agreed", "a"), count(5, agreed=5), *move("withdrawn", "a")]

    assert [True] == verdicts(record(["a"], before), count(4, agreed=4))
    assert [True, True, True] == verdicts(
        record(["a"], before, count(4, agreed=3)),
        count(4, agreed=3),
        stated(withdrawn=["a"]),
        count(remaining=1),
    )


def test_k_41_contested_among_parts() -> None:
    """A node one of whose parts is contested and none agreed is contested."""
    opened = move("opened", "a-1", "a-2")

    assert [True] == verdicts(record(IN_TWO, opened), stated(open=["a"]))
    assert [True, True] == verdicts(
        record(IN_TWO, opened, move("objected", "a-2")), stated(contested=["a"]), stated(open=["a-1"])
    )
    assert {CONTESTED} == record(IN_TWO, opened, move("objected", "a-2")).possible("a")


def test_k_43_there_may_be_more_parts() -> None:
    """All known parts agreed is agreed or partly agreed."""
    worlds = record(OF_TWO_OR_MORE, move("agreed", "a-1", "a-2"))

    assert {AGREED, PARTLY} == worlds.possible("a")


def test_k_45_a_struck_paragraph() -> None:
    """A struck paragraph counts no more among the parts."""
    before = [*move("agreed", "a-1"), *move("opened", "a-2")]

    assert {PARTLY} == record(IN_TWO, before).possible("a")

    worlds = record(IN_TWO, before, move("withdrawn", "a-2"))

    assert [{AGREED}, {WITHDRAWN}] == [worlds.possible("a"), worlds.possible("a-2")]


def test_k_46_a_count_reaches_the_parts() -> None:
    """A later count reaches the node, and its parts through it."""
    worlds = record([*IN_TWO, "b"], move("opened", "a-1", "a-2", "b"), count(2, agreed=["a", "b"]))

    assert [True, True, False, True] == verdicts(
        worlds,
        stated(agreed=["a"]),
        stated(agreed=["a-1"]),
        stated(open=["a-2"]),
        count(2, agreed=2),
    )


def test_k_48_agreed_with_its_parts() -> None:
    """An agreement of a node is one of all its parts."""
    before = [*move("opened", "a-1", "a-2"), *move("agreed", "a")]

    assert [True, True] == verdicts(record(IN_TWO, before), stated(agreed=["a-1"]), stated(agreed=["a-2"]))

    worlds = record(IN_TWO, before, move("reopened", "a-1"))

    assert [{PARTLY}, {AGREED}] == [worlds.possible("a"), worlds.possible("a-2")]


def test_k_49_parts_and_count_in_one_world() -> None:
    """A node's status and every number agree in one world."""
    agreed = move("agreed", "a-1", "a-2")

    assert [True] == verdicts(record([*IN_TWO, "b"], agreed), stated(agreed=["a"]))
    assert [True, False, False] == verdicts(
        record([*IN_TWO, "b"], agreed, count(2, agreed=0)),
        count(2, agreed=0),
        stated(agreed=["a"]),
        count(agreed=1),
    )


def test_k_51_initialled_by_all() -> None:
    """At a conclusion every live unit, with its parts, is agreed."""
    worlds = record(IN_TWO, move("opened", "a-1", "a-2"), count(3, agreed=2), Conclusion(key="end"))

    assert [True, True, True, False] == verdicts(
        worlds,
        count(3, agreed=3),
        stated(agreed=["a-2"]),
        stated(agreed=["a"]),
        count(remaining=1),
    )
    assert (exactly(3), "open") == (worlds.asked().settled("single_undertaking"), worlds.asked().gate())


def test_k_52_in_force() -> None:
    """In force, the one that was deferred is agreed, and the denominator stays."""
    worlds = record(["a"], count(3, agreed=2, deferred=["a"]), Conclusion(key="end"))

    assert [True, True, True] == verdicts(worlds, stated(agreed=["a"]), count(3, agreed=3), count(deferred=0))


def test_k_54_reopened_without_names() -> None:
    """A reopening without names changes no unit, and nothing is settled for certain until the next statement."""
    before: list[Statement] = [count(3, agreed=3), Conclusion(key="end"), Reopening(key="again")]
    worlds = record([], before)

    assert [True] == verdicts(worlds, count(3, agreed=3))
    assert (Bounds(0, 3), "undetermined") == (
        worlds.asked().settled("single_undertaking"),
        worlds.asked().gate(),
    )
    assert exactly(3) == record([], before, count(3, agreed=3)).asked().settled("single_undertaking")


def test_k_61_as_a_whole() -> None:
    """Two that are agreed together, perhaps, are both agreed or neither."""
    statements = [count(2, key="first", open=["a", "b"]), *move("agreed", "a", "b", key="both")]
    both = record(["a", "b"], statements, perhaps=["both"])

    assert [None, None, None] == verdicts(both, count(agreed=0), count(agreed=2), stated(agreed=["a"]))
    assert [False, False] == verdicts(both, count(agreed=1), count(remaining=1))
    assert Bounds(0, 2) == both.asked().number(AGREED)


def test_k_66_two_moves_in_the_order_written() -> None:
    """What is set aside and then taken up again is open."""
    worlds = record(
        ["a"], Arrival(key="in", node="a", status=PENDING), move("deferred", "a"), move("opened", "a")
    )

    assert {OPEN} == worlds.possible("a")


def test_k_72_counts_that_hold_together() -> None:
    """Counts that hold together leave one another as they are."""
    worlds = record([], count(6, agreed=3), count(remaining=3))

    assert [True, True, False] == verdicts(worlds, count(6, agreed=3), count(remaining=3), count(remaining=2))
    assert [] == worlds.findings


# ---------------------------------------------------------------------------- inputs that came out wrong


def test_claims_with_a_scope() -> None:
    """A claim that leaves one out holds only if that one is among the three that remain."""
    worlds = record([P, "a"], count(8, agreed=5, besides=(("p", AGREED),)))

    assert [True, None, None] == verdicts(
        worlds,
        count(9, agreed=6, including=("p",)),
        count(agreed=5, excluding=("a",)),
        count(7, agreed=5, excluding=("a",)),
    )


def test_remaining_by_name() -> None:
    """The agreed ones do not remain; the others do."""
    names = ["c-1", "c-2", "c-3"]
    opened = move("opened", *names)
    worlds = record(names, opened, count(3, agreed=["c-2", "c-3"]))

    assert [False, True] == verdicts(worlds, count(remaining=["c-2", "c-3"]), count(remaining=["c-1"]))

    worlds = record(names, opened, count(3, agreed=1, remaining=["c-1", "c-2"]))

    assert [False, True] == verdicts(worlds, stated(agreed=["c-1"]), stated(agreed=["c-3"]))


def test_remaining_rest() -> None:
    """Three of four agreed and the rest remaining is one remaining."""
    worlds = record([], count(4, agreed=3, remaining="rest"))

    assert (exactly(3), exactly(1)) == (worlds.asked().number(AGREED), worlds.asked().number("remaining"))


def test_withdrawn_claims() -> None:
    """Of one withdrawn unit neither five nor none is true."""
    worlds = record(["a"], count(4, agreed=3), move("withdrawn", "a"))

    assert [False, False, True] == verdicts(
        worlds, count(withdrawn=5), count(withdrawn=0), count(withdrawn=1)
    )


def test_withdrawn_of_so_many() -> None:
    """Withdrawn units are in no denominator."""
    names = ["c-1", "c-2", "c-3"]
    worlds = record(names, move("opened", *names), move("withdrawn", "c-2", "c-3"), count(1, agreed=1))

    assert [True] == verdicts(worlds, count(1, agreed=1, withdrawn=2))


def test_ever_opened() -> None:
    """With three items pending and two of them taken up, two were ever opened, and one deferred unopened is not."""
    nodes = [Member(id=name, start=PENDING) for name in "abc"]
    worlds = record(
        nodes, count(3, pending=3), move("opened", "a", "b"), move("withdrawn", "b"), move("deferred", "c")
    )

    assert exactly(2) == worlds.asked(count(ever_opened=2)).ever_opened()
    assert [True, False] == verdicts(worlds, count(ever_opened=2), count(ever_opened=3))


# ---------------------------------------------------------------------------- the law of the enumeration itself


def test_nothing_said() -> None:
    """Before anybody spoke, nothing is known of any number."""
    worlds = record([]).asked()

    assert {Bounds(0, None)} == {worlds.number(status) for status in LIVE} | {worlds.size()}
    assert "undetermined" == worlds.gate()


def test_a_stated_range_is_not_sharpened() -> None:
    """After five of five, "one to three are agreed" is one to three, though three would move fewest."""
    worlds = record([], count(5, agreed=5), count(agreed=Bounds(1, 3)))

    assert Bounds(1, 3) == worlds.asked().number(AGREED)


def test_too_many_worlds() -> None:
    """Where there are too many worlds to look at, the enumeration says so."""
    with pytest.raises(UndecidedError):
        record([], count(agreed=60, contested=60)).asked()
