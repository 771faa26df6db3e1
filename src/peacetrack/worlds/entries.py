"""Entries: what events say to the counting, each with its place and with those whose word it is; and who hears it.

The law: one word hears what rests on sources alone, and what is its own; it does not hear what it denies. What a word has
heard is told to the counting once, whatever days are asked for.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial
from itertools import zip_longest
from typing import Final, Protocol

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.beliefs.accounts import COMMON_GROUND, Denial
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProvisionId
from peacetrack.worlds import Answer, Arrival, Item, Move, Running, Tally
from peacetrack.worlds.populations import (
    Population,
    home_of,
    instruments_of,
    is_counted,
    items_of,
    items_of_whole,
)

NOBODY: Final[frozenset[ActorId]] = frozenset()


@attrs.frozen
class Entry:
    """
    An item of a population.

    Attributes:
        place: Of the event in the order.
        sides: Whose word it is; nobody's in particular when empty.
        against: Who denied it.
        item: What it says to the counting.
        only: The one word that hears it so, because parts of the unit stand otherwise in it than in others.
        apart: The words that hear something else instead, for the same reason.
        of_whole: It follows from the parts of a unit, and so from all that had been told of them.
    """

    place: int
    sides: tuple[ActorId, ...]
    against: frozenset[ActorId]
    item: Item
    only: ActorId | None = None
    apart: frozenset[ActorId] = NOBODY
    of_whole: bool = False

    def is_heard(self, word: ActorId | None) -> bool:
        """Tell whether it is part of a word; None is the word of sources alone."""
        if (self.only is not None and word != self.only) or word in self.apart:
            return False
        if word == COMMON_GROUND:
            return not self.sides and not self.against
        return (not self.sides or word in self.sides) and word not in self.against


class Entries(Mapping[Population, tuple[Entry, ...]]):
    """The entries of each population in the order of replay; those of an instrument are made when one asks for it."""

    def __init__(
        self, view: View, *, refused: frozenset[EventId], unbound: frozenset[EventId], whole: Whole
    ) -> None:
        """
        Hold what the entries are made of.

        Args:
            view: What is believed.
            refused: Events that change nothing.
            unbound: Events that apply as from an unknown status.
            whole: Tells which statuses a unit has by its parts.
        """
        self._view, self._refused, self._unbound, self._whole = view, refused, unbound, whole
        self._made: dict[InstrumentId, Mapping[Population, _Made]] = {}

    def __getitem__(self, population: Population, /) -> tuple[Entry, ...]:
        return self._of(population.instrument)[population][1]

    def __iter__(self) -> Iterator[Population]:
        """List the populations of which somebody spoke, by the first who did."""
        made = [
            (first, population) for name in self._places for population, (first, _) in self._of(name).items()
        ]
        return iter([population for _, population in sorted(made, key=lambda pair: pair[0])])

    def __len__(self) -> int:
        return sum(len(self._of(name)) for name in self._places)

    @cached_property
    def _places(self) -> Mapping[InstrumentId, Sequence[int]]:
        """Map each instrument to the places of the events that can say something of it to the counting."""
        found: dict[InstrumentId, array[int]] = {}
        cast, refused = self._view.log.cast, self._refused
        for place, event in enumerate(self._view.events):
            if is_counted(type(event)) and not (refused and event.id in refused):
                for name in instruments_of(event, cast):
                    places = found.get(name)
                    if places is None:
                        found[name] = array("I", (place,))
                    elif places[-1] != place:
                        places.append(place)
        return found

    def _of(self, instrument: InstrumentId) -> Mapping[Population, _Made]:
        """Make the entries of an instrument's populations."""
        if instrument not in self._made:
            found: dict[Population, list[Entry]] = {}
            first: dict[Population, tuple[int, int]] = {}
            for place in self._places.get(instrument, ()):
                for rank, (population, entry) in enumerate(self._entries(place)):
                    if population.instrument == instrument:
                        if population not in found:
                            found[population], first[population] = [], (place, rank)
                        found[population].append(entry)
            self._made[instrument] = {name: (first[name], tuple(told)) for name, told in found.items()}
        return self._made[instrument]

    def _entries(self, place: int) -> Iterator[tuple[Population, Entry]]:
        """Turn the event at a place of the order into entries."""
        event, cast, beliefs = self._view.events[place], self._view.log.cast, self._view.beliefs
        sides, against = beliefs.words(event), beliefs.denied.get(event.id, NOBODY)
        for population, item in items_of(event, cast, unbound=event.id in self._unbound):
            yield population, Entry(place, sides, against, item)
        for word, apart, told in _of_wholes(event, sides, cast, partial(self._whole, place=place)):
            for population, item in told:
                yield population, Entry(place, sides, against, item, word, apart, of_whole=True)


