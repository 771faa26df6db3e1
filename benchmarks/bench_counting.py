"""
Count without identity: bounds over ten thousand units that nobody named, from a thousand counts, beside one replay.

The counts agree with each other, or grow from one to the next and then each begins a new epoch. One replay
is that of the same log, up to the first fact; the same counts also stand in a log of a million other events. The last
cases ask the worlds alone, without a log: counts, a convention of 1,809 named articles with 6,286 events, a random article of it on
random days beside a bisect over these, and scopes that cross, as far as they are followed and beyond. The convention is
also checked as a log.
"""

from __future__ import annotations

import datetime as dt
import random
from bisect import bisect_right
from collections.abc import Callable, Sequence
from functools import partial

import attrs
from generated_transitions import first_fact, log, unasked
from measured import Ratio, Table, medians, show, sized

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import (
    LIVE,
    PROVISIONS,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionReopened,
    Status,
)
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.log.log import Log
from peacetrack.model.cast import Instrument, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import replay, timeline
from peacetrack.worlds import Bounds, Member, Move, PartsMoved, StatedCount, Statement, Worlds

UNITS = 10_000
COUNTS = 1_000
MOVES = 100
ARTICLES = sized(1_809)
HAPPENED = sized(6_286)
READS = sized(10_000)
CROSSING = (10, 15, 20, 25)
EVENTS = sized(1_000_000)
#: What the engine before the one store took, on the same log.
TODAY = 5.4
CHARTER = InstrumentId("charter")
Moving = ProvisionAgreed | ProvisionContested | ProvisionReopened


def counted(stated: Log, agreed: Callable[[int], int]) -> Log:
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
    texts = {**stated.cast.instruments, CHARTER: Instrument(id=CHARTER, unit="article")}
    return Log(attrs.evolve(stated.cast, instruments=ReadOnly(texts)), events=(*stated.events, *counts))


def bounds(stated: Log) -> tuple[object, ...]:
    """Replay a log that has not been asked anything, and give how many units are agreed and how many remain."""
    state = replay(unasked(stated))
    return state.count(CHARTER), state.count(CHARTER, "remaining")


def alone(nodes: Sequence[Member], statements: Sequence[Statement]) -> tuple[Bounds, Bounds]:
    """Ask the worlds after some statements, without a log."""
    answer = Worlds(nodes, statements).after(len(statements))
    return answer.number(Status.AGREED), answer.number("remaining")


def stated(key: int, *, agreed: Bounds, of: int | None, excluding: tuple[str, ...] = ()) -> StatedCount:
    """State how many units are agreed."""
    return StatedCount(key=f"count-{key}", numbers=((Status.AGREED, agreed),), of=of, excluding=excluding)


