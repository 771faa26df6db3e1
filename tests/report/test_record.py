"""The record: every event with its reports, and every source with what became of its paragraphs."""

from __future__ import annotations

import attrs
import pytest

from peacetrack.log.log import Log
from peacetrack.model.ids import SourceId
from peacetrack.model.mapping import ReadOnly
from peacetrack.report.html.record import EventShown, Reported
from tests.build import article, log_of, log_with
from tests.report.reading import as_text, fixture, page_of


def event(log: Log, name: str, **asked: str) -> EventShown:
    return next(one for one in page_of(log, **asked).events if one.name == name)


def deeds(shown: EventShown) -> list[tuple[str, str, str]]:
    def deed(one: Reported) -> tuple[str, str, str]:
        return one.did, as_text(one.who), one.quote

    return [deed(one) for one in shown.reports]


def test_an_event_leads_to_the_paragraphs_that_tell_it() -> None:
    """The number thirteen stands in the sixth paragraph of its source."""
    shown = event(fixture("armenia-azerbaijan"), "pashinyan-13-of-16")
    (report,) = shown.reports
    (place,) = report.cited

    assert ("count stated", "Nikol Pashinyan", "by 17 September 2024") == (
        shown.kind,
        as_text(shown.who),
        shown.on,
    )
    assert {("agreed", "13"), ("of", "16")} <= {*shown.details}
    assert ("Baku Adamant In Rejecting Pashinian’s Offer", 4) == (place.title, place.source)
    assert place.paragraphs.startswith("paragraph")


def test_places_of_one_source_stand_together() -> None:
    """Several paragraphs of one document are one citation, with their quotes and the way the words took."""
    log = log_of(
        article(
            "june",
            "2024-06-01",
            "id: deal, event: provision_agreed, provision: borders, date: 2024-05-01, "
            "cite: [{paragraph: 2, as_said: agreed}, 3, {paragraph: 4, via: [A wire]}, {as_said: at last}]",
        )
    )
    (place,) = event(log, "deal").reports[0].cited

    assert ("paragraphs 2–4", ("agreed", "at last"), ("A wire",)) == (
        place.paragraphs,
        place.quotes,
        place.via,
    )


def test_what_was_said_of_an_event_stands_with_it() -> None:
    """Mentions, corrections, confirmations and denials are told beside the event; those taken back are not."""
    log = log_of(
        article(
            "one",
            "2024-06-01",
            "id: deal, event: provision_agreed, provision: borders, according_to: armenia, date: 2024-05-01",
            "id: mention, event: mentioned, of: deal, date: 2024-05-01, what: They agreed",
            "event: corrected, of: deal, field: date, was: 2024-05-01, now: 2024-05-02, date: 2024-05-03",
            "event: confirmed, of: deal, by: usa, what: We saw it, date: 2024-05-04",
            "event: denied, of: deal, by: hajizade, what: Nothing is agreed, date: 2024-05-05",
            "id: slip, event: confirmed, of: deal, by: georgia, date: 2024-05-04",
            "event: retracted, of: slip, date: 2024-05-06",
        )
    )

    assert [
        ("reported", "", ""),
        ("mentioned", "", "They agreed"),
        ("corrected", "", ""),
        ("confirmed", "usa", "We saw it"),
        ("denied", "Spokesman", "Nothing is agreed"),
    ] == deeds(event(log, "deal"))
    assert "2 May 2024" == event(log, "deal").on


