"""Denied acts: what becomes of a subject with what was denied of it, and without.

The law: a denied act is content. Whoever believes the denier alone, and common ground, goes without the act; whoever believes
him among others has it and goes without it, and takes nothing else along; all others keep it. What was brought by an act
is not there without that act, unless somebody states it anew: an answer to a demand makes no demand.

Examples:
    A newspaper reports a demand, and Azerbaijan denies having made it:

    >>> from peacetrack.aspects.conditions import CONDITIONS
    >>> from peacetrack.state.timeline import replay
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {event: denied, date: 2024-06-03, by: azerbaijan, of: law}
    ... ''').log
    >>> for account in ("armenia", "azerbaijan", "everyone"):
    ...     fact = replay(log, account=account)[CONDITIONS].get("law")
    ...     print(account, fact and [[event.id for event in fact.because], fact.disputed])
    armenia [['law'], False]
    azerbaijan None
    everyone [[], True]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.beliefs.accounts import Account
from peacetrack.beliefs.readings import MOST_READINGS
from peacetrack.beliefs.reports import Beliefs
from peacetrack.beliefs.unordered import Orders
from peacetrack.beliefs.view import View
from peacetrack.model.ids import EventId
from peacetrack.model.once import once
from peacetrack.state.histories import History
from peacetrack.state.unsettled import Followed, Unsettled, unsettled


@attrs.frozen
class Denials:
    """
    What an account makes of the events that were denied, by their positions.

    Attributes:
        lacking: Those that it goes without.
        doubted: Those that it has and goes without, since it believes a denier among others.
    """

    lacking: frozenset[int]
    doubted: frozenset[int]

    @classmethod
    def of(cls, beliefs: Beliefs, account: Account, places: Mapping[EventId, int]) -> Denials:
        """Tell what an account makes of all that was denied."""
        denied = {places[name]: against for name, against in beliefs.denied.items() if name in places}
        one = account.speaker
        return cls(
            frozenset(place for place, against in denied.items() if account.common or one in against),
            frozenset(
                place
                for place, against in denied.items()
                if one is None and any(map(account.believes, against))
            ),
        )


def is_lost(aspect: Aspect[Any], history: History, beliefs: Beliefs) -> bool:
    """Tell whether somebody denies the act that brought the subject of a history."""
    return history.origin.id in beliefs.denied and _brings(aspect, history.origin)


def choices(places: Sequence[int]) -> Iterator[Sequence[int]]:
    """List which of some events happened, all of them first; of too many only all, all but each, each alone, and none."""
    most = len(places)
    sizes = range(most, -1, -1) if 1 << most <= MOST_READINGS else (most, most - 1, 1, 0)
    for size in sizes:
        yield from combinations(places, size)


def courses_of(  # noqa: PLR0913 - all on which a course depends
    view: View,
    aspect: Aspect[Any],
    history: History,
    had: frozenset[int],
    happened: Callable[[int], bool],
    is_open: Callable[[int], bool],
) -> tuple[list[Followed], bool]:
    """
    Follow some events of a subject, in each order that they may have had.

    Args:
        view: What is believed.
        aspect: Of which aspect.
        history: Of which subject, on which account.
        had: The positions of the events; they need not all be of that account.
        happened: Tells of a position whether its event had happened, or may have.
        is_open: Tells it of one whether it may not have.

    Returns:
        The courses, and whether these are all.
    """
    found = unsettled(view, aspect, history, sorted(had.difference(history.positions)))
    found = found or Unsettled(view, aspect, history, Orders((tuple(sorted(had)),)))
    brought = _bringing(aspect) if is_lost(aspect, history, view.beliefs) else None
    happening = sorted(place for place in had if happened(place))
    perhaps = [place for place in happening if is_open(place)]
    courses: list[Followed] = []
    for chosen in choices(perhaps):
        kept = frozenset(happening).difference(perhaps).union(chosen)
        orders = {tuple(place for place in order if place in kept): None for order in found.orders.orders}
        courses += _admitted(found, [_begun(view, order, brought) for order in orders])
    return courses, found.orders.exact and 1 << len(perhaps) <= MOST_READINGS


def _admitted(found: Unsettled, orders: Sequence[tuple[int, ...]]) -> list[Followed]:
    """Follow the orders that refuse the fewest events; what they refuse applies as from an unknown status."""
    refused = {order: len(found.follow(order, ()).refused) for order in orders}
    fewest = min(refused.values())
    return [found.follow(order, (), gaps=True) for order in orders if refused[order] == fewest]


def _begun(view: View, places: Sequence[int], brought: frozenset[type[Event]] | None) -> tuple[int, ...]:
    """Leave out what only answers something that nobody has stated, or stated anew; nothing where that is not asked."""
    if brought is None:
        return tuple(places)
    ranks = (rank for rank, place in enumerate(places) if type(view.events[place]) in brought)
    return tuple(places[next(ranks, len(places)) :])


def _brings(aspect: Aspect[Any], origin: Event) -> bool:
    return aspect.creates is not None and isinstance(origin, aspect.creates[1])


@once
def _bringing(aspect: Aspect[Any]) -> frozenset[type[Event]]:
    """Name the kinds of events by which there is something that has a status: what brings it, and what states it anew."""
    return aspect.table.leading_to(*aspect.start) | frozenset(aspect.creates[1:] if aspect.creates else ())
