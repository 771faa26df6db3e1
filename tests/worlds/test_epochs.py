"""What events and counts say of units within an epoch, and what opens the next."""

from __future__ import annotations

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Bounds, Item, count
from peacetrack.worlds.tallies import MOST_BRANCHES
from tests.worlds.telling import (
    AGREED,
    CONTESTED,
    NOT_AGREED,
    OPEN,
    PENDING,
    WITHDRAWN,
    added,
    became,
    conflict,
    kinds,
    said,
)

ONE = Bounds.exactly(1)


# Events alone.


def test_an_event_gives_a_unit_its_status() -> None:
    """Whoever was last said to be contested is contested, however many others there are."""
    answer = count([became("x", OPEN), became("x", CONTESTED)])

    assert answer.possible == {"x": {CONTESTED}}
    assert answer.of == Bounds(1, None)
    assert answer.unnamed == Bounds(0, None)
    assert answer.because == ("x-contested",)


def test_an_event_that_was_not_allowed_opens_an_epoch() -> None:
    """A unit that was agreed cannot be contested at once, so what was said of it is released."""
    answer = count([became("x", AGREED), became("x", CONTESTED, allowed=NOT_AGREED)])

    assert answer.possible == {"x": {CONTESTED}}
    assert kinds(answer) == [("unreported-change", "x-contested"), ("count-conflict", "x-contested")]
    assert conflict(answer).other == ("x-agreed",)
    assert conflict(answer).units == ("x",)


def test_an_event_of_a_published_agenda_only_frees_the_agenda() -> None:
    """Pending by the cast is said by nobody: what moved before the event is the agenda, and nothing is released."""
    answer = count([became("x", AGREED, allowed=frozenset({OPEN}))], start={"x": PENDING, "y": PENDING})

    assert kinds(answer) == [("unreported-change", "x-agreed")]
    assert answer.possible == {"x": {AGREED}, "y": LIVE}


def test_a_unit_beyond_the_population_makes_it_larger() -> None:
    """Two of two are named; a third is one more, that nobody reported."""
    answer = count([said("a", 2, agreed=2), became("x", AGREED), became("y", AGREED), became("z", AGREED)])

    assert answer.of == Bounds.exactly(3)
    assert kinds(answer) == [("unreported-change", "z-agreed")]


def test_an_event_that_no_count_leaves_room_for_opens_an_epoch() -> None:
    """Where all are agreed nobody can leave the open ones."""
    answer = count([said("a", 3, agreed=3), became("x", CONTESTED, allowed=NOT_AGREED)])

    assert kinds(answer) == [("unreported-change", "x-contested")]
    assert answer.counts[AGREED] == Bounds(0, 2)
    assert answer.of == Bounds.exactly(3)


def test_an_event_from_nowhere_still_happened() -> None:
    """A unit that came back from a withdrawal nobody reported has the status that it came back to."""
    answer = count([became("x", OPEN, allowed=frozenset({WITHDRAWN}))])

    assert answer.possible == {"x": {OPEN}}
    assert kinds(answer) == [("unreported-change", "x-open")]


def test_a_withdrawn_unit_that_moves_is_live_again() -> None:
    """An event on a withdrawn unit, which the table would not allow, contradicts the withdrawal."""
    answer = count([said("a", 2, agreed=2), became("x", WITHDRAWN), became("x", OPEN, allowed=LIVE)])

    assert answer.of == Bounds.exactly(2)
    assert conflict(answer).other == ("x-withdrawn",)


# Who comes and goes.


def test_a_withdrawn_unit_leaves_the_denominator() -> None:
    """Of sixteen, one withdrawn, fifteen are left; it is counted among the withdrawn."""
    answer = count([said("a", 16, agreed=13), became("x", WITHDRAWN)])

    assert answer.of == Bounds.exactly(15)
    assert answer.counts[AGREED] == Bounds(12, 13)
    assert answer.counts[WITHDRAWN] == ONE
    assert answer.possible == {"x": {WITHDRAWN}}


