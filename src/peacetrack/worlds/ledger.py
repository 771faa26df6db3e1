"""
What is known at one point of the replay: named facts, and the pool of all others.

The law of an epoch: each unit has one status at its start and keeps it until an item names it. A named unit whose
status was said is a fact. A unit that an item must tell apart before anybody said its status is held apart, and
the worlds branch over what it may be. All other live units are alike, named or not, and make up the pool of a
branch. Before the first count of an epoch nothing limits the pool, so there are no branches yet, only numbers.

This is the private builder of the replay: it changes in place, and `peacetrack.worlds.answer` reads it at the end.
"""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping, MutableMapping
from typing import Final, Literal

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Finding
from peacetrack.worlds.pool import Pool

__all__ = ["FREE", "Branch", "Fact", "Ledger"]

Apart = tuple[tuple[str, frozenset[Status]], ...]


@attrs.frozen
class Fact:
    """
    Hold what was said of a named provision.

    Attributes:
        status: Its status; ``None`` while it may have several.
        key: The item that said so; empty where the cast did, or nobody.
    """

    status: Status | None
    key: str


FREE: Final = Fact(None, "")


@attrs.frozen
class Branch:
    """
    Hold the worlds in which the units held apart are as supposed.

    Attributes:
        pool: The units that are alike.
        apart: The units held apart, each with the statuses that it may have, whatever the others have.
    """

    pool: Pool
    apart: Apart = ()

    def supposed(self, unit: str) -> frozenset[Status] | None:
        """Give the statuses that a unit held apart may have here."""
        return next((statuses for name, statuses in self.apart if name == unit), None)

    def without(self, unit: str) -> Branch:
        """Hold a unit apart no longer."""
        return Branch(self.pool, tuple(pair for pair in self.apart if pair[0] != unit))

    def bounds(self, statuses: frozenset[Status]) -> Bounds:
        """Say how many units, in the pool or apart, have one of these statuses."""
        low = sum(1 for _, supposed in self.apart if supposed <= statuses)
        high = sum(1 for _, supposed in self.apart if supposed & statuses)
        return self.pool.bounds(statuses).plus(Bounds(low, high))


@attrs.define
class Ledger:
    """
    Keep what one course of events has told so far.

    Attributes:
        outsiders: The named provisions that are no units.
        facts: Every named provision, with what was said of it.
        fixed: How many units have which status by a fact.
        agenda: Units whose status only the cast gave; they are free from the second epoch on.
        free: How many named units are in the pool.
        unnamed: How many units nobody has named; ``None`` if unknown.
        branches: The worlds of this epoch, or nothing before its first count.
        keys: The items of this epoch from its first count on.
        origin: The count that stated the denominator.
        findings: What was reported.
    """

    outsiders: frozenset[str]
    facts: MutableMapping[str, Fact] = attrs.Factory(dict)
    fixed: dict[Status, int] = attrs.Factory(lambda: dict.fromkeys(Status, 0))
    agenda: tuple[str, ...] = ()
    free: int = 0
    unnamed: int | None = None
    branches: tuple[Branch, ...] = ()
    keys: list[str] = attrs.Factory(list)
    origin: str = ""
    findings: list[Finding] = attrs.Factory(list)

    @classmethod
    def of(cls, start: Mapping[str, Status], *, outsiders: frozenset[str]) -> Ledger:
        """Begin with what the cast says."""
        ledger = cls(outsiders, agenda=tuple(start))
        for unit, status in start.items():
            ledger.fix(unit, status, key="")
        return ledger

    def fork(self) -> Ledger:
        """Continue on a course of its own, without touching this one."""
        facts = ChainMap(
            dict(self.changed), self.facts.maps[1] if isinstance(self.facts, ChainMap) else self.facts
        )
        return attrs.evolve(self, facts=facts, fixed=dict(self.fixed), keys=list(self.keys), findings=[])

    @property
    def changed(self) -> Mapping[str, Fact]:
        """Give what was said on a course of its own, and not on the one it left."""
        return self.facts.maps[0] if isinstance(self.facts, ChainMap) else {}

    def status(self, unit: str) -> Status | None:
        """Give the status that was said of a provision, if any."""
        fact = self.facts.get(unit)
        return None if fact is None else fact.status

    @property
    def apart(self) -> frozenset[str]:
        """List who is held apart, in every branch alike."""
        return frozenset(unit for unit, _ in self.branches[0].apart) if self.branches else frozenset()

    def is_pooled(self, unit: str) -> bool:
        """Tell whether a named provision is one of the pool."""
        return self.facts[unit].status is None and unit not in self.outsiders and unit not in self.apart

    def live(self) -> int:
        """Count the live units that are known by name."""
        fixed = sum(self.fixed.values()) - self.fixed[Status.WITHDRAWN]
        return fixed + self.free + len(self.apart - self.outsiders)

    def worlds(self) -> tuple[Branch, ...]:
        """Give the branches, also where no count has limited anything."""
        if self.branches:
            return self.branches
        if self.unnamed is not None:
            return (Branch(Pool.of(self.unnamed + self.free)),)
        pool = Pool.of(None).at_least(self.free)
        assert pool is not None, "a size that nobody limited"  # noqa: S101 - narrows the type
        return (Branch(pool),)

    # What is said of one provision.

    def fix(self, unit: str, status: Status, *, key: str) -> None:
        """Note the status of a provision that is not in the pool, or no longer."""
        if unit not in self.outsiders:
            before = self.status(unit)
            if before is not None:
                self.fixed[before] -= 1
            self.fixed[status] += 1
        self.facts[unit] = Fact(status, key)

    def unsay(self, unit: str) -> None:
        """Take back what was said of a provision, if anything was."""
        before = self.status(unit)
        if before is not None and unit not in self.outsiders:
            self.fixed[before] -= 1
        self.facts[unit] = FREE

    def release(self, unit: str) -> None:
        """Take back what was said of a provision and let it join the others, before the first count of an epoch."""
        self.unsay(unit)
        if unit not in self.outsiders:
            self.free += 1

    def open_epoch(self) -> None:
        """Free everybody of whom nothing was said by an event or in a list."""
        self.free += len(self.apart - self.outsiders)
        self.branches, self.keys = (), []
        for unit in self.agenda:
            fact = self.facts[unit]
            if not fact.key and fact.status in LIVE:
                self.release(unit)
        self.agenda = ()

    def note(self, key: str) -> None:
        """Remember that the answer rests on an item, once a count makes it matter."""
        if self.branches:
            self.keys.append(key)

    def keep(self, branches: Iterable[Branch]) -> bool:
        """Go on with some branches; change nothing and say so if there is none."""
        kept = tuple(dict.fromkeys(branches))
        if not kept:
            return False
        self.branches = kept
        return True

    def report(self, kind: Literal["unreported-change", "count-conflict"], key: str, *units: str) -> None:
        """Report an item, with the provisions that must be released for it."""
        other = dict.fromkeys(self.facts[unit].key for unit in units)
        self.findings.append(Finding(kind=kind, key=key, other=tuple(k for k in other if k), units=units))
