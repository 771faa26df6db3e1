"""Populations: whose worlds are one store, and the statements that events become for them.

The provisions of an instrument are one population: its units, their parts, and nodes of another kind, such as a preamble. Its
counts count the units alone. A count in another unit (brackets, parts of the document) speaks of a population of its own,
and is never turned into the instrument's units.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, assert_never

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import (
    AGREEING,
    DEFERRING,
    OPENING,
    TABLE,
    WITHDRAWING,
    Arriving,
    Status,
    is_move,
)
from peacetrack.aspects.stages import CONCLUDING, PARTY_BY_PARTY, REOPENING, concluded_by, reopens
from peacetrack.aspects.tallies import REMAINING, Counting, Ever, Quantity, StatusList, UnitCount
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId
from peacetrack.model.once import once
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    CountStatus,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)

ANY_STATUS: Final = frozenset(Status)
Lists = Iterable[tuple[str, tuple[ProvisionId, ...]]]


@attrs.frozen(cache_hash=True)
class Population:
    """
    What is counted together.

    Attributes:
        instrument: Of which text.
        unit: What is counted; empty for a text that counts nothing.
    """

    instrument: InstrumentId
    unit: str


def units_of(instrument: InstrumentId, cast: Cast) -> Population:
    """Give the population of an instrument's own units."""
    return Population(instrument, cast.instruments[instrument].unit)


def home_of(provision: ProvisionId, cast: Cast) -> Population:
    """Give the population to which a provision belongs, whether or not it is counted."""
    return units_of(cast.instrument_of[provision], cast)


def nodes_of(population: Population, cast: Cast) -> tuple[Member, ...]:
    """
    Give the nodes of a population: none where it is not that of an instrument's own units.

    A node that has units below it is no node of theirs: what it is follows from them (`cast.over_units`).
    """
    if population != units_of(population.instrument, cast):
        return ()
    return tuple(
        _node(name, cast) for name, home in cast.instrument_of.items() if home == population.instrument
    )


def _node(name: ProvisionId, cast: Cast) -> Member:
    provision = cast.provision(name)
    above = None if name in cast.units or provision.parent in cast.over_units else provision.parent
    return Member(
        id=name,
        is_unit=name in cast.units,
        parent=above,
        complete=provision.complete,
        start=Status.PENDING if provision.status else None,
    )


@once
def is_counted(kind: type[Event]) -> bool:
    """Tell whether events of a kind can become statements at all."""
    return (
        kind in TABLE.cells
        or kind in CONCLUDING
        or kind in REOPENING
        or kind in PARTY_BY_PARTY
        or issubclass(kind, UnitCount | StatusList)
    )


def is_statement(event: Event) -> bool:
    """Tell whether an event says how many or which provisions have a status, and moves none."""
    return isinstance(event, UnitCount | StatusList)


def instruments_of(event: Event, cast: Cast) -> Iterator[InstrumentId]:
    """Name the instruments of whose populations an event can become statements; some may come several times."""
    if isinstance(event, UnitCount):
        yield event.instrument
        yield from (cast.instrument_of[name] for _, names in event.besides.lists for name in names)
    elif isinstance(event, StatusList):
        yield from (cast.instrument_of[name] for _, names in event.lists for name in names)
    elif is_move(event) or isinstance(event, Arriving):
        yield from (cast.instrument_of[name] for name in _named(event))
    else:
        text: InstrumentId = event.instrument  # type: ignore[attr-defined]  # those that conclude or reopen one
        yield text
        yield from cast.texts_in.get(text, ())
        if (unit := ProvisionId(text)) in cast.units:
            yield cast.units[unit]


