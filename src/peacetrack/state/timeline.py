"""The state of a negotiation on a day, and the timeline from which any day's state is read.

The law: a state is a function of the log, of the day (`as_of`), of what had been published by a day (`known_by`), and of
whose word is believed (the account). It is frozen, and asks nothing of files, clocks or terminals.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.stages import STAGES, TALKS, Stage, Talks
from peacetrack.beliefs.accounts import EVERYONE, Account, AccountLike
from peacetrack.beliefs.query import Query
from peacetrack.log.log import Log
from peacetrack.model.dates import Day, day_of
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.problems import Finding
from peacetrack.state.facts import Fact
from peacetrack.state.findings import of_counting
from peacetrack.state.moments import Moment
from peacetrack.state.notebook import state_html, timeline_html
from peacetrack.state.record import Record
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Census, Count, Word
from peacetrack.worlds.populations import Population, units_of

S = TypeVar("S", bound=StrEnum)


@attrs.frozen(slots=False)
class Timeline(Record):
    """All that a view tells, replayed once; any day's state is read from it."""

    def at(self, day: Day = None, *, account: AccountLike = EVERYONE) -> State:
        """
        Read the state at the end of a day.

        Args:
            day: A day or its text; the end of the log when None.
            account: Whose word is believed.

        Raises:
            DateError: The text is no exact day.
            UnknownActorError: The account names nobody of the cast.
        """
        believed = Account.of(account).checked(self.log.cast)
        line = attrs.evolve(self, chosen=believed.chosen) if believed.chosen else self
        return State(line, day_of(day), believed)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return timeline_html(self)

    def days(self) -> tuple[dt.date, ...]:
        """List the days on which something may have begun or had certainly happened, in order."""
        bounds = {*self.view.earliest, *self.view.latest}
        top = dt.date.max.toordinal()
        return tuple(dt.date.fromordinal(day) for day in sorted(bounds) if 0 < day <= top)


