"""What is commonly so is looked at only once, and that changes nothing: the common ways and the general one agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
import pytest
from hypothesis import given

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.lifecycle import Aspect, Event, Guard
from peacetrack.aspects.proposals import PROPOSALS, ProposalMade, ProposalRenewed, ProposalUnanswered
from peacetrack.aspects.reports import EVENTS, Denied, Retracted
from peacetrack.beliefs.view import View, take
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Negotiation
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import EventId, ProposalId, SpeakerId
from peacetrack.state.histories import History
from peacetrack.state.replay import Replay
from peacetrack.state.timeline import timeline
from peacetrack.testing.strategies import logs

FIRST: Final = ImpreciseDate.parse("0001-01-01")
LAST: Final = ImpreciseDate.parse("9999-12-31")
GUARDS: Final = {
    row.when.name: (aspect.name, row.when)
    for aspect in ASPECTS
    for _, _, row in aspect.table
    if row.when is not None and row.when.asks_only_who
}


def histories_in(replay: Replay) -> Mapping[tuple[str, str], object]:
    """Give all stories as values."""
    return {
        (aspect, subject): _value(history)
        for aspect, histories in replay.histories.items()
        for subject, history in histories.items()
    }


def _value(history: History) -> tuple[object, ...]:
    text = {name: _value(one_history) for name, one_history in (history.by_speaker or {}).items()}
    return history.origin.id, history.positions, history.possible, history.denials, text


@given(logs())
def test_an_event_is_told_alike_however_it_is_looked_up(log: Log) -> None:
    """A denial by nobody makes a replay look at each event from all sides, and changes no story."""
    beliefs = take(log).beliefs
    looked_at = {event.id: beliefs.denied.get(event.id, frozenset()) for event in log.events}
    quick, slow = (
        Replay(log.cast, beliefs=believed, aspects=log.vocabulary.aspects)
        for believed in (beliefs, attrs.evolve(beliefs, denied=looked_at))
    )
    for replay in (quick, slow):
        replay.apply(take(log).events)

    assert histories_in(slow) == histories_in(quick)
    assert (slow.refusals, slow.gaps) == (quick.refusals, quick.gaps)


def seen(view: View, *, but: str = "") -> list[tuple[Event, int, int]]:
    """List the events of a view with their days."""
    days = zip(view.events, view.earliest, view.latest, strict=True)
    return [(event, first, last) for event, first, last in days if event.id != but]


@given(logs())
def test_events_that_stand_in_their_order_are_not_sorted_otherwise(log: Log) -> None:
    """A statement of the last of all days before all others makes a view sort them, and moves none of them."""
    late = StatementMade(id=EventId("late"), date=LAST)

    assert seen(take(log)) == seen(take(attrs.evolve(log, events=(late, *log.events))), but="late")


@given(logs())
def test_a_log_without_reports_is_believed_as_it_stands(log: Log) -> None:
    """A denial of nothing by nobody makes a view ask who believes each event, and changes none of them."""
    events = tuple(event for event in log.events if type(event) not in EVENTS)
    plain = attrs.evolve(log, events=events)
    nothing = Denied(id=EventId("nothing"), of=EventId("nothing"))

    assert seen(take(plain)) == seen(take(attrs.evolve(log, events=(*events, nothing))))
    assert take(plain).findings == take(attrs.evolve(log, events=(*events, nothing))).findings


@given(logs())
def test_an_aspect_says_on_which_field_its_subjects_depend(log: Log) -> None:
    """Two events that name the same in that field have the same subjects."""
    known: dict[object, tuple[str, ...]] = {}
    for event in timeline(log).view.events:
        for aspect in ASPECTS:
            if type(event) in aspect.table.cells and aspect.named_by in attrs.fields_dict(type(event)):
                key = aspect.name, getattr(event, aspect.named_by)
                subjects = aspect.subjects(event, log.cast)
                assert known.setdefault(key, subjects) == subjects


@pytest.mark.parametrize("name", GUARDS)
@given(log=logs())
def test_a_guard_that_asks_only_who_lets_the_same_speakers_through_again(name: str, log: Log) -> None:
    """Of two events in the same story that differ in anything but `by`, it lets both through or neither."""
    aspect, guard = GUARDS[name]
    replay = timeline(log).replayed
    for history in replay.histories[aspect].values():
        for place in history.positions:
            assert_same_for_all_by(guard, replay.events[place], history, log)


def assert_same_for_all_by(guard: Guard, event: Event, history: History, log: Log) -> None:
    """Ask a guard for an event, and for a bare one by the same speakers."""
    earlier = (history.origin, *history.recalled)
    bare = StatementMade(id=EventId("bare"), by=tuple(map(SpeakerId, event.by)))

    assert guard.holds(event, earlier, log.cast) == guard.holds(bare, earlier, log.cast)


@given(logs())
def test_an_exception_looks_only_at_the_kinds_that_it_asks_for(log: Log) -> None:
    """Whether one holds is the same for the whole story of a subject and for the events that it asks for."""
    replay = timeline(log).replayed
    for aspect in ASPECTS:
        for event, unless, stated in _exceptions(aspect, replay):
            asked = tuple(past for past in stated if type(past) in unless.asks)
            kept = (*stated[:1], *asked)
            assert unless.holds(event, stated, log.cast) == unless.holds(event, kept, log.cast)


def _exceptions(aspect: Aspect[Any], replay: Replay) -> Iterator[tuple[Event, Any, tuple[Event, ...]]]:
    """List the events of an aspect to which an exception may apply, with what was told of the subject before."""
    for history in replay.histories[aspect.name].values():
        stated = (history.origin, *(replay.events[place] for place in history.positions))
        for number, event in enumerate(stated[1:], 1):
            for row in aspect.table.cells[type(event)].values():
                for unless in row.unless:
                    yield event, unless, stated[:number]


def test_a_long_story_is_not_gone_through_for_an_exception() -> None:
    """Of an offer without an answer only its wordings are kept at hand, however often somebody said that none had come."""
    offer = ProposalMade(id=EventId("pact"), offer="A pact", for_day=LAST)
    again = ProposalRenewed(id=EventId("again"), proposal=ProposalId("pact"))
    silences = [
        ProposalUnanswered(id=EventId(f"s{n}"), proposal=ProposalId("pact"), date=FIRST) for n in range(50)
    ]
    replay = Replay(Cast(negotiation=Negotiation(id="talks")))
    replay.apply(
        [offer, *silences, again, *(attrs.evolve(one, id=EventId(f"{one.id}-more")) for one in silences)]
    )
    history = replay.histories[PROPOSALS.name]["pact"]

    assert [offer, again] == history.recalled
    assert (102, ["made"]) == (len(history.positions), [*map(str, history.possible[-1])])


def test_a_long_chain_of_retractions_ends() -> None:
    """Each takes back the one before it, so every other one stands: also where there are more than calls could nest."""
    event = StatementMade(id=EventId("r0"))
    chain = [Retracted(id=EventId(f"r{n + 1}"), of=EventId(f"r{n}")) for n in range(5_000)]
    log = Log(Cast(negotiation=Negotiation(id="talks")), events=(event, *chain))
    shorter = attrs.evolve(log, events=log.events[:-1])

    assert {f"r{n}" for n in range(1, 5_000, 2)} == take(log).beliefs.retracted
    assert (event,) == take(log).events
    assert () == take(shorter).events


def test_retractions_that_take_back_each_other_do_not_stand_both() -> None:
    """The one that is asked of first stands, and takes the other back."""
    stated = [Retracted(id=EventId(name), of=EventId(of)) for name, of in (("a", "b"), ("b", "a"))]
    log = Log(Cast(negotiation=Negotiation(id="talks")), events=tuple(stated))

    assert 1 == len(take(log).beliefs.retracted)
