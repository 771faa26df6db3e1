"""
Law 6: shuffling entries changes no answer, unless `order-matters` names a pair.

Entries of one exact day in one document keep the author's order, which is what tells the order of that day: they are not
shuffled among themselves. Counts that contradict each other, which is reported as well, have no such order either.
"""

from __future__ import annotations

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.reports import Denied
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.ordering import order_findings
from peacetrack.state import State, timeline
from tests.laws.answers import accounts, clone, counts, gates, standings, units
from tests.laws.files import read_text
from tests.strategies import logs


def shuffled(log: Log, order: list[int]) -> Log:
    """Write the entries in another order, but those of one exact day in one document among themselves as they were."""
    groups: dict[object, list[Event]] = {}
    for event in log.events:
        groups.setdefault(_told_together(event), []).append(event)
    entries = tuple(groups[_told_together(log.events[index])].pop(0) for index in order)
    return attrs.evolve(log, events=entries)


def _told_together(event: Event) -> object:
    date = event.true_of
    exact = date is not None and date.earliest is not None and date.earliest == date.latest
    # What else bounds a date (its document, a mention, a link) may make one day of it.
    return (event.source, date.earliest) if exact and date else (event.source,)


def answers(state: State) -> list[object]:
    """Ask everything but for what lists events in their order."""
    asked = units(state.log)
    statuses = {
        (aspect.name, subject): (fact.possible, {event.id for event in fact.because}, fact.disputed)
        for aspect in ASPECTS
        for subject, fact in state[aspect].items()
    }
    numbers = {key: (c.numerator, c.denominator, c.disputed) for key, c in counts(state, asked).items()}
    settled = {key: (found.settled, found.of) for key, found in standings(state).items()}
    openings = {key: found.opening for key, found in gates(state).items()}
    return [statuses, numbers, settled, openings]


@given(logs(claimed=False) | logs(containing=[Denied], claimed=False), st.data())
def test_the_order_of_entries_does_not_matter(log: Log, data: st.DataObject) -> None:
    """Shuffling entries changes no answer, unless `order-matters` names a pair."""
    line = timeline(log)
    assume(not list(order_findings(line.view, line.replayed)))
    other = timeline(shuffled(clone(log), data.draw(st.permutations(range(len(log.events))))))
    assume(not list(order_findings(other.view, other.replayed)))
    day = data.draw(st.none() | st.sampled_from(line.days() or (None,)))
    account = data.draw(st.sampled_from(accounts(log)))
    state, again = line.at(day, account=account), other.at(day, account=account)
    assume(not any(finding.code in CONTRADICTED for finding in state.findings))

    assert answers(state) == answers(again)


CONTRADICTED = ("unreported-change", "count-conflict", "count-not-applied")
PAIR = """\
peacetrack: 1
negotiation: {id: peace}
actors: {a: {role: negotiating_party}}
instruments: {treaty: {unit: article, provisions: {borders: {kind: article}}}}
events:
  - {event: provision_opened, date: 2024-01, provision: borders}
  - {event: provision_agreed, date: 2024-01, provision: borders}
"""


def test_where_it_does_a_pair_is_named() -> None:
    """Unless `order-matters` names a pair: the order of these two decides, and both are named."""
    log = read_text(PAIR).log
    assert log is not None
    line = timeline(log)
    other = timeline(shuffled(log, [1, 0]))
    swapped = timeline(attrs.evolve(log, events=log.events[::-1]))

    (finding,) = order_findings(line.view, line.replayed)
    assert {event.id for event in log.events} == {finding.entry, *(name for _, name in finding.others)}
    assert answers(line.at()) == answers(other.at())
    assert answers(line.at()) != answers(swapped.at())
