"""Tell a record statement by statement, and keep every world that it leaves. Quotations are from section 4.3 of the design."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations_with_replacement, product
from math import comb, prod
from typing import Final, Literal, NamedTuple, Self

import attrs

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    Member,
    Move,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from tests.worlds.oracle_ahead import Claim, alike, looked_back_to, newcomers, roomy
from tests.worlds.oracle_moves import WITHDRAWN, concluded, moved, standing_so, withdrawn
from tests.worlds.oracle_repair import Repair
from tests.worlds.oracle_truth import Seen, in_scope, is_true, mentioned
from tests.worlds.oracle_world import (
    ABSENT,
    Cast,
    History,
    UndecidedError,
    World,
    begin,
    crowd,
)

MOST_WORLDS: Final = 12_000
Kind = Literal["unreported-change", "count-conflict", "small-denominator", "since-conflict"]


class NotAppliedError(UndecidedError):
    """Say that the count on whose denominator the room for unnamed units rests was not applied."""

    def __init__(self, at: int) -> None:
        super().__init__("the first denominator was not applied")
        self.at = at


class Found(NamedTuple):
    """What a statement brought to light, and whether it took effect."""

    kind: Kind
    key: str
    applied: bool = True


@attrs.define
class Telling:
    """All worlds after the statements told so far; `tell` changes it in place."""

    cast: Cast
    labels: tuple[Status, ...]
    alike: Mapping[Status, frozenset[Status]]
    room: int
    newcomers: frozenset[str]
    looked_back_to: Mapping[str, int]
    resting: int | None = None
    most: int = MOST_WORLDS
    names: list[str] = attrs.Factory(list)
    known: set[str] = attrs.Factory(set)
    taken: dict[str, int] = attrs.Factory(dict)
    worlds: set[World] = attrs.Factory(set)
    findings: list[Found] = attrs.Factory(list)
    reopened: bool = False
    told: int = 0

    # ------------------------------------------------------------------------ the first day

    @classmethod
    def of(
        cls,
        nodes: Iterable[Member],
        statements: Sequence[Statement],
        *,
        claims: Sequence[Claim] = (),
        most: int = MOST_WORLDS,
        refused: frozenset[int] = frozenset(),
    ) -> Self:
        """Begin before the first statement; all are read here only to choose statuses, names and room."""
        cast = Cast(nodes)
        every = [*statements, *claims]
        groups = alike(cast, every)
        room, resting = roomy(cast, statements, claims, refused=refused)
        worlds = cls(
            cast=cast,
            labels=tuple(groups),
            alike=groups,
            room=room,
            resting=resting,
            most=most,
            newcomers=newcomers(cast, statements),
            looked_back_to=looked_back_to(statements, claims),
        )
        named = {cast.root(name) for statement in every for name in mentioned(statement)}
        # "Every live unit", and every other live node, is agreed at a conclusion, whether somebody named it or not.
        concluded_once = any(isinstance(statement, Conclusion) for statement in statements)
        worlds._begin(set(cast.nodes) if concluded_once else named)
        return worlds

    def _begin(self, named: set[str]) -> None:
        """
        Put up every world of the first day.

        "Until then a unit may have any status (unless the cast says `pending`, for a published agenda)": that one is known by name
        from the beginning. A node that is no unit is in the draft, or else it is added later.
        """
        choices = []
        for root, node in self.cast.nodes.items():
            pending = node.is_unit and self._starts_pending(root)
            other = not node.is_unit and root in named and root not in self.newcomers
            if node.parent is None and (pending or other):
                self.names.append(root)
                self.known |= {root} if pending else set()
                choices.append(list(self._first(root)))
        # So many multisets of at most `room` units there are.
        crowds = comb(self.room + len(self.labels), len(self.labels))
        if crowds * prod(map(len, choices)) > self.most:
            raise UndecidedError("too many worlds to begin with")
        for named_so in product(*choices):
            for many in range(self.room + 1):
                for others in combinations_with_replacement(self.labels, many):
                    self.worlds.add(World(named_so, crowd(map(begin, others)), many))
        self._narrow(self.worlds)

    def _starts_pending(self, root: str) -> bool:
        return Status.PENDING in {self.cast.nodes[name].start for name in (root, *self.cast.parts[root])}

    def _first(self, root: str) -> Iterator[History]:
        """List how a node may stand at first; one that is pending was "not taken up", and so no part of it was."""
        node = self.cast.nodes[root]
        starts = [node.start or self.cast.nodes[part].start for part in self.cast.parts[root]]
        for status in self.labels:
            for history in self._with_parts(root, begin(status)):
                parts_so = all(
                    s is None or p in {s, ABSENT} for s, p in zip(starts, history.inside.parts, strict=True)
                )
                further_so = node.start is None or (history.inside.further or frozenset()) <= {node.start}
                if node.start in {None, status} and parts_so and further_so:
                    yield history

    def _with_parts(self, root: str, history: History) -> Iterator[History]:
        there = tuple(
            ABSENT if part in self.newcomers and part not in self.known else "?"
            for part in self.cast.parts[root]
        )
        return standing_so(self.cast, root, history, there=there, labels=self.labels)

    def _narrow(self, worlds: Iterable[World]) -> None:
        self.worlds = self._few(worlds)

    def _few(self, worlds: Iterable[World]) -> set[World]:
        few = set[World]()
        for world in worlds:
            few.add(world)
            if len(few) > self.most:
                raise UndecidedError("too many worlds")
        return few

    # ------------------------------------------------------------------------ names

    def acquainted(self, named: Iterable[str]) -> tuple[list[str], set[World]]:
        """
        Give names: "a unit that a move or statement names has been in the draft since the last count with a denominator".

        So it was one of the units without a name that are live, in each world in which there is one.
        """
        names, worlds = list(self.names), self.worlds
        for root in self._unmet(named):
            names.append(root)
            if self.cast.is_unit(root):
                worlds = self._few(after for world in worlds for after in self._drawn(root, world))
            else:
                first = list(self._first(root))
                worlds = {w._replace(named=(*w.named, h)) for w in worlds for h in first}
        return names, worlds

    def _unmet(self, named: Iterable[str]) -> list[str]:
        return [root for root in dict.fromkeys(map(self.cast.root, named)) if root not in self.names]

    def _drawn(self, root: str, world: World) -> Iterator[World]:
        for history in {h for h in world.unnamed if h.is_live}:
            at = world.unnamed.index(history)
            others = (*world.unnamed[:at], *world.unnamed[at + 1 :])
            for whole in self._with_parts(root, history):
                yield World((*world.named, whole), others, world.size)

    def meet(self, named: Iterable[str]) -> bool:
        """
        Name those that a statement names, know them from now on, and say whether the draft had no room for one.

        "Named live units are a floor": where the draft has no unit left without a name, this is one more.
        """
        named = list(named)
        grown = False
        for root in self._unmet(named):
            names, worlds = self.acquainted([root])
            if not worlds:
                grown = True
                past = (ABSENT,) * len(self.taken)
                worlds = {
                    w._replace(named=(*w.named, h)) for w in self.worlds for h in self._come(root, None, past)
                }
            self.names = names
            self._narrow(worlds)
        self.known |= {*named, *map(self.cast.root, named)}
        return grown

    def _come(self, root: str, status: Status | None, past: tuple[str, ...]) -> list[History]:
        statuses = self.labels if status is None else (status,)
        return [h for s in statuses for h in self._with_parts(root, begin(s, past=past))]

    def seen(self, world: World, names: Sequence[str] | None = None) -> Seen:
        return Seen(self.cast, self.names if names is None else names, self.taken, world)

    # ------------------------------------------------------------------------ telling

    def take_in(self, statement: Statement) -> None:
        """Tell the next statement; all that are told were among those of the beginning, in that order."""
        self.reopened = isinstance(statement, Reopening)
        match statement:
            case Move():
                self._move(statement)
            case StatedCount() | Stated():
                self._state(statement)
            case Arrival():
                self._arrive(statement.node, status=statement.status)
            case Replacement():
                self._replace(statement)
            case Conclusion():
                self.meet(statement.contested)
                objected = frozenset(statement.contested)
                self._each(lambda root, history: concluded(self.cast, root, history, objected=objected))
            case Reopening():
                pass
        self.told += 1
        if self.told == self.resting and any(f == statement.key and not done for _, f, done in self.findings):
            raise NotAppliedError(self.told)
        if self.looked_back_to.get(statement.key) == self.told:
            self._take(statement.key)

    def _take(self, key: str) -> None:
        """Remember this day, "right after the last statement with that key"."""
        self.taken[key] = len(self.taken)
        self._narrow(
            {
                World(
                    tuple(h._replace(past=(*h.past, h.status)) for h in world.named),
                    crowd(h._replace(past=(*h.past, h.status)) for h in world.unnamed),
                    world.size,
                )
                for world in self.worlds
            }
        )

    def _move(self, move: Move) -> None:
        """Carry out a move: "A move that no world allows moves its own node and nothing else"."""
        if self.meet([move.node]):
            self.findings.append(Found("unreported-change", move.key))
        at = self.names.index(self.cast.root(move.node))

        def moving(allowed: frozenset[Status]) -> set[World]:
            return {
                world.put(at, after)
                for world in self.worlds
                for after in moved(self.cast, move, world.named[at], allowed=allowed)
            }

        worlds = moving(move.allowed)
        if not worlds:
            # "Withdrawals are never released": what is withdrawn comes back by an addition only.
            worlds = moving(LIVE)
            kind: Kind = "unreported-change" if worlds else "count-conflict"
            self.findings.append(Found(kind, move.key, applied=bool(worlds)))
        self._narrow(worlds or self.worlds)

    def _state(self, statement: Claim) -> None:
        """Lay a statement on the worlds: "All statements of an epoch hold, each on its day. A statement that no world allows moves as few units as it can"."""
        before = (list(self.names), set(self.known), self.worlds)
        if (
            isinstance(statement, StatedCount)
            and statement.since is not None
            and statement.since not in self.taken
        ):
            self.findings.append(Found("since-conflict", statement.key, applied=False))
            return
        grown = self.meet(mentioned(statement))
        fitting = {world for world in self.worlds if is_true(statement, self.seen(world))}
        if fitting:
            self.findings += [Found("unreported-change", statement.key)] if grown else []
            self._narrow(fitting)
            return
        # "Named live units are a floor: a count whose `of` is smaller is kept, not applied, and reported."
        small = isinstance(statement, StatedCount) and self._is_small(statement)
        seen = self.seen(next(iter(self.worlds)))
        repaired = (
            set() if small else Repair(statement, seen, self.labels, days=len(self.taken)).all(self.worlds)
        )
        if repaired:
            self.findings.append(Found("unreported-change", statement.key))
            self._narrow(repaired)
            return
        self.names, self.known, self.worlds = before
        since = isinstance(statement, StatedCount) and statement.since is not None
        kind: Kind = "small-denominator" if small else "since-conflict" if since else "count-conflict"
        self.findings.append(Found(kind, statement.key, applied=False))

    def _is_small(self, count: StatedCount) -> bool:
        struck = {n for status, names in count.listed if status == WITHDRAWN for n in names}
        if count.of is None:
            return False
        floors = []
        for world in self.worlds:
            there = in_scope(count, self.seen(world))
            floors.append(sum(n is not None and n not in struck and h.is_live for n, h in there))
        return count.of < min(floors)

    def _arrive(self, node: str, *, status: Status | None) -> None:
        """
        Bring a node into the draft: "one more in the denominator".

        "Until then it was not in the draft (unless it was there and had been withdrawn)."
        """
        root = self.cast.root(node)
        if root != node:
            self._arrive_part(node, status=status)
            return
        past = (ABSENT,) * len(self.taken)
        if root not in self.names:
            self.known |= {root}
            self.names.append(root)
            come = self._come(root, status, past)
            self._narrow({w._replace(named=(*w.named, h)) for w in self.worlds for h in come})
            return
        self.known |= {root}

        def back(name: str, history: History) -> Iterator[History]:
            if name != root or (history.is_live and status is None):
                yield history
                return
            if self.cast.parts[root] and history.is_live:
                raise UndecidedError("a node with parts comes into a draft that has it")
            for new in self._come(root, status, history.past):
                yield new._replace(opened=new.opened or history.opened)

        self._each(back)

    def _arrive_part(self, node: str, *, status: Status | None) -> None:
        root, at = self.cast.root(node), self.cast.place(node)
        self.meet([root])
        self.known |= {node}

        def back(name: str, history: History) -> Iterator[History]:
            if name != root:
                yield history
                return
            if not history.is_live:
                raise UndecidedError("a part comes into a withdrawn node")
            inside, there = history.inside, history.inside.parts[at]
            if there not in {ABSENT, WITHDRAWN} and status is None:
                yield history
                return
            for new in self.labels if status is None else (status,):
                parts = (*inside.parts[:at], new, *inside.parts[at + 1 :])
                after = self.cast.settled(root, history, inside._replace(parts=parts))
                if after is not None:
                    yield after

        self._each(back)

    def _replace(self, statement: Replacement) -> None:
        """Replace: "a replaced unit is withdrawn"; "one by one keeps the status unless another is given"."""
        if any(self.cast.root(name) != name for name in (*statement.gone, *statement.come)):
            raise UndecidedError("parts are replaced")
        if set(statement.come) & set(self.names):
            raise UndecidedError("what comes was there")
        self.meet(statement.gone)
        past = (ABSENT,) * len(self.taken)
        keeps = len(statement.gone) == len(statement.come) == 1 and statement.status is None
        worlds = set()
        for world in self.worlds:
            status = world.named[self.names.index(statement.gone[0])].status if keeps else statement.status
            if status is WITHDRAWN:
                continue
            left = world
            for root in statement.gone:
                at = self.names.index(root)
                struck = (
                    withdrawn(self.cast, root, world.named[at].inside)
                    if self.cast.parts[root]
                    else world.named[at].inside
                )
                left = left.put(at, world.named[at].to(WITHDRAWN, struck))
            for come in product(*(self._come(root, status, past) for root in statement.come)):
                worlds.add(left._replace(named=(*left.named, *come)))
        if not worlds:
            raise UndecidedError("what is replaced was withdrawn")
        self.names += statement.come
        self.known |= set(statement.come)
        self._narrow(worlds)

    def _each(self, change: Callable[[str, History], Iterator[History]]) -> None:
        """Change every live node of every world, in each way it may change."""
        worlds = set[World]()
        for world in self.worlds:
            named = [list(change(n, h)) for n, h in zip(self.names, world.named, strict=True)]
            others = [list(change("", h)) for h in world.unnamed]
            for now in product(*named):
                for rest in product(*others):
                    worlds.add(World(now, crowd(rest), world.size))
            self._few(worlds)
        self._narrow(worlds)
