"""Gates: which steps are shut, by what, and whose that is.

A gate is one for all. It is shut if a blocker stands in the way whatever is unknown, open if nothing can stand in the
way, and undetermined otherwise. What happened is never refused because a gate was shut: it is reported, and what had
stood before that gate stops blocking it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import attrs

from peacetrack.aspects import provisions, stages
from peacetrack.aspects.assertions import STEP_FIELDS, BlockerKind, Opening, Text
from peacetrack.aspects.conditions import CONDITIONS, Gate, Step
from peacetrack.aspects.consents import leaves
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId
from peacetrack.model.misuse import require
from peacetrack.model.notebook import table_html
from peacetrack.model.problems import Finding
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.blockers import (
    Blocker,
    blocker_text,
    demands,
    others,
    overtaken,
    parties_past,
    stages_past,
)
from peacetrack.questions.demands import gates_of
from peacetrack.questions.parties import has_force
from peacetrack.state.timeline import State
from peacetrack.worlds.populations import units_of

__all__ = ["Blocker", "GateState", "gate", "gate_findings", "gate_state"]


@attrs.frozen(kw_only=True, repr=False)
class GateState:
    """
    Whether a step can be taken.

    Attributes:
        gate: Which step of what.
        text: Of the whole text, or of the part that is agreed.
        opening: shut, open or undetermined.
        blockers: What stands in its way, or may.
        may_block: Live demands for which nobody named a gate.
        without_force: Live demands of actors who neither negotiate nor consent: they shut nothing.
        passed: The step has been taken.
        overtaken: Live demands before a step that was taken all the same, by whose they are or by all: they shut nothing.
    """

    gate: Gate
    text: Text
    opening: Opening
    blockers: tuple[Blocker, ...] = ()
    may_block: tuple[Blocker, ...] = ()
    without_force: tuple[Blocker, ...] = ()
    passed: bool = False
    overtaken: tuple[Blocker, ...] = ()

    def __repr__(self) -> str:
        text = "" if self.text == "whole" else " (the agreed part)"
        return f"<{self.gate}{text}: {'passed' if self.passed else self.opening}>"

    def _repr_html_(self) -> str:
        """Show it in a notebook: what stands before it, and since when."""
        lists = (
            (self.blockers, ""),
            (self.may_block, "no step stated"),
            (self.without_force, "without force"),
        )
        rows = [(blocker_text(one), one.since, note) for found, note in lists for one in found]
        return table_html(repr(self)[1:-1], ("what stands before it", "since", ""), rows)


#: Steps that are asked of every instrument; others only when a demand names them.
ALWAYS_ASKED: Final = (Step.TEXT, Step.SIGNATURE, Step.RATIFICATION, Step.ENTRY_INTO_FORCE)
#: The word for each step in a question; `text` alone says how much of a text is meant.
STEPS: Final = {key: step for step, key in STEP_FIELDS.items()}


def gate(state: State, *, text: Text = "whole", party: str = "", **step: str | tuple[str, ...]) -> GateState:
    """
    Ask whether a step can be taken, and what stands in its way.

    Args:
        state: Any state.
        text: `whole`, or `agreed_part` for the provisions that are agreed.
        party: Of which party alone its ratification is asked about.
        step: One step with its object: `signature="treaty"`, `text_of="treaty"`, `opening=("chapter-1",)`.

    Raises:
        ValueError: Not just one step was named, it has no such object, or there is no such party.
    """
    require(state, State, "gate")
    if len(step) != 1:
        raise ValueError('name one step with its object, such as signature="treaty"')
    ((key, what),) = step.items()
    if key not in STEPS:
        raise ValueError(f"'{key}' is no step; there are {', '.join(STEPS)}")
    names = (what,) if isinstance(what, str) else what
    of_provisions = STEPS[key].is_of_provisions
    cast = state.log.cast
    for name in names:
        if name not in (cast.instrument_of if of_provisions else cast.instruments):
            kind = "provision" if of_provisions else "instrument"
            raise ValueError(f"'{name}' is no {kind} of this negotiation")
    if of_provisions:
        return gate_state(state, Gate(STEPS[key], None, tuple(map(ProvisionId, names))), text=text)
    if party and (key != Step.RATIFICATION or party not in cast.actors):
        raise ValueError(
            f"'{party}' is no party whose {key} is asked about; name an actor, and `ratification`"
        )
    alone = ActorId(party) if party else None
    return gate_state(state, Gate(STEPS[key], InstrumentId(names[0]), party=alone), text=text)


def gate_state(state: State, of: Gate, *, text: Text = "whole") -> GateState:
    """Ask whether a step can be taken, and what stands in its way."""
    passed = has_passed(state, of)
    if passed:
        left = tuple(overtaken(state, of, text=text, passed=True))
        return GateState(gate=of, text=text, opening="open", passed=True, overtaken=left)
    blockers, may_block, without_force = list(others(state, of, text=text)), [], []
    for demand, is_gated in demands(state, of, text=text):
        if not has_force(state, demand.owner, of.instrument):
            without_force.append(demand)
        elif is_gated:
            blockers.append(demand)
        else:
            may_block.append(demand)
    opening: Opening = "undetermined" if blockers or may_block else "open"
    if passed is not None and any(blocker.certain for blocker in blockers):
        opening = "shut"
    found = GateState(
        gate=of,
        text=text,
        opening=opening,
        blockers=tuple(blockers),
        may_block=tuple(may_block),
        without_force=tuple(without_force),
        overtaken=tuple(overtaken(state, of, text=text, passed=False)),
    )
    return _for_all(state, found) if opening == "open" else found


def _for_all(state: State, found: GateState) -> GateState:
    """Leave a gate undetermined for all that only the word of some opens: it is open in their accounts."""
    name, account = found.gate.instrument, state.account
    if name is None or account.speaker is not None or account.chosen is not None:
        return found
    if not all(map(account.believes, state.log.cast.negotiating)):
        return found
    register = state.timeline.registers.of(units_of(name, state.log.cast))
    if register.is_on_record:
        return found
    shared = others(state.on_common_ground(), found.gate, text=found.text)
    left = [blocker for blocker in shared if blocker.kind in (BlockerKind.REMAINING, BlockerKind.PRINCIPLE)]
    blockers = tuple(attrs.evolve(blocker, certain=False) for blocker in left)
    return attrs.evolve(found, opening="undetermined", blockers=blockers) if blockers else found


def has_passed(state: State, of: Gate) -> bool | None:
    """Tell whether a step has been taken; None when it may have been."""
    if of.instrument is None:
        return _provisions_passed(state, of)
    if of.party:
        done, perhaps = parties_past(state, of)
        return True if of.party in done else None if of.party in perhaps else False
    taken, possible = stages_past(of.step), state.stage(of.instrument).possible
    return True if possible <= taken else None if possible & taken else False


def _provisions_passed(state: State, of: Gate) -> bool | None:
    """Tell whether all the provisions of a gate have been taken up, or agreed; None when they may have been."""
    wanted = {Status.AGREED} if of.step is Step.AGREEING else frozenset(Status) - {Status.PENDING}
    facts = {name: state[PROVISIONS][name] for name in of.provisions}
    named = {name for name, fact in facts.items() if _is_named(state, name, fact.because)}
    if all(name in named and fact.possible <= wanted for name, fact in facts.items()):
        return True
    may_have = all(
        (name in named or fact.possible_events) and fact.possible & wanted for name, fact in facts.items()
    )
    return None if may_have and any(fact.possible_events for fact in facts.values()) else False


def _is_named(state: State, name: ProvisionId, events: tuple[Event, ...]) -> bool:
    """Tell whether an event names a provision, or a part of it: a number of units takes up none of them by its name."""
    family = {name, *state.log.cast.descendants(name)}
    return any(map(state.census.listed, family)) or any(
        isinstance(event, PROVISIONS.kinds)
        and family.intersection(PROVISIONS.subjects(event, state.log.cast))
        for event in events
    )


def asked_steps(state: State, name: InstrumentId) -> tuple[Step, ...]:
    """Name the steps of an instrument that are worth asking about."""
    gates = [gates_of(state, condition) for condition in state[CONDITIONS]]
    demanded = {
        one.step for found in gates for one in found.certain | found.possible if one.instrument == name
    }
    usual = tuple(map(Step, state.log.cast.instruments[name].gates)) or ALWAYS_ASKED
    return tuple(step for step in Step if step in usual or step in demanded)


def gates_before(state: State, name: InstrumentId) -> Iterator[GateState]:
    """Ask for the gate of each step of an instrument that is worth asking about; `signature` also of the agreed part."""
    for step in asked_steps(state, name):
        yield gate_state(state, Gate(step, name))
        if step is Step.SIGNATURE:
            yield gate_state(state, Gate(step, name), text="agreed_part")


def gates(state: State) -> tuple[GateState, ...]:
    """
    Ask for every gate that is worth asking about: the usual steps of each instrument, and those that a demand names.

    Returns:
        For each instrument its steps in their order, `signature` also of the agreed part; then gates of provisions.
    """
    found = [one for name in texts_shown(state) for one in gates_before(state, name)]
    named = (gates_of(state, condition) for condition in state[CONDITIONS])
    parts = {one for each in named for one in each.certain | each.possible if one.provisions}
    return (*found, *(gate_state(state, one) for one in sorted(parts, key=str)))


def gate_findings(state: State) -> Iterator[Finding]:
    """Report steps that were taken through a shut gate, and instruments in force without a needed consent."""
    # Only a demand stands before a provision, so the many events about provisions nobody named before are passed over.
    demanded = {
        name for event in state.log.events for one in getattr(event, "gate", ()) for name in one.provisions
    }
    for place, event in enumerate(state.events):
        if event.id not in state.timeline.refused:
            for passing in _passed_by(state, place, event, demanded):
                found = gate_state(state.just_before(place), passing)
                standing_before = [
                    blocker
                    for blocker in found.blockers
                    if blocker.certain and _stood(event, passing, blocker)
                ]
                if standing_before:
                    yield _gate_passed(event, found, standing_before)


def _stood(event: Event, passing: Gate, blocker: Blocker) -> bool:
    """
    Tell whether what stood before a step was passed by, once an event has happened.

    Who leaves has no more to do; and what is part of a text goes with it, so that only a demand of its own is passed by.
    """
    if passing.instrument is None:
        return True
    own = getattr(event, "instrument", None) == passing.instrument
    return (own or blocker.kind is BlockerKind.CONDITION) and (
        blocker.owner is None or blocker.owner != leaves(event, passing.instrument)
    )


def _passed_by(state: State, place: int, event: Event, demanded: set[ProvisionId]) -> Iterator[Gate]:
    """Name the gates that stop blocking once an event has happened: by its stage a text passes the last step before it."""
    for name in stages.named(event, state.log.cast) if stages.may_pass(event) else ():
        before, after = (
            state.just_before(end).stage(InstrumentId(name)).possible for end in (place, place + 1)
        )
        step = stages.step_taken(before, after)
        if step:
            yield Gate(step, InstrumentId(name))
        # Whether a text was initialled matters only where somebody demands something before that.
        initialled = after <= stages_past(Step.INITIALLING) and not before & stages_past(Step.INITIALLING)
        if initialled and Step.INITIALLING in asked_steps(state.just_before(place), InstrumentId(name)):
            yield Gate(Step.INITIALLING, InstrumentId(name))
    yield from (gate for gate in provisions.gates_passed(event) if demanded.issuperset(gate.provisions))


def _gate_passed(event: Event, found: GateState, blockers: list[Blocker]) -> Finding:
    what = ", ".join(dict.fromkeys(blocker_text(blocker) for blocker in blockers))
    return Finding(
        code="consent-missing" if any(b.kind is BlockerKind.CONSENT for b in blockers) else "gate-passed",
        message=f"The {found.gate} was passed although there stood before it: {what}. They stop blocking it.",
        entry=event.id,
        others=tuple(dict.fromkeys(("This stood before it", b.because[0]) for b in blockers if b.because)),
    )
