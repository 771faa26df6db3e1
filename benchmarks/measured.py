"""
How a benchmark measures and how it shows what it measured.

All sides run in turn, several times over, so that what else the machine does meets all alike. What counts is the processor
time of this process, and of each side the median. Every program takes `--markdown` (tables for the page on performance) and
`--small` (a hundredth of the work: to try the program, not to judge anything by it).
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Final

import attrs

Seconds = dict[str, float]

MARKDOWN: Final = "--markdown"
SMALL: Final = "--small"
#: How the table of ratios begins, by which the page finds it.
TARGETS: Final = ("work", "measured", "target", "met")


def sized(count: int) -> int:
    """Give how much work is done: all of it, or a hundredth when only the program is tried."""
    return max(10, count // 100) if SMALL in sys.argv else count


def medians(parties: Mapping[str, Callable[[], object]], *, times: int = 5) -> Seconds:
    """Run each side in turn, `times` over, and give the median processor time of each in seconds."""
    stated: dict[str, list[float]] = {name: [] for name in parties}
    for _ in range(times):
        for name, run in parties.items():
            stated[name].append(_once(run))
    return {name: median(seconds) for name, seconds in stated.items()}


def _once(run: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    kept = run()
    seconds = time.process_time() - begin
    del kept
    return seconds


@attrs.frozen
class Ratio:
    """
    A figure with its target.

    Attributes:
        work: What was measured, over what.
        value: What came out.
        target: What it should be at most.
        at_least: The target is a lower bound instead.
        unit: Of a figure that is no ratio.
    """

    work: str
    value: float
    target: float
    at_least: bool = False
    unit: str = ""

    @property
    def met(self) -> bool:
        """Tell whether the target is reached."""
        return self.value >= self.target if self.at_least else self.value <= self.target

    @property
    def cells(self) -> tuple[str, ...]:
        """Write it as a row."""
        bound = "at least" if self.at_least else "at most"
        value = f"{self.value:.2f}{self.unit}"
        return self.work, value, f"{bound} {self.target:g}{self.unit}", "yes" if self.met else "no"


@attrs.frozen
class Table:
    """What was measured, in rows; the first column is words, the others are figures."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, ratios: Sequence[Ratio]) -> Table:
        """Make the table of figures and their targets."""
        return cls(TARGETS, tuple(ratio.cells for ratio in ratios))

    def markdown(self) -> str:
        """Write it for a page."""
        lines = [self.columns, ("---",) * len(self.columns), *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)

    def text(self) -> str:
        """Write it for a terminal."""
        widths = [max(map(len, column)) for column in zip(self.columns, *self.rows, strict=True)]
        lines = []
        for first, *others in (self.columns, *self.rows):
            rest = (f"{cell:>{width}}" for cell, width in zip(others, widths[1:], strict=True))
            lines.append("  ".join((f"{first:<{widths[0]}}", *rest)))
        return "\n".join(lines)


def show(title: str, *tables: Table) -> None:
    """Print tables, below a title on a terminal and one after another for the page."""
    if MARKDOWN in sys.argv:
        print("\n\n".join(table.markdown() for table in tables))
    else:
        print("\n\n".join((title, *(table.text() for table in tables))))
