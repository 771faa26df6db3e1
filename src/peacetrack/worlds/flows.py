"""
What is supposed when no world allows "two more", where nobody knows how many there were.

The law: so many units come to have a status, or cease to, as the change until now differs from what the statement says, whoever they
are; for each number that may come of it as few as can be. Where it is known by now how many there are, or so few may be, what
there were on the other day is worked out from that, and the repair is that of any number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import attrs

from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.fewest import FactName, NoRepairError, PartName, Result, fact_parts, take_over
from peacetrack.worlds.kinds import LIVING, UNKNOWN, bit
from peacetrack.worlds.known import Branch, Group, Known, NodeFact, NumberChange
from peacetrack.worlds.laying import divide, fits, laid, number_of, scope_of
from peacetrack.worlds.moving import make_known
from peacetrack.worlds.pool import Pool, TooManyError
from peacetrack.worlds.spreading import total_of
from peacetrack.worlds.statements import StatedCount
from peacetrack.worlds.terms import Limit, MemoryId, limits_of

__all__ = ["flow", "is_of_a_change", "work_out"]

#: From so many numbers at most is worked out what there were.
MOST_NUMBERS = 64


def is_of_a_change(state: Known, count: StatedCount) -> bool:
    """Tell whether a count says how many more there are of a number of which only the change is known."""
    return any(
        isinstance(branch.remembered(name), NumberChange)
        for name in (limit.since for limit in limits_of(count) if limit.since is not None)
        for branch in state.branches
    )


def work_out(state: Known, count: StatedCount) -> bool:
    """Work out from the numbers of today what there were on the other day; change nothing and say so if these are too many."""
    trial = state.fork()
    size = StatedCount(of=count.of, including=count.including, excluding=count.excluding)
    if count.of is not None and not fits(trial, size):
        return False
    try:
        _name_scope(trial, count)
        divide(trial, size)
        for limit in limits_of(count):
            if limit.since is not None:
                trial.keep(list(_worked_out(trial, limit.mask, limit.since)))
    except TooManyError:
        return False
    state.become(trial)
    return True


def _name_scope(state: Known, count: StatedCount) -> None:
    """Name whom a count leaves out, or takes in: one of those without a name until now, on the other day too."""
    for node in (*count.including, *count.excluding):
        make_known(state, state.cast.root_of(node))


def _worked_out(state: Known, mask: int, name: MemoryId) -> Iterator[Branch]:
    scope = StatedCount(including=name[2], excluding=name[3])
    for branch in state.branches:
        change, now = branch.remembered(name), number_of(state, branch, scope, mask)
        if not isinstance(change, NumberChange):
            yield branch
            continue
        if now.high is None or now.high - now.low > MOST_NUMBERS:
            raise TooManyError
        for number in range(max(now.low, change.by), now.high + 1):
            for new in laid(state, branch, scope, (Limit(mask, Bounds.exactly(number)),)):
                state.work.spend()
                yield new.remembering(name, Bounds.exactly(number - change.by))


def flow(state: Known, count: StatedCount) -> dict[str, NodeFact]:
    """
    Let as few units in scope move as "so many more" needs; give the facts that move in every repair.

    Raises:
        TooManyError: The count says more than that, or of nodes with parts, or has no end.
        NoRepairError: There are not so many units that can move.
    """
    _name_scope(state, count)
    divide(state, count)
    limit, name = _only_limit(state, count)
    facts = fact_parts(state, count)
    results: list[Result] = []
    for number in range(limit.bounds.low, (limit.bounds.high or 0) + 1):
        found: dict[int, list[tuple[Bounds, Result]]] = {}
        for branch in state.branches:
            change, movers = branch.remembered(name), _movers(state, branch, count, facts)
            assert isinstance(change, NumberChange), "it is in all branches"  # noqa: S101 - narrows the type
            after = branch.remembering(name, attrs.evolve(change, by=number))
            for way in _ways(state, movers, limit.mask, number - change.by):
                pools = [way[each].pool if each in way else pool for each, pool in movers]
                found.setdefault(abs(number - change.by), []).append(
                    (total_of(pools, limit.mask), (after, way))
                )
        results += _fewest(found)
    if not results:
        raise NoRepairError
    return take_over(state, results, facts, key=count.key)


def _fewest(found: dict[int, list[tuple[Bounds, Result]]]) -> Iterator[Result]:
    """Give of the ways, by how many move in them, those that move the fewest for the number that comes of it."""
    covered: Bounds | None = None
    for moves in sorted(found):
        reached = reduce(Bounds.span, (number for number, _ in found[moves]))
        if covered is None or covered.meet(reached) is None:
            yield from (way for _, way in found[moves])
        elif not reached.within(covered):
            raise TooManyError
        covered = reached if covered is None else covered.span(reached)


def _only_limit(state: Known, count: StatedCount) -> tuple[Limit, MemoryId]:
    """Give the one number that a count says, of live units without parts; of no other the change is known after it."""
    limits = [limit for limit in limits_of(count) if limit.mask]
    if len(limits) != 1 or count.listed or count.besides or count.rest is not None or state.remembering:
        raise TooManyError
    (limit,) = limits
    name = limit.since
    if name is None or limit.bounds.high is None or limit.mask & ~LIVING:
        raise TooManyError
    if any(state.classes[each].family is not None for each in scope_of(state, count)):
        raise TooManyError
    state.blur(but=name)
    return limit, name


def _movers(
    state: Known, branch: Branch, count: StatedCount, facts: dict[FactName, tuple[str, ...]]
) -> list[tuple[PartName, Pool]]:
    """List who may move: classes, and facts of one kind; those of whom nobody knows how many they are come last."""
    of_facts = [(name, Pool.of(len(nodes), bit(name[0]))) for name, nodes in facts.items()]
    of_classes = [(name, branch.groups[name].pool) for name in scope_of(state, count)]
    return [*of_facts, *sorted(of_classes, reverse=True)]


def _ways(
    state: Known, movers: list[tuple[PartName, Pool]], mask: int, moves: int
) -> Iterator[dict[PartName, Group]]:
    """Share out so many moves into a mask, or out of it if they are below zero."""
    (name, pool), *others = movers
    sources, targets = (LIVING & ~mask, UNKNOWN & mask) if moves > 0 else (mask, UNKNOWN & ~mask)
    for own in range(abs(moves) + 1) if others else (abs(moves),):
        state.work.spend()
        changed = pool.changed(own, sources, targets) if own else pool
        if changed is None:
            return
        left = abs(moves) - own
        rest = _ways(state, others, mask, left if moves > 0 else -left) if others else iter(({},))
        for way in rest:
            yield {name: Group(changed), **way} if own else way
