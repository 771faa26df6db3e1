"""Every name that a log can use: kinds of events, and what the log itself names.

The law: whatever an entry can refer to is listed, under the word by which it is asked for, with what readers call it.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping

from peacetrack.aspects.lifecycle import Event
from peacetrack.log.log import Log
from peacetrack.report.text import Line
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.records.references import KINDS
from peacetrack.yaml.schema.descriptions import explained


def kind_lines(kinds: Mapping[str, type[Event]]) -> Iterator[Line]:
    """List kinds of events with the first sentence of what each is."""
    yield Line("Kinds of events", "bold")
    yield from _listed(
        {kind: inspect.cleandoc(cls.__doc__ or "").split("\n")[0] for kind, cls in kinds.items()}
    )
    yield Line("")
    yield Line("`peacetrack names KIND` lists the keys of one, `peacetrack names PATH` the names of a log.")


def key_lines(cls: type[Event]) -> Iterator[Line]:
    """List the keys that a kind of event can have, with what each is for."""
    yield Line(f"Keys of {cls.kind}", "bold")
    yield from _listed({yaml_name(field): explained(field, cls) for field in written_fields(cls)})


def names_of(log: Log) -> Mapping[str, Mapping[str, str]]:
    """Give every name of a log with what readers call it, by the sort of what it names."""
    cast = log.cast
    provisions = [node for text in cast.instruments.values() for node in text.provisions.values()]
    found: dict[str, dict[str, str]] = {
        "actor": {actor.id: actor.title for actor in cast.actors.values()},
        "voice": {voice.id: f"{voice.title}, for {voice.speaks_for}" for voice in cast.voices.values()},
        "instrument": {text.id: text.title for text in cast.instruments.values()},
        "provision": {
            node.id: " ".join(filter(None, (node.kind, node.number, node.title))) for node in provisions
        },
        "topic": {str(name): title for name, title in cast.topics.items()},
        "source": {source.id: source.title or source.publisher for source in log.sources.values()},
    }
    for kind, (_, noun) in log.vocabulary.creators.items():
        key = KINDS[kind][1] if kind in KINDS else noun
        events = (event for event in log.events if log.vocabulary.creates(kind, event))
        found[key] = {event.id: getattr(event, "what", "") or getattr(event, "offer", "") for event in events}
    return found


def name_lines(log: Log) -> Iterator[Line]:
    """List every name of a log, each sort under its word."""
    first = True
    for sort, names in names_of(log).items():
        if names:
            if not first:
                yield Line("")
            first = False
            yield Line(f"{sort.capitalize()}s", "bold")
            yield from _listed(names)


def _listed(names: Mapping[str, str]) -> Iterator[Line]:
    width = max(map(len, names))
    for name, title in sorted(names.items()):
        yield Line(f"  {name:<{width}}  {title}" if title else f"  {name}")
