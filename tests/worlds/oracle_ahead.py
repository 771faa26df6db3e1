"""What the enumeration reads ahead: which statuses nothing tells apart, how much room unnamed units need, who comes later."""

from __future__ import annotations

from collections.abc import Sequence

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    NOT_AT_ALL,
    Arrival,
    Conclusion,
    Move,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
)
from tests.worlds.oracle_moves import AGREED, WITHDRAWN
from tests.worlds.oracle_truth import mentioned
from tests.worlds.oracle_world import LOWEST_FIRST, TAKEN_UP, Cast

Claim = StatedCount | Stated


def alike(cast: Cast, statements: Sequence[Statement]) -> dict[Status, frozenset[Status]]:
    """
    Group live statuses that nothing tells apart, each group under one of its members.

    A status is told apart by being spoken of, by being agreed, by a move that is allowed from it and not from another, by being
    taken up, and, where a node has parts, by its place among the lowest. Any of a group may stand for the others.
    """
    stated: set[str] = {AGREED, *(node.start for node in cast.nodes.values() if node.start)}
    if any(cast.parts.values()):
        stated |= {Status.CONTESTED, Status.PARTLY_AGREED}
    allowed: list[frozenset[Status]] = []
    for statement in statements:
        match statement:
            case StatedCount():
                text = [*(w for w, _ in statement.numbers), *(w for w, _ in statement.listed)]
                stated |= {*text, *(w for _, w in statement.besides), statement.rest or AGREED}
                allowed += [NOT_AT_ALL] if statement.not_at_all else []
                allowed += [TAKEN_UP] if statement.ever_opened else []
            case Stated():
                stated |= {counted for _, counted in statement.statuses}
            case Move():
                stated.add(statement.target)
                allowed.append(statement.allowed)
            case Arrival() | Replacement():
                stated.add(statement.status or AGREED)
            case Conclusion():
                stated |= {Status.CONTESTED} if statement.contested else set()
            case Reopening():
                pass
    order = [*LOWEST_FIRST, Status.CONTESTED, AGREED]
    groups: dict[tuple[object, ...], list[Status]] = {}
    run = 0
    for before, status in zip([order[0], *order], order, strict=False):
        signature = (status if status in stated else None, *(status in a for a in allowed))
        last = (before if before in stated else None, *(before in a for a in allowed))
        run += signature != last and any(cast.parts.values())
        groups.setdefault((*signature, run), []).append(status)
    return {members[0]: frozenset(members) for members in groups.values()}


def roomy(
    cast: Cast, statements: Sequence[Statement], claims: Sequence[Claim], *, refused: frozenset[int]
) -> tuple[int, int | None]:
    """
    Choose how many unnamed units to try while nobody has said how many there are, and name the count on which that rests.

    Beyond the sum of all numbers that anybody said of any word, and one for each name, one more unnamed unit can only do what the
    last one did. Once a denominator is stated, no other size is ever tried, if that count took effect: but for those that the numbers
    before it add up to, of which it withdraws some.
    """
    most: dict[str, int] = {}
    names = set[str]()
    for at, statement in enumerate(statements, start=1):
        names |= {root for root in map(cast.root, mentioned(statement)) if cast.is_unit(root)}
        before = sum(most.values())
        _most(most, statement)
        of = statement.of if isinstance(statement, StatedCount) and at not in refused else None
        if of is not None and of >= len(names):
            return max(of + most.get(WITHDRAWN, 0), before) + len(names) + 1, at
    for claim in claims:
        names |= {root for root in map(cast.root, mentioned(claim)) if cast.is_unit(root)}
        _most(most, claim)
    return sum(most.values()) + len(names) + 1, None


def _most(most: dict[str, int], statement: Statement) -> None:
    """Keep the largest number that was said of each word."""
    if not isinstance(statement, StatedCount):
        return
    of = None if statement.of is None else Bounds.exactly(statement.of)
    for status, bounds in [
        *statement.numbers,
        ("not at all", statement.not_at_all),
        ("ever", statement.ever_opened),
        ("of", of),
    ]:
        if bounds is not None:
            most[status] = max(most.get(status, 0), bounds.low, bounds.high or 0)


def newcomers(cast: Cast, statements: Sequence[Statement]) -> frozenset[str]:
    """List whom an addition or the `with` of a replacement names before anything else does: they were not in the draft."""
    seen: dict[str, bool] = {}
    for statement in statements:
        come = (
            {statement.node}
            if isinstance(statement, Arrival)
            else set(statement.come)
            if isinstance(statement, Replacement)
            else set()
        )
        for name in mentioned(statement):
            seen.setdefault(name, name in come)
    return frozenset(name for name, came in seen.items() if came)


def looked_back_to(statements: Sequence[Statement], claims: Sequence[Claim]) -> dict[str, int]:
    """List the statements to which some `since` looks back, each with its place: the last one with that key."""
    keys = {s.since for s in (*statements, *claims) if isinstance(s, StatedCount) and s.since is not None}
    return {s.key: at for at, s in enumerate(statements, start=1) if s.key in keys}
