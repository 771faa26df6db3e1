"""Ceasefires: declared, violated, restored, ended.

A ceasefire that was violated still stands: it ends only when one of those who declared it ends it. One that has ended
does not come back; another is declared.
"""  # noqa: INP001 - a module of a user's own is in no package

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from typing import Any, Final, NewType

import attrs

from peacetrack import (
    Aspect,
    Bounds,
    Cast,
    Event,
    Guard,
    Judgement,
    Question,
    State,
    Table,
    judged,
    on,
    refused,
    stays,
)

#: The id of the event that declared the ceasefire.
CeasefireId = NewType("CeasefireId", str)


class Status(StrEnum):
    """The status of a ceasefire."""

    HOLDING = "holding"
    VIOLATED = "violated"
    ENDED = "ended"


@attrs.frozen(kw_only=True)
class CeasefireDeclared(Event):
    """
    Somebody declared a ceasefire, alone or together with others.

    The day that counts is the day from which it holds. Its `id` names the ceasefire.
    """


@attrs.frozen(kw_only=True)
class CeasefireViolated(Event):
    """
    Somebody broke a ceasefire.

    The day that counts is the day of the violation. `by` is who broke it; who says so is `according_to`.

    Attributes:
        ceasefire: Which ceasefire.
        what: What happened in a few words.
    """

    ceasefire: CeasefireId
    what: str = ""


@attrs.frozen(kw_only=True)
class CeasefireRestored(Event):
    """
    A ceasefire that was violated holds again.

    The day that counts is the day from which it holds again.

    Attributes:
        ceasefire: Which ceasefire.
    """

    ceasefire: CeasefireId


@attrs.frozen(kw_only=True)
class CeasefireEnded(Event):
    """
    One of those who declared a ceasefire ended it.

    The day that counts is the day on which it ended.

    Attributes:
        ceasefire: Which ceasefire.
    """

    ceasefire: CeasefireId


def _by_a_party_to_it(event: Event, earlier: Sequence[Event], cast: Cast) -> bool:
    origin = earlier[0]
    if not isinstance(origin, CeasefireDeclared):
        return True  # in a narrower view nobody knows yet who declared it
    parties, speakers = {*cast.actors_of(origin.by)}, {*cast.actors_of(event.by)}
    return not parties or not speakers or bool(parties & speakers)


def _no_party_to_it(event: Event, earlier: Sequence[Event], cast: Cast) -> str:
    origin = earlier[0]
    who, parties = (
        " and ".join(map(cast.title, cast.actors_of(speakers))) for speakers in (event.by, origin.by)
    )
    return f"{who} cannot end the ceasefire '{origin.id}': {parties} declared it."


by_a_party_to_it: Final = Guard(
    "CEASEFIRE1",
    "by a party to it",
    _by_a_party_to_it,
    _no_party_to_it,
    "If this actor broke it, use `ceasefire_violated`.",
)

STANDING: Final = (Status.HOLDING, Status.VIOLATED)
OVER: Final = "it has ended; a new one begins with `ceasefire_declared`"

TABLE: Final = Table.of(
    Status,
    stays(Status.HOLDING, CeasefireDeclared),
    refused(
        (Status.VIOLATED, Status.ENDED), CeasefireDeclared, because="it has been declared; give another an id"
    ),
    on(STANDING, CeasefireViolated, to=Status.VIOLATED),
    refused(Status.ENDED, CeasefireViolated, because=OVER),
    on(Status.VIOLATED, CeasefireRestored, to=Status.HOLDING),
    refused(Status.HOLDING, CeasefireRestored, because="no violation was told; tell it first"),
    refused(Status.ENDED, CeasefireRestored, because=OVER),
    on(STANDING, CeasefireEnded, to=Status.ENDED, when=by_a_party_to_it),
    refused(Status.ENDED, CeasefireEnded, because=OVER),
)


@attrs.frozen(kw_only=True)
class Violations:
    """
    A ceasefire was violated so many times.

    Attributes:
        ceasefire: Which ceasefire.
        times: How often.
        since: On this day and later.
    """

    ceasefire: CeasefireId
    times: int
    since: dt.date


def violations(asked: Violations, state: State) -> Judgement:
    """Compare a number with the violations that were told: those that certainly came since, and those that may have."""
    fact = state[CEASEFIRES].get(asked.ceasefire)
    if fact is None or not fact.because:
        return judged(None, f"it is not certain that there is a ceasefire '{asked.ceasefire}'")
    certain = [event for event in fact.because if _is_violation(event, asked.since)]
    perhaps = [
        event
        for event in (*fact.because, *fact.possible_events)
        if event not in certain and _is_violation(event, asked.since) is not False
    ]
    found = Bounds(len(certain), len(certain) + len(perhaps))
    holds = None if perhaps and asked.times in found else asked.times in found
    return judged(
        holds,
        f"violations of '{asked.ceasefire}' since {asked.since}: {found}",
        (*certain, *perhaps) or fact.because,
        disputed=fact.disputed,
    )


def _is_violation(event: Event, since: dt.date) -> bool | None:
    """Tell whether an event is a violation of that day or later; None where its date does not say."""
    date = event.true_of
    if not isinstance(event, CeasefireViolated) or (date and date.latest and date.latest < since):
        return False
    return True if date and date.earliest and date.earliest >= since else None


def said(asked: Violations, cast: Cast) -> str:  # noqa: ARG001 - every question words itself in the same terms
    """Word the assertion."""
    return f"violations of '{asked.ceasefire}' since {asked.since}: {asked.times}"


def named(event: Any, cast: Cast) -> tuple[str, ...]:  # noqa: ARG001 - every aspect asks in the same words
    """Name the ceasefire of which an event speaks."""
    return (event.id,) if isinstance(event, CeasefireDeclared) else (event.ceasefire,)


CEASEFIRES: Final = Aspect(
    "ceasefires",
    TABLE,
    start=frozenset({Status.HOLDING}),
    subjects=named,
    creates=(CeasefireId, CeasefireDeclared),
    questions=(Question("violations", Violations, holds=violations, said=said),),
)
