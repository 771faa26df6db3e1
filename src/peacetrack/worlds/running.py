"""
One word about one population, told item by item: what it says after any number of its items.

The law: the answer after some items is that of telling them, and no others, from the beginning. Items are told once,
going forward; to go back, they are told again from the last of a few points that were kept on the way.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, islice
from typing import Final, assert_never

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.answer import Answer
from peacetrack.worlds.courses import courses
from peacetrack.worlds.items import Arrival, Item, Move, Tally
from peacetrack.worlds.ledger import Ledger
from peacetrack.worlds.moves import arrive, move
from peacetrack.worlds.tallies import tell

__all__ = ["NOTHING", "Running"]

NOTHING: Final[Mapping[str, Status]] = {}
#: At most so many points of a story are kept, and none nearer to another than so many items.
MOST_POINTS: Final = 32
LEAST_STEP: Final = 64


@attrs.frozen(slots=False, eq=False)
class Told:
    """
    The items on which an answer may rest.

    Attributes:
        items: All of a word.
        number: So many of these had certainly happened.
        maybe: What may have happened after them.
        places: For each key the first of all items that has it.
    """

    items: Sequence[Item]
    number: int
    maybe: Sequence[Item]
    places: Mapping[str, int]

    def __iter__(self) -> Iterator[Item]:
        return chain(islice(self.items, self.number), self.maybe)

    def in_order(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Put the keys of some of these items in order, each once; a key that none of them has is left out."""
        wanted, last = {*keys}, len(self.items)
        surely = [key for key in wanted if self.places.get(key, last) < self.number]
        surely.sort(key=self.places.__getitem__)
        return tuple(dict.fromkeys(chain(surely, (item.key for item in self.maybe if item.key in wanted))))


@attrs.frozen(eq=False)
class _Point:
    """A ledger as it was after some items, of which it still shares the growing lists."""

    number: int
    ledger: Ledger
    keys: int
    findings: int

    @classmethod
    def at(cls, number: int, ledger: Ledger) -> _Point:
        kept = attrs.evolve(ledger, facts=dict(ledger.facts), fixed=dict(ledger.fixed))
        return cls(number, kept, len(ledger.keys), len(ledger.findings))

    def resumed(self) -> Ledger:
        """Give a ledger of its own that goes on from here."""
        return _apart(self.ledger, self.keys, self.findings)


def _apart(ledger: Ledger, keys: int, findings: int) -> Ledger:
    """Give a ledger that stays as it is, with the first so many of its keys and findings."""
    return attrs.evolve(
        ledger,
        facts=dict(ledger.facts),
        fixed=dict(ledger.fixed),
        keys=ledger.keys[:keys],
        findings=ledger.findings[:findings],
    )


class _Line:
    """The ledger of one word, moved to and fro; which provisions are no units is the same all along."""

    def __init__(self, items: Sequence[Item], start: Mapping[str, Status], outsiders: frozenset[str]) -> None:
        self.items = items
        self.step = max(LEAST_STEP, len(items) // MOST_POINTS)
        self.number = 0
        self.ledger = Ledger.of(start, outsiders=outsiders)
        self.points = [_Point.at(0, self.ledger)]

    def after(self, number: int) -> Ledger:
        """Go to the point after so many items, and give a ledger that stays as it is there."""
        if number < self.number:
            point = self.points[number // self.step]
            self.number, self.ledger = point.number, point.resumed()
        while self.number < number:
            end = min(number, (self.number // self.step + 1) * self.step)
            for item in islice(self.items, self.number, end):
                _take(self.ledger, item)
            self.number = end
            if end == len(self.points) * self.step:
                self.points.append(_Point.at(end, self.ledger))
        return _apart(self.ledger, len(self.ledger.keys), len(self.ledger.findings))


class Running:
    """Tell the items of one word once, and answer after any number of them."""

    def __init__(self, items: Iterable[Item], *, start: Mapping[str, Status] = NOTHING) -> None:
        """
        Hold the items of one word about one population.

        Args:
            items: What was said and what happened, in the order of replay.
            start: The statuses that the cast gives units, such as a published agenda.
        """
        self.items = tuple(items)
        self._start = start
        self._lines: dict[frozenset[str], _Line] = {}
        self._including = [
            (number, item.including)
            for number, item in enumerate(self.items)
            if isinstance(item, Tally) and item.including
        ]

    def after(self, number: int, maybe: Iterable[Item] = ()) -> Answer:
        """
        Say how many units have which status after the first so many items.

        Args:
            number: How many items had certainly happened.
            maybe: What may have happened after them, in the order of replay; the answer takes in every choice of these.
        """
        perhaps = tuple(maybe)
        outsiders = self._outsiders(number, perhaps)
        if outsiders not in self._lines:
            self._lines[outsiders] = _Line(self.items, self._start, outsiders)
        ledger = self._lines[outsiders].after(number)
        told = Told(self.items, number, perhaps, self._places)
        return Answer(ledger, courses(ledger, perhaps, take=_take), told)

    @cached_property
    def _places(self) -> Mapping[str, int]:
        return {item.key: number for number, item in reversed([*enumerate(self.items)])}

    def _outsiders(self, number: int, maybe: Iterable[Item]) -> frozenset[str]:
        """List the provisions that some count takes in though they are no units."""
        surely = (names for place, names in self._including if place < number)
        perhaps = (item.including for item in maybe if isinstance(item, Tally))
        return frozenset(name for names in chain(surely, perhaps) for name in names)


def _take(ledger: Ledger, item: Item) -> None:
    match item:
        case Move():
            move(ledger, item)
        case Tally():
            tell(ledger, item)
        case Arrival():
            arrive(ledger, item)
        case _:
            assert_never(item)
