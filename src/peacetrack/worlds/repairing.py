"""
What is supposed when no world of an epoch allows a statement: the fewest units moved.

The law (design 4.3): "A statement that no world allows moves as few units as it can: it opens a new epoch just before itself. The
answer is the union over all repairs that move the fewest units inside its scope, named or not, for each number that the
statement allows by itself; a moved unit may have any status that the statement allows; what lies outside keeps its number. No repair
withdraws or adds a unit (only a statement's own `of` or `withdrawn` does); withdrawals, and what the statement itself names,
are never released."

How few: the shares of several classes added up are again a base polytope, so the fewest units that must move for given numbers ``v`` are
the greatest excess ``v(S) - top(S)`` over the sets ``S`` of blocks that the numbers tell apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial, reduce
from itertools import zip_longest
from typing import Final, Literal

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.kinds import ALL, EVER, GONE, LIVING, STILL, UNKNOWN, Kind, bit, mask_of_word
from peacetrack.worlds.laying import (
    apart,
    asked_of,
    fits,
    held_in,
    names_of,
    scope_of,
    so,
    told_of,
)
from peacetrack.worlds.moving import make_known, part_named, withdraw
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.spreading import Asked, total_of
from peacetrack.worlds.state import Branch, Fact, Group, State
from peacetrack.worlds.statements import Count, Finding, Stated, Word
from peacetrack.worlds.terms import blocks_of, limits_of, room_of

__all__ = ["NoRepairError", "repair", "report", "unusable"]

MOST_NUMBERS: Final = 256
MOST_WAYS: Final = 4096
Share = tuple[int, ...]
FactName = tuple[int, bool, int | None]
PartName = int | FactName
Result = tuple[Branch, dict[PartName, Group]]
Ways = Callable[[], Iterable[Result]]


class NoRepairError(Exception):
    """No repair makes a statement true."""


def repair(state: State, statement: Count | Stated) -> State:
    """Open a new epoch in which a statement can be true; it has been found to fit no world."""
    trial = state.fork()
    try:
        _repair(trial, statement)
    except NoRepairError:
        trial = state.fork()
        since = isinstance(statement, Count) and statement.since is not None
        kind: Literal["since-conflict", "count-conflict"] = "since-conflict" if since else "count-conflict"
        trial.findings.append(Finding(kind=kind, key=statement.key, applied=False))
    return trial


def _repair(state: State, statement: Count | Stated) -> None:
    if isinstance(statement, Stated):
        for node, _ in statement.statuses:
            make_known(state, state.cast.root_of(node))
        moved, _ = _force(state, statement.statuses, said=True)
        report(state, statement.key, moved)
        return
    if finding := unusable(state, statement):
        state.findings.append(finding)
        return
    prepared = _prepare(state, statement)
    forced, cost = _force(state, told_of(statement), said=False)
    beside, more = _force(state, statement.besides, said=True)
    changed = _renumber(state, statement, settled=not prepared or bool(cost + more))
    report(state, statement.key, {**forced, **beside, **changed})


def report(state: State, key: str, moved: dict[str, Fact]) -> None:
    """Say that an epoch opened, what it contradicts, and which named facts every repair changes."""
    state.findings.append(Finding(kind="unreported-change", key=key, other=tuple(state.keys)))
    if moved:
        other = dict.fromkeys(fact.key for fact in moved.values() if fact.key)
        state.findings.append(Finding(kind="count-conflict", key=key, other=tuple(other), units=tuple(moved)))
    state.keys = [state.origin] if state.origin else []


# What no repair can make true.


def unusable(state: State, count: Count) -> Finding | None:
    """Report a count that no repair could make true: it is kept and not applied."""
    if count.since is not None and any(
        asked_of(limit, branch) is None for limit in limits_of(count) for branch in state.branches
    ):
        return Finding(kind="since-conflict", key=count.key, applied=False)
    known = floor_of(state, count) if state.facts or state.home or count.excluding or count.listed else 0
    if count.of is not None and count.of < known:
        return Finding(
            kind="small-denominator",
            key=count.key,
            stated=Bounds.exactly(count.of),
            known=known,
            applied=False,
        )
    room = room_of(count)
    gone = tuple(
        node for node, word in told_of(count) if _is_gone(state, node) and word is not Status.WITHDRAWN
    )
    if room is None or gone or _fewer_gone(state, count):
        facts = [state.facts[node] for node in gone if node in state.facts]
        other = tuple(dict.fromkeys(fact.key for fact in facts if fact.key))
        return Finding(kind="count-conflict", key=count.key, other=other, units=gone, applied=False)
    return None


def _is_gone(state: State, node: str) -> bool:
    return node in state.facts and bool(GONE >> state.facts[node].kind & 1)


def _fewer_gone(state: State, count: Count) -> bool:
    """Tell whether a count speaks of fewer withdrawn units than there are: withdrawals are never released."""
    if not any(limit.mask == GONE for limit in limits_of(count)):
        return False
    stated = [limit.bounds.high for limit in limits_of(count) if limit.mask == GONE and limit.since is None]
    lists = {node for node, word in told_of(count) if word is Status.WITHDRAWN}
    known = {node for node in state.facts if _is_gone(state, node) and state.cast.is_unit(node)} - set(
        count.excluding
    )
    unnamed = min(sum(branch.gone) for branch in state.branches)
    return any(most is not None and most < len(known | lists) + unnamed for most in stated)


def floor_of(state: State, count: Count) -> int:
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
        node for node, word in told_of(count) if word is Status.WITHDRAWN and not _is_gone(state, node)
    }
    return known + len(new) - len(withdrawn)


def _live(branch: Branch, name: int) -> int:
    return branch.groups[name].pool.bounds(LIVING).low


# Who comes and goes with a statement's own numbers.


def _prepare(state: State, count: Count) -> bool:
    """Name whom a count names, withdraw whom it withdraws, let the denominator have room for it; say whether anything came of it."""
    before = state.branches
    for node in names_of(count):
        make_known(state, state.cast.root_of(node))
    apart(state, count)
    for node, word in told_of(count):
        if word is Status.WITHDRAWN and not _is_gone(state, node):
            withdraw(state, node, key=count.key)
    _withdraw_so_many(state, count)
    _tell_gone(state)
    room = room_of(count)
    assert room is not None, "a count without room is not applied"  # noqa: S101 - narrows the type
    if any(_total(state, branch, count).meet(room) is None for branch in state.branches):
        part_named(state)
    if not state.keep([new for branch in state.branches for new in _resized(state, branch, count, room)]):
        raise NoRepairError
    return any(one is not other for one, other in zip_longest(before, state.branches))


def _tell_gone(state: State) -> None:
    """Tell the worlds in which a node with parts is withdrawn from those in which it is not: only there it can move."""
    for name, kinds in list(state.classes.items()):
        if kinds.family is not None and any(
            branch.groups[name].pool.possible() & GONE for branch in state.branches
        ):
            state.keep([
                branch.with_groups({name: state.limited(kinds.members[0], branch.groups[name], mask)})
                for branch in state.branches
                for mask in (LIVING, GONE)
                if branch.groups[name].pool.possible() & mask
            ])  # fmt: skip


def _withdraw_so_many(state: State, count: Count) -> None:
    """Withdraw as many units without a name as a stated number of withdrawn units asks for."""
    for limit in limits_of(count):
        if limit.mask != GONE or limit.since is not None:
            continue
        part_named(state)
        kept = [
            new
            for branch in state.branches
            for number in _missing(branch, limit.bounds, _gone(state, branch, count))
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


def _gone(state: State, branch: Branch, count: Count) -> int:
    held = held_in(state, count)
    pools = [branch.groups[name].pool for name in scope_of(state, count)]
    named = sum([number for kind, number in enumerate(held) if GONE >> kind & 1])
    return named + sum(branch.gone) + total_of(pools, GONE).low


def _total(state: State, branch: Branch, count: Count) -> Bounds:
    """Say how many live nodes are in the scope of a count."""
    held = held_in(state, count)
    known = sum([number for kind, number in enumerate(held) if LIVING >> kind & 1])
    return total_of([branch.groups[name].pool for name in scope_of(state, count)], LIVING).plus(
        Bounds.exactly(known)
    )


def _resized(state: State, branch: Branch, count: Count, room: Bounds) -> Iterator[Branch]:
    """Change a denominator by no more than a count must: it adds units of any status, or withdraws unnamed ones."""
    total = _total(state, branch, count)
    if total.meet(room) is not None:
        pool = branch.groups[0].pool
        if total.high is None or total.low != total.high:
            others = total.low - pool.total().low
            sized = pool.sized(room.low - others, None if room.high is None else room.high - others)
            if sized is not None:
                yield branch.with_groups({0: attrs.evolve(branch.groups[0], pool=sized)})
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


def _fewer(state: State, branch: Branch, number: int) -> Iterator[Branch]:
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


def _force(state: State, words: Iterable[tuple[str, Word]], *, said: bool) -> tuple[dict[str, Fact], int]:
    """
    Let the nodes that a statement names be as it says, moving as few of them as possible.

    Returns:
        The facts that moved, and how many nodes did.
    """
    words = [pair for pair in words if not _is_gone(state, pair[0])]
    if not words:
        return {}, 0
    words.sort(
        key=lambda pair: -state.cast.place.get(pair[0], 0)
    )  # parts first: what is said of them stays so
    facts = {
        node: state.facts[node]
        for node, word in words
        if node in state.facts and not mask_of_word(word) >> state.facts[node].kind & 1
    }
    homes = {}
    for node, _ in words:
        if node not in state.facts or node in facts:
            homes[node] = _alone(state, node)
    costs = [0] * len(state.branches)
    statement = _Said(words, said)
    for node, word in words:
        if (home := homes.get(node)) is not None:
            forced = [statement.forced(state, node, word, branch.groups[home]) for branch in state.branches]
            costs = [cost + moved for cost, (_, moved) in zip(costs, forced, strict=True)]
            state.branches = tuple(
                branch.with_groups({home: group})
                for branch, (group, _) in zip(state.branches, forced, strict=True)
            )
    best = min(costs)
    state.keep([branch for branch, cost in zip(state.branches, costs, strict=True) if cost == best])
    return facts, best


def _alone(state: State, node: str) -> int:
    """Tell a node apart from all others, also if it is a fact."""
    root = state.cast.root_of(node)
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
    What a statement says of nodes by name.

    Attributes:
        words: Each node with its word.
        said: Whether "contested" and the like are true of a node if some part is so.
    """

    words: list[tuple[str, Word]]
    said: bool

    def forced(self, state: State, node: str, word: Word, group: Group) -> tuple[Group, int]:
        """Give what a node is once it is as the statement says, and whether it had to move."""
        root = state.cast.root_of(node)
        if root not in state.cast.parts:
            return _forced(state, word, group)
        place, family = state.cast.place[node], state.cast.family(root)
        if kept := so(state, group, node, word, said=self.said):
            return state.regrouped(root, attrs.evolve(group, boxes=kept)), 0
        boxes = state.boxes_of(root, group)
        freed = Group(group.pool, family.freed_at(boxes, place, UNKNOWN))
        for part, other in self.words:
            if node == root and part != root and state.cast.root_of(part) == root:
                freed = Group(group.pool, so(state, freed, part, other, said=self.said))
        moved = so(state, freed, node, word, said=self.said)
        ever = group.ever or (state.remembering and not group.pool.possible() & STILL)
        return state.regrouped(root, Group(group.pool, moved or boxes, ever)), 1


