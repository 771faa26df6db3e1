"""Requirements: demands of the text or of the parties that the record itself can show to be met.

The law: a demand that requires something of the record is met as long as the record shows all of it, on the demand's own text
and by its own party and body, whatever anybody says of the demand; it may be met where what is required may have happened.
Steps count from the day on which the demand was set; consents, signatures, provisions and conditions are states, and count
whenever they came about. What is known of such a demand says so itself, and what met it is among its evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, Final, Protocol

import attrs

from peacetrack.aspects.conditions import (
    LIVE,
    BodyStep,
    Requirement,
    Status,
    deciding,
    requirement,
    texts_of,
)
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.provisions import PROVISIONS
from peacetrack.aspects.provisions import Status as ProvisionStatus
from peacetrack.aspects.stages import AFTER_SIGNATURE, STAGES, Stage, acts, decisions, is_consent
from peacetrack.model.cast import Cast
from peacetrack.model.dates import Order
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.state.facts import Fact

#: Met, not met, or met in some of the readings of what may have happened.
Met = bool | None
#: Of more events that may have happened not each combination is tried, but each of them alone, and all of them.
MOST_POSSIBLE: Final = 6


class Asked(Protocol):
    """What had happened by a day, of which facts are asked."""

    @property
    def cast(self) -> Cast:
        """Give the cast of the log."""

    def origin_of(self, condition: str) -> Event | None:
        """Give the event that set a demand; None while it is not known."""

    def facts(self, aspect: Aspect[Any]) -> Mapping[str, Fact[Any] | None]:
        """Give what is known of each subject of an aspect."""

    def said_of(self, condition: str) -> Fact[Status] | None:
        """Give what is known of a demand by its own events alone."""

    def put_in_order(self, events: Iterable[Event]) -> tuple[Event, ...]:
        """Give events in the order of replay, each once."""


def as_required(fact: Fact[Status], origin: Event, asked: Asked) -> Fact[Status]:
    """
    Give what is known of a demand, with what the record itself shows of its being met.

    Args:
        fact: What its own events say of it.
        origin: The event that set it.
        asked: What else had happened by then.
    """
    needs = requirement(origin)
    met = needs is not None and _Requiring(origin, asked, (origin.id,)).is_met(needs)
    if needs is None or met is False or not fact.possible & LIVE:
        return fact
    # A demand that its owner has dropped stays dropped: only where it may still stand is it met.
    settled = fact.possible - LIVE if met else fact.possible
    shown = tuple(_shown(needs, origin, asked)) if met else ()
    because = asked.put_in_order((*fact.because, *shown))
    return attrs.evolve(fact, possible=settled | {Status.MET}, because=because)


def _shown(needs: Requirement, origin: Event, asked: Asked) -> Iterator[Event]:
    """List the events that show a requirement met: decisions, consents and signatures, agreements, and other demands."""
    stages, texts = asked.facts(STAGES), texts_of(origin, asked.cast)
    if needs.signed is not None and needs.signed.instrument:
        texts = (*texts, needs.signed.instrument)
    for name in texts:
        fact = stages.get(name)
        events = fact.because if fact else ()
        bodies = {step.body for step in needs.steps}
        yield from (event for event in decisions(events).values() if event.body in bodies)
        if needs.consents is not None or needs.signed is not None:
            yield from (event for event in events if is_consent(event))
    agreed = (asked.facts(PROVISIONS).get(name) for name in needs.provisions)
    for found in (*agreed, *map(asked.said_of, needs.conditions)):
        yield from found.because[-1:] if found else ()
    for part in (*needs.alternatives, *needs.every):
        yield from _shown(part, origin, asked)


@attrs.frozen
class _Requiring:
    """A demand that requires something, and the demands that wait for it."""

    origin: Event
    asked: Asked
    waiting: tuple[EventId, ...]

    def is_met(self, needs: Requirement | None) -> Met:
        """Tell whether the record shows a requirement met; None where it depends on what may have happened."""
        if needs is None or needs.after or needs == Requirement():
            return False
        parts: list[Met] = []
        if needs.steps or needs.consents is not None:
            parts += [self._on(name, needs) for name in texts_of(self.origin, self.asked.cast)]
            if not self._names_texts:
                parts = [any_of(parts)]
        parts += self._signed(needs)
        parts += [
            _has(self.asked.facts(PROVISIONS).get(name), ProvisionStatus.AGREED) for name in needs.provisions
        ]
        parts += [self._other(name) for name in needs.conditions]
        if needs.alternatives:
            parts.append(any_of([self.is_met(one) for one in needs.alternatives]))
        return all_of([*parts, *(self.is_met(one) for one in needs.every)])

    @property
    def _names_texts(self) -> bool:
        return bool(getattr(self.origin, "gate", ()) or getattr(self.origin, "instrument", None))

    def _on(self, name: InstrumentId, needs: Requirement) -> Met:
        """Tell whether the approvals and consents that hold of one text are those required, in each reading of its events."""
        fact = self.asked.facts(STAGES).get(name)
        courses, possible = (fact.courses, fact.widening) if fact else (((),), ())
        every = (reading for course in courses for reading in readings(course, possible))
        found = {self._meets(reading, name, needs) for reading in every}
        return found.pop() if len(found) == 1 else None

    def _meets(self, events: tuple[Event, ...], name: InstrumentId, needs: Requirement) -> Met:
        held = decisions(events)
        parts = [self._approved(step, held) for step in needs.steps]
        if needs.consents is not None:
            parts.append(self._consented(events, name, needs))
        return all_of(parts)

    def _approved(self, step: BodyStep, held: Mapping[Any, Any]) -> Met:
        """Tell whether a body has approved since the day on which the demand was set."""
        parties = (step.party,) if step.party else deciding(self.origin, self.asked.cast)
        return any_of(
            [
                self._is_since(event)
                for (party, body), event in held.items()
                if body == step.body and event.outcome == "approved" and (not parties or party in parties)
            ]
        )

    def _is_since(self, event: Event) -> bool:
        if event.date is None or self.origin.date is None:
            return True
        return event.date.compare(self.origin.date) is not Order.BEFORE

    def _consented(self, events: tuple[Event, ...], name: InstrumentId, needs: Requirement) -> bool:
        """Tell whether enough consent; those without names are counted as far as they cannot be others."""
        found = acts(events, self.asked.cast, name) if events else None
        parties = found.parties if found else frozenset(self.asked.cast.parties_of(name))
        left_out = frozenset(needs.not_counting)
        allowed = frozenset(needs.of) - left_out
        named = found.consenting - left_out if found else frozenset()
        counted = len(named & allowed if needs.of else named)
        stated = (found.number if found else 0) - len(left_out - (found.consenting if found else left_out))
        stated -= len(left_out & found.consenting) if found else 0
        if needs.of:
            base = len(allowed)
            others = (found.out_of or len(parties) if found else 0) - len(left_out) - base
            stated -= max(0, others)
        else:
            whole = (found.out_of if found else None) or len(parties)
            base = whole - len(left_out if found and found.out_of else left_out & parties)
        return bool(needs.consents and needs.consents.is_met(max(counted, stated), base))

    def _signed(self, needs: Requirement) -> list[Met]:
        if needs.signed is None:
            return []
        own = texts_of(self.origin, self.asked.cast)
        names = (needs.signed.instrument,) if needs.signed.instrument else own
        found = [self._reached(name) for name in names]
        return found if needs.signed.instrument or self._names_texts else [any_of(found)]

    def _reached(self, name: InstrumentId) -> Met:
        fact = self.asked.facts(STAGES).get(name)
        reached = fact.possible if fact else frozenset({Stage.NEGOTIATING})
        return True if reached <= AFTER_SIGNATURE else None if reached & AFTER_SIGNATURE else False

    def _other(self, name: str) -> Met:
        """Tell whether another demand is met; of demands that wait for each other none is met by that."""
        origin, fact = self.asked.origin_of(name), self.asked.said_of(name)
        if EventId(name) in self.waiting or origin is None or fact is None:
            return False
        shown = _Requiring(origin, self.asked, (*self.waiting, origin.id)).is_met(requirement(origin))
        return any_of([_has(fact, Status.MET), shown and bool(fact.possible & LIVE)])


def _has(fact: Fact[Any] | None, status: Any) -> Met:
    """Tell whether a subject has a status."""
    if fact is None or not (fact.because or fact.possible_events) or status not in fact.possible:
        return False
    return True if fact.possible == {status} else None


def readings(certain: tuple[Event, ...], possible: tuple[Event, ...]) -> Iterator[tuple[Event, ...]]:
    """List what can have happened of one text: with each of the events that may have, and without."""
    if len(possible) <= MOST_POSSIBLE:
        for number in range(len(possible) + 1):
            yield from ((*certain, *some) for some in combinations(possible, number))
        return
    yield from (certain, (*certain, *possible), *((*certain, one) for one in possible))


def all_of(parts: list[Met]) -> Met:
    """Tell whether all are so."""
    return False if False in parts else None if None in parts else True


def any_of(parts: list[Met]) -> Met:
    """Tell whether one is so."""
    return True if True in parts else None if None in parts else False
