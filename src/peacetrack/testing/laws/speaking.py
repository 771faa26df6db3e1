"""Logs that a law is tried on: in which own aspects speak as well, and in which their questions are asked."""

from __future__ import annotations

from typing import Any

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.assertions import OwnAsserted
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.ids import ClaimId
from peacetrack.testing.parts import BEGINNING
from peacetrack.testing.scenes import Scene, record_of
from peacetrack.testing.strategies import logs


def speaking(aspects: tuple[Aspect[Any], ...], **how: Any) -> st.SearchStrategy[Log]:
    """
    Logs that speak in some aspects of one's own, and ask what these can be asked.

    Args:
        aspects: Those besides the built-in ones.
        how: As for `logs`.
    """
    drawn = logs(aspects=aspects, claimed=False, **how)
    if not aspects:
        return drawn
    own = [kind for aspect in aspects for kind in aspect.kinds]
    among_themselves = logs(aspects=aspects, claimed=False, **{**how, "kinds": own})
    return (drawn | among_themselves).flatmap(asking)


@st.composite
def asking(draw: st.DrawFn, log: Log) -> Log:
    """The log with a claim for each question of its own aspects, about something that it tells of."""
    scene = Scene(
        log.cast, BEGINNING, vocabulary=log.vocabulary, events=log.events, sources=tuple(log.sources)
    )
    asked = tuple(
        Claim(
            id=ClaimId(f"asked-{name}"),
            says=OwnAsserted(name=name, asked=record_of(draw, question.asked, scene)),
        )
        for name, question in log.vocabulary.questions.items()
        if scene.allows(question.asked)
    )
    return attrs.evolve(log, claims=(*log.claims, *asked))
