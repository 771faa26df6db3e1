"""
One sequence of statements: what is known after any number of them.

The law: the state after some statements is that of telling them, and no others, from the beginning. Statements are told once,
going forward; to go back, they are taken in again from the last of a few checkpoints.
"""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final, Generic, TypeVar, assert_never

import attrs

from peacetrack.worlds.bounds import ANY, Bounds
from peacetrack.worlds.cast import Composition, names_in
from peacetrack.worlds.changes import following
from peacetrack.worlds.kinds import LIVING
from peacetrack.worlds.known import NOWHERE, Branch, Group, Known, NumberChange, in_class
from peacetrack.worlds.laying import divide, fits, laid, number_of, rests_on_a_guess
from peacetrack.worlds.loosening import loosen, take_in_loosely
from peacetrack.worlds.moving import arrive, conclude, move, replace
from peacetrack.worlds.pool import TooManyError, Work
from peacetrack.worlds.quick import lay_plainly
from peacetrack.worlds.repairing import repair, report
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    Move,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    says_something,
)
from peacetrack.worlds.terms import Limit, MemoryId, memory_of

__all__ = ["Wanted", "WorldsReplay", "take_in", "wanted_by"]

#: At most so many checkpoints are kept, and none nearer to another than so many statements.
MOST_CHECKPOINTS: Final = 32
LEAST_STEP: Final = 64
MOST_REMEMBERED: Final = 64
#: Of more branches what each class is in each is not kept: a node is then asked of the state.
MOST_KEPT: Final = 16

T = TypeVar("T")

Wanted = dict[str, frozenset[MemoryId]]
"""For each statement the numbers of its day of which others say how many more there are."""


def wanted_by(statements: Sequence[Statement]) -> Wanted:
    """Find which numbers of an earlier day some count speaks of."""
    wanted: dict[str, set[MemoryId]] = {}
    for statement in statements:
        if isinstance(statement, StatedCount):
            for memory in memory_of(statement):
                wanted.setdefault(memory[0], set()).add(memory)
    return {key: frozenset(memories) for key, memories in wanted.items()}


def take_in(state: Known, statement: Statement, wanted: Wanted) -> None:
    """Take in a statement; one that says nothing changes nothing, but for the numbers of its day."""
    if says_something(statement):
        state.reopened = isinstance(statement, Reopening)
        state.work = Work()
        try:
            _take_in(state, statement)
        except TooManyError:
            # Whatever it may have begun to change is let go.
            loosen(state, statement)
            take_in_loosely(state, statement)
        state.keys.append(statement.key)
    for memory in wanted.get(statement.key, ()):
        state.work = Work()
        _remember(state, memory)


def _take_in(state: Known, statement: Statement) -> None:
    state.tire(_movers(statement))
    if state.loose:
        state.tire(None)
        take_in_loosely(state, statement)
        return
    match statement:
        case Move():
            with following(state, (statement.node,)):
                move(state, statement)
        case StatedCount() | Stated():
            _lay(state, statement)
        case Arrival():
            with following(state, (statement.node,)):
                arrive(state, statement)
        case Replacement():
            with following(state, (*statement.gone, *statement.come)):
                replace(state, statement)
        case Conclusion():
            state.blur()
            conclude(state, statement)
        case Reopening():
            pass
        case _:
            assert_never(statement)


def _movers(statement: Statement) -> int | None:
    """Say how many nodes an event may move; None if there is no telling."""
    match statement:
        case Replacement():
            return len(statement.gone) + len(statement.come)
        case Move() | Arrival():
            return 1
        case Conclusion():
            return None
        case _:
            return 0


def _lay(state: Known, statement: StatedCount | Stated) -> None:
    """Lay a statement where it fits; else open a new epoch just before it."""
    if isinstance(statement, StatedCount) and rests_on_a_guess(state, statement):
        if not fits(state.fork(), statement):
            report(state, statement.key, {})
        raise TooManyError  # whether it contradicts the record cannot be told, or not what is so then
    moves = lay_plainly(state, statement) if isinstance(statement, StatedCount) else None
    if moves is None:
        _lay_or_repair(state, statement)
    elif moves:
        state.tire(moves)
        state.blur()
        report(state, statement.key, {})
    if isinstance(statement, StatedCount) and statement.of is not None:
        state.origin = statement.key


