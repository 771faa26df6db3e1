"""Scenarios: given a log, when this happens, then that holds. They ask what would follow.

The law: a scenario changes nothing of its log. What it supposes is stated after the log, or on its own day in it, in every
account and whatever had been published; then the state at the end of the last of those days is asked.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import OtherReport, Retelling
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.order import SOME_DAY, day_at, ends_of
from peacetrack.beliefs.query import Query
from peacetrack.beliefs.reports import references
from peacetrack.beliefs.view import Supposed, take
from peacetrack.checks.claims import Result, judged_on
from peacetrack.checks.compare import Change, diff
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.log.scenario import Refused, Scenario, then_id
from peacetrack.model.dates import Day, ImpreciseDate
from peacetrack.model.ids import ClaimId, EventId
from peacetrack.model.misuse import require
from peacetrack.model.problems import Finding, Severity
from peacetrack.state.timeline import State, Timeline, timeline_of


@attrs.frozen(kw_only=True)
class Played:
    """
    What came of a scenario.

    Attributes:
        scenario: Which one.
        state: The state that is asked.
        results: The outcome of each `then`.
        refusals: What the tables refused of what was supposed.
        faults: Dates and edges of it that cannot be.
    """

    scenario: Scenario
    state: State
    results: tuple[Result, ...]
    refusals: tuple[Finding, ...]
    faults: tuple[Finding, ...]

    @property
    def unexpected(self) -> tuple[Finding, ...]:
        """Give the refusals that the scenario does not expect."""
        return tuple(finding for finding in self.refusals if not _fits(finding, self.scenario.refused))

    @property
    def held(self) -> bool:
        """Tell whether all of it came out as the scenario says."""
        allowed = self.scenario.refused is None or bool(self.refusals)
        return (
            allowed
            and not self.unexpected
            and not self.faults
            and all(result.passed for result in self.results)
        )

    @property
    def passed(self) -> bool:
        """Tell whether it held, or is known to fail and did not hold."""
        return self.held != bool(self.scenario.xfail)


def _fits(finding: Finding, refused: Refused | None) -> bool:
    if refused is None or finding.code != refused.code:
        return False
    return all(phrase in finding.message for phrase in refused.mentions)


def play(scenario: Scenario, log: Log) -> Played:
    """
    Play a scenario.

    Args:
        scenario: Any scenario.
        log: The log with which it begins; `scenario.given` says how much of it counts, and on whose word.

    Raises:
        UnknownActorError: The account names nobody of the cast.
        ValueError: An event that is supposed has the id of another.

    Examples:
        >>> import peacetrack as pt
        >>> log = pt.load("fixtures/armenia-azerbaijan")
        >>> scenario = pt.Scenario(id="as-it-is", title="Nothing more happens")
        >>> pt.play(scenario, log).passed
        True
    """
    given = scenario.given
    query = Query(as_of=given.as_of, known_by=given.known_by, account=given.account)
    state = supposed_for(log, scenario.when, query)
    line = state.timeline
    claims = [
        Claim(id=ClaimId(then_id(scenario.id, number)), says=then.says, expect=then.expect, note=then.because)
        for number, then in enumerate(scenario.then, 1)
    ]
    return Played(
        scenario=scenario,
        state=state,
        results=judged_on(line, claims, day=state.as_of, account=query.account),
        refusals=refusals_of(scenario.when, line),
        faults=faults_of(scenario.when, line),
    )


def refusals_of(events: Iterable[Event], line: Timeline) -> tuple[Finding, ...]:
    """List the refusals of some events on a timeline that tells them."""
    ids = {event.id for event in events} & line.refused
    return tuple(found for found in line.findings if found.entry in ids and found.severity is Severity.ERROR)


def faults_of(events: Iterable[Event], line: Timeline) -> tuple[Finding, ...]:
    """
    List the dates and edges that cannot be once some events are supposed.

    Where an edge of one of them leaves an entry of the log without a day, that event is at fault.
    """
    found = [finding for finding in line.view.findings if finding.severity is Severity.ERROR]
    if not found:
        return ()
    supposed = {event.id: event for event in events}
    log = attrs.evolve(line.log, events=tuple(event for event in line.log.events if event.id not in supposed))
    known = {*take(log, known_by=line.known_by).findings}
    return tuple(_at_fault(finding, supposed) for finding in found if finding not in known)


def _at_fault(finding: Finding, supposed: Mapping[EventId, Event]) -> Finding:
    """Lay a fault at what is supposed: at an event that takes part in it, or else at one that is linked to the log."""
    taking_part = (finding.entry, *(entry for _, entry in finding.others))
    linked = (name for name, event in supposed.items() if next(references(event), None))
    entry = next((name for name in (*taking_part, *linked) if name in supposed), finding.entry)
    if entry == finding.entry:
        return finding
    others = (("It does not go together with this", finding.entry), *finding.others)
    others = tuple((role, other) for role, other in others if other != entry)
    return attrs.evolve(finding, entry=entry, field="date", others=others)


def suppose(
    log: Log,
    events: Sequence[Event],
    *,
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
) -> State:
    """
    Suppose events after a log, or in it, and give the state at the end of the day of the last of them.

    Args:
        log: Any log; it stays as it is.
        events: In their order. One without a date is of the day of the one before it, the first of `as_of`.
        as_of: The log ends with this day, or its text: what had not happened by then never happens, and what may have
            happened stays undecided. It does not end when None.
        known_by: Of the log, only what had been published by the end of this day counts.
        account: Whose word is believed.

    Raises:
        DateError: A text is no exact day.
        UnknownActorError: The account names nobody of the cast.
        ValueError: An event has the id of another.
    """
    return supposed_for(log, events, Query(as_of=as_of, known_by=known_by, account=account))


def supposed_for(log: Log, events: Sequence[Event], query: Query) -> State:
    """
    Suppose events after a log that ends as a query says, or in it: see `suppose`.

    Raises:
        UnknownActorError: The account names nobody of the cast.
        ValueError: An event has the id of another.
    """
    ends = query.as_of
    dated = _dated(events, ends)
    for number, event in enumerate(dated):
        if event.id in log.by_id or event.id in {other.id for other in dated[:number]}:
            raise ValueError(f"the id '{event.id}' is taken")
    supposed = Supposed(frozenset(event.id for event in dated), ends)
    whole = attrs.evolve(log, events=(*log.events, *dated))
    line = timeline_of(whole, query.known_by, supposed=supposed)
    return line.at(_last_day(dated, line) or ends, account=query.account)


def _dated(events: Iterable[Event], ends: dt.date | None) -> tuple[Event, ...]:
    """
    Give each event that has no date the day of the one before it; before any day is known, only its place in the order.

    A mention has no day of its own: its date is that of the event of which it tells.
    """
    day = ImpreciseDate.on(ends) if ends else None
    placed: list[Event] = []
    ahead: tuple[EventId, ...] = ()
    for event in events:
        dated = event
        if not isinstance(event, Retelling):
            dated = attrs.evolve(event, date=day) if event.true_of is None else _ending(event, ends)
            day = dated.true_of
        if not isinstance(event, OtherReport):
            dated = attrs.evolve(dated, after=(*dated.after, *ahead)) if ahead else dated
            ahead = (event.id,) if day is None else ()
        placed.append(dated)
    return tuple(placed)


def _ending(event: Event, ends: dt.date | None) -> Event:
    """After a log that ends for good, let what happens on some later day happen in the end: nothing else then does."""
    date = event.true_of
    if ends is None or date is None or date.latest is not None:
        return event
    closed = ImpreciseDate.parse(f"{date.earliest}/{THE_END}")
    return attrs.evolve(event, about=closed) if event.about else attrs.evolve(event, date=closed)


def _last_day(events: Sequence[Event], line: Timeline) -> dt.date | None:
    """Give the last possible day of the last of some events; None when there is none, or it is the end of the log."""
    latest = dict(zip((event.id for event in line.view.events), line.view.latest, strict=True))
    # A report has no place in the order of replay.
    days = (
        latest.get(event.id, ends_of(event.true_of)[1])
        for event in events
        if not isinstance(event, Retelling)
    )
    last = max(days, default=SOME_DAY)
    return day_at(last)


#: After this day nothing happens any more.
THE_END: Final = dt.date.max


def whatif(
    log: Log,
    *events: Event,
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
) -> tuple[Change, ...]:
    """
    Tell what events would change: the difference to the log as it stands, on the same day.

    Args:
        log: Any log; it stays as it is.
        events: What is supposed to happen, as for `suppose`.
        as_of: The log ends with this day.
        known_by: Of the log, only what had been published by the end of this day counts.
        account: Whose word is believed.

    Raises:
        DateError: A text is no exact day.
        UnknownActorError: The account names nobody of the cast.
        ValueError: An event has the id of another.
    """
    require(log, Log, "whatif")
    for event in events:
        require(event, Event, "whatif")
    after = suppose(log, events, as_of=as_of, known_by=known_by, account=account)
    return diff(as_it_stands(after), after)


def as_it_stands(supposed: State) -> State:
    """Give the state of the log of a supposition without what is supposed, at the end of the same day."""
    line = supposed.timeline
    asked = line.supposed or Supposed(frozenset())
    log = attrs.evolve(line.log, events=tuple(e for e in line.log.events if e.id not in asked.events))
    before = timeline_of(log, line.known_by, line.chosen, Supposed(frozenset(), asked.since))
    return State(before, supposed.as_of, supposed.account)
