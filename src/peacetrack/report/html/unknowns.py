"""What is not known on a day: nothing is filled in, so what nobody said is named as such."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from peacetrack.aspects.conditions import CONDITIONS, Gate
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import LIVE, PROVISIONS
from peacetrack.aspects.tallies import REMAINING
from peacetrack.model.ids import EventId, InstrumentId
from peacetrack.questions.beyond import provisions_shown, texts_shown
from peacetrack.questions.demands import addressees_of, gates_of
from peacetrack.questions.gates import asked_steps, gate_state
from peacetrack.questions.standing import parties, principles_held
from peacetrack.report.html.exchanges import demand_text, offer_text
from peacetrack.report.html.wording import Name, Sentence, actor_name, plain
from peacetrack.state.facts import either
from peacetrack.state.timeline import State
from peacetrack.worlds.census import counted, plural


@attrs.frozen
class Unknown:
    """
    Something that the record leaves open.

    Attributes:
        text: What is not known.
        because: The events that leave it open, where there are any.
    """

    text: Sentence
    because: tuple[EventId, ...] = ()


def unknowns(state: State) -> Iterator[Unknown]:
    """List what is not known at the end of a day."""
    for name in texts_shown(state):
        yield from _numbers(state, name)
        yield from _provisions(state, name)
        yield from _of_instrument(state, name)
    yield from _demands(state)
    for offer, fact in state[PROPOSALS].items():
        if fact.status is None:
            yield Unknown(
                ("The offer (", Name(offer_text(state, offer)), f") is {either(fact.possible)}."),
                _ids(fact.possible_events),
            )
    if state.possible_events:
        yield Unknown((_perhaps(len(state.possible_events)),), _ids(state.possible_events))


def _ids(events: tuple[Event, ...]) -> tuple[EventId, ...]:
    return tuple(event.id for event in events)


def _perhaps(number: int) -> str:
    number_of_events = "1 event" if number == 1 else f"{number} events"
    return f"{number_of_events} may have happened by this day, and may not: the answers allow for both."


def _title(state: State, name: InstrumentId) -> Name:
    return Name(state.log.cast.instruments[name].title or name)


def _numbers(state: State, name: InstrumentId) -> Iterator[Unknown]:
    """Say what is not known of the numbers: how many units there are, how many are agreed, and which."""
    agreed, unnamed, title = state.count(name), state.unnamed(name), _title(state, name)
    unit = state.log.cast.instruments[name].unit
    if not unit:
        return
    if agreed.denominator.high is None:
        yield Unknown((f"How many {plural(unit)} ", title, " has: nobody said."), agreed.because)
    elif agreed.numerator.low != agreed.numerator.high:
        text = f" are agreed: {agreed.numerator} of {agreed.denominator}."
        yield Unknown((f"How many {plural(unit)} of ", title, text), agreed.because)
    if unnamed.low:
        text = f"{unnamed} {counted(unnamed, unit)} of "
        yield Unknown(
            (text, title, " nobody has named, so which ones are agreed is not known."), agreed.because
        )
    for status in ("agreed", REMAINING):
        count = state.count(name, status)
        if count.disputed:
            yield Unknown(
                (f"How many {plural(unit)} of ", title, f" are {status}: the words disagree."), count.because
            )


def _provisions(state: State, name: InstrumentId) -> Iterator[Unknown]:
    """Name the provisions of which several statuses are possible."""
    cast = state.log.cast
    for node in provisions_shown(state, name):
        fact = state[PROVISIONS][node]
        if fact.status is None:
            events = (*fact.because, *fact.possible_events)
            title = Name(cast.provision(node).title or node)
            if fact.possible >= LIVE and not events:
                yield Unknown((title, ": nothing has been said of it."))
            else:
                torn = ": the words disagree" if fact.disputed else ""
                yield Unknown((title, f" is {either(fact.possible)}{torn}."), _ids(events))


def _of_instrument(state: State, name: InstrumentId) -> Iterator[Unknown]:
    """Say which stage, principles and gates of an instrument are not known."""
    title, stage = _title(state, name), state.stage(name)
    if stage.status is None:
        yield Unknown(("The stage of ", title, f" is {either(stage.possible)}."), _ids(stage.possible_events))
    for party in parties(state, name):
        held = principles_held(state, party, name)
        who = Name(actor_name(party, state.log.cast))
        events = tuple(one.event.id for one in held if one.event)
        if held[-1].principle is None and len(held) == 1:
            yield Unknown(
                ("When agreed text of ", title, " counts for ", who, ": no principle is known."), events
            )
        elif len(held) > 1:
            yield Unknown(
                ("When agreed text of ", title, " counts for ", who, ": it may have changed its principle."),
                events,
            )
    for step in asked_steps(state, name):
        found = gate_state(state, Gate(step, name))
        if found.opening == "undetermined":
            because = tuple(
                dict.fromkeys(one for b in (*found.blockers, *found.may_block) for one in b.because)
            )
            yield Unknown((f"Whether the {plain(step)} of ", title, " is open cannot be told."), because)


def _demands(state: State) -> Iterator[Unknown]:
    """Say what is not known of demands: before which step, of whom, and what became of them."""
    for name, fact in state[CONDITIONS].items():
        quote = Name(demand_text(state, name))
        because = _ids(fact.because)
        if gates_of(state, name).unnamed:
            yield Unknown(("Before which step is demanded (", quote, "): nobody said."), because)
        if not addressees_of(state, name):
            yield Unknown(("Of whom is demanded (", quote, "): nobody said."), because)
        if fact.status is None:
            yield Unknown(
                ("The demand (", quote, f") is {either(fact.possible)}."),
                _ids(fact.possible_events) or because,
            )
