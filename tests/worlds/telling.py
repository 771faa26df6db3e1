"""Say in a test what an author would say in a log: short words for the items of a count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Answer, Arrival, Bounds, Finding, Move, Tally, Word

AGREED: Final = Status.AGREED
CONTESTED: Final = Status.CONTESTED
OPEN: Final = Status.OPEN
PENDING: Final = Status.PENDING
WITHDRAWN: Final = Status.WITHDRAWN

ALL: Final = frozenset(Status)
NO_NUMBERS: Final[Mapping[str, int | Bounds]] = {}


def said(
    key: str,
    of: int | None = None,
    *,
    listed: Sequence[tuple[str, Status]] = (),
    rest: Status | None = None,
    including: Sequence[str] = (),
    excluding: Sequence[str] = (),
    **numbers: int | Bounds,
) -> Tally:
    """Say a count, its numbers by the names of their statuses; what is listed is counted."""
    stated: dict[Word, Bounds] = {}
    for name, number in numbers.items():
        word: Word = "remaining" if name == "remaining" else Status(name)
        stated[word] = number if isinstance(number, Bounds) else Bounds.exactly(number)
    for _, status in listed:
        stated.setdefault(status, Bounds.exactly(sum(1 for _, other in listed if other is status)))
    return Tally(
        key=key,
        numbers=tuple(stated.items()),
        of=of,
        listed=tuple(listed),
        rest=rest,
        including=tuple(including),
        excluding=tuple(excluding),
    )


def became(unit: str, target: Status, *, key: str = "", allowed: frozenset[Status] = ALL) -> Move:
    """Say that an event gave a unit its status; without a key it bears the names of both."""
    return Move(key=key or f"{unit}-{target}", unit=unit, allowed=allowed, target=target)


def added(unit: str, status: Status | None = None, *, key: str = "") -> Arrival:
    """Say that a unit was added."""
    return Arrival(key=key or f"{unit}-added", unit=unit, status=status)


def kinds(answer: Answer) -> list[tuple[str, str]]:
    """List which item was reported as what."""
    return [(finding.kind, finding.key) for finding in answer.findings]


def conflict(answer: Answer) -> Finding:
    """Give the one finding of a count that contradicts what was said."""
    (finding,) = (f for f in answer.findings if f.kind == "count-conflict")
    return finding


NOT_AGREED: Final = LIVE - {AGREED}
