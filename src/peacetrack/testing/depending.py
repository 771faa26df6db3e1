"""Depending: the fields of an event that depend on each other.

The numbers of a count fit into the whole, a mention allows the day of what it mentions, and a correction says what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.aspects.reports import Corrected, Denied, Mentioned, OtherReport, Written
from peacetrack.aspects.tallies import (
    COUNT_STATUSES,
    NOT_AT_ALL,
    REMAINING,
    Besides,
    CountStated,
    Quantity,
    StatusStated,
)
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.testing.parts import pick, some_of
from peacetrack.testing.scenes import Scene, date_of, hints_of, value_of
from peacetrack.yaml.records.codec import written_fields


def counted(draw: DrawFn, scene: Scene, instrument: str) -> dict[str, Any]:
    """Draw all that a stated count says of an instrument."""
    units, numbers = scene.units(instrument), numbers_of(draw, scene, instrument)
    lists = any(isinstance(number, Quantity) and number.ids for number in numbers.values())
    return {
        **dict.fromkeys((*Status, REMAINING)),
        **numbers,
        # What is listed by name is a unit of the instrument.
        "unit": "" if lists or draw(st.booleans()) else draw(scene.parts.texts),
        "including": (),
        "excluding": units[:1] if draw(st.booleans()) and not lists else (),
        "besides": besides_of(draw, scene),
    }


def besides_of(draw: DrawFn, scene: Scene) -> Besides:
    """Draw what is said beside the numbers, each of a provision that is no unit."""
    others = [name for name in scene.cast.instrument_of if name not in scene.cast.units]
    lists: dict[str, tuple[ProvisionId, ...]] = {}
    for name in some_of(draw, others, 2):
        status = pick(draw, COUNT_STATUSES)
        lists[status] = (*lists.get(status, ()), name)
    return Besides(**lists)


def statuses_of(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Draw what a statement says of some provisions of one text, each in one status."""
    home = scene.cast.instrument_of[value_of(draw, ProvisionId, scene)]
    names = [name for name, text in scene.cast.instrument_of.items() if text == home]
    lists: dict[str, Any] = dict.fromkeys(COUNT_STATUSES, ())
    for name in some_of(draw, names, 3, least=1):
        status = pick(draw, COUNT_STATUSES)
        lists[status] = (*lists[status], name)
    return {**lists, "instrument": home}


def numbers_of(draw: DrawFn, scene: Scene, instrument: str) -> dict[str, Any]:
    """Draw the numbers of a count, which could all be true of one text; no unit is listed twice."""
    whole = pick(draw, (None, *range(3, 18)))
    statuses = some_of(draw, (*Status, REMAINING), 3, least=1)
    true, rest = _true_numbers(draw, draw(st.integers(0, 17)) if whole is None else whole, statuses)
    units = list(scene.units(instrument))
    are_disjoint = {*statuses} <= {REMAINING, Status.AGREED, Status.WITHDRAWN}
    numbers: dict[str, Any] = {"of": whole, "not_at_all": None}
    if draw(st.integers(0, 4)) == 4:
        numbers["not_at_all"] = draw(_said_of(true["not_at_all"], roughly=True))
    for status in statuses:
        if status == rest:
            numbers[status] = Quantity(rest=True)
            continue
        shape = pick(draw, ["number", "number", "bounds", "list"])
        if shape == "list" and 0 < true[status] <= len(units) and (status != REMAINING or are_disjoint):
            numbers[status] = Quantity(ids=tuple(units.pop() for _ in range(true[status])))
        else:
            numbers[status] = draw(_said_of(true[status], roughly=shape == "bounds"))
    return numbers


def _true_numbers(draw: DrawFn, size: int, statuses: Sequence[str]) -> tuple[dict[str, int], str]:
    """Divide units among statuses, so that words are true of them; one of the words may cover all that the others leave."""
    live = [status for status in statuses if status in LIVE]
    rest = pick(draw, ["", "", *(name for name in statuses if name != Status.WITHDRAWN)])
    true = dict.fromkeys(live, 0) | {Status.WITHDRAWN: draw(st.integers(0, 3))}
    left = size
    for status in live:
        if status != rest:
            true[status] = draw(st.integers(0, left))
            left -= true[status]
    # Without a rest, the others have a status of which nothing is said; if the rest remains, none that is agreed.
    unsaid = LIVE - {*live} - ({Status.AGREED} if rest == REMAINING else set())
    true[rest if rest in live else pick(draw, [status for status in Status if status in unsaid])] = left
    bare = sum(true.get(status, 0) for status in NOT_AT_ALL)
    return {**true, REMAINING: size - true.get(Status.AGREED, 0), "not_at_all": bare}, rest


