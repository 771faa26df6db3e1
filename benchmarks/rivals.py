"""
The transitions of `generated_transitions`, made by three general libraries (one of them in two ways) that keep the evidence of each subject.

None of them narrows or sorts dates, asks whose word an event is, or decides what is refused.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from generated_transitions import CONDITION, PROVISION, steps, subjects
from statemachine import State, StateMachine
from transitions import Machine


class Subject(Aggregate):
    """The same lifecycle as an aggregate: what happened, and the status after it."""

    @event("Begun")
    def __init__(self, status: str) -> None:
        self.status = status
        self.because: list[str] = []

    @event("Moved")
    def move(self, status: str, cite: str) -> None:
        """Take the status that a transition leads to, and keep what shows it."""
        self.status = status
        self.because.append(cite)


def domain_events(count: int) -> list[Any]:
    """Let aggregates trigger the events of so many transitions, and collect these in their order."""
    known: dict[int, Subject] = {}
    stated: list[Any] = []
    for index, (number, _, status) in enumerate(steps(count)):
        if number in known:
            known[number].move(status, f"e{index}")
        else:
            known[number] = Subject(status)
        stated += known[number].collect_events()
    return stated


def fold(events: list[Any]) -> dict[UUID, Any]:
    """Rebuild every aggregate from its events."""
    known: dict[UUID, Any] = {}
    for stated in events:
        known[stated.originator_id] = stated.mutate(known.get(stated.originator_id))
    return known


def stored(count: int) -> tuple[Application, list[UUID]]:
    """Store the events of so many transitions, serialised as its in-memory recorder keeps them; give the aggregates' names."""
    application, known = Application(), dict[int, Subject]()
    for index, (number, _, status) in enumerate(steps(count)):
        if number in known:
            known[number].move(status, f"e{index}")
        else:
            known[number] = Subject(status)
    application.save(*known.values())
    return application, [subject.id for subject in known.values()]


def repeat(application: Application, names: list[UUID]) -> list[Subject]:
    """Rebuild every aggregate from what the repository has stored of it."""
    return [application.repository.get(name) for name in names]


class Model:
    """What a state machine moves: a subject with its evidence."""

    def __init__(self) -> None:
        self.because: list[int] = []


def machines() -> tuple[Machine, Machine]:
    """Make a state machine for provisions, and one for conditions."""
    made = []
    for first, rest in (PROVISION, CONDITION):
        statuses = [status for _, status in (first, *rest)]
        machine = Machine(
            model=None,
            states=["unknown", *dict.fromkeys(statuses)],
            initial="unknown",
            auto_transitions=False,
        )
        for step, status in (first, *rest):
            machine.add_transition(step, "*", status)
        made.append(machine)
    return made[0], made[1]


def run_machines(count: int) -> list[Model]:
    """Move the models of so many transitions."""
    models = [Model() for _ in range(subjects(count))]
    provisions, conditions = machines()
    provisions.add_model(models[::2])
    conditions.add_model(models[1::2])
    for index, (number, step, _) in enumerate(steps(count)):
        models[number].trigger(step)  # type: ignore[attr-defined]  # the machine adds it
        models[number].because.append(index)
    return models


class ProvisionMachine(StateMachine):
    """The lifecycle of a provision, in the words of python-statemachine."""

    unknown = State(initial=True)
    opened, contested, agreed = State(), State(), State()
    open = unknown.to(opened)
    contest = opened.to(contested)
    agree = contested.to(agreed)
    reopen = agreed.to(opened)


class ConditionMachine(StateMachine):
    """The lifecycle of a condition, likewise."""

    unknown = State(initial=True)
    raised, rejected, accepted = State(), State(), State()
    set = unknown.to(raised)
    reject = raised.to(rejected) | accepted.to(rejected)
    accept = rejected.to(accepted)
    restate = accepted.to.itself()


def run_statemachines(count: int) -> list[list[int]]:
    """Move a state machine for each subject through so many transitions."""
    machines = [(ConditionMachine if number % 2 else ProvisionMachine)() for number in range(subjects(count))]
    because: list[list[int]] = [[] for _ in machines]
    for index, (number, step, _) in enumerate(steps(count)):
        machines[number].send(step)
        because[number].append(index)
    return because
