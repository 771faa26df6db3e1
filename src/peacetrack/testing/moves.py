"""Moves: what can happen next, and what the tables refuse there.

The law: an event that follows is told last. Its day is not before the last day of the log, or it is where the caller's own
dates put it; it has an id of its own and names what exists. Whether the tables allow it is asked of the view that knows
everything, which alone refuses. Nothing that they allowed before is refused because of it. An illegal event is refused in
every order that nobody told apart: it is dated after everything else.

Examples:
    A demand that was met can be stated again; then it is raised as before:

    >>> from hypothesis import find, settings
    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.state.timeline import replay
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: condition_met, date: 2024-06-03, condition: law}
    ... ''').log
    >>> quickly = settings(max_examples=1, derandomize=True, database=None)
    >>> restated = log.vocabulary.kinds["condition_restated"]
    >>> again = find(events(replay(log), kinds=[restated]), lambda event: True, settings=quickly)
    >>> str(replay(attrs.evolve(log, events=(*log.events, again)))[CONDITIONS]["law"].status)
    'raised'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from math import prod
from typing import Any, Final, TypeVar, get_origin

import attrs
from hypothesis import strategies as st
from hypothesis.errors import InvalidArgument
from hypothesis.strategies import DrawFn, SearchStrategy

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import EVENTS as REPORTS
from peacetrack.aspects.reports import Corrected
from peacetrack.beliefs.order import LONG_AGO, SOME_DAY, ends_of
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import ActorId, EventId, SpeakerId
from peacetrack.model.problems import Finding, Severity
from peacetrack.state.record import Record
from peacetrack.state.timeline import State, timeline_of
from peacetrack.testing.depending import correctable, special_fields
from peacetrack.testing.kinds import Kinds, needs_of, require_known
from peacetrack.testing.parts import BEGINNING, Names, Parts, forms, later, pick
from peacetrack.testing.scenes import (
    PARAGRAPHS,
    Scene,
    choices_of,
    hints_of,
    inner_of,
    record_of,
    required_fields,
    value_of,
)

#: A day, as an ordinal, and the first possible one: by these two events are put in order.
Rank = tuple[int, int]
T = TypeVar("T")
#: How many ways are tried to tell a report: each needs a replay, for it changes what is believed of what was stated before.
TRIED: Final = 10


def events(
    state: State,
    *,
    kinds: Kinds = (),
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> SearchStrategy[Event]:
    """
    Give events that can happen next: the tables allow them, and `state.log` with one of them is read without a problem.

    They are stated at the end of the log, whatever `as_of` the state has; in their own place where the caller brings dates.

    Args:
        state: Of which log.
        kinds: Which kinds of events; all that the log can tell when empty.
        dates: When they happen; not before the last day of the log when None.
        texts: What is said in them.
        identifiers: Their ids; where one is taken, a number is added.

    Raises:
        InvalidArgument: The tables allow none of these kinds here.
    """
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    return _next(state, tuple(kinds), parts, refused=False)


def illegal_events(
    state: State,
    *,
    kinds: Kinds = (),
    dates: SearchStrategy[ImpreciseDate] | None = None,
    texts: SearchStrategy[str] | None = None,
    identifiers: SearchStrategy[str] | None = None,
) -> SearchStrategy[Event]:
    """
    Give events that the tables refuse, each in a log that is read without a problem otherwise.

    Args:
        state: Of which log.
        kinds: Which kinds of events; all that the log can tell when empty.
        dates: When they are said to happen; certainly after the last day of the log when None.
        texts: What is said in them.
        identifiers: Their ids; where one is taken, a number is added.

    Raises:
        InvalidArgument: The tables refuse none of these kinds here. They refuse some as soon as there is an instrument.
    """
    parts = Parts(texts=texts, identifiers=identifiers, dates=dates)
    return _next(state, tuple(kinds), parts, refused=True)


@st.composite
def _next(draw: DrawFn, state: State, kinds: Kinds, parts: Parts, *, refused: bool) -> Event:
    end = LogEnd(state.timeline.whole, parts)
    asked = require_known(kinds, state.log.vocabulary) or end.kinds
    scene = end.scene(end.date(draw, surely=refused))
    name = EventId(Names(draw, parts.identifiers, end.taken)("next"))
    for kind in _shuffled(draw, [kind for kind in asked if not (refused and kind in REPORTS)]):
        event = _fitting(draw, kind, name, scene, end.certainly_refuses if refused else end.allows)
        if event is not None:
            return event
    raise InvalidArgument(
        f"the tables {'refuse' if refused else 'allow'} no event of these kinds at the end of this log: "
        f"{', '.join(kind.kind for kind in asked)}"
    )


def _shuffled(draw: DrawFn, items: list[T]) -> Iterator[T]:
    """Give all items in any order; what is not asked for is not drawn."""
    while items:
        yield items.pop(draw(st.integers(0, len(items) - 1)))


@attrs.frozen(slots=False, eq=False)
class LogEnd:
    """
    The end of a log, where something happens next.

    Attributes:
        record: What the view tells that knows everything.
        parts: Of what texts, ids and dates are made.
    """

    record: Record
    parts: Parts

    @cached_property
    def last(self) -> Rank:
        """Give the rank of the last event."""
        view = self.record.view
        return max(zip(view.latest, view.earliest, strict=True), default=(LONG_AGO, LONG_AGO))

    @property
    def taken(self) -> tuple[str, ...]:
        """List the ids of all entries."""
        log = self.record.log
        return (*log.by_id, *(claim.id for claim in log.claims))

    @property
    def kinds(self) -> Kinds:
        """List every kind of event of which the log can tell."""
        return tuple(self.record.log.vocabulary.kinds.values())

    def date(self, draw: DrawFn, *, surely: bool) -> ImpreciseDate | None:
        """Draw a date that leaves nothing to be told later, surely last where that is asked; or one of the caller's."""
        if self.parts.dates is not None:
            return draw(self.parts.dates)
        latest, earliest = self.last
        if latest == SOME_DAY:
            since = ImpreciseDate.parse(f"{dt.date.fromordinal(earliest) if earliest else BEGINNING}/..")
            return since if earliest else pick(draw, [None, since])
        day = later(
            dt.date.fromordinal(latest) if latest else BEGINNING,
            pick(draw, [1, 1, 3, 15] if surely else [0, 0, 1, 1, 3, 15]),
        )
        before, after = later(day, -draw(st.integers(0, 20))), later(day, draw(st.integers(0, 20)))
        possible = map(ImpreciseDate.parse, forms(day, before, after))
        fitting = [date for date in possible if rank_of(date) >= self.last]
        # On the last day of the calendar nothing is left that is later.
        return pick(draw, (surely and [date for date in fitting if rank_of(date)[1] > latest]) or fitting)

    def scene(self, dated: ImpreciseDate | None) -> Scene:
        """Give what can be named by what happens next: all that some report still carries."""
        log, view = self.record.log, self.record.view
        latest, earliest = rank_of(dated)
        shown = (
            PARAGRAPHS if source.paragraphs is None else source.paragraphs for source in log.sources.values()
        )
        return Scene(
            log.cast,
            dt.date.fromordinal(latest if latest < SOME_DAY else earliest or BEGINNING.toordinal()),
            parts=self.parts,
            vocabulary=log.vocabulary,
            events=tuple(event for event in log.events if event.id not in view.beliefs.gone),
            days={
                event.id: dt.date.fromordinal(last)
                for event, first, last in zip(view.events, view.earliest, view.latest, strict=True)
                if first == last
            },
            sources=tuple(log.sources),
            reporting=tuple(
                name for name, source in log.sources.items() if rank_of(source.published)[0] >= latest
            ),
            paragraphs=min(shown, default=PARAGRAPHS),
            dated=dated,
        )

    def allows(self, event: Event) -> bool:
        """Tell whether the tables allow an event that is stated next, and all else that they allowed."""
        if self._is_last(event):
            return self.record.replayed.refusal_of(event) is None
        return self._refused_once_stated(event) is False

    def certainly_refuses(self, event: Event) -> bool:
        """Tell whether the tables refuse an event that is stated next, in every order that counts, and nothing more."""
        if self._is_last(event):
            if self.record.replayed.refusal_of(event) is None:
                return False
            if self.record.view.is_ordered and rank_of(event.true_of)[1] > self.last[0]:
                return True
        return self._refused_once_stated(event) is True

    def _is_last(self, event: Event) -> bool:
        return type(event) not in REPORTS and rank_of(event.true_of) >= self.last

    def _refused_once_stated(self, event: Event) -> bool | None:
        """
        State an event, and see whether it is refused in every order that counts.

        None means that it cannot be stated: it leaves something else without a possible day, or without what allowed it.
        """
        log, supposed = self.record.log, self.record.supposed
        after = timeline_of(
            attrs.evolve(log, events=(*log.events, event)),
            self.record.known_by,
            self.record.chosen,
            supposed and attrs.evolve(supposed, events=supposed.events | {event.id}),
        )
        newly = after.refused - self.record.refused
        if newly - {event.id} or _errors(after) - _errors(self.record):
            return None
        return event.id in newly


