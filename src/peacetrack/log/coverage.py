"""Source coverage: which paragraphs of each source are cited, left out on purpose, or passed over.

The law: of a source that declares how many paragraphs it has, each paragraph is cited by an entry, left out with a reason, or
passed over, and no two of these. Content analysts have to show that nothing was passed over.

Examples:
    Of four paragraphs two are cited, one is left out on purpose, and nobody has said anything of the fourth:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... source: {id: gazette, publisher: The Gazette, published: 2024-06-05, paragraphs: 4, uncited: {1: weather}}
    ... events:
    ... - {event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it, cite: [2, 3]}
    ... ''').log
    >>> (gazette,) = coverage(log)
    >>> gazette.cited, gazette.left_out, gazette.passed_over
    ((2, 3), (1,), (4,))
"""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.evidence import TO_DO, Source
from peacetrack.model.ids import SourceId
from peacetrack.model.misuse import require
from peacetrack.model.problems import Finding, Severity


@attrs.frozen(kw_only=True)
class Coverage:
    """
    What became of the paragraphs of one source.

    Attributes:
        source: Which source.
        paragraphs: How many it has; None when it does not say.
        cited: Those that some entry cites.
        left_out: Those that are left out on purpose.
        passed_over: Those that are neither.
    """

    source: SourceId
    paragraphs: int | None
    cited: tuple[int, ...]
    left_out: tuple[int, ...]
    passed_over: tuple[int, ...]


def coverage(log: Log) -> tuple[Coverage, ...]:
    """Tell for each source of a log which of its paragraphs are cited, left out or passed over."""
    require(log, Log, "coverage")
    cited: dict[SourceId, set[int]] = {name: set() for name in log.sources}
    entries: tuple[Event | Claim, ...] = (*log.events, *log.claims)
    for entry in entries:
        for place in entry.cite:
            source = place.source or entry.source
            if source is not None and place.paragraph is not None:
                cited[source].add(place.paragraph)
    return tuple(_of(source, cited[source.id]) for source in log.sources.values())


def _of(source: Source, cited: set[int]) -> Coverage:
    every = range(1, (source.paragraphs or 0) + 1)
    left_out = tuple(sorted(number for number, reason in source.uncited.items() if reason != TO_DO))
    return Coverage(
        source=source.id,
        paragraphs=source.paragraphs,
        cited=tuple(sorted(cited)),
        left_out=left_out,
        passed_over=tuple(number for number in every if number not in cited and number not in left_out),
    )


def coverage_findings(log: Log) -> Iterator[Finding]:
    """Report paragraphs that were passed over, and those that are cited although they are said to be left out."""
    for covered in coverage(log):
        if covered.passed_over:
            yield Finding(
                code="uncited-paragraph",
                message=f"{_numbers(covered.passed_over)} of '{covered.source}' {_are(covered.passed_over)} neither cited nor left out.",
                entry=covered.source,
                field="paragraphs",
                hint="Cite each in an entry, or give the reason under `uncited`.",
            )
        both = tuple(number for number in covered.left_out if number in covered.cited)
        if both:
            yield Finding(
                code="left-out-but-cited",
                message=f"{_numbers(both)} of '{covered.source}' {_are(both)} cited, and said to be left out.",
                entry=covered.source,
                field="uncited",
                severity=Severity.NOTE,
            )


def _numbers(paragraphs: tuple[int, ...]) -> str:
    *most, last = [str(number) for number in paragraphs]
    return f"Paragraphs {', '.join(most)} and {last}" if most else f"Paragraph {last}"


def _are(paragraphs: tuple[int, ...]) -> str:
    return "are" if len(paragraphs) > 1 else "is"
