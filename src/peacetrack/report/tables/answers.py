"""The tables of answers: outcomes of claims, statuses and counts by day, changes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from peacetrack.aspects.tallies import COUNT_STATUSES
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.checks.claims import Result
from peacetrack.checks.compare import Change
from peacetrack.log.claim import Support, Verdict
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.beyond import texts_shown
from peacetrack.questions.courses import Span, courses
from peacetrack.questions.intervals import ChangeDays, Interval, intervals
from peacetrack.report.tables.table import Cell, Column, TableOfRows, names, severally, table, text
from peacetrack.state.timeline import State, Timeline
from peacetrack.worlds.census import Count

RESULTS: Final = (
    Column(name="claim", meaning="Its id."),
    Column(name="kind", meaning="Whether somebody claims it.", values=("claim", "expectation")),
    severally(Column(name="by", meaning="Who claims it.")),
    Column(name="date", meaning="When it was said, as a date of a log."),
    Column(name="as_of", type="day", meaning="The day of which it speaks; the end of the log when empty."),
    severally(Column(name="account", meaning="Whose word is believed; everyone's when empty.")),
    Column(name="source", meaning="The document that tells it."),
    Column(name="said", meaning="What is claimed, in words."),
    Column(name="verdict", meaning="Whether the record bears it out.", values=tuple(Verdict)),
    Column(name="support", meaning="On whose reports that rests.", values=tuple(Support)),
    severally(Column(name="sides", meaning="The actors whose reports they are.")),
    Column(name="replayed", meaning="What the record says of the same thing."),
    Column(
        name="expected_verdict", meaning="What the author of the log expects.", values=tuple(Verdict)
    ),
    Column(name="expected_support", meaning="Likewise; not asked when empty.", values=tuple(Support)),
    Column(name="passed", type="truth", meaning="It came out as expected, or as it is known to fail."),
    Column(name="inferred", type="truth", meaning="It rests on an inference of the author."),
    severally(Column(name="because", meaning="The events on which that rests.")),
    Column(name="difference", meaning="Where it did not come out as expected, what is not borne out."),
    Column(name="note", meaning="A remark of the author."),
)  # fmt: skip
STATUSES: Final = (
    Column(name="aspect", meaning="Which part of the negotiation."),
    Column(name="subject", meaning="Which provision, condition, proposal, instrument or party."),
    Column(name="status", meaning="Its status; unknown when empty, because several are possible."),
    severally(Column(name="possible", meaning="The statuses that it may have.")),
    Column(name="since", type="day", meaning="The first day of the interval; no first day is known when empty."),
    Column(name="until", type="day", meaning="The last day of it; the log shows no end when empty."),
    Column(name="certain", type="truth", meaning="Something of it had certainly happened."),
    Column(name="disputed", type="truth", meaning="Words disagree about it."),
    severally(Column(name="because", meaning="The events that brought it.")),
)  # fmt: skip
COUNTS: Final = (
    Column(name="instrument", meaning="Of which text."),
    Column(name="unit", meaning="What is counted."),
    Column(name="status", meaning="The status, or `remaining`: live and not agreed.", values=COUNT_STATUSES),
    Column(name="since", type="day", meaning="The first day of the interval; no first day is known when empty."),
    Column(name="until", type="day", meaning="The last day of it; the log shows no end when empty."),
    Column(name="low", type="number", meaning="At least so many units have the status."),
    Column(name="high", type="number", meaning="At most so many; no upper bound is known when empty."),
    Column(name="of_low", type="number", meaning="There are at least so many units."),
    Column(name="of_high", type="number", meaning="There are at most so many; unknown when empty."),
    Column(name="disputed", type="truth", meaning="Words disagree about it."),
)  # fmt: skip
ANSWERS: Final = (
    Column(name="question", meaning="Which question, as a figure begins."),
    Column(name="subject", meaning="Of what, as a figure goes on."),
    Column(name="answer", meaning="The answer in words."),
    Column(
        name="details",
        meaning="What belongs to it: whose demand it is, before which steps, how often it was made.",
    ),
    Column(
        name="since", type="day", meaning="The first day of the answer; no first day is known when empty."
    ),
    Column(name="until", type="day", meaning="The last day of it; the log shows no end when empty."),
    Column(name="certain", type="truth", meaning="Something of it had certainly happened."),
    Column(name="disputed", type="truth", meaning="Its carriers contradict each other."),
    severally(Column(name="whose", meaning="Whose word it is; nobody's in particular when empty.")),
    severally(Column(name="of_day", meaning="Of which day that is, as a date of a log, in the same order.")),
    severally(Column(name="because", meaning="The events that brought it.")),
)
CHANGES: Final = (
    Column(name="what", meaning="Which kind of answer: a count, a provision, a gate, and so on."),
    Column(name="subject", meaning="Of what."),
    Column(name="before", meaning="What the first state answers."),
    Column(name="after", meaning="What the second state answers."),
    severally(
        Column(name="because", meaning="The events on which the second answer rests and the first does not.")
    ),
)


def results_table(results: Iterable[Result]) -> TableOfRows:
    """List the outcomes of claims."""
    return table("results", "A claim or an expectation, and its verdict.", RESULTS, map(_result, results))


def _result(result: Result) -> tuple[Cell, ...]:
    claim = result.claim
    return (
        claim.id,
        result.kind,
        names(claim.by),
        text(claim.date),
        claim.as_of,
        names(claim.account),
        claim.source,
        result.said,
        result.verdict.value,
        text(result.support),
        names(result.carriers),
        result.replayed,
        claim.expect.verdict.value,
        text(claim.expect.support),
        result.passed,
        result.inferred,
        names(result.because),
        text(result.difference),
        text(claim.note),
    )


def statuses_table(found: Iterable[Interval]) -> TableOfRows:
    """List intervals."""
    meaning = "A stretch of days on which a subject has one status."
    return table("statuses", meaning, STATUSES, map(_status, found))


def _status(one: Interval) -> tuple[Cell, ...]:
    return (
        one.aspect,
        one.subject,
        text(one.status),
        names(one.possible),
        one.since,
        one.until,
        one.certain,
        one.disputed,
        names(one.because),
    )


def statuses_of(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> TableOfRows:
    """
    List the intervals of days on which each subject has one status.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed.
        until: The last day that is looked at; the end of the log when None.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    return statuses_table(intervals(line, account=account, until=until))


