"""
Laws 3 and 8: parts make up the whole, and what is said in addition makes nothing less certain.

No aspect of one's own can break them, for no count asks for one: that they can be broken is shown with wrong answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import (
    LIVE,
    PROVISIONS,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionOpened,
    ProvisionReopened,
    ProvisionWithdrawn,
    Status,
)
from peacetrack.aspects.reports import OtherReport
from peacetrack.aspects.tallies import CountStated
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.view import take
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId, ProvisionId
from peacetrack.state.timeline import State, Timeline, replay, timeline
from peacetrack.testing.answers import Answers, Difference, single_accounts, units, unlike, without
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking
from peacetrack.worlds import Bounds


def at_last(log: Log, *events: Event) -> Log:
    """Let further events happen after everything else, one after the other."""
    before = tuple(event.id for event in take(log).events)
    for event in events:
        log = attrs.evolve(log, events=(*log.events, attrs.evolve(event, after=before)))
        before = (event.id,)
    return log


def is_partitioned(trial: Trial) -> Iterator[object]:
    """Compare the live units of all statuses with the whole."""
    line = timeline(trial.log)
    state = line.at(trial.day(line), account=trial.some(single_accounts(trial.log)))
    stated = trial.ask.counts(state)
    for text, unit in units(trial.log):
        whole = stated[text, unit, Status.AGREED].denominator
        live = reduce(Bounds.plus, (stated[text, unit, status].numerator for status in sorted(LIVE)))
        if not whole.within(live):
            yield Difference("live units", (text, unit), live, whole)


def remains_or_is_agreed(trial: Trial) -> Iterator[object]:
    """Compare what remains with what is not agreed."""
    line = timeline(trial.log)
    state = line.at(trial.day(line), account=trial.some(single_accounts(trial.log)))
    stated = trial.ask.counts(state)
    for text, unit in units(trial.log):
        agreed, remaining = (stated[text, unit, status] for status in (Status.AGREED, "remaining"))
        whole, rest = agreed.denominator, remaining.numerator
        if whole.low == whole.high and rest.high is not None:
            rest_of_it = (whole.low - rest.high, whole.low - rest.low)
            yield from unlike(
                "agreed", (text, unit), (agreed.numerator.low, agreed.numerator.high), rest_of_it
            )


def is_no_larger_than_the_whole(trial: Trial) -> Iterator[object]:
    """Compare the ends of each number with each other, and with the whole."""
    line = timeline(trial.log)
    state = line.at(trial.day(line), account=trial.account())
    for (text, unit, status), count in trial.ask.counts(state).items():
        part, whole = count.numerator, count.denominator
        fits = whole.high is None or (part.high is not None and part.high <= whole.high)
        ends = [0, part.low, part.low if part.high is None else part.high]
        if ends != sorted(ends) or not (fits or count.disputed or status == Status.WITHDRAWN):
            yield Difference("number", (text, unit, status), part, whole)


def leaves_when_withdrawn(trial: Trial) -> Iterator[object]:
    """Let an agreed unit be withdrawn at the end of a log: it has left the denominator."""
    log, cast = trial.log, trial.log.cast
    name = trial.some([unit for unit in cast.units if unit not in cast.children])
    agreed = ProvisionAgreed(id=EventId("agreed-at-last"), provision=(name,))
    withdrawn = ProvisionWithdrawn(id=EventId("withdrawn-at-last"), provision=(name,))
    account = trial.some(single_accounts(trial.log))
    before = replay(at_last(log, agreed), account=account)
    after = replay(at_last(log, agreed, withdrawn), account=account)
    provided(not before.timeline.refused & {agreed.id})
    whole, rest = (_whole(trial.ask, state, name) for state in (before, after))
    one_less = (whole.low - 1, None if whole.high is None else whole.high - 1)
    yield from unlike("denominator", name, (rest.low, rest.high), one_less)


def _whole(ask: Answers, state: State, name: ProvisionId) -> Bounds:
    text = state.log.cast.units[name]
    unit = state.log.cast.instruments[text].unit
    return ask.counts(state, [(text, unit)])[text, unit, Status.AGREED].denominator


def _counted(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    return speaking(aspects) | speaking(aspects, containing=[CountStated])


LAW_3: Final = Law(
    3,
    "Live units are partitioned by status; withdrawn units are never in a denominator; low <= high.",
    (
        Clause("Live units are partitioned by status", is_partitioned, _counted),
        Clause("what is not agreed remains", remains_or_is_agreed, _counted),
        Clause("withdrawn units are never in a denominator", leaves_when_withdrawn, _counted),
        Clause("low <= high", is_no_larger_than_the_whole, _counted),
    ),
)

#: The kinds of events among which counts bear on each other.
KINDS: Final = (
    CountStated,
    CountStated,
    ProvisionOpened,
    ProvisionAgreed,
    ProvisionContested,
    ProvisionReopened,
)


def unfit(state: State) -> int:
    """Tell how often a count opened an epoch or a branch, conflicted, was left aside, or could not be used."""
    places = [*state.timeline.entries]
    found = sum(len(answer.findings) for place in places for answer in state.census.answers(place))
    accounts = [state.timeline.registers.of(place).of(state.account) for place in places]
    aside = sum(account.aside(state.size) + len(account.findings(state.size)) for account in accounts)
    return found + aside


def is_laid_where_it_fits(line: Timeline, added: EventId, account: Account) -> bool:
    """
    Tell whether a count is laid where it fits, and no later statement then opens an epoch or a branch.

    One that says by name who is contested is, in a party's own word, that party's objection: it moves these, and is not laid.
    """
    if any(added in line.registers.of(each).objections for each in line.entries):
        return False
    state, place = line.at(account=account), line.places[added]
    return unfit(state.just_before(place)) == unfit(state.just_before(place + 1)) == unfit(state)


def widens_no_bound(trial: Trial) -> Iterator[object]:
    """Compare a log with the same log without one of its counts."""
    log, ask = trial.log, trial.ask
    rich = timeline(log)
    added = trial.some([event for event in rich.view.events if isinstance(event, CountStated)])
    account = trial.account()
    poorer = replay(without(log, [added.id]), account=account)
    provided({event.id for event in rich.view.events} - {added.id} == {event.id for event in poorer.events})
    provided(is_laid_where_it_fits(rich, added.id, account))
    richer = rich.at(account=account)
    before, after = (ask.counts(state, units(log)) for state in (poorer, richer))
    for key, count in after.items():
        if not (
            count.numerator.within(before[key].numerator)
            and count.denominator.within(before[key].denominator)
        ):
            yield Difference("counts", key, before[key], count)
    known = ask.facts(richer)
    for subject, fact in ask.facts(poorer).items():
        if subject[0] == PROVISIONS.name and not known[subject].possible <= fact.possible:
            yield Difference("facts", subject, fact, known[subject])


def may_be_stated_twice(trial: Trial) -> Iterator[object]:
    """Tell a count again at once, in the same words: it changes no bound and opens no epoch."""
    log = trial.log
    # Of one that somebody took back or denied, the same words are another report.
    spoken_of = {event.of for event in log.events if isinstance(event, OtherReport)}
    place = trial.some([
        i for i, event in enumerate(log.events) if isinstance(event, CountStated) and event.id not in spoken_of
    ])  # fmt: skip
    again = attrs.evolve(log.events[place], id=EventId("told-again"))
    twice = attrs.evolve(log, events=(*log.events[: place + 1], again, *log.events[place + 1 :]))
    account = trial.account()
    line = timeline(twice)
    one, two = replay(log, account=account), line.at(account=account)
    provided(again.id in line.places and is_laid_where_it_fits(line, again.id, account))
    denied = trial.ask.counts(two, units(log))
    for key, count in trial.ask.counts(one, units(log)).items():
        yield from unlike(
            "counts",
            key,
            (count.numerator, count.denominator),
            (denied[key].numerator, denied[key].denominator),
        )


def _counting(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    own = [kind for aspect in aspects for kind in aspect.kinds]
    return speaking(aspects, containing=[CountStated], kinds=(*KINDS, *own), exact=True)


LAW_8: Final = Law(
    8,
    "Adding a count that is laid where it fits widens no bound on its day or later,"
    " if no later statement then opens an epoch or a branch.",
    (
        Clause("adding a count widens no bound", widens_no_bound, _counting),
        Clause("to hear a count twice is to hear it once", may_be_stated_twice, _counting),
    ),
)
