"""The question of a gate: whether a step can be taken, and what stands before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import attrs

from peacetrack.aspects.assertions import GateAsserted
from peacetrack.aspects.contacts import Readout
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.questions.asking import Answer, joined, of_events, parted, voices
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.gate_claims import (
    PART,
    gate_figure,
    gate_grounds,
    gate_of,
    is_opened,
    opened_in_words,
    opening_differs,
)
from peacetrack.questions.gates import GateState, gate_state, gates
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.lifts import blocker_in_full, lifts
from peacetrack.state.timeline import State


def _gates(state: State) -> Iterator[str]:
    for found in gates(state):
        if _is_stated_of(state, found):
            yield gate_subject(found)


def _is_stated_of(state: State, found: GateState) -> bool:
    """Tell whether there is anything to say of a gate: an open one of a text of which nothing is on record is no answer."""
    return bool(found.passed or found.blockers) or (
        found.gate.instrument is not None
        and any(_text_of(event) == found.gate.instrument for event in state.held)
    )


def _text_of(event: Event) -> InstrumentId | None:
    text: InstrumentId | None = getattr(event, "instrument", None)
    return text


def gate_subject(found: GateState) -> str:
    """Name a gate as a figure does: `signature:treaty`, `signature:treaty:agreed_part`, `opening:a,b`."""
    of = found.gate
    what = of.instrument if of.instrument is not None else joined(*of.provisions, by=",")
    return joined(
        of.step, what, *([of.party] if of.party else []), *(() if found.text == "whole" else (PART,))
    )


def _gate(state: State, what: str) -> Answer | None:
    of, text = gate_of(what)
    found = gate_state(state, of, text=text)
    stated = of_events(state, in_words(found), _behind(state, found))
    by_id = state.timeline.view.by_id
    latest = [by_id[one.because[-1]] for one in (*found.blockers, *found.may_block) if one.because]
    stated = attrs.evolve(
        stated, decisive=_decisive(found), voiced=voices(state, latest, each=True) or stated.voiced
    )
    full = dict.fromkeys(blocker_in_full(state, of, one) for one in found.blockers)
    lines = dict.fromkeys(lift.line for one in found.blockers for lift in lifts(state, of, one))
    return attrs.evolve(stated, details="; ".join(full)).valued(
        opening=found.opening,
        passed=found.passed,
        blockers=[blocker_text(blocker) for blocker in found.blockers],
        lifted_by=[*lines],
    )


def _decisive(found: GateState) -> str:
    """
    Say what stands before a gate by name.

    A demand for which nobody named a step may stand before each: that is stated of the demand, and not of twenty gates.
    """
    named = dict.fromkeys(f"{'' if b.certain else 'perhaps '}{blocker_text(b)}" for b in found.blockers)
    shut = found.opening if found.blockers or found.passed else "open"
    return f"{'passed' if found.passed else shut}: {', '.join(named)}"


def _titled(what: str) -> tuple[str, str]:
    step, name, part, *_ = *parted(what), "", ""
    whose = " (the agreed part)" if part == PART else f" by {part}" if part else ""
    return "gate", f"{step.replace('_', ' ')} of {', '.join(parted(name, by=','))}{whose}"


def in_words(found: GateState) -> str:
    """Say whether a step can be taken, and what stands before it."""
    surely = (f"{'' if blocker.certain else 'perhaps '}{blocker_text(blocker)}" for blocker in found.blockers)
    perhaps = (f"perhaps {blocker_text(blocker)}" for blocker in found.may_block)
    named = dict.fromkeys((*surely, *perhaps))
    opening = "passed" if found.passed else found.opening
    parts = [*named, *dict.fromkeys(f"overtaken {blocker_text(demand)}" for demand in found.overtaken)]
    return f"{opening}: {', '.join(parts)}" if parts else opening


def _behind(state: State, found: GateState) -> tuple[EventId, ...]:
    """Name the events behind what stands before a gate; of one that was passed, those of the stage."""
    names = dict.fromkeys(chain.from_iterable(b.because for b in (*found.blockers, *found.may_block)))
    if found.passed and found.gate.instrument is not None:
        names = dict.fromkeys(event.id for event in state.stage(found.gate.instrument).because)
    return tuple(names)


def _days(days: ChangeDays, _: str) -> Iterable[dt.date]:
    """
    List the days on which anything happened but what is told beside the texts: on that, no gate depends.

    A draft names a text: from the first one on there is something to say of its gates.
    """
    events = days.line.view.events
    beside = (e for e in events if e.noted or isinstance(e, Readout))
    untold = {e.id for e in beside if _text_of(e) is None}
    return days.of_events(e.id for e in events if e.id not in untold)


GATE: Final = Question(
    name="gate",
    subjects=_gates,
    ask=_gate,
    named=gate_figure,
    grounds=gate_grounds,
    titled=_titled,
    changes=_days,
    asked=GateAsserted,
    holds=is_opened,
    said=opened_in_words,
    difference=opening_differs,
)
