"""Demands of the text or of the parties that the record itself can show to be met."""

from __future__ import annotations

import datetime as dt

import pytest

from peacetrack.aspects.conditions import CONDITIONS, BodyStep, Share, SignedText, Status, Threshold
from peacetrack.model.ids import ActorId, InstrumentId
from peacetrack.questions.gates import gate
from peacetrack.questions.intervals import intervals
from peacetrack.questions.parties import has_force
from peacetrack.state.timeline import replay, timeline
from tests.build import PACKAGE, log_with

REQUIRED = "id: c, event: condition_set, by: hajizade, what: x, date: 2024-06-01, gate: {signature: treaty}, met_by: "
APPROVED = "event: domestic_step, party: armenia, body: parliament, outcome: approved, date: 2024-07"


def required(requirement: str, *events: str, as_of: str | None = None) -> str:
    log = log_with(f"{REQUIRED}{{{requirement}}}, of: armenia", *events)
    return gate(replay(log, as_of=as_of), signature="treaty", text="agreed_part").opening


def test_a_requirement_is_met_by_the_steps_that_it_names() -> None:
    """A demand that needs a parliament's approval stops blocking when the record shows it."""
    assert "shut" == required("steps: parliament")
    assert "open" == required("steps: parliament", APPROVED)
    assert "shut" == required("steps: [parliament, court]", APPROVED)


def test_a_step_that_may_have_been_taken_may_meet_a_requirement() -> None:
    """While the parliament may have approved, the gate is undetermined."""
    assert "undetermined" == required("steps: parliament", APPROVED, as_of="2024-07-15")


@pytest.mark.parametrize(
    "later",
    [
        "event: text_reopened, date: 2024-08-01",
        "event: domestic_step, party: armenia, body: parliament, outcome: rejected, date: 2024-08-01",
    ],
)
def test_an_approval_can_lapse(later: str) -> None:
    """An approval lapses when the text is reopened, or when the same body takes it back."""
    assert "shut" == required("steps: parliament", APPROVED, later)


def test_a_requirement_may_count_consents() -> None:
    """A number of consents is reached without those that do not count."""
    concluded = "event: text_concluded, date: 2024-05-01"
    first, second = (f"event: ratified, party: {party}, date: 2024-07-01" for party in ("armenia", "georgia"))

    assert "shut" == required("consents: 2", concluded, first)
    assert "open" == required("consents: 2", concluded, first, second)
    assert "shut" == required("consents: 2, not_counting: georgia", concluded, first, second)


def test_a_waiting_time_is_kept_and_not_computed() -> None:
    """Where time has to pass the record does not show the requirement met."""
    assert "shut" == required("steps: parliament, after: 60 days", APPROVED)


def test_a_requirement_of_nothing_is_not_met() -> None:
    """A demand that asks nothing of the record is met only when somebody says so."""
    assert "shut" == required("")


def test_a_requirement_may_be_another_signature() -> None:
    """A protocol that needs the accord signed waits for that, and may be free while it may be signed."""
    demand = "id: c, event: condition_set, by: farc, what: x, date: 2024-06-01, gate: {signature: ceasefire}"
    log = log_with(
        f"{demand}, met_by: {{signed: accord}}",
        "event: signed, instrument: accord, date: 2024-07",
        cast=PACKAGE,
    )
    openings = [
        gate(replay(log, as_of=day), signature="ceasefire", text="agreed_part").opening
        for day in ("2024-06-30", "2024-07-15", "2024-07-31")
    ]

    assert ["shut", "undetermined", "open"] == openings


def test_all_that_is_required_is_needed() -> None:
    """A text that needs an approval and another signature has neither by the other."""
    both = "steps: parliament, signed: treaty"
    demand = f"id: c, event: condition_set, by: hajizade, of: armenia, what: x, gate: {{talks: treaty}}, met_by: {{{both}}}"
    signed = "event: signed, date: 2024-06-01"

    def talks(*events: str) -> str:
        return gate(replay(log_with(demand, *events)), talks="treaty").opening

    assert ["shut", "shut", "open"] == [talks(signed), talks(APPROVED), talks(signed, APPROVED)]


MANY = tuple(f"event: ratified, party: {party}, date: 2024-07" for party in ("armenia", "georgia")) * 4


