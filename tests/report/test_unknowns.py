"""What is not known is named as such."""

from __future__ import annotations

import pytest

from tests.build import PACKAGE, log_with
from tests.report.reading import as_text, last_day

OFFER = "id: offer, event: proposal_made, by: armenia, offer: Sign soon, date: 2024-05-01"
DEMAND = "id: maps, event: condition_set, by: azerbaijan, what: Maps first, date: 2024-05-01"


def unknown(*events: str, as_of: str = "2024-12-31", cast: str = "") -> list[str]:
    log = log_with(*events, cast=cast) if cast else log_with(*events)
    return [as_text(one.text) for one in last_day(log, as_of=as_of).unknown]


NOTHING = (
    "How many articles treaty has: nobody said.",
    "borders: nothing has been said of it.",
    "When agreed text of treaty counts for Armenia: no principle is known.",
)
BY_EVENTS = [
    ("How many articles of treaty are agreed: 5 to 13 of 16.", (
        "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01",
        "event: count_stated, by: hajizade, agreed: 5, of: 16, date: 2024-05-01",
    )),
    ("How many articles of treaty are agreed: the words disagree.", (
        "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01",
        "event: count_stated, by: hajizade, agreed: 5, of: 16, date: 2024-05-01",
    )),
    ("16 articles of treaty nobody has named, so which ones are agreed is not known.", (
        "event: count_stated, by: pashinyan, agreed: 13, of: 16, date: 2024-05-01",
    )),
    ("The stage of treaty is negotiating or signed.", (
        "event: signed, instrument: treaty, by: [armenia, azerbaijan], date: 2024-05-01/2025-01-31",
    )),
    ("When agreed text of treaty counts for Armenia: it may have changed its principle.", (
        "event: principle_invoked, principle: early_harvest, instrument: treaty, by: armenia, date: 2024-05-01/2025-01-31",
    )),
    ("Whether the signature of treaty is open cannot be told.", (
        "event: provision_agreed, provision: [borders, transit, courts], date: 2024-05-01",
        "event: count_stated, by: [armenia, azerbaijan], agreed: 3, of: 3, date: 2024-05-01",
        DEMAND,
    )),
    ("borders is agreed or open.", (
        "event: provision_opened, provision: borders, date: 2024-05-01",
        "event: provision_agreed, provision: borders, date: 2024-06-01/2025-01-31",
    )),
    ("borders is agreed or open: the words disagree.", (
        "event: provision_opened, provision: borders, date: 2024-05-01",
        "id: deal, event: provision_agreed, provision: borders, according_to: armenia, date: 2024-06-01",
        "event: denied, of: deal, by: hajizade, date: 2024-06-02",
    )),
    ("Before which step is demanded (Maps first): nobody said.", (DEMAND,)),
    ("Of whom is demanded (Maps first): nobody said.", (DEMAND,)),
    ("The demand (Maps first) is met or raised.", (
        DEMAND, "event: condition_met, condition: maps, by: azerbaijan, date: 2024-06-01/2025-01-31",
    )),
    ("The offer (Sign soon) is accepted or made.", (
        OFFER, "event: proposal_accepted, proposal: offer, by: azerbaijan, date: 2024-06-01/2025-01-31",
    )),
    ("1 event may have happened by this day, and may not: the answers allow for both.", (
        "event: statement_made, by: armenia, what: A wish, date: 2024-06-01/2025-01-31",
    )),
    ("2 events may have happened by this day, and may not: the answers allow for both.", (
        "event: statement_made, by: armenia, what: A wish, date: 2024-06-01/2025-01-31",
        "event: statement_made, by: armenia, what: A hope, date: 2024-06-01/2025-01-31",
    )),
]  # fmt: skip


@pytest.mark.parametrize(("expected", "events"), BY_EVENTS, ids=[expected for expected, _ in BY_EVENTS])
def test_what_events_leave_open(expected: str, events: tuple[str, ...]) -> None:
    """Each kind of thing that the record leaves open is told in a sentence of its own."""
    assert expected in unknown(*events)


@pytest.mark.parametrize("expected", NOTHING)
def test_of_an_empty_record_everything_is_unknown(expected: str) -> None:
    """Where nobody has said anything, the report says so."""
    assert expected in unknown()


def test_what_is_known_is_not_listed() -> None:
    """A text of which everything is told leaves nothing open."""
    assert [] == unknown(
        "event: principle_invoked, principle: early_harvest, instrument: pact, by: [north, south], date: 2024-05-01",
        "event: provision_agreed, provision: only, date: 2024-05-02",
        "event: count_stated, agreed: 1, of: 1, instrument: pact, date: 2024-05-02",
        cast="""
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
instruments: {pact: {unit: article, provisions: {only: {kind: article}}}}
""",
    )


def test_the_open_questions_lead_to_the_events_that_leave_them_open() -> None:
    """A demand without a step leads to the statement that names none."""
    found = last_day(log_with(DEMAND), as_of="2024-12-31").unknown

    assert ("maps",) == found[-1].because


def test_parts_of_a_package_are_told_one_by_one() -> None:
    """Each text of a package has its own open questions."""
    found = unknown(cast=PACKAGE)

    assert "How many points accord has: nobody said." in found
    assert "zones-1: nothing has been said of it." in found


def test_a_number_between_two_is_not_known() -> None:
    """At least thirteen of sixteen may be sixteen."""
    counted = "event: count_stated, by: armenia, agreed: {min: 13}, of: 16, date: 2024-05-01"

    assert "How many articles of treaty are agreed: 13 to 16 of 16." in unknown(counted)
