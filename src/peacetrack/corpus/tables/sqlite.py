"""A store in one file of SQLite. It needs nothing but Python.

SQLite has neither days nor truth values: a day is a text such as `2024-09-17`, which its functions for dates read, and a
truth value is 1 or 0.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import assert_never

from peacetrack.corpus.tables.files import as_errors_of_files
from peacetrack.corpus.tables.layout import TABLES, Add
from peacetrack.report.tables.table import CellType, Row, TableOfRows


@contextmanager
def sqlite_file(path: Path) -> Iterator[Add]:
    """
    Begin a file of SQLite with empty tables.

    Args:
        path: Where there is no file yet.

    Returns:
        A function that adds rows to a table.

    Raises:
        OSError: It cannot be written.
    """
    with as_errors_of_files(sqlite3.Error), closing(sqlite3.connect(path)) as connection:
        # Nobody else sees the file before it is whole, and one that breaks off is thrown away.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        for table in TABLES:
            columns = ", ".join(f"{column.name} {_type(column.type)}" for column in table.columns)
            connection.execute(f"CREATE TABLE {table.name} ({columns})")

        def add(table: TableOfRows, rows: list[Row]) -> None:
            places = ", ".join("?" * len(table.columns))
            with connection:
                connection.executemany(
                    f"INSERT INTO {table.name} VALUES ({places})",  # noqa: S608 - the name is one of `TABLES`
                    ([_plain(cell) for cell in row] for row in rows),
                )

        yield add


def _type(of: CellType) -> str:
    match of:
        case "text" | "day":
            return "TEXT"
        case "number" | "truth":
            return "INTEGER"
        case _:
            assert_never(of)


def _plain(cell: object) -> object:
    return cell.isoformat() if isinstance(cell, dt.date) else cell
