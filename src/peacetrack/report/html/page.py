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
from peacetrack.report.html.answered import AnswersShown, answers_shown, days_of, spans_shown
from peacetrack.report.html.brief import Brief, brief
from peacetrack.report.html.exchanges import Thread, demands_shown, offers_shown
from peacetrack.report.html.grid import Grid, grids
from peacetrack.report.html.published import ClaimShown, ContactShown, claims_shown, contacts_shown
from peacetrack.report.html.record import EventShown, SourceShown, events_shown, sources_shown
from peacetrack.report.html.steps import InstrumentGates, instrument_gates
from peacetrack.report.html.unknowns import Unknown, unknowns
from peacetrack.report.html.wording import account_name, on_day
from peacetrack.state.counted import counted_order_findings
from peacetrack.state.ordering import order_findings
from peacetrack.state.timeline import State, Timeline, timeline


@attrs.frozen(kw_only=True)
class Stop:
    """
    A day on which some answer changes.

    Attributes:
        day: Which day; None for the end of the log.
        text: Its name.
        until: The last day that is answered alike; None where no other stop follows.
    """

    day: dt.date | None
    text: str
    until: dt.date | None


@attrs.frozen(kw_only=True)
class DayShown:
    """
    Everything that the report says of its last day.

    Attributes:
        day: Which day; None for the end of the log.
        text: Its name.
        brief: What the first screen says.
        instruments: Each text on each account.
        gates: Each step with what stands before it.
        demands: The demands on record.
        offers: The offers on record.
        unknown: What is not known.
        answers: The answers to all questions, those of a user's own among them.
    """

    day: dt.date | None
    text: str
    brief: Brief
    instruments: tuple[InstrumentShown, ...]
    gates: tuple[InstrumentGates, ...]
    demands: tuple[Thread, ...]
    offers: tuple[Thread, ...]
    unknown: tuple[Unknown, ...]
    answers: tuple[AnswersShown, ...]


@attrs.frozen(kw_only=True)
class ReportPage:
    """
    All that the report of a negotiation shows.

    Attributes:
        title: Of the negotiation.
        account: Whose word is believed where only one account is shown.
        known_by: The day by which reports had been published; None for all of them.
        stops: The stops of the slider, oldest first; the last is the day of the report.
        spans: The answers to all questions in time.
        last: All that is said of the last day.
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
    stops: tuple[Stop, ...]
    spans: tuple[AnswersShown, ...]
    last: DayShown
    grids: tuple[Grid, ...]
    contacts: tuple[ContactShown, ...]
    claims: tuple[ClaimShown, ...]
    sources: tuple[SourceShown, ...]
    events: tuple[EventShown, ...]
    findings: tuple[str, ...]


#: Takes the stops of a report and gives them back one by one, so that somebody can see how far the work is.
Watching = Callable[[Sequence[State]], Iterable[State]]


def report_page(
    log: Log, query: Query = WHOLE, *, agreement: str = "", watching: Watching = iter
) -> ReportPage:
    """
    Work out the report of a negotiation.

    Args:
        log: Any log.
        query: Its day is the last that is shown; its account is believed where only one is shown, and all of them stand
            side by side besides.
        agreement: How far two coders agreed, in words.
        watching: Shows how far the work is, stop by stop.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    line = timeline(log, known_by=query.known_by)
    last = line.at(query.as_of, account=query.account)
    spans = spans_shown(last)
    days = sorted({*stops(line, last.as_of), *_before(days_of(spans), last.as_of)})
    states = [*(line.at(day, account=query.account) for day in days), last]
    return ReportPage(
        title=log.cast.negotiation.title or log.cast.negotiation.id,
        account=account_name(last.account, log.cast),
        known_by=line.known_by,
        stops=tuple(_stops(states)),
        spans=spans,
        last=_day(line, last, spans, agreement),
        grids=tuple(grids([*watching(states)])),
        contacts=tuple(contacts_shown(last)),
        claims=tuple(claims_shown(line, last, account=EVERYONE if query.account.chosen else query.account)),
        sources=tuple(sources_shown(last)),
        events=tuple(events_shown(last)),
        findings=tuple(_findings(last)),
    )


def _stops(states: Sequence[State]) -> Iterator[Stop]:
    following = [*(state.as_of for state in states[1:]), None]
    for state, after in zip(states, following, strict=True):
        until = after - dt.timedelta(1) if after else None
        yield Stop(day=state.as_of, text=on_day(state.as_of), until=until)


def _before(days: Iterable[dt.date], last: dt.date | None) -> set[dt.date]:
    return {day for day in days if last is None or day < last}


def stops(line: Timeline, last: dt.date | None) -> tuple[dt.date, ...]:
    """
    List the days before the last one at which some answer may change.

    On all days between two stops every answer is the same: on each of them the same events had happened, the same ones
    may have, and the same offers are overdue.
    """
    days = {*line.days(), *_overdue(line)}
    return tuple(sorted(_before(days, last)))


def _overdue(line: Timeline) -> Iterator[dt.date]:
    """List the days after those for which offers were made."""
    for event in line.view.events:
        last = event.for_day.latest if isinstance(event, Offer) and event.for_day else None
        if last and last < dt.date.max:  # after the last day of the calendar comes none
            yield last + dt.timedelta(1)


def _day(line: Timeline, state: State, spans: Sequence[AnswersShown], agreement: str) -> DayShown:
    accounts = shown_accounts(state.account, state.log.cast)
    states = {one: state if one == state.account else line.at(state.as_of, account=one) for one in accounts}
    return DayShown(
        day=state.as_of,
        text=on_day(state.as_of),
        brief=brief(states, spans, agreement),
        instruments=tuple(instruments_shown(states)),
        gates=tuple(instrument_gates(state)),
        demands=tuple(demands_shown(state)),
        offers=tuple(offers_shown(state)),
        unknown=tuple(unknowns(state)),
        answers=answers_shown(state),
    )


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
