"""Facts: what is known of one subject, and how what several words say of it is joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from peacetrack.ids import EventId
from peacetrack.lifecycle import Event

S = TypeVar("S", bound=StrEnum)


@attrs.frozen
class Fact(Generic[S]):
    """
    What is known of one subject.

    Attributes:
        possible: Every status it may have. Several when an event may have happened, or when words disagree.
        because: The events behind it, oldest first.
        maybe: Events that may have happened, and bear on it.
        disputed: Words disagree and have no status in common.
    """

    possible: frozenset[S]
    because: tuple[Event, ...] = ()
    maybe: tuple[Event, ...] = ()
    disputed: bool = False

    @property
    def status(self) -> S | None:
        """Give the status, or None when it is unknown because several are possible."""
        return next(iter(self.possible)) if len(self.possible) == 1 else None

    @classmethod
    def met(cls, facts: Sequence[Fact[S]], *, order: Mapping[EventId, int]) -> Fact[S]:
        """
        Meet what several words say of one subject; where they have nothing in common, span it and say so.

        Args:
            facts: What each word says, at least one.
            order: The place of each event in the replay.
        """
        if len(facts) == 1:
            return facts[0]
        possible = frozenset.intersection(*(fact.possible for fact in facts))
        return cls(
            possible or frozenset[S]().union(*(fact.possible for fact in facts)),
            each_once((event for fact in facts for event in fact.because), order),
            each_once((event for fact in facts for event in fact.maybe), order),
            disputed=not possible,
        )

    def widened(self, against: Sequence[Fact[S]], *, order: Mapping[EventId, int]) -> Fact[S]:
        """Take in what those say who deny it; where that is anything else, the answer is disputed."""
        possible = self.possible.union(*(fact.possible for fact in against))
        if possible == self.possible:
            return self
        told = (self, *against)
        return Fact(
            possible,
            each_once((event for fact in told for event in fact.because), order),
            each_once((event for fact in told for event in fact.maybe), order),
            disputed=True,
        )


def each_once(events: Iterable[Event], order: Mapping[EventId, int]) -> tuple[Event, ...]:
    """Put events in the order of replay, each once; told by their ids, because hashing a whole event is slow."""
    once = {event.id: event for event in events}
    return (
        tuple(once[name] for name in sorted(once, key=order.__getitem__))
        if len(once) > 1
        else (*once.values(),)
    )


def either(statuses: Iterable[str]) -> str:
    """
    Name one status or several, in words.

    Examples:
        >>> either(["partly_agreed", "open"])
        'open or partly agreed'
    """
    return " or ".join(sorted(status.replace("_", " ") for status in statuses))
