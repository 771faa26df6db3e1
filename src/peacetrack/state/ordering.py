"""Where the order of events matters and is not on record.

The law: two events on one subject whose dates overlap, and neither of which is known to follow the other, may have
happened in either order. That is a finding when they do not commute, which is read off the tables: from some status that
the subject can have had, one and then the other leads elsewhere than the other and then the one, and neither order refuses more of them.
So where nothing is found of a subject, every order that the dates allow leaves it with the same status. A count never commutes with an
event that moves a unit of its instrument. Entries of one date in one file keep the author's order and are never reported.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cached_property
from typing import Any

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.aspects.replacing import content_of, may_say_otherwise, says_otherwise
from peacetrack.beliefs.unordered import is_open, may_change_places
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Finding, Severity
from peacetrack.state.facts import either
from peacetrack.state.histories import History, Statuses
from peacetrack.state.replay import Replay, outcome
from peacetrack.state.unsettled import commute


def order_findings(view: View, replay: Replay) -> Iterator[Finding]:
    """
    Report each subject with events whose order matters and is not known.

    Args:
        view: What is believed.
        replay: The same, replayed.
    """
    refused = _refused(view, replay)
    for aspect in replay.aspects:
        for subject, base in replay.histories[aspect.name].items():
            strays = refused.get((aspect.name, subject), ())
            for history in base.every:
                pairs = _Pairs(view, replay.cast, aspect, subject, history, (*history.positions, *strays))
                found = _first(pairs) if len(pairs.places) > 1 else None
                if found is not None:
                    is_placed = any(is_open(view, place) for place in found[0])
                    first, second = (view.events[place] for place in found[0])
                    finding = _finding(subject, first, second, found[1])
                    yield open_ended(finding) if is_placed else finding
                    break


def _refused(view: View, replay: Replay) -> Mapping[tuple[str, str], list[int]]:
    """Map each subject to the events that were refused: in another order they might not have been."""
    found: dict[tuple[str, str], list[int]] = {}
    places = {event.id: place for place, event in enumerate(view.events)} if replay.refusals else {}
    for refusal in replay.refusals:
        for subject in refusal.aspect.subjects(refusal.event, replay.cast):
            found.setdefault((refusal.aspect.name, subject), []).append(places[refusal.event.id])
    return found


Results = tuple[str, str]


@attrs.frozen(slots=False, eq=False)
class _Pairs:
    """One history of a subject, with what was refused of it; pairs of its events are applied in either order."""

    view: View
    cast: Cast
    aspect: Aspect[Any]
    subject: str
    history: History
    places: tuple[int, ...]

    @cached_property
    def reached(self) -> frozenset[StrEnum]:
        """Give every status that the subject can have had, in whatever order its events are applied."""
        events = [self.view.events[place] for place in self.places]
        found, ahead = {*self.history.possible[0]}, [*self.history.possible[0]]
        while ahead:
            here = frozenset({ahead.pop()})
            for event in events:
                after = {*outcome(self.aspect, event, self.history.origin, self.cast, here, ())}
                if self._arrives(event):
                    after |= self._arrived(event)
                ahead += after - found
                found |= after
        return frozenset(found)

    def _arrives(self, event: Event) -> bool:
        aspect = self.aspect
        return type(event) in aspect.arriving and self.subject in aspect.arrivals(event, self.cast)

    def _arrived(self, event: Event) -> Statuses:
        stated = getattr(event, "status", None)
        return frozenset({stated}) if stated else self.aspect.start

    def results(self, one: int, other: int) -> Results | None:
        """Apply two events in either order; None when that leads to the same, from any status."""
        pair = [self.view.events[place] for place in sorted((one, other))]
        if says_otherwise(*pair):
            return content_of(pair[1]), content_of(pair[0])
        end = bisect_left(self.history.positions, min(one, other))
        earlier = [self.view.events[place] for place in self.history.positions[:end]]
        single = (frozenset({status}) for status in self.aspect.table.statuses if status in self.reached)
        for start in dict.fromkeys((self.history.possible[end], *single)):
            first, second = (self._after(start, order, earlier) for order in (pair, pair[::-1]))
            # An order that the table refuses is no order.
            if first != second and len(first[1]) == len(second[1]):
                return _in_words(*first), _in_words(*second)
        return None

    def _after(
        self, start: Statuses, order: Sequence[Event], earlier: Sequence[Event]
    ) -> tuple[Statuses, frozenset[EventId], str]:
        """Follow events from a status: what it becomes, and which of them are refused."""
        here, refused = start, list[Event]()
        for index, event in enumerate(order):
            before = (*earlier, *order[:index])
            after = outcome(self.aspect, event, self.history.origin, self.cast, here, before)
            if self._arrives(event) and (after or not before):
                here = self._arrived(event)  # also where it is the first event of the subject
            elif after:
                here = after
            else:
                refused.append(event)
        return here, frozenset(event.id for event in refused), refused[0].kind if refused else ""


def _in_words(here: Statuses, refused: frozenset[EventId], kind: str) -> str:
    if refused:
        return f"`{kind}` would be refused"
    return either(here)


def open_ended(finding: Finding) -> Finding:
    """Note that an event with an open date takes its place in the order of replay, although it may have another."""
    return attrs.evolve(
        finding,
        message=f"{finding.message} One has an open date, and this order is taken.",
        severity=Severity.NOTE,
    )


def _first(pairs: _Pairs) -> tuple[tuple[int, int], Results] | None:
    """Find the first pair of a history whose order matters."""
    view = pairs.view
    kinds = {place: type(view.events[place]) for place in pairs.places}
    clashing = _overlapping(view, kinds, lambda one, other: _may_clash(pairs.aspect, one, other))
    for one, other in clashing:
        results = pairs.results(one, other) if may_change_places(view, one, other) else None
        if results is not None:
            return (min(one, other), max(one, other)), results
    return None


def _may_clash(aspect: Aspect[Any], one: type[Event], other: type[Event]) -> bool:
    return not commute(aspect, one, other) or may_say_otherwise(one, other)


def _overlapping(
    view: View, kinds: Mapping[int, Any], clash: Callable[[Any, Any], bool]
) -> Iterator[tuple[int, int]]:
    """
    Sweep events by their first days, and list the pairs that overlap and whose kinds clash.

    An event is compared with those kinds alone that clash with its own and are still possible on its first day; those
    of one date in one file keep their order and are passed over together. So the cost is that of sorting and of the
    number of kinds, unless many overlap whose order other events tell.
    """
    open_ones: dict[Any, dict[Hashable, list[int]]] = {}
    for place in sorted(kinds, key=lambda place: (view.earliest[place], place)):
        kind, own = kinds[place], _group(view, place)
        for earlier, groups in open_ones.items():
            if clash(earlier, kind):
                for group in [group for group in groups if group != own]:
                    if view.latest[groups[group][0]] < view.earliest[place]:
                        del groups[group]
                    else:
                        yield from ((other, place) for other in groups[group])
        open_ones.setdefault(kind, {}).setdefault(own, []).append(place)


def _group(view: View, place: int) -> Hashable:
    """Give the events of one date in one file, and of the same days, one name: their author stated their order."""
    event = view.events[place]
    return view.log.files.get(event.id), event.true_of, view.earliest[place], view.latest[place]


def _finding(subject: str, first: Event, second: Event, results: Results) -> Finding:
    return Finding(
        code="order-matters",
        message=(
            f"'{first.id}' and '{second.id}' may have happened in either order, and it matters for '{subject}': "
            f"{results[0]} in this order, {results[1]} in the other."
        ),
        entry=second.id,
        field="date",
        hint="Date them more precisely, or say which came first with `after`.",
        others=(("The other is here", first.id),),
    )
