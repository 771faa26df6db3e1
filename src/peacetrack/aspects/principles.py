"""Principles of closure: each party's own rule for when agreed text counts.

A principle is a dated position of one party about one instrument. The party may take up another in its place, or drop
it. Until a party has said one, its rule is unknown, and that is not the same as having none.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, ClassVar, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event, Table, on, refused
from peacetrack.aspects.plover import Category, Coded
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId, ProvisionId


class Principle(StrEnum):
    """
    When agreed text counts.

    `single_undertaking`: nothing is agreed until everything is agreed. `early_harvest`: what is agreed counts at once.
    `interim_agreement`: the agreed part is signed first. `partial_agreements`: texts are agreed one by one.
    """

    SINGLE_UNDERTAKING = "single_undertaking"
    EARLY_HARVEST = "early_harvest"
    INTERIM_AGREEMENT = "interim_agreement"
    PARTIAL_AGREEMENTS = "partial_agreements"


class Status(StrEnum):
    """Whether a party is known to hold a principle."""

    UNSTATED = "unstated"
    HELD = "held"
    DROPPED = "dropped"


class ClosureRule(Event):
    """
    It states a party's rule of closure.

    Attributes:
        principle: Which rule.
        exempt: Provisions, or instruments that are part of this one, to which it does not apply.
    """

    __slots__ = ()
    principle: Principle
    exempt: tuple[ProvisionId, ...]


@attrs.frozen(kw_only=True)
class PrincipleInvoked(ClosureRule):
    """
    A party stated its rule of closure for an instrument; it replaces the one it held before.

    The day that counts is the day of the statement.

    Attributes:
        principle: Which rule.
        exempt: Provisions, or instruments that are part of this one, to which it does not apply (`except` in a log).
    """

    principle: Principle
    instrument: InstrumentId
    exempt: tuple[ProvisionId, ...] = attrs.field(default=(), metadata={"yaml": "except"})


@attrs.frozen(kw_only=True)
class PrincipleDropped(Event):
    """
    A party gave up its rule of closure for an instrument.

    The day that counts is the day on which it was given up.
    """

    plover: ClassVar[Coded | None] = (Category.CONCEDE, "concessions")
    instrument: InstrumentId


TABLE: Final = Table.of(
    Status,
    on(tuple(Status), PrincipleInvoked, to=Status.HELD),
    refused(Status.UNSTATED, PrincipleDropped, because="no principle of this party is on record"),
    on((Status.HELD, Status.DROPPED), PrincipleDropped, to=Status.DROPPED),
)


def subject(party: str, instrument: str) -> str:
    """Give the key of one party's principle about one instrument."""
    return f"{party}/{instrument}"


def named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the principles, one for each party that speaks, of which an event speaks."""
    return tuple(subject(party, event.instrument) for party in cast.actors_of(event.by))


EVENTS: Final = TABLE.events
PRINCIPLES: Final = Aspect("principles", TABLE, frozenset({Status.UNSTATED}), named)
