"""Replay: one pass over the ordered events, each looked up in the table of its aspect.

The law: what a status becomes depends on nothing but the status, the event and the table. An event whose content is
some actors' word reaches their histories of a subject, any other event all of its histories. It is refused when every
history that it reaches refuses it, and only in the view that believes all that had been published by a day; then it changes nothing. Where only
some refuse it, or the view is narrower, it applies there as from an unknown status, and the gap is listed.

A transition, worked out once for a kind of event and a set of statuses, says nothing that the table does not say. Where an
outcome depends on more than these and one guard, there is none, and the cells are asked one by one.

Examples:
    Of four events the third is refused, for only the addressee can reject a demand; the fourth changes what stands:

    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.beliefs.view import take
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: signed, date: 2024-06-02, instrument: treaty}
    ... - {id: no, event: condition_rejected, date: 2024-06-03, by: azerbaijan, condition: law}
    ... - {event: condition_accepted, date: 2024-06-04, by: armenia, condition: law}
    ... ''').log
    >>> replay = Replay(log.cast)
    >>> replay.apply(take(log).events)
    >>> history = replay.histories_of(CONDITIONS)["law"]
    >>> history.positions.tolist(), [sorted(map(str, statuses)) for statuses in history.possible]
    ([0, 3], [['raised'], ['raised'], ['accepted']])
    >>> [(refusal.event.id, refusal.guard.name) for refusal in replay.refusals]
    [('no', 'by the addressee')]
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from operator import attrgetter
from typing import Any

import attrs

from peacetrack.aspects import ASPECTS
from peacetrack.aspects.lifecycle import Aspect, Event, Guard, Row, Unless
from peacetrack.aspects.vocabulary import UnknownAspectError
from peacetrack.beliefs.accounts import COMMON_GROUND
from peacetrack.beliefs.reports import Beliefs
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.ids import ActorId, EventId, SpeakerId
from peacetrack.model.once import once
from peacetrack.state.histories import START, History, Statuses, StatusSets


@attrs.frozen
class Refusal:
    """
    An event that the table does not allow.

    Attributes:
        event: The event.
        aspect: Of which lifecycle.
        subject: Of what.
        earlier: The events of the subject's history that its rules look at, from the one that began it.
        before: The statuses it had.
        row: The deciding row: a refusal, or one whose guard does not hold.
    """

    event: Event
    aspect: Aspect[Any]
    subject: str
    earlier: tuple[Event, ...]
    before: Statuses
    row: Row[Any]

    @property
    def origin(self) -> Event:
        """Give the event that began the subject's history."""
        return self.earlier[0]

    @property
    def guard(self) -> Guard | None:
        """Give the guard that did not hold, when it is that."""
        return None if self.row.is_refusal else self.row.when


#: The number of the statuses to which an event leads, None where that depends on more; the guard that has to hold, and the
#: exceptions none of which may.
Transition = tuple[int | None, Guard | None, tuple[Unless, ...]]


class AspectHistories:
    """
    The histories of one aspect.

    Attributes:
        of: The history of each subject.
        alone: The same by what its events name, where that is the subject alone and several events have named it.
        sets: The sets of statuses that its subjects have had.
        recalled: The kinds of events at which some exception looks later.
    """

    __slots__ = ("alone", "of", "recalled", "sets")

    def __init__(self, aspect: Aspect[Any]) -> None:
        self.of: dict[str, History] = {}
        self.alone: dict[Hashable, History] = {}
        self.sets = StatusSets(aspect.start)
        rules = [rule for _, _, row in aspect.table for rule in (row.when, *row.unless) if rule]
        self.recalled = frozenset(kind for rule in rules for kind in rule.asks or ())


