"""
One sequence of statements: what is known after any number of them.

The law: the state after some statements is that of telling them, and no others, from the beginning. Statements are told once,
going forward; to go back, they are told again from the last of a few checkpoints.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import islice
from typing import Final, assert_never

import attrs

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.cast import Cast, names_in
from peacetrack.worlds.kinds import GONE, UNKNOWN
from peacetrack.worlds.known import Branch, Group, Known
from peacetrack.worlds.laying import fits, laid, number_of
from peacetrack.worlds.moving import arrive, conclude, move, replace
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.quick import lay_plainly
from peacetrack.worlds.repairing import repair, report
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    Count,
    Move,
    Reopening,
    Replacement,
    Stated,
    Statement,
)
from peacetrack.worlds.terms import Limit, MemoryId, memory_of

__all__ = ["Replay", "Wanted", "tell", "wanted_by"]

#: At most so many checkpoints are kept, and none nearer to another than so many statements.
MOST_CHECKPOINTS: Final = 32
LEAST_STEP: Final = 64
MOST_REMEMBERED: Final = 64

Wanted = dict[str, frozenset[MemoryId]]
"""For each statement the numbers of its day of which others say how many more there are."""


def wanted_by(statements: Sequence[Statement]) -> Wanted:
    """Find which numbers of an earlier day some count speaks of."""
    wanted: dict[str, set[MemoryId]] = {}
    for statement in statements:
        if isinstance(statement, Count):
            for memory in memory_of(statement):
                wanted.setdefault(memory[0], set()).add(memory)
    return {key: frozenset(memories) for key, memories in wanted.items()}


def tell(state: Known, statement: Statement, wanted: Wanted) -> None:
    """Take in a statement."""
    state.reopened = isinstance(statement, Reopening)
    match statement:
        case Move():
            move(state, statement)
        case Count() | Stated():
            _lay(state, statement)
        case Arrival():
            arrive(state, statement)
        case Replacement():
            replace(state, statement)
        case Conclusion():
            conclude(state, statement)
        case Reopening():
            pass
        case _:
            assert_never(statement)
    state.keys.append(statement.key)
    for memory in wanted.get(statement.key, ()):
        _remember(state, memory)


def _lay(state: Known, statement: Count | Stated) -> None:
    """Lay a statement where it fits; else open a new epoch just before it."""
    moves = lay_plainly(state, statement) if isinstance(statement, Count) else None
    if moves is None:
        _lay_or_repair(state, statement)
    elif moves:
        report(state, statement.key, {})
    if isinstance(statement, Count) and statement.of is not None:
        state.origin = statement.key


def _lay_or_repair(state: Known, statement: Count | Stated) -> None:
    try:
        trial = state.fork()
        state.become(trial if fits(trial, statement) else repair(state, statement))
    except TooManyError:
        loosen(state, statement)


def loosen(state: Known, statement: Count | Stated) -> None:
    """Let go of all that a statement may have moved: wider than what is known, and marked so."""
    for node in names_in(statement):
        state.name(state.cast.root_of(node))
    named = [node for node, fact in state.facts.items() if not GONE >> fact.kind & 1]
    for node in named:
        state.unfix(node)
    named += state.home
    state.exact, state.home = False, {}
    state.classes = {0: attrs.evolve(state.classes[0], members=())}
    state.branches = (Branch({0: Group(Pool.of(None, UNKNOWN))}, state.branches[0].gone),)
    for node in named:
        group = Group(Pool.of(1, UNKNOWN))
        if node in state.cast.parts:
            group = state.regrouped(
                node, Group(group.pool, frozenset({state.cast.family(node).free(UNKNOWN | GONE)}))
            )
        state.add_class((node,), [group])


def _remember(state: Known, memory: MemoryId) -> None:
    """Divide the worlds by a number of which a later count says how many more there are."""
    _, mask, including, excluding = memory
    asked = Count(including=including, excluding=excluding)
    branches: list[Branch] = []
    for branch in state.branches:
        bounds = number_of(state, branch, asked, mask)
        if bounds.low == bounds.high:
            branches.append(_with_memory(branch, memory, bounds))
        elif bounds.high is None or bounds.high - bounds.low > MOST_REMEMBERED:
            state.exact = False
            branches.append(_with_memory(branch, memory, bounds))
        else:
            for number in range(bounds.low, bounds.high + 1):
                exactly = Bounds.exactly(number)
                divided = laid(state, branch, asked, (Limit(mask, exactly),))
                branches += [_with_memory(new, memory, exactly) for new in divided]
    state.keep(branches)


def _with_memory(branch: Branch, memory: MemoryId, bounds: Bounds) -> Branch:
    past = tuple(pair for pair in branch.memory if pair[0] != memory)
    return Branch(branch.groups, branch.gone, (*past, (memory, bounds)))


class Replay:
    """The state of one sequence of statements, moved to and fro."""

    def __init__(
        self, cast: Cast, statements: Sequence[Statement], wanted: Wanted, *, remembering: bool
    ) -> None:
        """Hold statements in the order of replay."""
        self.statements = statements
        self.wanted = wanted
        self.step = max(LEAST_STEP, len(statements) // MOST_CHECKPOINTS)
        self.number = 0
        self.state = Known.of(cast, remembering=remembering)
        self.checkpoints = [self.state.fork()]
        self.furthest = 0
        self.history: dict[str, tuple[list[int], list[int]]] = {}
        self._note(0)

    def after(self, number: int) -> Known:
        """Go to the point after so many statements, and give a state that is not to be changed."""
        if number < self.number:
            self.number = number // self.step * self.step
            self.state = self.checkpoints[number // self.step].fork()
        while self.number < number:
            end = min(number, (self.number // self.step + 1) * self.step)
            for place, statement in enumerate(islice(self.statements, self.number, end), self.number):
                tell(self.state, statement, self._wanted_after(place))
                if self.state.changes:
                    self._note(place + 1)
            self.number = end
            if end == len(self.checkpoints) * self.step:
                self.checkpoints.append(self.state.fork())
        return self.state

    def _note(self, number: int) -> None:
        """Keep for each node from which statement on it is a fact, and which."""
        if number >= self.furthest:
            self.furthest = number
            for node, kind in dict(self.state.changes).items():
                numbers, kinds = self.history.setdefault(node, ([], []))
                numbers.append(number)
                kinds.append(kind)
        self.state.changes.clear()

    def fact_after(self, number: int, node: str) -> int:
        """Give the kind that a node has for a fact after so many statements; below zero if it has none."""
        if number > self.number and number > self.furthest:
            self.after(number)
        numbers, kinds = self.history.get(node, ((), ()))
        place = bisect_right(numbers, number)
        return kinds[place - 1] if place else -1

    def _wanted_after(self, place: int) -> Wanted:
        """Remember the numbers of an event's day once all is told of that event."""
        following = place + 1
        last = (
            following == len(self.statements) or self.statements[following].key != self.statements[place].key
        )
        return self.wanted if last else {}
