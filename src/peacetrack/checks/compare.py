"""Comparing: what differs between two states, by meaning, each change with the events that bring it.

The two states may be of two days, of two accounts, or of a log as it stands and of one in which more is supposed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.principles import PRINCIPLES
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.reports import OtherReport
from peacetrack.aspects.stages import STAGES
from peacetrack.model.ids import EventId
from peacetrack.model.misuse import require
from peacetrack.questions.asking import Answer
from peacetrack.questions.every import questions_of
from peacetrack.state.notebook import changes_html
from peacetrack.state.timeline import State


@attrs.frozen(kw_only=True)
class Change:
    """
    An answer that differs between two states.

    Attributes:
        what: Which kind of answer: a count, a provision, a condition, a standing, a gate, and so on.
        subject: Of what: "signature of treaty", "13 articles agreed" is of "treaty", "constitution".
        before: What the first state answers, in words; "unknown" where it has nothing on record.
        after: What the second state answers.
        because: The events on which the second answer rests and the first does not.
    """

    what: str
    subject: str
    before: str
    after: str
    because: tuple[EventId, ...] = ()

    def __str__(self) -> str:
        return f"{self.what} {self.subject}: {self.before} → {self.after}"


class Changes(tuple[Change, ...]):
    """What differs between two states; a notebook shows it as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Changes: {len(self)} answers differ>"

    def _repr_html_(self) -> str:
        """Show them in a notebook."""
        return changes_html(self)


#: What can stand before a gate, or decide what counts.
BEARING: Final[tuple[Aspect[Any], ...]] = (CONDITIONS, PRINCIPLES, PROVISIONS, STAGES)


def diff(before: State, after: State) -> Changes:
    """
    List what two states answer differently.

    Args:
        before: Any state.
        after: Another state of the same cast.

    Returns:
        The changes, question by question, those of aspects of one's own last.

    Examples:
        >>> import peacetrack as pt
        >>> timeline = pt.timeline(pt.load("docs/how-to/ferry"))
        >>> for change in pt.diff(timeline.at("2031-03-03"), timeline.at()):
        ...     print(change)
        gate signature of accord: shut: remaining 2 → shut: remaining 2, condition night-ban (south)
        gate signature of accord (the agreed part): open → shut: condition night-ban (south)
        condition night-ban: unknown → rejected
        argument 001-harbour-news#4: unknown → The ban is a matter of domestic law
    """
    require(before, State, "diff")
    require(after, State, "diff")
    return Changes(_changes(before, after))


def _changes(before: State, after: State) -> Iterator[Change]:
    for question in questions_of(after.log.vocabulary):
        for subject in dict.fromkeys((*question.subjects(before), *question.subjects(after))):
            was, now = question.ask(before, subject), question.ask(after, subject)
            if _differ(was, now, question.absent):
                what, of = question.title_of(subject)
                yield Change(
                    what=what,
                    subject=of,
                    before=_in_words(was, now, question.absent),
                    after=_in_words(now, was, question.absent),
                    because=_brought(before, after, question.name, (was, now)),
                )


def _differ(was: Answer | None, now: Answer | None, absent: str) -> bool:
    """Tell whether two answers differ; what is so where nothing is on record does not."""
    if was is not None and now is not None:
        return now.differs_from(was)
    one = was or now
    return one is not None and (one.in_full != absent or one.disputed or not one.certain)


def _in_words(one: Answer | None, other: Answer | None, absent: str) -> str:
    """Word an answer, with its details where these alone differ."""
    if one is None:
        return absent
    return one.in_full if other is not None and str(one) == str(other) else str(one)


def _brought(
    before: State, after: State, status: str, answers: tuple[Answer | None, Answer | None]
) -> tuple[EventId, ...]:
    """Name the events that brought a change: those behind the second answer alone, or what took a reason from the first."""
    old, new = (dict.fromkeys(answer.events if answer else ()) for answer in answers)
    return (
        tuple(name for name in new if name not in old)
        or _bearing(before, after, status)
        or _reported(before, after, {*old, *new})
    )


def _reported(before: State, after: State, names: Collection[str]) -> tuple[EventId, ...]:
    """Name the new reports of what an answer rests or rested on: it was confirmed, denied, corrected or taken back."""
    known = before.timeline.view.beliefs
    reports = (event for event in after.log.events if isinstance(event, OtherReport) and event.of in names)
    return tuple(
        event.id
        for event in reports
        if after.timeline.view.beliefs.is_reported(event)
        and not (event.id in before.log.by_id and known.is_reported(event))
    )


def _bearing(before: State, after: State, what: str) -> tuple[EventId, ...]:
    """Name the new events behind an answer that lost a reason: a demand that was met, a principle that was dropped."""
    if what not in ("gate", "standing"):
        return ()
    first, second = (
        dict.fromkeys(
            event.id
            for aspect in BEARING
            for fact in state[aspect].values()
            for event in (*fact.because, *fact.possible_events)
        )
        for state in (before, after)
    )
    return tuple(name for name in second if name not in first)
