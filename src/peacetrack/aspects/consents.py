"""Parties and consents: who negotiates a text, who consents to be bound by it, and what is decided of it at home.

Each of these is one party's act, and none of them leads a text to another stage by itself but the first consent, which
shows that it had been concluded, and the last that is taken back. What they make of a stage stands in the table of stages.
"""

from __future__ import annotations

from typing import ClassVar, Final, Literal

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId


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
    It is what a body of one party decided on some instruments, or on some provisions alone.

    Attributes:
        instrument: On which texts.
        provision: On which provisions alone; then it decides on no text as a whole.
        party: Whose body it is.
        body: Which body.
        outcome: approved or rejected.
    """

    __slots__ = ()
    instrument: tuple[InstrumentId, ...]
    provision: tuple[ProvisionId, ...]
    party: ActorId
    body: str
    outcome: Literal["approved", "rejected"]


class PartyChange(Event):
    """
    It changes who negotiates a text.

    Attributes:
        party: Who joins or leaves.
        instrument: Which text.
    """

    __slots__ = ()
    party: ActorId
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class DomesticStep(HomeDecision):
    """
    A body of one party (a parliament, a court, voters) decided on one or several instruments, or on provisions alone.

    The day that counts is the day of the decision. No stage changes.

    Attributes:
        instrument: On which texts.
        provision: On which provisions alone; then it decides on no text as a whole.
        party: Whose body it is.
        body: Which body.
        outcome: approved or rejected.
    """

    instrument: tuple[InstrumentId, ...] = ()
    provision: tuple[ProvisionId, ...] = ()
    party: ActorId
    body: str
    outcome: Literal["approved", "rejected"]

    @property
    def plover_category(self) -> Category:
        """Give the category of PLOVER that comes nearest, which depends on the outcome."""
        return Category.SUPPORT if self.outcome == "approved" else Category.REJECT


@attrs.frozen(kw_only=True)
class Ratified(Consent):
    """
    A party expressed its consent to be bound (articles 14 to 16 of the Vienna Convention).

    The day that counts is the day on which consent was given.

    Attributes:
        party: Who consented.
        how: By accession, which needs no signature, or by acceptance; by ratification when not given (`as` in a log).
        reservations: What it excludes or modifies for itself, each in a few words.
    """

    plover: ClassVar[Coded | None] = (Category.SUPPORT, "ratify an agreement")
    instrument: InstrumentId
    party: ActorId
    how: Literal["accession", "acceptance"] | None = attrs.field(default=None, metadata={"yaml": "as"})
    reservations: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class ConsentWithdrawn(Event):
    """
    A party took back its consent to be bound, before force or by denouncing what is in force.

    The day that counts is the day from which it does not consent any more.

    Attributes:
        party: Whose consent it was.
    """

    plover: ClassVar[Coded | None] = (Category.SANCTION, "reductions in existing relations")
    instrument: InstrumentId
    party: ActorId


@attrs.frozen(kw_only=True)
class ConsentsStated(Event):
    """
    Somebody said how many had consented to be bound, without names.

    The day that counts is the day of which that number is true.

    Attributes:
        number: How many had consented.
        of: Out of how many.
    """

    is_testimony: ClassVar[bool] = True
    instrument: InstrumentId
    number: int
    of: int | None = None


@attrs.frozen(kw_only=True)
class PartyJoined(PartyChange):
    """
    An actor joined those who negotiate a text, and is a party from that day on.

    The day that counts is the day on which it joined. It changes no earlier stage.

    Attributes:
        party: Who joined.
    """

    plover: ClassVar[Coded | None] = (Category.AGREE, "agree to")
    party: ActorId
    instrument: InstrumentId


@attrs.frozen(kw_only=True)
class PartyLeft(PartyChange):
    """
    A party left those who negotiate a text; what it had demanded falls, and a text that all others have signed is signed.

    The day that counts is the day on which it left.

    Attributes:
        party: Who left.
    """

    plover: ClassVar[Coded | None] = (Category.REJECT, "refusals")
    party: ActorId
    instrument: InstrumentId


EVENTS: Final = (DomesticStep, Ratified, ConsentWithdrawn, ConsentsStated, PartyJoined, PartyLeft)


def joins(event: Event) -> ActorId | None:
    """Name who joins those who negotiate a text by an event."""
    return event.party if isinstance(event, PartyJoined) else None


def leaves(event: Event, instrument: InstrumentId) -> ActorId | None:
    """Name who leaves those who negotiate a text by an event."""
    return event.party if isinstance(event, PartyLeft) and event.instrument == instrument else None
