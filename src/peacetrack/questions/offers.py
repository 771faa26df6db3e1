"""Offers: how often one was renewed and rejected, and whether its day has passed.

A renewed offer adds to the history of the offer and is no new one; what was reported as a series is one renewal.
"""

from __future__ import annotations

from peacetrack.aspects.proposals import PROPOSALS, Offer, Status, rejects, renews
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

    At the end of the log no day has passed: it is asked only of a given day.
    """
    fact = state[PROPOSALS].get(proposal)
    if fact is None or state.as_of is None or fact.status is not Status.MADE:
        return False
    days = [e.for_day for e in fact.because if isinstance(e, Offer) and e.for_day]
    return bool(days) and days[-1].latest is not None and days[-1].latest < state.as_of
