"""What is asked of a log is one value, made in one place."""

from __future__ import annotations

import inspect
import json
import shutil
import sys
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner

import peacetrack
from peacetrack.cli import COMMANDS, main
from peacetrack.commands.options import query_options
from tests.commands.running import SEEDS, run_line

HOUSE: Final = Path(peacetrack.__file__).parent
#: Every command that asks something of a log, with what it must be given besides.
ASKING: Final[dict[str, list[str]]] = {
    "check": [],
    "status": [],
    "report": [],
    "explain": ["count:agreed"],
    "blockers": [],
    "timeline": [],
    "diff": ["2024-06-30", "end"],
    "needs": ["--gate", "signature:treaty"],
    "compare": [],
    "whatif": ["--event", "condition_met condition=constitution date=2027-03"],
    "coverage": [],
    "corpus": [],
    "export": ["--to", "jsonl"],
    "plot": ["counts", "-o", "-"],
}
PROGRAM: Final = """\
import json, sys
from click.testing import CliRunner
from peacetrack.cli import main

for command, *more in json.loads(sys.argv[1]):
    result = CliRunner().invoke(main, [command, *more, "--language", "de"])
    print(json.dumps([command, result.exit_code, repr(result.exception)]))
"""


def commands() -> dict[str, click.Command]:
    """Load every command."""
    context = click.Context(main)
    found = ((name, main.get_command(context, name)) for name in COMMANDS)
    return {name: command for name, command in found if command is not None}


def rewritten(path: Path, old: str, new: str) -> None:
    """Change one place of a file."""
    text = path.read_text(encoding="utf-8")
    assert 1 == text.count(old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_every_command_that_asks_takes_all_that_can_be_asked() -> None:
    """A reader who knows the options of one knows those of all."""
    shared = {option.name for option in click.command()(query_options(_asks_nothing)).params}
    asking = {
        name
        for name, command in commands().items()
        if shared & {one.name for one in command.params} > {"aspects"}
    }

    assert {"as_of", "known_by", "account", "aspects"} == shared
    assert {*ASKING} == asking
    for name in asking:
        assert shared <= {one.name for one in commands()[name].params}


def _asks_nothing() -> None:
    """Stand for a command that has no option of its own."""


def test_a_new_option_touches_no_command(tmp_path: Path) -> None:
    """A field of the query and an option of its name are all it takes: no command drops it or stumbles over it."""
    house = tmp_path / "src" / "peacetrack"
    shutil.copytree(HOUSE, house, ignore=shutil.ignore_patterns("__pycache__"))
    rewritten(
        house / "beliefs" / "query.py",
        "    as_of: dt.date | None = attrs",
        '    language: str = ""\n    as_of: dt.date | None = attrs',
    )
    rewritten(
        house / "commands" / "options.py",
        "QUERY_OPTIONS: Final = (\n",
        'QUERY_OPTIONS: Final = (\n    click.option("--language", default="en"),\n',
    )
    given = json.dumps([[command, str(SEEDS), *more] for command, more in ASKING.items()])
    done = run_line([sys.executable, "-c", PROGRAM, given], PYTHONPATH=str(house.parent))

    assert [[command, 0, "None"] for command in ASKING] == [*map(json.loads, done.stdout.splitlines())]


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_takes_what_is_asked_unseen(name: str) -> None:
    """Each names what it takes, so that the types see what is missing: nothing is passed on under names of chance."""
    callback = inspect.unwrap(commands()[name].callback or _asks_nothing)

    assert [] == [
        part.name
        for part in inspect.signature(callback).parameters.values()
        if part.kind is inspect.Parameter.VAR_KEYWORD
    ]


def _single_options() -> list[tuple[str, str]]:
    """List every option of every command that takes one value."""
    return [
        (name, option.opts[-1])
        for name, one in commands().items()
        for option in one.params
        if isinstance(option, click.Option) and not (option.multiple or option.is_flag)
    ]


@pytest.mark.parametrize(("name", "option"), _single_options())
def test_no_input_is_lost(name: str, option: str) -> None:
    """Of an option that takes one value, two are wrong usage in every command: the last would win in silence."""
    done = CliRunner().invoke(main, [name, option, "1", option, "2"])

    assert (2, "") == (done.exit_code, done.stdout)
    assert f"Error: {option} is given 2 times; it takes one value.\n" in done.stderr


def test_what_may_be_given_several_times_may(tmp_path: Path) -> None:
    """So may a flag, which says the same each time."""
    text = ["init", str(tmp_path), "--actor", "north", "--actor", "south"]

    assert 0 == CliRunner().invoke(main, text).exit_code
    path = str(tmp_path / "001-first-article.peace.yaml")
    event = ["--event", "statement_made by=south what=No"]
    assert 0 == CliRunner().invoke(main, ["add", path, "--dry-run", "--dry-run", *event, *event]).exit_code