@pytest.mark.parametrize(("day", "opening"), [("2024-07-15", "undetermined"), ("2024-07-31", "open")])
def test_many_consents_that_may_have_been_given_may_be_enough(day: str, opening: str) -> None:
    """While it is not known which of eight reports of consent had come true, the demand may be met."""
    assert opening == required("consents: 2", *MANY, as_of=day)


def test_what_is_required_is_told_in_words() -> None:
    """A body with its party, a number or a share, and which text has to be signed."""
    assert "parliament (uk)" == str(BodyStep(party=ActorId("uk"), body="parliament"))
    assert ("9", "2/3 of those who may") == (str(Threshold(number=9)), str(Threshold(share=Share(2, 3))))
    assert ("the text itself", "accord") == (
        str(SignedText()),
        str(SignedText(instrument=InstrumentId("accord"))),
    )


def test_two_thirds_of_nobody_are_nobody() -> None:
    """A share is reached from that fraction on, and never of nobody."""
    assert [False, True, True] == [Share(2, 3).is_met(number, 6) for number in (3, 4, 5)]
    assert not Share(1, 2).is_met(0, 0)


def test_of_a_demand_that_names_no_text_any_text_will_do() -> None:
    """A demand before no step is met by the parliament's approval of whichever text, and by the signature of any."""
    demand = "id: c, event: condition_set, by: farc, of: government, what: x, date: 2024-06-01, met_by: "
    approved = "event: domestic_step, instrument: ceasefire, party: government, body: congress, outcome: approved, date: 2024-06-02"
    signed = "event: signed, instrument: ceasefire, date: 2024-06-03"

    def status(needs: str, *events: str) -> object:
        fact = replay(log_with(demand + needs, *events, cast=PACKAGE))[CONDITIONS]["c"]
        return fact.status

    assert [Status.RAISED, Status.MET] == [status("{steps: congress}"), status("{steps: congress}", approved)]
    assert [Status.RAISED, Status.MET] == [status("{signed: true}"), status("{signed: true}", signed)]


CHAIN = "id: first, event: condition_set, by: hajizade, of: armenia, what: x, date: 2024-06-01, gate: {signature: treaty}, met_by: "


def status_of(needs: str, *events: str) -> object:
    return replay(log_with(CHAIN + needs, *events))[CONDITIONS]["first"].status


def test_a_demand_may_wait_for_one_that_only_its_owner_can_declare_met() -> None:
    """What requires another demand is met when that is, on whichever day somebody says so, and its intervals say when."""
    second = "id: second, event: condition_set, by: hajizade, of: armenia, what: y, date: 2024-06-01"
    met = "event: condition_met, condition: second, by: hajizade, date: 2024-07-01"
    log = log_with(f"{CHAIN}{{conditions: second}}", second, met)

    assert Status.RAISED == status_of("{conditions: second}", second)
    assert Status.MET == status_of("{conditions: second}", second, met)
    found = [one for one in intervals(timeline(log)) if one.subject == "first"]
    assert [("raised",), ("met",)] == [one.possible for one in found]
    assert dt.date(2024, 7, 1) == found[-1].since


def test_a_demand_may_wait_for_the_agreement_of_a_provision() -> None:
    """What requires that borders be agreed is met on the day when it is, and its intervals say so."""
    agreed = "event: provision_agreed, provision: borders, date: 2024-07-01"
    log = log_with(f"{CHAIN}{{provisions: borders}}", agreed)
    found = [one for one in intervals(timeline(log)) if one.subject == "first"]

    assert [("raised",), ("met",)] == [one.possible for one in found]
    assert dt.date(2024, 7, 1) == found[-1].since


def test_of_several_ways_one_that_needs_time_is_not_shown() -> None:
    """A waiting time inside a choice is kept and not computed; the other way is enough."""
    either = "{any: [{consents: 1, after: 60 days}, {steps: court}]}"
    ratified = "event: ratified, party: armenia, date: 2024-07-01"
    approved = "event: domestic_step, party: armenia, body: court, outcome: approved, date: 2024-07-02"

    assert Status.RAISED == status_of(either, ratified)
    assert Status.MET == status_of(either, ratified, approved)


def test_force_needs_no_text() -> None:
    """Where nothing is negotiated yet, who negotiates by the cast has force, and a host has none."""
    cast = "actors: {north: {role: negotiating_party}, west: {role: host}}\n"
    state = replay(log_with("event: statement_made, by: north, what: x", cast=cast))

    assert (True, False) == (has_force(state, ActorId("north")), has_force(state, ActorId("west")))
