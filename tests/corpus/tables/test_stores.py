"""A store is there as a whole or not at all, and nothing else is harmed."""

from __future__ import annotations

import builtins
import ctypes
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peacetrack.corpus.tables import LogRows, StoreError, stores, write
from peacetrack.corpus.tables.duck import duckdb_file
from peacetrack.corpus.tables.sqlite import sqlite_file
from tests.corpus.tables.stored import (
    ENDINGS,
    SEEDS,
    TUNNEL,
    bytes_of,
    read_store,
    rows_by_log,
    rows_of,
    stored,
)
from tests.profile import most

each_kind = pytest.mark.parametrize("ending", most(ENDINGS))


def breaking_off(*stated: LogRows) -> Iterator[LogRows]:
    """Give what logs tell, and then nothing more: somebody pressed Ctrl-C."""
    yield from stated
    raise KeyboardInterrupt


def names_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


@each_kind
def test_a_run_that_breaks_off_leaves_the_former_store(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it was to the last byte, and nothing beside it."""
    monkeypatch.setattr(stores, "KEPT", 1)  # so that rows had been written when it broke off
    out = tmp_path / f"corpus{ending}"
    stored(rows_by_log(TUNNEL), out)
    before = bytes_of(out)
    with pytest.raises(KeyboardInterrupt):
        write(breaking_off(*rows_by_log(SEEDS)), out, force=True)

    assert before == bytes_of(out)
    assert {out.name} == names_in(tmp_path)


@each_kind
def test_a_first_run_that_breaks_off_leaves_nothing(ending: str, tmp_path: Path) -> None:
    """No half store that somebody would take for a whole one."""
    with pytest.raises(KeyboardInterrupt):
        write(breaking_off(*rows_by_log(TUNNEL)), tmp_path / f"corpus{ending}")

    assert set() == names_in(tmp_path)


@each_kind
def test_a_store_is_replaced_only_when_that_is_asked_for(ending: str, tmp_path: Path) -> None:
    """Without `force` the question is refused before any log is read."""
    out = tmp_path / f"corpus{ending}"
    stored(rows_by_log(TUNNEL), out)
    before = bytes_of(out)
    with pytest.raises(StoreError, match="is there already: name another, or replace it with --force"):
        write(breaking_off(), out)

    assert before == bytes_of(out)

    write(rows_by_log(SEEDS), out, force=True)

    assert rows_of(rows_by_log(SEEDS)) == read_store(out)
    assert {out.name} == names_in(tmp_path)


@each_kind
def test_rows_are_written_as_they_come(ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Many times, and in the same order as at once."""
    stated = rows_by_log(TUNNEL) + rows_by_log(SEEDS)
    monkeypatch.setattr(stores, "KEPT", 3)

    assert rows_of(stated) == stored(stated, tmp_path / f"corpus{ending}")


def test_a_folder_that_holds_anything_else_is_never_replaced(tmp_path: Path) -> None:
    """Not even when that is asked for: somebody may have called a folder of other data so."""
    out = tmp_path / "corpus.parquet"
    stored(rows_by_log(TUNNEL), out)
    (out / "thesis.txt").write_text("ten years", encoding="utf-8")
    before = bytes_of(out)
    with pytest.raises(StoreError, match="is no folder that holds the tables of a corpus alone"):
        write(breaking_off(), out, force=True)

    assert before == bytes_of(out)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("file.parquet", "is no folder that holds the tables of a corpus alone: it is left alone"),
        ("folder.sqlite", "is no file: it is left alone"),
        ("nowhere/corpus.sqlite", "there is no folder"),
        (
            "corpus.xlsx",
            "'corpus.xlsx' has no ending that names a kind of store: end it in .parquet, .duckdb",
        ),
        ("corpus", "has no ending that names a kind of store"),
    ],
)
def test_what_is_no_place_for_a_store_is_refused(name: str, text: str, tmp_path: Path) -> None:
    """Before any log is read, and without a change."""
    (tmp_path / "file.parquet").write_bytes(b"one table of somebody else")
    (tmp_path / "folder.sqlite").mkdir()
    before = names_in(tmp_path)
    with pytest.raises(StoreError, match=text):
        write(breaking_off(), tmp_path / name, force=True)

    assert before == names_in(tmp_path)


def test_a_link_that_leaves_its_folder_is_left_alone(tmp_path: Path) -> None:
    """A folder that somebody sent writes no file of its receiver."""
    (tmp_path / "sent").mkdir()
    (tmp_path / "mine.sqlite").write_bytes(b"mine")
    link = tmp_path / "sent" / "corpus.sqlite"
    link.symlink_to("../mine.sqlite")
    with pytest.raises(StoreError, match="is a link that leaves its folder: it is left alone"):
        write(rows_by_log(TUNNEL), link, force=True)

    assert b"mine" == (tmp_path / "mine.sqlite").read_bytes()


def test_a_link_stays_one(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    (tmp_path / "disk").mkdir()
    link = tmp_path / "corpus.parquet"
    link.symlink_to(tmp_path / "disk" / "corpus.parquet")
    for logs in (rows_by_log(TUNNEL), rows_by_log(SEEDS)):
        write(logs, link, force=True)

    assert link.is_symlink()
    assert rows_of(rows_by_log(SEEDS)) == read_store(link)


def test_a_folder_that_cannot_be_moved_leaves_the_former_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk may be full, or somebody may look into the folder on a system that locks it."""
    out = tmp_path / "corpus.parquet"
    stored(rows_by_log(TUNNEL), out)
    before = bytes_of(out)
    rename = os.rename

    def refusing(path: Path, target: Path) -> None:
        if target == out and path.name == out.name:
            raise PermissionError(13, "somebody looks into it", str(target))
        rename(path, target)

    monkeypatch.setattr(os, "rename", refusing)
    monkeypatch.setattr(
        ctypes, "CDLL", lambda *_, **__: object()
    )  # a system that cannot exchange two folders
    with pytest.raises(PermissionError, match="somebody looks into it"):
        write(rows_by_log(SEEDS), out, force=True)

    assert before == bytes_of(out)
    assert {out.name} == names_in(tmp_path)


@pytest.mark.parametrize(
    ("ending", "missing"), [(".parquet", "pyarrow"), (".duckdb", "pyarrow"), (".duckdb", "duckdb")]
)
def test_a_missing_library_is_named_with_its_extra(
    ending: str, missing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before hours of work, not after them; SQLite needs none."""
    without(missing, monkeypatch)
    with pytest.raises(StoreError, match=rf"needs the package '{missing}': .* 'peacetrack\[corpus\]'"):
        write(breaking_off(), tmp_path / f"corpus{ending}")

    assert set() == names_in(tmp_path)
    assert write(rows_by_log(TUNNEL), tmp_path / "corpus.db")["logs"] == 1


def without(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a library be missing."""
    find = builtins.__import__

    def looking(name: str, *details: Any) -> Any:
        if name.partition(".")[0] == library:
            raise ModuleNotFoundError(f"No module named '{library}'", name=library)
        return find(name, *details)

    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", looking)


@pytest.mark.parametrize("begin", [sqlite_file, duckdb_file])
def test_what_a_disk_refuses_is_an_error_of_files(begin: Any, tmp_path: Path) -> None:
    """Whatever the library calls it."""
    with pytest.raises(OSError, match=r"unable to open|Cannot open"), begin(tmp_path / "no" / "corpus"):
        pass

    assert set() == names_in(tmp_path)
