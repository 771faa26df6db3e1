"""
Check and summarise a corpus of many logs: `python benchmarks/bench_corpus.py [HOW-MANY-LOGS]`, ten thousand unless told.

The corpus is written anew. Its logs are dealt out into three hands, and each engine takes each hand in its turn: this
process alone, pools of one and two processes, and Dask with two workers on this machine. All of them are at work
before the clock, which is the wall's, is looked at. Then the peak of memory of the process that asks is measured for a tenth,
three tenths and all of the logs, and the stores that `peacetrack corpus` writes of a tenth as many logs.
"""

from __future__ import annotations

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path
from statistics import median
from typing import Final

import generated_corpus
from measured import Table, show

from peacetrack.corpus import find, run, summaries, summarise

HANDS: Final = 3
ALONE, ONE, TWO, DASK = "this process alone", "1 process", "2 processes", "Dask, 2 workers"
WORKERS: Final = {ALONE: 1, ONE: 1, TWO: 2, DASK: 2}
STORES: Final = ("corpus.parquet", "corpus.duckdb", "corpus.sqlite")
HERE: Final = Path(__file__).parent
#: How many logs are sent together.
CHUNK: Final = 64
MILLION: Final = 1_000_000
FOUND, SUMMARY, PATH = (
    "logs found a second",
    "bytes of a summary, pickled, mean",
    "bytes of a path, pickled, mean",
)
EMPTY: Final = "empty chunks a second"
Figures = dict[str, float]
#: A process that asks two others for summaries, and tells the peak of its memory.
ASKING: Final = """
import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from peacetrack.corpus import find, summaries
from resident import peak
if __name__ == "__main__":
    paths = islice(find(sys.argv[1]), int(sys.argv[2]))
    with ProcessPoolExecutor(2) as engine:
        print(sum(1 for _ in summaries(paths, executor=engine)), peak())
"""


