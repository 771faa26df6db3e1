"""The census: how many units have a status at a point of the replay, on the words that an account believes.

All that an account believes is one replay, with a branch for each side of a dispute; the answers of the branches are spanned, and
where they differ, that is marked as disputed.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, reduce
from typing import Final, Literal, cast

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status, derived
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.readings import MOST_READINGS, NOT_EXACT
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, ProvisionId
from peacetrack.worlds import Bounds, Unfitting, WorldsAnswer
from peacetrack.worlds.branches import NOBODY, RECORD
from peacetrack.worlds.entries import Register, Registers
from peacetrack.worlds.orders import OrderedRegisters
from peacetrack.worlds.populations import Population, home_of

CountStatus = Status | Literal["remaining"]


@attrs.frozen(kw_only=True)
class Figure:
    """
    Give one of several numbers that contradict each other, with whose it is.

    Attributes:
        numerator: The number.
        denominator: Out of how many.
        carriers: Who carries it; nobody in particular when empty.
        because: The events that say it.
        dates: The days of which they are, as the log has them.
    """

    numerator: Bounds
    denominator: Bounds
    carriers: tuple[ActorId, ...]
    because: tuple[EventId, ...]
    dates: tuple[str, ...]

    def __str__(self) -> str:
        whose = several(self.carriers) or "on record"
        return f"{self.numerator} ({', '.join((whose, *self.dates[:FEW_NAMES]))})"


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
        disputed: The branches of what is believed have different numbers; the bounds span them all.
        because: The events on which it rests, in the order of replay.
        figures: The numbers of the branches, where these differ, each with whose it is and of which day.
        exact: Each number between the bounds fits what was stated; if not, they may be wider than they need be.
    """

    numerator: Bounds
    denominator: Bounds
    status: CountStatus
    unit: str
    including: tuple[ProvisionId, ...] = ()
    excluding: tuple[ProvisionId, ...] = ()
    foreign: bool = False
    disputed: bool = False
    because: tuple[EventId, ...] = ()
    figures: tuple[Figure, ...] = ()
    exact: bool = True

    @property
    def number(self) -> str:
        """Word the number; where it is disputed, each figure with whose it is, and not what lies between."""
        if 0 < len(self.figures) <= MOST_FIGURES:
            return " or ".join(map(str, self.figures))
        return str(self.numerator)

    def __str__(self) -> str:
        return self._in_words if self.exact else f"{self._in_words} {NOT_EXACT}"

    @property
    def _in_words(self) -> str:
        if not self.unit:
            return "nothing is counted"
        status = str(self.status).replace("_", " ")
        scope = scope_text(self.including, self.excluding)
        tail = f"{scope} (in the unit '{self.unit}')" if self.foreign else scope
        if self.status == Status.WITHDRAWN:  # it is in no denominator
            units = "" if self.foreign else f" {counted(self.numerator, self.unit)}"
            return f"{self.number}{units} {status}{tail}"
        if self.denominator.high is None:
            units = "" if self.foreign else f" {counted(self.numerator, self.unit)}"
            return f"{self.number}{units} {status}, of an unknown number{tail}"
        units = "" if self.foreign else f" {plural(self.unit)}"
        return f"{self.number} of {self.denominator}{units} {status}{tail}"


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
#: More figures than that are told as the bounds that span them.
MOST_FIGURES: Final = 4
FEW_NAMES: Final = 6


def scope_text(including: Sequence[str], excluding: Sequence[str]) -> str:
    """
    Word which provisions numbers include and leave out.

    Examples:
        >>> scope_text(["preamble"], [])
        ', with preamble'
    """
    included = f", with {several(including)}" if including else ""
    return f"{included}, without {several(excluding)}" if excluding else included


@attrs.frozen
class Poll:
    """
    The answers about one population.

    Attributes:
        branches: One for each branch of what is believed; several where words contradict each other.
    """

    branches: tuple[WorldsAnswer, ...]

    @property
    def exact(self) -> bool:
        """Tell whether all that was asked so far is tight."""
        return all(answer.exact for answer in self.branches)

    def bounds(self, of: Callable[[WorldsAnswer], Bounds]) -> tuple[Bounds, bool]:
        """Span the bounds of the branches, and tell whether they differ."""
        each = [of(answer) for answer in self.branches]
        return reduce(Bounds.span, each), len(set(each)) > 1

    def statuses(self, of: Callable[[WorldsAnswer], frozenset[Status]]) -> tuple[frozenset[Status], bool]:
        """Give every status that some branch allows, and tell whether they differ."""
        each = [of(answer) for answer in self.branches]
        return frozenset[Status]().union(*each), len(set(each)) > 1


