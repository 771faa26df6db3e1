"""Law 8: for one word, adding a count widens no bound on its day or later, if neither it nor any later count then opens an epoch or conflicts."""

from __future__ import annotations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects.provisions import (
    PROVISIONS,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionOpened,
    ProvisionReopened,
)
from peacetrack.aspects.tallies import CountStated
from peacetrack.ids import EventId
from peacetrack.log import Log
from peacetrack.state import State, replay, timeline
from tests.laws.answers import counts, single_words, units, without
from tests.strategies import logs

KINDS = (CountStated, CountStated, ProvisionOpened, ProvisionAgreed, ProvisionContested, ProvisionReopened)


def unfit(state: State) -> int:
    """Tell how often a count opened an epoch, conflicted, or could not be used."""
    return sum(
        len(answer.findings) for place in state.timeline.entries for answer in state.census.answers(place)
    )


@given(logs(containing=[CountStated], only=KINDS, exact=True, claimed=False), st.data())
def test_a_further_count_widens_no_bound(log: Log, data: st.DataObject) -> None:
    """For one word, adding a count widens no bound on its day or later"""
    added = data.draw(st.sampled_from([event for event in log.events if isinstance(event, CountStated)]))
    account = data.draw(st.sampled_from(single_words(log)))
    poorer = replay(without(log, [added.id]), account=account)
    rich = timeline(log)
    assume(not rich.refused)
    assume({event.id for event in rich.view.events} - {added.id} == {event.id for event in poorer.events})
    richer = rich.at(account=account)
    place = rich.places[added.id]
    assume(unfit(richer.just_before(place)) == unfit(richer.just_before(place + 1)) == unfit(richer))

    asked = units(log)
    before, after = counts(poorer, asked), counts(richer, asked)
    assert all(after[key].numerator.within(before[key].numerator) for key in before)
    assert all(after[key].denominator.within(before[key].denominator) for key in before)
    assert all(richer.possible(name) <= fact.possible for name, fact in poorer[PROVISIONS].items())


@given(logs(containing=[CountStated], only=KINDS, exact=True, claimed=False), st.data())
def test_to_hear_a_count_twice_is_to_hear_it_once(log: Log, data: st.DataObject) -> None:
    """A count that is told again at once, in the same words, changes no bound and opens no epoch."""
    place = data.draw(
        st.sampled_from([i for i, event in enumerate(log.events) if isinstance(event, CountStated)])
    )
    again = attrs.evolve(log.events[place], id=EventId("told-again"))
    twice = attrs.evolve(log, events=(*log.events[: place + 1], again, *log.events[place + 1 :]))
    account = data.draw(st.sampled_from(single_words(log)))
    one, two = replay(log, account=account), replay(twice, account=account)
    assume(unfit(one) == 0)

    bounds = [
        {key: (c.numerator, c.denominator) for key, c in counts(s, units(log)).items()} for s in (one, two)
    ]
    assert bounds[0] == bounds[1]
