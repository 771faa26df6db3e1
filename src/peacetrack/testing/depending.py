"""Depending: the fields of an event that depend on each other.

The numbers of a count fit into the whole, a mention allows the day of what it mentions, and a correction says what stood there.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.reports import Corrected, Mentioned
from peacetrack.aspects.tallies import REMAINING, CountStated, Quantity
from peacetrack.model.ids import InstrumentId
from peacetrack.testing.scenes import Scene, date_of, hints_of, value_of
from peacetrack.testing.words import pick, quantities, some_of
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
        "excluding": units[:1] if draw(st.booleans()) else (),
    }


def numbers_of(draw: DrawFn, scene: Scene, instrument: str) -> dict[str, Any]:
    """Draw the numbers of a count: no part larger than the whole, and no unit listed twice."""
    whole = pick(draw, (None, *range(3, 18)))
    units = list(scene.units(instrument))
    words = some_of(draw, (*Status, REMAINING), 3, least=1)
    numbers: dict[str, Any] = {"of": whole}
    left = 17 if whole is None else whole
    for word in words:
        shape = pick(draw, ["number", "number", "bounds", "list", "rest"])
        rests = any(getattr(number, "rest", False) for number in numbers.values())
        if shape == "list" and units and left and word != REMAINING:
            numbers[word] = Quantity(ids=(units.pop(),))
        elif shape == "rest" and word != REMAINING and not rests:
            numbers[word] = Quantity(rest=True)
        else:
            exactly = st.integers(0, left).map(lambda number: Quantity(low=number, high=number))
            numbers[word] = draw(quantities(left) if shape == "bounds" else exactly)
        left -= numbers[word].low or len(numbers[word].ids)
    return numbers


def special_fields(draw: DrawFn, kind: type[Event], scene: Scene) -> dict[str, Any]:
    """Draw the fields of a kind of event that depend on each other, such as the numbers of a count."""
    if issubclass(kind, CountStated):
        instrument = value_of(draw, InstrumentId, scene)
        return {"instrument": instrument, **counted(draw, scene, instrument)}
    if issubclass(kind, Mentioned):
        return _mention(draw, scene)
    return _correction(draw, scene) if issubclass(kind, Corrected) else {}


def _mention(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Choose what is told again, with a date that allows the day on which it happened."""
    event = pick(draw, scene.told)
    if event.id not in scene.days or draw(st.booleans()):
        return {"of": event.id, "date": None}
    then = attrs.evolve(scene, day=scene.days[event.id], dated=scene.dated and event.date)
    return {"of": event.id, "date": date_of(draw, then)}


def _correction(draw: DrawFn, scene: Scene) -> dict[str, Any]:
    """Choose a text of some event, which no document has corrected yet, and another in its place."""
    event, field = pick(draw, correctable(scene.told))
    now = draw(scene.parts.texts)
    return {
        "of": event.id,
        "field": field,
        "was": (getattr(event, field),),
        "now": (now,),
        "change": (field, now),
    }


def correctable(told: Iterable[Event]) -> tuple[tuple[Event, str], ...]:
    """List the texts of events that can be corrected, and have not been yet."""
    events = tuple(told)
    done = {(event.of, event.field) for event in events if isinstance(event, Corrected)}
    return tuple(
        (event, field.name)
        for event in events
        if not isinstance(event, Corrected)
        for field in written_fields(type(event))
        if hints_of(type(event))[field.name] is str
        and "yaml" not in field.metadata
        and getattr(event, field.name)
        and (event.id, field.name) not in done
    )
