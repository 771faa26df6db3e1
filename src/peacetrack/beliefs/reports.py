"""Beliefs: which reports are known and stand, who carries the content of each event, and how it reads after corrections.

A report is an entry together with the source of its file; a mention adds one. The law: nothing is ever deleted. A denial
takes an event out of the denier's account alone, and one of a field only what that field says. A retraction takes one report back, not what another report also
carries; with an event that no report carries any more goes what speaks only of it. A correction holds from the day on
which its own source is known.

Examples:
    Of three counts the first is denied by the other party, the second is read otherwise, and the third is taken back:

    >>> from peacetrack.beliefs.view import take
    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article}}
    ... events:
    ... - {id: first, event: count_stated, date: 2024-06-01, by: armenia, agreed: 13}
    ... - {id: second, event: count_stated, date: 2024-06-02, by: armenia, agreed: 14}
    ... - {id: third, event: count_stated, date: 2024-06-03, by: armenia, agreed: 15}
    ... - {event: denied, of: first, by: azerbaijan}
    ... - {event: corrected, of: second, field: date, was: 2024-06-02, now: 2024-06-09}
    ... - {event: retracted, of: third}
    ... ''').log
    >>> view = take(log)
    >>> [(event.id, str(event.date)) for event in view.events]
    [('first', '2024-06-01'), ('second', '2024-06-09')]
    >>> sorted(view.beliefs.denied["first"]), "third" in view.beliefs.gone
    (['azerbaijan'], True)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NewType, TypeVar, get_args

import attrs

from peacetrack.aspects.consents import joins
from peacetrack.aspects.lifecycle import CREATED, Event
from peacetrack.aspects.reports import Confirming, Correcting, Denying, OtherReport, Retelling, Retracting
from peacetrack.log.log import Log
from peacetrack.model.cast import Cast
from peacetrack.model.evidence import CONSENTING, NEGOTIATING
from peacetrack.model.hints import hints_of
from peacetrack.model.ids import (
    ActorId,
    ContactId,
    EventId,
    SourceId,
)
from peacetrack.model.once import once

#: Whose demands, objections and denials count: who negotiates, and whose consent is needed.
WITH_FORCE: Final = (NEGOTIATING, CONSENTING)

Entry = TypeVar("Entry", bound=Event)
AnyReport = TypeVar("AnyReport", bound=OtherReport)
#: Types of ids that name an event whatever aspects there are.
OF_ANY: Final = frozenset({EventId, ContactId})
#: Fields by which an event that speaks of something of its own is linked to another.
OF_ITS_OWN: Final = frozenset({"after", "in_reply_to", "since"})


@once
def referring_fields(kind: type[Event]) -> tuple[str, ...]:
    """Name the fields in which a kind of event refers to one that precedes it."""
    hints = hints_of(kind)
    return tuple(
        field.name
        for field in attrs.fields(kind)
        if field.name != "id"
        and any(_is_created(part) for part in (hints[field.name], *get_args(hints[field.name])))
    )


def _is_created(kind: Any) -> bool:
    """Tell whether a type of id names an event: that of any, of a contact, or of what an aspect says to be brought by one."""
    return isinstance(kind, NewType) and (kind in OF_ANY or kind in CREATED)


def references(event: Event) -> Iterator[tuple[str, EventId]]:
    """List the events to which an event refers, each with the field that does."""
    for name in referring_fields(type(event)):
        value = getattr(event, name)
        for target in value if isinstance(value, tuple) else (value,):
            if target is not None:
                yield name, target


#: Fields of an event by their names in its class, each with what stands there instead.
Changes = tuple[tuple[str, object], ...]


@attrs.frozen(eq=False)
class Beliefs:
    """
    What is believed of a log.

    Attributes:
        log: Of which log.
        known: The sources that are known; all of them when None.
        mentions: The mentions of each event that stand.
        confirmed: The actors who confirmed each event, and have not denied it since.
        confirmations: Their confirmations, in the order of the log.
        denied: The actors who denied each event, with force or because it is said to be theirs, and have not taken that back.
        otherwise: For each event the actors who denied some of its fields alone, likewise, each with what stands there by his word.
        denials: All denials that stand, whoever they are by.
        retracted: The entries that were taken back.
        gone: The events that no report carries any more, and those that speak only of them.
        corrections: The corrections of each event, in the order of their publication.
        as_one: What is believed was chosen as one word, so that nothing is anybody's in particular.
        supposed: Entries that a scenario supposes: they are known whatever had been published.
        is_plain: Every entry is an event that is known as it was stated: none is a report of another.
    """

    log: Log
    known: frozenset[SourceId | None] | None
    mentions: Mapping[EventId, tuple[Retelling, ...]]
    confirmed: Mapping[EventId, tuple[ActorId, ...]]
    confirmations: Mapping[EventId, tuple[Confirming, ...]]
    denied: Mapping[EventId, frozenset[ActorId]]
    otherwise: Mapping[EventId, Mapping[ActorId, Changes]]
    denials: Mapping[EventId, tuple[Denying, ...]]
    retracted: frozenset[EventId]
    gone: frozenset[EventId]
    corrections: Mapping[EventId, tuple[Correcting, ...]]
    as_one: bool = False
    supposed: frozenset[EventId] = frozenset()
    is_plain: bool = False

    def is_reported(self, event: Event) -> bool:
        """Tell whether an event's own report is known and stands."""
        known = self.known is None or event.source in self.known or event.id in self.supposed
        return known and event.id not in self.retracted

    def sayers(self, event: Event) -> tuple[ActorId, ...]:
        """Name the actors whose word an event is as it was told, whoever confirmed or denied it; none when it is the record's."""
        return () if self.as_one else self.log.cast.actors_of(event.speakers)

    def carriers(self, event: Event) -> tuple[ActorId, ...]:
        """
        Give the actors whose word an event is; nobody in particular when it rests on its source or on all parties.

        What an actor denies is not its word, whatever a document puts into its mouth: then it rests on the document.
        """
        carriers = self.sayers(event)
        if carriers and (confirming := self.confirmed.get(event.id)):
            carriers = tuple(dict.fromkeys((*carriers, *confirming)))
        if carriers and (against := self.denied.get(event.id)):
            carriers = tuple(actor for actor in carriers if actor not in against)
        return self.log.cast.as_carriers(carriers)

    def corrected(self, event: Event) -> Event:
        """Give an event as it reads after its corrections."""
        return _corrected(event, self.corrections)


