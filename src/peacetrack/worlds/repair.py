"""
What is supposed when no world of an epoch allows a count.

The law: something moved before the count that nobody reported, so a new epoch begins just before it. Unnamed units,
and units of which nothing was said, are free; a named one keeps what its last event, or a list, said. If
that is not enough, each named fact that some smallest repair changes is released; a withdrawal, and what the
count itself lists, never is.

With ``f`` facts, at least ``lo`` and at most ``hi`` units for each status, and ``m`` free units:
excess = sum of (f - hi) above zero, short = sum of (lo - f) above zero, less m. If the excess is not the smaller,
facts of the statuses with f > hi are released, otherwise those with f > lo. The denominator stays what it
was, unless the count states another or needs more or fewer units: then it changes by no more than it must.
"""

from __future__ import annotations

from collections.abc import Mapping

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Tally
from peacetrack.worlds.ledger import Ledger
from peacetrack.worlds.scope import is_in_scope, scope_of
from peacetrack.worlds.terms import ANY, Terms

__all__ = ["reopen"]


def reopen(ledger: Ledger, tally: Tally, *, terms: Terms) -> None:
    """Open an epoch in which a count can be true, and release what must be."""
    assert terms.room is not None, "a count without room is not applied"  # noqa: S101 - narrows the type
    ledger.report("unreported-change", tally.key)
    ledger.open_epoch()
    for unit, status in tally.listed:
        if ledger.status(unit) not in (None, status):
            ledger.release(unit)
    scope = scope_of(ledger, tally)
    denominator = None
    if ledger.unnamed is not None or tally.of is not None:
        left = max((ledger.unnamed or 0) - len(scope.newcomers), 0)
        denominator = _clamped(scope.floor + left, terms.room)
        ledger.unnamed = denominator - scope.floor + len(scope.newcomers)
    if statuses := _released(scope.taken, terms, denominator):
        _release(ledger, tally, statuses)


def _clamped(number: int, room: Bounds) -> int:
    """Change a denominator by no more than it must."""
    return max(room.low, number if room.high is None else min(number, room.high))


def _released(taken: Mapping[Status, int], terms: Terms, denominator: int | None) -> frozenset[Status]:
    """Choose the statuses whose facts some smallest repair changes."""
    limits = {status: bounds for group, bounds in terms.limits for status in group}
    if denominator is None:
        return _over_without_denominator(taken, terms, limits)
    if terms.remaining != ANY:
        agreed = _agreed(terms.remaining, denominator).meet(limits.get(Status.AGREED, ANY))
        assert agreed is not None, "the denominator fits what remains"  # noqa: S101 - narrows the type
        limits[Status.AGREED] = agreed
    free = denominator - sum(taken[status] for status in LIVE)
    excess = sum(_over(taken[status], bounds) for status, bounds in limits.items())
    short = sum(max(bounds.low - taken[status], 0) for status, bounds in limits.items()) - free
    if max(excess, short) <= 0:
        return frozenset()
    if excess >= short:
        return frozenset(status for status, bounds in limits.items() if _over(taken[status], bounds))
    return frozenset(status for status in LIVE if taken[status] > limits.get(status, ANY).low)


def _over(number: int, bounds: Bounds) -> int:
    """Say by how many units a number is too great."""
    return 0 if bounds.high is None else max(number - bounds.high, 0)


def _agreed(remaining: Bounds, denominator: int) -> Bounds:
    """Turn a number that remains into the number agreed."""
    low = 0 if remaining.high is None else max(denominator - remaining.high, 0)
    return Bounds(low, max(denominator - remaining.low, low))


def _over_without_denominator(
    taken: Mapping[Status, int], terms: Terms, limits: Mapping[Status, Bounds]
) -> frozenset[Status]:
    """Choose them where free units are never short: only too many facts can stand against the count."""
    over = {status for status, bounds in limits.items() if _over(taken[status], bounds)}
    own = sum(_over(taken[status], limits[status]) for status in over & REMAINING)
    needed = {status: max(taken[status], limits.get(status, ANY).low) for status in REMAINING}
    if _over(sum(needed.values()), terms.remaining) > own:
        over |= {status for status in REMAINING if taken[status] > limits.get(status, ANY).low}
    return frozenset(over)


def _release(ledger: Ledger, tally: Tally, statuses: frozenset[Status]) -> None:
    """Release the named facts of some statuses, in the order in which the units were named."""
    listed = dict(tally.listed)
    units = [
        unit
        for unit, fact in ledger.facts.items()
        if fact.status in statuses and unit not in listed and is_in_scope(ledger, tally, unit)
    ]
    ledger.report("count-conflict", tally.key, *units)
    for unit in units:
        ledger.release(unit)
