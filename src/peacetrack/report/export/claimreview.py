"""ClaimReview of schema.org, as JSON-LD: what somebody claimed, and whether the record bears it out.

Only claims that somebody made are reviewed; an expectation of the log's author is nobody's claim. A verdict that the
record cannot decide has no number, for a number in the middle of a scale would say that the claim is half true.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from typing import Any, Final, assert_never
from urllib.parse import quote, urlsplit

import attrs

from peacetrack.checks.claims import Result
from peacetrack.log.claim import Support, Verdict
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Source
from peacetrack.model.ids import ActorId, SpeakerId

CONTEXT: Final = "https://schema.org"
BEST: Final = 5
WORST: Final = 1
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
    name = verdict_text(result.verdict)
    text = f"{name}, {support_text(result.support)}" if result.support else name
    number = rating(result.verdict)
    scale = {} if number is None else {"ratingValue": number, "bestRating": BEST, "worstRating": WORST}
    return {"@type": "Rating", **scale, "alternateName": text}


def rating(verdict: Verdict) -> int | None:
    """Rate a claim; one of which nothing can be told has no rating."""
    match verdict:
        case Verdict.SUPPORTED:
            return BEST
        case Verdict.REFUTED:
            return WORST
        case Verdict.NOT_ENOUGH_INFO:
            return None
        case _:
            assert_never(verdict)


def verdict_text(verdict: Verdict) -> str:
    """Say what the record makes of a claim."""
    match verdict:
        case Verdict.SUPPORTED:
            return "Supported by the record"
        case Verdict.REFUTED:
            return "Refuted by the record"
        case Verdict.NOT_ENOUGH_INFO:
            return "The record does not tell"
        case _:
            assert_never(verdict)


def support_text(support: Support) -> str:
    """Say on whose reports that rests."""
    match support:
        case Support.OWN_WORD_ONLY:
            return "on the claimant's own word only"
        case Support.ONE_SIDE:
            return "on the word of one side"
        case Support.CORROBORATED:
            return "corroborated by another side"
        case Support.ON_RECORD:
            return "on record"
        case Support.DISPUTED:
            return "reports disagree"
        case _:
            assert_never(support)


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
    actor = {"@type": "Organization", "name": log.cast.title(voice.speaks_for)}
    if not voice.name:
        return {"@type": "Organization", "name": voice.title, "parentOrganization": actor}
    return {"@type": "Person", "name": voice.name, **_some(jobTitle=voice.office), "affiliation": actor}


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


def _some(**values: object) -> dict[str, Any]:
    """Keep what is stated."""
    return {key: value for key, value in values.items() if value}
