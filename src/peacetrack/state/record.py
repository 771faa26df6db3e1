"""The record: the events that are believed, in order, and what the tables make of them. Replayed once, asked often."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from functools import cached_property, partial

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.view import Supposed, View, take
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Finding
from peacetrack.state.findings import of_gap, of_refusal
from peacetrack.state.replay import Replay, by_its_parts
from peacetrack.worlds.entries import Entries, Entry, Registers
from peacetrack.worlds.populations import Population


@attrs.frozen(slots=False)
class Record:
    """
    All that a view tells, replayed once.

    Attributes:
        log: Of which log.
        known_by: What had been published by this day; everything when None.
        chosen: Only events that this chooses are believed, as one word.
        supposed: Events of the log that a scenario supposes, and the day with which the rest of it ends.
    """

    log: Log
    known_by: dt.date | None = None
    chosen: Callable[[Event], bool] | None = None
    supposed: Supposed | None = None

    @cached_property
    def view(self) -> View:
        """Give the believed events in the order of replay."""
        view = take(self.log, known_by=self.known_by, supposed=self.supposed)
        return view.choosing(self.chosen) if self.chosen else view

    @cached_property
    def whole(self) -> Record:
        """Give the record of the view that knows everything, which alone refuses events."""
        if self.known_by is None and self.chosen is None:
            return self
        return Record(self.log, supposed=self.supposed)

    @cached_property
    def replayed(self) -> Replay:
        """Give the stories of all subjects."""
        refused = None if self.whole is self else self.whole.refused
        replay = Replay(
            self.log.cast, beliefs=self.view.beliefs, refused=refused, aspects=self.log.vocabulary.aspects
        )
        replay.tell(self.view.events)
        return replay

    @cached_property
    def refused(self) -> frozenset[EventId]:
        """Name the events that the tables refuse."""
        return frozenset(refusal.event.id for refusal in self.whole.replayed.refusals)

    @cached_property
    def entries(self) -> Mapping[Population, tuple[Entry, ...]]:
        """Give the items of each population, in the order of replay."""
        gaps = frozenset(event.id for event, _ in self.replayed.gaps)
        whole = partial(by_its_parts, self.replayed)
        return Entries(self.view, refused=self.refused, unbound=gaps, whole=whole)

    @cached_property
    def registers(self) -> Registers:
        """Give the entries of each population, with what each word hears of them."""
        return Registers(self.entries, self.log.cast)

    @cached_property
    def places(self) -> Mapping[EventId, int]:
        """Give the place of each event in the order of replay."""
        return {event.id: place for place, event in enumerate(self.view.events)}

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give what the whole log shows: dates and edges that do not fit, refused events, gaps."""
        return (
            *self.view.findings,
            *(of_refusal(refusal, self.log.cast) for refusal in self.whole.replayed.refusals),
            *(of_gap(event, subject) for event, subject in dict.fromkeys(self.replayed.gaps)),
        )

    def __reduce__(self) -> tuple[type[Record], tuple[object, ...]]:
        return type(self), (self.log, self.known_by, self.chosen, self.supposed)
