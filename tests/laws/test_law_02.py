"""
Law 2: `timeline.at(d)` equals a fresh replay `as_of` d, and is a prefix of the replay.

The fresh replay here knows nothing of days: it is the whole replay of a log in which only that stands which had happened.
Where dates are blurred there are several such logs, and the state of the day has room for each of them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.reports import Mentioned
from peacetrack.beliefs import references
from peacetrack.counts import Bounds
from peacetrack.gates import gate, gate_findings
from peacetrack.ids import EventId
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.replay import Replay
from peacetrack.state import State, Timeline, replay, timeline
from tests.casts import BEGINNING
from tests.laws.answers import (
    accounts,
    clone,
    counts,
    differences,
    gates,
    single_words,
    standings,
    units,
    without,
)
from tests.laws.files import read_text
from tests.strategies import logs


def every_day(line: Timeline) -> Iterator[dt.date]:
    """Give each day on which something may change, and the day before each."""
    for day in line.days():
        if day.toordinal() > 1:
            yield day - dt.timedelta(1)
        yield day


def some_day(line: Timeline) -> st.SearchStrategy[dt.date]:
    """Days on which something may change, or the days before them."""
    return st.sampled_from([*every_day(line)] or [BEGINNING])


@given(logs(exact=True, claimed=False), st.data())
def test_a_day_of_the_timeline_is_the_end_of_a_shorter_log(log: Log, data: st.DataObject) -> None:
    """`timeline.at(d)` equals a fresh replay `as_of` d"""
    line = timeline(log)
    day = data.draw(some_day(line))
    account = data.draw(st.sampled_from(accounts(log)))
    happened = clone(
        without(log, (e.id for e in log.events if e.date and e.date.earliest and e.date.earliest > day))
    )
    then, fresh = line.at(day, account=account), replay(happened, account=account)

    assert [] == list(differences(then, fresh))
    assert list(gate_findings(then)) == list(gate_findings(fresh))


HEADER: Final = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}, b: {role: negotiating_party}, c: {role: host}}
instruments: {treaty: {unit: article}}
events:
"""
COUNTED: Final = """\
  - {event: count_stated, date: 2024-01-01, by: a, agreed: 3, of: 9}
  - {event: count_stated, date: 2024-01-01, by: b, agreed: 5, of: 9}
"""
MET: Final = """\
  - {id: law, event: condition_set, date: 2024-01-01, by: a, of: b, what: Change the law}
  - {event: condition_met, date: 2024-01-01, by: a, condition: law}
"""


@pytest.mark.parametrize(
    ("before", "later"),
    [
        (COUNTED, "  - {event: count_stated, date: 2024-02-01, by: c, agreed: 9, of: 9}\n"),
        (MET, "  - {event: condition_met, date: 2024-02-01, by: c, condition: law}\n"),
    ],
    ids=["a count", "a condition"],
)
def test_who_speaks_later_was_not_heard_before(before: str, later: str) -> None:
    """`timeline.at(d)` equals a fresh replay `as_of` d: on that day nobody knew who would still speak."""
    short, whole = (read_text(HEADER + told).log for told in (before, before + later))

    assert short is not None
    assert whole is not None
    assert [] == list(differences(timeline(whole).at("2024-01-02"), replay(short)))


@given(logs(claimed=False), st.data())
def test_it_does_not_matter_which_days_were_asked_before(log: Log, data: st.DataObject) -> None:
    """`timeline.at(d)` equals a fresh replay `as_of` d"""
    line = timeline(log)
    first, second = data.draw(some_day(line)), data.draw(some_day(line))

    for day in (first, second, first):
        assert [] == list(differences(line.at(day), replay(clone(log), as_of=day)))


@given(logs(claimed=False))
def test_what_had_happened_is_a_prefix_of_the_replay(log: Log) -> None:
    """And is a prefix of the replay"""
    line = timeline(log)
    for day in every_day(line):
        state, view = line.at(day), line.view
        size = len(state.events)

        assert view.events[:size] == state.events
        assert all(latest <= day.toordinal() for latest in view.latest[:size])
        assert all(latest > day.toordinal() for latest in view.latest[size:])
        _assert_told(state)


