"""Law 9: Under `single_undertaking`, nothing is settled while a live unit is not agreed."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from peacetrack.aspects.principles import Principle, PrincipleInvoked
from peacetrack.aspects.provisions import LIVE, PROVISIONS, ProvisionAgreed, Status
from peacetrack.counts import Bounds
from peacetrack.ids import ActorId, EventId, InstrumentId, SpeakerId
from peacetrack.log import Log
from peacetrack.standing import standing
from peacetrack.state import State, replay
from tests.laws.answers import accounts
from tests.strategies import logs


def state_under(log: Log, principle: Principle, data: st.DataObject) -> tuple[State, ActorId, InstrumentId]:
    """Let a party invoke a principle at the end of a log."""
    party = data.draw(st.sampled_from(sorted(log.cast.actors)))
    text = data.draw(st.sampled_from(sorted(log.cast.instruments)))
    invoked = PrincipleInvoked(
        id=EventId("invoked"), by=(SpeakerId(party),), principle=principle, instrument=text
    )
    account = data.draw(st.sampled_from(accounts(log)))
    return replay(attrs.evolve(log, events=(*log.events, invoked)), account=account), party, text


@given(logs(claimed=False), st.data())
def test_nothing_is_settled_until_everything_is_agreed(log: Log, data: st.DataObject) -> None:
    """Under `single_undertaking`, nothing is settled while a live unit is not agreed."""
    state, party, text = state_under(log, Principle.SINGLE_UNDERTAKING, data)
    units = [
        name for name, home in log.cast.units.items() if home == text and state[PROVISIONS][name].because
    ]
    left = [name for name in units if state.possible(name) <= LIVE - {Status.AGREED}]
    found = standing(state, party, instrument=text)

    if left or state.count(text, "remaining").numerator.low:
        assert Bounds(0, 0) == found.settled
    assert found.settled.low in (0, found.of.low)
    assert found.settled.high in (0, found.of.high)


@given(logs(claimed=False), st.data())
def test_everything_is_settled_once_everything_is_agreed(log: Log, data: st.DataObject) -> None:
    """Under `single_undertaking` the whole is settled when nothing remains."""
    names = tuple(log.cast.instrument_of)
    agreed = ProvisionAgreed(id=EventId("agreed"), provision=names)
    state, party, text = state_under(
        attrs.evolve(log, events=(*log.events, agreed)), Principle.SINGLE_UNDERTAKING, data
    )
    found = standing(state, party, instrument=text)

    if state.count(text, "remaining").numerator == Bounds(0, 0) and agreed.id not in state.timeline.refused:
        assert found.of == found.settled


@given(logs(claimed=False), st.data())
def test_under_any_other_principle_what_is_agreed_is_settled(log: Log, data: st.DataObject) -> None:
    """Only a single undertaking holds back what is agreed."""
    others = [principle for principle in Principle if principle is not Principle.SINGLE_UNDERTAKING]
    state, party, text = state_under(log, data.draw(st.sampled_from(others)), data)

    assert state.count(text, Status.AGREED).numerator == standing(state, party, instrument=text).settled
