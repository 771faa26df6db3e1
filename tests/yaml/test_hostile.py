"""A file that was made to hurt costs no more than a large honest one, and ends with a problem like any other."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, get_args

import pytest

from peacetrack.yaml.files import opening as files
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.parsing.parser import ParserName
from tests.profile import THOROUGH, most

HEAD: Final = """\
peacetrack: 1
negotiation: {id: talks}
actors: {armenia: {role: negotiating_party}}
instruments: {treaty: {unit: article}}
"""
EVENT: Final = (
    "  - {event: statement_made, date: 2024-09-17, by: armenia, what: nothing is agreed until all is}\n"
)
HONEST: Final = f"{HEAD}events:\n{EVENT * 4_000}"

#: What each is, and the code of the problem.
HOSTILE: Final = {
    "brackets": ("x-note: " + "[" * 100_000, "PT003"),
    "brackets on many lines": ("x-note:\n" + "  [\n" * 100_000, "PT014"),
    "indents": ("x-note:\n" + "".join(f"{' ' * depth}a:\n" for depth in range(1, 3000)), "PT014"),
    "dashes": ("x-note:\n" + "- " * 30_000, "PT014"),
    "a line of ten megabytes": ("x-note: " + "a" * 10_000_000, "PT003"),
    "a text of ten megabytes": ("x-note: |\n" + "  a line of a text\n" * 500_000, "PT018"),
    "a quoted text of ten megabytes": ("x-note: '" + "  a line of a text\n" * 500_000 + "'", "PT018"),
    "a bomb": (
        "x-a: &a [" + "x, " * 100 + "]\n" + "".join(
            f"x-{new}: &{new} [{', '.join([f'*{old}'] * 100)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
        ),
        "PT017",
    ),
    "many problems": ("events:\n" + "  - {event: statement_mad, date: 2024, by: armenia}\n" * 3000, "PT102"),
    "many strangers": (
        "events:\n" + "".join(f"  - {{event: statement_made, date: 2024, by: s{n}, after: e{n}}}\n" for n in range(5000)),
        "PT111",
    ),
}  # fmt: skip


CASES: Final[tuple[tuple[str, ParserName], ...]] = tuple(
    (name, parser)
    for name in HOSTILE
    for parser in get_args(ParserName)[::2]
    # What comes after the parser costs the same whichever it was.
    if parser == "auto" or THOROUGH or name not in ("many problems", "many strangers")
)


@pytest.mark.parametrize(("name", "parser"), most(CASES))
def test_what_was_made_to_hurt_does_not(name: str, parser: ParserName, tmp_path: Path) -> None:
    """Limits on length, depth and number are met; `benchmarks/ratios.py` holds that they are met as early as they can be seen."""
    text, code = HOSTILE[name]
    path = tmp_path / "log.peace.yaml"
    path.write_text(f"{HEAD}{text}\n", encoding="utf-8")

    assert code in {problem.code for problem in read(path, parser=parser).problems}


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is asked before it is read."""
    monkeypatch.setattr(files, "LARGEST", 100)
    path = tmp_path / "log.peace.yaml"
    path.write_text(HEAD, encoding="utf-8")

    (problem,) = read(path).problems

    assert "PT033" == problem.code
    assert f"This file has {len(HEAD)} bytes; at most 100 are read." == problem.message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes among its files")
def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    """A folder may have the name of a log."""
    (tmp_path / "talks.peace.yaml").mkdir()

    (problem,) = read(tmp_path).problems

    assert ("PT034", "This cannot be read: Is a directory.") == (problem.code, problem.message)


def test_a_link_does_not_leave_the_folder(tmp_path: Path) -> None:
    """A folder that somebody sent reads no file of its receiver."""
    elsewhere = tmp_path / "secret.txt"
    elsewhere.write_text("nobody's business", encoding="utf-8")
    folder = tmp_path / "talks"
    folder.mkdir()
    (folder / "cast.peace.yaml").write_text(HEAD, encoding="utf-8")
    link = folder / "link.peace.yaml"
    try:
        link.symlink_to(elsewhere)
    except OSError:
        pytest.skip("this system makes no links")

    (problem,) = read(folder).problems

    assert "PT032" == problem.code
    assert "This link leaves the folder." == problem.message
    assert str(link) == problem.place.file


def test_a_link_inside_the_folder_is_read(tmp_path: Path) -> None:
    """Two names of one file would tell everything twice; a link to another file is as good as the file."""
    (tmp_path / "cast.txt").write_text(HEAD, encoding="utf-8")
    try:
        (tmp_path / "cast.peace.yaml").symlink_to(tmp_path / "cast.txt")
    except OSError:
        pytest.skip("this system makes no links")

    assert () == read(tmp_path).problems
