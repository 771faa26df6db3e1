"""How an event about one unit is told."""

from __future__ import annotations

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.items import Arrival, Move
from tests.worlds.enumeration.telling import Telling, UndecidedError
from tests.worlds.enumeration.world import World


def tell_move(telling: Telling, move: Move) -> None:
    """Take an event: it keeps the worlds that allow it, or opens an epoch."""
    if move.unit in telling.withdrawn() and Status.WITHDRAWN not in move.allowed:
        raise UndecidedError(f"{move.key} moves a withdrawn unit")
    if not _moved(telling, move):
        telling.report("unreported-change", move.key)
        sizes = range(telling.room + 1)
        if telling.stated:
            size = telling.unnamed_now()
            size = max(size, telling.drawn([move.unit]))
            sizes = range(size, size + 1)
        telling.top = telling.room
        kept = {n: status for n, (status, _) in telling.facts.items()}
        kept |= dict.fromkeys(telling.withdrawn(), Status.WITHDRAWN)
        telling.worlds = set(telling.fresh(telling.names, fixed=kept, sizes=sizes))
        if not _moved(telling, move):
            telling.report("count-conflict", move.key, telling.facts[move.unit][1])
            del kept[move.unit]
            telling.worlds = set(telling.fresh(telling.names, fixed=kept, sizes=sizes))
            if not _moved(telling, move):
                raise UndecidedError(f"{move.key} is allowed from nowhere")
    telling.facts[move.unit] = (move.target, move.key)


def _moved(telling: Telling, move: Move) -> bool:
    """Move a unit in every world that allows it; leave all as it is if none does."""
    drawn = telling.drawn([move.unit])
    names, worlds = telling.acquainted([move.unit])
    at = names.index(move.unit)
    moved = {
        World((*w.named[:at], move.target, *w.named[at + 1 :]), w.unnamed)
        for w in worlds
        if w.named[at] in move.allowed
    }
    if moved:
        telling.names, telling.worlds = names, moved
        telling.top -= drawn
    return bool(moved)


def tell_arrival(telling: Telling, arrival: Arrival) -> None:
    """Take a unit that is there from now on."""
    if arrival.unit in telling.names and arrival.unit not in telling.withdrawn():
        raise UndecidedError(f"{arrival.key} adds a unit that is there")
    if arrival.unit in telling.names:
        at = telling.names.index(arrival.unit)
        telling.names.pop(at)
        telling.worlds = {World((*w.named[:at], *w.named[at + 1 :]), w.unnamed) for w in telling.worlds}
    telling.names.append(arrival.unit)
    statuses = telling.labels if arrival.status is None else (arrival.status,)
    telling.worlds = {World((*w.named, status), w.unnamed) for w in telling.worlds for status in statuses}
    telling.facts.pop(arrival.unit, None)
    if arrival.status is not None:
        telling.facts[arrival.unit] = (arrival.status, arrival.key)
