"""What is written into a store is what is read from it, whichever kind it is and whoever did the work."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import closing
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from peacetrack.corpus.tables import TABLES, CorpusQuery, LogRows, rows_of_logs
from peacetrack.log.log import Log
from peacetrack.report.tables.table import Cell, codebook
from peacetrack.testing import logs
from peacetrack.yaml.writing.writer import dumps
from tests.corpus.tables.stored import (
    ENDINGS,
    ROOT,
    bytes_of,
    read_store,
    rows_by_log,
    rows_of,
    some_logs,
    stored,
)
from tests.profile import in_full, most

each_kind = pytest.mark.parametrize("ending", most(ENDINGS))
#: The Python type of each type of column.
PYTHON: Final[dict[str, type]] = {"text": str, "number": int, "truth": bool}


@pytest.fixture(scope="module")
def fixtures() -> list[LogRows]:
    return rows_by_log(*some_logs(), root=ROOT)


@each_kind
def test_every_row_of_the_fixtures_comes_back(ending: str, fixtures: list[LogRows], tmp_path: Path) -> None:
    """Texts, numbers, truth values and days, and nothing where there is nothing; broken logs are among them."""
    rows = stored(fixtures, tmp_path / f"corpus{ending}")

    assert rows_of(fixtures) == rows
    assert all(rows.values())


@each_kind
def test_the_same_logs_give_the_same_store(ending: str, fixtures: list[LogRows], tmp_path: Path) -> None:
    """Byte for byte where the engine allows that; DuckDB writes the same rows in other bytes."""
    one, other = tmp_path / f"one{ending}", tmp_path / f"other{ending}"
    stored(fixtures, one)
    stored(fixtures, other)

    assert read_store(one) == read_store(other)
    assert ending == ".duckdb" or bytes_of(one) == bytes_of(other)


@pytest.mark.parametrize(
    "executor",
    [
        partial(ThreadPoolExecutor, 2),
        pytest.param(partial(ProcessPoolExecutor, 2), marks=in_full),
        pytest.param(partial(ProcessPoolExecutor, 1, mp_context=get_context("spawn")), marks=in_full),
    ],
    ids=["threads", "processes", "spawned"],
)
def test_whoever_does_the_work_the_rows_are_the_same(executor: Any, fixtures: list[LogRows]) -> None:
    """In the order of the paths."""
    stated = rows_of_logs(some_logs(), CorpusQuery(root=ROOT), executor=executor, chunk=8)

    assert fixtures == [*stated]


@settings(max_examples=max(1, settings().max_examples // 3))  # each is written three times
@given(logs())
def test_every_row_of_a_drawn_log_comes_back(log: Log) -> None:
    """Whatever texts, dates and counts it has."""
    with TemporaryDirectory() as folder:
        home = Path(folder) / "talks"
        home.mkdir()
        (home / "talks.peace.yaml").write_text(dumps(log), encoding="utf-8", newline="\n")
        stated = rows_by_log(home)
        rows = [stored(stated, Path(folder) / f"corpus{ending}") for ending in ENDINGS]

    assert [rows_of(stated)] * len(ENDINGS) == rows
    assert {one.id for one in log.events} == {row[1] for row in rows[0]["events"]}
    assert [claim.id for claim in log.claims] == [row[1] for row in rows[0]["claims"]]


def cells(stated: list[LogRows]) -> Iterator[tuple[Any, Cell]]:
    rows = rows_of(stated)
    for table in TABLES:
        for row in rows[table.name]:
            yield from zip(table.columns, row, strict=True)


def test_a_column_holds_what_the_codebook_says(fixtures: list[LogRows]) -> None:
    """Its type, one of its few words, and lists where it says so."""
    stated = [(column, cell) for column, cell in cells(fixtures) if cell is not None]

    assert [] == [
        (column.name, cell)
        for column, cell in stated
        if (column.type == "day") != hasattr(cell, "isoformat")
        or (column.type in PYTHON and type(cell) is not PYTHON[column.type])
        or (column.values and cell not in column.values)
        or (column.is_list and not json.loads(str(cell)))
    ]


@each_kind
def test_the_codebook_lists_just_the_columns_of_the_store(
    ending: str, fixtures: list[LogRows], tmp_path: Path
) -> None:
    """In their order, with the tables themselves."""
    out = tmp_path / f"corpus{ending}"
    stated = [(row[0], row[1]) for row in stored(fixtures[:1], out)["codebook"]]

    assert stated == [(table.name, name) for table in TABLES for name in (None, *columns_of(out, table.name))]


def columns_of(out: Path, table: str) -> list[str]:
    """Ask the engine itself."""
    match out.suffix:
        case ".sqlite":
            with closing(sqlite3.connect(out)) as sqlite:
                return [str(name) for _, name, *_ in sqlite.execute(f"PRAGMA table_info({table})")]
        case ".duckdb":
            with closing(duckdb.connect(out, read_only=True)) as duck:
                return [str(name) for name, *_ in duck.execute(f"DESCRIBE {table}").fetchall()]
        case _:
            return list(pq.read_schema(out / f"{table}.parquet").names)


def test_every_line_of_the_codebook_says_something() -> None:
    """And a table names the log of each row first."""
    assert [] == [row for row in codebook(TABLES) if not str(row[-1]).endswith(".")]
    assert {"log"} == {table.columns[0].name for table in TABLES if table.name != "codebook"}


@pytest.mark.parametrize("ending", [".sqlite", ".duckdb"])
def test_no_name_has_to_be_quoted(ending: str, fixtures: list[LogRows], tmp_path: Path) -> None:
    """`by`, `order` and `column` are words of SQL, and no column is called so."""
    out = tmp_path / f"corpus{ending}"
    stored(fixtures[:1], out)
    connect: Any = sqlite3.connect if ending == ".sqlite" else duckdb.connect
    with closing(connect(out)) as connection:
        for table in TABLES:
            names = ", ".join(f"{table.name}.{column.name}, {column.name}" for column in table.columns)
            one = connection.execute(f"SELECT {names} FROM {table.name}").fetchone()  # noqa: S608 - constants

            assert one is None or len(one) == 2 * len(table.columns)


def test_parquet_says_what_its_columns_mean(fixtures: list[LogRows], tmp_path: Path) -> None:
    """Whoever has one file alone has its part of the codebook."""
    stored(fixtures[:1], tmp_path / "corpus.parquet")
    schema = pq.read_schema(tmp_path / "corpus.parquet" / "claims.parquet")

    assert {b"meaning": b"Whether the record bears it out."} == schema.field("verdict").metadata
