"""
One way things may have been: an explicit history of every node, as plain data.

A history keeps of each node how it stands, whether it was ever taken up, and how it stood on the days to which a later
statement looks back; what nobody asks is forgotten, since two histories that differ in it answer every question alike.
Quotations are from section 4.3 of the design.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import combinations, product
from typing import Final, NamedTuple

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.statements import Member

ABSENT: Final = ""
"""The status of a node on a day on which the draft did not have it yet."""

TAKEN_UP: Final = LIVE - {Status.PENDING, Status.DEFERRED}
"""Whoever had one of these was opened: "what was deferred or withdrawn before it was taken up is not among them"."""

LOWEST_FIRST: Final = (
    Status.PENDING,
    Status.OPEN,
    Status.DEFERRED,
    Status.AGREED_IN_PRINCIPLE,
    Status.PARTLY_AGREED,
)
FURTHER: Final = 2
"""So many kinds of parts that nobody named are tried; a third only repeats what the two of them can do."""


class UndecidedError(Exception):
    """Say that there are too many worlds to look at, or that the design does not decide the case."""


class Inside(NamedTuple):
    """The parts of a node: the status of each known one, and which statuses occur among those nobody named (None: struck)."""

    parts: tuple[str, ...] = ()
    further: frozenset[Status] | None = frozenset()

    def live(self) -> frozenset[Status]:
        known = {Status(status) for status in self.parts if status not in {ABSENT, Status.WITHDRAWN}}
        return frozenset(known) | (self.further or frozenset())


class History(NamedTuple):
    """How a node stands now, whether it was ever taken up, how it stood on the days looked back to, and its parts."""

    status: Status
    opened: bool = False
    past: tuple[str, ...] = ()
    inside: Inside = Inside()
    moved: bool = False

    @property
    def is_live(self) -> bool:
        return self.status is not Status.WITHDRAWN

    def to(self, status: Status, inside: Inside | None = None, *, moved: bool | None = None) -> History:
        """Go on with another status."""
        return History(
            status,
            self.opened or status in TAKEN_UP,
            self.past,
            self.inside if inside is None else inside,
            self.moved if moved is None else moved,
        )


class World(NamedTuple):
    """
    The named in the order of their naming, the others sorted, and how many these were before anybody spoke.

    No day is without a status: "a *world* gives a status to every node on every day".
    """

    named: tuple[History, ...]
    unnamed: tuple[History, ...]
    size: int

    def put(self, at: int, history: History) -> World:
        return World((*self.named[:at], history, *self.named[at + 1 :]), self.unnamed, self.size)


def begin(status: Status, *, past: tuple[str, ...] = ()) -> History:
    """Begin a history on the first day, or on the day on which the draft has the node."""
    return History(status, status in TAKEN_UP, past)


def crowd(units: Iterable[History]) -> tuple[History, ...]:
    """Sort the units without names: nobody can tell two of one history apart."""
    return tuple(sorted(units))


@cache
def derived(inside: Inside, *, complete: bool) -> Status | None:
    """
    Say what a node with such parts has, or None where no such node can be.

    "All live parts alike, that; some agreed, `partly_agreed`; else contested if any is, else the lowest." "The lowest, in this
    order: pending, open, deferred, in principle." "All known withdrawn is still a live article" unless it is complete.
    """
    live = inside.live()
    if not live:
        return Status.WITHDRAWN if complete or inside.further is None else None
    if inside.further is None:
        return None
    if len(live) == 1:
        return next(iter(live))
    if Status.AGREED in live:
        return Status.PARTLY_AGREED
    if Status.CONTESTED in live:
        return Status.CONTESTED
    return next(status for status in LOWEST_FIRST if status in live)


@cache
def insides(there: tuple[str, ...], labels: tuple[Status, ...], *, complete: bool) -> tuple[Inside, ...]:
    """
    List all ways the parts of a live node may stand; who is absent or withdrawn stays so.

    "Unless `complete: true` there may be further parts."
    """
    choices = [(status,) if status in {ABSENT, Status.WITHDRAWN} else labels for status in there]
    more = [frozenset(some) for n in range(FURTHER + 1) for some in combinations(labels, n)]
    every = (
        Inside(tuple(known), further)
        for known in product(*choices)
        for further in more[: 1 if complete else None]
    )
    return tuple(i for i in every if derived(i, complete=complete) not in {None, Status.WITHDRAWN})


@cache
def deriving(
    status: Status, there: tuple[str, ...], labels: tuple[Status, ...], *, complete: bool
) -> tuple[Inside, ...]:
    """List those of which the node derives a status."""
    return tuple(
        i for i in insides(there, labels, complete=complete) if derived(i, complete=complete) is status
    )


class Cast:
    """The nodes of one instrument: which are units, and which are parts of which."""

    def __init__(self, nodes: Iterable[Member]) -> None:
        self.nodes = {node.id: node for node in nodes}
        self.parts = {
            node.id: tuple(part.id for part in self.nodes.values() if part.parent == node.id)
            for node in self.nodes.values()
        }
        for node in self.nodes.values():
            if node.parent is not None and self.nodes[node.parent].parent is not None:
                raise UndecidedError("parts of parts")

    def root(self, name: str) -> str:
        """Name the node of which it is a part, or itself."""
        return self.nodes[name].parent or name

    def is_unit(self, root: str) -> bool:
        return self.nodes[root].is_unit

    def is_complete(self, root: str) -> bool:
        return self.nodes[root].complete

    def status(self, name: str, history: History) -> str:
        """Read the status of a node, or of one of its parts, in the history of the whole."""
        root = self.root(name)
        return (
            history.status
            if root == name
            else (Status.WITHDRAWN if not history.is_live else history.inside.parts[self.place(name)])
        )

    def place(self, part: str) -> int:
        return self.parts[self.root(part)].index(part)

    def settled(self, root: str, history: History, inside: Inside) -> History | None:
        """Go on with other parts: the node has what it derives."""
        status = derived(inside, complete=self.is_complete(root))
        return None if status is None else history.to(status, inside)