def branches_over(stated: Sequence[tuple[WorldsAnswer, ...]], *, exact: bool) -> tuple[WorldsAnswer, ...]:
    """
    Take the branches of every order together, the first of each with the first of the others.

    Args:
        stated: What each order makes of a population, branch by branch.
        exact: These are all orders.
    """
    most = max(map(len, stated))
    return tuple(
        WorldsAnswer.over([branches[number] for branches in stated if number < len(branches)], exact=exact)
        for number in range(most)
    )


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
        ordered: The entries of each population in every order that nobody told apart.
        day: What was confirmed by this day is, as an ordinal; 0 where it is the end of the log.
    """

    cast: Cast
    account: Account
    events: Sequence[Event]
    registers: Registers
    size: int
    perhaps: frozenset[int]
    ordered: OrderedRegisters
    day: int = 0

    @cached_property
    def _polls(self) -> dict[Population, Poll]:
        return {}

    def poll(self, population: Population) -> Poll:
        """Count a population on what the account believes, in each branch of it."""
        known = self._polls.get(population)
        if known is None:
            (first, size, perhaps), *others = self.ordered.of(population, self.size, self.perhaps)
            stated = [first.of(self.account).answers(size, perhaps, self.day)]
            # Orders, branches and what may have happened are one set of readings; beyond it, each is taken by itself.
            exact = (
                not others
                or (1 + len(others)) * len(stated[0]) << len(perhaps & first.positions) <= MOST_READINGS
            )
            stated += [
                register.of(self.account).answers(end, possible if exact else frozenset(), self.day)
                for register, end, possible in others
            ]
            exact = exact and self.ordered.is_exact(population)
            known = self._polls[population] = Poll(branches_over(stated, exact=exact))
        return known

    def answers(self, population: Population) -> tuple[WorldsAnswer, ...]:
        """Give the answers of all branches about a population."""
        return self.poll(population).branches

    def findings(self, population: Population) -> Iterator[Unfitting]:
        """Give what counting a population had to suppose or could not use, and where words contradict each other."""
        register = self.registers.of(population)
        disputes = register.of(self.account).findings(self.size)
        # Who contradicts others, or objects to what was agreed, leaves nothing unreported.
        stated = {finding.key for finding in disputes} | register.objections
        for answer in self.answers(population):
            yield from (
                finding
                for finding in answer.findings
                if finding.kind != "unreported-change" or finding.key not in stated
            )
        yield from disputes

    def count(
        self,
        population: Population,
        status: CountStatus,
        *,
        including: tuple[ProvisionId, ...] = (),
        excluding: tuple[ProvisionId, ...] = (),
    ) -> Count:
        """
        Count the members of a population that have a status.

        Args:
            population: Any.
            status: A status, or `remaining`.
            including: Nodes of another kind that are counted with them.
            excluding: Members that are left out.
        """
        key = population, status, including, excluding
        if key not in self._counts:  # each party's rule asks for the same count
            self._counts[key] = self._count(population, status, including, excluding)
        return self._counts[key]

    @cached_property
    def _counts(self) -> dict[tuple[object, ...], Count]:
        return {}

    def _count(
        self,
        population: Population,
        status: CountStatus,
        including: tuple[ProvisionId, ...],
        excluding: tuple[ProvisionId, ...],
    ) -> Count:
        found = self.poll(population)
        numerator, split = found.bounds(lambda answer: answer.number(status, including, excluding))
        is_whole = not (including or excluding)
        denominator, torn = found.bounds(
            lambda answer: answer.of if is_whole else answer.live(including, excluding)
        )
        return Count(
            numerator=numerator,
            denominator=denominator,
            status=status,
            unit=population.unit,
            including=including,
            excluding=excluding,
            foreign=population.unit != self.cast.instruments[population.instrument].unit,
            disputed=split or torn,
            because=self._behind(population, including) if including else self.because(population),
            figures=self._figures(population, found, status, including, excluding) if split else (),
            exact=found.exact,
        )

    def _behind(self, population: Population, including: tuple[ProvisionId, ...]) -> tuple[EventId, ...]:
        """Name the events behind a count with nodes of another kind: also those that are about these nodes."""
        places = self.registers.of(population).places
        keys = {key for answer in self.answers(population) for key in answer.because if key in places}
        about = self.because(population)
        own = [
            key
            for key in keys.difference(about)
            if {*including} & {*getattr(self.events[places[key]], "provision", ())}
        ]
        return tuple(map(EventId, sorted({*about, *own}, key=places.__getitem__)))

    def _figures(
        self,
        population: Population,
        found: Poll,
        status: CountStatus,
        including: tuple[ProvisionId, ...],
        excluding: tuple[ProvisionId, ...],
    ) -> tuple[Figure, ...]:
        """Give the number of each branch, with whose it is and of which day; equal ones are one."""
        register = self.registers.of(population)
        by_number: dict[tuple[Bounds, Bounds], dict[str, frozenset[str]]] = {}
        every = register.of(self.account).carriers(self.size, self.day)
        if len(every) != len(found.branches):
            return ()  # the branches of several orders are taken together, and no one of them is somebody's
        for answer, carriers in zip(found.branches, every, strict=True):
            number = answer.number(status, including, excluding), answer.live(including, excluding)
            said = by_number.setdefault(number, {})
            for name, who in carriers.items():
                said[name] = said.get(name, NOBODY) | who
        return tuple(
            self._figure(number, by_number[number], register)
            for number in sorted(by_number, key=lambda pair: (pair[0].low, pair[0].high or 0))
        )

    def _figure(
        self, number: tuple[Bounds, Bounds], actors: Mapping[str, frozenset[str]], register: Register
    ) -> Figure:
        said = sorted((name for name in actors if name in register.places), key=register.places.__getitem__)
        events = [self.events[register.places[name]] for name in said]
        carriers = sorted(NOBODY.union(*actors.values()) - {RECORD})
        return Figure(
            numerator=number[0],
            denominator=number[1],
            carriers=tuple(map(ActorId, carriers)),
            because=tuple(event.id for event in events),
            dates=tuple(dict.fromkeys(str(event.true_of) for event in events if event.true_of)),
        )

    def number(
        self,
        population: Population,
        status: CountStatus,
        *,
        including: Collection[str] = (),
        excluding: Collection[str] = (),
    ) -> Bounds:
        """
        Tell how many members of a population have a status, without the events on which that rests.

        Args:
            population: Any.
            status: A status, or `remaining`.
            including: Nodes of another kind that are counted with them.
            excluding: Members that are left out.
        """
        key = "number", population, status, tuple(including), tuple(excluding)
        if key not in self._numbers:
            poll = self.poll(population)
            self._numbers[key] = poll.bounds(lambda answer: answer.number(status, including, excluding))[0]
        return self._numbers[key]

    def live(
        self, population: Population, *, including: Collection[str] = (), excluding: Collection[str] = ()
    ) -> Bounds:
        """Tell how many live members a population has, with these and without those."""
        key = "live", population, "", tuple(including), tuple(excluding)
        if key not in self._numbers:
            poll = self.poll(population)
            self._numbers[key] = poll.bounds(lambda answer: answer.live(including, excluding))[0]
        return self._numbers[key]

    @cached_property
    def _numbers(self) -> dict[tuple[object, ...], Bounds]:
        return {}

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
        behind = [
            tuple(key for key in answer.because if key in about)
            for answer in self.answers(population)
            if answer.because
        ]
        if len(behind) < 2:
            return cast("tuple[EventId, ...]", behind[0]) if behind else ()
        keys = {key for some in behind for key in some}
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
            below_it = [self.possible(unit) for unit in below]
            complete = self.cast.provision(name).complete
            return derived([possible for possible, _ in below_it], complete=complete), any(
                d for _, d in below_it
            )
        return self.poll(home_of(name, self.cast)).statuses(lambda answer: answer.possible(name) or LIVE)

    def is_exact(self, name: ProvisionId) -> bool:
        """Tell whether what was asked of a provision so far is tight, or of the units of which it consists."""
        names = self.cast.over_units.get(name) or (name,)
        return all(self.poll(home_of(one, self.cast)).exact for one in names)

    def listed(self, name: ProvisionId) -> tuple[int, ...]:
        """Give the places of the believed counts that name a provision and had certainly been stated."""
        found: list[int] = []
        for _, entry in self.registers.listing.get(name, ()):
            if entry.position < self.size and entry.believed_in(self.account) is not None:
                found.append(entry.position)
        return tuple(dict.fromkeys(found))