def mixed() -> list[Statement]:
    """Agree units by name, and count after each."""
    statements: list[Statement] = []
    for key in range(MOVES):
        statements.append(
            Move(
                key=f"move-{key}",
                node=f"unit-{key}",
                allowed=LIVE,
                target=Status.AGREED,
                parts=PartsMoved.ALL,
            )
        )
        statements.append(stated(key, agreed=Bounds.exactly(MOVES + key // 2), of=4 * MOVES))
    return statements


def convention() -> tuple[list[Member], list[Statement]]:
    """Move named articles at random, as a convention does in a year and a half; count now and then."""
    dice = random.Random(1)
    nodes = [Member(id=f"article-{number}") for number in range(ARTICLES)]
    statements: list[Statement] = [stated(0, agreed=Bounds.exactly(0), of=ARTICLES)]
    for key in range(1, HAPPENED):
        if key % 100 == 0:
            statements.append(stated(key, agreed=Bounds(0, ARTICLES), of=ARTICLES))
            continue
        target = dice.choice([Status.AGREED, Status.CONTESTED, Status.OPEN])
        node = dice.choice(nodes).id
        statements.append(
            Move(key=f"move-{key}", node=node, allowed=LIVE, target=target, parts=PartsMoved.SOME)
        )
    return nodes, statements


def minutes() -> Log:
    """Write the like of that convention down as a log: who agreed, contested and reopened what, and what was counted."""
    dice, first, nothing = random.Random(1), dt.date(2002, 2, 28), log(2)
    names = [ProvisionId(f"article-{number}") for number in range(ARTICLES)]
    articles = {name: Provision(id=name, kind="article") for name in names}
    text = Instrument(id=CHARTER, unit="article", provisions=ReadOnly(articles))
    latest: dict[ProvisionId, type[Moving]] = {}
    events: list[Event] = []
    for key in range(HAPPENED):
        day = ImpreciseDate.on(first + dt.timedelta(days=key // 12))
        if key % 100 == 0:
            agreed, known = Quantity(low=0, high=ARTICLES if key else 0), EventId(f"count-{key}")
            events.append(CountStated(id=known, date=day, instrument=CHARTER, agreed=agreed, of=ARTICLES))
            continue
        name = dice.choice(names)
        others = (ProvisionAgreed, ProvisionContested, *((ProvisionReopened,) if name in latest else ()))
        latest[name] = ProvisionReopened if latest.get(name) is ProvisionAgreed else dice.choice(others)
        events.append(latest[name](id=EventId(f"move-{key}"), date=day, provision=(name,)))
    texts = {**nothing.cast.instruments, CHARTER: text}
    return Log(attrs.evolve(nothing.cast, instruments=ReadOnly(texts)), events=tuple(events))


def replayed(stated: Log) -> object:
    """Replay a log that has not been asked anything, without its worlds."""
    return timeline(unasked(stated)).replayed.histories_of(PROVISIONS)


def checked(stated: Log) -> tuple[object, ...]:
    """Check a log that has not been asked anything, with what is found in it, and give its numbers."""
    line = timeline(unasked(stated))
    state = line.at()
    return line.findings, state.count(CHARTER), state.count(CHARTER, "remaining")


def read(worlds: Worlds, days: Sequence[tuple[int, str]]) -> None:
    """Ask for the status of an article on a day, so many times."""
    for number, node in days:
        worlds.after(number).possible(node)


def found(numbers: Sequence[int], days: Sequence[tuple[int, str]]) -> None:
    """Find as many days among the days of all statements."""
    for number, _ in days:
        bisect_right(numbers, number)


def crossing(several: int) -> tuple[list[Member], list[Statement]]:
    """Count so many times without two of so many units, each beside the one before: no scope is nested in another."""
    nodes = [Member(id=f"unit-{number}") for number in range(several)]
    half = several // 2
    first = stated(several, agreed=Bounds.exactly(half + 3), of=several + 5)
    return nodes, [
        first,
        *(
            stated(
                key,
                agreed=Bounds(half, half + 2),
                of=None,
                excluding=(nodes[key].id, nodes[(key + 1) % several].id),
            )
            for key in range(several)
        ),
    ]


def main() -> None:
    """Print the milliseconds of each case, and how many replays the bounds take beyond the replay itself."""
    nothing, much = log(2), log(EVENTS)
    logs = {
        "agree": counted(nothing, lambda _: 7_500),
        "grow": counted(nothing, lambda number: 7_500 + number),
    }
    among = counted(much, lambda number: 7_500 + number)
    single, several = [stated(0, agreed=Bounds.exactly(7_500), of=UNITS)], mixed()
    nodes, statements = convention()
    worlds, dice = Worlds(nodes, statements), random.Random(2)
    days = [(dice.randrange(len(statements)), dice.choice(nodes).id) for _ in range(READS)]
    numbers, told_so = range(len(statements)), minutes()
    seconds = medians(
        {
            **{
                f"replay of {COUNTS:,} counts that {how}": partial(first_fact, given)
                for how, given in logs.items()
            },
            **{
                f"bounds from {COUNTS:,} counts that {how}": partial(bounds, given)
                for how, given in logs.items()
            },
            f"replay, with {EVENTS:,} other events": lambda: first_fact(among),
            f"bounds, with {EVENTS:,} other events": lambda: bounds(among),
            "bounds from one count, no log": lambda: alone((), single),
            f"bounds from {MOVES} moves and {MOVES} counts in turn, no log": lambda: alone((), several),
            f"a convention of {ARTICLES:,} articles and {HAPPENED:,} events, no log": lambda: alone(
                nodes, statements
            ),
            f"replay of a convention of {ARTICLES:,} articles and {HAPPENED:,} events": partial(
                replayed, told_so
            ),
            "check of that convention": partial(checked, told_so),
            f"{READS:,} random articles of it on random days": lambda: read(worlds, days),
            f"{READS:,} bisects over its days": lambda: found(numbers, days),
            **{
                f"{many} counts whose scopes cross, over {many} named units": partial(alone, *crossing(many))
                for many in CROSSING
            },
        },
        times=3,
    )
    rows = tuple((name, f"{second * 1000:.2f}") for name, second in seconds.items())
    ratios = [
        Ratio(
            f"bounds over {UNITS:,} units from {COUNTS:,} counts that {how}, over one replay of that log",
            seconds[f"bounds from {COUNTS:,} counts that {how}"]
            / seconds[f"replay of {COUNTS:,} counts that {how}"],
            10,
        )
        for how in logs
    ]
    beside = (
        seconds[f"bounds, with {EVENTS:,} other events"] / seconds[f"replay, with {EVENTS:,} other events"]
    )
    ratios.append(
        Ratio(f"the same (grow) with {EVENTS:,} other events, over one replay of that log", beside, 10)
    )
    seconds_of_it = seconds[f"replay of a convention of {ARTICLES:,} articles and {HAPPENED:,} events"]
    ratios.append(
        Ratio(
            f"a convention of {ARTICLES:,} articles and {HAPPENED:,} events checked, over one replay of that log",
            seconds["check of that convention"] / seconds_of_it,
            TODAY,
        )
    )
    reads = (
        seconds[f"{READS:,} random articles of it on random days"]
        / seconds[f"{READS:,} bisects over its days"]
    )
    ratios.append(Ratio("a random article on a random day, over one bisect over the days", reads, 6))
    show("counting, processor time", Table(("what was said", "milliseconds"), rows), Table.of(ratios))


if __name__ == "__main__":
    main()
