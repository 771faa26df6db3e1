"""
Counting without identity: how many units have a status, when nobody said which.

The law: every answer holds in all worlds that what was said allows, and both ends of every number are reached in some
world, for one word. Never an identity that nobody gave.

Floors, lowest first: `bounds`, `items`, `envelope`, `pool`, `terms`, `ledger`, `moves`, `scope`, `repair`, `tallies`,
`courses`, `answer`, `running`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from peacetrack.aspects.provisions import Status
from peacetrack.worlds.answer import Answer
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.items import Arrival, Finding, Item, Move, Tally, Word
from peacetrack.worlds.running import NOTHING, Running

__all__ = ["Answer", "Arrival", "Bounds", "Finding", "Item", "Move", "Running", "Tally", "Word", "count"]


def count(
    items: Iterable[Item], *, maybe: Iterable[Item] = (), start: Mapping[str, Status] = NOTHING
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
    running = Running(items, start=start)
    return running.after(len(running.items), maybe)
