"""A truce, as a user of the library may bring it: it is agreed once, and whoever agreed it can break it."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final, NewType

import attrs

from peacetrack import Aspect, Event, Guard, Judgement, Question, Table, judged, on, refused
from peacetrack.model.cast import Cast

TruceId = NewType("TruceId", str)


class Status(StrEnum):
    """The status of a truce."""

    HOLDING = "holding"
    BROKEN = "broken"


@attrs.frozen(kw_only=True)
class TruceAgreed(Event):
    """A truce was agreed; its `id` names it."""


@attrs.frozen(kw_only=True)
class TruceBroken(Event):
    """Somebody broke a truce."""

    truce: TruceId


@attrs.frozen(kw_only=True)
class Quiet:
    """How many truces hold."""

    truces: int


def _named(event: Any, cast: Cast) -> tuple[str, ...]:
    return (event.truce if isinstance(event, TruceBroken) else event.id,)


def _holds(asked: Quiet, state: Any) -> Judgement:
    quiet = sum(fact.status is Status.HOLDING for fact in state[TRUCES].values())
    return judged(quiet == asked.truces, f"{quiet} hold")


BY_A_PARTY: Final = Guard(
    "TRUCE1",
    "by a party",
    lambda event, _, cast: cast.actors[cast.actors_of(event.by)[0]].role == "negotiating_party",
    lambda event, earlier, _: f"{event.by[0]} is no party to '{earlier[0].id}'.",
    "",
)
TABLE: Final = Table.of(
    Status,
    on(Status.HOLDING, TruceAgreed, to=Status.HOLDING),
    refused(Status.BROKEN, TruceAgreed, because="it is broken; agree on another one"),
    on(tuple(Status), TruceBroken, to=Status.BROKEN, when=BY_A_PARTY),
)
TRUCES: Final = Aspect(
    "truces",
    TABLE,
    frozenset({Status.HOLDING}),
    _named,
    creates=(TruceId, TruceAgreed),
    questions=(Question("quiet", Quiet, _holds, lambda asked, _: f"{asked.truces} truces hold"),),
)
#: Another aspect of the same name.
CLASHING: Final = TRUCES
#: No aspect at all.
PEACE: Final = "peace"
