"""The rows of events: the same columns for every kind of event, built-in or not, and all that the log writes beside them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.log.log import Log
from peacetrack.report.tables.events import days_of, event_trees, reported
from peacetrack.report.tables.plover import plover
from peacetrack.report.tables.table import Row, list_of, text
from peacetrack.state.timeline import Timeline


def event_rows(line: Timeline, *, until: dt.date | None = None) -> Iterator[Row]:
    """
    List the events of a log that had been reported, in the order in which they are written.

    Args:
        line: Of which log, and known by when.
        until: Only events that may have happened by the end of this day; all of them when None.
    """
    log = reported(line, until=until)
    for event, tree in zip(log.events, event_trees(log), strict=True):
        yield (*_happening(event, line), *_speaking(event, line), *_reporting(event, log), _json(tree))


def _happening(event: Event, line: Timeline) -> Row:
    """Tell what it is, of what it tells, and when it happened."""
    aspect, subjects = _subjects(event, line.log)
    return (
        event.id,
        event.kind,
        aspect,
        list_of(subjects),
        line.places.get(event.id),
        *days_of(event.id, line),
        text(event.date),
        text(event.as_said),
        text(event.basis),
        text(event.about),
    )


def _speaking(event: Event, line: Timeline) -> Row:
    """Tell who did or said it, and whose word it is."""
    source = line.log.sources.get(event.source) if event.source else None
    return (
        list_of(event.by),
        list_of(line.log.cast.actors_of(event.by)),
        list_of(event.according_to),
        list_of(line.view.beliefs.carriers(event)),
        event.id in line.refused,
        event.inferred,
        event.confidential or bool(source and source.confidential),
        event.source,
        source.published.latest if source and source.published else None,
        list_of(cite.paragraph for cite in event.cite if cite.source is None and cite.paragraph is not None),
    )


def _reporting(event: Event, log: Log) -> Row:
    """Tell of what it speaks. A kind of event of one's own may mean something else by a name, and is then left out."""
    named = partial(_name, event)
    provisions = (*_names(event, "provision"), *_names(event, "provisions"))
    return (
        named("instrument") or next(iter(_names(event, "instrument")), None),
        list_of(name for name in provisions if name in log.cast.instrument_of),
        named("condition"),
        named("proposal"),
        named("contact"),
        named("party"),
        list_of(_names(event, "of")),
        list_of(_names(event, "topics")),
        named("what") or named("offer"),
        text(event.note),
        list_of(event.after),
        text(plover(event)),
    )


def _subjects(event: Event, log: Log) -> tuple[str | None, tuple[str, ...]]:
    """Name the part of the negotiation of which an event tells, and what it tells of there."""
    kind = type(event)
    for aspect in log.vocabulary.aspects:
        if kind in aspect.kinds:
            return aspect.name, _subjects_in(aspect, event, log)
    return None, ()


def _subjects_in(aspect: Aspect[Any], event: Event, log: Log) -> tuple[str, ...]:
    named = aspect.subjects(event, log.cast) if type(event) in aspect.table.cells else ()
    brought = aspect.arrivals(event, log.cast) if isinstance(event, aspect.arriving) else ()
    return tuple(dict.fromkeys((*named, *brought)))


def _name(event: Event, field: str) -> str | None:
    value = getattr(event, field, None)
    return value if isinstance(value, str) and value else None


def _names(event: Event, field: str) -> tuple[str, ...]:
    """Give the names in a field that holds several; a topic stands there with the words used for it."""
    value = getattr(event, field, None)
    parts = value if isinstance(value, tuple) else ()
    return tuple(name for name in (getattr(part, "topic", part) for part in parts) if isinstance(name, str))


def _json(tree: Any) -> str:
    return json.dumps(tree, ensure_ascii=False)
