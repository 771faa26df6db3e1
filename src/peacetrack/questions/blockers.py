"""Blockers: what stands before a step, and whose it is.

Each party signs and consents for itself: its step overtakes its own demands before that step, and those of the others when the
last of them has taken it. A live demand blocks each step that one of its statements names and none takes back. Besides demands, what remains stands
before the text, a party's principle before the signature of a part, and a missing consent before the entry into force.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, assert_never

import attrs

from peacetrack.aspects.assertions import BlockerKind, Text
from peacetrack.aspects.conditions import (
    CONDITIONS,
    LIVE,
    Gate,
    Step,
    may_stand_before,
    states_entry_into_force,
)
from peacetrack.aspects.conditions import Status as ConditionStatus
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.principles import Principle
from peacetrack.aspects.provisions import PROVISIONS, Status, is_move, is_objection
from peacetrack.aspects.stages import AFTER_SIGNATURE, Acts, Stage, reopens
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import CONSENTING
from peacetrack.model.ids import ActorId, ConditionId, EventId, InstrumentId, ProvisionId
from peacetrack.questions.demands import gates_for, owners_of
from peacetrack.questions.parties import acts_of, has_force, parties_of
from peacetrack.questions.standing import other_provisions, principles_held, remaining
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.populations import units_of


@attrs.frozen(kw_only=True)
class Blocker:
    """
    Something that keeps a gate shut.

    Attributes:
        owner: Whose it is; None for what is nobody's.
        certain: It stands in the way whatever is unknown.
        since: The date of the first event behind it.
        because: The events behind it.
        condition: Which demand.
        provision: Which provision, when it is known by name.
        parts: Which parts of it, when these are contested by name.
        number: How many provisions remain.
    """

    kind: BlockerKind
    text: Text
    owner: ActorId | None = None
    certain: bool = True
    since: ImpreciseDate | None = None
    because: tuple[EventId, ...] = ()
    condition: ConditionId | None = None
    provision: ProvisionId | None = None
    parts: tuple[ProvisionId, ...] = ()
    number: Bounds | None = None


def blocker_text(blocker: Blocker) -> str:
    """Name a blocker with its owner."""
    what = blocker.condition or blocker.provision or (f"{blocker.number}" if blocker.number else "")
    parts = f": {', '.join(blocker.parts)}" if blocker.parts else ""
    text = f"{blocker.kind.replace('_', ' ')}{f' {what}' if what else ''}{parts}"
    return f"{text} ({blocker.owner})" if blocker.owner else text


def stages_past(step: Step) -> frozenset[Stage]:
    """Name the stages of a text at which a step has been taken; none where no stage tells."""
    match step:
        case Step.TEXT:
            return frozenset(Stage) - {Stage.NEGOTIATING}
        case Step.INITIALLING:
            return AFTER_SIGNATURE | {Stage.INITIALLED}
        case Step.SIGNATURE:
            return AFTER_SIGNATURE
        case Step.RATIFICATION | Step.ENTRY_INTO_FORCE:
            return AFTER_SIGNATURE - {Stage.SIGNED}
        case Step.TALKS | Step.IMPLEMENTATION | Step.OPENING | Step.AGREEING:
            return frozenset()
        case _:
            assert_never(step)


def demands(state: State, of: Gate, *, text: Text) -> Iterator[tuple[Blocker, bool]]:
    """
    List the live demands that stand before a gate, and those that may because nobody named a step for them.

    Yields:
        Each demand, once for each whose it is, and whether any statement of it may name the gate.
    """
    passed, perhaps = parties_past(state, of)
    for name, fact, owner in _live(state):
        if owner in passed:
            continue
        gates = gates_for(state, name, owner)
        named = any(_covers(one, of) for one in gates.certain)
        possibly = named or any(_covers(one, of) for one in gates.possible)
        may_stand = gates.unnamed and may_stand_before(_origin(state, name), _text_of(state, of))
        if possibly or may_stand:
            certain = named and bool(fact.because) and fact.possible <= LIVE and owner not in perhaps
            yield _demand(name, fact, owner, text=text, certain=certain), possibly


def overtaken(state: State, of: Gate, *, text: Text, passed: bool) -> Iterator[Blocker]:
    """
    List the live demands that name a step which was taken nevertheless: by whose demand it is, or by all.

    Args:
        state: Any state.
        of: Which step of what.
        text: Of the whole text, or of the part that is agreed.
        passed: All have taken it, so that it overtakes the demands of all, and what is demanded before it afterwards.
    """
    done, _ = parties_past(state, of)
    for name, fact, owner in _live(state):
        gates = gates_for(state, name, owner)
        if (passed or owner in done) and any(_covers(one, of) for one in gates.certain | gates.possible):
            yield _demand(name, fact, owner, text=text, certain=False)


def _live(state: State) -> Iterator[tuple[str, Fact[ConditionStatus], ActorId | None]]:
    """List the demands that stand, once for each whose they are."""
    for name, fact in state[CONDITIONS].items():
        if fact.possible & LIVE:
            for owner in owners_of(state, name) or (None,):
                yield name, fact, owner


def _origin(state: State, condition: str) -> Event | None:
    return state.timeline.view.by_id.get(EventId(condition))


def _text_of(state: State, of: Gate) -> InstrumentId | None:
    """Give the text of a gate, also where it is one of provisions."""
    return of.instrument or next((state.log.cast.instrument_of[name] for name in of.provisions), None)


def _demand(
    name: str, fact: Fact[ConditionStatus], owner: ActorId | None, *, text: Text, certain: bool
) -> Blocker:
    events = (*fact.because, *fact.possible_events)
    return Blocker(
        kind=BlockerKind.CONDITION,
        text=text,
        owner=owner,
        certain=certain,
        since=events[0].date,
        because=tuple(event.id for event in events),
        condition=ConditionId(name),
    )


def parties_past(state: State, of: Gate) -> tuple[frozenset[ActorId], frozenset[ActorId]]:
    """Name those who have taken a step for themselves, so that it overtakes their demands before it, and those who may have."""
    if of.instrument is None or of.step not in TAKEN_BY_EACH:
        return frozenset(), frozenset()
    found = acts_of(state, of.instrument)
    done, may = (TAKEN_BY_EACH[of.step](each) for each in (found.certain, found.possible))
    return done & may, done ^ may


#: The steps that each party takes for itself, and who has taken them.
TAKEN_BY_EACH: Final[dict[Step, Callable[[Acts], frozenset[ActorId]]]] = {
    Step.INITIALLING: lambda done: done.initialled | done.signed,
    Step.SIGNATURE: lambda done: done.signed,
    Step.RATIFICATION: lambda done: done.consenting,
}


def _covers(one: Gate, other: Gate) -> bool:
    """Tell whether a demand before one gate stands before another: the same step of the same object."""
    if one.step is not other.step or one.instrument != other.instrument:
        return False
    if one.party and other.party and one.party != other.party:
        return False
    return not one.provisions or bool({*one.provisions} & {*other.provisions})


def others(state: State, of: Gate, *, text: Text) -> Iterator[Blocker]:
    """List what stands before a gate besides demands."""
    if of.instrument is None:
        return
    match of.step:
        case Step.TEXT | Step.INITIALLING:
            yield from _while_unsigned(state, of.instrument, _remaining(state, of.instrument, text))
        case Step.SIGNATURE if text == "whole":
            yield from _while_unsigned(state, of.instrument, _remaining(state, of.instrument, text))
            yield from _others_have_not_signed(state, of.instrument, text)
        case Step.SIGNATURE:
            yield from _principles(state, of.instrument, text)
        case Step.RATIFICATION:
            yield from _unsigned(state, of.instrument, text, of.party)
        case Step.ENTRY_INTO_FORCE:
            yield from _consents(state, of.instrument, text)
        case Step.TALKS | Step.IMPLEMENTATION | Step.OPENING | Step.AGREEING:
            return
        case _:
            assert_never(of.step)


def _while_unsigned(state: State, instrument: InstrumentId, left: Iterable[Blocker]) -> Iterator[Blocker]:
    """Give what remains of a text as long as nobody has signed it; who signs takes the whole text as it stands."""
    found = acts_of(state, instrument)
    if not found.certain.signed:
        certain = not found.possible.signed
        yield from (one if certain else attrs.evolve(one, certain=False) for one in left)


def _others_have_not_signed(state: State, instrument: InstrumentId, text: Text) -> Iterator[Blocker]:
    """Give each party that has not signed a text that another has: a signature passes the gate for the one who signs."""
    found = acts_of(state, instrument)
    if found.possible.signed:
        for party in parties_of(state, instrument):
            if party not in found.certain.signed:
                certain = bool(found.certain.signed) and party not in found.possible.signed
                yield Blocker(kind=BlockerKind.NOT_SIGNED, text=text, owner=party, certain=certain)


def _unsigned(state: State, instrument: InstrumentId, text: Text, alone: ActorId | None) -> Iterator[Blocker]:
    """
    Give each party that has not signed a text, or the one that is asked about; nobody's is what none has signed.

    Who accedes needs no signature: whoever is no party of that day does, and all do to a text that is not for signature.
    """
    stage, found = state.stage(instrument), acts_of(state, instrument)
    if stage.possible <= AFTER_SIGNATURE or not _is_for_signature(state, instrument):
        return
    if alone is None and not found.possible.signed and not found.possible.consenting:
        yield Blocker(kind=BlockerKind.NOT_SIGNED, text=text, certain=not stage.possible & AFTER_SIGNATURE)
        return
    done, may = (each.signed | each.consenting for each in (found.certain, found.possible))
    for party in parties_of(state, instrument):
        if party not in done and alone in (None, party):
            certain = party not in may and not stage.possible & AFTER_SIGNATURE
            yield Blocker(kind=BlockerKind.NOT_SIGNED, text=text, owner=party, certain=certain)


def _is_for_signature(state: State, instrument: InstrumentId) -> bool:
    """Tell whether a text is one that is signed: the cast may say which steps it has."""
    named = state.log.cast.instruments[instrument].gates
    return not named or Step.SIGNATURE in named


def _is_spoken_of(state: State, because: Iterable[EventId]) -> bool:
    """Tell whether something had certainly been said of a text: until then nothing is known of it, its agenda neither."""
    return any(state.timeline.places[name] < state.size for name in because)


def _remaining(state: State, instrument: InstrumentId, text: Text) -> Iterator[Blocker]:
    """Give what remains: nobody's, but for provisions that somebody contests by name."""
    left = remaining(state, instrument)
    if left.high == 0:
        return
    because = _because_of_what_remains(state, instrument)
    first = state.timeline.view.events[state.timeline.places[because[0]]] if because else None
    yield Blocker(
        kind=BlockerKind.REMAINING,
        text=text,
        certain=left.low > 0 and _is_spoken_of(state, because),
        since=first.true_of if first else None,
        because=because,
        number=left,
    )
    others = other_provisions(state, instrument)
    for name, home in state.log.cast.instrument_of.items():
        is_counted = name in state.log.cast.units or name in others
        if home == instrument and is_counted and state[PROVISIONS][name].possible == {Status.CONTESTED}:
            yield from _contested(state, name, text)


