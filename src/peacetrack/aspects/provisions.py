"""Provisions: what is on the table, taken up, contested, agreed.

A provision is in no status until something is told of it, unless the cast says that it is `pending`. Every kind of
event leads to one status, whatever it leads from, so that counting can tell a unit's status after the event without
knowing the one before. To contest or to defer what was agreed, it has to be reopened first.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final, Literal

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event, Table, arrives, on, refused
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId, SpeakerId


class Status(StrEnum):
    """
    The status of a provision.

    *Unknown* is none of them: it is the answer when several are possible.
    """

    PENDING = "pending"
    OPEN = "open"
    CONTESTED = "contested"
    AGREED_IN_PRINCIPLE = "agreed_in_principle"
    PARTLY_AGREED = "partly_agreed"
    AGREED = "agreed"
    DEFERRED = "deferred"
    WITHDRAWN = "withdrawn"


LIVE: Final = frozenset(Status) - {Status.WITHDRAWN}
REMAINING: Final = LIVE - {Status.AGREED}


@attrs.frozen(kw_only=True)
class ProvisionOpened(Event):
    """
    Talks took a provision up for the first time, or again after it was set aside.

    The day that counts is the first day of talks on it.

    Attributes:
        provision: Which one, or several opened together.
    """

    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionAgreed(Event):
    """
    The negotiators, or their principals, agreed on the whole text of a provision.

    The day that counts is the day of the agreement, not of its announcement.

    Attributes:
        provision: Which one, or several agreed together.
        level: Who agreed: the negotiators or the principals.
        between: The actors that agreed, where not all did.
    """

    is_testimony: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]
    level: Literal["negotiators", "principals"] | None = None
    between: tuple[ActorId, ...] = ()


@attrs.frozen(kw_only=True)
class ProvisionAgreedInPrinciple(Event):
    """
    The substance of a provision was agreed, its wording was not.

    The day that counts is the day of that understanding.

    Attributes:
        provision: Which one, or several together.
    """

    is_testimony: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionPartlyAgreed(Event):
    """
    Parts of a provision's text were agreed, others were left.

    The day that counts is the day of the partial agreement.

    Attributes:
        provision: Which one, or several together.
    """

    is_testimony: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionContested(Event):
    """
    Somebody objected to a provision that was not agreed.

    The day that counts is the day of the objection. `by` says who objects.

    Attributes:
        provision: Which one, or several together.
    """

    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionReopened(Event):
    """
    What had been agreed, wholly or in part, was taken back to the table.

    The day that counts is the day of the reopening.

    Attributes:
        provision: Which one, or several together.
    """

    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionDeferred(Event):
    """
    A provision that was not agreed was set aside for later.

    The day that counts is the day of that decision.

    Attributes:
        provision: Which one, or several together.
    """

    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionWithdrawn(Event):
    """
    A provision left the draft: it is in no count any more.

    The day that counts is the day of the withdrawal.

    Attributes:
        provision: Which one, or several together.
    """

    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionAdded(Event):
    """
    A provision came into the draft, or came back into it.

    The day that counts is the day from which the draft has it.

    Attributes:
        provision: Which one, or several together.
        status: The status with which it came, when somebody said it.
    """

    provision: tuple[ProvisionId, ...]
    status: Status | None = None


@attrs.frozen(kw_only=True)
class ProvisionReplaced(Event):
    """
    Provisions were split, merged or renumbered: some left the draft and others came in their place.

    The day that counts is the day of the new draft.

    Attributes:
        provisions: Those that left.
        successors: Those that came (`by` in a log).
        status: The status with which they came, when somebody said it.
    """

    provisions: tuple[ProvisionId, ...]
    successors: tuple[ProvisionId, ...] = attrs.field(metadata={"yaml": "by"})
    status: Status | None = None


@attrs.frozen(kw_only=True)
class DraftSent(Event):
    """
    One side sent a draft to another.

    The day that counts is the day of the sending. No status changes.

    Attributes:
        edition: Which edition it was, as claimed.
        to: Who received it.
    """

    instrument: InstrumentId
    edition: str = ""
    to: tuple[SpeakerId, ...] = ()


AGREED_MEANS_REOPEN: Final = "what is agreed has to be reopened first (`provision_reopened`)"
GONE: Final = "it was withdrawn; to bring it back, use `provision_added`"
OPENABLE: Final = (Status.PENDING, Status.OPEN, Status.DEFERRED)
UNSETTLED: Final = (Status.PENDING, Status.OPEN, Status.CONTESTED, Status.DEFERRED)
TAKEN_UP: Final = (Status.CONTESTED, Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED, Status.AGREED)
REOPENABLE: Final = (Status.OPEN, *TAKEN_UP, Status.DEFERRED)
NOT_AGREED: Final = tuple(status for status in Status if status in REMAINING)

TABLE: Final = Table.of(
    Status,
    on(OPENABLE, ProvisionOpened, to=Status.OPEN),
    refused(
        TAKEN_UP, ProvisionOpened, because="it has been taken up already; `provision_reopened` takes it back"
    ),
    refused(Status.WITHDRAWN, ProvisionOpened, because=GONE),
    on((*NOT_AGREED, Status.AGREED), ProvisionAgreed, to=Status.AGREED),
    refused(Status.WITHDRAWN, ProvisionAgreed, because=GONE),
    on((*UNSETTLED, Status.AGREED_IN_PRINCIPLE), ProvisionAgreedInPrinciple, to=Status.AGREED_IN_PRINCIPLE),
    refused(Status.PARTLY_AGREED, ProvisionAgreedInPrinciple, because="part of its text is agreed already"),
    refused(Status.AGREED, ProvisionAgreedInPrinciple, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionAgreedInPrinciple, because=GONE),
    on(NOT_AGREED, ProvisionPartlyAgreed, to=Status.PARTLY_AGREED),
    refused(Status.AGREED, ProvisionPartlyAgreed, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionPartlyAgreed, because=GONE),
    on(NOT_AGREED, ProvisionContested, to=Status.CONTESTED),
    refused(Status.AGREED, ProvisionContested, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionContested, because=GONE),
    on(REOPENABLE, ProvisionReopened, to=Status.OPEN),
    refused(
        Status.PENDING, ProvisionReopened, because="it has not been taken up yet; use `provision_opened`"
    ),
    refused(Status.WITHDRAWN, ProvisionReopened, because=GONE),
    on(NOT_AGREED, ProvisionDeferred, to=Status.DEFERRED),
    refused(Status.AGREED, ProvisionDeferred, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionDeferred, because=GONE),
    on((*NOT_AGREED, Status.AGREED, Status.WITHDRAWN), ProvisionWithdrawn, to=Status.WITHDRAWN),
    refused((*NOT_AGREED, Status.AGREED), ProvisionAdded, because="it is in the draft already"),
    arrives(Status.WITHDRAWN, ProvisionAdded),
    on((*NOT_AGREED, Status.AGREED), ProvisionReplaced, to=Status.WITHDRAWN),
    refused(Status.WITHDRAWN, ProvisionReplaced, because=GONE),
    one_target=True,
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the provisions that an event speaks of; what is said of a provision is said of its parts."""
    return _with_parts(event.provisions if isinstance(event, ProvisionReplaced) else event.provision, cast)


