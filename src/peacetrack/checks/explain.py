"""Why: from a figure to the events behind it, and from each event to the places in its sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from peacetrack.aspects.lifecycle import Askable, Event
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import EventId
from peacetrack.model.misuse import require
from peacetrack.model.notebook import table_html
from peacetrack.questions.asking import Answer, Grounds, parted, unknown
from peacetrack.questions.every import questions_of
from peacetrack.state.timeline import State
from peacetrack.yaml.parsing.tree import Plain
from peacetrack.yaml.writing.writer import fields_of


@attrs.frozen(repr=False)
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

    def __repr__(self) -> str:
        return f"<Explanation: {self.says}>"

    def _repr_html_(self) -> str:
        """Show it in a notebook."""
        return table_html(self.says, ("because",), [[line] for line in [*self.lines()][1:]])


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
    question = next((one for one in questions_of(state.log.vocabulary) if one.name == kind), None)
    if question is None or not rest:
        return _of_name(state, figure)  # an id may have the sign itself
    return _answered(
        state, question, question.named(state, rest) if question.named else _one_of(state, question, rest)
    )


def _no_figure(state: State, figure: str) -> ValueError:
    known = ", ".join(f"{question.name}:…" for question in questions_of(state.log.vocabulary))
    return ValueError(f"'{figure}' is no figure; write one of {known}")


def _one_of(state: State, question: Askable, subject: str) -> str:
    """Accept a subject of which something is on record."""
    subjects = dict.fromkeys(question.subjects(state))
    if subject not in subjects:
        raise unknown(subject, f"subject of {question.name.replace('_', ' ')}", subjects)
    return subject


def _answered(state: State, question: Askable, subject: str) -> Explanation:
    """Explain the answer to a question: in words, whose word it is and of which day, and on what it rests."""
    found: Answer | None = question.ask(state, subject)
    what, of = question.title_of(subject)
    grounds = tuple(question.grounds(state, subject)) if question.grounds else found.events if found else ()
    if found is None:
        return Explanation(f"{what} {of} is not on record", tuple(_grounds(state, grounds)))
    whose = f" ({found.whose})" if found.voiced else ""
    text = found if question.grounds else found.in_full  # what it rests on says the rest
    return Explanation(f"{what} {of}: {text}{whose}", tuple(_grounds(state, grounds)))


def _grounds(state: State, grounds: Iterable[EventId | Grounds]) -> Iterator[Explanation]:
    """Show on what an answer rests, down to the places in the sources."""
    for one in grounds:
        if isinstance(one, Grounds):
            yield Explanation(one.says, tuple(_grounds(state, one.because)))
        else:
            yield _event(state, state.timeline.view.by_id[one])


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


def _event(state: State, event: Event) -> Explanation:
    """Word an event, with every place in every source that reports it, and who denies which field of it."""
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
        (*places, *(_event(state, one) for one in beliefs.denials.get(event.id, ()) if one.field)),
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
