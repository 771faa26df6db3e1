"""
Truces: an aspect of one's own, as a user of the library would write it.

A truce is declared by some parties. Anybody can report that it was violated; only one who declared it can restore or end it.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, Literal, NewType

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Question, Table, on, refused
from peacetrack.log.claim import Verdict
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId
from peacetrack.questions.judgements import Judgement

TruceId = NewType("TruceId", str)
PlaceId = NewType("PlaceId", str)


class Status(StrEnum):
    """The status of a truce."""

    IN_FORCE = "in_force"
    VIOLATED = "violated"
    ENDED = "ended"


@attrs.frozen(kw_only=True)
class Losses:
    """How many were killed or wounded, where a report says so."""

    killed: int
    wounded: int | None = None


@attrs.frozen(kw_only=True)
class TruceDeclared(Event):
    """Parties declared that they would hold their fire. The day that counts is the first day of the truce."""

    terms: str
    extent: Literal["everywhere", "along_the_line"]
    instrument: InstrumentId | None = None
    where: PlaceId | None = None


@attrs.frozen(kw_only=True)
class TruceViolated(Event):
    """Somebody fired. The day that counts is the day of the fire."""

    truce: TruceId
    against: tuple[ActorId, ...] = ()
    losses: Losses | None = None


@attrs.frozen(kw_only=True)
class TruceRestored(Event):
    """One who had declared a truce declared it again. The day that counts is the day of that declaration."""

    truce: TruceId
    verified: bool


@attrs.frozen(kw_only=True)
class TruceEnded(Event):
    """One who had declared a truce ended it. The day that counts is its last day."""

    truce: tuple[TruceId, ...]


def _by_a_declarer(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    speakers, declarers = cast.actors_of(event.by), cast.actors_of(earlier[0].by)
    return not speakers or not declarers or bool({*speakers} & {*declarers})


def _not_its_own(event: Event, earlier: Sequence[Event], cast: Cast) -> str:
    who = " and ".join(cast.title(actor) for actor in cast.actors_of(event.by))
    return f"{who} has not declared the truce '{earlier[0].id}'."


by_a_declarer: Final = Guard(
    "OWN01", "by one who declared it", _by_a_declarer, _not_its_own, "Declare a truce of your own."
)
OVER: Final = "it has ended; a further one is a truce of its own"
TABLE: Final = Table.of(
    Status,
    on(Status.IN_FORCE, TruceDeclared, to=Status.IN_FORCE),
    refused((Status.VIOLATED, Status.ENDED), TruceDeclared, because="it has been declared"),
    on((Status.IN_FORCE, Status.VIOLATED), TruceViolated, to=Status.VIOLATED),
    refused(Status.ENDED, TruceViolated, because=OVER),
    on((Status.IN_FORCE, Status.VIOLATED), TruceRestored, to=Status.IN_FORCE, when=by_a_declarer),
    refused(Status.ENDED, TruceRestored, because=OVER),
    on((Status.IN_FORCE, Status.VIOLATED), TruceEnded, to=Status.ENDED, when=by_a_declarer),
    refused(Status.ENDED, TruceEnded, because=OVER),
)


def named(event: Any, cast: Cast) -> tuple[str, ...]:
    """Name the truces of which an event speaks."""
    if isinstance(event, TruceDeclared):
        return (event.id,)
    return event.truce if isinstance(event, TruceEnded) else (event.truce,)


@attrs.frozen(kw_only=True)
class FireAsserted:
    """So many violations of a truce are on record, at least."""

    truce: TruceId
    times: int = 1


def _fired(asked: FireAsserted, state: Any) -> Judgement:
    fact = state[TRUCES].get(asked.truce)
    stated = [event for event in fact.because if isinstance(event, TruceViolated)] if fact else []
    verdict = Verdict.SUPPORTED if len(stated) >= asked.times else Verdict.NOT_ENOUGH_INFO
    return Judgement(
        verdict=verdict, replayed=f"{len(stated)} violations", because=tuple(event.id for event in stated)
    )


def _in_words(asked: FireAsserted, cast: Cast) -> str:
    return f"the truce '{asked.truce}' was violated {asked.times} times"


FIRED: Final = Question("fired", FireAsserted, _fired, _in_words)
TRUCES: Final = Aspect(
    "truces",
    TABLE,
    frozenset({Status.IN_FORCE}),
    named,
    creates=(TruceId, TruceDeclared),
    questions=(FIRED,),
)
