"""The questions of who decided and who consented: each body at home, and each party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from peacetrack.aspects.consents import Consent, HomeDecision, Votes
from peacetrack.aspects.lifecycle import Askable, Event
from peacetrack.aspects.stages import STAGES
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.state.timeline import State


def _of_stage(state: State, name: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    fact = state.stage(name)
    return fact.because, fact.maybe


def _steps(state: State) -> Iterator[str]:
    """Name each body that decided about a text."""
    for name in state.log.cast.instruments:
        certain, maybe = _of_stage(state, name)
        for event in (*certain, *maybe):
            if isinstance(event, HomeDecision):
                yield joined(event.party, name, event.body)


def _step(state: State, what: str) -> Answer | None:
    """Give the latest decision of a body, with its votes."""
    party, name, body, *_ = *parted(what), "", ""
    certain, maybe, *courses = (
        [e for e in events if isinstance(e, HomeDecision) and (e.party, e.body) == (party, body)]
        for events in (*_of_stage(state, name), *state.stage(name).courses)
    )
    told = [*(event for course in courses for event in course[-1:]), *maybe]
    if not told:
        return None
    words = " or ".join(
        dict.fromkeys(f"{event.outcome}{_votes(getattr(event, 'votes', None))}" for event in told)
    )
    return answered(
        state,
        words,
        (event.id for event in certain),
        maybe=(event.id for event in maybe),
    ).valued(outcomes=sorted({event.outcome for event in told}))


def _votes(votes: Votes | None) -> str:
    if votes is None:
        return ""
    abstaining = f", {votes.abstaining} abstaining" if votes.abstaining is not None else ""
    return f" by {votes.in_favour} to {votes.against}{abstaining}"


def _consents(state: State) -> Iterator[str]:
    for name in state.log.cast.instruments:
        certain, maybe = _of_stage(state, name)
        yield from (joined(event.party, name) for event in (*certain, *maybe) if isinstance(event, Consent))


def _consent(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    certain, maybe = (
        [event.id for event in events if isinstance(event, Consent) and event.party == party]
        for events in _of_stage(state, name)
    )
    if not (certain or maybe):
        return None
    return answered(state, "given", certain, maybe=maybe).valued(given=bool(certain))


def _stage_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    return days.of(STAGES, InstrumentId(parted(what)[1]))


DOMESTIC_STEP: Final = Askable(word="domestic_step", subjects=_steps, ask=_step, changes=_stage_days)
CONSENT: Final = Askable(word="consent", subjects=_consents, ask=_consent, changes=_stage_days)
