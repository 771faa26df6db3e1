"""Reckoning: whether a claim about numbers holds.

Each believed word is asked whether all of its worlds bear the numbers out together, or none does. A rough number bounds
nothing: an equal report bears it out, in the same unit and of the same day, and nothing refutes it.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from itertools import chain

from peacetrack.aspects.assertions import Assertion, CountAsserted, EverAsserted, StandingAsserted
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import PROVISIONS, REMAINING, Status
from peacetrack.aspects.tallies import NOT_AT_ALL, UnitCount
from peacetrack.aspects.tallies import REMAINING as REMAINING_WORD
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.problems import Finding
from peacetrack.questions.judgements import (
    Judgement,
    Truth,
    all_of,
    among,
    is_believed,
    judged,
    within,
)
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Answer, Bounds, Tally
from peacetrack.worlds.census import Count
from peacetrack.worlds.populations import Population, tally_of, units_of


def reckoned(says: CountAsserted, state: State) -> Judgement:
    """Judge a claim about numbers of units."""
    own = units_of(says.instrument, state.log.cast)
    population = Population(own.instrument, says.unit or own.unit)
    if not population.unit:
        return uncounted(says.instrument)
    words = [word for word, _ in says.numbers] or [Status.AGREED]
    counts = [state.count(says.instrument, word, unit=population.unit) for word in words]
    names = dict.fromkeys(chain.from_iterable(count.because for count in counts))
    besides: list[Event] = []
    replayed = [*map(str, counts)]
    truth, disputed = _by_words(says, state.census.answers(population), counts)
    if any(quantity.approx is not None for _, quantity in says.numbers):
        rough, reports = _roughly(says, state, population)
        truth = all_of((truth, rough)) or None
        besides += reports
    if says.not_at_all is not None:
        number = _not_at_all(population, state)
        truth = all_of((truth, within(number, says.not_at_all)))
        replayed.append(f"{number} not agreed at all")
    for fact, statuses in (*_besides(says, state), *_that_remain(says, state)):
        truth = all_of((truth, among(fact.possible, statuses)))
        besides += fact.because
        disputed = disputed or fact.disputed
    return judged(truth, "; ".join(replayed), besides, names=names, disputed=disputed)


def uncounted(instrument: str) -> Judgement:
    """Judge what is asked of the counts of a text that has none."""
    return judged(None, f"'{instrument}' has no unit, so nothing of it is counted")


def is_uncounted(says: Assertion, cast: Cast) -> bool:
    """Tell whether an assertion is about the counts of a text that has no unit, and names none itself."""
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


def _by_words(says: CountAsserted, answers: tuple[Answer, ...], counts: list[Count]) -> tuple[Truth, bool]:
    """Ask each word by itself, then all together; where they contradict each other, say so."""
    tally = tally_of("claim", says)
    if not (tally.numbers or tally.of is not None or tally.listed or tally.rest):
        return (True if says.numbers or says.not_at_all or says.besides.lists else None), False
    truths = [_by_word(answer, tally) for answer in answers]
    told = {*truths}
    if told in ({True}, {False}):
        return truths[0], False
    if {True, False} <= told or any(count.disputed for count in counts):
        return None, True
    if told != {None}:
        return True in told, False
    return _together(says, counts), False


def _by_word(answer: Answer, tally: Tally) -> Truth:
    """Ask one word whether all of its worlds bear the numbers out, or none."""
    return True if answer.entails(tally) else None if answer.allows(tally) else False


def _together(says: CountAsserted, counts: list[Count]) -> Truth:
    """Compare the numbers with what the words allow together, where none of them decides alone."""
    parts: list[Truth] = [
        within(count.numerator, quantity)
        for count, (_, quantity) in zip(counts, says.numbers, strict=False)
        if quantity.approx is None
    ]
    if says.of is not None:
        parts.append(within(counts[0].denominator, says.of))
    return all_of(parts)


def _roughly(says: CountAsserted, state: State, population: Population) -> tuple[Truth, list[UnitCount]]:
    """Find equal reports for each rough number; without one it cannot be told."""
    reports = [
        list(_equal_reports(says, state, population.unit, word=word))
        for word, quantity in says.numbers
        if quantity.approx is not None
    ]
    return (True if all(reports) else None), [event for found in reports for event in found]


def _equal_reports(says: CountAsserted, state: State, unit: str, *, word: str) -> Iterator[UnitCount]:
    """Find the believed counts in the same unit, true of the same day, that state the same rough number."""
    rough = dict(says.numbers)[word].approx
    for event in (*state.events, *state.maybe):
        if not isinstance(event, UnitCount) or event.instrument != says.instrument:
            continue
        own = state.log.cast.instruments[event.instrument].unit
        stated = dict(event.numbers).get(word)
        is_equal = stated is not None and stated.approx == rough and says.of in (None, event.of)
        if is_equal and (event.unit or own) == unit and _same_day(event, state) and is_believed(event, state):
            yield event


def _same_day(event: Event, state: State) -> bool:
    """Tell whether an event may be of the day that is asked about."""
    day, asked = event.true_of, state.as_of
    if asked is None or day is None:
        return True
    return (day.earliest is None or day.earliest <= asked) and (day.latest is None or day.latest >= asked)


def _not_at_all(population: Population, state: State) -> Bounds:
    """Bound how many are neither agreed, nor partly, nor in principle, by the sum of those that are something else."""
    return reduce(Bounds.plus, (state.census.number(population, status) for status in sorted(NOT_AT_ALL)))


def _that_remain(says: CountAsserted, state: State) -> Iterator[tuple[Fact[Status], frozenset[Status]]]:
    """Give what is known of the units that are said to remain by name: none of them is agreed."""
    for name in says.remaining.ids if says.remaining else ():
        yield state[PROVISIONS][name], REMAINING


def _besides(says: CountAsserted, state: State) -> Iterator[tuple[Fact[Status], frozenset[Status]]]:
    """Give what is known of the provisions named besides the numbers, and the statuses that they are said to have."""
    for word, names in says.besides.lists:
        statuses = REMAINING if word == REMAINING_WORD else frozenset({Status(word)})
        yield from ((state[PROVISIONS][name], statuses) for name in names)