class KindDispatch:
    """All that is needed to apply one kind of event to one aspect, looked up once."""

    __slots__ = (
        "alone",
        "arrives",
        "aspect",
        "has_speakers",
        "histories",
        "is_recalled",
        "kind",
        "let",
        "looks_back",
        "named",
        "remembers",
        "rows",
        "sets",
        "transitions",
    )  # fmt: skip

    def __init__(
        self, kind: type[Event], aspect: Aspect[Any], histories: AspectHistories, cast: Cast
    ) -> None:
        self.kind = kind
        self.aspect = aspect
        self.histories = histories.of
        self.alone = histories.alone
        self.sets = histories.sets
        own = aspect.named_by in (field.name for field in attrs.fields(kind))
        self.named: Callable[[Any], Hashable] = (
            attrgetter(aspect.named_by) if own else lambda event: aspect.subjects(event, cast)
        )
        self.has_speakers = kind.is_testimony or kind.is_of_all
        self.arrives = kind in aspect.arriving
        self.rows = aspect.table.cells[kind]
        self.is_recalled = kind in histories.recalled
        self.looks_back = any(unless.asks is None for row in self.rows.values() for unless in row.unless)
        self.transitions: dict[int, Transition] = {}
        guards = {row.when for row in self.rows.values() if row.when is not None}
        self.remembers = len(guards) == 1 and all(guard.asks_only_who for guard in guards)
        self.let: dict[History, tuple[SpeakerId, ...]] = {}

    def lets(self, guard: Guard, event: Event, history: History, cast: Cast) -> bool:
        """Ask a guard, and remember whom it let through, where it asks for nothing else."""
        holds = guard.holds(event, _since(history.origin, history.recalled), cast)
        if holds and self.remembers:
            self.let[history] = event.by
        return holds

    def excepts(self, unless: tuple[Unless, ...], event: Event, history: History, cast: Cast) -> bool:
        """Tell whether one of some exceptions holds, so that the event does not lead where the row says."""
        earlier = _since(history.origin, history.recalled)
        return any(one.holds(event, earlier, cast) for one in unless)

    def transition(self, before: int) -> Transition:
        """Work out, once for each set of statuses, where the event leads and who may say so; nowhere when that depends on more."""
        rows = [self.rows[status] for status in self.sets.of[before]]
        guards, exceptions = {row.when for row in rows}, {row.unless for row in rows}
        depends = (
            self.arrives or self.looks_back or len(exceptions) > 1 or (len(rows) > 1 and guards != {None})
        )
        after = frozenset(() if depends else (row.to for row in rows if row.to is not None))
        transition = self.transitions[before] = (
            (self.sets.number(after) if after else None),
            next(iter(guards)),
            next(iter(exceptions)),
        )
        return transition


#: The actors whose word an event is; nobody's in particular when empty.
Speakers = tuple[ActorId, ...]


