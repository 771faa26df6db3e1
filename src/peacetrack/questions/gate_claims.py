"""What can be asserted of a gate: that it is shut or open, and what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Final

from peacetrack.aspects.assertions import STEP_FIELDS, BlockedBy, GateAsserted
from peacetrack.aspects.conditions import Gate, Step
from peacetrack.aspects.lifecycle import Question
from peacetrack.model.cast import Cast
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.gates import GateState, gate_state
from peacetrack.questions.judgements import Judgement, Truth, all_of, judged
from peacetrack.state.timeline import State


def gate_named(says: GateAsserted) -> Gate:
    """Give the gate that an assertion names by its step and object."""
    step = next((step for step in Step if getattr(says, STEP_FIELDS[step])), Step.SIGNATURE)
    what = getattr(says, STEP_FIELDS[step])
    return Gate(step, None, what) if step.is_of_provisions else Gate(step, what)


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
