"""The census: how many units have a status at a point of the replay, on the words that an account believes.

One word is counted by itself, so that one side's number never overwrites the other's. The answers of several words are
met; where they have nothing in common they are spanned, and marked as disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property, partial, reduce
from itertools import zip_longest
from typing import Final, Literal, Protocol

import attrs

from peacetrack.accounts import COMMON_GROUND, Account, words_of
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.cast import Cast
from peacetrack.counts import Answer, Arrival, Bounds, Item, Move, Tally, count
from peacetrack.ids import ActorId, EventId, ProvisionId
from peacetrack.lifecycle import Event
from peacetrack.mapping import ReadOnly
from peacetrack.populations import Population, home_of, items_of, items_of_whole
from peacetrack.views import View

Word = Status | Literal["remaining"]
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


def entries_of(
    view: View, *, refused: frozenset[EventId], unbound: frozenset[EventId], whole: Whole
) -> Mapping[Population, tuple[Entry, ...]]:
    """
    Give the items of each population, in the order of replay.

    Args:
        view: What is believed.
        refused: Events that change nothing.
        unbound: Events that apply as from an unknown status.
        whole: Tells which statuses a unit has by its parts.
    """
    beliefs, cast = view.beliefs, view.log.cast
    found: dict[Population, list[Entry]] = {}
    for place, event in enumerate(view.events):
        if event.id not in refused:
            sides, against = beliefs.words(event), beliefs.denied.get(event.id, NOBODY)
            for population, item in items_of(event, cast, unbound=event.id in unbound):
                found.setdefault(population, []).append(Entry(place, sides, against, item))
            for word, apart, told in _of_wholes(event, sides, cast, partial(whole, place=place)):
                for population, item in told:
                    entry = Entry(place, sides, against, item, word, apart, of_whole=True)
                    found.setdefault(population, []).append(entry)
    return ReadOnly((population, tuple(items)) for population, items in found.items())


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
        tail = f" (in the unit '{self.unit}')" if self.foreign else ""
        if self.denominator.high is None:
            units = "" if self.foreign else f" {counted(self.numerator, self.unit)}"
            return f"{self.numerator}{units} {status}, of an unknown number{tail}"
        units = "" if self.foreign else f" {plural(self.unit)}"
        return f"{self.numerator} of {self.denominator}{units} {status}{tail}"


def counted(number: object, unit: str) -> str:
    """
    Give the form of a unit that goes with a number.

    Examples:
        >>> counted("at least 1", "article"), counted(13, "article")
        ('article', 'articles')
    """
    return unit if str(number) in ("1", "at least 1") else plural(unit)


def plural(unit: str) -> str:
    """Give the plural of a unit, as English forms it.

    Examples:
        >>> plural("article"), plural("category")
        ('articles', 'categories')
    """
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"


@attrs.frozen
class Poll:
    """
    The answers of all words about one population.

    Attributes:
        words: Those that are met.
        against: Those of actors who deny what others say: the answer takes in both.
    """

    words: tuple[Answer, ...]
    against: tuple[Answer, ...] = ()

    def bounds(self, of: Callable[[Answer], Bounds]) -> tuple[Bounds, bool]:
        """Meet the bounds of the words; span them where they have no number in common, or somebody denies them."""
        first, *others = [of(answer) for answer in self.words]
        met: Bounds | None = first
        for other in others:
            met = met.meet(other) if met else None
        joined = met or reduce(Bounds.span, others, first)
        spanned = reduce(Bounds.span, [of(answer) for answer in self.against], joined)
        return spanned, met is None or spanned != met

    def statuses(self, of: Callable[[Answer], frozenset[Status]]) -> tuple[frozenset[Status], bool]:
        """Meet the sets of the words; join them where they have no status in common, or somebody denies them."""
        sets = [of(answer) for answer in self.words]
        met = frozenset.intersection(*sets)
        joined = (met or frozenset[Status]().union(*sets)).union(*(of(answer) for answer in self.against))
        return joined, joined != met


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

    def is_told(self, place: int) -> bool:
        """Tell whether the event at a place of the order had happened, or may have."""
        return place < self.size or place in self.perhaps

    @cached_property
    def _polls(self) -> dict[Population, Poll]:
        return {}

    def poll(self, population: Population) -> Poll:
        """Count a population, once for each word that the account believes and that speaks of it."""
        known = self._polls.get(population)
        if known is None:
            entries = self.entries.get(population, ())
            words, against = self._words(entries)
            known = self._polls[population] = Poll(
                tuple(self._count(population, entries, word=word) for word in words),
                tuple(self._count(population, entries, word=word) for word in against),
            )
        return known

    def answers(self, population: Population) -> tuple[Answer, ...]:
        """Give the answers of all words about a population."""
        found = self.poll(population)
        return (*found.words, *found.against)

    def _words(self, entries: tuple[Entry, ...]) -> tuple[tuple[ActorId | None, ...], tuple[ActorId, ...]]:
        """Choose the words that are believed, and those of actors who deny what others say."""
        if self.account.word is not None:
            return (self.account.word,), ()
        told = [entry for entry in entries if (entry.sides or entry.against) and self.is_told(entry.place)]
        speaking = (side for entry in told for side in entry.sides)
        denials = ((entry.sides, entry.against) for entry in told if entry.against)
        words, against = words_of(self.account, speaking, denials)
        return words or (None,), against

    def _count(self, population: Population, entries: tuple[Entry, ...], *, word: ActorId | None) -> Answer:
        heard = [entry for entry in entries if entry.is_heard(word)]
        return count(
            [entry.item for entry in heard if entry.place < self.size],
            maybe=list(_maybe([entry for entry in heard if entry.place in self.perhaps])),
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
        found = self.poll(population)
        numerator, split = found.bounds(lambda answer: answer.counts[word])
        denominator, torn = found.bounds(lambda answer: answer.of)
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
        return self.poll(population).bounds(lambda answer: answer.unnamed)[0]

    def possible(self, name: ProvisionId) -> tuple[frozenset[Status], bool]:
        """Give the statuses that a provision may have, and tell whether words disagree about it."""
        start = frozenset({Status.PENDING}) if self.cast.provision(name).status else LIVE
        found = self.poll(home_of(name, self.cast))
        return found.statuses(lambda answer: answer.possible.get(name, start))

    @cached_property
    def listing(self) -> Mapping[str, tuple[Event, ...]]:
        """Map each provision to the believed counts that name it and had certainly been stated."""
        listing: dict[str, list[Event]] = {}
        for entries in self.entries.values():
            words = [word for some in self._words(entries) for word in some]
            for entry in entries:
                if (
                    isinstance(entry.item, Tally)
                    and entry.place < self.size
                    and any(map(entry.is_heard, words))
                ):
                    for name, _ in entry.item.listed:
                        listing.setdefault(name, []).append(self.events[entry.place])
        return {name: tuple(events) for name, events in listing.items()}


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
