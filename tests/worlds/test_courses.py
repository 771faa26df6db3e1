"""What may have happened widens an answer to every course of events."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE
from peacetrack.worlds import Answer, Bounds, Item, count
from peacetrack.worlds.courses import MOST_COURSES
from tests.worlds.telling import (
    AGREED,
    ALL,
    CONTESTED,
    NOT_AGREED,
    OPEN,
    PENDING,
    WITHDRAWN,
    added,
    became,
    said,
)

SIXTEEN = said("a", 16, agreed=13)


def test_an_event_that_may_have_happened() -> None:
    """The unit has the old status or the new one, and the numbers run from one to the other."""
    answer = count([SIXTEEN, became("x", OPEN)], maybe=[became("x", AGREED, key="m")])

    assert answer.possible == {"x": {OPEN, AGREED}}
    assert answer.counts[AGREED] == Bounds(12, 14)
    assert answer.because == ("a", "x-open", "m")


def test_a_count_that_may_have_been_made() -> None:
    """With it fourteen are agreed, without it thirteen; what it would report is not reported."""
    answer = count([SIXTEEN], maybe=[said("b", 16, agreed=14)])

    assert answer.counts[AGREED] == Bounds(13, 14)
    assert answer.findings == ()


def test_a_unit_that_may_have_been_named() -> None:
    """It is known by name if it may have been named; if it was not, it may be any of the unnamed."""
    answer = count([SIXTEEN], maybe=[became("x", CONTESTED)])

    assert answer.possible == {"x": LIVE}
    assert answer.unnamed == Bounds(15, 16)


def test_a_unit_that_nobody_may_have_named() -> None:
    """Where all sixteen are agreed, whoever was not named is agreed; where none is unnamed, it is nobody."""
    all_agreed = count([said("a", 16, agreed=16)], maybe=[became("x", OPEN)])
    nobody_else = count([said("a", 1, listed=[("x", OPEN)])], maybe=[became("y", AGREED)])

    assert all_agreed.possible == {"x": {AGREED, OPEN}}
    assert nobody_else.possible == {"x": {OPEN}, "y": {AGREED}}


def test_a_unit_that_may_have_arrived() -> None:
    """If it did not arrive it does not exist, and has no status."""
    answer = count([SIXTEEN], maybe=[added("x", OPEN)])

    assert answer.possible == {"x": {OPEN}}
    assert answer.of == Bounds(16, 17)


def test_a_preamble_that_may_have_been_counted() -> None:
    """If the count was not made nothing is known of the preamble."""
    answer = count([SIXTEEN], maybe=[said("b", 17, agreed=14, including=["preamble"])])

    assert answer.possible == {"preamble": LIVE}


def test_a_unit_that_may_have_been_withdrawn() -> None:
    """The denominator runs from fifteen to sixteen."""
    answer = count([SIXTEEN, became("x", OPEN)], maybe=[became("x", WITHDRAWN)])

    assert answer.of == Bounds(15, 16)
    assert answer.possible == {"x": {OPEN, WITHDRAWN}}


def test_an_epoch_that_may_have_begun() -> None:
    """If the count was made, nothing is known of the agenda any more."""
    answer = count([], maybe=[said("b", 2, agreed=2)], start={"x": PENDING})

    assert answer.possible == {"x": {AGREED, PENDING}}


def test_a_hundred_units_that_may_have_moved() -> None:
    """Events that touch nobody else are no courses to follow, however many there are."""
    names = [f"u{n}" for n in range(100)]
    answer = count(
        [said("a", 200, agreed=150), *(became(n, OPEN) for n in names)],
        maybe=[became(n, AGREED) for n in names],
    )

    assert answer.counts[AGREED] == Bounds(50, 200)
    assert answer.possible["u7"] == {OPEN, AGREED}
    assert [answer.allows(said("c", agreed=n)) for n in (49, 50, 200, 201)] == [False, True, True, False]
    assert len([key for key in answer.because if key.endswith("agreed")]) == 100


def test_a_preamble_that_may_have_moved() -> None:
    """What is no unit changes no number, whatever may have become of it."""
    sure: list[Item] = [became("preamble", OPEN), said("a", 17, agreed=13, including=["preamble"])]
    answer = count(sure, maybe=[became("preamble", AGREED)])

    assert answer.counts[AGREED] == Bounds.exactly(13)
    assert answer.possible == {"preamble": {OPEN, AGREED}}


def test_items_that_say_the_same_are_one_course() -> None:
    """Twenty counts that repeat the first do not make a million courses."""
    answer = count([SIXTEEN], maybe=[said(f"b{n}", 16, agreed=13) for n in range(20)])

    assert answer.counts[AGREED] == Bounds.exactly(13)


def test_too_many_courses_leave_nothing_to_say() -> None:
    """Where eleven units may have been named, no number is vouched for, and no claim is excluded."""
    maybe: list[Item] = [became(f"u{n}", CONTESTED) for n in range(11)]
    answer = count(
        [SIXTEEN, became("x", OPEN)], maybe=[*maybe, said("b", 3, excluding=["y"], listed=[("z", OPEN)])]
    )

    assert 2 ** len(maybe) > MOST_COURSES
    assert set(answer.counts.values()) == {answer.of, answer.unnamed} == {Bounds(0, None)}
    assert answer.possible == dict.fromkeys(["x", *(f"u{n}" for n in range(11)), "z", "y"], ALL)
    assert answer.because == ("a", "x-open")
    assert answer.allows(said("c", 3))
    assert not answer.entails(said("c"))


# Against every choice, one by one.

moves = st.builds(
    became,
    st.sampled_from("xyz"),
    st.sampled_from([AGREED, OPEN, WITHDRAWN]),
    allowed=st.sampled_from([ALL, LIVE, NOT_AGREED]),
)
tallies = st.builds(lambda of, agreed: said("t", of, agreed=agreed), st.integers(3, 4), st.integers(0, 3))
arrivals = st.builds(added, st.sampled_from(["x", "new"]), st.sampled_from([None, OPEN]))
events = st.lists(moves | moves | arrivals, max_size=5)


def picture(answers: list[Answer]) -> tuple[object, ...]:
    """Join the answers of some courses by hand; of units, those known in all of them."""
    first, *others = answers
    counts, of = dict(first.counts), first.of
    known = [unit for unit in first.possible if all(unit in other.possible for other in others)]
    for other in others:
        counts = {word: bounds.span(other.counts[word]) for word, bounds in counts.items()}
        of = of.span(other.of)
    return counts, of, {unit: frozenset().union(*(a.possible[unit] for a in answers)) for unit in known}


@given(st.lists(moves | tallies | arrivals, max_size=4), events | st.lists(moves | tallies, max_size=4))
def test_the_answer_takes_in_every_choice(sure: list[Item], maybe: list[Item]) -> None:
    """Whatever may have happened, the answer is that of all courses together, and of no more."""
    choices = [c for size in range(len(maybe) + 1) for c in combinations(maybe, size)]
    counts, of, possible = picture([count([*sure, *chosen]) for chosen in choices])
    answer = count(sure, maybe=maybe)

    assert (answer.counts, answer.of) == (counts, of)
    assert {unit: answer.possible[unit] for unit in count(sure).possible} == possible
