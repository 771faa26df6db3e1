"""Threads: every statement of a demand or an offer, with its own words, addressee and gate.

A restated demand and a renewed offer add to their thread and are no new demand or offer. A further document that
mentions a statement may add words and gates to it, but it is no further statement.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import attrs

from peacetrack.aspects.conditions import (
    CONDITIONS,
    STATEMENTS,
    ConditionWithdrawn,
    Gate,
    owners,
)
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.proposals import PROPOSALS, ProposalMade, ProposalRejected, ProposalRenewed
from peacetrack.aspects.proposals import Status as ProposalStatus
from peacetrack.aspects.reports import Retelling
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, EventId, SpeakerId
from peacetrack.state.timeline import State, Timeline


@attrs.frozen(kw_only=True)
class Statement:
    """
    One statement on the thread of a demand.

    Attributes:
        event: Which event tells of it.
        by: Who made it.
        date: When.
        what: Its own words for the demand.
        of: Of whom it demanded that.
        gate: Which steps it named.
        series: It stands for several occasions told at once.
        reported_again: It is a further document's report of the statement before it.
    """

    event: EventId
    by: tuple[SpeakerId, ...]
    date: ImpreciseDate | None
    what: str
    of: tuple[ActorId, ...]
    gate: tuple[Gate, ...]
    series: bool = False
    reported_again: bool = False


@attrs.frozen
class Gates:
    """
    Which steps a demand blocks.

    Attributes:
        certain: Those that it blocks by what had certainly been said.
        maybe: Those that it may block, because a statement may have been made by then, or taken back.
        unnamed: No statement of the demand as it stands may have named any step.
    """

    certain: frozenset[Gate]
    maybe: frozenset[Gate]
    unnamed: bool = False


def statements(state: State, condition: str) -> tuple[Statement, ...]:
    """List every statement of a demand that had certainly been made, oldest first."""
    fact = state[CONDITIONS].get(condition)
    return tuple(told for event in (fact.because if fact else ()) for told in _statements_of(state, event))


def _statements_of(state: State, event: Event) -> Iterator[Statement]:
    if not isinstance(event, STATEMENTS):
        return
    yield Statement(
        event=event.id,
        by=event.by,
        date=event.date,
        what=event.what,
        of=event.of,
        gate=event.gate,
        series=event.series,
    )
    for mention in state.timeline.view.reports.get(event.id, ()):
        yield _mention(mention, event)


def _mention(mention: Retelling, event: Event) -> Statement:
    return Statement(
        event=mention.id,
        by=mention.by or event.by,
        date=mention.date,
        what=mention.what,
        of=mention.to,
        gate=mention.gate,
        reported_again=True,
    )


def times_stated(state: State, condition: str) -> int:
    """Tell how often a demand was told to have been made; what was told as a series is one telling."""
    return sum(not told.reported_again for told in statements(state, condition))


def owners_of(state: State, condition: str) -> tuple[ActorId, ...]:
    """Name the actors who make a demand; nobody while no known report tells who set it."""
    origin = state.timeline.view.by_id.get(EventId(condition))
    return owners(origin, state.log.cast) if origin else ()


def addressees_of(state: State, condition: str) -> tuple[ActorId, ...]:
    """Name the actors of whom any of its statements demands it, in the order of the statements."""
    return tuple(dict.fromkeys(actor for told in statements(state, condition) for actor in told.of))


#: The steps that a demand blocks so far; None as long as no statement has named any, and what its owner dropped blocks none.
Named = frozenset[Gate] | Literal["dropped"] | None


def gates_of(state: State, condition: str) -> Gates:
    """Name the steps that a demand blocks: each that a statement names and its owner has not taken back since."""
    fact = state[CONDITIONS][condition]
    told, maybe = (fact.because, fact.maybe) if fact.because else (fact.maybe[:1], fact.maybe[1:])
    certain: Named = None
    for event in told:
        certain = _after(state, event, certain)
    outcomes = {certain}
    for event in maybe:
        outcomes |= {_after(state, event, named) for named in outcomes}
    blocked = [named if isinstance(named, frozenset) else frozenset[Gate]() for named in outcomes]
    always = frozenset.intersection(*blocked)
    return Gates(always, frozenset.union(*blocked) - always, None in outcomes)


def _after(state: State, event: Event, named: Named) -> Named:
    """Tell what a demand blocks after one more event: a demand dropped wholly blocks nothing until it is stated again."""
    if isinstance(event, ConditionWithdrawn):
        return (
            named.difference(event.gate)
            if event.gate and isinstance(named, frozenset)
            else _dropped(event, named)
        )
    if not isinstance(event, STATEMENTS):
        return named
    said = named_by(state.timeline, event)
    if said:
        return said | named if isinstance(named, frozenset) else said
    return None if named == "dropped" else named


def named_by(line: Timeline, event: Event) -> frozenset[Gate]:
    """Give the steps that a statement of a demand names, in its own words and in those of further documents."""
    known: dict[EventId, frozenset[Gate]] = line.remembered.setdefault("named by", {})
    if event.id not in known:
        mentions = line.view.reports.get(event.id, ())
        known[event.id] = frozenset(gate for told in (event, *mentions) for gate in getattr(told, "gate", ()))
    return known[event.id]


def _dropped(event: ConditionWithdrawn, named: Named) -> Named:
    """A demand of which no step was named blocks the others still when its owner takes back some."""
    return named if event.gate else "dropped"


def times_renewed(state: State, proposal: str) -> int:
    """Tell how often an offer was told to have been renewed; what was told as a series is one telling."""
    fact = state[PROPOSALS].get(proposal)
    return sum(isinstance(event, ProposalRenewed) for event in (fact.because if fact else ()))


def times_rejected(state: State, proposal: str) -> int:
    """Tell how often an offer was told to have been rejected; what was told as a series is one telling."""
    fact = state[PROPOSALS].get(proposal)
    return sum(isinstance(event, ProposalRejected) for event in (fact.because if fact else ()))


def is_overdue(state: State, proposal: str) -> bool:
    """
    Tell whether the day for which an offer was made has passed without an answer.

    At the end of the log no day has passed: it is asked only of a given day.
    """
    fact = state[PROPOSALS].get(proposal)
    if fact is None or state.as_of is None or fact.status is not ProposalStatus.MADE:
        return False
    days = [e.for_day for e in fact.because if isinstance(e, ProposalMade | ProposalRenewed) and e.for_day]
    return bool(days) and days[-1].latest is not None and days[-1].latest < state.as_of
