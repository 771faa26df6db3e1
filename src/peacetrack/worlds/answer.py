"""
What all worlds together say.

The law: every number is a hull over all worlds of every course of events, sound and tight for one word; it rests
on inertia, "nothing changed unless it must have". A claim is allowed if some world bears it out, and entailed if
every world does; neither opens an epoch.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property, partial, reduce
from itertools import chain
from typing import Final, Protocol

import attrs

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.model.mapping import OnDemand
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.envelope import peak
from peacetrack.worlds.items import Arrival, Finding, Item, Tally, Word
from peacetrack.worlds.ledger import FREE, Branch, Fact, Ledger
from peacetrack.worlds.scope import Scope, inside, scope_of
from peacetrack.worlds.tallies import acquainted, is_true, telling_apart, unusable
from peacetrack.worlds.terms import ANY, Terms, terms_of

__all__ = ["Answer"]

Group = frozenset[Status]
WORDS: Final[tuple[Word, ...]] = (*Status, "remaining")


class Items(Protocol):
    """The items on which an answer may rest."""

    def __iter__(self) -> Iterator[Item]:
        """List them in order."""
        ...

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Put the keys of some of them in order, each once."""
        ...


@attrs.frozen(eq=False)
class Answer:
    """
    Answer how many units have which status, and which unit may have which.

    It is read off the ends of all courses of events when it is asked for.

    Attributes:
        surely: The ledger after what surely happened.
        ends: Those after each course of what may have happened then; None if they are too many to follow.
        items: The items on which the answer may rest.
    """

    _surely: Ledger
    _ends: tuple[Ledger, ...] | None
    _items: Items

    @cached_property
    def counts(self) -> Mapping[Word, Bounds]:
        """Say for each status, and for what remains, how many units have it; of the withdrawn, those known by name."""
        return OnDemand(WORDS, lambda word: self._over(partial(_count, word=word)) if word in WORDS else None)

    @cached_property
    def of(self) -> Bounds:
        """Say how many live units there are."""
        return self._over(partial(_number, group=LIVE))

    @cached_property
    def unnamed(self) -> Bounds:
        """Say how many of them nobody has named."""
        return self._over(_unnamed)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Give what was supposed or could not be used, in the order of the items that surely happened."""
        return tuple(self._surely.findings)

    def _over(self, number: Callable[[Ledger], Bounds]) -> Bounds:
        return _hull(map(number, self._ends)) if self._ends else ANY

    @cached_property
    def possible(self) -> Mapping[str, Group]:
        """Say for each provision that is known by name which statuses it has in some world."""
        if self._ends is None:
            return dict.fromkeys([*self._surely.facts, *chain(*map(_named, self._items))], frozenset(Status))
        possible = dict(_possible(self._surely, self._surely.facts))
        if self._ends == (self._surely,):
            return possible
        free = {unit: FREE for unit, fact in self._surely.facts.items() if fact.status is None}
        strangers = [unit for unit in _there_all_along(self._items) if unit not in self._surely.facts]
        for end in self._ends:
            for unit, statuses in _possible(end, {**free, **end.changed}):
                possible[unit] = possible.get(unit, frozenset()) | statuses
            for unit in strangers:
                if unit not in end.facts:
                    possible[unit] = possible.get(unit, frozenset()) | _nobody_yet(end, unit)
        return possible

    @cached_property
    def because(self) -> tuple[str, ...]:
        """Name the items on which the answer rests: those of the epoch, and what carries facts into it."""
        keys = {fact.key for fact in self._surely.facts.values()}
        for end in (self._surely, *(self._ends or ())):
            keys.update((fact.key for fact in end.changed.values()), end.keys, (end.origin,))
        return self._items.in_order(keys)

    def allows(self, tally: Tally) -> bool:
        """Tell whether some world bears out a claim, without supposing any change."""
        return self._ends is None or any(_allows(end, tally) for end in self._ends)

    def entails(self, tally: Tally) -> bool:
        """Tell whether every world bears out a claim."""
        return self._ends is not None and all(_entails(end, tally) for end in self._ends)


def _named(item: Item) -> tuple[str, ...]:
    if isinstance(item, Tally):
        return (*(unit for unit, _ in item.listed), *item.excluding, *item.including)
    return (item.unit,)


def _there_all_along(items: Iterable[Item]) -> list[str]:
    """List the provisions that were there before they were named: all but those that arrived."""
    arrived: dict[str, bool] = {}
    for item in items:
        for unit in _named(item):
            arrived.setdefault(unit, isinstance(item, Arrival))
    return [unit for unit, has_arrived in arrived.items() if not has_arrived]


# How many.


def _hull(bounds: Iterable[Bounds]) -> Bounds:
    return reduce(Bounds.span, bounds)


def _count(ledger: Ledger, word: Word) -> Bounds:
    if word is Status.WITHDRAWN:
        return Bounds.exactly(ledger.fixed[word])
    return _number(ledger, REMAINING if word == "remaining" else frozenset({Status(word)}))


def _number(ledger: Ledger, group: Group) -> Bounds:
    """Say how many units have one of some live statuses."""
    fixed = Bounds.exactly(sum(ledger.fixed[status] for status in group))
    units = (
        Branch(branch.pool, tuple(pair for pair in branch.apart if pair[0] not in ledger.outsiders))
        for branch in ledger.worlds()
    )
    return _hull(branch.bounds(group) for branch in units).plus(fixed)


def _unnamed(ledger: Ledger) -> Bounds:
    if ledger.unnamed is not None:
        return Bounds.exactly(ledger.unnamed)
    total = _hull(branch.pool.total() for branch in ledger.worlds())
    return Bounds(total.low - ledger.free, None if total.high is None else total.high - ledger.free)


# Which unit may have which status.


def _possible(ledger: Ledger, facts: Mapping[str, Fact]) -> Iterator[tuple[str, Group]]:
    """Say of some provisions which statuses they have in some world of one course of events."""
    alone = {status: frozenset({status}) for status in Status}
    pooled = _pooled(ledger) if ledger.free else LIVE
    apart: dict[str, Group] = {}
    for branch in ledger.branches:
        for unit, supposed in branch.apart:
            apart[unit] = apart.get(unit, frozenset()) | supposed
    for unit, fact in facts.items():
        if fact.status is not None:
            yield unit, alone[fact.status]
        else:
            yield unit, apart.get(unit, LIVE if unit in ledger.outsiders else pooled)


def _pooled(ledger: Ledger, *, least: int = 0) -> Group:
    """Say which statuses some unit of a pool that holds so many has in some world: each of them may be that unit."""
    pools = (branch.pool.at_least(least) for branch in ledger.worlds())
    return frozenset(
        status
        for pool in pools
        if pool is not None
        for place, column in enumerate(pool.columns)
        if peak(pool.top[1 << place], pool.sizes) != 0
        for status in column
    )


def _nobody_yet(ledger: Ledger, unit: str) -> Group:
    """Say what a provision may be where nobody has named it: one of the unnamed, if it is a unit."""
    return LIVE if unit in ledger.outsiders else _pooled(ledger, least=ledger.free + 1)


# Whether a claim holds.


def _heard(ledger: Ledger, tally: Tally) -> tuple[Ledger, Terms, Scope]:
    """Read a claim, which may take in provisions of which nobody spoke."""
    strangers = {name for name in tally.including if name not in ledger.facts}
    heard = attrs.evolve(ledger, outsiders=ledger.outsiders | strangers)
    return heard, terms_of(tally, outsiders=heard.outsiders), scope_of(heard, tally)


def _allows(ledger: Ledger, tally: Tally) -> bool:
    heard, terms, scope = _heard(ledger, tally)
    if unusable(heard, tally, terms=terms, scope=scope) is not None:
        return False
    named = acquainted(heard, tally, scope=scope)
    branches = telling_apart(heard, branches=named, terms=terms, scope=scope)
    if branches is None:
        return True
    return any(is_true(heard, tally, branch=branch, terms=terms, scope=scope) for branch in branches)


def _entails(ledger: Ledger, tally: Tally) -> bool:
    said = {unit: ledger.facts[unit] for unit, _ in tally.listed if unit in ledger.facts}
    possible = dict(_possible(ledger, said))
    strangers = {unit for unit, _ in tally.listed if unit not in said}
    # A unit that nobody has named is one of the unnamed, when there surely are as many as that.
    unnamed = _pooled(ledger) if 0 < len(strangers) <= _unnamed(ledger).low else LIVE
    if any(possible.get(unit, unnamed) != {status} for unit, status in tally.listed):
        return False
    heard, terms, scope = _heard(ledger, tally)
    silent = attrs.evolve(tally, numbers=(), of=None, rest=None)
    named = acquainted(heard, silent, scope=scope)
    branches = telling_apart(heard, branches=named, terms=terms, scope=scope)
    if not branches or terms.room is None:
        return False
    asked = [*terms.limits, (REMAINING, terms.remaining)]
    if tally.of is not None:
        asked.append((LIVE, Bounds.exactly(tally.of)))
    return all(_in_scope(heard, tally, scope, branches=branches, group=g).within(b) for g, b in asked)


def _in_scope(
    ledger: Ledger, tally: Tally, scope: Scope, *, branches: tuple[Branch, ...], group: Group
) -> Bounds:
    """Say how many provisions in a claim's scope have one of some statuses, over all worlds."""
    fixed = Bounds.exactly(sum(scope.taken[status] for status in group))
    counted = (
        Branch(branch.pool, tuple(("", supposed) for supposed in inside(ledger, tally, branch)))
        for branch in branches
    )
    return _hull(branch.bounds(group) for branch in counted).plus(fixed)
