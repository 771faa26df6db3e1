"""Whether a statement is true in one world, read off that world alone. Quotations are from section 4.3 of the design."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    NOT_AT_ALL,
    Arrival,
    Conclusion,
    CountStatus,
    Move,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    statuses_of,
)
from tests.worlds.oracle_world import ABSENT, Cast, History, World

SOME_PART: Final = frozenset(
    {Status.CONTESTED, Status.OPEN, Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED}
)
"""Told of a node with parts these "say that *some* part, known or not, is so"."""


class Seen(NamedTuple):
    """A world together with the names of those who have one."""

    cast: Cast
    names: Sequence[str]
    days: Mapping[str, int]
    world: World

    def history(self, name: str) -> History:
        return self.world.named[self.names.index(self.cast.root(name))]

    def status(self, name: str) -> str:
        return self.cast.status(name, self.history(name))


def mentioned(statement: Statement) -> tuple[str, ...]:
    """List whom a statement names."""
    match statement:
        case Move() | Arrival():
            return (statement.node,)
        case StatedCount():
            listed = [name for _, names in statement.listed for name in names]
            beside = [name for name, _ in statement.besides]
            return (*listed, *statement.including, *statement.excluding, *beside)
        case Stated():
            return tuple(name for name, _ in statement.statuses)
        case Replacement():
            return (*statement.gone, *statement.come)
        case Conclusion():
            return statement.contested
        case Reopening():
            return ()


def in_scope(count: StatedCount, seen: Seen) -> Iterator[tuple[str | None, History]]:
    """
    List the units and nodes of which a count speaks, withdrawn ones too.

    "Its scope: `including`, `excluding` nodes, which are the same nodes as everywhere."
    """
    for name, history in zip(seen.names, seen.world.named, strict=True):
        if (seen.cast.is_unit(name) and name not in count.excluding) or name in count.including:
            yield name, history
    for history in seen.world.unnamed:
        yield None, history


def spoken(count: StatedCount) -> Iterator[tuple[frozenset[Status], Bounds]]:
    """List its numbers, each with the statuses of which it speaks."""
    for status, bounds in count.numbers:
        yield statuses_of(status), bounds
    if count.not_at_all is not None:
        yield NOT_AT_ALL, count.not_at_all


def numbers(count: StatedCount, seen: Seen) -> tuple[int, ...]:
    """
    Read off a world each number of which a count speaks, as it is on its day.

    With `since`, "in each world the number of its day is that of X's day, and so many more".
    """
    there = [history for _, history in in_scope(count, seen)]
    out = [sum(history.status in statuses for history in there) for statuses, _ in spoken(count)]
    if count.ever_opened is not None:
        out.append(sum(history.opened for history in there))
    return tuple(out)


def said(count: StatedCount, seen: Seen) -> tuple[int, ...]:
    """Read off a world each number as the count says it: with `since`, how many more than on that day."""
    now = numbers(count, seen)
    if count.since is None:
        return now
    day = seen.days[count.since]
    past = [history.past[day] for _, history in in_scope(count, seen)]
    then = [sum(status in statuses for status in past) for statuses, _ in spoken(count)]
    return (*(n - t for n, t in zip(now, then, strict=False)), *now[len(then) :])


def stated(count: StatedCount) -> tuple[Bounds, ...]:
    """List the bounds of the same numbers, as they were stated."""
    ever = () if count.ever_opened is None else (count.ever_opened,)
    return (*(bounds for _, bounds in spoken(count)), *ever)


def denominator(count: StatedCount) -> Bounds | None:
    """
    Say which denominator a count states or implies.

    "A denominator is known from the first count that states or implies it." It implies one if its numbers and lists cover every
    live status, none twice.
    """
    if count.of is not None:
        return Bounds.exactly(count.of)
    if count.since is not None:
        return None
    whole = [(s, b) for s, b in spoken(count) if Status.WITHDRAWN not in s]
    whole += [(statuses_of(w), Bounds.exactly(len(n))) for w, n in count.listed if w != Status.WITHDRAWN]
    found: Bounds | None = None
    for many in range(1, len(whole) + 1):
        for some in combinations(whole, many):
            if sum(len(s) for s, _ in some) == len(LIVE) == len(frozenset().union(*(s for s, _ in some))):
                total = some[0][1]
                for _, bounds in some[1:]:
                    total = total.plus(bounds)
                found = total if found is None else found.meet(total)
                if found is None:
                    return None
    return found


def is_true(statement: StatedCount | Stated, seen: Seen) -> bool:
    """Answer whether all is so that a statement says."""
    if isinstance(statement, Stated):
        return all(is_so(name, status, seen) for name, status in statement.statuses)
    return (
        # "`besides`, said in the same breath, outside the number."
        all(is_so(name, status, seen) for name, status in statement.besides)
        and all(n in b for n, b in zip(said(statement, seen), stated(statement), strict=True))
        and all(_lists(statement, status, names, seen) for status, names in statement.listed)
        and _leaves(statement, seen)
        and (statement.of is None or size(statement, seen) == statement.of)
    )


def size(count: StatedCount, seen: Seen) -> int:
    """Count the live in its scope."""
    return sum(history.is_live for _, history in in_scope(count, seen))


def is_so(name: str, status: CountStatus, seen: Seen) -> bool:
    """
    Answer whether a node stands so, "whatever the others".

    "'Contested', 'open', 'in principle', 'partly' told of such a node say that *some* part, known or not, is so: one that is not
    agreed." "'Opened' and 'deferred' are of all parts that are not agreed." That it has what it derives is so too.
    """
    history = seen.history(name)
    if seen.status(name) in statuses_of(status):
        return True
    if seen.cast.root(name) != name or not seen.cast.parts[name] or not history.is_live:
        return False
    live = history.inside.live()
    if status in SOME_PART:
        return status in live
    return status == Status.DEFERRED and live - {Status.AGREED} == {Status.DEFERRED}


def _lists(count: StatedCount, status: CountStatus, names: Sequence[str], seen: Seen) -> bool:
    """These "**and no others**"."""
    such = [name for name, history in in_scope(count, seen) if history.status in statuses_of(status)]
    return sorted(map(str, such)) == sorted(names)


def _leaves(count: StatedCount, seen: Seen) -> bool:
    """`rest` is all that the other numbers of the count leave."""
    if count.rest is None:
        return True
    stated = frozenset().union(
        *(s for s, _ in spoken(count)), *(statuses_of(status) for status, _ in count.listed)
    )
    return all(
        history.status in stated | statuses_of(count.rest)
        for _, history in in_scope(count, seen)
        if history.is_live
    )


def is_there(name: str, seen: Seen) -> bool:
    """Answer whether a node is in the draft."""
    return seen.status(name) not in {ABSENT, Status.WITHDRAWN}
