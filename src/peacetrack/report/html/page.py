"""The report as a typed value: all that the page shows, worked out before anything becomes markup."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence

import attrs

from peacetrack.aspects.proposals import Offer
from peacetrack.beliefs.accounts import EVERYONE
from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.log.log import Log
from peacetrack.questions.decisions import body_findings
from peacetrack.questions.gates import gate_findings
from peacetrack.report.html.accounts import InstrumentShown, instruments_shown, shown_accounts
from peacetrack.report.html.exchanges import Thread, demands_shown, offers_shown
from peacetrack.report.html.grid import Grid, grids
from peacetrack.report.html.published import ClaimShown, ContactShown, claims_shown, contacts_shown
from peacetrack.report.html.record import EventShown, SourceShown, events_shown, sources_shown
from peacetrack.report.html.steps import InstrumentGates, instrument_gates
from peacetrack.report.html.unknowns import Unknown, unknowns
from peacetrack.report.html.wording import account_name, on_day, plain
from peacetrack.report.text import Line, status_lines
from peacetrack.state.counted import counted_order_findings
from peacetrack.state.facts import either
from peacetrack.state.ordering import order_findings
from peacetrack.state.timeline import State, Timeline, timeline


@attrs.frozen
class StatusLine:
    """
    A line of what `peacetrack status` tells, with the lines that are indented below it.

    Attributes:
        text: The line.
        below: The lines below it.
    """

    text: str
    below: tuple[StatusLine, ...] = ()


@attrs.frozen(kw_only=True)
class OwnSubject:
    """
    What is known of one subject of an aspect of one's own.

    Attributes:
        name: Its id.
        status: In words.
        disputed: Words disagree.
        because: The events on which it rests.
    """

    name: str
    status: str
    disputed: bool
    because: tuple[str, ...]


@attrs.frozen(kw_only=True)
class DayShown:
    """
    Everything that the report says of one day.

    Attributes:
        day: Which day; None for the end of the log.
        text: Its name.
        until: The last day that is answered alike; None where no other stop follows.
        instruments: Each text on each account.
        gates: Each step with what stands before it.
        demands: The demands on record.
        offers: The offers on record.
        own: The aspects of one's own, each with its subjects.
        unknown: What is not known.
        status: What `peacetrack status` tells of the day, line by line.
    """

    day: dt.date | None
    text: str
    until: dt.date | None
    instruments: tuple[InstrumentShown, ...]
    gates: tuple[InstrumentGates, ...]
    demands: tuple[Thread, ...]
    offers: tuple[Thread, ...]
    own: tuple[tuple[str, tuple[OwnSubject, ...]], ...]
    unknown: tuple[Unknown, ...]
    status: tuple[StatusLine, ...]


@attrs.frozen(kw_only=True)
class ReportPage:
    """
    All that the report of a negotiation shows.

    Attributes:
        title: Of the negotiation.
        account: Whose word is believed where only one account is shown.
        known_by: The day by which reports had been published; None for all of them.
        days: The stops of the slider, oldest first; the last is the day of the report.
        grids: The provisions of each instrument in time.
        contacts: The contacts with their readouts.
        claims: The claims with their verdicts.
        sources: The sources with their coverage.
        events: The record.
        findings: What does not fit together in the record.
    """

    title: str
    account: str
    known_by: dt.date | None
    days: tuple[DayShown, ...]
    grids: tuple[Grid, ...]
    contacts: tuple[ContactShown, ...]
    claims: tuple[ClaimShown, ...]
    sources: tuple[SourceShown, ...]
    events: tuple[EventShown, ...]
    findings: tuple[str, ...]


#: Takes the stops of a report and gives them back one by one, so that somebody can see how far the work is.
Watching = Callable[[Sequence[State]], Iterable[State]]


def report_page(log: Log, query: Query = WHOLE, *, watching: Watching = iter) -> ReportPage:
    """
    Work out the report of a negotiation.

    Args:
        log: Any log.
        query: Its day is the last that is shown; its account is believed where only one is shown, and all of them stand
            side by side besides.
        watching: Shows how far the work is, stop by stop.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    line = timeline(log, known_by=query.known_by)
    last = line.at(query.as_of, account=query.account)
    states = [*(line.at(day, account=query.account) for day in stops(line, last.as_of)), last]
    return ReportPage(
        title=log.cast.negotiation.title or log.cast.negotiation.id,
        account=account_name(last.account, log.cast),
        known_by=line.known_by,
        days=tuple(_days(line, states, watching)),
        grids=tuple(grids(states)),
        contacts=tuple(contacts_shown(last)),
        claims=tuple(claims_shown(line, last, account=EVERYONE if query.account.chosen else query.account)),
        sources=tuple(sources_shown(last)),
        events=tuple(events_shown(last)),
        findings=tuple(_findings(last)),
    )


