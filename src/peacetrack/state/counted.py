"""Where the order of statements about numbers and provisions matters and is not on record.

The law: each group of events about one text and one unit that do not commute is named with the answers of two of its orders, if these
differ; of moves alone the tables tell. Where nothing is found of a text, every order that the dates allow gives the same numbers and the same statuses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import Arriving, Status, is_move
from peacetrack.beliefs.accounts import EVERYONE
from peacetrack.model.problems import Finding
from peacetrack.state.facts import either
from peacetrack.state.ordering import open_ended
from peacetrack.state.record import Record
from peacetrack.worlds import WorldsAnswer
from peacetrack.worlds.census import counted
from peacetrack.worlds.populations import Population

#: What two orders make of one thing.
Results = tuple[str, str]


def counted_order_findings(record: Record) -> Iterator[Finding]:
    """Report each population with events whose order matters and is not known."""
    view = record.view
    for population in record.entries if view.has_open_dates or not view.is_ordered else ():
        for group in record.ordered.orders(population).groups:
            first, second = (record.view.events[place] for place in group[:2])
            results = next(differences_of_orders(record, population, group), None)
            if results is not None and not all(_is_stated(record.view.events[place]) for place in group):
                yield _finding(population, first, second, results)
        if view.has_open_dates:
            yield from _open_findings(record, population)


def _open_findings(record: Record, population: Population) -> Iterator[Finding]:
    """Note the first event of a population with an open date that may as well stand elsewhere, and what that would change."""
    for one, other in record.ordered.open_pairs(population):
        first, second = (record.view.events[place] for place in sorted((one, other)))
        if is_move(record.view.events[one]) or (_is_stated(first) and _is_stated(second)):
            continue  # of a move with an open date the note `open-date` tells
        register, size, none = record.ordered.of(population, len(record.view.events), frozenset())[0]
        base = register.of(EVERYONE).answers(size, none)
        again, end, _ = record.ordered.swapped(population, one, other)
        names = sorted({name for place in (one, other) for name in record.ordered.named(population, place)})
        results = next(
            _unlike(
                WorldsAnswer.over(base),
                WorldsAnswer.over(again.of(EVERYONE).answers(end, none)),
                population.unit,
                names,
            ),
            None,
        )
        if results is not None:
            yield open_ended(_finding(population, first, second, results))
            return


def _is_stated(event: Event) -> bool:
    """Tell whether the tables say what an event does, so that they also say where its order matters."""
    return is_move(event) or isinstance(event, Arriving)


def differences_of_orders(record: Record, population: Population, group: Sequence[int]) -> Iterator[Results]:
    """Compare what is known at the end in the order of replay with what is known in each other order of a group."""
    size = len(record.view.events)
    (register, size_of_first, none), *others = record.ordered.of(population, size, frozenset())
    names = sorted({name for place in group for name in record.ordered.named(population, place)})
    base = WorldsAnswer.over(register.of(EVERYONE).answers(size_of_first, none))
    for other, end, possible in others:
        again = WorldsAnswer.over(other.of(EVERYONE).answers(end, possible))
        yield from _unlike(base, again, population.unit, names)


def _unlike(one: WorldsAnswer, other: WorldsAnswer, unit: str, names: Sequence[str]) -> Iterator[Results]:
    for noun in (Status.AGREED, *(status for status in Status if status is not Status.AGREED)):
        first, second = one.number(noun), other.number(noun)
        if first != second:
            status = noun.replace("_", " ")
            yield f"{first} {counted(first, unit)} {status}", f"{second} {status}"
    for name in names:
        if one.possible(name) != other.possible(name):
            yield f"'{name}' is {either(one.possible(name))}", f"{either(other.possible(name))}"


def _finding(population: Population, first: Event, second: Event, results: Results) -> Finding:
    about = (
        f"the {population.unit}s of '{population.instrument}'"
        if population.unit
        else f"'{population.instrument}'"
    )
    return Finding(
        code="order-matters",
        message=(
            f"'{first.id}' and '{second.id}' may have happened in either order, and it matters for {about}: "
            f"{results[0]} in this order, {results[1]} in the other."
        ),
        entry=second.id,
        field="date",
        hint="Date them more precisely, or say which came first with `after`.",
        others=(("The other is here", first.id),),
    )
