"""Bounds are sound and tight, for one word, against enumeration."""

from __future__ import annotations

from peacetrack.aspects.provisions import LIVE
from peacetrack.aspects.tallies import CountStated
from peacetrack.state.timeline import replay
from peacetrack.worlds import CountStatus
from peacetrack.worlds.populations import count_of
from tests.build import log_with
from tests.worlds.oracle import readings


def test_what_a_log_answers_is_what_the_enumeration_gives() -> None:
    """The state of a log answers for one word with the numbers of the enumeration, on each day."""
    said = ("agreed: 3, contested: {min: 1}, of: 5", "remaining: {min: 2}", "agreed: 4, of: 5")
    log = log_with(
        *(
            f"id: n{day}, event: count_stated, date: 2024-01-0{day}, {count}"
            for day, count in enumerate(said, 1)
        )
    )
    counts = [count_of(event.id, event) for event in log.events if isinstance(event, CountStated)]
    text: list[CountStatus] = [*LIVE, "remaining"]

    for day in (1, 2, 3):
        state, picture = replay(log, as_of=f"2024-01-0{day}"), readings((), counts[:day])
        assert picture.size() == state.count("treaty").denominator
        assert {status: picture.number(status) for status in text} == {
            status: state.count("treaty", status).numerator for status in text
        }
