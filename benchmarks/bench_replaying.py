"""
Replay a million events up to the first fact, beside three general libraries that make the same transitions.

All of them hold the evidence of each subject. peacetrack also narrows and sorts dates, asks the guards and decides what is
refused, which the others do not. The others get fewer events, and each its time for one event is compared.
"""

from __future__ import annotations

from generated_transitions import first_fact, log
from measured import Ratio, Table, medians, show, sized
from rivals import domain_events, fold, repeat, run_machines, run_statemachines, stored

EVENTS = sized(1_000_000)
FEWER = sized(100_000)
FEW = sized(10_000)
PEACETRACK = "peacetrack"
#: Beside what it is measured, and how many times quicker it should be.
RIVALS = {
    "`eventsourcing`, fold in memory": (FEWER, 1),
    "`eventsourcing`, repository": (FEWER, 20),
    "`transitions`": (FEWER, 10),
    "`python-statemachine`": (FEW, 50),
}


def main() -> None:
    """Print the microseconds that each needs for one event, and how many times longer the others take."""
    stated, fewer = log(EVENTS), log(FEWER)
    domain, (application, names) = domain_events(FEWER), stored(FEWER)
    runs = (
        lambda: fold(domain),
        lambda: repeat(application, names),
        lambda: run_machines(FEWER),
        lambda: run_statemachines(FEW),
    )
    parties = {PEACETRACK: lambda: first_fact(stated), "fewer": lambda: first_fact(fewer)}
    seconds = medians({**parties, **dict(zip(RIVALS, runs, strict=True))}, times=3)
    each = seconds[PEACETRACK] / EVENTS
    rows = [(PEACETRACK, f"{EVENTS:,}", f"{each * 1e6:.2f}")]
    rows.append((PEACETRACK, f"{FEWER:,}", f"{seconds['fewer'] / FEWER * 1e6:.2f}"))
    ratios = []
    for name, (count, times) in RIVALS.items():
        theirs = seconds[name] / count
        rows.append((name, f"{count:,}", f"{theirs * 1e6:.2f}"))
        ratios.append(Ratio(f"{name} over replay, an event", theirs / each, times, at_least=True))
    columns = ("", "events", "microseconds an event")
    show("replaying, processor time", Table(columns, tuple(rows)), Table.of(ratios))


if __name__ == "__main__":
    main()
