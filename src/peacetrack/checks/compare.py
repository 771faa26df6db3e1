"""Comparing: what differs between two states, by meaning, each change with the events that bring it.

The two states may be of two days, of two accounts, or of a log as it stands and of one in which more is supposed.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any, Final

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.principles import PRINCIPLES
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.aspects.reports import OtherReport
from peacetrack.aspects.stages import STAGES, TALKS
from peacetrack.aspects.tallies import WORDS
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.questions.blockers import blocker_words
from peacetrack.questions.gates import GateState, gates_before
from peacetrack.questions.standing import parties, principles_held, standing
from peacetrack.state.facts import Fact, either
from peacetrack.state.notebook import changes_html
from peacetrack.state.timeline import State

ALWAYS_COUNTED: Final = ("agreed", "remaining")
#: What is told by other answers than the bare facts of an aspect.
TOLD_OTHERWISE: Final = frozenset({PRINCIPLES.name, STAGES.name, TALKS.name})


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

    def _repr_html_(self) -> str:
        """Show them in a notebook."""
        return changes_html(self)


#: What can stand before a gate, or decide what counts.
BEARING: Final[tuple[Aspect[Any], ...]] = (CONDITIONS, PRINCIPLES, PROVISIONS, STAGES)
#: An answer in words, and the events on which it rests.
Told = tuple[str, Iterable[EventId]]
UNKNOWN: Final[Told] = ("unknown", ())


def diff(before: State, after: State) -> Changes:
    """
    List what two states answer differently.

    Args:
        before: Any state.
        after: Another state of the same cast.

    Returns:
        The changes: counts, provisions, stages, what each party lets count, gates, demands, offers, and the subjects
        of aspects of one's own.

    Examples:
        >>> import peacetrack as pt
        >>> timeline = pt.timeline(pt.load("docs/how-to/ferry"))
        >>> for change in pt.diff(timeline.at("2031-03-03"), timeline.at()):
        ...     print(change)
        gate signature of accord: shut: remaining 2 → shut: remaining 2, condition night-ban (south)
        gate signature of accord (the agreed part): open → shut: condition night-ban (south)
        condition night-ban: unknown → rejected
    """
    return Changes(_changes(before, after))


def _changes(before: State, after: State) -> Iterator[Change]:
    words = _counted(before, after)
    first, second = _answers(before, words), _answers(after, words)
    for key in dict.fromkeys((*first, *second)):
        (was, then), (now, because) = first.get(key, UNKNOWN), second.get(key, UNKNOWN)
        if was != now:
            old, told = dict.fromkeys(then), dict.fromkeys(because)
            what, subject = key
            new = (
                tuple(name for name in told if name not in old)
                or _bearing(before, after, what)
                or _reported(before, after, {*old, *told})
            )
            yield Change(what=what, subject=subject, before=was, after=now, because=new)


def _reported(before: State, after: State, names: Collection[str]) -> tuple[EventId, ...]:
    """Name the new reports of what an answer rests or rested on: it was confirmed, denied, corrected or taken back."""
    known = before.timeline.view.beliefs
    told = (event for event in after.log.events if isinstance(event, OtherReport) and event.of in names)
    return tuple(
        event.id
        for event in told
        if after.timeline.view.beliefs.is_told(event)
        and not (event.id in before.log.by_id and known.is_told(event))
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
            for event in (*fact.because, *fact.maybe)
        )
        for state in (before, after)
    )
    return tuple(name for name in second if name not in first)


Answers = dict[tuple[str, str], Told]
Words = Mapping[InstrumentId, tuple[str, ...]]


def _counted(before: State, after: State) -> Words:
    """Choose which statuses of each instrument are worth counting: those that some unit surely has, and the usual two."""
    return {
        name: tuple(
            word
            for word in WORDS
            if word in ALWAYS_COUNTED
            or any(state.count(name, word).numerator.low for state in (before, after))
        )
        for name in before.log.cast.instruments
    }


def _answers(state: State, words: Words) -> Answers:
    """Ask a state all that can be compared."""
    found: Answers = {}
    for name in state.log.cast.instruments:
        found |= dict(_counts(state, name, words[name]))
        for asked in (_stages, _closures, _gates):
            found |= dict(asked(state, name))
    for aspect in state.log.vocabulary.aspects:
        if aspect.name not in TOLD_OTHERWISE:
            found |= dict(_facts(state, aspect))
    return found


Asked = Iterator[tuple[tuple[str, str], Told]]


def _counts(state: State, name: InstrumentId, words: tuple[str, ...]) -> Asked:
    for word in words:
        count = state.count(name, word)
        if count.because:
            torn = " (disputed)" if count.disputed else ""
            yield (f"count of {word.replace('_', ' ')}", name), (f"{count}{torn}", count.because)


def _stages(state: State, name: InstrumentId) -> Asked:
    for what, fact in (("stage", state.stage(name)), ("talks", state.talks(name))):
        yield (what, name), _either(fact)


def _closures(state: State, name: InstrumentId) -> Asked:
    for party in parties(state, name):
        held = principles_held(state, party, name)
        words = " or ".join(
            one.principle.replace("_", " ") if one.principle else "none known" for one in held
        )
        yield ("principle", f"of {party} about {name}"), (words, [one.event.id for one in held if one.event])
        found = standing(state, party, instrument=name)
        yield ("standing", f"of {party} about {name}"), (str(found), found.because)


def _gates(state: State, name: InstrumentId) -> Asked:
    for found in gates_before(state, name):
        part = "" if found.text == "whole" else " (the agreed part)"
        yield ("gate", f"{found.gate}{part}"), _gate(found)


def _gate(found: GateState) -> Told:
    blockers = (*found.blockers, *found.may_block)
    words = ", ".join(
        dict.fromkeys(
            f"{'' if blocker.certain and blocker in found.blockers else 'perhaps '}{blocker_words(blocker)}"
            for blocker in blockers
        )
    )
    opening = "passed" if found.passed else found.opening
    return f"{opening}{f': {words}' if words else ''}", [name for b in blockers for name in b.because]


def _facts(state: State, aspect: Aspect[Any]) -> Asked:
    told: Mapping[str, Fact[Any]] = state[aspect]
    for subject, fact in told.items():
        if aspect != PROVISIONS or not fact.possible >= LIVE:
            yield (aspect.singular, subject), _either(fact)


def _either(fact: Fact[Any]) -> Told:
    words = either(fact.possible)
    torn = " (disputed)" if fact.disputed else ""
    return f"{words}{torn}", [event.id for event in (*fact.because, *fact.maybe)]
