"""What a state shows, as assertions: a run that was watched becomes a scenario that anybody can play again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from peacetrack.aspects.assertions import (
    Assertion,
    ConditionAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    StageAsserted,
    SubjectAsserted,
    TalksAsserted,
)
from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.stages import STAGES, TALKS
from peacetrack.log.scenario import Then
from peacetrack.model.ids import ConditionId, InstrumentId, ProposalId, ProvisionId
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State


def observed(state: State) -> tuple[Then, ...]:
    """
    Assert what a state knows of every subject: the statuses that it may have.

    Args:
        state: Any state, asked on everyone's word.

    Returns:
        An assertion for each subject that is on record and not disputed. Principles are left out: what a party holds
        is asserted of a party, and none of them may be known.
    """
    return tuple(Then(says=says) for says in _assertions(state))


def _assertions(state: State) -> Iterator[Assertion]:
    for name, fact in _facts(state[PROVISIONS]):
        yield ProvisionAsserted(id=ProvisionId(name), statuses=_statuses(fact))
    for name, fact in _facts(state[CONDITIONS]):
        yield ConditionAsserted(id=ConditionId(name), statuses=_statuses(fact))
    for name, fact in _facts(state[PROPOSALS]):
        yield ProposalAsserted(id=ProposalId(name), statuses=_statuses(fact))
    for name, fact in _facts(state[STAGES]):
        yield StageAsserted(instrument=InstrumentId(name), statuses=_statuses(fact))
    for name, fact in _facts(state[TALKS]):
        yield TalksAsserted(instrument=InstrumentId(name), statuses=_statuses(fact))
    for aspect in state.log.aspects:
        for name, fact in _facts(state[aspect]):
            yield SubjectAsserted(aspect=aspect.singular, id=name, statuses=_statuses(fact))


def _facts(facts: Any) -> Iterator[tuple[str, Fact[Any]]]:
    return ((name, fact) for name, fact in facts.items() if not fact.disputed)


def _statuses(fact: Fact[Any]) -> tuple[Any, ...]:
    return tuple(sorted(fact.possible))
