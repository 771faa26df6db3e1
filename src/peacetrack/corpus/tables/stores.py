"""Stores: the rows of a corpus in a file that other engines read, written as they come.

The law: a store is there as a whole or not at all. It is written beside its place and moved there when nothing is
missing; a run that breaks off leaves what was there before. Nothing is overwritten unless that is asked for, and a folder
never if it holds anything but the files of such a store.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from peacetrack.corpus.tables.duck import duckdb_file
from peacetrack.corpus.tables.layout import TABLE, TABLES, Add
from peacetrack.corpus.tables.parquet import SUFFIX, parquet_folder
from peacetrack.corpus.tables.sqlite import sqlite_file
from peacetrack.corpus.tables.telling import Told
from peacetrack.report.tables.table import Row, codebook

#: How a store is begun, by the ending of its name.
KINDS: Final[Mapping[str, Callable[[Path], AbstractContextManager[Add]]]] = {
    SUFFIX: parquet_folder,
    ".duckdb": duckdb_file,
    ".sqlite": sqlite_file,
    ".db": sqlite_file,
}
#: So many rows of a table are kept until they are written: the memory that a store needs does not grow with the corpus.
KEPT: Final = 1 << 14


class StoreError(ValueError):
    """A store cannot be written, and nothing was changed: its ending, what lies in its place, or what is not installed."""


def write(told: Iterable[Told], out: Path, *, force: bool = False) -> Mapping[str, int]:
    """
    Write a store; what lies in its place stays there until the store is whole.

    Args:
        told: What each log tells, in the order in which it is to stand there.
        out: Its name; the ending says which kind it is: `.parquet` (a folder), `.duckdb`, `.sqlite` or `.db`.
        force: Replace a store or a file of that name.

    Returns:
        For each table how many rows it has.

    Raises:
        StoreError: It cannot be written there. Nothing was asked of `told` yet.
        OSError: The disk refuses.
    """
    begin = _kind(out)
    out = out.resolve()
    _require_place(out, force=force)
    with TemporaryDirectory(prefix=f".{out.name}.", dir=out.parent) as folder:
        part = Path(folder) / out.name
        with ExitStack() as stack:
            try:
                add = stack.enter_context(begin(part))
            except ModuleNotFoundError as error:
                hint = "python -m pip install 'peacetrack[corpus]'"
                raise StoreError(
                    f"a store '*{out.suffix}' needs the package '{error.name}': {hint}"
                ) from None
            numbers = _fill(add, told)
        _put(part, out)
    return numbers


def _kind(out: Path) -> Callable[[Path], AbstractContextManager[Add]]:
    if out.suffix not in KINDS:
        raise StoreError(
            f"'{out.name}' has no ending that names a kind of store: end it in {', '.join(KINDS)}"
        )
    return KINDS[out.suffix]


def _require_place(out: Path, *, force: bool) -> None:
    if not out.parent.is_dir():
        raise StoreError(f"there is no folder '{out.parent}'")
    if not out.exists():
        return
    if not force:
        raise StoreError(f"'{out}' is there already: name another, or replace it with --force")
    if out.suffix == SUFFIX:
        ours = {f"{table.name}{SUFFIX}" for table in TABLES}
        if not out.is_dir() or not {path.name for path in out.iterdir()} <= ours:
            raise StoreError(
                f"'{out}' is no folder that holds the tables of a corpus alone: it is left alone"
            )
    elif not out.is_file():
        raise StoreError(f"'{out}' is no file: it is left alone")


def _fill(add: Add, told: Iterable[Told]) -> dict[str, int]:
    """Add the rows of each log, many at a time."""
    kept: dict[str, list[Row]] = {table.name: [] for table in TABLES}
    numbers = dict.fromkeys(TABLE, 0)
    for name, rows in _tables(told):
        kept[name] += rows
        numbers[name] += len(rows)
        if len(kept[name]) >= KEPT:
            add(TABLE[name], kept.pop(name))
            kept[name] = []
    for name, rows in kept.items():
        if rows:
            add(TABLE[name], rows)
    return numbers


def _tables(told: Iterable[Told]) -> Iterator[tuple[str, list[Row]]]:
    yield "codebook", [*codebook(TABLES)]
    for one in told:
        for name, rows in one.rows.items():
            yield name, [*rows]


def _put(part: Path, out: Path) -> None:
    """Move a store to its place; a folder that is there already goes first, and comes back if that fails."""
    if not out.is_dir():
        part.replace(out)
        return
    former = part.with_name("former")
    out.rename(former)
    try:
        part.rename(out)
    except OSError:
        former.rename(out)
        raise
