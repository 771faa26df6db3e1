"""
All worlds that a record leaves, by plain enumeration: what the counting engine is compared with.

The law: nothing here is clever. A world is one history of every node; a statement keeps those in which it is true; one that no
world allows moves as few units as it can, and all repairs of that size are tried; every question is read off each world that
is left. Written from section 4.3 of the design, which is quoted, and not from any engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import product
from typing import Literal

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    REMAINING,
    CountStatus,
    Member,
    Stated,
    StatedCount,
    Statement,
    statuses_of,
)
from tests.worlds.oracle_ahead import Claim
from tests.worlds.oracle_moves import AGREED
from tests.worlds.oracle_telling import MOST_WORLDS, Found, NotAppliedError, Telling
from tests.worlds.oracle_truth import in_scope, is_true, mentioned, size
from tests.worlds.oracle_world import (
    TAKEN_UP,
    UndecidedError,
    World,
)

__all__ = ["Claim", "Found", "Gate", "Principle", "Readings", "UndecidedError", "Worlds", "after", "readings"]

Principle = Literal["single_undertaking", "early_harvest", "interim_agreement", "partial_agreements"]
Gate = Literal["shut", "open", "undetermined"]


@attrs.define
class Worlds(Telling):
    """All worlds after the statements told so far, and what can be read off them."""

    def possible(self, node: str) -> frozenset[Status]:
        """Say which statuses a node may have."""
        names, worlds = self.acquainted([node])
        found: set[Status] = set()
        for world in worlds:
            status = self.seen(world, names).status(node)
            found |= self.alike.get(Status(status), {Status(status)}) if status else set()
        return frozenset(found)

    def number(
        self, status: CountStatus, *, including: Sequence[str] = (), excluding: Sequence[str] = ()
    ) -> Bounds:
        """Say how many units and nodes in a scope have a word."""
        label = next((one for one, all_ in self.alike.items() if status in all_), status)
        scope = StatedCount(including=tuple(including), excluding=tuple(excluding))
        names, worlds = self.acquainted(mentioned(scope))

        def many(world: World) -> int:
            there = in_scope(scope, self.seen(world, names))
            return sum(history.status in statuses_of(label) for _, history in there)

        bounds = self._bounds(worlds, many)
        blurred = len(self.alike.get(Status(label), ())) > 1 if label != "remaining" else False
        return Bounds(0, bounds.high) if blurred else bounds

    def size(self, *, including: Sequence[str] = (), excluding: Sequence[str] = ()) -> Bounds:
        """Say how many live units and nodes there are in a scope."""
        scope = StatedCount(including=tuple(including), excluding=tuple(excluding))
        names, worlds = self.acquainted(mentioned(scope))
        return self._bounds(worlds, lambda world: size(scope, self.seen(world, names)))

    def unnamed(self) -> Bounds:
        """Say how many live units have no name."""
        return self._bounds(self.worlds, lambda world: sum(h.is_live for h in world.unnamed))

    def ever_opened(self) -> Bounds:
        """Say how many units were ever taken up, whatever they are now; some claim or statement has to speak of it."""
        if any(statuses & TAKEN_UP and statuses - TAKEN_UP for statuses in self.alike.values()):
            raise UndecidedError("nobody asked who was ever taken up")

        def many(world: World) -> int:
            return sum(history.opened for _, history in in_scope(StatedCount(), self.seen(world)))

        return self._bounds(self.worlds, many)

    def settled(self, principle: Principle | None) -> Bounds:
        """
        Say how many units count as agreed by a party's principle (section 4.4).

        "Under `single_undertaking` the units are settled all or none, over every live provision; under the other three principles
        the agreed ones are settled. Without a known principle the answer runs from 0 to the number agreed."
        """
        agreed = self.number(AGREED)
        match principle:
            case None:
                bounds = Bounds(0, agreed.high)
            case "single_undertaking":
                bounds = self._bounds(self.worlds, self._all_or_none)
            case _:
                bounds = agreed
        # "From then until the next statement on the text nothing counts as settled for certain."
        return Bounds(0, bounds.high) if self.reopened else bounds

    def _all_or_none(self, world: World) -> int:
        live = [h for h in world.unnamed if h.is_live]
        live += [h for n, h in zip(self.names, world.named, strict=True) if n in self.known and h.is_live]
        if any(history.status is not AGREED for history in live):
            return 0
        return size(StatedCount(), self.seen(world))

    def gate(self) -> Gate:
        """
        Say whether what remains keeps the gates of the text and of the signature of the whole shut (section 4.4).

        "It is shut if some blocker exists in every world, open if none exists in any, else undetermined." After a reopening
        without names they "are undetermined".
        """
        remain = {
            any(h.status in REMAINING for _, h in in_scope(StatedCount(), self.seen(world)))
            for world in self.worlds
        }
        if self.reopened or len(remain) > 1:
            return "undetermined"
        return "shut" if remain == {True} else "open"

    def verdict(self, claim: Claim) -> bool | None:
        """
        Judge a claim: "supported if its negation fits no world, refuted if it fits none".

        Whoever of the units without names is meant by a name that the claim gives first.
        """
        if isinstance(claim, StatedCount) and claim.since is not None and claim.since not in self.taken:
            raise UndecidedError("the claim looks back to what was not said")
        names, worlds = self.acquainted(mentioned(claim))
        drawn = [root for root in self._unmet(mentioned(claim)) if self.cast.is_unit(root)]
        enough = all(sum(h.is_live for h in world.unnamed) >= len(drawn) for world in self.worlds)
        if not worlds:
            raise UndecidedError("the claim names a unit that the draft has not")
        found = {is_true(claim, self.seen(world, names)) for world in worlds}
        if found == {False}:
            return False
        return True if found == {True} and enough else None

    def _bounds(self, worlds: Iterable[World], value: Callable[[World], int]) -> Bounds:
        """Give the least and the greatest; none is greatest if one more unit without a name still raises it."""
        values: dict[int, list[int]] = {}
        for world in worlds:
            values.setdefault(world.size, []).append(value(world))
        low = min(min(v) for v in values.values())
        high = max(max(v) for v in values.values())
        top, below = values.get(self.room), values.get(self.room - 1)
        if top and below and max(top) > max(below):
            return Bounds(low, None)
        return Bounds(low, high)


def after(
    nodes: Iterable[Member],
    statements: Sequence[Statement],
    *,
    claims: Sequence[Claim] = (),
    most: int = MOST_WORLDS,
) -> Worlds:
    """Tell all statements, in their order; look at so many worlds at most."""
    refused = frozenset[int]()
    while True:
        worlds = Worlds.of(nodes, statements, claims=claims, most=most, refused=refused)
        try:
            for statement in statements:
                worlds.take_in(statement)
        except NotAppliedError as error:
            refused |= {error.at}
        else:
            return worlds


@attrs.frozen
class Readings:
    """
    The worlds of each reading of a record, and what they say together.

    "An event that *may* have happened by then widens, **as a whole**: the answer is the span of with and without it" (4.1).
    """

    each: tuple[Worlds, ...]

    def possible(self, node: str) -> frozenset[Status]:
        return frozenset().union(*(worlds.possible(node) for worlds in self.each))

    def number(
        self, status: CountStatus, *, including: Sequence[str] = (), excluding: Sequence[str] = ()
    ) -> Bounds:
        return self._span(
            worlds.number(status, including=including, excluding=excluding) for worlds in self.each
        )

    def size(self, *, including: Sequence[str] = (), excluding: Sequence[str] = ()) -> Bounds:
        return self._span(worlds.size(including=including, excluding=excluding) for worlds in self.each)

    def unnamed(self) -> Bounds:
        return self._span(worlds.unnamed() for worlds in self.each)

    def ever_opened(self) -> Bounds:
        return self._span(worlds.ever_opened() for worlds in self.each)

    def settled(self, principle: Principle | None) -> Bounds:
        return self._span(worlds.settled(principle) for worlds in self.each)

    def gate(self) -> Gate:
        gates = {worlds.gate() for worlds in self.each}
        return gates.pop() if len(gates) == 1 else "undetermined"

    def can_name(self, claim: Claim) -> bool:
        """Tell whether whom a claim names may be in the draft, and what it looks back to was said."""
        looks_back = claim.since if isinstance(claim, StatedCount) else None
        return all(
            worlds.acquainted(mentioned(claim))[1] and (looks_back is None or looks_back in worlds.taken)
            for worlds in self.each
        )

    def verdict(self, claim: Claim) -> bool | None:
        verdicts = {worlds.verdict(claim) for worlds in self.each}
        return verdicts.pop() if len(verdicts) == 1 else None

    def _span(self, some: Iterable[Bounds]) -> Bounds:
        first, *others = some
        for bounds in others:
            first = first.span(bounds)
        return first


def readings(
    nodes: Sequence[Member],
    statements: Sequence[Statement],
    *,
    perhaps: Iterable[str] = (),
    claims: Sequence[Claim] = (),
    most: int = MOST_WORLDS,
) -> Readings:
    """Tell all statements with and without each event that may have happened: all that has its key, or nothing."""
    keys = sorted(set(perhaps))
    # What is left out tells statuses apart all the same, so that all readings speak of the same ones.
    spoken = [*claims, *(s for s in statements if isinstance(s, (StatedCount, Stated)))]
    each = []
    for chosen in product((True, False), repeat=len(keys)):
        left_out = {key for key, happened in zip(keys, chosen, strict=True) if not happened}
        stated = [statement for statement in statements if statement.key not in left_out]
        each.append(after(nodes, stated, claims=spoken, most=most))
    return Readings(tuple(each))
