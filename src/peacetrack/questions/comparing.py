"""Comparing: whether there are more now than there were on another day.

The law: figures are compared within what one carrier says, and never one's of this day with another's of that. Where those
who speak do not agree about it, it cannot be told.
"""

from __future__ import annotations

import datetime as dt

from peacetrack.aspects.assertions import CountAsserted
from peacetrack.aspects.tallies import UnitCount
from peacetrack.beliefs.accounts import ON_RECORD, Account
from peacetrack.questions.judgements import Truth
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.populations import Population, count_status, units_of


def is_more(says: CountAsserted, status: str, day: dt.date, state: State) -> Truth:
    """
    Compare a number of units with that of another day.

    Args:
        says: A claim about numbers, with its unit and its scope.
        status: The status of which it speaks.
        day: The other day.
        state: The state that is asked.
    """
    truths = {_grew(says, status, day, state, account) for account in _carriers(says, state)}
    if True in truths:
        return None if False in truths else True
    return False if truths == {False} else None


def _carriers(says: CountAsserted, state: State) -> list[Account]:
    """Give the account of each believed carrier of figures in the unit of a claim; the state's own where it has but one word."""
    if state.account.speaker is not None:
        return [state.account]
    own, beliefs = state.log.cast.instruments[says.instrument].unit, state.timeline.view.beliefs
    counts = [
        event
        for event in (*state.events, *state.possible_events)
        if isinstance(event, UnitCount)
        and event.instrument == says.instrument
        and (event.unit or own) == (says.unit or own)
    ]
    stated = dict.fromkeys(actor for event in counts for actor in beliefs.carriers(event) or (None,))
    return [
        Account((actor,)) if actor else ON_RECORD
        for actor in stated
        if actor is None or state.account.believes(actor)
    ]


def _grew(says: CountAsserted, status: str, day: dt.date, state: State, account: Account) -> Truth:
    now, then = (
        _number(says, status, state.timeline.at(when, account=account)) for when in (state.as_of, day)
    )
    if then.high is not None and now.low > then.high:
        return True
    return False if now.high is not None and now.high <= then.low else None


def _number(says: CountAsserted, status: str, state: State) -> Bounds:
    own = units_of(says.instrument, state.log.cast)
    population = Population(own.instrument, says.unit or own.unit)
    return state.census.number(
        population, count_status(status), including=says.including, excluding=says.excluding
    )