def _lay_or_repair(state: Known, statement: StatedCount | Stated) -> None:
    trial = state.fork()
    if fits(trial, statement):
        state.become(trial)
    elif isinstance(statement, Stated):
        before = state.fork()
        with following(state, names_in(statement)):
            state.become(repair(state, statement))
        if not state.findings[-1].applied:
            before.findings = state.findings
            state.become(before)
    else:
        state.become(repair(state, statement))


def _remember(state: Known, memory: MemoryId) -> None:
    """Divide the worlds by a number of which a later count says how many more there are."""
    key, mask, including, excluding = memory
    state.days[key] = state.movements
    asked = StatedCount(including=including, excluding=excluding)
    trial, spans = state.fork(), [ANY] * len(state.branches)
    try:
        divide(trial, asked)
        if mask and (_unmet(trial, including) or _unmet(trial, excluding)):
            raise TooManyError  # nobody knows whether these were among those that the number counts
        spans = [number_of(trial, branch, asked, mask) for branch in trial.branches]
        state.become(trial.fork())
        trial.keep(list(_divided(trial, spans, memory)))
    except TooManyError:
        changes = [span if state.loose else NumberChange(before=span) for span in spans]
        kept = [b.remembering(memory, c) for b, c in zip(state.branches, changes, strict=True)]
        state.keep(kept)
    else:
        state.become(trial)


def _divided(state: Known, numbers: Sequence[Bounds], memory: MemoryId) -> Iterator[Branch]:
    _, mask, including, excluding = memory
    asked = StatedCount(including=including, excluding=excluding)
    for branch, bounds in zip(state.branches, numbers, strict=True):
        if bounds.high is None or bounds.high - bounds.low > MOST_REMEMBERED:
            raise TooManyError
        for number in range(bounds.low, bounds.high + 1):
            exactly = Bounds.exactly(number)
            parts = (branch,) if bounds == exactly else laid(state, branch, asked, (Limit(mask, exactly),))
            for new in parts:
                state.work.spend()
                yield new.remembering(memory, exactly)


def _unmet(state: Known, names: Sequence[str]) -> bool:
    """Tell whether some nodes are in the draft, though nobody has named them yet."""
    roots = {state.cast.root_of(name) for name in names} - state.cast.brought
    return not all(map(state.is_named, roots))


@attrs.frozen(slots=False, eq=False)
class _Class:
    """
    What the nodes of a class are after some statement.

    Attributes:
        groups: What they are in each branch.
        members: How many are known by name.
        outside: What a node may be that is no unit, and that nobody has named.
    """

    groups: tuple[Group, ...]
    members: int
    outside: int

    @cached_property
    def mask(self) -> int:
        """Give what one of its nodes may be."""
        return self._at_least(self.members)

    @cached_property
    def mask_beyond(self) -> int:
        """Give what a unit may be that nobody has named; of class 0 only."""
        return self._at_least(self.members + 1)

    def _at_least(self, number: int) -> int:
        mask = 0
        for group in self.groups:
            sized = group.pool.at_least(number)
            mask |= 0 if sized is None else sized.possible()
        return mask

    def is_as(self, groups: tuple[Group, ...], members: int, outside: int) -> bool:
        """Tell whether nothing has changed."""
        return (
            members == self.members
            and outside == self.outside
            and len(groups) == len(self.groups)
            and all(map(operator.is_, groups, self.groups))
        )


class _Changes(Generic[T]):
    """What something was, from which number of statements on: a day is a bisect."""

    __slots__ = ("numbers", "values")

    def __init__(self) -> None:
        self.numbers: list[int] = []
        self.values: list[T] = []

    def add(self, number: int, value: T) -> None:
        self.numbers.append(number)
        self.values.append(value)

    def cut(self, number: int) -> None:
        """Forget what changed after so many statements."""
        place = bisect_right(self.numbers, number)
        del self.numbers[place:], self.values[place:]

    def copy(self) -> _Changes[T]:
        other = _Changes[T]()
        other.numbers, other.values = [*self.numbers], [*self.values]
        return other

    def after(self, number: int) -> T | None:
        place = bisect_right(self.numbers, number)
        return self.values[place - 1] if place else None


