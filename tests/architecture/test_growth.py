"""Twice a log costs twice as much: counted in calls, so that no clock decides."""

from __future__ import annotations

import importlib
import sys
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Final

import pytest

from tests.profile import most

BENCHMARKS: Final = Path(__file__).parents[2] / "benchmarks"
MOST: Final = 1.3
#: What costs more than that today, each with the commands. `benchmarks/bench_growth.py` prints by how much.
DEAR: Final = {
    "an article of many parts": ("check", "status", "report", "export", "timeline", "diff"),
    "statements, each denied": ("check", "status", "report", "export", "timeline", "diff"),
    "a demand that is restated": ("report", "export", "timeline"),
    "a demand each day": ("report", "export", "timeline"),
    "signatures of many parties": ("check", "status", "report", "export", "timeline", "diff"),
}
FAMILIES: Final = (
    "counts dated by a year",
    "counts, day by day",
    "a chain of `after` on one article",
    "misspelt ids",
    *DEAR,
)
COMMANDS: Final = ("check", "status", "report", "export", "timeline", "diff")
HELD: Final = tuple(
    (family, command) for family in FAMILIES for command in COMMANDS if command not in DEAR.get(family, ())
)


@pytest.fixture
def growth(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The program that prints the exponents."""
    monkeypatch.syspath_prepend(BENCHMARKS)
    for name in ("bench_growth", "generated_families", "measured"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module("bench_growth")


def test_every_family_and_command_is_held_or_named(growth: ModuleType) -> None:
    """None is left out: what is not held stands among what is too dear."""
    assert {*FAMILIES} == {*growth.FAMILIES}
    assert {*COMMANDS} == {*growth.COMMANDS}


@pytest.mark.parametrize(("family", "command"), most(HELD))
def test_what_a_log_costs_grows_as_it_does(family: str, command: str, growth: ModuleType) -> None:
    """The exponent of each family of small logs is near 1 for each command."""
    assert growth.exponent(family, command) < MOST


def test_a_square_is_found(growth: ModuleType) -> None:
    """The measure tells what grows as its square from what grows as itself."""

    def work(calls: int) -> object:
        return [len("x") for _ in range(calls)]

    for power in (1, 2):
        ten, twenty, forty = (growth.operations(partial(work, size**power)) for size in (10, 20, 40))

        assert 2**power == (forty - twenty) / (twenty - ten)
