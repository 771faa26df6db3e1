"""
Draw how the time grows: `python benchmarks/plot_growth.py [FILE.svg]`.

Loading and replaying are measured for a thousand to a million events, counting for ten to ten thousand units. The exponent is
the slope of the line that fits the logarithms best: 1 is linear. With `--no-drawing` only the tables are printed.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from math import log as logarithm
from pathlib import Path
from statistics import linear_regression
from typing import Any, Final

import attrs
import generated_transitions
from generated_logs import write
from measured import SMALL, Table, medians, show

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Bounds, Member, Move, StatedCount, Statement, Worlds
from peacetrack.yaml.files.loader import load

DRAWING: Final = Path(__file__).parent.parent / "docs" / "explanation" / "growth.svg"
EVENTS: Final = (1_000, 10_000) if SMALL in sys.argv else (1_000, 10_000, 100_000, 1_000_000)
UNITS: Final = (10, 100, 1_000, 10_000)
#: Blue and vermillion differ for the colour-blind too, and so do the marks.
BLUE, VERMILLION, GREY = "#0072B2", "#D55E00", "#595959"


@attrs.frozen
class Course:
    """How the seconds of one work grow with its size."""

    name: str
    sizes: tuple[int, ...]
    seconds: tuple[float, ...]

    @property
    def exponent(self) -> float:
        """Fit a power of the size."""
        return linear_regression([*map(logarithm, self.sizes)], [*map(logarithm, self.seconds)]).slope

    def each(self, place: int) -> str:
        """Write the microseconds for one event or unit."""
        return f"{self.seconds[place] / self.sizes[place] * 1e6:.2f}"


def times(size: int) -> int:
    """Tell how often a size is measured: small ones more often."""
    return 7 if size <= 10_000 else 3 if size <= 100_000 else 1


def course(name: str, sizes: tuple[int, ...], prepare: Callable[[int], Callable[[], Any]]) -> Course:
    """Measure one work in each of its sizes."""
    stated = []
    for size in sizes:
        run = prepare(size)
        run()  # what is made once is made before
        stated.append(medians({name: run}, times=times(size))[name])
    return Course(name, sizes, tuple(stated))


def replaying(size: int) -> Callable[[], Any]:
    """Prepare a replay."""
    stated = generated_transitions.log(size)
    return lambda: generated_transitions.first_fact(stated)


def counting_unnamed(size: int) -> Callable[[], Any]:
    """Prepare a hundred counts of units that nobody named."""
    statements = [_count(number, agreed=size // 2, of=size) for number in range(100)]
    return lambda: _answer((), statements)


def counting_named(size: int) -> Callable[[], Any]:
    """Prepare a count after half of the units was agreed by name."""
    nodes = [Member(id=f"u{number}") for number in range(size)]
    moves: list[Statement] = [
        Move(key=f"m{number}", node=f"u{number}", allowed=LIVE, target=Status.AGREED)
        for number in range(size // 2)
    ]
    statements = [*moves, _count(0, agreed=size // 2 + 1, of=size)]
    return lambda: _answer(nodes, statements)


def _answer(nodes: Sequence[Member], statements: Sequence[Statement]) -> Bounds:
    return Worlds(nodes, statements).after(len(statements)).number(Status.AGREED)


def _count(number: int, *, agreed: int, of: int) -> StatedCount:
    return StatedCount(key=f"c{number}", numbers=((Status.AGREED, Bounds.exactly(agreed)),), of=of)


def courses() -> Iterator[Course]:
    """Measure everything that is drawn."""
    with tempfile.TemporaryDirectory() as place:

        def loading(size: int) -> Callable[[], Any]:
            folder = Path(place) / str(size)
            write(folder, size, flow=False)
            return lambda: load(folder)

        yield course("loading", EVENTS, loading)
    yield course("replaying", EVENTS, replaying)
    yield course("100 counts of unnamed units", UNITS, counting_unnamed)
    yield course("half agreed by name, then a count", UNITS, counting_named)


def draw(stated: list[Course], file: Path) -> None:
    """Draw the courses, the same bytes for the same figures."""
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    figure = Figure(figsize=(8.6, 4.2), layout="constrained", facecolor="white")
    panes = figure.subplots(1, 2)
    for pane, pair, what in zip(panes, (stated[:2], stated[2:]), ("events", "units"), strict=True):
        for each, colour, sign in zip(pair, (BLUE, VERMILLION), ("o", "s"), strict=True):
            label = f"{each.name} (exponent {each.exponent:.2f})"
            pane.loglog(each.sizes, each.seconds, color=colour, marker=sign, label=label)
        last = pair[-1]
        linear = [last.seconds[-1] * size / last.sizes[-1] for size in last.sizes]
        pane.loglog(last.sizes, linear, color=GREY, linestyle=":", label="linear")
        pane.set(xlabel=what, ylabel="seconds", facecolor="white")
        pane.grid(visible=True, which="major", color="#DDDDDD", linewidth=0.6)
        pane.legend(frameon=False, fontsize=8, loc="upper center", bbox_to_anchor=(0.5, -0.16))
    # Letters as paths need no font of the reader's; the salt and the missing date make the bytes repeatable.
    with rc_context({"svg.hashsalt": "peacetrack", "svg.fonttype": "path"}):
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})


def tables(stated: list[Course]) -> Iterator[Table]:
    """Write the courses, those of events and those of units."""
    for pair, what in ((stated[:2], "events"), (stated[2:], "units")):
        columns = (
            what,
            *(f"{each.name}: seconds" for each in pair),
            *(f"{each.name}: µs each" for each in pair),
        )
        rows = [
            (
                f"{size:,}",
                *(f"{each.seconds[place]:.4f}" for each in pair),
                *(each.each(place) for each in pair),
            )
            for place, size in enumerate(pair[0].sizes)
        ]
        rows.append(("exponent", *(f"{each.exponent:.2f}" for each in pair), *("" for _ in pair)))
        yield Table(columns, tuple(rows))


def main() -> None:
    """Measure, print and draw."""
    stated = list(courses())
    show("growth, processor time", *tables(stated))
    files = [Path(argument) for argument in sys.argv[1:] if not argument.startswith("-")]
    if "--no-drawing" not in sys.argv:
        draw(stated, files[0] if files else DRAWING)


if __name__ == "__main__":
    main()
