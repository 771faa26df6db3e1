"""Status histories: which events one subject has had, by each account, and its statuses after each of them.

The law: a subject has a base history of what rests on the sources alone. From the first event on whose content is somebody's
word, that actor has a history of its own, which begins with all that was in the base by then. An account chooses among
them; it never changes one.

Examples:
    Armenia alone says that a demand was met, so that there are two histories of it:

    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.state.timeline import timeline
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: condition_rejected, date: 2024-06-02, by: armenia, condition: law}
    ... - {event: condition_met, date: 2024-06-03, by: armenia, condition: law}
    ... ''').log
    >>> history = timeline(log).replayed.histories_of(CONDITIONS)["law"]
    >>> history.positions.tolist(), [sorted(map(str, statuses)) for statuses in history.possible]
    ([0, 1], [['raised'], ['raised'], ['rejected']])
    >>> own = history.by_speaker["armenia"]
    >>> own.since, own.positions.tolist(), sorted(map(str, own.possible[-1]))
    (2, [0, 1, 2], ['met'])
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any, Final

from peacetrack.aspects.lifecycle import Aspect, Earlier, Event
from peacetrack.beliefs.accounts import COMMON_GROUND, Account, Denial, speakers_of
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId

Statuses = frozenset[StrEnum]


class StatusSets:
    """
    The sets of statuses that the subjects of an aspect have had, each under a small number.

    There are few of them, however many events there are, so that a history needs only a number for each event.
    """

    __slots__ = ("_numbers", "of")

    def __init__(self, start: Statuses) -> None:
        self.of: list[Statuses] = [start]
        self._numbers = {start: START}

    def number(self, statuses: Statuses) -> int:
        """Give the number of a set of statuses."""
        known = self._numbers.get(statuses)
        if known is None:
            known = self._numbers[statuses] = len(self.of)
            self.of.append(statuses)
        return known


#: The number of the statuses that a subject may have before any event is about it.
START: Final = 0


class History:
    """
    The status history of one subject, by one account: the positions of its events, and the number of its statuses after each.

    Two arrays answer any day with one search, and cost eight bytes an event.

    Attributes:
        origin: The event that began it.
        speaker: The actor whose own it is; None for the base history.
        sets: The sets of statuses to which its numbers point.
        since: From which position of the order on it is an actor's own; 0 for the base history.
        positions: Where its events stand in the order of replay.
        numbers: The number of its statuses at first, and after each event.
        by_speaker: Of a base history, those of actors; None as long as it is alone.
        denials: What was denied of it, each from its position on.
        recalled: Its events at which some rule looks later, behind the one that began it; none as long as there are none.
    """

    __slots__ = (
        "by_speaker", "denials", "numbers", "origin", "positions", "recalled", "sets", "since", "speaker",
    )  # fmt: skip

    def __init__(self, origin: Event, sets: StatusSets, *, since: int = 0, first: int = START) -> None:
        self.origin = origin
        self.speaker: ActorId | None = None
        self.sets = sets
        self.since = since
        self.positions = array("I")
        self.numbers = array("I", (first,))
        self.by_speaker: dict[ActorId, History] | None = None
        self.denials: list[tuple[int, Denial]] = []
        self.recalled: Sequence[Event] = ()

    def begun_by(self, since: int, speaker: ActorId) -> History:
        """Begin the history of one actor, at a position of the order, with all that rests on the sources so far."""
        own = History(self.origin, self.sets, since=since)
        own.speaker = speaker
        own.positions, own.numbers = self.positions[:], self.numbers[:]
        own.recalled = Earlier(self.recalled) if self.recalled else ()
        return own

    def add(self, position: int, number: int) -> None:
        """Add an event, and the number of the statuses to which it leads."""
        self.positions.append(position)
        self.numbers.append(number)

    def recall(self, event: Event) -> None:
        """Keep an event at hand: what happens later may depend on it."""
        if isinstance(self.recalled, Earlier):
            self.recalled.append(event)
        else:
            # Rules look at the event that began the history, too.
            self.recalled = Earlier((event,) if event is self.origin else (self.origin, event))

    def until(self, position: int) -> int:
        """Tell how many of its events stand before a position of the order."""
        return bisect_left(self.positions, position)

    def after(self, number: int) -> Statuses:
        """Give the statuses that are possible after so many of its events."""
        return self.sets.of[self.numbers[number]]

    @property
    def possible(self) -> list[Statuses]:
        """List the statuses that were possible at first, and after each event."""
        return [self.sets.of[number] for number in self.numbers]

    @property
    def every(self) -> tuple[History, ...]:
        """Give the base history and those of actors."""
        return (self, *(self.by_speaker or {}).values())


def speaking_histories(
    aspect: Aspect[Any],
    history: History,
    account: Account,
    cast: Cast,
    may_have_happened: Callable[[int], bool],
) -> list[History]:
    """
    Choose the histories of a subject that an account believes, at least one.

    Args:
        aspect: Of which aspect.
        history: The base history, with those of actors.
        account: Whose word is believed.
        cast: The cast of the log.
        may_have_happened: Tells it of the event at a position of the order: who speaks later is not among the speakers.
    """
    own = history.by_speaker
    if own is None:
        return [history]
    if account.speaker is not None:
        return [own.get(account.speaker, history)]
    # Who only denied something has a history without it, and no word of its own.
    shared = frozenset(history.positions) if history.denials else frozenset[int]()
    speaking = [
        actor
        for actor, each in own.items()
        if actor != COMMON_GROUND
        and any(
            may_have_happened(position)
            for position in (each.positions if history.denials else (each.since,))
            if position not in shared
        )
    ]
    speakers = (*speaking, *aspect.concerned(history.origin, frozenset(speaking), cast)) if speaking else ()
    return [own.get(actor, history) for actor in dict.fromkeys(speakers) if account.believes(actor)] or [
        history
    ]


def believed_histories(
    aspect: Aspect[Any],
    history: History,
    account: Account,
    cast: Cast,
    may_have_happened: Callable[[int], bool],
) -> tuple[list[History], list[History]]:
    """
    Choose the histories of a subject that an account believes, and those of actors who deny what others say.

    Args:
        aspect: Of which aspect.
        history: The base history, with those of actors.
        account: Whose word is believed.
        cast: The cast of the log.
        may_have_happened: Tells it of the event at a position of the order: who speaks later is not among the speakers.
    """
    own = history.by_speaker
    if own is None:
        return [history], []
    if account.speaker is not None:
        return [own.get(account.speaker, history)], []
    speaking = [
        actor for actor, each in own.items() if actor != COMMON_GROUND and may_have_happened(each.since)
    ]
    denials = [denial for position, denial in history.denials if may_have_happened(position)]
    others = frozenset(speaking).difference(*(denying for _, denying in denials))
    speakers = (*speaking, *aspect.concerned(history.origin, others, cast)) if others else speaking
    believed, against = speakers_of(account, speakers, denials)
    return [own.get(actor, history) for actor in believed] or [history], [own[actor] for actor in against]
