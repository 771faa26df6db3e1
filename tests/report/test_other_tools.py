"""Reviews of claims, provenance and JSON Lines: each what its own standard takes."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from prov.model import ProvDocument
from pyld import jsonld  # type: ignore[import-untyped]  # it has no types

import peacetrack as pt
from peacetrack.aspects.reports import Corrected, Mentioned, Written
from peacetrack.model.ids import EventId, SourceId
from peacetrack.report.export import ExportFormat
from peacetrack.report.export.claimreview import (
    Reviewer,
    claim_reviews,
    claim_reviews_text,
    web_address,
)
from peacetrack.report.export.formats import Export, exported
from peacetrack.report.export.lines import FORMAT, json_lines
from peacetrack.report.export.provenance import provenance, provenance_text
from peacetrack.report.tables import tables
from peacetrack.testing.strategies import logs

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
LOG: Final = pt.load(FIXTURES / "armenia-azerbaijan")
COLOMBIA: Final = pt.load(FIXTURES / "colombia-farc")
each_log = pytest.mark.parametrize("log", [LOG, COLOMBIA], ids=["armenia-azerbaijan", "colombia-farc"])

#: The properties of schema.org that its types of a review have, as far as they are written here.
PROPERTIES: Final = {
    "ClaimReview": {
        "url",
        "datePublished",
        "author",
        "claimReviewed",
        "itemReviewed",
        "reviewRating",
        "reviewBody",
    },
    "Claim": {"author", "datePublished", "text", "appearance"},
    "Rating": {"ratingValue", "bestRating", "worstRating", "alternateName"},
    "CreativeWork": {"name", "url", "datePublished", "publisher"},
    "Person": {"name", "jobTitle", "affiliation"},
    "Organization": {"name", "url", "parentOrganization"},
}
DESK: Final = Reviewer(name="Fact desk", url="https://example.org/checks", published=dt.date(2024, 10, 1))


def things(value: Any) -> list[dict[str, Any]]:
    """List all things of a JSON-LD document that have a type."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    found = [thing for part in parts for thing in things(part)]
    return [value, *found] if isinstance(value, dict) and "@type" in value else found


@each_log
def test_a_review_is_json_ld_with_the_properties_of_its_types(log: pt.Log) -> None:
    """A processor keeps all of them."""
    document = json.loads(claim_reviews_text(log, pt.check(log), reviewer=DESK))
    expanded = jsonld.expand({**document, "@context": {"@vocab": "https://schema.org/"}})

    for thing in things(document):
        assert thing.keys() - {"@type"} <= PROPERTIES[thing["@type"]]
    assert len(document["@graph"]) == len(expanded) == sum(result.kind == "claim" for result in pt.check(log))
    assert "https://schema.org" == document["@context"]


@each_log
def test_a_review_has_what_search_engines_require(log: pt.Log) -> None:
    """The claim, the page, and a rating in words."""
    for review in claim_reviews(log, pt.check(log), reviewer=DESK)["@graph"]:
        assert review["claimReviewed"]
        assert review["url"].startswith("https://example.org/checks#")
        assert review["reviewRating"]["alternateName"]
        assert review["itemReviewed"]["author"]


def review_of(name: str, **changed: Any) -> dict[str, Any]:
    result = next(result for result in pt.check(LOG) if result.claim.id == name)
    changed_claim = attrs.evolve(result.claim, **changed)
    (review,) = claim_reviews(LOG, [attrs.evolve(result, claim=changed_claim)], reviewer=Reviewer(name="x"))[
        "@graph"
    ]
    return dict(review)


