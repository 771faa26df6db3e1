"""Agreement of two coders: what both have, what one has and the other has not, and how far they agree beyond chance.

Two people code the same article. Events are matched by the places that they cite, and then by what they say. The measure is
Krippendorff's alpha for nominal data (Krippendorff, *Content Analysis*, chapter 12): 1 is full agreement, 0 what chance
would give, and below 0 the coders disagree systematically.

The law: each event of either coder stands in one match, and in no other; what one of them has coded otherwise than the other
is named by field, and what was said of its coding (its id, its note) is no difference.

Examples:
    Both have the demand and differ in its day; only the second has the answer:

    >>> from peacetrack.testing.reading import read_text
    >>> text = '''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... source: {id: gazette, publisher: The Gazette}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it, cite: 4}
    ... '''
    >>> answer = "- {id: no, event: condition_rejected, date: 2024-06-03, by: armenia, condition: law, cite: 5}"
    >>> other = text.replace("06-01", "06-02") + answer
    >>> found = agreement(read_text(text).log, read_text(other).log)
    >>> [(match.one, match.other, match.differs) for match in found.matches]
    [('law', 'law', ('date',)), (None, 'no', ())]
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from peacetrack.aspects import ROOMS
from peacetrack.aspects.lifecycle import Event
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId

#: What each kind of event is about: the room of its aspect.
ABOUT: Final = {kind: room.__name__.rpartition(".")[2] for room in ROOMS for kind in room.EVENTS}
#: The value of an item that a coder does not have.
ABSENT: Final = "absent"
#: Fields that say how something was coded, not what.
OWN: Final = frozenset(
    {"id", "source", "cite", "note", "as_said", "basis", "inferred", "after", "confidential"}
)


class MissingExtraError(ImportError):
    """The measure needs a library that is not installed."""

    def __str__(self) -> str:
        return "the measure needs the package krippendorff: `pip install peacetrack[agreement]`"


@attrs.frozen(kw_only=True)
class Match:
    """
    What two coders made of one thing.

    Attributes:
        one: The event of the first coder; None where that coder has nothing.
        other: The event of the second coder; None where that coder has nothing.
        differs: The fields in which the two say something else, as they are called in the classes; `event` is the kind.
    """

    one: EventId | None
    other: EventId | None
    differs: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Agreement:
    """
    How far two codings agree.

    Attributes:
        matches: What both coders have, in the order of the first; then what only the first has, then what only the other.
        alphas: Krippendorff's alpha of the kinds of events, for each aspect of which either coder tells and for `all`
            of them; None where every item has the same value, because then chance explains everything.
    """

    matches: tuple[Match, ...]
    alphas: tuple[tuple[str, float | None], ...]

    @property
    def only_one(self) -> tuple[EventId, ...]:
        """Name the events that only the first coder has."""
        return tuple(match.one for match in self.matches if match.one is not None and match.other is None)

    @property
    def only_other(self) -> tuple[EventId, ...]:
        """Name the events that only the second coder has."""
        return tuple(match.other for match in self.matches if match.other is not None and match.one is None)


def agreement(one: Log, other: Log) -> Agreement:
    """
    Compare two codings of the same documents.

    Args:
        one: The log of one coder.
        other: The log of the other. Documents are the same when they have one sha256, file, address or id.

    Raises:
        MissingExtraError: The package `krippendorff` is not installed.
    """
    pairs = _pairs(one, other)
    first, second = ({event.id for event, _ in pairs}, {event.id for _, event in pairs})
    alone = [event for event in one.events if event.id not in first]
    alien = [event for event in other.events if event.id not in second]
    matches = (
        *(
            Match(one=mine.id, other=theirs.id, differs=tuple(_differing(mine, theirs)))
            for mine, theirs in pairs
        ),
        *(Match(one=event.id, other=None) for event in alone),
        *(Match(one=None, other=event.id) for event in alien),
    )
    items: list[tuple[Event | None, Event | None]] = [
        *pairs,
        *((event, None) for event in alone),
        *((None, event) for event in alien),
    ]
    return Agreement(matches=matches, alphas=tuple(_alphas(items)))


Place = tuple[str, int | None]


def _places(log: Log, event: Event) -> frozenset[Place]:
    """Give the places that an event cites, with names for documents that both coders share."""
    found = set()
    for place in log.citations(event):
        source = log.sources.get(place.source) if place.source else None
        if source is not None:
            found.add((source.sha256 or source.file or source.url or source.id, place.paragraph))
    return frozenset(found)


def _pairs(one: Log, other: Log) -> list[tuple[Event, Event]]:
    """Match each event with the one that is most like it, the most alike first; each is matched once."""
    mine, theirs = ([(event, _places(log, event)) for event in log.events] for log in (one, other))
    scored = sorted(
        (
            (-score, place, match)
            for place, (event, cited) in enumerate(mine)
            for match, (rival, named) in enumerate(theirs)
            if (score := _likeness(event, rival, cited, named)) > 0
        )
    )
    taken: dict[int, int] = {}
    for _, place, match in scored:
        if place not in taken and match not in taken.values():
            taken[place] = match
    return [(mine[place][0], theirs[taken[place]][0]) for place in sorted(taken)]


def _likeness(one: Event, other: Event, cited: frozenset[Place], named: frozenset[Place]) -> float:
    """Tell how alike two events are: nothing unless they cite a common place; then kind, place, date and fields count."""
    common = cited & named
    if not common:
        return 0.0
    same_kind = 4.0 if type(one) is type(other) else 0.0
    return same_kind + 2 * len(common) / len(cited | named) + _likeness_of_fields(one, other)


def _likeness_of_fields(one: Event, other: Event) -> float:
    if type(one) is not type(other):
        return 1.0 if one.true_of == other.true_of else 0.0
    fields = [field.name for field in attrs.fields(type(one)) if field.name not in OWN]
    alike = [name for name in fields if getattr(one, name) == getattr(other, name)]
    return 2 * len(alike) / len(fields)


def _differing(one: Event, other: Event) -> Iterator[str]:
    """Name the fields in which two events say something else."""
    if type(one) is not type(other):
        yield "event"
    names = [field.name for field in attrs.fields(type(one)) if field.name not in OWN]
    for name in names:
        if hasattr(other, name) and getattr(one, name) != getattr(other, name):
            yield name


Items = Sequence[tuple[Event | None, Event | None]]


def _alphas(items: Items) -> Iterator[tuple[str, float | None]]:
    """Measure each aspect of which either coder tells, in the order of the aspects, and then all together."""
    abouts = [{ABOUT.get(type(event), "own aspects") for event in item if event} for item in items]
    for about in (*dict.fromkeys(ABOUT.values()), "own aspects"):
        chosen = [item for item, own in zip(items, abouts, strict=True) if about in own]
        if chosen:
            yield about, _alpha(chosen)
    yield "all", _alpha(items)


def _alpha(items: Items) -> float | None:
    try:
        import krippendorff
    except ImportError as error:
        raise MissingExtraError from error
    values = [[event.kind if event else ABSENT for event in item] for item in items]
    domain = {value: number for number, value in enumerate(dict.fromkeys(v for item in values for v in item))}
    if len(domain) < 2:
        return None
    ratings = [[domain[item[coder]] for item in values] for coder in (0, 1)]
    measured: float = krippendorff.alpha(reliability_data=ratings, level_of_measurement="nominal")
    return round(measured, 6)
