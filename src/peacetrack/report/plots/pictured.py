"""What each picture of a negotiation shows, as data: numbers in time, provisions in time, demands and offers, events.

The law: a picture shows on each day what a state of that day answers; nothing is drawn more precisely than it is known.

Examples:
    >>> import peacetrack as pt
    >>> line = pt.timeline(pt.load("docs/how-to/ferry"))
    >>> for piece in pictured_counts(line, "accord").pieces:
    ...     print(piece.since, piece.until, piece.number)
    2031-03-03 2031-03-12 5
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from typing import Any

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.order import day_at
from peacetrack.model.ids import ActorId, EventId, InstrumentId
from peacetrack.questions.asking import NOBODY
from peacetrack.questions.intervals import ChangeDays, intervals
from peacetrack.questions.numbers import is_known
from peacetrack.report.html.exchanges import Thread, demands_shown, offers_shown
from peacetrack.report.html.grid import Grid, grids
from peacetrack.report.html.page import stops
from peacetrack.state.facts import either
from peacetrack.state.timeline import State, Timeline
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count


@attrs.frozen(kw_only=True)
class Piece:
    """
    The days on which a number is the same.

    Attributes:
        since: The first of them.
        until: The day on which the next number begins, or the last of all.
        number: At least and at most so many.
    """

    since: dt.date
    until: dt.date
    number: Bounds


@attrs.frozen(kw_only=True)
class DisputedNumber:
    """
    What some say of a number while others contradict them.

    Attributes:
        carriers: Who says it; nobody in particular when empty.
        names: The same, as the cast calls them.
        pieces: What they say, oldest first.
    """

    carriers: tuple[ActorId, ...]
    names: tuple[str, ...]
    pieces: tuple[Piece, ...]


@attrs.frozen(kw_only=True)
class CountsPicture:
    """
    How many units of a text are agreed, in time.

    Attributes:
        title: The text.
        unit: What is counted.
        of: The most units that there are on any of the days; None where nobody said.
        pieces: The number, oldest first; days on which nothing is known of it are in none.
        branches: Each side of a dispute about it.
    """

    title: str
    unit: str
    of: int | None
    pieces: tuple[Piece, ...]
    branches: tuple[DisputedNumber, ...]


@attrs.frozen(kw_only=True)
class Happening:
    """
    An event as a day, or as the days between which it happened.

    Attributes:
        event: Which one.
        did: Its kind, in words.
        since: The first possible day; None where no first day is known.
        until: The last possible day, likewise.
    """

    event: EventId
    did: str
    since: dt.date | None
    until: dt.date | None


@attrs.frozen(kw_only=True)
class Phase:
    """
    The days on which a demand or an offer has one answer.

    Attributes:
        status: In words.
        since: The first of them; None where no first day is known.
        until: The last; None where the record shows no end.
        certain: It is known that there was such a demand or offer at all.
        disputed: The carriers contradict each other.
    """

    status: str
    since: dt.date | None
    until: dt.date | None
    certain: bool
    disputed: bool


@attrs.frozen(kw_only=True)
class ThreadPicture:
    """
    A demand or an offer in time.

    Attributes:
        name: Its id.
        what: demand or offer.
        text: What is demanded or offered.
        phases: What had become of it, oldest first.
        statements: Each statement and each answer.
    """

    name: str
    what: str
    text: str
    phases: tuple[Phase, ...]
    statements: tuple[Happening, ...]


@attrs.frozen(kw_only=True)
class ThreadsPicture:
    """
    Demands and offers in time.

    Attributes:
        first: The first day of which any of them tells.
        last: The last day of the record.
        threads: The demands and then the offers, the oldest first.
    """

    first: dt.date
    last: dt.date
    threads: tuple[ThreadPicture, ...]


@attrs.frozen(kw_only=True)
class DaysPicture:
    """
    The events on a line of days, one line for each actor.

    Attributes:
        first: The first day that any of them may have happened.
        last: The last.
        rows: For each actor its events; the last row is of what nobody in particular did.
    """

    first: dt.date
    last: dt.date
    rows: tuple[tuple[str, tuple[Happening, ...]], ...]


def last_day(line: Timeline, until: dt.date | None) -> dt.date | None:
    """Give the day with which pictures end; None for a log in which no day is known."""
    return until or max(line.days(), default=None)


def pictured_counts(
    line: Timeline,
    instrument: InstrumentId | str,
    *,
    account: AccountLike = EVERYONE,
    until: dt.date | None = None,
) -> CountsPicture:
    """Tell the number of agreed units of a text in time."""
    name, end = InstrumentId(instrument), last_day(line, until)
    days = [day for day in ChangeDays(line).counted(name) if end and day < end]
    counts = [(day, line.at(day, account=account).count(name)) for day in days]
    if end:
        counts.append((end, line.at(until, account=account).count(name)))
    known = [(day, count) for day, count in counts if count.because]
    wholes = [count.denominator.high for _, count in known if count.denominator.high is not None]
    text, cast = line.log.cast.instruments[name], line.log.cast
    spoken = {figure.carriers for _, count in known for figure in count.figures}
    return CountsPicture(
        title=text.title or name,
        unit=text.unit,
        of=max(wholes, default=None),
        pieces=tuple(_pieces([(day, _agreed(count)) for day, count in counts])),
        branches=tuple(
            DisputedNumber(
                carriers=carriers,
                names=tuple(map(cast.title, carriers)),
                pieces=tuple(_pieces([(day, _said_by(carriers, count)) for day, count in counts])),
            )
            for carriers in sorted(spoken)
        ),
    )


def _agreed(count: Count) -> Bounds | None:
    return count.numerator if count.because and is_known(count.numerator) else None


def _said_by(carriers: tuple[ActorId, ...], count: Count) -> Bounds | None:
    return next((figure.numerator for figure in count.figures if figure.carriers == carriers), None)


def _pieces(numbers: Sequence[tuple[dt.date, Bounds | None]]) -> Iterator[Piece]:
    """Join the days on which the number is the same."""
    runs = [(number, [day for day, _ in run]) for number, run in groupby(numbers, lambda pair: pair[1])]
    ends = [*(days[0] for _, days in runs[1:]), *(days[-1] for _, days in runs[-1:])]
    for (number, days), end in zip(runs, ends, strict=True):
        if number is not None:
            yield Piece(since=days[0], until=end, number=number)


def pictured_matrix(
    line: Timeline,
    instrument: InstrumentId | str,
    *,
    account: AccountLike = EVERYONE,
    until: dt.date | None = None,
) -> Grid | None:
    """Tell the status of each provision of a text in time; None where nothing is known of any."""
    last = line.at(until, account=account)
    states = [*(line.at(day, account=account) for day in stops(line, last.as_of)), last]
    return next((grid for grid in grids(states) if grid.name == instrument), None)


def pictured_threads(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> ThreadsPicture | None:
    """Tell what became of each demand and of each offer; None where no day of any is known."""
    state = line.at(until, account=account)
    phases: dict[tuple[str, str], list[Phase]] = {}
    for one in intervals(line, account=account, until=until):
        phase = Phase(
            status=either(one.possible),
            since=one.since,
            until=one.until,
            certain=one.certain,
            disputed=one.disputed,
        )
        phases.setdefault((one.aspect, one.subject), []).append(phase)
    threads = chain(
        _threads(state, "demand", CONDITIONS, demands_shown(state), phases),
        _threads(state, "offer", PROPOSALS, offers_shown(state), phases),
    )
    found = sorted(threads, key=lambda one: (one.what, [phase.since or dt.date.min for phase in one.phases]))
    parts = [(part.since, part.until) for one in found for part in one.phases]
    parts += [(part.since, part.until) for one in found for part in one.statements]
    days = [day for part in parts for day in part if day]
    last = last_day(line, until)
    return ThreadsPicture(first=min(days), last=last, threads=tuple(found)) if days and last else None


def _threads(
    state: State,
    what: str,
    aspect: Aspect[Any],
    threads: Iterable[Thread],
    phases: dict[tuple[str, str], list[Phase]],
) -> Iterator[ThreadPicture]:
    by_id = state.timeline.view.by_id
    for thread in threads:
        yield ThreadPicture(
            name=thread.name,
            what=what,
            text=thread.quote,
            phases=tuple(phases.get((aspect.name, thread.name), ())),
            statements=tuple(_happening(state, by_id[one.event]) for one in thread.exchanges),
        )


def _happening(state: State, event: Event) -> Happening:
    view, place = state.timeline.view, state.timeline.places[event.id]
    return Happening(
        event=event.id,
        did=event.kind.replace("_", " "),
        since=day_at(view.earliest[place]),
        until=day_at(view.latest[place]),
    )


def pictured_days(
    line: Timeline, *, account: AccountLike = EVERYONE, until: dt.date | None = None
) -> DaysPicture | None:
    """Place the events on a line of days, without what is background; None where no day of any is known."""
    state = line.at(until, account=account)
    cast, rows = line.log.cast, dict[str, list[Happening]]()
    for event in (one for one in (*state.events, *state.possible_events) if not one.background):
        actors = cast.actors_of(event.speakers or event.by)
        for name in map(cast.title, actors) if actors else (NOBODY,):
            rows.setdefault(name, []).append(_happening(state, event))
    days = [day for one in chain(*rows.values()) for day in (one.since, one.until) if day]
    if not days:
        return None
    order = [*map(cast.title, cast.actors), NOBODY]
    return DaysPicture(
        first=min(days),
        last=max(days),
        rows=tuple((name, tuple(rows[name])) for name in dict.fromkeys(order) if name in rows),
    )
