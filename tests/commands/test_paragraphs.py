"""`peacetrack paragraphs`, as a user runs it."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests.commands.running import run

TEXT = b"Headline\r\n\r\n  Pashinyan spoke. \r\n\r\nBaku did not.\r\n"


def test_paragraphs_are_numbered_ready_to_paste(tmp_path: Path) -> None:
    """What belongs into a source entry, and then each line that is not empty."""
    path = tmp_path / "001 article.txt"
    path.write_bytes(TEXT)

    done = run("paragraphs", path)

    assert (0, "") == (done.returncode, done.stderr)
    assert (
        "  file: 001 article.txt\n"
        f"  sha256: {hashlib.sha256(TEXT).hexdigest()}\n"
        "  paragraphs: 3\n"
        "\n"
        "   1  Headline\n"
        "   2  Pashinyan spoke.\n"
        "   3  Baku did not.\n"
    ) == done.stdout


def test_an_article_does_not_write_over_the_terminal(tmp_path: Path) -> None:
    """A text from the web is data."""
    path = tmp_path / "x.txt"
    path.write_text("red \x1b[31m \u202eback", encoding="utf-8")

    assert "   1  red \\x1b[31m \\u202eback\n" in run("paragraphs", path).stdout


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("", "cannot be read"),
        (".", "cannot be read: Is a directory"),
        ("nowhere.txt", "cannot be read: No such file"),
        ("latin.txt", "The byte 0xE9 is not UTF-8"),
    ],
)
def test_what_cannot_be_read_ends_with_three(name: str, text: str, tmp_path: Path) -> None:
    """A folder in the place of a file is told like a name that does not exist."""
    (tmp_path / "latin.txt").write_bytes("café".encode("latin-1"))

    done = run("paragraphs", name, cwd=tmp_path)

    assert (3, "") == (done.returncode, done.stdout)
    assert text in done.stderr
