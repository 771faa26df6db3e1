"""Further figures: units that ever were taken up, how many more since a day, and shares asked for in units.

They are answered and checked, with bounds that are sound, but they constrain no other answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil, floor

import attrs

from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.census import Count
from peacetrack.counts import Bounds
from peacetrack.ids import InstrumentId
from peacetrack.judgements import is_believed
from peacetrack.problems import Finding, Severity
from peacetrack.state import State

#: What a unit cannot have become without having been taken up.
TAKEN_UP = frozenset(Status) - {Status.PENDING, Status.WITHDRAWN}


@attrs.frozen(kw_only=True)
class Conversion:
    """
    A count in one unit, asked for in another.

    Attributes:
        count: The answer, in the instrument's own units.
        asked_in: The unit in which it was stated.
        assumption: What has to be assumed for the answer to hold; nobody has said it.
    """

    count: Count
    asked_in: str
    assumption: str


def in_units(state: State, instrument: str, *, unit: str, status: str = Status.AGREED) -> Conversion:
    """
    Ask for a share in the instrument's own units, on the assumption that each of them weighs the same.

    Args:
        state: Any state.
        instrument: Of which text.
        unit: The unit of the share, such as `document`.
        status: Any status, or `remaining`.

    Returns:
        The number of units with the assumption on which it rests; the two units are never compared otherwise.
    """
    share, own = state.count(instrument, status, unit=unit), state.count(instrument, status)
    whole, of = share.denominator, own.denominator
    name = state.log.cast.instruments[InstrumentId(instrument)].unit
    low = floor(share.numerator.low * of.low / whole.high) if whole.high else 0
    high = None
    if share.numerator.high is not None and of.high is not None and whole.low:
        high = min(ceil(share.numerator.high * of.high / whole.low), of.high)
    count = attrs.evolve(own, numerator=Bounds(low, high), because=(*share.because, *own.because))
    return Conversion(
        count=count,
        asked_in=unit,
        assumption=f"each {name} is an equal part of what is counted in the unit '{unit}'",
    )


def ever_opened(state: State, instrument: str) -> Bounds:
    """
    Count the units that ever were taken up, whatever they are now.

    Args:
        state: Any state.
        instrument: Of which text.

    Returns:
        Bounds: no fewer than were said, or are known by name, or must have been by any count that stands; no more than
        all units that are known, withdrawn ones included.
    """
    name = InstrumentId(instrument)
    stated = [count.ever.opened for count in _ever(state, name) if count.ever]
    known = sum(
        not fact.possible & {Status.PENDING} and bool(fact.because) and fact.possible <= TAKEN_UP
        for unit, fact in state[PROVISIONS].items()
        if state.log.cast.units.get(unit) == name  # type: ignore[call-overload]  # the facts are told by the same ids
    )
    live, pending = state.count(instrument), state.count(instrument, Status.PENDING)
    least = 0 if pending.numerator.high is None else max(live.denominator.low - pending.numerator.high, 0)
    low = max([known, least, *(quantity.low or 0 for quantity in stated)])
    withdrawn = state.count(instrument, Status.WITHDRAWN).numerator.low
    high = None if live.denominator.high is None else max(live.denominator.high + withdrawn, low)
    return Bounds(low, high)


def _ever(state: State, name: InstrumentId) -> Iterator[CountStated]:
    for event in state.events:
        if (
            isinstance(event, CountStated)
            and event.instrument == name
            and event.ever
            and is_believed(event, state)
        ):
            yield event


def since_findings(state: State) -> Iterator[Finding]:
    """Report each count of units that were more since an event, when no course of the numbers allows so many."""
    places = state.timeline.places
    for event in state.events:
        if isinstance(event, CountStated) and event.since and event.since in places:
            before = state.just_before(places[event.since] + 1)
            after = state.just_before(places[event.id])
            for word, quantity in event.numbers:
                more = _more(before.count(event.instrument, word), after.count(event.instrument, word))
                if not _fits(quantity, more):
                    yield _since(event, word, quantity, more)


def _more(before: Count, after: Count) -> tuple[int | None, int | None]:
    low = None if before.numerator.high is None else after.numerator.low - before.numerator.high
    high = None if after.numerator.high is None else after.numerator.high - before.numerator.low
    return low, high


def _fits(quantity: Quantity, more: tuple[int | None, int | None]) -> bool:
    low, high = more
    too_few = quantity.high is not None and low is not None and quantity.high < low
    too_many = quantity.low is not None and high is not None and quantity.low > high
    return not too_few and not too_many


def _since(event: CountStated, word: str, quantity: Quantity, more: tuple[int | None, int | None]) -> Finding:
    low, high = more
    room = (
        f"{low} to {high}"
        if low is not None and high is not None
        else f"at most {high}"
        if low is None
        else f"at least {low}"
    )
    return Finding(
        code="since-conflict",
        message=f"'{event.id}' says {quantity} more {word.replace('_', ' ')} since '{event.since}'; the counts leave {room}.",
        entry=event.id,
        field="since",
        severity=Severity.WARNING,
        others=(("It is counted from here", event.since or event.id),),
    )
