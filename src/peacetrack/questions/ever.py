"""The question of how many units were taken up at some time, whatever they are now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetrack.aspects.assertions import EverAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.asking import Answer, of_events, the_instrument
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, judged, within
from peacetrack.questions.numbers import (
    is_known,
    number_differs,
    pair,
    stating,
    texts_counted,
    uncounted,
    unit_in_words,
)
from peacetrack.state.timeline import State
from peacetrack.worlds.census import counted
from peacetrack.worlds.populations import units_of


def _ask(state: State, name: str) -> Answer | None:
    because = state.census.because(units_of(InstrumentId(name), state.log.cast))
    if not because:
        return None
    found = ever_opened(state, name)
    unit = state.log.cast.instruments[InstrumentId(name)].unit
    text = f"{found} {counted(found, unit)} taken up at some time"
    if not is_known(found):
        return None
    given = of_events(state, text, because).valued(number=pair(found))
    return attrs.evolve(given, voiced=stating(state, state.count(name), "agreed"))


def _days(days: ChangeDays, name: str) -> Iterable[dt.date]:
    return days.counted(InstrumentId(name))


def _holds(says: EverAsserted, state: State) -> Judgement:
    unit = state.log.cast.instruments[says.instrument].unit
    if not (says.unit or unit):
        return uncounted(says.instrument)
    if says.unit not in ("", unit):
        return judged(None, f"nothing tells how many were ever taken up in the unit '{says.unit}'")
    found = ever_opened(state, says.instrument)
    return judged(within(found, says.opened), f"{found} {counted(found, unit)} taken up at some time")


def _said(says: EverAsserted, cast: Cast) -> str:
    unit = says.unit or cast.instruments[says.instrument].unit
    tail = unit_in_words(says.unit, says.instrument, cast)
    return f"{says.opened} {counted(says.opened, unit)} taken up at some time{tail}"


def _difference(says: EverAsserted, state: State) -> Iterator[str]:
    if says.unit or state.log.cast.instruments[says.instrument].unit:
        yield from number_differs("taken up", ever_opened(state, says.instrument), says.opened)


EVER: Final = Question(
    name="ever",
    subjects=texts_counted,
    ask=_ask,
    named=the_instrument,
    changes=_days,
    asked=EverAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
