"""Stages of an instrument, after the Vienna Convention on the Law of Treaties, with the domestic steps beside them.

A stage may be skipped on the way forward: who signs has concluded the text. The way back is only by an explicit event.
Consent is given party by party and is a record of its own, as are the steps of parliaments, courts and voters: they
change no stage. Talks may be suspended; that changes no status of anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any, ClassVar, Final, Literal

import attrs

from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.lifecycle import Aspect, Event, Table, on, refused, stays
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId


class Stage(StrEnum):
    """
    The stage of an instrument.

    `initialled` is article 10 of the Convention, `in_force` article 24.
    """

    NEGOTIATING = "negotiating"
    TEXT_CONCLUDED = "text_concluded"
    INITIALLED = "initialled"
    SIGNED = "signed"
    IN_FORCE = "in_force"
    SUSPENDED = "suspended"
    TERMINATED = "terminated"


class Talks(StrEnum):
    """Whether the talks about an instrument go on."""

    ONGOING = "ongoing"
    SUSPENDED = "suspended"


@attrs.frozen(kw_only=True)
class Votes:
    """
    The votes in a domestic step.

    Attributes:
        in_favour: Votes for (`for` in a log).
        against: Votes against.
        abstaining: Abstentions, where told.
        seats: How many could have voted, where told.
    """

    in_favour: int = attrs.field(metadata={"yaml": "for"})
    against: int
    abstaining: int | None = None
    seats: int | None = None


class Consent(Event):
    """
    It is a party's consent to be bound.

    Attributes:
        party: Who consented.
    """

    __slots__ = ()
    party: ActorId


class HomeDecision(Event):
    """
    It is what a body of one party decided on the instrument.

    Attributes:
        party: Whose body it is.
        body: Which body.
        outcome: approved or rejected.
    """

    __slots__ = ()
    party: ActorId
    body: str
    outcome: Literal["approved", "rejected"]


@attrs.frozen(kw_only=True)
class TextConcluded(Event):
    """
    The negotiators declared the whole text final.

    The day that counts is the day of that declaration. It changes no provision.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "finalize an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class TextReopened(Event):
    """
    A concluded text was taken back to the table; domestic approvals given to it lapse.

    The day that counts is the day of the reopening. It changes no provision.
    """

    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Initialled(Event):
    """
    The negotiators initialled the text (article 10 of the Vienna Convention).

    The day that counts is the day of the initialling.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "sign an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Published(Event):
    """
    The text, or a part of it, was made public.

    The day that counts is the day of publication. No stage changes.
    """

    noted: ClassVar[str] = "published"
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Signed(Event):
    """
    The instrument was signed.

    The day that counts is the day of signature.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "sign an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class DomesticStep(HomeDecision):
    """
    A body of one party (a parliament, a court, voters) decided on the instrument.

    The day that counts is the day of the decision. No stage changes.

    Attributes:
        party: Whose body it is.
        body: Which body.
        outcome: approved or rejected.
        votes: The votes, where told.
    """

    instrument: InstrumentId
    party: ActorId
    body: str
    outcome: Literal["approved", "rejected"]
    votes: Votes | None = None

    @property
    def plover_category(self) -> Category:
        """Give the category of PLOVER that comes nearest, which depends on the outcome."""
        return Category.SUPPORT if self.outcome == "approved" else Category.REJECT


