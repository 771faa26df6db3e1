"""Laws of scenarios, for logs as they may be written."""

from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.aspects.reports import EVENTS as REPORTS
from peacetrack.aspects.stages import Published
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.testing.answers import Answers
from peacetrack.testing.strategies import logs
from tests.build import log_with

DAYS = st.dates(dt.date(2023, 12, 1), dt.date(2024, 12, 31))


@given(log=logs(claimed=False), day=DAYS)
def test_whoever_supposes_nothing_reads_the_log(log: pt.Log, day: dt.date) -> None:
    """Asked at its end, a log that ends with a day answers as the whole log does of that day."""
    played = pt.play(pt.Scenario(id="s", title="Nothing more", given=pt.Given(as_of=day)), log)

    assert played.passed
    assert [] == list(Answers().differences(pt.timeline(log).at(day), played.state))
    assert () == pt.diff(pt.timeline(log).at(day), played.state)


@given(log=logs(claimed=False), day=st.none() | DAYS, known=st.none() | DAYS)
def test_what_if_nothing_happens_changes_nothing(
    log: pt.Log, day: dt.date | None, known: dt.date | None
) -> None:
    """Whatever had been published."""
    assert () == pt.whatif(log, as_of=day, known_by=known)


@given(data=st.data(), log=logs(claimed=False), day=DAYS)
def test_a_change_rests_on_events_of_what_is_supposed(data: st.DataObject, log: pt.Log, day: dt.date) -> None:
    """Each `because` is an entry of the second state's log; and what is supposed leaves the log as it was."""
    later = [event for event in log.events if not isinstance(event, REPORTS)]
    again = data.draw(st.sampled_from(later)) if later else None
    stated = () if again is None else (_again(again),)
    before = hash(log.events)
    state = pt.suppose(log, stated, as_of=day)

    assert before == hash(log.events)
    for change in pt.diff(pt.timeline(log).at(day), state):
        assert {*change.because} <= {event.id for event in state.log.events}
        assert change.before != change.after


def _again(event: pt.Event) -> pt.Event:
    """Tell an event once more, under an id of its own, without a day."""
    return attrs.evolve(event, id=EventId(f"{event.id}-again"), date=None, about=None, source=None)


@given(log=logs(claimed=False), day=DAYS)
def test_no_two_equal_states_differ(log: pt.Log, day: dt.date) -> None:
    """Comparing is about meaning, and one state means one thing."""
    state = pt.timeline(log).at(day)

    assert () == pt.diff(state, state)


def test_a_log_that_ends_keeps_the_order_that_its_tables_tell() -> None:
    """A principle of June was not dropped in May, also where the log ends with May for good."""
    log = log_with(
        "event: principle_invoked, by: armenia, principle: early_harvest, date: 2024-06-01/2024-06-30",
        "event: principle_dropped, by: armenia, date: 2024-05-01/2024-06-15",
    )
    published = Published(
        id=EventId("text"), instrument=InstrumentId("treaty"), date=pt.ImpreciseDate.parse("2024-08")
    )

    assert () == pt.timeline(log).at("2024-05-20").possible_events
    assert () == pt.suppose(log, [published], as_of="2024-05-20").possible_events


@pytest.mark.xfail(
    reason="of what may have happened a supposition forms no group, which orders of the log may", strict=False
)
@settings(phases=[Phase.generate])
@given(log=logs(claimed=False), day=DAYS, later=st.integers(0, 400))
def test_what_was_undecided_stays_so(log: pt.Log, day: dt.date, later: int) -> None:
    """Of a log that ends for good, no later day knows more than its last one."""
    if not log.cast.instruments:
        pytest.skip("nothing to publish")
    instrument = next(iter(log.cast.instruments))
    asked = pt.ImpreciseDate.on(day + dt.timedelta(later))
    published = Published(id=EventId("published"), instrument=instrument, date=asked)
    ended, after = pt.timeline(log).at(day), pt.suppose(log, [published], as_of=day)

    assert {*ended.possible_events} == {*after.possible_events}
    # The publication itself is on record, and the stage rests on it.
    own = ("stage", "published")
    assert [change for change in pt.diff(ended, after) if change.what not in own] == []
