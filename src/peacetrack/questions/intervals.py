"""Intervals: since when each subject has had the status that it has, and what brought it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.model.ids import EventId
from peacetrack.questions.turning import TurningDays
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State, Timeline

#: Before any day of which a log could tell.
LONG_AGO: Final = dt.date.min


@attrs.frozen(kw_only=True)
class Interval:
    """
    A stretch of days on which a subject has one answer.

    Attributes:
        aspect: Of which part of the negotiation, in the plural.
        subject: Which provision, condition, proposal, instrument or party.
        possible: The statuses that it may have on those days.
        since: The first of the days; None when no first day is known.
        until: The last of them; None when the log shows no end.
        certain: Something of it had certainly happened; otherwise it may not have begun.
        disputed: Words disagree about it.
        because: The events on which the answer rests and the one before does not.
    """

    aspect: str
    subject: str
    possible: tuple[str, ...]
    since: dt.date | None
    until: dt.date | None
    certain: bool = True
    disputed: bool = False
    because: tuple[EventId, ...] = ()

    @property
    def status(self) -> str | None:
        """Give the status, or None when it is unknown because several are possible."""
        return self.possible[0] if len(self.possible) == 1 else None


def intervals(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> tuple[Interval, ...]:
    """
    List the stretches of days on which each subject has one answer.

    Days on which nothing is on record of a subject belong to no interval; nor do those on which a provision may have
    any live status. What rests on events that are certain at the end of the log alone, because nobody knows a last
    possible day, is in none either.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed.
        until: The last day that is looked at; the end of the log when None.

    Returns:
        The intervals, by aspect and subject, each in the order of days.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    states: dict[dt.date, State] = {}
    turning = TurningDays(line)

    def told(aspect: Aspect[Any], subject: str) -> Iterator[tuple[dt.date, Fact[Any] | None]]:
        for day in (LONG_AGO, *turning.of(aspect, subject)):
            if until is None or day <= until:
                state = states[day] = states.get(day) or line.at(day, account=account)
                yield day, _known(aspect, subject, state)

    return tuple(
        interval
        for aspect in line.log.vocabulary.aspects
        for subject in _subjects(aspect, line)
        for interval in _of_subject(aspect, subject, told(aspect, subject))
    )


def _subjects(aspect: Aspect[Any], line: Timeline) -> Iterable[str]:
    """List what something was told of, and every provision, of which numbers alone may tell."""
    return line.log.cast.instrument_of if aspect == PROVISIONS else line.replayed.stories_of(aspect)


def _known(aspect: Aspect[Any], subject: str, state: State) -> Fact[Any] | None:
    fact = state[aspect].get(subject)
    if fact is None or (aspect == PROVISIONS and fact.possible >= LIVE and not fact.disputed):
        return None
    return fact


def _of_subject(
    aspect: Aspect[Any], subject: str, told: Iterable[tuple[dt.date, Fact[Any] | None]]
) -> Iterator[Interval]:
    """Join the days on which the answer is the same."""
    running: Interval | None = None
    known: frozenset[EventId] = frozenset()
    for day, fact in told:
        possible = tuple(sorted(map(str, fact.possible))) if fact else ()
        disputed, certain = bool(fact and fact.disputed), bool(fact and (fact.because or not fact.maybe))
        if running and (running.possible, running.disputed, running.certain) == (possible, disputed, certain):
            continue
        if running is not None:
            yield attrs.evolve(running, until=day - dt.timedelta(1))
            running = None
        if fact is not None:
            events = [event.id for event in (*fact.because, *fact.maybe)]
            running = Interval(
                aspect=aspect.name,
                subject=subject,
                possible=possible,
                since=None if day == LONG_AGO else day,
                until=None,
                certain=certain,
                disputed=disputed,
                because=tuple(name for name in events if name not in known),
            )
            known = frozenset(events)
    if running is not None:
        yield running
