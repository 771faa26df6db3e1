"""Judgements: what a state makes of an assertion, and how the truth of its parts is joined.

The law: what holds in every world is true, what holds in none is false, and all else cannot be told. All parts of an
assertion must hold, so one that is false refutes it whatever the others are.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import Quantity
from peacetrack.log.claim import Verdict
from peacetrack.model.ids import EventId
from peacetrack.state.facts import Fact
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds


@attrs.frozen(kw_only=True)
class Judgement:
    """
    What a state makes of an assertion.

    Attributes:
        verdict: supported if every world bears it out, refuted if none does.
        replayed: What the state says of the same thing, in words.
        because: The events on which that rests.
        disputed: The believed words contradict each other about it.
    """

    verdict: Verdict
    replayed: str
    because: tuple[EventId, ...] = ()
    disputed: bool = False

    @property
    def truth(self) -> Truth:
        """Tell whether it is so, is not, or cannot be told."""
        return {Verdict.SUPPORTED: True, Verdict.REFUTED: False, Verdict.NOT_ENOUGH_INFO: None}[self.verdict]

    def also(self, parts: Iterable[tuple[Truth, str]]) -> Judgement:
        """Join it with further parts of the same assertion, each with what the state says of it."""
        truths, texts = zip((self.truth, self.replayed), *parts, strict=True)
        found = judged(all_of(truths), ", ".join(texts), names=self.because)
        return attrs.evolve(found, disputed=self.disputed)


Truth = bool | None


def judged(
    truth: Truth,
    replayed: str,
    events: Iterable[Event] = (),
    *,
    names: Iterable[EventId] = (),
    disputed: bool = False,
) -> Judgement:
    """Word the truth of an assertion as a verdict; it is disputed where it holds in one branch of what is believed only."""
    verdict = {True: Verdict.SUPPORTED, False: Verdict.REFUTED, None: Verdict.NOT_ENOUGH_INFO}[truth]
    because = dict.fromkeys(names)
    because.update((event.id, None) for event in events)
    return Judgement(
        verdict=verdict,
        replayed=replayed,
        because=tuple(because),
        disputed=disputed and truth is None,
    )


def all_of(parts: Iterable[Truth]) -> Truth:
    """Join the parts of an assertion: all must hold, and one that fails refutes it."""
    truths = list(parts)
    return False if False in truths else None if None in truths else True


def among(possible: frozenset[Any], asserted: Iterable[Any]) -> Truth:
    """Compare the statuses that something may have with those that are asserted of it."""
    wanted = frozenset(asserted)
    return True if possible <= wanted else None if possible & wanted else False


def of_begun(name: str, fact: Fact[Any], asserted: Iterable[Any]) -> tuple[Truth, str]:
    """
    Compare the statuses of what begins with an event, such as a demand, with those that are asserted of it.

    Where that event only may have happened, there may be nothing that has a status, and nothing bears it out.

    Returns:
        Whether it is so, and what the state says of it.
    """
    truth, perhaps = among(fact.possible, asserted), "" if fact.because else "perhaps "
    text = f"'{name}' is {perhaps}{fact.in_words}"
    return (truth if fact.because or truth is False else None), text


def within(bounds: Bounds, asserted: Quantity | int) -> Truth:
    """Compare what is known of a number with what is asserted of it; a rough number bounds nothing and tells nothing."""
    low, high = (asserted, asserted) if isinstance(asserted, int) else (asserted.low, asserted.high)
    if low is None and high is None:
        return None
    wanted = Bounds(low or 0, high)
    return True if bounds.within(wanted) else False if bounds.meet(wanted) is None else None


def of_status(what: str, fact: Fact[Any], asserted: tuple[StrEnum, ...]) -> Judgement:
    """Judge that something has one of some statuses."""
    truth = among(fact.possible, asserted)
    return judged(
        truth,
        f"{what} is {fact.in_words}",
        (*fact.because, *fact.possible_events),
        disputed=fact.disputed,
    )


def is_denied(event: Event, state: State) -> bool:
    """Tell whether one of several words that an account believes denies an event that the others hear."""
    against = state.timeline.view.beliefs.denied.get(event.id, frozenset())
    return state.account.speaker is None and any(state.account.believes(actor) for actor in against)


def is_believed(event: Event, state: State) -> bool:
    """Tell whether the content of an event is believed in a state's account."""
    beliefs, account = state.timeline.view.beliefs, state.account
    carriers, against = beliefs.carriers(event), beliefs.denied.get(event.id, frozenset())
    if account.common:
        return not carriers and not against
    if account.speaker is not None and account.speaker in against:
        return False
    return not carriers or any(account.believes(actor) for actor in carriers)