def _assert_told(state: State) -> None:
    """Assert that the stories up to the day are those of a replay that was told nothing else."""
    short = Replay(state.log.cast, refused=state.timeline.refused)
    short.tell(state.events)
    for aspect in ASPECTS:
        for subject, story in state.timeline.replayed.stories[aspect.name].items():
            had_begun = short.stories[aspect.name].get(subject)
            told = [
                (place, after)
                for place, after in zip(story.places, story.possible[1:], strict=True)
                if place < state.size
            ]
            expected = (
                [] if had_begun is None else list(zip(had_begun.places, had_begun.possible[1:], strict=True))
            )

            assert expected == told


def course(log: Log, happened: tuple[Event, ...]) -> Log:
    """Write down that these events happened, in this order, with no source to date them."""
    names = {event.id for event in happened}
    told = [attrs.evolve(event, source=None, after=()) for event in happened]
    chain = [attrs.evolve(event, after=(before.id,)) for before, event in pairwise(told)]
    mentions = [
        attrs.evolve(e, source=None, date=None)
        for e in log.events
        if isinstance(e, Mentioned) and e.of in names
    ]
    return attrs.evolve(log, events=(*told[:1], *chain, *mentions))


@given(logs(claimed=False), st.data())
def test_whatever_may_have_happened_is_allowed_for(log: Log, data: st.DataObject) -> None:
    """An event that may have happened by a day widens: each course of events that the dates allow lies inside."""
    log = without(log, timeline(log).refused)
    line = timeline(log)
    assume(not line.refused and not line.view.findings)
    state = line.at(data.draw(some_day(line)))
    chosen = frozenset(
        data.draw(st.sets(st.sampled_from([event.id for event in state.maybe] or [EventId("none")])))
    )
    fresh = clone(course(log, (*state.events, *_without_loose_ends(state, chosen))))
    account = data.draw(st.sampled_from(single_words(log)))

    assert [] == list(outside(line.at(state.as_of, account=account), replay(fresh, account=account)))


def _without_loose_ends(state: State, chosen: frozenset[EventId]) -> Iterator[Event]:
    """Give the chosen ones of the events that may have happened, but for those that follow what did not."""
    happened = {event.id for event in state.events}
    mentions = {event.id for event in state.log.events if isinstance(event, Mentioned)}
    for event in state.maybe:
        if event.id in chosen and all(target in happened | mentions for _, target in references(event)):
            happened.add(event.id)
            yield event


Misfit = tuple[object, object, object]


def outside(wide: State, narrow: State) -> Iterator[Misfit]:
    """List the answers of one course of events for which the state of the day has no room."""
    yield from _statuses_outside(wide, narrow)
    yield from _numbers_outside(wide, narrow)
    openings = gates(wide)
    for step, found in gates(narrow).items():
        # A step that may have been taken is asked by itself, below.
        if not found.passed and openings[step].opening not in ("undetermined", found.opening):
            yield step, openings[step], found


def _statuses_outside(wide: State, narrow: State) -> Iterator[Misfit]:
    for name in wide.log.cast.instrument_of:
        if not narrow.possible(name) <= wide.possible(name):
            yield name, wide.possible(name), narrow.possible(name)
    for aspect in ASPECTS:
        for subject, fact in narrow[aspect].items():
            if not fact.possible <= wide[aspect][subject].possible:
                yield (aspect.name, subject), wide[aspect][subject], fact


def _numbers_outside(wide: State, narrow: State) -> Iterator[Misfit]:
    room = counts(wide, units(narrow.log))
    for question, count in counts(narrow).items():
        outer = room[question]
        if not (lies_in(count.numerator, outer.numerator) and lies_in(count.denominator, outer.denominator)):
            yield question, outer, count
    held = standings(wide)
    for who, standing in standings(narrow).items():
        if not lies_in(standing.settled, held[who].settled):
            yield who, held[who], standing


def test_a_gate_that_may_have_been_passed_is_undetermined() -> None:
    """An event that may have happened by a day widens: a gate it bears on is undetermined."""
    log = read_text(
        f"{HEADER}  - {{event: entered_into_force, date: 2024-01-01/2024-01-31, instrument: treaty}}\n"
    ).log

    assert log is not None
    assert "undetermined" == gate(timeline(log).at("2024-01-10"), entry_into_force="treaty").opening


def lies_in(inner: Bounds, outer: Bounds) -> bool:
    """Tell whether every number of the one is a number of the other."""
    return inner.low >= outer.low and (
        outer.high is None or (inner.high is not None and inner.high <= outer.high)
    )