def test_an_added_unit_joins_the_denominator() -> None:
    """Of sixteen and a new one, which is pending, there are seventeen."""
    answer = count([said("a", 16, agreed=13), added("x", PENDING)])

    assert answer.of == Bounds.exactly(17)
    assert answer.counts[PENDING] == Bounds(1, 4)


def test_an_added_unit_of_unknown_status_may_have_any() -> None:
    """Nobody said what became of the new one, so each number may be one higher."""
    answer = count([said("a", 16, agreed=13), added("x")])

    assert answer.counts[AGREED] == Bounds(13, 14)
    assert answer.counts["remaining"] == Bounds(3, 4)
    assert answer.possible == {"x": LIVE}


def test_a_count_tells_what_became_of_an_added_unit() -> None:
    """Thirteen of sixteen were agreed; with the new one, fourteen of seventeen are."""
    answer = count([said("a", 16, agreed=13), added("x"), said("b", 17, agreed=14, remaining=3)])

    assert answer.findings == ()
    assert answer.possible == {"x": {AGREED}}


def test_an_added_unit_before_any_count_is_one_of_the_others() -> None:
    """While nothing is counted, who was added and who was there need not be told apart."""
    answer = count([added("x"), said("a", 2, agreed=2)])

    assert answer.possible == {"x": {AGREED}}
    assert answer.unnamed == ONE


def test_an_event_settles_what_an_added_unit_was() -> None:
    """That the new one could be reopened shows that it was agreed."""
    told: list[Item] = [said("a", 1, agreed=1), added("x"), became("x", OPEN, allowed=frozenset({AGREED}))]
    answer = count(told)

    assert answer.possible == {"x": {OPEN}}
    assert answer.counts[AGREED] == ONE
    assert answer.findings == ()


def test_a_withdrawn_unit_can_be_brought_back() -> None:
    """The unit that left and came back is in the denominator again, its status unknown."""
    answer = count([said("a", 2, agreed=2), became("x", WITHDRAWN), added("x")])

    assert answer.of == Bounds.exactly(2)
    assert answer.counts[WITHDRAWN] == Bounds.exactly(0)
    assert answer.possible == {"x": LIVE}


def test_to_add_what_is_there_adds_nothing() -> None:
    """A unit already known takes the status that was said, and is no second unit."""
    told: list[Item] = [said("a", 2, agreed=1), became("x", AGREED), added("x")]

    assert count(told).of == count([*told, added("x", OPEN)]).of == Bounds.exactly(2)
    assert count(told).possible == {"x": {AGREED}}
    assert count([*told, added("x", OPEN)]).possible == {"x": {OPEN}}


# Counts.


def test_a_list_names_units() -> None:
    """Two contested units known by name leave thirteen others, all agreed."""
    answer = count([said("a", 15, agreed=13, listed=[("x", CONTESTED), ("y", CONTESTED)])])

    assert answer.possible == {"x": {CONTESTED}, "y": {CONTESTED}}
    assert answer.counts[AGREED] == answer.unnamed == Bounds.exactly(13)


def test_a_list_of_withdrawn_units_says_nothing() -> None:
    """Who was withdrawn is for an event to say, and how many were nobody can know."""
    answer = count([said("a", 3, agreed=1, listed=[("x", WITHDRAWN)])])

    assert answer.possible == {}
    assert answer.of == Bounds.exactly(3)


def test_a_list_confirms_the_agenda() -> None:
    """What the cast and a count say alike was said by the count, and outlasts the epoch."""
    told: list[Item] = [said("a", 2, listed=[("x", PENDING)]), said("b", 3, agreed=1)]
    agenda = {"x": PENDING}

    assert count(told, start=agenda).possible == {"x": {PENDING}}
    assert count(told[1:], start=agenda).possible == {"x": {PENDING}}
    assert count([said("a", 2, agreed=2), told[1]], start=agenda).possible == {"x": LIVE}


def test_a_list_against_a_fact_opens_an_epoch() -> None:
    """What a count names wins over what was said of the unit before."""
    answer = count([became("x", AGREED), said("a", 2, listed=[("x", OPEN)])])

    assert answer.possible == {"x": {OPEN}}
    assert kinds(answer) == [("unreported-change", "a")]


