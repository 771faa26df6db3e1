"""
Laws that every answer keeps, whatever was told.

"Live units are partitioned by status; withdrawn units are never in a denominator; low <= high." And: "For one word,
adding a count widens no bound on its day or later, if neither it nor any later count then opens an epoch or
conflicts." That the bounds are sound and tight is tested against an enumeration of worlds, in `test_oracle`.
"""

from __future__ import annotations

from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Bounds, Item, Tally, count
from tests.worlds.telling import AGREED, ALL, NOT_AGREED, OPEN, WITHDRAWN, added, became, said

numbers = st.builds(
    lambda low, more: Bounds(low, None if more is None else low + more),
    st.integers(0, 4),
    st.none() | st.integers(0, 3),
)
denominators = st.none() | st.integers(3, 9)
tallies = st.one_of(
    st.builds(lambda of, n: said("t", of, agreed=n), denominators, numbers),
    st.builds(lambda of, n: said("t", of, remaining=n), denominators, numbers),
    st.builds(lambda of, n, m: said("t", of, agreed=n, open=m), denominators, numbers, numbers),
    st.builds(lambda n, unit: said("t", agreed=n, excluding=[unit]), numbers, st.sampled_from("xyz")),
    st.builds(
        lambda n, unit: said("t", open=n, listed=[(unit, OPEN)]),
        st.just(Bounds(1, None)),
        st.sampled_from("xyz"),
    ),
    st.builds(lambda n: said("t", agreed=n, including=["preamble"]), numbers),
)
moves = st.builds(
    became,
    st.sampled_from("xyz"),
    st.sampled_from([AGREED, OPEN, WITHDRAWN]),
    allowed=st.sampled_from([ALL, LIVE, NOT_AGREED]),
)
arrivals = st.builds(added, st.sampled_from(["x", "new", "newer"]), st.sampled_from([None, OPEN]))
stories = st.lists(st.one_of(tallies, tallies, moves, arrivals), max_size=8)


@given(stories)
def test_live_units_are_partitioned_by_status(story: list[Item]) -> None:
    """The fewest of all statuses together are no more than there are, and the most no fewer."""
    answer = count(story)
    statuses = [answer.counts[status] for status in LIVE]
    highs = [b.high for b in statuses if b.high is not None]

    assert answer.of.high is None or sum(b.low for b in statuses) <= answer.of.high
    assert len(highs) < len(statuses) or sum(highs) >= answer.of.low
    assert answer.of.low >= max(answer.counts["remaining"].low, answer.counts[AGREED].low)


@given(stories)
def test_withdrawn_units_are_in_no_denominator(story: list[Item]) -> None:
    """Who is certainly withdrawn is counted as such; all other named units and the unnamed are the denominator."""
    answer = count(story)
    units = {unit: statuses for unit, statuses in answer.possible.items() if unit != "preamble"}
    gone = sum(1 for statuses in units.values() if statuses == {WITHDRAWN})

    assert answer.counts[Status.WITHDRAWN] == Bounds.exactly(gone)
    assert answer.of == answer.unnamed.plus(Bounds.exactly(len(units) - gone))


@given(stories, st.integers(0, 8), tallies)
def test_a_count_more_widens_nothing(story: list[Item], place: int, tally: Tally) -> None:
    """Unless something must have moved, to hear more is to know more."""
    assume("preamble" not in tally.including)
    before, after = story[:place], story[place:]
    sooner, poorer, richer = count([*before, tally]), count(story), count([*before, tally, *after])
    assume(len(sooner.findings) == len(count(before).findings))
    assume(len(richer.findings) == len(sooner.findings))

    assert all(richer.counts[word].within(poorer.counts[word]) for word in poorer.counts)
    assert richer.of.within(poorer.of)
    assert all(richer.possible[unit] <= statuses for unit, statuses in poorer.possible.items())


@given(stories)
def test_an_answer_is_allowed_by_itself(story: list[Item]) -> None:
    """What is entailed is allowed, and the ends of the denominator are reached."""
    answer = count(story)
    whole = Tally(key="c", numbers=tuple(answer.counts.items()))

    assert answer.entails(whole)
    assert answer.allows(whole)
    assert answer.allows(said("c", answer.of.low))
    assert answer.of.low == 0 or not answer.allows(said("c", answer.of.low - 1))