def _because_of_what_remains(state: State, instrument: InstrumentId) -> tuple[EventId, ...]:
    """Name the events behind the number that remains, and those that reopened the text and told nothing of what of it."""
    counted = state.count(instrument, "remaining").because
    if not state.census.is_reopened(units_of(instrument, state.log.cast)):
        return counted
    again = (
        event.id
        for event in (*state.events, *state.possible_events)
        if reopens(event) and event.instrument == instrument  # type: ignore[attr-defined]  # it reopens one
    )
    return tuple(dict.fromkeys((*counted, *again)))


def _contested(state: State, name: ProvisionId, text: Text) -> Iterator[Blocker]:
    """Give a contested provision to each who has objected to it, or to parts of it, which are named with it."""
    cast, found = state.log.cast, dict[ActorId, list[tuple[ProvisionId, Event]]]()
    for node in (name, *cast.descendants(name)):
        if state[PROVISIONS][node].possible == {Status.CONTESTED}:
            for owner, event in _objections(state, node).items():
                found.setdefault(owner, []).append((node, event))
    for owner, objections in found.items():
        yield Blocker(
            kind=BlockerKind.REMAINING,
            text=text,
            owner=owner,
            since=objections[0][1].date,
            because=tuple(dict.fromkeys(event.id for _, event in objections)),
            provision=name,
            parts=tuple(node for node, _ in objections if node != name),
            number=Bounds.exactly(1),
        )


