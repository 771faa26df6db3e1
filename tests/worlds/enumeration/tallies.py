"""How a count is told: the worlds that it leaves, the epoch that it opens, the facts that it releases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, combinations

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.items import Tally
from tests.worlds.enumeration.telling import Telling
from tests.worlds.enumeration.world import World, is_true, mentioned


def tell_tally(telling: Telling, tally: Tally) -> None:
    """Take a count: it keeps the worlds in which it is true, or opens an epoch."""
    floor = _floor(telling, tally)
    if tally.of is not None and tally.of < floor:
        _refuse(telling, tally, floor)
        return
    drawn = telling.drawn(mentioned(tally))
    left = None if tally.of is None else tally.of - floor
    names, worlds = telling.acquainted(mentioned(tally), left=left)
    worlds = {w for w in worlds if is_true(tally, w, names=names, others=telling.others)}
    if worlds:
        telling.top -= drawn
    else:
        released, worlds = _repaired(telling, tally, names, likely=_sizes_for(telling, tally, floor, drawn))
        if not worlds:
            _refuse(telling, tally, floor)
            return
        telling.report("unreported-change", tally.key)
        if released:
            telling.report("count-conflict", tally.key, *(telling.facts.pop(n)[1] for n in released))
        telling.top = telling.room
    telling.names, telling.worlds = names, worlds
    telling.stated = telling.stated or tally.of is not None
    telling.facts.update({unit: (status, tally.key) for unit, status in tally.listed})


def _refuse(telling: Telling, tally: Tally, floor: int) -> None:
    """Keep a count that contradicts itself, a withdrawal or the number of the named, and do not apply it."""
    alone = _sizes_alone(telling, tally, seen=floor)
    if alone and max(alone) < floor:
        telling.report("small-denominator", tally.key)
        return
    back = telling.withdrawn().intersection(unit for unit, _ in tally.listed if alone)
    telling.report("count-conflict", tally.key, *(telling.facts[unit][1] for unit in back))


def _floor(telling: Telling, tally: Tally) -> int:
    """Count who is live, in scope and named, this count's own names included."""
    withdrawn = telling.withdrawn()
    mine = {unit for unit, _ in tally.listed} | set(telling.names) - telling.others
    return len(((mine | set(tally.including)) - set(tally.excluding)) - withdrawn)


def _sizes_alone(telling: Telling, tally: Tally, *, seen: int) -> set[int]:
    """
    List the sizes of scope of which a count could be true, had nothing else ever been said.

    Tried are all up to the sum of its own numbers, and up to the size that was seen before.
    """
    tally = attrs.evolve(tally, including=(), excluding=())
    names = list(dict(tally.listed))
    numbers = sum(max(bounds.low, bounds.high or 0) for _, bounds in tally.numbers)
    most = max(seen, tally.of or 0, numbers) + 1
    fresh = telling.fresh(names, fixed=dict(tally.listed), sizes=range(most + 1))
    return {len(names) + len(w.unnamed) for w in fresh if is_true(tally, w, names=names, others=())}


def _sizes_for(telling: Telling, tally: Tally, floor: int, drawn: int) -> list[list[int]]:
    """
    List how many may stay unnamed, once this count has named whom it names, the likeliest first.

    A count without a denominator keeps the one that there was, or else the nearest that it has room for.
    """
    if tally.of is not None:
        return [[tally.of - floor]]
    if telling.stated:
        left = telling.unnamed_now() - drawn
        sizes = [
            size - floor for size in _sizes_alone(telling, tally, seen=floor + max(left, 0)) if size >= floor
        ]
        return [[size] for size in sorted(sizes, key=lambda size: abs(size - left))]
    return [list(range(telling.room + 1))]


def _repaired(
    telling: Telling, tally: Tally, names: Sequence[str], *, likely: Sequence[Sequence[int]]
) -> tuple[set[str], set[World]]:
    """
    Open an epoch at a count, and release what some smallest repair of the named facts changes.

    Without a world, nothing helps: the count contradicts itself, a withdrawal or the number of the named.
    """
    withdrawn = telling.withdrawn()
    listed = dict(tally.listed)
    facts = (
        {n: s for n, (s, _) in telling.facts.items()} | listed | dict.fromkeys(withdrawn, Status.WITHDRAWN)
    )
    loose = [n for n in facts if n not in listed and n not in withdrawn]

    def kept(released: Iterable[str]) -> dict[str, Status]:
        return {n: status for n, status in facts.items() if n not in set(released)}

    for sizes in likely:
        if not _fits(telling, tally, names, fixed=kept(loose), sizes=sizes):
            continue
        tries = (combinations(loose, few) for few in range(len(loose) + 1))
        repairs = next(
            found
            for sets in tries
            if (found := [r for r in sets if _fits(telling, tally, names, fixed=kept(r), sizes=sizes)])
        )
        released = set(chain.from_iterable(repairs))
        fresh = telling.fresh(names, fixed=kept(released), sizes=sizes)
        return released, {w for w in fresh if is_true(tally, w, names=names, others=telling.others)}
    return set(), set()


def _fits(
    telling: Telling, tally: Tally, names: Sequence[str], *, fixed: Mapping[str, Status], sizes: Iterable[int]
) -> bool:
    """
    Answer whether a count is true in some world of a fresh epoch.

    To the count, who is named and free is like an unnamed unit if in its scope, and like nobody otherwise.
    """
    beside = (telling.others - set(tally.including)) | set(tally.excluding)
    free = sum(n not in fixed and n not in beside for n in names)
    known = [n for n in names if n in fixed]
    fresh = telling.fresh(known, fixed=fixed, sizes=[size + free for size in sizes])
    return any(is_true(tally, world, names=known, others=telling.others) for world in fresh)
