"""What a step needs: for each thing that stands before it what lifts it, and by whom.

The law: supposed together, the lines open the gate, and without any one of them it does not open. What they come to is tried
all the same: what others said of a demand, or on a day that may be as late as any, can stand beside it, and then it is disputed.

Examples:
    >>> import peacetrack as pt
    >>> state = pt.replay(pt.load("docs/how-to/ferry"))
    >>> for need in needs(state, gate_asked(state, "signature:accord")):
    ...     print(need.blocker, "|", need.line)
    remaining 2 | count_stated instrument=accord remaining=0 by=[north, south] date=2031-03-13
    condition night-ban (south) | condition_met condition=night-ban by=south date=2031-03-13
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

import attrs

from peacetrack.aspects.assertions import Opening
from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.checks.checking import try_events
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, EventId
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.gate_claims import gate_figure, gate_of
from peacetrack.questions.gates import GateState, gate_state
from peacetrack.questions.lifts import lifts
from peacetrack.state.timeline import State
from peacetrack.yaml.records.reading import Reading


@attrs.frozen(kw_only=True)
class Need:
    """
    What lifts something that stands before a step.

    Attributes:
        blocker: What stands there, in words.
        by: Who can lift it.
        line: What they would do, as an event that can be supposed.
        since: Since when it has stood there.
        because: The events behind it.
    """

    blocker: str
    by: tuple[ActorId, ...]
    line: str
    since: ImpreciseDate | None = None
    because: tuple[EventId, ...] = ()


def gate_asked(state: State, figure: str) -> GateState:
    """
    Ask for a gate by its figure.

    Args:
        state: Any state.
        figure: `signature:treaty`, `signature:treaty:agreed_part`, `agreeing:a,b`; a text may be left out where there is one.

    Raises:
        ValueError: There is no such step, text or provision.
    """
    of, text = gate_of(gate_figure(state, figure))
    return gate_state(state, of, text=text)


def needs(state: State, found: GateState) -> tuple[Need, ...]:
    """
    Say for each thing that stands before a step, or may, what lifts it and by whom.

    Args:
        state: Any state.
        found: A gate of it.

    Returns:
        One for each; what several blockers share is there once.
    """
    lines: dict[str, Need] = {}
    for blocker in (*found.blockers, *found.may_block):
        for lift in lifts(state, found.gate, blocker):
            need = Need(
                blocker=blocker_text(blocker),
                by=lift.by,
                line=lift.line,
                since=blocker.since,
                because=blocker.because,
            )
            known = lines.get(lift.line)
            lines[lift.line] = need if known is None else _joined(known, need)
    return tuple(lines.values())


def _joined(one: Need, other: Need) -> Need:
    """Name what one act lifts together: the number that remains, and who contests which of it."""
    because = tuple(dict.fromkeys(chain(one.because, other.because)))
    return attrs.evolve(one, blocker=f"{one.blocker}, {other.blocker}", because=because)


def opening_after(
    reading: Reading, found: GateState, listed: Sequence[Need], query: Query = WHOLE
) -> Opening:
    """
    Suppose what all the lines say, and ask for the gate again.

    Args:
        reading: The log that could be read.
        found: The gate as it stands.
        listed: What lifts each thing before it.
        query: The log ends with its day; of the log, only what it knows counts.
    """
    if not listed:
        return found.opening
    after = try_events(reading, [need.line for need in listed], query).state
    return found.opening if after is None else gate_state(after, found.gate, text=found.text).opening
