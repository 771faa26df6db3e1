"""
The fewest units that must move for the numbers of a count, and all the ways in which they can.

The law: the shares of several classes added up are again a base polytope, so the fewest units that must move for given numbers
``v`` are the greatest excess ``v(S) - top(S)`` over the sets ``S`` of blocks that the numbers tell apart (Edmonds 1970). For each
number that the statement allows by itself every way to share its moves out over the classes is a repair; "a stated range is not
sharpened by the size of the repair".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial, reduce
from typing import Final

import attrs

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.kinds import EVER, GONE, LATER, LIVING, STILL, UNKNOWN, Kind, bit, mask_of_status
from peacetrack.worlds.known import Branch, Group, Known, NodeFact
from peacetrack.worlds.laying import asked_of, fits, held_in, listed_in, number_of, scope_of
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.spreading import Asked, total_of
from peacetrack.worlds.statements import StatedCount
from peacetrack.worlds.terms import blocks_of, limits_of

__all__ = [
    "FactName",
    "NoRepairError",
    "PartName",
    "Result",
    "fact_parts",
    "renumber",
    "states_gone",
    "take_over",
]

MOST_NUMBERS: Final = 256
#: Each number that a statement allows is a search of its own.
STEPS_OF_A_NUMBER: Final = 100
Share = tuple[int, ...]
FactName = tuple[int, bool, int | None]
PartName = int | FactName
Result = tuple[Branch, dict[PartName, Group]]
Ways = Callable[[], Iterable[Result]]


class NoRepairError(Exception):
    """No repair makes a statement true."""


@attrs.frozen
class _Mover:
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


def renumber(
    state: Known, count: StatedCount, *, settled: bool, costs: Sequence[int] = ()
) -> dict[str, NodeFact]:
    """
    Let as few units in scope move as the numbers of a count need; give the facts that move in every repair.

    Args:
        state: What is known.
        count: What is said.
        settled: It is known that units must move.
        costs: How many of those that it names have moved already in each branch; none when empty.
    """
    costs = costs or [0] * len(state.branches)
    still = [branch for branch, cost in zip(state.branches, costs, strict=True) if not cost]
    if not limits_of(count):
        least = min(costs)
        state.keep([branch for branch, cost in zip(state.branches, costs, strict=True) if cost == least])
        return {}
    if still and not settled and not states_gone(count):
        trial = state.fork()
        trial.branches = tuple(still)
        if fits(trial, count):
            state.become(trial)
            return {}
    parts_of = fact_parts(state, count)
    results = _repaired(state, count, parts_of, costs=costs, settled=settled)
    if not results:
        raise NoRepairError
    facts = take_over(state, results, parts_of, key=count.key)
    plain = not _said_of(count) and all(
        limit.mask & LIVING and limit.mask != EVER for limit in limits_of(count)
    )
    if not plain and not fits(state, count):
        raise NoRepairError
    return facts


def _repaired(
    state: Known,
    count: StatedCount,
    parts_of: dict[FactName, tuple[str, ...]],
    *,
    costs: Sequence[int],
    settled: bool,
) -> list[Result]:
    """Unite the repairs that move the fewest, for each number that a count allows by itself."""
    found: dict[tuple[Bounds | None, Share | None], tuple[int, list[Result]]] = {}
    for branch, before in zip(state.branches, costs, strict=True):
        # So many that are withdrawn is a number that it allows by itself, too.
        gone = number_of(state, branch, count, GONE) if states_gone(count) else None
        for share, moves, ways in _repairs(state, branch, count, parts_of):
            best, cost = found.get((gone, share)), before + moves
            if best is None or cost < best[0]:
                found[gone, share] = (cost, list(ways()))
            elif cost == best[0]:
                best[1].extend(ways())
    # Where nobody has to move, ranges say no more than they do.
    still = set() if settled else {gone for (gone, _), (cost, _) in found.items() if not cost}
    return [way for (gone, _), (cost, ways) in found.items() if not cost or gone not in still for way in ways]


def states_gone(count: StatedCount) -> bool:
    """Tell whether a count says how many are withdrawn: each number that it allows is its own doing."""
    return any(limit.mask == GONE for limit in limits_of(count))


def fact_parts(state: Known, count: StatedCount) -> dict[FactName, tuple[str, ...]]:
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


def _said_of(count: StatedCount) -> dict[str, int]:
    """Give the kinds that a count allows to each node that it names: what it says itself is never released."""
    said: dict[str, int] = {}
    for node, status in (*listed_in(count), *count.besides):
        said[node] = said.get(node, LIVING) & mask_of_status(status)
    return said


def _repairs(state: Known, branch: Branch, count: StatedCount, fact_parts: dict[FactName, tuple[str, ...]]) -> Iterator[tuple[Share | None, int, Ways]]:  # fmt: skip
    """For each number that a count allows by itself: how few must move in a branch, and in which ways."""
    said = _said_of(count)
    parts = [_Mover(name, Pool.of(len(nodes), bit(name[0])), name[2]) for name, nodes in fact_parts.items()]
    asked: list[Asked] = []
    gone: list[int] = []
    before: list[int] = []
    for limit in limits_of(count):
        bounds = asked_of(limit, branch)
        assert bounds is not None, "what is not on record is not applied"  # noqa: S101 - narrows the type
        if limit.mask & LIVING:
            known = _ever_gone(state, branch, count) if limit.mask == EVER else 0
            asked.append(
                (limit.mask, bounds.low - known, None if bounds.high is None else bounds.high - known)
            )
            gone.append(known)
            before.append(bounds.low - limit.bounds.low)
    for name in scope_of(state, count):
        pool = branch.groups[name].pool
        if name and pool.mask & LIVING:
            parts.append(_Mover(name, pool, said.get(state.classes[name].members[0])))
    parts.append(_Mover(0, branch.groups[0].pool))
    is_closed = count.since is None or len(state.branches) == 1
    for share, cost, ways in _Repair(state, branch, tuple(asked), tuple(gone), parts, is_closed).shares():
        # "The number of its day is that of X's day, and so many more": each of both is one that it allows by itself.
        yield None if share is None else (*share, *before), cost, ways


def _ever_gone(state: Known, branch: Branch, count: StatedCount) -> int:
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
        gone: How many of each were withdrawn, who are not among those that move.
        parts: Whom they count, class 0 last.
        is_closed: Numbers without end may be answered in a closed form.
    """

    state: Known
    branch: Branch
    asked: tuple[Asked, ...]
    gone: tuple[int, ...]
    parts: list[_Mover]
    is_closed: bool = True

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
            stated = tuple([
                sum([n for b, n in zip(self.blocks, share, strict=True) if b & mask]) + gone
                for (mask, _, _), gone in zip(self.asked, self.gone, strict=True)
            ])  # fmt: skip
            if not self.is_searching:
                yield stated, least, partial(self._ways, share, least)
                continue
            for cost in range(least, self._most(share) + 1):
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
        is_plain = self.is_closed and not self.state.remembering
        if len(live) != 1 or len(movable) != 1 or movable[0].name != 0 or not is_plain:
            return None
        (mask, low, high), pool = live[0], movable[0].pool.divided(live[0][0])
        if low == high or len(pool.columns) > 2:
            return None
        bounds = pool.bounds(mask)
        if Bounds(low, high).within(bounds):
            return None, 0, partial(self._cut_to, pool, mask, low, high)
        if bounds.meet(Bounds(low, high)) is not None:
            return None  # some of its numbers are there already, and others are not
        inwards = bounds.high is not None and bounds.high < low
        end = (bounds.high if inwards else bounds.low) or 0
        aims = UNKNOWN & (mask if inwards else ~mask)
        flowing = [p.flowing(mask, aims, inwards=inwards) for p in pool.cut(mask, end, end)]
        ways: list[Result] = [
            (self.branch, {0: Group(cut)}) for p in flowing for cut in p.cut(mask, low, high)
        ]
        return (None, abs(end - low), partial(tuple, ways)) if ways else None

    def _cut_to(self, pool: Pool, mask: int, low: int, high: int | None) -> Iterator[Result]:
        """Where all the numbers are there already, nobody moves."""
        return ((self.branch, {0: Group(cut)}) for cut in pool.cut(mask, low, high))

    # The numbers.

    def _numbers(self) -> Iterator[Share]:
        """List the shares over blocks that the statement allows by itself."""
        total = total_of([part.pool for part in self.parts], LIVING)
        for share in self._fill(self.blocks, (), total):
            self.state.work.spend(STEPS_OF_A_NUMBER)
            yield share

    def _fill(self, blocks: tuple[int, ...], before: Share, total: Bounds) -> Iterator[Share]:
        if not blocks:
            yield before
            return
        low, high = self._range(before, blocks, total)
        if high is None:
            raise TooManyError
        for number in range(low, high + 1):
            yield from self._fill(blocks[1:], (*before, number), total)

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

    # How few.

    def _most(self, share: Share) -> int:
        """Say how many can move: all who are counted, and, where nobody knows how many there are, those of whom no number speaks."""
        pools = [part.pool for part in self.parts if not self.is_sized and part.pool.is_known]
        return sum(share) + (total_of(pools, LIVING).high or 0)

    def _cost(self, parts: Sequence[_Mover], share: Share) -> int:
        """Say how few units of some parts must move for a share."""
        pools = [part.pool for part in parts]
        if not all(pool.is_known for pool in pools):
            return self._searched(reduce(Pool.plus, pools), share)
        size = sum([pool.size for pool in pools if isinstance(pool.size, int)])
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

    def _searched(self, pool: Pool, share: Share) -> int:
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
        for way in self._distributed(0, share, cost):
            self.state.work.spend()
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
            self.state.work.spend(4)
            least = self._cost([part], own)
            left = tuple(all_ - mine for all_, mine in zip(share, own, strict=True))
            beyond = self._cost(rest, left)
            if least + beyond > cost or not self._aims(part, own):
                continue
            for moves in range(least, cost - beyond + 1 if self.is_searching else least + 1):
                groups = list(self._groups(part, own, moves))
                if groups:
                    for way in self._distributed(place + 1, left, cost - moves):
                        yield from ({part.name: group, **way} for group in groups)
                    break

    def _aims(self, part: _Mover, own: Share) -> bool:
        """Tell whether a part that the statement names is as it says."""
        if part.aims is None:
            return True
        return not any(
            number and not block & part.aims for block, number in zip(self.blocks, own, strict=True)
        )

    def _groups(self, part: _Mover, own: Share, moves: int) -> Iterator[Group]:
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

    def _with_boxes(self, part: _Mover, pool: Pool, moves: int) -> Group:
        """Keep what is known of the parts of nodes that did not move, and free those of nodes that did."""
        if not isinstance(part.name, int) or self.state.classes[part.name].family is None:
            return Group(pool)
        kinds, group = self.state.classes[part.name], self.branch.groups[part.name]
        family, node = kinds.family, kinds.members[0]
        assert family is not None, "asked above"  # noqa: S101 - narrows the type
        boxes = self.state.boxes_of(node, group)
        ever = (
            group.ever
            or bool(pool.possible() & LATER)
            or (self.state.remembering and not group.pool.possible() & STILL)
        )
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


def take_over(
    state: Known, results: list[Result], fact_parts: dict[FactName, tuple[str, ...]], *, key: str
) -> dict[str, NodeFact]:
    """Go on with the worlds of all repairs; facts of which some moved are a class from now on."""
    before: dict[str, NodeFact] = {}
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
