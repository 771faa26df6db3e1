"""
What an aspect of one's own owes, before any log is stated.

That every cell of its table is decided, and only once, is seen to when the table is built; that no word has two meanings,
when the vocabulary is. Here is what remains.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from peacetrack.aspects.lifecycle import Aspect


def owed(aspect: Aspect[Any]) -> Iterator[str]:
    """
    List what is missing in an aspect.

    Returns:
        A sentence for each status that nothing leads to, each kind of event that can never be stated or has no words, and
        each refusal that does not say what to do instead.
    """
    table, reached = aspect.table, reachable(aspect)
    for status in table.statuses:
        if status not in reached:
            yield f"{aspect.name}: nothing leads to the status '{status}'"
    for kind in aspect.kinds:
        if kind in table.events and not table.allowing(kind) & reached:
            yield f"{aspect.name}: no status that can be reached allows `{kind.kind}`"
        if not (kind.__doc__ or "").strip():
            yield f"{aspect.name}: `{kind.kind}` has no docstring to say what happened in the world"
    for status, kind, row in table:
        if row.is_refusal and not row.because.strip():
            yield f"{aspect.name}: `{kind.kind}` is refused for '{status}' without saying what to do instead"
    for guard in dict.fromkeys(row.when for _, _, row in table if row.when is not None):
        if not (guard.code and guard.name and guard.hint):
            yield f"{aspect.name}: the guard '{guard.name}' needs a code, a name, and a hint of what to do instead"


def reachable(aspect: Aspect[Any]) -> frozenset[StrEnum]:
    """Give the statuses that some history of events leads to."""
    rows = [(status, row) for status, _, row in aspect.table]
    reached = frozenset(aspect.table.statuses if aspect.arriving else aspect.start)
    while more := {row.to for status, row in rows if status in reached and row.to is not None} - reached:
        reached |= more
    return reached
