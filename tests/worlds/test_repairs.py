"""What is supposed, and what is released, when no world of an epoch allows a count."""

from __future__ import annotations

from peacetrack.aspects.provisions import LIVE
from peacetrack.worlds import Bounds, Finding, Item, count
from tests.worlds.telling import (
    AGREED,
    CONTESTED,
    OPEN,
    PENDING,
    WITHDRAWN,
    added,
    became,
    conflict,
    kinds,
    said,
)


def test_a_count_that_no_world_allows_is_an_unreported_change() -> None:
    """Thirteen agreed and then twelve: something was reopened and the press missed it."""
    answer = count([said("a", 16, agreed=13), said("b", 16, agreed=12)])

    assert answer.findings == (Finding(kind="unreported-change", key="b"),)
    assert answer.counts[AGREED] == Bounds.exactly(12)
    assert answer.because == ("b",)


def test_the_denominator_outlives_its_epoch() -> None:
    """Nobody took back the sixteen, so twelve agreed leave four."""
    answer = count([said("a", 16, agreed=13), said("b", agreed=12)])

    assert answer.counts["remaining"] == Bounds.exactly(4)
    assert answer.because == ("a", "b")


def test_a_larger_denominator_adds_unnamed_units() -> None:
    """Seventeen after sixteen is one unit more, which nobody named."""
    answer = count([said("a", 16, agreed=13), became("x", OPEN), said("b", 17, agreed=13)])

    assert answer.unnamed == Bounds.exactly(16)
    assert answer.possible == {"x": {OPEN}}


def test_numbers_beyond_the_denominator_make_it_larger() -> None:
    """Who says that eighteen are agreed where there were sixteen knows of two more."""
    answer = count([said("a", 16, agreed=13), said("b", agreed=18)])

    assert answer.of == Bounds.exactly(18)
    assert kinds(answer) == [("unreported-change", "b")]


def test_numbers_that_leave_nothing_over_make_it_smaller() -> None:
    """'Twelve are agreed and two remain' are fourteen, whatever was said before."""
    answer = count([said("a", 16, agreed=13), said("b", agreed=12, remaining=2)])

    assert answer.of == Bounds.exactly(14)


def test_names_beyond_the_denominator_make_it_larger() -> None:
    """A list of three where there were two knows of one more."""
    answer = count([said("a", 2, agreed=2), said("b", listed=[(unit, AGREED) for unit in "xyz"])])

    assert answer.of == Bounds.exactly(3)
    assert answer.unnamed == Bounds.exactly(0)


def test_what_was_said_of_units_survives_a_change() -> None:
    """A named unit keeps what its last event said, and a listed one what the list said."""
    told: list[Item] = [
        became("x", AGREED),
        said("a", 4, agreed=2, listed=[("y", CONTESTED)]),
        said("b", 4, agreed=3),
    ]
    answer = count(told)

    assert answer.possible == {"x": {AGREED}, "y": {CONTESTED}}
    assert kinds(answer) == [("unreported-change", "b")]


def test_what_nobody_said_is_free_again() -> None:
    """That the two left over were agreed followed from a count of the former epoch, and is forgotten."""
    told: list[Item] = [said("a", 3, agreed=2, excluding=["x"]), said("b", 4, agreed=3)]

    assert count(told).possible == {"x": {AGREED}}
    assert count([*told, said("c", 4, agreed=1)]).possible == {"x": LIVE}


def test_too_many_facts_release_those_of_their_status() -> None:
    """Two named as agreed and one as open; only one is agreed: it was one of the two."""
    told: list[Item] = [became("x", AGREED), became("y", AGREED), became("z", OPEN), said("a", 5, agreed=1)]
    answer = count(told)

    assert conflict(answer).units == ("x", "y")
    assert conflict(answer).other == ("x-agreed", "y-agreed")
    assert answer.possible == {"x": LIVE, "y": LIVE, "z": {OPEN}}


def test_too_few_free_units_release_the_others() -> None:
    """One agreed, two open, none else; two agreed at least: one of the open ones moved."""
    told: list[Item] = [
        became("x", AGREED),
        became("y", OPEN),
        became("z", OPEN),
        said("a", 3, agreed=Bounds(2, None)),
    ]

    assert conflict(count(told)).units == ("y", "z")


def test_what_remains_releases_facts_through_the_denominator() -> None:
    """Three of three named as open, and two remain: one was agreed."""
    told: list[Item] = [*(became(unit, OPEN) for unit in "xyz"), said("a", 3, remaining=2)]

    assert conflict(count(told)).units == ("x", "y", "z")


