"""
Which worlds fit the record: provisions, parts, units without names, counts. One store, one evaluator.

The law: every answer holds in all worlds that what was said allows, and both ends of every number are reached in some world, for one
word. Never an identity that nobody gave.

Floors, lowest first: `bounds`, `envelope`, `pool`, `statements`, `kinds`, `parts`, `cast`, `terms`, `spreading`, `state`, `laying`,
`moving`, `fewest`, `repairing`, `quick`, `sequences`, `contradicting`, `answer`, `store`.
"""

from __future__ import annotations

from peacetrack.worlds.answer import Answer
from peacetrack.worlds.bounds import Bounds
from peacetrack.worlds.statements import (
    Arrival,
    Conclusion,
    Count,
    Finding,
    Move,
    Node,
    Parts,
    Reopening,
    Replacement,
    Stated,
    Statement,
    Word,
)
from peacetrack.worlds.store import Worlds

__all__ = [
    "Answer",
    "Arrival",
    "Bounds",
    "Conclusion",
    "Count",
    "Finding",
    "Move",
    "Node",
    "Parts",
    "Reopening",
    "Replacement",
    "Stated",
    "Statement",
    "Word",
    "Worlds",
]
