"""
The same transitions of up to a thousand subjects, as a log and as plain steps for general libraries.

Every other subject is a provision, the rest are conditions, and each goes round through its statuses. The log is built in
memory, with a day, a citation and an id for every event.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Final

from peacetrack.aspects.conditions import (
    CONDITIONS,
    ConditionAccepted,
    ConditionRejected,
    ConditionRestated,
    ConditionSet,
)
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import (
    ProvisionAgreed,
    ProvisionContested,
    ProvisionOpened,
    ProvisionReopened,
)
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Citation
from peacetrack.model.ids import (
    ActorId,
    ConditionId,
    EventId,
    InstrumentId,
    ProvisionId,
    SpeakerId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.state.timeline import replay

ARMENIA, AZERBAIJAN = SpeakerId("armenia"), SpeakerId("azerbaijan")
#: For a provision and for a condition: the first step, and then the steps that go round; each with its status.
PROVISION: Final = (("open", "opened"), (("contest", "contested"), ("agree", "agreed"), ("reopen", "opened")))
CONDITION: Final = (
    ("set", "raised"),
    (("reject", "rejected"), ("accept", "accepted"), ("restate", "accepted")),
)


def subjects(count: int) -> int:
    """Tell how many subjects so many transitions have: a hundred each, until there are a thousand subjects."""
    return max(2, min(1_000, count // 100))


def steps(count: int) -> Iterator[tuple[int, str, str]]:
    """Give the subject, the step and the status of each transition; every other subject is a provision."""
    several = subjects(count)
    for index in range(count):
        exchange, number = divmod(index, several)
        first, rest = PROVISION if number % 2 == 0 else CONDITION
        yield number, *(first if exchange == 0 else rest[(exchange - 1) % len(rest)])


@cache
def _date(exchange: int) -> ImpreciseDate:
    return ImpreciseDate.on(dt.date(2000, 1, 1) + dt.timedelta(days=exchange * 10))


def _provision_event(kind: type[Any]) -> Callable[..., Event]:
    return lambda name, **stated: kind(provision=(ProvisionId(name),), **stated)


def _condition_event(kind: type[Any], by: SpeakerId) -> Callable[..., Event]:
    return lambda name, **stated: kind(condition=ConditionId(name), by=(by,), **stated)


def _set(name: str, **stated: Any) -> Event:
    return ConditionSet(
        **{**stated, "id": EventId(name)}, what="A demand", by=(AZERBAIJAN,), of=(ActorId("armenia"),)
    )


MAKERS: Final[dict[str, Callable[..., Event]]] = {
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
    cite, several = (Citation(paragraph=1),), subjects(count)
    events = tuple(
        MAKERS[step](f"s{number}", id=EventId(f"e{index}"), date=_date(index // several), cite=cite)
        for index, (number, step, _) in enumerate(steps(count))
    )
    parties = {name: Actor(id=ActorId(name), role="negotiating_party") for name in (ARMENIA, AZERBAIJAN)}
    names = [ProvisionId(f"s{number}") for number in range(0, several, 2)]
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


def unasked(stated: Log) -> Log:
    """Give an equal log that has not been asked anything yet."""
    return Log(stated.cast, stated.sources, stated.events, stated.claims)


def first_fact(stated: Log) -> object:
    """Replay a log that has not been asked anything yet, up to the first fact: a condition with its evidence."""
    facts = replay(unasked(stated))[CONDITIONS]
    return facts[next(iter(facts))]
