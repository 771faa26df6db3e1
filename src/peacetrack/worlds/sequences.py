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
from peacetrack.worlds.laying import fits, number_of, scope_of
from peacetrack.worlds.moving import arrive, conclude, move, replace
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.quick import lay_plainly
from peacetrack.worlds.repairing import repair, report
from peacetrack.worlds.spreading import spread
from peacetrack.worlds.state import Branch, Group, State
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
from peacetrack.worlds.terms import MemoryId, memory_of, room_of

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


def tell(state: State, statement: Statement, wanted: Wanted) -> None:
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


def _lay(state: State, statement: Count | Stated) -> None:
    """Lay a statement where it fits; else open a new epoch just before it."""
    moves = lay_plainly(state, statement) if isinstance(statement, Count) else None
    if moves is None:
        _lay_or_repair(state, statement)
    elif moves:
        report(state, statement.key, {})
    if isinstance(statement, Count) and statement.of is not None:
        state.origin = statement.key


def _lay_or_repair(state: State, statement: Count | Stated) -> None:
    try:
        trial = state.fork()
        state.become(trial if fits(trial, statement) else repair(state, statement))
    except TooManyError:
        loosen(state, statement)


def loosen(state: State, statement: Count | Stated) -> None:
    """Let go of all that a statement may have moved: wider than what is known, and marked so."""
    state.exact = False
    room = room_of(statement) if isinstance(statement, Count) else None
    for node in names_in(statement):
        state.name(state.cast.root_of(node))
    branch = state.branches[0]
    mask = UNKNOWN
    groups = {0: Group(Pool.of(None, mask))}
    named = [node for node, fact in state.facts.items() if not GONE >> fact.kind & 1]
    for node in named:
        state.unfix(node)
    loose = [*named, *state.home]
    state.classes = {0: attrs.evolve(state.classes[0], members=())}
    state.home = {}
    state.branches = (Branch(groups, branch.gone),)
    for node in dict.fromkeys(loose):
        group = Group(Pool.of(1, mask | (GONE if node in state.cast.parts else 0)))
        if node in state.cast.parts:
            group = state.regrouped(
                node, attrs.evolve(group, boxes=frozenset({state.cast.family(node).free(0xFF)}))
            )
        state.add_class((node,), [group])
    del room


def _remember(state: State, memory: MemoryId) -> None:
    """Divide the worlds by a number of which a later count says how many more there are."""
    _, mask, including, excluding = memory
    asked = Count(including=including, excluding=excluding)
    branches: list[Branch] = []
    for branch in state.branches:
        bounds = number_of(state, branch, asked, mask)
        past = tuple(pair for pair in branch.memory if pair[0] != memory)
        if bounds.low == bounds.high:
            branches.append(Branch(branch.groups, branch.gone, (*past, (memory, bounds))))
        elif bounds.high is None or bounds.high - bounds.low > MOST_REMEMBERED:
            state.exact = False
            branches.append(Branch(branch.groups, branch.gone, (*past, (memory, bounds))))
        else:
            branches += _divided(state, branch, asked, mask, bounds, memory)
    state.keep(branches)


def _divided(
    state: State, branch: Branch, asked: Count, mask: int, bounds: Bounds, memory: MemoryId
) -> list[Branch]:
    pools = {name: branch.groups[name].pool for name in scope_of(state, asked)}
    known = number_of(
        state, attrs.evolve(branch, groups={n: Group(Pool.of(0, 1)) for n in branch.groups}), asked, mask
    )
    past = tuple(pair for pair in branch.memory if pair[0] != memory)
    found = []
    for number in range(bounds.low, (bounds.high or 0) + 1):
        exact = number - known.low
        for way in spread(pools, [(mask, exact, exact)]):
            groups = {}
            for name, pool in way.items():
                kinds, group = state.classes[name], attrs.evolve(branch.groups[name], pool=pool)
                if kinds.family is not None and len(kinds.members) == 1:
                    group = state.limited(kinds.members[0], group, pool.possible())
                groups[name] = group
            new = branch.with_groups(groups)
            found.append(Branch(new.groups, new.gone, (*past, (memory, Bounds.exactly(number)))))
    return found


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
        self.state = State.of(cast, remembering=remembering)
        self.checkpoints = [self.state.fork()]
        self.furthest = 0
        self.history: dict[str, tuple[list[int], list[int]]] = {}
        self._note(0)

    def after(self, number: int) -> State:
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
