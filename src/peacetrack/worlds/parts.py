"""
Nodes with parts: what a node derives from its parts, and what is said of the one reaches the others.

The law (design 4.3, Parts): "A node with parts derives its status: all live parts alike, that; some agreed, `partly_agreed`; else
contested if any is, else the lowest. Unless `complete: true` there may be further parts", whose statuses are known
only as a set. "The lowest, in this order: pending, open, deferred, in principle."

A *box* holds, for each node of a family in order, what it may be whatever the others are: a leaf its possible kinds, a node with
parts the kinds that its further parts surely have and those that they may have. A family is in one of several boxes. To say what
a node derives divides boxes by "some part is so", never by a product over the parts.

>>> family = Family.of("a", {"a": ("a1", "a2")}, complete=frozenset({"a"}))
>>> box = family.narrowed(family.free(LIVING), 1, SETTLED)
>>> family.derives(box, 0) == SETTLED | 1 << list(Status).index(Status.PARTLY_AGREED)
True
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from typing import Final

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.kinds import UNKNOWN
from peacetrack.worlds.pool import TooManyError
from peacetrack.worlds.statements import PartsMoved

__all__ = ["Box", "Boxes", "Family"]

Box = tuple[tuple[int, int], ...]
"""For each node: of a leaf ``(kinds, 0)``; of a node with parts what further parts ``(surely have, may have)``."""
Boxes = frozenset[Box]

MOST_BOXES: Final = 2048
#: So few need not be compared with each other.
FEW_BOXES: Final = 8
LIVING: Final = UNKNOWN
_ORDER: Final = tuple(Status)
GONE: Final = 1 << _ORDER.index(Status.WITHDRAWN)
_SOME: Final = (Status.CONTESTED, Status.OPEN, Status.AGREED_IN_PRINCIPLE, Status.PARTLY_AGREED)
SETTLED: Final = 1 << _ORDER.index(Status.AGREED)
_OTHERS: Final = (
    Status.PENDING,
    Status.OPEN,
    Status.DEFERRED,
    Status.AGREED_IN_PRINCIPLE,
    Status.PARTLY_AGREED,
)


@attrs.frozen
class Family:
    """
    Hold the shape of a node with parts, which are numbered from 0, the node itself, in the order of the cast.

    Attributes:
        children: The numbers of the parts of each.
        complete: Whether these are all.
    """

    children: tuple[tuple[int, ...], ...]
    complete: tuple[bool, ...]

    @classmethod
    def of(cls, root: str, parts: Mapping[str, tuple[str, ...]], *, complete: frozenset[str]) -> Family:
        """Number a node and its parts."""
        order = list(members_of(root, parts))
        number = {name: place for place, name in enumerate(order)}
        children = tuple(tuple(number[part] for part in parts.get(name, ())) for name in order)
        return cls(children, tuple(name in complete for name in order))

    def free(self, mask: int) -> Box:
        """Give the box in which every part may be anything of a mask, further parts included."""
        return tuple((0, mask) if children and not full else (0, 0) if children else (mask, 0)
                     for children, full in zip(self.children, self.complete, strict=True))  # fmt: skip

    # What a node derives.

    def derives(self, box: Box, node: int) -> int:
        """Give the kinds that a node may have in a box."""
        return _derives(self, box, node)

    def narrowed(self, box: Box, node: int, mask: int) -> Box:
        """Say what a leaf may be."""
        return (*box[:node], (box[node][0] & mask, 0), *box[node + 1 :])

    def limited(self, boxes: Iterable[Box], node: int, mask: int) -> Boxes:
        """Keep the worlds in which a node has a kind of a mask."""
        found: set[Box] = set()
        for box in boxes:
            found.update(_limited(self, box, node, mask))
            if len(found) > MOST_BOXES:
                raise TooManyError
        return _widest(self, found)

    # What moves.

    def moved(
        self, boxes: Iterable[Box], node: int, target: Status, parts: PartsMoved, allowed: int
    ) -> Boxes:
        """Move a node, and through it all its parts, those not agreed, or some part."""
        found: set[Box] = set()
        for box in boxes:
            found.update(_mended(self, moved) for moved in _moved(self, box, node, target, parts, allowed))
            if len(found) > MOST_BOXES:
                raise TooManyError
        return _widest(self, found)

    def said(self, boxes: Iterable[Box], node: int, status: Status) -> Boxes:
        """
        Keep the worlds in which a status is true of a node by what is said of it, not by what it derives alone.

        "Contested" and the like are true if some part is so; "deferred" if all are that are not agreed.
        """
        found: set[Box] = set()
        for box in boxes:
            found.update(_limited(self, box, node, _one(status)))
            if self.children[node] and status in _SOME:
                found.update(_some_one(self, box, node, _one(status)))
            elif self.children[node] and status is Status.DEFERRED:
                for kept in _all(self, box, node, _one(status) | SETTLED | GONE):
                    found.update(_some_one(self, kept, node, _one(status)))
        return frozenset(found)

    def is_said(self, box: Box, node: int, status: Status) -> bool:
        """Tell whether a status is true of a node, by what is said of it, in all worlds of a box."""
        others = _limited(self, box, node, LIVING & ~_one(status) | GONE)
        if status in _SOME:
            return not any(True for other in others for _ in _all(self, other, node, ~_one(status)))
        if status is not Status.DEFERRED:
            return next(others, None) is None
        rest = LIVING & ~SETTLED & ~_one(status)
        return all(
            not any(True for _ in _some_one(self, other, node, rest)) and not any(_limited(self, other, node, SETTLED | GONE))
            for other in others
        )  # fmt: skip

    def arrived(self, boxes: Iterable[Box], node: int, status: Status | None) -> Boxes:
        """Let a part that was not there, or had been withdrawn, be one from now on."""
        mask = LIVING if status is None else _one(status)
        return frozenset(self._arrived(box, node, mask, keep=status is None) for box in boxes)

    def _arrived(self, box: Box, node: int, mask: int, *, keep: bool) -> Box:
        if self.children[node]:
            sure, may = box[node]
            if sure & GONE or not keep:
                sure, may = (0, 0) if self.complete[node] else (0, mask)
            box = (*box[:node], (sure, may), *box[node + 1 :])
            for child in self.children[node]:
                box = self._arrived(box, child, mask, keep=keep)
            return box
        before = box[node][0]
        after = mask if not keep else before & LIVING | (mask if before & GONE else 0)
        return (*box[:node], (after, 0), *box[node + 1 :])

    def copied(self, boxes: Iterable[Box], gone: int, come: int) -> Boxes:
        """Let a part without parts come in place of another, with its status."""
        found = set()
        for box in boxes:
            kept = (*box[:come], box[gone], *box[come + 1 :])
            found.add((*kept[:gone], (GONE, 0), *kept[gone + 1 :]))
        return frozenset(found)

    def freed(
        self,
        boxes: Iterable[Box],
        mask: int,
        *,
        named: AbstractSet[int] = frozenset({0}),
        moved: Iterable[int] = (0,),
    ) -> Boxes:
        """
        Let live parts have any kind of a mask; what was withdrawn stays so.

        Args:
            boxes: What they are.
            mask: What they may be.
            named: Nodes that are told apart: each stands for its parts, but for those that are named themselves.
            moved: Those of them that may be anything.
        """
        owners = self._owners(named)
        free = {node for node, owner in enumerate(owners) if owner in set(moved)}
        return frozenset(tuple(self._freed(box, mask, free)) for box in boxes)

    def _owners(self, named: AbstractSet[int]) -> list[int | None]:
        """Give for each node the nearest one that is named: itself, or one of which it is a part."""
        owners: list[int | None] = [0 if 0 in named else None, *[None] * (len(self.children) - 1)]
        for node, children in enumerate(self.children):
            for child in children:
                owners[child] = child if child in named else owners[node]
        return owners

    def _freed(self, box: Box, mask: int, free: AbstractSet[int]) -> Iterator[tuple[int, int]]:
        for node, ((first, second), children) in enumerate(zip(box, self.children, strict=True)):
            if node not in free or (children and first & GONE):
                yield first, second
            elif children:
                yield (0, 0) if self.complete[node] else (0, mask)
            else:
                yield (first & GONE | (mask if first & LIVING else 0), second)


def _widest(family: Family, boxes: AbstractSet[Box]) -> Boxes:
    """Leave out what lies inside the widest box: the worlds are the same."""
    if len(boxes) < FEW_BOXES:
        return frozenset(boxes)
    widest = max(boxes, key=lambda box: (sum((one | other).bit_count() for one, other in box), box))
    return frozenset(box for box in boxes if box is widest or not _is_inside(family, box, widest))


def _is_inside(family: Family, box: Box, other: Box) -> bool:
    """Tell whether all worlds of a box are worlds of another; further parts surely have at least what they have there."""
    return all(
        not (one | may) & ~(first | second) and (not children or not first & ~one)
        for (one, may), (first, second), children in zip(box, other, family.children, strict=True)
    )


def members_of(root: str, parts: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """List a node and all its parts, theirs included."""
    yield root
    for part in parts.get(root, ()):
        yield from members_of(part, parts)


def _one(status: Status) -> int:
    return 1 << _ORDER.index(status)


def _plain(*statuses: Status) -> int:
    return sum(map(_one, statuses))


@cache
def _rules() -> tuple[tuple[Status, int, tuple[int, ...]], ...]:
    """
    List how a node gets each status: what all its live parts are, and what some of them are.

    Each line is sufficient, and together they are all there is.
    """
    unsettled = LIVING & ~SETTLED
    rules = [
        (Status.AGREED, SETTLED, (SETTLED,)),
        (Status.PARTLY_AGREED, _one(Status.PARTLY_AGREED), (_one(Status.PARTLY_AGREED),)),
        (Status.PARTLY_AGREED, LIVING, (SETTLED, unsettled)),
        (Status.CONTESTED, unsettled, (_one(Status.CONTESTED),)),
    ]
    for place, status in enumerate(_OTHERS[:-1]):
        rules.append((status, _plain(*_OTHERS[place:]), (_one(status),)))
    return tuple(rules)


@cache
def _rules_of(mask: int) -> tuple[tuple[int, tuple[int, ...]], ...]:
    """
    List how a node gets a status of a mask, in as few lines as there are.

    Some part agreed is agreed or partly agreed; and what is none of the lower ones is one of those above them.
    """
    rules: list[tuple[int, tuple[int, ...]]] = []
    some_agreed = SETTLED | _one(Status.PARTLY_AGREED)
    above = next(place for place in range(len(_OTHERS) + 1) if not _plain(*_OTHERS[place:]) & ~mask)
    merged = {*_OTHERS[above:]}
    if mask & some_agreed == some_agreed:
        rules.append((LIVING, (SETTLED,)))
        merged |= {Status.AGREED, Status.PARTLY_AGREED}
    if above < len(_OTHERS):
        rules.append((_plain(*_OTHERS[above:]), (_plain(*_OTHERS[above:]),)))
    rules += [
        (every, some) for status, every, some in _rules() if _one(status) & mask and status not in merged
    ]
    if Status.PARTLY_AGREED in merged and mask & some_agreed != some_agreed:
        rules += [(every, some) for status, every, some in _rules() if status is Status.PARTLY_AGREED]
    return tuple(rules)


@lru_cache(maxsize=1 << 16)
def _derives(family: Family, box: Box, node: int) -> int:
    children = family.children[node]
    if not children:
        return box[node][0]
    sure, may = box[node]
    # Parts do not depend on each other, so that what each may be says it; no box is divided.
    each = [_derives(family, box, child) if family.children[child] else box[child][0] for child in children]
    found = 0
    if (family.complete[node] or sure & GONE) and not sure & ~GONE and all(kinds & GONE for kinds in each):
        found |= GONE
    for status, every, some in _rules():
        within = every | GONE
        if (
            not sure & ~within
            and all(kinds & within for kinds in each)
            and _has(some, each, sure, may & within)
        ):
            found |= _one(status)
    return found


def _has(some: tuple[int, ...], each: list[int], sure: int, may: int) -> bool:
    """Tell whether for each of some masks there is a part that may be so: another one for each, as no part is both."""
    alone: list[int] = []
    for mask in some:
        if (sure | may) & mask:
            continue
        able = [place for place, kinds in enumerate(each) if kinds & mask]
        if not able:
            return False
        if len(able) == 1:
            alone += able
    return len({*alone}) == len(alone)


def _limited(family: Family, box: Box, node: int, mask: int) -> Iterator[Box]:
    """Divide a box into those in which a node has a kind of a mask."""
    if not family.children[node]:
        if box[node][0] & mask:
            yield family.narrowed(box, node, mask)
        return
    possible = _derives(family, box, node)
    if not possible & ~mask:
        if possible:
            yield box  # it has such a kind whatever its parts are: nothing is to be divided
        return
    if mask & GONE and (family.complete[node] or box[node][0] & GONE):
        yield from _all(family, box, node, GONE)
    for every, some in _rules_of(mask):
        for kept in _all(family, box, node, every | GONE):
            yield from _some(family, kept, node, some)


def _all(family: Family, box: Box, node: int, mask: int) -> Iterator[Box]:
    """Keep what makes every part so."""
    sure, may = box[node]
    if sure & ~mask:
        return
    kept = [*box]
    kept[node] = sure, may & mask
    for child in family.children[node]:
        if not family.children[child]:
            kinds = box[child][0] & mask
            if not kinds:
                return
            kept[child] = kinds, 0
    boxes = [tuple(kept)]
    for child in family.children[node]:
        if family.children[child]:
            boxes = [one for before in boxes for one in _limited(family, before, child, mask)]
    yield from boxes


def _some(family: Family, box: Box, node: int, masks: tuple[int, ...]) -> Iterator[Box]:
    """Keep what makes some part so, for each of some masks."""
    if not masks:
        yield box
        return
    for kept in _some_one(family, box, node, masks[0]):
        yield from _some(family, kept, node, masks[1:])


def _some_one(family: Family, box: Box, node: int, mask: int) -> Iterator[Box]:
    sure, may = box[node]
    children = family.children[node]
    if sure & mask or any(not family.derives(box, child) & ~mask for child in children):
        yield box
        return
    for child in children:
        yield from _limited(family, box, child, mask)
    for kind in _kinds(may & mask):
        yield (*box[:node], (sure | kind, may), *box[node + 1 :])


def _kinds(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _moved(  # noqa: PLR0913 - a move in a box of a family has no fewer sides
    family: Family, box: Box, node: int, target: Status, parts: PartsMoved, allowed: int
) -> Iterator[Box]:
    """Divide a box by what a move makes of it."""
    to = _one(target)
    if not family.children[node]:
        if box[node][0] & allowed:
            yield (*box[:node], (to, 0), *box[node + 1 :])
        return
    if parts is PartsMoved.SOME:
        yield from _some_moved(family, box, node, target, allowed)
        return
    asked = _limited(family, box, node, allowed)
    if parts is PartsMoved.UNSETTLED:
        asked = _unsettled_allowed(family, box, node, allowed)
    for kept in asked:
        yield from _all_moved(family, kept, node, target, parts)


def _unsettled_allowed(family: Family, box: Box, node: int, allowed: int) -> Iterator[Box]:
    """Ask the table of the parts that move, which are all that are not agreed; of all, if that is nobody."""
    for kept in _each_within(family, box, node, allowed | SETTLED | GONE):
        yield from _limited(family, kept, node, LIVING & ~SETTLED | allowed & SETTLED)


def _each_within(family: Family, box: Box, node: int, mask: int) -> Iterator[Box]:
    """Keep what makes every part without parts so."""
    if not family.children[node]:
        yield from _limited(family, box, node, mask)
        return
    sure, may = box[node]
    boxes = [] if sure & ~mask else [(*box[:node], (sure, may & mask), *box[node + 1 :])]
    for child in family.children[node]:
        boxes = [kept for one in boxes for kept in _each_within(family, one, child, mask)]
    yield from boxes


def _all_moved(family: Family, box: Box, node: int, target: Status, parts: PartsMoved) -> Iterator[Box]:
    """Move all parts, or all that are not agreed; all if that is nobody."""
    if parts is PartsMoved.UNSETTLED:
        agreed = list(_limited(family, box, node, SETTLED))
        others = _limited(family, box, node, LIVING & ~SETTLED)
        for kept in agreed:
            yield from _sent(family, kept, node, target, PartsMoved.ALL)
        for kept in others:
            yield from _sent(family, kept, node, target, parts)
    else:
        yield from _sent(family, box, node, target, parts)


def _sent(family: Family, box: Box, node: int, target: Status, parts: PartsMoved) -> Iterator[Box]:
    to = _one(target)
    stays = GONE if parts is PartsMoved.ALL else GONE | SETTLED
    sure, may = box[node]
    # Whoever supposes further parts later, as all known ones are withdrawn, supposes that these moved with the others.
    any_more = parts is PartsMoved.ALL and not family.complete[node]
    hidden = (
        sure & stays | (to if sure & ~stays else 0),
        may & stays | (to if may & ~stays or any_more else 0),
    )
    # Further parts of a withdrawn node are withdrawn, so that it is not a live one whose known parts all are.
    gone = (GONE, GONE) if target is Status.WITHDRAWN and not family.complete[node] else hidden
    boxes = [(*box[:node], gone, *box[node + 1 :])]
    for child in family.children[node]:
        boxes = [kept for one in boxes for kept in _each_moved(family, one, child, target, parts, stays)]
    yield from boxes


def _mended(family: Family, box: Box) -> Box:
    """Suppose further parts where all known ones are withdrawn: "all known withdrawn is still a live article"."""
    for node, children in enumerate(family.children):
        is_open = children and not family.complete[node] and box[node] == (0, 0)
        if is_open and all(family.derives(box, child) == GONE for child in children):
            box = (*box[:node], (0, LIVING), *box[node + 1 :])
    return box


def _each_moved(  # noqa: PLR0913 - as above
    family: Family, box: Box, child: int, target: Status, parts: PartsMoved, stays: int
) -> Iterator[Box]:
    """Move a part unless it is among those that stay; of a part with parts, its parts."""
    if not family.children[child]:
        # Leaves do not depend on each other: dividing the box would double the boxes with each of them.
        may = box[child][0]
        after = may & stays | (_one(target) if may & LIVING & ~stays else 0)
        yield (*box[:child], (after, 0), *box[child + 1 :])
        return
    yield from _limited(family, box, child, stays)
    for kept in _limited(family, box, child, LIVING & ~(stays & SETTLED)):
        yield from _sent(family, kept, child, target, parts)


def _some_moved(family: Family, box: Box, node: int, target: Status, allowed: int) -> Iterator[Box]:
    """Move one part from which the table allows it: to reopen, any; else one that is not agreed, if there is one."""
    yield from _limited(family, box, node, _one(target))  # what it is already is told again
    for other in _limited(family, box, node, LIVING & ~_one(target)):
        if target is Status.OPEN:
            yield from _one_moved(family, other, node, target, allowed & LIVING)
            continue
        yield from _one_moved(family, other, node, target, allowed & LIVING & ~SETTLED)
        for kept in _all(family, other, node, SETTLED | GONE):
            yield from _one_moved(family, kept, node, target, allowed & SETTLED)


def _one_moved(family: Family, box: Box, node: int, target: Status, mask: int) -> Iterator[Box]:
    """Move one part that has a kind of a mask, known or not."""
    for child in family.children[node]:
        for kept in _limited(family, box, child, mask):
            yield from _moved(family, kept, child, target, PartsMoved.SOME, mask)
    sure, may = box[node]
    to = _one(target)
    for kind in _kinds(may & mask):
        yield (*box[:node], (sure & ~kind | to, may & ~kind | to), *box[node + 1 :])
        yield (*box[:node], (sure | kind | to, may | to), *box[node + 1 :])