def test_thirteen_of_sixteen_is_reviewed_as_supported_on_its_own_word() -> None:
    """Its date is no day, so it is left out."""
    assert {
        "@type": "ClaimReview",
        "author": {"@type": "Organization", "name": "x"},
        "claimReviewed": "13 of 16 articles agreed, besides preamble",
        "itemReviewed": {
            "@type": "Claim",
            "author": [
                {
                    "@type": "Person",
                    "name": "Nikol Pashinyan",
                    "jobTitle": "Prime Minister",
                    "affiliation": {"@type": "Organization", "name": "Armenia"},
                }
            ],
            "appearance": {"@type": "CreativeWork", "name": "Baku Adamant In Rejecting Pashinian’s Offer"},
        },
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": 5,
            "bestRating": 5,
            "worstRating": 1,
            "alternateName": "Supported by the record, on the claimant's own word only",
        },
    } == {key: stated for key, stated in review_of("thirteen-of-sixteen").items() if key != "reviewBody"}


def test_a_claimant_may_be_an_actor_and_a_claim_may_have_no_document() -> None:
    """Then there is nothing to say of them."""
    claim = review_of("thirteen-of-sixteen", by=("armenia", "armenia-mfa"), source=None)["itemReviewed"]

    assert {"@type": "Organization", "name": "Armenia"} == claim["author"][0]
    assert {"@type": "Organization", "name": "Armenia"} == claim["author"][1]["parentOrganization"]
    assert "appearance" not in claim


def test_what_the_record_cannot_tell_has_no_number() -> None:
    """A number in the middle would say that it is half true."""
    results = [
        attrs.evolve(result, verdict=pt.Verdict.NOT_ENOUGH_INFO, support=None)
        for result in pt.check(LOG)
        if result.claim.id == "thirteen-of-sixteen"
    ]
    (review,) = claim_reviews(LOG, results, reviewer=DESK)["@graph"]

    assert {"@type": "Rating", "alternateName": "The record does not tell"} == review["reviewRating"]


def test_reviews_can_stand_inside_a_page() -> None:
    """No text of a log ends the script in which they stand."""
    result = attrs.evolve(pt.check(LOG)[0], replayed="</script><script>alert(1)</script>&")
    text = claim_reviews_text(LOG, [result], reviewer=DESK)

    assert not {*"<>&"} & {*text}
    assert "</script>" in json.loads(text)["@graph"][0]["reviewBody"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//example.org", "https://", "http://[", ""]
)
def test_an_address_that_leads_to_no_page_is_left_out(url: str) -> None:
    """Whoever follows it would run something, or arrive nowhere."""
    assert "" == web_address(url)


@each_log
def test_provenance_is_read_back_by_the_tool_of_the_standard(log: pt.Log) -> None:
    """As the same document."""
    line = pt.timeline(log)
    document = provenance(line, pt.check(log))

    assert document == ProvDocument.deserialize(content=provenance_text(line, pt.check(log)), format="json")
    assert provenance_text(line, form="provn").startswith("document\n")


@given(logs(longest=3))
def test_any_log_has_a_provenance(log: pt.Log) -> None:
    """Whatever its names are."""
    text = provenance_text(pt.timeline(log), pt.check(log))

    assert provenance(pt.timeline(log), pt.check(log)) == ProvDocument.deserialize(
        content=text, format="json"
    )


def test_provenance_says_whose_word_it_is_and_where_it_stands() -> None:
    """Thirteen of sixteen: the Prime Minister's word, in the sixth paragraph."""
    text = provenance_text(pt.timeline(LOG), pt.check(LOG), form="provn")

    assert "wasAttributedTo(event:pashinyan-13-of-16, who:pashinyan)" in text
    assert "actedOnBehalfOf(who:pashinyan, who:armenia, -)" in text
    assert (
        "wasDerivedFrom(event:pashinyan-13-of-16, source:interim-offer, -, -, -,"
        " [prov:type='prov:PrimarySource', peacetrack:paragraph=6, peacetrack:as_said=\"fully agree\"])"
    ) in text
    assert "wasDerivedFrom(result:thirteen-of-sixteen, event:pashinyan-13-of-16, -, -, -)" in text
    assert "alternateOf(" in text
    assert "wasInfluencedBy(event:interim-deal-rejected, event:interim-deal," in text


