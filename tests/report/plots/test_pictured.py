"""What pictures show, as data: it is what a state of each day answers, and no more precise than it is known."""

from __future__ import annotations

import datetime as dt

from hypothesis import given

from peacetrack.log.log import Log
from peacetrack.report.plots.pictured import (
    Happening,
    Piece,
    pictured_counts,
    pictured_days,
    pictured_matrix,
    pictured_threads,
)
from peacetrack.state.timeline import timeline
from peacetrack.testing.strategies import logs
from peacetrack.worlds import Bounds
from tests.build import log_with
from tests.report.reading import fixture

DAY = dt.date
THIRTEEN = "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01"


def numbers(pieces: tuple[Piece, ...]) -> list[tuple[dt.date, dt.date, Bounds]]:
    return [(piece.since, piece.until, piece.number) for piece in pieces]


@given(logs())
def test_the_step_is_what_each_day_answers(log: Log) -> None:
    """On the first day of each piece a state counts just the number that is drawn, and so on the day before it ends."""
    line = timeline(log)
    for name in log.cast.instruments:
        for piece in pictured_counts(line, name).pieces[:-1]:
            for day in (piece.since, piece.until - dt.timedelta(1)):
                assert piece.number == line.at(day).count(name).numerator


def test_the_talks_in_colombia_went_up_and_down() -> None:
    """Point by point up to six, none after the plebiscite, six again in the new agreement."""
    found = pictured_counts(timeline(fixture("colombia-farc")), "final-accord")

    assert ("Final agreement", "point", 6, ()) == (found.title, found.unit, found.of, found.branches)
    assert [0, 1, 2, 3, 4, 5, 6, 0, 6] == [piece.number.low for piece in found.pieces]
    assert (DAY(2016, 10, 7), DAY(2016, 11, 12), Bounds(0, 0)) == numbers(found.pieces)[-2]


def test_a_number_that_is_not_exact_is_a_band() -> None:
    """At least thirteen of sixteen runs from thirteen to sixteen; before that nothing is drawn, for nothing is known."""
    line = timeline(
        log_with(
            "event: provision_agreed, provision: preamble, date: 2024-04-01",
            "event: count_stated, by: armenia, agreed: {min: 13}, of: 16, date: 2024-05-01",
            "event: count_stated, by: armenia, agreed: 14, of: 16, date: 2024-06-01",
        )
    )
    found = pictured_counts(line, "treaty")

    assert [
        (DAY(2024, 5, 1), DAY(2024, 6, 1), Bounds(13, 16)),
        (DAY(2024, 6, 1), DAY(2024, 6, 1), Bounds(14, 14)),
    ] == numbers(found.pieces)


def test_each_branch_of_a_dispute_is_its_speakers() -> None:
    """Armenia counts thirteen and Azerbaijan ten of one day: the step spans them, and each has a line of its own."""
    line = timeline(
        log_with(
            THIRTEEN,
            "event: count_stated, by: aliyev, agreed: 10, of: 16, date: 2024-05-01",
            "event: count_stated, by: [armenia, azerbaijan], agreed: 15, of: 16, date: 2024-06-01",
            "event: statement_made, by: armenia, what: A beginning, date: 2024-07-01",
        )
    )
    found = pictured_counts(line, "treaty")
    may, june, july = DAY(2024, 5, 1), DAY(2024, 6, 1), DAY(2024, 7, 1)

    assert [(may, june, Bounds(10, 13)), (june, july, Bounds(15, 15))] == numbers(found.pieces)
    assert {
        ("armenia",): (("Armenia",), [(may, june, Bounds(13, 13))]),
        ("azerbaijan",): (("Azerbaijan",), [(may, june, Bounds(10, 10))]),
    } == {branch.carriers: (branch.names, numbers(branch.pieces)) for branch in found.branches}


def test_nothing_is_drawn_of_a_number_that_nobody_knows() -> None:
    """A text of which nobody counted has no piece, nor has an empty log; a picture ends with the day that is asked for."""
    assert () == pictured_counts(timeline(log_with()), "treaty").pieces
    found = pictured_counts(timeline(log_with(THIRTEEN)), "treaty", until=DAY(2024, 5, 20))
    assert [(DAY(2024, 5, 1), DAY(2024, 5, 20), Bounds(13, 13))] == numbers(found.pieces)
    assert () == pictured_counts(timeline(log_with(THIRTEEN)), "treaty", until=DAY(2024, 4, 20)).pieces


