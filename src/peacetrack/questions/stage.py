"""The question of a text's stage: how far it is from negotiation to force, and where not all have signed it, who has."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import attrs

from peacetrack.aspects.assertions import StageAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.aspects.stages import STAGES
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.asking import Answer, of_fact, the_instrument
from peacetrack.questions.judgements import Judgement, of_status
from peacetrack.questions.parties import signed_in_words
from peacetrack.questions.statuses import days_of, on_record, said_of, statuses_differ
from peacetrack.state.timeline import State


def _ask(state: State, name: str) -> Answer | None:
    found = of_fact(state, STAGES, name)
    return None if found is None else attrs.evolve(found, details=signed_in_words(state, InstrumentId(name)))


def _holds(says: StageAsserted, state: State) -> Judgement:
    return of_status(f"'{says.instrument}'", state.stage(says.instrument), says.statuses)


def _said(says: StageAsserted, _: Cast) -> str:
    return said_of(f"'{says.instrument}'", says.statuses, says.since)


def _difference(says: StageAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state.stage(says.instrument))


STAGE: Final = Question(
    name="stage",
    absent="negotiating",
    subjects=partial(on_record, STAGES),
    ask=_ask,
    named=the_instrument,
    changes=days_of(STAGES),
    asked=StageAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