def test_a_correction_is_a_revision() -> None:
    """Of the event that it corrects."""
    event = LOG.by_id[EventId("pashinyan-13-of-16")]
    mend = Corrected(
        id=EventId("mend"),
        of=event.id,
        field="of",
        was=(Written("16"),),
        now=(Written("17"),),
        source=event.source,
    )
    text = provenance_text(pt.timeline(attrs.evolve(LOG, events=(event, mend), claims=())), form="provn")

    assert (
        "wasDerivedFrom(event:mend, event:pashinyan-13-of-16, -, -, -, [prov:type='prov:Revision'])" in text
    )


def test_a_place_in_no_document_and_a_reference_to_nothing_known_are_left_out() -> None:
    """PROV would have nothing to point at."""
    event = attrs.evolve(
        LOG.by_id[EventId("pashinyan-13-of-16")], source=None, cite=(pt.Citation(paragraph=1),)
    )
    mention = Mentioned(id=EventId("again"), of=EventId("interim-deal"), source=SourceId("june-call-us"))
    late = LOG.by_id[EventId("interim-deal")]
    text = provenance_text(pt.timeline(attrs.evolve(LOG, events=(event,), claims=())), form="provn")
    early = provenance_text(
        pt.timeline(attrs.evolve(LOG, events=(late, mention), claims=()), known_by="2024-08-31"), form="provn"
    )

    assert "wasDerivedFrom" not in text
    assert "entity(event:again" in early
    assert "alternateOf" not in early


def test_provenance_tells_nothing_that_nobody_could_know() -> None:
    """Neither of events nor of claims nor of documents."""
    line = pt.timeline(LOG, known_by="2024-08-31")
    text = provenance_text(line, pt.check(LOG, known_by="2024-08-31"))

    assert "interim-offer" not in text
    assert "thirteen-of-sixteen" not in text
    assert "june-call-us" in text


def test_json_lines_are_lines_of_json() -> None:
    """The first says what follows."""
    stated = tables(pt.timeline(LOG))
    first, *lines = map(json.loads, json_lines(stated, negotiation="x").splitlines())

    assert {
        "format": FORMAT,
        "negotiation": "x",
        "tables": {one.name: len(one.rows) for one in stated},
    } == first
    assert sum(len(one.rows) for one in stated) == len(lines)
    (event,) = [line for line in lines if line.get("id") == "july-trilateral" and line["table"] == "events"]
    assert ["armenia", "azerbaijan", "blinken"] == event["participants"]
    assert "2024-07-01" == event["earliest"]
    assert "agreed" not in event


@pytest.mark.parametrize("to", ExportFormat)
def test_every_format_writes_the_same_text_for_the_same_state(to: ExportFormat) -> None:
    """On any machine, on any day."""
    first, second = (exported(Export(state=pt.replay(LOG)), to) for _ in range(2))

    assert first == second
    assert all(first.values())


@pytest.mark.parametrize("to", ExportFormat)
def test_no_format_tells_what_nobody_could_know(to: ExportFormat) -> None:
    """By August 2024 neither the article on the offer had appeared nor the claims in it."""
    text = "".join(exported(Export(state=pt.replay(LOG, known_by="2024-08-31")), to).values())

    assert [] == [name for name in ("Baku Adamant", "interim-offer", "thirteen-of-sixteen") if name in text]


@pytest.mark.parametrize("to", [to for to in ExportFormat if to is not ExportFormat.CLAIM_REVIEW])
def test_no_format_tells_what_happened_later(to: ExportFormat) -> None:
    """On the first of August nobody had rejected the offer of late August; what was claimed later is told."""
    state = pt.replay(attrs.evolve(LOG, claims=()), as_of="2024-08-01")

    assert "interim-deal-rejected" not in "".join(exported(Export(state=state), to).values())
