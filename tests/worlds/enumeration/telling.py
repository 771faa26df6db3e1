"""All worlds that what was told so far leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations_with_replacement, product

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Item, Tally
from tests.worlds.enumeration.picture import Found, Kind, Picture
from tests.worlds.enumeration.world import World, alike, is_true, living, mentioned, roomy, without

Fact = tuple[Status, str]


class UndecidedError(Exception):
    """Say that no table would have let this event through, or that there are too many worlds to look at."""


@attrs.define
class Telling:
    """All worlds after the items told so far. It is changed in place while items are told; `picture` reads it."""

    labels: tuple[Status, ...]
    alike: Mapping[Status, frozenset[Status]]
    room: int
    names: list[str] = attrs.Factory(list)
    others: set[str] = attrs.Factory(set)
    facts: dict[str, Fact] = attrs.Factory(dict)
    stated: bool = False
    top: int = 0
    worlds: set[World] = attrs.Factory(set)
    findings: list[Found] = attrs.Factory(list)

    @classmethod
    def of(
        cls, items: Sequence[Item], *, start: Mapping[str, Status] | None = None, probes: Sequence[Tally] = ()
    ) -> Telling:
        """Begin before the first item; the items are read only to choose statuses and room."""
        start = start or {}
        everything = [*items, *probes]
        groups = alike(everything, start)
        telling = cls(labels=tuple(groups), alike=groups, room=roomy(everything, start))
        telling.names = list(start)
        telling.others = {name for item in everything if isinstance(item, Tally) for name in item.including}
        telling.top = telling.room
        telling.worlds = set(telling.fresh(telling.names, fixed=start, sizes=range(telling.room + 1)))
        return telling

    def allows(self, tally: Tally) -> bool:
        """Answer whether some world bears out what a claim counts."""
        names, worlds = self.acquainted(mentioned(tally))
        return any(is_true(tally, world, names=names, others=self.others) for world in worlds)

    def entails(self, tally: Tally) -> bool:
        """Answer whether every world bears it out, whoever of the unnamed is meant by a new name."""
        drawn = self.drawn(mentioned(tally))
        names, worlds = self.acquainted(mentioned(tally))
        enough = all(len(world.unnamed) >= drawn for world in self.worlds)
        return enough and all(is_true(tally, world, names=names, others=self.others) for world in worlds)

    def fresh(
        self, names: Sequence[str], *, fixed: Mapping[str, Status], sizes: Iterable[int]
    ) -> Iterator[World]:
        """All worlds in which the fixed are as they are and everybody else is free."""
        choices = [(fixed[n],) if n in fixed else self.labels for n in names]
        crowds = [c for m in sizes for c in combinations_with_replacement(sorted(self.labels), m)]
        for named in product(*choices):
            for crowd in crowds:
                yield World(named, crowd)

    def acquainted(self, told: Iterable[str], *, left: int | None = None) -> tuple[list[str], set[World]]:
        """
        Give names: a unit was one of the unnamed all along, another provision only now matters.

        Where it is known how many will be left unnamed, other worlds need not be looked at.
        """
        before = None if left is None else left + self.drawn(told)
        names, now = list(self.names), {w for w in self.worlds if before in {None, len(w.unnamed)}}
        for name in self.unmet(told):
            names.append(name)
            if name in self.others:
                now = {World((*w.named, status), w.unnamed) for w in now for status in self.labels}
            else:
                now = {
                    World((*w.named, status), without(w.unnamed, status))
                    for w in now
                    for status in set(w.unnamed)
                }
        return names, now

    def unmet(self, told: Iterable[str]) -> list[str]:
        """List who is named for the first time."""
        return [name for name in dict.fromkeys(told) if name not in self.names]

    def drawn(self, told: Iterable[str]) -> int:
        """Count those who are named for the first time and were unnamed units until then."""
        return sum(name not in self.others for name in self.unmet(told))

    def unnamed_now(self) -> int:
        """Count the unnamed, where the denominator is known and so the same in every world."""
        (size,) = {len(w.unnamed) for w in self.worlds}
        return size

    def withdrawn(self) -> set[str]:
        """List who is withdrawn: the same in every world, since only events withdraw."""
        some = next(iter(self.worlds))
        return {n for n, status in zip(self.names, some.named, strict=True) if status is Status.WITHDRAWN}

    def report(self, kind: Kind, key: str, *other: str) -> None:
        """Note what an item brought to light."""
        self.findings.append(Found(kind, key, frozenset(other)))

    def picture(self) -> Picture:
        """Read off what all worlds together say."""
        crowd = {w: living(self.names, self.others, w) for w in self.worlds}
        counts: dict[str, Bounds] = {}
        for label, members in self.alike.items():
            seen = self._bounds({w: statuses.count(label) for w, statuses in crowd.items()})
            seen = seen if len(members) == 1 else Bounds(0, seen.high)
            counts.update(dict.fromkeys(members, seen))
        counts["remaining"] = self._bounds(
            {w: len(statuses) - statuses.count(Status.AGREED) for w, statuses in crowd.items()}
        )
        possible = {
            name: frozenset(
                chain.from_iterable(self.alike.get(w.named[at], {w.named[at]}) for w in self.worlds)
            )
            for at, name in enumerate(self.names)
        }
        return Picture(
            counts=counts,
            of=self._bounds({w: len(statuses) for w, statuses in crowd.items()}),
            unnamed=self._bounds({w: len(w.unnamed) for w in self.worlds}),
            possible=possible,
            findings=tuple(self.findings),
        )

    def unnamed_may_be(self) -> frozenset[Status]:
        """Say which status a unit may have that nobody has named so far; none if there is no such unit."""
        return frozenset(chain.from_iterable(self.alike[status] for w in self.worlds for status in w.unnamed))

    def _bounds(self, values: Mapping[World, int]) -> Bounds:
        """Give the least and the greatest; none is greatest if one more unnamed unit still raises it."""
        low, high = min(values.values()), max(values.values())
        full = [v for w, v in values.items() if len(w.unnamed) == self.top]
        short = [v for w, v in values.items() if len(w.unnamed) == self.top - 1]
        if not self.stated and full and short and max(full) > max(short):
            return Bounds(low, None)
        return Bounds(low, high)
