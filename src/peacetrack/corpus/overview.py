"""An overview of a corpus: how many logs there are, what they hold, how their claims came out, what is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.corpus.answers import Lost
from peacetrack.corpus.summaries import Summary
from peacetrack.corpus.tables.naming import first_error, log_name
from peacetrack.log.claim import Verdict
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import Severity

FORMAT: Final = "peacetrack.corpus/1"


@attrs.frozen(kw_only=True)
class Overview:
    """
    What there is to know of many logs together.

    Attributes:
        logs: How many there are, unreadable ones among them.
        unreadable: How many could not be read.
        broken_off: On how many the work broke off.
        events: How many events they tell.
        claims: How many claims and expectations they hold.
        scenarios: How many scenarios.
        failed: How many of both did not come out as expected.
        first: The first day on which anything may have happened.
        last: The last such day.
        verdicts: How many claims have each verdict.
        problems: How often each code was found, the most frequent first.
        more: How many further problems there are, of logs with very many.
    """

    logs: int
    unreadable: int
    broken_off: int
    events: int
    claims: int
    scenarios: int
    failed: int
    first: dt.date | None
    last: dt.date | None
    verdicts: Mapping[Verdict, int]
    problems: Mapping[str, int]
    more: int


def is_readable(summary: Summary) -> bool:
    """Tell whether a log could be read, or where there are scenarios alone, whether they could."""
    broken = any(problem.severity is Severity.ERROR for problem in summary.problems)
    return bool(summary.negotiation) or not broken


def why_unreadable(answer: Summary | Lost, root: Path) -> str:
    """
    Say in one line where and why a log could not be read, or why the work on it broke off; nothing of any other.

    Args:
        answer: What came back of the log.
        root: The folder below which it is named.
    """
    if isinstance(answer, Lost):
        return f"{log_name(answer.path, root)}: {answer.reason}"
    return "" if is_readable(answer) else first_error(answer.problems, root)


def overview(summaries: Iterable[Summary | Lost]) -> Overview:
    """
    Join the summaries of many logs; none of them is kept.

    Args:
        summaries: In any order.
    """
    numbers, verdicts, problems = Counter[str](), Counter[Verdict](), Counter[str]()
    first: dt.date | None = None
    last: dt.date | None = None
    for one in summaries:
        numbers["logs"] += 1
        if isinstance(one, Lost):
            numbers["broken_off"] += 1
            continue
        numbers.update(_numbers(one))
        for count in one.verdicts:
            verdicts[count.verdict] += count.claims
        problems.update(problem.code for problem in one.problems)
        first = min((day for day in (first, one.first) if day), default=None)
        last = max((day for day in (last, one.last) if day), default=None)
    return Overview(
        **{name: numbers[name] for name in NUMBERS},
        first=first,
        last=last,
        verdicts=ReadOnly({verdict: verdicts[verdict] for verdict in Verdict}),
        problems=ReadOnly(sorted(problems.items(), key=lambda found: (-found[1], found[0]))),
    )


NUMBERS: Final = ("logs", "unreadable", "broken_off", "events", "claims", "scenarios", "failed", "more")


def _numbers(one: Summary) -> dict[str, int]:
    return {
        "unreadable": not is_readable(one),
        "events": one.events,
        "claims": one.claims,
        "scenarios": one.scenarios,
        "failed": one.failed + sum(count.claims for count in one.verdicts if not count.passed),
        "more": one.more,
    }


def overview_as_json(found: Overview) -> dict[str, Any]:
    """Write an overview as plain values."""
    return {
        "format": FORMAT,
        **{name: getattr(found, name) for name in NUMBERS},
        "first": str(found.first) if found.first else None,
        "last": str(found.last) if found.last else None,
        "verdicts": {verdict.value: number for verdict, number in found.verdicts.items()},
        "problems": dict(found.problems),
    }


def overview_lines(found: Overview) -> Iterator[str]:
    """Word an overview, a line for each sort of thing."""
    failures = [
        f"{number} {phrase}"
        for number, phrase in (
            (found.unreadable, "could not be read"),
            (found.broken_off, "broken off"),
        )
        if number
    ]
    yield f"{_several(found.logs, 'log')}{': ' if failures else ''}{', '.join(failures)}"
    span = f", {found.first} to {found.last}" if found.first else ""
    yield f"{_several(found.events, 'event')}{span}"
    verdicts = [
        f"{number} {verdict.value.replace('_', ' ')}" for verdict, number in found.verdicts.items() if number
    ]
    yield f"{_several(found.claims, 'claim')}{': ' if verdicts else ''}{', '.join(verdicts)}"
    yield _several(found.scenarios, "scenario")
    yield f"not as expected: {found.failed:,}"
    for code, number in found.problems.items():
        yield f"{number:>6}  {code}"
    if found.more:
        yield f"{found.more:>6}  further problems of logs with very many"


def _several(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"
