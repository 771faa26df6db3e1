"""Stores: the rows of a corpus in a file that other engines read, written as they come.

The law: a store is there as a whole or not at all. It is written beside its place and moved there when nothing is
missing; a run that breaks off leaves what was there before. Nothing is overwritten unless that is asked for, and a folder
never if it holds anything but the files of such a store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from enum import StrEnum
from pathlib import Path
from typing import Final, assert_never

from peacetrack.corpus.tables.duck import duckdb_file
from peacetrack.corpus.tables.layout import TABLE, TABLES, Add
from peacetrack.corpus.tables.parquet import parquet_folder
from peacetrack.corpus.tables.rows import LogRows
from peacetrack.corpus.tables.sqlite import sqlite_file
from peacetrack.report.tables.table import Row, codebook
from peacetrack.yaml.files.opening import names_in, real
from peacetrack.yaml.writing.saving import Former, whole

#: So many rows of a table are kept until they are written: the memory that a store needs does not grow with the corpus.
KEPT: Final = 1 << 14


class StoreKind(StrEnum):
    """The kinds of store, each with the usual ending of its name."""

    PARQUET = ".parquet"
    DUCKDB = ".duckdb"
    SQLITE = ".sqlite"

    def begin(self, path: Path) -> AbstractContextManager[Add]:
        """Begin a store with empty tables where there is nothing yet."""
        match self:
            case StoreKind.PARQUET:
                return parquet_folder(path)
            case StoreKind.DUCKDB:
                return duckdb_file(path)
            case StoreKind.SQLITE:
                return sqlite_file(path)
            case _:
                assert_never(self)


#: The kind of a store, by the ending of its name.
ENDINGS: Final[Mapping[str, StoreKind]] = {
    **{kind.value: kind for kind in StoreKind},
    ".db": StoreKind.SQLITE,
}


class StoreError(ValueError):
    """A store cannot be written, and nothing was changed: its ending, what lies in its place, or what is not installed."""


def write(logs: Iterable[LogRows], out: Path, *, force: bool = False) -> Mapping[str, int]:
    """
    Write a store; what lies in its place stays there until the store is whole.

    Args:
        logs: What each log tells, in the order in which it is to stand there.
        out: Its name; the ending says which kind it is: `.parquet` (a folder), `.duckdb`, `.sqlite` or `.db`.
        force: Replace a store or a file of that name.

    Returns:
        For each table how many rows it has.

    Raises:
        StoreError: It cannot be written there. Nothing was asked of `logs` yet.
        NotSavedError: Its folder cannot be written, or somebody else has written it meanwhile.
        OSError: The disk refuses.
    """
    kind = _kind(out)
    out = _place(out)
    _require_place(out, kind, force=force)
    former = Former.ANYTHING if force else Former.NOTHING
    with whole(out, instead_of=former) as part, ExitStack() as stack:
        try:
            add = stack.enter_context(kind.begin(part))
        except ModuleNotFoundError as error:
            hint = "python -m pip install 'peacetrack[corpus]'"
            raise StoreError(f"a store '*{out.suffix}' needs the package '{error.name}': {hint}") from None
        return _fill(add, logs)


def _place(out: Path) -> Path:
    """Give the place of a store; a link stays one, and is followed within its folder alone."""
    place = real(out)
    if out.is_symlink() and not place.is_relative_to(real(out.parent)):
        raise StoreError(f"'{out}' is a link that leaves its folder: it is left alone")
    return place


def _kind(out: Path) -> StoreKind:
    if out.suffix not in ENDINGS:
        raise StoreError(
            f"'{out.name}' has no ending that names a kind of store: end it in {', '.join(ENDINGS)}"
        )
    return ENDINGS[out.suffix]


def _require_place(out: Path, kind: StoreKind, *, force: bool) -> None:
    if not out.parent.is_dir():
        raise StoreError(f"there is no folder '{out.parent}'")
    if not out.exists():
        return
    if not force:
        raise StoreError(f"'{out}' is there already: name another, or replace it with --force")
    if kind is StoreKind.PARQUET:
        ours = {f"{table.name}{kind}" for table in TABLES}
        if not out.is_dir() or not ours.issuperset(names_in(out)):
            raise StoreError(
                f"'{out}' is no folder that holds the tables of a corpus alone: it is left alone"
            )
    elif not out.is_file():
        raise StoreError(f"'{out}' is no file: it is left alone")


def _fill(add: Add, logs: Iterable[LogRows]) -> dict[str, int]:
    """Add the rows of each log, many at a time."""
    kept: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    numbers = dict.fromkeys(TABLE, 0)
    for name, rows in _tables(logs):
        kept[name] += rows
        numbers[name] += len(rows)
        if len(kept[name]) >= KEPT:
            add(TABLE[name], kept.pop(name))
            kept[name] = []
    for name, rows in kept.items():
        if rows:
            add(TABLE[name], rows)
    return numbers


def _tables(logs: Iterable[LogRows]) -> Iterator[tuple[str, list[Row]]]:
    yield "codebook", [*codebook(TABLES)]
    for one in logs:
        for name, rows in one.rows.items():
            yield name, [*rows]
