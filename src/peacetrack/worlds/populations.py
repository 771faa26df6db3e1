"""Populations: what is counted together, and the items that events become for the counting.

The units of an instrument are one population. Another unit (brackets, parts of the document) is one of its own, and is
never turned into the instrument's units. A provision that is no unit is in no count: it is a population of one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import TABLE, Arriving, Status, arriving, is_move, leaving, named
from peacetrack.aspects.stages import CONCLUDING, concluded_by
from peacetrack.aspects.tallies import REMAINING, Counting, Quantity, StatusList, UnitCount
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.once import once
from peacetrack.worlds import Arrival, Bounds, Item, Move, Tally

ANY_STATUS: Final = frozenset(Status)
#: Each status, or `remaining`, with the provisions that stand under it.
Lists = tuple[tuple[str, tuple[ProvisionId, ...]], ...]


@attrs.frozen(cache_hash=True)
class Population:
    """
    What is counted together.

    Attributes:
        instrument: Of which text.
        unit: What is counted.
        provision: The only member, for a provision that is no unit.
    """

    instrument: InstrumentId
    unit: str
    provision: ProvisionId | None = None


def units_of(instrument: InstrumentId, cast: Cast) -> Population:
    """Give the population of an instrument's own units."""
    return Population(instrument, cast.instruments[instrument].unit)


def home_of(provision: ProvisionId, cast: Cast) -> Population:
    """Give the population to which a provision belongs."""
    if provision in cast.units:
        return units_of(cast.units[provision], cast)
    return Population(cast.instrument_of[provision], "", provision)


@once
def is_counted(kind: type[Event]) -> bool:
    """Tell whether events of a kind can become items at all."""
    return kind in TABLE.cells or kind in CONCLUDING or issubclass(kind, UnitCount | StatusList)


def instruments_of(event: Event, cast: Cast) -> Iterator[InstrumentId]:
    """Name the instruments of whose populations an event can become items; some may come several times."""
    if isinstance(event, UnitCount):
        yield event.instrument
        yield from (cast.instrument_of[name] for _, names in event.besides.lists for name in names)
    elif text := concluded_by(event):
        if (unit := ProvisionId(text)) in cast.units:
            yield cast.units[unit]
    else:
        for name in map(ProvisionId, _told_of(event, cast)):
            yield cast.instrument_of[name]
            yield from (cast.instrument_of[unit] for unit in cast.unit_above.get(name, ()))


def items_of(event: Event, cast: Cast, *, unbound: bool = False) -> Iterator[tuple[Population, Item]]:
    """
    Turn an event into items, each for its population.

    Args:
        event: Any event; most kinds become none.
        cast: The cast of the log.
        unbound: The event applies as from an unknown status.
    """
    if is_move(event):
        allowed = ANY_STATUS if unbound else TABLE.allowing(type(event))
        target = TABLE.target(type(event))
        for name in named(event, cast):
            yield _move(event, ProvisionId(name), allowed, target, cast)
    elif isinstance(event, Arriving):
        yield from _arrivals(event, cast)
    elif isinstance(event, UnitCount):
        yield from _tallies(event, cast)
    elif isinstance(event, StatusList):
        yield from _listed(event.id, event.lists, cast)
    elif (text := concluded_by(event)) and ProvisionId(text) in cast.units:
        # An instrument that is a unit of another counts as agreed there once its text stands.
        yield _move(event, ProvisionId(text), ANY_STATUS - {Status.WITHDRAWN}, Status.AGREED, cast)


def items_of_whole(
    event: Event, cast: Cast, statuses_of: Callable[[ProvisionId], frozenset[Status]]
) -> Iterator[tuple[Population, Item]]:
    """
    Turn an event about parts of units into items about those units, whose statuses derive from all their parts.

    Where several statuses are possible the unit is taken out and comes back with any status, which is sound.

    Args:
        event: Any event; it makes no such item for a unit that it names itself.
        cast: The cast of the log.
        statuses_of: The statuses that a unit may have after the event, as its parts tell.
    """
    named_here = {ProvisionId(name) for name in _told_of(event, cast)}
    above = [unit for name in _told_of(event, cast) for unit in cast.unit_above.get(ProvisionId(name), ())]
    for unit in dict.fromkeys(above):
        if unit not in named_here:
            # What is stated of a part is no move of it, so the unit may have any status.
            statuses = ANY_STATUS if isinstance(event, StatusList) else statuses_of(unit)
            target = next(iter(statuses)) if len(statuses) == 1 else Status.WITHDRAWN
            yield _move(event, unit, ANY_STATUS, target, cast)
            if len(statuses) > 1:
                yield home_of(unit, cast), Arrival(key=event.id, unit=unit, status=None)


