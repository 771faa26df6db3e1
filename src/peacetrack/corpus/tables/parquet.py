"""A store as a folder of Parquet files, one for each table; the only importer of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, Final, assert_never

from peacetrack.corpus.tables.layout import TABLES, Add
from peacetrack.report.tables.table import CellType, Row, TableOfRows

SUFFIX: Final = ".parquet"


@contextmanager
def parquet_folder(path: Path) -> Iterator[Add]:
    """
    Begin a folder with an empty file for each table; each call adds one row group.

    Args:
        path: Where there is nothing yet.

    Returns:
        A function that adds rows to a table.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    import pyarrow.parquet as pq

    path.mkdir()
    with ExitStack() as stack:
        files = {
            table.name: stack.enter_context(
                pq.ParquetWriter(path / f"{table.name}{SUFFIX}", _schema(table), compression="zstd")
            )
            for table in TABLES
        }

        def add(table: TableOfRows, rows: list[Row]) -> None:
            files[table.name].write_table(arrow_table(table, rows))

        yield add


def arrow_table(table: TableOfRows, rows: Sequence[Row]) -> Any:
    """
    Give rows as a table of Arrow, which other engines take as it is.

    Raises:
        ModuleNotFoundError: pyarrow is not installed.
    """
    import pyarrow as pa

    schema = _schema(table)
    columns = zip(*rows, strict=True) if rows else [()] * len(schema)
    arrays = [pa.array(column, type=field.type) for column, field in zip(columns, schema, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _schema(table: TableOfRows) -> Any:
    """Give the types of a table's columns; each column says in the file itself what it means."""
    import pyarrow as pa

    fields = [
        pa.field(column.name, _type(column.type), metadata={"meaning": column.explained})
        for column in table.columns
    ]
    return pa.schema(fields, metadata={"meaning": table.meaning})


def _type(of: CellType) -> Any:
    import pyarrow as pa

    match of:
        case "text":
            return pa.string()
        case "number":
            return pa.int64()
        case "truth":
            return pa.bool_()
        case "day":
            return pa.date32()
        case _:
            assert_never(of)
