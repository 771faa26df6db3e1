"""All that can be asked of a state, as values that can be compared."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, get_args

import attrs

from peacetrack.accounts import EVERYONE, ON_RECORD, Account
from peacetrack.aspects import ASPECTS
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import CountStated
from peacetrack.assertions import Text
from peacetrack.census import Count
from peacetrack.gates import GateState, gate_state
from peacetrack.ids import EventId
from peacetrack.log import Log
from peacetrack.standing import Standing, standing
from peacetrack.state import State

WORDS: Final = (*Status, "remaining")


def clone(log: Log) -> Log:
    """Give an equal log that shares nothing with this one, so that nothing can have been remembered."""
    copy: Log = pickle.loads(pickle.dumps(log))  # noqa: S301 - our own bytes
    return copy


def single_words(log: Log) -> tuple[Account, ...]:
    """Give the accounts that believe one word each."""
    return (ON_RECORD, *(Account((actor,)) for actor in log.cast.actors))


def accounts(log: Log) -> tuple[Account, ...]:
    """Give every account of one word, and everyone's."""
    return (EVERYONE, *single_words(log))


def without(log: Log, names: Iterable[EventId]) -> Log:
    """Leave out events, as if nobody had written them down."""
    gone = frozenset(names)
    return attrs.evolve(log, events=tuple(event for event in log.events if event.id not in gone))


def facts(state: State) -> dict[tuple[str, str], object]:
    """Give what is known of every subject of every aspect."""
    return {
        (aspect.name, subject): (
            fact.possible,
            tuple(event.id for event in fact.because),
            tuple(event.id for event in fact.maybe),
            fact.disputed,
        )
        for aspect in ASPECTS
        for subject, fact in state[aspect].items()
    }


def units(log: Log) -> frozenset[tuple[str, str]]:
    """Name what is counted anywhere in a log: of which instrument, and in which unit."""
    told = {
        (event.instrument, event.unit)
        for event in log.events
        if isinstance(event, CountStated) and event.unit
    }
    return frozenset(told | {(text.id, text.unit) for text in log.cast.instruments.values()})


def counts(state: State, of: frozenset[tuple[str, str]] | None = None) -> dict[tuple[str, str, str], Count]:
    """Count every unit of the log, or those named, for every status."""
    asked = sorted(units(state.log) if of is None else of)
    return {(text, unit, word): state.count(text, word, unit=unit) for text, unit in asked for word in WORDS}


def standings(state: State) -> dict[tuple[str, str], Standing]:
    """Ask for the standing of every actor about every instrument."""
    cast = state.log.cast
    return {
        (party, text): standing(state, party, instrument=text)
        for party in cast.actors
        for text in cast.instruments
    }


def gates(state: State) -> dict[tuple[Gate, Text], GateState]:
    """Ask for every gate."""
    cast = state.log.cast
    of_texts = [Gate(step, text) for text in cast.instruments for step in Step if step not in OF_PROVISIONS]
    of_parts = [Gate(step, None, (name,)) for name in cast.instrument_of for step in OF_PROVISIONS]
    return {
        (gate, text): gate_state(state, gate, text=text)
        for gate in (*of_texts, *of_parts)
        for text in get_args(Text)
    }


OF_PROVISIONS: Final = (Step.OPENING, Step.AGREEING)


def answers(state: State, of: frozenset[tuple[str, str]]) -> Mapping[str, Mapping[Any, object]]:
    """Ask everything; counts in these units."""
    return {
        "facts": facts(state),
        "counts": counts(state, of),
        "standings": standings(state),
        "gates": gates(state),
    }


def differences(one: State, other: State) -> Iterator[tuple[str, object, object, object]]:
    """List what two states answer differently."""
    asked = units(one.log) | units(other.log)
    first, second = answers(one, asked), answers(other, asked)
    for question, told in first.items():
        for key in dict.fromkeys((*told, *second[question])):
            if told.get(key) != second[question].get(key):
                yield question, key, told.get(key), second[question].get(key)
