"""A store in one file of DuckDB; the only importer of duckdb. Rows reach it by way of Arrow, which also tells their types."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from peacetrack.corpus.tables.files import as_errors_of_files
from peacetrack.corpus.tables.layout import TABLES, Add
from peacetrack.corpus.tables.parquet import arrow_table
from peacetrack.report.tables.table import Row, TableOfRows

#: DuckDB keeps what it wrote until its memory is full; left alone, it takes most of the machine's.
SETTINGS: Final[dict[str, str | bool | int | float | list[str]]] = {"memory_limit": "128MB", "threads": 1}


@contextmanager
def duckdb_file(path: Path) -> Iterator[Add]:
    """
    Begin a file of DuckDB with empty tables.

    Args:
        path: Where there is no file yet.

    Returns:
        A function that adds rows to a table.

    Raises:
        ModuleNotFoundError: duckdb or pyarrow is not installed.
        OSError: It cannot be written.
    """
    import duckdb

    with as_errors_of_files(duckdb.Error), closing(duckdb.connect(path, config=SETTINGS)) as connection:
        for table in TABLES:
            _execute(connection, f"CREATE TABLE {table.name} AS FROM rows", arrow_table(table, ()))

        def add(table: TableOfRows, rows: list[Row]) -> None:
            _execute(connection, f"INSERT INTO {table.name} FROM rows", arrow_table(table, rows))

        yield add


def _execute(connection: Any, statement: str, rows: Any) -> None:
    """Run a statement that reads rows of Arrow under the name `rows`."""
    connection.register("rows", rows)
    connection.execute(statement)
    connection.unregister("rows")
