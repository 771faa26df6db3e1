"""
How a statement is laid on the worlds: the one question, can the record be true together with this?

The law: `fits` keeps the worlds in which a count, or a statement of a state, is true on its day, and says whether there is one.
Events, claims and the numbers of earlier days all ask it, and nothing else reads the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import ANY, Bounds
from peacetrack.worlds.kinds import mask_of_status
from peacetrack.worlds.known import Branch, Group, Known, NumberChange, plain_mask
from peacetrack.worlds.parts import Boxes
from peacetrack.worlds.pool import Pool
from peacetrack.worlds.spreading import Asked, spread, total_of
from peacetrack.worlds.statements import CountStatus, Stated, StatedCount
from peacetrack.worlds.terms import Limit, MemoryId, limits_of

__all__ = [
    "asked_of",
    "divide",
    "fits",
    "held_in",
    "holds",
    "is_out_of_reach",
    "keep_status",
    "laid",
    "listed_in",
    "names_of",
    "number_in",
    "number_of",
    "regrouped",
    "rests_on_a_guess",
    "scope_of",
    "so",
]


def fits(state: Known, statement: StatedCount | Stated) -> bool:
    """
    Keep the worlds in which a statement is true; if there is none, say so, and leave a state that is not to be used.

    Raises:
        TooManyError: There are too many of different shape.
    """
    if isinstance(statement, Stated):
        return all(
            keep_status(state, (node,), status, said=True, key=statement.key)
            for node, status in statement.statuses
        )
    if not all(state.name(state.cast.root_of(node)) for node in names_of(statement)):
        return False
    divide(state, statement)
    for statuses, said in ((listed_in(statement), False), (statement.besides, True)):
        for nodes, status in alike(state, statuses):
            if not keep_status(state, nodes, status, said=said, key=statement.key):
                return False
    return not limits_of(statement) or lay(state, statement)


def names_of(count: StatedCount) -> Iterator[str]:
    """List the nodes that a count names."""
    for _, nodes in count.listed:
        yield from nodes
    yield from count.including
    yield from count.excluding


def listed_in(count: StatedCount) -> Iterator[tuple[str, CountStatus]]:
    """List the nodes of which a count says a status, in its numbers."""
    for status, nodes in count.listed:
        for node in dict.fromkeys(nodes):
            yield node, status


def divide(state: Known, count: StatedCount) -> None:
    """Tell apart whom a count leaves out, or takes in, from those who are alike to them."""
    for names in (count.excluding, count.including) if count.excluding or count.including else ():
        for nodes in _homes_of(state, names):
            home = state.home[nodes[0]]
            if home == 0 or len(nodes) < len(state.classes[home].members):
                state.split(nodes)


def _homes_of(state: Known, names: Iterable[str]) -> list[tuple[str, ...]]:
    """Put nodes together of which nothing has told one from another."""
    homes: dict[object, list[str]] = {}
    for node in dict.fromkeys(names):
        if node in state.home:
            homes.setdefault((state.home[node], state.cast.families.get(node)), []).append(node)
    return [tuple(nodes) for nodes in homes.values()]


def alike(
    state: Known, statuses: Iterable[tuple[str, CountStatus]]
) -> list[tuple[tuple[str, ...], CountStatus]]:
    """Put nodes together of which the same is said, and which nothing has told apart."""
    together: dict[tuple[CountStatus, object], list[str]] = {}
    for node, status in statuses:
        home = state.home.get(node)
        of_parts = node in state.cast.place
        together.setdefault((status, node if home is None or of_parts else home), []).append(node)
    return [(tuple(nodes), status) for (status, _), nodes in together.items()]


# Names.


def keep_status(state: Known, nodes: tuple[str, ...], status: CountStatus, *, said: bool, key: str) -> bool:
    """Keep the worlds in which some nodes of one class have the status of a word; say whether there is one."""
    node, mask = nodes[0], mask_of_status(status)
    if node in state.facts:
        return bool(mask >> state.facts[node].kind & 1)
    root = state.cast.root_of(node)
    if not state.name(root):
        return False
    if root in state.cast.parts:
        return _keep_family(state, root, node, status, said=said)
    home = state.split(nodes, mask)
    if home is None:
        return False
    state.settle((home,), key=key)
    return True


def _keep_family(state: Known, root: str, node: str, status: CountStatus, *, said: bool) -> bool:
    home = state.split((root,))
    assert home is not None, "without a wish every world is kept"  # noqa: S101 - narrows the type
    branches = []
    for branch in state.branches:
        group = branch.groups[home]
        kept = state.regrouped(root, attrs.evolve(group, boxes=so(state, group, node, status, said=said)))
        if kept.boxes:
            branches.append(branch.with_groups({home: kept}))
    return state.keep(branches)


def so(state: Known, group: Group, node: str, status: CountStatus, *, said: bool) -> Boxes:
    """Keep the boxes of a group in which a node with parts, or a part, is as a statement says."""
    root, place = state.cast.root_of(node), state.cast.place[node]
    family, boxes = state.cast.family(root), state.boxes_of(root, group)
    if said and status != "remaining":
        return family.said(boxes, place, Status(status))
    return family.limited(boxes, place, plain_mask(mask_of_status(status), ever=group.ever and place == 0))


# Numbers.


def scope_of(state: Known, count: StatedCount) -> list[int]:
    """List the classes of which a count speaks."""
    excluded = {state.home[node] for node in count.excluding if node in state.home}
    included = {state.home[node] for node in count.including if node in state.home}
    return [
        name
        for name, kinds in state.classes.items()
        if (name not in excluded if kinds.is_unit else name in included)
    ]


def held_in(state: Known, count: StatedCount) -> list[int]:
    """Say how many nodes in the scope of a count have each kind by a fact."""
    held = list(state.fixed)
    for node in set(count.excluding):
        if node in state.facts and state.cast.is_unit(node):
            held[state.facts[node].kind] -= 1
    for node in set(count.including):
        if node in state.facts and not state.cast.is_unit(node):
            held[state.facts[node].kind] += 1
    return held


def number_of(state: Known, branch: Branch, count: StatedCount, mask: int) -> Bounds:
    """Say how many nodes in the scope of a count have a kind of a mask, in a branch."""
    pools = [branch.groups[name].pool for name in scope_of(state, count)]
    return number_in(branch, pools, held_in(state, count), mask)


def number_in(branch: Branch, pools: Sequence[Pool], held: list[int], mask: int) -> Bounds:
    """Say how many of some classes, and of those facts, have a kind of a mask, in a branch."""
    known, total = _known(branch, held, mask), total_of(pools, mask)
    return Bounds(total.low + known, None if total.high is None else total.high + known)


def _known(branch: Branch, held: list[int], mask: int) -> int:
    known = sum([number for kind, number in enumerate(held) if number and mask >> kind & 1])
    never, ever = branch.gone
    return known + (never if mask & NEVER_BACK else 0) + (ever if mask & ONCE_THERE else 0)


NEVER_BACK = 1 << 7
ONCE_THERE = 1 << 10


def asked_of(limit: Limit, branch: Branch) -> Bounds | None:
    """Give the bounds of a limit in a branch; ``None`` if no world of it meets it, since a number is not on record or has changed otherwise."""
    if limit.since is None:
        return limit.bounds
    before = branch.remembered(limit.since)
    if isinstance(before, NumberChange):
        return ANY if _has_changed_so(before, limit) else None
    return None if before is None else before.plus(limit.bounds)


def _has_changed_so(change: NumberChange, limit: Limit) -> bool:
    return change.by in limit.bounds


def is_out_of_reach(state: Known, limit: Limit) -> bool:
    """Tell whether a limit asks for more of a number, since a day, than nodes may have moved since."""
    return limit.since is not None and limit.bounds.low > _moved_since(state, limit.since)


def rests_on_a_guess(state: Known, count: StatedCount) -> bool:
    """Tell whether a count says how many more there are of a number that is not known."""
    limits = [(limit, limit.since) for limit in limits_of(count) if limit.since is not None]
    doubtful = [since for limit, since in limits if limit.bounds.low or _moved_since(state, since)]
    spans = [span for branch in state.branches for name, span in branch.memory if name in doubtful]
    return any(isinstance(span, Bounds) and span.low != span.high for span in spans)


def _moved_since(state: Known, memory: MemoryId) -> int:
    return state.movements - state.days.get(memory[0], 0)


def holds(state: Known, branch: Branch, limit: Limit, number: Bounds) -> bool:
    """
    Tell whether a limit holds in every world of a branch, whatever the number in it is.

    Where the number of an earlier day is not known, each may have been beside each.
    """
    if limit.since is None:
        return number.within(limit.bounds)
    before = branch.remembered(limit.since)
    assert before is not None, "what is not on record is not asked"  # noqa: S101 - narrows the type
    if isinstance(before, NumberChange):
        return _has_changed_so(before, limit)
    if not _moved_since(state, limit.since) and not limit.bounds.low:
        return True
    low, high = limit.bounds.low, limit.bounds.high
    return (before.high is not None and number.low - before.high >= low) and (
        high is None or (number.high is not None and number.high - before.low <= high)
    )


def lay(state: Known, count: StatedCount) -> bool:
    """Keep the worlds in which the numbers of a count are true, and say whether there is one."""
    limits = limits_of(count)
    _merge(state, count)
    branches = [new for branch in state.branches for new in laid(state, branch, count, limits)]
    if not state.keep(branches):
        return False
    state.settle([name for name in scope_of(state, count) if name], key=count.key)
    return True


def laid(state: Known, branch: Branch, count: StatedCount, limits: tuple[Limit, ...]) -> Iterator[Branch]:
    """Divide a branch into those in which some limits hold in the scope of a count."""
    scope, held = scope_of(state, count), held_in(state, count)
    asked: list[Asked] = []
    for limit in limits:
        bounds = asked_of(limit, branch)
        if bounds is None or is_out_of_reach(state, limit):
            return
        known = _known(branch, held, limit.mask)
        asked.append((limit.mask, bounds.low - known, None if bounds.high is None else bounds.high - known))
    pools = {name: branch.groups[name].pool for name in scope}
    for way in spread(pools, asked, state.work):
        if way:
            yield branch.with_groups(
                {name: regrouped(state, branch, name, pool) for name, pool in way.items()}
            )
        else:
            yield branch


def regrouped(state: Known, branch: Branch, name: int, pool: Pool) -> Group:
    """Keep of a class in a branch what a pool of it says."""
    kinds, group = state.classes[name], branch.groups[name]
    kept = attrs.evolve(group, pool=pool)
    if kinds.family is not None and len(kinds.members) == 1:
        return state.limited(kinds.members[0], kept, pool.possible())
    return kept


def _merge(state: Known, count: StatedCount) -> None:
    """Put classes together of which the same is known in all branches, and which the count does not tell apart."""
    if len(state.classes) < 3:
        return
    alike: dict[object, list[int]] = {}
    for name in scope_of(state, count):
        if name:
            kinds = state.classes[name]
            known = tuple([_uniform(branch.groups[name]) for branch in state.branches])
            if None not in known:
                alike.setdefault((kinds.is_unit, kinds.family, known), []).append(name)
    for names in alike.values():
        if len(names) > 1:
            state.put_together(
                names,
                [
                    attrs.evolve(branch.groups[names[0]], pool=_joined(branch, names))
                    for branch in state.branches
                ],
            )


def _uniform(group: Group) -> object:
    """Give what is known of each node of a class, if that does not depend on the others."""
    columns = group.pool.columns
    return (columns[0], group.boxes, group.ever) if len(columns) == 1 else None


def _joined(branch: Branch, names: list[int]) -> Pool:
    pools = [branch.groups[name].pool for name in names]
    return Pool.of(sum([pool.size for pool in pools if isinstance(pool.size, int)]), pools[0].columns[0])
