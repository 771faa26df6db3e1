"""
Law 2: what is known of a day is what a shorter log would tell.

The fresh replay here knows nothing of days: it is the whole replay of a log in which only that stands which had happened.
Where dates are blurred there are several such logs, and the state of the day has room for each of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import ARRIVING, PROVISIONS, arriving
from peacetrack.aspects.reports import Confirming, Denying, Mentioned, OtherReport
from peacetrack.aspects.tallies import StatusList, UnitCount
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.reports import references
from peacetrack.log.claim import Verdict
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId
from peacetrack.state.replay import Replay
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.answers import Answers, Difference, clone, single_accounts, units, unlike, without
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking


def every_day(line: Timeline) -> tuple[dt.date, ...]:
    """Give each day on which something may change, and the day before each."""
    days = (day - dt.timedelta(back) for day in line.days() for back in (1, 0) if day.toordinal() > back)
    return tuple(dict.fromkeys(days))


def is_a_shorter_log(trial: Trial) -> Iterator[object]:
    """Compare a day of the timeline with the end of a log in which only that stands which had happened."""
    log, line = trial.log, timeline(trial.log)
    provided(all(event.date and event.date.earliest == event.date.latest for event in log.events))
    day, account = trial.some(every_day(line)), trial.account()
    then, fresh = line.at(day, account=account), shorter(log, day, account)
    yield from trial.ask.differences(then, fresh)
    yield from unlike("passages", "gates", trial.ask.passages(then), trial.ask.passages(fresh))


def shorter(log: Log, day: dt.date, account: Account) -> State:
    """
    Replay a log in which only that stands which had happened by a day.

    Whose word that is, and whether it stands, reports say whenever they were made. What a cast names is no part of the draft before
    a later addition, or the `with` of a replacement, brings it in: what is told later of such provisions stays, and the shorter
    log is asked for the day.
    """
    stated = [event for event in log.events if not isinstance(event, OtherReport)]
    later = [event for event in stated if event.date and event.date.earliest and event.date.earliest > day]
    coming = {name for e in later if isinstance(e, ARRIVING) for name in _provisions_of(e, log.cast)}
    kept = {e.id for e in later if coming.intersection(_provisions_of(e, log.cast))}
    gone = {e.id for e in later} - kept
    gone |= {e.id for e in log.events if isinstance(e, OtherReport) and e.of in gone}
    return replay(clone(without(log, gone)), as_of=day if kept else None, account=account)


def _provisions_of(event: Event, cast: Cast) -> set[str]:
    """Name the provisions of which an event speaks, with their parts, and those that it brings."""
    if isinstance(event, PROVISIONS.kinds):
        return {
            *PROVISIONS.subjects(event, cast),
            *(arriving(event, cast) if isinstance(event, ARRIVING) else ()),
        }
    if isinstance(event, UnitCount):
        besides = {name for _, names in event.besides.lists for name in names}
        return besides.union(event.including, event.excluding)
    return {name for _, names in event.lists for name in names} if isinstance(event, StatusList) else set()


def forgets_what_was_asked(trial: Trial) -> Iterator[object]:
    """Ask for several days, in any order, and compare each with a replay that was asked for nothing else."""
    line = timeline(trial.log)
    days = every_day(line)
    first, second = trial.some(days), trial.some(days)
    for day in (first, second, first):
        yield from trial.ask.differences(line.at(day), replay(clone(trial.log), as_of=day))


def is_a_prefix(trial: Trial) -> Iterator[object]:
    """Compare what had happened by each day with the beginning of the whole order."""
    line = timeline(trial.log)
    for day in every_day(line):
        state, view = line.at(day), line.view
        size = len(state.events)
        yield from unlike("events by", day, state.events, view.events[:size])
        certain = sum(latest <= day.toordinal() for latest in view.latest)
        yield from unlike("number of events by", day, size, certain)
        yield from _otherwise(state)


def _otherwise(state: State) -> Iterator[object]:
    """List the histories up to the day that differ from those of a replay that was told nothing else."""
    aspects = state.log.vocabulary.aspects
    short = Replay(
        state.log.cast, beliefs=state.timeline.view.beliefs, refused=state.timeline.refused, aspects=aspects
    )
    short.apply(state.events)
    for aspect in aspects:
        for subject, history in state.timeline.replayed.histories_of(aspect).items():
            begun = short.histories_of(aspect).get(subject)
            pairs = zip(history.positions, history.possible[1:], strict=True)
            reached = [(place, after) for place, after in pairs if place < state.size]
            fresh = [] if begun is None else list(zip(begun.positions, begun.possible[1:], strict=True))
            yield from unlike("story", (aspect.name, subject), reached, fresh)


def leaves_room_for_every_course(trial: Trial) -> Iterator[object]:
    """
    Compare a day with each course of events that the dates allow.

    An event that may have happened by the day widens: what a course answers lies inside.
    """
    log = without(trial.log, timeline(trial.log).refused)
    line = timeline(log)
    provided(not line.refused and not line.view.findings)
    state = line.at(trial.some(every_day(line)))
    names = [event.id for event in state.possible_events] or [EventId("nothing")]
    chosen = trial.draw(st.sets(st.sampled_from(names)))
    fresh = clone(course(log, (*state.events, *_without_loose_ends(state, chosen))))
    account = trial.some(single_accounts(log))
    yield from outside(trial.ask, line.at(state.as_of, account=account), replay(fresh, account=account))


def course(log: Log, happened: tuple[Event, ...]) -> Log:
    """Write down that these events happened, in this order, with no source to date them."""
    names = {event.id for event in happened}
    undated = [attrs.evolve(event, source=None, after=()) for event in happened]
    chain = [attrs.evolve(event, after=(before.id,)) for before, event in pairwise(undated)]
    mentions = [
        attrs.evolve(e, source=None, date=None)
        for e in log.events
        if isinstance(e, Mentioned) and e.of in names
    ]
    # Whose word it is does not depend on what had happened: who confirms or denies it, does so in each course.
    text = [e for e in log.events if isinstance(e, Confirming | Denying) and e.of in names]
    names |= {e.id for e in text}
    text += [e for e in log.events if isinstance(e, Denying) and e.of in names and e not in text]
    about = (attrs.evolve(e, source=None) for e in text)
    return attrs.evolve(log, events=(*undated[:1], *chain, *mentions, *about))


def _without_loose_ends(state: State, chosen: set[EventId]) -> Iterator[Event]:
    """Give the chosen ones of the events that may have happened, but for those that follow what did not."""
    happened = {event.id for event in state.events}
    mentions = {event.id for event in state.log.events if isinstance(event, Mentioned)}
    for event in state.possible_events:
        if event.id in chosen and all(target in happened | mentions for _, target in references(event)):
            happened.add(event.id)
            yield event


def outside(ask: Answers, wide: State, narrow: State) -> Iterator[Difference]:
    """List the answers of one course of events for which the state of the day has no room."""
    known, newcomers = ask.facts(wide), _newcomers(wide)
    for subject, fact in ask.facts(narrow).items():
        # In a course in which it does not arrive there is no such provision, whose status could be anything.
        is_there = fact.because or subject not in newcomers
        if is_there and not fact.possible <= known[subject].possible:
            yield Difference("facts", subject, known[subject], fact)
    yield from _numbers_outside(ask, wide, narrow)
    openings = ask.gates(wide)
    for step, found in ask.gates(narrow).items():
        # A step that may have been taken is undetermined for another reason.
        if not found.passed and openings[step].opening not in ("undetermined", found.opening):
            yield Difference("gates", step, openings[step], found)
    judged = ask.judgements(wide)
    for claim, judgement in ask.judgements(narrow).items():
        # What is not on record in one course of events may yet be stated of in another: only a plain no is against a yes.
        if {judged[claim].verdict, judgement.verdict} == {Verdict.SUPPORTED, Verdict.REFUTED}:
            yield Difference("judgements", claim, judged[claim], judgement)


def _newcomers(state: State) -> frozenset[tuple[str, str]]:
    """Name the provisions that may have been added, and may not."""
    added = (
        arriving(event, state.log.cast) for event in state.possible_events if isinstance(event, ARRIVING)
    )
    return frozenset((PROVISIONS.name, name) for names in added for name in names)


def _numbers_outside(ask: Answers, wide: State, narrow: State) -> Iterator[Difference]:
    asked = units(narrow.log)
    room = ask.counts(wide, asked)
    for question, count in ask.counts(narrow, asked).items():
        outer = room[question]
        if not (count.numerator.within(outer.numerator) and count.denominator.within(outer.denominator)):
            yield Difference("counts", question, outer, count)
    held = ask.standings(wide)
    for who, standing in ask.standings(narrow).items():
        if not standing.settled.within(held[who].settled):
            yield Difference("standings", who, held[who], standing)


def _exact(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects, exact=True)


LAW_2: Final = Law(
    2,
    "`timeline.at(d)` equals a fresh replay `as_of` d, and is a prefix of the replay.",
    (
        Clause("`timeline.at(d)` equals a fresh replay `as_of` d", is_a_shorter_log, _exact),
        Clause("whichever days were asked before", forgets_what_was_asked, speaking),
        Clause("and is a prefix of the replay", is_a_prefix, speaking),
        Clause("what may have happened by then widens it", leaves_room_for_every_course, speaking),
    ),
)