def _objections(state: State, name: ProvisionId) -> dict[ActorId, Event]:
    """Map each who has objected to a provision by its name, since any other event moved it, to the first objection."""
    cast, found = state.log.cast, dict[ActorId, Event]()
    whole, parent = {name}, cast.provision(name).parent
    while parent is not None:
        whole.add(parent)
        parent = cast.provision(parent).parent
    for event in state[PROVISIONS][name].because:
        if not is_move(event):
            continue
        named = frozenset(event.provision)  # type: ignore[attr-defined]  # whatever moves names what it moves
        if is_objection(event):
            if name in named:
                for owner in cast.actors_of(event.by):
                    found.setdefault(owner, event)
        elif named & whole:
            found.clear()
    return found


def _principles(state: State, instrument: InstrumentId, text: Text) -> Iterator[Blocker]:
    """Give each party for which nothing is agreed while anything remains."""
    passed, perhaps = parties_past(state, Gate(Step.SIGNATURE, instrument))
    for party in state.log.cast.actors:
        if party in passed or not has_force(state, party, instrument):
            continue
        held = principles_held(state, party, instrument)
        packages = [one for one in held if one.principle is Principle.SINGLE_UNDERTAKING]
        left = [remaining(state, instrument, exempt=one.exempt) for one in packages]
        if not packages or all(bounds.high == 0 for bounds in left):
            continue
        events = [one.event for one in packages if one.event]
        yield Blocker(
            kind=BlockerKind.PRINCIPLE,
            text=text,
            owner=party,
            certain=party not in perhaps
            and len(packages) == len(held)
            and all(bounds.low > 0 for bounds in left),
            since=events[0].date,
            because=tuple(event.id for event in events),
        )