def _corrected(event: Entry, corrections: Mapping[EventId, tuple[Correcting, ...]]) -> Entry:
    for correction in corrections.get(event.id, ()):
        if correction.change is not None:
            change: dict[str, Any] = dict([correction.change])
            event = attrs.evolve(event, **change)
    return event


def believed(
    log: Log,
    known_by: dt.date | None,
    published: Mapping[SourceId, int],
    *,
    supposed: frozenset[EventId] = frozenset(),
) -> Beliefs:
    """
    Work out what is believed of a log.

    Args:
        log: Any log.
        known_by: Reports count that had certainly been published by the end of this day; all of them when None.
        published: The last possible day of publication of each source, as an ordinal.
        supposed: Entries that count whatever had been published.
    """
    known = None if known_by is None else frozenset(_known(published, known_by.toordinal()))
    is_reporting = any(issubclass(kind, OtherReport) for kind in set(map(type, log.events)))
    known_events = [
        event
        for event in (log.events if is_reporting else ())
        if isinstance(event, OtherReport) and (known is None or event.source in known or event.id in supposed)
    ]
    retracted = _retracted(event for event in known_events if isinstance(event, Retracting))
    corrections = _by_event(
        sorted(
            (event for event in known_events if isinstance(event, Correcting) and event.id not in retracted),
            key=lambda event: published[event.source] if event.source else dt.date.max.toordinal(),
        )
    )
    known_events = [_corrected(event, corrections) for event in known_events if event.id not in retracted]
    mentions = _by_event(event for event in known_events if isinstance(event, Retelling))
    gone = _gone(log, retracted, mentions)
    taken = _taken_back(known_events, log.cast)
    confirmations = _by_event(
        event for event in known_events if isinstance(event, Confirming) and event.id not in taken
    )
    denials = _by_event(
        event for event in known_events if isinstance(event, Denying) and event.by and event.id not in taken
    )
    return Beliefs(
        log=log,
        known=known,
        mentions=mentions,
        confirmed={name: _speaking(events, log.cast) for name, events in confirmations.items()},
        confirmations=confirmations,
        denied={
            name: who
            for name, events in denials.items()
            if (who := _with_force(log, name, _speaking(_whole(events), log.cast)))
        },
        otherwise={name: said for name, events in denials.items() if (said := _otherwise(log, name, events))},
        denials=denials,
        retracted=retracted,
        gone=gone,
        corrections=corrections,
        supposed=supposed,
        is_plain=known is None and not is_reporting,
    )


def _speaking(events: Iterable[Event], cast: Cast) -> tuple[ActorId, ...]:
    return tuple(dict.fromkeys(actor for event in events for actor in cast.actors_of(event.by)))


