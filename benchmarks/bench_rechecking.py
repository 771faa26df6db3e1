"""
Check one changed log of a corpus again: `python benchmarks/bench_rechecking.py [HOW-MANY-LOGS]`, two thousand unless told.

The corpus is written anew and checked whole, as `peacetrack check --watch` begins. Then one file after another, of logs all
over the corpus, gets one line more, and the processor's time is taken from the notice of the change until its negotiation
is checked again and everything is summed up. Beside it stands what that check alone takes: the difference is what the other
logs cost.
"""

from __future__ import annotations

import pickle
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

import generated_corpus
from measured import Ratio, Table, show

from peacetrack.checks.checking import check_path
from peacetrack.corpus.rechecking import Rechecker

CHANGES = 51


def whole(rechecker: Rechecker) -> float:
    """Check everything, and give the seconds that it took."""
    begin = time.process_time()
    for key in rechecker.unchecked:
        rechecker.check(key)
    return time.process_time() - begin


def again(rechecker: Rechecker, home: Path) -> tuple[float, float]:
    """Change a file of a negotiation, and give the seconds until all is summed up, and those of a check of it alone."""
    file = max(home.iterdir())
    with file.open("a", encoding="utf-8") as text:
        text.write("# seen\n")
    begin = time.process_time()
    found = rechecker.recheck([file])
    stated = rechecker.summary
    seconds = time.process_time() - begin
    if [home] != [one.checked.path for one in found.checked] or not stated["claims"]:
        raise SystemExit(f"checked {[one.checked.path for one in found.checked]} again, not {home}")
    begin = time.process_time()
    for outcome in check_path(home):
        tuple(outcome.lines())
    return seconds, time.process_time() - begin


def main() -> None:
    """Print what a change costs, and what everything does."""
    stated = [name for name in sys.argv[1:] if not name.startswith("--")]
    count = int(stated[0]) if stated else 2_000
    with tempfile.TemporaryDirectory() as place:
        homes = [made.folder for made in generated_corpus.corpus(Path(place), count)]
        rechecker = Rechecker(sorted({home.parent for home in homes}))
        everything = whole(rechecker)
        kept = sum(len(pickle.dumps(one)) for one in rechecker.kept)
        texts = sum(file.stat().st_size for file in Path(place).rglob("*.peace.yaml"))
        step = max(1, count // CHANGES)
        changes = [again(rechecker, home) for home in homes[::step]]
    seconds, alone = (sorted(party) for party in zip(*changes, strict=True))
    rows = (
        (f"check {count:,} logs", f"{everything:.1f} s"),
        ("check the one again that changed: median", f"{median(seconds) * 1000:.1f} ms"),
        ("the largest of them", f"{seconds[-1] * 1000:.1f} ms"),
        ("the texts of the logs", f"{texts / 1e6:.1f} MB"),
        ("what is kept of their outcomes, pickled", f"{kept / 1e6:.1f} MB"),
    )
    ratios = (
        Ratio("everything over one changed log", everything / median(seconds), count / 5, at_least=True),
        Ratio("one changed log over a check of it alone", median(seconds) / median(alone), 1.5),
    )
    show("Checking again what changed", Table(("work", "measured"), rows), Table.of(ratios))


if __name__ == "__main__":
    main()
