"""What a step needs: for each thing that stands before it what lifts it, and by whom.

The law: what the lines come to is not promised but tried: supposed together, they leave the gate as the answer says.

Examples:
    >>> import peacetrack as pt
    >>> state = pt.replay(pt.load("docs/how-to/ferry"))
    >>> for need in needs(state, gate_asked(state, "signature:accord")):
    ...     print(need.blocker, "|", need.line)
    remaining 2 | count_stated instrument=accord remaining=0 by=[north, south]
    condition night-ban (south) | condition_met condition=night-ban by=south
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import assert_never

import attrs

from peacetrack.aspects import lifting
from peacetrack.aspects.assertions import BlockerKind, Opening
from peacetrack.aspects.conditions import Gate
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.checks.checking import try_events
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.gate_claims import gate_figure, gate_of
from peacetrack.questions.gates import GateState, gate_state
from peacetrack.questions.parties import parties_of
from peacetrack.questions.standing import other_provisions
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
        for said, by in _lifting(state, found.gate, blocker):
            line = f"{said}{_after(state, blocker)}"
            need = Need(
                blocker=blocker_text(blocker),
                by=by,
                line=line,
                since=blocker.since,
                because=blocker.because,
            )
            known = lines.get(line)
            lines[line] = need if known is None else _joined(known, need)
    return tuple(lines.values())


def _after(state: State, blocker: Blocker) -> str:
    """Put an act behind the events of which nobody knows a last possible day: otherwise they may be later than it."""
    by_id = state.timeline.view.by_id
    events = [by_id[name] for name in blocker.because]
    return lifting.behind([e.id for e in events if e.true_of is None or e.true_of.latest is None])


def _joined(one: Need, other: Need) -> Need:
    """Name what one act lifts together: the number that remains, and who contests which of it."""
    because = tuple(dict.fromkeys(chain(one.because, other.because)))
    return attrs.evolve(one, blocker=f"{one.blocker}, {other.blocker}", because=because)


def _lifting(state: State, of: Gate, blocker: Blocker) -> Iterator[tuple[str, tuple[ActorId, ...]]]:
    owner = (blocker.owner,) if blocker.owner else ()
    text = InstrumentId(of.instrument or "")  # before provisions nothing but a demand can stand
    match blocker.kind:
        case BlockerKind.CONDITION:
            yield lifting.demand_met(blocker.condition or "", blocker.owner), owner
        case BlockerKind.REMAINING:
            yield from _agreeing(state, text)
        case BlockerKind.PRINCIPLE:
            yield from ((lifting.part_harvested(text, party), (party,)) for party in owner)
        case BlockerKind.NOT_SIGNED:
            by = owner or parties_of(state, text)
            yield lifting.text_signed(text, by), by
        case BlockerKind.CONSENT:
            yield from ((lifting.consent_given(text, party), (party,)) for party in owner)
        case _:
            assert_never(blocker.kind)


def _agreeing(state: State, text: InstrumentId) -> Iterator[tuple[str, tuple[ActorId, ...]]]:
    """All parties say that no unit remains; other provisions are agreed by their names."""
    by = parties_of(state, text)
    if state.log.cast.instruments[text].unit and state.count(text, "remaining").numerator.high != 0:
        yield lifting.units_agreed(text, by), by
    others = [
        name
        for name in other_provisions(state, text)
        if not state[PROVISIONS][name].possible <= {Status.AGREED, Status.WITHDRAWN}
    ]
    if others:
        yield lifting.provisions_agreed(others, by), by


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
