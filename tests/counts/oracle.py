"""
Enumerate worlds one by one, to say what a counting engine ought to answer.

The law. A world gives each unit one status. A count keeps the worlds in which it is true, an event keeps those
in which it was allowed and sets its target there. What no world survives opens a new epoch just before itself:
whoever was named keeps what was last said of it, all others are free again. If that is not enough, every set
of named facts is tried, the smallest first; each fact that some smallest set holds is released.

Nothing here is clever, so that it can be believed: no flow, no closed form, no intervals. Two things make it
quick enough for half a dozen units. Unnamed units cannot be told apart, so a world holds a sorted tuple of them.
And statuses that no item can tell apart are enumerated as one (see `_alike`). While nobody has stated how many
units there are, every number up to `_roomy` is tried; an end that still grows there has no bound.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations, combinations_with_replacement, product
from typing import Final, Literal, NamedTuple

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.counts.bounds import Bounds
from peacetrack.counts.items import Arrival, Item, Move, Tally

Kind = Literal["unreported-change", "count-conflict", "small-denominator"]
Fact = tuple[Status, str]

MOST_WORLDS: Final = 10_000
"""With more worlds than these nobody waits for another item; the comparison ends there."""


class UndecidedError(Exception):
    """Say that no table would have let this event through, or that there are too many worlds to look at."""


class World(NamedTuple):
    """One way things may be: the named in the order of their naming, the unnamed sorted."""

    named: tuple[Status, ...]
    unnamed: tuple[Status, ...]


class Found(NamedTuple):
    """A finding: of what kind, at which item, with which other items."""

    kind: Kind
    key: str
    other: frozenset[str]


@attrs.frozen
class Picture:
    """What all worlds together say after an item."""

    counts: Mapping[str, Bounds]
    of: Bounds
    unnamed: Bounds
    possible: Mapping[str, frozenset[Status]]
    findings: tuple[Found, ...]

    def joined(self, other: Picture) -> Picture:
        """Answer for two courses of events of which nobody knows which was taken."""
        units = {**self.possible, **other.possible}
        nobody: frozenset[Status] = frozenset()
        return Picture(
            counts={word: _hull(self.counts[word], other.counts[word]) for word in self.counts},
            of=_hull(self.of, other.of),
            unnamed=_hull(self.unnamed, other.unnamed),
            possible={u: self.possible.get(u, nobody) | other.possible.get(u, nobody) for u in units},
            findings=(),
        )


def _hull(one: Bounds, two: Bounds) -> Bounds:
    high = None if one.high is None or two.high is None else max(one.high, two.high)
    return Bounds(min(one.low, two.low), high)


@attrs.define
class Telling:
    """All worlds after the items told so far. `tell` changes it in place; `picture` reads it."""

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
        alike = _alike(everything, start)
        telling = cls(labels=tuple(alike), alike=alike, room=_roomy(everything, start))
        telling.names = list(start)
        telling.others = {name for item in everything if isinstance(item, Tally) for name in item.including}
        telling.top = telling.room
        telling.worlds = set(telling._fresh(telling.names, fixed=start, sizes=range(telling.room + 1)))
        return telling

    def tell(self, item: Item) -> None:
        """Take one more item."""
        if len(self.worlds) > MOST_WORLDS:
            raise UndecidedError(f"{len(self.worlds)} worlds before {item.key}")
        match item:
            case Tally():
                self._tell_tally(item)
            case Move():
                self._tell_move(item)
            case Arrival():
                self._tell_arrival(item)

    def allows(self, tally: Tally) -> bool:
        """Answer whether some world bears out what a claim counts."""
        names, worlds = self._acquainted(_mentioned(tally))
        return any(_true(tally, world, names=names, others=self.others) for world in worlds)

    def entails(self, tally: Tally) -> bool:
        """Answer whether every world bears it out, whoever of the unnamed is meant by a new name."""
        drawn = self._drawn(_mentioned(tally))
        names, worlds = self._acquainted(_mentioned(tally))
        enough = all(len(world.unnamed) >= drawn for world in self.worlds)
        return enough and all(_true(tally, world, names=names, others=self.others) for world in worlds)

    # ------------------------------------------------------------------ worlds

    def _fresh(
        self, names: Sequence[str], *, fixed: Mapping[str, Status], sizes: Iterable[int]
    ) -> Iterator[World]:
        """All worlds in which the fixed are as they are and everybody else is free."""
        choices = [(fixed[n],) if n in fixed else self.labels for n in names]
        crowds = [c for m in sizes for c in combinations_with_replacement(sorted(self.labels), m)]
        for named in product(*choices):
            for crowd in crowds:
                yield World(named, crowd)

    def _acquainted(
        self, mentioned: Iterable[str], *, left: int | None = None
    ) -> tuple[list[str], set[World]]:
        """
        Give names: a unit was one of the unnamed all along, another provision only now matters.

        Where it is known how many will be left unnamed, other worlds need not be looked at.
        """
        before = None if left is None else left + self._drawn(mentioned)
        names, now = list(self.names), {w for w in self.worlds if before in {None, len(w.unnamed)}}
        for name in self._unmet(mentioned):
            names.append(name)
            if name in self.others:
                now = {World((*w.named, status), w.unnamed) for w in now for status in self.labels}
            else:
                now = {
                    World((*w.named, status), _without(w.unnamed, status))
                    for w in now
                    for status in set(w.unnamed)
                }
        return names, now

    def _unmet(self, mentioned: Iterable[str]) -> list[str]:
        return [name for name in dict.fromkeys(mentioned) if name not in self.names]

    def _drawn(self, mentioned: Iterable[str]) -> int:
        """Count those who are named for the first time and were unnamed units until then."""
        return sum(name not in self.others for name in self._unmet(mentioned))

    def _unnamed_now(self) -> int:
        """Count the unnamed, where the denominator is known and so the same in every world."""
        (size,) = {len(w.unnamed) for w in self.worlds}
        return size

    def _withdrawn(self) -> set[str]:
        """List who is withdrawn: the same in every world, since only events withdraw."""
        some = next(iter(self.worlds))
        return {n for n, status in zip(self.names, some.named, strict=True) if status is Status.WITHDRAWN}

    # ------------------------------------------------------------------ counts

    def _tell_tally(self, tally: Tally) -> None:
        floor = self._floor(tally)
        if tally.of is not None and tally.of < floor:
            self._refuse(tally, floor)
            return
        drawn = self._drawn(_mentioned(tally))
        left = None if tally.of is None else tally.of - floor
        names, worlds = self._acquainted(_mentioned(tally), left=left)
        worlds = {w for w in worlds if _true(tally, w, names=names, others=self.others)}
        if worlds:
            self.top -= drawn
        else:
            released, worlds = self._repaired(tally, names, likely=self._sizes_for(tally, floor, drawn))
            if not worlds:
                self._refuse(tally, floor)
                return
            self._report("unreported-change", tally.key)
            if released:
                self._report("count-conflict", tally.key, *(self.facts.pop(n)[1] for n in released))
            self.top = self.room
        self.names, self.worlds = names, worlds
        self.stated = self.stated or tally.of is not None
        self.facts.update({unit: (status, tally.key) for unit, status in tally.listed})

    def _refuse(self, tally: Tally, floor: int) -> None:
        """Keep a count that contradicts itself, a withdrawal or the number of the named, and do not apply it."""
        alone = self._sizes_alone(tally, seen=floor)
        if alone and max(alone) < floor:
            self._report("small-denominator", tally.key)
            return
        back = self._withdrawn().intersection(unit for unit, _ in tally.listed if alone)
        self._report("count-conflict", tally.key, *(self.facts[unit][1] for unit in back))

    def _floor(self, tally: Tally) -> int:
        """Count who is live, in scope and named, this count's own names included."""
        withdrawn = self._withdrawn()
        mine = {unit for unit, _ in tally.listed} | set(self.names) - self.others
        return len(((mine | set(tally.including)) - set(tally.excluding)) - withdrawn)

    def _sizes_alone(self, tally: Tally, *, seen: int) -> set[int]:
        """
        List the sizes of scope of which a count could be true, had nothing else ever been said.

        Tried are all up to the sum of its own numbers, and up to the size that was seen before.
        """
        tally = attrs.evolve(tally, including=(), excluding=())
        names = list(dict(tally.listed))
        numbers = sum(max(bounds.low, bounds.high or 0) for _, bounds in tally.numbers)
        most = max(seen, tally.of or 0, numbers) + 1
        fresh = self._fresh(names, fixed=dict(tally.listed), sizes=range(most + 1))
        return {len(names) + len(w.unnamed) for w in fresh if _true(tally, w, names=names, others=())}

    def _sizes_for(self, tally: Tally, floor: int, drawn: int) -> list[list[int]]:
        """
        List how many may stay unnamed, once this count has named whom it names, the likeliest first.

        A count without a denominator keeps the one that there was, or else the nearest that it has room for.
        """
        if tally.of is not None:
            return [[tally.of - floor]]
        if self.stated:
            left = self._unnamed_now() - drawn
            sizes = [
                size - floor for size in self._sizes_alone(tally, seen=floor + max(left, 0)) if size >= floor
            ]
            return [[size] for size in sorted(sizes, key=lambda size: abs(size - left))]
        return [list(range(self.room + 1))]

    def _repaired(
        self, tally: Tally, names: Sequence[str], *, likely: Sequence[Sequence[int]]
    ) -> tuple[set[str], set[World]]:
        """
        Open an epoch at a count, and release what some smallest repair of the named facts changes.

        Without a world, nothing helps: the count contradicts itself, a withdrawal or the number of the named.
        """
        withdrawn = self._withdrawn()
        listed = dict(tally.listed)
        facts = (
            {n: s for n, (s, _) in self.facts.items()} | listed | dict.fromkeys(withdrawn, Status.WITHDRAWN)
        )
        loose = [n for n in facts if n not in listed and n not in withdrawn]

        def kept(released: Iterable[str]) -> dict[str, Status]:
            return {n: status for n, status in facts.items() if n not in set(released)}

        for sizes in likely:
            if not self._fits(tally, names, fixed=kept(loose), sizes=sizes):
                continue
            for few in range(len(loose) + 1):
                tries = combinations(loose, few)
                repairs = [r for r in tries if self._fits(tally, names, fixed=kept(r), sizes=sizes)]
                if repairs:
                    released = set(chain.from_iterable(repairs))
                    fresh = self._fresh(names, fixed=kept(released), sizes=sizes)
                    return released, {w for w in fresh if _true(tally, w, names=names, others=self.others)}
        return set(), set()

    def _fits(
        self, tally: Tally, names: Sequence[str], *, fixed: Mapping[str, Status], sizes: Iterable[int]
    ) -> bool:
        """
        Answer whether a count is true in some world of a fresh epoch.

        To the count, who is named and free is like an unnamed unit if in its scope, and like nobody otherwise.
        """
        beside = (self.others - set(tally.including)) | set(tally.excluding)
        free = sum(n not in fixed and n not in beside for n in names)
        known = [n for n in names if n in fixed]
        fresh = self._fresh(known, fixed=fixed, sizes=[size + free for size in sizes])
        return any(_true(tally, world, names=known, others=self.others) for world in fresh)

    # ------------------------------------------------------------------ events

    def _tell_move(self, move: Move) -> None:
        if move.unit in self._withdrawn() and Status.WITHDRAWN not in move.allowed:
            raise UndecidedError(f"{move.key} moves a withdrawn unit")
        if not self._moved(move):
            self._report("unreported-change", move.key)
            sizes = range(self.room + 1)
            if self.stated:
                size = self._unnamed_now()
                size = max(size, self._drawn([move.unit]))
                sizes = range(size, size + 1)
            self.top = self.room
            kept = {n: status for n, (status, _) in self.facts.items()}
            kept |= dict.fromkeys(self._withdrawn(), Status.WITHDRAWN)
            self.worlds = set(self._fresh(self.names, fixed=kept, sizes=sizes))
            if not self._moved(move):
                self._report("count-conflict", move.key, self.facts[move.unit][1])
                del kept[move.unit]
                self.worlds = set(self._fresh(self.names, fixed=kept, sizes=sizes))
                if not self._moved(move):
                    raise UndecidedError(f"{move.key} is allowed from nowhere")
        self.facts[move.unit] = (move.target, move.key)

    def _moved(self, move: Move) -> bool:
        """Move a unit in every world that allows it; leave all as it is if none does."""
        drawn = self._drawn([move.unit])
        names, worlds = self._acquainted([move.unit])
        at = names.index(move.unit)
        moved = {
            World((*w.named[:at], move.target, *w.named[at + 1 :]), w.unnamed)
            for w in worlds
            if w.named[at] in move.allowed
        }
        if moved:
            self.names, self.worlds = names, moved
            self.top -= drawn
        return bool(moved)

    def _tell_arrival(self, arrival: Arrival) -> None:
        if arrival.unit in self.names and arrival.unit not in self._withdrawn():
            raise UndecidedError(f"{arrival.key} adds a unit that is there")
        if arrival.unit in self.names:
            at = self.names.index(arrival.unit)
            self.names.pop(at)
            self.worlds = {World((*w.named[:at], *w.named[at + 1 :]), w.unnamed) for w in self.worlds}
        self.names.append(arrival.unit)
        statuses = self.labels if arrival.status is None else (arrival.status,)
        self.worlds = {World((*w.named, status), w.unnamed) for w in self.worlds for status in statuses}
        self.facts.pop(arrival.unit, None)
        if arrival.status is not None:
            self.facts[arrival.unit] = (arrival.status, arrival.key)

    def _report(self, kind: Kind, key: str, *other: str) -> None:
        self.findings.append(Found(kind, key, frozenset(other)))

    # ------------------------------------------------------------------ answers

    def picture(self) -> Picture:
        """Read off what all worlds together say."""
        crowd = {w: _living(self.names, self.others, w) for w in self.worlds}
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


