"""
Counting without identity: how many units have a status, when nobody said which.

The law: every answer holds in all worlds that what was said allows, and both ends of every number are reached in some
world, for one word. Never an identity that nobody gave.

Floors, lowest first: `bounds`, `items`, `envelope`, `pool`, `terms`, `ledger`, `moves`, `scope`, `repair`, `tallies`,
`courses`, `answer`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, assert_never

from peacetrack.aspects.provisions import Status
from peacetrack.counts.answer import Answer
from peacetrack.counts.bounds import Bounds
from peacetrack.counts.courses import courses
from peacetrack.counts.items import Arrival, Finding, Item, Move, Tally, Word
from peacetrack.counts.ledger import Ledger
from peacetrack.counts.moves import arrive, move
from peacetrack.counts.tallies import tell

__all__ = ["Answer", "Arrival", "Bounds", "Finding", "Item", "Move", "Tally", "Word", "count"]

_NOTHING: Final[Mapping[str, Status]] = {}


def count(
    items: Iterable[Item], *, maybe: Iterable[Item] = (), start: Mapping[str, Status] = _NOTHING
) -> Answer:
    """
    Say how many units have which status after some items of one word.

    >>> said = Tally(key="pashinyan", numbers=((Status.AGREED, Bounds.exactly(13)),), of=16)
    >>> answer = count([said])
    >>> str(answer.counts[Status.AGREED]), str(answer.counts["remaining"]), str(answer.counts[Status.OPEN])
    ('13', '3', '0 to 3')

    Args:
        items: What was said and what happened, in the order of replay.
        maybe: What may have happened after all that, in the order of replay; the answer takes in every choice of these.
        start: The statuses that the cast gives units, such as a published agenda.
    """
    surely, perhaps = tuple(items), tuple(maybe)
    ledger = Ledger.of(start, outsiders=_outsiders((*surely, *perhaps)))
    for item in surely:
        _take(ledger, item)
    return Answer.over(ledger, courses(ledger, perhaps, take=_take), items=(*surely, *perhaps))


def _take(ledger: Ledger, item: Item) -> None:
    match item:
        case Move():
            move(ledger, item)
        case Tally():
            tell(ledger, item)
        case Arrival():
            arrive(ledger, item)
        case _:
            assert_never(item)


def _outsiders(items: tuple[Item, ...]) -> frozenset[str]:
    """List the provisions that some count takes in though they are no units."""
    return frozenset(name for item in items if isinstance(item, Tally) for name in item.including)
