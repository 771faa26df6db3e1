"""
Statuses as bits: what the sums of the worlds are made of.

The law: a *kind* is a status, and, while the worlds are asked how many units were ever taken up, whether the unit had been
taken up by then. A set of kinds is one integer, a *mask*, so that the sums of thousands of statements stay cheap.

>>> sorted(statuses_in(mask_of({Status.OPEN, Status.AGREED})))
[<Status.AGREED: 'agreed'>, <Status.OPEN: 'open'>]
>>> str(status_at(kind_after(Kind.DEFERRED_LATER, Status.PENDING, remembering=True)))
'pending'
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum
from functools import cache
from typing import Final

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.statements import CountStatus, statuses_of

__all__ = [
    "ALL",
    "EVER",
    "GONE",
    "LATER",
    "LIVING",
    "SETTLED",
    "STILL",
    "UNKNOWN",
    "Kind",
    "bit",
    "kind_after",
    "kinds_in",
    "mask_of",
    "mask_of_all",
    "mask_of_status",
    "status_at",
    "statuses_in",
]


class Kind(IntEnum):
    """
    A status, in the order of `Status`, and the three that a unit may have before or after it was taken up.

    The design: "those with any event or number but pending; what was deferred or withdrawn before it was taken up is not among
    them".
    """

    PENDING = 0
    OPEN = 1
    CONTESTED = 2
    AGREED_IN_PRINCIPLE = 3
    PARTLY_AGREED = 4
    AGREED = 5
    DEFERRED = 6
    WITHDRAWN = 7
    PENDING_LATER = 8
    DEFERRED_LATER = 9
    WITHDRAWN_LATER = 10


_STATUSES: Final = (*Status, Status.PENDING, Status.DEFERRED, Status.WITHDRAWN)
_MASKS: Final = {
    status: sum(1 << kind for kind, other in enumerate(_STATUSES) if other is status) for status in Status
}

ALL: Final = (1 << len(_STATUSES)) - 1
GONE: Final = _MASKS[Status.WITHDRAWN]
LIVING: Final = ALL & ~GONE
SETTLED: Final = _MASKS[Status.AGREED]
EVER: Final = (
    ALL & ~_MASKS[Status.PENDING] & ~_MASKS[Status.DEFERRED] & ~GONE
    | 1 << Kind.PENDING_LATER
    | 1 << Kind.DEFERRED_LATER
    | 1 << Kind.WITHDRAWN_LATER
)
STILL: Final = ALL & ~EVER
LATER: Final = 1 << Kind.PENDING_LATER | 1 << Kind.DEFERRED_LATER | 1 << Kind.WITHDRAWN_LATER
UNKNOWN: Final = LIVING & ((1 << Kind.PENDING_LATER) - 1)
"""What a node may be of which nothing is known: one that is deferred has been so from the first day, and was never taken up."""


def bit(kind: int) -> int:
    """Give the mask of one kind."""
    return 1 << kind


def status_at(kind: int) -> Status:
    """Give the status of a kind."""
    status: Status = _STATUSES[kind]
    return status


@cache
def kinds_in(mask: int) -> tuple[int, ...]:
    """List the kinds of a mask."""
    return tuple(kind for kind in range(len(_STATUSES)) if mask >> kind & 1)


@cache
def statuses_in(mask: int) -> frozenset[Status]:
    """Give the statuses of a mask."""
    return frozenset(_STATUSES[kind] for kind in kinds_in(mask))


def mask_of(statuses: Iterable[Status]) -> int:
    """Give the kinds that have one of some statuses."""
    return sum(_MASKS[status] for status in set(statuses))


@cache
def mask_of_all(statuses: frozenset[Status]) -> int:
    """Give the kinds that have one of some statuses, worked out once for each set of them."""
    return mask_of(statuses)


@cache
def mask_of_status(status: CountStatus) -> int:
    """Give the kinds of which a word speaks."""
    return mask_of(statuses_of(status))


@cache
def kind_after(before: int, status: Status, *, remembering: bool) -> int:
    """Give the kind of a node that had one kind and then has a status."""
    if remembering and EVER >> before & 1:
        later = {
            Status.PENDING: Kind.PENDING_LATER,
            Status.DEFERRED: Kind.DEFERRED_LATER,
            Status.WITHDRAWN: Kind.WITHDRAWN_LATER,
        }
        if status in later:
            return later[status]
    return _STATUSES.index(status)
