"""The state of a negotiation on a day, and the timeline from which any day's state is read.

The law: a state is a function of the log, of the day (`as_of`), of what had been published by a day (`known_by`), and of
whose word is believed (the account). It is frozen, and asks nothing of files, clocks or terminals.

A folder is read into a log; what the log says is believed as far as it was known, ordered, and replayed; then any day is
asked. Each step is a function that returns a value, and `timeline_of` is where they follow each other.

Examples:
    >>> import peacetrack as pt
    >>> log: Log = pt.load("docs/how-to/ferry")  # read: what was written down
    >>> view: View = ordered(believe(log, known_by=dt.date(2031, 3, 10)))  # believe and order: what happened, as far as known
    >>> len(log.events), len(view.events)
    (8, 5)
    >>> histories: Replay = replayed(view)  # replay: the statuses of each subject after each of its events
    >>> sorted(histories.histories["conditions"])
    ['night-ban']
    >>> state: State = pt.replay(log, known_by="2031-03-10")  # all of that, and one day
    >>> pt.gate(state, signature="accord").opening  # ask
    'shut'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Any, TypeVar, cast

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.provisions import Status
from peacetrack.aspects.stages import STAGES, TALKS, Stage, Talks
from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account, AccountLike
from peacetrack.beliefs.order import days_at
from peacetrack.beliefs.query import Query
from peacetrack.beliefs.view import Supposed, View, believe, ordered
from peacetrack.log.log import Log
from peacetrack.model.dates import Day, day_of
from peacetrack.model.ids import EventId, InstrumentId, ProvisionId
from peacetrack.model.misuse import require
from peacetrack.model.problems import Finding
from peacetrack.state.facts import Fact
from peacetrack.state.findings import of_counting
from peacetrack.state.notebook import state_html, timeline_html
from peacetrack.state.record import Prefix, Record
from peacetrack.state.replay import replayed
from peacetrack.state.unsettled import Admitted, admitted
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Census, Count, CountStatus
from peacetrack.worlds.entries import Entries
from peacetrack.worlds.populations import Population, units_of

S = TypeVar("S", bound=StrEnum)


@attrs.frozen(slots=False, repr=False)
class Timeline(Record):
    """What a log says in a view, replayed once; any day's state is read from it."""

    def __reduce__(self) -> tuple[Callable[..., Timeline], tuple[object, ...]]:
        # What follows from the log is worked out again, so that a state that travels is not larger than its log.
        return timeline_of, (self.log, self.known_by, self.chosen, self.supposed)

    def __repr__(self) -> str:
        known = f", known by {self.known_by}" if self.known_by else ""
        return f"<Timeline of {self.log.cast.negotiation.id!r}: {len(self.view.events)} events{known}>"

    @property
    def whole(self) -> Timeline:
        """Give the timeline of the view that believes all that had been published by then, which alone refuses events."""
        return self if self.chosen is None else timeline_of(self.log, self.known_by, supposed=self.supposed)

    def known(self, day: dt.date | None) -> Timeline:
        """Give the timeline of what had been published by a day."""
        return timeline_of(self.log, day, self.chosen, self.supposed)

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
        line = self
        if believed.chosen is not None and believed.chosen is not self.chosen:
            line = timeline_of(self.log, self.known_by, believed.chosen, self.supposed)
        return State(line, day_of(day), believed)

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return timeline_html(self)

    def days(self) -> tuple[dt.date, ...]:
        """List the days on which something may have begun or had certainly happened, in order."""
        return days_at((*self.view.earliest, *self.view.latest))


