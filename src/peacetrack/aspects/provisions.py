"""Provisions: what is on the table, taken up, contested, agreed.

The law: every kind of event leads to one status, whatever it leads from, so that counting knows a unit's status after the
event without the one before. A provision is in no status until something is on record of it, unless the cast says that it
is `pending`. To defer what was agreed, it has to be reopened first, and so to contest it in nobody's name; who objects in his
own name moves it from any live status. All else that happens to a provision is an act of all: by fewer it is their word.

Examples:
    What the other rooms ask of an event, they read off the rows of the table:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
    ... events:
    ... - {event: provision_contested, date: 2024-06-01, by: armenia, provision: borders}
    ... - {event: provision_agreed, date: 2024-06-02, provision: borders}
    ... ''').log
    >>> [(is_objection(event), takes_up(event), [str(gate) for gate in gates_passed(event)]) for event in log.events]
    [(True, True, []), (False, True, ['agreeing of borders'])]
    >>> [str(TABLE.target(type(event))) for event in log.events]
    ['contested', 'agreed']
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, ClassVar, Final, Literal

import attrs

from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Table, arrives, on, refused
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId, SpeakerId
from peacetrack.model.mapping import ReadOnly


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
#: What a provision cannot have become without having been taken up; what is deferred may never have been.
BEGUN: Final = LIVE - {Status.PENDING, Status.DEFERRED}
#: What a provision with parts of which none is agreed derives from them: the first of these that one of them is.
LOWEST_FIRST: Final = (
    Status.CONTESTED,
    Status.PENDING,
    Status.OPEN,
    Status.DEFERRED,
    Status.AGREED_IN_PRINCIPLE,
    Status.PARTLY_AGREED,
)
#: The ladder of progress: up, or on the same rung, a provision goes without taking anything back.
LADDER: Final = (
    frozenset({Status.PENDING}),
    frozenset({Status.OPEN, Status.CONTESTED, Status.DEFERRED}),
    frozenset({Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED}),
    frozenset({Status.AGREED}),
)


class Arriving(Event):
    """
    It brings provisions into the draft, perhaps in the place of others.

    Attributes:
        coming: The field that names those that come.
        leaving: The field that names those that leave, where there are any.
        status: The status with which they came, when somebody said it.
    """

    __slots__ = ()
    coming: ClassVar[str] = "provision"
    leaving: ClassVar[str] = ""
    status: Status | None


@attrs.frozen(kw_only=True)
class ProvisionOpened(Event):
    """
    Talks took a provision up for the first time, or again after it was set aside.

    The day that counts is the first day of talks on it.

    Attributes:
        provision: Which one, or several opened together.
    """

    is_of_all: ClassVar[bool] = True
    plover: ClassVar[Coded | None] = (Category.CONSULT, "negotiations, bargaining")
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

    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]
    level: Literal["negotiators", "principals"] | None = None
    between: tuple[ActorId, ...] = ()

    @property
    def speakers(self) -> tuple[SpeakerId, ...]:
        """Name those whose word it is: of what some agreed between themselves, these."""
        return self.according_to or tuple(map(SpeakerId, self.between)) or self.by


@attrs.frozen(kw_only=True)
class ProvisionAgreedInPrinciple(Event):
    """
    The substance of a provision was agreed, its wording was not.

    The day that counts is the day of that understanding.

    Attributes:
        provision: Which one, or several together.
    """

    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionPartlyAgreed(Event):
    """
    Parts of a provision's text were agreed, others were left.

    The day that counts is the day of the partial agreement.

    Attributes:
        provision: Which one, or several together.
    """

    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionContested(Event):
    """
    Somebody objected to a provision: in his own name from any status, in nobody's only to what was not agreed.

    The day that counts is the day of the objection. `by` says who objects. The objection of who negotiates or consents stands,
    like a demand, until he takes it back or joins what covers it.

    Attributes:
        provision: Which one, or several together.
    """

    plover: ClassVar[Coded | None] = (Category.ACCUSE, "objections and complaints")
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionReopened(Event):
    """
    What had been agreed, wholly or in part, was taken back to the table.

    The day that counts is the day of the reopening.

    Attributes:
        provision: Which one, or several together.
    """

    is_of_all: ClassVar[bool] = True
    plover: ClassVar[Coded | None] = (Category.REJECT, "refusals")
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionDeferred(Event):
    """
    A provision that was not agreed was set aside for later.

    The day that counts is the day of that decision.

    Attributes:
        provision: Which one, or several together.
    """

    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionWithdrawn(Event):
    """
    A provision left the draft: it is in no count any more.

    The day that counts is the day of the withdrawal.

    Attributes:
        provision: Which one, or several together.
    """

    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class ProvisionAdded(Arriving):
    """
    A provision came into the draft, or came back into it.

    The day that counts is the day from which the draft has it.

    Attributes:
        provision: Which one, or several together.
        status: The status with which it came, when somebody said it.
    """

    is_of_all: ClassVar[bool] = True
    provision: tuple[ProvisionId, ...]
    status: Status | None = None


@attrs.frozen(kw_only=True)
class ProvisionReplaced(Arriving):
    """
    Provisions were split, merged or renumbered: some left the draft and others came in their place.

    The day that counts is the day of the new draft.

    Attributes:
        provisions: Those that left.
        successors: Those that came (`with` in a log).
        status: The status with which they came, when somebody said it.
    """

    is_of_all: ClassVar[bool] = True
    coming: ClassVar[str] = "successors"
    leaving: ClassVar[str] = "provisions"
    provisions: tuple[ProvisionId, ...]
    successors: tuple[ProvisionId, ...] = attrs.field(metadata={"yaml": "with"})
    status: Status | None = None


class Numbering(Event):
    """
    It can tell under which numbers provisions stand in a text.

    Attributes:
        numbers: Under which number each provision stands in it, where that became known with it.
    """

    __slots__ = ()
    numbers: ReadOnly[str, ProvisionId]


@attrs.frozen(kw_only=True)
class DraftSent(Numbering):
    """
    One side sent a draft to another.

    The day that counts is the day of the sending. With an `id` of its own it can be accepted, rejected, renewed and withdrawn
    like a proposal; no provision changes.

    Attributes:
        edition: Which edition it was, as claimed.
        to: Who received it.
        numbers: Under which number each provision stands in it, where that became known with it.
    """

    plover: ClassVar[Coded | None] = (Category.CONSULT, "negotiations, bargaining")
    noted: ClassVar[str] = "draft"
    instrument: InstrumentId
    edition: str = ""
    to: tuple[SpeakerId, ...] = ()
    numbers: ReadOnly[str, ProvisionId] = ReadOnly()


#: The code of what a table refuses.
REFUSED: Final = "PT201"
AGREED_MEANS_REOPEN: Final = "what is agreed has to be reopened first (`provision_reopened`)"
GONE: Final = "it was withdrawn; to bring it back, use `provision_added`"
OPENABLE: Final = (Status.PENDING, Status.OPEN, Status.DEFERRED)
UNSETTLED: Final = (Status.PENDING, Status.OPEN, Status.CONTESTED, Status.DEFERRED)
TAKEN_UP: Final = (Status.CONTESTED, Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED, Status.AGREED)
REOPENABLE: Final = (Status.OPEN, *TAKEN_UP, Status.DEFERRED)
NOT_AGREED: Final = tuple(status for status in Status if status in REMAINING)


def _in_a_name(event: Event, origin: Any, cast: Cast) -> bool:  # noqa: ARG001 - the signature of `Guard.holds`
    return bool(event.by)


def _has_to_be_reopened(event: Event, origin: Any, cast: Cast) -> str:  # noqa: ARG001 - of `Guard.refusal`
    return f"`{event.kind}` is refused: {AGREED_MEANS_REOPEN}."


by_name: Final = Guard(
    REFUSED, "in somebody's name", _in_a_name, _has_to_be_reopened, "Say `by` whom, or reopen it first."
)

TABLE: Final = Table.of(
    Status,
    on(OPENABLE, ProvisionOpened, to=Status.OPEN),
    refused(
        TAKEN_UP, ProvisionOpened, because="it has been taken up already; `provision_reopened` takes it back"
    ),
    refused(Status.WITHDRAWN, ProvisionOpened, because=GONE),
    # News begins in the middle: what nobody has told of before may be agreed, contested or set aside all the same.
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
    attrs.evolve(
        on(Status.AGREED, ProvisionContested, to=Status.CONTESTED, when=by_name), because=AGREED_MEANS_REOPEN
    ),
    refused(Status.WITHDRAWN, ProvisionContested, because=GONE),
    on(REOPENABLE, ProvisionReopened, to=Status.OPEN),
    refused(
        Status.PENDING, ProvisionReopened, because="it has not been taken up yet; use `provision_opened`"
    ),
    refused(Status.WITHDRAWN, ProvisionReopened, because=GONE),
    on(NOT_AGREED, ProvisionDeferred, to=Status.DEFERRED),
    refused(Status.AGREED, ProvisionDeferred, because=AGREED_MEANS_REOPEN),
    refused(Status.WITHDRAWN, ProvisionDeferred, because=GONE),
    # To withdraw what is gone is told twice and no fault, while to agree on it would be: so only here it is a restatement.
    on((*NOT_AGREED, Status.AGREED, Status.WITHDRAWN), ProvisionWithdrawn, to=Status.WITHDRAWN),
    refused((*NOT_AGREED, Status.AGREED), ProvisionAdded, because="it is in the draft already"),
    arrives(Status.WITHDRAWN, ProvisionAdded),
    # This is what becomes of those that leave; those that come begin anew, with the status that the event states or any.
    on((*NOT_AGREED, Status.AGREED), ProvisionReplaced, to=Status.WITHDRAWN),
    refused(Status.WITHDRAWN, ProvisionReplaced, because=GONE),
    one_target=True,
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the provisions that an event speaks of; what is said of a provision is said of its parts."""
    if isinstance(event, Arriving):
        return _with_parts(getattr(event, event.leaving or event.coming), cast)
    return _with_parts(event.provision, cast)