def _consents(state: State, instrument: InstrumentId, text: Text) -> Iterator[Blocker]:
    missing, uncertain = missing_consents(state, instrument)
    for party in missing:
        yield Blocker(kind=BlockerKind.CONSENT, text=text, owner=party)
    for party in uncertain:
        yield Blocker(kind=BlockerKind.CONSENT, text=text, owner=party, certain=False)


def missing_consents(
    state: State, instrument: InstrumentId
) -> tuple[tuple[ActorId, ...], tuple[ActorId, ...]]:
    """
    Name the actors whose consent to be bound is missing, and those who may have given it by then.

    Where the text says how it enters into force, that is a demand, and nobody else's consent is missing. Else needed are the
    consents that the cast names, or those of every party of that day and of every consenting actor.
    """
    cast, found = state.log.cast, acts_of(state, instrument)
    says = [fact for name, fact in state[CONDITIONS].items() if _says_how(state, name, instrument)]
    if any(fact.because and fact.possible != {ConditionStatus.WITHDRAWN} for fact in says):
        return (), ()
    consenting = tuple(actor.id for actor in cast.actors.values() if actor.role == CONSENTING)
    by_role = dict.fromkeys((*parties_of(state, instrument), *consenting))
    needed = cast.instruments[instrument].consents or tuple(by_role)
    given, perhaps = found.certain.consenting, found.possible.consenting ^ found.certain.consenting
    missing = [party for party in needed if party not in given or party in perhaps]
    # So many have consented without names; who they are is not known.
    unnamed, perhaps_unnamed = (
        each.number - len(each.consenting) for each in (found.certain, found.possible)
    )
    if min(unnamed, perhaps_unnamed) >= len(missing):
        return (), ()
    unnamed = max(unnamed, perhaps_unnamed)
    sure = [party for party in missing if party not in perhaps] if unnamed <= 0 and not says else []
    return tuple(sure), tuple(party for party in missing if party not in sure)


def _says_how(state: State, condition: str, instrument: InstrumentId) -> bool:
    """Tell whether a demand is how the text itself says that it enters into force: nobody's in particular, with what meets it."""
    origin = state.timeline.view.by_id.get(EventId(condition))
    return states_entry_into_force(origin, instrument) and not owners_of(state, condition)