def test_the_notes_of_an_event() -> None:
    """How a day was derived, that something is inferred, confidential or refused, and what its author noted."""
    log = log_with(
        "id: wish, event: statement_made, by: armenia, what: A wish, date: 2024-05, as_said: in May, basis: the byline, "
        "inferred: true, confidential: true, note: An aside",
        "event: provision_opened, provision: borders, date: 2024-05-01",
        "id: wrong, event: condition_met, condition: maps, by: azerbaijan, date: 2024-07-01",
        "id: maps, event: condition_set, by: azerbaijan, what: Maps first, date: 2024-05-01",
        "event: condition_withdrawn, condition: maps, by: azerbaijan, date: 2024-06-01",
    )
    asides = (
        "confidential",
        "inferred by the log’s author",
        "day as told: “in May”",
        "day: the byline",
        "An aside",
    )

    assert asides == event(log, "wish").notes
    assert ("refused: it changes nothing",) == event(log, "wrong").notes
    assert "may not have happened by then" == event(log, "wish", as_of="2024-05-10").notes[0]


def test_what_a_later_document_says_of_a_mentioned_event_is_not_shown() -> None:
    """While only the mention is known, the event has no words, no figures and no notes of its own."""
    log = log_of(
        article(
            "late", "2024-09-01",
            "id: tally, event: count_stated, by: armenia, agreed: 13, of: 16, date: 2024-05-01, as_said: in May, basis: x, note: y",
        ),
        article("early", "2024-06-01", "event: mentioned, of: tally, what: They named a number"),
    )  # fmt: skip
    shown = event(log, "tally", known_by="2024-06-01")

    assert ("", (), ()) == (shown.quote, shown.details, shown.notes)
    assert [("mentioned", "", "They named a number")] == deeds(shown)


def test_only_known_sources_are_listed() -> None:
    """A document that had not appeared by the day is not in the report, and is not cited."""
    page = page_of(fixture("armenia-azerbaijan"), known_by="2023-09-06")

    assert ["hajiyev-2023", "council-2023"] == [source.name for source in page.sources]
    assert {1, 2} >= {place.source for one in page.events for report in one.reports for place in report.cited}


def test_the_coverage_of_a_source() -> None:
    """Which paragraphs are cited, left out with a reason, or passed over."""
    log = log_of(
        "source: {id: june, published: 2024-06-01, paragraphs: 6, uncited: {1: headline}, basis: the byline, note: An aside}\n"
        "events:\n- {event: provision_agreed, provision: borders, date: 2024-05-01, cite: [2, 3, 4]}"
    )
    (source,) = page_of(log).sources

    assert ("2–4", ((1, "headline"),), "5–6") == (source.cited, source.left_out, source.passed_over)
    assert ("june", "", "1 June 2024", ("the byline", "An aside")) == (
        source.title, source.publisher, source.published, source.notes,
    )  # fmt: skip


ADDRESSES = [
    ("https://example.org/a?b=c", "https://example.org/a?b=c", ""),
    ("http://example.org", "http://example.org", ""),
    ("javascript:alert(1)", "", "javascript:alert(1)"),
    (" javascript:alert(1)", "", " javascript:alert(1)"),
    ("JaVaScRiPt:alert(1)", "", "JaVaScRiPt:alert(1)"),
    ("java\tscript:alert(1)", "", "java\tscript:alert(1)"),
    ("data:text/html,x", "", "data:text/html,x"),
    ("vbscript:x", "", "vbscript:x"),
    ("file:///etc/passwd", "", "file:///etc/passwd"),
    ("//example.org/a", "", "//example.org/a"),
    ("https:javascript", "", "https:javascript"),
    ("http://[", "", "http://["),
    ("", "", "june.txt"),
]


@pytest.mark.parametrize(("url", "link", "address"), ADDRESSES)
def test_only_the_address_of_a_page_becomes_a_link(url: str, link: str, address: str) -> None:
    """Any other address is text: it is shown, and leads nowhere."""
    log = log_of("source: {id: june, title: June, publisher: A paper, published: 2024-06-01, file: june.txt}")
    name = SourceId("june")
    turned = attrs.evolve(log, sources=ReadOnly({name: attrs.evolve(log.sources[name], url=url)}))
    (source,) = page_of(turned).sources

    assert (link, address) == (source.link, source.address)
    assert "A paper" == source.publisher