def test_a_list_settles_who_was_held_apart() -> None:
    """The excluded article is later listed as open, so the others were agreed without it."""
    told: list[Item] = [
        said("a", 2, agreed=1, excluding=["x"], remaining=1),
        said("b", 3, listed=[("x", OPEN)]),
    ]
    answer = count(told)

    assert answer.possible == {"x": {OPEN}}
    assert answer.findings == ()


def test_an_event_settles_who_was_held_apart() -> None:
    """The excluded article may have been agreed; that it was reopened shows that it was."""
    told: list[Item] = [said("a", 3, agreed=2), said("b", 2, agreed=Bounds(1, 2), excluding=["x"])]
    reopened = count([*told, became("x", OPEN, allowed=frozenset({AGREED}))])

    assert count(told).possible["x"] > {AGREED}
    assert reopened.counts[AGREED] == ONE
    assert reopened.findings == ()


def test_a_list_against_who_was_held_apart_opens_an_epoch() -> None:
    """Of three, all but the excluded one were agreed and all are; listed as open, something moved."""
    told: list[Item] = [
        said("a", 3, agreed=3),
        said("b", 2, agreed=2, excluding=["x"]),
        said("c", 3, listed=[("x", OPEN)]),
    ]

    assert kinds(count(told)) == [("unreported-change", "c")]


def test_a_preamble_that_is_no_unit() -> None:
    """It is in the numbers of the count that takes it in, and in no other."""
    told: list[Item] = [became("preamble", AGREED), said("a", 17, agreed=14, including=["preamble"])]
    answer = count(told)

    assert answer.of == Bounds.exactly(16)
    assert answer.counts[AGREED] == Bounds.exactly(13)
    assert answer.possible == {"preamble": {AGREED}}


def test_a_preamble_of_unknown_status() -> None:
    """Until a count takes it in, nothing is known of it; then an event settles what it was."""
    told: list[Item] = [said("a", 2, agreed=2), said("b", 3, agreed=3, including=["preamble"])]

    assert count([*told, added("preamble")]).possible == {"preamble": {AGREED}}
    assert count([*told, became("preamble", OPEN)]).counts[AGREED] == Bounds.exactly(2)


def test_a_preamble_moves_before_its_count() -> None:
    """An event may name it after another count, which has nothing to say of it."""
    told: list[Item] = [
        said("a", 2, agreed=2),
        became("preamble", OPEN),
        said("b", 3, agreed=2, including=["preamble"]),
    ]
    answer = count(told)

    assert answer.findings == ()
    assert answer.possible == {"preamble": {OPEN}}


def test_a_preamble_that_was_withdrawn_is_not_counted() -> None:
    """A count that takes it in counts the live ones."""
    answer = count([became("preamble", WITHDRAWN), said("a", 2, agreed=2, including=["preamble"])])

    assert answer.of == Bounds.exactly(2)


def test_a_preamble_added_unseen_is_no_unit() -> None:
    """What is no unit joins no denominator, whenever it comes."""
    early: list[Item] = [added("preamble"), said("a", 3, agreed=2, including=["preamble"])]
    late: list[Item] = [
        said("a", 2, agreed=2),
        added("preamble"),
        said("b", 3, agreed=2, including=["preamble"]),
    ]

    assert count(early).of == count(late).of == Bounds.exactly(2)
    assert AGREED not in count(late).possible["preamble"]


def test_numbers_of_withdrawn_units_bound_nothing() -> None:
    """How many were withdrawn, nobody can check by name."""
    assert count([said("a", 3, agreed=1, withdrawn=5)]).of == Bounds.exactly(3)


def test_what_remains_without_a_denominator() -> None:
    """'At most three remain' bounds what remains, and nothing else."""
    answer = count([said("a", remaining=Bounds(1, 3))])

    assert answer.counts["remaining"] == Bounds(1, 3)
    assert answer.counts[AGREED] == Bounds(0, None)
    assert answer.of == Bounds(1, None)


def test_a_denominator_below_what_was_counted_opens_an_epoch() -> None:
    """Five were agreed of nobody knows how many; of two, one is open: something moved."""
    answer = count([said("a", agreed=5), said("b", 2, listed=[("x", OPEN)])])

    assert kinds(answer) == [("unreported-change", "b")]
    assert answer.counts[AGREED] == Bounds(0, 1)