def pictures(items: Sequence[Item], *, start: Mapping[str, Status] | None = None) -> Iterator[Picture]:
    """Yield what is known before the first item and after each; stop where the design is silent."""
    telling = Telling.of(items, start=start)
    yield telling.picture()
    for item in items:
        try:
            telling.tell(item)
        except UndecidedError:
            return
        yield telling.picture()


def after(
    items: Sequence[Item], *, start: Mapping[str, Status] | None = None, probes: Sequence[Tally] = ()
) -> Telling:
    """Tell all items."""
    telling = Telling.of(items, start=start, probes=probes)
    for item in items:
        telling.tell(item)
    return telling


def widened(
    items: Sequence[Item], maybe: Sequence[Item], *, start: Mapping[str, Status] | None = None
) -> Picture:
    """
    Answer over every choice of the items that may have happened.

    A provision that some course names, by an item that was applied, was there in the others too, unless it only arrives.
    """
    choices = [c for size in range(len(maybe) + 1) for c in combinations(maybe, size)]
    counts = [item for item in maybe if isinstance(item, Tally)]  # they say who is no unit, applied or not
    courses = [after([*items, *chosen], start=start, probes=counts) for chosen in choices]
    first, *rest = [telling.picture() for telling in courses]
    for one in rest:
        first = first.joined(one)
    possible = dict(first.possible)
    others = courses[-1].others
    for name in _there_all_along(maybe).intersection(possible):
        before = [LIVE if name in others else t.unnamed_may_be() for t in courses if name not in t.names]
        possible[name] = frozenset(chain(possible[name], *before))
    return attrs.evolve(first, possible=possible)


