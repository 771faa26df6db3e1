"""
Count the instructions behind the two headline ratios: `python benchmarks/instructions.py`, some minutes.

Times vary from run to run; the instructions that a processor executes hardly do. Each side runs under `valgrind
--tool=callgrind`, once with some work and once with twice as much. The difference is that of the work: starting the
interpreter, importing and building what is measured are in both. The seed of hashes is fixed, and the collector of cyclic garbage does not
run: in which of the two it would look at everything is chance.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from measured import Ratio, Table, show, sized

HERE: Final = Path(__file__).parent
LOADED: Final = sized(2_000)
REPLAYED: Final = sized(10_000)
COLLECTED: Final = re.compile(r"Collected : (\d+)")

#: What each side does before, and then once or twice.
LOADING: Final = "from bench_loading import iterate, load; from pathlib import Path; import sys; folder = Path(sys.argv[1])"
TEXT: Final = "text = (folder / 'events.peace.yaml').read_text(encoding='utf-8')"
PARTIES: Final = {
    "load": (f"{LOADING}; {TEXT}; load(folder)", "load(folder)"),
    "iterating the C parser's events": (f"{LOADING}; {TEXT}; load(folder)", "iterate(text)"),
    "replay": (
        f"from generated_transitions import first_fact, log; told = log({REPLAYED}); first_fact(told)",
        "first_fact(told)",
    ),
    "the fold of `eventsourcing`": (
        f"from rivals import domain_events, fold; told = domain_events({REPLAYED}); fold(told)",
        "fold(told)",
    ),
}


def executed(before: str, work: str, folder: Path, *, times: int) -> int:
    """Count the instructions of a process that does its work so many times."""
    command = [
        *("valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", sys.executable, "-c"),
        "; ".join(("import gc; gc.disable()", before, *(work for _ in range(times)))),
        str(folder),
    ]
    environment = {**os.environ, "PYTHONHASHSEED": "0"}
    done = subprocess.run(command, check=False, capture_output=True, text=True, cwd=HERE, env=environment)
    found = COLLECTED.search(done.stderr)
    if done.returncode or found is None:
        raise SystemExit(f"valgrind ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return int(found[1])


def of_work(folder: Path) -> dict[str, int]:
    """Count the instructions of each side's work done once: what the second time adds to the first."""
    counted = {}
    for name, (before, work) in PARTIES.items():
        once, twice = (executed(before, work, folder, times=times) for times in (1, 2))
        counted[name] = twice - once
    return counted


def main() -> None:
    """Print the instructions of each side and the two ratios."""
    if shutil.which("valgrind") is None:
        print("no instructions were counted: this machine has no valgrind")
        return
    from generated_logs import write

    with tempfile.TemporaryDirectory() as place:
        write(Path(place), LOADED, flow=False)
        counted = of_work(Path(place))
    load, iterate, replay, fold = counted.values()
    events = (LOADED, LOADED, REPLAYED, REPLAYED)
    rows = tuple(
        (name, f"{count:,}", f"{number / 1e6:.1f}", f"{number / count:,.0f}")
        for (name, number), count in zip(counted.items(), events, strict=True)
    )
    ratios = [
        Ratio("load over the C parser's event stream, instructions", load / iterate, 2.3),
        Ratio("replay over the fold of `eventsourcing`, instructions", replay / fold, 1),
    ]
    columns = ("work", "events", "million instructions", "instructions an event")
    show("instructions, counted by callgrind", Table(columns, rows), Table.of(ratios))


if __name__ == "__main__":
    main()
