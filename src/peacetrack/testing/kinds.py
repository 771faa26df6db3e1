"""Kinds: single events, and the plan of what is stated before what.

Whatever an event names was stated before it: a condition is set before it is rejected.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects import KINDS, ROOMS, provisions, reports, tallies
from peacetrack.aspects.conditions import EVENTS as ABOUT_CONDITIONS
from peacetrack.aspects.conditions import ConditionSet
from peacetrack.aspects.consents import HomeDecision
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.principles import PrincipleInvoked
from peacetrack.aspects.proposals import ProposalMade
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.aspects.reports import Confirmed, Corrected, Denied, Retracted
from peacetrack.aspects.tallies import CountStated, StatusStated
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId, SpeakerId
from peacetrack.testing.depending import special_fields
from peacetrack.testing.parts import BEGINNING, Parts, pick
from peacetrack.testing.scenes import (
    Scene,
    date_of,
    hints_of,
    inner_of,
    record_of,
    required_fields,
    value_of,
)

Kinds = Sequence[type[Event]]

#: Kinds that are stated more often than others.
FREQUENT: Final = (
    CountStated, CountStated, CountStated, ConditionSet, ProvisionAgreed, PrincipleInvoked, ProposalMade,
)  # fmt: skip
#: Reports that change what is believed of other events; they occur where a law asks for them.
REPORTS: Final = (Confirmed, Denied, Corrected, Retracted)
ANY_KIND: Final = (*(kind for kind in KINDS.values() if kind not in REPORTS), *FREQUENT)
#: What a log is about: anything, or one part of a negotiation, whose subjects then have eventful lives.
THEMES: Final[tuple[tuple[type[Event], ...], ...]] = (
    ANY_KIND,
    ANY_KIND,
    *(room.EVENTS for room in ROOMS if room not in (reports, tallies)),
    (CountStated, CountStated, *provisions.EVENTS),
    (CountStated, ProvisionAgreed, PrincipleInvoked, *ABOUT_CONDITIONS),
)


def themes(vocabulary: Vocabulary) -> tuple[Kinds, ...]:
    """List what a log can be about; events of aspects of one's own occur beside all others, and by themselves."""
    own = [aspect.kinds for aspect in vocabulary.own]
    every = [kind for kinds in own for kind in kinds]
    return (*((*theme, *every) for theme in THEMES), *own, *own)


def require_known(kinds: Kinds, vocabulary: Vocabulary) -> Kinds:
    """
    Give kinds of events back when a log can tell of them.

    Raises:
        InvalidArgument: They belong to an aspect that the caller has not brought.
    """
    for kind in kinds:
        if vocabulary.kinds.get(kind.kind) is not kind:
            raise InvalidArgument(
                f"no aspect of this log tells of `{kind.kind}`: bring it with `aspects=[…]`"
            )
    return kinds


@st.composite
def single_events(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    cast: Cast,
    *,
    kinds: Kinds = (),
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> Event:
    """
    Give single events that follow no other.

    Args:
        draw: Given by Hypothesis.
        cast: Whom and what they may name.
        kinds: Which kinds of events; all that need no other event when empty.
        dates: When they happened.
        texts: What was said in them.
        identifiers: Their ids.

    Raises:
        InvalidArgument: None of these kinds can be told of this cast without another event before it.
    """
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    scene = Scene(cast, BEGINNING, parts=parts)
    possible = [kind for kind in kinds or (*KINDS.values(), *FREQUENT) if needed(kind, scene) == [kind]]
    if not possible:
        raise InvalidArgument(
            "none of these kinds of events can be told of this cast without another before it"
        )
    name = "event" if identifiers is None else draw(identifiers)
    return event_of(draw, pick(draw, possible), name, scene)


def conditions(
    cast: Cast,
    *,
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> SearchStrategy[ConditionSet]:
    """
    Give demands of the actors of a cast, some of them before a step.

    Args:
        cast: Whom and what they may name.
        dates: When they were made.
        texts: What is demanded.
        identifiers: Their ids.
    """
    found: SearchStrategy[Any] = single_events(
        cast, kinds=(ConditionSet,), dates=dates, texts=texts, identifiers=identifiers
    )
    return found


def event_of(draw: DrawFn, kind: type[Event], name: str, scene: Scene) -> Event:
    """Draw an event of a kind, at the point of a scene."""
    fixed: dict[str, Any] = {"id": EventId(name), **special_fields(draw, kind, scene)}
    fixed["source"] = pick(draw, (None, *scene.reporting))
    if scene.exact:
        fixed = {"date": date_of(draw, scene), **fixed, "about": None}
    elif "date" not in fixed and (scene.dated or draw(st.integers(0, 9))):
        fixed["date"] = date_of(draw, scene)
    has_speakers = bool(scene.cast.actors)
    if has_speakers and draw(st.booleans()):
        speaking = "by" if draw(st.booleans()) else "according_to"
        fixed[speaking] = value_of(draw, tuple[SpeakerId, ...], scene)
    event: Event = record_of(draw, kind, scene, **fixed)
    return attrs.evolve(event, about=None) if event.is_foreseen else event


def needed(
    kind: type[Event], scene: Scene, before_it: Kinds = (), *, asked: Kinds = ()
) -> list[type[Event]] | None:
    """
    List the kinds of events to tell so that the last of them, a given one, can be told; None when nothing helps.

    Args:
        kind: The given one.
        scene: What the cast has.
        before_it: The kinds that have been stated.
        asked: The kinds that wait for this one.
    """
    if kind in asked:
        return None
    before: list[type[Event]] = [ConditionSet] if issubclass(kind, Corrected) else []
    for hint in needs_of(kind):
        created = scene.creators.get(inner_of(hint))
        if created is None:
            if not scene.allows(hint):
                return None
        elif not any(issubclass(known, created) for known in (*before_it, *before)):
            first = ConditionSet if created is Event else created
            more = needed(first, scene, (*before_it, *before), asked=(*asked, kind))
            if more is None:
                return None
            before += more
    return [*before, kind]


def needs_of(kind: type[Event]) -> Iterator[Any]:
    """List the types of what an event of a kind has to name; a statement of statuses names provisions in whichever field."""
    if issubclass(kind, StatusStated):
        yield ProvisionId
    if issubclass(kind, HomeDecision):
        yield InstrumentId
    yield from (hints_of(kind)[name] for name in required_fields(kind))


def planned(kinds: Kinds, scene: Scene) -> tuple[type[Event], ...]:
    """
    Put before each kind of event those that have to be told first.

    Raises:
        InvalidArgument: The cast lacks what one of them has to name.
    """
    plan: list[type[Event]] = []
    for kind in kinds:
        chain = needed(kind, scene, plan)
        if chain is None:
            raise InvalidArgument(f"this cast has nothing that `{kind.kind}` can be told of")
        plan += chain
    return tuple(plan)
