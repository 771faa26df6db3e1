"""
Draw small negotiations: statements about a handful of units, and claims to judge.

A negotiation has a hidden truth, so that what is counted and moved is mostly right and epochs last; now and then a statement is
anything at all. Each draws on a few statuses only, so that the enumeration of its worlds stays small.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, TypeVar

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, REMAINING, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    NOT_AT_ALL,
    Arrival,
    Conclusion,
    CountStatus,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    statuses_of,
)
from tests.worlds.oracle_truth import mentioned

T = TypeVar("T")
AGREED, PENDING, WITHDRAWN = Status.AGREED, Status.PENDING, Status.WITHDRAWN

# The events of a provision, as their table has them: whence, whither, and which parts.
KINDS: Final = {
    "opened": (frozenset({PENDING, Status.OPEN, Status.DEFERRED}), Status.OPEN, PartsMoved.UNSETTLED),
    "agreed": (LIVE, AGREED, PartsMoved.ALL),
    "in_principle": (REMAINING - {Status.PARTLY_AGREED}, Status.AGREED_IN_PRINCIPLE, PartsMoved.SOME),
    "partly": (REMAINING, Status.PARTLY_AGREED, PartsMoved.SOME),
    "objected": (LIVE, Status.CONTESTED, PartsMoved.SOME),
    "contested": (REMAINING, Status.CONTESTED, PartsMoved.SOME),
    "reopened": (LIVE - {PENDING}, Status.OPEN, PartsMoved.SOME),
    "deferred": (REMAINING, Status.DEFERRED, PartsMoved.UNSETTLED),
    "withdrawn": (LIVE, WITHDRAWN, PartsMoved.ALL),
}

PREAMBLE: Final = Member(id="p", is_unit=False)
PARTS: Final = tuple(Member(id=name, is_unit=False, parent="a") for name in ("a-1", "a-2"))
CASTS: Final[Sequence[tuple[Member, ...]]] = (
    (Member(id="a"), Member(id="b"), PREAMBLE),
    (Member(id="a"), Member(id="b"), Member(id="c")),
    (Member(id="a"), Member(id="b", start=PENDING), Member(id="c", start=PENDING)),
    (Member(id="a", complete=True), *PARTS, Member(id="b")),
    (Member(id="a", complete=True), *PARTS, PREAMBLE),
    (Member(id="a"), PARTS[0], Member(id="b")),
    (Member(id="a", complete=True, start=PENDING), *PARTS),
)


@attrs.frozen
class Negotiation:
    """What was said in the order of replay, what may have happened after it, and what is claimed in the end."""

    nodes: tuple[Member, ...]
    statements: tuple[Statement, ...]
    possible_events: tuple[tuple[Statement, ...], ...]
    claims: tuple[StatedCount | Stated, ...]


@attrs.define
class Truth:
    """How things really stand; parts are left to chance."""

    draw: st.DrawFn
    nodes: tuple[Member, ...]
    pool: tuple[Status, ...]
    named: dict[str, Status]
    unnamed: list[Status]
    ever: bool
    keys: list[str] = attrs.Factory(list)
    named_before: set[str] = attrs.Factory(set)

    # ------------------------------------------------------------------------ dice

    def often(self, percent: int) -> bool:
        return self.draw(st.integers(0, 99)) < percent

    def one(self, items: Sequence[T]) -> T:
        return self.draw(st.sampled_from(items))

    @property
    def roots(self) -> list[Member]:
        return [node for node in self.nodes if node.parent is None]

    def units(self) -> list[str]:
        return [node.id for node in self.roots if node.is_unit and node.id in self.named]

    def leaves(self) -> list[str]:
        whole = {node.parent for node in self.nodes}
        return [name for name in self.units() if name not in whole]

    def others(self) -> list[str]:
        return [node.id for node in self.roots if not node.is_unit]

    def nameable(self) -> list[str]:
        """List whom a statement may name: all that are in the draft, and their parts."""
        return [
            node.id
            for node in self.nodes
            if self.named.get(node.parent or node.id, WITHDRAWN) is not WITHDRAWN
        ]

    # ------------------------------------------------------------------------ statements

    def statement(self, key: str) -> list[Statement]:
        kinds = (
            ["count"] * 7
            + ["move"] * 6
            + ["stated"] * 3
            + ["arrival", "replacement", "conclusion", "reopening"]
        )
        kind = self.one(kinds)
        stated: list[Statement] = getattr(self, kind)(key)
        self.named_before |= {name for statement in stated for name in mentioned(statement)}
        return stated

    def move(self, key: str) -> list[Statement]:
        names = self.nameable()
        if not names:
            return []
        kinds = [kind for kind, (_, target, _) in KINDS.items() if target in {*self.pool, WITHDRAWN}]
        allowed, target, parts = KINDS[self.one(kinds)]
        chosen = [self.one(names)]
        if self.often(20) and len(names) > 1:
            chosen.append(self.one([name for name in names if name not in chosen]))
        stated: list[Statement] = []
        for name in chosen:
            stated.append(Move(key=key, node=name, allowed=allowed, target=target, parts=parts))
            if name in self.named:
                self.named[name] = target
        return stated

    def arrival(self, key: str) -> list[Statement]:
        new = [
            node.id
            for node in self.roots
            if node.start is None
            and (node.id not in self.named_before or self.named.get(node.id) is WITHDRAWN)
        ]
        if not new:
            return []
        name = self.one(new)
        status = self.one([None, *self.pool])
        if name in self.named and name not in self.named_before and name in self.units():
            self.unnamed.append(self.named[name])
        self.named[name] = status or self.one(self.pool)
        return [Arrival(key=key, node=name, status=status)]

    def replacement(self, key: str) -> list[Statement]:
        gone = [n for n in self.units() if self.named[n] is not WITHDRAWN]
        come = [n for n in self.leaves() if n not in self.named_before and self.node(n).start is None]
        pairs = [(g, c) for g in gone for c in come if g != c]
        if not pairs:
            return []
        old, new = self.one(pairs)
        status = self.one([None, *self.pool])
        self.unnamed.append(self.named[new])
        self.named[new] = status or self.named[old]
        self.named[old] = WITHDRAWN
        return [Replacement(key=key, gone=(old,), come=(new,), status=status)]

    def node(self, name: str) -> Member:
        return next(node for node in self.nodes if node.id == name)

    def conclusion(self, key: str) -> list[Statement]:
        leaves = [n for n in self.leaves() if self.named[n] is not WITHDRAWN]
        contested = (self.one(leaves),) if leaves and self.often(25) else ()
        for name, status in self.named.items():
            if status is not WITHDRAWN:
                self.named[name] = AGREED
        self.unnamed = [s if s is WITHDRAWN else AGREED for s in self.unnamed]
        return [Conclusion(key=key, contested=contested)]

    def reopening(self, key: str) -> list[Statement]:
        return [Reopening(key=key)]

    def stated(self, key: str) -> list[Statement]:
        names = self.nameable()
        if not names:
            return []
        chosen = self.draw(st.lists(st.sampled_from(names), min_size=1, max_size=2, unique=True))
        statuses = [(name, self.status(name)) for name in chosen]
        for name, status in statuses:
            if name in self.named and self.named[name] not in statuses_of(status):
                self.named[name] = next(
                    iter(sorted(statuses_of(status) & {*self.pool, WITHDRAWN})), self.named[name]
                )
        return [Stated(key=key, statuses=tuple(statuses))]

    def status(self, name: str) -> CountStatus:
        """Say how a node stands: mostly as it is, else anything."""
        true = self.named.get(name)
        if true is not None and self.often(60):
            return "remaining" if true in REMAINING and self.often(20) else true
        text: list[CountStatus] = [*self.pool, "remaining"]
        return WITHDRAWN if self.often(6) else self.one(text)

    # ------------------------------------------------------------------------ counts

    def count(self, key: str, *, as_claim: bool = False) -> list[Statement]:
        excluding = tuple(self.units()[:1]) if self.often(15) and self.units() else ()
        including = tuple(self.others()) if self.often(25) and self.others() else ()
        beside = [n for n in self.others() if n not in including and self.named[n] is not WITHDRAWN]
        there = [n for n in (*self.units(), *including) if n not in excluding]
        statuses = [*(self.named[n] for n in there), *self.unnamed]
        fields: dict[str, object] = {}
        text: list[CountStatus] = [*self.pool, "remaining", *([WITHDRAWN] if self.often(15) else [])]
        chosen = self.draw(st.lists(st.sampled_from(text), min_size=1, max_size=2, unique=True))
        numbers: list[tuple[CountStatus, Bounds]] = []
        listed: list[tuple[CountStatus, tuple[str, ...]]] = []
        listable = [n for n in there if n in self.nameable()]
        for counted in chosen:
            many = sum(status in statuses_of(counted) for status in statuses)
            if self.often(20) and not any(
                other == "remaining" or counted == "remaining" for other, _ in listed
            ):
                free = [n for n in listable if all(n not in names for _, names in listed)]
                true = [n for n in free if self.named[n] in statuses_of(counted)]
                names = (
                    true
                    if self.often(85)
                    else self.draw(st.lists(st.sampled_from(free), unique=True))
                    if free
                    else []
                )
                listed.append((counted, tuple(names)))
            else:
                numbers.append((counted, self.number(many, len(statuses))))
        left = [counted for counted in text if counted not in chosen and counted != WITHDRAWN]
        if left and self.often(12) and WITHDRAWN not in chosen and "remaining" not in chosen:
            fields["rest"] = self.one(left)
        if self.often(10):
            fields["not_at_all"] = self.number(sum(s in NOT_AT_ALL for s in statuses), len(statuses))
        if self.ever and self.often(35):
            fields["ever_opened"] = self.number(sum(s is not PENDING for s in statuses), len(statuses))
        if beside and self.often(20):
            fields["besides"] = tuple((name, self.status(name)) for name in beside)
        if self.keys and self.often(15):
            fields["since"] = self.one(self.keys)
            numbers = [(counted, self.number(self.draw(st.integers(0, 2)), 2)) for counted, _ in numbers]
            fields.pop("rest", None)
        live = sum(status is not WITHDRAWN for status in statuses)
        of = None
        if self.often(60) or (not self.keys and not as_claim):
            of = live if self.often(80) else max(0, live + self.one([-1, 1]))
        return [
            StatedCount(
                key=key,
                numbers=tuple(numbers),
                listed=tuple(listed),
                of=of,
                including=including,
                excluding=excluding,
                **fields,  # type: ignore[arg-type]
            )
        ]

    def number(self, true: int, most: int) -> Bounds:
        """Say a number: mostly the true one, now and then a range or any other."""
        said = true if self.often(80) else self.draw(st.integers(0, max(most, 1)))
        if self.often(25):
            return self.one(
                [Bounds(max(0, said - 1), said), Bounds(said, said + 1), Bounds(said, None), Bounds(0, said)]
            )
        return Bounds.exactly(said)


@st.composite
def negotiations(draw: st.DrawFn) -> Negotiation:
    """Draw up to four statements, perhaps one event more that may have happened, and claims."""
    nodes = draw(st.sampled_from(CASTS))
    others = draw(st.lists(st.sampled_from(sorted(LIVE - {AGREED})), min_size=1, max_size=2, unique=True))
    pool = tuple(dict.fromkeys([AGREED, *others, *([PENDING] if any(n.start for n in nodes) else [])]))
    statuses = st.sampled_from(pool)
    named = {node.id: node.start or draw(statuses) for node in nodes if node.parent is None}
    unnamed = draw(st.lists(statuses, max_size=2))
    truth = Truth(draw, nodes, pool, named, unnamed, ever=draw(st.integers(0, 4)) == 0)
    statements: list[Statement] = []
    for at in range(draw(st.integers(1, 4))):
        if at and truth.often(20) and truth.unnamed:
            truth.unnamed[0] = draw(statuses)
        statements += truth.count("s0") if not at and truth.often(60) else truth.statement(f"s{at}")
        truth.keys = sorted({statement.key for statement in statements})
    possible = [tuple(truth.statement("m0"))] if truth.often(30) else []
    claims: list[StatedCount | Stated] = []
    for at in range(draw(st.integers(1, 3))):
        stated = truth.stated(f"c{at}") if truth.often(20) else truth.count(f"c{at}", as_claim=True)
        claims += [claim for claim in stated if isinstance(claim, (StatedCount, Stated))]
    if truth.ever:
        claims.append(StatedCount(key="ever", ever_opened=Bounds(0, None)))
    return Negotiation(nodes, tuple(statements), tuple(group for group in possible if group), tuple(claims))