def _said_of(number: int, *, roughly: bool) -> st.SearchStrategy[Quantity]:
    """Give what may be said of a number, so that it is true."""
    if not roughly:
        return st.just(Quantity(low=number, high=number))
    low, high, any_number = st.integers(0, number), st.integers(number, number + 5), st.integers(0, 20)
    return st.one_of(
        low.map(lambda least: Quantity(low=least)),
        high.map(lambda most: Quantity(high=most)),
        any_number.map(lambda about: Quantity(approx=about)),
        st.tuples(low, high, any_number).map(lambda n: Quantity(low=n[0], high=n[1], approx=n[2])),
    )


def special_fields(draw: DrawFn, kind: type[Event], scene: Scene) -> dict[str, Any]:
    """Draw the fields of a kind of event that depend on each other, such as the numbers of a count."""
    if issubclass(kind, CountStated):
        instrument = value_of(draw, InstrumentId, scene)
        return {"instrument": instrument, **counted(draw, scene, instrument)}
    if issubclass(kind, StatusStated):
        return statuses_of(draw, scene)
    if issubclass(kind, Mentioned):
        return _mention(draw, scene)
    if issubclass(kind, Denied):
        return _denial(draw, scene)
    return _correction(draw, scene) if issubclass(kind, Corrected) else {}


def _mention(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Choose what is told again, with a date that allows the day on which it happened."""
    event = pick(draw, scene.events)
    if event.id not in scene.days or draw(st.booleans()):
        return {"of": event.id, "date": None}
    then = attrs.evolve(scene, day=scene.days[event.id], dated=scene.dated and event.date)
    return {"of": event.id, "date": date_of(draw, then)}


def _denial(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Deny an event, or a number or a text of it, which another number or text may replace."""
    whole: dict[str, Any] = {"field": "", "instead": (), "change": None}
    event = pick(draw, scene.events)
    fields = () if isinstance(event, OtherReport) else tuple(_deniable(event))
    if not fields or draw(st.booleans()):
        return {"of": event.id, **whole}
    field = pick(draw, fields)
    if draw(st.booleans()):
        return {"of": event.id, "field": field.name, "instead": (), "change": (field.name, field.default)}
    value: object = draw(scene.parts.texts)
    written = Written.of(value)
    if isinstance(event, CountStated):
        number = draw(st.integers(0, 3))
        written, value = Written.of(str(number)), Quantity(low=number, high=number)
    return {"of": event.id, "field": field.name, "instead": (written,), "change": (field.name, value)}


def _deniable(event: Event) -> Iterator[attrs.Attribute[Any]]:
    """List the fields of an event that can be denied: the numbers of a count, and of any other event its texts."""
    numbers = dict(event.numbers) if isinstance(event, CountStated) else {}
    for field in written_fields(type(event)):
        text = hints_of(type(event))[field.name] is str and field.default is not attrs.NOTHING
        quantity = numbers.get(field.name)
        number = quantity is not None and None not in (quantity.low, quantity.high)
        if "yaml" not in field.metadata and (number if numbers else text and getattr(event, field.name)):
            yield field


def _correction(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Choose a text of some event, which no document has corrected yet, and another in its place."""
    event, field = pick(draw, correctable(scene.events))
    now = draw(scene.parts.texts)
    return {
        "of": event.id,
        "field": field,
        "was": (Written.of(getattr(event, field)),),
        "now": (Written.of(now),),
        "change": (field, now),
    }


def correctable(stated: Iterable[Event]) -> tuple[tuple[Event, str], ...]:
    """List the texts of events that can be corrected, and have not been yet."""
    events = tuple(stated)
    done = {(event.of, event.field) for event in events if isinstance(event, Corrected)}
    return tuple(
        (event, field.name)
        for event in events
        if not isinstance(event, Corrected)
        for field in written_fields(type(event))
        if hints_of(type(event))[field.name] is str
        and "yaml" not in field.metadata
        and not (isinstance(event, Denied) and field.name == "field")  # whose meaning another event gives
        and getattr(event, field.name)
        and (event.id, field.name) not in done
    )
