"""Facts: what is known of one subject.

The law: a fact names every status that the subject may have, and no other, with the events behind it: those that had
certainly happened, and apart from these those that may have. Where it names one status, that is known.

Examples:
    In the middle of June the demand had been made, and may have been rejected:

    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.state.timeline import replay
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {id: no, event: condition_rejected, date: 2024-06, by: armenia, condition: law}
    ... ''').log
    >>> fact = replay(log, as_of="2024-06-15")[CONDITIONS]["law"]
    >>> either(fact.possible), fact.status
    ('raised or rejected', None)
    >>> [event.id for event in fact.because], [event.id for event in fact.possible_events]
    (['law'], ['no'])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.readings import NOT_EXACT

S = TypeVar("S", bound=StrEnum)


class Evidence:
    """Hold the first so many of some events by their positions in an order; they are looked up when somebody asks for them."""

    __slots__ = ("_events", "_number", "_order", "_positions")

    def __init__(self, order: Sequence[Event], positions: Sequence[int], number: int) -> None:
        self._order = order
        self._positions = positions
        self._number = number
        self._events: tuple[Event, ...] | None = None

    @property
    def events(self) -> tuple[Event, ...]:
        """Give the events."""
        if self._events is None:
            self._events = tuple(map(self._order.__getitem__, self._positions[: self._number]))
        return self._events

    def __reduce__(self) -> tuple[type[tuple[Event, ...]], tuple[tuple[Event, ...]]]:
        return tuple, (self.events,)


def _events_of(evidence: tuple[Event, ...] | Evidence) -> tuple[Event, ...]:
    return evidence.events if isinstance(evidence, Evidence) else evidence


@attrs.frozen(repr=False, slots=False)
class Fact(Generic[S]):
    """
    What is known of one subject.

    Attributes:
        possible: Every status it may have. Several when an event may have happened, or when accounts disagree.
        because: The events behind it, oldest first.
        possible_events: Events that may have happened, and bear on it.
        disputed: The accounts have no status in common.
        in_orders: The events behind it in each order that they may have had; none where there is but that of `because`.
        exact: All that may have been otherwise was followed together; if not, some of it by itself.
    """

    possible: frozenset[S]
    _because: tuple[Event, ...] | Evidence = attrs.field(default=(), eq=_events_of)
    possible_events: tuple[Event, ...] = ()
    disputed: bool = False
    in_orders: tuple[tuple[Event, ...], ...] = ()
    exact: bool = True

    @property
    def courses(self) -> tuple[tuple[Event, ...], ...]:
        """Give the events behind it, in each order that they may have had."""
        return self.in_orders or (self.because,)

    @property
    def widening(self) -> tuple[Event, ...]:
        """Give the events that may have happened after all that is in these courses."""
        if not self.in_orders:
            return self.possible_events
        known = {event.id for course in self.in_orders for event in course}
        return tuple(event for event in self.possible_events if event.id not in known)

    @property
    def because(self) -> tuple[Event, ...]:
        """Give the events behind it, oldest first."""
        return _events_of(self._because)

    @property
    def status(self) -> S | None:
        """Give the status, or None when it is unknown because several are possible."""
        return next(iter(self.possible)) if len(self.possible) == 1 else None

    @property
    def in_words(self) -> str:
        """Name the statuses that it may have, and say where these are not exact."""
        return either(self.possible) if self.exact else f"{either(self.possible)} {NOT_EXACT}"

    def __repr__(self) -> str:
        events = f"because={self.because!r}, maybe={self.possible_events!r}"
        return f"Fact(possible={self.possible!r}, {events}, disputed={self.disputed!r})"


def either(statuses: Iterable[str]) -> str:
    """
    Name one status or several, in words.

    Examples:
        >>> either(["partly_agreed", "open"])
        'open or partly agreed'
    """
    return " or ".join(sorted(status.replace("_", " ") for status in statuses))
