"""Parties: who negotiates a text on a day, who has signed it, who consents to be bound, and who may have.

The law: what one party does it does for itself. What may have happened is in what is possible and not in what is certain, so
of nobody is it said for certain that it has signed, or has not, where that depends on what may have happened.

Examples:
    >>> from peacetrack.state.timeline import replay
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
    ... instruments: {accord: {unit: article}}
    ... events:
    ... - {event: signed, date: 2024-06-01, by: north}
    ... - {event: signed, date: 2024-06, by: south}
    ... ''').log
    >>> found = acts_of(replay(log, as_of="2024-06-15"), InstrumentId("accord"))
    >>> sorted(found.certain.signed), sorted(found.possible.signed)
    (['north'], ['north', 'south'])
"""

from __future__ import annotations

import attrs

from peacetrack.aspects.stages import Acts, acts
from peacetrack.model.evidence import CONSENTING, NEGOTIATING
from peacetrack.model.ids import ActorId, InstrumentId
from peacetrack.state.timeline import State


@attrs.frozen
class PartyActs:
    """
    What each has done about one text.

    Attributes:
        certain: By what had certainly happened.
        possible: With all that may have happened.
    """

    certain: Acts
    possible: Acts


def acts_of(state: State, instrument: InstrumentId) -> PartyActs:
    """Work out what each has done about a text, for certain and possibly."""
    fact, cast = state.stage(instrument), state.log.cast
    certain = acts(fact.because, cast, instrument)
    if not fact.possible_events:
        return PartyActs(certain, certain)
    every = state.put_in_order((*fact.because, *fact.possible_events))
    return PartyActs(certain, acts(every, cast, instrument))


def parties_of(state: State, instrument: InstrumentId) -> tuple[ActorId, ...]:
    """Name the parties of a text on that day, in the order of the cast."""
    parties = acts_of(state, instrument).certain.parties
    return tuple(actor for actor in state.log.cast.actors if actor in parties)


def signed_in_words(state: State, instrument: InstrumentId) -> str:
    """Say who has signed a text that not all have signed, or initialled it, and who has not; nothing otherwise."""
    found, names = acts_of(state, instrument).certain, parties_of(state, instrument)
    for key, done in (("signed", found.signed), ("initialled", found.initialled)):
        left = [state.log.cast.title(name) for name in names if name not in done]
        if done and left:
            by = [state.log.cast.title(name) for name in state.log.cast.actors if name in done]
            return f"{key} by {', '.join(by)}; not by {', '.join(left)}"
    return ""


def has_force(state: State, actor: ActorId | None, instrument: InstrumentId | None = None) -> bool:
    """
    Tell whether what an actor demands can shut a gate: it negotiates or consents, or what is nobody's does.

    Args:
        state: Any state.
        actor: Who demands it.
        instrument: Before a step of which text; of any text of which it is a party when None.
    """
    if actor is None or state.log.cast.actors[actor].role == CONSENTING:
        return True
    texts = tuple(state.log.cast.instruments) if instrument is None else (instrument,)
    if not texts:
        return state.log.cast.actors[actor].role == NEGOTIATING
    return any(actor in acts_of(state, name).certain.parties for name in texts)
