"""
Law 4: what is counted is what an enumeration of all worlds gives.

No aspect of one's own can break it, for no count asks for one: that it can be broken is shown with wrong answers.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.tallies import COUNT_STATUSES, CountStated, Quantity
from peacetrack.log.log import Log
from peacetrack.state.timeline import State, replay
from peacetrack.testing.answers import Difference, single_accounts, unlike
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking
from peacetrack.worlds.cast import names_in
from peacetrack.worlds.populations import Population, count_status
from peacetrack.worlds.statements import Member
from tests.laws.counting import KINDS
from tests.worlds.oracle import UndecidedError, readings

#: With more worlds than these at the beginning nobody waits for the enumeration.
MOST_WORLDS: Final = 2000
#: Nor with more units than these in each of them.
MOST_UNITS: Final = 30


def is_sound_and_tight(trial: Trial) -> Iterator[object]:
    """Compare what is answered on one word with what all worlds together say."""
    state = replay(trial.log, account=trial.some(single_accounts(trial.log)))
    provided(state.timeline.entries)
    for population in state.timeline.entries:
        yield from _against_all_worlds(trial, state, population)


def _against_all_worlds(trial: Trial, state: State, population: Population) -> Iterator[Difference]:
    register = state.timeline.registers.of(population)
    provided(register.of(state.account).is_one_voice)
    denied = (entry.believed_in(state.account) for entry in register.entries)
    statements = [one for saying in denied if saying is not None for one in saying.statements]
    # A count in another unit may leave out provisions of the text, of which nothing else is said there.
    named = {name for statement in statements for name in names_in(statement)} - {
        n.id for n in register.nodes
    }
    nodes = (*register.nodes, *(Member(id=name) for name in sorted(named)))
    try:
        picture = readings(nodes, statements, most=MOST_WORLDS)
    except UndecidedError:
        return
    if any(worlds.room > MOST_UNITS for worlds in picture.each):
        return
    text, unit, ask = population.instrument, population.unit, trial.ask
    for (_, _, status), count in ask.counts(state, [(text, unit)]).items():
        yield from unlike("denominator", (text, unit), count.denominator, picture.size())
        yield from unlike(
            "counts", (text, unit, status), count.numerator, picture.number(count_status(status))
        )
    known = ask.facts(state)
    for node in register.nodes:
        # What comes into the draft only later is not there yet, and has no status.
        if possible := picture.possible(node.id):
            yield from unlike("facts", node.id, known[PROVISIONS.name, node.id].possible, possible)


def smaller(log: Log) -> Log:
    """Divide all numbers of a log's counts by three, so that its worlds can be enumerated."""
    events = tuple(_smaller(event) if isinstance(event, CountStated) else event for event in log.events)
    return attrs.evolve(log, events=events)


def _smaller(count: CountStated) -> CountStated:
    parts: dict[str, Any] = {status: getattr(count, status) for status in COUNT_STATUSES}
    parts = {status: _third(part) for status, part in parts.items() if part is not None}
    least = sum(part.low or len(part.ids) for part in parts.values())
    whole = None if count.of is None else max(count.of // 3, least)
    stated: CountStated = attrs.evolve(count, **parts, of=whole)
    return stated


def _third(part: Quantity) -> Quantity:
    low, high = (None if end is None else end // 3 for end in (part.low, part.high))
    return attrs.evolve(part, low=low, high=high)


def _small(aspects: tuple[Any, ...]) -> st.SearchStrategy[Log]:
    own = [kind for aspect in aspects for kind in aspect.kinds]
    counted = speaking(aspects, containing=[CountStated], kinds=(*KINDS, *own), exact=True, longest=4)
    return counted.map(smaller)


LAW_4: Final = Law(
    4,
    "Bounds are sound and tight, for one word, against enumeration.",
    (Clause("Bounds are sound and tight, for one word, against enumeration", is_sound_and_tight, _small),),
)
