"""
Check every claim of a log with ten thousand claims, beside one replay of that log.

The log is a made-up negotiation of a hundred thousand events in some thousands of articles, each with claims about its last
day: statuses of provisions, demands and offers, counts, gates, stages. Each claim is judged with its support, its reports
and its words. Nearly all of them hold, and it is said how many. Then each kind of claim is checked alone, on a timeline of its own.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from generated_corpus import articles, cast_text, talks
from generated_transitions import first_fact, unasked
from measured import Ratio, Table, medians, show, sized

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.checks.claims import check, judged_on
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.state.timeline import timeline
from peacetrack.yaml.files.loader import load

EVENTS = sized(100_000)
CLAIMS = sized(10_000)
#: How many claims each article may make.
CLAIMING = 10
#: How many seconds a check may take and be run again.
PATIENCE = 30


def written() -> Log:
    """Write the log and load it, with the first ten thousand of its claims."""
    stated = talks(0, random.Random(6), EVENTS)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for article in articles("talks", stated, EVENTS, claiming=CLAIMING):
            (folder / article.name).write_text(article.text, encoding="utf-8")
        (folder / "cast.peace.yaml").write_text(cast_text("talks", stated), encoding="utf-8")
        log = load(folder)
    return Log(log.cast, log.sources, log.events, log.claims[:CLAIMS])


def by_kind(log: Log) -> Iterator[tuple[str, str, str, str]]:
    """Give for each kind of claim how many there are, the microseconds of one, and how many events one rests on."""
    kinds: dict[str, list[Claim]] = {}
    for claim in log.claims:
        kinds.setdefault(type(claim.says).__name__.removesuffix("Asserted").lower(), []).append(claim)
    for kind, claims in sorted(kinds.items()):
        line = timeline(unasked(log))
        next(iter(line.at()[CONDITIONS]))
        begin = time.process_time()
        results = judged_on(line, claims, day=None)
        seconds = time.process_time() - begin
        events = sum(len(result.because) for result in results)
        number = len(claims)
        yield kind, f"{number:,}", f"{seconds / number * 1e6:,.0f}", f"{events / number:,.1f}"


def main() -> None:
    """Print the seconds of a replay and of the check, and their ratio."""
    log = written()
    begin = time.process_time()
    results = check(log)
    first = time.process_time() - begin
    seconds = medians({"one replay": lambda: first_fact(log)})
    # A check that takes very long is not run again for a median: the ratio is far from its target anyway.
    again = {} if first > PATIENCE else medians({"every claim": lambda: check(unasked(log))}, times=3)
    every = again.get("every claim", first)
    rows = (
        ("one replay", f"{seconds['one replay']:.3f} s"),
        ("every claim", f"{every:.3f} s"),
        ("each claim", f"{every / len(results) * 1e6:.1f} µs"),
        (
            "claims that come out as expected",
            f"{sum(result.passed for result in results):,} of {len(results):,}",
        ),
    )
    over = Ratio(
        f"every claim of a log with {len(results):,}, over one replay", every / seconds["one replay"], 20
    )
    title = f"checking {len(log.claims):,} claims of a log of {len(log.events):,} events, processor time"
    columns = (f"{len(log.claims):,} claims, {len(log.events):,} events", "")
    kinds = Table(("claims of one kind", "claims", "µs each", "events behind each"), tuple(by_kind(log)))
    show(title, Table(columns, rows), kinds, Table.of([over]))


if __name__ == "__main__":
    main()
