"""Proposals: offers of a way forward, renewed, answered or left without an answer.

The one who made an offer can renew or withdraw it; somebody else accepts or rejects it. Silence is no answer: an
unanswered offer stays on the table until the day for which it was made has passed. A renewal puts a rejected offer back.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs

from peacetrack.aspects.lifecycle import (
    Aspect,
    Event,
    Guard,
    Table,
    Unless,
    on,
    refused,
    stays,
)
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate, Order
from peacetrack.model.ids import EventId, ProposalId, SpeakerId


class Status(StrEnum):
    """The status of a proposal."""

    MADE = "made"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


class Offer(Event):
    """
    It makes an offer, for the first time or again.

    Attributes:
        offer: What is offered, in a few words.
        for_day: The day to come for which it is made.
        series: The report tells of several occasions at once.
    """

    __slots__ = ()
    offer: str
    for_day: ImpreciseDate | None
    series: bool


@attrs.frozen(kw_only=True)
class ProposalMade(Offer):
    """
    Somebody offered a way forward.

    The day that counts is the day of the offer. Its `id` names the proposal.

    Attributes:
        offer: What is offered, in a few words.
        to: To whom.
        for_day: The day to come for which it is made (`for` in a log).
        in_reply_to: Which proposal or event it answers.
        series: The report tells of several occasions at once.
    """

    plover: ClassVar[Coded | None] = (Category.AGREE, "offer")
    offer: str
    to: tuple[SpeakerId, ...] = ()
    for_day: ImpreciseDate | None = attrs.field(default=None, metadata={"yaml": "for"})
    in_reply_to: EventId | None = None
    series: bool = False


@attrs.frozen(kw_only=True)
class ProposalRenewed(Offer):
    """
    The one who made an offer made it again.

    The day that counts is the day of this renewal.

    Attributes:
        proposal: Which offer.
        offer: This renewal's own words for it.
        for_day: The day to come for which it is renewed (`for` in a log).
        series: The report tells of several occasions at once.
    """

    verb: ClassVar[str] = "renew"
    plover: ClassVar[Coded | None] = (Category.AGREE, "offer")
    proposal: ProposalId
    offer: str = ""
    for_day: ImpreciseDate | None = attrs.field(default=None, metadata={"yaml": "for"})
    series: bool = False


@attrs.frozen(kw_only=True)
class ProposalRejected(Event):
    """
    Somebody to whom an offer was made refused it.

    The day that counts is the day of the refusal.

    Attributes:
        proposal: Which offer.
        what: The refusal in a few words.
        series: The report tells of several occasions at once.
    """

    verb: ClassVar[str] = "reject"
    plover: ClassVar[Coded | None] = (Category.REJECT, "rejections and refusals")
    proposal: ProposalId
    what: str = ""
    series: bool = False


@attrs.frozen(kw_only=True)
class ProposalAccepted(Event):
    """
    Somebody to whom an offer was made agreed to it.

    The day that counts is the day of the acceptance.

    Attributes:
        proposal: Which offer.
        what: The acceptance in a few words.
    """

    verb: ClassVar[str] = "accept"
    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    proposal: ProposalId
    what: str = ""


@attrs.frozen(kw_only=True)
class ProposalWithdrawn(Event):
    """
    The one who made an offer took it back.

    The day that counts is the day on which it was taken back.

    Attributes:
        proposal: Which offer.
    """

    verb: ClassVar[str] = "withdraw"
    plover: ClassVar[Coded | None] = (Category.REJECT, "refusals")
    proposal: ProposalId


@attrs.frozen(kw_only=True)
class ProposalUnanswered(Event):
    """
    Somebody said that no answer had come; that is neither acceptance nor rejection.

    The day that counts is the day of that statement. After the day for which the offer was made, the offer has lapsed.

    Attributes:
        proposal: Which offer.
        what: What was said, in a few words.
    """

    proposal: ProposalId
    what: str = ""


def _by_its_maker(event: Event, origin: Event, cast: Cast) -> bool:
    if not isinstance(origin, ProposalMade) or not event.by or not origin.by:
        return True  # in a narrower view nobody knows yet whose offer it is
    return bool({*cast.actors_of(event.by)} & {*cast.actors_of(origin.by)})


def _by_somebody_else(event: Event, origin: Event, cast: Cast) -> bool:
    if not isinstance(origin, ProposalMade) or not event.by or not origin.by:
        return True  # as above
    return not {*cast.actors_of(event.by)} <= {*cast.actors_of(origin.by)}


def _made_by(event: Event, origin: Event, cast: Cast) -> str:
    who = " and ".join(cast.title(actor) for actor in cast.actors_of(event.by))
    makers = " and ".join(cast.title(actor) for actor in cast.actors_of(origin.by))
    return f"{who} cannot {event.verb} the proposal '{origin.id}': {makers} made it."


def _before_its_day(event: Event, told: Sequence[Event]) -> bool:
    offers = (past for past in reversed(told) if isinstance(past, Offer))
    day = next((offer.for_day for offer in offers if offer.for_day), None)
    return day is None or event.date is None or day.compare(event.date) is not Order.BEFORE


by_its_maker: Final = Guard(
    "PT205",
    "by its maker",
    _by_its_maker,
    _made_by,
    "An offer of another actor is a proposal of its own.",
    asks_only_who=True,
)
by_somebody_else: Final = Guard(
    "PT206",
    "by somebody else",
    _by_somebody_else,
    _made_by,
    "To take an offer back, use `proposal_withdrawn`.",
    asks_only_who=True,
)
before_its_day: Final = Unless(
    "not after the day for which it was made", _before_its_day, (ProposalMade, ProposalRenewed)
)

UNACCEPTED: Final = (Status.MADE, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED)
ANSWERED: Final = "it has been answered"
TAKEN_BACK: Final = "it was taken back; only its maker can renew it (`proposal_renewed`)"

TABLE: Final = Table.of(
    Status,
    on(Status.MADE, ProposalMade, to=Status.MADE),
    refused(
        tuple(Status)[1:], ProposalMade, because="it has been made; to make it again, use `proposal_renewed`"
    ),
    on(UNACCEPTED, ProposalRenewed, to=Status.MADE, when=by_its_maker),
    refused(
        Status.ACCEPTED,
        ProposalRenewed,
        because="it has been accepted; a further offer is a proposal of its own",
    ),
    # A late answer is an answer, and may be changed.
    on(
        (Status.MADE, Status.ACCEPTED, Status.REJECTED, Status.LAPSED),
        ProposalRejected,
        to=Status.REJECTED,
        when=by_somebody_else,
    ),
    refused(Status.WITHDRAWN, ProposalRejected, because=TAKEN_BACK),
    on(
        (Status.MADE, Status.ACCEPTED, Status.REJECTED, Status.LAPSED),
        ProposalAccepted,
        to=Status.ACCEPTED,
        when=by_somebody_else,
    ),
    refused(Status.WITHDRAWN, ProposalAccepted, because=TAKEN_BACK),
    # What was refused or ran out can still be taken back: then it is its maker who has the last word on it.
    on(UNACCEPTED, ProposalWithdrawn, to=Status.WITHDRAWN, when=by_its_maker),
    refused(
        Status.ACCEPTED,
        ProposalWithdrawn,
        because="it has been accepted and is not its maker's alone any more",
    ),
    on(Status.MADE, ProposalUnanswered, to=Status.LAPSED, unless=before_its_day),
    stays(Status.LAPSED, ProposalUnanswered),
    refused((Status.ACCEPTED, Status.REJECTED), ProposalUnanswered, because=ANSWERED),
    refused(Status.WITHDRAWN, ProposalUnanswered, because=TAKEN_BACK),
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the proposal of which an event of the table speaks."""
    if isinstance(event, ProposalMade):
        return (event.id,)
    return (event.proposal,)


#: A renewal puts an offer back on the table; the event that made it begins there and leads there from nowhere.
RENEWING: Final = TABLE.leading_to(Status.MADE)
REJECTING: Final = TABLE.leading_to(Status.REJECTED)


def renews(event: Event) -> bool:
    """Tell whether an event makes an offer again."""
    return type(event) in RENEWING


def rejects(event: Event) -> bool:
    """Tell whether an event refuses an offer."""
    return type(event) in REJECTING


def offered_to(origin: Event) -> tuple[SpeakerId, ...]:
    """Name those to whom an offer was made, as the event says that made it."""
    return origin.to if isinstance(origin, ProposalMade) else ()


EVENTS: Final = TABLE.events
PROPOSALS: Final = Aspect(
    "proposals",
    TABLE,
    frozenset({Status.MADE}),
    named,
    creates=(ProposalId, ProposalMade),
    named_by="proposal",
)