def end_of(log: Log, parts: Parts) -> Scene:
    """Give what can be named at the end of a log."""
    end = LogEnd(timeline_of(log), parts)
    latest, earliest = end.last
    day = latest if LONG_AGO < latest < SOME_DAY else max(earliest, BEGINNING.toordinal())
    return attrs.evolve(end.scene(None), day=dt.date.fromordinal(day))


def _errors(record: Record) -> frozenset[Finding]:
    return frozenset(found for found in record.view.findings if found.severity is Severity.ERROR)


def rank_of(date: ImpreciseDate | None) -> Rank:
    """Give the last and the first day that a date allows, as ordinals."""
    earliest, latest = ends_of(date)
    return latest, earliest


def _fitting(
    draw: DrawFn, kind: type[Event], name: EventId, scene: Scene, fits: Callable[[Event], bool]
) -> Event | None:
    """Draw an event of a kind that fits; None when none does."""
    if not _is_possible(kind, scene):
        return None
    fixed: dict[str, Any] = {"id": name, "date": scene.dated, **special_fields(draw, kind, scene)}
    if scene.dated is None:
        fixed["about"] = None
    ways = _ways(draw, kind, scene, frozenset(fixed))
    number = prod(map(len, ways))
    start = draw(st.integers(0, number - 1))
    for further in range(min(number, TRIED) if kind in REPORTS else number):
        plain = kind(**fixed, **_way(ways, start + further))
        if fits(plain):
            full = _fully(draw, plain, scene, fixed)
            return full if fits(full) else plain
    return None


