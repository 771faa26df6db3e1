"""Aspects of a user's own stand in the report as tables."""

from __future__ import annotations

from ceasefires import CEASEFIRES

from peacetrack.report.html.rendering import page_html
from peacetrack.yaml.files.loader import load
from tests.report.reading import ROOT, Parsed, page_of

HARBOUR = ROOT / "docs" / "how-to" / "ceasefire" / "harbour"


def test_each_subject_of_an_own_aspect_is_a_row() -> None:
    """The truce at the harbour is told with its status and the events on which that rests."""
    page = page_of(load(HARBOUR, aspects=[CEASEFIRES]))
    own = {one.what: one.answers for one in page.last.answers if one.is_own}
    (truce,) = own["ceasefire"]

    assert ("harbour-truce", "violated") == (truce.of, truce.text)
    assert ("harbour-truce", "shots-at-the-pier", "quiet-again", "drone-over-the-quay") == truce.because
    assert "Ceasefire" in Parsed(page_html(page)).text_of("h3")
    assert "Besides" in Parsed(page_html(page)).text_of("h2")


def test_an_own_aspect_of_which_nothing_is_told_has_no_table() -> None:
    """On a day before the truce there is no table."""
    page = page_of(load(HARBOUR, aspects=[CEASEFIRES]), as_of="2031-03-01")

    assert not [one for one in page.last.answers if one.is_own]
    assert "Besides" not in Parsed(page_html(page)).text_of("h2")


def test_its_claims_are_told_in_its_own_words() -> None:
    """A claim about an own aspect stands among the claims, with its verdict."""
    page = page_of(load(HARBOUR, aspects=[CEASEFIRES]))

    assert {"supported"} == {claim.verdict for claim in page.claims}
