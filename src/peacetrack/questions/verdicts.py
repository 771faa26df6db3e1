"""Whether an assertion holds in a state: in every world, in none, or it cannot be told."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, Final, assert_never

import attrs

from peacetrack.aspects.assertions import (
    STEP_FIELDS,
    Affirmation,
    Assertion,
    BlockedBy,
    ConditionAsserted,
    ConsentAsserted,
    CountAsserted,
    DomesticStepAsserted,
    EverAsserted,
    GateAsserted,
    NotAsserted,
    OwnAsserted,
    PrincipleAsserted,
    ProposalAsserted,
    ProvisionAsserted,
    ReadoutAsserted,
    StageAsserted,
    StandingAsserted,
    SubjectAsserted,
    TalksAsserted,
)
from peacetrack.aspects.conditions import CONDITIONS, Demand, Gate, Step
from peacetrack.aspects.contacts import Readout
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.proposals import PROPOSALS, rejects, renews
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.claim import Verdict
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import TopicId
from peacetrack.questions.becoming import became_so
from peacetrack.questions.beyond import unspoken
from peacetrack.questions.blockers import Blocker, blocker_text
from peacetrack.questions.counts import reckoned, uncounted
from peacetrack.questions.decisions import consented, decided
from peacetrack.questions.demands import times_stated
from peacetrack.questions.figures import ever_opened
from peacetrack.questions.gates import GateState, gate_state
from peacetrack.questions.judgements import (
    Judgement,
    Truth,
    all_of,
    among,
    is_believed,
    is_denied,
    judged,
    of_begun,
    of_status,
    within,
)
from peacetrack.questions.offers import times_rejected, times_renewed
from peacetrack.questions.standing import principles_held, standing
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import counted

__all__ = ["Judgement", "blocker_text", "gate_named", "judge"]


def judge(says: Assertion, state: State) -> Judgement:
    """Ask whether an assertion holds in a state; of a text of which nothing is stated, nobody can say."""
    if isinstance(says, NotAsserted):
        found = judge(says.says, state)
        return attrs.evolve(found, verdict=SWAPPED[found.verdict])
    reason = unspoken(says, state)
    if reason:
        return judged(None, reason)
    since: ImpreciseDate | None = getattr(says, "since", None)
    return became_so(says, since, state, judge) if since else _held(says, state)


#: What a verdict is of something that is said not to be so.
SWAPPED: Final = {
    Verdict.SUPPORTED: Verdict.REFUTED,
    Verdict.REFUTED: Verdict.SUPPORTED,
    Verdict.NOT_ENOUGH_INFO: Verdict.NOT_ENOUGH_INFO,
}


def _held(says: Affirmation, state: State) -> Judgement:  # noqa: C901, PLR0912 - one line for each kind of assertion
    match says:
        case CountAsserted():
            return reckoned(says, state)
        case EverAsserted():
            return _ever(says, state)
        case ProvisionAsserted():
            fact = state[PROVISIONS][says.id]
            return of_status(f"'{says.id}'", fact, says.statuses)
        case ConditionAsserted():
            return _condition(says, state)
        case ProposalAsserted():
            return _proposal(says, state)
        case PrincipleAsserted():
            return _principle(says, state)
        case StageAsserted():
            return of_status(f"'{says.instrument}'", state.stage(says.instrument), says.statuses)
        case TalksAsserted():
            return of_status(
                f"the talks about '{says.instrument}'", state.talks(says.instrument), says.statuses
            )
        case StandingAsserted():
            return _standing(says, state)
        case GateAsserted():
            return _gate(says, state)
        case BlockedBy():
            return _blocked_by(says, state)
        case DomesticStepAsserted():
            return decided(says, state)
        case ConsentAsserted():
            return consented(says, state)
        case ReadoutAsserted():
            return _readout(says, state)
        case SubjectAsserted():
            return _subject(says, state)
        case OwnAsserted():
            found: Judgement = state.log.vocabulary.questions[says.name].holds(says.asked, state)
            return found
        case _:
            assert_never(says)


def _subject(says: SubjectAsserted, state: State) -> Judgement:
    aspect = state.log.vocabulary.subjects[says.aspect]
    fact = state[aspect].get(says.id)
    if fact is None:
        return judged(None, f"'{says.id}' is not on record")
    truth, text = of_begun(says.id, fact, map(type(aspect.table.statuses[0]), says.statuses))
    return judged(truth, text, (*fact.because, *fact.possible_events), disputed=fact.disputed)


def _ever(says: EverAsserted, state: State) -> Judgement:
    unit = state.log.cast.instruments[says.instrument].unit
    if not (says.unit or unit):
        return uncounted(says.instrument)
    if says.unit not in ("", unit):
        return judged(None, f"nothing tells how many were ever taken up in the unit '{says.unit}'")
    found = ever_opened(state, says.instrument)
    return judged(within(found, says.opened), f"{found} {counted(found, unit)} taken up at some time")


def _condition(says: ConditionAsserted, state: State) -> Judgement:
    fact = state[CONDITIONS].get(says.id)
    if fact is None:
        return judged(None, f"'{says.id}' is not on record")
    asked = (("stated", says.times_stated, times_stated(state, says.id), _is_demand),)
    return _thread(says, fact, asked)


def _proposal(says: ProposalAsserted, state: State) -> Judgement:
    fact = state[PROPOSALS].get(says.id)
    if fact is None:
        return judged(None, f"'{says.id}' is not on record")
    asked = (
        ("renewed", says.times_renewed, times_renewed(state, says.id), renews),
        ("rejected", says.times_rejected, times_rejected(state, says.id), rejects),
    )
    return _thread(says, fact, asked)


def _is_demand(event: Event) -> bool:
    return isinstance(event, Demand)


Asked = tuple[tuple[str, Quantity | None, int, Callable[[Event], bool]], ...]


def _thread(says: ConditionAsserted | ProposalAsserted, fact: Fact[Any], asked: Asked) -> Judgement:
    """Judge the status of a demand or an offer, and how often its thread has which events."""
    truth, replayed = of_begun(says.id, fact, says.statuses)
    parts: list[Truth] = [truth] if says.statuses else []
    for status, quantity, times, is_one in asked:
        if quantity:
            more = sum(is_one(event) for event in fact.possible_events)
            parts.append(within(Bounds(times, times + more), quantity))
            replayed += f", {status} {times} times"
    return judged(all_of(parts), replayed, (*fact.because, *fact.possible_events), disputed=fact.disputed)


def _principle(says: PrincipleAsserted, state: State) -> Judgement:
    held = principles_held(state, says.party, says.instrument)
    events = [one.event for one in held if one.event]
    names = [one.principle for one in held]
    text = " or ".join("no known principle" if name is None else name.replace("_", " ") for name in names)
    truth = None if None in names else among(frozenset(names), says.principles)
    return judged(truth, f"{says.party} holds {text}", events)


def _standing(says: StandingAsserted, state: State) -> Judgement:
    found = standing(state, says.party, instrument=says.instrument)
    if not found.unit:
        return uncounted(says.instrument)
    parts = [within(found.settled, says.settled)]
    if says.of is not None:
        parts.append(within(found.of, says.of))
    return judged(all_of(parts), str(found), names=found.because, disputed=found.disputed)


def _gate(says: GateAsserted, state: State) -> Judgement:
    found = gate_state(state, gate_named(says), text=says.text)
    truth: Truth = found.opening in says.opened
    if not truth and found.opening == "undetermined":
        truth = None
    blockers = (*found.blockers, *found.may_block)
    names = chain.from_iterable(blocker.because for blocker in blockers)
    return judged(truth, f"the {_gate_text(found)} is {found.opening}", names=names)


def gate_named(says: GateAsserted) -> Gate:
    """Give the gate that an assertion names by its step and object."""
    step = next((step for step in Step if getattr(says, STEP_FIELDS[step])), Step.SIGNATURE)
    what = getattr(says, STEP_FIELDS[step])
    return Gate(step, None, what) if step.is_of_provisions else Gate(step, what)


def _gate_text(found: GateState) -> str:
    return str(found.gate) if found.text == "whole" else f"{found.gate} (the agreed part)"


def _blocked_by(says: BlockedBy, state: State) -> Judgement:
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
    return judged(truth, f"the {_gate_text(found)} is blocked by {blocked_by}", names=names)


def _has_no_other(found: GateState, fits: Callable[[Blocker], bool]) -> Truth:
    """Tell whether all that stands before a gate, or may, fits."""
    others = [blocker for blocker in found.blockers if not fits(blocker)]
    if any(blocker.certain for blocker in others):
        return False
    return None if others or not all(map(fits, found.may_block)) else True


def _readout(says: ReadoutAsserted, state: State) -> Judgement:
    certain, possible = (
        list(_readouts(says, state, events)) for events in (state.events, state.possible_events)
    )
    shown = {mention.topic for event in certain for mention in event.topics}
    omitted = {topic for event in certain for topic in event.omits}
    perhaps = {mention.topic for event in possible for mention in event.topics}
    complete = any(event.complete for event in certain)
    disputed = any(topic in shown and topic in omitted for topic in (*says.mentions, *says.omits)) or any(
        is_denied(event, state) for event in certain
    )

    def mentioned(topic: TopicId) -> Truth:
        if topic in shown:
            return True
        return False if (topic in omitted or complete) and topic not in perhaps else None

    flipped: dict[Truth, Truth] = {True: False, False: True, None: None}
    parts = [*map(mentioned, says.mentions), *(flipped[mentioned(topic)] for topic in says.omits)]
    text = ", ".join(sorted(shown)) or "nothing that is known"
    without = f" and omits {', '.join(sorted(omitted))}" if omitted else ""
    because = (*certain, *possible)
    truth = None if disputed else all_of(parts)
    return judged(truth, f"the readout mentions {text}{without}", because, disputed=disputed)


def _readouts(says: ReadoutAsserted, state: State, events: tuple[Event, ...]) -> Iterator[Readout]:
    """List the believed readouts of a contact by one side."""
    cast = state.log.cast
    for event in events:
        if not isinstance(event, Readout) or event.contact != says.contact:
            continue
        if {*cast.actors_of(event.by)} & {*cast.actors_of((says.by,))} and is_believed(event, state):
            yield event
