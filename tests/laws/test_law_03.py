"""Law 3: Live units are partitioned by status; withdrawn units are never in a denominator; low <= high."""

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, ProvisionAgreed, ProvisionWithdrawn, Status
from peacetrack.counts import Bounds
from peacetrack.ids import EventId
from peacetrack.log import Log
from peacetrack.state import State, replay, timeline
from tests.laws.answers import accounts, counts, single_words, units
from tests.strategies import logs


def plus(bounds: list[Bounds]) -> Bounds:
    """Add up bounds."""
    highs = [part.high for part in bounds]
    return Bounds(
        sum(part.low for part in bounds),
        None if None in highs else sum(high for high in highs if high is not None),
    )


@given(logs(claimed=False), st.data())
def test_live_units_are_partitioned_by_status(log: Log, data: st.DataObject) -> None:
    """Live units are partitioned by status"""
    state = _some_state(log, data)
    for text, unit in units(log):
        by_status = {status: state.count(text, status, unit=unit) for status in Status}
        whole = by_status[Status.AGREED].denominator
        live = plus([by_status[status].numerator for status in LIVE])

        assert live.low <= (whole.low if whole.high is None else whole.high)
        assert live.high is None or live.high >= whole.low
        if all(by_status[status].numerator.low == by_status[status].numerator.high for status in LIVE):
            assert live == whole


@given(logs(claimed=False), st.data())
def test_what_remains_is_what_is_not_agreed(log: Log, data: st.DataObject) -> None:
    """Live units are partitioned by status"""
    state = _some_state(log, data)
    for text, unit in units(log):
        agreed, remaining = (state.count(text, word, unit=unit) for word in (Status.AGREED, "remaining"))
        whole = agreed.denominator
        if whole.low == whole.high is not None:
            assert agreed.numerator.low == whole.low - (remaining.numerator.high or 0)
            assert agreed.numerator.high == whole.low - remaining.numerator.low


def _some_state(log: Log, data: st.DataObject) -> State:
    """Ask one word on a day."""
    line = timeline(log)
    return line.at(
        data.draw(st.sampled_from([None, *line.days()])),
        account=data.draw(st.sampled_from(single_words(log))),
    )


@given(logs(claimed=False), st.data())
def test_no_number_is_larger_than_the_whole(log: Log, data: st.DataObject) -> None:
    """Low <= high"""
    line = timeline(log)
    state = line.at(
        data.draw(st.sampled_from([None, *line.days()])), account=data.draw(st.sampled_from(accounts(log)))
    )
    for (_, _, word), count in counts(state).items():
        for bounds in (count.numerator, count.denominator):
            assert 0 <= bounds.low
            assert bounds.high is None or bounds.low <= bounds.high
        if word != Status.WITHDRAWN and not count.disputed and count.denominator.high is not None:
            assert count.numerator.high is not None
            assert count.numerator.high <= count.denominator.high


@given(logs(claimed=False), st.data())
def test_a_withdrawn_unit_leaves_the_denominator(log: Log, data: st.DataObject) -> None:
    """Withdrawn units are never in a denominator"""
    cast = log.cast
    name = data.draw(st.sampled_from([unit for unit in cast.units if unit not in cast.children]))
    agreed = ProvisionAgreed(id=EventId("agreed"), provision=(name,))
    withdrawn = ProvisionWithdrawn(id=EventId("withdrawn"), provision=(name,))
    account = data.draw(st.sampled_from(single_words(log)))
    with_it = replay(attrs.evolve(log, events=(*log.events, agreed)), account=account)
    without_it = replay(attrs.evolve(log, events=(*log.events, agreed, withdrawn)), account=account)
    assume(not with_it.timeline.refused & {agreed.id})
    whole = with_it.count(cast.units[name]).denominator

    assert frozenset({Status.AGREED}) == with_it.possible(name)
    assert frozenset({Status.WITHDRAWN}) == without_it.possible(name)
    assert (
        Bounds(whole.low - 1, None if whole.high is None else whole.high - 1)
        == without_it.count(cast.units[name]).denominator
    )
