"""The questions of who decided and who consented: each body at home, and each party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from difflib import get_close_matches
from functools import partial
from typing import Final

import attrs

from peacetrack.aspects.assertions import ConsentAsserted, DomesticStepAsserted
from peacetrack.aspects.conditions import bodies, requirement
from peacetrack.aspects.consents import HomeDecision
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.aspects.stages import (
    STAGES,
    Acts,
    acts,
    concerns_consent,
    decides_on,
    decisions,
    is_consent,
    reopens,
)
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, InstrumentId, ProvisionId
from peacetrack.model.problems import Finding
from peacetrack.model.votes import Voters, Votes
from peacetrack.questions.asking import Answer, answered, joined, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, Truth, all_of, among, is_denied, judged
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
        yield from readings(course, fact.widening)


def _steps(state: State) -> Iterator[str]:
    """Name each body that decided about a text, or about provisions alone."""
    for name in state.log.cast.instruments:
        certain, possible = _of_stage(state, name)
        for event in (*certain, *possible):
            if isinstance(event, HomeDecision):
                yield from (joined(event.party, about, event.body) for about in event.provision or (name,))


def _about(state: State, name: str) -> tuple[str, str | None]:
    """Give the text about which a decision is, and the provision where it is about that alone."""
    if name in state.log.cast.instruments:
        return name, None
    return state.log.cast.instrument_of.get(ProvisionId(name), ""), name


def _decided_on(events: Iterable[Event], party: str, body: str, provision: str | None) -> list[HomeDecision]:
    return [
        event
        for event in events
        if isinstance(event, HomeDecision)
        and (event.party, event.body) == (party, body)
        and decides_on(event, provision)
    ]


def _step(state: State, what: str) -> Answer | None:
    """Give the latest decision of a body, with its votes."""
    party, about, body, *_ = *parted(what), "", ""
    name, provision = _about(state, about)
    certain, possible, *courses = (
        _decided_on(events, party, body, provision)
        for events in (*_of_stage(state, name), *state.stage(name).courses)
    )
    stated = [*(event for course in courses for event in course[-1:]), *possible]
    if not stated:
        return None
    held = _held(state, ActorId(party), about, body)
    text = " or ".join(
        [
            *dict.fromkeys(
                f"{event.outcome}{votes_in_words(event.votes, state.log.cast)}" for event in stated
            ),
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
        disputed=any(is_denied(event, state) for event in (*certain, *possible)),
    ).valued(outcomes=sorted({event.outcome for event in stated}))


def body_findings(state: State) -> Iterator[Finding]:
    """Report more votes than a body has seats, and demands that wait for a body of which only a like name decided."""
    known = {event.body for event in state.events if isinstance(event, HomeDecision)}
    for event in state.events:
        votes = event.votes
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


def votes_in_words(votes: Votes | None, cast: Cast) -> str:
    """Say how a body voted, to stand behind the outcome: ` by 75 to 0, 27 absent`; nothing where that was not told."""
    if votes is None:
        return ""
    by = f"by {_voters(votes.in_favour, cast)} to {_voters(votes.against, cast)}" if votes.in_favour else ""
    parts = [
        f"{_voters(one, cast)} {name}"
        for name, one in (
            ("against", None if votes.in_favour else votes.against),
            ("abstained", votes.abstained),
            ("divided", votes.divided),
            ("absent", votes.absent),
        )
        if one is not None
    ]
    parts += [f"{part} {name}" for name, part in (("for", votes.share), ("turnout", votes.turnout)) if part]
    parts += [f"of {votes.seats} seats"] if votes.seats is not None else []
    return ", ".join([f" {by}" if by else "", *parts])


def _voters(one: Voters | None, cast: Cast) -> str:
    """Say how many they are, and who, where that was told."""
    if one is None:
        return "an unknown number"
    return f"{one.number} ({', '.join(map(cast.title, one.names))})" if one.names else str(one.number)


def _held(state: State, party: ActorId, about: str, body: str) -> tuple[HomeDecision | None, ...]:
    """Give the decision of a body that holds, in each reading in which it decided; None where that lapsed."""
    name, provision = _about(state, about)
    every = (
        decisions(reading, provision).get((party, body))
        for reading in _readings(state, name)
        if _decided_on(reading, party, body, provision)
    )
    return tuple(dict.fromkeys(every))


def decided(says: DomesticStepAsserted, state: State) -> Judgement:
    """Judge what a body decided; a decision on a text that was reopened afterwards has lapsed, and is none."""
    name, provision = _about(state, says.provision or says.instrument or "")
    stated, possible = (
        _decided_on(events, says.party, says.body, provision) for events in _of_stage(state, name)
    )
    if not stated:
        disputed = any(is_denied(event, state) for event in possible)
        return judged(None, f"no decision of {says.body} is on record", possible, disputed=disputed)
    held = _held(state, says.party, says.provision or name, says.body)
    outcomes = frozenset(event.outcome if event else LAPSED for event in held)
    ended = [event for event in _of_stage(state, name)[0] if reopens(event)] if None in held else []
    votes = [votes_in_words(event.votes, state.log.cast) for event in held if event] if says.votes else []
    text = f"{says.body}: {' or '.join(sorted(outcomes))}{' or'.join(dict.fromkeys(votes))}"
    truth = among(outcomes, (says.outcome,))
    if says.votes and truth is not False:
        truth = all_of((truth, _all_voted(says.votes, [event for event in held if event])))
    because = (*stated, *ended, *possible)
    return judged(truth, text, because, disputed=any(is_denied(event, state) for event in because))


def _all_voted(asserted: Votes, held: Iterable[HomeDecision]) -> Truth:
    """Tell whether a body voted as is asserted, in each reading of what may have happened."""
    found = {_voted(asserted, event.votes) for event in held}
    return found.pop() if len(found) == 1 else None


def _voted(asserted: Votes, known: Votes | None) -> Truth:
    """Tell whether votes are those that were told; what was not told of them is not known."""
    parts: list[Truth] = []
    for name in attrs.fields_dict(Votes):
        said, stated = getattr(asserted, name), getattr(known, name, None)
        if said not in (None, ""):
            parts.append(None if stated in (None, "") else _alike(said, stated))
    return all_of(parts)


def _alike(said: object, known: object) -> Truth:
    """Compare what is said of one kind of vote with what was told: names with names, and where one has only a number, these."""
    if not (isinstance(said, Voters) and isinstance(known, Voters)):
        return said == known
    if said.number != known.number:
        return False
    if said.names and known.names:
        return {*said.names} == {*known.names}
    return None if said.names else True


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
    because = [event for events in _of_stage(state, says.instrument) for event in events if is_consent(event)]
    text = f"the consent of {says.party} to '{says.instrument}' is {phrase}"
    disputed = any(is_denied(event, state) for event in because)
    return judged(among(found, says.statuses), text, because, disputed=disputed)


def _consents(state: State) -> Iterator[str]:
    for name in state.log.cast.instruments:
        found = acts_of(state, name).possible
        shown = found.consenting | found.withdrawn
        yield from (joined(actor, name) for actor in state.log.cast.actors if actor in shown)


def _consent(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    certain, possible = (
        [event for event in events if concerns_consent(event, ActorId(party), state.log.cast)]
        for events in _of_stage(state, name)
    )
    if not (certain or possible):
        return None
    found = _possible_consents(state, ActorId(party), name)
    text = " or ".join(sorted(found - {"not_given"} if possible and not certain else found)).replace("_", " ")
    return answered(
        state,
        text,
        (event.id for event in certain),
        possibly=(event.id for event in possible),
        disputed=any(is_denied(event, state) for event in (*certain, *possible)),
    ).valued(given=found == {"given"})


def _stage_days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    name = parted(what)[1]
    cast = days.line.log.cast
    return days.of(
        STAGES, InstrumentId(name) if name in cast.instruments else cast.instrument_of[ProvisionId(name)]
    )


def _ever(subjects: Callable[[State], Iterator[str]], days: ChangeDays, last: State) -> Iterator[str]:
    """Name what was decided or given on any day: reopening a text lets it lapse."""
    for name in last.log.cast.instruments:
        for day in days.of(STAGES, name):
            if last.as_of is None or day <= last.as_of:
                yield from subjects(last.timeline.at(day, account=last.account))


def _step_said(says: DomesticStepAsserted, _: Cast) -> str:
    return f"{says.body}: {says.outcome}"


def _consent_said(says: ConsentAsserted, _: Cast) -> str:
    return said_of(f"the consent of {says.party} to '{says.instrument}'", says.statuses)


DOMESTIC_STEP: Final = Question(
    name="domestic_step",
    subjects=_steps,
    ever=partial(_ever, _steps),
    ask=_step,
    changes=_stage_days,
    asked=DomesticStepAsserted,
    holds=decided,
    said=_step_said,
)
CONSENT: Final = Question(
    name="consent",
    subjects=_consents,
    ever=partial(_ever, _consents),
    ask=_consent,
    changes=_stage_days,
    asked=ConsentAsserted,
    holds=consented,
    said=_consent_said,
)
