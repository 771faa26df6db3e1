"""Law 12: Initialled or signed implies text concluded; in force with a required consent missing is a finding."""

from typing import Any, Final

from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.conditions import ConditionSet, Gate, Step
from peacetrack.aspects.stages import EVENTS as STAGE_EVENTS
from peacetrack.aspects.stages import EnteredIntoForce, Initialled, Ratified, Signed, Stage, TextReopened
from peacetrack.evidence import CONSENTING, NEGOTIATING
from peacetrack.gates import gate_findings, gate_state
from peacetrack.ids import ActorId, InstrumentId
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.state import State, replay, timeline
from tests.laws.answers import single_words
from tests.strategies import logs

CONCLUDED: Final = frozenset(Stage) - {Stage.NEGOTIATING}


@given(logs(only=STAGE_EVENTS, longest=12, claimed=False), st.data())
def test_whoever_initials_or_signs_has_concluded_the_text(log: Log, data: st.DataObject) -> None:
    """Initialled or signed implies text concluded"""
    account = data.draw(st.sampled_from(single_words(log)))
    line = timeline(log)
    for day in (None, *line.days()):
        state = line.at(day, account=account)
        for text in log.cast.instruments:
            concluded = gate_state(state, Gate(Step.TEXT, text))
            if state.stage(text).possible <= CONCLUDED or (_is_signed(state, text) and not state.maybe):
                assert "open" == concluded.opening
                assert concluded.passed


def _is_signed(state: State, text: InstrumentId) -> bool:
    """Tell whether the last step that this word knows, forward to or back from a signature, was forward."""
    cast = state.log.cast
    for event in reversed(_told(state, text)):
        sides = cast.words(event.word_of)
        if isinstance(event, Initialled | Signed | TextReopened) and (
            not sides or {*sides} & {*state.account.actors}
        ):
            return not isinstance(event, TextReopened)
    return False


def _told(state: State, text: InstrumentId) -> list[Any]:
    """List what had certainly happened to an instrument, without what was refused."""
    refused = state.timeline.refused
    return [
        event
        for event in state.events
        if getattr(event, "instrument", None) == text and event.id not in refused
    ]


@given(
    logs(only=(Ratified, Ratified, EnteredIntoForce, ConditionSet, *STAGE_EVENTS), longest=12, claimed=False)
)
def test_force_without_a_needed_consent_is_reported(log: Log) -> None:
    """In force with a required consent missing is a finding"""
    state = replay(log)
    reported = {
        finding.entry: finding.message
        for finding in gate_findings(state)
        if finding.code == "consent-missing"
    }
    for text in log.cast.instruments:
        for event, missing in _entries_into_force(state, text):
            if missing:
                assert [] == [party for party in missing if party not in reported.get(event.id, "")]
            else:
                assert event.id not in reported


def _entries_into_force(state: State, text: InstrumentId) -> list[tuple[Event, list[ActorId]]]:
    """List each entry into force of what was not in force, with the consents that were missing then."""
    cast = state.log.cast
    by_role = [actor.id for actor in cast.actors.values() if actor.role in (NEGOTIATING, CONSENTING)]
    given_by: set[ActorId] = set()
    found: list[tuple[Event, list[ActorId]]] = []
    is_in_force = False
    for event in _told(state, text):
        match event:
            case TextReopened():
                given_by.clear()
            case Ratified():
                given_by.add(event.party)
            case EnteredIntoForce() if not is_in_force:
                needed = cast.instruments[text].consents or by_role
                found.append((event, [party for party in needed if party not in given_by]))
                is_in_force = True
            case _:
                pass
    return found
