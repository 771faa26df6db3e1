"""
Refuse a change that makes peacetrack much slower: `python benchmarks/ratios.py`, under a minute.

Ratios are compared, never seconds, so that the check says the same on a slow machine. A bound is generous, about
one and a half to two times what was measured last on the sizes used here: it catches a loop that became quadratic or a
check that is made twice, not a tenth. The bounds stand here and nowhere else; the targets are on the page on performance.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from measured import SMALL, Ratio, Table, medians, sized

ROOT: Final = Path(__file__).parents[1]
LOADED: Final = sized(5_000)
REPLAYED: Final = sized(20_000)

#: The most that each ratio may be.
BOUNDS: Final[Mapping[str, float]] = {
    "load over the C parser's event stream": 4.0,
    'load over `YAML(typ="safe").load`': 0.35,
    "replay over the fold of `eventsourcing`": 1.2,
    "replay over `transitions`": 0.3,
    "refuse the worst hostile file over load an honest one": 3.0,
    "draw a log over draw a hundred texts": 4.0,
}


@cache
def loading() -> Mapping[str, float]:
    """Measure the two ratios of loading."""
    from bench_loading import iterate
    from generated_logs import write
    from ruamel.yaml import YAML

    from peacetrack.yaml.files.loader import load

    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        text = write(folder, LOADED, flow=False).read_text(encoding="utf-8")
        parties: dict[str, Callable[[], Any]] = {
            "iterate": lambda: iterate(text),
            "load": lambda: load(folder),
            "safe": lambda: YAML(typ="safe").load(text),
        }
        seconds = medians(parties)
    return {
        "load over the C parser's event stream": seconds["load"] / seconds["iterate"],
        'load over `YAML(typ="safe").load`': seconds["load"] / seconds["safe"],
    }


@cache
def replaying() -> Mapping[str, float]:
    """Measure the two ratios of replaying."""
    from generated_transitions import first_fact, log
    from rivals import domain_events, fold, run_machines

    stated, domain = log(REPLAYED), domain_events(REPLAYED)
    parties: dict[str, Callable[[], Any]] = {
        "replay": lambda: first_fact(stated),
        "fold": lambda: fold(domain),
        "transitions": lambda: run_machines(REPLAYED),
    }
    seconds = medians(parties)
    return {
        "replay over the fold of `eventsourcing`": seconds["replay"] / seconds["fold"],
        "replay over `transitions`": seconds["replay"] / seconds["transitions"],
    }


@cache
def refusing() -> Mapping[str, float]:
    """Measure what the files cost that the tests have made to hurt, beside an honest one; without the C parser, which is quicker."""
    sys.path.append(str(ROOT))
    from peacetrack.yaml.files.loader import read
    from tests.yaml.test_hostile import HEAD, HONEST, HOSTILE

    with tempfile.TemporaryDirectory() as place:
        texts = {"honest": HONEST} | {name: f"{HEAD}{text}\n" for name, (text, _) in HOSTILE.items()}
        parties: dict[str, Callable[[], Any]] = {}
        for name, text in texts.items():
            path = Path(place) / f"{name}.peace.yaml"
            path.write_text(text, encoding="utf-8")
            parties[name] = partial(read, path, parser="pure")
        seconds = medians(parties, times=1)
    honest = seconds.pop("honest")
    return {"refuse the worst hostile file over load an honest one": max(seconds.values()) / honest}


@cache
def drawing() -> Mapping[str, float]:
    """Measure what Hypothesis takes for logs, beside what it takes for texts."""
    from hypothesis import HealthCheck, Phase, given, settings
    from hypothesis import strategies as st

    from peacetrack.testing import logs

    quietly = settings(
        max_examples=20,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )

    def drawn(strategy: st.SearchStrategy[Any]) -> Callable[[], None]:
        return quietly(given(strategy)(lambda _: None))

    seconds = medians(
        {"logs": drawn(logs()), "texts": drawn(st.lists(st.text(), min_size=100, max_size=100))}
    )
    return {"draw a log over draw a hundred texts": seconds["logs"] / seconds["texts"]}


MEASURES: Final[Mapping[str, Callable[[], Mapping[str, float]]]] = {
    "load": loading,
    "replay": replaying,
    "refuse": refusing,
    "draw": drawing,
}


def compared(names: Iterable[str], *, slack: float) -> list[Ratio]:
    """Measure each named ratio and set its bound beside it."""
    return [Ratio(name, MEASURES[name.partition(" ")[0]]()[name], BOUNDS[name] * slack) for name in names]


def main() -> None:
    """Print each ratio with its bound; end with 1 when one is beyond it."""
    parser = argparse.ArgumentParser(description="Compare ratios of times with their bounds.")
    parser.add_argument("--only", choices=MEASURES, help="measure this work only")
    parser.add_argument("--slack", type=float, default=1.0, help="multiply every bound by this")
    parser.add_argument(SMALL, action="store_true", help="a hundredth of the work, to try the program")
    asked = parser.parse_args()
    names = [name for name in BOUNDS if asked.only is None or name.startswith(asked.only)]
    ratios = compared(names, slack=asked.slack)
    columns = ("work", "measured", "bound", "within")
    print(Table(columns, Table.of(ratios).rows).text())
    beyond = [ratio for ratio in ratios if not ratio.met]
    for ratio in beyond:
        print(f"too slow: {ratio.work} is {ratio.value:.2f}, and may be at most {ratio.target:g}")
    raise SystemExit(1 if beyond else 0)


if __name__ == "__main__":
    main()
