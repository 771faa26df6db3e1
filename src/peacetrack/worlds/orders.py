"""Orders of statements: the sequences that the statements about one population may have had.

The law: where nobody told the order of statements and events of one text and one unit, by the same speakers or of nobody in
particular, the answer is the union over the orders. Two of them commute where both orders give the same answers: counts that hold
together do, and so do moves of different nodes; a count and a move of what it counts do not, so that the unit counts there as
either. Statements of different speakers are no matter of order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.beliefs.unordered import MOST_PAIRS, Orders, is_open, may_change_places, orders_of
from peacetrack.beliefs.view import View
from peacetrack.model.ids import ActorId
from peacetrack.worlds.cast import names_in
from peacetrack.worlds.entries import Entry, Register, Registers
from peacetrack.worlds.populations import Population
from peacetrack.worlds.statements import Member, Move, Statement
from peacetrack.worlds.store import Worlds

#: A register in some order, how many of its events had certainly happened, and which may have.
Reading = tuple[Register, int, frozenset[int]]


class OrderedRegisters:
    """The registers of all populations, each in every order that nobody told apart."""

    def __init__(self, registers: Registers, view: View) -> None:
        self._registers = registers
        self._view = view
        self._orders: dict[Population, Orders] = {}
        self._clashing: dict[Population, _Clashes] = {}
        self._in_order: dict[tuple[Population, tuple[int, ...]], Register] = {}

    def of(self, population: Population, size: int, possible: frozenset[int]) -> list[Reading]:
        """
        Give a register in every order that its events may have had by a day.

        Args:
            population: Any.
            size: So many events of the order of replay had certainly happened.
            possible: The positions of those that may have happened.
        """
        found = [(self._registers.of(population), size, possible)]
        orders = self.orders(population).orders
        for order in orders[1:]:
            happened = [place for place in order if place < size or place in possible]
            # What an order puts before an event of that day may have happened by it, too: its dates allow that order.
            end = max((rank for rank, place in enumerate(happened) if place < size), default=-1) + 1
            possibly = frozenset(
                rank for rank, place in enumerate(order) if rank >= end and place in possible
            )
            found.append((self._placed(population, order), end, possibly))
        return found

    def is_exact(self, population: Population) -> bool:
        """Tell whether all orders of a population are followed."""
        return self.orders(population).exact

    def orders(self, population: Population) -> Orders:
        """List the orders that the events about a population may have had."""
        if self._view.is_ordered:
            return ORDERED
        if population not in self._orders:
            clashes = self._clashes(population)
            self._orders[population] = orders_of(self._view, [*clashes.stated], clashes)
        return self._orders[population]

    def open_pairs(self, population: Population) -> Iterator[tuple[int, int]]:
        """List events with an open date about a population, each with the first other that it may have followed or preceded."""
        clashes = self._clashes(population)
        places = [*clashes.stated]
        for one in [place for place in places if is_open(self._view, place)][:MOST_PAIRS]:
            near = sorted(places, key=lambda place: abs(place - one))[1 : MOST_PAIRS + 1]
            yield from (
                (one, other)
                for other in near
                if may_change_places(self._view, *sorted((one, other))) and clashes(*sorted((one, other)))
            )

    def named(self, population: Population, place: int) -> set[str]:
        """Name the nodes of which an event speaks."""
        entries = self._clashes(population).stated[place]
        return {name for entry in entries for statement in entry.everything for name in names_in(statement)}

    def swapped(self, population: Population, one: int, other: int) -> Reading:
        """Give the register of a population with one event put on the other side of another."""
        places = [place for place in self._clashes(population).stated if place != one]
        places.insert(places.index(other) + (one < other), one)
        return self._placed(population, tuple(places)), len(places), frozenset()

    def _clashes(self, population: Population) -> _Clashes:
        if population not in self._clashing:
            register = self._registers.of(population)
            stated = {
                place: tuple(entry for entry in entries if not entry.confirms)
                for place, entries in groupby(register.entries, key=lambda entry: entry.position)
            }
            self._clashing[population] = _Clashes(stated, register.nodes)
        return self._clashing[population]

    def _placed(self, population: Population, order: tuple[int, ...]) -> Register:
        """Give a register whose events stand in another order, one behind the other."""
        key = population, order
        if key not in self._in_order:
            register = self._registers.of(population)
            ranks = {place: rank for rank, place in enumerate(order)}
            moved = (attrs.evolve(entry, position=ranks[entry.position]) for entry in register.entries)
            entries = tuple(sorted(moved, key=lambda entry: entry.position))
            self._in_order[key] = register.reordered(entries)
        return self._in_order[key]


ORDERED = Orders(((),))


class _Clashes:
    """Tells of two events about a population whether their order decides."""

    def __init__(self, stated: Mapping[int, tuple[Entry, ...]], nodes: Sequence[Member]) -> None:
        self.stated = stated
        self._nodes = nodes
        self._roots = {node.id: node.parent for node in nodes}
        self._known: dict[tuple[tuple[Statement, ...], tuple[Statement, ...]], bool] = {}

    def __call__(self, one: int, other: int) -> bool:
        first, second = self.stated[one], self.stated[other]
        if {*map(_speakers, first)} != {*map(_speakers, second)}:
            return False
        said = _said(first), _said(second)
        if all(isinstance(statement, Move) for some in said for statement in some):
            return self._move_alike(*said)
        nameless = _nameless(said[0]), _nameless(said[1])
        if nameless not in self._known:
            self._known[nameless] = self._answers(*said) != self._answers(*reversed(said))
        return self._known[nameless]

    def _move_alike(self, one: Sequence[Statement], other: Sequence[Statement]) -> bool:
        """Tell whether two events move the same node, or parts of one, to different statuses."""
        first, second = ({(self._root(move.node), move.target) for move in some} for some in (one, other))  # type: ignore[union-attr]  # all are moves
        return any(root == place and target != status for root, target in first for place, status in second)

    def _root(self, node: str) -> str:
        above = self._roots.get(node)
        return node if above is None else self._root(above)

    def _answers(self, one: Sequence[Statement], other: Sequence[Statement]) -> object:
        """Give what is known after two events, in this order."""
        said = (*one, *other)
        answer = Worlds(self._nodes, said).after(len(said))
        names = sorted({name for statement in said for name in names_in(statement)})
        return (
            answer.of,
            [answer.number(status) for status in (*Status, "remaining")],
            [answer.possible(name) for name in names],
            answer.reopened,
        )


def _speakers(entry: Entry) -> frozenset[ActorId]:
    """Name whose word an entry is; nobody's where it is on record, or where somebody objects, which is an act."""
    return frozenset() if entry.on_record or entry.objects else entry.sayers


def _said(entries: tuple[Entry, ...]) -> tuple[Statement, ...]:
    return tuple(statement for entry in entries for statement in entry.everything)


def _nameless(said: tuple[Statement, ...]) -> tuple[Statement, ...]:
    """Leave aside by which events something is said."""
    return tuple(attrs.evolve(statement, key="") for statement in said)
