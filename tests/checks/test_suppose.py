"""Scenarios in Python: a supposition is a state, and what it changes is a list of changes."""

from __future__ import annotations

import copy
import datetime as dt
import pickle
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects.assertions import StageAsserted
from peacetrack.aspects.conditions import ConditionMet
from peacetrack.aspects.provisions import ProvisionOpened
from peacetrack.aspects.reports import Retracted
from peacetrack.aspects.stages import Signed, Stage
from peacetrack.checks.play import as_it_stands
from peacetrack.model.ids import ConditionId, EventId, InstrumentId, ProvisionId, SpeakerId
from tests.build import log_with

LOG: Final = log_with(
    "id: demand, event: condition_set, date: 2024-06-10, by: aliyev, of: armenia, what: Law, gate: {signature: treaty}",
    "id: thirteen, event: count_stated, date: 2024-06-12, by: pashinyan, agreed: 13, of: 16",
    "id: opened, event: provision_opened, provision: borders, date: 2024-06-14",
)
TREATY: Final = InstrumentId("treaty")
MET: Final = ConditionMet(id=EventId("met"), condition=ConditionId("demand"), by=(SpeakerId("azerbaijan"),))
SIGNED: Final = Signed(id=EventId("signing"), instrument=TREATY, date=pt.ImpreciseDate.parse("2024-07"))


def test_a_supposition_is_a_state() -> None:
    """Of the day of its last event; the log stays as it is."""
    before = copy.deepcopy(LOG)
    state = pt.suppose(LOG, [SIGNED], as_of="2024-06-30")

    assert dt.date(2024, 7, 31) == state.as_of
    assert "signed" == state.stage("treaty").status
    assert before == LOG
    assert state.stage("treaty") == pickle.loads(pickle.dumps(state)).stage("treaty")  # noqa: S301 - our own bytes


def test_nothing_supposed_is_the_log() -> None:
    """At the end of its last day, or of the one that is given."""
    assert pt.suppose(LOG, []).as_of is None
    assert dt.date(2024, 6, 13) == pt.suppose(LOG, [], as_of=dt.date(2024, 6, 13)).as_of
    assert () == pt.whatif(LOG)
    assert () == pt.whatif(LOG, as_of="2024-06-13", known_by="2024-06-13", account="azerbaijan")


def test_what_if_lists_what_would_change() -> None:
    """Each change with what brings it."""
    changes = pt.whatif(LOG, MET, as_of="2024-06-30")

    assert [
        "gate signature of treaty: shut: remaining 3, condition demand (azerbaijan) → shut: remaining 3",
        "gate signature of treaty (the agreed part): shut: condition demand (azerbaijan) → open",
        "condition demand: raised → met",
    ] == [str(change) for change in changes]
    assert {("met",)} == {change.because for change in changes}


def test_what_if_compares_one_day() -> None:
    """What the log itself tells between its end and that day is no change."""
    # Who signs a text has agreed on all of it.
    agreed = {
        "provision",
        "standing",
        "ever",
        *(f"count of {name}" for name in ("agreed", "open", "remaining")),
    }
    assert {"stage", "gate", "condition"} | agreed >= {
        change.what for change in pt.whatif(LOG, SIGNED, account=("armenia", "azerbaijan"))
    }
    later = ProvisionOpened(
        id=EventId("x"), provision=(ProvisionId("borders"),), date=pt.ImpreciseDate.parse("2024-07-01")
    )
    cut, whole = (
        [change.before for change in pt.whatif(LOG, later, as_of=day) if change.what == "provision"]
        for day in ("2024-06-11", None)
    )
    assert (["unknown"], []) == (cut, whole)


def test_whose_word_may_be_chosen_by_a_function() -> None:
    """A predicate of one's own is an account like any other, also of what stands without the supposition."""

    def armenian(event: pt.Event) -> bool:
        return "azerbaijan" not in event.by

    state = pt.suppose(LOG, [SIGNED], account=armenian)

    assert "signed" == state.stage("treaty").status
    assert "negotiating" == as_it_stands(state).stage("treaty").status
    assert {"stage"} <= {change.what for change in pt.whatif(LOG, SIGNED, account=armenian)}


def test_a_state_that_supposes_nothing_stands_as_it_is() -> None:
    """Without a supposition there is nothing to leave out."""
    state = pt.replay(LOG, as_of="2024-06-13")

    assert () == pt.diff(state, as_it_stands(state))


def test_ids_of_the_log_are_taken() -> None:
    """And each event of a supposition has its own."""
    with pytest.raises(ValueError, match="the id 'demand' is taken"):
        pt.suppose(LOG, [Signed(id=EventId("demand"), instrument=TREATY)])
    with pytest.raises(ValueError, match="the id 'signing' is taken"):
        pt.suppose(LOG, [SIGNED, SIGNED])


def test_a_wrong_day_or_account_is_told() -> None:
    """As everywhere in the library."""
    with pytest.raises(pt.DateError):
        pt.suppose(LOG, [], as_of="2024-06")
    with pytest.raises(pt.DateError):
        pt.whatif(LOG, known_by="yesterday")
    with pytest.raises(pt.UnknownActorError, match="'armania' is no actor"):
        pt.suppose(LOG, [SIGNED], account="armania")


def test_a_scenario_is_a_value() -> None:
    """It can be made in Python, compared, hashed, and played on any log."""
    then = pt.Then(says=StageAsserted(instrument=TREATY, statuses=(Stage.SIGNED,)), because="it was signed")
    scenario = pt.Scenario(
        id="signed", title="It is signed", given=pt.Given(account=("everyone",)), when=(SIGNED,), then=(then,)
    )
    outcome = pt.play(scenario, LOG)

    assert outcome.passed
    assert ("signed.then-1",) == tuple(result.claim.id for result in outcome.results)
    assert hash(scenario) == hash(pickle.loads(pickle.dumps(scenario)))  # noqa: S301 - our own bytes


def test_what_is_wrong_with_the_log_is_no_fault_of_what_is_supposed() -> None:
    """A log that was made in Python may hold what a file could not."""
    impossible = ConditionMet(
        id=EventId("early"), condition=ConditionId("demand"), date=pt.ImpreciseDate.parse("2023")
    )
    wrong = pt.Log(LOG.cast, LOG.sources, (*LOG.events, impossible))
    scenario = pt.Scenario(id="signed", title="It is signed", when=(SIGNED,))

    assert ["PT132"] == [found.code for found in pt.timeline(wrong).view.findings]
    assert () == pt.play(scenario, wrong).faults


def test_a_supposed_event_may_be_taken_back() -> None:
    """Then it never was, and its day is asked all the same."""
    back = Retracted(id=EventId("back"), of=EventId("signing"))
    state = pt.suppose(LOG, [SIGNED, back])

    assert "negotiating" == state.stage("treaty").status
    assert dt.date(2024, 7, 31) == state.as_of
