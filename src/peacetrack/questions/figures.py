"""Further figures: units that ever were taken up, how many more since a day, and shares asked for in units.

They are answered and checked, with bounds that are sound, but they constrain no other answer.
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.provisions import BEGUN, PROVISIONS, Status, takes_up
from peacetrack.aspects.tallies import Quantity, UnitCount
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.problems import Finding, Severity
from peacetrack.questions.judgements import is_believed
from peacetrack.state.timeline import State
from peacetrack.worlds import Arrival, Bounds, Tally
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
    name = InstrumentId(instrument)
    stated = [count.ever.opened.ends[0] or 0 for count in _ever(state, name) if count.ever]
    losses = dict.fromkeys(_losses(state, name))
    before = [(state.just_before(place), state.just_before(place + 1)) for place in losses]
    low = max([_taken_up(state, name), *stated, *(_taken_up(fuller, name) for fuller, _ in before)])
    live = state.count(name).denominator.high
    if live is None:
        return Bounds(low, None)
    gone = state.count(name, Status.WITHDRAWN).numerator.low
    return Bounds(low, max(live + gone + sum(_lost(fuller, less, name) for fuller, less in before), low))


def _taken_up(state: State, name: InstrumentId) -> int:
    """Say how many units surely had been taken up by now: by what the numbers leave, or one by one."""
    facts = [
        fact
        for unit, fact in state[PROVISIONS].items()
        if state.log.cast.units.get(ProvisionId(unit)) == name
    ]
    denied = state.timeline.view.beliefs.denied
    told = [any(takes_up(e) and e.id not in denied for e in fact.because) for fact in facts]
    known = sum(was or fact.possible <= BEGUN for was, fact in zip(told, facts, strict=True))
    past = sum(was and not fact.possible & BEGUN for was, fact in zip(told, facts, strict=True))
    numbers = {status: state.count(name, status).numerator for status in Status}
    asleep = numbers[Status.PENDING].plus(numbers[Status.DEFERRED]).high
    awake = state.count(name).denominator.low - asleep if asleep is not None else 0
    return max(known, past + max(awake, sum(numbers[status].low for status in BEGUN)))


def _losses(state: State, name: InstrumentId) -> Iterator[int]:
    """Find the places of the order where units may have left: those withdrawn, and where a count knows of fewer."""
    units, most = units_of(name, state.log.cast), 0
    entries = [e for e in state.timeline.entries.get(units, ()) if state.may_have_happened(e.place)]
    back = {(entry.place, entry.item.unit) for entry in entries if isinstance(entry.item, Arrival)}
    for entry in entries:
        item = entry.item
        if isinstance(item, Arrival):
            most += 1
        elif isinstance(item, Tally):
            if item.of is not None and item.of < most:
                yield entry.place
            most = max(most, item.of or 0)
        elif item.target is Status.WITHDRAWN and (entry.place, item.unit) not in back:
            yield entry.place


def _lost(fuller: State, less: State, name: InstrumentId) -> int:
    """Say how many units without a name may have left with one event."""
    before, after = fuller.count(name).denominator.high, less.count(name).denominator.low
    named = [state.count(name, Status.WITHDRAWN).numerator.low for state in (fuller, less)]
    return max((before or 0) - after - (named[1] - named[0]), 0)


def _ever(state: State, name: InstrumentId) -> Iterator[UnitCount]:
    own = state.log.cast.instruments[name].unit
    for event in state.events:
        if (
            isinstance(event, UnitCount)
            and event.instrument == name
            and event.ever
            and event.unit in ("", own)
            and is_believed(event, state)
        ):
            yield event


def since_findings(state: State) -> Iterator[Finding]:
    """Report each count of units that were more since an event, when no course of the numbers allows so many."""
    places = state.timeline.places
    for event in state.events:
        if (
            isinstance(event, UnitCount)
            and event.since
            and event.since in places
            and is_believed(event, state)
        ):
            before = state.just_before(places[event.since] + 1)
            after = state.just_before(places[event.id])
            for word, quantity in event.numbers:
                earlier, later = (
                    day.count(event.instrument, word, unit=event.unit) for day in (before, after)
                )
                more = _more(earlier, later)
                if not _fits(quantity, more):
                    yield _since(event, word, quantity, more)


def _more(before: Count, after: Count) -> tuple[int | None, int | None]:
    low = None if before.numerator.high is None else after.numerator.low - before.numerator.high
    high = None if after.numerator.high is None else after.numerator.high - before.numerator.low
    return low, high


def _fits(quantity: Quantity, more: tuple[int | None, int | None]) -> bool:
    (least, most), (low, high) = quantity.ends, more
    too_few = most is not None and low is not None and most < low
    too_many = least is not None and high is not None and least > high
    return not too_few and not too_many


def _since(event: UnitCount, word: str, quantity: Quantity, more: tuple[int | None, int | None]) -> Finding:
    low, high = more
    if low is None:
        room = f"at most {high}"
    elif high is None:
        room = f"at least {low}"
    else:
        room = f"{low}" if low == high else f"{low} to {high}"
    return Finding(
        code="since-conflict",
        message=f"'{event.id}' says {quantity} more {word.replace('_', ' ')} since '{event.since}'; the counts leave {room}.",
        entry=event.id,
        field="since",
        severity=Severity.WARNING,
        others=(("It is counted from here", event.since or event.id),),
    )
