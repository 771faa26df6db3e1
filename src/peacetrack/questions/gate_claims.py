"""What can be asserted of a gate: that it is shut or open, and what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from peacetrack.aspects.assertions import STEP_FIELDS, BlockedBy, GateAsserted, Text
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.lifecycle import Question
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProvisionId
from peacetrack.questions.asking import Grounds, joined, parted, the_instrument, unknown
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.gates import GateState, gate_state
from peacetrack.questions.judgements import Judgement, Truth, all_of, judged
from peacetrack.questions.lifts import blocker_in_full, blocker_since
from peacetrack.state.timeline import State

PART: Final = "agreed_part"


def gate_named(says: GateAsserted) -> Gate:
    """Give the gate that an assertion names by its step and object."""
    step = next((step for step in Step if getattr(says, STEP_FIELDS[step])), Step.SIGNATURE)
    what = getattr(says, STEP_FIELDS[step])
    return Gate(step, None, what) if step.is_of_provisions else Gate(step, what, party=says.party)


def gate_figure(state: State, what: str) -> str:
    """
    Complete the name of a gate: a step and a text, which may be left out where there is one, and the agreed part behind it.

    Raises:
        ValueError: There is no such step, text or provision.
    """
    key, *names = parted(what)
    if key not in tuple(Step):
        raise ValueError(f"'{key}' is no step; there are {', '.join(Step)}")
    text, *rest = ["", *names] if names[:1] in ([], ["whole"], [PART]) else names
    part = ":".join(rest)
    if key == Step.RATIFICATION and part in state.log.cast.actors:
        return joined(key, the_instrument(state, text), part)
    if part not in ("", PART, "whole"):
        raise ValueError(f"'{part}' is no part of a text; there are {PART} and whole")
    if not Step(key).is_of_provisions:
        return joined(key, the_instrument(state, text), *([PART] if part == PART else []))
    for name in parted(text, by=","):
        if name not in state.log.cast.instrument_of:
            raise unknown(name, "provision", state.log.cast.instrument_of)
    return joined(key, text)


def gate_of(figure: str) -> tuple[Gate, Text]:
    """Give the gate, and which part of its text, that a complete name is of."""
    key, name, part, *_ = *parted(figure), "", ""
    step = Step(key)
    of = Gate(step, InstrumentId(name), party=ActorId(part) if part not in ("", PART, "whole") else None)
    if step.is_of_provisions:
        of = Gate(step, None, tuple(map(ProvisionId, parted(name, by=","))))
    return of, PART if part == PART else "whole"


def gate_grounds(state: State, figure: str) -> Iterator[EventId | Grounds]:
    """Give what stands before a gate, each with its events; of one that was passed, the events of the stage."""
    of, text = gate_of(figure)
    found = gate_state(state, of, text=text)
    if found.passed and of.instrument is not None:
        yield from (event.id for event in state.stage(of.instrument).because)
    for demand in found.overtaken:
        yield Grounds(f"overtaken {blocker_since(demand)}", demand.because)
    for blocker in (*found.blockers, *found.may_block):
        yield Grounds(blocker_in_full(state, of, blocker), blocker.because)


def is_opened(says: GateAsserted, state: State) -> Judgement:
    """Judge whether a gate is shut, open or undetermined."""
    found = gate_state(state, gate_named(says), text=says.text)
    truth: Truth = found.opening in says.opened
    if not truth and found.opening == "undetermined":
        truth = None
    blockers = (*found.blockers, *found.may_block)
    names = chain.from_iterable(blocker.because for blocker in blockers)
    return judged(truth, f"the {_text(found.gate, found.text)} is {found.opening}", names=names)


def opened_in_words(says: GateAsserted, _: Cast) -> str:
    """Word that a gate is shut, open or undetermined."""
    return f"the {_text(gate_named(says), says.text)} is {' or '.join(says.opened)}"


def opening_differs(says: GateAsserted, state: State) -> Iterator[str]:
    """Name what stands before a gate of which something else is said."""
    found = gate_state(state, gate_named(says), text=says.text)
    blockers = [*found.blockers, *found.may_block]
    text = ", ".join(dict.fromkeys(map(blocker_text, blockers))) or "nothing"
    yield f"{' or '.join(says.opened)} is said; before it stands {text}"


def _text(gate: Gate, text: str) -> str:
    return str(gate) if text == "whole" else f"{gate} (the agreed part)"


def _is_blocked(says: BlockedBy, state: State) -> Judgement:
    found = gate_state(state, says.gate, text=says.text)

    def fits(blocker: Blocker) -> bool:
        return (
            says.blocker in (None, blocker.kind)
            and says.owner in (None, blocker.owner)
            and says.condition in (None, blocker.condition)
        )

    fitting = [blocker for blocker in found.blockers if fits(blocker)]
    possible = [blocker for blocker in found.may_block if fits(blocker)]
    truth: Truth = any(blocker.certain for blocker in fitting)
    if not truth and (fitting or possible):
        truth = None
    if says.only:
        truth = all_of((truth, _has_no_other(found, fits)))
    blocked_by = ", ".join(dict.fromkeys(blocker_text(blocker) for blocker in found.blockers)) or "nothing"
    names = chain.from_iterable(blocker.because for blocker in (*fitting, *possible))
    return judged(truth, f"the {_text(found.gate, found.text)} is blocked by {blocked_by}", names=names)


def _has_no_other(found: GateState, fits: Callable[[Blocker], bool]) -> Truth:
    """Tell whether all that stands before a gate, or may, fits."""
    others = [blocker for blocker in found.blockers if not fits(blocker)]
    if any(blocker.certain for blocker in others):
        return False
    return None if others or not all(map(fits, found.may_block)) else True


def _blocker_in_words(says: BlockedBy, _: Cast) -> str:
    kind = (says.blocker or "something").replace("_", " ")
    what = f" {says.condition}" if says.condition else ""
    owner = f" ({says.owner})" if says.owner else ""
    alone = " alone" if says.only else ""
    return f"the {_text(says.gate, says.text)} is blocked by {kind}{what}{owner}{alone}"


def _blocker_differs(_: BlockedBy, __: State) -> Iterator[str]:
    yield "no such blocker stands before it for certain"


#: It has no subjects of its own: what stands before a gate is in the answer to the question of the gate.
BLOCKED_BY: Final = Question(
    name="blocked_by",
    asked=BlockedBy,
    holds=_is_blocked,
    said=_blocker_in_words,
    difference=_blocker_differs,
)
