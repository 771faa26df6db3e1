"""Why: from a figure to the events behind it, and from each event to the places in its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, Literal

import attrs

from peacetrack.aspects.conditions import CONDITIONS, Gate, Step
from peacetrack.aspects.lifecycle import Askable, Aspect, Event
from peacetrack.aspects.principles import PRINCIPLES, subject
from peacetrack.aspects.proposals import PROPOSALS
from peacetrack.aspects.provisions import PROVISIONS, Status
from peacetrack.aspects.tallies import COUNT_STATUSES
from peacetrack.log.log import Log
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import ActorId, EventId, ProvisionId
from peacetrack.model.misuse import require
from peacetrack.questions.asking import Answer, parted
from peacetrack.questions.blockers import blocker_text
from peacetrack.questions.every import questions_of
from peacetrack.questions.gates import gate_state
from peacetrack.questions.standing import principles_held, standing, the_instrument
from peacetrack.state.facts import Fact, either
from peacetrack.state.timeline import State
from peacetrack.worlds.populations import home_of
from peacetrack.yaml.parsing.tree import Plain
from peacetrack.yaml.writing.writer import fields_of


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
        figure: The word of a question and its subject, as `status --format json` lists them: `count:agreed`,
            `provision:preamble`, `condition:…`, `proposal:…`, `principle:party`, `stage:treaty`, `standing:party`,
            `gate:signature`, `domestic_step:party:treaty:body`. Where the cast has several instruments, name one after
            that: `count:agreed:treaty`, `standing:party:treaty`, `gate:signature:treaty`; another unit stands behind it,
            `count:agreed:treaty:document`. `gate:signature:agreed_part` asks about that part, `gate:agreeing:a,b` about
            provisions. Of an aspect of one's own, its name for a subject and the subject. An id alone is explained by all
            that is on record of it.

    Raises:
        ValueError: There is no such figure, or the log has nothing of a name in it.
    """
    require(state, State, "explain")
    kind, _, rest = figure.partition(":")
    what, *more = rest.split(":")
    own = state.log.vocabulary.subjects
    questions = {question.name: question for question in questions_of(state.log.vocabulary)}
    if not rest:
        return _of_name(state, figure)
    if kind not in questions or not what:
        raise _no_figure(state, figure)
    if kind in own:
        return _of_subject(state, own[kind], rest)
    if (kind in FIGURES and len(more) <= 1) and not (
        kind == "gate" and what not in STEPS and what in tuple(Step)
    ):
        if more and kind not in FOLLOWED:
            raise ValueError(f"'{figure}' names '{more[0]}' behind {kind}:{what}, where nothing can stand")
        return FIGURES[kind](state, what, more[0] if more else "")
    return _answered(state, questions[kind], rest)


def _no_figure(state: State, figure: str) -> ValueError:
    known = dict.fromkeys((*FIGURES, *(question.name for question in questions_of(state.log.vocabulary))))
    return ValueError(f"'{figure}' is no figure; write one of {', '.join(f'{name}:…' for name in known)}")


def _answered(state: State, question: Askable, subject: str) -> Explanation:
    """Explain the answer to a question of which something is on record."""
    subjects = dict.fromkeys(question.subjects(state))
    found: Answer | None = question.ask(state, subject) if subject in subjects else None
    if found is None:
        raise _no(subject, f"subject of {question.name.replace('_', ' ')}", subjects)
    what, of = question.title_of(subject)
    whose = f" ({found.whose})" if found.voiced else ""
    return _figure(state, f"{what} {of}: {found.in_full}{whose}", found.events)


def _of_name(state: State, name: str) -> Explanation:
    """Explain all that is on record of an id: each question that it is the subject of, or the event itself."""
    cast, event = state.log.cast, state.timeline.view.by_id.get(EventId(name))
    own = (subject for aspect in state.log.aspects for subject in state[aspect])
    ids: set[str] = {*cast.instruments, *cast.actors, *cast.instrument_of, *own}
    if event is None and name not in ids:
        raise _no_figure(state, name)
    found = [
        _answered(state, question, subject)
        for question in questions_of(state.log.vocabulary)
        for subject in dict.fromkeys(question.subjects(state))
        if name in {subject, *parted(subject)}
    ]
    if len(found) == 1:
        return found[0]
    if found or event is None:
        return Explanation(f"'{name}'{'' if found else ' is not on record'}", tuple(found))
    return _event(state, event)


def _no(name: str, kind: str, known: Iterable[str]) -> ValueError:
    """Word that there is no such thing, and which there are; of very many a few."""
    listed = sorted(known)
    there_are = ", ".join(listed[:MOST_NAMED]) or "none"
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ValueError(f"'{name}' is no {kind} of this negotiation; there are {there_are}{more}")


def _count(state: State, status: str, instrument: str) -> Explanation:
    if status not in COUNT_STATUSES:
        raise ValueError(f"'{status}' is no status; there are {', '.join(COUNT_STATUSES)}")
    count = state.count(the_instrument(state, instrument), status)
    return _figure(state, str(count), count.because)


