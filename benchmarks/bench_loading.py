"""
Load a log of a hundred thousand events, beside what the YAML parser alone needs for the same text.

The floor is the parser's stream of events, iterated and thrown away, at its best: without the collector of garbage. Loading
makes typed values of it, checks every name, number and date, and keeps where each entry stands. The pure parser is forty
times slower than the C parser and reads a tenth of the events.
"""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from _ruamel_yaml import CParser
from generated_logs import write
from measured import Ratio, Seconds, Table, medians, show, sized
from ruamel.yaml import YAML

from peacetrack.yaml.files.loader import load, read

EVENTS = sized(100_000)
FEWER = sized(10_000)
LAYOUTS = ("block", "flow")


def text_of(folder: Path, count: int, layout: str) -> str:
    """Write a log in a layout, and give the text of its events."""
    return write(folder, count, flow=layout == "flow").read_text(encoding="utf-8")


def iterate(text: str) -> int:
    """Iterate the C parser's events without looking at them."""
    gc.disable()
    next_event, count = CParser(text).get_event, 0
    while next_event() is not None:
        count += 1
    gc.enable()
    return count


def iterate_purely(text: str) -> int:
    """Iterate the pure parser's events without looking at them."""
    gc.disable()
    count = sum(1 for _ in YAML(typ="safe", pure=True).parse(text))
    gc.enable()
    return count


def with_the_c_parser(folder: Path, layout: str) -> tuple[float, Seconds]:
    """Measure the megabytes of a log and the seconds of each side."""
    text = text_of(folder, EVENTS, layout)
    parties = {
        "iterate": lambda: iterate(text),
        "load": lambda: load(folder),
        "safe": lambda: YAML(typ="safe").load(text),
    }
    return len(text) / 1e6, medians(parties, times=3)


def with_the_pure_parser(folder: Path, layout: str) -> tuple[float, Seconds]:
    """Measure the same for the pure parser."""
    text = text_of(folder, FEWER, layout)
    parties = {"iterate": lambda: iterate_purely(text), "load": lambda: read(folder, parser="pure")}
    return len(text) / 1e6, medians(parties, times=3)


def main() -> None:
    """Print the seconds of each side and the ratios, for both ways in which a log can be laid out."""
    rows, ratios = [], []
    for layout in LAYOUTS:
        with tempfile.TemporaryDirectory() as place:
            size, seconds = with_the_c_parser(Path(place), layout)
        stated = (f"{seconds[party]:.2f} s" for party in ("iterate", "load", "safe"))
        rows.append((f"C parser, {layout}, {EVENTS:,} events, {size:.1f} MB", *stated))
        over, under = seconds["load"] / seconds["iterate"], seconds["safe"] / seconds["load"]
        ratios.append(Ratio(f"load ({layout}) over the C parser's event stream", over, 2.3))
        ratios.append(Ratio(f'`YAML(typ="safe").load` over load ({layout})', under, 8, at_least=True))
    for layout in LAYOUTS:
        with tempfile.TemporaryDirectory() as place:
            size, seconds = with_the_pure_parser(Path(place), layout)
        stated = (f"{seconds[party]:.2f} s" for party in ("iterate", "load"))
        rows.append((f"pure parser, {layout}, {FEWER:,} events, {size:.1f} MB", *stated, ""))
        over = seconds["load"] / seconds["iterate"]
        ratios.append(Ratio(f"load ({layout}) over the pure parser's event stream", over, 1.2))
    columns = ("parser, layout", "its events", "loading", '`YAML(typ="safe").load`')
    show("loading, processor time", Table(columns, tuple(rows)), Table.of(ratios))


if __name__ == "__main__":
    main()
