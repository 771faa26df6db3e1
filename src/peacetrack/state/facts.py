"""Facts: what is known of one subject."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Generic, TypeVar

import attrs

from peacetrack.aspects.lifecycle import Event

S = TypeVar("S", bound=StrEnum)


class Evidence:
    """Hold the first so many of some events by their places in an order; they are looked up when somebody asks for them."""

    __slots__ = ("_number", "_order", "_places", "_told")

    def __init__(self, order: Sequence[Event], places: Sequence[int], number: int) -> None:
        self._order = order
        self._places = places
        self._number = number
        self._told: tuple[Event, ...] | None = None

    @property
    def told(self) -> tuple[Event, ...]:
        """Give the events."""
        if self._told is None:
            self._told = tuple(map(self._order.__getitem__, self._places[: self._number]))
        return self._told

    def __reduce__(self) -> tuple[type[tuple[Event, ...]], tuple[tuple[Event, ...]]]:
        return tuple, (self.told,)


def _told(evidence: tuple[Event, ...] | Evidence) -> tuple[Event, ...]:
    return evidence.told if isinstance(evidence, Evidence) else evidence


@attrs.frozen(repr=False, slots=False)
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
    _because: tuple[Event, ...] | Evidence = attrs.field(default=(), eq=_told)
    maybe: tuple[Event, ...] = ()
    disputed: bool = False

    @property
    def because(self) -> tuple[Event, ...]:
        """Give the events behind it, oldest first."""
        return _told(self._because)

    @property
    def status(self) -> S | None:
        """Give the status, or None when it is unknown because several are possible."""
        return next(iter(self.possible)) if len(self.possible) == 1 else None

    def __repr__(self) -> str:
        told = f"because={self.because!r}, maybe={self.maybe!r}"
        return f"Fact(possible={self.possible!r}, {told}, disputed={self.disputed!r})"


def either(statuses: Iterable[str]) -> str:
    """
    Name one status or several, in words.

    Examples:
        >>> either(["partly_agreed", "open"])
        'open or partly agreed'
    """
    return " or ".join(sorted(status.replace("_", " ") for status in statuses))
