"""What can happen next: legal events change nothing that was legal, and illegal ones are refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument

from peacetrack.aspects import KINDS
from peacetrack.aspects.conditions import ConditionRestated, ConditionSet
from peacetrack.aspects.consents import Ratified
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import ProvisionAgreed, ProvisionContested, ProvisionReopened
from peacetrack.aspects.reports import EVENTS as REPORTS
from peacetrack.aspects.reports import Confirmed, Denied, Mentioned, Retracted
from peacetrack.aspects.stages import Resumed, Signed
from peacetrack.checks.play import suppose
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ConditionId, EventId, InstrumentId
from peacetrack.state.timeline import State, replay, timeline
from peacetrack.testing import casts, events, illegal_events, logs
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.profile import examples, in_full
from tests.testing.truces import TRUCES, TruceEnded

NOBODY: Final = Cast(negotiation=Negotiation(id="none"))
ANY: Final = logs(aspects=(TRUCES,), longest=12, claimed=False) | logs(
    kinds=(*KINDS.values(), *REPORTS), longest=12, claimed=False
)
DATES: Final = st.sampled_from(["2023", "2024-01", "2024-01-03", "2024-02/..", "../2024-01-20"]).map(
    ImpreciseDate.parse
)


def after(log: Log, event: Event) -> Log:
    """Tell one more event, and see that the log is read without a problem."""
    longer = attrs.evolve(log, events=(*log.events, event))
    assert longer == read_text(dumps(longer), aspects=log.aspects).log
    return longer


@settings(max_examples=examples(30))
@given(ANY, st.data())
def test_what_is_legal_is_not_refused(log: Log, data: st.DataObject) -> None:
    """Once a legal event is told, nothing is refused that was not refused before."""
    state = replay(log)
    event = data.draw(events(state))
    line = timeline(after(log, event))

    assert line.refused <= state.timeline.refused
    assert event.id not in log.by_id


@settings(max_examples=examples(30))
@given(ANY, st.data())
def test_what_is_legal_comes_last(log: Log, data: st.DataObject) -> None:
    """What happens next has a day that is not before the last day of the log."""
    kinds = tuple(kind for kind in log.vocabulary.kinds.values() if kind not in REPORTS)
    event = data.draw(events(replay(log), kinds=kinds))
    view = timeline(after(log, event)).view

    assert event.id == view.events[-1].id


@settings(max_examples=examples(30))
@given(ANY, st.data())
def test_what_is_illegal_is_refused(log: Log, data: st.DataObject) -> None:
    """Once an illegal event is told, it is refused, and nothing else changes."""
    state = replay(log)
    event = data.draw(illegal_events(state))
    line = timeline(after(log, event))

    assert line.refused == state.timeline.refused | {event.id}


@settings(max_examples=examples(15))
@given(ANY, DATES, st.data())
def test_moves_can_be_told_in_between(log: Log, day: ImpreciseDate, data: st.DataObject) -> None:
    """Where the caller brings dates, an event is told in its place, and allowed or refused there."""
    state = replay(log)
    event = data.draw(events(state, dates=st.just(day)))
    if not isinstance(event, Mentioned):
        assert event.true_of == day
    assert timeline(after(log, event)).refused <= state.timeline.refused
    illegal = data.draw(illegal_events(state, dates=st.just(day)))
    assert timeline(after(log, illegal)).refused - state.timeline.refused == {illegal.id}


QUICKLY: Final = settings(max_examples=1, database=None, derandomize=True, phases=(Phase.generate,))


def draw_once(strategy: Any) -> Any:
    """Draw from a strategy, to see what it says."""
    return find(strategy, lambda _: True, settings=QUICKLY)


def coming_up(moves: Callable[..., st.SearchStrategy[Event]], log: Log, examples: int) -> set[str]:
    """List the kinds of events that come up in some examples."""
    found: set[str] = set()

    @settings(max_examples=examples)
    @given(moves(replay(log)))
    def look(event: Event) -> None:
        found.add(event.kind)

    look()
    return found


def rich_log() -> Log:
    """Give a log in which there is something of everything to name."""
    kinds = (
        KINDS["condition_set"],
        KINDS["proposal_made"],
        KINDS["contact_held"],
        KINDS["signed"],
        *TRUCES.kinds[:1],
    )
    log: Log = draw_once(logs(aspects=(TRUCES,), containing=kinds, longest=0, claimed=False, exact=True))
    return log


@in_full
def test_every_legal_kind_comes_up() -> None:
    """Where everything can be named, every kind of event that the tables allow comes up, reports among them."""
    log = rich_log()
    found = coming_up(events, log, 2000)

    # The text is signed: it is not open any more.
    assert log.vocabulary.kinds.keys() - found == {"initialled", "text_concluded"}


def test_many_illegal_kinds_come_up() -> None:
    """Of what the tables refuse, more than one kind comes up."""
    found = coming_up(illegal_events, rich_log(), 60)

    assert {"text_concluded", "initialled"} <= found


def test_a_table_may_allow_none_of_some_kinds() -> None:
    """Whoever asks for what cannot be is told that it cannot."""
    log: Log = draw_once(logs(longest=0, claimed=False))
    state = replay(log)

    with pytest.raises(
        InvalidArgument, match="the tables allow no event of these kinds at the end of this log: res"
    ):
        draw_once(events(state, kinds=(Resumed,)))
    with pytest.raises(InvalidArgument, match="the tables refuse no event of these kinds"):
        draw_once(illegal_events(state, kinds=(StatementMade, Mentioned)))
    with pytest.raises(InvalidArgument, match="the tables allow no event"):
        draw_once(events(state, kinds=(Confirmed, ConditionRestated)))
    with pytest.raises(InvalidArgument, match="no aspect of this log tells of `truce_ended`"):
        draw_once(events(state, kinds=(TruceEnded,)))


def test_nothing_is_illegal_where_nothing_is_negotiated() -> None:
    """Where there is no text yet, the tables refuse nothing, and it is said."""
    with pytest.raises(InvalidArgument, match="the tables refuse no event"):
        draw_once(illegal_events(replay(Log(NOBODY))))


DEMAND: Final = ConditionSet(id=EventId("demand"), what="a border", date=ImpreciseDate.parse("2024-05-02"))
AGAIN: Final = ConditionRestated(id=EventId("again"), condition=ConditionId("demand"))


@pytest.mark.parametrize("since", ["2024-06-01/..", None])
@given(data=st.data())
def test_a_log_may_have_no_end(since: str | None, data: st.DataObject) -> None:
    """Where nobody knows how late something happened, what comes next is as open."""
    date = since and ImpreciseDate.parse(since)
    log = Log(
        NOBODY,
        events=(DEMAND, attrs.evolve(AGAIN, date=date)) if date else (attrs.evolve(DEMAND, date=None),),
    )
    event = data.draw(events(replay(log), kinds=(StatementMade,)))

    assert event.true_of is None or event.true_of.latest is None
    assert event.id == timeline(after(log, event)).view.events[-1].id


@settings(max_examples=examples(20))
@given(st.data())
def test_a_report_takes_nothing_from_what_follows(data: st.DataObject) -> None:
    """A report that would leave a later event without what allowed it is not legal."""
    cast: Cast = data.draw(casts())
    unit = next(iter(cast.units))
    agreed = ProvisionAgreed(id=EventId("agreed"), provision=(unit,), date=ImpreciseDate.parse("2024-01-01"))
    back = ProvisionReopened(id=EventId("back"), provision=(unit,), date=ImpreciseDate.parse("2024-01-02"))
    contested = ProvisionContested(
        id=EventId("contested"), provision=(unit,), date=ImpreciseDate.parse("2024-01-03")
    )
    state = replay(Log(cast, events=(agreed, back, contested)))
    event = data.draw(events(state, kinds=(Retracted,)))

    assert isinstance(event, Retracted)
    assert event.of != "back"
    assert not timeline(after(state.log, event)).refused


@settings(max_examples=examples(20))
@given(logs(claimed=False), st.data())
def test_moves_follow_what_is_supposed(log: Log, data: st.DataObject) -> None:
    """In a state that a scenario supposes, events follow what is supposed, reports of it too."""
    instrument = InstrumentId(next(iter(log.cast.instruments)))
    supposed = Signed(id=EventId("supposed"), instrument=instrument, date=ImpreciseDate.parse("2031-01-01"))
    state: State = suppose(log, [supposed], as_of="2030-01-01")
    event = data.draw(events(state, kinds=(Denied, Ratified)))

    assert event.id not in state.log.by_id
