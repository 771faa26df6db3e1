"""What is part of another text is signed, in force and ended with it, unless told otherwise (design, section 4.4)."""

from __future__ import annotations

from typing import Final

import pytest

from peacetrack.checks.claims import Result
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.gates import gate
from peacetrack.questions.parties import acts_of
from peacetrack.questions.standing import standing
from peacetrack.state.timeline import State, replay
from tests.build import asked, log_with

CAST: Final = """
actors:
  north: {role: negotiating_party}
  south: {role: negotiating_party}
  east: {role: negotiating_party}
instruments:
  accord: {unit: point, provisions: {land: {kind: point}}}
  truce: {part_of: accord, unit: rule, provisions: {zones: {kind: rule}}}
  maps: {part_of: truce, unit: sheet}
  pact: {part_of: accord, parties: [north, south]}
"""
SIGNED = "event: signed, instrument: accord, date: 2024-03-01"
BY_TWO = f"{SIGNED}, by: [north, south]"
IN_FORCE = "event: entered_into_force, instrument: accord, date: 2024-04-01"
ENDED = "event: terminated, instrument: accord, date: 2024-05-01"
REOPENED = "event: text_reopened, instrument: accord, date: 2024-03-10"


def of(*events: str) -> State:
    return replay(log_with(*events, cast=CAST))


def holds(says: str, *events: str) -> Result:
    return asked(says, *events, cast=CAST)


@pytest.mark.parametrize(
    ("events", "stage"),
    [
        ((SIGNED,), "signed"),
        ((BY_TWO,), "negotiating"),
        ((SIGNED, IN_FORCE), "in_force"),
        ((SIGNED, IN_FORCE, ENDED), "terminated"),
        ((SIGNED, IN_FORCE, "event: suspended, instrument: accord, date: 2024-04-02"), "suspended"),
        ((SIGNED, REOPENED), "negotiating"),
        (("event: initialled, instrument: accord, date: 2024-03-01",), "negotiating"),
    ],
)
def test_a_part_goes_with_the_whole(events: tuple[str, ...], stage: str) -> None:
    """A part of a text, and a part of that, are signed, binding, suspended and ended with the whole; initialled by itself."""
    found = of(*events)

    for name in ("truce", "maps"):
        assert [stage] == [*found.stage(name).possible]
    assert () == found.findings


@pytest.mark.parametrize("name", ["ratified", "consent_withdrawn"])
def test_who_consents_to_the_whole_consents_to_its_parts(name: str) -> None:
    """The consent of a party to a text is its consent to what is part of it, and so it is taken back."""
    consents = ["event: ratified, instrument: accord, party: north, date: 2024-03-02"]
    if name == "consent_withdrawn":
        consents.append("event: consent_withdrawn, instrument: accord, party: north, date: 2024-03-03")
    is_so = "given" if name == "ratified" else "withdrawn"

    for text in ("accord", "truce", "maps"):
        says = f"consent: {{party: north, instrument: {text}, is: {is_so}}}"
        assert "supported" == holds(says, SIGNED, *consents).verdict


def test_told_otherwise_it_stays() -> None:
    """A part that was brought into force by itself stays so when the whole is signed, or reopened; what ended stays ended."""
    own = "event: entered_into_force, instrument: truce, date: 2024-02-01"
    over = "event: terminated, instrument: truce, date: 2024-02-01"

    for later in ((SIGNED,), (SIGNED, REOPENED)):
        found = of(own, *later)
        assert (["in_force"], ()) == ([*found.stage("truce").possible], found.findings)
    found = of(over, SIGNED, IN_FORCE)
    assert (["terminated"], ["in_force"], ()) == (
        [*found.stage("truce").possible], [*found.stage("accord").possible], found.findings,
    )  # fmt: skip


def test_what_was_done_about_a_part_in_force_outlasts_the_reopening_of_the_whole() -> None:
    """Signatures, consents and approvals of a part in force do not lapse with the whole."""
    approved = "event: domestic_step, instrument: truce, party: north, body: Diet, outcome: approved, date: 2024-01-01"
    found = of(
        approved,
        "event: signed, instrument: truce, by: north, date: 2024-01-02",
        "event: entered_into_force, instrument: truce, date: 2024-02-01",
        REOPENED,
    )
    says = "domestic_step: {instrument: truce, party: north, body: Diet, outcome: approved}"

    assert {"north"} == acts_of(found, InstrumentId("truce")).certain.signed
    assert (
        "supported"
        == holds(
            says, approved, "event: entered_into_force, instrument: truce, date: 2024-02-01", REOPENED
        ).verdict
    )


