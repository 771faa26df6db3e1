"""Gates: which steps are open and which are shut, by what, and whose that is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

import attrs

from peacetrack.aspects.assertions import BlockerKind
from peacetrack.aspects.conditions import CONDITIONS, Gate, Step
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.blockers import Blocker
from peacetrack.questions.demands import gates_of
from peacetrack.questions.gates import GateState, asked_steps, gate_state
from peacetrack.report.html.exchanges import demand_text
from peacetrack.report.html.wording import actor_name, plain
from peacetrack.state.timeline import State
from peacetrack.worlds.census import counted


@attrs.frozen(kw_only=True)
class BlockerShown:
    """
    What stands in the way of a step.

    Attributes:
        what: In the report's words.
        quote: In the words of the log: the demand, the title of a provision.
        owner: Whose it is; empty when it is nobody's.
        certain: It stands there whatever is unknown.
        note: Why it may not count: no gate was stated, or its owner's word has no force here.
        since: Since when.
        because: The events behind it.
    """

    what: str
    quote: str
    owner: str
    certain: bool
    note: str
    since: str
    because: tuple[EventId, ...]


@attrs.frozen(kw_only=True)
class GateShown:
    """
    A step and what stands before it.

    Attributes:
        step: Which step, and of which part of the text.
        opening: shut, open, undetermined or passed.
        blockers: What stands in its way, what may, and what has no force.
    """

    step: str
    opening: str
    blockers: tuple[BlockerShown, ...]


@attrs.frozen(kw_only=True)
class InstrumentGates:
    """
    The steps of one instrument.

    Attributes:
        title: Its name.
        gates: In the order in which they are usually taken.
    """

    title: str
    gates: tuple[GateShown, ...]


def instrument_gates(state: State) -> Iterator[InstrumentGates]:
    """Show the gates of each instrument, and those of provisions that a demand names."""
    for name in texts_shown(state):
        title = state.log.cast.instruments[name].title or name
        yield InstrumentGates(title=title, gates=tuple(_gates(state, name)))
    of_provisions = tuple(_shown(state, gate_state(state, one), str(one)) for one in _provision_gates(state))
    if of_provisions:
        yield InstrumentGates(title="Provisions", gates=of_provisions)


def _gates(state: State, name: InstrumentId) -> Iterator[GateShown]:
    for step in asked_steps(state, name):
        gate = Gate(step, name)
        found = gate_state(state, gate)
        whole = " of the whole text" if step is Step.SIGNATURE and not found.passed else ""
        yield _shown(state, found, f"{plain(step).capitalize()}{whole}")
        if whole:
            part = gate_state(state, gate, text="agreed_part")
            yield _shown(state, part, f"{plain(step).capitalize()} of the agreed part")


def _provision_gates(state: State) -> Iterator[Gate]:
    found = {
        one
        for name in state[CONDITIONS]
        for gates in (gates_of(state, name),)
        for one in gates.certain | gates.possible
        if one.instrument is None
    }
    yield from sorted(found, key=str)


def _shown(state: State, found: GateState, step: str) -> GateShown:
    lists = (
        (found.blockers, ""),
        (found.may_block, "may block: no step was named"),
        (found.without_force, "without force"),
        (found.overtaken, "overtaken"),
    )
    return GateShown(
        step=step,
        opening="passed" if found.passed else found.opening,
        blockers=tuple(_blocker(state, one, note) for blockers, note in lists for one in blockers),
    )


def _blocker(state: State, blocker: Blocker, note: str) -> BlockerShown:
    cast = state.log.cast
    what, quote = _what(state, blocker)
    return BlockerShown(
        what=what,
        quote=quote,
        owner=actor_name(blocker.owner, cast) if blocker.owner else "",
        certain=blocker.certain and not note,
        note=note,
        since=in_words(blocker.since) if blocker.since else "",
        because=blocker.because,
    )


def kind_text(kind: BlockerKind) -> str:
    """Say what sort of thing stands before a step."""
    match kind:
        case BlockerKind.CONDITION:
            return "demand"
        case BlockerKind.REMAINING:
            return "remaining"
        case BlockerKind.PRINCIPLE:
            return "principle: nothing is agreed until everything is agreed"
        case BlockerKind.NOT_SIGNED:
            return "not signed"
        case BlockerKind.CONSENT:
            return "consent missing"
        case _:
            assert_never(kind)


def _what(state: State, blocker: Blocker) -> tuple[str, str]:
    """Word a blocker, and quote the log where it has words of its own."""
    if blocker.condition:
        return kind_text(blocker.kind), demand_text(state, blocker.condition)
    if blocker.provision:
        return "contested", state.log.cast.provision(blocker.provision).title or blocker.provision
    if blocker.number:
        return f"{blocker.number} {counted(blocker.number, 'provision')} {kind_text(blocker.kind)}", ""
    return kind_text(blocker.kind), ""
