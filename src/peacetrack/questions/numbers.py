"""The questions of how many: units by status, units ever taken up, and what each party lets count."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Askable
from peacetrack.aspects.principles import PRINCIPLES, subject
from peacetrack.aspects.tallies import COUNT_STATUSES, Quantity, UnitCount
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.asking import Answer, Voiced, joined, of_events, parted, voices
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.standing import parties, standing
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count, counted, plural
from peacetrack.worlds.populations import Population, count_status, units_of

#: The two of which everybody asks; others are worth showing where some unit surely has them.
ALWAYS_COUNTED: Final = ("agreed", "remaining")
REMAINING_NAME: Final = "remaining"
ANY: Final = Bounds(0, None)


def pair(number: Bounds) -> list[int | None]:
    """Write bounds as a pair of plain numbers."""
    return [number.low, number.high]


def _is_known(*numbers: Bounds) -> bool:
    """Tell whether anything is known of some numbers."""
    return any(number != ANY for number in numbers)


def _counts(state: State) -> Iterator[str]:
    """Name the numbers of each text, in its own unit and in every other in which somebody counted."""
    for name, text in state.log.cast.instruments.items():
        own = [Population(name, text.unit)] if text.unit else []
        others = [p for p in state.timeline.entries if p.instrument == name and p.unit not in ("", text.unit)]
        for population in (*own, *others):
            unit = () if population.unit == text.unit else (population.unit,)
            yield from (joined(status, name, *unit) for status in _worth_counting(state, population))


def _worth_counting(state: State, population: Population) -> Iterator[str]:
    if state.census.because(population):
        for status in COUNT_STATUSES:
            if status in ALWAYS_COUNTED or state.census.number(population, count_status(status)).low:
                yield status


def _ever_counted(days: ChangeDays, last: State) -> Iterator[str]:
    """Name the numbers that were worth showing on any day."""
    for name in last.log.cast.instruments:
        for day in days.counted(name):
            if last.as_of is None or day <= last.as_of:
                yield from _counts(last.timeline.at(day, account=last.account))


def _count(state: State, what: str) -> Answer | None:
    status, name, unit, *_ = *parted(what), "", ""
    count = state.count(name, status, unit=unit)
    rough = _roughly(state, count, status)
    if not count.because or not (rough or count.disputed or _is_known(count.numerator, count.denominator)):
        return None
    found = of_events(state, rough or str(count), count.because, disputed=count.disputed)
    value = found.valued(number=pair(count.numerator), of=pair(count.denominator))
    return attrs.evolve(value, voiced=_stating(state, count, status))


def _stated(state: State, count: Count, status: str) -> list[UnitCount]:
    """List the statements behind a count that state its number, or, of what remains, the number of the others."""
    statuses = {status, "agreed"} if status == REMAINING_NAME else {status}
    events = (state.timeline.view.by_id[name] for name in count.because)
    return [e for e in events if isinstance(e, UnitCount) and statuses & {one for one, _ in e.numbers}]


def _stating(state: State, count: Count, status: str) -> tuple[Voiced, ...]:
    """
    Tell whose word a number is: of each who stated it since the last move, or in a dispute of each who spoke.

    A number that follows from a move alone is of whoever the move is stated of.
    """
    stated = _stated(state, count, status)
    if count.disputed:
        return voices(state, stated, each=True)
    number, of = count.numerator, count.denominator
    wanted = {status: number}
    if status == REMAINING_NAME and of.high is not None and number.high is not None:
        wanted["agreed"] = Bounds(of.low - number.high, of.high - number.low)
    events = [state.timeline.view.by_id[name] for name in count.because]
    moved = max((place for place, e in enumerate(events) if not isinstance(e, UnitCount)), default=-1)
    since = {event.id for event in events[moved + 1 :]}
    exact = [
        e for e in stated if e.id in since and any(wanted.get(one) == _bounds(q) for one, q in e.numbers)
    ]
    return voices(state, exact or events, each=bool(exact))


def _bounds(quantity: Quantity) -> Bounds:
    low, high = quantity.ends
    return Bounds(low or 0, high)


def _roughly(state: State, count: Count, status: str) -> str:
    """Say a rough number as it was said, where nothing more is known."""
    if count.numerator.low or (count.numerator.high not in (None, count.denominator.high)):
        return ""
    rough = [
        (e, q)
        for e in _stated(state, count, status)
        for one, q in e.numbers
        if one == status and q.approx is not None
    ]
    if not rough:
        return ""
    event, quantity = rough[-1]
    of = f" of {event.of}" if event.of is not None else ""
    said = next((f' ("{place.as_said}")' for place in event.cite if place.as_said), "")
    tail = f" (in the unit '{count.unit}')" if count.foreign else f" {plural(count.unit)}"
    return f"about {quantity.approx}{of}{'' if count.foreign else tail} {status.replace('_', ' ')}{said}{tail if count.foreign else ''}"


def _counted_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    return days.counted(InstrumentId(parted(what)[1]))


def _texts_counted(state: State) -> Iterator[str]:
    """Name the texts of whose units something is known."""
    cast = state.log.cast
    for name, text in cast.instruments.items():
        if text.unit and state.census.because(units_of(name, cast)):
            yield name


def _ever(state: State, name: str) -> Answer | None:
    because = state.census.because(units_of(InstrumentId(name), state.log.cast))
    if not because:
        return None
    found = ever_opened(state, name)
    text = (
        f"{found} {counted(found, state.log.cast.instruments[InstrumentId(name)].unit)} taken up at some time"
    )
    return of_events(state, text, because).valued(number=pair(found)) if _is_known(found) else None


def _text_days(days: ChangeDays, name: str) -> Iterable[dt.date]:
    return days.counted(InstrumentId(name))


def _standings(state: State) -> Iterator[str]:
    for name in _texts_counted(state):
        yield from (joined(party, name) for party in parties(state, InstrumentId(name)))


def _standing(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    found = standing(state, party, instrument=name)
    if not found.because or not (found.disputed or _is_known(found.settled, found.of)):
        return None
    given = of_events(state, str(found), found.because, disputed=found.disputed)
    rule = voices(state, [one.event for one in found.held if one.event], each=True)
    stated = _stating(state, state.count(name), "agreed")
    value = given.valued(settled=pair(found.settled), of=pair(found.of))
    return attrs.evolve(value, voiced=tuple(dict.fromkeys((*rule, *stated))))


def _standing_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    party, name, *_ = *parted(what), ""
    principle: Any = days.of(PRINCIPLES, subject(party, name))
    return sorted({*principle, *days.counted(InstrumentId(name))})


def _of_count(what: str) -> tuple[str, str]:
    status, name, unit, *_ = *parted(what), "", ""
    return f"count of {status.replace('_', ' ')}", f"{name} (in the unit '{unit}')" if unit else name


def _of_party(what: str) -> tuple[str, str]:
    party, name, *_ = *parted(what), ""
    return "standing", f"of {party} about {name}"


COUNT: Final = Askable(
    name="count", subjects=_counts, ask=_count, ever=_ever_counted, titled=_of_count, changes=_counted_days
)
EVER: Final = Askable(name="ever", subjects=_texts_counted, ask=_ever, changes=_text_days)
STANDING: Final = Askable(
    name="standing", subjects=_standings, ask=_standing, titled=_of_party, changes=_standing_days
)