def _with_force(log: Log, name: EventId, deniers: Iterable[ActorId]) -> frozenset[ActorId]:
    """Keep those whose denial makes a report disputed: who negotiates or consents, and who is said to have done it."""
    event, cast = log.by_id.get(name), log.cast
    own = cast.actors_of((*event.by, *event.according_to)) if event is not None else ()
    joined = {joins(event) for event in log.events}
    return frozenset(
        actor for actor in deniers if actor in own or actor in joined or cast.actors[actor].role in WITH_FORCE
    )


def _whole(denials: Iterable[Denying]) -> Iterator[Denying]:
    return (denial for denial in denials if not denial.field)


def _otherwise(log: Log, name: EventId, denials: Iterable[Denying]) -> Mapping[ActorId, Changes]:
    """Give what stands in some fields of an event by the word of those who deny these with force, and not the event."""
    whole = _speaking(_whole(denials), log.cast)
    found: dict[ActorId, dict[str, object]] = {}
    for denial in sorted(denials, key=_last_day):
        for actor in _with_force(log, name, log.cast.actors_of(denial.by)).difference(whole):
            if denial.change is not None:
                found.setdefault(actor, {}).update([denial.change])
    return {actor: tuple(changes.items()) for actor, changes in sorted(found.items())}


def _taken_back(events: Iterable[OtherReport], cast: Cast) -> frozenset[EventId]:
    """
    Name the confirmations and denials that their own actors took back.

    The later of what one actor says of one event stands; whoever denies his own denial, or confirmation, has said nothing.
    """
    latest: dict[tuple[EventId, tuple[ActorId, ...]], OtherReport] = {}
    by_id: dict[EventId, OtherReport] = {}
    gone: set[EventId] = set()
    for event in sorted(
        (event for event in events if isinstance(event, Confirming | Denying) and event.by), key=_last_day
    ):
        by_id[event.id] = event
        actors = cast.actors_of(event.by)
        own = by_id.get(event.of)
        if own is not None:
            if isinstance(event, Denying) and cast.actors_of(own.by) == actors:
                gone |= {own.id}
            continue
        before = latest.get((event.of, actors))
        if before is not None and type(before) is not type(event):
            gone.add(before.id)
        latest[event.of, actors] = event
    return frozenset(gone)


def _last_day(event: Event) -> int:
    day = event.date.latest if event.date else None
    return day.toordinal() if day else dt.date.max.toordinal()


def _known(published: Mapping[SourceId, int], day: int) -> Iterator[SourceId]:
    return (source for source, latest in published.items() if latest <= day)


def _retracted(events: Iterable[Retracting]) -> frozenset[EventId]:
    """Name the entries that were taken back; a retraction that was itself taken back takes nothing back."""
    against: dict[EventId, list[EventId]] = {}
    for event in events:
        against.setdefault(event.of, []).append(event.id)
    holds: dict[EventId, bool] = {}
    for name in against:
        _follow(name, against, holds)
    return frozenset(name for name in against if not holds[name])


def _follow(name: EventId, against: Mapping[EventId, Sequence[EventId]], holds: dict[EventId, bool]) -> None:
    """Find whether an entry holds: when nothing that takes it back does. A chain of them may be long, so none calls the next."""
    ahead = [] if name in holds else [(name, 0)]
    holds.setdefault(name, True)  # of retractions that take back each other the first to be asked holds
    while ahead:
        asked, number = ahead.pop()
        others = against.get(asked, ())
        if number == len(others):
            continue
        if others[number] not in holds:
            holds[others[number]] = True
            ahead += [(asked, number), (others[number], 0)]
        elif holds[others[number]]:
            holds[asked] = False
        else:
            ahead.append((asked, number + 1))


def _by_event(stated: Iterable[AnyReport]) -> dict[EventId, tuple[AnyReport, ...]]:
    found: dict[EventId, list[AnyReport]] = {}
    for event in stated:
        found.setdefault(event.of, []).append(event)
    return {name: tuple(events) for name, events in found.items()}


def _gone(log: Log, retracted: Collection[EventId], mentions: Mapping[EventId, object]) -> frozenset[EventId]:
    """Follow what was taken back to all that speaks only of it: of nothing that stands, and of nothing new."""
    gone = {name for name in retracted if name not in mentions}
    if not gone:
        return frozenset()
    spoken_of: dict[EventId, set[EventId]] = {}
    speaking: dict[EventId, list[EventId]] = {}
    for event in log.events:
        for field, target in references(event):
            if field not in OF_ITS_OWN:
                spoken_of.setdefault(event.id, set()).add(target)
                speaking.setdefault(target, []).append(event.id)
    ahead = [*gone]
    while ahead:
        for name in speaking.get(ahead.pop(), ()):
            if name not in gone and spoken_of[name] <= gone:
                gone.add(name)
                ahead.append(name)
    return frozenset(gone)
