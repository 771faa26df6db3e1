"""
Count without identity: bounds over ten thousand units that nobody named, from a thousand counts, beside one replay.

The counts agree with each other, or grow from one to the next and then each begins a new stretch of time. One replay
is that of the same log, up to the first fact; the same counts also stand in a log of a million other events. The last
cases ask the counting alone, without a log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import attrs
from generated_transitions import first_fact, log, unasked
from measured import Ratio, Table, medians, show, sized

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.log.log import Log
from peacetrack.model.cast import Instrument
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, InstrumentId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import replay
from peacetrack.worlds import Bounds, Item, Move, Tally, count

UNITS = 10_000
COUNTS = 1_000
MOVES = 100
EVENTS = sized(1_000_000)
CHARTER = InstrumentId("charter")


def counted(told: Log, agreed: Callable[[int], int]) -> Log:
    """Add a charter without any named unit to a log, and a thousand counts of its ten thousand units."""
    first = dt.date(2000, 1, 1)
    counts = tuple(
        CountStated(
            id=EventId(f"count-{number}"),
            date=ImpreciseDate.on(first + dt.timedelta(days=number)),
            by=(SpeakerId("armenia"),),
            instrument=CHARTER,
            agreed=Quantity(low=agreed(number), high=agreed(number)),
            of=UNITS,
        )
        for number in range(COUNTS)
    )
    texts = {**told.cast.instruments, CHARTER: Instrument(id=CHARTER, unit="article")}
    return Log(attrs.evolve(told.cast, instruments=ReadOnly(texts)), events=(*told.events, *counts))


def bounds(told: Log) -> tuple[object, ...]:
    """Replay a log that has not been asked anything, and give how many units are agreed and how many remain."""
    state = replay(unasked(told))
    return state.count(CHARTER), state.count(CHARTER, "remaining")


def alone(items: Sequence[Item]) -> tuple[Bounds, Bounds]:
    """Count items alone."""
    answer = count(items)
    return answer.counts[Status.AGREED], answer.counts["remaining"]


def tally(key: int, *, agreed: int, of: int) -> Tally:
    """State how many units are agreed."""
    return Tally(key=f"count-{key}", numbers=((Status.AGREED, Bounds.exactly(agreed)),), of=of)


def mixed() -> list[Item]:
    """Agree units by name, and count after each."""
    items: list[Item] = []
    for key in range(MOVES):
        items.append(Move(key=f"move-{key}", unit=f"unit-{key}", allowed=LIVE, target=Status.AGREED))
        items.append(tally(key, agreed=MOVES + key // 2, of=4 * MOVES))
    return items


def main() -> None:
    """Print the milliseconds of each case, and how many replays the bounds take beyond the replay itself."""
    nothing, much = log(2), log(EVENTS)
    logs = {
        "agree": counted(nothing, lambda _: 7_500),
        "grow": counted(nothing, lambda number: 7_500 + number),
    }
    among = counted(much, lambda number: 7_500 + number)
    single, several = [tally(0, agreed=7_500, of=UNITS)], mixed()
    seconds = medians(
        {
            **{
                f"replay of {COUNTS:,} counts that {how}": lambda told=told: first_fact(told)
                for how, told in logs.items()
            },
            **{
                f"bounds from {COUNTS:,} counts that {how}": lambda told=told: bounds(told)
                for how, told in logs.items()
            },
            f"replay, with {EVENTS:,} other events": lambda: first_fact(among),
            f"bounds, with {EVENTS:,} other events": lambda: bounds(among),
            "bounds from one count, no log": lambda: alone(single),
            f"bounds from {MOVES} moves and {MOVES} counts in turn, no log": lambda: alone(several),
        },
        times=3,
    )
    rows = tuple((name, f"{second * 1000:.2f}") for name, second in seconds.items())
    ratios = [
        Ratio(
            f"bounds over {UNITS:,} units from {COUNTS:,} counts that {how}, over one replay of that log",
            seconds[f"bounds from {COUNTS:,} counts that {how}"]
            / seconds[f"replay of {COUNTS:,} counts that {how}"],
            3,
        )
        for how in logs
    ]
    beside = (
        seconds[f"bounds, with {EVENTS:,} other events"] / seconds[f"replay, with {EVENTS:,} other events"]
    )
    ratios.append(
        Ratio(f"the same (grow) with {EVENTS:,} other events, over one replay of that log", beside, 3)
    )
    show("counting, processor time", Table(("what was said", "milliseconds"), rows), Table.of(ratios))


if __name__ == "__main__":
    main()