#: The entries of a population, after the place and the rank of the first, by which populations are put in order.
_Made = tuple[tuple[int, int], tuple[Entry, ...]]
Told = list[tuple[Population, Item]]


def _of_wholes(
    event: Event, sides: tuple[ActorId, ...], cast: Cast, whole: Callable[..., frozenset[Status]]
) -> Iterator[tuple[ActorId | None, frozenset[ActorId], Told]]:
    """Give what follows for units from their parts: what most words hear, then each word that hears otherwise."""
    if not cast.unit_above:
        return
    first, others = (sides[0], sides[1:]) if sides else (None, (COMMON_GROUND, *cast.actors))
    told = list(items_of_whole(event, cast, partial(whole, word=first)))
    if not told:
        return
    apart: dict[ActorId, Told] = {}
    for word in others:
        heard = list(items_of_whole(event, cast, partial(whole, word=word)))
        if heard != told:
            apart[word] = heard
    yield None, frozenset(apart), told
    for word, heard in apart.items():
        yield word, NOBODY, heard


class Whole(Protocol):
    """Tells which statuses a unit may have, as its parts tell, after the event at a place of the order, in a word."""

    def __call__(self, name: ProvisionId, /, *, place: int, word: ActorId | None) -> frozenset[Status]:
        """Give the statuses."""
        ...


class Heard:
    """What one word hears about a population, counted once for all days."""

    def __init__(self, entries: Sequence[Entry], start: Mapping[str, Status]) -> None:
        self._entries = entries
        self._places = array("I", (entry.place for entry in entries))
        self._running = Running((entry.item for entry in entries), start=start)

    def answer(self, size: int, perhaps: frozenset[int]) -> Answer:
        """Count what had certainly happened after so many events, and what may have happened."""
        number = bisect_left(self._places, size)
        if not perhaps:
            return self._running.after(number)
        stop = bisect_left(self._places, max(perhaps) + 1)
        maybe = [entry for entry in self._entries[number:stop] if entry.place in perhaps]
        return self._running.after(number, _maybe(maybe))

    def uncounted(self, unit: str, size: int) -> frozenset[Status] | None:
        """Say which statuses a unit has where nobody has counted, so that no other unit bears on it; None when it was not named."""
        places, statuses = self._alone.get(unit, ((), ()))
        number = bisect_left(places, size)
        return statuses[number - 1] if number else None

    @cached_property
    def _alone(self) -> Mapping[str, tuple[Sequence[int], Sequence[frozenset[Status]]]]:
        """Map each unit to the places of what names it, and the statuses after each, when nobody counts."""
        alone: dict[str, tuple[array[int], list[frozenset[Status]]]] = {}
        for entry in self._entries:
            item = entry.item
            assert not isinstance(item, Tally), "nobody counts"  # noqa: S101 - narrows the type
            places, statuses = alone.setdefault(item.unit, (array("I"), []))
            if isinstance(item, Move):
                statuses.append(_ALONE[item.target])
            elif item.status is not None:
                statuses.append(_ALONE[item.status])
            else:
                is_there = bool(statuses) and statuses[-1] != _ALONE[Status.WITHDRAWN]
                statuses.append(statuses[-1] if is_there else LIVE)
            places.append(entry.place)
        return alone


