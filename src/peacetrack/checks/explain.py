"""Why: from a figure to the events behind it, and from each event to the places in its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal

import attrs

from peacetrack.aspects.conditions import CONDITIONS, Gate, Step
from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.principles import PRINCIPLES, subject
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.aspects.tallies import WORDS
from peacetrack.log.log import Log
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import ActorId, EventId, ProvisionId
from peacetrack.questions.gates import gate_state
from peacetrack.questions.standing import principles_held, standing, the_instrument
from peacetrack.questions.verdicts import blocker_words
from peacetrack.state.facts import Fact, either
from peacetrack.state.timeline import State
from peacetrack.worlds.populations import home_of


@attrs.frozen
class Explanation:
    """
    A figure with what it rests on; the leaves are citations.

    Attributes:
        says: The figure, the event or the citation in words.
        because: What it rests on.
        event: Which event it is, when it is one.
        citation: Which place in a source it is, when it is one.
    """

    says: str
    because: tuple[Explanation, ...] = ()
    event: EventId | None = None
    citation: Citation | None = None

    def lines(self, depth: int = 0) -> Iterator[str]:
        """Give the tree as indented lines."""
        yield f"{'  ' * depth}{self.says}"
        for part in self.because:
            yield from part.lines(depth + 1)

    def __str__(self) -> str:
        return "\n".join(self.lines())


def explain(state: State, figure: str) -> Explanation:
    """
    Trace a figure back to events, and each event to its sources.

    Args:
        state: Any state.
        figure: `count:agreed`, `provision:preamble`, `condition:…`, `proposal:…`, `principle:party`, `stage:treaty`,
            `standing:party` or `gate:signature`. Where the cast has several instruments, name one after that:
            `count:agreed:treaty`, `standing:party:treaty`, `gate:signature:treaty`. `gate:signature:agreed_part` asks
            about that part. Of an aspect of one's own, its name for a subject and the subject.

    Raises:
        ValueError: There is no such figure, or the log has nothing of a name in it.
    """
    kind, _, rest = figure.partition(":")
    what, *more = rest.split(":")
    own = state.log.vocabulary.subjects
    if kind not in FIGURES.keys() | own.keys() or not what or len(more) > 1:
        figures = ", ".join(f"{name}:…" for name in (*FIGURES, *own))
        raise ValueError(f"'{figure}' is no figure; write one of {figures}")
    if more and kind not in FOLLOWED:
        raise ValueError(f"'{figure}' names '{more[0]}' behind {kind}:{what}, where nothing can stand")
    if kind in own:
        return _of_subject(state, own[kind], what)
    return FIGURES[kind](state, what, more[0] if more else "")


def _no(name: str, kind: str, known: Iterable[str]) -> ValueError:
    """Word that there is no such thing, and which there are; of very many a few."""
    listed = sorted(known)
    there_are = ", ".join(listed[:MOST_NAMED]) or "none"
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ValueError(f"'{name}' is no {kind} of this negotiation; there are {there_are}{more}")


def _count(state: State, word: str, instrument: str) -> Explanation:
    if word not in WORDS:
        raise ValueError(f"'{word}' is no status; there are {', '.join(WORDS)}")
    count = state.count(the_instrument(state, instrument), word)
    return _figure(state, str(count), count.because)


def _provision(state: State, name: str, _: str) -> Explanation:
    if name not in state.log.cast.instrument_of:
        raise _no(name, "provision", state.log.cast.instrument_of)
    fact = state[PROVISIONS][ProvisionId(name)]
    cast = state.log.cast
    is_counted = name in cast.units or name in cast.unit_above
    told = state.census.because(home_of(ProvisionId(name), cast)) if is_counted else ()
    because = dict.fromkeys((*(event.id for event in (*fact.because, *fact.maybe)), *told))
    possible = either(fact.possible)
    says = (
        "may have any status" if fact.possible >= frozenset(Status) - {Status.WITHDRAWN} else f"is {possible}"
    )
    return _figure(state, f"'{name}' {says}", because)


def _told(state: State, what: str, fact: Fact[Any] | None) -> Explanation:
    if fact is None:
        return Explanation(f"{what} is not on record")
    possible = either(fact.possible)
    return _figure(state, f"{what} is {possible}", (event.id for event in (*fact.because, *fact.maybe)))


def _of_subject(state: State, aspect: Aspect[Any], name: str) -> Explanation:
    """Explain what a subject is; one that only later events name is not on record, one that none names is a mistake."""
    fact, cast = state[aspect].get(name), state.log.cast
    if fact is None and not any(
        name in aspect.subjects(event, cast) for event in _events_of(state.log, aspect)
    ):
        raise _no(name, aspect.singular, state[aspect])
    return _told(state, f"'{name}'", fact)


def _events_of(log: Log, aspect: Aspect[Any]) -> Iterator[Event]:
    return (event for event in log.events if isinstance(event, aspect.table.events))


def _condition(state: State, name: str, _: str) -> Explanation:
    return _of_subject(state, CONDITIONS, name)


def _proposal(state: State, name: str, _: str) -> Explanation:
    return _of_subject(state, PROPOSALS, name)


def _principle(state: State, party: str, instrument: str) -> Explanation:
    text = the_instrument(state, instrument)
    if party not in state.log.cast.actors:
        raise _no(party, "actor", state.log.cast.actors)
    fact = state[PRINCIPLES].get(subject(party, text))
    if fact is None:
        return _told(state, f"the principle of {party}", None)
    held = [one.principle for one in principles_held(state, ActorId(party), text)]
    words = " or ".join(word.replace("_", " ") if word else "no known one" for word in held)
    because = (event.id for event in (*fact.because, *fact.maybe))
    return _figure(state, f"the principle of {party} is {words}", because)


def _stage(state: State, instrument: str, _: str) -> Explanation:
    return _told(state, f"'{instrument}'", state.stage(the_instrument(state, instrument)))


def _standing(state: State, party: str, instrument: str) -> Explanation:
    found = standing(state, party, instrument=instrument)
    return _figure(state, str(found), found.because)


def _gate(state: State, step: str, about: str) -> Explanation:
    if step not in STEPS:
        raise ValueError(f"'{step}' is no step of an instrument; there are {', '.join(STEPS)}")
    part: Literal["agreed_part", "whole"] = "agreed_part" if about == "agreed_part" else "whole"
    of = Gate(Step(step), the_instrument(state, "" if about == part else about))
    found = gate_state(state, of, text=part)
    blockers = tuple(_figure(state, blocker_words(b), b.because) for b in (*found.blockers, *found.may_block))
    return Explanation(f"the {found.gate} is {found.opening}", blockers)


FIGURES: Final[dict[str, Callable[[State, str, str], Explanation]]] = {
    "count": _count,
    "provision": _provision,
    "condition": _condition,
    "proposal": _proposal,
    "principle": _principle,
    "stage": _stage,
    "standing": _standing,
    "gate": _gate,
}
#: Those behind whose name an instrument may stand.
FOLLOWED: Final = frozenset({"count", "principle", "standing", "gate"})
#: The steps whose gate is one of a text.
STEPS: Final = tuple(step.value for step in Step if not step.is_of_provisions)
#: So many names are listed where one is unknown.
MOST_NAMED: Final = 12


def _figure(state: State, says: str, because: Iterable[EventId]) -> Explanation:
    return Explanation(says, tuple(_event(state, state.timeline.view.by_id[name]) for name in because))


def _event(state: State, event: Event) -> Explanation:
    """Word an event, with every place in every source that reports it."""
    when = f" {event.date}" if event.date else ""
    by = f", by {', '.join(state.log.cast.title(name) for name in event.by)}" if event.by else ""
    word = (
        f", according to {', '.join(map(state.log.cast.title, event.according_to))}"
        if event.according_to
        else ""
    )
    inferred = ", inferred" if event.inferred else ""
    beliefs = state.timeline.view.beliefs
    reports = (event, *beliefs.mentions.get(event.id, ()), *beliefs.corrections.get(event.id, ()))
    places = tuple(_citation(state, place) for told in reports for place in state.log.citations(told))
    return Explanation(
        f"{event.id}: {event.kind.replace('_', ' ')}{when}{by}{word}{inferred}", places, event.id
    )


def _citation(state: State, place: Citation) -> Explanation:
    source = state.log.sources.get(place.source) if place.source else None
    title = f", {source.title}" if source and source.title else ""
    paragraph = f", paragraph {place.paragraph}" if place.paragraph is not None else ""
    via = f", via {', '.join(place.via)}" if place.via else ""
    words = f": “{place.as_said}”" if place.as_said else ""
    return Explanation(f"{place.source or 'no source'}{paragraph}{title}{via}{words}", (), None, place)
