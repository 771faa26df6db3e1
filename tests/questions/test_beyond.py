"""What the record says nothing of: texts of which nothing is told yet, and days that it does not reach."""

from __future__ import annotations

import pytest

import peacetrack as pt
from peacetrack.log.claim import Verdict
from peacetrack.log.log import Log
from tests.build import CAST, PACKAGE, article, log_of, log_with

COUNT = "event: count_stated, agreed: 13, of: 16, date: 2024-06-01"
NORTH = "by: pashinyan, date: 2024-06-10"


def outcome(log: Log) -> tuple[Verdict, str]:
    (result,) = pt.check(log)
    return result.verdict, result.replayed


@pytest.mark.parametrize(
    ("says", "day"),
    [
        ("stage: {is: negotiating}", "2024-05-31"),
        ("talks: {is: ongoing}", "2024-05-31"),
        ("gate: {signature: treaty, text: agreed_part, is: undetermined}", "2024-05-31"),
        ("provision: {id: borders, is: [open, agreed, contested, deferred, pending]}", "2024-05-31"),
        ("count: {agreed: {min: 0}}", "2024-05-31"),
    ],
)
def test_before_anything_is_told_of_a_text_nothing_can_be_told(says: str, day: str) -> None:
    """Not even what would be so of any text: nobody knows that there was one."""
    log = log_with(COUNT, claims=[f"as_of: {day}, says: {{{says}}}"])

    assert (Verdict.NOT_ENOUGH_INFO, f"nothing is told of 'treaty' by {day}") == outcome(log)


def test_who_speaks_of_a_part_speaks_of_the_whole() -> None:
    """A demand before the signature of the ceasefire tells that there is an accord of which it is a part, and the reverse."""
    demand = (
        "event: condition_set, by: farc, of: government, what: x, gate: {signature: %s}, date: 2016-01-05"
    )
    claim = "as_of: 2016-01-06, says: {stage: {instrument: %s, is: negotiating}}"
    for one, other in (("accord", "ceasefire"), ("ceasefire", "accord")):
        log = log_with(demand % one, claims=[claim % other], cast=PACKAGE)

        assert Verdict.SUPPORTED == outcome(log)[0]


def test_what_may_have_been_told_is_spoken_of() -> None:
    """In the middle of June a text may have been spoken of, and so the question is not about nothing."""
    log = log_with(
        COUNT.replace("06-01", "06"), claims=["as_of: 2024-06-15, says: {stage: {is: negotiating}}"]
    )

    assert Verdict.SUPPORTED == outcome(log)[0]


AGENDA = CAST.replace("borders: {kind: article}", "borders: {kind: article, status: pending}").replace(
    "    unit: article\n", "    unit: article\n    source: agenda\n"
)


@pytest.mark.parametrize(
    ("published", "day", "verdict"),
    [
        ("2024-05-01", "2024-04-30", Verdict.NOT_ENOUGH_INFO),
        ("2024-05-01", "2024-05-01", Verdict.SUPPORTED),
        ("2024-05-01/2024-05-07", "2024-05-06", Verdict.NOT_ENOUGH_INFO),
        ("2024-05-01/..", "2024-05-30", Verdict.NOT_ENOUGH_INFO),
        ("", "2024-06-01", Verdict.SUPPORTED),
    ],
)
def test_an_agenda_is_known_once_it_has_appeared(published: str, day: str, verdict: Verdict) -> None:
    """From the publication of its source, or the first event of its text, whichever is earlier."""
    claim = f"as_of: {day}, says: {{provision: {{id: borders, is: pending}}}}"

    assert (
        verdict
        == outcome(
            log_of(article("agenda", published, claims=[claim]), article("b", "", COUNT), cast=AGENDA)
        )[0]
    )


def test_the_source_of_a_cast_is_that_of_its_agenda() -> None:
    """Where a file has a source and its cast an agenda, the one published the other; a text without an agenda has none."""
    head = "source: {id: paper, published: 2024-05-01}\n"
    for cast, source in ((AGENDA.replace("    source: agenda\n", ""), "paper"), (CAST, None)):
        assert source == log_with(COUNT, cast=head + cast).cast.instruments["treaty"].source  # type: ignore[index]


@pytest.mark.parametrize(
    ("asked", "verdict", "replayed"),
    [
        ("as_of: 2024-06-10", Verdict.SUPPORTED, "13 of 16 articles agreed"),
        ("as_of: 2024-06-11", Verdict.NOT_ENOUGH_INFO, "the record says nothing of days after 2024-06-10"),
        ("as_of: 2024-06-11, known_by: 2024-06-11", Verdict.SUPPORTED, "13 of 16 articles agreed"),
        (
            "as_of: 2024-06-10, known_by: 2024-06-09",
            Verdict.NOT_ENOUGH_INFO,
            "the record says nothing of days after 2024-06-09",
        ),
    ],
)
def test_a_record_reaches_to_its_last_day(asked: str, verdict: Verdict, replayed: str) -> None:
    """To the latest day of an event, a publication or a claim; or to the day by which it was known."""
    log = log_of(
        article("a", "2024-06-02", COUNT, claims=[f"{NORTH}, {asked}, says: {{count: {{agreed: 13}}}}"])
    )

    assert (verdict, replayed) == outcome(log)


def test_a_record_without_any_day_reaches_none() -> None:
    """Where nothing is dated, a claim about a day cannot be told, and one about the end of the log can."""
    undated, claim = (
        COUNT.replace(", date: 2024-06-01", ""),
        "by: pashinyan, {}says: {{count: {{agreed: 13}}}}",
    )
    log = log_with(undated, claims=[claim.format("as_of: 2024-06-01, "), claim.format("")])

    assert [
        (Verdict.NOT_ENOUGH_INFO, "the record says nothing of any day"),
        (Verdict.SUPPORTED, "13 of 16 articles agreed"),
    ] == [(result.verdict, result.replayed) for result in pt.check(log)]


def test_what_cannot_be_told_does_not_differ() -> None:
    """A claim that fails because nothing is on record shows why, and no difference from what is not there."""
    log = log_with(COUNT, claims=["as_of: 2024-05-31, says: {count: {agreed: 13}}"])
    (result,) = pt.check(log)

    assert not result.held
    assert "" == result.difference


def test_what_was_known_by_an_earlier_day_stays_so() -> None:
    """Who checks as of what was known in May asks no claim by what was known in June."""
    log = log_of(
        article("a", "2024-05-01", COUNT.replace("06-01", "04-01")),
        article(
            "b",
            "2024-06-02",
            COUNT.replace("13", "14"),
            claims=["known_by: 2024-06-03, says: {count: {agreed: 14}}"],
        ),
    )

    assert [Verdict.SUPPORTED, Verdict.REFUTED] == [
        pt.check(log, known_by=day)[0].verdict for day in (None, "2024-05-02")
    ]
