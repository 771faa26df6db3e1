"""What a claim or a scenario can assert about a state, and how a claim is written down.

An assertion is a value and knows no state; whether it holds is asked elsewhere. A part that is left out is not asserted.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final, Literal

import attrs

from peacetrack.aspects import conditions, principles, proposals, provisions, stages
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.tallies import NOTHING_BESIDES, Besides, Numbers, Quantity
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import (
    ActorId,
    ConditionId,
    ContactId,
    EventId,
    InstrumentId,
    ProposalId,
    ProvisionId,
    SpeakerId,
    TopicId,
)
from peacetrack.model.votes import Votes

Text = Literal["whole", "agreed_part"]
Opening = Literal["shut", "open", "undetermined"]


class BlockerKind(StrEnum):
    """What can keep a gate shut."""

    CONDITION = "condition"
    REMAINING = "remaining"
    PRINCIPLE = "principle"
    NOT_SIGNED = "not_signed"
    CONSENT = "consent"


@attrs.frozen(kw_only=True)
class CountAsserted(Numbers):
    """So many units have a status, out of so many."""

    instrument: InstrumentId
    unit: str = ""
    besides: Besides = NOTHING_BESIDES
    including: tuple[ProvisionId, ...] = ()
    excluding: tuple[ProvisionId, ...] = ()


@attrs.frozen(kw_only=True)
class EverAsserted:
    """
    So many units were taken up at some time, whatever they are now.

    Attributes:
        opened: How many were taken up: those that had any status or number but pending.
    """

    instrument: InstrumentId
    unit: str = ""
    opened: Quantity


@attrs.frozen(kw_only=True)
class ProvisionAsserted:
    """
    A provision has one of these statuses, and became so on that day.

    Attributes:
        level: Who agreed on it: the negotiators or the principals.
    """

    id: ProvisionId
    statuses: tuple[provisions.Status, ...] = attrs.field(metadata={"yaml": "is"})
    level: Literal["negotiators", "principals"] | None = None
    since: ImpreciseDate | None = None


@attrs.frozen(kw_only=True)
class ConditionAsserted:
    """A condition has one of these statuses, became so on that day, and was stated so many times."""

    id: ConditionId
    statuses: tuple[conditions.Status, ...] = attrs.field(default=(), metadata={"yaml": "is"})
    times_stated: Quantity | None = None
    since: ImpreciseDate | None = None


@attrs.frozen(kw_only=True)
class ProposalAsserted:
    """
    A proposal has one of these statuses, became so on that day, and was renewed and rejected so many times.

    Attributes:
        by: Who made it, perhaps with others.
        overdue: The day for which it was made has passed without an answer, or has not.
    """

    id: ProposalId
    statuses: tuple[proposals.Status, ...] = attrs.field(default=(), metadata={"yaml": "is"})
    times_renewed: Quantity | None = None
    times_rejected: Quantity | None = None
    since: ImpreciseDate | None = None
    by: ActorId | None = None
    overdue: bool | None = None


@attrs.frozen(kw_only=True)
class PrincipleAsserted:
    """A party holds one of these principles about an instrument."""

    party: ActorId
    instrument: InstrumentId
    principles: tuple[principles.Principle, ...] = attrs.field(metadata={"yaml": "is"})


@attrs.frozen(kw_only=True)
class StageAsserted:
    """An instrument is at one of these stages, and came to it on that day."""

    instrument: InstrumentId
    statuses: tuple[stages.Stage, ...] = attrs.field(metadata={"yaml": "is"})
    since: ImpreciseDate | None = None


@attrs.frozen(kw_only=True)
class TalksAsserted:
    """The talks about an instrument go on, or are suspended, since that day."""

    instrument: InstrumentId
    statuses: tuple[stages.Talks, ...] = attrs.field(metadata={"yaml": "is"})
    since: ImpreciseDate | None = None


@attrs.frozen(kw_only=True)
class StandingAsserted:
    """So many units are settled for a party, out of so many."""

    party: ActorId
    instrument: InstrumentId
    settled: Quantity
    of: int | None = None


@attrs.frozen(kw_only=True)
class GateAsserted:
    """
    A gate is shut, open or undetermined; it is named by its step and object (`signature: treaty`).

    Attributes:
        party: Whose ratification alone is asked about, as in `ratification: {treaty: north}`.
    """

    talks: InstrumentId | None = None
    text_of: InstrumentId | None = None
    initialling: InstrumentId | None = None
    signature: InstrumentId | None = None
    ratification: InstrumentId | None = None
    entry_into_force: InstrumentId | None = None
    implementation: InstrumentId | None = None
    opening: tuple[ProvisionId, ...] = ()
    agreeing: tuple[ProvisionId, ...] = ()
    party: ActorId | None = None
    text: Text = "whole"
    opened: tuple[Opening, ...] = attrs.field(metadata={"yaml": "is"})


@attrs.frozen(kw_only=True)
class BlockedBy:
    """
    A gate has such a blocker.

    Attributes:
        only: It has no other.
    """

    gate: Gate
    text: Text = "whole"
    blocker: BlockerKind | None = attrs.field(default=None, metadata={"yaml": "kind"})
    owner: ActorId | None = None
    condition: ConditionId | None = None
    only: bool = False


@attrs.frozen(kw_only=True)
class DomesticStepAsserted:
    """
    A body of a party approved or rejected the instrument, or a provision alone.

    Attributes:
        provision: Which provision alone.
        votes: How it voted; of what stands here each part as it was told.
    """

    party: ActorId
    instrument: InstrumentId | None = None
    provision: ProvisionId | None = None
    body: str
    outcome: Literal["approved", "rejected"]
    votes: Votes | None = None


@attrs.frozen(kw_only=True)
class ConsentAsserted:
    """A party consents to be bound by an instrument, does not, or has taken its consent back."""

    party: ActorId
    instrument: InstrumentId
    statuses: tuple[Literal["given", "not_given", "withdrawn"], ...] = attrs.field(metadata={"yaml": "is"})


@attrs.frozen(kw_only=True)
class ReadoutAsserted:
    """One side's readout of a contact mentions, or omits, these topics."""

    contact: ContactId
    by: SpeakerId
    mentions: tuple[TopicId, ...] = ()
    omits: tuple[TopicId, ...] = ()


