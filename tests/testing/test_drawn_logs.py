"""Logs of the kit: whatever they tell, they are read without a problem."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Final, NewType

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects import KINDS
from peacetrack.aspects.assertions import OwnAsserted, SubjectAsserted
from peacetrack.aspects.lifecycle import Aspect, Event, Table, on
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.aspects.stages import Signed
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.testing import dates, logs, single_events
from peacetrack.testing.parts import BEGINNING
from peacetrack.testing.reading import read_text
from peacetrack.testing.scenes import Scene, value_of
from peacetrack.yaml.writing.writer import dumps
from tests.profile import in_full
from tests.testing.truces import TRUCES, TruceDeclared, TruceEnded, TruceRestored

NOBODY: Final = Cast(negotiation=Negotiation(id="none"))


def is_read(log: Log) -> bool:
    """Tell whether a log is read as it was written, and without a problem."""
    reading = read_text(dumps(log), aspects=log.aspects)
    return reading.problems == () and reading.log == log


@given(logs(kinds=tuple(KINDS.values()), longest=14))
def test_every_log_is_read(log: Log) -> None:
    """Whatever has happened, corrections and retractions among it, a log of the kit has no problem."""
    assert is_read(log)


@given(logs(aspects=(TRUCES,), longest=12))
def test_aspects_of_ones_own_are_told(log: Log) -> None:
    """A log that speaks in an aspect of one's own carries it, and is read by whoever brings it."""
    assert (TRUCES,) == log.aspects
    assert is_read(log)


def seen(log: Log) -> set[str]:
    """Name what a log has of truces."""
    said = {claim.says for claim in log.claims}
    asked = {type(says) for says in said if isinstance(says, SubjectAsserted | OwnAsserted)}
    return {event.kind for event in log.events if event.kind.startswith("truce")} | {
        kind.__name__ for kind in asked
    }


@in_full
def test_everything_of_an_aspect_comes_up() -> None:
    """Every kind of event of an aspect of one's own, its statuses and its questions come up, beside built-in events."""
    found: set[str] = set()
    beside: set[str] = set()
    wanted = {*(kind.kind for kind in TRUCES.kinds), "SubjectAsserted", "OwnAsserted"}
    stated = logs(aspects=(TRUCES,)) | logs(aspects=(TRUCES,), kinds=(*TRUCES.kinds, ProvisionAgreed))

    def is_enough(log: Log) -> bool:
        if here := seen(log):
            found.update(here)
            beside.update(event.kind for event in log.events)
        return found >= wanted and bool(beside & KINDS.keys())

    # Hypothesis also draws from the constants of whatever modules are loaded, so what comes up differs with the tests before.
    long = settings(max_examples=800, phases=[Phase.generate], derandomize=True, database=None)
    find(stated, is_enough, settings=long)

    assert wanted == found
    assert beside & KINDS.keys()


@given(logs(aspects=(TRUCES,), kinds=(TruceRestored,), containing=(TruceEnded,)))
def test_what_is_named_is_told_before(log: Log) -> None:
    """A truce is declared before it ends, though nobody asked for its declaration."""
    kinds = [type(event) for event in log.events]

    assert TruceDeclared in kinds
    assert TruceEnded in kinds
    assert is_read(log)


@given(logs(exact=True, longest=12, kinds=tuple(KINDS.values())))
def test_exact_logs_have_exact_days(log: Log) -> None:
    """Where days are exact, every event that has a date has one day."""
    assert all(event.date.is_day for event in log.events if event.date)
    assert is_read(log)


QUICKLY: Final = settings(max_examples=1, database=None, derandomize=True, phases=(Phase.generate,))


def draw_once(strategy: SearchStrategy[Any]) -> Any:
    """Draw from a strategy, to see what it says."""
    return find(strategy, lambda _: True, settings=QUICKLY)


def test_days_are_chosen_by_one_alone() -> None:
    """Who brings dates decides himself whether they are exact."""
    with pytest.raises(InvalidArgument, match="bring dates that are exact"):
        draw_once(logs(exact=True, dates=dates()))


def test_an_aspect_has_to_be_brought() -> None:
    """A log tells of truces only if it speaks of truces."""
    with pytest.raises(InvalidArgument, match="no aspect of this log tells of `truce_ended`"):
        draw_once(logs(containing=(TruceEnded,)))


def test_what_nobody_can_sign_is_not_signed() -> None:
    """Where no text is negotiated, none can be signed, and whoever asks for it is told."""
    with pytest.raises(InvalidArgument, match="this cast has nothing that `signed` can be told of"):
        draw_once(logs(casts=st.just(NOBODY), kinds=(Signed,), longest=1, containing=(Signed,)))
    with pytest.raises(InvalidArgument, match="none of these kinds"):
        draw_once(single_events(NOBODY, kinds=(Signed,)))


@given(logs(casts=st.just(NOBODY)))
def test_nobody_can_be_at_the_table(log: Log) -> None:
    """Where there is neither an actor nor a text, demands, offers and statements of nobody are all that is told."""
    assert is_read(log)
    assert {*log.cast.actors, *log.cast.instruments} == set()


BirdId = NewType("BirdId", str)
EggId = NewType("EggId", str)


class Life(StrEnum):
    """Whether it lives."""

    ALIVE = "alive"


@attrs.frozen(kw_only=True)
class BirdHatched(Event):
    """A bird came out of an egg."""

    egg: EggId


@attrs.frozen(kw_only=True)
class EggLaid(Event):
    """A bird laid an egg."""

    bird: BirdId


def born(event: Event, cast: Cast) -> tuple[str, ...]:
    """Name what came into the world."""
    return (event.id,)


ALIVE: Final = frozenset({Life.ALIVE})
HATCHED: Final = Table.of(Life, on(Life.ALIVE, BirdHatched, to=Life.ALIVE))
LAID: Final = Table.of(Life, on(Life.ALIVE, EggLaid, to=Life.ALIVE))
BIRDS: Final = Aspect("birds", HATCHED, ALIVE, born, creates=(BirdId, BirdHatched))
EGGS: Final = Aspect("eggs", LAID, ALIVE, born, creates=(EggId, EggLaid))


@given(logs(aspects=(BIRDS, EGGS)))
def test_what_cannot_begin_is_not_told(log: Log) -> None:
    """Where each egg comes from a bird and each bird from an egg, there are neither."""
    assert not [event for event in log.events if isinstance(event, BirdHatched | EggLaid)]


def test_what_cannot_begin_cannot_be_asked_for() -> None:
    """Whoever asks for the first egg is told that there is none."""
    with pytest.raises(InvalidArgument, match="this cast has nothing that `egg_laid` can be told of"):
        draw_once(logs(aspects=(BIRDS, EGGS), containing=(EggLaid,)))


@st.composite
def numbers(draw: DrawFn) -> object:
    """Give values of a type of which the kit knows nothing."""
    return value_of(draw, float, Scene(NOBODY, BEGINNING))


@given(numbers())
def test_any_other_type_is_inferred(number: object) -> None:
    """A value of a type of which the kit knows nothing is what Hypothesis infers for it."""
    assert isinstance(number, float)
