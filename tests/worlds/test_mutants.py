"""
Plant a fault in the counting engine and expect the enumeration of worlds to notice.

A comparison that nothing can fail proves nothing. Each mutant changes one place of the engine's source, which is
loaded beside the real one, under no file's name so that coverage does not see it. If the snippet that a mutant
replaces is gone, the test fails: choose the place anew, do not drop the mutant.
"""

from __future__ import annotations

import importlib
import random
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from types import CodeType, ModuleType
from typing import Any, Final

import attrs
import pytest

import peacetrack
from peacetrack.worlds import Answer, count
from tests.profile import in_full
from tests.worlds.enumeration import Picture, pictures
from tests.worlds.test_counting_oracle import EVERYTHING, ODDITIES, Author, Story, contradiction, seen

pytestmark = in_full
ROOM: Final = "peacetrack.worlds"
STORIES: Final = 180
# Items and answers stay the same classes, so that a mutant is told the same story.
KEPT: Final = frozenset({f"{ROOM}.items", f"{ROOM}.bounds"})


@attrs.frozen
class Mutant:
    """One wrong engine: in which module what is written instead of what."""

    fault: str
    module: str
    right: str
    wrong: str


MUTANTS: Final = (
    Mutant("an upper end is one too high", "pool", "top[mask ^ bit] + high)", "top[mask ^ bit] + high + 1)"),
    Mutant("an upper end is one too low", "pool", "top[mask ^ bit] + high)", "top[mask ^ bit] + high + -1)"),
    Mutant(
        "a lower end is one too low",
        "pool",
        "minus, top = _negative(low),",
        "minus, top = _negative(low) + 1,",
    ),
    Mutant(
        "a lower end is one too high",
        "pool",
        "minus, top = _negative(low),",
        "minus, top = _negative(low) + -1,",
    ),
    Mutant("a named unit leaves its status behind", "pool", "top[mask | named] + -1)", "top[mask | named])"),
    Mutant("a named unit is counted twice", "moves", "ledger.unnamed -= 1", "ledger.unnamed -= 0"),
    Mutant(
        "an event may come from any status", "moves", "pool.without_one(allowed)", "pool.without_one(LIVE)"
    ),
    Mutant("a fact never refuses an event", "moves", "if status not in item.allowed:", "if status is None:"),
    Mutant(
        "a unit beyond the population is no more", "moves", "ledger.unnamed = 1\n", "ledger.unnamed = 2\n"
    ),
    Mutant(
        "earlier counts are forgotten",
        "ledger",
        "if self.branches:\n            return self.branches",
        "if self.branches and self.unnamed is None:\n            return self.branches",
    ),
    Mutant(
        "a new epoch forgets the denominator",
        "ledger",
        "= (), []\n",
        "= (), []\n        self.unnamed = None\n",
    ),
    Mutant("the withdrawn stay in the denominator", "ledger", " - self.fixed[Status.WITHDRAWN]", ""),
    Mutant("an agenda outlives its epoch", "ledger", "for unit in self.agenda:", "for unit in ():"),
    Mutant(
        "a changed fact counts twice",
        "ledger",
        "self.fixed[before] -= 1\n            self.fixed[status]",
        "self.fixed[status]",
    ),
    Mutant("a tie releases the wrong facts", "repair", "if excess >= short:", "if excess > short:"),
    Mutant(
        "whatever is agreed is released",
        "repair",
        "for status, bounds in limits.items() if _over(taken[status], bounds))\n    return",
        "for status, bounds in limits.items())\n    return",
    ),
    Mutant(
        "all facts are released",
        "repair",
        "frozenset(status for status in LIVE if taken[status] > limits.get(status, ANY).low)",
        "frozenset(LIVE)",
    ),
    Mutant(
        "free units are never short",
        "repair",
        " for status, bounds in limits.items()) - free",
        " for status, bounds in limits.items()) - 99",
    ),
    Mutant("what the count lists is released", "repair", "unit not in listed and", "unit and"),
    Mutant("who is left out is released", "repair", " and is_in_scope(ledger, tally, unit)\n", "\n"),
    Mutant(
        "a list is not remembered", "tallies", "ledger.fix(unit, status, key=tally.key)", "ledger.unsay(unit)"
    ),
    Mutant("any denominator has room", "tallies", "room.high < scope.floor:", "room.high < 0:"),
    Mutant("a count names nobody new", "tallies", "ledger.unnamed - len(scope.newcomers)", "ledger.unnamed"),
    Mutant("who is left out is counted", "scope", "+ live_in - live_out", "+ live_in"),
    Mutant("what is taken in is not counted", "scope", "+ live_in - live_out", "- live_out"),
    Mutant(
        "a rest rules nothing out",
        "terms",
        "return LIVE - numbered - remaining - {tally.rest}",
        "return frozenset()",
    ),
    Mutant(
        "an unknown number ends one unit early",
        "envelope",
        "limit = offset // -slope",
        "limit = offset // -slope - 1",
    ),
)