@attrs.frozen(kw_only=True)
class PartyAsserted:
    """An actor negotiates an instrument on that day, or does not."""

    party: ActorId
    instrument: InstrumentId
    statuses: tuple[Literal["negotiating", "not_negotiating"], ...] = attrs.field(metadata={"yaml": "is"})


@attrs.frozen(kw_only=True)
class ContactAsserted:
    """
    People met, or spoke by telephone; what is not on record may have happened all the same.

    Attributes:
        id: Which contact of the log; any when None.
        form: call, meeting, visit, or any word (`kind` in a log).
        participants: They took part, perhaps with others: actors or voices.
    """

    id: ContactId | None = None
    form: str = attrs.field(default="", metadata={"yaml": "kind"})
    participants: tuple[SpeakerId, ...] = ()


@attrs.frozen(kw_only=True)
class DraftAsserted:
    """
    A draft of an instrument was sent; what is not on record may have been sent all the same.

    Attributes:
        by: Who sent it; anybody when None.
        to: They received it, perhaps with others.
        edition: Which edition it was, as claimed.
    """

    instrument: InstrumentId
    by: SpeakerId | None = None
    to: tuple[SpeakerId, ...] = ()
    edition: str = ""


@attrs.frozen(kw_only=True)
class PublishedAsserted:
    """
    The text of an instrument was published; what is not on record may have been published all the same.

    Attributes:
        by: Who published it; anybody when None.
    """

    instrument: InstrumentId
    by: SpeakerId | None = None


@attrs.frozen(kw_only=True)
class SaidAsserted:
    """
    Somebody spoke of these topics, or said or did what an event tells; what is not on record may have been said all the same.

    Attributes:
        by: An actor, whoever spoke for it, or one voice.
        topics: Of all of these, in whatever statements, readouts or contacts.
        event: What it said or did.
    """

    by: SpeakerId
    topics: tuple[TopicId, ...] = ()
    event: EventId | None = None


@attrs.frozen(kw_only=True)
class SubjectAsserted:
    """
    A subject of an aspect of one's own has one of these statuses.

    Attributes:
        aspect: The name of the aspect.
        id: The subject.
        since: It became so then.
    """

    aspect: str
    id: str
    statuses: tuple[str, ...] = attrs.field(metadata={"yaml": "is"})
    since: ImpreciseDate | None = None


@attrs.frozen(kw_only=True)
class OwnAsserted:
    """
    What a question of an aspect of one's own asks.

    Attributes:
        name: The question.
        asked: What is asked, in the class of the question.
    """

    name: str
    asked: Any


@attrs.frozen(kw_only=True)
class NotAsserted:
    """
    Something is not so: supported where it is refuted, refuted where it is supported.

    Attributes:
        says: What is not so.
    """

    says: Assertion


#: What says that something is so.
Affirmation = (
    CountAsserted
    | EverAsserted
    | ProvisionAsserted
    | ConditionAsserted
    | ProposalAsserted
    | PrincipleAsserted
    | StageAsserted
    | TalksAsserted
    | StandingAsserted
    | GateAsserted
    | BlockedBy
    | DomesticStepAsserted
    | ConsentAsserted
    | ReadoutAsserted
    | PartyAsserted
    | ContactAsserted
    | DraftAsserted
    | PublishedAsserted
    | SaidAsserted
    | SubjectAsserted
    | OwnAsserted
)
Assertion = Affirmation | NotAsserted
#: The word before an assertion that says that it is not so.
NOT: Final = "not"


def bare(says: Assertion) -> Affirmation:
    """Give what an assertion says is so, or is not."""
    return bare(says.says) if isinstance(says, NotAsserted) else says


#: The word that stands in a log for each kind of assertion.
ASSERTIONS: Final[dict[str, type[Assertion]]] = {
    "count": CountAsserted,
    "ever": EverAsserted,
    "provision": ProvisionAsserted,
    "condition": ConditionAsserted,
    "proposal": ProposalAsserted,
    "principle": PrincipleAsserted,
    "stage": StageAsserted,
    "talks": TalksAsserted,
    "standing": StandingAsserted,
    "gate": GateAsserted,
    "blocked_by": BlockedBy,
    "domestic_step": DomesticStepAsserted,
    "consent": ConsentAsserted,
    "readout": ReadoutAsserted,
    "party": PartyAsserted,
    "contact": ContactAsserted,
    "draft": DraftAsserted,
    "published": PublishedAsserted,
    "said": SaidAsserted,
}

STEP_FIELDS: Final = {step: ("text_of" if step is Step.TEXT else step.value) for step in Step}
