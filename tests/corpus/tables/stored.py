"""Read a store back as plain values, whichever kind it is."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Final

import duckdb
import pyarrow.parquet as pq

from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.corpus import find
from peacetrack.corpus.tables import TABLES, CorpusQuery, LogRows, rows_of_logs, write
from peacetrack.report.tables.table import Cell, Column, Row, TableOfRows, codebook

ROOT: Final = Path(__file__).parents[3]
FIXTURES: Final = ROOT / "fixtures"
SEEDS: Final = FIXTURES / "armenia-azerbaijan"
#: Logs of every sort: whole ones, broken ones, scenarios. The many small examples beside them would show nothing more.
SORTS: Final = tuple(FIXTURES / name for name in ("armenia-azerbaijan", "bad", "colombia-farc", "scenarios"))
TUNNEL: Final = ROOT / "docs" / "how-to" / "corpus" / "tunnel"
ENDINGS: Final = (".sqlite", ".duckdb", ".parquet")
EVERYTHING: Final = {table.name: f"SELECT * FROM {table.name}" for table in TABLES}  # noqa: S608 - constants
Rows = dict[str, list[Row]]


def rows_by_log(
    *logs: Path,
    root: Path | None = None,
    query: Query = WHOLE,
    public: bool = False,
    within: tuple[Path, ...] = (),
) -> list[LogRows]:
    """Give what logs tell, in this process."""
    return [
        *rows_of_logs(
            logs, CorpusQuery(root=root or logs[0].parent, each=query, public=public, within=within)
        )
    ]


def rows_of(stated: Iterable[LogRows]) -> Rows:
    """Join the rows of logs, table by table, as they are to stand in a store."""
    rows: Rows = {table.name: [] for table in TABLES}
    rows["codebook"] += codebook(TABLES)
    for one in stated:
        for name, part in one.rows.items():
            rows[name] += part
    return rows


def as_mappings(table: str, rows: Iterable[Row]) -> list[dict[str, Cell]]:
    """Give rows with the names of their columns."""
    (names,) = ([column.name for column in one.columns] for one in TABLES if one.name == table)
    return [dict(zip(names, row, strict=True)) for row in rows]


def read_store(out: Path) -> Rows:
    """Read every table of a store, each row as the values that were written."""
    match out.suffix:
        case ".sqlite":
            with closing(sqlite3.connect(out)) as sqlite:
                return {
                    table.name: [_as_written(table, row) for row in sqlite.execute(EVERYTHING[table.name])]
                    for table in TABLES
                }
        case ".duckdb":
            with closing(duckdb.connect(out, read_only=True)) as duck:
                return {table.name: duck.execute(EVERYTHING[table.name]).fetchall() for table in TABLES}
        case _:
            return {table.name: _of_parquet(out / f"{table.name}.parquet") for table in TABLES}


def _of_parquet(path: Path) -> list[Row]:
    return [tuple(row.values()) for row in pq.read_table(path).to_pylist()]


def _as_written(table: TableOfRows, row: Row) -> Row:
    """Give the days and truth values of SQLite as what they stand for."""
    return tuple(_value(column, cell) for column, cell in zip(table.columns, row, strict=True))


def _value(column: Column, cell: Cell) -> Cell:
    if cell is None:
        return None
    if column.type == "day":
        return dt.date.fromisoformat(str(cell))
    return bool(cell) if column.type == "truth" else cell


def stored(stated: Iterable[LogRows], out: Path) -> Rows:
    """Write a store and read it back."""
    numbers = write(stated, out)
    rows = read_store(out)
    assert {name: len(part) for name, part in rows.items()} == numbers
    return rows


def some_logs() -> list[Path]:
    """Give logs of every sort: whole ones, broken ones, scenarios."""
    return [log for path in (TUNNEL, *SORTS) for log in find(path)]


def bytes_of(out: Path) -> Mapping[str, bytes]:
    """Give all the bytes of a store."""
    files = sorted(out.iterdir()) if out.is_dir() else [out]
    return {path.name if out.is_dir() else "": path.read_bytes() for path in files}
