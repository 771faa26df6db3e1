"""
Which worlds fit the record: provisions, parts, units without names, counts. One store, one evaluator.

The law: every answer holds in all worlds that what was said allows, and both ends of every number are reached in some world, for one
word. Never an identity that nobody gave.

The modules, lowest first. What is said: `bounds`, `statements`, `kinds`, `parts` (of a node), `cast` (all nodes), `terms` (what a count
limits). What is known: `envelope`, `pool` (units that nothing has told apart), `spreading`, `known`, `laying` (the one question whether
something fits), `moving`, `loosening` (where it is too much), `fewest`, `repairing`, `quick`. What is asked: `sequences` (any day),
`contradicting`, `answer`, `store`. With a log: `populations`, `entries`, `census`.
"""

from __future__ import annotations

from peacetrack.worlds.answer import WorldsAnswer
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    CountStatus,
    Member,
    Move,
    PartsMoved,
    Reopening,
    Replacement,
    Stated,
    StatedCount,
    Statement,
    Unfitting,
)
from peacetrack.worlds.store import Worlds

__all__ = [
    "Arrival",
    "Bounds",
    "Conclusion",
    "CountStatus",
    "Member",
    "Move",
    "PartsMoved",
    "Reopening",
    "Replacement",
    "Stated",
    "StatedCount",
    "Statement",
    "Unfitting",
    "Worlds",
    "WorldsAnswer",
]
