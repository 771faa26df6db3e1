"""
How pictures are drawn, by matplotlib: each function draws one picture into axes.

Colours are those of Okabe and Ito, which people with any colour vision tell apart; what a colour says, a letter, a hatch, a
dash or a place says too, so that a picture reads in print. A text of a log is shown as it is, and never read as a formula.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from math import nan
from typing import TYPE_CHECKING, Any, Final

from peacetrack.model.cast import Cast
from peacetrack.model.characters import harmless
from peacetrack.model.ids import ActorId
from peacetrack.report.html.grid import LEGEND, Grid
from peacetrack.report.plots.pictured import (
    CountsPicture,
    DaysPicture,
    Happening,
    Piece,
    ThreadPicture,
    ThreadsPicture,
)
from peacetrack.worlds.census import plural

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

BLACK: Final = "#000000"
BLUE: Final = "#0072b2"
GREY: Final = "#767676"
ONE_DAY: Final = dt.timedelta(1)
#: An arrow to an unknown end is such a part of the picture.
SHORT: Final = 30
#: One after the other for the actors of a cast; after the last comes the first again, in other dashes.
COLOURS: Final = (BLUE, "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", BLACK)
DASHES: Final = ("-", "--", ":", "-.")
#: How a cell of the matrix looks: its ground, and the ink of its letters.
LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    "agreed": (BLUE, "#ffffff"),
    "partly-agreed": ("#56b4e9", BLACK),
    "agreed-in-principle": ("#a9d5ef", BLACK),
    "open": ("#ffffff", BLACK),
    "contested": ("#d55e00", BLACK),
    "pending": ("#e8e8e8", BLACK),
    "deferred": ("#cc79a7", BLACK),
    "withdrawn": ("#999999", BLACK),
    "several": ("#f0e442", BLACK),
    "unknown": ("#ffffff", "#595959"),
    "band": ("#ffffff", BLACK),
}
#: How the days of a demand or an offer look, by what had become of it; with a hatch, so that it reads in print.
PHASES: Final[Mapping[str, tuple[str, str]]] = {
    "raised": ("#e69f00", ""),
    "made": ("#e69f00", ""),
    "rejected": ("#d55e00", "//"),
    "accepted": ("#56b4e9", ".."),
    "partly met": ("#56b4e9", "--"),
    "met": (BLUE, ""),
    "closed": (BLUE, ""),
    "withdrawn": ("#bbbbbb", "xx"),
    "lapsed": ("#bbbbbb", "||"),
}
SEVERAL: Final = ("#ffffff", "")
#: A longer text is cut, so that the picture keeps its place.
WIDEST: Final = 48


def shown(text: str, widest: int = WIDEST) -> str:
    r"""
    Give a text of a log as a picture shows it: no formula, nothing that steers, and not too long.

    Examples:
        >>> print(shown("5 $ or 6 $"), shown("Lift the ban", 9))
        5 \$ or 6 \$ Lift the…
    """
    short = text if len(text) <= widest else f"{text[: widest - 1].rstrip()}…"
    return harmless(short).replace("$", r"\$")


def draw_counts(axes: Axes, found: CountsPicture, cast: Cast) -> None:
    """Draw a number as a step with its band; each side of a dispute in the colour of whoever speaks."""
    from matplotlib.ticker import MaxNLocator

    highest = max(max(piece.number.low, piece.number.high or 0) for piece in found.pieces)
    top = highest + 1 if found.of is None else found.of
    days, lows, highs = _corners(found.pieces, top)
    band = axes.fill_between(days, lows, highs, facecolor=BLUE, edgecolor=BLUE, alpha=0.3, hatch="//")
    (low,) = axes.plot(days, lows, color=BLUE, linewidth=2.5)
    handles: list[tuple[Artist, str]] = [(low, "agreed")]
    if any(piece.number.low != piece.number.high for piece in found.pieces):
        handles = [(low, "agreed, at least"), (band, "perhaps more")]
    for branch in found.branches:
        days, lows, _ = _corners(branch.pieces, top)
        colour, dashes = of_actor(branch.carriers, cast)
        (line,) = axes.plot(days, lows, color=colour, linestyle=dashes, linewidth=2.5)
        handles.append((line, " and ".join(branch.names) or "on record"))
    if found.of is not None:
        handles.append((axes.axhline(found.of, color=GREY, linestyle=":"), f"all {found.of}"))
    axes.set_ylim(0, max(top, 1) * 1.08)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.set_ylabel(shown(f"{plural(found.unit)} agreed"))
    axes.set_title(shown(found.title, 2 * WIDEST))
    _as_days(axes)
    _explain(axes, handles)


def _corners(pieces: Sequence[Piece], top: int) -> tuple[Any, list[float], list[float]]:
    """Give the corners of a step and of its band; where nothing is known there is a gap."""
    days: list[dt.date] = []
    lows: list[float] = []
    highs: list[float] = []
    for piece in pieces:
        if days and days[-1] != piece.since:
            days, lows, highs = [*days, days[-1]], [*lows, nan], [*highs, nan]
        days += [piece.since, piece.until]
        lows += [piece.number.low] * 2
        highs += [top if piece.number.high is None else piece.number.high] * 2
    return days, lows, highs


def of_actor(actors: Sequence[str], cast: Cast) -> tuple[str, str]:
    """Give the colour and the dashes of an actor; of several that of the first, and black of nobody."""
    if not actors:
        return BLACK, "-"
    place = [*cast.actors].index(ActorId(actors[0]))
    return COLOURS[place % len(COLOURS)], DASHES[place // len(COLOURS) % len(DASHES)]


def draw_matrix(axes: Axes, found: Grid) -> None:
    """Draw the provisions in time: a column from each day on which any changes, and a letter in every cell."""
    from matplotlib.patches import Patch, Rectangle

    rows, columns = len(found.rows), len(found.starts)
    for y, row in enumerate(found.rows):
        for x, cell in enumerate(row.cells):
            ground, ink = LOOKS[cell.look]
            axes.add_patch(Rectangle((x, y), 1, 1, facecolor=ground, edgecolor=GREY))
            letters = f"{cell.letters}!" if cell.disputed else cell.letters
            axes.text(x + 0.5, y + 0.5, shown(letters), ha="center", va="center", color=ink, fontsize=8)
    axes.set(xlim=(0, columns), ylim=(rows, 0))
    axes.set_xticks([x + 0.5 for x in range(columns)], [f"from {start}" for start in found.starts])
    axes.tick_params(
        axis="x", labelrotation=60, length=0, top=True, labeltop=True, bottom=False, labelbottom=False
    )
    axes.set_yticks([y + 0.5 for y in range(rows)], [shown(row.label) for row in found.rows])
    axes.tick_params(axis="y", length=0)
    axes.set_title(shown(found.title, 2 * WIDEST))
    looks = {cell.look for row in found.rows for cell in row.cells}
    known = [(look, letter, text) for look, letter, text in LEGEND if look in looks]
    _explain(
        axes,
        [
            (Patch(facecolor=LOOKS[look][0], edgecolor=GREY), f"{letter}  {text}")
            for look, letter, text in known
        ],
    )


def draw_threads(axes: Axes, found: ThreadsPicture) -> None:
    """Draw each demand and offer as a bar, coloured by what had become of it, with its statements as signs."""
    first, last = found.first, found.last
    for y, thread in enumerate(found.threads):
        for phase in thread.phases:
            start: Any = phase.since or first
            stop: Any = (phase.until or last) + ONE_DAY
            colour, hatch = PHASES.get(phase.status, SEVERAL)
            axes.barh(
                y,
                stop - start,
                left=start,
                height=0.5,
                facecolor=colour,
                edgecolor=BLACK,
                hatch=hatch,
                linestyle="-" if phase.certain else ":",
                alpha=1 if phase.certain else 0.5,
            )
        for one in thread.statements:
            _draw_happening(axes, one, y - 0.38, (first, last), BLACK)
    axes.set_ylim(len(found.threads) - 0.4, -0.8)
    axes.set_yticks(range(len(found.threads)), [shown(f"{one.what}: {one.text}") for one in found.threads])
    axes.set_title("Demands and offers, with their statements and answers")
    _as_days(axes)
    _explain(axes, _phases_of(found.threads))


def _phases_of(found: Sequence[ThreadPicture]) -> list[tuple[Artist, str]]:
    from matplotlib.patches import Patch

    statuses = {
        phase.status if phase.status in PHASES else "one of several" for one in found for phase in one.phases
    }
    looks = {**PHASES, "one of several": SEVERAL}
    return [
        (Patch(facecolor=colour, edgecolor=BLACK, hatch=hatch), status)
        for status, (colour, hatch) in looks.items()
        if status in statuses
    ]


def draw_days(axes: Axes, found: DaysPicture, cast: Cast) -> None:
    """Draw the events of each actor on a line of days; what overlaps lies side by side."""
    titles = {cast.title(name): name for name in cast.actors}
    ends = (found.first, found.last)
    for y, (name, happenings) in enumerate(found.rows):
        colour, _ = of_actor([titles[name]] if name in titles else [], cast)
        rows = in_rows(happenings, ends)
        for one, row in rows:
            deepest = max(place for _, place in rows) + 1
            _draw_happening(axes, one, y - 0.35 + 0.7 * (row + 0.5) / deepest, ends, colour)
    axes.set_ylim(len(found.rows) - 0.4, -0.6)
    axes.set_yticks(range(len(found.rows)), [shown(name) for name, _ in found.rows])
    axes.grid(axis="x", color="#dddddd")
    axes.set_title("Events on their days")
    axes.set_xlabel("point: a day; line: some day between; arrow: an end that nobody knows")
    _as_days(axes)


def in_rows(found: Iterable[Happening], ends: tuple[dt.date, dt.date]) -> list[tuple[Happening, int]]:
    """
    Give each event the first row in which no other lies on its days.

    Args:
        found: The events.
        ends: The first and the last day of the picture.
    """
    until: list[dt.date] = []
    placed = []
    for one in sorted(found, key=lambda one: _drawn(one, ends)):
        start, stop = _drawn(one, ends)
        row = next((place for place, end in enumerate(until) if end < start), len(until))
        until[row : row + 1] = [stop]
        placed.append((one, row))
    return placed


def _drawn(one: Happening, ends: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date]:
    """Give the days between which an event is drawn: to an end that nobody knows leads a short arrow."""
    arrow = (ends[1] - ends[0]) / SHORT
    if one.since and one.until:
        return one.since, one.until
    if one.since:
        return one.since, min(one.since + arrow, ends[1])
    return max((one.until or ends[1]) - arrow, ends[0]), one.until or ends[1]


def _draw_happening(axes: Axes, one: Happening, y: float, ends: tuple[dt.date, dt.date], colour: str) -> None:
    """Draw what happened on a day as a point, and on some day between two as a line; an open end is an arrow."""
    days: Any = _drawn(one, ends)
    if one.since == one.until and one.since:
        axes.plot(days[:1], [y], marker="o", markersize=5, color=colour, gid=one.event)
        return
    axes.plot(days, [y, y], color=colour, linewidth=2, gid=one.event)
    for place, sign, is_known in ((0, "<", one.since), (1, ">", one.until)):
        axes.plot(days[place : place + 1], [y], marker="|" if is_known else sign, markersize=6, color=colour)


def _as_days(axes: Axes) -> None:
    """Write the days of an axis as they are written everywhere."""
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter

    locator = AutoDateLocator()  # type: ignore[no-untyped-call]  # matplotlib's own
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))  # type: ignore[no-untyped-call]  # likewise
    axes.margins(x=0.02)


def _explain(axes: Axes, handles: Sequence[tuple[Artist, str]]) -> None:
    """Put a legend below the picture; one entry is set after the other, since a name may begin with what hides it."""
    legend = axes.legend(
        [handle for handle, _ in handles],
        ["…"] * len(handles),
        loc="upper center",
        bbox_to_anchor=(0.5, -0.12),
        ncols=4,
        frameon=False,
    )
    for text, (_, name) in zip(legend.get_texts(), handles, strict=True):
        text.set_text(shown(name))