def arriving(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the provisions that an event brings into the draft, with their parts."""
    return _with_parts(event.successors if isinstance(event, ProvisionReplaced) else event.provision, cast)


def _with_parts(names: tuple[ProvisionId, ...], cast: Cast) -> tuple[str, ...]:
    if len(names) == 1 and not cast.children:
        return names
    return tuple(dict.fromkeys(part for name in names for part in (name, *cast.descendants(name))))


def derived(parts: Sequence[frozenset[Status]], *, complete: bool) -> frozenset[Status]:
    """
    Derive the statuses of a provision from those of its parts.

    All alike, that status; some agreed, `partly_agreed`; else `contested` if any is, else `open`. Unless all its parts
    are known there may be more, so that all known ones being agreed leaves the whole agreed or partly agreed.

    Args:
        parts: The statuses that each part may have.
        complete: The known parts are all there are.
    """
    mixtures: set[frozenset[Status]] = {frozenset()}
    for possible in parts:
        mixtures = {mixture | ({status} & LIVE) for mixture in mixtures for status in possible}
    statuses: set[Status] = set()
    for mixture in mixtures:
        if mixture == {Status.AGREED} and not complete:
            statuses |= {Status.AGREED, Status.PARTLY_AGREED}
        elif len(mixture) == 1:
            statuses |= mixture
        elif Status.AGREED in mixture:
            statuses.add(Status.PARTLY_AGREED)
        elif mixture:
            statuses.add(Status.CONTESTED if Status.CONTESTED in mixture else Status.OPEN)
        else:
            statuses.add(Status.WITHDRAWN)
    return frozenset(statuses)


MOVES: Final = (
    ProvisionOpened, ProvisionAgreed, ProvisionAgreedInPrinciple, ProvisionPartlyAgreed, ProvisionContested,
    ProvisionReopened, ProvisionDeferred, ProvisionWithdrawn,
)  # fmt: skip
ARRIVING: Final = (ProvisionAdded, ProvisionReplaced)
EVENTS: Final = (*MOVES, *ARRIVING, DraftSent)
PROVISIONS: Final = Aspect("provisions", TABLE, LIVE, named, ARRIVING, arriving, named_by="provision")
