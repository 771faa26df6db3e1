"""Pictures as they are drawn: what matplotlib was given is what is known, with whose colour it has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from math import isnan
from typing import Any

import pytest
from matplotlib.axes import Axes
from matplotlib.dates import num2date
from matplotlib.figure import Figure

import peacetrack as pt
from peacetrack.report.html.grid import LETTERS
from peacetrack.report.plots.drawing import BLUE, COLOURS, LOOKS, PHASES, in_rows, of_actor, shown
from peacetrack.report.plots.pictured import Happening, pictured_days
from peacetrack.state.timeline import Timeline, timeline
from tests.build import CAST, PACKAGE, log_with
from tests.report.reading import fixture

DISPUTE = (
    "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01",
    "event: count_stated, by: aliyev, agreed: 10, of: 16, date: 2024-05-01",
    "event: statement_made, by: armenia, what: A beginning, date: 2024-06-01",
)


@pytest.fixture
def axes() -> Axes:
    return Figure().subplots()


def points(line: Any) -> list[tuple[dt.date, float]]:
    return [(_day(x), float(y)) for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)]


def _day(value: Any) -> dt.date:
    return value if isinstance(value, dt.date) else num2date(value).date()  # type: ignore[no-untyped-call]  # matplotlib's own


def legend(axes: Axes) -> list[str]:
    found = axes.get_legend()
    assert found
    return [text.get_text() for text in found.get_texts()]


def drawn(*events: str) -> Timeline:
    return timeline(log_with(*events))


def test_a_step_its_band_and_each_side_of_a_dispute(axes: Axes) -> None:
    """The step runs along the least that is agreed; Armenia's line at thirteen and Azerbaijan's at ten have their colours."""
    assert axes is pt.plot.counts(drawn(*DISPUTE), ax=axes)
    first, last = dt.date(2024, 5, 1), dt.date(2024, 6, 1)
    step, armenia, azerbaijan, whole = axes.get_lines()

    assert [(first, 10), (last, 10)] == points(step) == points(azerbaijan)
    assert [(first, 13), (last, 13)] == points(armenia)
    assert [BLUE, COLOURS[0], COLOURS[1]] == [one.get_color() for one in (step, armenia, azerbaijan)]
    assert 16 == whole.get_ydata()[0]  # type: ignore[index]  # a list of two
    band: Any = axes.collections[0]
    assert {10.0, 13.0} == {float(y) for _, y in band.get_paths()[0].vertices}
    assert ["agreed, at least", "perhaps more", "Armenia", "Azerbaijan", "all 16"] == legend(axes)
    assert ("treaty", "articles agreed") == (axes.get_title(), axes.get_ylabel())


def test_where_nothing_is_known_there_is_a_gap(axes: Axes) -> None:
    """While both say the same neither has a line of its own: Armenia's has a gap."""
    line = drawn(
        *DISPUTE[:2],
        "event: count_stated, by: [armenia, azerbaijan], agreed: 14, of: 16, date: 2024-05-10",
        "event: count_stated, by: pashinyan, agreed: 15, of: 16, date: 2024-05-20",
        "event: count_stated, by: aliyev, agreed: 11, of: 16, date: 2024-05-20",
        "event: statement_made, by: armenia, what: A beginning, date: 2024-06-01",
    )
    pt.plot.counts(line, ax=axes)
    armenia = [y for _, y in points(axes.get_lines()[1])]

    assert [13, 13, 15, 15] == [y for y in armenia if not isnan(y)]
    assert [False, False, True, False, False] == [*map(isnan, armenia)]


def test_a_number_of_an_unknown_whole_has_no_line_for_the_whole(axes: Axes) -> None:
    """At least three, of nobody knows how many: the band reaches the top."""
    pt.plot.counts(drawn("event: count_stated, by: armenia, agreed: {min: 3}, date: 2024-05-01"), ax=axes)

    assert ["agreed, at least", "perhaps more"] == legend(axes)


def test_an_exact_number_has_no_band_to_explain(axes: Axes) -> None:
    """Six points of six, each number known."""
    pt.plot.counts(timeline(fixture("colombia-farc")), instrument="final-accord", ax=axes)

    assert ["agreed", "all 6"] == legend(axes)


def test_the_matrix_has_a_letter_in_every_cell(axes: Axes) -> None:
    """Rows from above, columns by day, the letters of the report; a dispute has its sign."""
    line = drawn(
        "event: provision_agreed, provision: borders, date: 2024-05-01",
        "event: provision_contested, provision: courts, by: armenia, date: 2024-06-01",
    )
    pt.plot.matrix(line, ax=axes)
    letters = [text.get_text() for text in axes.texts]

    assert ["?", "?", "A", "A", "?", "?", "?", "C"] == letters[:8]
    assert ["from 2024-05-01", "from 2024-06-01"] == [one.get_text() for one in axes.get_xticklabels()]
    assert ["preamble", "borders", "transit", "courts"] == [one.get_text() for one in axes.get_yticklabels()][
        :4
    ]
    assert ["A  agreed", "C  contested", "?  unknown"] == legend(axes)


def test_each_look_of_the_report_has_a_colour() -> None:
    """A status that the report shows is drawn."""
    assert {status.replace("_", "-") for status in LETTERS} <= {*LOOKS}


