"""A path that no file can have leads nowhere, and whoever names one is told so like anybody who mistypes a name."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from peacetrack.yaml.files.paths import is_file, is_folder, is_there
from tests.commands.running import CAST, THIRTEEN, folder, run

TOO_LONG: Final = "x" * 300


@pytest.mark.parametrize("name", [TOO_LONG, "a\0b"])
def test_where_nothing_can_lie_lies_nothing(tmp_path: Path, name: str) -> None:
    """The system refuses to look there at all."""
    path = tmp_path / name

    assert (False, False, False) == (is_file(path), is_folder(path), is_there(path))


def test_what_lies_there_is_told_apart(tmp_path: Path) -> None:
    """A file is no folder."""
    path = tmp_path / "a"
    path.touch()

    assert (True, False, True) == (is_file(path), is_folder(path), is_there(path))
    assert (False, True, True) == (is_file(tmp_path), is_folder(tmp_path), is_there(tmp_path))


@pytest.mark.parametrize(
    "text",
    [
        ("check",),
        ("status",),
        ("corpus",),
        ("init",),
        ("upgrade",),
        ("report", "fixtures/armenia-azerbaijan", "-o"),
        ("check", "fixtures/armenia-azerbaijan", "--sources"),
    ],
    ids=" ".join,
)
def test_no_command_breaks(text: tuple[str, ...]) -> None:
    """Each of them ends with a message."""
    done = run(*text, TOO_LONG)

    assert 0 < done.returncode or "--sources" in text
    assert done.stdout or done.stderr


def test_a_source_with_such_a_file(tmp_path: Path) -> None:
    """Its text is not there to be compared."""
    june = THIRTEEN.replace("{id: june,", f"{{id: june, file: {TOO_LONG}, paragraphs: 3,")
    done = run("check", folder(tmp_path, cast=CAST, june=june))

    assert (0, "") == (done.returncode, done.stderr)
    assert " unverified-source " in done.stdout
