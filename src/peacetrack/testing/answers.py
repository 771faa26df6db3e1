"""
All that can be asked of a state, as values that can be compared.

The law: two states that answer alike know the same. A law of `peacetrack.testing.laws` asks nothing but these answers, so
one that is replaced by a wrong one shows whether the law would notice.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple, get_args

import attrs

from peacetrack.aspects.assertions import OwnAsserted, Text
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import CountStated
from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account
from peacetrack.log.log import Log
from peacetrack.model.ids import ActorId, ClaimId, EventId, InstrumentId
from peacetrack.model.problems import Finding
from peacetrack.questions.gates import GateState, gate_findings, gate_state
from peacetrack.questions.judgements import Judgement
from peacetrack.questions.standing import Standing, standing
from peacetrack.questions.verdicts import judge
from peacetrack.state.timeline import State
from peacetrack.testing.reading import read_text
from peacetrack.worlds.census import Count
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.writing.writer import dumps

COUNT_STATUSES: Final = (*Status, "remaining")
#: What is counted: of which instrument, and in which unit.
Unit = tuple[InstrumentId, str]


class KnownFact(NamedTuple):
    """What is known of a subject, its events by their ids."""

    possible: frozenset[Any]
    because: tuple[EventId, ...]
    possible_events: tuple[EventId, ...]
    disputed: bool


def clone(log: Log) -> Log:
    """Give an equal log that shares nothing with this one but its aspects, so that nothing can have been remembered."""
    fresh = copy.deepcopy(attrs.evolve(log, cast=attrs.evolve(log.cast), aspects=()))
    return attrs.evolve(fresh, aspects=log.aspects)


def without(log: Log, names: Iterable[EventId]) -> Log:
    """Leave out events, as if nobody had written them down."""
    gone = frozenset(names)
    return attrs.evolve(log, events=tuple(event for event in log.events if event.id not in gone))


def single_accounts(log: Log) -> tuple[Account, ...]:
    """Give the accounts that believe one word each."""
    return (ON_RECORD, *(Account((actor,)) for actor in log.cast.actors))


def accounts(log: Log) -> tuple[Account, ...]:
    """Give every account of one word, and everyone's."""
    return (EVERYONE, *single_accounts(log))


def facts(state: State) -> Mapping[tuple[str, str], KnownFact]:
    """Give what is known of every subject of every aspect, the log's own ones among them."""
    return {
        (aspect.name, subject): KnownFact(
            fact.possible,
            tuple(event.id for event in fact.because),
            tuple(event.id for event in fact.possible_events),
            fact.disputed,
        )
        for aspect in state.log.vocabulary.aspects
        for subject, fact in state[aspect].items()
    }


def units(log: Log) -> frozenset[Unit]:
    """Name what is counted anywhere in a log: of which instrument, and in which unit."""
    stated = {
        (event.instrument, event.unit)
        for event in log.events
        if isinstance(event, CountStated) and event.unit
    }
    return frozenset(stated | {(text.id, text.unit) for text in log.cast.instruments.values()})


def counts(
    state: State, asked: Iterable[Unit] | None = None
) -> Mapping[tuple[InstrumentId, str, str], Count]:
    """Count every unit of the log, or those asked for, for every status."""
    named = sorted(units(state.log) if asked is None else asked)
    return {
        (text, unit, status): state.count(text, status, unit=unit)
        for text, unit in named
        for status in COUNT_STATUSES
    }


def standings(state: State) -> Mapping[tuple[ActorId, InstrumentId], Standing]:
    """Ask for the standing of every actor about every instrument."""
    cast = state.log.cast
    return {
        (party, text): standing(state, party, instrument=text)
        for party in cast.actors
        for text in cast.instruments
    }


def gates(state: State, asked: Iterable[Gate] | None = None) -> Mapping[tuple[Gate, Text], GateState]:
    """Ask for every gate, or for those named."""
    cast = state.log.cast
    if asked is None:
        of_texts = [
            Gate(step, text) for text in cast.instruments for step in Step if not step.is_of_provisions
        ]
        of_parts = [
            Gate(step, None, (name,)) for name in cast.instrument_of for step in Step if step.is_of_provisions
        ]
        asked = (*of_texts, *of_parts)
    return {(gate, text): gate_state(state, gate, text=text) for gate in asked for text in get_args(Text)}


def judgements(state: State) -> Mapping[ClaimId, Judgement]:
    """Ask what the questions of the log's own aspects make of each claim that asks one."""
    return {
        claim.id: judge(claim.says, state)
        for claim in state.log.claims
        if isinstance(claim.says, OwnAsserted)
    }


def passages(state: State) -> tuple[Finding, ...]:
    """Report the steps that were taken through a shut gate."""
    return tuple(gate_findings(state))


def findings(state: State) -> tuple[Finding, ...]:
    """Report what the log shows its author."""
    return state.findings


@attrs.frozen
class Answers:
    """
    What a law asks. These are the library's own answers; one that is replaced shows what a law notices.

    Attributes:
        facts: What is known of each subject of each aspect.
        counts: How many units have which status.
        standings: What is settled for whom.
        gates: What stands in the way of which step.
        judgements: What the questions of own aspects make of the log's claims.
        passages: Steps that were taken through a shut gate.
        findings: What the log shows its author.
        dumps: The text of a log.
        read: A log read from its text.
    """

    facts: Callable[[State], Mapping[tuple[str, str], KnownFact]] = facts
    counts: Callable[..., Mapping[tuple[InstrumentId, str, str], Count]] = counts
    standings: Callable[[State], Mapping[tuple[ActorId, InstrumentId], Standing]] = standings
    gates: Callable[..., Mapping[tuple[Gate, Text], GateState]] = gates
    judgements: Callable[[State], Mapping[ClaimId, Judgement]] = judgements
    passages: Callable[[State], tuple[Finding, ...]] = passages
    findings: Callable[[State], tuple[Finding, ...]] = findings
    dumps: Callable[[Log], str] = dumps
    read: Callable[..., Reading] = read_text

    def everything(self, state: State, asked: frozenset[Unit]) -> Mapping[str, Mapping[Any, object]]:
        """Ask everything; counts in these units."""
        return {
            "facts": self.facts(state),
            "counts": self.counts(state, asked),
            "standings": self.standings(state),
            "gates": self.gates(state),
            "judgements": self.judgements(state),
        }

    def differences(self, one: State, other: State) -> Iterator[Difference]:
        """List what two states answer differently."""
        asked = units(one.log) | units(other.log)
        yield from differing(self.everything(one, asked), self.everything(other, asked))


@attrs.frozen
class Difference:
    """
    A question to which there are two answers where there should be one.

    Attributes:
        question: Which kind of answer it is.
        about: Of whom or what.
    """

    question: str
    about: object
    one: object
    other: object

    def __str__(self) -> str:
        return f"{self.question} of {self.about}: {self.one}, but also {self.other}"


def differing(
    one: Mapping[str, Mapping[Any, object]], other: Mapping[str, Mapping[Any, object]]
) -> Iterator[Difference]:
    """List the questions that are answered differently; what only one side answers differs, too."""
    for question, stated in one.items():
        for key in dict.fromkeys((*stated, *other[question])):
            yield from unlike(question, key, stated.get(key), other[question].get(key))


def unlike(question: str, about: object, one: object, other: object) -> Iterator[Difference]:
    """Give the difference of two answers to one question, if there is any."""
    if one != other:
        yield Difference(question, about, one, other)