def test_demands_are_bars_with_their_statements(axes: Axes) -> None:
    """A bar for each phase, dotted where it is not certain; a sign for each statement; the texts beside them."""
    line = drawn(
        "id: maps, event: condition_set, by: azerbaijan, of: armenia, what: Maps first, date: 2024-05",
        "event: condition_rejected, condition: maps, by: armenia, date: 2024-06-01",
        "id: soon, event: proposal_made, by: armenia, offer: Sign soon, date: 2024-06-10/..",
    )
    pt.plot.demands(line, ax=axes)
    bars: list[Any] = [*axes.patches]

    assert ["demand: Maps first", "offer: Sign soon"] == [one.get_text() for one in axes.get_yticklabels()]
    assert [":", "-", "-"] == [bar.get_linestyle() for bar in bars[:3]]
    assert [(30.0, 0.0), (1.0, 0.0), (10.0, 0.0)] == [
        (bar.get_width(), round(bar.get_y() + 0.25)) for bar in bars[:3]
    ]
    assert ["maps", "soon"] == [
        gid for gid in (one.get_gid() for one in axes.get_lines()) if gid in ("maps", "soon")
    ]
    assert {"raised", "rejected"} <= {*legend(axes)}


def test_an_interval_is_a_line_and_a_day_a_point(axes: Axes) -> None:
    """Each event bears its id; what overlaps lies side by side; an open end is an arrow."""
    line = drawn(
        "id: a, event: statement_made, by: pashinyan, what: A word, date: 2024-05-01",
        "id: b, event: statement_made, by: armenia, what: Two words, date: 2024-05",
        "id: c, event: statement_made, by: armenia, what: Three words, date: ../2024-06-01",
        "id: d, event: statement_made, by: armenia, what: Four words, date: 2024-05-20/..",
    )
    pt.plot.days(line, ax=axes)
    lines = {one.get_gid(): points(one) for one in axes.get_lines() if one.get_gid()}

    assert [dt.date(2024, 5, 1)] == [day for day, _ in lines["a"]]
    assert [dt.date(2024, 5, 1), dt.date(2024, 5, 31)] == [day for day, _ in lines["b"]]
    assert lines["a"][0][1] != lines["b"][0][1]
    assert {"<", ">", "|", "o"} <= {one.get_marker() for one in axes.get_lines()}


def test_rows_are_used_again() -> None:
    """An event that begins after another has ended lies in the same row."""
    found = pictured_days(
        drawn(
            "id: a, event: statement_made, by: armenia, what: A word, date: 2024-05",
            "id: b, event: statement_made, by: armenia, what: Two words, date: 2024-05-20",
            "id: c, event: statement_made, by: armenia, what: Three words, date: 2024-06-02",
        )
    )
    assert found

    def rows(happenings: tuple[Happening, ...]) -> Iterator[tuple[str, int]]:
        yield from ((one.event, row) for one, row in in_rows(happenings, (found.first, found.last)))

    assert {"a": 0, "b": 1, "c": 0} == dict(rows(found.rows[0][1]))


def test_many_actors_differ_in_dashes() -> None:
    """After the last colour comes the first again, dashed."""
    names = "\n".join(f"  a{number}: {{role: negotiating_party}}" for number in range(9))
    cast = log_with(cast=CAST.replace("actors:\n", f"actors:\n{names}\n")).cast
    looks = [of_actor([name], cast) for name in cast.actors]

    assert len(looks) == len({*looks})
    assert ("#000000", "-") == of_actor([], cast)


@pytest.mark.parametrize("sign", ["$x^2$ $", "_hidden", "a\u202eb", "\\frac{", "<b>"])
def test_a_text_of_a_log_is_shown_as_it_is(axes: Axes, sign: str) -> None:
    """A title is no formula, hides nothing and steers nothing."""
    cast = CAST.replace("name: Armenia,", f"name: '{sign}',")
    pt.plot.counts(timeline(log_with(*DISPUTE, cast=cast)), ax=axes)
    axes.figure.canvas.draw()

    assert shown(sign) in legend(axes)
    assert "\u202e" not in shown(sign)


def test_every_status_of_a_demand_and_an_offer_has_a_look() -> None:
    """A status without one would look like several."""
    statuses = {str(one).replace("_", " ") for a in (pt.CONDITIONS, pt.PROPOSALS) for one in a.table.statuses}

    assert {*PHASES} == statuses


def test_what_is_not_on_record_is_no_picture(axes: Axes) -> None:
    """An empty log has none; of several texts one is named; a text that is not there is refused."""
    empty = drawn()
    agreed = ("land", "zones")
    two = timeline(
        log_with(
            *(f"event: provision_agreed, provision: {one}, date: 2024-05-01" for one in agreed), cast=PACKAGE
        )
    )
    for draw in (pt.plot.counts, pt.plot.matrix, pt.plot.demands, pt.plot.days):
        with pytest.raises(pt.NothingToDrawError):
            draw(empty, ax=axes)
        with pytest.raises(TypeError, match="takes a Timeline, not a Log"):
            draw(empty.log, ax=axes)  # type: ignore[arg-type]  # that is the point
    with pytest.raises(ValueError, match="'treaties' is no instrument of this negotiation; there are treaty"):
        pt.plot.counts(empty, instrument="treaties", ax=axes)
    with pytest.raises(ValueError, match="name one instrument: there are accord, ceasefire"):
        pt.plot.matrix(two, ax=axes)
