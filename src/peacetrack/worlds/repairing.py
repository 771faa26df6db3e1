"""
What is supposed when no world of an epoch allows a statement: the fewest units moved.

The law (design 4.3): "A statement that no world allows moves as few units as it can: it opens a new epoch just before itself. The
answer is the union over all repairs that move the fewest units inside its scope, named or not, for each number that the
statement allows by itself; a moved unit may have any status that the statement allows; what lies outside keeps its number. No repair
withdraws or adds a unit (only a statement's own `of` or `withdrawn` does); withdrawals, and what the statement itself names,
are never released."
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, zip_longest
from typing import Final, Literal

import attrs

from peacetrack.aspects.provisions import LADDER, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.fewest import NoRepairError, renumber, states_gone
from peacetrack.worlds.flows import flow, is_of_a_change, work_out
from peacetrack.worlds.kinds import (
    ALL,
    EVER,
    GONE,
    LIVING,
    STILL,
    UNKNOWN,
    bit,
    mask_of_status,
    status_at,
    statuses_in,
)
from peacetrack.worlds.known import Branch, Group, Known, NodeFact
from peacetrack.worlds.laying import (
    asked_of,
    divide,
    fits,
    held_in,
    listed_in,
    names_of,
    scope_of,
    so,
)
from peacetrack.worlds.moving import by_ever, make_known, part_named, withdraw
from peacetrack.worlds.parts import LIVING as LIVING_PARTS
from peacetrack.worlds.parts import Boxes
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.spreading import total_of
from peacetrack.worlds.statements import CountStatus, Stated, StatedCount, Unfitting
from peacetrack.worlds.terms import limits_of, room_of

__all__ = ["repair", "report", "unusable"]

MOST_NUMBERS: Final = 256


def repair(state: Known, statement: StatedCount | Stated) -> Known:
    """Open a new epoch in which a statement can be true; it has been found to fit no world."""
    for gone in range(1 + _most_forgotten(statement)):
        trial = state.fork()
        trial.tire(None)
        try:
            _repair(trial, statement, gone)
        except NoRepairError:
            continue
        except TooManyError:
            # What is supposed is too much to follow, and that something has to be is certain.
            report(state, statement.key, {})
            raise
        return trial
    since = isinstance(statement, StatedCount) and statement.since is not None
    if isinstance(statement, StatedCount) and statement.of is not None and is_of_a_change(state, statement):
        # Where nobody knew how many there are, its own `of` may also have added some of those that are more.
        report(state, statement.key, {})
        raise TooManyError
    trial = state.fork()
    kind: Literal["since-conflict", "count-conflict"] = "since-conflict" if since else "count-conflict"
    trial.findings.append(Unfitting(kind=kind, key=statement.key, applied=False))
    return trial


def _most_forgotten(statement: StatedCount | Stated) -> int:
    """
    Say how many units a statement may have withdrawn that nobody had counted.

    Of more that were ever taken up than it leaves, some are gone: while nobody knows how many there were, its own `of` withdrew them.
    """
    if isinstance(statement, Stated) or statement.of is None or statement.ever_opened is None:
        return 0
    return statement.ever_opened.low


def _repair(state: Known, statement: StatedCount | Stated, gone: int) -> None:
    if isinstance(statement, Stated):
        for node, _ in statement.statuses:
            make_known(state, state.cast.root_of(node))
        moved, costs = _force(state, [(statement.statuses, True)], key=statement.key)
        best = min(costs)
        state.keep([branch for branch, cost in zip(state.branches, costs, strict=True) if cost == best])
        report(state, statement.key, moved)
        if not fits(state, statement):
            raise NoRepairError
        return
    if finding := unusable(state, statement):
        state.findings.append(finding)
        return
    if is_of_a_change(state, statement) and not work_out(state, statement):
        report(state, statement.key, flow(state, statement))
        return
    state.blur()
    for ready, prepared in _prepared(state, statement, gone):
        try:
            _move_named(ready, statement, settled=not prepared)
        except NoRepairError:
            continue
        state.become(ready)
        return
    raise NoRepairError


def _move_named(state: Known, count: StatedCount, *, settled: bool) -> None:
    """Let whom a count names be as it says, and as few others move as its numbers need."""
    said = [([*listed_in(count)], False), (count.besides, True)]
    forced, costs = _force(state, said, key=count.key)
    changed = renumber(state, count, settled=settled, costs=costs)
    report(state, count.key, {**forced, **changed})


def report(state: Known, key: str, moved: dict[str, NodeFact]) -> None:
    """Say that an epoch opened, with all that it may contradict, and which named facts every repair takes back."""
    facts = dict.fromkeys(fact.key for fact in moved.values() if fact.key)
    other = tuple(dict.fromkeys((*state.keys, *facts)))
    state.findings.append(Unfitting(kind="unreported-change", key=key, other=other))
    back = {node: fact for node, fact in moved.items() if not _may_be_progress(state, node, fact)}
    if back:
        other = tuple(dict.fromkeys(fact.key for fact in back.values() if fact.key))
        state.findings.append(Unfitting(kind="count-conflict", key=key, other=other, units=tuple(back)))
    state.keys = []


def _may_be_progress(state: Known, node: str, before: NodeFact) -> bool:
    """Tell whether a node that was a fact may have moved up: "progress is `unreported-change`, never a conflict"."""
    mask = bit(state.facts[node].kind) if node in state.facts else 0
    if node in state.home:
        for branch in state.branches:
            mask |= branch.groups[state.home[node]].pool.possible()
    rung = next(rung for rung, statuses in enumerate(LADDER) if status_at(before.kind) in statuses)
    return not statuses_in(mask).isdisjoint(frozenset[Status]().union(*LADDER[rung:]))


# What no repair can make true.


def unusable(state: Known, count: StatedCount) -> Unfitting | None:
    """Report a count that no repair could make true: it is kept and not applied."""
    since = [limit.since for limit in limits_of(count) if limit.since is not None]
    if any(branch.remembered(name) is None for name in since for branch in state.branches):
        return Unfitting(kind="since-conflict", key=count.key, applied=False)
    known = floor_of(state, count) if state.facts or state.home or count.excluding or count.listed else 0
    if count.of is not None and count.of < known:
        return Unfitting(
            kind="small-denominator",
            key=count.key,
            stated=Bounds.exactly(count.of),
            known=known,
            applied=False,
        )
    room = room_of(count)
    gone = tuple(
        node for node, status in listed_in(count) if _is_gone(state, node) and status is not Status.WITHDRAWN
    )
    if room is None or gone or _fewer_gone(state, count):
        facts = [state.facts[node] for node in gone if node in state.facts]
        other = tuple(dict.fromkeys(fact.key for fact in facts if fact.key))
        return Unfitting(kind="count-conflict", key=count.key, other=other, units=gone, applied=False)
    return None


def _is_gone(state: Known, node: str) -> bool:
    return node in state.facts and bool(GONE >> state.facts[node].kind & 1)


def _fewer_gone(state: Known, count: StatedCount) -> bool:
    """Tell whether a count speaks of fewer withdrawn units than there are: withdrawals are never released."""
    if not any(limit.mask == GONE for limit in limits_of(count)):
        return False
    stated = [limit.bounds.high for limit in limits_of(count) if limit.mask == GONE and limit.since is None]
    lists = {node for node, status in listed_in(count) if status is Status.WITHDRAWN}
    known = {node for node in state.facts if _is_gone(state, node) and state.cast.is_unit(node)} - set(
        count.excluding
    )
    unnamed = min(sum(branch.gone) for branch in state.branches)
    return any(most is not None and most < len(known | lists) + unnamed for most in stated)


def floor_of(state: Known, count: StatedCount) -> int:
    """Say how many live nodes in the scope of a count are known by name, with those that it names."""
    held = held_in(state, count)
    known = sum([number for kind, number in enumerate(held) if LIVING >> kind & 1])
    excluded = {*count.excluding}
    for name in scope_of(state, count):
        kinds = state.classes[name]
        named = len([node for node in kinds.members if node not in excluded or not kinds.is_unit])
        known += named if name == 0 else min(_live(branch, name) for branch in state.branches)
    new = [n for n in dict.fromkeys(names_of(count)) if not state.is_named(n) and n not in excluded]
    withdrawn = {
        node for node, status in listed_in(count) if status is Status.WITHDRAWN and not _is_gone(state, node)
    }
    return known + len(new) - len(withdrawn)


def _live(branch: Branch, name: int) -> int:
    return branch.groups[name].pool.bounds(LIVING).low


# Who comes and goes with a statement's own numbers.


def _prepared(state: Known, count: StatedCount, gone: int) -> Iterator[tuple[Known, bool]]:
    """
    Name whom a count names, withdraw whom it withdraws, let the denominator have room for it; say whether anything came of it.

    Who comes and goes is its own doing, and no more of it than it takes: the worlds in which that is the fewest come first.
    """
    before = state.branches
    for node in names_of(count):
        make_known(state, state.cast.root_of(node))
    divide(state, count)
    for node, status in listed_in(count):
        if status is Status.WITHDRAWN and not _is_gone(state, node):
            withdraw(state, node, key=count.key)
    _withdraw_so_many(state, count)
    _divide_gone(state)
    room = room_of(count)
    assert room is not None, "a count without room is not applied"  # noqa: S101 - narrows the type
    if any(_total(state, branch, count).meet(room) is None for branch in state.branches):
        part_named(state)
    worlds: dict[int, list[Branch]] = {}
    for branch in state.branches:
        own = 0 if states_gone(count) else _own_changes(_total(state, branch, count), room)
        worlds.setdefault(own, []).extend(_resized(state, branch, count, room, gone))
    for own in sorted(worlds):
        ready = state.fork()
        if ready.keep(worlds[own]):
            yield ready, any(one is not other for one, other in zip_longest(before, ready.branches))


def _own_changes(total: Bounds, room: Bounds) -> int:
    """Say how many units have to come or go."""
    missing = 0 if total.high is None else room.low - total.high
    surplus = 0 if room.high is None else total.low - room.high
    return max(missing, surplus, 0)


def _divide_gone(state: Known) -> None:
    """Tell the worlds in which a node with parts is withdrawn from those in which it is not: only there it can move."""
    for name, kinds in list(state.classes.items()):
        if kinds.family is not None and any(
            branch.groups[name].pool.possible() & GONE for branch in state.branches
        ):
            state.keep([
                branch.with_groups({name: state.limited(kinds.members[0], branch.groups[name], there & mask)})
                for branch in state.branches
                for there in (branch.groups[name].pool.possible(),)
                for mask in (LIVING, GONE)
                if there & mask
            ])  # fmt: skip


def _withdraw_so_many(state: Known, count: StatedCount) -> None:
    """Withdraw as many units without a name as a stated number of withdrawn units asks for."""
    for limit in limits_of(count):
        if limit.mask != GONE:
            continue
        part_named(state)
        kept = [
            new
            for branch in state.branches
            for stated in (asked_of(limit, branch),)
            if stated is not None
            for number in _missing(branch, stated, _gone(state, branch, count))
            for new in _fewer(state, branch, number)
        ]
        if not state.keep(kept):
            raise NoRepairError


def _missing(branch: Branch, stated: Bounds, gone: int) -> range:
    """Say how many units without a name a number of withdrawn units may withdraw: each number that it allows by itself."""
    low = max(stated.low - gone, 0)
    most = branch.groups[0].pool.total().high
    high = (
        most if stated.high is None else stated.high - gone if most is None else min(most, stated.high - gone)
    )
    if high is None or high - low > MOST_NUMBERS:
        raise TooManyError
    return range(low, high + 1)


def _gone(state: Known, branch: Branch, count: StatedCount) -> int:
    held = held_in(state, count)
    pools = [branch.groups[name].pool for name in scope_of(state, count)]
    named = sum([number for kind, number in enumerate(held) if GONE >> kind & 1])
    return named + sum(branch.gone) + total_of(pools, GONE).low


def _total(state: Known, branch: Branch, count: StatedCount) -> Bounds:
    """Say how many live nodes are in the scope of a count."""
    held = held_in(state, count)
    known = sum([number for kind, number in enumerate(held) if LIVING >> kind & 1])
    return total_of([branch.groups[name].pool for name in scope_of(state, count)], LIVING).plus(
        Bounds.exactly(known)
    )


def _resized(state: Known, branch: Branch, count: StatedCount, room: Bounds, gone: int) -> Iterator[Branch]:
    """Change a denominator by no more than a count must: it adds units of any status, or withdraws unnamed ones."""
    total = _total(state, branch, count)
    if total.meet(room) is not None:
        pool = branch.groups[0].pool
        if total.high is None or total.low != total.high:
            others = total.low - pool.total().low
            others -= gone
            sized = pool.sized(room.low - others, None if room.high is None else room.high - others)
            if sized is not None:
                there = branch.with_groups({0: attrs.evolve(branch.groups[0], pool=sized)})
                yield from _fewer(state, there, gone) if gone else (there,)
            return
        yield branch
        return
    size = branch.groups[0].pool.total()
    if total.high is not None and total.high < room.low:
        settled = branch.groups[0].pool.settled(size.high) if size.high is not None else None
        assert settled is not None, "what has a greatest size has it in some world"  # noqa: S101 - narrows the type
        added = settled.joined(UNKNOWN, room.low - total.high)
        yield branch.with_groups({0: Group(added)})
        return
    assert room.high is not None, "else they would meet"  # noqa: S101 - narrows the type
    settled = branch.groups[0].pool.settled(size.low)
    assert settled is not None, "what has a least size has it in some world"  # noqa: S101 - narrows the type
    yield from _fewer(state, branch.with_groups({0: Group(settled)}), total.low - room.high)


def _fewer(state: Known, branch: Branch, number: int) -> Iterator[Branch]:
    """Withdraw so many units without a name, of any status; none if there are not so many."""
    pool = branch.groups[0].pool
    named = len(state.classes[0].members)
    shares = [(0, number)] if not state.remembering else [(k, number - k) for k in range(number + 1)]
    for still, ever in shares:
        rest = pool.without(still, STILL) if still else pool
        rest = rest.without(ever, EVER if state.remembering else ALL) if rest is not None and ever else rest
        gone = (
            (branch.gone[0] + still, branch.gone[1] + ever)
            if state.remembering
            else (branch.gone[0] + ever, 0)
        )
        rest = rest.at_least(named) if rest is not None else None
        if rest is not None:
            yield Branch({**branch.groups, 0: Group(rest)}, gone, branch.memory)


# What a statement names.


def _force(
    state: Known, statements: Sequence[tuple[Sequence[tuple[str, CountStatus]], bool]], *, key: str
) -> tuple[dict[str, NodeFact], list[int]]:
    """
    Let the nodes that a statement names be as it says, moving as few of them in each branch as possible.

    Args:
        state: What is known.
        statements: Nodes with their words, and whether "contested" and the like are true of a node if some part is so.
        key: The statement.

    Returns:
        The facts that moved, and how many nodes did in each branch.
    """
    named = [(node, status) for statuses, _ in statements for node, status in statuses]
    for node, status in named:
        if status is Status.WITHDRAWN:
            withdraw(state, node, key=key)
    facts = {
        node: state.facts[node]
        for node, status in named
        if node in state.facts and not mask_of_status(status) >> state.facts[node].kind & 1
    }
    together: dict[tuple[str, bool], list[tuple[str, CountStatus]]] = {}
    for statuses, said in statements:
        for node, status in statuses:
            if status is not Status.WITHDRAWN and not _is_gone(state, node):
                together.setdefault((state.cast.root_of(node), said), []).append((node, status))
    roots = dict.fromkeys(root for root, _ in together)
    # All are told apart before what each costs is added up, branch by branch.
    homes = {root: _alone(state, root) for root in roots if root not in state.facts or root in facts}
    costs = [0] * len(state.branches)
    for (root, said), stated in together.items():
        if root in homes:
            costs = _force_one(state, homes[root], _Said(root, tuple(stated), said), costs)
    return {node: fact for node, fact in facts.items() if node in homes}, costs


def _force_one(state: Known, home: int, statement: _Said, costs: list[int]) -> list[int]:
    """Let one node, with its parts, be as a statement says in each branch in which it can; give how many moved in each of them."""
    forced = []
    for branch, before in zip(state.branches, costs, strict=True):
        for group, moves in statement.forced(state, branch.groups[home]):
            forced.append((branch.with_groups({home: group}), before + moves))
    if not forced:
        raise NoRepairError
    state.branches = tuple(branch for branch, _ in forced)
    return [cost for _, cost in forced]


def _alone(state: Known, root: str) -> int:
    """Tell a node apart from all others, also if it is a fact."""
    state.name(root)
    if root in state.facts:
        fact = state.unfix(root)
        return state.add_class((root,), [Group(Pool.of(1, bit(fact.kind)))] * len(state.branches))
    home = state.split((root,))
    assert home is not None, "without a wish every world is kept"  # noqa: S101 - narrows the type
    return home


@attrs.frozen
class _Said:
    """
    What a statement says of a node and of its parts.

    Attributes:
        root: The node.
        statuses: It, or its parts, each with its word.
        said: Whether "contested" and the like are true of a node if some part is so.
    """

    root: str
    statuses: tuple[tuple[str, CountStatus], ...]
    said: bool

    def forced(self, state: Known, group: Group) -> Iterator[tuple[Group, int]]:
        """Give what the node is once it is as the statement says, with how many had to move; nothing if it cannot be."""
        if self.root not in state.cast.parts:
            yield from self._forced_alone(state, group)
            return
        # Where it may be so already, it may still have moved there: then it was taken up, if it had been.
        there = 0
        if kept := self._so(state, group):
            already = state.regrouped(self.root, attrs.evolve(group, boxes=kept))
            yield already, 0
            if not state.remembering:
                return
            there = already.pool.possible()
        for moves in range(1, len(self.statuses) + 1):
            found = [new for new in self._moved(state, group, moves) if new.pool.possible() & ~there]
            yield from ((new, moves) for new in found)
            if found:
                return

    def _moved(self, state: Known, group: Group, moves: int) -> Iterator[Group]:
        """Give what a node with parts may be once so many of those that are named have moved."""
        for ever, boxes in by_ever(state, self.root, group):
            before = Group(group.pool, boxes, ever)
            freed = self._freed(state, before, moves)
            if moved := frozenset(box for one in freed for box in self._so(state, one)):
                yield state.regrouped(self.root, Group(group.pool, moved, ever))

    def _forced_alone(self, state: Known, group: Group) -> Iterator[tuple[Group, int]]:
        mask = LIVING
        for _, status in self.statuses:
            mask &= mask_of_status(status)
        kept = group.pool.cut(mask, 1, 1)
        if kept:
            yield Group(kept[0]), 0
        moved = mask & _moved_kinds(state, group.pool.possible() & LIVING)
        if moved and (not kept or (state.remembering and moved & ~kept[0].possible())):
            yield Group(Pool.of(1, moved)), 1

    def _so(self, state: Known, group: Group) -> Boxes:
        """Keep what the parts may be where all is so that is said of them."""
        for node, status in self.statuses:
            group = attrs.evolve(group, boxes=so(state, group, node, status, said=self.said))
        return state.boxes_of(self.root, group)

    def _freed(self, state: Known, group: Group, moves: int) -> Iterator[Group]:
        """
        Let so many of those that are named be anything: "a statement moves as few as it can".

        Where the node is named itself, all those of its parts that the statement does not name move with it. What was withdrawn
        stays so: "withdrawals are never released".
        """
        family = state.cast.family(self.root)
        boxes = family.limited(state.boxes_of(self.root, group), 0, LIVING_PARTS)
        named = {state.cast.place.get(node, 0) for node, _ in self.statuses}
        for moved in combinations(sorted(named), moves):
            yield attrs.evolve(group, boxes=family.freed(boxes, UNKNOWN, named=named, moved=moved))


def _moved_kinds(state: Known, mask: int) -> int:
    """Give the live kinds to which a node may move that has one of some kinds."""
    if not mask:
        return 0
    if not state.remembering:
        return LIVING
    kinds = 0
    if mask & EVER:
        kinds |= EVER
    if mask & STILL:
        kinds |= UNKNOWN
    return kinds & LIVING
