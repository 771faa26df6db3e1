"""
Scenes: what can be named at one point of a course of events, and values of any type that name it.

The fields of a kind of event are filled by their types, so that a new kind, built in or of one's own, needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, Final, Literal, NewType, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from peacetrack.aspects.assertions import DomesticStepAsserted
from peacetrack.aspects.conditions import Gate, Share, Step, Threshold
from peacetrack.aspects.consents import HomeDecision
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import Written
from peacetrack.aspects.tallies import Quantity
from peacetrack.aspects.vocabulary import BUILT_IN, Vocabulary
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import (
    OF_THE_CAST,
    EventId,
    InstrumentId,
    ProvisionId,
    SourceId,
    SpeakerId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.once import once
from peacetrack.model.votes import Voters, voters
from peacetrack.testing.parts import Parts, blurred, later, pick, quantities, some_of
from peacetrack.yaml.records.codec import written_fields

#: The paragraphs of a source that does not say how many it has.
PARAGRAPHS: Final = 9


@attrs.frozen(slots=False, eq=False)
class Scene:
    """
    What can be named at one point of a course of events.

    Attributes:
        day: When it is.
        exact: Whether every date is given as its one day.
        parts: Of what texts, ids and dates are made.
        vocabulary: The aspects in which is spoken.
        events: What has been told so far.
        sources: Every document.
        reporting: Those of them that may report what happens now.
        paragraphs: How many each of them has at least.
        days: When each of what has been stated happened.
        dated: Every date of what happens now, where it is not to be drawn.
    """

    cast: Cast
    day: dt.date
    exact: bool = False
    parts: Parts = attrs.Factory(Parts)
    vocabulary: Vocabulary = BUILT_IN
    events: tuple[Event, ...] = ()
    days: Mapping[EventId, dt.date] = attrs.Factory(dict)
    sources: tuple[SourceId, ...] = ()
    reporting: tuple[SourceId, ...] = ()
    paragraphs: int = PARAGRAPHS
    dated: ImpreciseDate | None = None

    @cached_property
    def creators(self) -> Mapping[Any, type[Event]]:
        """Map each type of id that an event gives to the kind of that event."""
        return {EventId: Event} | {kind: event for kind, (event, _) in self.vocabulary.creators.items()}

    def is_name(self, kind: Any) -> bool:
        """Tell whether values of a type name something that exists."""
        return kind in OF_THE_CAST or kind is SourceId or kind in self.creators

    def names(self, kind: Any) -> tuple[str, ...]:
        """List what a name of some type can be."""
        if kind in self.creators:
            if kind is EventId:
                return tuple(event.id for event in self.events)
            return tuple(event.id for event in self.events if self.vocabulary.creates(kind, event))
        if kind is SourceId:
            return self.reporting or self.sources
        return tuple(getattr(self.cast, OF_THE_CAST[kind]))

    def units(self, instrument: str) -> tuple[ProvisionId, ...]:
        """List the units of an instrument."""
        return tuple(name for name, home in self.cast.units.items() if home == instrument)

    def allows(self, hint: Any) -> bool:
        """Tell whether there is a value of a type: it names nothing, or something that exists."""
        inner = get_args(hint)[1] if get_origin(hint) is ReadOnly else inner_of(hint)
        if inner is Gate:
            return bool(self.cast.instruments)
        if self.is_name(inner):
            return bool(self.names(inner))
        return not attrs.has(inner) or all(
            self.allows(hints_of(inner)[name]) for name in required_fields(inner)
        )


@once
def hints_of(cls: Any) -> Mapping[str, Any]:
    """Give the type of each field of a class."""
    return get_type_hints(cls)


@once
def required_fields(cls: Any) -> tuple[str, ...]:
    """Name the fields of a class that cannot be left out; the id of an event is given by whoever tells it."""
    own = {"id"} if issubclass(cls, Event) else set[str]()
    return tuple(
        field.name for field in attrs.fields(cls) if field.default is attrs.NOTHING and field.name not in own
    )


@once
def inner_of(hint: Any) -> Any:
    """Give the type of one item of a list, and of what may be left out."""
    if get_origin(hint) is tuple:
        return inner_of(get_args(hint)[0])
    if get_origin(hint) in (Union, types.UnionType):
        return inner_of(next(part for part in get_args(hint) if part is not types.NoneType))
    return hint


@once
def choices_of(hint: Any) -> tuple[Any, ...]:
    """List the values of a type that has a few; none when it has not."""
    if isinstance(hint, type) and issubclass(hint, StrEnum):
        return tuple(hint)
    if hint is bool:
        return (False, True)
    return get_args(hint) if get_origin(hint) is Literal else ()


def value_of(draw: DrawFn, hint: Any, scene: Scene) -> Any:
    """Draw a value of a type, not empty."""
    if get_origin(hint) is tuple:
        several = [value_of(draw, inner_of(hint), scene) for _ in range(pick(draw, [1, 1, 2, 3]))]
        return tuple(dict.fromkeys(several))
    if get_origin(hint) is ReadOnly:
        names = value_of(draw, tuple[ProvisionId, ...], scene)
        # Of all texts `<<` alone is no key of a log.
        keys = scene.parts.texts.filter(lambda text: text != "<<")
        return ReadOnly({draw(keys): name for name in names})
    hint = inner_of(hint)
    if scene.is_name(hint):
        return pick(draw, scene.names(hint))
    choices = choices_of(hint)
    return pick(draw, choices) if choices else _plain(draw, hint, scene)


def _plain(draw: DrawFn, hint: Any, scene: Scene) -> Any:
    if hint is str:
        return draw(scene.parts.texts)
    if hint is Written:
        return Written.of(draw(scene.parts.texts))
    if hint is int:
        return draw(st.integers(0, 20))
    if hint is dt.date:
        return later(scene.day, draw(st.integers(-30, 60)))
    if hint is ImpreciseDate:
        return date_of(draw, scene)
    if hint is Gate:
        return gate_of(draw, scene)
    if hint is Quantity:
        return draw(quantities())
    if hint in (Voters, Threshold):
        return _number_of(draw, hint, scene)
    if isinstance(hint, NewType):
        return draw(scene.parts.ids)
    return record_of(draw, hint, scene) if attrs.has(hint) else draw(st.from_type(hint))


def _number_of(draw: DrawFn, hint: Any, scene: Scene) -> Any:
    """Draw how many have to consent, or a share of them; how many voted alike, or who."""
    number, by_number = draw(st.integers(0, 20)), draw(st.booleans())
    if hint is Threshold:
        return Threshold(number=number) if by_number else Threshold(share=Share(1, 1 + number))
    return voters(
        number if by_number or not scene.names(SpeakerId) else value_of(draw, tuple[SpeakerId, ...], scene)
    )


def date_of(draw: DrawFn, scene: Scene) -> ImpreciseDate:
    """Draw a date that allows the day of a scene."""
    if scene.dated is not None:
        return scene.dated
    if scene.exact:
        return ImpreciseDate.on(scene.day)
    return blurred(draw, scene.day) if scene.parts.dates is None else draw(scene.parts.dates)


def gate_of(draw: DrawFn, scene: Scene) -> Gate:
    """Draw a step with its object."""
    step = pick(draw, tuple(Step) if scene.cast.instrument_of else OF_A_TEXT)
    if step in OF_A_TEXT:
        return Gate(step, value_of(draw, InstrumentId, scene))
    return Gate(step, None, value_of(draw, tuple[ProvisionId, ...], scene))


#: What is about a text, or about provisions alone.
ABOUT_SOMETHING: Final = (HomeDecision, DomesticStepAsserted)
OF_A_TEXT: Final = tuple(step for step in Step if not step.is_of_provisions)


def record_of(draw: DrawFn, cls: Any, scene: Scene, **fixed: Any) -> Any:
    """Draw a record: what it requires, and a few of the other fields."""
    hints, required = hints_of(cls), [name for name in required_fields(cls) if name not in fixed]
    free = [
        field.name
        for field in written_fields(cls)
        if field.name not in {*fixed, *required} and scene.allows(hints[field.name])
    ]
    chosen = some_of(draw, free, 4)
    if issubclass(cls, ABOUT_SOMETHING) and "instrument" in free and "provision" not in chosen:
        chosen = list(dict.fromkeys([*chosen, "instrument"]))
    if "instrument" in free and "instrument" not in chosen and len(scene.cast.instruments) == 1:
        chosen = [*chosen, "instrument"]  # the reader of a log fills in the only instrument
    if cls is Citation:
        highest = scene.paragraphs
        fixed = {"paragraph": pick(draw, (None, *range(1, highest + 1))), **fixed}
        chosen = [name for name in chosen if name != "paragraph"]
    return cls(**fixed, **{name: value_of(draw, hints[name], scene) for name in (*required, *chosen)})
