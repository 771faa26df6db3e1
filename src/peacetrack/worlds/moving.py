"""
How events that name nodes change the worlds.

The law: a move is true in the worlds where it was allowed, and there it sets its one target. "A move that no world allows moves
its own node and nothing else": every number changes by that node alone. What was withdrawn stays withdrawn until it arrives again.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.kinds import (
    EVER,
    GONE,
    LIVING,
    SETTLED,
    UNKNOWN,
    Kind,
    bit,
    kind_after,
    kinds_in,
    mask_of,
    mask_of_all,
)
from peacetrack.worlds.known import Branch, Group, Known, plain_mask
from peacetrack.worlds.parts import LIVING as LIVING_PARTS
from peacetrack.worlds.parts import Boxes
from peacetrack.worlds.pool import Pool
from peacetrack.worlds.statements import Arrival, Conclusion, Move, PartsMoved, Replacement, Unfitting

__all__ = ["arrive", "by_ever", "conclude", "make_known", "move", "part_named", "replace", "withdraw"]


def move(state: Known, item: Move) -> None:
    """Let a node take its new status."""
    _make_known(state, state.cast.root_of(item.node), key=item.key)
    if item.node in state.cast.place:
        _move_family(state, item)
    elif item.node in state.facts:
        _move_fact(state, item)
    elif not _move_member(state, item, mask_of_all(item.allowed)):
        _report(state, item.key, item.node, applied=_move_member(state, item, LIVING))


def _make_known(state: Known, root: str, *, key: str) -> None:
    """Name a node; a unit for which the denominator has no room makes it one larger."""
    if make_known(state, root):
        _report(state, key)


def make_known(state: Known, root: str) -> bool:
    """Name a node, and tell whether the draft had to have one more unit for it."""
    if state.name(root):
        return False
    grow(state, 1)
    return state.name(root)


def grow(state: Known, number: int) -> None:
    """Add units of any status without a name."""
    part_named(state)
    state.branches = tuple(
        branch.with_groups({0: Group(branch.groups[0].pool.joined(UNKNOWN, number))})
        for branch in state.branches
    )


def part_named(state: Known) -> None:
    """Tell the named units apart from those without a name, before these alone change."""
    shapes: dict[object, list[str]] = {}
    for node in state.classes[0].members:
        shapes.setdefault(state.cast.families.get(node), []).append(node)
    for nodes in shapes.values():
        state.split(tuple(nodes))


def _report(state: Known, key: str, *nodes: str, other: tuple[str, ...] = (), applied: bool = True) -> None:
    if applied:
        other = other or tuple(dict.fromkeys(state.keys))
    kind = "unreported-change" if applied else "count-conflict"
    state.findings.append(Unfitting(kind=kind, key=key, other=other, units=nodes, applied=applied))  # type: ignore[arg-type]  # mypy does not narrow a conditional to the two words


def _move_fact(state: Known, item: Move) -> None:
    fact = state.facts[item.node]
    other = (fact.key,) if fact.key else ()
    if not mask_of_all(item.allowed) >> fact.kind & 1:
        if GONE >> fact.kind & 1:
            _report(state, item.key, item.node, other=other, applied=False)
            return
        _report(state, item.key, item.node, other=other)
    if not (GONE >> fact.kind & 1 and item.target is Status.WITHDRAWN):
        kind = kind_after(fact.kind, item.target, remembering=state.remembering)
        state.fix(item.node, kind, key=item.key)


def _move_member(state: Known, item: Move, allowed: int) -> bool:
    """Move a node without parts that is no fact; change nothing and say so if no world allows it."""
    after = {kind_after(kind, item.target, remembering=state.remembering) for kind in kinds_in(allowed)}
    if len(after) == 1:
        if not _take(state, item.node, allowed):
            return False
        state.fix(item.node, after.pop(), key=item.key)
        return True
    _divide_ever(state, state.home[item.node])
    home = state.split((item.node,), allowed)
    if home is None:
        return False
    state.keep(
        [
            branch.with_groups({home: Group(Pool.of(1, _after(branch.groups[home].pool.mask, item.target)))})
            for branch in state.branches
        ]
    )
    state.settle((home,), key=item.key)
    return True


def _divide_ever(state: Known, home: int) -> None:
    """Tell apart who was ever taken up, where it matters for what becomes of a node."""
    state.branches = tuple(
        branch.with_groups(
            {home: attrs.evolve(branch.groups[home], pool=branch.groups[home].pool.divided(EVER))}
        )
        for branch in state.branches
    )


def _after(mask: int, target: Status) -> int:
    after = 0
    for kind in kinds_in(mask):
        after |= bit(kind_after(kind, target, remembering=True))
    return after


def _take(state: Known, node: str, allowed: int) -> bool:
    """Take a node out of its class, where it has an allowed kind; say whether some world has it so."""
    home = state.home[node]
    branches = []
    for branch in state.branches:
        rest = branch.groups[home].pool.without(1, allowed)
        if rest is not None:
            branches.append(branch.with_groups({home: Group(rest)}))
    if not branches:
        return False
    kinds = state.classes[home]
    state.classes[home] = attrs.evolve(kinds, members=tuple([name for name in kinds.members if name != node]))
    del state.home[node]
    state.branches = tuple(branches)
    if home and not state.classes[home].members:
        state.drop_class(home)
    else:
        state.keep(state.branches)
    return True


# Nodes with parts.


def _move_family(state: Known, item: Move) -> None:
    root = state.cast.root_of(item.node)
    home = _alone(state, root)
    allowed = mask_of_all(item.allowed)
    if _each(state, home, lambda group: _moved(state, root, item, group, allowed)):
        return
    live = _each(state, home, lambda group: _moved(state, root, item, group, LIVING))
    _report(state, item.key, item.node, applied=live)


def _alone(state: Known, root: str) -> int:
    home = state.split((root,))
    assert home is not None, "without a wish every world is kept"  # noqa: S101 - narrows the type
    return home


def _each(state: Known, home: int, change: object) -> bool:
    """Change the group of one class in every branch; change nothing and say so if no world is left."""
    branches = [
        branch.with_groups({home: group})
        for branch in state.branches
        for group in change(branch.groups[home])  # type: ignore[operator]  # a callable
    ]
    return bool(branches) and state.keep(branches)


def _moved(state: Known, root: str, item: Move, group: Group, allowed: int) -> Iterator[Group]:
    family, place = state.cast.family(root), state.cast.place[item.node]
    for ever, boxes in by_ever(state, root, group):
        mask = plain_mask(allowed, ever=ever) if place == 0 else allowed & 0xFF
        moved = family.moved(boxes, place, item.target, item.parts, mask)
        if moved:
            yield state.regrouped(root, Group(Pool.of(1, 0), moved, ever))


def by_ever(state: Known, root: str, group: Group) -> Iterator[tuple[bool, Boxes]]:
    """Divide what is known of a node with parts by whether it has been taken up by now."""
    boxes = state.boxes_of(root, group)
    if not state.remembering or group.ever:
        yield group.ever, boxes
        return
    family = state.cast.family(root)
    for ever, mask in ((True, EVER & 0x7F), (False, ~EVER & 0xFF)):
        if kept := family.limited(boxes, 0, mask):
            yield ever, kept


# Who comes and who goes.


def arrive(state: Known, item: Arrival) -> None:
    """Let a node exist from here on; one that exists already only takes the status that was said."""
    node, root = item.node, state.cast.root_of(item.node)
    if node != root:
        _arrive_part(state, item, root)
    elif state.is_named(node) and not _is_gone(state, node):
        if item.status is not None:
            move(state, Move(key=item.key, node=node, allowed=LIVE, target=item.status))
    elif node in state.cast.parts:
        _bring_family(state, node, LIVING if item.status is None else mask_of((item.status,)))
    else:
        _bring(state, node, item.status, key=item.key)


def _is_gone(state: Known, node: str) -> bool:
    if node in state.facts:
        return bool(GONE >> state.facts[node].kind & 1)
    return all(not b.groups[state.home[node]].pool.possible() & LIVING for b in state.branches)


def _bring(state: Known, node: str, status: Status | None, *, key: str) -> None:
    """Bring a node without parts into the draft, again if it had been there."""
    before = Kind.PENDING
    if node in state.facts:
        before = Kind(state.unfix(node).kind)
    if status is not None:
        state.fix(node, kind_after(before, status, remembering=state.remembering), key=key)
    else:
        mask = EVER & LIVING if state.remembering and EVER >> before & 1 else UNKNOWN
        state.add_class((node,), [Group(Pool.of(1, mask))] * len(state.branches))


def _bring_family(state: Known, root: str, mask: int) -> None:
    """Bring a node with parts into the draft, with those parts that do not come by themselves."""
    boxes = frozenset({state.cast.arriving(root)})

    def brought(*, ever: bool) -> Group:
        kept = state.cast.family(root).limited(boxes, 0, plain_mask(mask, ever=ever))
        return state.regrouped(root, Group(Pool.of(1, 0), kept, ever))

    if root in state.home:  # who was taken up before it was withdrawn has been so
        home = _alone(state, root)
        _each(state, home, lambda group: iter([brought(ever=group.ever)]))
    else:
        state.add_class((root,), [brought(ever=False)] * len(state.branches))


def _arrive_part(state: Known, item: Arrival, root: str) -> None:
    _make_known(state, root, key=item.key)
    home, family, place = _alone(state, root), state.cast.family(root), state.cast.place[item.node]

    def change(group: Group) -> Iterator[Group]:
        for ever, boxes in by_ever(state, root, group):
            arrived = family.arrived(boxes, place, item.status)
            yield state.regrouped(root, Group(Pool.of(1, 0), arrived, ever))

    _each(state, home, change)


def replace(state: Known, item: Replacement) -> None:
    """Let nodes leave the draft and others come in their place."""
    if item.status is None and len(item.gone) == len(item.come) == 1:
        _replace_one(state, item.key, item.gone[0], item.come[0])
        return
    for node in item.gone:
        withdraw(state, node, key=item.key)
    for node in item.come:
        arrive(state, Arrival(key=item.key, node=node, status=item.status))


def withdraw(state: Known, node: str, *, key: str) -> None:
    """Take a node out of the draft, whatever it is."""
    move(
        state,
        Move(key=key, node=node, allowed=frozenset(Status), target=Status.WITHDRAWN, parts=PartsMoved.ALL),
    )


def _replace_one(state: Known, key: str, gone: str, come: str) -> None:
    """Replace one node by one, which keeps the status in each world."""
    _make_known(state, state.cast.root_of(gone), key=key)
    place = state.cast.place
    if gone in place and come in place and state.cast.root[gone] == state.cast.root[come] != gone:
        _copy_part(state, gone, come)
        return
    _forget(state, come)
    fact = state.facts.get(gone)
    masks = _masks_alone(state, gone) if fact is None else [bit(fact.kind)] * len(state.branches)
    _come(state, come, masks, key=key)
    withdraw(state, gone, key=key)


def _forget(state: Known, node: str) -> None:
    """Let go of a node that comes anew."""
    if node in state.facts:
        state.unfix(node)
    elif node in state.home:
        state.split((node,))
        state.drop_class(state.home[node])


def _masks_alone(state: Known, node: str) -> list[int]:
    """Say in each branch what a node is that is no fact, once it is told apart from all others."""
    root = state.cast.root_of(node)
    home = _alone(state, root)
    if node == root:
        return [branch.groups[home].pool.possible() for branch in state.branches]
    place = state.cast.place[node]
    family = state.cast.family(root)
    masks = []
    for branch in state.branches:
        mask = 0
        for box in state.boxes_of(root, branch.groups[home]):
            mask |= family.derives(box, place)
        masks.append(mask)
    return masks


def _come(state: Known, node: str, masks: list[int], *, key: str) -> None:
    """Bring a node that is in each branch what another was there."""
    root = state.cast.root_of(node)
    if node != root:
        arrive(state, Arrival(key=key, node=node))
        return
    groups = [Group(Pool.of(1, mask & LIVING or UNKNOWN)) for mask in masks]
    if node in state.cast.parts:
        free = frozenset({state.cast.arriving(node)})
        groups = [state.limited(node, attrs.evolve(group, boxes=free), group.pool.mask) for group in groups]
    home = state.add_class((node,), groups)
    state.settle((home,), key=key)


def _copy_part(state: Known, gone: str, come: str) -> None:
    root, place = state.cast.root[gone], state.cast.place
    home, family = _alone(state, root), state.cast.family(root)

    def change(group: Group) -> Iterator[Group]:
        for ever, boxes in by_ever(state, root, group):
            yield state.regrouped(
                root, Group(Pool.of(1, 0), family.copied(boxes, place[gone], place[come]), ever)
            )

    _each(state, home, change)


def conclude(state: Known, item: Conclusion) -> None:
    """Let every live node be agreed, with its parts; one to which a consenting actor objects may be contested."""
    for node in item.contested:
        _make_known(state, state.cast.root_of(node), key=item.key)
    for node, fact in list(state.facts.items()):
        if not GONE >> fact.kind & 1:
            state.fix(node, Kind.AGREED, key=item.key)
    state.outside = SETTLED
    state.keep([_concluded(state, branch) for branch in state.branches])
    state.settle([name for name in state.classes if name], key=item.key)
    for node in item.contested:
        _object(state, node)


def _concluded(state: Known, branch: Branch) -> Branch:
    groups = {}
    for name, group in branch.groups.items():
        kinds = state.classes[name]
        if kinds.family is None:
            groups[name] = Group(_agreed(group.pool))
        else:
            node = kinds.members[0]
            boxes = kinds.family.moved(
                state.boxes_of(node, group), 0, Status.AGREED, PartsMoved.ALL, LIVING_PARTS
            )
            gone = not boxes
            boxes = boxes or state.boxes_of(node, group)
            pool = group.pool if gone else _agreed(group.pool)
            groups[name] = Group(pool, boxes, ever=group.ever or (state.remembering and not gone))
    return Branch(groups, branch.gone, branch.memory)


def _agreed(pool: Pool) -> Pool:
    """Let every live node of a pool be agreed."""
    if gone := pool.mask & GONE:
        top = (pool.top[0], pool.most(gone), pool.most(LIVING), pool.size)
        return Pool(pool.size, (gone, SETTLED), top, pool.sizes).tidy()
    return Pool(pool.size, (SETTLED,), (pool.top[0], pool.size), pool.sizes)


def _object(state: Known, node: str) -> None:
    """Let a node be contested or agreed, after a conclusion."""
    root = state.cast.root_of(node)
    mask = SETTLED | bit(Kind.CONTESTED)
    if node in state.facts:
        if GONE >> state.facts[node].kind & 1:
            return
        state.unfix(node)
        state.add_class((node,), [Group(Pool.of(1, mask))] * len(state.branches))
        return
    home = _alone(state, root)
    if node not in state.cast.place:
        _each(state, home, lambda _: iter([Group(Pool.of(1, mask))]))
        return
    item = Move(key="", node=node, allowed=LIVE, target=Status.CONTESTED, parts=PartsMoved.SOME)
    before = state.branches
    _each(state, home, lambda group: _moved(state, root, item, group, LIVING))
    state.keep([*before, *state.branches])