def test_the_matrix_is_that_of_the_report() -> None:
    """A column from each day on which any provision changes, with a letter in each cell."""
    line = timeline(
        log_with(
            "event: provision_agreed, provision: borders, date: 2024-05-01",
            "event: provision_contested, provision: borders, by: armenia, date: 2024-06-01",
        )
    )
    found = pictured_matrix(line, "treaty")

    assert found
    assert ("2024-05-01", "2024-06-01") == found.starts
    assert ["A", "C"] == [cell.letters for row in found.rows if row.label == "borders" for cell in row.cells]
    assert pictured_matrix(timeline(log_with()), "treaty") is None


def test_a_demand_has_a_phase_for_each_status_and_its_statements() -> None:
    """Raised some day in May, surely rejected in June, met in July: with the demand, its repetition and both answers."""
    line = timeline(
        log_with(
            "id: maps, event: condition_set, by: azerbaijan, of: armenia, what: Maps first, date: 2024-05",
            "event: condition_rejected, condition: maps, by: armenia, date: 2024-06-01",
            "event: condition_met, condition: maps, by: azerbaijan, date: 2024-07-01",
            "id: soon, event: proposal_made, by: armenia, offer: Sign soon, date: 2024-06-10",
        )
    )
    found = pictured_threads(line)

    assert found
    demand, offer = found.threads
    assert (DAY(2024, 5, 1), DAY(2024, 7, 1)) == (found.first, found.last)
    assert ("maps", "demand", "Maps first") == (demand.name, demand.what, demand.text)
    assert [
        ("raised", DAY(2024, 5, 1), DAY(2024, 5, 30), False),
        ("raised", DAY(2024, 5, 31), DAY(2024, 5, 31), True),
        ("rejected", DAY(2024, 6, 1), DAY(2024, 6, 30), True),
        ("met", DAY(2024, 7, 1), None, True),
    ] == [(one.status, one.since, one.until, one.certain) for one in demand.phases]
    assert ["condition set", "condition rejected", "condition met"] == [one.did for one in demand.statements]
    assert ("offer", "Sign soon", ["made"]) == (offer.what, offer.text, [one.status for one in offer.phases])


def test_demands_without_any_day_are_no_picture() -> None:
    """A demand of which nobody told a day has no place on a line of days, and neither has an empty log."""
    demand = "id: maps, event: condition_set, by: azerbaijan, what: Maps first"

    assert pictured_threads(timeline(log_with())) is None
    assert pictured_threads(timeline(log_with(demand))) is None


def test_an_event_is_a_day_or_the_days_between() -> None:
    """A day has two ends that are one; a month has two; an open end is none. What is background is not drawn."""
    line = timeline(
        log_with(
            "id: a, event: statement_made, by: pashinyan, what: A word, date: 2024-05-01",
            "id: b, event: statement_made, by: [armenia, azerbaijan], what: Two words, date: 2024-06",
            "id: c, event: contact_held, kind: call, participants: [armenia, azerbaijan], date: ../2024-07-01",
            "id: d, event: statement_made, by: armenia, what: Long ago, date: 1992, background: true",
        )
    )
    found = pictured_days(line)
    june = Happening(event="b", did="statement made", since=DAY(2024, 6, 1), until=DAY(2024, 6, 30))  # type: ignore[arg-type]  # an id

    assert found
    assert (DAY(2024, 5, 1), DAY(2024, 7, 1)) == (found.first, found.last)
    rows = dict(found.rows)
    assert ["Armenia", "Azerbaijan", "nobody in particular"] == [*rows]
    assert [(DAY(2024, 5, 1), DAY(2024, 5, 1)), (DAY(2024, 6, 1), DAY(2024, 6, 30))] == [
        (one.since, one.until) for one in rows["Armenia"]
    ]
    assert (june,) == rows["Azerbaijan"]
    assert [(None, DAY(2024, 7, 1))] == [(one.since, one.until) for one in rows["nobody in particular"]]
    assert pictured_days(timeline(log_with())) is None
