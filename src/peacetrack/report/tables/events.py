"""The table of events: what the log writes, key by key, and what follows from it."""

from __future__ import annotations

import datetime as dt
from typing import Any, Final, TypeVar, cast

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.plover import Category
from peacetrack.beliefs.order import day_at
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId, SourceId
from peacetrack.model.mapping import ReadOnly
from peacetrack.report.tables.plover import plover
from peacetrack.report.tables.table import (
    Cell,
    Column,
    TableOfRows,
    cell,
    names,
    severally,
    table,
    text,
)
from peacetrack.state.timeline import Timeline
from peacetrack.yaml.parsing.parser import read_plain
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.schema.descriptions import explained
from peacetrack.yaml.writing.writer import dumps

Entry = TypeVar("Entry", bound=Event | Claim)
MEANING: Final = "An event as the log writes it, and when it may have happened."
#: Columns that follow from the log, in the tables of one log and in those of a corpus.
EARLIEST: Final = Column(
    name="earliest", type="day", meaning="The first day on which it may have happened, as reports bound it."
)
LATEST: Final = Column(name="latest", type="day", meaning="The last such day.")
CARRIERS: Final = severally(
    Column(name="sides", meaning="The actors whose word its content is; nobody's in particular when empty.")
)
REFUSED: Final = Column(name="refused", type="truth", meaning="A table refuses it: it changed nothing.")
PLOVER: Final = Column(
    name="plover",
    meaning="An approximate category of PLOVER; see the page on exports.",
    values=tuple(Category),
)
#: What follows from the log; these columns stand first, and nothing is read from them when events are imported.
DERIVED: Final = (
    Column(name="order", type="number", meaning="Its place in the order of replay; none for a report of others."),
    EARLIEST,
    LATEST,
    CARRIERS,
    REFUSED,
    PLOVER,
)  # fmt: skip
#: Keys that have a column whether or not anything stands under them.
ALWAYS: Final = ("id", "event")
KIND: Final = Column(name="event", meaning="The kind of event.")


def events_table(line: Timeline, *, until: dt.date | None = None) -> TableOfRows:
    """
    List the events of a log that had been reported, in the order in which they are written.

    Args:
        line: Of which log, and known by when.
        until: Only events that may have happened by the end of this day; all of them when None.
    """
    log = reported(line, until=until)
    trees = event_trees(log)
    keys = [key for key in _keys(log) if key in ALWAYS or any(key in tree for tree in trees)]
    columns = (*DERIVED, *(_column(key, log) for key in keys))
    rows = (
        (*_derived(event, line.places.get(event.id), line), *(cell(tree[key]) if key in tree else None for key in keys))
        for event, tree in zip(log.events, trees, strict=True)
    )  # fmt: skip
    return table("events", MEANING, columns, rows)


def reported(line: Timeline, *, until: dt.date | None = None) -> Log:
    """
    Give the log with only what is known of it: the sources, and the events and claims that they tell themselves.

    Args:
        line: Of which log, and known by when.
        until: Only events that may have happened by the end of this day; all of them when None.
    """
    log, known = line.log, line.view.beliefs.known
    events = log.events
    if until is not None:
        events = tuple(event for event in events if _first_day(event, line) <= until)
    if known is None:
        return attrs.evolve(log, events=events)
    return attrs.evolve(
        log,
        sources=ReadOnly({name: source for name, source in log.sources.items() if name in known}),
        events=tuple(_as_known(event, known) for event in events if event.source in known),
        claims=tuple(_as_known(claim, known) for claim in log.claims if claim.source in {None, *known}),
    )


def _as_known(entry: Entry, known: frozenset[SourceId | None]) -> Entry:
    """Leave out the citations of documents that nobody knew."""
    cite = tuple(place for place in entry.cite if place.source in {None, *known})
    return attrs.evolve(entry, cite=cite) if cite != entry.cite else entry


def _first_day(event: Event, line: Timeline) -> dt.date:
    """Give the first day on which an event may have happened; of a report, the first of its own date."""
    if event.id in line.places:
        return days_of(event.id, line)[0] or dt.date.min
    return (event.true_of and event.true_of.earliest) or dt.date.min


def event_trees(log: Log) -> tuple[dict[str, Any], ...]:
    """Give each event as it stands in a log: keys with texts, lists and mappings."""
    bare = attrs.evolve(log, claims=())
    return tuple(cast("list[dict[str, Any]]", read_plain(dumps(bare)).tree.get("events", [])))


def _keys(log: Log) -> tuple[str, ...]:
    """List the keys that events can have, those of every event first."""
    own = (yaml_name(field) for kind in log.vocabulary.kinds.values() for field in written_fields(kind))
    return tuple(dict.fromkeys((*ALWAYS, *(yaml_name(field) for field in written_fields(Event)), *own)))


def _column(key: str, log: Log) -> Column:
    if key == KIND.name:
        return attrs.evolve(KIND, values=tuple(log.vocabulary.kinds))
    return severally(Column(name=key, meaning=_meaning(key, log) or f"The key `{key}` of the event."))


def _meaning(key: str, log: Log) -> str:
    """Say what a key is for; where kinds of events mean different things by it, what each of them means."""
    meanings: dict[str, list[str]] = {}
    for kind in log.vocabulary.kinds.values():
        for field in written_fields(kind):
            if yaml_name(field) == key and (meaning := explained(field, kind)):
                meanings.setdefault(meaning, []).append(kind.kind)
    if len(meanings) == 1:
        return next(iter(meanings))
    return " ".join(f"Of {', '.join(kinds)}: {meaning}" for meaning, kinds in meanings.items())


def _derived(event: Event, place: int | None, line: Timeline) -> tuple[Cell, ...]:
    view = line.view
    return (
        place,
        *days_of(event.id, line),
        names(view.beliefs.carriers(event)),
        event.id in line.refused,
        text(plover(event)),
    )


def days_of(event: EventId, line: Timeline) -> tuple[dt.date | None, dt.date | None]:
    """Give the first and the last day on which an event may have happened, as reports bound it; none for a report of others."""
    place = line.places.get(event)
    if place is None:
        return None, None
    return day_at(line.view.earliest[place]), day_at(line.view.latest[place])
