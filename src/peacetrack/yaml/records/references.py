"""References: which fields of an entry name something else, and whether it exists.

A field refers when its type is one of the ids; what is nested in it (gates, citations, topics) is searched likewise.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, NewType, Union, get_args, get_origin

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Cast
from peacetrack.model.hints import hints_of
from peacetrack.model.ids import (
    ActorId,
    ClaimId,
    ConditionId,
    ContactId,
    EventId,
    InstrumentId,
    ProposalId,
    ProvisionId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.once import once
from peacetrack.yaml.records.codec import yaml_name
from peacetrack.yaml.records.scalars import Path

#: What each type of id names, and the code of the problem when it does not exist.
KINDS: Final[dict[Any, tuple[str, str]]] = {
    ActorId: ("PT110", "actor"),
    SpeakerId: ("PT111", "actor or voice"),
    ProvisionId: ("PT112", "provision"),
    ConditionId: ("PT113", "condition"),
    ProposalId: ("PT114", "proposal"),
    ContactId: ("PT115", "contact"),
    SourceId: ("PT116", "source"),
    TopicId: ("PT117", "topic"),
    InstrumentId: ("PT118", "instrument"),
    EventId: ("PT119", "event"),
    ClaimId: ("PT119", "claim"),
}

#: For each type of id all the names that exist.
Known = Mapping[Any, "frozenset[str]"]
Unknown = tuple[Path, Any, str]
Search = Callable[[Any, Known], Iterable[Unknown]]


def unknown_names(entry: object, known: Known) -> list[Unknown]:
    """
    List the names in an entry that nothing bears: the path to each, the type of id, and the name.

    Args:
        entry: An event, a claim, a source or a part of a cast.
        known: The names that exist.
    """
    unknown: list[Unknown] = []
    for name, key, search in _plan(type(entry)):
        value = getattr(entry, name)
        if value:
            for path, kind, missing in search(value, known):
                unknown.append(((key, *path), kind, missing))
    return unknown


@once
def _plan(cls: Any) -> tuple[tuple[str, str, Search], ...]:
    """Work out, once for each class, which of its fields refer to something."""
    hints = hints_of(cls)
    plans = ((field, _search(hints[field.name])) for field in attrs.fields(cls))
    return tuple(
        (field.name, yaml_name(field), search)
        for field, search in plans
        if search is not None and not (field.name == "id" and issubclass(cls, Event | Claim))
    )


def _search(kind: Any, within: tuple[Any, ...] = ()) -> Search | None:
    if kind is Any:
        return unknown_names  # what a question of an aspect of one's own asks
    if isinstance(kind, NewType):
        return _one(kind) if kind in KINDS else _own(kind)
    if get_origin(kind) is tuple:
        inner = get_args(kind)[0]
        if inner in KINDS:
            return _several(inner)
        search = _search(inner, within)
        return _each(search) if search else None
    if kind == ReadOnly[str, ProvisionId]:
        return _numbered
    if get_origin(kind) in (Union, types.UnionType):
        parts = [part for part in get_args(kind) if part is not types.NoneType]
        return unknown_names if len(parts) > 1 else _search(parts[0], within)
    return unknown_names if attrs.has(kind) and _refers(kind, within) else None


def _refers(kind: Any, within: tuple[Any, ...]) -> bool:
    """Tell whether any field of a class refers to something; one may hold others of its own class."""
    return kind not in within and any(_search(hint, (*within, kind)) for hint in hints_of(kind).values())


def _own(kind: Any) -> Search:
    """Search for a name of an aspect of one's own; one whose aspect gives no ids names whatever it likes."""
    return lambda name, known: () if kind not in known or name in known[kind] else [((), kind, name)]


def _one(kind: Any) -> Search:
    return lambda name, known: () if name in known[kind] else [((), kind, name)]


def _several(kind: Any) -> Search:
    """Search a list of names; nearly always all of them exist, which one look at the whole list shows."""

    def search(names: tuple[str, ...], known: Known) -> Iterable[Unknown]:
        if known[kind].issuperset(names):
            return ()
        return [((index,), kind, name) for index, name in enumerate(names) if name not in known[kind]]

    return search


def _numbered(numbers: Mapping[str, ProvisionId], known: Known) -> Iterable[Unknown]:
    """Search under each number for a provision."""
    return [
        ((number,), ProvisionId, name) for number, name in numbers.items() if name not in known[ProvisionId]
    ]


def _each(inner: Search) -> Search:
    def search(values: tuple[object, ...], known: Known) -> Iterable[Unknown]:
        unknown: list[Unknown] = []
        for index, value in enumerate(values):
            for path, kind, name in inner(value, known):
                unknown.append(((index, *path), kind, name))
        return unknown

    return search


@attrs.frozen
class Aliases:
    """
    Every other spelling of who can say something.

    Attributes:
        speakers: Those of voices and of actors, each with whose it is.
        actors: Those of actors alone, which stand where only an actor can.
    """

    speakers: Mapping[str, SpeakerId]
    actors: Mapping[str, SpeakerId]

    @classmethod
    def of(cls, cast: Cast) -> Aliases:
        """Gather those of a cast."""
        actors = {alias: SpeakerId(actor.id) for actor in cast.actors.values() for alias in actor.aliases}
        voices = {alias: voice.id for voice in cast.voices.values() for alias in voice.aliases}
        return cls({**actors, **voices}, actors)


@once
def naming_fields(cls: type) -> tuple[tuple[str, bool, bool], ...]:
    """Name the fields that hold speakers or actors, each with whether it holds several, and whether only actors."""
    hints = hints_of(cls)
    several = (tuple[SpeakerId, ...], tuple[ActorId, ...])
    actors = (ActorId, ActorId | None, tuple[ActorId, ...])
    return tuple(
        (field.name, hints[field.name] in several, hints[field.name] in actors)
        for field in attrs.fields(cls)
        if hints[field.name] in (SpeakerId, *several, *actors)
    )


@once
def nesting_fields(cls: type) -> tuple[str, ...]:
    """Name the fields that hold records in which speakers or actors are named, at any depth."""
    return tuple(
        name
        for name, hint in hints_of(cls).items()
        if _nests(hint, (cls,)) and name in attrs.fields_dict(cls)
    )


def _nests(hint: Any, within: tuple[Any, ...]) -> bool:
    if get_origin(hint) in (tuple, Union, types.UnionType):
        return any(_nests(part, within) for part in get_args(hint))
    if not (isinstance(hint, type) and attrs.has(hint)) or hint in within:
        return False
    return bool(naming_fields(hint)) or any(
        _nests(inner, (*within, hint)) for inner in hints_of(hint).values()
    )


def without_aliases(entry: Any, aliases: Aliases) -> Any:
    """Give an entry with the id of each voice and actor that it names by another spelling."""
    changes: dict[str, Any] = {}
    for name, several, only_actors in naming_fields(type(entry)):
        value = getattr(entry, name)
        spellings = aliases.actors if only_actors else aliases.speakers
        if several:
            if value and not spellings.keys().isdisjoint(value):
                changes[name] = tuple(spellings.get(speaker, speaker) for speaker in value)
        elif value in spellings:
            changes[name] = spellings[value]
    for name in nesting_fields(type(entry)):
        value = getattr(entry, name)
        if value:
            parts = value if isinstance(value, tuple) else (value,)
            named = tuple(without_aliases(part, aliases) for part in parts)
            if named != parts:
                changes[name] = named if isinstance(value, tuple) else named[0]
    return attrs.evolve(entry, **changes) if changes else entry
