"""Demands: every statement of one, with its own words, addressee and gate, and so which steps it blocks.

The law: a restated demand is no new demand, and a further document that mentions a statement may add words and gates to it,
but it is no further statement. A demand blocks each step that a statement names and its owner has not taken back since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import attrs

from peacetrack.aspects.conditions import (
    CONDITIONS,
    Demand,
    Gate,
    dropped,
    drops,
    owners,
    owning,
)
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Retelling
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, EventId, SpeakerId
from peacetrack.state.timeline import State


@attrs.frozen(kw_only=True)
class Statement:
    """
    One statement of a demand.

    Attributes:
        event: Which event it is.
        by: Who made it.
        date: When.
        what: Its own words for the demand.
        of: Of whom it demanded that.
        gate: Which steps it named.
        series: It stands for several occasions reported at once.
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
        possible: Those that it may block, because a statement may have been made by then, or taken back.
        unnamed: No statement of the demand as it stands may have named any step.
    """

    certain: frozenset[Gate]
    possible: frozenset[Gate]
    unnamed: bool = False


def statements(state: State, condition: str) -> tuple[Statement, ...]:
    """List every statement of a demand that had certainly been made, oldest first."""
    fact = state[CONDITIONS].get(condition)
    events = fact.because if fact else ()
    return tuple(statement for event in events for statement in _statements_of(state, event))


def _statements_of(state: State, event: Event) -> Iterator[Statement]:
    if not isinstance(event, Demand):
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
    """Tell how often a demand is on record as made; what was reported as a series counts once."""
    return sum(not statement.reported_again for statement in statements(state, condition))


def owners_of(state: State, condition: str) -> tuple[ActorId, ...]:
    """Name the actors who make a demand, but for those who have dropped it; nobody while no known report says who set it."""
    origin, fact = state.timeline.view.by_id.get(EventId(condition)), state[CONDITIONS].get(condition)
    if origin is None or fact is None or not fact.because:
        return owners(origin, state.log.cast) if origin else ()
    return owning(fact.because, state.log.cast)


def addressees_of(state: State, condition: str) -> tuple[ActorId, ...]:
    """Name the actors of whom any of its statements demands it, in the order of the statements."""
    return tuple(dict.fromkeys(actor for statement in statements(state, condition) for actor in statement.of))


#: The steps that a demand blocks so far; None as long as no statement has named any, and what its owner dropped blocks none.
Named = frozenset[Gate] | Literal["dropped"] | None


def gates_of(state: State, condition: str) -> Gates:
    """Name the steps that a demand blocks for any of its owners."""
    each = [gates_for(state, condition, owner) for owner in owners_of(state, condition) or (None,)]
    certain = frozenset[Gate]().union(*(one.certain for one in each))
    possible = frozenset[Gate]().union(*(one.possible for one in each))
    return Gates(certain, possible - certain, any(one.unnamed for one in each))


def gates_for(state: State, condition: str, owner: ActorId | None) -> Gates:
    """
    Name the steps that a demand blocks for one of its owners: each that a statement names and the owner has not taken back.

    Args:
        state: Any state.
        condition: Which demand.
        owner: For whom; what others of its owners said of it alone does not count. None where it is nobody's.
    """
    fact = state[CONDITIONS][condition]
    # Where nothing of it had certainly happened, it is the first that may have: without that there is no demand.
    courses, possibly = tuple(filter(None, fact.courses)), fact.widening
    if not courses:
        courses, possibly = (possibly[:1],), possibly[1:]
    possible = [event for event in possibly if _is_said_by(state, event, owner)]
    outcomes = {
        _after_all(state, (event for event in course if _is_said_by(state, event, owner)))
        for course in courses
    }
    if not possible and len(outcomes) == 1:
        (certain,) = outcomes
        return Gates(certain if isinstance(certain, frozenset) else frozenset(), frozenset(), certain is None)
    for event in possible:
        outcomes |= {_after(state, event, named) for named in outcomes}
    blocked = [named if isinstance(named, frozenset) else frozenset[Gate]() for named in outcomes]
    always = frozenset.intersection(*blocked)
    return Gates(always, frozenset.union(*blocked) - always, None in outcomes)


def _is_said_by(state: State, event: Event, owner: ActorId | None) -> bool:
    """Tell whether an owner said something of a demand; what nobody in particular said, each of them did."""
    return owner is None or not event.by or owner in state.log.cast.actors_of(event.by)


def _after_all(state: State, events: Iterable[Event]) -> Named:
    """Tell what a demand blocks after all of its events, in their order."""
    certain: Named = None
    for event in events:
        certain = _after(state, event, certain)
    return certain


def _after(state: State, event: Event, named: Named) -> Named:
    """Tell what a demand blocks after one more event: a demand dropped wholly blocks nothing until it is stated again."""
    if drops(event):
        steps = frozenset(dropped(event))
        # A demand of which no step was named blocks the others still when its owner takes back some.
        remaining = named - steps if isinstance(named, frozenset) else named
        return remaining if steps else "dropped"
    if not isinstance(event, Demand):
        return named
    steps = _named_by(state, event)
    if steps:
        return steps | named if isinstance(named, frozenset) else steps
    return None if named == "dropped" else named


def _named_by(state: State, event: Demand) -> frozenset[Gate]:
    """Give the steps that a statement of a demand names, in its own words and in those of further documents."""
    mentions = state.timeline.view.reports.get(event.id)
    return frozenset(event.gate).union(*(mention.gate for mention in mentions or ()))
