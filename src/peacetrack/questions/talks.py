"""The question of the talks about a text: whether they go on, or are suspended."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from peacetrack.aspects.assertions import TalksAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.aspects.stages import TALKS
from peacetrack.model.cast import Cast
from peacetrack.questions.asking import Answer, of_fact, the_instrument
from peacetrack.questions.judgements import Judgement, of_status
from peacetrack.questions.statuses import days_of, on_record, one_of, statuses_differ
from peacetrack.state.timeline import State


def _ask(state: State, name: str) -> Answer | None:
    return of_fact(state, TALKS, name)


def _holds(says: TalksAsserted, state: State) -> Judgement:
    return of_status(f"the talks about '{says.instrument}'", state.talks(says.instrument), says.statuses)


def _said(says: TalksAsserted, _: Cast) -> str:
    since = f" since {says.since}" if says.since else ""
    return f"the talks about '{says.instrument}' are {one_of(says.statuses)}{since}"


def _difference(says: TalksAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state.talks(says.instrument))


TALKS_GO_ON: Final = Question(
    name="talks",
    absent="ongoing",
    subjects=partial(on_record, TALKS),
    ask=_ask,
    named=the_instrument,
    changes=days_of(TALKS),
    asked=TalksAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
