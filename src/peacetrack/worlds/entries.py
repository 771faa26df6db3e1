"""Entries: what events say of a population, each with its position in the order and with its carriers.

The law: an account of one actor has what rests on sources alone, and what is that actor's own; it lacks what the actor denies.
What it has is laid on the worlds once, whatever days are asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.stages import PARTY_BY_PARTY, concluded_by, concludes
from peacetrack.aspects.tallies import UnitCount
from peacetrack.beliefs.accounts import COMMON_GROUND, Denial
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.worlds import Answer, Stated, Statement, Worlds
from peacetrack.worlds.cast import names_in
from peacetrack.worlds.populations import (
    Population,
    bears_on_units,
    instruments_of,
    is_counted,
    nodes_of,
    statements_of,
    units_of,
)
from peacetrack.worlds.statements import Node

NOBODY: Final[frozenset[ActorId]] = frozenset()


@attrs.frozen
class Entry:
    """
    A statement of a population.

    Attributes:
        position: Of the event in the order.
        carriers: Whose word it is; nobody's in particular when empty.
        against: Who denied it.
        statement: What it says.
    """

    position: int
    carriers: tuple[ActorId, ...]
    against: frozenset[ActorId]
    statement: Statement

    def is_in(self, account: ActorId | None) -> bool:
        """Tell whether an account of one actor has it; None is that of sources alone."""
        if account == COMMON_GROUND:
            return not self.carriers and not self.against
        return (not self.carriers or account in self.carriers) and account not in self.against


class Entries(Mapping[Population, tuple[Entry, ...]]):
    """The entries of each population in the order of replay; those of an instrument are made when one asks for it."""

    def __init__(self, view: View, *, refused: frozenset[EventId], unbound: frozenset[EventId]) -> None:
        """
        Hold what the entries are made of.

        Args:
            view: What is believed.
            refused: Events that change nothing.
            unbound: Events that apply as from an unknown status.
        """
        self._view, self._refused, self._unbound = view, refused, unbound
        self._made: dict[InstrumentId, Mapping[Population, _Made]] = {}

    def __getitem__(self, population: Population, /) -> tuple[Entry, ...]:
        return self._of(population.instrument)[population][1]

    def __iter__(self) -> Iterator[Population]:
        """List the populations of which somebody spoke, by the first who did."""
        made = [
            (first, population)
            for name in self._positions
            for population, (first, _) in self._of(name).items()
        ]
        return iter([population for _, population in sorted(made, key=lambda pair: pair[0])])

    def __len__(self) -> int:
        return sum(len(self._of(name)) for name in self._positions)

    @cached_property
    def _positions(self) -> Mapping[InstrumentId, Sequence[int]]:
        """Map each instrument to the positions of the events that can say something of it."""
        found: dict[InstrumentId, array[int]] = {}
        cast, refused = self._view.log.cast, self._refused
        for position, event in enumerate(self._view.events):
            if is_counted(type(event)) and not (refused and event.id in refused):
                for name in instruments_of(event, cast):
                    positions = found.get(name)
                    if positions is None:
                        found[name] = array("I", (position,))
                    elif positions[-1] != position:
                        positions.append(position)
        for population, position in self._looked_back_to:
            name = population.instrument
            found[name] = array("I", sorted({*found[name], position}))
        return found

    @cached_property
    def _looked_back_to(self) -> frozenset[tuple[Population, int]]:
        """List the populations of which some count says how many more there are since an event, with its position."""
        counts = [e for e in self._view.events if isinstance(e, UnitCount) and e.since]
        if not counts:
            return frozenset()
        positions = {event.id: position for position, event in enumerate(self._view.events)}
        cast = self._view.log.cast
        return frozenset(
            (
                Population(count.instrument, count.unit or units_of(count.instrument, cast).unit),
                positions[count.since],
            )
            for count in counts
            if count.since in positions
        )

    def _of(self, instrument: InstrumentId) -> Mapping[Population, _Made]:
        """Make the entries of an instrument's populations."""
        if instrument not in self._made:
            found: dict[Population, list[Entry]] = {}
            first: dict[Population, tuple[int, int]] = {}
            earlier: list[Event] = []
            for position in self._positions.get(instrument, ()):
                for rank, (population, entry) in enumerate(self._entries(position, earlier)):
                    if population.instrument == instrument:
                        if population not in found:
                            found[population], first[population] = [], (position, rank)
                        found[population].append(entry)
                self._keep_the_day(instrument, position, found, first)
            self._made[instrument] = {name: (first[name], tuple(said)) for name, said in found.items()}
        return self._made[instrument]

    def _keep_the_day(
        self,
        name: InstrumentId,
        position: int,
        found: dict[Population, list[Entry]],
        first: dict[Population, tuple[int, int]],
    ) -> None:
        """Let a population know the day since which a later count says how many more of it there are."""
        for population, day in self._looked_back_to:
            said = (
                found.setdefault(population, []) if (population.instrument, day) == (name, position) else None
            )
            if said is not None and not (said and said[-1].position == position):
                first.setdefault(population, (position, 0))
                mark = Stated(key=self._view.events[position].id, statuses=())
                said.append(Entry(position, (), NOBODY, mark))

    def _entries(self, position: int, earlier: list[Event]) -> Iterator[tuple[Population, Entry]]:
        """Turn the event at a position of the order into entries, and keep what happened to its text."""
        event, cast, beliefs = self._view.events[position], self._view.log.cast, self._view.beliefs
        carriers, against = beliefs.words(event), beliefs.denied.get(event.id, NOBODY)
        by_all = True
        if concluded_by(event):
            # What each signs for itself concludes the text once the last has signed.
            by_all = concludes(event, earlier, cast)
        if type(event) in PARTY_BY_PARTY:
            earlier.append(event)
        unbound = event.id in self._unbound
        for population, statement in statements_of(event, cast, unbound=unbound, by_all=by_all):
            yield population, Entry(position, carriers, against, statement)


