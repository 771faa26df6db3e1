"""Asserting: what can be claimed of what has been stated."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects import conditions, proposals
from peacetrack.aspects.assertions import (
    ASSERTIONS,
    STEP_FIELDS,
    Assertion,
    ConditionAsserted,
    ContactAsserted,
    CountAsserted,
    GateAsserted,
    NotAsserted,
    OwnAsserted,
    ProposalAsserted,
    ReadoutAsserted,
    SaidAsserted,
    StandingAsserted,
    SubjectAsserted,
)
from peacetrack.aspects.conditions import Step
from peacetrack.aspects.lifecycle import Aspect, Question
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.tallies import REMAINING, Quantity
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, ClaimId, ContactId, InstrumentId, SpeakerId, TopicId
from peacetrack.testing.depending import besides_of, numbers_of
from peacetrack.testing.moves import end_of
from peacetrack.testing.parts import Names, Parts, pick, some_of
from peacetrack.testing.scenes import (
    Scene,
    gate_of,
    hints_of,
    record_of,
    required_fields,
    value_of,
)


@st.composite
def assertions(
    draw: DrawFn,
    log: Log,
    *,
    texts: SearchStrategy[str] | None = None,
) -> Assertion:
    """
    Give whatever can be asserted of what a log tells, in the words of its aspects: true, false or unknown.

    Args:
        draw: Given by Hypothesis.
        log: All that an assertion names is stated there.
        texts: Units, and the bodies of domestic steps.

    Raises:
        InvalidArgument: There is nothing of which anything could be asserted.
    """
    scene = end_of(log, Parts(texts=texts))
    if not assertable(scene):
        raise InvalidArgument(
            "nothing can be asserted of this log: it has no instrument, and tells of nothing"
        )
    return draw(assertions_in(scene))


@st.composite
def claims(  # noqa: PLR0913 - every part can be replaced
    draw: DrawFn,
    log: Log,
    *,
    assertions: SearchStrategy[Assertion] | None = None,
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> Claim:
    """
    Give claims about what a log tells, made by its voices or expected by its author.

    Args:
        draw: Given by Hypothesis.
        log: All that a claim names is stated there.
        assertions: What is claimed.
        dates: When they were made.
        texts: Notes, and the words for their dates.
        identifiers: Their ids; where one is taken, a number is added.

    Raises:
        InvalidArgument: There is nothing of which anything could be asserted.
    """
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    says = any_assertions(log, texts=texts) if assertions is None else assertions
    taken = (*log.by_id, *(claim.id for claim in log.claims))
    return claim_of(draw, Names(draw, identifiers, taken)("claim"), end_of(log, parts), says)


any_assertions = assertions


@st.composite
def assertions_in(draw: DrawFn, scene: Scene) -> Assertion:
    """Give whatever can be asserted at the point of a scene."""
    chosen = pick(draw, assertable(scene))
    if isinstance(chosen, Aspect):
        return _subject(draw, chosen, scene)
    if isinstance(chosen, Question):
        return OwnAsserted(name=chosen.name, asked=record_of(draw, chosen.asked, scene))
    says: Assertion = _asserted(draw, chosen, scene)
    return NotAsserted(says=says) if draw(st.integers(0, 7)) == 7 else says


def assertable(scene: Scene) -> list[Any]:
    """List the kinds of assertions for which there is everything that they have to name, aspects and questions among them."""
    asserted = [kind for kind in ASSERTIONS.values() if _is_possible(kind, scene)]
    subjects = [aspect for aspect in scene.vocabulary.own if subjects_of(aspect, scene)]
    questions = [
        question for question in scene.vocabulary.questions.values() if _is_possible(question.asked, scene)
    ]
    # A log that brings an aspect is about it.
    return [*asserted, *(4 * subjects), *(4 * questions)]


#: What is asserted of topics, of which there has to be one.
ABOUT_TOPICS: Final = (ReadoutAsserted, SaidAsserted)


def _is_possible(kind: Any, scene: Scene) -> bool:
    """Tell whether there is everything that an assertion has to name."""
    if kind in ABOUT_TOPICS and not scene.cast.topics:
        return False
    if kind is GateAsserted and not scene.cast.instruments:
        return False
    if kind is ContactAsserted and not (scene.names(ContactId) or scene.names(SpeakerId)):
        return False  # it need not name anybody, but somebody has to have met
    return all(scene.allows(hints_of(kind)[name]) for name in required_fields(kind))


def subjects_of(aspect: Aspect[Any], scene: Scene) -> tuple[str, ...]:
    """List the subjects of an aspect of which something has been stated."""
    stated = (event for event in scene.events if type(event) in aspect.table.cells)
    return tuple(dict.fromkeys(name for event in stated for name in aspect.subjects(event, scene.cast)))


def _subject(draw: DrawFn, aspect: Aspect[Any], scene: Scene) -> SubjectAsserted:
    statuses = some_of(draw, aspect.table.statuses, 2, least=1)
    name = pick(draw, subjects_of(aspect, scene))
    return SubjectAsserted(aspect=aspect.singular, id=name, statuses=tuple(map(str, statuses)))


def _asserted(draw: DrawFn, kind: Any, scene: Scene) -> Any:
    if kind is GateAsserted:
        gate = gate_of(draw, scene)
        steps: dict[str, Any] = {
            name: () if name in ("opening", "agreeing") else None for name in STEP_FIELDS.values()
        }
        by_one = gate.step is Step.RATIFICATION and scene.cast.actors and draw(st.booleans())
        steps["party"] = value_of(draw, ActorId, scene) if by_one else None
        return record_of(
            draw, kind, scene, **steps | {STEP_FIELDS[gate.step]: gate.instrument or gate.provisions}
        )
    if kind is CountAsserted:
        instrument = value_of(draw, InstrumentId, scene)
        numbers = dict.fromkeys((*Status, REMAINING)) | numbers_of(draw, scene, instrument)
        if any(isinstance(number, Quantity) and number.ids for number in numbers.values()):
            numbers["unit"] = ""  # what is listed by name is a unit of the instrument
        if draw(st.integers(0, 7)) == 7:
            noun = pick(draw, [noun for noun in (*Status, REMAINING) if numbers[noun] is not None])
            numbers[noun] = Quantity(more_than=value_of(draw, dt.date, scene))
        scope: dict[str, Any] = {"including": (), "excluding": (), "besides": besides_of(draw, scene)}
        return record_of(draw, kind, scene, instrument=instrument, **scope, **numbers)
    stated = record_of(draw, kind, scene)
    if isinstance(stated, StandingAsserted) and stated.of is not None:
        stated = attrs.evolve(stated, of=max(stated.of, stated.settled.low or 0))
    topic = value_of(draw, TopicId, scene) if kind in ABOUT_TOPICS else TopicId("")
    return asserting_something(stated, topic)


def asserting_something(says: Any, topic: TopicId) -> Any:
    """Let an assertion assert something that can be so: a log refuses one that does not."""
    if isinstance(says, ConditionAsserted | ProposalAsserted) and not says.statuses:
        says = attrs.evolve(says, since=None)  # nothing says what has been so since then
    match says:
        case StandingAsserted(of=int(of), settled=Quantity(low=int(low))) if low > of:
            return attrs.evolve(says, of=low)
        case ConditionAsserted(statuses=(), times_stated=None):
            return attrs.evolve(says, statuses=(conditions.Status.RAISED,))
        case ProposalAsserted(statuses=(), times_renewed=None, times_rejected=None, by=None, overdue=None):
            return attrs.evolve(says, statuses=(proposals.Status.MADE,))
        case ReadoutAsserted(mentions=(), omits=()):
            return attrs.evolve(says, mentions=(topic,))
        case SaidAsserted(topics=(), event=None):
            return attrs.evolve(says, topics=(topic,))
        case ContactAsserted(id=None, form="", participants=()):
            return attrs.evolve(says, form="call")
        case _:
            return says


def claim_of(draw: DrawFn, name: str, scene: Scene, says: SearchStrategy[Assertion]) -> Claim:
    """Draw a claim at the point of a scene."""
    actors = scene.names(ActorId)[:1]
    account = pick(draw, [(), ("everyone",), *([actors] if actors else [])])
    fixed = {"id": ClaimId(name), "says": draw(says), "account": account}
    claim: Claim = record_of(draw, Claim, scene, **fixed)
    return claim