def test_at_most_so_many_remain() -> None:
    """An upper end of what remains is a lower end of what is agreed."""
    told: list[Item] = [*(became(unit, OPEN) for unit in "xyz"), said("a", 4, remaining=Bounds(0, 2))]
    answer = count(told)

    assert conflict(answer).units == ("x", "y", "z")
    assert answer.counts[AGREED] == Bounds(2, 4)


def test_what_remains_without_a_denominator_releases_what_remained() -> None:
    """Two named as open, one as contested, and at most two remain of nobody knows how many."""
    told: list[Item] = [
        became("x", OPEN),
        became("y", OPEN),
        became("z", CONTESTED),
        said("a", remaining=Bounds(0, 2)),
    ]

    assert conflict(count(told)).units == ("x", "y", "z")


def test_one_status_is_enough_to_release() -> None:
    """If no more than one is open and no more than two remain, the second open one explains both."""
    told: list[Item] = [became("x", OPEN), became("y", OPEN), became("z", CONTESTED)]
    answer = count([*told, said("a", open=1, remaining=Bounds(0, 2))])

    assert conflict(answer).units == ("x", "y")


def test_the_list_of_a_count_is_not_released() -> None:
    """Two were open; now two others are: the former are released, the listed ones are not."""
    told: list[Item] = [
        became("w", OPEN),
        became("x", OPEN),
        said("a", 16, listed=[("x", OPEN), ("y", OPEN)]),
    ]
    answer = count(told)

    assert conflict(answer).units == ("w",)
    assert answer.possible["x"] == answer.possible["y"] == {OPEN}


def test_what_a_count_leaves_out_is_not_released() -> None:
    """The excluded article is not among the numbers, so it explains nothing."""
    told: list[Item] = [became("x", AGREED), became("y", AGREED), said("a", 3, agreed=0, excluding=["x"])]

    assert conflict(count(told)).units == ("y",)


def test_a_preamble_can_be_released_too() -> None:
    """What is in the numbers may have moved, though it is no unit."""
    told: list[Item] = [became("preamble", AGREED), said("a", 3, agreed=0, including=["preamble"])]
    answer = count(told)

    assert conflict(answer).units == ("preamble",)
    assert AGREED not in answer.possible["preamble"]
    assert answer.of == Bounds.exactly(2)


def test_a_withdrawal_is_never_released() -> None:
    """A count that lists a withdrawn unit as agreed is kept and not applied."""
    told: list[Item] = [said("a", 3, agreed=2), became("x", WITHDRAWN)]
    answer = count([*told, said("b", 3, agreed=2, listed=[("x", AGREED)])])

    assert answer.findings == (
        Finding(kind="count-conflict", key="b", other=("x-withdrawn",), units=("x",), applied=False),
    )
    assert answer.counts == count(told).counts


def test_a_withdrawal_by_the_cast_has_no_other_place() -> None:
    """The cast is no item, so there is none to name; nor does an epoch free whom it withdrew."""
    start = {"x": WITHDRAWN}

    assert conflict(count([said("a", 3, listed=[("x", AGREED)])], start=start)).other == ()
    assert count([said("a", 3, agreed=1), said("b", 3, agreed=2)], start=start).possible == {"x": {WITHDRAWN}}


def test_fewer_units_than_are_known_by_name() -> None:
    """Named live units are a floor: a count of two where three are known is kept and not applied."""
    told: list[Item] = [*(added(unit, AGREED) for unit in "xyz")]
    answer = count([*told, said("a", 2, agreed=2)])

    assert answer.findings == (
        Finding(kind="small-denominator", key="a", stated=Bounds.exactly(2), known=3, applied=False),
    )
    assert answer.of == Bounds(3, None)


def test_fewer_units_than_are_known_by_name_in_sum() -> None:
    """One agreed and at most one more are two, where three are known."""
    told: list[Item] = [*(added(unit, PENDING) for unit in "xyz")]
    answer = count([*told, said("a", agreed=1, remaining=Bounds(0, 1))])

    assert kinds(answer) == [("small-denominator", "a")]


def test_counts_that_contradict_themselves_are_not_applied() -> None:
    """More agreed than there are, twice two numbers, one unit in two lists: no repair helps."""
    more = said("a", 2, agreed=3)
    apart = said("a", open=3, remaining=2)
    unlisted = said("a", agreed=0, listed=[("x", AGREED)])
    both = said("a", 2, listed=[("x", AGREED), ("x", OPEN)])

    for tally in (more, apart, unlisted, both):
        answer = count([tally])
        assert answer.findings == (Finding(kind="count-conflict", key="a", applied=False),)
        assert answer.of == Bounds(0, None)
