"""
Laws 9 and 12: nothing is settled before everything is agreed, and nothing is signed before its text is concluded.

No aspect of one's own can break them, for no standing and no gate asks for one: that they can be broken is shown with wrong
answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.conditions import ConditionSet, Gate, Step
from peacetrack.aspects.consents import Ratified
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.principles import Principle, PrincipleInvoked
from peacetrack.aspects.provisions import LIVE, PROVISIONS, ProvisionAgreed, Status
from peacetrack.aspects.stages import (
    AFTER_FORCE,
    STAGES,
    EnteredIntoForce,
    Initialled,
    Signed,
    Stage,
    TextReopened,
    named,
)
from peacetrack.aspects.stages import EVENTS as STAGE_EVENTS
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.log.log import Log
from peacetrack.model.evidence import CONSENTING, NEGOTIATING
from peacetrack.model.ids import ActorId, EventId, InstrumentId, SpeakerId
from peacetrack.questions.standing import Standing
from peacetrack.state.timeline import State, replay, timeline
from peacetrack.testing.answers import single_accounts, unlike
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count
from tests.laws.counting import at_last


@attrs.frozen
class _Invoked:
    """A state in which a party holds a principle about an instrument."""

    state: State
    text: InstrumentId
    standing: Standing
    agreed: Count
    remaining: Count


def _under(trial: Trial, log: Log, principle: Principle) -> _Invoked:
    """Let a party invoke a principle at the end of a log."""
    party, text = trial.some(sorted(log.cast.actors)), trial.some(sorted(log.cast.instruments))
    invoked = PrincipleInvoked(
        id=EventId("invoked-at-last"), by=(SpeakerId(party),), principle=principle, instrument=text
    )
    state = replay(at_last(log, invoked), account=trial.account())
    unit = log.cast.instruments[text].unit
    counts = trial.ask.counts(state, [(text, unit)])
    standing = trial.ask.standings(state)[party, text]
    return _Invoked(state, text, standing, counts[text, unit, Status.AGREED], counts[text, unit, "remaining"])


def settles_all_or_none(trial: Trial) -> Iterator[object]:
    """Let a party hold that nothing is agreed until everything is agreed."""
    found = _under(trial, trial.log, Principle.SINGLE_UNDERTAKING)
    known = trial.ask.facts(found.state)
    of_text = [(PROVISIONS.name, name) for name, home in trial.log.cast.units.items() if home == found.text]
    is_left = any(known[unit].because and known[unit].possible <= LIVE - {Status.AGREED} for unit in of_text)
    settled, whole = found.standing.settled, found.standing.of
    if is_left or found.remaining.numerator.low:
        yield from unlike("settled", found.text, settled, Bounds(0, 0))
    if settled.low not in (0, whole.low) or settled.high not in (0, whole.high):
        yield f"{settled} of {whole} are settled in '{found.text}', which is neither all nor none"


def settles_everything_at_last(trial: Trial) -> Iterator[object]:
    """Let all units be agreed at the end of a log, and let it be said that nothing remains: the whole is settled."""
    cast, none = trial.log.cast, Quantity(low=0, high=0)
    agreed = ProvisionAgreed(id=EventId("agreed-at-last"), provision=tuple(cast.instrument_of))
    counts = (
        CountStated(id=EventId(f"none-remains-of-{text}"), instrument=text, remaining=none)
        for text in cast.instruments
    )
    found = _under(trial, at_last(trial.log, agreed, *counts), Principle.SINGLE_UNDERTAKING)
    provided(found.remaining.numerator == Bounds(0, 0) and agreed.id not in found.state.timeline.refused)
    yield from unlike("settled", found.text, found.standing.settled, found.standing.of)


def settles_what_is_agreed(trial: Trial) -> Iterator[object]:
    """Let a party hold any other principle: only a single undertaking holds back what is agreed."""
    others = [principle for principle in Principle if principle is not Principle.SINGLE_UNDERTAKING]
    found = _under(trial, trial.log, trial.some(others))
    yield from unlike("settled", found.text, found.standing.settled, found.agreed.numerator)


LAW_9: Final = Law(
    9,
    "Under `single_undertaking`, nothing is settled while a live unit is not agreed.",
    (
        Clause("Nothing is settled while a live unit is not agreed", settles_all_or_none, speaking),
        Clause("and everything once nothing remains", settles_everything_at_last, speaking),
        Clause("under any other principle what is agreed is settled", settles_what_is_agreed, speaking),
    ),
)

CONCLUDED: Final = frozenset(Stage) - {Stage.NEGOTIATING}


def concludes_the_text(trial: Trial) -> Iterator[object]:
    """Ask of every day on which an instrument is initialled or signed whether its text is concluded."""
    line, account = timeline(trial.log), trial.some(single_accounts(trial.log))
    for day in (None, *line.days()):
        state = line.at(day, account=account)
        for text in trial.log.cast.instruments:
            if state.stage(text).possible <= CONCLUDED or (
                _is_signed(state, text) and not state.possible_events
            ):
                gate = Gate(Step.TEXT, text)
                concluded = trial.ask.gates(state, [gate])[gate, "whole"]
                stated = concluded.opening, concluded.passed
                yield from unlike("text", (text, day), stated, ("open", True))


def _is_signed(state: State, text: InstrumentId) -> bool:
    """Tell whether every party has initialled, or every party has signed, by what this word knows, since it was last reopened."""
    cast = state.log.cast
    parties = {*cast.parties_of(text)}
    done: dict[type[Event], set[ActorId]] = {Initialled: set(), Signed: set()}
    is_signed = False
    for event in _happened_to(state, text):
        carriers = cast.carriers(event.speakers)
        if carriers and not {*carriers} & {*state.account.actors}:
            continue
        if isinstance(event, TextReopened):
            done, is_signed = {kind: set() for kind in done}, False
        elif isinstance(event, Initialled | Signed):
            done[type(event)] |= {*cast.actors_of(event.by)} or parties
            is_signed |= parties <= done[type(event)]
    return is_signed


def _happened_to(state: State, text: InstrumentId) -> list[Event]:
    """List what had certainly happened to an instrument, or to one of which it is part, without what was refused."""
    refused, cast = state.timeline.refused, state.log.cast
    return [
        event
        for event in state.events
        if isinstance(event, STAGES.kinds) and text in named(event, cast) and event.id not in refused
    ]


def reports_a_missing_consent(trial: Trial) -> Iterator[object]:
    """Compare each entry into force with the consents that were given before it."""
    state = replay(trial.log)
    reported = {
        finding.entry: finding.message
        for finding in trial.ask.passages(state)
        if finding.code == "consent-missing"
    }
    for text in trial.log.cast.instruments:
        for event, missing in _entries_into_force(state, text):
            stated = reported.get(event.id, "")
            named = [party for party in missing if party in stated]
            yield from unlike("missing consents", event.id, (named, bool(stated)), (missing, bool(missing)))


def _entries_into_force(state: State, text: InstrumentId) -> Iterator[tuple[Event, list[ActorId]]]:
    """List each entry into force by which a text came to be in force for certain, with the consents that were missing then."""
    cast, places = state.log.cast, state.timeline.places
    by_role = [actor.id for actor in cast.actors.values() if actor.role in (NEGOTIATING, CONSENTING)]
    needed = cast.instruments[text].consents or by_role
    given_by: set[ActorId] = set()
    for event in _happened_to(state, text):
        if isinstance(event, TextReopened):
            given_by.clear()
        elif isinstance(event, Ratified):
            given_by.add(event.party)
        elif isinstance(event, EnteredIntoForce) and event.instrument == text:
            place = places[event.id]
            before, after = (state.just_before(end).stage(text).possible for end in (place, place + 1))
            # In somebody's word it may have ended before; then no step is left to take.
            if before.isdisjoint(AFTER_FORCE) and after == {Stage.IN_FORCE}:
                yield event, [party for party in needed if party not in given_by]


def _of_stages(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects, kinds=STAGE_EVENTS, longest=12)


def _of_consents(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    kinds = (Ratified, Ratified, EnteredIntoForce, ConditionSet, *STAGE_EVENTS)
    return speaking(aspects, kinds=kinds, longest=12)


LAW_12: Final = Law(
    12,
    "Initialled or signed implies text concluded; in force with a required consent missing is a finding.",
    (
        Clause("Initialled or signed implies text concluded", concludes_the_text, _of_stages),
        Clause(
            "in force with a required consent missing is a finding", reports_a_missing_consent, _of_consents
        ),
    ),
)