def _is_possible(kind: type[Event], scene: Scene) -> bool:
    if issubclass(kind, Corrected) and not correctable(scene.events):
        return False
    return all(scene.allows(hint) for hint in needs_of(kind))


def _ways(draw: DrawFn, kind: type[Event], scene: Scene, fixed: frozenset[str]) -> list[list[dict[str, Any]]]:
    """List, for each choice on which a table may depend, the fields that it fills: what is named, and who speaks."""
    actors = scene.names(ActorId)
    speakers = scene.names(SpeakerId)
    speaking = [{"by": (name,)} for name in speakers] + [{"according_to": (name,)} for name in actors]
    ways: list[list[dict[str, Any]]] = [[{}, *speaking]]
    for name in required_fields(kind):
        if name not in fixed:
            hint = hints_of(kind)[name]
            inner = inner_of(hint)
            single: Sequence[Any] = scene.names(inner) if scene.is_name(inner) else choices_of(inner)
            if get_origin(hint) is tuple:
                single = [(value,) for value in single]
            ways.append([{name: value} for value in single or [value_of(draw, hint, scene)]])
    return ways


def _way(ways: list[list[dict[str, Any]]], number: int) -> dict[str, Any]:
    """Give the fields of one of all ways, which are counted."""
    fields: dict[str, Any] = {}
    for choices in ways:
        number, choice = divmod(number, len(choices))
        fields |= choices[choice]
    return fields


def _fully(draw: DrawFn, event: Event, scene: Scene, fixed: Mapping[str, Any]) -> Event:
    """Tell an event with a source, with further names beside those that it has, and with a few more fields."""
    kind, hints = type(event), hints_of(type(event))
    fields = {"by": event.by, "according_to": event.according_to, **fixed}
    fields["source"] = pick(draw, (None, *scene.reporting))
    for name in required_fields(kind):
        if name not in fixed:
            fields[name] = getattr(event, name)
            if get_origin(hints[name]) is tuple and draw(st.booleans()):
                fields[name] = tuple(dict.fromkeys((*fields[name], *value_of(draw, hints[name], scene))))
    full: Event = record_of(draw, kind, scene, **fields)
    return attrs.evolve(full, about=None) if full.is_foreseen else full
