"""Turning days: the days on which what is known of a subject can change.

The law: on every other day the answer is that of the day before, whoever is believed. So a course of days costs what was told
of each subject, and not all days of the log for each of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from peacetrack.aspects.conditions import CONDITIONS, requirement
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.stages import STAGES
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId
from peacetrack.state.timeline import Timeline


class TurningDays:
    """The turning days of each subject of a timeline."""

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
        places = chain.from_iterable(self._places(aspect, subject) for subject in subjects)
        if aspect == CONDITIONS and any(map(self._requires_something, subjects)):
            # What has become of any text may show that a demand is met.
            stages = self.line.replayed.stories_of(STAGES)
            places = chain(places, *(self._places(STAGES, instrument) for instrument in stages))
        return self._days_of(places)

    def counted(self, instrument: InstrumentId) -> tuple[dt.date, ...]:
        """List the days on which any number of an instrument's units can change."""
        return self._days_of(self._entries(instrument))

    def _days_of(self, places: Iterable[int]) -> tuple[dt.date, ...]:
        view, top = self.line.view, dt.date.max.toordinal()
        days = {day for place in {*places} for day in (view.earliest[place], view.latest[place])}
        return tuple(dt.date.fromordinal(day) for day in sorted(days) if 0 < day <= top)

    def _requires_something(self, condition: str) -> bool:
        return requirement(self.line.view.by_id.get(EventId(condition))) is not None

    def _places(self, aspect: Aspect[Any], subject: str) -> Iterator[int]:
        """Give the places of what was told of a subject, in any word."""
        if aspect == PROVISIONS:
            yield from self._around(ProvisionId(subject))
        story = self.line.replayed.stories_of(aspect).get(subject)
        for lane in story.lanes if story else ():
            yield from lane.turns
            yield from (place for place, _ in lane.denials)

    def _around(self, name: ProvisionId) -> Iterator[int]:
        """Give the places of what was told of the parts of a provision, and of all that is counted with it."""
        cast = self.line.log.cast
        for part in cast.children.get(name, ()):
            yield from self._places(PROVISIONS, part)
        yield from self._entries(cast.instrument_of[name])

    def _entries(self, instrument: InstrumentId) -> tuple[int, ...]:
        """Give the places of what events say to the counting of an instrument: a number may tell of any of its units."""
        if instrument not in self._counted:
            self._counted[instrument] = tuple(
                entry.place
                for population, entries in self.line.entries.items()
                if population.instrument == instrument
                for entry in entries
            )
        return self._counted[instrument]
