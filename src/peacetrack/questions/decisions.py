"""The questions of who decided and who consented: each body at home, and each party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from typing import Final

from peacetrack.aspects.assertions import ConsentAsserted, DomesticStepAsserted
from peacetrack.aspects.conditions import bodies, requirement
from peacetrack.aspects.consents import HomeDecision, Votes
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.aspects.stages import STAGES, Acts, acts, concerns_consent, decisions, is_consent, reopens
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId
from peacetrack.model.problems import Finding
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, among, judged
from peacetrack.questions.parties import acts_of
from peacetrack.questions.statuses import said_of
from peacetrack.state.requirements import readings
from peacetrack.state.timeline import State

#: Two names of bodies that are so alike are probably meant to be one.
NEARLY_ALIKE: Final = 0.85
#: What has become of a decision on a text that was reopened afterwards.
LAPSED: Final = "lapsed"


def _of_stage(state: State, name: str) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    fact = state.stage(name)
    return fact.because, fact.possible_events


def _readings(state: State, name: str) -> Iterator[tuple[Event, ...]]:
    """List what can have happened of a text, in each order that it may have had."""
    fact = state.stage(name)
    for course in fact.courses:
        yield from readings(course, fact.possible_events)


def _steps(state: State) -> Iterator[str]:
    """Name each body that decided about a text."""
    for name in state.log.cast.instruments:
        certain, possible = _of_stage(state, name)
        for event in (*certain, *possible):
            if isinstance(event, HomeDecision):
                yield joined(event.party, name, event.body)


def _step(state: State, what: str) -> Answer | None:
    """Give the latest decision of a body, with its votes."""
    party, name, body, *_ = *parted(what), "", ""
    certain, possible, *courses = (
        [e for e in events if isinstance(e, HomeDecision) and (e.party, e.body) == (party, body)]
        for events in (*_of_stage(state, name), *state.stage(name).courses)
    )
    stated = [*(event for course in courses for event in course[-1:]), *possible]
    if not stated:
        return None
    held = _held(state, ActorId(party), name, body)
    text = " or ".join(
        [
            *dict.fromkeys(f"{event.outcome}{_votes(getattr(event, 'votes', None))}" for event in stated),
            *([LAPSED] if None in held else []),
        ]
        if {*held} != {None}
        else [LAPSED]
    )
    return answered(
        state,
        text,
        (event.id for event in certain),
        possibly=(event.id for event in possible),
    ).valued(outcomes=sorted({event.outcome for event in stated}))


def body_findings(state: State) -> Iterator[Finding]:
    """Report more votes than a body has seats, and demands that wait for a body of which only a like name decided."""
    known = {event.body for event in state.events if isinstance(event, HomeDecision)}
    for event in state.events:
        votes: Votes | None = getattr(event, "votes", None)
        if votes is not None and votes.seats is not None and votes.cast > votes.seats:
            yield Finding(
                code="more-votes-than-seats",
                message=f"'{event.id}' tells of {votes.cast} votes and empty seats, of {votes.seats} seats.",
                entry=event.id,
                field="votes",
                hint="The numbers stay as they are told; check them against the source.",
            )
        for body in bodies(requirement(event)):
            near = [] if body in known else get_close_matches(body, sorted(known), n=1, cutoff=NEARLY_ALIKE)
            if near:
                yield Finding(
                    code="unknown-body",
                    message=f"'{event.id}' requires that '{body}' approves, of which no decision is told; '{near[0]}' decided.",
                    entry=event.id,
                    field="met_by",
                    hint=f"Did you mean `{near[0]}`?",
                )


def _votes(votes: Votes | None) -> str:
    if votes is None:
        return ""
    stated = [
        f"{number} {name}"
        for name, number in (
            ("abstaining", votes.abstaining),
            ("divided", votes.divided),
            ("absent", votes.absent),
        )
        if number is not None
    ]
    stated += [f"{part} {name}" for name, part in (("for", votes.share), ("turnout", votes.turnout)) if part]
    return ", ".join([f" by {votes.in_favour} to {votes.against}", *stated])


def _held(state: State, party: ActorId, instrument: str, body: str) -> tuple[HomeDecision | None, ...]:
    """Give the decision of a body that holds, in each reading of what may have happened; None where none does."""
    every = (decisions(reading).get((party, body)) for reading in _readings(state, instrument))
    return tuple(dict.fromkeys(every))


def decided(says: DomesticStepAsserted, state: State) -> Judgement:
    """Judge what a body decided; a decision on a text that was reopened afterwards has lapsed, and is none."""
    stated, possible = (
        [
            event
            for event in events
            if isinstance(event, HomeDecision) and (event.party, event.body) == (says.party, says.body)
        ]
        for events in _of_stage(state, says.instrument)
    )
    if not stated:
        return judged(None, f"no decision of {says.body} is on record", possible)
    held = _held(state, says.party, says.instrument, says.body)
    outcomes = frozenset(event.outcome if event else LAPSED for event in held)
    ended = (
        [event for event in _of_stage(state, says.instrument)[0] if reopens(event)] if None in held else []
    )
    text = f"{says.body}: {' or '.join(sorted(outcomes))}"
    return judged(among(outcomes, (says.outcome,)), text, (*stated, *ended, *possible))


def consent_of(party: ActorId, found: Acts) -> str:
    """Tell whether a party consents: given, not given, or withdrawn."""
    if party in found.consenting:
        return "given"
    return "withdrawn" if party in found.withdrawn else "not_given"


def _possible_consents(state: State, party: ActorId, instrument: str) -> frozenset[str]:
    """Give whether a party consents, in each reading of what may have happened; those without names may be anybody."""
    found = [
        acts(reading, state.log.cast, InstrumentId(instrument)) for reading in _readings(state, instrument)
    ]
    unnamed = any(one.number > len(one.consenting) for one in found)
    known = frozenset(consent_of(party, one) for one in found)
    return known | {"given"} if unnamed and "not_given" in known else known


def consented(says: ConsentAsserted, state: State) -> Judgement:
    """Judge whether a party consents to be bound."""
    found = _possible_consents(state, says.party, says.instrument)
    phrase = " or ".join(sorted(found)).replace("_", " ")
    because = (event for events in _of_stage(state, says.instrument) for event in events if is_consent(event))
    text = f"the consent of {says.party} to '{says.instrument}' is {phrase}"
    return judged(among(found, says.statuses), text, tuple(because))


def _consents(state: State) -> Iterator[str]:
    for name in state.log.cast.instruments:
        found = acts_of(state, name).possible
        shown = found.consenting | found.withdrawn
        yield from (joined(actor, name) for actor in state.log.cast.actors if actor in shown)


def _consent(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    certain, possible = (
        [event.id for event in events if concerns_consent(event, ActorId(party), state.log.cast)]
        for events in _of_stage(state, name)
    )
    if not (certain or possible):
        return None
    found = _possible_consents(state, ActorId(party), name)
    text = " or ".join(sorted(found - {"not_given"} if possible and not certain else found)).replace("_", " ")
    return answered(state, text, certain, possibly=possible).valued(given=found == {"given"})


def _stage_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    return days.of(STAGES, InstrumentId(parted(what)[1]))


def _step_said(says: DomesticStepAsserted, _: Cast) -> str:
    return f"{says.body}: {says.outcome}"


def _consent_said(says: ConsentAsserted, _: Cast) -> str:
    return said_of(f"the consent of {says.party} to '{says.instrument}'", says.statuses)


DOMESTIC_STEP: Final = Question(
    name="domestic_step",
    subjects=_steps,
    ask=_step,
    changes=_stage_days,
    asked=DomesticStepAsserted,
    holds=decided,
    said=_step_said,
)
CONSENT: Final = Question(
    name="consent",
    subjects=_consents,
    ask=_consent,
    changes=_stage_days,
    asked=ConsentAsserted,
    holds=consented,
    said=_consent_said,
)