class Replay:
    """
    The histories of a view, built in one pass.

    This is the private builder: it changes while events are applied, and nobody else changes it.
    """

    def __init__(
        self,
        cast: Cast,
        *,
        beliefs: Beliefs | None = None,
        refused: frozenset[EventId] | None = None,
        aspects: tuple[Aspect[Any], ...] = ASPECTS,
    ) -> None:
        """
        Begin before any event.

        Args:
            cast: The cast of the log.
            beliefs: Whose word the content of each event is, and who denied it; as the events themselves say when None.
            refused: Events that are left out; None to decide which, as only the view that believes everything may.
            aspects: The aspects of which it builds histories.
        """
        self.cast = cast
        self.beliefs = beliefs
        self.denied: Mapping[EventId, frozenset[ActorId]] = beliefs.denied if beliefs else {}
        self.judges = refused is None
        self.refused = refused or frozenset()
        self.aspects = aspects
        self._histories = {aspect.name: AspectHistories(aspect) for aspect in aspects}
        self.histories: dict[str, dict[str, History]] = {
            name: histories.of for name, histories in self._histories.items()
        }
        self.refusals: list[Refusal] = []
        self.gaps: list[tuple[Event, str]] = []
        self.gap_speakers: list[ActorId | None] = []
        self._events: Sequence[Event] = ()
        self._nobodys: dict[tuple[SpeakerId, ...], bool] = {}

    @cached_property
    def _dispatches(self) -> dict[type[Event], KindDispatch]:
        return {
            kind: KindDispatch(kind, aspect, self._histories[aspect.name], self.cast)
            for aspect in self.aspects
            for kind in aspect.table.events
        }

    def histories_of(self, aspect: Aspect[Any]) -> dict[str, History]:
        """
        Give the histories of an aspect, by their subjects.

        Raises:
            UnknownAspectError: It is none of those of which this has histories.
        """
        if aspect.name not in self.histories:
            raise UnknownAspectError(aspect.name)
        return self.histories[aspect.name]

    def apply(self, events: Sequence[Event]) -> None:
        """Apply further events, in the order of replay."""
        dispatches, cast, refused, denied = self._dispatches, self.cast, self.refused, self.denied
        before_them = self._go_on_with(events)
        for position, event in enumerate(events, before_them):
            dispatch = dispatches.get(type(event))
            if dispatch is None:
                continue
            # Most events are about one subject of which nobody has a history of his own: these take no function call but the
            # guard's, and only where it has not let the same speakers through before.
            history = dispatch.alone.get(dispatch.named(event))
            if (
                history is not None
                and history.by_speaker is None
                and (not (event.according_to or dispatch.has_speakers) or self._is_nobodys(event.speakers))
                and not (refused and event.id in refused)
                and not (denied and event.id in denied)
            ):
                before = history.numbers[-1]
                after, guard, unless = dispatch.transitions.get(before) or dispatch.transition(before)
                if (
                    after is not None
                    and (
                        guard is None
                        or dispatch.let.get(history) == event.by
                        or dispatch.lets(guard, event, history, cast)
                    )
                    and not (unless and dispatch.excepts(unless, event, history, cast))
                ):
                    history.positions.append(position)
                    history.numbers.append(after)
                    if dispatch.is_recalled:
                        history.recall(event)
                    continue
            if not (refused and event.id in refused):
                self._apply_slowly(dispatch, event, position)

    def _is_nobodys(self, speakers: tuple[SpeakerId, ...]) -> bool:
        """Tell whether the word of some speakers is nobody's in particular, whoever has confirmed it."""
        known = self._nobodys.get(speakers)
        if known is None:
            chosen = self.beliefs is not None and self.beliefs.as_one
            known = self._nobodys[speakers] = chosen or not self.cast.carriers(speakers)
        return known

    def _go_on_with(self, events: Sequence[Event]) -> int:
        """Keep further events, and tell how many there were before; those of a view are kept as the view has them."""
        number = len(self._events)
        if isinstance(self._events, list):
            self._events += events
        else:
            self._events = [*self._events, *events] if number else tuple(events)
        return number

    @property
    def events(self) -> tuple[Event, ...]:
        """Give all events that were applied, in their order; refused ones are among them."""
        return tuple(self._events)

    @property
    def gapped(self) -> Mapping[EventId, frozenset[ActorId | None]]:
        """Map each event that applies as from an unknown status to those in whose account; None is that of sources alone."""
        found: dict[EventId, frozenset[ActorId | None]] = {}
        for (event, _), speaker in zip(self.gaps, self.gap_speakers, strict=True):
            found[event.id] = found.get(event.id, frozenset()) | {speaker}
        return found

    def refusal_of(self, event: Event) -> Refusal | None:
        """Say why the tables would not allow an event that comes next; None when they would. Nothing changes."""
        dispatch = self._dispatches.get(type(event))
        if dispatch is None:
            return None
        subjects, speakers = dispatch.aspect.subjects(event, self.cast), self._speakers(event)
        judged = self._judged(dispatch, event, subjects, speakers=speakers)
        return judged if isinstance(judged, Refusal) else None

    def reached_by(self, history: History, event: Event) -> tuple[History, ...]:
        """Give the histories of a subject that an event reaches, by whose word it is."""
        return self._would_reach(history, event, self._speakers(event))

    def _apply_slowly(self, dispatch: KindDispatch, event: Event, position: int) -> None:
        """Apply an event to every history that it reaches; judge all of them before any is changed."""
        subjects, speakers = dispatch.aspect.subjects(event, self.cast), self._speakers(event)
        judged = self._judged(dispatch, event, subjects, speakers=speakers)
        if isinstance(judged, Refusal):
            self.refusals.append(judged)
            return
        for subject, history, outcomes in judged:
            if dispatch.histories.setdefault(subject, history).positions and len(subjects) == 1:
                dispatch.alone[dispatch.named(event)] = history
            reached = self._reached(history, event, position, speakers)
            for one, after in zip(reached, outcomes, strict=True):
                one.add(
                    position, self._gap(dispatch, event, subject, one) if isinstance(after, Row) else after
                )
                if dispatch.is_recalled:
                    one.recall(event)
        for subject in self._arriving(dispatch, event):
            self._arrive(dispatch, event, position, subject, speakers=speakers)

    def _arriving(self, dispatch: KindDispatch, event: Event) -> tuple[str, ...]:
        return dispatch.aspect.arrivals(event, self.cast) if dispatch.arrives else ()

    def _judged(
        self, dispatch: KindDispatch, event: Event, subjects: tuple[str, ...], *, speakers: Speakers
    ) -> Refusal | list[tuple[str, History, list[int | Row[Any]]]]:
        """Give where an event leads in every history that it reaches, or the first refusal by all of one subject's."""
        arriving = self._arriving(dispatch, event)
        parts = dispatch.aspect.parts(event, self.cast) if len(subjects) > 1 else ()
        judged: list[tuple[str, History, list[int | Row[Any]]]] = []
        for subject in subjects:
            history = dispatch.histories.get(subject)
            if history is None and subject in arriving:
                continue
            history = history or self._begun(dispatch, event, subject)
            reached = self._would_reach(history, event, speakers)
            outcomes = [self._outcome(dispatch, event, one) for one in reached]
            if subject in parts:
                outcomes = [
                    self._of_part(dispatch, one, after) for one, after in zip(reached, outcomes, strict=True)
                ]
            else:
                outcomes = [
                    self._of_whole(dispatch, event, subject, one, after) if isinstance(after, Row) else after
                    for one, after in zip(reached, outcomes, strict=True)
                ]
            if self.judges and all(isinstance(outcome, Row) for outcome in outcomes):
                row: Any = outcomes[0]
                before = reached[0].after(-1)
                earlier = tuple(_since(history.origin, reached[0].recalled))
                return Refusal(event, dispatch.aspect, subject, earlier, before, row)
            judged.append((subject, history, outcomes))
        return judged

    def _of_part(self, dispatch: KindDispatch, one: History, after: int | Row[Any]) -> int:
        """Give where a part comes to stand: where it was, if the table keeps it there or it is not told which parts move."""
        before = one.numbers[-1]
        if isinstance(after, Row):
            return before
        if dispatch.kind in dispatch.aspect.of_all_parts:
            return after
        return dispatch.sets.number(dispatch.sets.of[before] | dispatch.sets.of[after])

    def _of_whole(
        self, dispatch: KindDispatch, event: Event, subject: str, one: History, refused: Row[Any]
    ) -> int | Row[Any]:
        """
        Ask the table once more, of what its parts make of a subject, where some of them moved later than it.

        "A node with parts derives its status": what was agreed, and of which a paragraph was reopened, is partly agreed.
        """
        last = one.positions[-1] if one.positions else -1
        later: list[bool] = []

        def statuses_of(part: str) -> Statuses:
            base = dispatch.histories.get(part)
            base = base or self._begun(dispatch, event, part)
            mine = next(
                (own for actor, own in (base.by_speaker or {}).items() if one is whole.get(actor)), base
            )
            later.append(bool(mine.positions) and mine.positions[-1] > last)
            return mine.after(-1)

        history = dispatch.histories.get(subject)
        whole = (history.by_speaker or {}) if history else {}
        before = dispatch.aspect.by_parts(subject, statuses_of, self.cast)
        after = self._led_to(dispatch, event, one, before) if any(later) else refused
        return after if isinstance(after, Row) else dispatch.sets.number(after)

    def _begun(self, dispatch: KindDispatch, event: Event, subject: str) -> History:
        """Begin the history of a subject, with the statuses that it may have before anything is stated of it."""
        begins = dispatch.aspect.begins(subject, self.cast)
        return History(event, dispatch.sets, first=dispatch.sets.number(begins) if begins else START)

    def _outcome(self, dispatch: KindDispatch, event: Event, one: History) -> int | Row[Any]:
        before = one.numbers[-1]
        known, guard, unless = dispatch.transitions.get(before) or dispatch.transition(before)
        if (
            known is not None
            and (guard is None or dispatch.lets(guard, event, one, self.cast))
            and not dispatch.excepts(unless, event, one, self.cast)
        ):
            return known
        after = self._led_to(dispatch, event, one, one.after(-1))
        return after if isinstance(after, Row) else dispatch.sets.number(after)

    def _led_to(
        self, dispatch: KindDispatch, event: Event, one: History, before: Statuses
    ) -> Statuses | Row[Any]:
        # A long history is looked through only where a row asks for it.
        earlier = (
            [self._events[position] for position in one.positions] if dispatch.looks_back else one.recalled
        )
        return leads_to(dispatch.rows, event, one.origin, self.cast, before, earlier)

    def _gap(self, dispatch: KindDispatch, event: Event, subject: str, one: History) -> int:
        """Let an event apply as from an unknown status."""
        self.gaps.append((event, subject))
        self.gap_speakers.append(one.speaker)
        after = self._led_to(dispatch, event, one, frozenset(dispatch.rows))
        return START if isinstance(after, Row) else dispatch.sets.number(after)

    def _speakers(self, event: Event) -> Speakers:
        return self.beliefs.carriers(event) if self.beliefs else self.cast.carriers(event.speakers)

    def _would_reach(self, history: History, event: Event, speakers: Speakers) -> tuple[History, ...]:
        """Give the histories that an event would reach, without beginning any."""
        own = history.by_speaker or {}
        if speakers:
            return tuple(own.get(actor, history) for actor in speakers)
        return (history, *(one for actor, one in own.items() if not self._is_denied_by(actor, event)))

    def _is_denied_by(self, actor: ActorId, event: Event) -> bool:
        # What anybody denies is common ground no more.
        denied = self.denied.get(event.id)
        return (actor == COMMON_GROUND or actor in denied) if denied else False

    def _reached(
        self, history: History, event: Event, position: int, speakers: Speakers
    ) -> tuple[History, ...]:
        """Give the histories that an event reaches; begin one for each actor whose word it is, or who denies it."""
        against = self.denied.get(event.id, frozenset())
        if speakers or against:
            own = history.by_speaker = {} if history.by_speaker is None else history.by_speaker
            for actor in (*speakers, *sorted(against), *((COMMON_GROUND,) if against else ())):
                if actor not in own:
                    own[actor] = history.begun_by(position, actor)
            if against:
                history.denials.append((position, (speakers, against)))
        return self._would_reach(history, event, speakers)

    def _arrive(
        self, dispatch: KindDispatch, event: Event, position: int, subject: str, *, speakers: Speakers
    ) -> None:
        """Begin anew the history of what an event brings."""
        stated = getattr(event, "status", None)
        number = dispatch.sets.number(frozenset({stated})) if stated else START
        history = dispatch.histories.setdefault(subject, History(event, dispatch.sets))
        for one in self._reached(history, event, position, speakers):
            if one.positions and one.positions[-1] == position:
                one.numbers[-1] = number
            else:
                one.add(position, number)


