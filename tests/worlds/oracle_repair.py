"""
A statement that no world allows moves as few units as it can: every repair, level by level.

First the statement's own withdrawals and its own denominator are carried out, for "no repair withdraws or adds a unit (only a
statement's own `of` or `withdrawn` does)". Then single units move, one more on each level, until each number that the statement
allows by itself has been reached: "a stated range is not sharpened by the size of the repair".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement
from typing import Final

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.statements import Count, Stated
from tests.worlds.oracle_moves import withdrawn
from tests.worlds.oracle_truth import Seen, denominator, in_scope, is_true, numbers, size, stated
from tests.worlds.oracle_world import ABSENT, History, Inside, UndecidedError, World, begin, crowd, insides

TOO_MANY: Final = 12_000
WITHDRAWN: Final = Status.WITHDRAWN


class Repair:
    """Look for the repairs of one statement, with what does not change between worlds at hand."""

    def __init__(
        self, statement: Count | Stated, seen: Seen, labels: tuple[Status, ...], *, days: int
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
        at_once = self._fitting(own)
        if at_once:
            return at_once
        found: dict[tuple[int, ...], set[World]] = {}
        for changes in sorted(own):
            start = self._carried_out(own[changes], changes)
            for number, repaired in self.fewest(start).items():
                found.setdefault(number, repaired)
            if found and self.says_one_number():
                break
        return {rested(world) for some in found.values() for world in some}

    def _carried_out(self, worlds: Iterable[tuple[int, World]], changes: int) -> set[World]:
        return {a for gone, world in worlds for a in self._changed(world, gone=gone, come=changes - gone)}

    def _fitting(self, own: Mapping[int, Iterable[tuple[int, World]]]) -> set[World]:
        """
        Carry out the statement's own changes where it fits then: no unit has to move, and its ranges say no more than they do.

        "All other numbers stay as far as they can." Each number of withdrawn units that it allows is its own doing.
        """
        found: dict[int, set[World]] = {}
        for changes in sorted(own):
            here: dict[int, set[World]] = {}
            for world in self._carried_out(own[changes], changes):
                if is_true(self.statement, self.at(world)):
                    gone = sum(not h.is_live for h in (*world.named, *world.unnamed))
                    here.setdefault(gone, set()).add(world)
            for gone, worlds in here.items():
                found.setdefault(gone, worlds)
            # It withdraws no more units than it takes, unless it allows several numbers of withdrawn ones itself.
            if found and (self.says_one_number() or not self._counts_withdrawn()):
                break
        return {world for worlds in found.values() for world in worlds}

    def _counts_withdrawn(self) -> bool:
        return isinstance(self.statement, Count) and any(
            word == WITHDRAWN for word, _ in self.statement.numbers
        )

    def says_one_number(self) -> bool:
        if isinstance(self.statement, Stated):
            return True
        return all(bounds.low == bounds.high for bounds in stated(self.statement))

    def fewest(self, level: set[World]) -> dict[tuple[int, ...], set[World]]:
        """Move one more unit on each level; whoever moved once moves no more."""
        found: dict[tuple[int, ...], set[World]] = {}
        tried = 0
        while level:
            here: dict[tuple[int, ...], set[World]] = {}
            for world in level:
                if is_true(self.statement, self.at(world)):
                    here.setdefault(self.number(world), set()).add(world)
            for number, repaired in here.items():
                found.setdefault(number, repaired)
            if found and self.says_one_number():
                break
            after = set[World]()
            for world in level:
                after.update(self.single_moves(world))
                if tried + len(after) > TOO_MANY:
                    raise UndecidedError("too many repairs")
            level, tried = after, tried + len(after)
        return found

    def number(self, world: World) -> tuple[int, ...]:
        return numbers(self.statement, self.at(world)) if isinstance(self.statement, Count) else ()

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
            return [name for name, word in self.statement.statuses if word == WITHDRAWN]
        listed = [name for word, names in self.statement.listed if word == WITHDRAWN for name in names]
        return listed + [name for name, word in self.statement.besides if word == WITHDRAWN]

    def _withdrawals(self, world: World) -> Iterable[int]:
        """Say how many it may withdraw: "withdrawn are those that a list, a number or a smaller `of` withdrew"."""
        assert isinstance(self.statement, Count)
        live = sum(history.is_live for history in world.unnamed)
        if any(word == WITHDRAWN for word, _ in self.statement.listed):
            return (0,)
        told = [bounds for word, bounds in self.statement.numbers if word == WITHDRAWN]
        if told and self.statement.since is None:
            there = in_scope(self.statement, self.at(world))
            now = sum(not history.is_live for _, history in there)
            return [more for more in range(live + 1) if all(now + more in bounds for bounds in told)]
        if told:
            return range(live + 1)
        of = denominator(self.statement)
        surplus = (
            0 if of is None or of.high is None else max(0, size(self.statement, self.at(world)) - of.high)
        )
        return (surplus,) if surplus <= live else ()

    # ------------------------------------------------------------------------ one unit more

    def single_moves(self, world: World) -> Iterator[World]:
        """Move one more unit, named or not, that is inside its scope."""
        inside = self._inside(world)
        for at, name in enumerate(self.seen.names):
            history = world.named[at]
            # "Withdrawals are never released", and what lies outside the scope stays.
            if name in inside and history.is_live and not history.moved:
                for after in self._anything_else(name, history):
                    yield world.put(at, after)
        if isinstance(self.statement, Stated):
            return
        for history in {h for h in world.unnamed if h.is_live and not h.moved}:
            at = world.unnamed.index(history)
            others = (*world.unnamed[:at], *world.unnamed[at + 1 :])
            for status in self.labels:
                if status is not history.status:
                    yield World(world.named, crowd([*others, history.to(status, moved=True)]), world.size)

    def _inside(self, world: World) -> set[str]:
        if isinstance(self.statement, Stated):
            return {self.cast.root(name) for name, _ in self.statement.statuses}
        beside = {self.cast.root(name) for name, _ in self.statement.besides}
        return beside | {name for name, _ in in_scope(self.statement, self.at(world)) if name is not None}

    def _anything_else(self, root: str, history: History) -> Iterator[History]:
        """List what a node may be instead: "a moved unit may have any status that the statement allows", and "its parts through it"."""
        if not self.cast.parts[root]:
            for status in self.labels:
                if status is not history.status:
                    yield history.to(status, moved=True)
            return
        for inside in insides(history.inside.parts, self.labels, complete=self.cast.is_complete(root)):
            if inside != history.inside and self._only_what_it_names(root, history, inside):
                after = self.cast.settled(root, history, inside)
                if after is not None:
                    yield after._replace(moved=True)

    def _only_what_it_names(self, root: str, history: History, inside: Inside) -> bool:
        """A part that a statement names moves without the other parts."""
        named = self.statement.statuses if isinstance(self.statement, Stated) else self.statement.besides
        names = {name for name, _ in named if self.cast.root(name) == root}
        if not names or root in names:
            return True
        same = all(
            name in names or before == after
            for name, before, after in zip(
                self.cast.parts[root], history.inside.parts, inside.parts, strict=True
            )
        )
        return same and inside.further == history.inside.further


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