@attrs.frozen(kw_only=True)
class Ratified(Consent):
    """
    A party expressed its consent to be bound.

    The day that counts is the day on which consent was given.

    Attributes:
        party: Who consented.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "ratify an agreement")
    instrument: InstrumentId
    party: ActorId


@attrs.frozen(kw_only=True)
class EnteredIntoForce(Event):
    """
    The instrument became binding (article 24 of the Vienna Convention).

    The day that counts is the day of entry into force.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "finalize an agreement")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Suspended(Event):
    """
    The operation of an instrument in force was suspended.

    The day that counts is the day from which it is suspended.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Resumed(Event):
    """
    The operation of a suspended instrument was resumed.

    The day that counts is the day from which it operates again.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "resume cooperation")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class Terminated(Event):
    """
    An instrument in force came to its end.

    The day that counts is the last day on which it was binding.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class TalksSuspended(Event):
    """
    Somebody suspended the talks about an instrument; everything keeps its status.

    The day that counts is the day of the suspension.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class TalksResumed(Event):
    """
    Suspended talks about an instrument were taken up again.

    The day that counts is the day of the resumption.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "resume diplomatic cooperation")
    instrument: InstrumentId


BEFORE_FORCE: Final = (Stage.NEGOTIATING, Stage.TEXT_CONCLUDED, Stage.INITIALLED, Stage.SIGNED)
AFTER_FORCE: Final = (Stage.IN_FORCE, Stage.SUSPENDED, Stage.TERMINATED)
ENDED: Final = "it has been terminated"
FORWARD: Final = "it has gone further; to go back, use `text_reopened`"
BOUND: Final = "it is binding or was; a changed text is another instrument"
NOT_IN_FORCE: Final = "it is not in force"

#: The stages at which an instrument has been signed, whether or not anybody reported the signing.
AFTER_SIGNATURE: Final = frozenset({Stage.SIGNED, *AFTER_FORCE})

STAGE_TABLE: Final = Table.of(
    Stage,
    on((Stage.NEGOTIATING, Stage.TEXT_CONCLUDED), TextConcluded, to=Stage.TEXT_CONCLUDED),
    refused((Stage.INITIALLED, Stage.SIGNED), TextConcluded, because=FORWARD),
    refused(AFTER_FORCE, TextConcluded, because=BOUND),
    on(BEFORE_FORCE, TextReopened, to=Stage.NEGOTIATING),
    refused(AFTER_FORCE, TextReopened, because=BOUND),
    on((Stage.NEGOTIATING, Stage.TEXT_CONCLUDED, Stage.INITIALLED), Initialled, to=Stage.INITIALLED),
    refused(Stage.SIGNED, Initialled, because=FORWARD),
    refused(AFTER_FORCE, Initialled, because=BOUND),
    stays(tuple(Stage), Published),
    on(BEFORE_FORCE, Signed, to=Stage.SIGNED),
    refused(AFTER_FORCE, Signed, because=BOUND),
    # A parliament may vote on a draft, or on leaving a treaty that is in force.
    stays((*BEFORE_FORCE, Stage.IN_FORCE, Stage.SUSPENDED), DomesticStep),
    refused(Stage.TERMINATED, DomesticStep, because=ENDED),
    stays((Stage.TEXT_CONCLUDED, Stage.INITIALLED, Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED), Ratified),
    refused(Stage.NEGOTIATING, Ratified, because="there is no concluded text to consent to"),
    refused(Stage.TERMINATED, Ratified, because=ENDED),
    # Of many a treaty one hears first when it is in force.
    on((*BEFORE_FORCE, Stage.IN_FORCE), EnteredIntoForce, to=Stage.IN_FORCE),
    refused(Stage.SUSPENDED, EnteredIntoForce, because="it is suspended; use `resumed`"),
    refused(Stage.TERMINATED, EnteredIntoForce, because=ENDED),
    on((Stage.IN_FORCE, Stage.SUSPENDED), Suspended, to=Stage.SUSPENDED),
    refused(BEFORE_FORCE, Suspended, because=f"{NOT_IN_FORCE}; for the talks, use `talks_suspended`"),
    refused(Stage.TERMINATED, Suspended, because=ENDED),
    on((Stage.IN_FORCE, Stage.SUSPENDED), Resumed, to=Stage.IN_FORCE),
    refused(BEFORE_FORCE, Resumed, because=f"{NOT_IN_FORCE}; for the talks, use `talks_resumed`"),
    refused(Stage.TERMINATED, Resumed, because=ENDED),
    on(AFTER_FORCE, Terminated, to=Stage.TERMINATED),
    refused(BEFORE_FORCE, Terminated, because=NOT_IN_FORCE),
)

TALKS_TABLE: Final = Table.of(
    Talks,
    on(tuple(Talks), TalksSuspended, to=Talks.SUSPENDED),
    on(tuple(Talks), TalksResumed, to=Talks.ONGOING),
)


def approvals(history: Iterable[Event]) -> tuple[set[str], set[ActorId]]:
    """
    Give the bodies that approve of a text in the end, and the parties that consent to it.

    A reopened text lets all of them lapse, and a body that rejects what it had approved takes its approval back.

    Args:
        history: The events of one instrument, oldest first.
    """
    bodies: set[str] = set()
    parties: set[ActorId] = set()
    for event in history:
        if reopens(event):
            bodies.clear()
            parties.clear()
        elif isinstance(event, Consent):
            parties.add(event.party)
        elif isinstance(event, HomeDecision):
            (bodies.add if event.outcome == "approved" else bodies.discard)(event.body)
    return bodies, parties


def named(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the instrument of which an event speaks."""
    return (event.instrument,)


# What concludes a text, takes it back or passes a step follows from the rows. Who consents or decides at home leads to no
# stage and is known by a role.

#: At each of these stages the text stands; the step is the last of those that an event which leads there has taken.
STEP_TO: Final = {
    Stage.TEXT_CONCLUDED: Step.TEXT,
    Stage.INITIALLED: Step.TEXT,
    Stage.SIGNED: Step.SIGNATURE,
    Stage.IN_FORCE: Step.ENTRY_INTO_FORCE,
}
#: What leads there from a text under negotiation. What is resumed was in force before, and takes no step.
CONCLUDING: Final = STAGE_TABLE.leading_to(*STEP_TO, leaving=Stage.NEGOTIATING)
REOPENING: Final = STAGE_TABLE.leading_to(Stage.NEGOTIATING)


def concluded_by(event: Any) -> InstrumentId | None:
    """Name the text that stands once an event has happened."""
    name: InstrumentId | None = event.instrument if type(event) in CONCLUDING else None
    return name


def reopens(event: Event) -> bool:
    """Tell whether an event takes a text back to the table, so that approvals and consents lapse."""
    return type(event) in REOPENING


def gates_passed(event: Any) -> tuple[Gate, ...]:
    """Name the gates that stop blocking once an event has happened."""
    name = concluded_by(event)
    to = STAGE_TABLE.cells[type(event)][Stage.NEGOTIATING].to if name else None
    return (Gate(STEP_TO[to], name),) if to else ()


STAGE_EVENTS: Final = STAGE_TABLE.events
TALKS_EVENTS: Final = TALKS_TABLE.events
EVENTS: Final = (*STAGE_EVENTS, *TALKS_EVENTS)
STAGES: Final = Aspect("stages", STAGE_TABLE, frozenset({Stage.NEGOTIATING}), named)
TALKS: Final = Aspect("talks", TALKS_TABLE, frozenset({Talks.ONGOING}), named)