def replayed(view: View, *, refused: frozenset[EventId] | None = None) -> Replay:
    """
    Replay the events of a view.

    Args:
        view: What is believed, in its order.
        refused: Events that are left out; None to decide which, as only the view that believes everything may.

    Returns:
        The histories of all subjects of the log's aspects, with the refusals and gaps.
    """
    replay = Replay(view.log.cast, beliefs=view.beliefs, refused=refused, aspects=view.log.vocabulary.aspects)
    replay.apply(view.events)
    return replay


def leads_to(  # noqa: PLR0913 - all on which an outcome depends
    rows: Mapping[Any, Row[Any]],
    event: Event,
    origin: Event,
    cast: Cast,
    before: Statuses,
    earlier: Sequence[Event],
) -> Statuses | Row[Any]:
    """Give the statuses after an event, or the row that refuses it when no possible status allows it."""
    after: set[StrEnum] = set()
    refusals: list[Row[Any]] = []
    for status in sorted(before):
        row = rows[status]
        history = _since(origin, earlier) if row.when or row.unless else ()
        if row.is_refusal or (row.when is not None and not row.when.holds(event, history, cast)):
            refusals.append(row)
        else:
            exception = next((unless for unless in row.unless if unless.holds(event, history, cast)), None)
            after.add((row.to if exception is None else exception.to) or status)
    return frozenset(after) if after else refusals[0]


@once
def depends(aspect: Aspect[Any], kind: type[Event]) -> bool:
    """Tell whether it depends on earlier events where a kind of event leads, and not on the status alone."""
    rows = aspect.table.cells[kind].values()
    return any(rule.asks != () for row in rows for rule in (row.when, *row.unless) if rule)


def _since(origin: Event, earlier: Sequence[Event]) -> Sequence[Event]:
    """Give the events of a history from the one that began it."""
    return earlier if earlier and earlier[0] is origin else (origin, *earlier)


def outcome(  # noqa: PLR0913 - all on which an outcome depends
    aspect: Aspect[Any], event: Event, origin: Event, cast: Cast, before: Statuses, earlier: Sequence[Event]
) -> Statuses:
    """Give the statuses to which an event may lead from some others; none when all of them refuse it."""
    after = leads_to(aspect.table.cells[type(event)], event, origin, cast, before, earlier)
    return frozenset() if isinstance(after, Row) else after
