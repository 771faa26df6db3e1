"""Offers: how often one was renewed and rejected, and whether its day has passed.

A renewed offer adds to the history of the offer and is no new one; what was reported as a series is one renewal.
"""

from __future__ import annotations

from peacetrack.aspects.proposals import PROPOSALS, Offer, Status, rejects, renews
from peacetrack.model.ids import ActorId
from peacetrack.state.timeline import State


def times_renewed(state: State, proposal: str) -> int:
    """Tell how often an offer is on record as renewed; what was reported as a series counts once."""
    fact = state[PROPOSALS].get(proposal)
    return sum(map(renews, fact.because if fact else ()))


def times_rejected(state: State, proposal: str) -> int:
    """Tell how often an offer is on record as rejected; what was reported as a series counts once."""
    fact = state[PROPOSALS].get(proposal)
    return sum(map(rejects, fact.because if fact else ()))


def is_overdue(state: State, proposal: str) -> bool:
    """
    Tell whether the day for which an offer was made has passed without an answer.

    The end of the log is the last day that its record reaches.
    """
    fact, end = state[PROPOSALS].get(proposal), state.timeline.view.end
    if fact is None or fact.status is not Status.MADE:
        return False
    today = state.as_of.toordinal() if state.as_of else end
    days = [e.for_day for e in fact.because if isinstance(e, Offer) and e.for_day]
    if today is None or not days or days[-1].latest is None:
        return False
    return days[-1].latest.toordinal() < today


def makers(state: State, proposal: str) -> tuple[ActorId, ...]:
    """Name those who made an offer, alone or together."""
    history = state.timeline.replayed.histories_of(PROPOSALS).get(proposal)
    return state.log.cast.actors_of(history.origin.by) if history else ()
