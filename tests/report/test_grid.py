"""The provisions in time: a row for each that is known by name, and a band for those that nobody has named."""

from __future__ import annotations

import datetime as dt

from peacetrack.report.html.accounts import Bar
from peacetrack.report.html.grid import MOST_CELLS, WIDEST, Cell, Grid
from peacetrack.report.html.rendering import page_html
from tests.build import CAST, PACKAGE, log_with
from tests.report.reading import fixture, page_of


def grid_of(*events: str, cast: str = "") -> Grid:
    found = page_of(log_with(*events, cast=cast) if cast else log_with(*events)).grids
    return found[0]


def letters(grid: Grid) -> dict[str, list[str]]:
    return {row.label: [cell.letters for cell in row.cells] for row in grid.rows}


def test_the_six_points_of_havana() -> None:
    """Each point from pending to agreed, open again after the plebiscite, and agreed anew."""
    (grid,) = page_of(fixture("colombia-farc")).grids

    assert ("Final agreement", "point") == (grid.title, grid.unit)
    assert ["2016-08-24", "2016-10-07", "2016-11-12"] == list(grid.starts[-3:])
    assert ["P", "O/P", "O", "A"] == letters(grid)["2 Political participation"][:4]
    assert ["A", "O", "A"] == letters(grid)["6 point-6"][-3:]
    assert "2016-10-07" == grid.starts[-2]


def test_the_sixteen_articles_that_nobody_named() -> None:
    """Thirteen of sixteen are agreed and nobody said which: a band of 13 of 16."""
    (grid,) = page_of(fixture("armenia-azerbaijan")).grids
    band = grid.rows[-1]

    assert "articles that nobody named" == band.label
    assert (
        Cell(letters="A 13 of 16", text="13 of 16 articles agreed", look="band", bar=Bar(81, 81))
        == band.cells[-1]
    )
    assert "unknown" == band.cells[0].look


def test_a_column_holds_until_the_next_begins() -> None:
    """A column begins at the stop at which a status changes; the first where any is known."""
    grid = grid_of(
        "event: statement_made, by: armenia, what: A wish, date: 2024-01-01",
        "event: provision_opened, provision: borders, date: 2024-02-01",
        "event: statement_made, by: armenia, what: A hope, date: 2024-03-01",
        "event: provision_agreed, provision: borders, date: 2024-04-01",
    )

    assert ("2024-02-01", "2024-04-01") == grid.starts
    assert ((1, 3), 0) == (grid.stops, grid.left_out)


def test_of_a_very_wide_table_the_earliest_columns_are_left_out() -> None:
    """A page stays small: of hundreds of changes of hundreds of provisions the latest are shown, and how many are not."""
    names = [f"p{number}" for number in range(200)]
    cast = CAST.replace(
        "      courts: {kind: article}\n", "".join(f"      {one}: {{kind: article}}\n" for one in names)
    )
    first = dt.date(2024, 1, 1)
    log = log_with(
        *(
            f"event: provision_agreed, provision: {one}, date: {first + dt.timedelta(day)}"
            for day, one in enumerate(names[:40])
        ),
        cast=cast,
    )
    (grid,) = page_of(log).grids

    assert 40 == len(grid.starts) + grid.left_out
    assert len(grid.starts) * len(grid.rows) <= MOST_CELLS
    assert "2024-02-09" == grid.starts[-1]
    assert f"{grid.left_out} earlier columns are left out." in page_html(page_of(log))


def test_what_may_have_happened_is_drawn_as_either() -> None:
    """While an event may have happened, both statuses stand in the cell."""
    grid = grid_of(
        "event: provision_opened, provision: borders, date: 2024-02-01",
        "event: provision_agreed, provision: borders, date: 2024-03-01/2024-03-31",
    )

    assert ["O", "A/O", "A"] == letters(grid)["borders"]
    assert ("several", "agreed or open") == (grid.rows[1].cells[1].look, grid.rows[1].cells[1].text)


def test_of_many_possible_statuses_no_letters_are_shown() -> None:
    """More than three possible statuses are not spelled in a cell; the words for readers who hear name them all."""
    course = ("contested", "agreed_in_principle", "partly_agreed")
    grid = grid_of(
        "event: provision_opened, provision: borders, date: 2024-01-01",
        *(
            f"event: provision_{kind}, provision: borders, date: 2024-0{n}-01/2024-09-30"
            for n, kind in enumerate(course, 2)
        ),
    )
    cells = grid.rows[1].cells

    assert ["O", "O/C", "Ap/O/C", "?", "A½/Ap/C"] == [cell.letters for cell in cells]
    assert "agreed in principle or contested or open or partly agreed" == cells[3].text


def test_a_disputed_status_is_marked() -> None:
    """What one side says and another denies is marked as disputed."""
    grid = grid_of(
        "id: deal, event: provision_agreed, provision: borders, according_to: armenia, date: 2024-02-01",
        "event: denied, of: deal, by: hajizade, date: 2024-02-02",
    )

    assert ("?", True) == (grid.rows[1].cells[-1].letters, grid.rows[1].cells[-1].disputed)


def test_parts_lie_inside_their_provision() -> None:
    """A paragraph stands one step inside its article."""
    (grid,) = page_of(
        log_with("event: provision_opened, provision: zones-1, date: 2024-02-01", cast=PACKAGE)
    ).grids
    depths = {row.label: row.depth for row in grid.rows}

    assert (0, 1) == (depths["zones"], depths["zones-1"])


def test_the_band_leaves_out_what_is_known_by_name() -> None:
    """Of five agreed articles two are known by name, so three of those without a name are."""
    grid = grid_of(
        "event: provision_agreed, provision: [borders, transit], date: 2024-02-01",
        "event: count_stated, by: pashinyan, agreed: 5, of: 9, date: 2024-03-01",
    )

    assert "A 3 of 7" == grid.rows[-1].cells[-1].letters


def test_a_text_whose_units_are_all_named_has_no_band() -> None:
    """Nothing without a name is left to be drawn."""
    (grid,) = page_of(fixture("colombia-farc")).grids

    assert "points that nobody named" not in letters(grid)


def test_a_long_course_is_cut_into_tables_that_fit_on_paper() -> None:
    """Thirty columns stand in three tables of like width."""
    kinds = ("reopened", "agreed")
    events = ["event: provision_agreed, provision: borders, date: 2024-01-01"]
    events += [
        f"event: provision_{kinds[n % 2]}, provision: borders, date: 2024-02-{n + 1:02}" for n in range(29)
    ]
    parts = grid_of(*events).parts

    assert [range(10), range(10, 20), range(20, 30)] == list(parts)
    assert all(len(part) <= WIDEST for part in parts)
