"""Pending demands: those that can be live at a moment, so that a gate does not ask about every demand of a long log.

The law: whatever is left out here is met, dropped or not told of at that moment, in every word, or names other steps.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from peacetrack.aspects.conditions import CONDITIONS, LIVE, STATEMENTS, ConditionWithdrawn, Gate, Step
from peacetrack.model.ids import InstrumentId
from peacetrack.questions.threads import named_by
from peacetrack.state.stories import Story
from peacetrack.state.timeline import State, Timeline

#: A step of an instrument; of no instrument, when it is one of provisions.
Before = tuple[Step, InstrumentId | None]


class Span(NamedTuple):
    """
    Where a demand stands in the order of replay.

    Attributes:
        name: Which demand.
        begin: The place of the first event about it.
        over: From behind this place on it is live in no word.
        last: The place of the last event about it.
        turns: The places of all that was told of it, in any word, in order.
    """

    name: str
    begin: int
    over: float
    last: int
    turns: Sequence[int]

    def stretch(self, size: int, stop: int) -> int | None:
        """
        Number the stretch between two of its turns in which a moment lies; None if one of them may have happened, or not.

        The law: of one stretch all is known alike that was told of a demand, on one word.
        """
        number = bisect_left(self.turns, size)
        return number if number == len(self.turns) or self.turns[number] >= stop else None


def pending(state: State, of: Gate) -> Iterator[tuple[str, int | None]]:
    """
    Name the demands that may be live in a state, and may stand before a gate, in the order in which they were told.

    Yields:
        Each demand, and the stretch of it in which the state lies.
    """
    size, stop = state.size, state.stop
    for span in _spans(state.timeline, (of.step, of.instrument)):
        # What may have happened by then can bring a demand back; so it is over for good, or nothing is open.
        if span.begin < stop and (span.over >= size or (stop > size and span.last >= size)):
            yield span.name, span.stretch(size, stop)


def _spans(line: Timeline, before: Before) -> Sequence[Span]:
    """Give the demands that name a step in some statement, or may name none."""
    known: dict[Before, list[Span]] = line.remembered.setdefault("pending", {})
    if before not in known:
        stories = line.replayed.stories_of(CONDITIONS).items()
        known[before] = [
            _span(name, story) for name, story in stories if _may_name(line, name, story, before)
        ]
    return known[before]


def _span(name: str, story: Story) -> Span:
    told = [lane for lane in story.lanes if lane.turns]
    begin, last = min(lane.turns[0] for lane in told), max(lane.turns[-1] for lane in told)
    _, *words = story.lanes
    turns = {place for lane in story.lanes for place in lane.turns}
    turns.update(lane.since for lane in words)
    turns.update(place for place, _ in story.denials)
    return Span(name, begin, max(map(_over, told)), last, array("I", sorted(turns)))


def _over(lane: Story) -> float:
    """Give the place of the event that ended the last live status of a story."""
    # A demand begins as a live one, so there is a last live status.
    live = max(index for index, mark in enumerate(lane.marks) if lane.sets.of[mark] & LIVE)
    return lane.turns[live] if live < len(lane.turns) else float("inf")


def _may_name(line: Timeline, name: str, story: Story, before: Before) -> bool:
    """Tell whether a demand names a step somewhere, or may leave open which step it means."""
    courses = [[line.view.events[place] for place in lane.turns] for lane in story.lanes if lane.turns]
    if any(course[0].id != name or not named_by(line, course[0]) for course in courses):
        return True
    events = [event for course in courses for event in course]
    return any(isinstance(event, ConditionWithdrawn) for event in events) or any(
        (gate.step, gate.instrument) == before
        for event in events
        if isinstance(event, STATEMENTS)
        for gate in named_by(line, event)
    )
