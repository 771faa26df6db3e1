"""Stories that bring a subject of any lifecycle into any status, through the lifecycle's own table."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Any, Final

import attrs

from peacetrack.aspects import ASPECTS, conditions, consents, principles, proposals, provisions, stages
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import NEGOTIATING, Actor, Voice
from peacetrack.model.ids import (
    ActorId,
    ConditionId,
    EventId,
    InstrumentId,
    ProposalId,
    ProvisionId,
    SpeakerId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.histories import History, Statuses
from peacetrack.state.replay import Replay

ARMENIA: Final = SpeakerId("armenia")
AZERBAIJAN: Final = SpeakerId("azerbaijan")
GEORGIA: Final = SpeakerId("georgia")
MIRZOYAN: Final = SpeakerId("mirzoyan")
NAMES: Final = {"armenia": "Armenia", "azerbaijan": "Azerbaijan", "georgia": "Georgia"}

TREATY: Final = InstrumentId("treaty")
BORDERS: Final = ProvisionId("borders")
TRANSIT: Final = ProvisionId("transit")
SECURITY: Final = ProvisionId("security")
CONSTITUTION: Final = ConditionId("constitution")
PACT: Final = ProposalId("pact")
SIGNING: Final = conditions.Gate(conditions.Step.SIGNATURE, TREATY)

CAST: Final = Cast(
    negotiation=Negotiation(id="talks"),
    actors=ReadOnly(
        (
            ActorId(name),
            Actor(id=ActorId(name), name=title, role="host" if name == "georgia" else NEGOTIATING),
        )
        for name, title in NAMES.items()
    ),
    voices=ReadOnly({MIRZOYAN: Voice(id=MIRZOYAN, speaks_for=ActorId("armenia"), name="Ararat Mirzoyan")}),
    instruments=ReadOnly(
        {
            TREATY: Instrument(
                id=TREATY,
                unit="article",
                provisions=ReadOnly(
                    (name, Provision(id=name, kind="article")) for name in (BORDERS, TRANSIT, SECURITY)
                ),
            )
        }
    ),
)

Making = Callable[[EventId], Event]

#: Each kind of event, told of the subject below by somebody who may.
LAWFUL: Final[Mapping[type[Event], Making]] = {
    **{
        kind: lambda name, kind=kind: kind(id=name, provision=(BORDERS,))  # type: ignore[misc]  # mypy cannot infer it
        for kind in (*provisions.MOVES, provisions.ProvisionAdded)
    },
    provisions.ProvisionReplaced: lambda name: provisions.ProvisionReplaced(
        id=name, provisions=(BORDERS,), successors=(TRANSIT,)
    ),
    conditions.ConditionSet: lambda _: conditions.ConditionSet(
        id=EventId(CONSTITUTION),
        by=(AZERBAIJAN,),
        of=(ActorId(ARMENIA),),
        what="change the constitution",
        gate=(SIGNING,),
    ),
    conditions.ConditionRestated: lambda name: conditions.ConditionRestated(
        id=name, condition=CONSTITUTION, by=(AZERBAIJAN,)
    ),
    conditions.ConditionRejected: lambda name: conditions.ConditionRejected(
        id=name, condition=CONSTITUTION, by=(MIRZOYAN,)
    ),
    conditions.ConditionAccepted: lambda name: conditions.ConditionAccepted(
        id=name, condition=CONSTITUTION, by=(ARMENIA,)
    ),
    conditions.ConditionMet: lambda name: conditions.ConditionMet(id=name, condition=CONSTITUTION),
    conditions.ConditionPartlyMet: lambda name: conditions.ConditionPartlyMet(
        id=name, condition=CONSTITUTION
    ),
    conditions.ConditionWithdrawn: lambda name: conditions.ConditionWithdrawn(
        id=name, condition=CONSTITUTION, by=(AZERBAIJAN,)
    ),
    proposals.ProposalMade: lambda _: proposals.ProposalMade(
        id=EventId(PACT),
        by=(ARMENIA,),
        offer="sign what is agreed",
        for_day=ImpreciseDate.parse("2024-09-30"),
    ),
    provisions.DraftSent: lambda _: provisions.DraftSent(id=EventId(PACT), by=(ARMENIA,), instrument=TREATY),
    proposals.ProposalRenewed: lambda name: proposals.ProposalRenewed(id=name, proposal=PACT, by=(MIRZOYAN,)),
    proposals.ProposalRejected: lambda name: proposals.ProposalRejected(
        id=name, proposal=PACT, by=(AZERBAIJAN,)
    ),
    proposals.ProposalAccepted: lambda name: proposals.ProposalAccepted(
        id=name, proposal=PACT, by=(AZERBAIJAN,)
    ),
    proposals.ProposalWithdrawn: lambda name: proposals.ProposalWithdrawn(
        id=name, proposal=PACT, by=(ARMENIA,)
    ),
    proposals.ProposalClosed: lambda name: proposals.ProposalClosed(id=name, proposal=PACT, how="fulfilled"),
    proposals.ProposalUnanswered: lambda name: proposals.ProposalUnanswered(
        id=name, proposal=PACT, date=ImpreciseDate.parse("2024-10-01")
    ),
    principles.PrincipleInvoked: lambda name: principles.PrincipleInvoked(
        id=name, by=(ARMENIA,), principle=principles.Principle.EARLY_HARVEST, instrument=TREATY
    ),
    principles.PrincipleDropped: lambda name: principles.PrincipleDropped(
        id=name, by=(ARMENIA,), instrument=TREATY
    ),
    **{
        kind: lambda name, kind=kind: kind(id=name, instrument=TREATY)  # type: ignore[misc]  # mypy cannot infer it
        for kind in (*stages.STAGE_EVENTS, *stages.TALKS_EVENTS)
        if kind not in consents.EVENTS
    },
    consents.DomesticStep: lambda name: consents.DomesticStep(
        id=name, instrument=(TREATY,), party=ActorId(ARMENIA), body="parliament", outcome="approved"
    ),
    consents.ConsentsStated: lambda name: consents.ConsentsStated(id=name, instrument=TREATY, number=1),
    **{
        kind: lambda name, kind=kind: kind(id=name, instrument=TREATY, party=ActorId(ARMENIA))  # type: ignore[misc]
        for kind in (
            consents.Ratified,
            consents.ConsentWithdrawn,
            consents.PartyJoined,
            consents.PartyLeft,
        )
    },
}

#: Of which subject of each aspect the events above tell.
SUBJECT: Final = {
    "provisions": BORDERS,
    "conditions": CONSTITUTION,
    "proposals": PACT,
    "principles": principles.subject(ARMENIA, TREATY),
    "stages": TREATY,
    "talks": TREATY,
}

#: Kinds of events that name their subject, so that nothing can be told of it before them.
BEGINNINGS: Final[Mapping[str, type[Event]]] = {
    "conditions": conditions.ConditionSet,
    "proposals": proposals.ProposalMade,
}


def lawful(kind: type[Event], name: str = "latest") -> Event:
    """Tell an event of a kind, by somebody who may do it and in the row's plain case."""
    return LAWFUL[kind](EventId(name))


