"""
Plant a fault in the engine and expect the enumeration of worlds to notice.

A comparison that nothing can fail proves nothing. Each mutant changes one place of the engine's source, which is
loaded beside the real one, under no file's name so that coverage does not see it. If the snippet that a mutant
replaces is gone, the test fails: choose the place anew, do not drop the mutant.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import find_spec, spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

import peacetrack
import peacetrack.worlds
from tests.profile import in_full
from tests.worlds.aimed import aimed
from tests.worlds.drawn import Negotiation, negotiations
from tests.worlds.oracle import UndecidedError
from tests.worlds.oracle_telling import MOST_WORLDS
from tests.worlds.test_against_oracle import (
    Question,
    differences,
    enumerated,
    few_steps,
    one_reading,
    questions,
)

ROOM: Final = "peacetrack.worlds"
CASES: Final = 200
# Statements and numbers stay the same classes, so that a mutant is told and asked the same.
KEPT: Final = frozenset(
    f"{ROOM}.{name}" for name in ("statements", "bounds", "census", "entries", "populations")
)


@attrs.frozen
class Mutant:
    """One wrong engine: in which module what is written instead of what."""

    fault: str
    module: str
    right: str
    wrong: str


MUTANTS: Final = (
    Mutant("an upper end is one too high", "pool", "top[some ^ here] + high)", "top[some ^ here] + high + 1)"),
    Mutant("a lower end is one too low", "pool", "minus, top = _negative(low),", "minus, top = _negative(low) + 1,"),
    Mutant("who leaves stays as well", "pool", "top[some | named] + -number)", "top[some | named])"),
    Mutant("who joins is not among those that he may be", "pool", "most + number if some & named", "most if some & named"),
    Mutant("what is told apart is lost", "pool", "tuple([self.top[mask] for mask in masks])", "tuple([self.top[-1] for mask in masks])"),
    Mutant("an unknown number ends one unit early", "envelope", "limit = offset // -slope", "limit = offset // -slope - 1"),
    Mutant("of two amounts the first is the least", "envelope", "return one if one < other else other", "return one"),
    Mutant("deferred is taken up", "kinds", "    ALL & ~_MASKS[Status.PENDING] & ~_MASKS[Status.DEFERRED] & ~GONE", "    ALL & ~_MASKS[Status.PENDING] & ~GONE"),
    Mutant("who was taken up is forgotten", "kinds", "if remembering and EVER >> before & 1:", "if remembering and before < 0:"),
    Mutant("one agreed part makes a node agreed", "parts", "(Status.AGREED, SETTLED, (SETTLED,)),", "(Status.AGREED, LIVING, (SETTLED,)),"),
    Mutant("an agreed part hides a contest", "parts", "(Status.CONTESTED, unsettled, ", "(Status.CONTESTED, LIVING, "),
    Mutant("the parts that are known are all", "parts", "tuple(name in complete for name in order)", "tuple(True for name in order)"),
    Mutant("agreed parts move with the others", "parts", "stays = GONE if parts is PartsMoved.ALL else GONE | SETTLED", "stays = GONE"),
    Mutant("an objection is to every part", "parts", "if parts is PartsMoved.SOME:", "if parts is None:"),
    Mutant("an agenda was taken up", "cast", "if node.start is Status.PENDING)", "if node.start is Status.OPEN)"),
    Mutant("what arrives was there", "cast", "yield from (node for node in come if node not in named)", "yield from ()"),
    Mutant("a list may have others beside it", "terms", "Bounds.exactly(len(set(nodes)))", "Bounds(len(set(nodes)), None)"),
    Mutant("a rest rules nothing out", "terms", "if count.rest is not None and (uncovered", "if count.rest is None and (uncovered"),
    Mutant("whole numbers imply no denominator", "terms", "if not _is_whole(count):", "if count.of is None:"),
    Mutant("a sum needs only its greatest", "spreading", "if total.low < low or (", "if total.low > low + 99 or ("),
    Mutant("what others have is not subtracted", "spreading", "[(mask, low - n, None if high is None else high - n)\n            for mask, low, high in live", "[(mask, low, high)\n            for mask, low, high in live"),
    Mutant("a fact is in no number", "known", "self.fixed[kind] += 1", "self.fixed[kind] += 0"),
    Mutant("a named unit may be beyond the draft", "known", "pool = branch.groups[0].pool.at_least(len(members))", "pool = branch.groups[0].pool.at_least(0)"),
    Mutant("one branch speaks for all", "known", "if not masks and mask and not mask & (mask - 1):", "if mask and not mask & (mask - 1):"),
    Mutant("who is left out is counted", "laying", "held[state.facts[node].kind] -= 1", "held[state.facts[node].kind] -= 0"),
    Mutant("what is taken in is not counted", "laying", "held[state.facts[node].kind] += 1", "held[state.facts[node].kind] += 0"),
    Mutant("withdrawn units are in no number of these", "laying", "return known + (never if mask & NEVER_BACK else 0)", "return known + (0 if mask & NEVER_BACK else 0)"),
    Mutant("so many more is so many", "laying", "return None if before is None else before.plus(limit.bounds)", "return None if before is None else limit.bounds"),
    Mutant("an event may come from any status", "moving", "elif not _move_member(state, item, mask_of_all(item.allowed)):", "elif not _move_member(state, item, LIVING):"),
    Mutant("what was withdrawn moves", "moving", "        if GONE >> fact.kind & 1:\n            _report(state, item.key, item.node, other=other, applied=False)", "        if False:\n            _report(state, item.key, item.node, other=other, applied=False)"),
    Mutant("a conclusion leaves nodes of another kind", "moving", "state.outside = SETTLED", "state.outside = state.outside"),
    Mutant("no objection outlives a conclusion", "moving", "mask = SETTLED | bit(Kind.CONTESTED)", "mask = SETTLED"),
    Mutant("a replaced unit stays", "moving", "    _come(state, come, masks, key=key)\n    withdraw(state, gone, key=key)", "    _come(state, come, masks, key=key)"),
    Mutant("one more has to move", "fewest", "worst = max(worst, many - most)", "worst = max(worst, many - most + 1)"),
    Mutant("a range is sharpened by its repair", "fewest", "best, cost = found.get((gone, share)), before + moves", "best, cost = next(iter(found.values()), None), before + moves"),
    Mutant("facts do not move", "fewest", "if in_scope and LIVING >> fact.kind & 1:", "if in_scope and fact.kind < 0:"),
    Mutant("whom it names moves for nothing", "fewest", "found.get((gone, share)), before + moves", "found.get((gone, share)), moves"),
    Mutant("however many are withdrawn is one number", "fewest", "if states_gone(count) else None", "if count is None else None"),
    Mutant("a growing draft grows by one unit more", "repairing", "settled.joined(UNKNOWN, room.low - total.high)", "settled.joined(UNKNOWN, room.low - total.high + 1)"),
    Mutant("every branch is as good", "repairing", "zip(state.branches, costs, strict=True) if cost == best]", "zip(state.branches, costs, strict=True) if cost >= best]"),
    Mutant("a shrinking draft keeps one", "repairing", "total.low - room.high)", "total.low - room.high - 1)"),
    Mutant("as many move as are stated", "quick", "worst = max(worst, least - most)", "worst = max(worst, least)"),
    Mutant("what moved quickly is agreed", "quick", "pool.changed(moves, LIVING, UNKNOWN)", "pool.changed(moves, LIVING, 1 << 5)"),
    Mutant("a reopening is forgotten", "sequences", "state.reopened = isinstance(statement, Reopening)", "state.reopened = False"),
    Mutant("the number of another day is of this one", "known", "others = [pair for pair in self.memory if pair[0] != name]", "return self"),
    Mutant("nobody follows by how much a number changes", "changes", "by=change.by + times * number)", "by=change.by)"),
    Mutant("what is known to be agreed changes nothing", "changes", "by=change.by + times * (mask >> number & 1))", "by=change.by)"),
    Mutant("there were as many as there are", "flows", "Bounds.exactly(number - change.by)", "Bounds.exactly(number)"),
    Mutant("one more moves than is missing", "flows", "for way in _ways(state, movers, limit.mask, number - change.by):", "for way in _ways(state, movers, limit.mask, number - change.by + 1):"),
    Mutant("a claim holds if its numbers can", "answer", "return True if all(_holds(end.fork(), claim) for end in ends) else None", "return True"),
    Mutant("whoever is named first was always met", "answer", "if new and _unnamed(end).low < new:", "if new and _unnamed(end).low < 0:"),
    Mutant("what may have happened has happened", "store", "ends += [after for before, after in taken", "ends = [after for before, after in taken"),
    Mutant("half an event may have happened", "store", "for statement in group:", "for statement in group[:1]:"),
    Mutant("what is let go stays as it was", "loosening", "named = [node for node, fact in state.facts.items() if not GONE >> fact.kind & 1]", "named = list[str]()"),
    Mutant("what may have happened has moved", "loosening", "_add(state, (root,), bit(kind) | mask)", "_add(state, (root,), mask)"),
)  # fmt: skip


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


def loaded(mutant: Mutant, patch: pytest.MonkeyPatch) -> ModuleType:
    """Load the room anew with a fault in it."""
    patch.setattr(peacetrack, "worlds", sys.modules[ROOM])  # the import below sets it; this puts it back
    for name in PATHS:
        patch.delitem(sys.modules, name)
    patch.setattr(sys, "meta_path", [Finder(mutant), *sys.meta_path])
    return importlib.import_module(ROOM)


@cache
def drawn() -> tuple[tuple[Negotiation, tuple[Question, ...]], ...]:
    """Draw the same negotiations each time, and look at all their worlds."""
    cases: dict[str, tuple[Negotiation, tuple[Question, ...]]] = {}

    @seed(12)
    @settings(
        max_examples=CASES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(negotiation=negotiations())
    def draw(negotiation: Negotiation) -> None:
        if repr(negotiation) not in cases:
            with suppress(UndecidedError):
                cases[repr(negotiation)] = negotiation, tuple(questions(negotiation, enumerated(negotiation)))

    for negotiation in aimed():
        expected = tuple(questions(negotiation, enumerated(negotiation, MOST_WORLDS)))
        cases[repr(negotiation)] = negotiation, expected
    draw()
    return tuple(sorted(cases.values(), key=lambda case: len(repr(case[0]))))


def is_right(room: ModuleType, mutant: Mutant | None) -> bool:
    """Answer whether an engine agrees with the enumeration on every negotiation; stop at the first difference."""
    work, store = room.pool.Work, room.store
    for place, (negotiation, expected) in enumerate(drawn()):
        try:
            if any(differences(negotiation, expected, room.Worlds)):
                return False
            if mutant is None or mutant.module == "loosening":
                with few_steps(place % 9, work):
                    if any(differences(negotiation, expected, room.Worlds)):
                        return False
                with one_reading(store):
                    if any(differences(negotiation, expected, room.Worlds)):
                        return False
        except Exception:
            if mutant is None:
                raise
            return False
    return True


@in_full
def test_the_engine_as_it_is() -> None:
    """The negotiations that catch the mutants are answered rightly by the engine itself."""
    assert is_right(peacetrack.worlds, None)


def test_each_fault_has_its_place() -> None:
    """What a fault changes stands in its module once: a place that was written anew is chosen anew, and no fault is left out."""
    places = {
        mutant.fault: Path(PATHS[f"{ROOM}.{mutant.module}"]).read_text("utf-8").count(mutant.right)
        for mutant in MUTANTS
    }

    assert {} == {fault: number for fault, number in places.items() if number != 1}


@in_full
@pytest.mark.parametrize("mutant", [pytest.param(mutant, id=mutant.fault) for mutant in MUTANTS])
def test_a_fault_is_noticed(mutant: Mutant) -> None:
    """No world would be missed or made up without a difference."""
    with pytest.MonkeyPatch.context() as patch:
        room = loaded(mutant, patch)

        assert not is_right(room, mutant)
