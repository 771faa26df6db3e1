"""
Load a log of a hundred thousand events, beside what the YAML parser alone needs for the same text.

The floor is the C parser's stream of events, iterated and thrown away. Loading makes typed values of it, checks every name,
number and date, and keeps where each entry stands.
"""

from __future__ import annotations

import gc
import tempfile
from pathlib import Path

from _ruamel_yaml import CParser
from generated_logs import write
from measured import medians, ratio
from ruamel.yaml import YAML

from peacetrack.yaml.loader import load

EVENTS = 100_000


def iterate(text: str) -> int:
    """Iterate the parser's events without looking at them, at its best: without the collector of garbage."""
    gc.disable()
    next_event, count = CParser(text).get_event, 0
    while next_event() is not None:
        count += 1
    gc.enable()
    return count


def main() -> None:
    """Print the two ratios for both ways in which a log can be laid out."""
    for layout in ("block", "flow"):
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place)
            text = write(folder, EVENTS, flow=layout == "flow").read_text(encoding="utf-8")
            seconds = medians(
                {
                    "iterate": lambda text=text: iterate(text),
                    "load": lambda folder=folder: load(folder),
                    "safe": lambda text=text: YAML(typ="safe").load(text),
                },
                times=3,
            )
        told = ", ".join(f"{name} {second:.2f} s" for name, second in seconds.items())
        print(f"{EVENTS:,} events in {layout} layout, {len(text) / 1e6:.1f} MB: {told}")
        ratio(
            "loading over iterating the parser's events",
            seconds["load"] / seconds["iterate"],
            target="at most 3, goal 2.3",
        )
        ratio('YAML(typ="safe").load over loading', seconds["safe"] / seconds["load"], target="at least 6")


if __name__ == "__main__":
    main()
