"""
Law 4: what is counted is what an enumeration of all worlds gives.

No aspect of one's own can break it, for no count asks for one: that it can be broken is shown with wrong answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.aspects.tallies import WORDS, CountStated, Quantity
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ProvisionId
from peacetrack.state.timeline import State, replay
from peacetrack.testing.answers import Difference, single_words, unlike
from peacetrack.testing.laws.law import Clause, Law, Trial, provided
from peacetrack.testing.laws.speaking import speaking
from peacetrack.worlds import Item, Tally
from peacetrack.worlds.populations import Population, home_of
from tests.laws.counting import KINDS
from tests.worlds.enumeration import UndecidedError, after, how_many

#: With more worlds than these at the beginning nobody waits for the enumeration.
MOST_WORLDS: Final = 2000


def is_sound_and_tight(trial: Trial) -> Iterator[object]:
    """Compare what is answered on one word with what all worlds together say."""
    state = replay(trial.log, account=trial.some(single_words(trial.log)))
    of_units = [population for population in state.timeline.entries if population.provision is None]
    provided(of_units)
    for population in of_units:
        yield from _against_all_worlds(trial, state, population)


def _against_all_worlds(trial: Trial, state: State, population: Population) -> Iterator[Difference]:
    word, cast, ask = state.account.word, state.log.cast, trial.ask
    items = [
        of_the_living(entry.item) for entry in state.timeline.entries[population] if entry.is_heard(word)
    ]
    start = _pending(population, cast)
    provided(how_many(items, start=start) <= MOST_WORLDS)
    try:
        picture = after(items, start=start).picture()
    except UndecidedError:
        return
    text, unit = population.instrument, population.unit
    for (_, _, status), count in ask.counts(state, [(text, unit)]).items():
        yield from unlike("denominator", (text, unit), count.denominator, picture.of)
        # Nobody knows how many units without a name were withdrawn: that bounds nothing, and no world tells it.
        if status != Status.WITHDRAWN:
            yield from unlike("counts", (text, unit, status), count.numerator, picture.counts[status])
    known = ask.facts(state)
    for name, possible in picture.possible.items():
        # What a count in another unit leaves out is not among those that it counts.
        if name not in cast.children and home_of(ProvisionId(name), cast) == population:
            yield from unlike("facts", name, known[PROVISIONS.name, name].possible, possible)


def of_the_living(item: Item) -> Item:
    """Leave out what a count says of withdrawn units: that a unit is withdrawn is for an event to say."""
    if not isinstance(item, Tally):
        return item
    numbers = tuple((word, bounds) for word, bounds in item.numbers if word != Status.WITHDRAWN)
    listed = tuple((unit, status) for unit, status in item.listed if status is not Status.WITHDRAWN)
    return attrs.evolve(item, numbers=numbers, listed=listed)


def _pending(population: Population, cast: Cast) -> Mapping[str, Status]:
    """Map the units of a population that stand on a published agenda."""
    nodes = [node for text in cast.instruments.values() for node in text.provisions.values()]
    on_agenda = (node.id for node in nodes if node.status is not None)
    return {name: Status.PENDING for name in on_agenda if home_of(name, cast) == population}


def smaller(log: Log) -> Log:
    """Divide all numbers of a log's counts by three, so that its worlds can be enumerated."""
    events = tuple(_smaller(event) if isinstance(event, CountStated) else event for event in log.events)
    return attrs.evolve(log, events=events)


def _smaller(count: CountStated) -> CountStated:
    parts: dict[str, Any] = {word: getattr(count, word) for word in WORDS}
    parts = {word: _third(part) for word, part in parts.items() if part is not None}
    least = sum(part.low or len(part.ids) for part in parts.values())
    whole = None if count.of is None else max(count.of // 3, least)
    told: CountStated = attrs.evolve(count, **parts, of=whole)
    return told


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
