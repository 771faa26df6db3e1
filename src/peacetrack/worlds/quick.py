"""
The common case in a closed form: numbers of units that nobody named, out of a known number.

The law: what is said here of a count is what `laying` and `repairing` say of it, only quicker; whatever is not this plain is left
to them. The fewest units that must move are the greatest excess of the stated numbers over what the pool allows for some of their
words together; they leave the pool, and join it again with any status.

>>> from peacetrack.aspects.provisions import Status
>>> from peacetrack.worlds.cast import Composition
>>> from peacetrack.worlds.bounds import Bounds
>>> state = Known.of(Composition.of(()))
>>> state.branches = (Branch({0: Group(Pool.of(16, UNKNOWN))}),)
>>> lay_plainly(state, StatedCount(numbers=((Status.AGREED, Bounds.exactly(13)),), of=16))
0
>>> lay_plainly(state, StatedCount(numbers=((Status.AGREED, Bounds.exactly(15)),)))
2
"""

from __future__ import annotations

from functools import lru_cache

from peacetrack.worlds.kinds import GONE, LIVING, UNKNOWN, mask_of_status
from peacetrack.worlds.known import Branch, Group, Known
from peacetrack.worlds.pool import Pool
from peacetrack.worlds.statements import StatedCount

__all__ = ["lay_plainly"]

Numbers = tuple[tuple[int, int], ...]


def lay_plainly(state: Known, count: StatedCount) -> int | None:
    """Lay a count, and say how few units had to move for it; ``None``, and nothing changes, if it is not of this kind."""
    numbers = _plain_numbers(count)
    if numbers is None or state.remembering or len(state.branches) != 1 or len(state.classes) != 1:
        return None
    branch = state.branches[0]
    pool, known = branch.groups[0].pool, sum(state.fixed)
    size = pool.size
    if not isinstance(size, int) or known or state.home or count.of not in (None, size):
        return None
    moves = _fewest(pool, numbers, size)
    if moves is None:
        return None
    changed = pool.changed(moves, LIVING, UNKNOWN) if moves else pool
    assert changed is not None, "so many can move"  # noqa: S101 - narrows the type
    for mask, number in numbers:
        (changed,) = changed.cut(mask, number, number)
    if changed is not pool:
        state.branches = (Branch({0: Group(changed)}, branch.gone, branch.memory),)
    return moves


@lru_cache(maxsize=1 << 12)
def _plain_numbers(count: StatedCount) -> Numbers | None:
    """Give the numbers of a count that states exact numbers of different live statuses, or of what remains, and nothing else."""
    if count.listed or count.rest or count.including or count.excluding or count.besides or count.since:
        return None
    if count.not_at_all is not None or count.ever_opened is not None or not count.numbers:
        return None
    numbers, seen = [], GONE
    for status, bounds in count.numbers:
        mask = mask_of_status(status)
        if mask & seen or bounds.low != bounds.high:
            return None
        seen |= mask
        numbers.append((mask, bounds.low))
    return tuple(numbers)


def _fewest(pool: Pool, numbers: Numbers, size: int) -> int | None:
    """Say how few units must move for some numbers; None if there are not so many."""
    whole, covered = 0, 0
    sets = [(0, 0)]
    for mask, number in numbers:
        whole += number
        covered |= mask
        sets += [(some | mask, many + number) for some, many in sets]
    rest = LIVING & ~covered
    if whole > size or (not rest and whole != size):
        return None
    worst = 0
    for some, many in sets:
        for mask, least in ((some, many), (some | rest, many + size - whole)):
            most = pool.most(mask)
            assert isinstance(most, int), "its size is known"  # noqa: S101 - narrows the type
            worst = max(worst, least - most)
    return worst
