"""Naming: what the events of a view name of the cast.

The law: the cast is the author's index, and not knowledge. A text is spoken of once an event names it: by itself, by one of
its provisions, or as the object of a step. What only the cast names, nobody is known to have spoken of.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NewType, Union, get_args, get_origin

import attrs

from peacetrack.aspects.conditions import Demand
from peacetrack.aspects.lifecycle import Event
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import Citation
from peacetrack.model.hints import hints_of
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.once import once

#: The types of ids by which an event names a text, or a part of one.
OF_TEXTS: Final = (InstrumentId, ProvisionId)
#: A name, and the type of id that it is.
Name = tuple[Any, str]
Naming = Callable[[Any], Iterable[Name]]


def names_of(event: object) -> Iterator[Name]:
    """List the texts and provisions that an event names, each with its type of id, wherever in it they stand."""
    for field, naming in _fields(type(event)):
        value = getattr(event, field)
        if value:
            yield from naming(value)


@once
def _fields(cls: Any) -> tuple[tuple[str, Naming], ...]:
    """Work out, once for each class, which of its fields name texts."""
    hints = hints_of(cls)
    found = ((field.name, _naming(hints[field.name])) for field in attrs.fields(cls))
    return tuple((name, naming) for name, naming in found if naming is not None)


def _naming(kind: Any, within: tuple[Any, ...] = ()) -> Naming | None:
    if isinstance(kind, NewType):
        return (lambda name: ((kind, name),)) if kind in OF_TEXTS else None
    if get_origin(kind) is tuple:
        inner = _naming(get_args(kind)[0], within)
        return (lambda values: (name for value in values for name in inner(value))) if inner else None
    if kind == ReadOnly[str, ProvisionId]:
        return lambda numbers: ((ProvisionId, name) for name in numbers.values())
    if get_origin(kind) in (Union, types.UnionType):
        parts = [part for part in get_args(kind) if part is not types.NoneType]
        return _naming(parts[0], within) if len(parts) == 1 else None
    return names_of if attrs.has(kind) and kind is not Citation and _names(kind, within) else None


def _names(kind: Any, within: tuple[Any, ...]) -> bool:
    """Tell whether any field of a class names texts; one may hold others of its own class."""
    return kind not in within and any(_naming(hint, (*within, kind)) for hint in hints_of(kind).values())


def texts_named(event: Event, cast: Cast) -> Iterator[InstrumentId]:
    """List the texts of which an event speaks; some may come several times. A demand that names none may stand before any."""
    names = [*names_of(event)]
    if not names and isinstance(event, Demand):
        yield from cast.instruments
    for kind, name in names:
        if kind is InstrumentId:
            yield InstrumentId(name)
        else:
            yield cast.instrument_of[ProvisionId(name)]


def first_named(
    events: Sequence[Event], earliest: Sequence[int], cast: Cast
) -> dict[InstrumentId, tuple[int, int]]:
    """
    Find where each text is spoken of first.

    Args:
        events: In the order of replay.
        earliest: The first possible day of each.
        cast: That of their log.

    Returns:
        For each text that is spoken of the position of the first event that does, and of the one that may be the earliest.
    """
    found: dict[InstrumentId, tuple[int, int]] = {}
    for position, event in enumerate(events):
        for text in texts_named(event, cast):
            first, soonest = found.get(text, (position, position))
            found[text] = (first, position if earliest[position] < earliest[soonest] else soonest)
    return found
