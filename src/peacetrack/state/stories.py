"""Stories: what was told of one subject, in each word, and which of them an account believes.

A subject has a base story of what rests on the sources alone, and from the first event on that is somebody's word, a
story of its own for that actor.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.beliefs.accounts import COMMON_GROUND, Account, Denial, words_of
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId

Statuses = frozenset[StrEnum]


class Sets:
    """
    The sets of statuses that the subjects of an aspect have had, each under a small number: its mark.

    There are few of them, however many events there are, so that a story needs only the mark for each event.
    """

    __slots__ = ("_marks", "of")

    def __init__(self, start: Statuses) -> None:
        self.of: list[Statuses] = [start]
        self._marks = {start: START}

    def mark(self, statuses: Statuses) -> int:
        """Give the mark of a set of statuses."""
        known = self._marks.get(statuses)
        if known is None:
            known = self._marks[statuses] = len(self.of)
            self.of.append(statuses)
        return known


#: The mark of the statuses that a subject may have before anything is told of it.
START: Final = 0


class Story:
    """
    What was told of one subject, in one word: at which turns of the order, and the mark of the statuses after each.

    Two arrays answer any day with one search, and cost eight bytes an event.
    """

    __slots__ = ("denials", "marks", "origin", "recalled", "sets", "since", "turns", "words")

    def __init__(self, origin: Event, sets: Sets, *, since: int = 0) -> None:
        self.origin = origin
        self.sets = sets
        self.since = since
        self.turns = array("I")
        self.marks = array("I", (START,))
        self.words: dict[ActorId, Story] | None = None
        self.denials: list[tuple[int, Denial]] = []
        self.recalled: Sequence[Event] = ()

    def fork(self, since: int) -> Story:
        """Begin one actor's own story, at a place of the order, with all that rests on the sources so far."""
        own = Story(self.origin, self.sets, since=since)
        own.turns, own.marks, own.recalled = self.turns[:], self.marks[:], self.recalled[:]
        return own

    def add(self, place: int, mark: int) -> None:
        """Tell one more event."""
        self.turns.append(place)
        self.marks.append(mark)

    def recall(self, event: Event) -> None:
        """Keep an event at hand: what is told later may depend on it."""
        if isinstance(self.recalled, list):
            self.recalled.append(event)
        else:
            self.recalled = [event]

    def until(self, place: int) -> int:
        """Tell how many of its events stand before a place of the order."""
        return bisect_left(self.turns, place)

    def after(self, number: int) -> Statuses:
        """Give the statuses that are possible after so many of its events."""
        return self.sets.of[self.marks[number]]

    @property
    def places(self) -> list[int]:
        """List the places of its events in the order of replay."""
        return self.turns.tolist()

    @property
    def possible(self) -> list[Statuses]:
        """List the statuses that were possible at first, and after each event."""
        return [self.sets.of[mark] for mark in self.marks]

    @property
    def lanes(self) -> tuple[Story, ...]:
        """Give the base story and those of all words."""
        return (self, *(self.words or {}).values())


def believed_lanes(
    aspect: Aspect[Any], story: Story, account: Account, cast: Cast, is_told: Callable[[int], bool]
) -> tuple[list[Story], list[Story]]:
    """
    Choose the stories of a subject that an account believes, and those of actors who deny what others say.

    Args:
        aspect: Of which aspect.
        story: The base story, with those of all words.
        account: Whose word is believed.
        cast: The cast of the log.
        is_told: Whether what stands at a place of the order had happened, or may have: who speaks later is not heard.
    """
    told = story.words
    if told is None:
        return [story], []
    if account.word is not None:
        return [told.get(account.word, story)], []
    speaking = [word for word, lane in told.items() if word != COMMON_GROUND and is_told(lane.since)]
    denials = [denial for place, denial in story.denials if is_told(place)]
    others = frozenset(speaking).difference(*(denying for _, denying in denials))
    heard = (*speaking, *aspect.heard(story.origin, others, cast)) if others else speaking
    words, against = words_of(account, heard, denials)
    return [told.get(actor, story) for actor in words] or [story], [told[actor] for actor in against]