def _provision(state: State, name: str, _: str) -> Explanation:
    if name not in state.log.cast.instrument_of:
        raise _no(name, "provision", state.log.cast.instrument_of)
    fact = state[PROVISIONS][ProvisionId(name)]
    cast = state.log.cast
    is_counted = name in cast.units or name in cast.unit_above
    counted = state.census.because(home_of(ProvisionId(name), cast)) if is_counted else ()
    because = dict.fromkeys((*(event.id for event in (*fact.because, *fact.possible_events)), *counted))
    possible = either(fact.possible)
    says = (
        "may have any status" if fact.possible >= frozenset(Status) - {Status.WITHDRAWN} else f"is {possible}"
    )
    return _figure(state, f"'{name}' {says}", because)


def _explained(state: State, what: str, fact: Fact[Any] | None) -> Explanation:
    if fact is None:
        return Explanation(f"{what} is not on record")
    possible = either(fact.possible)
    return _figure(
        state, f"{what} is {possible}", (event.id for event in (*fact.because, *fact.possible_events))
    )


def _of_subject(state: State, aspect: Aspect[Any], name: str) -> Explanation:
    """Explain what a subject is; one that only later events name is not on record, one that none names is a mistake."""
    fact, cast = state[aspect].get(name), state.log.cast
    if fact is None and not any(
        name in aspect.subjects(event, cast) for event in _events_of(state.log, aspect)
    ):
        raise _no(name, aspect.singular, state[aspect])
    return _explained(state, f"'{name}'", fact)


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
        return _explained(state, f"the principle of {party}", None)
    held = [one.principle for one in principles_held(state, ActorId(party), text)]
    named = " or ".join(name.replace("_", " ") if name else "no known one" for name in held)
    because = (event.id for event in (*fact.because, *fact.possible_events))
    return _figure(state, f"the principle of {party} is {named}", because)


def _stage(state: State, instrument: str, _: str) -> Explanation:
    return _explained(state, f"'{instrument}'", state.stage(the_instrument(state, instrument)))


def _standing(state: State, party: str, instrument: str) -> Explanation:
    found = standing(state, party, instrument=instrument)
    return _figure(state, str(found), found.because)


def _gate(state: State, step: str, about: str) -> Explanation:
    if step not in STEPS:
        raise ValueError(f"'{step}' is no step of an instrument; there are {', '.join(STEPS)}")
    part: Literal["agreed_part", "whole"] = "agreed_part" if about == "agreed_part" else "whole"
    of = Gate(Step(step), the_instrument(state, "" if about == part else about))
    found = gate_state(state, of, text=part)
    blockers = tuple(_figure(state, blocker_text(b), b.because) for b in (*found.blockers, *found.may_block))
    taken = state.stage(of.instrument).because if found.passed and of.instrument is not None else ()
    steps = tuple(_event(state, event) for event in taken)
    return Explanation(f"the {found.gate} is {found.opening}{', passed' if steps else ''}", steps or blockers)


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
    according = (
        f", according to {', '.join(map(state.log.cast.title, event.according_to))}"
        if event.according_to
        else ""
    )
    inferred = ", inferred" if event.inferred else ""
    beliefs = state.timeline.view.beliefs
    reports = (event, *beliefs.mentions.get(event.id, ()), *beliefs.corrections.get(event.id, ()))
    places = tuple(_citation(state, place) for report in reports for place in state.log.citations(report))
    return Explanation(
        f"{event.id}: {event.kind.replace('_', ' ')}{when}{by}{according}{inferred}{_fields(event)}",
        places,
        event.id,
    )


def _fields(event: Event) -> str:
    """Show whatever else an event says: no field of a log is for writing only."""
    report = {key: part for key, part in fields_of(event).items() if key not in SHOWN_BEFORE | NOTES}
    return f"; {', '.join(f'{key}: {_inline(part)}' for key, part in report.items())}" if report else ""


def _inline(part: Plain) -> str:
    if isinstance(part, dict):
        return f"{{{', '.join(f'{key}: {_inline(value)}' for key, value in part.items())}}}"
    return f"[{', '.join(map(_inline, part))}]" if isinstance(part, list) else str(part)


#: What the sentence about an event and the places below it show already.
SHOWN_BEFORE: Final = frozenset({"id", "event", "source", "cite", "date", "by", "according_to", "inferred"})
#: What an author notes for whoever reads the log: the fields that no answer shows.
NOTES: Final = frozenset({"note", "basis"})


def _citation(state: State, place: Citation) -> Explanation:
    source = state.log.sources.get(place.source) if place.source else None
    title = f", {source.title}" if source and source.title else ""
    paragraph = f", paragraph {place.paragraph}" if place.paragraph is not None else ""
    via = f", via {', '.join(place.via)}" if place.via else ""
    text = f": “{place.as_said}”" if place.as_said else ""
    return Explanation(f"{place.source or 'no source'}{paragraph}{title}{via}{text}", (), None, place)
