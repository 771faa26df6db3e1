"""Stories: what was told of one subject, in each word, and which of them an account believes.

A subject has a base story of what rests on the sources alone, and from the first event on that is somebody's word, a
story of its own for that actor.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from peacetrack.accounts import COMMON_GROUND, Account, Denial, words_of
from peacetrack.cast import Cast
from peacetrack.ids import ActorId
from peacetrack.lifecycle import Aspect, Event

Statuses = frozenset[StrEnum]


class Story:
    """
    What was told of one subject, in one word: at which places of the order, and the statuses possible after each.

    Two short lists answer any day with one search, and cost a few bytes an event.
    """

    __slots__ = ("denials", "origin", "places", "possible", "since", "words")

    def __init__(self, origin: Event, start: Statuses, *, since: int = 0) -> None:
        self.origin = origin
        self.since = since
        self.places: list[int] = []
        self.possible: list[Statuses] = [start]
        self.words: dict[ActorId, Story] | None = None
        self.denials: tuple[tuple[int, Denial], ...] = ()

    def fork(self, since: int) -> Story:
        """Begin one actor's own story, at a place of the order, with all that rests on the sources so far."""
        own = Story(self.origin, self.possible[0], since=since)
        own.places, own.possible = self.places[:], self.possible[:]
        return own

    def add(self, place: int, possible: Statuses) -> None:
        """Tell one more event."""
        self.places.append(place)
        self.possible.append(possible)

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
    told = story.words or {}
    if account.word is not None:
        return [told.get(account.word, story)], []
    speaking = [word for word, lane in told.items() if word != COMMON_GROUND and is_told(lane.since)]
    denials = [denial for place, denial in story.denials if is_told(place)]
    others = frozenset(speaking).difference(*(denying for _, denying in denials))
    heard = (*speaking, *aspect.heard(story.origin, others, cast)) if others else speaking
    words, against = words_of(account, heard, denials)
    return [told.get(actor, story) for actor in words] or [story], [told[actor] for actor in against]
