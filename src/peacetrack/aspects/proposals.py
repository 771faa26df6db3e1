"""Proposals: offers of a way forward, renewed, answered or left without an answer.

A draft that was sent is an offer, too, where its author gives it an id. The one who made an offer can renew or withdraw it; somebody else accepts or rejects it. Each addressee answers for itself:
an offer is accepted when every one has accepted, and rejected once one rejects. Without addressees it is made to all other
negotiating parties. Silence is no answer: an unanswered offer stays on the table until the day for which it was made has
passed. A renewal puts a rejected offer back. One that has come about, or to nothing, is closed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final, Literal

import attrs

from peacetrack.aspects.lifecycle import (
    Aspect,
    Event,
    Fold,
    Guard,
    Table,
    Unless,
    on,
    refused,
    stays,
)
from peacetrack.aspects.plover import Category, Coded
from peacetrack.aspects.provisions import DraftSent
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate, Order
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProposalId, SpeakerId


class Status(StrEnum):
    """The status of a proposal."""

    MADE = "made"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"
    CLOSED = "closed"


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
        text: Which instrument it offers.
    """

    plover: ClassVar[Coded | None] = (Category.AGREE, "offer")
    offer: str
    to: tuple[SpeakerId, ...] = ()
    for_day: ImpreciseDate | None = attrs.field(default=None, metadata={"yaml": "for"})
    in_reply_to: EventId | None = None
    series: bool = False
    text: InstrumentId | None = None


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
        part: Which part of it alone was refused, in a few words; then it is listed and changes no status.
    """

    verb: ClassVar[str] = "reject"
    plover: ClassVar[Coded | None] = (Category.REJECT, "rejections and refusals")
    proposal: ProposalId
    what: str = ""
    series: bool = False
    part: str = ""


@attrs.frozen(kw_only=True)
class ProposalAccepted(Event):
    """
    Somebody to whom an offer was made agreed to it.

    The day that counts is the day of the acceptance.

    Attributes:
        proposal: Which offer.
        what: The acceptance in a few words.
        provided: Under which condition, in a few words (`if` in a log); then it is listed and changes no status.
    """

    verb: ClassVar[str] = "accept"
    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    proposal: ProposalId
    what: str = ""
    provided: str = attrs.field(default="", metadata={"yaml": "if"})


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


@attrs.frozen(kw_only=True)
class ProposalClosed(Event):
    """
    An offer has come about, or to nothing, so that nobody waits for an answer any more.

    The day that counts is the day on which it did.

    Attributes:
        proposal: Which offer.
        how: Whether what was offered was done, or has lost its object (`as` in a log).
        through: By which event.
    """

    proposal: ProposalId
    how: Literal["fulfilled", "moot"] = attrs.field(metadata={"yaml": "as"})
    through: EventId | None = None


#: What an offer begins with, and a draft that can be answered like one.
ORIGINS: Final = (ProposalMade, DraftSent)


def addressees(earlier: Iterable[Event], cast: Cast) -> tuple[ActorId, ...]:
    """
    Name those who are to answer an offer: its addressees, or without these all other negotiating parties.

    Args:
        earlier: The events of one offer, oldest first.
        cast: The cast of the log.
    """
    origin = next((event for event in earlier if isinstance(event, ORIGINS)), None)
    if origin is None:
        return ()
    others = (party for party in cast.negotiating if party not in cast.actors_of(origin.by))
    return cast.actors_of(origin.to) or tuple(others)


def _and_answered(found: dict[ActorId, type[Event]], event: Event, cast: Cast) -> dict[ActorId, type[Event]]:
    if isinstance(event, ProposalRenewed):
        return {actor: kind for actor, kind in found.items() if kind is not ProposalRejected}
    if _answers_wholly(event):
        found |= dict.fromkeys(cast.actors_of(event.by), type(event))
    return found


#: The kind of the latest answer of each who answered an offer; to renew it lets refusals lapse.
LATEST_ANSWERS: Final[Fold[dict[ActorId, type[Event]]]] = Fold(dict, _and_answered)


def _answers_wholly(event: Event) -> bool:
    """Tell whether an event answers an offer: neither in part nor under a condition."""
    return (isinstance(event, ProposalAccepted) and not event.provided) or (
        isinstance(event, ProposalRejected) and not event.part
    )


def _is_partial(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:  # noqa: ARG001 - of `Unless.holds`
    return not _answers_wholly(event)


def _by_no_addressee(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    asked = addressees(earlier, cast)
    return bool(event.by and asked) and not {*asked} & {*cast.actors_of(event.by)}


def _another_rejects(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    answering = cast.actors_of(event.by)
    answered = LATEST_ANSWERS.over(earlier, cast)
    asked = addressees(earlier, cast) if answering else ()
    return any(answered.get(actor) is ProposalRejected and actor not in answering for actor in asked)


def _another_has_not_answered(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    answering, answered = cast.actors_of(event.by), LATEST_ANSWERS.over(earlier, cast)
    asked = addressees(earlier, cast) if answering else ()
    return not all(actor in answered or actor in answering for actor in asked)


def _by_its_maker(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    origin = earlier[0]
    if not isinstance(origin, ORIGINS) or not event.by or not origin.by:
        return True  # in a narrower view nobody knows yet whose offer it is
    return bool({*cast.actors_of(event.by)} & {*cast.actors_of(origin.by)})


def _by_somebody_else(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    origin = earlier[0]
    if not isinstance(origin, ORIGINS) or not event.by or not origin.by:
        return True  # as above
    return not {*cast.actors_of(event.by)} <= {*cast.actors_of(origin.by)}


def _made_by(event: Event, earlier: Sequence[Event], cast: Cast) -> str:
    origin = earlier[0]
    who = " and ".join(cast.title(actor) for actor in cast.actors_of(event.by))
    makers = " and ".join(cast.title(actor) for actor in cast.actors_of(origin.by))
    what, did = ("draft", "sent") if isinstance(origin, DraftSent) else ("proposal", "made")
    return f"{who} cannot {event.verb} the {what} '{origin.id}': {makers} {did} it."


def _before_its_day(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:  # noqa: ARG001 - of `Unless.holds`
    offers = (past for past in reversed(earlier) if isinstance(past, Offer))
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
ANSWERS: Final = (*ORIGINS, ProposalRenewed, ProposalRejected, ProposalAccepted)
in_part: Final = Unless("in part, or under a condition", _is_partial, ())
by_no_addressee: Final = Unless("by somebody to whom it was not made", _by_no_addressee, ORIGINS)
while_another_rejects: Final = Unless(
    "while another addressee rejects it", _another_rejects, ANSWERS, Status.REJECTED
)
until_all_answered: Final = Unless(
    "before every addressee has accepted", _another_has_not_answered, ANSWERS, Status.MADE
)

UNACCEPTED: Final = (Status.MADE, Status.REJECTED, Status.WITHDRAWN, Status.LAPSED)
ANSWERED: Final = "it has been answered"
OVER: Final = "it is closed; a further offer is a proposal of its own"
TAKEN_BACK: Final = "it was taken back; only its maker can renew it (`proposal_renewed`)"

TABLE: Final = Table.of(
    Status,
    on(Status.MADE, ProposalMade, to=Status.MADE),
    refused(
        tuple(Status)[1:], ProposalMade, because="it has been made; to make it again, use `proposal_renewed`"
    ),
    on(Status.MADE, DraftSent, to=Status.MADE),
    refused(
        tuple(Status)[1:], DraftSent, because="it has been sent; to send it again, use `proposal_renewed`"
    ),
    on(UNACCEPTED, ProposalRenewed, to=Status.MADE, when=by_its_maker),
    refused(
        Status.ACCEPTED,
        ProposalRenewed,
        because="it has been accepted; a further offer is a proposal of its own",
    ),
    refused(Status.CLOSED, ProposalRenewed, because=OVER),
    # A late answer is an answer, and may be changed.
    on(
        (Status.MADE, Status.ACCEPTED, Status.REJECTED, Status.LAPSED),
        ProposalRejected,
        to=Status.REJECTED,
        when=by_somebody_else,
        unless=(in_part, by_no_addressee),
    ),
    refused(Status.WITHDRAWN, ProposalRejected, because=TAKEN_BACK),
    refused(Status.CLOSED, ProposalRejected, because=OVER),
    on(
        (Status.MADE, Status.ACCEPTED, Status.REJECTED, Status.LAPSED),
        ProposalAccepted,
        to=Status.ACCEPTED,
        when=by_somebody_else,
        unless=(in_part, by_no_addressee, while_another_rejects, until_all_answered),
    ),
    refused(Status.WITHDRAWN, ProposalAccepted, because=TAKEN_BACK),
    refused(Status.CLOSED, ProposalAccepted, because=OVER),
    # What was refused or ran out can still be taken back: then it is its maker who has the last word on it.
    on(UNACCEPTED, ProposalWithdrawn, to=Status.WITHDRAWN, when=by_its_maker),
    refused(
        Status.ACCEPTED,
        ProposalWithdrawn,
        because="it has been accepted and is not its maker's alone any more",
    ),
    refused(Status.CLOSED, ProposalWithdrawn, because=OVER),
    on(Status.MADE, ProposalUnanswered, to=Status.LAPSED, unless=before_its_day),
    stays(Status.LAPSED, ProposalUnanswered),
    refused((Status.ACCEPTED, Status.REJECTED), ProposalUnanswered, because=ANSWERED),
    refused(Status.WITHDRAWN, ProposalUnanswered, because=TAKEN_BACK),
    refused(Status.CLOSED, ProposalUnanswered, because=OVER),
    on(tuple(Status), ProposalClosed, to=Status.CLOSED),
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the proposal of which an event of the table speaks; a draft is one if its author gave it an id."""
    if isinstance(event, DraftSent):
        return (event.id,) if event.has_own_id else ()
    if isinstance(event, ProposalMade):
        return (event.id,)
    return (event.proposal,)


def offered_to(origin: Event) -> tuple[SpeakerId, ...]:
    """Name those to whom an offer was made, as the event says that made it."""
    return origin.to if isinstance(origin, ORIGINS) else ()


#: A renewal puts an offer back on the table; the event that made it begins there and leads there from nowhere.
RENEWING: Final = TABLE.leading_to(Status.MADE)
REJECTING: Final = TABLE.leading_to(Status.REJECTED)


def renews(event: Event) -> bool:
    """Tell whether an event makes an offer again."""
    return type(event) in RENEWING


def rejects(event: Event) -> bool:
    """Tell whether an event refuses an offer."""
    return type(event) in REJECTING


EVENTS: Final = tuple(kind for kind in TABLE.events if kind is not DraftSent)
PROPOSALS: Final = Aspect(
    "proposals",
    TABLE,
    frozenset({Status.MADE}),
    named,
    creates=(ProposalId, ProposalMade),
    also_creating=(DraftSent,),
    named_by="proposal",
)
