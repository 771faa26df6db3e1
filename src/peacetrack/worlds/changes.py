"""
By how much a number has changed since a day on which nobody knows what it was.

The law: while nobody knows how many units there are, nobody knows how many of them have a status; but every event names whom it moves,
so by how many more or fewer they have become since a day is the sum over these, in each world. What moves units without naming
them (a conclusion, a repair) leaves that number unknown.

>>> from peacetrack.aspects.provisions import LIVE, Status
>>> from peacetrack.worlds.cast import Composition
>>> from peacetrack.worlds.moving import move
>>> from peacetrack.worlds.statements import Member, Move
>>> state = Known.of(Composition.of((Member(id="a"),)))
>>> agreed = ("january", 1 << 5, (), ())
>>> state.keep([branch.remembering(agreed, NumberChange()) for branch in state.branches])
True
>>> with following(state, ("a",)):
...     move(state, Move(key="m", node="a", allowed=LIVE, target=Status.AGREED))
>>> sorted(branch.remembered(agreed).by for branch in state.branches)
[0, 1]
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import attrs

from peacetrack.worlds.known import Branch, Known, NumberChange
from peacetrack.worlds.laying import regrouped
from peacetrack.worlds.pool import TooManyError
from peacetrack.worlds.terms import MemoryId

__all__ = ["following"]


@contextmanager
def following(state: Known, nodes: Iterable[str]) -> Iterator[None]:
    """Follow by how much numbers change while a statement moves some nodes, and no others."""
    names = state.changing()
    if not names:
        yield
        return
    roots = list(dict.fromkeys(map(state.cast.root_of, nodes)))
    for root in roots:
        if root not in state.cast.brought:
            state.name(root)
    followed = _add(state, names, roots, -1)
    yield
    if not (followed and _add(state, names, roots, 1)):
        state.blur()


def _add(state: Known, names: Iterable[MemoryId], roots: Iterable[str], times: int) -> bool:
    """Add how many of some nodes are in each number, so many times; change nothing and say so if these are too many worlds."""
    trial = state.fork()
    try:
        for root in roots:
            if root in trial.home:
                trial.split((root,))
            for name in names:
                trial.keep(list(_divided(trial, name, root, times)))
    except TooManyError:
        return False
    state.become(trial)
    return True


def _divided(state: Known, name: MemoryId, root: str, times: int) -> Iterator[Branch]:
    """Divide the branches by whether a node is in a number."""
    _, mask, including, excluding = name
    counted = root not in excluding if state.cast.is_unit(root) else root in including
    for branch in state.branches:
        change = branch.remembered(name)
        assert isinstance(change, NumberChange), "it is in all branches"  # noqa: S101 - narrows the type
        if not counted or not state.is_named(root):
            yield branch
        elif root in state.facts:
            number = state.facts[root].kind
            yield branch.remembering(name, attrs.evolve(change, by=change.by + times * (mask >> number & 1)))
        else:
            home = state.home[root]
            for number in (0, 1):
                for pool in branch.groups[home].pool.cut(mask, number, number):
                    state.work.spend()
                    kept = branch.with_groups({home: regrouped(state, branch, home, pool)})
                    yield kept.remembering(name, attrs.evolve(change, by=change.by + times * number))
