"""Statements: how many, and how it stands.

The law: a count is true of one day, and its content is its speaker's. It may speak of any status, of `remaining` (live and
not agreed), of a unit of its own (brackets, parts of the document) and of a denominator; whatever it leaves out is not
asserted. A status that is stated is true of one day likewise, of the provisions that are named, whatever the others; nothing
moves by it.

Examples:
    Thirteen of sixteen are agreed; of the other three nothing is said:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article}}
    ... events:
    ... - {event: count_stated, date: 2024-06-01, by: armenia, agreed: 13, of: 16}
    ... ''').log
    >>> (count,) = log.events
    >>> count.of, [(str(status), str(number)) for status, number in count.numbers]
    (16, [('agreed', '13')])
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import ClassVar, Final, Literal, Protocol

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId


@attrs.frozen(kw_only=True)
class Quantity:
    """
    A number as it was stated.

    Attributes:
        low: At least so many; None when no lower bound was stated.
        high: At most so many; None when no upper bound was stated.
        approx: About so many, which bounds nothing.
        ids: The units themselves, when they were listed.
        rest: All that the other numbers of the same count leave.
        more_than: More than there were on this day, in the figures of the same carrier; only a claim compares so.

    Examples:
        >>> str(Quantity(low=13, high=13)), str(Quantity(low=2)), str(Quantity(approx=70))
        ('13', 'at least 2', 'about 70')
    """

    low: int | None = None
    high: int | None = None
    approx: int | None = None
    ids: tuple[ProvisionId, ...] = ()
    rest: bool = False
    more_than: dt.date | None = None

    @property
    def ends(self) -> tuple[int | None, int | None]:
        """Give the least and the most that was stated; of a list, how long it is."""
        return (len(self.ids), len(self.ids)) if self.ids else (self.low, self.high)

    def __str__(self) -> str:
        if self.rest:
            return "the rest"
        if self.more_than is not None:
            return f"more than on {self.more_than}"
        if self.ids:
            return ", ".join(self.ids)
        if self.approx is not None:
            return f"about {self.approx}"
        if self.low == self.high:
            return str(self.low)
        if self.high is None:
            return f"at least {self.low}"
        return f"at most {self.high}" if self.low is None else f"{self.low} to {self.high}"


@attrs.frozen(kw_only=True)
class Besides:
    """
    Provisions outside the numbers of a count, said in the same breath to have a status.

    Examples:
        >>> str(Besides(agreed=("preamble",), open=("annex", "map")))
        'annex, map (open), preamble (agreed)'
    """

    pending: tuple[ProvisionId, ...] = ()
    open: tuple[ProvisionId, ...] = ()
    contested: tuple[ProvisionId, ...] = ()
    agreed_in_principle: tuple[ProvisionId, ...] = ()
    partly_agreed: tuple[ProvisionId, ...] = ()
    agreed: tuple[ProvisionId, ...] = ()
    deferred: tuple[ProvisionId, ...] = ()
    withdrawn: tuple[ProvisionId, ...] = ()
    remaining: tuple[ProvisionId, ...] = ()

    @property
    def lists(self) -> tuple[tuple[str, tuple[ProvisionId, ...]], ...]:
        """Give each status, or `remaining`, under which provisions are listed, with these."""
        return tuple(listed(self))

    def __str__(self) -> str:
        return ", ".join(f"{', '.join(names)} ({status.replace('_', ' ')})" for status, names in self.lists)


NOTHING_BESIDES: Final = Besides()


def listed(of: Besides | StatusList) -> Iterator[tuple[str, tuple[ProvisionId, ...]]]:
    """Give each status, or `remaining`, under which provisions are listed, with these."""
    for status in COUNT_STATUSES:
        names = getattr(of, status)
        if names:
            yield status, names


@attrs.frozen(kw_only=True)
class Ever:
    """
    Units that ever were something, whatever they are now.

    Attributes:
        opened: Taken up at some time.
    """

    opened: Quantity


@attrs.frozen(kw_only=True)
class Numbers:
    """Read the numbers that a count or a claim states: one for each status it speaks of, and the denominator."""

    pending: Quantity | None = None
    open: Quantity | None = None
    contested: Quantity | None = None
    agreed_in_principle: Quantity | None = None
    partly_agreed: Quantity | None = None
    agreed: Quantity | None = None
    deferred: Quantity | None = None
    withdrawn: Quantity | None = None
    remaining: Quantity | None = None
    not_at_all: Quantity | None = None
    of: int | None = None

    @property
    def numbers(self) -> tuple[tuple[str, Quantity], ...]:
        """List the numbers that are stated, each with its status or `remaining`."""
        return tuple(stated(self))


class Counting(Protocol):
    """Whatever states numbers of units: a count, or a claim about one."""

    @property
    def not_at_all(self) -> Quantity | None:
        """Say how many are neither agreed, nor partly, nor in principle."""
        ...

    @property
    def numbers(self) -> tuple[tuple[str, Quantity], ...]:
        """List the numbers that are stated."""
        ...

    @property
    def of(self) -> int | None:
        """Give the denominator."""
        ...

    @property
    def including(self) -> tuple[ProvisionId, ...]:
        """Name provisions of another kind that the numbers include."""
        ...

    @property
    def excluding(self) -> tuple[ProvisionId, ...]:
        """Name units that the numbers leave out."""
        ...


class UnitCount(Event):
    """
    It states how many units have a status, out of how many.

    Attributes:
        unit: The unit it counts, where that is not the instrument's own.
        of: The denominator.
        besides: Provisions outside the numbers, said in the same breath to have a status.
        including: Provisions of another kind that the numbers include.
        excluding: Units that the numbers leave out.
        since: The event or count since which so many more have it.
        ever: Units that were ever taken up.
        not_at_all: How many are neither agreed, nor partly, nor in principle.
    """

    __slots__ = ()
    instrument: InstrumentId
    unit: str
    not_at_all: Quantity | None
    of: int | None
    besides: Besides
    including: tuple[ProvisionId, ...]
    excluding: tuple[ProvisionId, ...]
    since: EventId | None
    ever: Ever | None

    @property
    def numbers(self) -> tuple[tuple[str, Quantity], ...]:
        """List the numbers it states, each with its status or `remaining`."""
        return tuple(stated(self))


@attrs.frozen(kw_only=True)
class CountStated(UnitCount):
    """
    A voice said how many units have a status, out of how many.

    The day that counts is the day of which it is true (`about`, or else `date`).

    Attributes:
        unit: The unit it counts, where that is not the instrument's own.
        not_at_all: How many are neither agreed, nor partly agreed, nor agreed in principle.
        of: The denominator: how many units there are, withdrawn ones aside.
        besides: Provisions outside the numbers that were said in the same breath to have a status: `{agreed: [preamble]}`. A
            list alone is of the one status that is stated.
        including: Provisions of another kind that the numbers include.
        excluding: Units that the numbers leave out.
        since: The event or count since which so many more have it.
        ever: Units that were ever taken up.
    """

    is_testimony: ClassVar[bool] = True
    instrument: InstrumentId
    unit: str = ""
    pending: Quantity | None = None
    open: Quantity | None = None
    contested: Quantity | None = None
    agreed_in_principle: Quantity | None = None
    partly_agreed: Quantity | None = None
    agreed: Quantity | None = None
    deferred: Quantity | None = None
    withdrawn: Quantity | None = None
    remaining: Quantity | None = None
    not_at_all: Quantity | None = None
    of: int | None = None
    besides: Besides = NOTHING_BESIDES
    including: tuple[ProvisionId, ...] = ()
    excluding: tuple[ProvisionId, ...] = ()
    since: EventId | None = None
    ever: Ever | None = None


class StatusList(Event):
    """
    It states in which status provisions were, whatever the others.

    Attributes:
        instrument: Of which text, where that is said; the provisions tell it.
    """

    __slots__ = ()
    instrument: InstrumentId | None

    @property
    def lists(self) -> tuple[tuple[str, tuple[ProvisionId, ...]], ...]:
        """Give each status, or `remaining`, under which provisions are listed, with these."""
        return tuple(listed(self))


@attrs.frozen(kw_only=True)
class StatusStated(StatusList):
    """
    A voice said in which status provisions were on a day: these, whatever the others.

    Nothing moves by it, and what came before stays as it was: "these two among them", "these are not agreed", a coloured
    draft, a published text that shows nine as agreed. The day that counts is the day of which it is true (`about`, or else
    `date`).

    Attributes:
        level: Who agreed, of what is agreed: the negotiators or the principals.
    """

    is_testimony: ClassVar[bool] = True
    instrument: InstrumentId | None = None
    pending: tuple[ProvisionId, ...] = ()
    open: tuple[ProvisionId, ...] = ()
    contested: tuple[ProvisionId, ...] = ()
    agreed_in_principle: tuple[ProvisionId, ...] = ()
    partly_agreed: tuple[ProvisionId, ...] = ()
    agreed: tuple[ProvisionId, ...] = ()
    deferred: tuple[ProvisionId, ...] = ()
    withdrawn: tuple[ProvisionId, ...] = ()
    remaining: tuple[ProvisionId, ...] = ()
    level: Literal["negotiators", "principals"] | None = None


def stated(count: UnitCount | Numbers) -> Iterator[tuple[str, Quantity]]:
    """List the numbers that a count or a claim states, each with its status or `remaining`."""
    for status in COUNT_STATUSES:
        quantity = getattr(count, status)
        if quantity is not None:
            yield status, quantity


REMAINING: Final = "remaining"
#: The statuses of units that are neither agreed, nor partly, nor in principle.
NOT_AT_ALL: Final = LIVE - {Status.AGREED, Status.PARTLY_AGREED, Status.AGREED_IN_PRINCIPLE}
COUNT_STATUSES: Final = (*(status.value for status in Status), REMAINING)
EVENTS: Final = (CountStated, StatusStated)