def stops(line: Timeline, last: dt.date | None) -> tuple[dt.date, ...]:
    """
    List the days before the last one at which some answer may change.

    On all days between two stops every answer is the same: on each of them the same events had happened, the same ones
    may have, and the same offers are overdue.
    """
    days = {*line.days(), *_overdue(line)}
    return tuple(sorted(day for day in days if last is None or day < last))


def _overdue(line: Timeline) -> Iterator[dt.date]:
    """List the days after those for which offers were made."""
    for event in line.view.events:
        last = event.for_day.latest if isinstance(event, Offer) and event.for_day else None
        if last and last < dt.date.max:  # after the last day of the calendar comes none
            yield last + dt.timedelta(1)


def _days(line: Timeline, states: Sequence[State], watching: Watching) -> Iterator[DayShown]:
    following = [*(state.as_of for state in states[1:]), None]
    for state, after in zip(watching(states), following, strict=True):
        yield _day(line, state, after - dt.timedelta(1) if after else None)


def _day(line: Timeline, state: State, until: dt.date | None) -> DayShown:
    accounts = shown_accounts(state.account, state.log.cast)
    states = {one: state if one == state.account else line.at(state.as_of, account=one) for one in accounts}
    return DayShown(
        day=state.as_of,
        text=on_day(state.as_of),
        until=until,
        instruments=tuple(instruments_shown(states)),
        gates=tuple(instrument_gates(state)),
        demands=tuple(demands_shown(state)),
        offers=tuple(offers_shown(state)),
        own=tuple(_own(state)),
        unknown=tuple(unknowns(state)),
        status=nested(status_lines(state)),
    )


def _own(state: State) -> Iterator[tuple[str, tuple[OwnSubject, ...]]]:
    for aspect in state.log.aspects:
        subjects = tuple(
            OwnSubject(
                name=name,
                status=either(fact.possible),
                disputed=fact.disputed,
                because=tuple(event.id for event in (*fact.because, *fact.possible_events)),
            )
            for name, fact in state[aspect].items()
        )
        if subjects:
            yield plain(aspect.name).capitalize(), subjects


def nested(lines: Iterable[Line]) -> tuple[StatusLine, ...]:
    """
    Put lines below those that they are indented under; blank lines fall away.

    Examples:
        >>> nested([Line("treaty"), Line(""), Line("  13 agreed")])
        (StatusLine(text='treaty', below=(StatusLine(text='13 agreed', below=()),)),)
    """
    indented = [(len(line.text) - len(line.text.lstrip()), line.text.strip()) for line in lines]
    return _below([one for one in indented if one[1]])


def _below(lines: list[tuple[int, str]]) -> tuple[StatusLine, ...]:
    found: list[StatusLine] = []
    place = 0
    while place < len(lines):
        depth, text = lines[place]
        end = next((n for n in range(place + 1, len(lines)) if lines[n][0] <= depth), len(lines))
        found.append(StatusLine(text, _below(lines[place + 1 : end])))
        place = end
    return tuple(found)


def _findings(state: State) -> Iterator[str]:
    """Word what does not fit together in the record: dates, numbers, the order of events, steps through shut gates."""
    view, replayed = state.timeline.view, state.timeline.replayed
    found = (
        *state.findings,
        *order_findings(view, replayed),
        *counted_order_findings(state.timeline),
        *gate_findings(state),
        *body_findings(state),
    )
    return iter(dict.fromkeys(finding.message for finding in found))
