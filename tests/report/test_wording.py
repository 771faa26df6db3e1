"""Days, names and fields in words."""

from __future__ import annotations

import pytest

from peacetrack.model.dates import ImpreciseDate
from peacetrack.report.html.wording import when
from tests.build import PACKAGE, log_with
from tests.report.reading import page_of

DAYS = {
    "2024-09-17": "2024-09-17",
    "2024-08?": "2024-08 (in doubt)",
    "2024-08%": "about 2024-08 (in doubt)",
    "2024-09/..": "2024-09 or later",
    "[2024-06-06,2024-06-13,2024-06-20]": "a day among some from 2024-06-06 to 2024-06-20",
    "[2024-08-01..2024-08-05,2024-09]": "a day among some from 2024-08-01 to 2024-09-30",
    "[..2024]": "one of ..2024",
}


@pytest.mark.parametrize(("text", "phrase"), DAYS.items())
def test_a_day_in_words(text: str, phrase: str) -> None:
    """A day is told no more precisely than it is known."""
    assert phrase == when(ImpreciseDate.parse(text))


FIELDS = [
    ("event: principle_invoked, principle: single_undertaking, instrument: treaty, by: armenia, except: [borders]",
     ("principle", "single undertaking")),
    ("event: principle_invoked, principle: single_undertaking, instrument: treaty, by: armenia, except: [borders]",
     ("except", "borders")),
    ("event: contact_held, id: call, kind: call, participants: [pashinyan, usa]",
     ("participants", "Nikol Pashinyan, usa")),
    ("event: statement_made, what: A wish, by: armenia, topics: [{topic: constitution, as_said: our law}, minsk-group]",
     ("topics", "The constitution (“our law”), The Minsk Group")),
    ("event: condition_set, what: Maps, by: armenia, gate: {signature: treaty}, series: true",
     ("gate", "signature of treaty")),
    ("event: condition_set, what: Maps, by: armenia, gate: {signature: treaty}, series: true", ("series", "yes")),
    ("event: condition_set, what: Maps, by: armenia, met_by: {steps: [parliament], consents: 2}",
     ("met by", "steps: parliament, consents: 2")),
    ("event: proposal_made, offer: Soon, by: armenia, for: 2024-06", ("for", "2024-06")),
    ("event: count_stated, by: armenia, agreed: {approx: 70}, of: 100, unit: document", ("agreed", "about 70")),
    ("event: domestic_step, party: armenia, body: parliament, outcome: approved, instrument: treaty, votes: {for: 5, against: 0}",
     ("votes", "in favour: 5, against: 0")),
]  # fmt: skip


@pytest.mark.parametrize(("event", "field"), FIELDS)
def test_a_field_in_words(event: str, field: tuple[str, str]) -> None:
    """Every field of every kind of event is told, whatever its type."""
    (shown,) = page_of(log_with(f"{event}, date: 2024-05-01")).events

    assert field in shown.details


def test_a_package_names_its_texts() -> None:
    """A text that is a unit of another is told by its own name."""
    page = page_of(log_with("event: provision_agreed, provision: land, date: 2024-05-01", cast=PACKAGE))

    assert ["accord", "ceasefire"] == [text.title for text in page.days[-1].instruments]
