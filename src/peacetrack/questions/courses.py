"""Courses: since when each question has had its answer, what brought it, and until when.

The law: on each day the span of a question and a subject says what a state of that day answers; the spans of one subject do
not overlap, and two that follow each other differ.

Examples:
    >>> import peacetrack as pt
    >>> line = pt.timeline(pt.load("docs/how-to/ferry"))
    >>> for span in courses(line):
    ...     if span.what.startswith("count of agreed"):
    ...         print(span.since, span.answer, span.because)
    2031-03-03 5 of 7 chapters agreed ('five-chapters',)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cache

import attrs

from peacetrack.aspects.lifecycle import Askable
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.model.ids import EventId
from peacetrack.questions.asking import Answer
from peacetrack.questions.every import questions_of
from peacetrack.questions.intervals import LONG_AGO, ChangeDays
from peacetrack.state.timeline import State, Timeline


@attrs.frozen(kw_only=True)
class Span:
    """
    The days, one after the other, on which a question has one answer.

    Attributes:
        question: Its word.
        subject: Of what it is asked.
        what: The same in words: `count of agreed`.
        of: Likewise: `treaty`.
        answer: The answer on those days.
        since: The first of the days; None when no first day is known.
        until: The last of them; None when the log shows no end.
        because: The events on which the answer rests and the one before does not.
    """

    question: str
    subject: str
    what: str
    of: str
    answer: Answer
    since: dt.date | None
    until: dt.date | None
    because: tuple[EventId, ...] = ()


def courses(
    line: Timeline,
    *,
    account: AccountLike = EVERYONE,
    until: dt.date | None = None,
    listed: bool = False,
) -> tuple[Span, ...]:
    """
    List the spans of days in which each question has one answer.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed.
        until: The last day that is looked at; the end of the log when None.
        listed: Only the days on which a state lists the subject, as `status` does: not that none of six is open any more.

    Returns:
        The spans, by question and subject, each in the order of days; days without an answer belong to none.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    states: dict[dt.date, State] = {}
    days = ChangeDays(line)
    last = line.at(until, account=account)
    every = [day for day in line.days() if until is None or day <= until]

    @cache
    def subjects_on(question: Askable, day: dt.date) -> frozenset[str]:
        return frozenset(question.subjects(states[day]))

    def course(question: Askable, subject: str) -> Iterator[tuple[dt.date, Answer | None]]:
        changing = question.changes(days, subject) if question.changes else every
        for day in (LONG_AGO, *changing):
            if until is None or day <= until:
                state = states[day] = states.get(day) or line.at(day, account=account)
                is_asked = not listed or subject in subjects_on(question, day)
                yield day, question.ask(state, subject) if is_asked else None

    return tuple(
        span
        for question in questions_of(line.log.vocabulary)
        for subject in dict.fromkeys((*question.subjects(last), *question.ever(days, last)))
        for span in _spans(question, subject, course(question, subject))
    )


def _spans(
    question: Askable, subject: str, course: Iterable[tuple[dt.date, Answer | None]]
) -> Iterator[Span]:
    """Join the days on which the answer is the same."""
    running: Span | None = None
    known: frozenset[EventId] = frozenset()
    what, of = question.title_of(subject)
    for day, answer in course:
        if running is not None:
            if answer is not None and (answer.key, answer.text) == (running.answer.key, running.answer.text):
                continue
            yield attrs.evolve(running, until=day - dt.timedelta(1))
            running = None
        if answer is not None:
            running = Span(
                question=question.name,
                subject=subject,
                what=what,
                of=of,
                answer=answer,
                since=None if day == LONG_AGO else day,
                until=None,
                because=tuple(name for name in answer.because if name not in known)
                or tuple(name for name in answer.possible_events if name not in known),
            )
            known = frozenset(answer.because)
    if running is not None:
        yield running
