"""Every answer that the page gives: a loop over the one list of questions, on the last day and in time.

The law: on each day the spans that hold on it are what the questions answer on that day, those of a user's own among them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId
from peacetrack.questions.asking import Answer
from peacetrack.questions.courses import courses
from peacetrack.questions.every import QUESTIONS, figures_of
from peacetrack.report.html.exchanges import known_text
from peacetrack.state.timeline import State

#: Of a longer answer of an earlier day the page keeps so many characters; each demand has an answer of its own.
LONGEST: Final = 240
#: So many of the events that brought it are named beside it.
FEW_EVENTS: Final = 6


@attrs.frozen(kw_only=True)
class AnswerShown:
    """
    An answer about one subject.

    Attributes:
        of: The subject, by its title where it has one.
        text: The answer.
        whose: Whose word it is, and of which day.
        because: The events on which it rests.
        since: Since when it holds; None where no first day is known.
        until: Until when; None where no end is known.
    """

    of: str
    text: str
    whose: str
    because: tuple[EventId, ...]
    since: dt.date | None = None
    until: dt.date | None = None


@attrs.frozen(kw_only=True)
class AnswersShown:
    """
    The answers to one question.

    Attributes:
        question: Its word.
        what: The same with what is asked, in words.
        is_own: It is one of a user's own.
        answers: One for each subject, or for each span of days.
    """

    question: str
    what: str
    is_own: bool
    answers: tuple[AnswerShown, ...]


def answers_shown(state: State) -> tuple[AnswersShown, ...]:
    """Answer every question of which anything is on record."""
    found: dict[tuple[str, str], list[AnswerShown]] = {}
    for question, subject, answer in figures_of(state):
        what, of = question.title_of(subject)
        found.setdefault((question.name, what), []).append(_shown(state, of, answer, answer.in_full))
    return tuple(_together(found))


def spans_shown(state: State) -> tuple[AnswersShown, ...]:
    """Answer every question on every day up to that of a state."""
    found: dict[tuple[str, str], list[AnswerShown]] = {}
    for span in courses(state.timeline, account=state.account, until=state.as_of, listed=True):
        full = str(span.answer)
        short = full if len(full) <= LONGEST else f"{full[:LONGEST].rstrip()}…"
        found.setdefault((span.question, span.what), []).append(
            attrs.evolve(
                _shown(state, span.of, span.answer, short),
                because=(span.because or span.answer.events)[:FEW_EVENTS],
                since=span.since,
                until=span.until,
            )
        )
    return tuple(_together(found))


def _together(found: dict[tuple[str, str], list[AnswerShown]]) -> Iterator[AnswersShown]:
    usual = {one.name for one in QUESTIONS}
    for (question, what), answers in found.items():
        yield AnswersShown(question=question, what=what, is_own=question not in usual, answers=tuple(answers))


def _shown(state: State, of: str, answer: Answer, text: str) -> AnswerShown:
    return AnswerShown(of=titled(state, of), text=text, whose=answer.whose, because=answer.events)


def titled(state: State, name: str) -> str:
    """Name a subject as readers know it: a text or a provision by its title, a demand by what is demanded."""
    cast: Cast = state.log.cast
    if name in cast.instruments:
        return cast.instruments[InstrumentId(name)].title or name
    if name in cast.instrument_of:
        return cast.provision(ProvisionId(name)).title or name
    event = state.timeline.view.by_id.get(EventId(name))
    return (known_text(state, event) if event else "") or name


def days_of(spans: Iterable[AnswersShown]) -> Iterator[dt.date]:
    """List the days on which some answer begins, or is there no more."""
    for one in spans:
        for span in one.answers:
            if span.since:
                yield span.since
            if span.until and span.until < dt.date.max:
                yield span.until + dt.timedelta(1)