@contextmanager
def dask() -> Iterator[Executor]:
    """Start a scheduler and two workers on this machine."""
    import distributed

    with (
        distributed.LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            host="127.0.0.1",
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        yield client.get_executor()


@contextmanager
def engines() -> Iterator[dict[str, Executor | None]]:
    """Give every engine that there is; Dask is left out where it is not installed."""
    with ExitStack() as stack:
        stated: dict[str, Executor | None] = {ALONE: None}
        for name in (ONE, TWO):
            stated[name] = stack.enter_context(ProcessPoolExecutor(WORKERS[name]))
            wait(
                [stated[name].submit(time.sleep, 0.2) for _ in range(WORKERS[name])]
            )  # forked before others run threads
        try:
            stated[DASK] = stack.enter_context(dask())
        except ImportError:
            print("without Dask: `distributed` is not installed", file=sys.stderr)
        yield stated


def throughput(paths: Sequence[Path]) -> tuple[Table, Table, Figures]:
    """Measure the logs per second of each engine, and what sending tasks and answers costs."""
    hands = [paths[number::HANDS] for number in range(HANDS)]
    with engines() as stated:
        for engine in stated.values():  # everything is imported everywhere
            list(summaries(paths[:128], executor=engine))
        seconds: dict[str, list[float]] = {name: [] for name in stated}
        for hand in hands:
            for name, engine in stated.items():
                seconds[name].append(_elapsed(hand, engine))
        sent, figures = _sent(paths[:640], stated)
    rows = []
    for name, took in seconds.items():
        gained = median(alone / other for alone, other in zip(seconds[ALONE], took, strict=True))
        each = f"{len(paths) / sum(took):.1f}"
        rows.append(
            (name, f"{sum(took):.1f} s", each, f"{gained:.2f}", f"{100 * gained / WORKERS[name]:.0f} %")
        )
    columns = (
        f"{len(paths):,} logs",
        "elapsed",
        "logs a second",
        "times as quick as alone",
        "of each worker",
    )
    return Table(columns, tuple(rows)), sent, {**figures, ALONE: len(paths) / sum(seconds[ALONE])}


def _elapsed(paths: Sequence[Path], engine: Executor | None) -> float:
    begin = time.perf_counter()
    answers = sum(1 for _ in summaries(paths, executor=engine))
    took = time.perf_counter() - begin
    if answers != len(paths):
        raise SystemExit(f"{len(paths)} logs were asked and {answers} answered")
    return took


def nothing(path: Path) -> int:
    """Do no work at all for a log."""
    return len(path.name)


def _sent(paths: Sequence[Path], stated: dict[str, Executor | None]) -> tuple[Table, Figures]:
    """Measure what is sent for each log, and how many chunks without any work each engine passes on in a second."""
    summed = [summarise(path) for path in paths[:128]]
    figures = {
        SUMMARY: sum(len(pickle.dumps(each)) for each in summed) / len(summed),
        PATH: len(pickle.dumps(paths[:CHUNK])) / min(CHUNK, len(paths)),
    }
    many = list(paths) * 20
    for name, engine in stated.items():
        if engine is not None:
            begin = time.perf_counter()
            chunks = sum(1 for _ in run(many, nothing, executor=engine, chunk=CHUNK)) / CHUNK
            figures[f"{EMPTY}, {name}"] = chunks / (time.perf_counter() - begin)
    return Table(
        ("of each log", ""), tuple((name, f"{value:,.0f}") for name, value in figures.items())
    ), figures


def memory(folder: Path, count: int) -> Table:
    """Measure the peak of the process that asks, for ever more logs."""
    parts = (count // 10, 3 * count // 10, count)
    rows = tuple((f"{part:,} logs", f"{_ask(folder, part) / 1e6:.0f}") for part in parts)
    return Table(("peak memory of the process that asks two others", "megabytes"), rows)


def _ask(folder: Path, count: int) -> int:
    command = (sys.executable, "-c", ASKING, str(folder), str(count))
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=HERE)
    return int(done.stdout.split()[1])


def stores(folder: Path, place: Path, count: int) -> tuple[Table, Figures]:
    """Write each store with two processes, and tell how long it takes and how large it is."""
    rows, figures = [], {}
    for name in STORES:
        out, begin = place / name, time.perf_counter()
        command = (
            sys.executable,
            "-m",
            "peacetrack",
            "corpus",
            str(folder),
            "--out",
            str(out),
            "--jobs",
            "2",
        )
        done = subprocess.run(command, check=False, capture_output=True, text=True)
        took = time.perf_counter() - begin
        if not out.exists():
            said = (done.stderr.strip().splitlines() or ["nothing"])[-1]
            rows.append((name, f"not written: {said}", "", "", ""))
            continue
        size = figures[name] = _size(out) / count
        rows.append(
            (name, f"{took:.1f} s", f"{count / took:.1f}", f"{size * count / 1e6:.1f} MB", f"{size:,.0f}")
        )
        figures[f"{name}, logs a second"] = count / took
    columns = (f"{count:,} logs, 2 processes", "elapsed", "logs a second", "size", "bytes a log")
    return Table(columns, tuple(rows)), figures


def _size(place: Path) -> int:
    if place.is_file():
        return place.stat().st_size
    return sum(file.stat().st_size for file in place.rglob("*") if file.is_file())


def walk(folder: Path) -> tuple[list[Path], Table, Figures]:
    """Find the logs, and tell how long that takes and how much text there is."""
    begin = time.perf_counter()
    paths = list(find(folder))
    took = time.perf_counter() - begin
    files = list(folder.rglob("*.yaml"))
    size = sum(file.stat().st_size for file in files)
    rows = (
        ("logs", f"{len(paths):,}"),
        ("files", f"{len(files):,}"),
        ("megabytes of text", f"{size / 1e6:.1f}"),
        (FOUND, f"{len(paths) / took:,.0f}"),
    )
    return paths, Table(("the corpus", ""), rows), {FOUND: len(paths) / took}


def on_paper(stated: Figures) -> Table:
    """Tell from what was measured what a million logs would cost, and how many workers each part of the house can feed."""
    rows = [
        ("core-hours to check and summarise them", f"{MILLION / stated[ALONE] / 3600:.1f}"),
        ("hours to find them, one folder after another", f"{MILLION / stated[FOUND] / 3600:.2f}"),
        ("gigabytes of summaries sent back", f"{MILLION * stated[SUMMARY] / 1e9:.2f}"),
        ("gigabytes of paths sent out", f"{MILLION * stated[PATH] / 1e9:.2f}"),
    ]
    for name in STORES:
        if name in stated:
            rows.append((f"gigabytes of {name}", f"{MILLION * stated[name] / 1e9:.1f}"))
            rows.append(
                (
                    f"hours to write {name} with two processes",
                    f"{MILLION / stated[f'{name}, logs a second'] / 3600:.1f}",
                )
            )
    rows.append(("workers that the walk keeps busy", f"{stated[FOUND] / stated[ALONE]:,.0f}"))
    for name in (TWO, DASK):
        if f"{EMPTY}, {name}" in stated:
            busy = CHUNK * stated[f"{EMPTY}, {name}"] / stated[ALONE]
            rows.append((f"workers that one scheduler keeps busy ({name})", f"{busy:,.0f}"))
    return Table(("a million such logs, on paper", ""), tuple(rows))


def main() -> None:
    """Write a corpus and print all that is measured of it."""
    given = [argument for argument in sys.argv[1:] if argument.isdigit()]
    count = int(given[0]) if given else 10_000
    place = Path(tempfile.mkdtemp())
    try:
        folder = place / "corpus"
        made = list(generated_corpus.corpus(folder, count))
        paths, found, walked = walk(folder)
        stated = (f"{sum(each.events for each in made):,}", f"{sum(each.claims for each in made):,}")
        found = Table(found.columns, (*found.rows, *zip(("events", "claims"), stated, strict=True)))
        quick, sent, dispatched = throughput(paths)
        kept = memory(folder, count)
        fewer = place / "fewer"
        parts = len(list(generated_corpus.corpus(fewer, max(count // 10, 10))))
        stored, sizes = stores(fewer, place, parts)
        tables = (found, quick, sent, kept, stored, on_paper({**walked, **dispatched, **sizes}))
        show(f"a corpus of {count:,} logs on {os.cpu_count()} cores, time by the wall", *tables)
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main()
