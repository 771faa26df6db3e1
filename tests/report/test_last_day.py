"""The last day that a date can name is a day like any other."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import peacetrack as pt
from peacetrack.cli import main

LOGS: Final = Path(__file__).parents[2] / "fixtures" / "found" / "last-day"
EXPORTS: Final = ("jsonl", "mermaid-timeline", "mermaid-statuses", "mermaid-state", "prov-json", "prov-n")
COMMANDS: Final = (
    ["status"],
    ["status", "--as-of", "9999-12-31"],
    ["status", "--format", "json"],
    ["timeline"],
    ["check"],
    ["check", "--known-by", "9999-12-31"],
    ["report"],
    *(["export", "--to", name] for name in EXPORTS),
)


@pytest.mark.parametrize("log", ["e2", "edge"])
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_the_last_day_is_a_day_like_any_other(command: list[str], log: str) -> None:
    """Each command and each format shows it, and none of them fails."""
    run = CliRunner().invoke(main, [command[0], str(LOGS / log / "log.peace.yaml"), *command[1:]])

    assert (0, None) == (run.exit_code, run.exception)


def test_what_happened_on_it_had_not_the_day_before() -> None:
    """By the day before nothing is told of the article; on the last day it is agreed, since that day."""
    log = pt.load(LOGS / "e2")

    assert 7 == len(pt.replay(log, as_of="9999-12-30").possible("a"))
    assert ["agreed"] == [*pt.replay(log, as_of="9999-12-31").possible("a")]
