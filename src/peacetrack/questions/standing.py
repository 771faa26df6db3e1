"""Standing: what each party's own principle of closure makes of the same facts.

Settled is not binding: binding is the stage `in_force`. Under `single_undertaking` the units are settled all or none,
over every live provision; under the other principles the agreed ones are settled, and partly agreed ones are not.
Without a known principle the answer runs from none to the number agreed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any, Final, assert_never

import attrs

from peacetrack.aspects.assertions import StandingAsserted
from peacetrack.aspects.lifecycle import Event, Question
from peacetrack.aspects.principles import PRINCIPLES, ClosureRule, Principle, subject
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import NEGOTIATING
from peacetrack.model.ids import ActorId, EventId, InstrumentId, ProvisionId
from peacetrack.model.misuse import require
from peacetrack.questions.asking import Answer, joined, of_events, of_party, parted, the_instrument, voices
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, all_of, judged, within
from peacetrack.questions.numbers import (
    denominator_differs,
    is_known,
    number_differs,
    out_of,
    pair,
    stating,
    texts_counted,
    uncounted,
)
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import plural
from peacetrack.worlds.populations import units_of


@attrs.frozen
class Held:
    """
    A principle that a party may hold.

    Attributes:
        principle: Which one; None when none is known to be held.
        event: The event that tells so.
        exempt: Provisions to which it does not apply.
    """

    principle: Principle | None
    event: Event | None = None
    exempt: tuple[ProvisionId, ...] = ()

    @property
    def is_inferred(self) -> bool:
        """Tell whether nobody stated it in so many words."""
        return self.event is not None and self.event.inferred


@attrs.frozen(kw_only=True, repr=False)
class Standing:
    """
    How many units count as agreed by a party's own principle.

    Attributes:
        settled: How many.
        of: How many there are.
        unit: What is counted.
        party: Whose principle is applied.
        held: The principles that the party may hold; more than one when it may have changed by then.
        disputed: The words that were believed disagree.
        because: The events on which it rests.
    """

    party: ActorId
    settled: Bounds
    of: Bounds
    unit: str
    held: tuple[Held, ...]
    disputed: bool = False
    because: tuple[EventId, ...] = ()

    def __repr__(self) -> str:
        return f"<Standing: {self}>"

    def __str__(self) -> str:
        if not self.unit:
            return f"nothing is counted for {self.party}"
        of = f"of {self.of}" if self.of.high is not None else "of an unknown number of"
        return f"{self.settled} {of} {plural(self.unit)} settled for {self.party}"


def principles_held(state: State, party: str, instrument: str) -> tuple[Held, ...]:
    """Give the principle that a party holds about an instrument, and those it may hold by then."""
    fact = state[PRINCIPLES].get(subject(party, instrument))
    if fact is None:
        return (Held(None),)
    last = (course[-1] if course else None for course in fact.courses)
    return tuple(dict.fromkeys(_held(event) for event in (*last, *fact.widening)))


def _held(event: Event | None) -> Held:
    if isinstance(event, ClosureRule):
        return Held(event.principle, event, event.exempt)
    return Held(None, event)


def parties(state: State, name: InstrumentId) -> tuple[ActorId, ...]:
    """Name the negotiating parties, and whoever else holds a principle about an instrument."""
    return tuple(
        actor.id
        for actor in state.log.cast.actors.values()
        if actor.role == NEGOTIATING or any(one.event for one in principles_held(state, actor.id, name))
    )


def standing(state: State, party: str, *, instrument: str = "") -> Standing:
    """
    Count what a party's own principle of closure lets count as agreed.

    Args:
        state: Any state.
        party: Whose principle.
        instrument: Of which text; the only one when the cast has one.

    Raises:
        ValueError: The cast has several instruments and none is named, or it does not have this party.
    """
    require(state, State, "standing")
    text = the_instrument(state, instrument)
    if party not in state.log.cast.actors:
        known = ", ".join(sorted(state.log.cast.actors))
        raise ValueError(f"'{party}' is no actor of this negotiation; there are {known}")
    held = principles_held(state, party, text)
    agreed = state.count(text, Status.AGREED)
    settled = [_settled(state, text, one) for one in held]
    bounds = settled[0]
    for other in settled[1:]:
        bounds = bounds.span(other)
    if state.census.is_reopened(units_of(text, state.log.cast)):
        bounds = Bounds(0, bounds.high)  # nobody said what of the text was reopened: any of it may be
    stated_by = tuple(one.event.id for one in held if one.event)
    return Standing(
        party=ActorId(party),
        settled=bounds,
        of=agreed.denominator,
        unit=agreed.unit,
        held=held,
        disputed=agreed.disputed,
        because=(*stated_by, *agreed.because),
    )


def _settled(state: State, instrument: InstrumentId, held: Held) -> Bounds:
    agreed = state.count(instrument, Status.AGREED).numerator
    match held.principle:
        case None:
            return Bounds(0, agreed.high)
        case Principle.SINGLE_UNDERTAKING:
            return _all_or_none(state, instrument, held)
        case Principle.EARLY_HARVEST | Principle.INTERIM_AGREEMENT | Principle.PARTIAL_AGREEMENTS:
            return agreed
        case _:
            assert_never(held.principle)


def _all_or_none(state: State, instrument: InstrumentId, held: Held) -> Bounds:
    """Settle the package as a whole, and what is exempt from it by itself."""
    exempt = _units_among(held.exempt, state, instrument)
    possible = [state.possible(name) for name in exempt]
    alone = Bounds(
        sum(one == {Status.AGREED} for one in possible), sum(Status.AGREED in one for one in possible)
    )
    package = state.census.live(units_of(instrument, state.log.cast), excluding=exempt)
    left = remaining(state, instrument, exempt=held.exempt)
    if left.low > 0:
        return alone
    return package.plus(alone) if left.high == 0 else Bounds(0, package.high).plus(alone)


def remaining(state: State, instrument: InstrumentId, *, exempt: tuple[ProvisionId, ...] = ()) -> Bounds:
    """
    Count what is live and not agreed: units, and other provisions as far as anything was stated of them.

    What is a part of one of these is not counted beside it. Where the text was reopened and nobody said what of it, all of
    it may remain.

    Args:
        state: Any state.
        instrument: Of which text.
        exempt: Provisions that are left out.
    """
    population, facts = units_of(instrument, state.log.cast), state[PROVISIONS]
    exempt_units = _units_among(exempt, state, instrument)
    others = other_provisions(state, instrument, exempt=exempt)
    every = state.census.number(population, "remaining", including=others, excluding=exempt_units)
    # One of which something may have been stated by then, and may not, need not be counted at all.
    on_record = tuple(name for name in others if facts[name].because)
    surely = (
        every
        if on_record == others
        else state.census.number(population, "remaining", including=on_record, excluding=exempt_units)
    )
    if state.census.is_reopened(population):
        return Bounds(
            surely.low, state.census.live(population, including=others, excluding=exempt_units).high
        )
    return Bounds(surely.low, every.high)


def _units_among(
    names: tuple[ProvisionId, ...], state: State, instrument: InstrumentId
) -> tuple[ProvisionId, ...]:
    """Give the units of an instrument among some provisions, and those below them."""
    cast = state.log.cast
    found = dict.fromkeys(unit for name in names for unit in cast.over_units.get(name, (name,)))
    return tuple(name for name in found if cast.units.get(name) == instrument)


def other_provisions(
    state: State, instrument: InstrumentId, *, exempt: tuple[ProvisionId, ...] = ()
) -> tuple[ProvisionId, ...]:
    """List the provisions of which something was stated and that are no units, nor parts of anything, nor made of units."""
    facts, cast = state[PROVISIONS], state.log.cast
    return tuple(
        name
        for name, node in cast.instruments[instrument].provisions.items()
        if name not in cast.units
        and name not in cast.over_units
        and (node.parent is None or node.parent in cast.over_units)
        and name not in exempt
        and (facts[name].because or facts[name].possible_events)
    )


def _subjects(state: State) -> Iterator[str]:
    for name in texts_counted(state):
        yield from (joined(party, name) for party in parties(state, InstrumentId(name)))


def _ask(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    found = standing(state, party, instrument=name)
    if not found.because or not (found.disputed or is_known(found.settled, found.of)):
        return None
    given = of_events(state, str(found), found.because, disputed=found.disputed)
    rule = voices(state, [one.event for one in found.held if one.event], each=True)
    stated = stating(state, state.count(name), "agreed")
    value = given.valued(settled=pair(found.settled), of=pair(found.of))
    return attrs.evolve(value, voiced=tuple(dict.fromkeys((*rule, *stated))))


def _days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    party, name, *_ = *parted(what), ""
    principle: Any = days.of(PRINCIPLES, subject(party, name))
    return sorted({*principle, *days.counted(InstrumentId(name))})


def _titled(what: str) -> tuple[str, str]:
    party, name, *_ = *parted(what), ""
    return "standing", f"of {party} about {name}"


def _holds(says: StandingAsserted, state: State) -> Judgement:
    found = standing(state, says.party, instrument=says.instrument)
    if not found.unit:
        return uncounted(says.instrument)
    parts = [within(found.settled, says.settled)]
    if says.of is not None:
        parts.append(within(found.of, says.of))
    return judged(all_of(parts), str(found), names=found.because, disputed=found.disputed)


def _said(says: StandingAsserted, cast: Cast) -> str:
    unit = plural(cast.instruments[says.instrument].unit)
    return f"{says.settled}{out_of(says.of)} {unit} settled for {says.party}"


def _difference(says: StandingAsserted, state: State) -> Iterator[str]:
    found = standing(state, says.party, instrument=says.instrument)
    if found.unit:
        yield from number_differs("settled", found.settled, says.settled)
        yield from denominator_differs(found.of, says.of)


STANDING: Final = Question(
    name="standing",
    subjects=_subjects,
    ask=_ask,
    named=of_party,
    titled=_titled,
    changes=_days,
    asked=StandingAsserted,
    holds=_holds,
    said=_said,
    difference=_difference,
)
