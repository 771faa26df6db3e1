"""
A statement that no world allows moves as few units as it can: every repair, level by level.

First the statement's own withdrawals and its own denominator are carried out, for "no repair withdraws or adds a unit (only a
statement's own `of` or `withdrawn` does)". Then single units move, one more on each level, until each number that the statement
allows by itself has been reached: "a stated range is not sharpened by the size of the repair".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement
from typing import Final

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.statements import Stated, StatedCount
from tests.worlds.oracle_moves import withdrawn
from tests.worlds.oracle_truth import Seen, denominator, in_scope, is_true, numbers, said, size, stated
from tests.worlds.oracle_world import ABSENT, History, Inside, UndecidedError, World, begin, crowd, insides

TOO_MANY: Final = 12_000
WITHDRAWN: Final = Status.WITHDRAWN


class Repair:
    """Look for the repairs of one statement, with what does not change between worlds at hand."""

    def __init__(
        self, statement: StatedCount | Stated, seen: Seen, labels: tuple[Status, ...], *, days: int
    ) -> None:
        self.statement = statement
        self.seen = seen
        self.days = days
        self.labels = labels
        self.cast = seen.cast

    def at(self, world: World) -> Seen:
        return self.seen._replace(world=world)

    def all(self, worlds: Iterable[World]) -> set[World]:
        """Unite "all repairs that move the fewest units inside its scope, for each number that the statement allows by itself"."""
        # How many units without names come or go is the statement's own doing, and no more of it than it takes.
        own: dict[int, set[tuple[int, World]]] = {}
        for world in map(self._withdraw_by_name, worlds):
            for gone, come in self.own_changes(world):
                own.setdefault(gone + come, set()).add((gone, world))
        found: dict[tuple[int, ...], set[World]] = {}
        for changes in sorted(own):
            start = self._carried_out(own[changes], changes)
            for number, repaired in self.fewest(start).items():
                found.setdefault(number, repaired)
            if found and not self._says_how_many_left():
                break
        return {rested(world) for some in found.values() for world in some}

    def _carried_out(self, worlds: Iterable[tuple[int, World]], changes: int) -> set[World]:
        return {a for gone, world in worlds for a in self._changed(world, gone=gone, come=changes - gone)}

    def _says_how_many_left(self) -> bool:
        """Tell whether it states a number of withdrawn units: each that it allows is its own doing."""
        return isinstance(self.statement, StatedCount) and any(
            status == WITHDRAWN for status, _ in self.statement.numbers
        )

    def says_one_number(self) -> bool:
        if isinstance(self.statement, Stated):
            return True
        exact = all(bounds.low == bounds.high for bounds in stated(self.statement))
        return exact and self.statement.since is None

    def fewest(self, start: set[World]) -> dict[tuple[int, ...], set[World]]:
        """
        Move one more unit on each level; whoever moved once moves no more.

        Where it is true once its own changes are carried out, no unit has to move, and its ranges say no more than they do: "all other
        numbers stay as far as they can".
        """
        found: dict[tuple[int, ...], set[World]] = {}
        levels, tried = {0: start}, 0
        while levels:
            moves = min(levels)
            level = levels.pop(moves)
            here: dict[tuple[int, ...], set[World]] = {}
            for world in level:
                if is_true(self.statement, self.at(world)):
                    here.setdefault(self.number(world), set()).add(world)
            for number, repaired in here.items():
                found.setdefault(number, repaired)
            if found and (moves == 0 or self.says_one_number()):
                break
            for world in level:
                for many, after in self.single_moves(world):
                    levels.setdefault(moves + many, set()).add(after)
                if tried + sum(map(len, levels.values())) > TOO_MANY:
                    raise UndecidedError("too many repairs")
            tried += len(level)
        return found

    def number(self, world: World) -> tuple[int, ...]:
        """Give the numbers that are true of its day, and how many more these are than on the other day; each is one that it allows."""
        if not isinstance(self.statement, StatedCount):
            return ()
        return (*numbers(self.statement, self.at(world)), *said(self.statement, self.at(world)))

    # ------------------------------------------------------------------------ the statement's own changes

    def own_changes(self, world: World) -> Iterator[tuple[int, int]]:
        """Say how many units without names it may withdraw, and how many it then has to add."""
        if isinstance(self.statement, Stated):
            yield 0, 0
            return
        of = denominator(self.statement)
        now = size(self.statement, self.at(world))
        for gone in self._withdrawals(world):
            yield gone, 0 if of is None else max(0, of.low - (now - gone))

    def _changed(self, world: World, *, gone: int, come: int) -> Iterator[World]:
        """Add and withdraw: "an `of` that grows adds units of any status; one that shrinks withdraws unnamed units of any"."""
        live = [history for history in world.unnamed if history.is_live]
        past = (ABSENT,) * self.days
        for struck in set(chosen(live, gone)):
            left = _without(world, struck)
            for new in combinations_with_replacement(self.labels, come):
                added = [begin(status, past=past) for status in new]
                yield left._replace(unnamed=crowd([*left.unnamed, *added]))

    def _withdraw_by_name(self, world: World) -> World:
        for name in self._struck():
            root = self.cast.root(name)
            at = self.seen.names.index(root)
            history = world.named[at]
            if root == name:
                if history.is_live:
                    inside = (
                        withdrawn(self.cast, root, history.inside)
                        if self.cast.parts[root]
                        else history.inside
                    )
                    world = world.put(at, history.to(WITHDRAWN, inside))
            elif self.cast.status(name, history) not in {ABSENT, WITHDRAWN}:
                place = self.cast.place(name)
                parts = (*history.inside.parts[:place], WITHDRAWN, *history.inside.parts[place + 1 :])
                after = self.cast.settled(root, history, Inside(parts, history.inside.further))
                world = world if after is None else world.put(at, after)
        return world

    def _struck(self) -> list[str]:
        if isinstance(self.statement, Stated):
            return [name for name, status in self.statement.statuses if status == WITHDRAWN]
        listed = [name for status, names in self.statement.listed if status == WITHDRAWN for name in names]
        return listed + [name for name, status in self.statement.besides if status == WITHDRAWN]

    def _withdrawals(self, world: World) -> Iterable[int]:
        """Say how many it may withdraw: "withdrawn are those that a list, a number or a smaller `of` withdrew"."""
        assert isinstance(self.statement, StatedCount)
        live = sum(history.is_live for history in world.unnamed)
        if any(status == WITHDRAWN for status, _ in self.statement.listed):
            return (0,)
        stated = [bounds for status, bounds in self.statement.numbers if status == WITHDRAWN]
        if stated and self.statement.since is None:
            there = in_scope(self.statement, self.at(world))
            now = sum(not history.is_live for _, history in there)
            return [more for more in range(live + 1) if all(now + more in bounds for bounds in stated)]
        if stated:
            return range(live + 1)
        of = denominator(self.statement)
        surplus = (
            0 if of is None or of.high is None else max(0, size(self.statement, self.at(world)) - of.high)
        )
        return (surplus,) if surplus <= live else ()

    # ------------------------------------------------------------------------ one unit more

    def single_moves(self, world: World) -> Iterator[tuple[int, World]]:
        """Move one more unit, named or not, that is inside its scope, and say how many nodes that moves."""
        inside = self._inside(world)
        for at, name in enumerate(self.seen.names):
            history = world.named[at]
            # "Withdrawals are never released", and what lies outside the scope stays.
            if name in inside and history.is_live and not history.moved:
                for many, after in self._anything_else(name, history):
                    yield many, world.put(at, after)
        if isinstance(self.statement, Stated):
            return
        for history in {h for h in world.unnamed if h.is_live and not h.moved}:
            at = world.unnamed.index(history)
            others = (*world.unnamed[:at], *world.unnamed[at + 1 :])
            for status in self.labels:
                if status is not history.status:
                    yield 1, World(world.named, crowd([*others, history.to(status, moved=True)]), world.size)

    def _inside(self, world: World) -> set[str]:
        if isinstance(self.statement, Stated):
            return {self.cast.root(name) for name, _ in self.statement.statuses}
        beside = {self.cast.root(name) for name, _ in self.statement.besides}
        return beside | {name for name, _ in in_scope(self.statement, self.at(world)) if name is not None}

    def _anything_else(self, root: str, history: History) -> Iterator[tuple[int, History]]:
        """List what a node may be instead: "a moved unit may have any status that the statement allows", and its parts."""
        if not self.cast.parts[root]:
            for status in self.labels:
                if status is not history.status:
                    yield 1, history.to(status, moved=True)
            return
        for inside in insides(history.inside.parts, self.labels, complete=self.cast.is_complete(root)):
            many = self._nodes_moved(root, history.inside, inside)
            after = self.cast.settled(root, history, inside) if many else None
            if after is not None:
                yield many, after._replace(moved=True)

    def _nodes_moved(self, root: str, before: Inside, after: Inside) -> int:
        """
        Count each part that the statement names, and one for all the others, which move with their node.

        None of these moves if it is not their node of which the statement speaks.
        """
        beside = self.statement.statuses if isinstance(self.statement, Stated) else self.statement.besides
        named = {name for name, _ in beside if self.cast.root(name) == root}
        changed = {
            name
            for name, one, other in zip(self.cast.parts[root], before.parts, after.parts, strict=True)
            if one != other
        }
        others = bool(changed - named) or before.further != after.further
        if others and named and root not in named:
            return 0
        return len(changed & named) + others


def chosen(units: Sequence[History], many: int) -> Iterator[tuple[History, ...]]:
    """Choose so many of some units; two of one history are one choice."""
    if many == 0:
        yield ()
        return
    for at in range(len(units)):
        for others in chosen(units[at + 1 :], many - 1):
            yield (units[at], *others)


def _without(world: World, gone: Sequence[History]) -> World:
    left = list(world.unnamed)
    for history in gone:
        left.remove(history)
    return world._replace(unnamed=crowd([*left, *(history.to(WITHDRAWN) for history in gone)]))


def rested(world: World) -> World:
    """Forget who moved in a repair."""
    return World(
        tuple(history._replace(moved=False) for history in world.named),
        crowd(history._replace(moved=False) for history in world.unnamed),
        world.size,
    )
