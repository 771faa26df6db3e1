"""
What several words about one number come to, step by step, written from the sentences of the design alone.

A text has a known number of units, and every statement says how many of them are agreed: so a branch is a set of numbers, and
those who carry it against the others. Nothing here knows of provisions, pools or replays.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import attrs

RECORD = ""


@attrs.frozen
class Told:
    """
    One statement.

    Attributes:
        by: Who states it; nobody in particular when empty.
        low: At least so many are agreed.
        high: At most so many.
        day: When it is said.
        denied: Who denies it.
    """

    by: frozenset[str]
    low: int
    high: int
    day: int
    denied: frozenset[str] = frozenset()

    @property
    def numbers(self) -> frozenset[int]:
        return frozenset(range(self.low, self.high + 1))


@attrs.define
class Branch:
    """
    One branch.

    Attributes:
        numbers: What the number may be in it.
        standing: What stands in it, with those who carry it.
        holders: Who carries it against the other branches; None as long as nothing is disputed.
        lacks: The denied statements that it goes without, with those who deny each.
        having: The denied statements that it has, with those who carry each.
    """

    numbers: frozenset[int]
    standing: tuple[tuple[Told, frozenset[str]], ...] = ()
    holders: frozenset[str] | None = None
    lacks: tuple[tuple[Told, frozenset[str]], ...] = ()
    having: tuple[tuple[Told, frozenset[str]], ...] = ()


def branches(stated: Iterable[Told], whole: int, leader: str = "") -> list[Branch]:
    """Replay statements, as if one voice had said them; in the account of one actor, who leads it, nothing else replaces its word."""
    found = [Branch(frozenset(range(whole + 1)))]
    for one in stated:
        speakers = carriers = (one.by - one.denied) or frozenset({RECORD})
        without = [attrs.evolve(branch, lacks=(*branch.lacks, (one, one.denied))) for branch in found]
        separate: dict[object, list[Branch]] = {}
        for branch in found:
            separate.setdefault(branch.lacks, []).append(branch)
        found = [new for some in separate.values() for new in laid(some, one, speakers, carriers, leader)]
        if one.denied:
            for branch in found:
                if (one, carriers) in branch.standing:
                    branch.having += ((one, carriers),)
            found += [attrs.evolve(branch, lacks=said_otherwise(branch, speakers)) for branch in without]
        found = settled(found)
    return found


def said_otherwise(branch: Branch, speakers: frozenset[str]) -> tuple[tuple[Told, frozenset[str]], ...]:
    """Whoever says something denied has said otherwise than a branch without it, for what he himself denies there."""
    *before, last = branch.lacks
    return (*((one, who - speakers) for one, who in before), last)


def laid(
    found: Sequence[Branch], one: Told, speakers: frozenset[str], carriers: frozenset[str], leader: str
) -> list[Branch]:
    """Lay a statement where it fits; where it does not, let it replace, or else stand beside what it contradicts."""
    fitting = [branch for branch in found if branch.numbers & one.numbers]
    if fitting:
        others = [otherwise(branch, one, speakers) for branch in found if branch not in fitting]
        return [
            *(fits(branch, one, carriers if others else frozenset()) for branch in fitting),
            *others,
        ]
    own = speakers | ({RECORD} if leader in speakers else set())
    moved = [branch for branch in found if replaces(branch, one, own, leader)]
    if moved:
        others = [otherwise(branch, one, speakers) for branch in found if branch not in moved]
        return [*(replaced(branch, one, own, carriers) for branch in moved), *others]
    if leader and speakers == {RECORD}:
        return [*found]
    opened = [
        Branch(
            one.numbers,
            (*agreeing(branch, one), (one, carriers)),
            carriers,
            branch.lacks,
            instead(branch, one, carriers),
        )
        for branch in found
    ]
    return [*(beside(branch, one, speakers) for branch in found), *opened]


def fits(branch: Branch, one: Told, carriers: frozenset[str]) -> Branch:
    """Lay a statement on a branch; where it does not fit another, its carriers hold this one."""
    holders = None if branch.holders is None else branch.holders | carriers
    numbers = branch.numbers & one.numbers
    standing = (*branch.standing, (one, one.by - one.denied or frozenset({RECORD})))
    return Branch(numbers, standing, holders, branch.lacks, branch.having)


def against(branch: Branch, one: Told, own: frozenset[str] | set[str]) -> list[Told]:
    """List what a statement takes back and somebody else still carries: by itself, or all of it together."""
    others = [other for other, who in branch.standing if who - own]
    alone = [other for other in others if not other.numbers & one.numbers]
    if alone:
        return alone
    together = one.numbers.intersection(*(other.numbers for other in others))
    return [] if together else others


def replaces(branch: Branch, one: Told, own: frozenset[str] | set[str], leader: str) -> bool:
    taken = against(branch, one, own)
    if not taken:
        return True
    if leader and own == {RECORD}:
        return False
    late = [other for other in taken if other.day >= one.day]
    later = not late or bool(one.numbers.intersection(*(other.numbers for other in late)))
    return later and max(one.numbers) >= min(branch.numbers)


def replaced(branch: Branch, one: Told, own: frozenset[str] | set[str], carriers: frozenset[str]) -> Branch:
    numbers = one.numbers
    kept = agreeing(branch, one)
    for other, who in branch.standing:
        if (other, who) in kept and who - own and numbers & other.numbers:
            numbers &= other.numbers
    holders = branch.holders
    if holders is not None:
        holders = carriers
    having = instead(branch, one, carriers)
    return Branch(numbers, (*kept, (one, carriers)), holders, branch.lacks, having)


def instead(branch: Branch, one: Told, carriers: frozenset[str]) -> tuple[tuple[Told, frozenset[str]], ...]:
    """Give the denied statements of a branch, where one took the place of what it contradicts."""
    return tuple(
        (other, who) if other.numbers & one.numbers else (one, carriers) for other, who in branch.having
    )


def agreeing(branch: Branch, one: Told) -> tuple[tuple[Told, frozenset[str]], ...]:
    return tuple((other, who) for other, who in branch.standing if other.numbers & one.numbers)


def beside(branch: Branch, one: Told, speakers: frozenset[str]) -> Branch:
    taken = against(branch, one, speakers)
    holders = frozenset().union(*(who for other, who in branch.standing if other in taken))
    known = holders if branch.holders is None else branch.holders & holders or branch.holders
    lacks = tuple((other, who - speakers) for other, who in branch.lacks)
    return attrs.evolve(branch, holders=known - speakers, lacks=lacks, having=left(branch, one, speakers))


def otherwise(branch: Branch, one: Told, speakers: frozenset[str]) -> Branch:
    """Take those who have said otherwise out of the carriers of a branch."""
    lacks = tuple((other, who - speakers) for other, who in branch.lacks)
    holders = None if branch.holders is None else branch.holders - speakers
    return attrs.evolve(branch, holders=holders, lacks=lacks, having=left(branch, one, speakers))


def left(branch: Branch, one: Told, speakers: frozenset[str]) -> tuple[tuple[Told, frozenset[str]], ...]:
    """Give the denied statements of a branch with those who have not said otherwise since."""
    return tuple(
        (other, who if other.numbers & one.numbers else who - speakers) for other, who in branch.having
    )


def settled(found: Sequence[Branch]) -> list[Branch]:
    kept = [
        branch
        for branch in found
        if (branch.holders is None or branch.holders)
        and all(who for _, who in (*branch.lacks, *branch.having))
    ]
    kept = kept or [found[-1]]
    merged: dict[frozenset[int], Branch] = {}
    for branch in kept:
        same = merged.setdefault(branch.numbers, branch)
        if same is not branch:
            if same.holders is not None or branch.holders is not None:
                same.holders = (same.holders or frozenset()) | (branch.holders or frozenset())
            same.lacks = tuple(one for one in same.lacks if one in branch.lacks)
            same.having = tuple(one for one in same.having if one in branch.having)
    if len(merged) == 1:
        (only,) = merged.values()
        only.holders, only.lacks, only.having = None, (), ()
    return [*merged.values()]


def heard_by(actor: str, stated: Sequence[Told], parties: frozenset[str]) -> list[Told]:
    """Give what the account of one actor has: what it says, and what is on record, but for what it denies."""
    return [
        attrs.evolve(one, by=frozenset({actor}) if actor in one.by else frozenset(), denied=frozenset())
        for one in stated
        if actor not in one.denied
        and (actor in one.by or not one.by or parties <= one.by - one.denied or one.by <= one.denied)
    ]
