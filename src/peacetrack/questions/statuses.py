"""How a subject stands: what the questions of provisions, demands, offers, stages, talks, and of a user's own have in common."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from functools import partial
from typing import Any

from peacetrack.aspects.assertions import SubjectAsserted
from peacetrack.aspects.lifecycle import Aspect, Event, Question
from peacetrack.aspects.tallies import Quantity
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.questions.asking import of_fact, unknown
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, Truth, all_of, judged, of_begun, within
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds

#: How often the history of a demand or an offer has which events: the verb, what is said, what is so, and which events these are.
Often = tuple[tuple[str, Quantity | None, int, Callable[[Event], bool]], ...]


def of_aspect(aspect: Aspect[Any]) -> Question:
    """Ask how each subject of an aspect of one's own stands."""
    return Question(
        name=aspect.singular,
        subjects=partial(on_record, aspect),
        ask=lambda state, name: of_fact(state, aspect, name),
        named=partial(known_of, aspect),
        changes=days_of(aspect),
        asked=SubjectAsserted,
        holds=partial(_holds, aspect),
        said=_said,
        difference=partial(_difference, aspect),
    )


def on_record(aspect: Aspect[Any], state: State) -> Iterator[str]:
    """Name the subjects of an aspect of which a state knows."""
    yield from state[aspect]


def known_of(aspect: Aspect[Any], state: State, name: str) -> str:
    """Accept a subject; one that only later events name is not on record, one that none names is a mistake."""
    cast = state.log.cast
    events = (event for event in state.log.events if isinstance(event, aspect.table.events))
    if name not in state[aspect] and not any(name in aspect.subjects(event, cast) for event in events):
        raise unknown(name, aspect.singular, state[aspect])
    return name


def days_of(aspect: Aspect[Any]) -> Callable[[ChangeDays, str], Iterable[dt.date]]:
    """List the days on which the status of a subject can change."""
    return lambda days, name: days.of(aspect, name)


def _holds(aspect: Aspect[Any], says: SubjectAsserted, state: State) -> Judgement:
    kind = type(aspect.table.statuses[0])
    return begun(says.id, state[aspect].get(says.id), tuple(map(kind, says.statuses)))


def _said(says: SubjectAsserted, _: Cast) -> str:
    return said_of(f"'{says.id}'", says.statuses, says.since)


def _difference(aspect: Aspect[Any], says: SubjectAsserted, state: State) -> Iterator[str]:
    yield from statuses_differ(says.statuses, state[aspect].get(says.id))


def begun(name: str, fact: Fact[Any] | None, statuses: tuple[StrEnum, ...], often: Often = ()) -> Judgement:
    """Judge the status of what begins with an event, such as a demand, and how often its history has which events."""
    if fact is None:
        return judged(None, f"'{name}' is not on record")
    truth, replayed = of_begun(name, fact, statuses)
    parts: list[Truth] = [truth] if statuses or not often else []
    for verb, quantity, times, is_one in often:
        if quantity:
            more = sum(is_one(event) for event in fact.possible_events)
            parts.append(within(Bounds(times, times + more), quantity))
            replayed += f", {verb} {times} times"
    return judged(all_of(parts), replayed, (*fact.because, *fact.possible_events), disputed=fact.disputed)


def said_of(what: str, statuses: tuple[str, ...], since: ImpreciseDate | None = None) -> str:
    """Word that something has one of some statuses."""
    return f"{what} is {one_of(statuses)}{f' since {since}' if since else ''}"


def one_of(statuses: tuple[str, ...]) -> str:
    """Word that it is one of some statuses."""
    return " or ".join(status.replace("_", " ") for status in statuses)


def said_often(
    name: str,
    statuses: tuple[str, ...],
    since: ImpreciseDate | None,
    times: tuple[tuple[str, Quantity | None], ...],
    further: tuple[str, ...] = (),
) -> str:
    """Word how a demand or an offer stands, and how often something was done about it."""
    status = [said_of("", statuses, since).strip()] if statuses else []
    counted = [f"was {verb} {number} times" for verb, number in times if number]
    return f"'{name}' {' and '.join((*status, *counted, *further))}"


def statuses_differ(asserted: Iterable[str], fact: Fact[Any] | None) -> Iterator[str]:
    """Name the statuses that a state leaves possible and an assertion does not."""
    wanted = frozenset(asserted)
    if fact is None or not wanted:
        return
    others = sorted(str(status).replace("_", " ") for status in fact.possible if status not in wanted)
    if others:
        counted = "also possible" if fact.possible & wanted else "instead"
        yield f"{counted}: {' or '.join(others)}"
