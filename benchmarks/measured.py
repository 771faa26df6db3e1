"""How a benchmark measures: all sides in turn, several times over, so that what else the machine does meets all alike."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from statistics import median

Seconds = dict[str, float]


def medians(sides: Mapping[str, Callable[[], object]], *, times: int = 5) -> Seconds:
    """Run each side in turn, `times` over, and give the median processor time of each in seconds."""
    told: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(times):
        for name, run in sides.items():
            told[name].append(_once(run))
    return {name: median(seconds) for name, seconds in told.items()}


def _once(run: Callable[[], object]) -> float:
    gc.collect()
    begin = time.process_time()
    kept = run()
    seconds = time.process_time() - begin
    del kept
    return seconds


def ratio(name: str, value: float, *, target: str) -> None:
    """Print one ratio beside its target."""
    print(f"  {name:<62} {value:6.2f}   target: {target}")
