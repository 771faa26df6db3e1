"""Intervals: since when each subject has had the status that it has, and what brought it.

The law: what is known of a subject changes on its change days alone; on every other day the answer is that of the day
before, whoever is believed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import CONDITIONS, required, requirement
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.aspects.stages import STAGES
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.order import days_at
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State, Timeline

#: Before any day of which a log could tell.
LONG_AGO: Final = dt.date.min


@attrs.frozen(kw_only=True)
class Interval:
    """
    The days, one after the other, on which a subject has one answer.

    Attributes:
        aspect: Of which part of the negotiation, in the plural.
        subject: Which provision, condition, proposal, instrument or party.
        possible: The statuses that it may have on those days.
        since: The first of the days; None when no first day is known.
        until: The last of them; None when the log shows no end.
        certain: Something of it had certainly happened; otherwise it may not have begun.
        disputed: The accounts of several disagree about it.
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
    List the intervals in which each subject has one answer.

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
    days = ChangeDays(line)

    def course(aspect: Aspect[Any], subject: str) -> Iterator[tuple[dt.date, Fact[Any] | None]]:
        for day in (LONG_AGO, *days.of(aspect, subject)):
            if until is None or day <= until:
                state = states[day] = states.get(day) or line.at(day, account=account)
                yield day, _known(aspect, subject, state)

    return tuple(
        interval
        for aspect in line.log.vocabulary.aspects
        for subject in _subjects(aspect, line)
        for interval in _of_subject(aspect, subject, course(aspect, subject))
    )


def _subjects(aspect: Aspect[Any], line: Timeline) -> Iterable[str]:
    """List what any event is about, and every provision, about which numbers alone may say something."""
    return line.log.cast.instrument_of if aspect == PROVISIONS else line.replayed.histories_of(aspect)


def _known(aspect: Aspect[Any], subject: str, state: State) -> Fact[Any] | None:
    fact = state[aspect].get(subject)
    if fact is None or (aspect == PROVISIONS and fact.possible >= LIVE and not fact.disputed):
        return None
    return fact


def _of_subject(
    aspect: Aspect[Any], subject: str, course: Iterable[tuple[dt.date, Fact[Any] | None]]
) -> Iterator[Interval]:
    """Join the days on which the answer is the same."""
    running: Interval | None = None
    known: frozenset[EventId] = frozenset()
    for day, fact in course:
        possible = tuple(sorted(map(str, fact.possible))) if fact else ()
        disputed, certain = (
            bool(fact and fact.disputed),
            bool(fact and (fact.because or not fact.possible_events)),
        )
        if running and (running.possible, running.disputed, running.certain) == (possible, disputed, certain):
            continue
        if running is not None:
            yield attrs.evolve(running, until=day - dt.timedelta(1))
            running = None
        if fact is not None:
            events = [event.id for event in (*fact.because, *fact.possible_events)]
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


class ChangeDays:
    """
    The days on which what is known of each subject of a timeline can change.

    So the course of a subject costs what its own history holds, and not all days of the log.
    """

    def __init__(self, line: Timeline) -> None:
        self.line = line
        self._counted: dict[InstrumentId, tuple[int, ...]] = {}

    def of(self, aspect: Aspect[Any], *subjects: str) -> tuple[dt.date, ...]:
        """
        List the days on which anything can change that is known of some subjects.

        Args:
            aspect: Of which part of the negotiation.
            subjects: Which provisions, conditions, proposals, instruments or parties.
        """
        positions = chain.from_iterable(self._positions(aspect, subject) for subject in subjects)
        if aspect == CONDITIONS and any(map(self._requires_something, subjects)):
            # What has become of any text may show that a demand is met.
            stages = self.line.replayed.histories_of(STAGES)
            positions = chain(positions, *(self._positions(STAGES, instrument) for instrument in stages))
            positions = chain(positions, *map(self._required_by, subjects))
        return self._days_of(positions)

    def of_events(self, events: Iterable[EventId]) -> tuple[dt.date, ...]:
        """List the days on which some events may have happened first, or certainly had."""
        return self._days_of(map(self.line.places.__getitem__, events))

    def counted(self, instrument: InstrumentId) -> tuple[dt.date, ...]:
        """List the days on which any number of an instrument's units can change."""
        return self._days_of(self._entries(instrument))

    def _days_of(self, positions: Iterable[int]) -> tuple[dt.date, ...]:
        view = self.line.view
        return days_at(
            day for position in {*positions} for day in (view.earliest[position], view.latest[position])
        )

    def _requires_something(self, condition: str) -> bool:
        return requirement(self.line.view.by_id.get(EventId(condition))) is not None

    def _required_by(self, condition: str) -> Iterator[int]:
        """Give the positions of the events of all provisions and conditions on which a demand depends, if need be by others."""
        ahead, seen = [condition], {condition}
        while ahead:
            name = ahead.pop()
            provisions, conditions = required(requirement(self.line.view.by_id.get(EventId(name))))
            for provision in provisions:
                yield from self._positions(PROVISIONS, provision)
            for other in conditions:
                yield from self._positions(CONDITIONS, other)
            ahead += [other for other in conditions if other not in seen]
            seen.update(conditions)

    def _positions(self, aspect: Aspect[Any], subject: str) -> Iterator[int]:
        """Give the positions of the events of a subject, by any account."""
        if aspect == PROVISIONS:
            yield from self._around(ProvisionId(subject))
        base = self.line.replayed.histories_of(aspect).get(subject)
        for history in base.every if base else ():
            yield from history.positions
            yield from (position for position, _ in history.denials)
        yield from self._refused.get((aspect.name, subject), ())

    @cached_property
    def _refused(self) -> dict[tuple[str, str], list[int]]:
        """Map each subject to the positions of what some order refuses: another may admit it, and then it changes something."""
        positions = {event.id: position for position, event in enumerate(self.line.view.events)}
        found: dict[tuple[str, str], list[int]] = {}
        for one in (*self.line.refusals, *self.line.perhaps):
            found.setdefault((one.aspect.name, one.subject), []).append(positions[one.event.id])
        return found

    def _around(self, name: ProvisionId) -> Iterator[int]:
        """Give the positions of the events of a provision's parts, and of all that is counted with it."""
        cast = self.line.log.cast
        for part in cast.children.get(name, ()):
            yield from self._positions(PROVISIONS, part)
        yield from self._entries(cast.instrument_of[name])

    def _entries(self, instrument: InstrumentId) -> tuple[int, ...]:
        """Give the positions of what events say to the counting of an instrument: a number may be about any of its units."""
        if instrument not in self._counted:
            self._counted[instrument] = tuple(
                entry.position
                for population, entries in self.line.entries.items()
                if population.instrument == instrument
                for entry in entries
            )
        return self._counted[instrument]
