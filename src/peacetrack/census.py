"""The census: how many units have a status at a point of the replay, on the words that an account believes.

One word is counted by itself, so that one side's number never overwrites the other's. The answers of several words are
met; where they have nothing in common they are spanned, and marked as disputed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property, reduce
from typing import Literal

import attrs

from peacetrack.accounts import Account
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.cast import Cast
from peacetrack.counts import Answer, Bounds, Item, count
from peacetrack.ids import ActorId, EventId, ProvisionId
from peacetrack.lifecycle import Event
from peacetrack.mapping import ReadOnly
from peacetrack.populations import Population, home_of, items_of

Word = Status | Literal["remaining"]


@attrs.frozen
class Entry:
    """An item of a population: at which place of the order, in whose words, and what."""

    place: int
    sides: tuple[ActorId, ...]
    item: Item


def entries_of(
    events: Sequence[Event], cast: Cast, *, refused: frozenset[EventId], unbound: frozenset[EventId]
) -> Mapping[Population, tuple[Entry, ...]]:
    """
    Give the items of each population, in the order of replay.

    Args:
        events: The events of a view, in order.
        cast: The cast of the log.
        refused: Events that change nothing.
        unbound: Events that apply as from an unknown status.
    """
    found: dict[Population, list[Entry]] = {}
    for place, event in enumerate(events):
        if event.id not in refused:
            for population, item in items_of(event, cast, unbound=event.id in unbound):
                found.setdefault(population, []).append(Entry(place, cast.words(event.word_of), item))
    return ReadOnly((population, tuple(items)) for population, items in found.items())


@attrs.frozen(kw_only=True)
class Count:
    """
    Say how many units have a status, out of how many.

    Attributes:
        numerator: How many have it.
        denominator: How many there are, withdrawn ones aside.
        status: Which status, or `remaining`.
        unit: What is counted.
        foreign: The unit is not the instrument's own, such as parts of the document.
        disputed: The words that were believed have no number in common; the bounds span them all.
        because: The events on which it rests, in the order of replay.
    """

    numerator: Bounds
    denominator: Bounds
    status: Word
    unit: str
    foreign: bool = False
    disputed: bool = False
    because: tuple[EventId, ...] = ()

    def __str__(self) -> str:
        status = str(self.status).replace("_", " ")
        units = "" if self.foreign else f" {plural(self.unit)}"
        tail = f" (in the unit '{self.unit}')" if self.foreign else ""
        if self.denominator.high is None:
            return f"{self.numerator}{units} {status}, of an unknown number{tail}"
        return f"{self.numerator} of {self.denominator}{units} {status}{tail}"


def plural(unit: str) -> str:
    """Give the plural of a unit, as English forms it.

    Examples:
        >>> plural("article"), plural("category")
        ('articles', 'categories')
    """
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"


@attrs.frozen(slots=False, eq=False)
class Census:
    """
    Count the populations of a log at a point of its replay.

    Attributes:
        cast: The cast of the log.
        account: Whose word is believed.
        events: All events of the view, in order.
        entries: The items of each population.
        size: How many of the events had certainly happened.
        perhaps: The places of those that may have happened.
    """

    cast: Cast
    account: Account
    events: Sequence[Event]
    entries: Mapping[Population, tuple[Entry, ...]]
    size: int
    perhaps: frozenset[int]

    @cached_property
    def _answers(self) -> dict[Population, tuple[Answer, ...]]:
        return {}

    def answers(self, population: Population) -> tuple[Answer, ...]:
        """Count a population, once for each word that the account believes and that speaks of it."""
        known = self._answers.get(population)
        if known is None:
            entries = self.entries.get(population, ())
            words = self._words(entries)
            known = self._answers[population] = tuple(
                self._count(population, entries, word=word) for word in words
            )
        return known

    def _words(self, entries: tuple[Entry, ...]) -> tuple[ActorId | None, ...]:
        if self.account.on_record_only:
            return (None,)
        if len(self.account.actors) == 1:
            return self.account.actors
        speaking = dict.fromkeys(side for entry in entries for side in entry.sides)
        return tuple(actor for actor in speaking if self.account.believes(actor)) or (None,)

    def _count(self, population: Population, entries: tuple[Entry, ...], *, word: ActorId | None) -> Answer:
        heard = [entry for entry in entries if not entry.sides or word in entry.sides]
        return count(
            [entry.item for entry in heard if entry.place < self.size],
            maybe=[entry.item for entry in heard if entry.place in self.perhaps],
            start=self._pending.get(population, {}),
        )

    @cached_property
    def _pending(self) -> Mapping[Population, Mapping[str, Status]]:
        """Map each population to its units that the cast says are on a published agenda."""
        pending: dict[Population, dict[str, Status]] = {}
        for text in self.cast.instruments.values():
            for node in text.provisions.values():
                if node.status is not None:
                    pending.setdefault(home_of(node.id, self.cast), {})[node.id] = Status.PENDING
        return pending

    def count(self, population: Population, word: Word) -> Count:
        """Count the members of a population that have a status."""
        answers = self.answers(population)
        numerator, split = met_bounds([answer.counts[word] for answer in answers])
        denominator, torn = met_bounds([answer.of for answer in answers])
        return Count(
            numerator=numerator,
            denominator=denominator,
            status=word,
            unit=population.unit,
            foreign=population.unit != self.cast.instruments[population.instrument].unit,
            disputed=split or torn,
            because=self.because(population),
        )

    def because(self, population: Population) -> tuple[EventId, ...]:
        """Name the events on which the counts of a population rest, in the order of replay."""
        keys = {key for answer in self.answers(population) for key in answer.because}
        places = [entry.place for entry in self.entries.get(population, ()) if entry.item.key in keys]
        return tuple(dict.fromkeys(self.events[place].id for place in places))

    def unnamed(self, population: Population) -> Bounds:
        """Tell how many members of a population nobody has named."""
        return met_bounds([answer.unnamed for answer in self.answers(population)])[0]

    def possible(self, name: ProvisionId) -> tuple[frozenset[Status], bool]:
        """Give the statuses that a provision may have, and tell whether words disagree about it."""
        start = frozenset({Status.PENDING}) if self.cast.provision(name).status else LIVE
        sets = [answer.possible.get(name, start) for answer in self.answers(home_of(name, self.cast))]
        met = frozenset.intersection(*sets)
        return (met, False) if met else (frozenset[Status]().union(*sets), True)

    @cached_property
    def listing(self) -> Mapping[str, tuple[Event, ...]]:
        """Map each provision to the counts that name it and had certainly been stated."""
        listing: dict[str, list[Event]] = {}
        for entries in self.entries.values():
            for entry in entries:
                if entry.place < self.size:
                    for name, _ in getattr(entry.item, "listed", ()):
                        listing.setdefault(name, []).append(self.events[entry.place])
        return {name: tuple(events) for name, events in listing.items()}


def met_bounds(bounds: Sequence[Bounds]) -> tuple[Bounds, bool]:
    """Meet the bounds of several words; where they have no number in common, span them and say so."""
    met: Bounds | None = bounds[0]
    for other in bounds[1:]:
        met = met.meet(other) if met else None
    return (met, False) if met else (reduce(Bounds.span, bounds), True)