@attrs.frozen(slots=False)
class State:
    """
    What is known of a negotiation at the end of a day, on some word.

    `state[CONDITIONS]["constitution"]` gives a fact; the other questions are methods here or functions elsewhere.

    Attributes:
        timeline: From which it is read.
        as_of: The day; the end of the log when None.
        account: Whose word is believed.
        cut: Only so many events of the order count, whatever their days; all that `as_of` allows when None.
    """

    timeline: Timeline
    as_of: dt.date | None
    account: Account
    cut: int | None = None
    _moments: list[Moment] = attrs.field(factory=list, init=False, repr=False, eq=False)
    _known: dict[str, Mapping[str, Fact[Any]]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def __reduce__(self) -> tuple[type[State], tuple[Timeline, dt.date | None, Account, int | None]]:
        return State, (self.timeline, self.as_of, self.account, self.cut)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return state_html(self)

    @property
    def log(self) -> Log:
        """Give the log."""
        return self.timeline.log

    @property
    def known_by(self) -> dt.date | None:
        """Give the day by which reports had to be published."""
        return self.timeline.known_by

    @property
    def query(self) -> Query:
        """Give what is asked, in the aspects of the log."""
        return Query(
            as_of=self.as_of, known_by=self.known_by, account=self.account, aspects=self.log.vocabulary.own
        )

    @property
    def _moment(self) -> Moment:
        """Give the place of the day in the order of replay, from which subjects are read; found once."""
        if not self._moments:
            day = self.as_of.toordinal() if self.as_of else None
            self._moments.append(Moment.of(self.timeline, self.account, day=day, cut=self.cut))
        return self._moments[0]

    @property
    def size(self) -> int:
        """Tell how many events of the view had certainly happened."""
        return self._moment.size

    @property
    def stop(self) -> int:
        """Tell from which place of the order on nothing can have happened."""
        return self._moment.stop

    @property
    def perhaps(self) -> frozenset[int]:
        """Give the places of events that may have happened, and may not."""
        return self._moment.perhaps

    def is_told(self, place: int) -> bool:
        """Tell whether the event at a place of the order had happened, or may have."""
        return self._moment.is_told(place)

    @property
    def events(self) -> tuple[Event, ...]:
        """Give the events that had certainly happened, in order; refused ones are among them."""
        return self.timeline.view.events[: self.size]

    @property
    def maybe(self) -> tuple[Event, ...]:
        """Give the events that may have happened, and may not."""
        return tuple(self.timeline.view.events[place] for place in sorted(self.perhaps))

    def just_before(self, place: int) -> State:
        """Give the state just before the event at a place of the order."""
        return State(self.timeline, self.as_of, self.account, place)

    def __getitem__(self, aspect: Aspect[S]) -> Mapping[str, Fact[S]]:
        """
        Give what is known of each subject of an aspect; one of which nothing was told is missing.

        Raises:
            UnknownAspectError: The log was loaded without this aspect.
        """
        known = self._known.get(aspect.name)
        if known is None:
            known = self._known[aspect.name] = self._moment.facts(aspect)
        return cast("Mapping[str, Fact[S]]", known)

    @property
    def census(self) -> Census:
        """Give the counting of this state, each population of it."""
        return self._moment.census

    def count(self, instrument: str, status: str = Status.AGREED, *, unit: str = "") -> Count:
        """
        Count the units that have a status.

        Args:
            instrument: Of which text.
            status: Any status, or `remaining` (live and not agreed).
            unit: What is counted, where that is not the instrument's own unit; the two are never compared.

        Returns:
            Bounds that hold in every world that the believed words allow, each end of which some world reaches.
        """
        own = units_of(InstrumentId(instrument), self.log.cast)
        word: Word = "remaining" if status == "remaining" else Status(status)
        return self.census.count(Population(own.instrument, unit or own.unit), word)

    def unnamed(self, instrument: str) -> Bounds:
        """Tell how many units of an instrument nobody has named."""
        return self.census.unnamed(units_of(InstrumentId(instrument), self.log.cast))

    def possible(self, provision: str) -> frozenset[Status]:
        """
        Give the statuses that a provision may have.

        Returns:
            One status when it is known; all live ones when nothing is.
        """
        return self._moment.possible(ProvisionId(provision))[0]

    def stage(self, instrument: str) -> Fact[Stage]:
        """Give the stage of an instrument; `negotiating` until something is told of it."""
        return self[STAGES].get(instrument) or Fact(frozenset({Stage.NEGOTIATING}))

    def talks(self, instrument: str) -> Fact[Talks]:
        """Tell whether the talks about an instrument go on; they do until something is told of it."""
        return self[TALKS].get(instrument) or Fact(frozenset({Talks.ONGOING}))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give what the log shows its author: about the whole log, and about the counts up to the day."""
        found = dict.fromkeys(self.timeline.findings)
        by_id = self.log.by_id
        for population in self.timeline.entries:
            for answer in self.census.answers(population):
                found.update(
                    dict.fromkeys(of_counting(finding, population.unit, by_id) for finding in answer.findings)
                )
        return tuple(found)


def replay(log: Log, *, as_of: Day = None, known_by: Day = None, account: AccountLike = EVERYONE) -> State:
    """
    Replay a log into the state at the end of a day.

    Args:
        log: Any log.
        as_of: The day, or its text; the end of the log when None, never today.
        known_by: Count only what had been published by the end of this day; everything when None.
        account: Whose word about content is believed: `everyone`, an actor, or several.

    Raises:
        DateError: A text is no exact day.
        UnknownActorError: The account names nobody of the cast.
    """
    return state_for(log, Query(as_of=as_of, known_by=known_by, account=account))


def state_for(log: Log, query: Query) -> State:
    """
    Replay a log into the state that a query asks for.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    return Timeline(log, query.known_by).at(query.as_of, account=query.account)


def timeline(log: Log, *, known_by: Day = None) -> Timeline:
    """
    Replay a log once, so that the state of any day can be read from it.

    Raises:
        DateError: The text of `known_by` is no exact day.
    """
    return Timeline(log, day_of(known_by))