@attrs.frozen(slots=False, repr=False)
class State:
    """
    What is known of a negotiation at the end of a day, on some account.

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
    _facts: dict[str, Mapping[str, Fact[Any]]] = attrs.field(factory=dict, init=False, repr=False, eq=False)

    def __reduce__(self) -> tuple[type[State], tuple[Timeline, dt.date | None, Account, int | None]]:
        return State, (self.timeline, self.as_of, self.account, self.cut)

    def __repr__(self) -> str:
        known = f", known by {self.known_by}" if self.known_by else ""
        day = self.as_of or "the end of the log"
        return f"<State of {self.log.cast.negotiation.id!r} at {day}{known}, account of {self.account}>"

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

    @cached_property
    def _prefix(self) -> Prefix:
        """Give how much of the order had happened, from which subjects are read; found once."""
        day = self.as_of.toordinal() if self.as_of else None
        return Prefix.of(self.timeline, self.account, day=day, cut=self.cut)

    @property
    def size(self) -> int:
        """Tell how many events of the view had certainly happened."""
        return self._prefix.size

    @property
    def stop(self) -> int:
        """Tell from which position of the order on nothing can have happened."""
        return self._prefix.stop

    @property
    def possible_positions(self) -> frozenset[int]:
        """Give the positions of events that may have happened, and may not."""
        return self._prefix.possible_positions

    def may_have_happened(self, position: int) -> bool:
        """Tell whether the event at a position of the order had happened, or may have."""
        return self._prefix.may_have_happened(position)

    @property
    def events(self) -> tuple[Event, ...]:
        """Give the events that had certainly happened, in order; refused ones are among them."""
        return self.timeline.view.events[: self.size]

    @property
    def possible_events(self) -> tuple[Event, ...]:
        """Give the events that may have happened, and may not."""
        return tuple(self.timeline.view.events[position] for position in sorted(self.possible_positions))

    @property
    def held(self) -> tuple[Event, ...]:
        """Give the events that had certainly happened, without those that the account goes without, or doubts."""
        return self._prefix.held

    @property
    def perhaps(self) -> tuple[Event, ...]:
        """Give the events that may have happened, by their dates or because somebody whom the account believes denies them."""
        return self._prefix.perhaps

    def put_in_order(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Give events in the order of replay, each once."""
        return self._prefix.put_in_order(events)

    def just_before(self, position: int) -> State:
        """Give the state just before the event at a position of the order."""
        return State(self.timeline, self.as_of, self.account, position)

    def on_common_ground(self) -> State:
        """Give the state at the same point on what is common ground."""
        return State(self.timeline, self.as_of, ON_RECORD, self.cut)

    def __getitem__(self, aspect: Aspect[S]) -> Mapping[str, Fact[S]]:
        """
        Give what is known of each subject of an aspect; one about which there is no event is missing.

        Raises:
            UnknownAspectError: The log was loaded without this aspect.
        """
        facts = self._facts.get(aspect.name)
        if facts is None:
            facts = self._facts[aspect.name] = self._prefix.facts(aspect)
        return cast("Mapping[str, Fact[S]]", facts)

    @property
    def census(self) -> Census:
        """Give the counting of this state, each population of it."""
        return self._prefix.census

    def count(self, instrument: str, status: str = Status.AGREED, *, unit: str = "") -> Count:
        """
        Count the units that have a status.

        Args:
            instrument: Of which text.
            status: Any status, or `remaining` (live and not agreed).
            unit: What is counted, where that is not the instrument's own unit; the two are never compared.

        Returns:
            Bounds that hold in every world that the believed account allows, each end of which some world reaches.
        """
        own = units_of(InstrumentId(instrument), self.log.cast)
        counted: CountStatus = "remaining" if status == "remaining" else Status(status)
        return self.census.count(Population(own.instrument, unit or own.unit), counted)

    def unnamed(self, instrument: str) -> Bounds:
        """Tell how many units of an instrument nobody has named."""
        return self.census.unnamed(units_of(InstrumentId(instrument), self.log.cast))

    def possible(self, provision: str) -> frozenset[Status]:
        """
        Give the statuses that a provision may have.

        Returns:
            One status when it is known; all live ones when nothing is.
        """
        return self._prefix.possible(ProvisionId(provision))[0]

    def stage(self, instrument: str) -> Fact[Stage]:
        """Give the stage of an instrument; `negotiating` until an event says otherwise."""
        return self[STAGES].get(instrument) or Fact(frozenset({Stage.NEGOTIATING}))

    def talks(self, instrument: str) -> Fact[Talks]:
        """Tell whether the talks about an instrument go on; they do until an event says otherwise."""
        return self[TALKS].get(instrument) or Fact(frozenset({Talks.ONGOING}))

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """Give what the log shows its author: about the whole log, and about the counts up to the day."""
        found = dict.fromkeys(self.timeline.findings)
        if self.account.speaker is not None:
            found.update(dict.fromkeys(self.timeline.gaps_of(self.account.speaker)))
        by_id = self.log.by_id
        for population in self.timeline.entries:
            for finding in self.census.findings(population):
                found[of_counting(finding, population.unit, by_id)] = None
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
    require(log, Log, "replay")
    return state_for(log, Query(as_of=as_of, known_by=known_by, account=account))


def state_for(log: Log, query: Query) -> State:
    """
    Replay a log into the state that a query asks for.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    line = timeline_of(log, query.known_by, query.account.checked(log.cast).chosen)
    return line.at(query.as_of, account=query.account)


def timeline(log: Log, *, known_by: Day = None) -> Timeline:
    """
    Replay a log once, so that the state of any day can be read from it.

    Raises:
        DateError: The text of `known_by` is no exact day.
    """
    require(log, Log, "timeline")
    return timeline_of(log, day_of(known_by))


def timeline_of(
    log: Log,
    known_by: dt.date | None = None,
    chosen: Callable[[Event], bool] | None = None,
    supposed: Supposed | None = None,
) -> Timeline:
    """
    Believe, order and replay a log: here the steps between reading and asking follow each other.

    Args:
        log: What was read.
        known_by: Believe what had been published by this day; everything when None.
        chosen: Believe, as one account, only the events that this chooses.
        supposed: What a scenario supposes.

    Returns:
        The timeline, of which any day is asked.
    """
    # What had been reported by then; a log that ends for good ends as it stands, with all that its tables tell of the order.
    known: View = ordered(
        believe(log, known_by=known_by, supposed=supposed), known=_order_of_all(log, known_by, supposed)
    )
    # What the tables refuse, in every order that they admit: only who believes all of that may say, and nothing of later.
    found: Admitted = admitted(known)
    view, histories = (
        found.view,
        found.replay,
    )  # its order, and the statuses of each subject after each of its events
    refused = frozenset(one.event.id for one in found.refusals)
    if chosen is not None:
        view = view.choosing(chosen)
        histories = replayed(view, refused=refused)
    entries = Entries(view, refused=refused, gaps=histories.gapped)  # what is said of provisions and numbers
    return Timeline(log, known_by, chosen, supposed, view, histories, found.refusals, found.perhaps, entries)


def _order_of_all(
    log: Log, known_by: dt.date | None, supposed: Supposed | None
) -> frozenset[tuple[EventId, EventId]]:
    """Give what the tables tell of the order of a whole log, of which a supposition keeps but the beginning."""
    if supposed is None or supposed.since is None:
        return frozenset()
    events = tuple(event for event in log.events if event.id not in supposed.events)
    view = ordered(believe(attrs.evolve(log, events=events), known_by=known_by))
    return frozenset() if view.is_ordered else admitted(view).view.admitted
