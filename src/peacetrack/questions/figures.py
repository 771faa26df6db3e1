"""Further figures: units that ever were taken up, and shares asked for in units."""

from __future__ import annotations

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.model.ids import InstrumentId
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count
from peacetrack.worlds.populations import units_of


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
    low = share.numerator.low * of.low // whole.high if whole.high else 0
    high = of.high
    if share.numerator.high is not None and of.high is not None and whole.low:
        high = min(-(-share.numerator.high * of.high // whole.low), of.high)
    because = sorted({*share.because, *own.because}, key=state.timeline.places.__getitem__)
    count = attrs.evolve(
        own,
        numerator=Bounds(low, high),
        disputed=share.disputed or own.disputed,
        because=tuple(because),
    )
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
    return state.census.ever_opened(units_of(InstrumentId(instrument), state.log.cast))
