"""The question of a demand: how it stands, whose it is, how often it was stated and before which steps."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import attrs

from peacetrack.aspects.assertions import ConditionAsserted
from peacetrack.aspects.conditions import CONDITIONS, Demand
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.model.cast import Cast
from peacetrack.questions.asking import Answer, of_fact
from peacetrack.questions.demands import gates_of, owners_of, times_stated
from peacetrack.questions.judgements import Judgement
from peacetrack.questions.statuses import begun, days_of, known_of, on_record, said_often, statuses_differ
from peacetrack.state.timeline import State


def _ask(state: State, name: str) -> Answer | None:
    found = of_fact(state, CONDITIONS, name)
    if found is None:
        return None
    owners = ", ".join(owners_of(state, name)) or "nobody named"
    gates = ", ".join(sorted(map(str, gates_of(state, name).certain))) or "no gate stated"
    stated = times_stated(state, name)
    often = [f"stated {stated} times"] if stated > 1 else []
    return attrs.evolve(found, details="; ".join((f"by {owners}", *often, gates)))


def _holds(says: ConditionAsserted, state: State) -> Judgement:
    often = (("stated", says.times_stated, times_stated(state, says.id), _is_demand),)
    return begun(says.id, state[CONDITIONS].get(says.id), says.statuses, often)


def _is_demand(event: Event) -> bool:
    return isinstance(event, Demand)


def _said(says: ConditionAsserted, _: Cast) -> str:
    return said_often(says.id, says.statuses, says.since, (("stated", says.times_stated),))


def _difference(says: ConditionAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state[CONDITIONS].get(says.id))


CONDITION: Final = Question(
    name="condition",
    subjects=partial(on_record, CONDITIONS),
    ask=_ask,
    named=partial(known_of, CONDITIONS),
    changes=days_of(CONDITIONS),
    asked=ConditionAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
