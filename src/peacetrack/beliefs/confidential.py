"""What is not for the public: confidential sources and events are left out, with everything that rests on them alone.

The law: no text that stands in a confidential source or entry is left in what is public. An event that a public document
reports too stays, in the words and with the date of that report.

Examples:
    Of two demands one is not for the public, and with it goes the answer to it:

    >>> from peacetrack.testing.reading import read_text
    >>> log = read_text('''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {id: cash, event: condition_set, date: 2024-06-02, by: armenia, of: azerbaijan, what: Pay for it, confidential: true}
    ... - {event: condition_rejected, date: 2024-06-03, by: azerbaijan, condition: cash}
    ... ''').log
    >>> part = public(log)
    >>> [event.id for event in part.log.events], str(part)
    (['law'], 'left out as confidential: 2 events')
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Literal, NewType, get_args, get_origin

import attrs

from peacetrack.aspects.assertions import bare
from peacetrack.aspects.conditions import Gate
from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.reports import OtherReport, Retelling
from peacetrack.aspects.tallies import Quantity
from peacetrack.beliefs.reports import references
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Source
from peacetrack.model.hints import hints_of
from peacetrack.model.ids import EventId, SourceId, SpeakerId, TopicId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.votes import Voters

#: Stands for a text that an event needs and no public report gives.
NOT_PUBLIC: Final = "not public"
#: What is counted, the citations and the id: they stay, or are given by the other report.
KEPT: Final = frozenset({"unit", "cite", "id"})


@attrs.frozen(kw_only=True)
class Public:
    """
    The part of a log that may be published.

    Attributes:
        log: That part.
        left_out: How many sources, events, claims, voices and topics were left out of it; those of which none was are missing.
        reworded: How many events stay in the words of another report.
    """

    log: Log
    left_out: Mapping[str, int]
    reworded: int

    def __str__(self) -> str:
        counts = [f"{number} {what if number == 1 else f'{what}s'}" for what, number in self.left_out.items()]
        text = f"left out as confidential: {', '.join(counts)}" if counts else "nothing is confidential"
        return f"{text}; {self.reworded} told in other words" if self.reworded else text


def public(log: Log) -> Public:
    """
    Leave out what is confidential, and everything that rests on it alone.

    Args:
        log: Any log.

    Returns:
        The public part. Voices and topics of which only confidential entries speak are left out of its cast.
    """
    hidden = frozenset(source.id for source in log.sources.values() if source.confidential)
    kept = _kept(log, hidden)
    claims = tuple(
        _without_hidden(claim, hidden)
        for claim in log.claims
        if not _is_hidden(claim, hidden) and _names_only(claim, log, kept)
    )
    sources = {name: source for name, source in log.sources.items() if name not in hidden}
    bare = attrs.evolve(log, sources=ReadOnly(sources), events=tuple(kept.values()), claims=claims)
    cast = _cast(log, bare)
    left = Counter(
        source=len(log.sources) - len(sources),
        event=len(log.events) - len(kept),
        claim=len(log.claims) - len(claims),
        voice=len(log.cast.voices) - len(cast.voices),
        topic=len(log.cast.topics) - len(cast.topics),
    )
    reworded = sum(_is_hidden(log.by_id[name], hidden) for name in kept)
    return Public(
        log=attrs.evolve(bare, cast=cast),
        left_out=ReadOnly({what: n for what, n in left.items() if n}),
        reworded=reworded,
    )


def _is_hidden(entry: Event | Claim, hidden: frozenset[SourceId]) -> bool:
    """Tell whether an entry is confidential, or rests on confidential sources alone."""
    if isinstance(entry, Event) and entry.confidential:
        return True
    if entry.source in hidden:
        return True
    named = {place.source or entry.source for place in entry.cite}
    return bool(named) and named <= hidden


def _kept(log: Log, hidden: frozenset[SourceId]) -> dict[EventId, Event]:
    """Keep the public events, and those of which a public mention tells; then leave out what speaks of anything else."""
    mentions: dict[EventId, Retelling] = {}
    for event in log.events:
        if isinstance(event, Retelling) and not _is_hidden(event, hidden) and event.source is not None:
            mentions.setdefault(event.of, event)
    kept: dict[EventId, Event] = {}
    for event in log.events:
        if not _is_hidden(event, hidden):
            kept[event.id] = _without_hidden(event, hidden)
        elif not event.confidential and event.id in mentions and _can_be_reworded(type(event)):
            kept[event.id] = _as_mentioned(event, mentions[event.id])
    while True:
        loose = [name for name, event in kept.items() if not _stands(event, kept)]
        if not loose:
            return {name: _cut_loose(event, kept) for name, event in kept.items()}
        for name in loose:
            del kept[name]


def _stands(event: Event, kept: Mapping[EventId, Event]) -> bool:
    """Tell whether all that an event has to name is kept; what it only follows need not be."""
    return all(target in kept for field, target in references(event) if field != "after")


def _cut_loose(event: Event, kept: Mapping[EventId, Event]) -> Event:
    after = tuple(name for name in event.after if name in kept)
    return event if after == event.after else attrs.evolve(event, after=after)


def _names_only(claim: Claim, log: Log, kept: Mapping[EventId, Event]) -> bool:
    """Tell whether a claim names no event that is left out."""
    gone = log.by_id.keys() - kept.keys()
    says = bare(claim.says)
    values = [getattr(says, field.name) for field in attrs.fields(type(says))]
    return not any(isinstance(value, str) and value in gone for value in values)


def _without_hidden(entry: Any, hidden: frozenset[SourceId]) -> Any:
    """Leave out the citations of confidential sources."""
    cite = tuple(place for place in entry.cite if place.source not in hidden)
    return entry if cite == entry.cite else attrs.evolve(entry, cite=cite)


def _as_mentioned(event: Event, mention: Retelling) -> Event:
    """Give an event as a public report tells it: its words, its date, its place; no text of the confidential one."""
    hints = hints_of(type(event))
    changes: dict[str, Any] = {
        field.name: NOT_PUBLIC if field.default is attrs.NOTHING else field.default
        for field in attrs.fields(type(event))
        if _is_text(hints[field.name]) and field.name not in KEPT
    }
    if "what" in changes and mention.what:
        changes["what"] = mention.what
    fields: dict[str, Any] = {
        "source": mention.source,
        "cite": mention.cite,
        "date": mention.date,
        "inferred": mention.inferred,
    }
    return attrs.evolve(event, **changes, **fields, about=None, according_to=())


def _can_be_reworded(kind: type[Event]) -> bool:
    """Tell whether a kind of event can be told without its words: none is needed in more than a plain text."""
    hints = hints_of(kind)
    needed = (field.name for field in attrs.fields(kind) if field.default is attrs.NOTHING)
    return not issubclass(kind, OtherReport) and all(
        hints[name] is str or not _is_text(hints[name]) for name in needed
    )


def _is_text(kind: Any) -> bool:
    """Tell whether values of a type hold words of an entry; ids, dates and numbers are none."""
    if kind is str:
        return True
    if isinstance(kind, NewType) or kind in (ImpreciseDate, Gate, Quantity, Voters):
        return False
    if get_origin(kind) is Literal:
        return False
    parts = get_args(kind)
    if parts:
        return any(map(_is_text, parts))
    return attrs.has(kind) and any(map(_is_text, hints_of(kind).values()))


def _cast(log: Log, bare: Log) -> Any:
    """Leave out the voices and topics of which only what was left out speaks."""
    before, after = _named(log), _named(bare)
    voices = {name: voice for name, voice in log.cast.voices.items() if not _is_gone(name, before, after)}
    topics = {name: title for name, title in log.cast.topics.items() if not _is_gone(name, before, after)}
    texts = {
        name: attrs.evolve(text, source=text.source if text.source in bare.sources else None)
        for name, text in log.cast.instruments.items()
    }
    return attrs.evolve(
        log.cast, voices=ReadOnly(voices), topics=ReadOnly(topics), instruments=ReadOnly(texts)
    )


def _is_gone(name: str, before: frozenset[str], after: frozenset[str]) -> bool:
    return name in before and name not in after


def _named(log: Log) -> frozenset[str]:
    """Gather every voice and topic that an entry names, wherever in it."""
    entries: Iterable[Event | Claim] = (*log.events, *log.claims)
    return frozenset(name for entry in entries for name in _names_in(entry))


def _names_in(value: Any) -> Iterator[str]:
    if attrs.has(type(value)) and not isinstance(value, Source):
        hints = hints_of(type(value))
        for field in attrs.fields(type(value)):
            kind, part = hints[field.name], getattr(value, field.name)
            named = {SpeakerId, TopicId} & {kind, *get_args(kind)}
            yield from (part if isinstance(part, tuple) else (part,)) if named and part else _names_in(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _names_in(part)