def answers_of(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> TableOfRows:
    """
    List the spans of days on which each question has one answer.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed.
        until: The last day that is looked at; the end of the log when None.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    meaning = "The days on which a question has one answer, and whose word that is."
    return table("answers", meaning, ANSWERS, map(_answer, courses(line, account=account, until=until)))


def _answer(span: Span) -> tuple[Cell, ...]:
    found = span.answer
    return (
        span.question,
        span.subject,
        str(found),
        text(found.details),
        span.since,
        span.until,
        found.certain,
        found.disputed,
        names(dict.fromkeys(actor for one in found.voiced for actor in one.by)),
        names(str(one.date) for one in found.voiced if one.date),
        names(span.because),
    )


def counts_of(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> TableOfRows:
    """
    List the intervals of days on which so many units of an instrument have a status.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed.
        until: The last day that is looked at; the end of the log when None.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    changing = ChangeDays(line)

    def course(name: InstrumentId) -> list[tuple[dt.date, State]]:
        days = (day for day in changing.counted(name) if until is None or day <= until)
        return [(day, line.at(day, account=account)) for day in (dt.date.min, *days)]

    rows = (
        row
        for name in texts_shown(line.at(until, account=account))
        for states in [course(name)]
        for status in COUNT_STATUSES
        for row in _intervals(name, status, [(day, state.count(name, status)) for day, state in states])
    )
    return table("counts", "A stretch of days on which so many units have a status.", COUNTS, rows)


def _intervals(
    name: InstrumentId, status: str, course: list[tuple[dt.date, Count]]
) -> Iterator[tuple[Cell, ...]]:
    """Join the days on which a count answers the same."""
    begun = [
        (day, count)
        for place, (day, count) in enumerate(course)
        if place == 0 or _figures(count) != _figures(course[place - 1][1])
    ]
    ends = [day - dt.timedelta(1) for day, _ in begun[1:]]
    for (since, count), until in zip(begun, [*ends, None], strict=True):
        first = None if since == dt.date.min else since
        yield name, count.unit, status, first, until, *_figures(count)


def _figures(count: Count) -> tuple[Cell, ...]:
    number, whole = count.numerator, count.denominator
    return number.low, number.high, whole.low, whole.high, count.disputed


def changes_table(changes: Iterable[Change]) -> TableOfRows:
    """List what two states answer differently."""
    rows = ((one.what, one.subject, one.before, one.after, names(one.because)) for one in changes)
    return table("changes", "An answer that differs between two states.", CHANGES, rows)
