"""What a statement contradicts that no world allows: which statements are named, and which facts it takes back."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds import (
    Bounds,
    Conclusion,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Stated,
    StatedCount,
    Statement,
    Unfitting,
    Worlds,
    contradicting,
)

NODES = tuple(Member(id=name) for name in "abcdefg")


def found(*statements: Statement, nodes: Sequence[Member] = NODES) -> list[Unfitting]:
    return list(Worlds(nodes, statements).after(len(statements)).findings)


def agreed(key: str, number: int, *, of: int | None = None, since: str | None = None) -> StatedCount:
    return StatedCount(key=key, numbers=((Status.AGREED, Bounds.exactly(number)),), of=of, since=since)


def remain(key: str, bounds: Bounds) -> StatedCount:
    return StatedCount(key=key, numbers=(("remaining", bounds),))


def moved(key: str, node: str, target: Status = Status.AGREED, allowed: frozenset[Status] = LIVE) -> Move:
    parts = PartsMoved.SOME if target is Status.CONTESTED else PartsMoved.ALL
    return Move(key=key, node=node, allowed=allowed, target=target, parts=parts)


def change(key: str, *other: str, units: tuple[str, ...] = ()) -> Unfitting:
    return Unfitting(kind="unreported-change", key=key, other=other, units=units)


def test_only_what_does_not_go_together_with_it_is_named() -> None:
    """Five of seven contradict three of seven; that one remains at least, and that two are contested, they do not."""
    some, objections = remain("some", Bounds(1, None)), [moved("baku", n, Status.CONTESTED) for n in "ab"]

    assert [change("five", "three")] == found(agreed("three", 3, of=7), some, *objections, agreed("five", 5))


def test_what_was_counted_before_the_epoch_is_not_contradicted() -> None:
    """Six after five after three contradict five: three had been left behind."""
    statements = (agreed("three", 3, of=7), agreed("five", 5), agreed("six", 6))

    assert [change("five", "three"), change("six", "five")] == found(*statements)


def test_all_that_hold_only_without_each_other_are_named() -> None:
    """At least three agreed and at least three contested of seven leave no room for two open ones; each of them would."""
    least = [
        StatedCount(key=status, numbers=((status, Bounds(3, None)),), of=7)
        for status in (Status.AGREED, Status.CONTESTED)
    ]
    two = StatedCount(key="two", numbers=((Status.OPEN, Bounds.exactly(2)),))

    assert [change("two", Status.AGREED, Status.CONTESTED)] == found(*least, two)


def test_the_denominator_takes_part_and_is_not_named() -> None:
    """Two of seven remain: that contradicts seven agreed ones, and not a count by which seven there are."""
    seven = StatedCount(key="seven", numbers=((Status.PENDING, Bounds(0, 7)),), of=7)
    restated = StatedCount(key="restated", numbers=((Status.PENDING, Bounds(0, 6)),), of=7)
    statements = (seven, restated, remain("two", Bounds.exactly(2)), agreed("all", 7))

    assert [change("all", "two")] == found(*statements)


def test_a_move_names_the_count_that_it_contradicts() -> None:
    """After seven of seven one objection contradicts that count, and nothing that was said of another node."""
    statements = (moved("a", "a"), agreed("all", 7, of=7), moved("baku", "b", Status.CONTESTED, REMAINING))

    assert [change("baku", "all", units=("b",))] == found(*statements)


def test_a_count_names_the_events_that_it_contradicts() -> None:
    """Where two nodes were agreed by name, nothing agreed contradicts both events, and no count of the same epoch."""
    statements = (
        remain("few", Bounds(1, None)),
        moved("opened", "a", Status.OPEN),
        moved("a", "a"),
        moved("b", "b"),
        agreed("none", 0, of=7),
    )

    assert change("none", "a", "b") == found(*statements)[0]


def test_an_event_on_several_nodes_is_named_once() -> None:
    """An event that opened three articles is one place, however many of them are shown as agreed."""
    opened = [moved("opened", name, Status.OPEN) for name in "abc"]
    shown = Stated(key="shown", statuses=tuple((name, Status.AGREED) for name in "abc"))

    assert [change("shown", "opened")] == found(*opened, shown)


def test_each_node_of_an_event_has_its_finding() -> None:
    """An objection to two articles after seven of seven contradicts that count twice, and never itself."""
    both = [moved("baku", name, Status.CONTESTED, REMAINING) for name in "ab"]

    assert [change("baku", "all", units=(name,)) for name in "ab"] == found(agreed("all", 7, of=7), *both)


def test_progress_is_no_conflict() -> None:
    """What was open, or agreed in principle, and is agreed now takes nothing back; what was agreed and is open does."""
    before = (moved("a", "a", Status.OPEN), moved("b", "b", Status.AGREED_IN_PRINCIPLE), moved("c", "c"))
    shown = Stated(key="shown", statuses=(("a", Status.CONTESTED), ("b", Status.AGREED), ("c", Status.OPEN)))

    conflict = Unfitting(kind="count-conflict", key="shown", other=("c",), units=("c",))
    assert [change("shown", "a", "b", "c"), conflict] == found(*before, shown)


def test_a_count_of_all_takes_nothing_back() -> None:
    """Two contested articles are among seven agreed ones: that is progress, though nobody reported it."""
    before = [moved(name, name, Status.CONTESTED) for name in "ab"]

    assert [change("all", "a", "b")] == found(*before, agreed("all", 7, of=7))


def test_what_a_conclusion_had_overtaken_is_not_named() -> None:
    """That three of seven were agreed stood until all were; seven open ones contradict the conclusion alone."""
    statements = (
        agreed("three", 3, of=7),
        Conclusion(key="concluded"),
        Reopening(key="reopened"),
        StatedCount(key="open", numbers=((Status.OPEN, Bounds.exactly(7)),)),
    )

    assert [change("open", "concluded")] == found(*statements)


def test_who_was_ever_taken_up_is_told_again() -> None:
    """Three of seven had been taken up, and then five: two were, and nobody told; fewer than five nobody can make of it."""
    three, five = (StatedCount(key=str(n), ever_opened=Bounds.exactly(n), of=7) for n in (3, 5))

    assert [change("5", "3")] == found(three, remain("some", Bounds(1, None)), five)
    assert [Unfitting(kind="count-conflict", key="3", applied=False)] == found(five, three)


def test_so_many_more_names_the_day_since_which_nobody_told_of_so_many() -> None:
    """Two more than five of seven, of which nobody told: that contradicts the day of the five, also from a later epoch."""
    some, five = remain("some", Bounds(1, None)), agreed("five", 5, of=7)

    assert [change("more", "five")] == found(five, some, agreed("more", 2, since="five"))
    assert [change("six", "five"), change("more", "five")] == found(
        five, agreed("six", 6), some, agreed("more", 2, since="five")
    )
    assert [change("six", "five"), change("more", "six")] == found(
        five, agreed("six", 6), some, agreed("more", 0, since="five")
    )


def test_no_more_names_what_moved() -> None:
    """Where one was open and then agreed, no more than before contradicts that it was open, and nothing that was said of others."""
    day, others = moved("day", "c"), Stated(key="others", statuses=(("b", Status.OPEN),))
    was, then = Stated(key="was", statuses=(("a", Status.OPEN),)), moved("then", "a")

    assert [change("more", "was")] == found(day, others, was, then, agreed("more", 0, since="day"))
    assert [change("more", "was")] == found(was, others, then, agreed("more", 0, since="was"))


def test_what_is_said_besides_does_not_contradict_the_same_breath() -> None:
    """Five of seven, and besides that the contested preamble is agreed: that contradicts what was before, and never itself."""
    preamble = Member(id="preamble", is_unit=False)
    before = (agreed("three", 3, of=7), moved("baku", "preamble", Status.CONTESTED))
    five = (agreed("five", 5), Stated(key="five", statuses=(("preamble", Status.AGREED),)))

    assert [change("five", "three", "baku"), change("five", "baku")] == found(
        *before, *five, nodes=(*NODES, preamble)
    )


def test_of_very_many_the_latest_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where an epoch is too long to be told again for each of its statements, only its latest are named."""
    monkeypatch.setattr(contradicting, "MOST_REPEATED", 2)
    restated = [agreed(str(number), 3, of=7) for number in range(5)]

    assert [change("five", "3", "4")] == found(*restated, agreed("five", 5))
