"""Demands and offers as threads: each statement and each answer in its turn, with its own words, day and speaker."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

import attrs

from peacetrack.aspects.conditions import CONDITIONS
from peacetrack.aspects.contacts import Argument
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.proposals import PROPOSALS, offered_to
from peacetrack.aspects.reports import Retelling
from peacetrack.model.dates_in_words import in_words
from peacetrack.model.ids import EventId
from peacetrack.questions.demands import addressees_of, gates_of, owners_of, times_stated
from peacetrack.questions.offers import is_overdue, times_rejected, times_renewed
from peacetrack.report.html.wording import Sentence, actor_name, leading, named, plain
from peacetrack.report.text import times
from peacetrack.state.facts import Fact, either
from peacetrack.state.timeline import State


@attrs.frozen(kw_only=True)
class Exchange:
    """
    One statement, answer or argument on a thread.

    Attributes:
        event: Which event tells of it.
        did: What was done: set, restated, rejected, argued against.
        who: By whom, as part of a sentence; empty when nobody is named.
        on: When.
        quote: Its own words.
        notes: What else it says: the steps it names, that it stands for several occasions, that it is inferred.
        again: Further documents' reports of the same turn.
        certain: It had certainly happened by the day.
    """

    event: EventId
    did: str
    who: Sentence
    on: str
    quote: str
    notes: tuple[str, ...]
    again: tuple[Exchange, ...] = ()
    certain: bool = True


@attrs.frozen(kw_only=True)
class Thread:
    """
    A demand or an offer with all that was said of it.

    Attributes:
        name: Its id.
        quote: What is demanded or offered.
        status: In words.
        disputed: Words disagree.
        who: Whose it is, and to whom it is addressed, as a sentence.
        notes: How often it was stated, which steps it blocks, that its day has passed.
        exchanges: Oldest first.
    """

    name: str
    quote: str
    status: str
    disputed: bool
    who: Sentence
    notes: tuple[str, ...]
    exchanges: tuple[Exchange, ...]


def demands_shown(state: State) -> Iterator[Thread]:
    """Show every demand on record."""
    for name, fact in state[CONDITIONS].items():
        gates = gates_of(state, name)
        owners, addressees = owners_of(state, name), addressees_of(state, name)
        named_steps = ", ".join(sorted(map(str, gates.certain)))
        before = (
            f"before: {named_steps}" if named_steps else "before: no step was named" if gates.unnamed else ""
        )
        possible = f"perhaps before {', '.join(sorted(map(str, gates.possible)))}" if gates.possible else ""
        notes = (f"stated {times(times_stated(state, name))}", before, possible)
        yield _thread(state, name, fact, _from_to(state, owners, addressees), notes)


def offers_shown(state: State) -> Iterator[Thread]:
    """Show every offer on record."""
    for name, fact in state[PROPOSALS].items():
        origin = state.timeline.replayed.histories[PROPOSALS.name][name].origin
        notes = (
            f"renewed {times(times_renewed(state, name))}",
            f"rejected {times(times_rejected(state, name))}",
            "overdue: the day for which it was made has passed" if is_overdue(state, name) else "",
        )
        yield _thread(
            state, name, fact, _from_to(state, state.log.cast.actors_of(origin.by), offered_to(origin)), notes
        )


def demand_text(state: State, name: str) -> str:
    """Give what is demanded, as the first known report has it; the id of the demand where no report words it."""
    return _quote(state, name, state[CONDITIONS][name])


def offer_text(state: State, name: str) -> str:
    """Give what is offered, likewise."""
    return _quote(state, name, state[PROPOSALS][name])


def _quote(state: State, name: str, fact: Fact[Any]) -> str:
    events = (*fact.because, *fact.possible_events)
    return next((text for event in events if (text := known_text(state, event))), name)


def known_text(state: State, event: Event) -> str:
    """Give an event's own words, or those of the first mention of it, where its own report is not known."""
    return next((text for report in known_reports(state, event) if (text := leading(report))), "")


def known_reports(state: State, event: Event) -> tuple[Event, ...]:
    """List the reports of an event that are known and stand: its own, and the mentions of it."""
    beliefs = state.timeline.view.beliefs
    own = (event,) if beliefs.is_reported(event) else ()
    return (*own, *beliefs.mentions.get(event.id, ()))


def _thread(state: State, name: str, fact: Fact[Any], who: Sentence, notes: tuple[str, ...]) -> Thread:
    return Thread(
        name=name,
        quote=_quote(state, name, fact),
        status=either(fact.possible),
        disputed=fact.disputed,
        who=who,
        notes=tuple(filter(None, (*notes, "" if fact.because else "it may not have been made by then"))),
        exchanges=tuple(_exchanges(state, name, fact)),
    )


def _from_to(state: State, owners: Collection[str], addressees: Collection[str]) -> Sentence:
    cast = state.log.cast
    of = named(actor_name(one, cast) for one in owners) if owners else ("nobody named",)
    to = named(actor_name(one, cast) for one in addressees) if addressees else ()
    return (*of, " to ", *to) if to else of


def _exchanges(state: State, name: str, fact: Fact[Any]) -> Iterator[Exchange]:
    """List the turns of a thread, and the arguments for and against it, in the order of the replay."""
    own = {EventId(name), *(event.id for event in (*fact.because, *fact.possible_events))}
    certain = {event.id for event in state.events}
    for event in (*state.events, *state.possible_events):
        if event.id in own or (isinstance(event, Argument) and {event.in_favour, event.against} & own):
            first, *more = (
                _exchange(state, event, one, did=_did(event, own)) for one in known_reports(state, event)
            )
            yield attrs.evolve(first, again=tuple(more), certain=event.id in certain)


def _exchange(state: State, event: Event, report: Event, *, did: str) -> Exchange:
    cast = state.log.cast
    people = report.by
    return Exchange(
        event=event.id,
        did=did,
        who=named(actor_name(one, cast) for one in people) if people else (),
        on=in_words(report.date or event.date),
        quote=leading(report),
        notes=tuple(_notes(report)),
    )


def _did(event: Event, own: Collection[EventId]) -> str:
    if isinstance(event, Argument):
        return "argued for it" if event.in_favour in own else "argued against it"
    return plain(event.kind.removeprefix("condition_").removeprefix("proposal_"))


def _notes(report: Event) -> Iterator[str]:
    gates = getattr(report, "gate", ())
    if gates:
        yield f"before: {', '.join(map(str, gates))}"
    for_day = getattr(report, "for_day", None)
    if for_day:
        yield f"for {in_words(for_day)}"
    citing = getattr(report, "citing", ())
    if citing:
        yield f"citing {' → '.join(citing)}"
    if getattr(report, "series", False):
        yield "several occasions, told as one"
    if report.inferred:
        yield (
            "inferred by the log’s author"
            if not isinstance(report, Retelling)
            else "that it is the same is inferred"
        )
