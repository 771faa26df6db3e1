"""What a move, an arrival or a conclusion makes of one history. Quotations are from section 4.3 of the design."""

from __future__ import annotations

from collections.abc import Iterator

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds.statements import Move, PartsMoved
from tests.worlds.oracle_world import ABSENT, Cast, History, Inside, UndecidedError, deriving

AGREED, WITHDRAWN = Status.AGREED, Status.WITHDRAWN


def moved(cast: Cast, move: Move, history: History, *, allowed: frozenset[Status]) -> Iterator[History]:
    """List what a history may be after a move, if it is allowed from these statuses; nothing if it is not."""
    root = cast.root(move.node)
    if root != move.node:
        yield from _of_a_part(cast, move, history, allowed=allowed)
    elif not cast.parts[root]:
        if history.status in allowed:
            # "A move sets its kind's one target."
            yield history.to(move.target)
    elif move.parts is PartsMoved.SOME:
        yield from _of_some_part(cast, move, history, allowed=allowed)
    elif history.is_live and move.parts is PartsMoved.UNSETTLED and history.status is not AGREED:
        # "Of all parts that are not agreed": so of these it has to be allowed.
        if history.inside.live() - {AGREED} <= allowed:
            yield from _of_all_parts(cast, move, history)
    elif history.status in allowed:
        yield from _of_all_parts(cast, move, history)


def _of_a_part(cast: Cast, move: Move, history: History, *, allowed: frozenset[Status]) -> Iterator[History]:
    at = cast.place(move.node)
    if history.inside.further is None and move.target is not WITHDRAWN:
        raise UndecidedError("a part of a withdrawn node moves")
    if history.inside.parts[at] in allowed:
        parts = (*history.inside.parts[:at], move.target, *history.inside.parts[at + 1 :])
        yield from _settled(cast, move.node, history, Inside(parts, history.inside.further))


def _settled(cast: Cast, name: str, history: History, inside: Inside) -> Iterator[History]:
    after = cast.settled(cast.root(name), history, inside)
    if after is not None:
        yield after


def _of_all_parts(cast: Cast, move: Move, history: History) -> Iterator[History]:
    """
    Move all parts, or all that are not agreed.

    "An agreement or withdrawal of a node is one of all its parts." "'Opened' and 'deferred' are of all parts that are not agreed."
    """
    inside = history.inside
    if not history.is_live:
        raise UndecidedError("a withdrawn node with parts moves")
    if move.target is WITHDRAWN:
        yield history.to(WITHDRAWN, withdrawn(cast, move.node, inside))
        return
    stays = {AGREED} if move.parts is PartsMoved.UNSETTLED else set()
    if stays and inside.live() == {AGREED}:
        stays = set()  # Only where no world allows it: then it moves its own node.
    parts = tuple(s if s in {ABSENT, WITHDRAWN, *stays} else move.target for s in inside.parts)
    further = frozenset(s if s in stays else move.target for s in inside.further or ())
    yield from _settled(cast, move.node, history, Inside(parts, further))


def withdrawn(cast: Cast, root: str, inside: Inside) -> Inside:
    """Strike a node with all its parts."""
    parts = tuple(s if s == ABSENT else WITHDRAWN for s in inside.parts)
    return Inside(parts, frozenset() if cast.is_complete(root) else None)


def _of_some_part(
    cast: Cast, move: Move, history: History, *, allowed: frozenset[Status]
) -> Iterator[History]:
    """
    Move some part, known or not: "one that is not agreed, if there is one"; but "'reopened' of some part", whichever.

    "An event that leads to the status already held is a restatement: the state stays."
    """
    if not history.is_live:
        return
    if history.status is move.target:
        yield history
        return
    inside = history.inside
    there = inside.live()
    unsettled = there if move.target is Status.OPEN else there - {AGREED}
    allowed &= LIVE & (unsettled or there)
    for at, status in enumerate(inside.parts):
        if status in allowed:
            parts = (*inside.parts[:at], move.target, *inside.parts[at + 1 :])
            yield from _settled(cast, move.node, history, Inside(parts, inside.further))
    for status in (inside.further or frozenset()) & allowed:
        # One of a kind of which there may be one or several.
        for left in (frozenset({status}), frozenset[Status]()):
            further = ((inside.further or frozenset()) - left) | {move.target}
            yield from _settled(cast, move.node, history, Inside(inside.parts, further))


def standing_so(
    cast: Cast, root: str, history: History, *, there: tuple[str, ...], labels: tuple[Status, ...]
) -> Iterator[History]:
    """Give a history of one status its parts, in each way that derives that status."""
    if not cast.parts[root]:
        yield history
        return
    for inside in deriving(history.status, there, labels, complete=cast.is_complete(root)):
        yield History(history.status, history.opened, history.past, inside, history.moved)


def concluded(cast: Cast, root: str, history: History, *, objected: frozenset[str]) -> Iterator[History]:
    """
    Conclude a text: "every live unit, with its parts, is agreed".

    "A unit that a consenting actor still objects to is contested or agreed."
    """
    if not history.is_live:
        yield history
        return
    parts = tuple(s if s in {ABSENT, WITHDRAWN} else AGREED for s in history.inside.parts)
    further = history.inside.further and frozenset({AGREED})
    yield history.to(AGREED, Inside(parts, further))
    if root in objected:
        if cast.parts[root]:
            raise UndecidedError("an objection to a node with parts outlives a conclusion")
        yield history.to(Status.CONTESTED)