def statements_of(
    event: Event, cast: Cast, *, unbound: bool = False, by_all: bool = True
) -> Iterator[tuple[Population, Statement]]:
    """
    Turn an event into statements, each for its population.

    Args:
        event: Any event; most kinds become none.
        cast: The cast of the log.
        unbound: The event applies as from an unknown status.
        by_all: With it all have done what it tells, such as to sign; else it concludes nothing.
    """
    if is_move(event):
        for name in _named(event):
            yield from _moves(event, name, cast, unbound=unbound)
    elif isinstance(event, Arriving):
        yield from _arrivals(event, cast)
    elif isinstance(event, UnitCount):
        yield from _counts(event, cast)
    elif isinstance(event, StatusList):
        yield from _listed(event.id, event.lists, cast)
    elif (text := concluded_by(event)) and by_all:
        # What is part of it stands with it.
        yield from (
            (units_of(one, cast), Conclusion(key=event.id)) for one in (text, *cast.texts_in.get(text, ()))
        )
        if (unit := ProvisionId(text)) in cast.units:
            # An instrument that is a unit of another counts as agreed there once its text stands.
            allowed = ANY_STATUS - {Status.WITHDRAWN}
            yield home_of(unit, cast), Move(key=event.id, node=unit, allowed=allowed, target=Status.AGREED)
    elif reopens(event):
        yield units_of(event.instrument, cast), Reopening(key=event.id)  # type: ignore[attr-defined]  # it reopens one


def bears_on_units(statement: Statement, *, outside: Collection[str]) -> bool:
    """Tell whether a statement says something of units, and not only of nodes of another kind, which stand outside."""
    match statement:
        case StatedCount() | Conclusion():
            return True
        case Reopening():
            return False
        case Move() | Arrival():
            return statement.node not in outside
        case Stated():
            return any(node not in outside for node, _ in statement.statuses)
        case Replacement():
            return any(node not in outside for node in (*statement.gone, *statement.come))
        case _:
            assert_never(statement)


def _named(event: Event) -> tuple[ProvisionId, ...]:
    """Name the provisions of which an event about provisions speaks, without their parts."""
    if isinstance(event, Arriving):
        gone = getattr(event, event.leaving) if event.leaving else ()
        return (*gone, *getattr(event, event.coming))
    names: tuple[ProvisionId, ...] = event.provision  # type: ignore[attr-defined]  # whatever moves names what it moves
    return names


@once
def target_of(kind: type[Event]) -> Status:
    """Give the status to which a kind of move leads."""
    return TABLE.target(kind)


@once
def allowed_from(kind: type[Event]) -> frozenset[Status]:
    """Give the statuses from which the table allows a kind of move."""
    return TABLE.allowing(kind)


@once
def parts_moved(kind: type[Event]) -> PartsMoved:
    """Tell whom a move moves if its node has parts: all, all that are not agreed, or some."""
    if kind in AGREEING | WITHDRAWING:
        return PartsMoved.ALL
    return PartsMoved.UNSETTLED if kind in OPENING | DEFERRING else PartsMoved.SOME


def _moves(
    event: Event, name: ProvisionId, cast: Cast, *, unbound: bool
) -> Iterator[tuple[Population, Statement]]:
    kind = type(event)
    home, target, parts = home_of(name, cast), target_of(kind), parts_moved(kind)
    if name in cast.over_units and parts is PartsMoved.SOME:
        # Some unit below it is so; that is a number of them, at least one.
        others = tuple(
            unit for unit in cast.units if unit not in cast.over_units[name] and home_of(unit, cast) == home
        )
        yield home, StatedCount(key=event.id, numbers=((target, Bounds(1, None)),), excluding=others)
        return
    allowed = ANY_STATUS if unbound else allowed_from(kind)
    for node in cast.over_units.get(name, (name,)):
        yield home, Move(key=event.id, node=node, allowed=allowed, target=target, parts=parts)