_ALONE: Final = {status: frozenset({status}) for status in Status}


class Register:
    """
    All entries about one population, looked through once for all days and accounts.

    Attributes:
        entries: In the order of replay.
        start: The statuses that the cast gives its units.
    """

    def __init__(self, entries: tuple[Entry, ...], start: Mapping[str, Status]) -> None:
        self.entries = entries
        self.start = start
        self._heard: dict[ActorId | None, Heard] = {}

    def heard(self, word: ActorId | None) -> Heard:
        """Give what one word hears; None is the word of sources alone."""
        known = self._heard.get(word)
        if known is None:
            told = [entry for entry in self.entries if entry.is_heard(word)]
            known = self._heard[word] = Heard(told, self.start)
        return known

    def speaking(self, size: int, perhaps: frozenset[int]) -> Iterator[ActorId]:
        """Name the actors some of whose word on it had been said after so many events, or may have been."""
        for side, places in self._said.items():
            if places[0] < size or not perhaps.isdisjoint(places):
                yield side

    def denials(self, size: int, perhaps: frozenset[int]) -> Iterator[Denial]:
        """List what had been denied by then, or may have been, with whose word it was and who denied it."""
        for entry in self._denied:
            if entry.place < size or entry.place in perhaps:
                yield entry.sides, entry.against

    @cached_property
    def is_uncounted(self) -> bool:
        """Tell whether nobody counts its units, and the cast gives them no status."""
        return not self.start and not any(isinstance(entry.item, Tally) for entry in self.entries)

    @cached_property
    def _said(self) -> Mapping[ActorId, Sequence[int]]:
        said: dict[ActorId, list[int]] = {}
        for entry in self.entries:
            for side in entry.sides:
                said.setdefault(side, []).append(entry.place)
        return said

    @cached_property
    def _denied(self) -> tuple[Entry, ...]:
        return tuple(entry for entry in self.entries if entry.against)

    @cached_property
    def places(self) -> Mapping[str, int]:
        """Give the place of each event that speaks of it."""
        return {entry.item.key: entry.place for entry in self.entries}


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
            entries, start = self._entries.get(population, ()), self._starts.get(population, {})
            known = self._known[population] = Register(entries, start)
        return known

    @cached_property
    def _starts(self) -> Mapping[Population, Mapping[str, Status]]:
        return _starts(self._cast)

    @cached_property
    def listing(self) -> Mapping[str, Sequence[tuple[Register, Entry]]]:
        """Map each provision to the counts that name it."""
        found: dict[str, list[tuple[Register, Entry]]] = {}
        for population, entries in self._entries.items():
            for entry in entries:
                if isinstance(entry.item, Tally):
                    for name, _ in entry.item.listed:
                        found.setdefault(name, []).append((self.of(population), entry))
        return found


def _starts(cast: Cast) -> Mapping[Population, Mapping[str, Status]]:
    """Map each population to its units that the cast says are on a published agenda."""
    pending: dict[Population, dict[str, Status]] = {}
    for text in cast.instruments.values():
        for node in text.provisions.values():
            if node.status is not None:
                pending.setdefault(home_of(node.id, cast), {})[node.id] = Status.PENDING
    return pending


def _maybe(entries: Sequence[Entry]) -> Iterator[Item]:
    """
    Give the items that may have happened, in the order of replay.

    What follows for a unit from a part supposes all that had been told of its other parts. Where that only may have
    happened, too, the unit may have any status as well.
    """
    moved: set[str] = set()
    for entry, after in zip_longest(entries, entries[1:]):
        item = entry.item
        is_open = after is not None and isinstance(after.item, Arrival) and after.place == entry.place
        if entry.of_whole and isinstance(item, Move) and not is_open and item.unit in moved:
            yield attrs.evolve(item, target=Status.WITHDRAWN)
            yield Arrival(key=item.key, unit=item.unit, status=None)
        yield item
        if isinstance(item, Move):
            moved.add(item.unit)
