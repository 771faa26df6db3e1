"""The kit: every public strategy gives what it says, at the settings that Hypothesis has by default."""

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from peacetrack import testing
from peacetrack.aspects.assertions import (
    Assertion,
    ConditionAsserted,
    ProposalAsserted,
    ReadoutAsserted,
    StandingAsserted,
)
from peacetrack.aspects.conditions import ConditionSet
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.log.scenario import Scenario
from peacetrack.model.cast import Cast, Instrument
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.ids import ActorId, ConditionId, ContactId, InstrumentId, ProposalId, SpeakerId, TopicId
from peacetrack.state.timeline import replay
from peacetrack.testing import (
    actors,
    assertions,
    casts,
    claims,
    conditions,
    dates,
    events,
    identifiers,
    illegal_events,
    instruments,
    logs,
    quantities,
    reports,
    scenarios,
    single_events,
    sources,
    texts,
    voices,
)
from peacetrack.testing.asserting import asserting_something
from peacetrack.testing.reading import read_text
from peacetrack.yaml.writing.writer import dumps
from tests.profile import examples
from tests.testing.truces import TRUCES

#: What a project has that says nothing about Hypothesis; every health check counts that does not look at a clock.
DEFAULT: Final = settings(
    settings.get_profile("default"),
    max_examples=examples(20),
    database=None,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

STRATEGIES: Final[dict[str, tuple[Callable[[], SearchStrategy[Any]], type]]] = {
    "actors": (actors, Actor),
    "assertions": (lambda: logs().flatmap(assertions), object),
    "casts": (casts, Cast),
    "claims": (lambda: logs().flatmap(claims), Claim),
    "conditions": (lambda: casts().flatmap(conditions), ConditionSet),
    "dates": (dates, ImpreciseDate),
    "events": (lambda: logs().map(replay).flatmap(events), Event),
    "identifiers": (identifiers, str),
    "illegal_events": (lambda: logs().map(replay).flatmap(illegal_events), Event),
    "instruments": (instruments, Instrument),
    "logs": (logs, Log),
    "quantities": (quantities, Quantity),
    "reports": (lambda: logs().flatmap(reports), Log),
    "scenarios": (lambda: logs().flatmap(scenarios), Scenario),
    "single_events": (lambda: casts().flatmap(single_events), Event),
    "sources": (sources, Source),
    "texts": (texts, str),
    "voices": (voices, Voice),
}


@pytest.mark.parametrize("name", STRATEGIES)
def test_no_health_check_fails(name: str) -> None:
    """
    At the settings that Hypothesis has by default no strategy is too large, or throws too much away.

    That none is too slow is for `benchmarks/ratios.py` to say: it depends on the machine.
    """
    strategy, kind = STRATEGIES[name]

    @DEFAULT
    @given(strategy())
    def draw(value: object) -> None:
        assert isinstance(value, kind)

    draw()


def test_every_strategy_is_tried() -> None:
    """What the kit offers beside strategies is a state machine, and nothing else."""
    assert {*testing.__all__} == {*STRATEGIES, "NegotiationMachine"}


def test_the_kit_lists_its_names() -> None:
    """A name that the kit does not have is refused as Python refuses it; the others can be listed."""
    assert {*testing.__all__} <= {*dir(testing)}
    with pytest.raises(AttributeError, match="has no attribute 'treaties'"):
        testing.treaties  # type: ignore[attr-defined]  # noqa: B018 - the asking is the test


@given(dates(days=st.dates()))
def test_any_day_can_be_blurred(date: ImpreciseDate) -> None:
    """A date is written of any day that the calendar has, the first and the last among them."""
    assert date == ImpreciseDate.parse(str(date))


@given(st.dates(), st.data())
def test_a_date_allows_its_day(day: dt.date, data: st.DataObject) -> None:
    """However vague a date is, the day of which it tells is one of its days."""
    date = data.draw(dates(days=st.just(day)))

    assert (date.earliest or day) <= day <= (date.latest or day)


@given(logs(aspects=(TRUCES,)), st.data())
def test_what_is_claimed_can_be_written(log: Log, data: st.DataObject) -> None:
    """A claim about a log, in the words of its aspects too, is read back in that log."""
    claim = data.draw(claims(log))
    claimed = Log(log.cast, log.sources, log.events, (*log.claims, claim), log.aspects)

    assert claimed == read_text(dumps(claimed), aspects=(TRUCES,)).log


@pytest.mark.parametrize(
    "says",
    [
        ConditionAsserted(id=ConditionId("border")),
        ProposalAsserted(id=ProposalId("offer")),
        ReadoutAsserted(contact=ContactId("call"), by=SpeakerId("anna")),
    ],
    ids=lambda says: type(says).__name__,
)
def test_nothing_is_asserted_by_leaving_everything_out(says: Assertion) -> None:
    """An assertion that would leave everything out is given something to assert; another stays as it is."""
    stated = asserting_something(says, TopicId("border"))

    assert stated != says
    assert stated == asserting_something(stated, TopicId("another"))


def test_no_more_is_settled_than_there_is() -> None:
    """A log refuses a claim that more units are settled than there are, so none is drawn."""
    says = StandingAsserted(
        party=ActorId("armenia"), instrument=InstrumentId("treaty"), settled=Quantity(low=3, high=3), of=2
    )

    assert attrs.evolve(says, of=3) == asserting_something(says, TopicId("border"))
