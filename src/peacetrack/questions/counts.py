"""Reckoning: whether a claim about numbers holds.

Each believed word is asked whether all of its worlds bear the numbers out together, or none does. A rough number bounds
nothing: an equal report bears it out, in the same unit and of the same day, and nothing refutes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import attrs

from peacetrack.aspects.assertions import Assertion, CountAsserted, EverAsserted, StandingAsserted, bare
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.aspects.tallies import UnitCount
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.problems import Finding
from peacetrack.questions.comparing import is_more
from peacetrack.questions.judgements import (
    Judgement,
    Truth,
    all_of,
    among,
    is_believed,
    judged,
)
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds.census import Count as Counted
from peacetrack.worlds.populations import Population, count_of, count_status, home_of, units_of
from peacetrack.worlds.statements import StatedCount, statuses_of


def reckoned(says: CountAsserted, state: State) -> Judgement:
    """Judge a claim about numbers of units."""
    own = units_of(says.instrument, state.log.cast)
    population = Population(own.instrument, says.unit or own.unit)
    if not population.unit:
        return uncounted(says.instrument)
    counts = counts_of(says, state)
    names = dict.fromkeys(chain.from_iterable(count.because for count in counts))
    besides: list[Event] = []
    replayed = [*map(str, counts)]
    truth, disputed = _by_speakers(says, population, state, counts)
    if any(quantity.approx is not None for _, quantity in says.numbers):
        rough, reports = _roughly(says, state, population)
        truth = all_of((truth, rough)) or None
        besides += reports
    for status, quantity in says.numbers:
        if quantity.more_than is not None:
            truth = all_of((truth, is_more(says, status, quantity.more_than, state)))
    for fact, statuses in _besides(says, state, population):
        truth = all_of((truth, among(fact.possible, statuses)))
        besides += fact.because
        disputed = disputed or fact.disputed
    return judged(truth, "; ".join(replayed), besides, names=names, disputed=disputed)


def counts_of(says: CountAsserted, state: State) -> tuple[Counted, ...]:
    """Count what a claim speaks of, in its own scope: each of its words, or what is agreed where it has none."""
    population = Population(says.instrument, says.unit or units_of(says.instrument, state.log.cast).unit)
    statuses = [count_status(status) for status, _ in says.numbers] or [Status.AGREED]
    return tuple(
        state.census.count(population, status, including=says.including, excluding=says.excluding)
        for status in statuses
    )


def uncounted(instrument: str) -> Judgement:
    """Judge what is asked of the counts of a text that has none."""
    return judged(None, f"'{instrument}' has no unit, so nothing of it is counted")


def is_uncounted(says: Assertion, cast: Cast) -> bool:
    """Tell whether an assertion is about the counts of a text that has no unit, and names none itself."""
    says = bare(says)
    if not isinstance(says, CountAsserted | EverAsserted | StandingAsserted):
        return False
    unit = "" if isinstance(says, StandingAsserted) else says.unit
    return not (unit or cast.instruments[says.instrument].unit)


def uncounted_findings(log: Log) -> Iterator[Finding]:
    """Report each count and each claim about one that is of no unit, because its text has none."""
    for event in log.events:
        if isinstance(event, UnitCount) and not (event.unit or log.cast.instruments[event.instrument].unit):
            yield _of_no_unit(event.id, "event")
    for claim in log.claims:
        if is_uncounted(claim.says, log.cast):
            yield _of_no_unit(claim.id, "says")


def _of_no_unit(entry: str, field: str) -> Finding:
    return Finding(
        code="no-unit",
        message="This is of no unit, and its text has none, so nothing is counted.",
        entry=entry,
        field=field,
        hint="Say under `unit` what is counted, or give the text its `unit` in the cast.",
    )


def _by_speakers(
    says: CountAsserted, population: Population, state: State, counts: tuple[Counted, ...]
) -> tuple[Truth, bool]:
    """Ask each branch by itself: what holds in all worlds of all of them is borne out; where they contradict each other, say so."""
    count = _count(says, population, state)
    if count == StatedCount(key=count.key):
        return (True if says.numbers or says.besides.lists else None), False
    truths = [answer.judge(count) for answer in state.census.answers(population)]
    verdicts = {*truths}
    if len(verdicts) == 1:
        return truths[0], None in verdicts and any(number.disputed for number in counts)
    return None, {True, False} <= verdicts or any(number.disputed for number in counts)


def _count(says: CountAsserted, population: Population, state: State) -> StatedCount:
    """Read a claim as a count, with what it says besides of the provisions of the same text."""
    besides = tuple(
        (name, count_status(status))
        for status, names in says.besides.lists
        for name in names
        if home_of(name, state.log.cast) == population
    )
    return attrs.evolve(count_of("claim", says), besides=besides)


def _roughly(says: CountAsserted, state: State, population: Population) -> tuple[Truth, list[UnitCount]]:
    """Find equal reports for each rough number; without one it cannot be told."""
    reports = [
        list(_equal_reports(says, state, population.unit, status=status))
        for status, quantity in says.numbers
        if quantity.approx is not None
    ]
    return (True if all(reports) else None), [event for found in reports for event in found]


def _equal_reports(says: CountAsserted, state: State, unit: str, *, status: str) -> Iterator[UnitCount]:
    """Find the believed counts in the same unit, true of the same day, that state the same rough number."""
    rough = dict(says.numbers)[status].approx
    for event in (*state.events, *state.possible_events):
        if not isinstance(event, UnitCount) or event.instrument != says.instrument:
            continue
        own = state.log.cast.instruments[event.instrument].unit
        stated = dict(event.numbers).get(status)
        is_equal = stated is not None and stated.approx == rough and says.of in (None, event.of)
        if is_equal and (event.unit or own) == unit and _same_day(event, state) and is_believed(event, state):
            yield event


def _same_day(event: Event, state: State) -> bool:
    """Tell whether an event may be of the day that is asked about."""
    day, asked = event.true_of, state.as_of
    if asked is None or day is None:
        return True
    return (day.earliest is None or day.earliest <= asked) and (day.latest is None or day.latest >= asked)


def _besides(
    says: CountAsserted, state: State, population: Population
) -> Iterator[tuple[Fact[Status], frozenset[Status]]]:
    """Give what is known of the provisions of other texts named besides, and the statuses that they are said to have."""
    for status, names in says.besides.lists:
        statuses = statuses_of(count_status(status))
        for name in names:
            if home_of(name, state.log.cast) != population:
                yield state[PROVISIONS][name], statuses