class WorldsReplay:
    """
    The state of one sequence of statements, moved to and fro.

    Going forward it keeps, for each node and each class of nodes, from which statement on they are what, so that a node's status on any day
    is a few bisects.
    """

    def __init__(
        self, cast: Composition, statements: Sequence[Statement], wanted: Wanted, *, remembering: bool
    ) -> None:
        """Hold statements in the order of replay."""
        self.statements = statements
        self.wanted = wanted
        self.step = max(LEAST_STEP, len(statements) // MOST_CHECKPOINTS)
        self.number = 0
        self.state = Known.of(cast, remembering=remembering)
        self.checkpoints = [self.state.fork()]
        self.furthest = -1
        self.branches: tuple[Branch, ...] = ()
        self.outside = 0
        self.nodes: dict[str, _Changes[int]] = {}
        self.classes: dict[int, _Changes[_Class | None]] = {}
        self._note(0)

    def after(self, number: int) -> Known:
        """Go to the point after so many statements, and give a state that is not to be changed."""
        if number < self.number:
            self.number = number // self.step * self.step
            self.state = self.checkpoints[number // self.step].fork()
        while self.number < number:
            end = min(number, (self.number // self.step + 1) * self.step)
            for place, statement in enumerate(islice(self.statements, self.number, end), self.number):
                take_in(self.state, statement, self._wanted_after(place))
                self._note(place + 1)
            self.number = end
            if end == len(self.checkpoints) * self.step:
                self.checkpoints.append(self.state.fork())
        return self.state

    def _note(self, number: int) -> None:
        """Keep what has changed with the latest statement."""
        state = self.state
        if number > self.furthest:
            self.furthest = number
            in_classes = False
            for node, value in dict(state.changes).items():
                self.nodes.setdefault(node, _Changes()).add(number, value)
                in_classes = in_classes or value < 0  # a fact that is another fact changes no class
            if state.branches is not self.branches or state.outside != self.outside or in_classes:
                self.branches, self.outside = state.branches, state.outside
                self._note_classes(number)
        state.changes.clear()

    def _note_classes(self, number: int) -> None:
        state = self.state
        for name, kinds in state.classes.items():
            changes = self.classes.setdefault(name, _Changes())
            before = changes.values[-1] if changes.values else None
            if len(state.branches) > MOST_KEPT:
                changes.add(number, None)
                continue
            groups = tuple([branch.groups[name] for branch in state.branches])
            if before is None or not before.is_as(groups, len(kinds.members), state.outside):
                changes.add(number, _Class(groups, len(kinds.members), state.outside))

    def undo(self, number: int, state: Known) -> None:
        """Forget all but so many statements, after which this state was reached."""
        self.number = self.furthest = number
        self.state, self.branches, self.outside = state, state.branches, state.outside
        del self.checkpoints[number // self.step + 1 :]
        for of_node in self.nodes.values():
            of_node.cut(number)
        for of_class in self.classes.values():
            of_class.cut(number)

    def copy(self, statements: Sequence[Statement]) -> WorldsReplay:
        """Begin another sequence that has been the same so far."""
        other = WorldsReplay(self.state.cast, statements, self.wanted, remembering=self.state.remembering)
        other.step, other.number, other.furthest = self.step, self.number, self.furthest
        other.state, other.checkpoints = self.state.fork(), [*self.checkpoints]
        other.branches, other.outside = self.branches, self.outside
        other.nodes = {node: changes.copy() for node, changes in self.nodes.items()}
        other.classes = {name: changes.copy() for name, changes in self.classes.items()}
        return other

    def possible_after(self, number: int, node: str) -> int | None:
        """Give what a node may be after so many statements; ``None`` if that takes more than a look."""
        if number > self.furthest:
            self.after(number)
        cast = self.state.cast
        root = cast.root_of(node)
        changes = self.nodes.get(root)
        value = changes.after(number) if changes is not None else None
        if value is not None and value >= 0:
            return 1 << value
        unnamed = value is None or value == NOWHERE
        name = 0 if unnamed else in_class(value or 0)
        known = self.classes[name].after(number)
        if known is None:
            return None
        if root != node:
            return self._part(root, node, known) if name and known.members == 1 else None
        if not unnamed:
            return known.mask
        return LIVING if node in cast.brought else known.mask_beyond if cast.is_unit(node) else known.outside

    def _part(self, root: str, node: str, known: _Class) -> int:
        cast, mask = self.state.cast, 0
        for group in known.groups:
            for box in self.state.boxes_of(root, group):
                mask |= cast.family(root).derives(box, cast.place[node])
        return mask

    def _wanted_after(self, place: int) -> Wanted:
        """Remember the numbers of an event's day once all is told of that event."""
        following = place + 1
        last = (
            following == len(self.statements) or self.statements[following].key != self.statements[place].key
        )
        return self.wanted if last else {}