def _told_of(event: Event, cast: Cast) -> tuple[str, ...]:
    if isinstance(event, Arriving):
        return (*leaving(event, cast), *arriving(event, cast))
    if isinstance(event, StatusList):
        return tuple(name for _, names in event.lists for name in names)
    return named(event, cast) if is_move(event) else ()


def _move(
    event: Event, name: ProvisionId, allowed: frozenset[Status], target: Status, cast: Cast
) -> tuple[Population, Item]:
    return home_of(name, cast), Move(key=event.id, unit=name, allowed=allowed, target=target)


def _arrivals(event: Arriving, cast: Cast) -> Iterator[tuple[Population, Item]]:
    for name in leaving(event, cast):
        yield _move(event, ProvisionId(name), ANY_STATUS, Status.WITHDRAWN, cast)
    for name in arriving(event, cast):
        yield home_of(ProvisionId(name), cast), Arrival(key=event.id, unit=name, status=event.status)


def _tallies(event: UnitCount, cast: Cast) -> Iterator[tuple[Population, Item]]:
    """Turn a count into a tally of its units, and say how each provision stands that is named besides."""
    own = units_of(event.instrument, cast)
    unit = event.unit or own.unit
    if unit and not event.since and event.ever is None:
        remaining = _remaining(event)
        yield from _listed(event.id, remaining, cast)
        tally = _of_the_others(tally_of(event.id, event), remaining)
        if tally.numbers or tally.listed or tally.of is not None or tally.rest:
            yield Population(event.instrument, unit), tally
    yield from _listed(event.id, event.besides.lists, cast)


def _listed(key: str, lists: Lists, cast: Cast) -> Iterator[tuple[Population, Item]]:
    """Say how each of some provisions stands, whatever the others."""
    for word, names in lists:
        for name in names:
            yield from ((home_of(name, cast), item) for item in _standing(key, name, word))


def _standing(key: str, name: ProvisionId, word: str) -> Iterator[Item]:
    """Say in which status a provision stands, whatever the others; what remains may have any, which is sound."""
    if word in (REMAINING, Status.WITHDRAWN):
        yield Move(key=key, unit=name, allowed=ANY_STATUS, target=Status.WITHDRAWN)
    if word == REMAINING:
        yield Arrival(key=key, unit=name, status=None)
    elif word != Status.WITHDRAWN:
        yield Tally(key=key, numbers=(), listed=((name, Status(word)),))


def _remaining(count: UnitCount) -> Lists:
    """List the units that remain by name; of those of another unit nothing is known but the number."""
    names = [quantity.ids for word, quantity in count.numbers if word == REMAINING]
    return tuple((REMAINING, ids) for ids in names if ids)


def _of_the_others(tally: Tally, remaining: Lists) -> Tally:
    """
    Say of all others what a count says that lists those that remain: no other does.

    Whatever was said of the listed ones before is over, and in which status each of them is nobody said.
    """
    if not remaining:
        return tally
    names = remaining[0][1]
    agreed = tuple(pair for pair in tally.numbers if pair[0] is Status.AGREED)
    return attrs.evolve(
        tally,
        numbers=(*agreed, ("remaining", Bounds.exactly(0))),
        listed=tuple(pair for pair in tally.listed if pair[1] is Status.AGREED),
        rest=None,
        of=None if tally.of is None else tally.of - len(names),
        including=tuple(name for name in tally.including if name not in names),
        excluding=(*tally.excluding, *(name for name in names if name not in tally.including)),
    )


def tally_of(key: str, count: Counting) -> Tally:
    """
    Turn the numbers of a count, or of a claim about one, into a tally.

    Where the rest remains, no unit is agreed that is not said to be. What is not agreed at all bounds nothing here.
    """
    told = [word for word, _ in count.numbers]
    rest = next((word for word, quantity in count.numbers if quantity.rest), None)
    none_agreed = ((Status.AGREED, Bounds.exactly(0)),)
    return Tally(
        key=key,
        numbers=tuple(
            ("remaining" if word == REMAINING else Status(word), bounds)
            for word, quantity in count.numbers
            for bounds in _bounds(quantity)
        )
        + (none_agreed if rest == REMAINING and Status.AGREED not in told else ()),
        of=count.of,
        listed=tuple(
            (name, Status(word))
            for word, quantity in count.numbers
            if word != REMAINING
            for name in quantity.ids
        ),
        rest=None if rest in (None, REMAINING) else Status(rest),
        including=count.including,
        excluding=count.excluding,
    )


def _bounds(quantity: Quantity) -> Iterator[Bounds]:
    """Give the bounds that a number states, if it states any."""
    low, high = quantity.ends
    if low is not None or high is not None:
        yield Bounds(low or 0, high)
