"""The question of a count: how many units have a status, in the text's own unit and in every other in which somebody counted.

A claim about numbers is reckoned: each believed word is asked whether all of its worlds bear the numbers out together, or none does. A rough number bounds
nothing: an equal report bears it out, in the same unit and of the same day, and nothing refutes it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

import attrs

from peacetrack.aspects.assertions import Assertion, CountAsserted, EverAsserted, StandingAsserted, bare
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.aspects.provisions import PROVISIONS, REMAINING, Status
from peacetrack.aspects.tallies import COUNT_STATUSES, Quantity, UnitCount
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.ids import InstrumentId
from peacetrack.model.problems import Finding
from peacetrack.questions.asking import Answer, joined, of_events, parted, the_instrument, unknown
from peacetrack.questions.comparing import is_more
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import (
    Judgement,
    Truth,
    all_of,
    among,
    is_believed,
    judged,
)
from peacetrack.questions.numbers import (
    allowed,
    denominator_differs,
    is_known,
    number_differs,
    out_of,
    pair,
    statements,
    stating,
    uncounted,
)
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count, counted, plural, scope_text, several
from peacetrack.worlds.populations import Population, count_of, count_status, home_of, units_of
from peacetrack.worlds.statements import StatedCount, statuses_of

#: The two of which everybody asks; others are worth showing where some unit surely has them.
ALWAYS_COUNTED: Final = ("agreed", "remaining")


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


def counts_of(says: CountAsserted, state: State) -> tuple[Count, ...]:
    """Count what a claim speaks of, in its own scope: each of its words, or what is agreed where it has none."""
    population = Population(says.instrument, says.unit or units_of(says.instrument, state.log.cast).unit)
    statuses = [count_status(status) for status, _ in says.numbers] or [Status.AGREED]
    return tuple(
        state.census.count(population, status, including=says.including, excluding=says.excluding)
        for status in statuses
    )


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
    says: CountAsserted, population: Population, state: State, counts: tuple[Count, ...]
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


def _subjects(state: State) -> Iterator[str]:
    """Name the numbers of each text, in its own unit and in every other in which somebody counted."""
    for name, text in state.log.cast.instruments.items():
        own = [Population(name, text.unit)] if text.unit else []
        others = [p for p in state.timeline.entries if p.instrument == name and p.unit not in ("", text.unit)]
        for population in (*own, *others):
            unit = () if population.unit == text.unit else (population.unit,)
            yield from (joined(status, name, *unit) for status in _worth_counting(state, population))


def _worth_counting(state: State, population: Population) -> Iterator[str]:
    if state.census.because(population):
        for status in COUNT_STATUSES:
            if status in ALWAYS_COUNTED or state.census.number(population, count_status(status)).low:
                yield status


def _ever(days: ChangeDays, last: State) -> Iterator[str]:
    """Name the numbers that were worth showing on any day."""
    for name in last.log.cast.instruments:
        for day in days.counted(name):
            if last.as_of is None or day <= last.as_of:
                yield from _subjects(last.timeline.at(day, account=last.account))


def _ask(state: State, what: str) -> Answer | None:
    status, name, unit, *_ = *parted(what), "", ""
    count = state.count(name, status, unit=unit)
    rough = _rough(state, count, status)
    if not count.because or not (rough or count.disputed or is_known(count.numerator, count.denominator)):
        return None
    found = of_events(state, rough or str(count), count.because, disputed=count.disputed)
    value = found.valued(number=pair(count.numerator), of=pair(count.denominator))
    return attrs.evolve(value, voiced=stating(state, count, status))


def _rough(state: State, count: Count, status: str) -> str:
    """Say a rough number as it was said, where nothing more is known."""
    if count.numerator.low or (count.numerator.high not in (None, count.denominator.high)):
        return ""
    rough = [
        (e, q)
        for e in statements(state, count, status)
        for one, q in e.numbers
        if one == status and q.approx is not None
    ]
    if not rough:
        return ""
    event, quantity = rough[-1]
    of = f" of {event.of}" if event.of is not None else ""
    said = next((f' ("{place.as_said}")' for place in event.cite if place.as_said), "")
    tail = f" (in the unit '{count.unit}')" if count.foreign else f" {plural(count.unit)}"
    return f"about {quantity.approx}{of}{'' if count.foreign else tail} {status.replace('_', ' ')}{said}{tail if count.foreign else ''}"


def _days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    return days.counted(InstrumentId(parted(what)[1]))


def _named(state: State, what: str) -> str:
    """Name a status and a text, and another unit of it behind that; the only text may be left out."""
    status, text, *unit = *parted(what), *([""] if ":" not in what else [])
    if status not in COUNT_STATUSES:
        raise ValueError(f"'{status}' is no status; there are {', '.join(COUNT_STATUSES)}")
    subject = joined(status, the_instrument(state, text), *unit)
    if unit and subject not in _subjects(state):
        raise unknown(subject, "subject of count", _subjects(state))
    return subject


def _titled(what: str) -> tuple[str, str]:
    status, name, unit, *_ = *parted(what), "", ""
    return f"count of {status.replace('_', ' ')}", f"{name} (in the unit '{unit}')" if unit else name


def _said(says: CountAsserted, cast: Cast) -> str:
    own = cast.instruments[says.instrument].unit
    foreign = says.unit not in ("", own)
    tail = f" (in the unit '{says.unit}')" if foreign else ""
    besides = f"{scope_text(says.including, says.excluding)}{_besides_in_words(says)}"
    if not (says.numbers or says.not_at_all):
        units = "" if foreign else f" {plural(own)}"
        return (
            f"nothing is said of a number{besides}{tail}"
            if says.of is None
            else f"there are {says.of}{units}{besides}{tail}"
        )
    numbers = [
        _number_in_words(quantity, says.of, "" if foreign else own, status)
        for status, quantity in says.numbers
    ]
    if says.not_at_all is not None:
        numbers.append(_number_in_words(says.not_at_all, None, "" if foreign else own, "not agreed at all"))
    return f"{', '.join(numbers)}{besides}{tail}"


def _besides_in_words(says: CountAsserted) -> str:
    """Word what is named besides; the one status of which all is said is not said again."""
    lists = says.besides.lists
    if [status for status, _ in lists] == [status for status, _ in says.numbers] and len(lists) == 1:
        return f", besides {', '.join(lists[0][1])}"
    return f", besides {says.besides}" if lists else ""


def _number_in_words(quantity: Quantity, of: int | None, unit: str, status: str) -> str:
    if quantity.more_than is not None:
        return f"more {plural(unit) if unit else 'units'} {status.replace('_', ' ')} than on {quantity.more_than}"
    of = None if status == Status.WITHDRAWN else of  # what left the draft is in no denominator
    units = f" {counted(quantity, unit) if of is None else plural(unit)}" if unit else ""
    number = several(quantity.ids) if quantity.ids else str(quantity)
    return f"{number}{out_of(of)}{units} {status.replace('_', ' ')}"


def _difference(says: CountAsserted, state: State) -> Iterator[str]:
    own = units_of(says.instrument, state.log.cast)
    if not (says.unit or own.unit):
        return
    counts = counts_of(says, state)
    for count, (status, quantity) in zip(counts, says.numbers, strict=False):
        yield from number_differs(status.replace("_", " "), count.numerator, quantity)
        if count.unit == own.unit and quantity.more_than is None:
            yield from _which(says, state, status, more=_is_more(count.numerator, quantity))
    if says.of is not None:
        yield from denominator_differs(counts[0].denominator, says.of)


def _is_more(found: Bounds, said: Quantity) -> bool:
    high = allowed(said).high
    return high is not None and found.low > high


def _which(says: CountAsserted, state: State, status: str, *, more: bool) -> Iterator[str]:
    """Name the units that surely have another status, or of too many those that have it, as far as anybody has named them."""
    wanted = REMAINING if status == "remaining" else frozenset({Status(status)})
    own = (name for name, home in state.log.cast.units.items() if home == says.instrument)
    units = [*(name for name in own if name not in says.excluding), *says.including]
    if more:
        others = [name for name in units if state.possible(name) <= wanted]
    else:
        others = [name for name in units if not state.possible(name) & wanted]
    if others:
        yield f"{'' if more else 'not '}{status.replace('_', ' ')} by name: {several(others)}"


COUNT: Final = Question(
    name="count",
    subjects=_subjects,
    ask=_ask,
    named=_named,
    ever=_ever,
    titled=_titled,
    changes=_days,
    asked=CountAsserted,
    holds=reckoned,
    said=_said,
    difference=_difference,
)