def _forced(state: State, word: Word, group: Group) -> tuple[Group, int]:
    """Give what a node is once it is as a statement says, and whether it had to move."""
    mask = mask_of_word(word)
    kept = group.pool.cut(mask, 1, 1)
    if kept:
        return Group(kept[0]), 0
    return Group(Pool.of(1, mask & _moved_kinds(state, group.pool.mask))), 1


def _moved_kinds(state: State, mask: int) -> int:
    """Give the live kinds to which a node may move that has one of some kinds."""
    if not state.remembering:
        return LIVING
    kinds = 0
    if mask & EVER:
        kinds |= EVER
    if mask & STILL:
        kinds |= UNKNOWN
    return kinds & LIVING


# How few must move for its numbers.


@attrs.frozen
class _Part:
    """
    What moves together: a class, or the facts of one kind.

    Attributes:
        name: The class; or the kind and whether they are units.
        pool: What they are.
        aims: What they may be, where the statement names them.
    """

    name: PartName
    pool: Pool
    aims: int | None = None


def _renumber(state: State, count: Count, *, settled: bool) -> dict[str, Fact]:
    """Let as few units in scope move as the numbers of a count need; give the facts that move in every repair."""
    if not limits_of(count):
        return {}
    if not settled:
        trial = state.fork()
        if fits(trial, count):
            state.become(trial)
            return {}
    parts_of = _fact_parts(state, count)
    found: dict[Share | None, tuple[int, list[tuple[Branch, dict[PartName, Group]]]]] = {}
    for branch in state.branches:
        for share, cost, ways in _repairs(state, branch, count, parts_of):
            best = found.get(share)
            if best is None or cost < best[0]:
                found[share] = (cost, list(ways()))
            elif cost == best[0]:
                best[1].extend(ways())
    results = [way for _, ways in found.values() for way in ways]
    if not results:
        raise NoRepairError
    facts = _take_over(state, results, parts_of, key=count.key)
    plain = not _said_of(count) and all(
        limit.mask & LIVING and limit.mask != EVER for limit in limits_of(count)
    )
    if not plain and not fits(state, count):
        raise NoRepairError
    return facts


