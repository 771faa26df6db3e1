"""The help says what can be done, and what it says can be done."""

from __future__ import annotations

import inspect
import re
import shlex
from pathlib import Path
from typing import Final

import click
import pytest

from peacetrack.cli import COMMANDS, GROUPS, main
from tests.commands.running import run

#: What the reader has beside the log of the help.
TABLE: Final = "Who,When,what\nbrek,2032-05-12,The gauges stay shut\n"


def command(name: str) -> click.Command:
    found = main.get_command(click.Context(main), name)
    assert found is not None
    return found


def examples(one: click.Command) -> list[str]:
    """List the command lines of a help; one that goes on is one."""
    text = inspect.cleandoc(one.help or "").partition("\b\n")[2]
    return re.findall(r"^ *peacetrack (.*)$", text.replace("\\\n", " "), re.MULTILINE)


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_examples_run_after_installing(name: str, tmp_path: Path) -> None:
    """Whoever types the lines of a help in their order, beside the log that the package brings, is never refused."""
    assert 0 == run("init", "--example", "river", cwd=tmp_path).returncode
    (tmp_path / "visits.csv").write_text(TABLE, encoding="utf-8")
    lines = [line for line in examples(command(name) if name else main) if "--example" not in line]
    # It would go on for ever.
    done = [(line, run(*shlex.split(line), cwd=tmp_path)) for line in lines if "--watch" not in line]

    assert done
    assert [] == [(line, one.stdout, one.stderr) for line, one in done if one.returncode not in (0, 1)]


def test_every_command_is_in_one_group() -> None:
    """And its first sentence is there whole."""
    shown = " ".join(run("--help").stdout.split())

    assert len({*COMMANDS}) == len(COMMANDS)
    for title in GROUPS:
        assert f"{title}: " in shown
    for name in COMMANDS:
        first = " ".join((command(name).help or "").partition("\n\n")[0].split())
        assert f"{name} {first}" in shown
