"""Where the order of events matters and nobody told it.

The law: two events on one subject whose dates overlap, and neither of which is known to follow the other, may have
happened in either order. That is a finding when their kinds do not commute, which is read off the tables: after one and
then the other the status is not what it is after the other and then the one. A count never commutes with an event that
moves a unit of its instrument. Events of one day in one source keep the author's order and are never reported.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Any

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.tallies import CountStated
from peacetrack.beliefs import references
from peacetrack.cast import Cast
from peacetrack.ids import EventId
from peacetrack.lifecycle import Aspect, Event, Row
from peacetrack.once import once
from peacetrack.populations import Population, items_of
from peacetrack.problems import Finding
from peacetrack.replay import Replay, Statuses, Story, outcome
from peacetrack.views import View


@once
def commute(aspect: Aspect[Any], one: type[Event], other: type[Event]) -> bool:
    """Tell from its table whether two kinds of events of an aspect may change places whatever the status is."""
    if one is other:
        return not any(row.arrives for row in aspect.table.cells[one].values())
    return all(
        _after(aspect, status, one, other) == _after(aspect, status, other, one)
        for status in aspect.table.statuses
    )


def _after(aspect: Aspect[Any], status: StrEnum, *kinds: type[Event]) -> StrEnum | str | None:
    """Follow the rows of the table, guards aside; a refusal leaves nothing to follow."""
    here: Any = status
    for kind in kinds:
        row: Row[Any] = aspect.table.cells[kind][here]
        if row.is_refusal:
            return None
        if row.arrives:
            return "as it says"
        here = row.to
    return here  # type: ignore[no-any-return]  # a status, as every row leads to one


def order_findings(view: View, replay: Replay) -> Iterator[Finding]:
    """
    Report each subject of which events are told whose order matters and is not known.

    Args:
        view: What is believed.
        replay: The same, told.
    """
    for aspect in ASPECTS:
        for subject, story in replay.stories[aspect.name].items():
            sweeps = (
                _sweep(view, aspect, lane, cast=replay.cast) for lane in story.lanes if len(lane.places) > 1
            )
            found = next((pair for pair in sweeps if pair is not None), None)
            if found is not None:
                yield _finding(subject, *found)
    yield from _counts(view, replay)


Results = tuple[str, str]


def _sweep(
    view: View, aspect: Aspect[Any], lane: Story, *, cast: Cast
) -> tuple[Event, Event, Results] | None:
    """
    Sweep the events of a story by their first days, and find the first pair whose order matters.

    An event is compared with those kinds alone that are still possible on its first day and do not commute with its
    own, so that the cost is that of sorting and of the number of kinds, unless many events of one subject overlap.
    """
    open_ones: dict[type[Event], list[int]] = {}
    for place in sorted(lane.places, key=lambda place: (view.earliest[place], place)):
        kind = type(view.events[place])
        for earlier, candidates in open_ones.items():
            candidates[:] = [other for other in candidates if view.latest[other] >= view.earliest[place]]
            for other in () if commute(aspect, earlier, kind) else candidates:
                first, second = (view.events[either] for either in sorted((other, place)))
                results = _results(aspect, lane, min(other, place), (first, second), cast=cast)
                if results[0] != results[1] and not _order_is_known(view, other, place):
                    return first, second, results
        open_ones.setdefault(kind, []).append(place)
    return None


def _results(
    aspect: Aspect[Any], lane: Story, place: int, pair: tuple[Event, Event], *, cast: Cast
) -> Results:
    """Tell two events to a story in either order, from what was possible before the first."""
    start = lane.possible[lane.places.index(place)]
    first, second = (_told(aspect, lane, start, told, cast=cast) for told in (pair, pair[::-1]))
    return first, second


def _told(aspect: Aspect[Any], lane: Story, start: Statuses, told: Sequence[Event], *, cast: Cast) -> str:
    here = start
    for event in told:
        after = outcome(aspect, event, lane.origin, cast, here, ())
        if not after:
            return f"`{event.kind}` would be refused"
        here = after
    return " or ".join(sorted(status.replace("_", " ") for status in here))


def _order_is_known(view: View, one: int, other: int) -> bool:
    """Tell whether one event follows the other, or both stand in one source and have one day."""
    first, second = view.events[one], view.events[other]
    days = {view.earliest[one], view.latest[one], view.earliest[other], view.latest[other]}
    if len(days) == 1 and first.source == second.source:
        return True
    return _follows(view, first, second.id) or _follows(view, second, first.id)


def _follows(view: View, event: Event, target: EventId) -> bool:
    """Tell whether a path of references leads from an event to another."""
    by_id, seen, ahead = view.log.by_id, {event.id}, [event]
    while ahead:
        for _, name in references(ahead.pop()):
            if name == target:
                return True
            if name not in seen and name in by_id:
                seen.add(name)
                ahead.append(by_id[name])
    return False


def _finding(subject: str, first: Event, second: Event, results: Results) -> Finding:
    return Finding(
        code="order-matters",
        message=(
            f"'{first.id}' and '{second.id}' may have happened in either order, and it matters for '{subject}': "
            f"{results[0]} in this order, {results[1]} in the other."
        ),
        entry=second.id,
        field="date",
        hint="Date them more precisely, or say which came first with `after`.",
        others=(("The other is here", first.id),),
    )


def _counts(view: View, replay: Replay) -> Iterator[Finding]:
    """Report each population of which a count and a move may have happened in either order."""
    counts: dict[Population, list[int]] = {}
    moves: dict[Population, list[int]] = {}
    refused = {refusal.event.id for refusal in replay.refusals}
    for place, event in enumerate(view.events):
        if event.id not in refused:
            for population, _ in items_of(event, replay.cast):
                (counts if isinstance(event, CountStated) else moves).setdefault(population, []).append(place)
    for population, stated in counts.items():
        for pair in _overlaps(view, stated, moves.get(population, [])):
            if not _order_is_known(view, *pair):
                first, second = (view.events[place] for place in sorted(pair))
                results = ("the count comes after the event", "before it")
                if isinstance(first, CountStated):
                    results = ("the count comes before the event", "after it")
                yield _finding(population.provision or population.unit, first, second, results)
                break


def _overlaps(view: View, counts: Sequence[int], moves: Sequence[int]) -> Iterator[tuple[int, int]]:
    """List counts with the moves whose dates overlap theirs, by a sweep over both."""
    ahead = sorted(moves, key=lambda place: view.earliest[place])
    open_moves: list[int] = []
    position = 0
    for count in sorted(counts, key=lambda place: view.latest[place]):
        while position < len(ahead) and view.earliest[ahead[position]] <= view.latest[count]:
            open_moves.append(ahead[position])
            position += 1
        for move in open_moves:
            if view.latest[move] >= view.earliest[count]:
                yield count, move