def test_applied_provisionally_it_lapses() -> None:
    """What is only applied provisionally is not in force: its signatures lapse when the whole is reopened."""
    applied = "event: entered_into_force, instrument: truce, provisionally: true, date: 2024-03-02"

    assert set() == acts_of(of(SIGNED, applied, REOPENED), InstrumentId("truce")).certain.signed


def test_a_part_of_some_parties_is_signed_by_these() -> None:
    """What names its parties is signed once these have signed the whole; who joins the whole does not join the part."""
    joined = "event: party_joined, instrument: accord, party: east, date: 2024-02-01"
    own = "event: initialled, instrument: pact, by: north, date: 2024-02-02"
    found = of(joined, own, BY_TWO)

    assert (["signed"], ["negotiating"]) == (
        [*found.stage("pact").possible],
        [*found.stage("accord").possible],
    )
    assert {"north", "south"} == acts_of(found, InstrumentId("pact")).certain.parties


def test_who_leaves_the_whole_leaves_its_parts() -> None:
    """A party that leaves those who negotiate a text negotiates no part of it; a part that lacked it alone is signed."""
    left = "event: party_left, instrument: accord, party: east, date: 2024-03-05"

    assert ["signed"] == [*of(BY_TWO, left).stage("truce").possible]


def test_gates_and_requirements_of_a_part() -> None:
    """A demand before a part's signature is overtaken with the whole's; a requirement that the part is signed is met so."""
    demand = "id: c, event: condition_set, by: north, what: x, gate: {signature: truce}, date: 2024-02-01"
    needs = "id: r, event: condition_set, what: x, gate: {entry_into_force: accord}, date: 2024-02-01, met_by: {signed: truce}"

    assert ("shut", "open", True) == (
        gate(of(demand), signature="truce").opening,
        (passed := gate(of(demand, SIGNED), signature="truce")).opening,
        passed.passed,
    )
    assert "supported" == holds("condition: {id: r, is: met}", needs, SIGNED).verdict
    assert "refuted" == holds("condition: {id: r, is: met}", needs, BY_TWO).verdict


def test_consents_that_a_part_requires_are_given_with_the_whole() -> None:
    """A part that needs two consents has them once two have consented to the whole."""
    needs = "id: r, event: condition_set, what: x, gate: {entry_into_force: truce}, date: 2024-02-01, met_by: {consents: 2}"
    consents = [
        f"event: ratified, instrument: accord, party: {party}, date: 2024-03-02"
        for party in ("north", "south")
    ]

    assert "supported" == holds("condition: {id: r, is: met}", needs, *consents).verdict
    assert "refuted" == holds("condition: {id: r, is: met}", needs, consents[0]).verdict


def test_what_is_agreed_in_a_part_is_settled_with_the_whole() -> None:
    """Once the whole is signed nothing remains of its part: it is settled for who takes all or nothing."""
    package = "event: principle_invoked, by: north, instrument: truce, principle: single_undertaking, date: 2024-01-01"
    contested = "event: provision_contested, provision: zones, by: south, date: 2024-01-02"
    whole = of(package, contested, SIGNED)

    assert 0 == whole.count("truce", "remaining").numerator.high
    assert 1 == standing(whole, "north", instrument="truce").settled.low
    assert 0 == standing(of(package, contested, BY_TWO), "north", instrument="truce").settled.high


def test_the_signature_of_a_part_is_none_of_the_whole() -> None:
    """Who signs a part has not signed the whole: the other's signature of the whole does not conclude it."""
    part = "event: signed, instrument: truce, by: [north, south], date: 2024-02-01"
    found = of(part, f"{SIGNED}, by: east")

    assert ["negotiating"] == [*found.stage("accord").possible]
    assert ["negotiating"] != [*found.stage("truce").possible]
    assert found.count("accord", "remaining").numerator.high != 0