def _fact_parts(state: State, count: Count) -> dict[FactName, tuple[str, ...]]:
    """Put the live facts in the scope of a count together by their kinds, and by what it says of them itself."""
    excluded, included = set(count.excluding), set(count.including)
    said = _said_of(count)
    parts: dict[FactName, list[str]] = {}
    for node, fact in state.facts.items():
        unit = state.cast.is_unit(node)
        in_scope = node not in excluded if unit else node in included
        if in_scope and LIVING >> fact.kind & 1:
            parts.setdefault((fact.kind, unit, said.get(node)), []).append(node)
    return {name: tuple(nodes) for name, nodes in parts.items()}


def _said_of(count: Count) -> dict[str, int]:
    """Give the kinds that a count allows to each node that it names: what it says itself is never released."""
    said: dict[str, int] = {}
    for node, word in (*told_of(count), *count.besides):
        said[node] = said.get(node, LIVING) & mask_of_word(word)
    return said


def _repairs(state: State, branch: Branch, count: Count, fact_parts: dict[FactName, tuple[str, ...]]) -> Iterator[tuple[Share | None, int, Ways]]:  # fmt: skip
    """For each number that a count allows by itself: how few must move in a branch, and in which ways."""
    said = _said_of(count)
    parts = [_Part(name, Pool.of(len(nodes), bit(name[0])), name[2]) for name, nodes in fact_parts.items()]
    asked: list[Asked] = []
    for limit in limits_of(count):
        bounds = asked_of(limit, branch)
        assert bounds is not None, "what is not on record is not applied"  # noqa: S101 - narrows the type
        if limit.mask & LIVING:
            known = _ever_gone(state, branch, count) if limit.mask == EVER else 0
            asked.append(
                (limit.mask, bounds.low - known, None if bounds.high is None else bounds.high - known)
            )
    for name in scope_of(state, count):
        pool = branch.groups[name].pool
        if name and pool.mask & LIVING:
            parts.append(_Part(name, pool, said.get(state.classes[name].members[0])))
    if 0 in state.classes:
        parts.append(_Part(0, branch.groups[0].pool))
    yield from _Repair(state, branch, tuple(asked), parts).shares()


