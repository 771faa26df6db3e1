"""Requirements: demands of the text or of the parties that the record itself can show to be met.

What is required are steps at home, a number of consents, the signature of another text. A reopened text lets approvals
and consents lapse, and a body that rejects what it had approved takes its approval back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import attrs

from peacetrack.aspects.conditions import CONDITIONS, DEMANDED, ConditionSet, Requirement, Status
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.stages import STAGES, DomesticStep, Ratified, Stage, TextReopened
from peacetrack.model.ids import ActorId, EventId
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State

NOTHING: Final = Requirement()
LIVE: Final = frozenset(DEMANDED)
#: The stages at which an instrument has been signed, whether or not anybody told of the signing.
AFTER_SIGNATURE: Final = frozenset({Stage.SIGNED, Stage.IN_FORCE, Stage.SUSPENDED, Stage.TERMINATED})


def requirement_of(state: State, condition: str) -> Requirement | None:
    """Give what a demand requires of the record; None where that is nothing, or where the record cannot show it met."""
    origin = state.timeline.view.by_id.get(EventId(condition))
    needs = origin.met_by if isinstance(origin, ConditionSet) else None
    return None if needs is None or needs.after or needs == NOTHING else needs


def is_met_by_the_record(state: State, condition: str) -> bool | None:
    """
    Tell whether the record itself shows a requirement met.

    Returns:
        None where it may be, because what meets it may have happened by then; false for a demand that requires nothing
        of the record, and for one that also requires time to pass, which the record does not compute.
    """
    needs = requirement_of(state, condition)
    if needs is None:
        return False
    facts = tuple(state[STAGES].values())
    surely = _meets(needs, (fact.because for fact in facts))
    perhaps = _meets(needs, ((*fact.because, *fact.maybe) for fact in facts))
    if needs.signed is not None:
        stages = state.stage(needs.signed).possible
        surely, perhaps = surely and stages <= AFTER_SIGNATURE, perhaps and bool(stages & AFTER_SIGNATURE)
    return surely if surely is perhaps else None


def demanded(state: State, condition: str) -> Fact[Status]:
    """
    Give what is known of a demand, with what the record itself shows of its being met.

    Raises:
        KeyError: Nothing is on record of it.
    """
    fact = state[CONDITIONS][condition]
    met = is_met_by_the_record(state, condition)
    if met is False or not fact.possible & LIVE:
        return fact
    settled = fact.possible - LIVE if met else fact.possible
    return attrs.evolve(fact, possible=settled | {Status.MET})


def _meets(needs: Requirement, histories: Iterable[tuple[Event, ...]]) -> bool:
    """Tell whether the approvals and consents that still hold, text by text, are those required."""
    approving: set[str] = set()
    consenting: set[ActorId] = set()
    for history in histories:
        bodies, parties = _holding(history)
        approving |= bodies
        consenting |= parties
    consents = len(consenting - {*needs.not_counting})
    return approving >= {*needs.steps} and (needs.consents is None or consents >= needs.consents)


def _holding(history: tuple[Event, ...]) -> tuple[set[str], set[ActorId]]:
    """Give the bodies that approve of a text at the end, and the parties that consent to it."""
    bodies: set[str] = set()
    parties: set[ActorId] = set()
    for event in history:
        if isinstance(event, TextReopened):
            bodies.clear()
            parties.clear()
        elif isinstance(event, Ratified):
            parties.add(event.party)
        elif isinstance(event, DomesticStep):
            (bodies.add if event.outcome == "approved" else bodies.discard)(event.body)
    return bodies, parties
