"""Gates in the report: each step, what stands before it, and whose that is."""

from __future__ import annotations

from peacetrack.report.html.page import DayShown
from peacetrack.report.html.steps import GateShown
from tests.build import article, log_of, log_with
from tests.report.reading import fixture, last_day

DEMAND = "event: condition_set, id: maps, by: azerbaijan, of: armenia, what: Maps first"


def gates(day: DayShown) -> dict[str, GateShown]:
    return {gate.step: gate for text in day.gates for gate in text.gates}


def test_the_signature_is_shut_by_what_remains_and_by_a_demand() -> None:
    """Three provisions remain and are nobody's; the demand is Azerbaijan's, in its first report's words."""
    found = gates(last_day(fixture("armenia-azerbaijan")))["Signature of the whole text"]
    remaining, demand, step_not_named = found.blockers

    assert ("shut", "3 provisions remaining", "") == (found.opening, remaining.what, remaining.owner)
    assert ("demand", "Azerbaijan", "by 27 June 2024") == (demand.what, demand.owner, demand.since)
    assert "Change the constitution to remove an indirect reference to Karabakh independence" == demand.quote
    assert ("may block: no step was named", False) == (step_not_named.note, step_not_named.certain)


def test_a_principle_shuts_the_signature_of_the_agreed_part() -> None:
    """For Azerbaijan nothing is agreed until everything is, so it keeps the agreed part from being signed."""
    found = gates(last_day(fixture("armenia-azerbaijan")))["Signature of the agreed part"]

    assert "principle: nothing is agreed until everything is agreed" == found.blockers[0].what
    assert "Azerbaijan" == found.blockers[0].owner


def test_what_is_not_signed_and_whose_consent_is_missing() -> None:
    """Before the ratification stands the signature, before the entry into force each missing consent."""
    found = gates(last_day(log_with()))

    assert ["not signed"] == [one.what for one in found["Ratification"].blockers]
    assert ["Armenia", "Azerbaijan", "georgia"] == [one.owner for one in found["Entry into force"].blockers]
    assert {"consent missing"} == {one.what for one in found["Entry into force"].blockers}


def test_a_step_that_was_taken_has_passed() -> None:
    """A signed text has no gate of an agreed part any more."""
    found = gates(
        last_day(log_with("event: signed, instrument: treaty, by: [armenia, azerbaijan], date: 2024-05-01"))
    )

    assert ("passed", ()) == (found["Signature"].opening, found["Signature"].blockers)
    assert "Signature of the agreed part" not in found


def test_a_contested_provision_is_its_objectors() -> None:
    """A provision that somebody contests by name is quoted by its title, or else its id."""
    found = gates(
        last_day(log_with("event: provision_contested, provision: borders, by: hajizade, date: 2024-05-01"))
    )
    (_, contested) = found["Text"].blockers

    assert ("contested", "borders", "Azerbaijan") == (contested.what, contested.quote, contested.owner)


def test_a_demand_before_a_provision_has_a_gate_of_its_own() -> None:
    """What is demanded before a provision is taken up stands with the provisions."""
    day = last_day(log_with(f"{DEMAND}, gate: {{opening: [courts]}}, date: 2024-05-01"))

    assert "Provisions" == day.gates[-1].title
    assert [("opening of courts", "shut")] == [(gate.step, gate.opening) for gate in day.gates[-1].gates]


def test_a_demand_of_a_mediator_is_without_force() -> None:
    """Whoever neither negotiates nor has to consent shuts nothing, and is listed all the same."""
    log = log_with(
        "event: condition_set, id: bases, by: usa, what: No bases, gate: {signature: treaty}, date: 2024-05-01"
    )
    found = gates(last_day(log))["Signature of the agreed part"]

    assert ("open", "without force", False) == (
        found.opening,
        found.blockers[0].note,
        found.blockers[0].certain,
    )


def test_a_demand_without_words_is_named_by_its_id() -> None:
    """While only a mention of a demand is known, its own words stand in a report that does not count."""
    log = log_of(
        article("late", "2024-09-01", f"{DEMAND}, gate: {{signature: treaty}}, date: 2024-05-01"),
        article(
            "early", "2024-06-01", "event: mentioned, of: maps, gate: {signature: treaty}, date: 2024-05-01"
        ),
    )
    early, late = (
        gates(last_day(log, known_by=day))["Signature of the agreed part"].blockers[0].quote
        for day in ("2024-06-01", "2024-09-01")
    )

    assert ("maps", "Maps first") == (early, late)
