"""
Pictures for a program and for a file: `peacetrack.plot` gives axes of matplotlib, and `picture_file` writes them.

Examples:
    >>> import peacetrack as pt
    >>> axes = pt.plot.counts(pt.timeline(pt.load("docs/how-to/ferry")))
    >>> axes.get_title(), axes.get_ylabel()
    ('Ferry accord', 'chapters agreed')
"""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal, assert_never

import attrs

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.model.dates import Day, day_of
from peacetrack.model.misuse import require
from peacetrack.report.plots.drawing import draw_counts, draw_days, draw_matrix, draw_threads
from peacetrack.report.plots.pictured import (
    CountsPicture,
    pictured_counts,
    pictured_days,
    pictured_matrix,
    pictured_threads,
)
from peacetrack.state.timeline import State, Timeline

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Picture(StrEnum):
    """What a picture shows."""

    COUNTS = "counts"
    MATRIX = "matrix"
    DEMANDS = "demands"
    DAYS = "days"


class NothingToDrawError(ValueError):
    """Nothing is on record of what a picture shows."""


def _of_pyplot(width: float, height: float) -> Axes:
    """Make axes that a notebook shows by itself."""
    from matplotlib import pyplot as plt

    return plt.subplots(figsize=(width, height), layout="constrained")[1]


def _of_a_file(width: float, height: float) -> Axes:
    """Make axes that nothing but their file keeps."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained").subplots()


@attrs.frozen
class Plots:
    """
    Draw pictures of a timeline: `pt.plot.counts(pt.timeline(log))`.

    Attributes:
        new_axes: Makes axes of a width and a height in inches, where a caller gives none.
    """

    new_axes: Callable[[float, float], Axes] = _of_pyplot

    def counts(
        self,
        line: Timeline,
        *,
        instrument: str = "",
        account: AccountLike = EVERYONE,
        until: Day = None,
        ax: Axes | None = None,
    ) -> Axes:
        """
        Draw how many units of a text are agreed, as a step with its band from at least to at most.

        Args:
            line: Of which log, and known by when.
            instrument: Of which text; the only one of which numbers are known when empty.
            account: Whose word is believed.
            until: The last day; that of the record when None.
            ax: In which axes; in new ones of pyplot when None.

        Raises:
            NothingToDrawError: No number is on record.
            ValueError: There is no such text, or there are several and none is named.
        """
        require(line, Timeline, "plot.counts")
        end = day_of(until)
        found = _chosen(line, instrument, lambda name: _counts(line, name, account, end))
        axes = ax or self.new_axes(8, 4)
        draw_counts(axes, found, line.log.cast)
        return axes

    def matrix(
        self,
        line: Timeline,
        *,
        instrument: str = "",
        account: AccountLike = EVERYONE,
        until: Day = None,
        ax: Axes | None = None,
    ) -> Axes:
        """
        Draw the provisions of a text by the days on which any changes, with a letter in every cell.

        The arguments and refusals are those of `counts`.
        """
        require(line, Timeline, "plot.matrix")
        end = day_of(until)
        found = _chosen(
            line, instrument, lambda name: pictured_matrix(line, name, account=account, until=end)
        )
        axes = ax or self.new_axes(max(6, 3 + len(found.starts)), 1.6 + 0.4 * len(found.rows))
        draw_matrix(axes, found)
        return axes

    def demands(
        self, line: Timeline, *, account: AccountLike = EVERYONE, until: Day = None, ax: Axes | None = None
    ) -> Axes:
        """
        Draw each demand and each offer as a bar with its statements and answers.

        The arguments and refusals are those of `counts`.
        """
        require(line, Timeline, "plot.demands")
        found = pictured_threads(line, account=account, until=day_of(until))
        if found is None:
            raise NothingToDrawError("no demand and no offer is on record")
        axes = ax or self.new_axes(9, 1.4 + 0.5 * len(found.threads))
        draw_threads(axes, found)
        return axes

    def days(
        self, line: Timeline, *, account: AccountLike = EVERYONE, until: Day = None, ax: Axes | None = None
    ) -> Axes:
        """
        Draw the events on a line of days, what happened on some day between two as the line between these.

        The arguments and refusals are those of `counts`.
        """
        require(line, Timeline, "plot.days")
        found = pictured_days(line, account=account, until=day_of(until))
        if found is None:
            raise NothingToDrawError("no event with a day is on record")
        axes = ax or self.new_axes(9, 1 + 0.7 * len(found.rows))
        draw_days(axes, found, line.log.cast)
        return axes


#: `peacetrack.plot`
plot: Final = Plots()


def _counts(line: Timeline, name: str, account: AccountLike, until: dt.date | None) -> CountsPicture | None:
    found = pictured_counts(line, name, account=account, until=until)
    return found if found.pieces else None


def _chosen(line: Timeline, instrument: str, pictured: Callable[[str], Any]) -> Any:
    """Give the picture of the text that is named, or of the only one of which there is something to show."""
    texts = line.log.cast.instruments
    if instrument and instrument not in texts:
        raise ValueError(f"'{instrument}' is no instrument of this negotiation; there are {', '.join(texts)}")
    found = {name: one for name in ([instrument] if instrument else texts) if (one := pictured(name))}
    if not found:
        raise NothingToDrawError(f"nothing is on record of {instrument or 'any text'}")
    if len(found) > 1:
        raise ValueError(f"name one instrument: there are {', '.join(found)}")
    return next(iter(found.values()))


def picture_file(
    state: State, picture: Picture, form: Literal["svg", "png"], *, instrument: str = ""
) -> bytes:
    """
    Draw a picture as a file; the same log gives the same bytes.

    Args:
        state: Of the last day, on the account that is believed.
        picture: What it shows.
        form: In which format.
        instrument: Of which text, for pictures of one text.

    Raises:
        NothingToDrawError: Nothing is on record of what it shows.
        ValueError: There is no such text, or there are several and none is named.
    """
    from matplotlib import rc_context

    line, account, until = state.timeline, state.account, state.as_of
    plots = Plots(_of_a_file)
    # Text stays text, which a reader can search; names inside the file follow from what is drawn.
    with rc_context({"svg.fonttype": "none", "svg.hashsalt": "peacetrack"}), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font", UserWarning)
        match picture:
            case Picture.COUNTS:
                axes = plots.counts(line, account=account, until=until, instrument=instrument)
            case Picture.MATRIX:
                axes = plots.matrix(line, account=account, until=until, instrument=instrument)
            case Picture.DEMANDS:
                axes = plots.demands(line, account=account, until=until)
            case Picture.DAYS:
                axes = plots.days(line, account=account, until=until)
            case _:
                assert_never(picture)
        file = BytesIO()
        figure: Any = axes.figure
        figure.savefig(file, format=form, dpi=150, metadata={"Date": None} if form == "svg" else None)
    return file.getvalue()