def replayed(*events: Event, cast: Cast = CAST, refused: frozenset[EventId] | None = None) -> Replay:
    """Replay events in the order in which they are told; `refused` makes it a narrower view."""
    replay = Replay(cast, refused=refused)
    replay.apply(events)
    return replay


def history_of(replay: Replay, aspect: Aspect[Any]) -> History:
    """Find the story of the subject that the lawful events speak of."""
    return replay.histories[aspect.name][SUBJECT[aspect.name]]


def now(history: History) -> Statuses:
    """Give the statuses that a story ends with."""
    return history.possible[-1]


def everything(replay: Replay) -> dict[tuple[str, str, str], tuple[tuple[int, ...], tuple[Statuses, ...]]]:
    """Copy all that a replay holds of every subject in every word; where nothing was told, nothing is held."""
    return {
        (aspect.name, subject, name): (tuple(history.positions), tuple(history.possible))
        for aspect in ASPECTS
        for subject, one_history in replay.histories[aspect.name].items()
        for name, history in (("", one_history), *(one_history.by_speaker or {}).items())
        if history.positions
    }


def history_to(aspect: Aspect[Any], status: StrEnum) -> tuple[Event, ...]:
    """Find the shortest story, through the aspect's own table, after which its subject has a status."""
    first = BEGINNINGS.get(aspect.name)
    todo: deque[tuple[Statuses, tuple[type[Event], ...]]] = deque([(aspect.start, (first,) if first else ())])
    seen = {aspect.start}
    while todo:
        possible, kinds = todo.popleft()
        if possible == {status}:
            return tuple(lawful(kind, f"{number}") for number, kind in enumerate(kinds))
        for kind in aspect.table.events:
            after = _after(aspect, possible, kind)
            if after and after not in seen:
                seen.add(after)
                todo.append((after, (*kinds, kind)))
    return _history_that_states(aspect, status)


def _after(aspect: Aspect[Any], possible: Statuses, kind: type[Event]) -> Statuses:
    rows = [aspect.table.cells[kind][status] for status in possible]
    return frozenset(row.to for row in rows if row.to is not None)


def _history_that_states(aspect: Aspect[Any], status: StrEnum) -> tuple[Event, ...]:
    """Bring the subject with a status to which no row leads: an arrival may state any."""
    arrival = lawful(aspect.arriving[0], "0")
    return (attrs.evolve(arrival, status=status),)  # type: ignore[call-arg]  # arriving events have one


def outcome_of(aspect: Aspect[Any], status: StrEnum, event: Event) -> str:
    """Say what an event does from a status: the status after it, `any` live one, or `refused`."""
    replay = replayed(*history_to(aspect, status), event)
    if replay.refusals:
        return "refused"
    after = now(history_of(replay, aspect))
    return "any" if len(after) > 1 else str(*after)


def decisions(aspect: Aspect[Any]) -> dict[str, dict[str, str]]:
    """Replay every cell of a table: for each kind of event and each status what comes of it."""
    return {
        kind.kind: {str(status): outcome_of(aspect, status, lawful(kind)) for status in aspect.table.statuses}
        for kind in aspect.table.events
    }


def written(table: str, *, letters: Mapping[str, str] | None = None) -> dict[str, dict[str, str]]:
    """Read a table as it stands in a test: a heading of statuses, then a line for each kind of event."""
    text = {**(letters or {}), ".": "refused", "?": "any"}
    heading, *lines = (line.split() for line in table.strip().splitlines())
    statuses = [text.get(status, status) for status in heading]
    return {
        kind: {status: text.get(cell, cell) for status, cell in zip(statuses, cells, strict=True)}
        for kind, *cells in lines
    }
