"""
Scenes: what can be named at one moment of a course of events, and values of any type that name it.

The fields of a kind of event are filled by their types, so that a new kind needs nothing here.
"""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from typing import Any, Final, Literal, Union, get_args, get_origin, get_type_hints

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.conditions import ConditionSet, Gate, Step
from peacetrack.aspects.contacts import ContactHeld
from peacetrack.aspects.proposals import ProposalMade
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import REMAINING, Quantity
from peacetrack.cast import Cast
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import Citation
from peacetrack.ids import (
    ActorId,
    ConditionId,
    ContactId,
    EventId,
    InstrumentId,
    ProposalId,
    ProvisionId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.lifecycle import Event
from tests.casts import dates, texts


@attrs.frozen
class Scene:
    """
    What can be named at one moment of a course of events.

    Attributes:
        day: When it is.
        exact: Whether every date is given as its one day.
        published: When each source appeared.
    """

    cast: Cast
    day: dt.date
    exact: bool
    published: Mapping[SourceId, dt.date]
    told: tuple[Event, ...] = ()

    def names(self, kind: Any) -> tuple[str, ...]:
        """List what a reference of some type can name."""
        if kind in CREATORS:
            return tuple(event.id for event in self.told if isinstance(event, CREATORS[kind]))
        homes: dict[Any, Any] = {
            ActorId: self.cast.actors,
            SpeakerId: self.cast.actor_of,
            InstrumentId: self.cast.instruments,
            ProvisionId: self.cast.instrument_of,
            TopicId: self.cast.topics,
            SourceId: [source for source, day in self.published.items() if self.day <= day],
        }
        return tuple(homes[kind])

    def units(self, instrument: str) -> tuple[ProvisionId, ...]:
        """List the units of an instrument."""
        return tuple(name for name, home in self.cast.units.items() if home == instrument)


CREATORS: Final[Mapping[Any, type[Event]]] = {
    EventId: Event,
    ConditionId: ConditionSet,
    ProposalId: ProposalMade,
    ContactId: ContactHeld,
}
REFERENCES: Final = frozenset(
    (
        ActorId,
        SpeakerId,
        InstrumentId,
        ProvisionId,
        TopicId,
        SourceId,
        EventId,
        ConditionId,
        ProposalId,
        ContactId,
    )
)


def hints_of(cls: Any) -> Mapping[str, Any]:
    """Give the type of each field of a class."""
    return _hints(cls)


@cache
def _hints(cls: Any) -> Mapping[str, Any]:
    return get_type_hints(cls)


def inner_of(hint: Any) -> Any:
    """Give the type of one item of a list, and of what may be left out."""
    if get_origin(hint) is tuple:
        return get_args(hint)[0]
    if get_origin(hint) in (Union, types.UnionType):
        return next(part for part in get_args(hint) if part is not types.NoneType)
    return hint


def is_possible(hint: Any, scene: Scene) -> bool:
    """Tell whether there is anything to name."""
    inner = inner_of(hint)
    return inner not in REFERENCES or bool(scene.names(inner))


def value_of(draw: st.DrawFn, hint: Any, scene: Scene) -> Any:
    """Draw a value of a type, not empty."""
    if get_origin(hint) is tuple:
        several = [value_of(draw, inner_of(hint), scene) for _ in range(draw(st.sampled_from([1, 1, 2, 3])))]
        return tuple(dict.fromkeys(several))
    hint = inner_of(hint)
    if hint in REFERENCES:
        return draw(st.sampled_from(scene.names(hint)))
    if get_origin(hint) is Literal or (isinstance(hint, type) and issubclass(hint, StrEnum)):
        return draw(st.sampled_from(get_args(hint) or tuple(hint)))
    return _plain(draw, hint, scene)


def _plain(draw: st.DrawFn, hint: Any, scene: Scene) -> Any:
    if hint is str:
        return draw(texts())
    if hint is bool:
        return True
    if hint is int:
        return draw(st.integers(0, 20))
    if hint is dt.date:
        return scene.day + dt.timedelta(draw(st.integers(-30, 60)))
    if hint is ImpreciseDate:
        return ImpreciseDate.on(scene.day) if scene.exact else draw(dates(scene.day))
    if hint is Gate:
        return gate_of(draw, scene)
    if hint is Quantity:
        return draw(quantities())
    return record_of(draw, hint, scene)


def gate_of(draw: st.DrawFn, scene: Scene) -> Gate:
    step = draw(st.sampled_from(Step))
    if step in (Step.OPENING, Step.AGREEING):
        return Gate(step, None, value_of(draw, tuple[ProvisionId, ...], scene))
    return Gate(step, value_of(draw, InstrumentId, scene))


def quantities(most: int = 20) -> st.SearchStrategy[Quantity]:
    """Numbers as they are stated: exact, in bounds, about so many."""
    numbers = st.integers(0, most)
    return st.one_of(
        numbers.map(lambda n: Quantity(low=n, high=n)),
        numbers.map(lambda n: Quantity(low=n)),
        numbers.map(lambda n: Quantity(high=n)),
        numbers.map(lambda n: Quantity(approx=n)),
        st.tuples(numbers, numbers, numbers).map(
            lambda n: Quantity(low=min(n[:2]), high=max(n[:2]), approx=n[2])
        ),
    )


def record_of(draw: st.DrawFn, cls: Any, scene: Scene, **fixed: Any) -> Any:
    """Draw a record: what it requires, and a few of the other fields."""
    hints = hints_of(cls)
    fields = {field.name: field for field in attrs.fields(cls) if field.name not in fixed}
    required = [name for name, field in fields.items() if field.default is attrs.NOTHING]
    free = [name for name in fields if name not in required and is_possible(hints[name], scene)]
    chosen = draw(st.lists(st.sampled_from(free), max_size=4, unique=True)) if free else []
    if cls is Citation:
        fixed = {"paragraph": draw(st.none() | st.integers(1, 9)), **fixed}
        chosen = [name for name in chosen if name != "paragraph"]
    return cls(**fixed, **{name: value_of(draw, hints[name], scene) for name in (*required, *chosen)})


def numbers_of(draw: st.DrawFn, scene: Scene, instrument: str) -> dict[str, Any]:
    """Draw the numbers of a count: no part larger than the whole, and no unit listed twice."""
    whole = draw(st.none() | st.integers(3, 17))
    units = list(scene.units(instrument))
    words = draw(st.lists(st.sampled_from([*Status, REMAINING]), min_size=1, max_size=3, unique=True))
    numbers: dict[str, Any] = {"of": whole}
    left = 17 if whole is None else whole
    for word in words:
        shape = draw(st.sampled_from(["number", "number", "bounds", "list", "rest"]))
        if shape == "list" and units and left and word != REMAINING:
            numbers[word] = Quantity(ids=(units.pop(),))
        elif (
            shape == "rest"
            and word != REMAINING
            and not any(getattr(q, "rest", False) for q in numbers.values())
        ):
            numbers[word] = Quantity(rest=True)
        else:
            numbers[word] = draw(
                quantities(left) if shape == "bounds" else st.integers(0, left).map(_exactly)
            )
        left -= numbers[word].low or len(numbers[word].ids)
    return numbers


def _exactly(number: int) -> Quantity:
    return Quantity(low=number, high=number)
