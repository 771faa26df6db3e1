"""The census: how many units have a status at a point of the replay, on the words that an account believes.

One word is counted by itself, so that one side's number never overwrites the other's. The answers of several words are
met; where they have nothing in common they are spanned, and marked as disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import cached_property, reduce
from typing import Final, Literal, cast

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status, derived
from peacetrack.beliefs.accounts import Account, words_of
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, ProvisionId
from peacetrack.worlds import Answer, Bounds
from peacetrack.worlds.entries import Register, Registers
from peacetrack.worlds.populations import Population, home_of

Word = Status | Literal["remaining"]


@attrs.frozen(kw_only=True)
class Count:
    """
    Say how many units have a status, out of how many.

    Attributes:
        numerator: How many have it.
        denominator: How many there are, withdrawn ones aside.
        status: Which status, or `remaining`.
        unit: What is counted.
        including: Nodes of another kind that are counted with them.
        excluding: Units that are left out.
        foreign: The unit is not the instrument's own, such as parts of the document.
        disputed: The words that were believed have no number in common; the bounds span them all.
        because: The events on which it rests, in the order of replay.
    """

    numerator: Bounds
    denominator: Bounds
    status: Word
    unit: str
    including: tuple[ProvisionId, ...] = ()
    excluding: tuple[ProvisionId, ...] = ()
    foreign: bool = False
    disputed: bool = False
    because: tuple[EventId, ...] = ()

    def __str__(self) -> str:
        if not self.unit:
            return "nothing is counted"
        status = str(self.status).replace("_", " ")
        scope = scope_words(self.including, self.excluding)
        tail = f"{scope} (in the unit '{self.unit}')" if self.foreign else scope
        if self.status == Status.WITHDRAWN:  # it is in no denominator
            units = "" if self.foreign else f" {counted(self.numerator, self.unit)}"
            return f"{self.numerator}{units} {status}{tail}"
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
    return (unit or "unit") if str(number) in ("1", "at least 1") else plural(unit)


def plural(unit: str) -> str:
    """
    Give the plural of a unit, as English forms it; where a text has none, of units as such.

    Examples:
        >>> plural("article"), plural("category"), plural("")
        ('articles', 'categories', 'units')
    """
    unit = unit or "unit"
    return f"{unit[:-1]}ies" if unit.endswith("y") and unit[-2:-1] not in "aeiou" else f"{unit}s"


def several(names: Sequence[str]) -> str:
    """
    Join names; of very many, show a few and say how many more there are.

    Examples:
        >>> several(["a", "b"])
        'a, b'
        >>> several([f"a-{number}" for number in range(1000)])
        'a-0, a-1, a-2, a-3, a-4, a-5 and 994 more'
    """
    if len(names) <= MOST_NAMES:
        return ", ".join(names)
    return f"{', '.join(names[:FEW_NAMES])} and {len(names) - FEW_NAMES} more"


#: A list of more names than that fills a screen with what nobody reads.
MOST_NAMES: Final = 12
FEW_NAMES: Final = 6


def scope_words(including: Sequence[str], excluding: Sequence[str]) -> str:
    """
    Word which provisions numbers include and leave out.

    Examples:
        >>> scope_words(["preamble"], [])
        ', with preamble'
    """
    included = f", with {several(including)}" if including else ""
    return f"{included}, without {several(excluding)}" if excluding else included


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
        """Meet the sets of the words, and take in those of actors who deny them."""
        return _met([of(answer) for answer in self.words], [of(answer) for answer in self.against])


def _met(
    sets: Sequence[frozenset[Status]], against: Sequence[frozenset[Status]]
) -> tuple[frozenset[Status], bool]:
    """Meet sets; join them where they have no status in common, or somebody denies them, and say so."""
    met = frozenset.intersection(*sets)
    joined = (met or frozenset[Status]().union(*sets)).union(*against)
    return joined, joined != met


@attrs.frozen(slots=False, eq=False)
class Census:
    """
    Count the populations of a log at a point of its replay.

    Attributes:
        cast: The cast of the log.
        account: Whose word is believed.
        events: All events of the view, in order.
        registers: The entries of each population.
        size: How many of the events had certainly happened.
        perhaps: The places of those that may have happened.
    """

    cast: Cast
    account: Account
    events: Sequence[Event]
    registers: Registers
    size: int
    perhaps: frozenset[int]

    @cached_property
    def _polls(self) -> dict[Population, Poll]:
        return {}

    def poll(self, population: Population) -> Poll:
        """Count a population, once for each word that the account believes and that speaks of it."""
        known = self._polls.get(population)
        if known is None:
            register = self.registers.of(population)
            words, against = self._words(register)
            known = self._polls[population] = Poll(
                tuple(register.of(word).answer(self.size, self.perhaps) for word in words),
                tuple(register.of(word).answer(self.size, self.perhaps) for word in against),
            )
        return known

    def answers(self, population: Population) -> tuple[Answer, ...]:
        """Give the answers of all words about a population."""
        found = self.poll(population)
        return (*found.words, *found.against)

    def _words(self, register: Register) -> tuple[tuple[ActorId | None, ...], tuple[ActorId, ...]]:
        """Choose the words that are believed, and those of actors who deny what others say."""
        if self.account.word is not None:
            return (self.account.word,), ()
        speaking, denials = (
            register.speaking(self.size, self.perhaps),
            register.denials(self.size, self.perhaps),
        )
        words, against = words_of(self.account, speaking, denials)
        return words or (None,), against

    def count(
        self,
        population: Population,
        word: Word,
        *,
        including: tuple[ProvisionId, ...] = (),
        excluding: tuple[ProvisionId, ...] = (),
    ) -> Count:
        """
        Count the members of a population that have a status.

        Args:
            population: Any.
            word: A status, or `remaining`.
            including: Nodes of another kind that are counted with them.
            excluding: Members that are left out.
        """
        found = self.poll(population)
        numerator, split = found.bounds(lambda answer: answer.number(word, including, excluding))
        is_whole = not (including or excluding)
        denominator, torn = found.bounds(
            lambda answer: answer.of if is_whole else answer.live(including, excluding)
        )
        return Count(
            numerator=numerator,
            denominator=denominator,
            status=word,
            unit=population.unit,
            including=including,
            excluding=excluding,
            foreign=population.unit != self.cast.instruments[population.instrument].unit,
            disputed=split or torn,
            because=self.because(population),
        )

    def number(
        self,
        population: Population,
        word: Word,
        *,
        including: Collection[str] = (),
        excluding: Collection[str] = (),
    ) -> Bounds:
        """
        Tell how many members of a population have a status, without the events on which that rests.

        Args:
            population: Any.
            word: A status, or `remaining`.
            including: Nodes of another kind that are counted with them.
            excluding: Members that are left out.
        """
        return self.poll(population).bounds(lambda answer: answer.number(word, including, excluding))[0]

    def live(
        self, population: Population, *, including: Collection[str] = (), excluding: Collection[str] = ()
    ) -> Bounds:
        """Tell how many live members a population has, with these and without those."""
        return self.poll(population).bounds(lambda answer: answer.live(including, excluding))[0]

    def is_reopened(self, population: Population) -> bool:
        """Tell whether the text was, or may have been, reopened and nobody said what of it, nor anything of it since."""
        return any(answer.reopened for answer in self.answers(population))

    def because(self, population: Population) -> tuple[EventId, ...]:
        """Name the events on which the counts of a population rest, in the order of replay."""
        if population not in self._because:
            self._because[population] = self._events_behind(population)
        return self._because[population]

    @cached_property
    def _because(self) -> dict[Population, tuple[EventId, ...]]:
        return {}

    def _events_behind(self, population: Population) -> tuple[EventId, ...]:
        about = self.registers.of(population).about_units
        told = [
            tuple(key for key in answer.because if key in about)
            for answer in self.answers(population)
            if answer.because
        ]
        if len(told) < 2:
            return cast("tuple[EventId, ...]", told[0]) if told else ()
        keys = {key for some in told for key in some}
        return tuple(map(EventId, sorted(keys, key=self.registers.of(population).places.__getitem__)))

    def unnamed(self, population: Population) -> Bounds:
        """Tell how many members of a population nobody has named."""
        return self.poll(population).bounds(lambda answer: answer.unnamed)[0]

    def ever_opened(self, population: Population) -> Bounds:
        """Tell how many members of a population were ever taken up."""
        return self.poll(population).bounds(lambda answer: answer.ever_opened)[0]

    def possible(self, name: ProvisionId) -> tuple[frozenset[Status], bool]:
        """Give the statuses that a provision may have, and tell whether words disagree about it."""
        below = self.cast.over_units.get(name)
        if below:
            told = [self.possible(unit) for unit in below]
            complete = self.cast.provision(name).complete
            return derived([possible for possible, _ in told], complete=complete), any(d for _, d in told)
        return self.poll(home_of(name, self.cast)).statuses(lambda answer: answer.possible(name) or LIVE)

    def listed(self, name: ProvisionId) -> tuple[int, ...]:
        """Give the places of the believed counts that name a provision and had certainly been stated."""
        found: list[int] = []
        for register, entry in self.registers.listing.get(name, ()):
            words = (word for some in self._words(register) for word in some)
            if entry.position < self.size and any(map(entry.is_in, words)):
                found.append(entry.position)
        return tuple(found)