def _ever_gone(state: State, branch: Branch, count: Count) -> int:
    """Say how many withdrawn units had been taken up."""
    pools = [branch.groups[name].pool for name in scope_of(state, count)]
    later = 1 << Kind.WITHDRAWN_LATER
    return held_in(state, count)[Kind.WITHDRAWN_LATER] + branch.gone[1] + total_of(pools, later).low


@attrs.frozen(slots=False, eq=False)
class _Repair:
    """
    Look for the repairs of one branch.

    Attributes:
        state: What is known.
        branch: The worlds before.
        asked: What the numbers must be.
        parts: Whom they count, class 0 last.
    """

    state: State
    branch: Branch
    asked: tuple[Asked, ...]
    parts: list[_Part]

    @cached_property
    def is_searching(self) -> bool:
        """
        Tell whether it may take more moves than the sums tell.

        Who was taken up cannot have it undone; and what the statement names moves no further than the statement allows.
        """
        return self.state.remembering or any(part.aims is not None for part in self.parts)

    @cached_property
    def is_sized(self) -> bool:
        """Tell whether it is known how many they are."""
        return all(part.pool.is_known for part in self.parts)

    @cached_property
    def blocks(self) -> tuple[int, ...]:
        """Give the live kinds as far as the numbers tell them apart; not those of which none speaks, if nobody knows how many there are."""
        masks = tuple(mask for mask, _, _ in self.asked)
        blocks = blocks_of(masks, LIVING)
        return (
            blocks
            if self.is_sized
            else tuple(block for block in blocks if any(block & mask for mask in masks))
        )

    def shares(self) -> Iterator[tuple[Share | None, int, Ways]]:
        """List the numbers that the statement allows, with how few must move, and the ways."""
        closed = self._closed()
        if closed is not None:
            yield closed
            return
        for share in self._numbers():
            least = self._cost(self.parts, share)
            if least is None:
                continue
            stated = tuple(
                [
                    sum([n for b, n in zip(self.blocks, share, strict=True) if b & mask])
                    for mask, _, _ in self.asked
                ]
            )
            if not self.is_searching:
                yield stated, least, partial(self._ways, share, least)
                continue
            for cost in range(least, sum(share) + 1):
                ways = list(self._ways(share, cost))
                if ways:
                    yield stated, cost, partial(tuple, ways)
                    break

    def _closed(self) -> tuple[Share | None, int, Ways] | None:
        """
        Answer for one number of one class: units flow in, or out, as many as it takes.

        For each number that the statement allows the fewest that can move are those that are missing, or too many.
        """
        live = [(mask, low, high) for mask, low, high in self.asked if mask != LIVING]
        movable = [part for part in self.parts if part.pool.total().high != 0]
        if len(live) != 1 or len(movable) != 1 or movable[0].name != 0 or self.state.remembering:
            return None
        (mask, low, high), pool = live[0], movable[0].pool.apart(live[0][0])
        if low == high or len(pool.columns) > 2:
            return None
        bounds = pool.bounds(mask)
        inwards = bounds.high is not None and bounds.high < low
        end = (bounds.high if inwards else bounds.low) or 0
        aims = UNKNOWN & (mask if inwards else ~mask)
        flowing = [p.flowing(mask, aims, inwards=inwards) for p in pool.cut(mask, end, end)]
        ways: list[Result] = [
            (self.branch, {0: Group(cut)}) for p in flowing for cut in p.cut(mask, low, high)
        ]
        return (None, abs(end - low), partial(tuple, ways)) if ways else None

    # The numbers.

    def _numbers(self) -> Iterator[Share]:
        """List the shares over blocks that the statement allows by itself."""
        total = total_of([part.pool for part in self.parts], LIVING)
        for number, share in enumerate(self._fill(self.blocks, (), total)):
            if number >= MOST_NUMBERS:
                raise TooManyError
            yield share

    def _fill(self, blocks: tuple[int, ...], before: Share, total: Bounds) -> Iterator[Share]:
        if not blocks:
            if not self.is_sized or sum(before) in total:
                yield before
            return
        low, high = self._range(before, blocks, total)
        if high is None:
            raise TooManyError
        for number in range(low, high + 1):
            share = (*before, number)
            if self._allows(share):
                yield from self._fill(blocks[1:], share, total)

    def _range(self, before: Share, blocks: tuple[int, ...], total: Bounds) -> tuple[int, int | None]:
        """Bound the number of the next block by what is asked, and by what is left."""
        block, rest = blocks[0], blocks[1:]
        given = dict(zip(self.blocks, before, strict=False))
        low = 0
        high = None if total.high is None else total.high - sum(before)
        if not rest and self.is_sized:
            low = max(total.low - sum(before), 0)
        for mask, least, most in self.asked:
            if block & mask:
                had = sum([number for other, number in given.items() if other & mask])
                if most is not None:
                    high = most - had if high is None else min(high, most - had)
                if not any(other & mask for other in rest):
                    low = max(low, least - had)
        return low, high

    def _allows(self, share: Share) -> bool:
        blocks = self.blocks
        for mask, low, high in self.asked:
            inside = [place for place, block in enumerate(blocks) if block & mask]
            number = sum([share[place] for place in inside if place < len(share)])
            if (high is not None and number > high) or (
                len(share) > max(inside, default=-1) and number < low
            ):
                return False
        return True

    # How few.

    def _cost(self, parts: Sequence[_Part], share: Share) -> int | None:
        """Say how few units of some parts must move for a share; None if they are not so many."""
        if any(number < 0 for number in share):
            return None
        pools = [part.pool for part in parts]
        if not all(pool.is_known for pool in pools):
            return self._searched(reduce(Pool.plus, pools), share)
        size = sum([pool.size for pool in pools if isinstance(pool.size, int)])
        if (self.is_sized and sum(share) != size) or sum(share) > size:
            return None
        worst = 0
        # Every set of blocks, as a mask, with how many are in it.
        sets = [(0, 0)]
        for block, number in (*zip(self.blocks, share, strict=True), (self._others, size - sum(share))):
            if block:
                sets += [(mask | block, many + number) for mask, many in sets]
        for mask, many in sets:
            most = 0
            for pool in pools:
                most += pool.most(mask)  # type: ignore[assignment]  # all are plain
            worst = max(worst, many - most)
        return worst

    @cached_property
    def _others(self) -> int:
        """Give the live kinds of which no number speaks."""
        return LIVING & ~sum(self.blocks)

    def _searched(self, pool: Pool, share: Share) -> int | None:
        """Say how few must move, where nobody knows how many units there are."""
        for moves in range(MOST_NUMBERS):
            if any(self._cuts(changed, share) for changed in self._changed(pool, moves)):
                return moves
        raise TooManyError

    def _cuts(self, pool: Pool, share: Share) -> list[Pool]:
        cuts = [pool]
        for block, number in sorted(zip(self.blocks, share, strict=True), key=lambda pair: pair[1]):
            cuts = [cut for one in cuts for cut in one.cut(block, number, number)]
        return cuts

    # In which ways.

    def _ways(self, share: Share, cost: int) -> Iterator[tuple[Branch, dict[PartName, Group]]]:
        for number, way in enumerate(self._distributed(0, share, cost)):
            if number >= MOST_WAYS:
                raise TooManyError
            yield self.branch, way

    def _distributed(self, place: int, share: Share, cost: int) -> Iterator[dict[PartName, Group]]:
        """Share numbers and moves out over the parts from a place on."""
        if place == len(self.parts) - 1 and not self.is_searching:
            yield from (
                {self.parts[place].name: group} for group in self._groups(self.parts[place], share, cost)
            )
            return
        if place == len(self.parts):
            if not any(share) and not cost:
                yield {}
            return
        part, rest = self.parts[place], self.parts[place + 1 :]
        for own in _parts_of(share, part.pool, last=not rest, whole=self.is_sized):
            least = self._cost([part], own)
            left = tuple(all_ - mine for all_, mine in zip(share, own, strict=True))
            beyond = self._cost(rest, left)
            if least is None or beyond is None or least + beyond > cost or not self._aims(part, own):
                continue
            for moves in range(least, cost - beyond + 1 if self.is_searching else least + 1):
                groups = list(self._groups(part, own, moves))
                if groups:
                    for way in self._distributed(place + 1, left, cost - moves):
                        yield from ({part.name: group, **way} for group in groups)
                    break

    def _aims(self, part: _Part, own: Share) -> bool:
        """Tell whether a part that the statement names is as it says."""
        if part.aims is None:
            return True
        return not any(
            number and not block & part.aims for block, number in zip(self.blocks, own, strict=True)
        )

    def _groups(self, part: _Part, own: Share, moves: int) -> Iterator[Group]:
        """Say what a part is once so many of it moved, and so many are in each block."""
        for pool in self._changed(part.pool, moves):
            for cut in self._cuts(pool, own):
                yield self._with_boxes(part, cut, moves)

    def _changed(self, pool: Pool, moves: int) -> Iterator[Pool]:
        """Let so many units change their kinds."""
        if not moves:
            yield pool
            return
        if not self.state.remembering:
            changed = pool.changed(moves, LIVING, UNKNOWN)
            if changed is not None:
                yield changed
            return
        for ever in range(moves + 1):
            first = pool.changed(ever, EVER, EVER & LIVING) if ever else pool
            still = moves - ever
            second = first.changed(still, STILL, UNKNOWN) if first is not None and still else first
            if second is not None:
                yield second

    def _with_boxes(self, part: _Part, pool: Pool, moves: int) -> Group:
        """Keep what is known of the parts of nodes that did not move, and free those of nodes that did."""
        if not isinstance(part.name, int) or self.state.classes[part.name].family is None:
            return Group(pool)
        kinds, group = self.state.classes[part.name], self.branch.groups[part.name]
        family, node = kinds.family, kinds.members[0]
        assert family is not None, "asked above"  # noqa: S101 - narrows the type
        boxes = self.state.boxes_of(node, group)
        ever = group.ever or (self.state.remembering and not group.pool.possible() & STILL)
        if moves:
            freed = family.freed(boxes, UNKNOWN)
            if len(kinds.members) > 1:
                self.state.exact = False
                return Group(pool, boxes | freed, ever)
            boxes = freed
        if len(kinds.members) > 1:
            return Group(pool, boxes, group.ever)
        return self.state.limited(node, Group(pool, boxes, ever if moves else group.ever), pool.possible())


