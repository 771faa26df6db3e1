"""
Ask a timeline of a million events for days, beside finding each day among its dates.

A read is `timeline.at(day)` and the status of one subject. The days change from one read to the next, thousands of
them in turn, so that no remembered answer is measured; the same day over and over is a figure of its own. One bisect finds the day in
the list of the days of all events, as dates (which is what a log has) or as the numbers of days.
"""

from __future__ import annotations

import datetime as dt
import time
from bisect import bisect_right
from collections.abc import Callable, Iterator
from itertools import cycle

from generated_transitions import log
from measured import Ratio, Seconds, Table, medians, show, sized

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.state.timeline import State, timeline

EVENTS = sized(1_000_000)
MANY = 1_000
DAYS, ORDINALS = "one bisect over its dates", "one bisect over the numbers of its days"
CONDITION, PROVISION = "at(day), the status of a condition", "at(day), the status of a provision"
AGAIN = "at(day), the status of a condition, the same day again"


def condition(state: State) -> object:
    """Read the status of a condition."""
    return state[CONDITIONS]["s1"].possible


def provision(state: State) -> object:
    """Read the statuses that a provision may have."""
    return state.possible("s0")


def several(ask: Callable[[], object]) -> tuple[int, Callable[[], None]]:
    """Ask so often that a tenth of a second goes by, at least twice and at most a thousand times; say how often."""
    ask()  # the first time, the log is replayed
    begin = time.process_time()
    ask()
    times = max(2, min(MANY, int(0.1 / max(time.process_time() - begin, 1e-9))))

    def run() -> None:
        for _ in range(times):
            ask()

    return times, run


def of_each(parties: dict[str, Callable[[], object]]) -> Seconds:
    """Measure the seconds of one read of each side."""
    asked = {name: several(ask) for name, ask in parties.items()}
    seconds = medians({name: run for name, (_, run) in asked.items()})
    return {name: second / asked[name][0] for name, second in seconds.items()}


def jumping(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Give thousands of days between two days without end, each far from the one before."""
    span = (last - first).days
    return cycle([first + dt.timedelta(days=index * 7919 % span) for index in range(5_000)])


def main() -> None:
    """Print the microseconds of each read, and how many bisects it takes."""
    line = timeline(log(EVENTS))
    dates = [event.date.latest for event in line.view.events if event.date and event.date.latest]
    ordinals = [date.toordinal() for date in dates]
    days, same = jumping(dates[0], dates[-1]), dates[len(dates) // 2]
    seconds = of_each(
        {
            DAYS: lambda: bisect_right(dates, next(days)),
            ORDINALS: lambda: bisect_right(ordinals, next(days).toordinal()),
            CONDITION: lambda: condition(line.at(next(days))),
            PROVISION: lambda: provision(line.at(next(days))),
            AGAIN: lambda: condition(line.at(same)),
        }
    )
    rows = tuple((name, f"{second * 1e6:.2f}") for name, second in seconds.items())
    ratios = [
        Ratio(f"{name}, over {DAYS}", seconds[name] / seconds[DAYS], most)
        for name, most in ((CONDITION, 4), (PROVISION, 6))
    ]
    title = f"reading a timeline of {EVENTS:,} events, processor time"
    show(title, Table((f"of a log of {EVENTS:,} events", "microseconds"), rows), Table.of(ratios))


if __name__ == "__main__":
    main()