def test_a_named_unit_is_one_of_those_counted() -> None:
    """Without a denominator: two in all, one known by name as contested, leave one unnamed."""
    answer = count([said("a", agreed=1, remaining=1), became("x", CONTESTED, allowed=NOT_AGREED)])

    assert answer.unnamed == ONE
    assert answer.of == Bounds.exactly(2)


def test_more_names_than_a_count_without_denominator_allows() -> None:
    """Two in all, and a third is named: something moved."""
    told: list[Item] = [said("a", agreed=1, remaining=1), *(became(unit, AGREED) for unit in "xyz")]

    assert ("unreported-change", "z-agreed") in kinds(count(told))


# What a count leaves out.


def test_a_fact_that_is_left_out() -> None:
    """The excluded article is agreed, and so in no number of the count that excludes it."""
    answer = count([became("x", AGREED), said("a", 16, agreed=13, excluding=["x"])])

    assert answer.of == Bounds.exactly(17)
    assert answer.counts[AGREED] == Bounds.exactly(14)


def test_a_fact_that_is_listed_and_left_out() -> None:
    """A count may say what became of the article that it does not count."""
    answer = count([said("a", 2, agreed=2, listed=[("x", OPEN)], open=0, excluding=["x"])])

    assert answer.counts[AGREED] == Bounds.exactly(2)
    assert answer.counts[OPEN] == ONE


def test_a_clause_that_is_no_unit_cannot_be_left_out() -> None:
    """To leave the preamble out of a count of articles says nothing."""
    told: list[Item] = [said("a", 3, agreed=2, including=["preamble"]), said("b", 2, excluding=["preamble"])]
    answer = count(told)

    assert answer.of == Bounds.exactly(2)
    assert answer.findings == ()


def test_what_was_left_out_may_be_counted_later() -> None:
    """Thirteen of sixteen without one, then fourteen of seventeen with it: it is agreed."""
    told: list[Item] = [said("a", 16, agreed=13, excluding=["x"]), said("b", 17, agreed=14)]

    assert count(told).possible == {"x": {AGREED}}


def test_too_many_suppositions_are_not_made() -> None:
    """Of a dozen added units a count says too many things at once; it then bounds nothing, which is sound."""
    told: list[Item] = [said("a", 4, agreed=2), *(added(f"x{n}") for n in range(12))]
    answer = count([*told, said("b", 16, agreed=14, remaining=2)])

    assert 3**12 > MOST_BRANCHES
    assert answer.of == Bounds.exactly(16)
    assert 14 in answer.counts[AGREED]
    assert answer.findings == ()


def test_too_many_are_left_out() -> None:
    """A count that excludes a dozen units by name is not used either, and they are known."""
    names = [f"x{n}" for n in range(12)]
    answer = count([said("a", 4, agreed=2, open=1, excluding=names)])

    assert answer.of == Bounds.exactly(16)
    assert list(answer.possible) == names
    assert answer.unnamed == Bounds.exactly(4)


def test_one_status_of_the_rest() -> None:
    """Two open and the rest agreed: of the others none is contested."""
    answer = count([said("a", 5, open=2, rest=AGREED)])

    assert answer.counts[AGREED] == Bounds.exactly(3)
    assert answer.counts[CONTESTED] == Bounds.exactly(0)


def test_the_rest_beside_what_remains() -> None:
    """'Three remain, the rest is agreed' says nothing of who remains how."""
    answer = count([said("a", 5, remaining=3, rest=AGREED)])

    assert answer.counts[AGREED] == Bounds.exactly(2)
    assert answer.counts[CONTESTED] == Bounds(0, 3)


def test_a_rest_against_a_fact_opens_an_epoch() -> None:
    """A deferred article is not among 'two open and the rest agreed'."""
    answer = count([became("x", Status.DEFERRED), said("a", 5, open=2, rest=AGREED)])

    assert answer.possible["x"] == {OPEN, AGREED}
    assert conflict(answer).units == ("x",)
