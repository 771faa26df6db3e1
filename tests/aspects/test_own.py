"""Aspects are found by their names, for pytest and for the commands alike."""

from __future__ import annotations

from pathlib import Path

from tests.commands.running import run
from tests.testing.logs import ALONE, BROKEN, TRUCES, folder


def test_the_commands_find_aspects_where_they_are_started(tmp_path: Path) -> None:
    """A command finds the module of an aspect in the working directory."""
    folder(tmp_path, truce=ALONE % BROKEN)
    (tmp_path / "truces.py").write_text(TRUCES, encoding="utf-8")

    assert 3 == run("check", ".", cwd=tmp_path).returncode
    assert 0 == run("check", ".", "--aspect", "truces:TRUCES", cwd=tmp_path).returncode


def test_the_commands_refuse_what_is_no_aspect(tmp_path: Path) -> None:
    """A wrong name is wrong usage."""
    done = run("check", ".", "--aspect", "wars:WARS", cwd=tmp_path)

    assert 2 == done.returncode
    assert "Invalid value for '--aspect': there is no module 'wars' for 'wars:WARS'." in done.stderr