def _parts_of(share: Share, pool: Pool, *, last: bool, whole: bool) -> Iterator[Share]:
    """List the shares that a part may have of a share; in all, if the share speaks of everybody."""
    if last:
        yield share
        return
    size = pool.size
    assert isinstance(size, int), "only class 0 may have an unknown size, and it is last"  # noqa: S101 - narrows the type
    for own in _bounded(share, size):
        if not whole or sum(own) == size:
            yield own


def _bounded(share: Share, size: int) -> Iterator[Share]:
    if not share:
        yield ()
        return
    for first in range(min(share[0], size) + 1):
        for others in _bounded(share[1:], size - first):
            yield (first, *others)


def _take_over(
    state: State, results: list[Result], fact_parts: dict[FactName, tuple[str, ...]], *, key: str
) -> dict[str, Fact]:
    """Go on with the worlds of all repairs; facts of which some moved are a class from now on."""
    before: dict[str, Fact] = {}
    moved: dict[FactName, tuple[str, ...]] = {}
    for name, nodes in fact_parts.items():
        still = Group(Pool.of(len(nodes), bit(name[0])))
        if any(groups.get(name, still).pool.possible() != bit(name[0]) for _, groups in results):
            moved[name] = nodes
            before.update({node: state.unfix(node) for node in nodes})
    branches = []
    for branch, groups in results:
        branches.append(branch.with_groups({name: g for name, g in groups.items() if isinstance(name, int)}))
    state.branches = tuple(branches)
    homes = []
    for name, nodes in moved.items():
        still = Group(Pool.of(len(nodes), bit(name[0])))
        homes.append(state.add_class(nodes, [groups.get(name, still) for _, groups in results]))
    every = {
        node: before[node]
        for name, home in zip(moved, homes, strict=True)
        if not any(b.groups[home].pool.possible() & bit(name[0]) for b in state.branches)
        for node in moved[name]
    }
    state.keep(state.branches)
    if len(state.classes) > 1:
        state.settle([name for name in state.classes if name], key=key)
    return every
