"""Demands and offers in the report: each statement and each answer in its turn."""

from __future__ import annotations

from peacetrack.report.html.exchanges import Thread
from tests.build import article, log_of, log_with
from tests.report.reading import as_text, fixture, last_day

DEMAND = "event: condition_set, id: maps, by: azerbaijan, of: armenia, what: Maps first, gate: {signature: treaty}, date: 2024-05-01"


def thread(name: str, threads: tuple[Thread, ...]) -> Thread:
    return next(one for one in threads if one.name == name)


def test_the_thread_of_the_constitution() -> None:
    """The demand, its restatements, both rejections and the arguments stand in their order."""
    found = thread("constitution", last_day(fixture("armenia-azerbaijan")).demands)

    assert ("rejected", "Azerbaijan to Armenia") == (found.status, as_text(found.who))
    assert ("stated 3 times", "before: signature of treaty") == found.notes
    assert {"set", "restated", "rejected", "argued for it", "argued against it"} == {
        exchange.did for exchange in found.exchanges
    }
    assert "set" == found.exchanges[0].did
    assert ("before: signature of treaty", "several occasions, told as one") == found.exchanges[0].notes
    assert any(
        note.startswith("citing Constitution of Armenia → preamble")
        for exchange in found.exchanges
        for note in exchange.notes
    )


def test_a_further_report_lies_inside_its_turn() -> None:
    """A second document that mentions the demand is no second demand."""
    log = log_of(
        article("one", "2024-06-01", DEMAND),
        article("two", "2024-06-02", "event: mentioned, of: maps, what: They want the maps, inferred: true"),
    )
    (found,) = last_day(log).demands
    (exchange,) = found.exchanges

    assert "stated once" == found.notes[0]
    assert [("They want the maps", ("that it is the same is inferred",), ())] == [
        (again.quote, again.notes, again.who) for again in exchange.again
    ]


def test_an_argument_about_a_restatement_belongs_to_the_thread() -> None:
    """What speaks against one statement of a demand speaks against the demand."""
    log = log_with(
        DEMAND,
        "event: condition_restated, id: maps-again, condition: maps, by: azerbaijan, date: 2024-06-01",
        "event: argument_made, against: maps-again, by: armenia, what: They have them, date: 2024-06-02",
        "event: argument_made, for: maps, by: azerbaijan, what: They do not, inferred: true, date: 2024-06-03",
    )
    (found,) = last_day(log).demands

    assert ["set", "restated", "argued against it", "argued for it"] == [
        exchange.did for exchange in found.exchanges
    ]
    assert ("inferred by the log’s author",) == found.exchanges[-1].notes


def test_a_demand_that_may_have_been_made_is_marked() -> None:
    """A turn that may not have happened by the day is there, perhaps."""
    (found,) = last_day(
        log_with(DEMAND.replace("2024-05-01", "2024-05-01/2024-05-31")), as_of="2024-05-10"
    ).demands

    assert [False] == [exchange.certain for exchange in found.exchanges]
    assert ("stated never", "before: signature of treaty", "it may not have been made by then") == found.notes


def test_a_step_that_may_have_been_named_is_marked() -> None:
    """A restatement that may not have been made by the day names its step only perhaps."""
    again = "event: condition_restated, condition: maps, by: azerbaijan, gate: {text: treaty}, date: 2024-06-01/2024-06-30"
    (found,) = last_day(log_with(DEMAND, again), as_of="2024-06-10").demands

    assert ("stated once", "before: signature of treaty", "perhaps before text of treaty") == found.notes


def test_a_demand_of_nobody_before_nothing() -> None:
    """Who demands it and before which step was not said; what was dropped blocks no step any more."""
    (open_one,) = last_day(
        log_with("event: condition_set, id: maps, what: Maps first, date: 2024-05-01")
    ).demands
    (dropped,) = last_day(
        log_with(DEMAND, "event: condition_withdrawn, condition: maps, by: azerbaijan, date: 2024-06-01")
    ).demands

    assert ("nobody named", ("stated once", "before: no step was named")) == (
        as_text(open_one.who),
        open_one.notes,
    )
    assert ("withdrawn", ("stated once",)) == (dropped.status, dropped.notes)


def test_the_thread_of_an_offer() -> None:
    """An offer has its day, its renewals and its rejections."""
    log = log_with(
        "id: offer, event: proposal_made, by: armenia, to: azerbaijan, offer: Sign soon, date: 2024-05-01, for: 2024-06-30",
        "event: proposal_rejected, proposal: offer, by: azerbaijan, what: Not yet, date: 2024-05-02",
        "event: proposal_renewed, proposal: offer, by: armenia, date: 2024-05-03",
    )
    (found,) = last_day(log).offers

    assert ("Sign soon", "made", "Armenia to Azerbaijan") == (found.quote, found.status, as_text(found.who))
    assert ("renewed once", "rejected once") == found.notes
    assert [("made", ("for 30 June 2024",)), ("rejected", ()), ("renewed", ())] == [
        (exchange.did, exchange.notes) for exchange in found.exchanges
    ]


def test_an_offer_of_which_only_an_answer_is_known() -> None:
    """Who made an offer is not known while only its rejection is; its thread begins with that."""
    log = log_of(
        article(
            "late",
            "2024-09-01",
            "id: offer, event: proposal_made, by: armenia, offer: Sign soon, date: 2024-05-01",
        ),
        article(
            "early",
            "2024-06-01",
            "event: proposal_rejected, proposal: offer, by: azerbaijan, date: 2024-05-02",
        ),
    )
    (found,) = last_day(log, known_by="2024-06-01").offers

    assert "offer" == found.quote
    assert ["rejected"] == [exchange.did for exchange in found.exchanges]


def test_a_disputed_demand_is_marked() -> None:
    """Whether a demand was met is one side's word against the other's."""
    log = log_with(
        DEMAND,
        "id: handed-over, event: condition_met, condition: maps, by: azerbaijan, date: 2024-06-01",
        "event: denied, of: handed-over, by: armenia, date: 2024-06-02",
    )

    assert last_day(log).demands[0].disputed
