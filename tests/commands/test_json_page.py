"""The page on the JSON of the commands names every key that they print."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

import pytest

from tests.commands.running import ROOT, SEEDS, as_json

SCENARIOS: Final = ROOT / "fixtures" / "scenarios"
PAGE: Final = (ROOT / "docs" / "reference" / "json.md").read_text(encoding="utf-8")
NAMED: Final = {*re.findall(r'[`"](\w+)["`]', PAGE)}

#: What stands below these keys is named by the log or by the tables, one level down.
BY_NAME: Final = {
    "instruments",
    "provisions",
    "counts",
    "numbers",
    "bounds",
    "principles",
    "standings",
    "gates",
    "conditions",
    "proposals",
    "topics",
}


def keys(tree: Any, above: str = "") -> Iterator[str]:
    """List the keys of a tree but for those that a log chose."""
    if isinstance(tree, dict):
        for key, value in tree.items():
            if above not in BY_NAME:
                yield key
            yield from keys(value, "" if above in BY_NAME else key)
    elif isinstance(tree, list):
        for value in tree:
            yield from keys(value, above)


@pytest.mark.parametrize(
    "command",
    [
        ("check", SCENARIOS),
        ("check",),
        ("status",),
        ("status", "--account", "azerbaijan", "--as-of", "2023-09-06"),
        ("whatif", "--event", "signed", "--as-of", "2024-09-17"),
        ("explain", SEEDS, "count:agreed"),
        ("blockers",),
        ("timeline",),
        ("diff", SEEDS, "armenia", "azerbaijan"),
        ("compare",),
        ("coverage",),
        ("agreement", SEEDS),
    ],
)
def test_every_key_is_described(command: tuple[object, ...]) -> None:
    """Nothing is printed that nobody can look up."""
    where = () if SEEDS in command and command[0] != "agreement" else (SEEDS,)
    printed = {*keys(as_json(*command, *where))}

    assert {"format"} < printed
    assert set() == printed - NAMED