#: The entries of a population, after the position and the rank of the first, by which populations are put in order.
_Made = tuple[tuple[int, int], tuple[Entry, ...]]


class AccountWorlds:
    """The worlds of one population, for one account."""

    def __init__(self, entries: Sequence[Entry], nodes: Sequence[Node]) -> None:
        self._entries = entries
        self._positions = array("I", (entry.position for entry in entries))
        self._worlds = Worlds(nodes, (entry.statement for entry in entries))

    def answer(self, size: int, possible: frozenset[int]) -> Answer:
        """Say what is known after so many events, where those at some positions may have happened, each as a whole."""
        number = bisect_left(self._positions, size)
        if not possible:
            return self._worlds.after(number)
        stop = bisect_left(self._positions, max(possible) + 1)
        maybe = [entry for entry in self._entries[number:stop] if entry.position in possible]
        groups = groupby(maybe, key=attrgetter("position"))
        return self._worlds.after(number, [[entry.statement for entry in group] for _, group in groups])


class Register:
    """
    All entries about one population, looked through once for all days and accounts.

    Attributes:
        entries: In the order of replay.
        nodes: The provisions of the population.
    """

    def __init__(self, entries: tuple[Entry, ...], nodes: tuple[Node, ...]) -> None:
        self.entries = entries
        self.nodes = nodes
        self._by_account: dict[ActorId | None, AccountWorlds] = {}

    def of(self, account: ActorId | None) -> AccountWorlds:
        """Give the worlds for the account of one actor; None is that of sources alone."""
        known = self._by_account.get(account)
        if known is None:
            believed = [entry for entry in self.entries if entry.is_in(account)]
            known = self._by_account[account] = AccountWorlds(believed, self.nodes)
        return known

    def speaking(self, size: int, possible: frozenset[int]) -> Iterator[ActorId]:
        """Name the actors some of whose word on it had been said after so many events, or may have been."""
        for actor, positions in self._said.items():
            if positions[0] < size or not possible.isdisjoint(positions):
                yield actor

    def denials(self, size: int, possible: frozenset[int]) -> Iterator[Denial]:
        """List what had been denied by then, or may have been, with its carriers and who denied it."""
        for entry in self._denied:
            if entry.position < size or entry.position in possible:
                yield entry.carriers, entry.against

    @cached_property
    def _said(self) -> Mapping[ActorId, Sequence[int]]:
        said: dict[ActorId, list[int]] = {}
        for entry in self.entries:
            for actor in entry.carriers:
                said.setdefault(actor, []).append(entry.position)
        return said

    @cached_property
    def _denied(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.against)

    @cached_property
    def about_units(self) -> frozenset[str]:
        """Name the events that say something of its units, and not only of nodes of another kind."""
        outside = {node.id for node in self.nodes if not node.is_unit and node.parent is None}
        return frozenset(
            entry.statement.key for entry in self.entries if bears_on_units(entry.statement, outside=outside)
        )

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the position of each event that speaks of it."""
        return {entry.statement.key: entry.position for entry in self.entries}


class Registers:
    """The registers of all populations; each is looked through when it is first asked for."""

    def __init__(self, entries: Mapping[Population, tuple[Entry, ...]], cast: Cast) -> None:
        self._entries = entries
        self._cast = cast
        self._known: dict[Population, Register] = {}

    def of(self, population: Population) -> Register:
        """Give the register of a population, which is empty where nobody spoke of it."""
        known = self._known.get(population)
        if known is None:
            entries = self._entries.get(population, ())
            known = self._known[population] = Register(entries, nodes_of(population, self._cast))
        return known

    @cached_property
    def listing(self) -> Mapping[str, Sequence[tuple[Register, Entry]]]:
        """Map each provision to the counts and lists that name it."""
        found: dict[str, list[tuple[Register, Entry]]] = {}
        for population, entries in self._entries.items():
            for entry in entries:
                if not hasattr(entry.statement, "node"):
                    for name in names_in(entry.statement):
                        found.setdefault(name, []).append((self.of(population), entry))
        return found