def arriving(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the provisions that an event brings into the draft, with their parts."""
    return _with_parts(getattr(event, event.coming), cast)


def _with_parts(names: tuple[ProvisionId, ...], cast: Cast) -> tuple[str, ...]:
    if len(names) == 1 and not cast.children:
        return names
    return tuple(dict.fromkeys(part for name in names for part in (name, *cast.descendants(name))))


def parts_of_named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the provisions that an event reaches only as parts of those of which it speaks."""
    if not cast.children or isinstance(event, Arriving):
        return ()
    return tuple(name for name in named(event, cast) if name not in event.provision)


def derived(parts: Sequence[frozenset[Status]], *, complete: bool) -> frozenset[Status]:
    """
    Derive the statuses of a provision from those of its parts.

    All alike, that status; some agreed, `partly_agreed`; else `contested` if any is, else the lowest. Unless all its parts
    are known there may be more, so that all known ones being agreed leaves the whole agreed or partly agreed, and all
    of them being withdrawn leaves a live one.

    Args:
        parts: The statuses that each part may have.
        complete: The known parts are all there are.
    """
    mixtures: set[frozenset[Status]] = {frozenset()}
    for possible in parts:
        mixtures = {mixture | ({status} & LIVE) for mixture in mixtures for status in possible}
    return frozenset().union(*(_derived(mixture, complete=complete) for mixture in mixtures))


def _derived(mixture: frozenset[Status], *, complete: bool) -> frozenset[Status]:
    """Derive the statuses of a provision whose live parts have these."""
    if not mixture:
        return frozenset({Status.WITHDRAWN}) if complete else LIVE
    if len(mixture) == 1 and (complete or Status.AGREED not in mixture):
        return mixture
    if Status.AGREED in mixture:
        return frozenset(
            {Status.PARTLY_AGREED} if len(mixture) > 1 else {Status.AGREED, Status.PARTLY_AGREED}
        )
    return frozenset({next(status for status in LOWEST_FIRST if status in mixture)})


def by_parts(name: str, statuses_of: Callable[[str], frozenset[Status]], cast: Cast) -> frozenset[Status]:
    """Say what a provision may be by what its parts are; nothing where it has none."""
    if not (parts := cast.children.get(ProvisionId(name), ())):
        return frozenset()
    known = [by_parts(part, statuses_of, cast) or statuses_of(part) for part in parts]
    return derived(known, complete=cast.provision(ProvisionId(name)).complete)


#: Kinds that bring provisions, with those that leave for them; kinds that move what the draft has.
ARRIVING: Final = tuple(kind for kind in TABLE.events if issubclass(kind, Arriving))
MOVES: Final = tuple(kind for kind in TABLE.events if kind not in ARRIVING)
#: What has rows, and what is told of a draft and changes no status.
EVENTS: Final = (*TABLE.events, DraftSent)

# What the other rooms ask of a kind of event follows from its rows. Only whether it brings provisions into the draft, which
# no row says, follows from its role.

#: An objection is whatever makes a provision contested, and is of those in whose name it is told.
OBJECTING: Final = TABLE.leading_to(Status.CONTESTED)
#: What happens to no provision that was not taken up by then.
TAKING_UP: Final = TABLE.leading_to(*BEGUN)
#: Who opens what was pending passes the gate before its opening. Who reopens passes none: it had been opened before.
OPENING: Final = TABLE.leading_to(Status.OPEN, leaving=Status.PENDING)
AGREEING: Final = TABLE.leading_to(Status.AGREED)
PASSING: Final = OPENING | AGREEING
DEFERRING: Final = TABLE.leading_to(Status.DEFERRED)
WITHDRAWING: Final = TABLE.leading_to(Status.WITHDRAWN)


def is_move(event: Event) -> bool:
    """Tell whether an event moves provisions that the draft has."""
    return type(event) in TABLE.cells and not isinstance(event, Arriving)


def is_objection(event: Event) -> bool:
    """Tell whether an event objects to a provision: the objection is that of its `by`."""
    return type(event) in OBJECTING


def takes_up(event: Event) -> bool:
    """Tell whether a provision to which it happens has been taken up by then."""
    return type(event) in TAKING_UP


def gates_passed(event: Any) -> tuple[Gate, ...]:
    """Name the gates that stop blocking once an event has happened: of each provision its own."""
    if type(event) not in PASSING:
        return ()
    step = Step.OPENING if type(event) in OPENING else Step.AGREEING
    return tuple(Gate(step, None, (name,)) for name in event.provision)


def on_the_agenda(name: str, cast: Cast) -> frozenset[Status]:
    """Give what a provision is by the cast: an item of a published agenda, and what is a part of one, is pending."""
    if name not in cast.instrument_of:
        return frozenset()
    node = cast.provision(ProvisionId(name))
    while not node.status and node.id not in cast.units and node.parent is not None:
        node = cast.provision(node.parent)
    return frozenset({Status.PENDING}) if node.status else frozenset()


PROVISIONS: Final = Aspect(
    "provisions",
    TABLE,
    LIVE,
    named,
    ARRIVING,
    arriving,
    named_by="provision",
    parts=parts_of_named,
    of_all_parts=AGREEING | WITHDRAWING,
    begins=on_the_agenda,
    by_parts=by_parts,
)
