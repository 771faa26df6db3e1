"""
What is still known where the worlds are too many to follow.

The law: wider than what is known, never narrower, and marked as not exact. Once the worlds of a text were let go, whether a later statement
contradicts the record cannot be told: so it may have moved whatever it speaks of. A move still says what its node is; a count with a
denominator says what it says, of nodes of which nothing else is known.

What only *may* have happened, where there is too much of it to follow each choice, leaves every node that it touches as it was or as
it says, whatever became of the others.

>>> from peacetrack.aspects.provisions import Status
>>> from peacetrack.worlds.cast import Composition
>>> state = Known.of(Composition.of(()))
>>> state.branches = (Branch({0: Group(Pool.of(7, mask_of({Status.OPEN})))}),)
>>> for name in "abc":
...     widen(state, Move(key=name, node=name, allowed=LIVE, target=Status.AGREED))
>>> str(state.branches[0].groups[0].pool.bounds(SETTLED))
'0 to 3'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, assert_never

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.bounds import ANY, Bounds
from peacetrack.worlds.cast import names_in
from peacetrack.worlds.kinds import (
    ALL,
    GONE,
    LIVING,
    SETTLED,
    UNKNOWN,
    Kind,
    bit,
    kind_after,
    kinds_in,
    mask_of,
    mask_of_status,
)
from peacetrack.worlds.known import Branch, Group, Kinds, Known, Memory
from peacetrack.worlds.laying import fits, listed_in
from peacetrack.worlds.moving import arrive, conclude, move, replace
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    CountStatus,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from peacetrack.worlds.terms import MemoryId, limits_of, room_of

#: Of more branches it is not told whether each node that may have come is there.
MOST_ALTERNATIVES: Final = 256

__all__ = ["loosen", "take_in_loosely", "widen"]


def loosen(state: Known, statement: Statement) -> None:
    """Let go of all that a statement may have moved, and of how many there are if it may have changed that."""
    struck = {
        state.cast.root_of(node) for node, status in _statuses_in(statement) if status == Status.WITHDRAWN
    }
    new = {root for root in map(state.cast.root_of, names_in(statement)) if not state.is_named(root)}
    units = {root for root in new if state.cast.is_unit(root)}
    # Who is named first and struck was one of those without a name: nobody knows how many of these are left.
    size = None if _may_resize(statement) or units & struck else _unnamed(state)
    units -= struck
    if size is not None and len(units) <= size:
        new -= units  # they are among those without a name, which may be anything
        state.perhaps_named |= units
    elif units:
        size = None
    named = [node for node, fact in state.facts.items() if not GONE >> fact.kind & 1]
    named += [*state.home, *sorted(new)]
    masks = {
        node: ALL if node in struck or node in new or state.may_be_gone(node) else LIVING for node in named
    }
    for node in named:
        if node in state.facts:
            state.unfix(node)
    # How many were withdrawn is kept as it is in each branch: whether they had been taken up may differ, and not how many they are.
    gone = dict.fromkeys(branch.gone for branch in state.branches)
    memory = _spanned(state.branches)
    state.become_loose()
    state.home = {}
    state.classes = {0: Kinds((), is_unit=True)}
    unnamed = Group(Pool.of(size, ALL if size is None else LIVING))
    state.branches = tuple(Branch({0: unnamed}, struck_so, memory) for struck_so in gone)
    _put_together(state, masks)


def _may_resize(statement: Statement) -> bool:
    """Tell whether a statement may add or withdraw units."""
    if isinstance(statement, StatedCount):
        statuses = [status for status, _ in (*statement.numbers, *_statuses_in(statement))]
        return room_of(statement) != ANY or Status.WITHDRAWN in statuses
    return not isinstance(statement, Stated | Move)


def _unnamed(state: Known) -> int | None:
    """Say how many live units have no name, if that is known."""
    sizes = {branch.groups[0].pool.bounds(LIVING) for branch in state.branches}
    size = sizes.pop()
    gone = any(branch.groups[0].pool.possible() & GONE for branch in state.branches)
    return None if sizes or gone or size.low != size.high else size.low - len(state.classes[0].members)


def _statuses_in(statement: Statement) -> tuple[tuple[str, CountStatus], ...]:
    if isinstance(statement, StatedCount):
        return (*listed_in(statement), *statement.besides)
    return statement.statuses if isinstance(statement, Stated) else ()


def _spanned(branches: Iterable[Branch]) -> Memory:
    """Keep of the numbers of earlier days what is so in all branches."""
    memory: dict[MemoryId, Bounds] = {}
    for branch in branches:
        for name, number in branch.memory:
            bounds = number if isinstance(number, Bounds) else number.before
            memory[name] = bounds.span(memory.get(name, bounds))
    return tuple(memory.items())


def _put_together(state: Known, masks: dict[str, int]) -> None:
    """Make a class of all nodes without parts that may be the same, and one of each node with parts."""
    together: dict[tuple[bool, int], list[str]] = {}
    for node, mask in masks.items():
        if node in state.cast.parts:
            _add_free_family(state, node, may_be_gone=bool(mask & GONE))
        else:
            together.setdefault((state.cast.is_unit(node), mask), []).append(node)
    for (_, mask), nodes in together.items():
        _add(state, tuple(nodes), mask)


def _add(state: Known, nodes: tuple[str, ...], mask: int) -> None:
    state.add_class(nodes, [Group(Pool.of(len(nodes), mask))] * len(state.branches))


def _add_free_family(state: Known, root: str, *, may_be_gone: bool) -> None:
    group = _free_group(state, root, may_be_gone=may_be_gone)
    state.add_class((root,), [group] * len(state.branches))


def _free_group(state: Known, root: str, *, may_be_gone: bool) -> Group:
    family = state.cast.family(root)
    boxes = frozenset({family.free(UNKNOWN | GONE)})
    if may_be_gone:  # a node of which not all parts are known is withdrawn only as a whole
        boxes |= family.moved(boxes, 0, Status.WITHDRAWN, PartsMoved.ALL, UNKNOWN)
    group = state.regrouped(root, Group(Pool.of(1, 0), boxes))
    return group if may_be_gone else attrs.evolve(group, pool=Pool.of(1, group.pool.mask & LIVING))


# What is told of worlds that were let go.


def take_in_loosely(state: Known, statement: Statement) -> None:
    """Take in a statement of which nobody can tell whether it contradicts the record."""
    trial = state.fork()
    try:
        _take_in(trial, statement)
    except TooManyError:
        widen(state, statement)
    else:
        state.become(trial)


def _take_in(state: Known, statement: Statement) -> None:
    match statement:
        case StatedCount():
            loosen(state, statement)
            if _is_used(state, statement):
                _lay_freely(state, statement)
        case Stated():
            for node, status in statement.statuses:
                _stand_freely(state, node, status, key=statement.key)
        case Move():
            _move_freely(state, attrs.evolve(statement, allowed=LIVE))
        case Arrival() | Replacement():
            _come_freely(state, statement)
        case Conclusion():
            conclude(state, statement)
        case Reopening():
            pass
        case _:
            assert_never(statement)


def _stand_freely(state: Known, node: str, status: CountStatus, *, key: str) -> None:
    if isinstance(status, Status) and status != Status.WITHDRAWN and node not in state.cast.place:
        _move_freely(state, Move(key=key, node=node, allowed=LIVE, target=status))
    else:
        _may_be(state, node, mask_of_status(status))


def _come_freely(state: Known, statement: Arrival | Replacement) -> None:
    """Let nodes come, and others go; where one of them may or may not be in the draft, they may or may not."""
    nodes = (statement.node,) if isinstance(statement, Arrival) else (*statement.gone, *statement.come)
    if any(map(state.may_be_gone, nodes)):
        widen(state, statement)
    elif isinstance(statement, Arrival):
        arrive(state, statement)
    else:
        replace(state, statement)


def _is_used(state: Known, count: StatedCount) -> bool:
    """Tell whether a count is applied whatever the record is: the floor has room, and it speaks of no withdrawal and no other day."""
    # Its numbers and its lists, also the list of nobody: "none is withdrawn" is not applied where some are.
    speaks_of_gone = any(limit.mask & GONE for limit in limits_of(count))
    struck = any(status == Status.WITHDRAWN for _, status in count.besides)
    if count.of is None or count.since or speaks_of_gone or struck:
        return False
    if any(state.may_be_gone(node) or node in state.cast.place for node, _ in _statuses_in(count)):
        return False
    units = [node for node, fact in state.facts.items() if LIVING >> fact.kind & 1]
    units = [node for node in (*units, *state.home) if state.cast.is_unit(node)]
    return count.of >= len({*units} - {*count.excluding}) + len(set(count.including))


def _lay_freely(state: Known, count: StatedCount) -> None:
    trial = state.fork()
    if fits(trial, count):
        state.become(trial)


def _move_freely(state: Known, item: Move) -> None:
    """Move a node, from whatever it was; one that may be withdrawn may stay so, and one without room may be one more."""
    root = state.cast.root_of(item.node)
    lacks_room = _may_lack_room(state, root)
    if lacks_room and root not in state.cast.parts:
        _move_separate(state, item)
    elif lacks_room or (state.may_be_gone(item.node) and root not in state.facts):
        _may_be(state, item.node, mask_of({item.target}))
    else:
        move(state, item)


def _move_separate(state: Known, item: Move) -> None:
    """Let a unit that is named first be one of those without a name, or one more; a move says what it is in both cases."""
    if len(state.branches) > MOST_ALTERNATIVES:
        raise TooManyError
    named, branches = len(state.classes[0].members), []
    for branch in state.branches:
        rest = branch.groups[0].pool.without(1, LIVING)
        rest = None if rest is None else rest.at_least(named)
        branches += [branch] if rest is None else [branch.with_groups({0: Group(rest)}), branch]
    state.branches = tuple(branches)
    after = {kind_after(kind, item.target, remembering=state.remembering) for kind in kinds_in(LIVING)}
    group = Group(Pool.of(1, sum(map(bit, after))))
    home = state.add_class((item.node,), [group] * len(branches))
    state.settle((home,), key=item.key)


def _may_lack_room(state: Known, root: str) -> bool:
    """Tell whether a unit that is named first may be one more, since those without a name may all have been withdrawn."""
    if state.is_named(root) or not state.cast.is_unit(root):
        return False
    named = len(state.classes[0].members) + len(state.perhaps_named)
    pools = [branch.groups[0].pool for branch in state.branches]
    return any(pool.possible() & GONE and pool.bounds(LIVING).low <= named for pool in pools)


# What may have happened.


def widen(state: Known, statement: Statement) -> None:
    """Let the nodes that an event may have moved be as they were, or as it says."""
    state.become_loose()
    trial = state.fork()
    try:
        _widen(trial, statement)
    except TooManyError:
        loosen(state, statement)
    else:
        state.become(trial)


def _widen(state: Known, statement: Statement) -> None:
    match statement:
        case Move():
            _may_be(state, statement.node, mask_of({statement.target}))
        case Stated():
            for node, status in statement.statuses:
                _may_be(state, node, mask_of_status(status))
        case Arrival():
            _may_come(state, statement.node, statement.status)
        case Replacement():
            _may_be_replaced(state, statement)
        case Conclusion():
            _may_be_agreed(state, statement.contested)
        case StatedCount():
            loosen(state, statement)
        case Reopening():
            state.reopened = True
        case _:
            assert_never(statement)


def _may_be(state: Known, node: str, mask: int) -> None:
    """Let a node be as it was or have a kind of a mask."""
    root = state.cast.root_of(node)
    if root in state.cast.parts:
        _free_family(state, root)
    elif root in state.facts:
        kind = state.facts[root].kind
        if not GONE >> kind & 1:  # what was withdrawn does not move
            state.unfix(root)
            _add(state, (root,), bit(kind) | mask)
    elif root in state.home:
        _loosen_class(state, state.home[root], mask)
    elif not state.cast.is_unit(root):
        _add(state, (root,), state.outside | mask)
    else:
        # One of those without a name, or, where the draft had no room for it, one more.
        is_first = root not in state.perhaps_named
        state.perhaps_named |= {root}
        _loosen_class(state, 0, mask, grows=is_first)


def _loosen_class(state: Known, name: int, mask: int, *, grows: bool = False) -> None:
    """Let one more node of a class have a kind of a mask; a draft without room for it may be one larger."""
    branches = []
    for branch in state.branches:
        group = branch.groups[name]
        pools = [group.pool]
        if grows and group.pool.bounds(LIVING).low < len(state.classes[0].members) + len(state.perhaps_named):
            pools.append(group.pool.joined(mask, 1))
        branches += [
            branch.with_groups({name: attrs.evolve(group, pool=pool.loosened(1, mask))}) for pool in pools
        ]
    state.keep(branches)


def _free_family(state: Known, root: str) -> None:
    """Let a node with parts, and these, be anything."""
    home = state.home.get(root)
    if home is None:
        _stand_alone(state, root, None)
        return
    if state.classes[home].members == (root,):
        state.drop_class(home)
    else:
        members = tuple([node for node in state.classes[home].members if node != root])
        state.classes[home] = attrs.evolve(state.classes[home], members=members)
        rests = [(branch, branch.groups[home].pool.without(1, ALL)) for branch in state.branches]
        state.branches = tuple(
            branch.with_groups({home: attrs.evolve(branch.groups[home], pool=rest)})
            for branch, rest in rests
            if rest is not None
        )
    _add_free_family(state, root, may_be_gone=True)


def _stand_alone(state: Known, root: str, mask: int | None) -> None:
    """
    Let a node that nobody has named be one by itself, or not be there.

    It is one of the units without a name, or one more, or (where it did not come) none: then its class is empty.

    Args:
        state: What is known.
        root: The node.
        mask: What it may be; None if it has parts, which may be anything.
    """
    if len(state.branches) > MOST_ALTERNATIVES:
        raise TooManyError
    there, none = _there(state, root, mask)
    branches, groups = [], []
    for branch in state.branches:
        rest = branch.groups[0].pool.without(1, LIVING) if state.cast.is_unit(root) else None
        if rest is not None:
            branches.append(branch.with_groups({0: Group(rest)}))
            groups.append(there)
        branches += [branch, branch]
        groups += [there, none]
    state.branches = tuple(branches)
    state.add_class((root,), groups)
    state.keep(state.branches)


def _there(state: Known, root: str, mask: int | None) -> tuple[Group, Group]:
    """Say what a node is if it is there, and that it is not."""
    if mask is not None:
        return Group(Pool.of(1, mask)), Group(Pool.of(0, mask))
    group = _free_group(state, root, may_be_gone=True)
    return group, attrs.evolve(group, pool=Pool.of(0, ALL))


def _may_come(state: Known, node: str, status: Status | None) -> None:
    """Let a node be in the draft, or not."""
    mask = LIVING if status is None else mask_of({status})
    if node in state.facts and state.may_be_gone(node):
        kind = state.unfix(node).kind
        _add(state, (node,), bit(kind) | mask)
    elif node in state.home or node in state.facts or node in state.cast.parts or node in state.cast.root:
        _may_be(state, node, mask)
    else:
        # Whoever names it although it did not come means one of those without a name, which may be anything.
        _stand_alone(state, node, LIVING if state.cast.is_unit(node) else mask | state.outside)


def _may_be_replaced(state: Known, item: Replacement) -> None:
    for node in item.gone:
        _may_be(state, node, GONE)
    for node in item.come:
        _may_come(state, node, item.status)


def _may_be_agreed(state: Known, contested: Iterable[str]) -> None:
    """Let every live node be as it was, or agreed, with its parts; some may be contested."""
    alike: dict[tuple[int, bool], list[str]] = {}
    for node, fact in state.facts.items():
        if not GONE >> fact.kind & 1:
            alike.setdefault((fact.kind, state.cast.is_unit(node)), []).append(node)
    state.outside |= SETTLED
    for name, kinds in list(state.classes.items()):
        if kinds.family is not None:
            for node in kinds.members:
                _free_family(state, node)
        else:
            state.keep([
                branch.with_groups({name: Group(branch.groups[name].pool.flowing(SETTLED, SETTLED, inwards=True))})
                for branch in state.branches
            ])  # fmt: skip
    for (kind, _), nodes in alike.items():
        for node in nodes:
            state.unfix(node)
        _add(state, tuple(nodes), bit(kind) | SETTLED)
    for node in contested:
        _may_be(state, node, SETTLED | bit(Kind.CONTESTED))