def _there_all_along(maybe: Sequence[Item]) -> set[str]:
    """List whom the items name, without those who only arrive."""
    arriving: set[str] = set()
    others: set[str] = set()
    for item in maybe:
        if isinstance(item, Tally):
            others |= set(_mentioned(item)) - arriving
        elif isinstance(item, Move):
            others |= {item.unit} - arriving
        else:
            arriving |= {item.unit} - others
    return others


def _without(crowd: tuple[Status, ...], status: Status) -> tuple[Status, ...]:
    at = crowd.index(status)
    return crowd[:at] + crowd[at + 1 :]


def _mentioned(tally: Tally) -> list[str]:
    return [*(unit for unit, _ in tally.listed), *tally.excluding, *tally.including]


def _living(names: Sequence[str], beside: Iterable[str], world: World) -> list[Status]:
    """List the statuses of the live units, without the provisions beside them."""
    out = set(beside)
    named = [s for n, s in zip(names, world.named, strict=True) if n not in out and s is not Status.WITHDRAWN]
    return [*named, *world.unnamed]


def _true(tally: Tally, world: World, *, names: Sequence[str], others: Iterable[str]) -> bool:
    """Answer whether a count is true in a world."""
    beside = (set(others) - set(tally.including)) | set(tally.excluding)
    statuses = _living(names, beside, world)
    where = dict(zip(names, world.named, strict=True))
    if any(where[unit] is not status for unit, status in tally.listed):
        return False
    if tally.of is not None and len(statuses) != tally.of:
        return False
    for word, bounds in tally.numbers:
        many = sum(_speaks_of(word, s) for s in statuses)
        if many < bounds.low or (bounds.high is not None and many > bounds.high):
            return False
    if tally.rest is None:
        return True
    words = [word for word, _ in tally.numbers]
    return all(s is tally.rest or any(_speaks_of(word, s) for word in words) for s in statuses)


