"""What the questions about numbers have in common: what a number is, whose it is, and in what it differs from one that is said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from peacetrack.aspects.tallies import Quantity, UnitCount
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.asking import Voiced, voices
from peacetrack.questions.judgements import Judgement, judged
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count
from peacetrack.worlds.populations import units_of

REMAINING: Final = "remaining"
ANY: Final = Bounds(0, None)


def pair(number: Bounds) -> list[int | None]:
    """Write bounds as a pair of plain numbers."""
    return [number.low, number.high]


def is_known(*numbers: Bounds) -> bool:
    """Tell whether anything is known of some numbers."""
    return any(number != ANY for number in numbers)


def allowed(quantity: Quantity) -> Bounds:
    """Give what a number that is said allows."""
    low, high = quantity.ends
    return Bounds(low or 0, high)


def texts_counted(state: State) -> Iterator[InstrumentId]:
    """Name the texts of whose units something is known."""
    cast = state.log.cast
    for name, text in cast.instruments.items():
        if text.unit and state.census.because(units_of(name, cast)):
            yield name


def uncounted(instrument: str) -> Judgement:
    """Judge what is asked of the counts of a text that has none."""
    return judged(None, f"'{instrument}' has no unit, so nothing of it is counted")


def unit_in_words(unit: str, instrument: InstrumentId, cast: Cast) -> str:
    """Name the unit that is not the text's own; that one needs no name."""
    return f" (in the unit '{unit}')" if unit not in ("", cast.instruments[instrument].unit) else ""


def out_of(number: int | None) -> str:
    """Say out of how many, where that is said."""
    return "" if number is None else f" of {number}"


def stating(state: State, count: Count, status: str) -> tuple[Voiced, ...]:
    """
    Tell whose word a number is: of each who stated it since the last move, or in a dispute of each who spoke.

    A number that follows from a move alone is of whoever the move is stated of.
    """
    stated = statements(state, count, status)
    if count.disputed:
        return voices(state, stated, each=True)
    number, of = count.numerator, count.denominator
    wanted = {status: number}
    if status == REMAINING and of.high is not None and number.high is not None:
        wanted["agreed"] = Bounds(of.low - number.high, of.high - number.low)
    events = [state.timeline.view.by_id[name] for name in count.because]
    moved = max((place for place, e in enumerate(events) if not isinstance(e, UnitCount)), default=-1)
    since = {event.id for event in events[moved + 1 :]}
    exact = [
        e for e in stated if e.id in since and any(wanted.get(one) == allowed(q) for one, q in e.numbers)
    ]
    return voices(state, exact or events, each=bool(exact))


def statements(state: State, count: Count, status: str) -> list[UnitCount]:
    """List the statements behind a count that state its number, or, of what remains, the number of the others."""
    statuses = {status, "agreed"} if status == REMAINING else {status}
    events = (state.timeline.view.by_id[name] for name in count.because)
    return [e for e in events if isinstance(e, UnitCount) and statuses & {one for one, _ in e.numbers}]


def number_differs(status: str, found: Bounds, said: Quantity) -> Iterator[str]:
    """Say how many more or fewer there are than is said, for certain or perhaps."""
    low, high = allowed(said).low, allowed(said).high
    if found.high is not None and found.high < low:
        yield f"{Bounds(low - found.high, low - found.low)} fewer {status} than said"
    elif high is not None and found.low > high:
        most = found.high - high if found.high is not None else None
        yield f"{Bounds(found.low - high, most)} more {status} than said"
    elif found.low < low or (high is not None and (found.high is None or found.high > high)):
        yield f"{status} may be {found}"


def denominator_differs(found: Bounds, said: int | None) -> Iterator[str]:
    """Say out of how many it is, where something else is said."""
    if said is not None and found != Bounds.exactly(said):
        yield (
            f"of {found}, not of {said}" if found.high is not None else f"of an unknown number, not of {said}"
        )