class Changed(SourceFileLoader):
    """Load a module of the room with one place changed, as a module of no file."""

    def __init__(self, name: str, path: str, mutant: Mutant) -> None:
        super().__init__(name, path)
        self.mutant = mutant

    def get_code(self, fullname: str) -> CodeType:
        source = self.get_data(self.path).decode()
        if fullname == f"{ROOM}.{self.mutant.module}":
            assert source.count(self.mutant.right) == 1, f"not one {self.mutant.right!r} in {fullname}"
            source = source.replace(self.mutant.right, self.mutant.wrong)
        return compile(source, f"<{self.mutant.fault}>", "exec", dont_inherit=True)


@attrs.frozen
class Finder:
    """Find the modules of the room for a mutant, and no others."""

    mutant: Mutant

    def find_spec(self, name: str, path: object = None, target: object = None) -> ModuleSpec | None:
        """Answer the import system."""
        if name not in PATHS:
            return None
        loader = Changed(name, PATHS[name], self.mutant)
        inside: list[str] | None = [] if name == ROOM else None
        return spec_from_file_location(name, PATHS[name], loader=loader, submodule_search_locations=inside)


def _modules() -> Iterator[tuple[str, str]]:
    """List the modules of the room that are to be loaded anew, with their files."""
    for name in sorted(sys.modules):
        if (name == ROOM or name.startswith(f"{ROOM}.")) and name not in KEPT:
            spec = find_spec(name)
            assert spec is not None
            assert spec.origin is not None
            yield name, spec.origin


PATHS: Final = dict(_modules())


def loaded(mutant: Mutant, patch: pytest.MonkeyPatch) -> Callable[..., Answer]:
    """Load the room anew with a fault in it, and give its `count`."""
    patch.setattr(peacetrack, "worlds", sys.modules[ROOM])  # the import below sets it; this puts it back
    for name in PATHS:
        patch.delitem(sys.modules, name)
    patch.setattr(sys, "meta_path", [Finder(mutant), *sys.meta_path])
    room: ModuleType = importlib.import_module(ROOM)
    counting: Callable[..., Answer] = room.count
    return counting


def _story(seed: int) -> Story:
    """Tell one of three kinds of story: of everything, of unseen changes, or against what was said."""
    dice = random.Random(seed)

    def pick(choices: Sequence[Any]) -> Any:
        return dice.choice(choices)

    if seed % 3 == 0:
        return contradiction(pick)
    if seed % 3 == 1:
        features = ("several", "ranges", "moves", "lists", "jolts", "noise", "withdrawals")
        return Author.with_units(pick, features, most=4).story(steps=6)
    return Author.with_units(pick, (*EVERYTHING, *ODDITIES, "unstated"), most=2).story(steps=4)


@cache
def told() -> Sequence[tuple[Story, tuple[Picture, ...]]]:
    """Tell the same stories each time, and look at all their worlds."""
    stories = [_story(seed) for seed in range(STORIES)]
    return [(story, tuple(pictures(story.items, start=story.start))) for story in stories]


def is_right(counting: Callable[..., Answer]) -> bool:
    """Answer whether an engine agrees with the enumeration on every prefix of every story."""
    for story, expected in told():
        for size, picture in enumerate(expected):
            try:
                if seen(counting(story.items[:size], start=story.start)) != picture:
                    return False
            except Exception:  # noqa: BLE001  a fault may show in any way
                return False
    return True


def test_the_engine_as_it_is() -> None:
    """The stories that catch the mutants are told rightly by the engine itself."""
    assert is_right(count)


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.fault)
def test_a_fault_is_noticed(mutant: Mutant) -> None:
    """No world would be missed or made up without a difference."""
    with pytest.MonkeyPatch.context() as patch:
        counting = loaded(mutant, patch)

        assert not is_right(counting)