def _speaks_of(word: str, status: Status) -> bool:
    return status is not Status.AGREED if word == "remaining" else word == status


def _alike(items: Sequence[Item], start: Mapping[str, Status]) -> dict[Status, frozenset[Status]]:
    """
    Group live statuses that nothing tells apart, each group under one of its members.

    A status is told apart by being spoken of, by being agreed, or by a move that is allowed from it and not from
    another. Within a group any unit may have any member, so one member stands for all.
    """
    spoken = {Status.AGREED, *start.values()}
    for item in items:
        match item:
            case Tally():
                spoken |= {Status(word) for word, _ in item.numbers if word != "remaining"}
                spoken |= {status for _, status in item.listed} | ({item.rest} if item.rest else set())
            case Move():
                spoken.add(item.target)
            case Arrival():
                spoken |= {item.status} if item.status else set()
    allowed = [item.allowed for item in items if isinstance(item, Move)]
    groups: dict[tuple[object, ...], list[Status]] = {}
    for status in sorted(LIVE):
        own = status if status in spoken else None
        groups.setdefault((own, *(status in a for a in allowed)), []).append(status)
    return {members[0]: frozenset(members) for members in groups.values()}


def _roomy(items: Sequence[Item], start: Mapping[str, Status]) -> int:
    """
    Choose how many unnamed units to try while nobody has said how many there are.

    Beyond the sum of all numbers that anybody said of any word, and one for each name, one more unnamed unit can
    only do what the last one did. Once a denominator is stated, no other size is ever tried.
    """
    most: dict[str, int] = {}
    names = set(start)
    largest = 0
    for item in items:
        if not isinstance(item, Tally):
            names.add(item.unit)
            continue
        names |= {unit for unit, _ in item.listed} | {*item.including, *item.excluding}
        for word, bounds in item.numbers:
            most[word] = max(most.get(word, 0), bounds.low, bounds.high or 0)
        if item.of is not None:
            largest = max(largest, item.of)
            if item.of >= len(names):
                break
    names |= {item.unit for item in items if not isinstance(item, Tally)}
    return max(sum(most.values()), largest) + len(names) + 1
