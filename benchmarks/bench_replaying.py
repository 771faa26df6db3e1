"""
Replay a million events up to the first fact, beside two general libraries that make the same transitions.

All three hold the evidence of each subject, and none reads or writes anything. peacetrack also narrows and sorts dates,
asks the guards and decides what is refused, which the others do not.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any
from uuid import UUID

from eventsourcing.domain import Aggregate, event
from measured import medians, ratio
from transitions import Machine

from peacetrack.aspects.conditions import (
    CONDITIONS,
    ConditionAccepted,
    ConditionRejected,
    ConditionRestated,
    ConditionSet,
)
from peacetrack.aspects.provisions import (
    ProvisionAgreed,
    ProvisionContested,
    ProvisionOpened,
    ProvisionReopened,
)
from peacetrack.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import Actor, Citation
from peacetrack.ids import ActorId, ConditionId, EventId, InstrumentId, ProvisionId, SpeakerId
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.mapping import ReadOnly
from peacetrack.state import replay

EVENTS = 1_000_000
FEWER = 100_000
SUBJECTS = 1_000
ARMENIA, AZERBAIJAN = SpeakerId("armenia"), SpeakerId("azerbaijan")
#: For a provision and for a condition: the first step, and then the steps that go round; each with its status.
PROVISION = (("open", "opened"), (("contest", "contested"), ("agree", "agreed"), ("reopen", "opened")))
CONDITION = (("set", "raised"), (("reject", "rejected"), ("accept", "accepted"), ("restate", "accepted")))


def steps(count: int) -> Iterator[tuple[int, str, str]]:
    """Give the subject, the step and the status of each transition; every other subject is a provision."""
    for index in range(count):
        number, turn = index % SUBJECTS, index // SUBJECTS
        first, rest = PROVISION if number % 2 == 0 else CONDITION
        yield number, *(first if turn == 0 else rest[(turn - 1) % len(rest)])


@cache
def _date(turn: int) -> ImpreciseDate:
    return ImpreciseDate.on(dt.date(2000, 1, 1) + dt.timedelta(days=turn * 10))


def _provision_event(kind: type[Any]) -> Callable[..., Event]:
    return lambda name, **told: kind(provision=(ProvisionId(name),), **told)


def _condition_event(kind: type[Any], by: SpeakerId) -> Callable[..., Event]:
    return lambda name, **told: kind(condition=ConditionId(name), by=(by,), **told)


def _set(name: str, **told: Any) -> Event:
    return ConditionSet(
        **{**told, "id": EventId(name)}, what="A demand", by=(AZERBAIJAN,), of=(ActorId("armenia"),)
    )


MAKERS: dict[str, Callable[..., Event]] = {
    "open": _provision_event(ProvisionOpened),
    "contest": _provision_event(ProvisionContested),
    "agree": _provision_event(ProvisionAgreed),
    "reopen": _provision_event(ProvisionReopened),
    "set": _set,
    "reject": _condition_event(ConditionRejected, ARMENIA),
    "accept": _condition_event(ConditionAccepted, ARMENIA),
    "restate": _condition_event(ConditionRestated, AZERBAIJAN),
}


def log(count: int) -> Log:
    """Build the log of so many transitions in memory."""
    cite = (Citation(paragraph=1),)
    events = tuple(
        MAKERS[step](f"s{number}", id=EventId(f"e{index}"), date=_date(index // SUBJECTS), cite=cite)
        for index, (number, step, _) in enumerate(steps(count))
    )
    parties = {name: Actor(id=ActorId(name), role="negotiating_party") for name in (ARMENIA, AZERBAIJAN)}
    names = [ProvisionId(f"s{number}") for number in range(0, SUBJECTS, 2)]
    treaty = Instrument(
        id=InstrumentId("treaty"),
        unit="article",
        provisions=ReadOnly({name: Provision(id=name, kind="article") for name in names}),
    )
    cast = Cast(
        negotiation=Negotiation(id="talks"),
        actors=ReadOnly({ActorId(name): actor for name, actor in parties.items()}),
        instruments=ReadOnly({treaty.id: treaty}),
    )
    return Log(cast, events=events)


def first_fact(told: Log) -> object:
    """Replay a log and read the status and the evidence of every condition."""
    return replay(told)[CONDITIONS]["s1"]


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
    subjects: dict[int, Subject] = {}
    told: list[Any] = []
    for index, (number, _, status) in enumerate(steps(count)):
        if number in subjects:
            subjects[number].move(status, f"e{index}")
        else:
            subjects[number] = Subject(status)
        told += subjects[number].collect_events()
    return told


def fold(events: list[Any]) -> dict[UUID, Any]:
    """Rebuild every aggregate from its events."""
    subjects: dict[UUID, Any] = {}
    for told in events:
        subjects[told.originator_id] = told.mutate(subjects.get(told.originator_id))
    return subjects


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
    models = [Model() for _ in range(SUBJECTS)]
    provisions, conditions = machines()
    provisions.add_model(models[::2])
    conditions.add_model(models[1::2])
    for index, (number, step, _) in enumerate(steps(count)):
        models[number].trigger(step)  # type: ignore[attr-defined]  # the machine adds it
        models[number].because.append(index)
    return models


def main() -> None:
    """Print how long a replay takes beside the others, event by event."""
    told, fewer, domain = log(EVENTS), log(FEWER), domain_events(FEWER)
    few = medians(
        {
            "peacetrack": lambda: first_fact(unasked(fewer)),
            "eventsourcing": lambda: fold(domain),
            "transitions": lambda: run_machines(FEWER),
        }
    )
    many = medians({"peacetrack": lambda: first_fact(unasked(told))}, times=3)
    print(f"replaying, microseconds of processor time per event ({EVENTS:,} events, and {FEWER:,} of each)")
    print(f"  peacetrack, {EVENTS:,} events {many['peacetrack'] / EVENTS * 1e6:10.2f}")
    for name, seconds in few.items():
        print(f"  {name}, {FEWER:,} events {seconds / FEWER * 1e6:10.2f}")
    each = many["peacetrack"] / EVENTS
    ratio("peacetrack over eventsourcing's fold", each / (few["eventsourcing"] / FEWER), target="at most 1")
    ratio("peacetrack over transitions", each / (few["transitions"] / FEWER), target="at most 1")


def unasked(told: Log) -> Log:
    """Give an equal log that has not been asked anything yet."""
    return Log(told.cast, told.sources, told.events, told.claims)


if __name__ == "__main__":
    main()
