"""
Law 7: once a retraction is known, every answer equals that of the log without the report and without what speaks only of it.

An event told elsewhere stands.
"""

from __future__ import annotations

import datetime as dt

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects.reports import Mentioned, Retracted
from peacetrack.beliefs import references
from peacetrack.dates import ImpreciseDate
from peacetrack.evidence import Source
from peacetrack.ids import EventId, SourceId
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.mapping import ReadOnly
from peacetrack.state import replay, timeline
from tests.casts import BEGINNING
from tests.laws.answers import accounts, clone, differences, without
from tests.strategies import logs

LATE = dt.date(BEGINNING.year + 9, 1, 1)
OF_ITS_OWN = ("after", "in_reply_to", "since")


def taken_back(log: Log, name: EventId) -> Log:
    """Let a document of a later day take one report back."""
    source = Source(id=SourceId("taken-back"), published=ImpreciseDate.on(LATE))
    entry = Retracted(id=EventId("taken-back"), source=source.id, of=name)
    return attrs.evolve(
        log, sources=ReadOnly({**log.sources, source.id: source}), events=(*log.events, entry)
    )


def unwritten(log: Log, name: EventId) -> Log:
    """Give the log as if nobody had written the report, or anything that speaks only of it."""
    if any(isinstance(event, Mentioned) and event.of == name for event in log.events):
        stripped = (
            attrs.evolve(event, source=None, date=None, about=None) if event.id == name else event
            for event in log.events
        )
        return attrs.evolve(log, events=tuple(stripped))
    gone = {name}
    while more := {event.id for event in log.events if event.id not in gone and _speaks_only_of(event, gone)}:
        gone |= more
    return without(log, gone)


def _speaks_only_of(event: Event, gone: set[EventId]) -> bool:
    spoken_of = {target for field, target in references(event) if field not in OF_ITS_OWN}
    return bool(spoken_of) and spoken_of <= gone


@given(logs(claimed=False) | logs(containing=[Mentioned], claimed=False), st.data())
def test_what_was_taken_back_was_never_told(log: Log, data: st.DataObject) -> None:
    """Every answer equals that of the log without the report and without what speaks only of it"""
    names = [event.id for event in log.events]
    name = data.draw(st.sampled_from(names or [EventId("nothing")]))
    account = data.draw(st.sampled_from(accounts(log)))
    day = data.draw(st.none() | st.just(BEGINNING + dt.timedelta(10)))
    back, never = taken_back(log, name), clone(unwritten(log, name))

    assert [] == list(
        differences(replay(back, as_of=day, account=account), replay(never, as_of=day, account=account))
    )


@given(logs(claimed=False), st.data())
def test_until_it_is_known_a_retraction_changes_nothing(log: Log, data: st.DataObject) -> None:
    """
    Once a retraction is known: before that, every answer is what it was.

    What is legal is decided once, on the whole log, and that has the retraction: logs are left out in which that decides
    otherwise.
    """
    names = [event.id for event in log.events]
    back = taken_back(log, data.draw(st.sampled_from(names or [EventId("nothing")])))
    before = LATE - dt.timedelta(1)
    assume(timeline(back).refused == timeline(clone(log)).refused)

    assert [] == list(
        differences(timeline(back, known_by=before).at(), timeline(clone(log), known_by=before).at())
    )