def _arrivals(event: Arriving, cast: Cast) -> Iterator[tuple[Population, Statement]]:
    gone: tuple[ProvisionId, ...] = _below(getattr(event, event.leaving) if event.leaving else (), cast)
    come: tuple[ProvisionId, ...] = _below(getattr(event, event.coming), cast)
    stays = tuple(name for name in gone if name in come)  # what comes in its own place does not leave
    gone, come = (tuple(name for name in names if name not in stays) for names in (gone, come))
    if event.status is not None:
        yield from ((home_of(name, cast), _put(event.id, name, event.status)) for name in stays)
    if gone and come:
        yield home_of(come[0], cast), Replacement(key=event.id, gone=gone, come=come, status=event.status)
        return
    for name in gone:
        yield home_of(name, cast), _put(event.id, name, Status.WITHDRAWN)
    for name in come:
        yield home_of(name, cast), Arrival(key=event.id, node=name, status=event.status)


def _put(key: EventId, name: ProvisionId, status: Status) -> Move:
    return Move(key=key, node=name, allowed=ANY_STATUS, target=status, parts=PartsMoved.ALL)


def _below(names: Iterable[ProvisionId], cast: Cast) -> tuple[ProvisionId, ...]:
    """Put the units below it in the place of what has some."""
    return tuple(dict.fromkeys(node for name in names for node in cast.over_units.get(name, (name,))))


def _counts(event: UnitCount, cast: Cast) -> Iterator[tuple[Population, Statement]]:
    """Turn a count into one of its units, which says in the same breath how each provision stands that is named besides."""
    counted = Population(event.instrument, event.unit or units_of(event.instrument, cast).unit)
    count = attrs.evolve(count_of(event.id, event, ever=event.ever), since=event.since)
    besides = _statuses(event.besides.lists, cast)
    if counted.unit and count != StatedCount(key=event.id, since=event.since):
        yield counted, attrs.evolve(count, besides=tuple(besides.pop(counted, ())))
    for population, statuses in besides.items():
        yield population, Stated(key=event.id, statuses=tuple(statuses))


def _listed(key: str, lists: Lists, cast: Cast) -> Iterator[tuple[Population, Statement]]:
    """Say how each of some provisions stands, whatever the others."""
    for population, statuses in _statuses(lists, cast).items():
        yield population, Stated(key=key, statuses=tuple(statuses))


def _statuses(lists: Lists, cast: Cast) -> dict[Population, list[tuple[str, CountStatus]]]:
    """Give the status of each of some provisions, by where it is counted."""
    found: dict[Population, list[tuple[str, CountStatus]]] = {}
    for status, names in lists:
        for name in names:
            if name in cast.over_units and status != Status.AGREED:
                continue  # of what status the units below it are, it does not say
            for node in cast.over_units.get(name, (name,)):
                found.setdefault(home_of(node, cast), []).append((node, count_status(status)))
    return found


def count_status(status: str) -> CountStatus:
    """Read a status, or `remaining`."""
    return "remaining" if status == REMAINING else Status(status)


def count_of(key: str, count: Counting, *, ever: Ever | None = None) -> StatedCount:
    """Turn the numbers that a count or a claim states into a count of units."""
    opened = [*_bounds(ever.opened)] if ever else []
    if ever and ever.opened.ids:
        opened = [Bounds.exactly(len(ever.opened.ids))]
    hardly = [*_bounds(count.not_at_all)] if count.not_at_all else []
    return StatedCount(
        key=key,
        numbers=tuple(
            (count_status(status), bounds)
            for status, quantity in count.numbers
            for bounds in _bounds(quantity)
        ),
        listed=tuple(
            (count_status(status), quantity.ids) for status, quantity in count.numbers if quantity.ids
        ),
        rest=next((count_status(status) for status, quantity in count.numbers if quantity.rest), None),
        of=count.of,
        including=count.including,
        excluding=count.excluding,
        not_at_all=hardly[0] if hardly else None,
        ever_opened=opened[0] if opened else None,
    )


def _bounds(quantity: Quantity) -> Iterator[Bounds]:
    """Give the bounds that a number states, if it states any; a list states its own."""
    if quantity.low is not None or quantity.high is not None:
        yield Bounds(quantity.low or 0, quantity.high)
