"""
How a count narrows what is known.

The law: a count keeps the worlds in which it is true on its day. It names units, which were among the others all
along; it states or must fit the denominator; it bounds the numbers in its scope. Units that it leaves out, and
provisions that it takes in though they are no units, are held apart, since they count here and not elsewhere.

If no world remains, a new epoch begins just before the count (see `peacetrack.worlds.repair`). A count that has
no room for the live units known by name, that contradicts itself, or that lists a withdrawn unit as
live, is kept and not applied: it changes nothing but the findings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.items import Finding, Tally
from peacetrack.worlds.ledger import FREE, Branch, Ledger
from peacetrack.worlds.pool import Pool
from peacetrack.worlds.repair import reopen
from peacetrack.worlds.scope import Scope, inside, is_in_scope, scope_of
from peacetrack.worlds.terms import ANY, Terms, terms_of

__all__ = ["acquainted", "fitting", "is_true", "tell", "telling_apart", "unusable"]

MOST_BRANCHES: Final = 1024
"""Beyond so many suppositions about provisions held apart, a count is checked, but narrows nothing: wider, and still sound."""


def tell(ledger: Ledger, tally: Tally) -> None:
    """Take in a count."""
    terms = terms_of(tally, outsiders=ledger.outsiders)
    scope = scope_of(ledger, tally)
    if finding := unusable(ledger, tally, terms=terms, scope=scope):
        ledger.findings.append(finding)
        return
    branches = fitting(ledger, tally, terms=terms, scope=scope)
    if not branches:
        reopen(ledger, tally, terms=terms)
        scope = scope_of(ledger, tally)
        branches = fitting(ledger, tally, terms=terms, scope=scope)
    _commit(ledger, tally, branches=branches, scope=scope)


def unusable(ledger: Ledger, tally: Tally, *, terms: Terms, scope: Scope) -> Finding | None:
    """Report a count that no repair could make true."""
    room = terms.room
    if room is not None and room.high is not None and room.high < scope.floor:
        return Finding(kind="small-denominator", key=tally.key, stated=room, known=scope.floor, applied=False)
    gone = tuple(unit for unit, _ in scope.listed if ledger.status(unit) is Status.WITHDRAWN)
    if room is not None and not gone:
        return None
    keys = dict.fromkeys(ledger.facts[unit].key for unit in gone if room is not None)
    other = tuple(key for key in keys if key)
    return Finding(kind="count-conflict", key=tally.key, other=other, units=gone, applied=False)


def _commit(ledger: Ledger, tally: Tally, *, branches: tuple[Branch, ...], scope: Scope) -> None:
    """Note what a count said, now that it fits."""
    ledger.unnamed = _unnamed(ledger, tally, scope=scope)
    if tally.of is not None:
        ledger.origin = tally.key
    for unit in (*scope.newcomers, *tally.including):
        ledger.facts.setdefault(unit, FREE)
    before = ledger.apart
    ledger.branches = branches
    held = ledger.apart - before - ledger.outsiders
    ledger.free += len(scope.newcomers) - len(scope.drawn) - len(held)
    for unit, status in scope.listed:
        ledger.fix(unit, status, key=tally.key)
    ledger.note(tally.key)


def _unnamed(ledger: Ledger, tally: Tally, *, scope: Scope) -> int | None:
    """Say how many units stay unnamed after a count, if that is known; below zero if it cannot be."""
    if tally.of is not None:
        return tally.of - scope.floor
    return None if ledger.unnamed is None else ledger.unnamed - len(scope.newcomers)


def fitting(ledger: Ledger, tally: Tally, *, terms: Terms, scope: Scope) -> tuple[Branch, ...]:
    """Give the branches in which a count is true; none if no world of the epoch allows it."""
    named = acquainted(ledger, tally, scope=scope)
    telling = telling_apart(ledger, branches=named, terms=terms, scope=scope)
    if telling is None:
        return named
    true = tuple(
        branch for branch in telling if is_true(ledger, tally, branch=branch, terms=terms, scope=scope)
    )
    supposed = _supposed(ledger, tally, branches=true, terms=terms)
    if supposed is None:
        return true
    limited = (_limited(ledger, tally, branch=b, terms=terms, taken=scope.taken) for b in supposed)
    return _distinct(branch for branch in limited if branch is not None)


def is_true(ledger: Ledger, tally: Tally, *, branch: Branch, terms: Terms, scope: Scope) -> bool:
    """Tell whether the numbers of a count are true in some world of a branch."""
    whole = branch.pool
    for statuses, number in Counter(inside(ledger, tally, branch)).items():
        whole = whole.joined(statuses, number)
    return _limited(ledger, tally, branch=Branch(whole), terms=terms, taken=scope.taken) is not None


def _distinct(branches: Iterable[Branch]) -> tuple[Branch, ...]:
    return tuple(dict.fromkeys(branches))


def acquainted(ledger: Ledger, tally: Tally, *, scope: Scope) -> tuple[Branch, ...]:
    """Let a count name units, list some with their status, and state the denominator."""
    unnamed = _unnamed(ledger, tally, scope=scope)
    new = len(scope.newcomers)
    if scope.contradicted or (unnamed is not None and unnamed < 0):
        return ()
    if unnamed is not None and ledger.unnamed not in (None, unnamed + new):
        return ()
    size = None if unnamed is None else unnamed + new + ledger.free
    named = (_named(b, scope, size=size, floor=ledger.free + new) for b in ledger.worlds())
    return _distinct(branch for branch in named if branch is not None)


def _named(branch: Branch, scope: Scope, *, size: int | None, floor: int) -> Branch | None:
    """Fit the size of the pool, and take out of it whom the count lists."""
    pool: Pool | None = branch.pool.at_least(floor) if size is None else branch.pool.settled(size)
    for unit, status in scope.listed:
        if pool is None:
            return None
        supposed = branch.supposed(unit)
        if unit in scope.drawn:
            pool = pool.without_one({status})
        elif supposed is not None:
            if status not in supposed:
                return None
            branch = branch.without(unit)
    return None if pool is None else Branch(pool, branch.apart)


def telling_apart(
    ledger: Ledger, *, branches: tuple[Branch, ...], terms: Terms, scope: Scope
) -> tuple[Branch, ...] | None:
    """Hold apart whom a count is the first to tell from the others; ``None`` if it is too many."""
    for unit in scope.held:
        branches = _distinct(
            b for branch in branches for b in _holding(ledger, branch, unit, blocks=terms.blocks)
        )
        if len(branches) > MOST_BRANCHES:
            return None
    return branches


def _supposed(
    ledger: Ledger, tally: Tally, *, branches: tuple[Branch, ...], terms: Terms
) -> tuple[Branch, ...] | None:
    """Suppose statuses, as finely as a count asks, for all who are held apart; ``None`` if it is too many."""
    for unit, _ in branches[0].apart if branches else ():
        if is_in_scope(ledger, tally, unit):
            branches = _distinct(
                b for branch in branches for b in _supposing(branch, unit, blocks=terms.blocks)
            )
            if len(branches) > MOST_BRANCHES:
                return None
    return branches


def _holding(
    ledger: Ledger, branch: Branch, unit: str, *, blocks: tuple[frozenset[Status], ...]
) -> Iterator[Branch]:
    """Hold one more provision apart, out of the pool if it is a unit."""
    if unit in ledger.outsiders:
        yield Branch(branch.pool, (*branch.apart, (unit, LIVE)))
        return
    pool = branch.pool
    for block in blocks:
        pool = pool.apart(block)
    for column in pool.columns:
        rest = pool.without_one(column)
        if rest is not None:
            yield Branch(rest, (*branch.apart, (unit, column)))


def _supposing(branch: Branch, unit: str, *, blocks: tuple[frozenset[Status], ...]) -> Iterator[Branch]:
    """Divide what is supposed of a provision that is held apart."""
    for block in blocks:
        divided = tuple((name, both & block if name == unit else both) for name, both in branch.apart)
        if all(both for _, both in divided):
            yield Branch(branch.pool, divided)


def _limited(
    ledger: Ledger, tally: Tally, *, branch: Branch, terms: Terms, taken: dict[Status, int]
) -> Branch | None:
    """Keep the worlds in which the numbers of a count are true."""
    supposed = list(inside(ledger, tally, branch))
    pool: Pool | None = branch.pool
    for group, bounds in terms.limits:
        others = sum(taken[s] for s in group) + sum(1 for s in supposed if s <= group)
        pool = pool and _narrowed(pool, group, low=bounds.low - others, high=_less(bounds.high, others))
    if terms.remaining != ANY and pool is not None:
        others = sum(taken[s] for s in REMAINING) + sum(1 for s in supposed if s <= REMAINING)
        low, high = terms.remaining.low - others, _less(terms.remaining.high, others)
        pool = _remaining(pool, low=low, high=high)
    return None if pool is None else Branch(pool, branch.apart)


def _less(high: int | None, number: int) -> int | None:
    return None if high is None else high - number


def _narrowed(pool: Pool, group: frozenset[Status], *, low: int, high: int | None) -> Pool | None:
    """Bound the number of one status; or of several, of which no unit may have any."""
    if high is not None and high < 0:
        return None
    narrowed: Pool | None = pool.apart(group)
    for column in pool.apart(group).columns:
        if column <= group:
            narrowed = narrowed and narrowed.limited(column, max(low, 0), high)
    return narrowed


def _remaining(pool: Pool, *, low: int, high: int | None) -> Pool | None:
    """Bound what remains: all but so many are agreed."""
    if high is not None and high < 0:
        return None
    agreed = frozenset({Status.AGREED})
    fewest = 0 if high is None else pool.size + -high
    if isinstance(fewest, int):
        fewest = max(fewest, 0)
    return pool.apart(agreed).limited(agreed, fewest, pool.size + -max(low, 0))
