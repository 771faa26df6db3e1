"""Plans: where each kind of event leads from the statuses that a subject may have, worked out once and not for each event.

The law: a plan says nothing that the table does not say. Where an outcome depends on more than the kind of event, the
statuses before it and one guard, there is no plan, and the cells are asked one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from operator import attrgetter
from typing import Any

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Row
from peacetrack.model.cast import Cast
from peacetrack.model.ids import SpeakerId
from peacetrack.state.stories import Sets, Statuses, Story

#: The mark of the statuses to which an event leads, None where that depends on more; and the guard that has to hold.
Plan = tuple[int | None, Guard | None]


class Telling:
    """
    What is told of one aspect.

    `alone` finds a story by what its events name, where that is its subject alone and several events have named it.
    `recalled` are the kinds of events at which some exception looks later.
    """

    __slots__ = ("alone", "recalled", "sets", "stories")

    def __init__(self, aspect: Aspect[Any]) -> None:
        self.stories: dict[str, Story] = {}
        self.alone: dict[Hashable, Story] = {}
        self.sets = Sets(aspect.start)
        exceptions = [row.unless for _, _, row in aspect.table if row.unless]
        self.recalled = frozenset(kind for unless in exceptions for kind in unless.asks or ())


class Column:
    """All that is needed to apply one kind of event to one aspect, looked up once."""

    __slots__ = (
        "alone", "arrives", "aspect", "is_recalled", "is_testimony", "let", "looks_back", "named", "plans", "remembers", "rows", "sets",
        "stories",
    )  # fmt: skip

    def __init__(self, kind: type[Event], aspect: Aspect[Any], telling: Telling, cast: Cast) -> None:
        self.aspect = aspect
        self.stories = telling.stories
        self.alone = telling.alone
        self.sets = telling.sets
        own = aspect.named_by in (field.name for field in attrs.fields(kind))
        self.named: Callable[[Any], Hashable] = (
            attrgetter(aspect.named_by) if own else lambda event: aspect.subjects(event, cast)
        )
        self.is_testimony = kind.is_testimony
        self.arrives = kind in aspect.arriving
        self.rows = aspect.table.cells[kind]
        self.is_recalled = kind in telling.recalled
        self.looks_back = any(row.unless and row.unless.asks is None for row in self.rows.values())
        self.plans: dict[int, Plan] = {}
        guards = {row.when for row in self.rows.values() if row.when is not None}
        self.remembers = len(guards) == 1 and all(guard.asks_only_who for guard in guards)
        self.let: dict[Story, tuple[SpeakerId, ...]] = {}

    def lets(self, guard: Guard, event: Event, story: Story, cast: Cast) -> bool:
        """Ask a guard, and remember whom it let through, where it asks for nothing else."""
        holds = guard.holds(event, story.origin, cast)
        if holds and self.remembers:
            self.let[story] = event.by
        return holds

    def plan(self, before: int) -> Plan:
        """Work out, once for each set of statuses, where the event leads and who may say so; nowhere when that depends on more."""
        rows = [self.rows[status] for status in self.sets.of[before]]
        guards = {row.when for row in rows}
        excepted = self.is_recalled or any(row.unless for row in rows)
        depends = self.arrives or excepted or (len(rows) > 1 and guards != {None})
        after = frozenset(() if depends else (row.to for row in rows if row.to is not None))
        plan = self.plans[before] = (self.sets.mark(after) if after else None), next(iter(guards))
        return plan


def leads_to(  # noqa: PLR0913 - all on which an outcome depends
    rows: Mapping[Any, Row[Any]],
    event: Event,
    origin: Event,
    cast: Cast,
    before: Statuses,
    told: Sequence[Event],
) -> Statuses | Row[Any]:
    """Give the statuses after an event, or the row that refuses it when no possible status allows it."""
    after: set[StrEnum] = set()
    refusals: list[Row[Any]] = []
    for status in sorted(before):
        row = rows[status]
        if row.is_refusal or (row.when is not None and not row.when.holds(event, origin, cast)):
            refusals.append(row)
        elif row.to is None or (row.unless is not None and row.unless.holds(event, _since(origin, told))):
            after.add(status)
        else:
            after.add(row.to)
    return frozenset(after) if after else refusals[0]


def _since(origin: Event, told: Sequence[Event]) -> Sequence[Event]:
    """Give the events of a story from the one that began it."""
    return told if told and told[0] is origin else (origin, *told)
