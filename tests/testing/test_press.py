"""The press tells less than happened, later and less precisely; what it tells is true."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from peacetrack.aspects import KINDS
from peacetrack.aspects.assertions import CountAsserted
from peacetrack.aspects.conditions import ConditionRejected, ConditionSet
from peacetrack.aspects.contacts import StatementMade
from peacetrack.aspects.provisions import ProvisionAgreed
from peacetrack.aspects.stages import Signed
from peacetrack.aspects.tallies import CountStated, Quantity
from peacetrack.log.claim import Verdict
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProvisionId, SpeakerId
from peacetrack.model.mapping import ReadOnly
from peacetrack.questions.verdicts import judge
from peacetrack.state.timeline import timeline
from peacetrack.testing import logs, reports
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.profile import examples
from tests.testing.truces import TRUCES

HAPPENED: Final = logs(aspects=(TRUCES,), longest=12) | logs(kinds=tuple(KINDS.values()), longest=14)
PLAIN: Final = logs(kinds=(ConditionSet, ConditionRejected, StatementMade, Signed), longest=12)
AGREED: Final = logs(kinds=(ProvisionAgreed,), longest=6, exact=True, claimed=False)


def spans(log: Log) -> dict[str, tuple[int, int]]:
    """Give the days on which each event may have happened."""
    view = timeline(log).view
    bounds = zip(view.earliest, view.latest, strict=True)
    return dict(zip((event.id for event in view.events), bounds, strict=True))


@settings(max_examples=examples(25))
@given(HAPPENED, st.data())
def test_what_the_press_tells_is_read(log: Log, data: st.DataObject) -> None:
    """Whatever a press tells, its log is read without a problem."""
    stated = data.draw(reports(log))

    assert stated == read_text(dumps(stated), aspects=log.aspects).log


@settings(max_examples=examples(25))
@given(HAPPENED, st.data())
def test_what_the_press_tells_is_true(log: Log, data: st.DataObject) -> None:
    """Every date that a press gives allows each day on which the event may have happened."""
    stated = data.draw(reports(log))
    happened, reported = spans(log), spans(stated)

    for name in happened.keys() & reported.keys():
        assert reported[name][0] <= happened[name][0]
        assert happened[name][1] <= reported[name][1]


@settings(max_examples=examples(25))
@given(HAPPENED, st.data())
def test_no_document_appears_before_what_it_reports(log: Log, data: st.DataObject) -> None:
    """A document of the press did not certainly appear before what it tells had happened."""
    stated = data.draw(reports(log))
    happened = spans(log)

    for event in stated.events:
        if event.id in happened and event.source and event.source not in log.sources:
            published = stated.sources[event.source].published
            latest = published.latest if published else None
            assert latest is None or latest.toordinal() >= happened[event.id][1]


@settings(max_examples=examples(25))
@given(PLAIN, st.data())
def test_a_precise_press_that_hides_nothing(log: Log, data: st.DataObject) -> None:
    """A press that hides nothing and knows every day tells all that happened, on its day."""
    log = attrs.evolve(log, events=tuple(attrs.evolve(event, confidential=False) for event in log.events))
    stated = data.draw(reports(log, hidden=st.just(False), vague=st.just(0), delays=st.just(0)))

    assert [event.id for event in log.events] == [event.id for event in stated.events]
    assert spans(log) == spans(stated)


@settings(max_examples=examples(25))
@given(PLAIN, st.data())
def test_what_is_confidential_is_not_told(log: Log, data: st.DataObject) -> None:
    """A press does not know what is confidential, nor what speaks of it."""
    log = attrs.evolve(log, events=tuple(attrs.evolve(event, confidential=True) for event in log.events))
    stated = data.draw(reports(log, hidden=st.just(False)))

    assert () == stated.events


@settings(max_examples=examples(25))
@given(HAPPENED, st.data())
def test_a_press_may_hide_everything(log: Log, data: st.DataObject) -> None:
    """A press that hides everything tells nothing."""
    stated = data.draw(reports(log, hidden=st.just(True)))

    assert () == stated.events
    assert stated == read_text(dumps(stated), aspects=log.aspects).log


@settings(max_examples=examples(25))
@given(HAPPENED, st.data())
def test_documents_may_have_no_day(log: Log, data: st.DataObject) -> None:
    """Where nobody knows when a document appeared, it can report everything."""
    stated = data.draw(reports(log, delays=st.none()))
    press = [source for name, source in stated.sources.items() if name not in log.sources]

    assert press
    assert all(source.published is None for source in press)


@settings(max_examples=examples(25))
@given(AGREED, st.data())
def test_how_many_instead_of_which(log: Log, data: st.DataObject) -> None:
    """Where a press tells how many articles were agreed instead of which, the number is right on its day."""
    stated = data.draw(reports(log, hidden=st.just(False)))
    line = timeline(log)
    counts = [event for event in stated.events if isinstance(event, CountStated)]

    assert len(stated.events) <= len(log.events)
    for count in counts:
        says = CountAsserted(instrument=count.instrument, agreed=count.agreed)
        assert count.date is not None
        assert judge(says, line.at(count.date.latest)).verdict is Verdict.SUPPORTED


def test_numbers_come_up() -> None:
    """Now and then a press tells how many, hears of something from one side, and knows a day only roughly."""
    found: set[str] = set()

    @settings(max_examples=50)
    @given(AGREED, st.data())
    def look(log: Log, data: st.DataObject) -> None:
        stated = data.draw(reports(log))
        found.update(type(event).__name__ for event in stated.events)
        found.update(
            "a side" for event in stated.events if event.according_to and log.by_id.get(event.id) != event
        )
        found.update(str(event.date)[-3:] for event in stated.events if event.date and not event.date.is_day)

    look()

    assert {"CountStated", "ProvisionAgreed", "a side", "/.."} <= found


ANNA: Final = Actor(id=ActorId("anna"), role="negotiating_party")
BERT: Final = Actor(id=ActorId("bert"), role="negotiating_party")
UNITS: Final = tuple(Provision(id=ProvisionId(name), kind="article") for name in ("one", "two"))
TREATY: Final = Instrument(
    id=InstrumentId("treaty"), unit="article", provisions=ReadOnly({unit.id: unit for unit in UNITS})
)
DAY: Final = ImpreciseDate.parse("2024-05-02")


def stated(number: int, by: str) -> CountStated:
    """Give a count of one side."""
    exactly = Quantity(low=number, high=number)
    name = EventId(f"count of {by}")
    return CountStated(id=name, by=(SpeakerId(by),), date=DAY, instrument=TREATY.id, agreed=exactly, of=4)


@settings(max_examples=50)
@given(st.data())
def test_a_disputed_number_is_not_told(data: st.DataObject) -> None:
    """Where the sides dispute how many were agreed, a press tells which they were."""
    cast = Cast(
        negotiation=Negotiation(id="talks"),
        actors=ReadOnly({actor.id: actor for actor in (ANNA, BERT)}),
        instruments=ReadOnly({TREATY.id: TREATY}),
    )
    agreed = ProvisionAgreed(id=EventId("agreed"), provision=(UNITS[0].id,), date=DAY)
    log = Log(cast, events=(agreed, stated(2, "anna"), stated(4, "bert")))
    given = data.draw(reports(log, hidden=st.just(False)))

    assert [event.id for event in log.events] == [event.id for event in given.events]
