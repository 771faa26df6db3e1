"""ClaimReview of schema.org, as JSON-LD: what somebody claimed, and whether the record bears it out.

Only claims that somebody made are reviewed; an expectation of the log's author is nobody's claim. A verdict that the
record cannot decide has no number, for a number in the middle of a scale would say that the claim is half true.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import quote, urlsplit

import attrs

from peacetrack.checks.claims import Result
from peacetrack.log.claim import Support, Verdict
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Source
from peacetrack.model.ids import ActorId, SpeakerId

CONTEXT: Final = "https://schema.org"
#: The best and the worst rating; a verdict that cannot be told has none.
RATINGS: Final = {Verdict.SUPPORTED: 5, Verdict.REFUTED: 1}
VERDICTS: Final = {
    Verdict.SUPPORTED: "Supported by the record",
    Verdict.REFUTED: "Refuted by the record",
    Verdict.NOT_ENOUGH_INFO: "The record does not tell",
}
SUPPORTS: Final = {
    Support.OWN_WORD_ONLY: "on the claimant's own word only",
    Support.ONE_SIDE: "on the word of one side",
    Support.CORROBORATED: "corroborated by another side",
    Support.ON_RECORD: "on record",
    Support.DISPUTED: "reports disagree",
}
#: Dates that are ISO 8601 as they stand.
ISO: Final = re.compile("[0-9]{4}(-[0-9]{2}){0,2}")


@attrs.frozen(kw_only=True)
class Reviewer:
    """
    Who publishes the reviews.

    Attributes:
        name: The organisation's.
        url: The page on which they are published; each review is found on it by the id of its claim.
        published: When they are published.
    """

    name: str
    url: str = ""
    published: dt.date | None = None


def claim_reviews(log: Log, results: Iterable[Result], *, reviewer: Reviewer) -> dict[str, Any]:
    """
    Review the claims that somebody made.

    Args:
        log: Whose claims they are.
        results: Their outcomes.
        reviewer: Who publishes the reviews.

    Returns:
        A JSON-LD document with a graph of `ClaimReview`.
    """
    reviews = [_review(result, log, reviewer) for result in results if result.claim.by]
    return {"@context": CONTEXT, "@graph": reviews}


def claim_reviews_text(log: Log, results: Iterable[Result], *, reviewer: Reviewer) -> str:
    """
    Write the reviews as a text that can also stand inside a `script` of a page.

    Args:
        log: Whose claims they are.
        results: Their outcomes.
        reviewer: Who publishes the reviews.
    """
    text = json.dumps(claim_reviews(log, results, reviewer=reviewer), indent=2, ensure_ascii=True)
    return re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", text) + "\n"


def _review(result: Result, log: Log, reviewer: Reviewer) -> dict[str, Any]:
    return {
        "@type": "ClaimReview",
        **_some(url=reviewer.url and f"{reviewer.url}#{quote(result.claim.id, safe='')}"),
        **_some(datePublished=reviewer.published and reviewer.published.isoformat()),
        "author": {"@type": "Organization", "name": reviewer.name, **_some(url=reviewer.url)},
        "claimReviewed": result.said,
        "itemReviewed": _claim(result, log),
        "reviewRating": _rating(result),
        "reviewBody": f"The record says: {result.replayed}.",
    }


def _rating(result: Result) -> dict[str, Any]:
    words = VERDICTS[result.verdict]
    told = f"{words}, {SUPPORTS[result.support]}" if result.support else words
    number = RATINGS.get(result.verdict)
    scale = {} if number is None else {"ratingValue": number, "bestRating": 5, "worstRating": 1}
    return {"@type": "Rating", **scale, "alternateName": told}


def _claim(result: Result, log: Log) -> dict[str, Any]:
    claim = result.claim
    source = log.sources.get(claim.source) if claim.source else None
    return {
        "@type": "Claim",
        "author": [_speaker(speaker, log) for speaker in claim.by],
        **_some(datePublished=_iso(claim.date), text=claim.as_said),
        **({"appearance": _document(source)} if source else {}),
    }


def _speaker(speaker: SpeakerId, log: Log) -> dict[str, Any]:
    """Give a voice that has a name as a person, and anybody else as an organisation."""
    voice = log.cast.voices.get(speaker)
    if voice is None:
        return {"@type": "Organization", "name": log.cast.actors[ActorId(speaker)].title}
    side = {"@type": "Organization", "name": log.cast.title(voice.speaks_for)}
    if not voice.name:
        return {"@type": "Organization", "name": voice.title, "parentOrganization": side}
    return {"@type": "Person", "name": voice.name, **_some(jobTitle=voice.office), "affiliation": side}


def _document(source: Source) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return {
        "@type": "CreativeWork",
        "name": source.title or source.id,
        **_some(url=web_address(source.url), datePublished=_iso(source.published)),
        **({"publisher": publisher} if publisher else {}),
    }


def web_address(url: str) -> str:
    """
    Give an address that leads to a page, and nothing where following it would run something.

    Examples:
        >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
        ('https://example.org/a', '')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def _iso(date: ImpreciseDate | None) -> str:
    """Give a date as ISO 8601 has it; one that is an interval or uncertain has no such form."""
    return date.text if date is not None and ISO.fullmatch(date.text) else ""


def _some(**told: object) -> dict[str, Any]:
    """Keep what is told."""
    return {key: value for key, value in told.items() if value}
