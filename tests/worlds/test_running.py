"""A word is told once: its answer after some items is that of telling these alone, wherever one was before."""

from __future__ import annotations

from collections.abc import Sequence

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Answer, Arrival, Bounds, Item, Move, Running, Tally, count
from peacetrack.worlds.running import LEAST_STEP, MOST_POINTS

UNITS = tuple(f"u{number}" for number in range(6))
STATUSES = st.sampled_from((Status.OPEN, Status.CONTESTED, Status.AGREED, Status.WITHDRAWN))
ITEMS = st.one_of(
    st.builds(Move, key=st.just(""), unit=st.sampled_from(UNITS), allowed=st.just(LIVE), target=STATUSES),
    st.builds(Arrival, key=st.just(""), unit=st.sampled_from(UNITS), status=st.none() | STATUSES),
    st.builds(
        Tally,
        key=st.just(""),
        numbers=st.integers(0, 8).map(lambda number: ((Status.AGREED, Bounds.exactly(number)),)),
        of=st.none() | st.integers(6, 9),
        including=st.sampled_from(((), (), (), ("preamble",))),
    ),
)


def named(items: Sequence[Item]) -> tuple[Item, ...]:
    """Give each item a key of its own."""
    return tuple(attrs.evolve(item, key=f"k{place}") for place, item in enumerate(items))


def said(answer: Answer) -> object:
    """Give all that an answer says."""
    return answer.counts, answer.of, answer.unnamed, answer.findings, dict(answer.possible), answer.because


@given(st.lists(ITEMS, min_size=1, max_size=6), st.lists(ITEMS, max_size=2), st.data())
def test_wherever_one_was_before(told: list[Item], maybe: list[Item], data: st.DataObject) -> None:
    """Asked to and fro over several kept points, it answers as if it had been told no more than that."""
    items = named((told * (3 * LEAST_STEP // len(told) + 1))[: 3 * LEAST_STEP])
    perhaps = tuple(attrs.evolve(item, key=f"m{place}") for place, item in enumerate(maybe))
    running = Running(items)

    for number in data.draw(st.lists(st.integers(0, len(items)), min_size=2, max_size=4)):
        assert said(count(items[:number], maybe=perhaps)) == said(running.after(number, perhaps))


def test_an_answer_stays_as_it_was() -> None:
    """An answer that was given does not change when the word is told on, or begun anew."""
    items = named([Move(key="", unit=UNITS[n % 6], allowed=LIVE, target=Status.AGREED) for n in range(200)])
    running = Running(items)
    early = running.after(3)
    running.after(200)
    running.after(100)

    assert said(count(items[:3])) == said(early)
    assert 3 == early.counts[Status.AGREED].low


def test_going_back_tells_a_small_part_again() -> None:
    """However long a word is, a few points of it are kept, as far from each other as that takes."""
    total = 10 * MOST_POINTS * LEAST_STEP
    running = Running(named([Move(key="", unit="u1", allowed=LIVE, target=Status.OPEN)] * total))
    running.after(total)
    (line,) = running._lines.values()

    assert [total // MOST_POINTS * place for place in range(MOST_POINTS + 1)] == [
        point.number for point in line.points
    ]
