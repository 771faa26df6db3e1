"""
What is known at one point of a sequence of statements: the worlds, as a union of branches.

The law: a node whose kind is the same in all worlds is a *fact*. All others belong to *classes* of nodes that nothing has told
apart; class 0 holds the units without a name, and those named units that are alike to them. A *branch* gives each class
a pool of its own, and its worlds are every choice of one share for each class: within a branch classes do not depend
on each other. A statement that speaks of the sum of several classes divides a branch.

This is the private builder of the replay: it changes in place, and `peacetrack.worlds.answer` reads it.

>>> from peacetrack.aspects.provisions import Status
>>> from peacetrack.worlds.statements import Member
>>> state = Known.of(Composition.of((Member(id="a"), Member(id="b", start=Status.PENDING))))
>>> state.facts["b"].kind == Kind.PENDING, state.branches[0].groups[0].pool.total().high
(True, None)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import ANY, Bounds
from peacetrack.worlds.cast import Composition
from peacetrack.worlds.kinds import EVER, GONE, LATER, UNKNOWN, Kind, kind_after, kinds_in
from peacetrack.worlds.parts import Boxes, Family
from peacetrack.worlds.pool import Pool, TooManyError, Work
from peacetrack.worlds.statements import Unfitting
from peacetrack.worlds.terms import MemoryId

__all__ = ["NOWHERE", "Branch", "Group", "Kinds", "Known", "Memory", "NodeFact", "NumberChange", "in_class"]

MOST_BRANCHES: Final = 8192
NO_END: Final = 1 << 40
NOWHERE: Final = -1


@attrs.frozen
class NumberChange:
    """
    Say by how much a number has changed since a day on which nobody knows what it was.

    Attributes:
        by: How many more there are; fewer, if it is below zero.
        before: How many there may have been.
    """

    by: int = 0
    before: Bounds = ANY


Memory = tuple[tuple[MemoryId, Bounds | NumberChange], ...]
"""Numbers of earlier days; of one that nobody can tell, by how much it has changed."""


def in_class(name: int) -> int:
    """Give the number under which the history of a node keeps that it went to a class; those of kinds are not below zero."""
    return -2 - name


@attrs.frozen
class NodeFact:
    """
    Hold the kind of a node that is the same in all worlds.

    Attributes:
        kind: Its kind.
        key: The statement that said so; empty where the cast did.
    """

    kind: int
    key: str


@attrs.frozen
class Kinds:
    """
    Name the nodes of a class.

    Attributes:
        members: Those that are known by name.
        is_unit: Whether they are counted as units.
        family: Their shape, if they have parts.
    """

    members: tuple[str, ...]
    is_unit: bool
    family: Family | None = None


@attrs.frozen
class Group:
    """
    Say what the nodes of a class are in one branch.

    Attributes:
        pool: How many have which kind.
        boxes: What their parts are: those of each whose kind a box derives; None if they have none, or nothing was said of these.
        ever: Whether they have been taken up, before what the boxes say; of nodes with parts only.
    """

    pool: Pool
    boxes: Boxes | None = None
    ever: bool = False


@attrs.frozen(eq=False)
class Branch:
    """
    Hold worlds in which classes do not depend on each other.

    Attributes:
        groups: For each class what it is here.
        gone: How many units without a name were withdrawn, never and ever taken up.
        memory: Numbers of earlier days of which later statements say how many more there are.
    """

    groups: Mapping[int, Group]
    gone: tuple[int, int] = (0, 0)
    memory: Memory = ()

    def remembering(self, name: MemoryId, number: Bounds | NumberChange) -> Branch:
        """Say otherwise what the number of an earlier day was."""
        others = [pair for pair in self.memory if pair[0] != name]
        return Branch(self.groups, self.gone, (*others, (name, number)))

    def remembered(self, name: MemoryId) -> Bounds | NumberChange | None:
        """Give the number of an earlier day; None if it is not on record."""
        return next((number for other, number in self.memory if other == name), None)

    def with_groups(self, groups: Mapping[int, Group]) -> Branch:
        """Say otherwise what some classes are."""
        return Branch({**self.groups, **groups}, self.gone, self.memory)

    def blurred(self, name: MemoryId) -> Branch:
        """Let go of by how much a number has changed."""
        number = self.remembered(name)
        return self.remembering(name, number.before) if isinstance(number, NumberChange) else self

    @property
    def content(self) -> object:
        """Give what makes two branches the same."""
        return frozenset(self.groups.items()), self.gone, self.memory


@attrs.define
class Known:
    """
    Keep what one sequence of statements has told so far.

    Attributes:
        cast: The nodes that it may speak of.
        remembering: Whether kinds tell who was ever taken up.
        facts: Nodes whose kind is known.
        fixed: How many units have each kind by a fact.
        classes: All other nodes.
        home: The class of each of these that is named.
        branches: The worlds.
        outside: What a node may be that is no unit, and that nobody has named.
        keys: The statements of this epoch.
        origin: The statement that gave the denominator.
        findings: What was reported.
        exact: Whether nothing was widened because it was too much.
        reopened: Whether the text was reopened without names, and nothing was said since.
        last: The latest class.
        changes: Which nodes became facts, of which kind, or went elsewhere (`in_class`, `NOWHERE`), since somebody looked.
        loose: Whether worlds were let go, so that whether a statement contradicts the record cannot be told any more.
        perhaps_named: Which units may have been named, and are among those without a name.
        movements: How many nodes may have moved so far, whatever nobody can count being without end.
        days: How many these were on each day to which a later count looks back.
        work: How many steps the statement may still take.
    """

    cast: Composition
    remembering: bool = False
    facts: dict[str, NodeFact] = attrs.Factory(dict)
    fixed: list[int] = attrs.Factory(lambda: [0] * len(Kind))
    classes: dict[int, Kinds] = attrs.Factory(lambda: {0: Kinds((), is_unit=True)})
    home: dict[str, int] = attrs.Factory(dict)
    branches: tuple[Branch, ...] = ()
    outside: int = 0
    keys: list[str] = attrs.Factory(list)
    origin: str = ""
    findings: list[Unfitting] = attrs.Factory(list)
    exact: bool = True
    reopened: bool = False
    last: int = 0
    changes: list[tuple[str, int]] = attrs.Factory(list)
    loose: bool = False
    perhaps_named: frozenset[str] = frozenset()
    movements: int = 0
    days: dict[str, int] = attrs.Factory(dict)
    work: Work = attrs.Factory(Work)

    @classmethod
    def of(cls, cast: Composition, *, remembering: bool = False) -> Known:
        """Begin with what the cast says."""
        state = cls(cast, remembering, outside=UNKNOWN)
        state.branches = (Branch({0: Group(Pool.of(None, UNKNOWN))}),)
        for node in cast.agenda:
            state.start(node)
        return state

    def start(self, node: str) -> None:
        """Put an item on the agenda."""
        if node in self.cast.parts:
            boxes = frozenset({self.cast.beginning(node, UNKNOWN)})
            self.add_class((node,), [self.regrouped(node, Group(Pool.of(1, 0), boxes))])
        else:
            self.fix(node, Kind.PENDING, key="")

    def regrouped(self, node: str, group: Group) -> Group:
        """Put the kinds that its parts derive into the group of one node."""
        family, boxes = self.cast.family(node), group.boxes or ()
        mask = 0
        for box in boxes:
            mask |= family.derives(box, 0)
        return attrs.evolve(group, pool=Pool.of(1, kinds_of(mask, ever=group.ever)))

    def allows_what(self, other: Known) -> bool:
        """Tell whether the same worlds are known to be possible as at another point, by the same facts."""
        mine, theirs = (
            (k.facts, k.fixed, k.home, k.outside, k.reopened, k.days and k.movements, len(k.findings))
            for k in (self, other)
        )
        if mine != theirs or len(self.branches) != len(other.branches):
            return False
        return all(
            (one.groups, one.gone, one.memory) == (two.groups, two.gone, two.memory)
            for one, two in zip(self.branches, other.branches, strict=True)
        )

    def fork(self) -> Known:
        """Continue on a course of its own, without touching this one."""
        return Known(
            self.cast, self.remembering, dict(self.facts), list(self.fixed), dict(self.classes), dict(self.home),
            self.branches, self.outside, list(self.keys), self.origin, list(self.findings), self.exact, self.reopened,
            self.last, list(self.changes), self.loose, self.perhaps_named, self.movements, dict(self.days),
        )  # fmt: skip

    def become(self, other: Known) -> None:
        """Go on as another course."""
        for name in Known.__slots__:
            if name != "__weakref__":
                setattr(self, name, getattr(other, name))

    def become_loose(self) -> None:
        """Note that worlds are let go."""
        self.loose, self.exact = True, False
        self.tire(None)
        self.blur()

    def changing(self) -> list[MemoryId]:
        """List the numbers of earlier days of which is known by how much they have changed."""
        return [name for name, number in self.branches[0].memory if isinstance(number, NumberChange)]

    def blur(self, *, but: MemoryId | None = None) -> None:
        """Let go of by how much numbers have changed, but for one: units have moved that nobody named."""
        if names := [name for name in self.changing() if name != but]:
            self.exact = False
            for name in names:
                self.keep([branch.blurred(name) for branch in self.branches])

    def tire(self, number: int | None) -> None:
        """Note that so many nodes, or nobody knows how many, may have moved."""
        self.movements += NO_END if number is None else number

    def may_be_gone(self, node: str) -> bool:
        """Tell whether a node that is known by name may have been withdrawn, or may not have come."""
        root = self.cast.root_of(node)
        if root in self.facts:
            return bool(GONE >> self.facts[root].kind & 1)
        if root not in self.home:
            return False
        groups = [branch.groups[self.home[root]] for branch in self.branches]
        if node == root:
            return any(group.pool.possible() & GONE for group in groups)
        family, place = self.cast.family(root), self.cast.place[node]
        return any(
            family.derives(box, place) & GONE for group in groups for box in self.boxes_of(root, group)
        )

    # Facts.

    def is_named(self, node: str) -> bool:
        """Tell whether a node is known by name."""
        return node in self.facts or node in self.home

    def fix(self, node: str, kind: int, *, key: str) -> None:
        """Note the kind of a node that is in no class."""
        if self.cast.is_unit(node):
            before = self.facts.get(node)
            if before is not None:
                self.fixed[before.kind] -= 1
            self.fixed[kind] += 1
        self.facts[node] = NodeFact(kind, key)
        self.changes.append((node, kind))

    def unfix(self, node: str) -> NodeFact:
        """Take a node out of the facts."""
        fact = self.facts.pop(node)
        if self.cast.is_unit(node):
            self.fixed[fact.kind] -= 1
        self.changes.append((node, NOWHERE))
        return fact

    # Classes.

    def add_class(self, members: tuple[str, ...], groups: Iterable[Group]) -> int:
        """Begin a class with what it is in each branch."""
        self.last += 1
        name = self.last
        first = members[0]
        family = self.cast.family(first) if first in self.cast.parts else None
        self.classes[name] = Kinds(members, self.cast.is_unit(first), family)
        self.home.update(dict.fromkeys(members, name))
        self.changes += [(node, in_class(name)) for node in members]
        self.branches = tuple(
            branch.with_groups({name: group}) for branch, group in zip(self.branches, groups, strict=True)
        )
        return name

    def drop_class(self, name: int) -> None:
        """End a class whose nodes went elsewhere."""
        for node in self.classes.pop(name).members:
            del self.home[node]
            self.changes.append((node, NOWHERE))
        self.keep(
            [
                Branch({k: g for k, g in b.groups.items() if k != name}, b.gone, b.memory)
                for b in self.branches
            ]
        )

    def put_together(self, names: Sequence[int], groups: Iterable[Group]) -> None:
        """Make one class of several, with what it is in each branch."""
        gone = set(names)
        members = tuple([node for name in names for node in self.classes[name].members])
        self.add_class(members, groups)
        for name in gone:
            del self.classes[name]
        self.keep(
            [
                Branch({k: g for k, g in b.groups.items() if k not in gone}, b.gone, b.memory)
                for b in self.branches
            ]
        )

    def keep(self, branches: Iterable[Branch]) -> bool:
        """Go on with some branches, each once; say whether there is one."""
        kept = tuple(branches)
        if len(kept) > 1:
            kept = tuple({branch.content: branch for branch in kept}.values())
        self.branches = kept
        if len(kept) > MOST_BRANCHES:
            raise TooManyError
        return bool(kept)

    def name(self, node: str) -> bool:
        """Make a node known by name; tell whether some world has it."""
        if self.is_named(node):
            return True
        if not self.cast.is_unit(node):
            group = Group(Pool.of(1, self.outside))
            self.add_class((node,), [group] * len(self.branches))
            return True
        members = (*self.classes[0].members, node)
        branches = []
        for branch in self.branches:
            pool = branch.groups[0].pool.at_least(len(members))
            if pool is not None:
                branches.append(branch.with_groups({0: Group(pool)}))
        if not branches:
            return False
        self.branches = tuple(branches)
        self.classes[0] = Kinds(members, is_unit=True)
        self.home[node] = 0
        self.changes.append((node, in_class(0)))
        return True

    def split(self, nodes: tuple[str, ...], want: int | None = None) -> int | None:
        """
        Make a class of some nodes of one class.

        Args:
            nodes: Nodes of one class.
            want: Keep only the worlds in which each of them has a kind of this mask; None for all worlds.

        Returns:
            The new class, or the old one if it has no other nodes; None, and nothing changes, if no world has it so.

        Raises:
            TooManyError: They can be too many different things.
        """
        name = self.home[nodes[0]]
        old = self.classes[name]
        if name and len(nodes) == len(old.members):
            if want is not None and not self.limit(name, want):
                return None
            return name
        branches, groups = [], []
        for branch in self.branches:
            pool = branch.groups[name].pool
            if self.remembering and nodes[0] in self.cast.parts:
                pool = pool.divided(EVER)
            for rest, part in _divided(pool, len(nodes), want):
                self.work.spend()
                branches.append(branch.with_groups({name: attrs.evolve(branch.groups[name], pool=rest)}))
                groups.append(self._part(nodes[0], branch.groups[name], part))
                if len(groups) > MOST_BRANCHES:
                    raise TooManyError
        if not branches:
            return None
        gone = set(nodes)
        self.classes[name] = attrs.evolve(old, members=tuple([m for m in old.members if m not in gone]))
        self.branches = tuple(branches)
        return self.add_class(nodes, groups)

    def _part(self, node: str, group: Group, pool: Pool) -> Group:
        """Say of a node that was one of a class what it is by itself."""
        if node not in self.cast.parts:
            return Group(pool)
        if pool.size != 1:
            return attrs.evolve(group, pool=pool, boxes=self.boxes_of(node, group))
        return self.limited(node, group, pool.mask)

    def boxes_of(self, node: str, group: Group) -> Boxes:
        """Give the boxes of a node, of whose parts nothing may have been said yet."""
        return frozenset({self.cast.beginning(node, UNKNOWN)}) if group.boxes is None else group.boxes

    def limited(self, node: str, group: Group, mask: int) -> Group:
        """Keep the boxes of one node with parts that derive a kind of a mask; the pool follows."""
        family = self.cast.family(node)
        ever = group.ever or bool(mask & LATER)
        boxes = self.boxes_of(node, group)
        self.work.spend(len(boxes))
        kept = family.limited(boxes, 0, plain_mask(mask, ever=ever))
        return self.regrouped(node, attrs.evolve(group, boxes=kept, ever=ever))

    def limit(self, name: int, want: int) -> bool:
        """Keep the worlds in which every node of a class has a kind of a mask; change nothing if there is none."""
        branches = []
        kinds = self.classes[name]
        for branch in self.branches:
            group = branch.groups[name]
            size = group.pool.size
            assert isinstance(size, int), "only class 0 may have an unknown size"  # noqa: S101 - narrows the type
            for pool in group.pool.cut(want, size, size):
                kept = attrs.evolve(group, pool=pool)
                if kinds.family is not None and size == 1:
                    kept = self.limited(kinds.members[0], kept, pool.mask)
                branches.append(branch.with_groups({name: kept}))
        if not branches:
            return False
        return self.keep(branches)

    def settle(self, names: Iterable[int], *, key: str) -> None:
        """Make facts of the nodes of those classes that have one kind in all worlds."""
        for name in list(names):
            kinds = self.classes[name]
            if kinds.family is not None:
                continue
            masks = {branch.groups[name].pool.possible() for branch in self.branches}
            mask = masks.pop()
            if not masks and mask and not mask & (mask - 1):
                (kind,) = kinds_in(mask)
                self.drop_class(name)
                for node in kinds.members:
                    self.fix(node, kind, key=key)


def _divided(pool: Pool, number: int, want: int | None) -> Iterator[tuple[Pool, Pool]]:
    """Take so many units out of a pool: pairs of what is left, and of what they are."""
    if want is not None:
        pool = pool.divided(want)
    allowed = [column for column in pool.columns if want is None or column & want]
    if len(allowed) == 1:
        rest = pool.without(number, allowed[0])
        if rest is not None:
            yield rest, Pool.of(number, allowed[0])
        return
    for share in _shares(number, len(allowed)) if allowed else ():
        given = dict(zip(allowed, share, strict=True))
        rest = pool.less(tuple([given.get(column, 0) for column in pool.columns]))
        if rest is not None:
            part = Pool(0, (), (0,))
            for column, count in given.items():
                if count:
                    part = part.joined(column, count)
            yield rest, part


def _shares(number: int, columns: int) -> Iterator[tuple[int, ...]]:
    """List every way to share out so many units over so many columns."""
    if columns == 1:
        yield (number,)
        return
    for first in range(number + 1):
        for others in _shares(number - first, columns - 1):
            yield (first, *others)


@cache
def plain_mask(mask: int, *, ever: bool) -> int:
    """Give the statuses, as parts have them, with which a node that was or was not taken up has a kind of a mask."""
    return sum(1 << place for place, kind in enumerate(_kinds(ever=ever)) if mask >> kind & 1)


@cache
def kinds_of(plain: int, *, ever: bool) -> int:
    """Give the kinds of a node with parts from the statuses that these derive."""
    return sum(1 << kind for place, kind in enumerate(_kinds(ever=ever)) if plain >> place & 1)


def _kinds(*, ever: bool) -> Iterator[int]:
    """List the kind of each status, of a node that was or was not taken up."""
    before = Kind.OPEN if ever else Kind.PENDING
    return (kind_after(before, status, remembering=True) for status in Status)
