"""Days, names and fields in words."""

from __future__ import annotations

import pytest

from tests.build import PACKAGE, log_with
from tests.report.reading import page_of

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
    ("event: proposal_made, offer: Soon, by: armenia, for: 2024-06", ("for", "June 2024")),
    ("event: count_stated, by: armenia, agreed: {approx: 70}, of: 100, unit: document", ("agreed", "about 70")),
    ("event: domestic_step, party: armenia, body: parliament, outcome: approved, instrument: treaty, votes: {for: 5, against: 0}",
     ("votes", "in favour: 5, against: 0")),
    ("event: ratified, party: armenia, instrument: treaty, votes: {for: [pashinyan, usa]}",
     ("votes", "in favour: 2 (Nikol Pashinyan, usa)")),
    ("event: published, instrument: treaty, numbers: {I: borders, II: transit}", ("numbers", "I: borders, II: transit")),
]  # fmt: skip


@pytest.mark.parametrize(("event", "field"), FIELDS)
def test_a_field_in_words(event: str, field: tuple[str, str]) -> None:
    """Every field of every kind of event is told, whatever its type."""
    (shown,) = page_of(log_with(f"{event}, date: 2024-05-01")).events

    assert field in shown.details


def test_a_package_names_its_texts() -> None:
    """A text that is a unit of another is told by its own name."""
    page = page_of(log_with("event: provision_agreed, provision: land, date: 2024-05-01", cast=PACKAGE))

    assert ["accord", "ceasefire"] == [text.title for text in page.last.instruments]
