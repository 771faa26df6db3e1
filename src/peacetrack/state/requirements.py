"""Requirements: demands of the text or of the parties that the record itself can show to be met.

The law: a demand that requires something of the record is met as long as the record shows all of it, whatever anybody says
of the demand; it may be met where what is required may have happened. What is known of such a demand says so itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import attrs

from peacetrack.aspects.conditions import LIVE, Requirement, Status
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.stages import AFTER_SIGNATURE, Stage, acts, decisions
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId
from peacetrack.state.facts import Fact


def as_required(
    fact: Fact[Status], needs: Requirement, stages: Mapping[str, Fact[Stage]], cast: Cast
) -> Fact[Status]:
    """
    Give what is known of a demand, with what the record itself shows of its being met.

    Args:
        fact: What its own events say of it.
        needs: What it requires of the record.
        stages: What is known of each instrument of which anything is on record.
        cast: The cast of the log.
    """
    met = _is_met(needs, stages, cast)
    if met is False or not fact.possible & LIVE:
        return fact
    # A demand that its owner has dropped stays dropped: only where it may still stand is it met.
    settled = fact.possible - LIVE if met else fact.possible
    return attrs.evolve(fact, possible=settled | {Status.MET})


def _is_met(needs: Requirement, stages: Mapping[str, Fact[Stage]], cast: Cast) -> bool | None:
    """Tell whether the record shows a requirement met; None where what meets it may have happened, and may not."""
    certainly = _meets(needs, (fact.because for fact in stages.values()), cast)
    possibly = _meets(needs, ((*fact.because, *fact.maybe) for fact in stages.values()), cast)
    if needs.signed is not None:
        fact = stages.get(needs.signed)
        reached = fact.possible if fact else frozenset({Stage.NEGOTIATING})
        certainly, possibly = (
            certainly and reached <= AFTER_SIGNATURE,
            possibly and bool(reached & AFTER_SIGNATURE),
        )
    return certainly if certainly is possibly else None


def _meets(needs: Requirement, histories: Iterable[tuple[Event, ...]], cast: Cast) -> bool:
    """Tell whether the approvals and consents that still hold, text by text, are those required."""
    approving: set[str] = set()
    consenting: set[ActorId] = set()
    for history in histories:
        approving |= {body for (_, body), found in decisions(history).items() if found.outcome == "approved"}
        consenting |= acts(history, cast).consenting
    consents = len(consenting - {*needs.not_counting})
    return approving >= {*needs.steps} and (needs.consents is None or consents >= needs.consents)
