r"""From the plain trees of several files to one typed log, with every problem of every file.

The law: what is wrong with one record hides nothing that is wrong with another, and what could not be read is not said
to be missing. A record is first read quickly. Only one that does not fit is read again, thoroughly and with places, so
that the text of an error costs nothing where there is none.

>>> from peacetrack.yaml.parsing.parser import read_plain
>>> text = Text("cast.peace.yaml", "actors: {armenia: {}, usa: {role: mediator}}\npeacetrack: 2\n", "cast")
>>> draft = Draft()
>>> read_top(draft, text, read_plain(text.text))
>>> [*draft.actors], [*stated_names(read_plain(text.text).tree)]
(['usa'], ['armenia', 'usa'])
>>> [(found.code, found.place.line, found.place.column) for found in draft.problems]
[('PT107', 2, 13), ('PT103', 1, 19)]
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.vocabulary import BUILT_IN, Vocabulary
from peacetrack.log.claim import Claim
from peacetrack.model.cast import Cast, Instrument, Negotiation, Provision
from peacetrack.model.characters import lookalikes_in, unseen_in
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.ids import (
    ActorId,
    InstrumentId,
    ProvisionId,
    SourceId,
    SpeakerId,
    TopicId,
)
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.parsing.parser import Document
from peacetrack.yaml.records.codec import misfits_of, reader
from peacetrack.yaml.records.places import EntryPlaces, Text
from peacetrack.yaml.records.scalars import Misfit, Path, shown, suggestion
from peacetrack.yaml.records.slips import blank_missing, with_slips

VERSION: Final = "1"
TOP_LEVEL: Final = (
    "peacetrack", "negotiation", "cast", "actors", "voices", "instruments", "topics", "source", "sources",
    "instrument", "events", "claims",
)  # fmt: skip
#: What a file of scenarios says of one of them, and of all.
SCENARIO_KEYS: Final = (
    "scenario", "id", "given", "when", "then", "refused", "examples", "xfail", "note", "scenarios", "background",
)  # fmt: skip
CAST_KEYS: Final = ("actors", "voices", "instruments", "topics")
Tree = dict[str, Any]


@attrs.define(eq=False)
class Draft:
    """
    A log in the making: what has been read so far, and what is wrong with it.

    Attributes:
        entries: For each id the file and the path where it stands.
        texts: The files, also those that could not be read as YAML.
        cast_places: For each part of the cast where it stands, by kind and name.
        unread: Names of entries and parts of the cast that do not fit: whoever refers to them is not wrong.
        is_partial: Some file could not be read, so that what it states is not known.
        vocabulary: The aspects in which it speaks.
        before: Of a scenario, the events of its log, which have been checked already.
        instrument: Of a scenario, the text that the head of its file names.
        of_scenario: It is what a scenario supposes: the cast has been checked, and assertions stand without `says`.
    """

    problems: list[Problem] = attrs.Factory(list)
    entries: EntryPlaces = attrs.Factory(EntryPlaces)
    negotiation: Negotiation | None = None
    actors: dict[ActorId, Actor] = attrs.Factory(dict)
    voices: dict[SpeakerId, Voice] = attrs.Factory(dict)
    instruments: dict[InstrumentId, Instrument] = attrs.Factory(dict)
    topics: dict[TopicId, str] = attrs.Factory(dict)
    sources: dict[SourceId, Source] = attrs.Factory(dict)
    events: list[Event] = attrs.Factory(list)
    claims: list[Claim] = attrs.Factory(list)
    texts: list[Text] = attrs.Factory(list)
    cast_places: dict[tuple[str, str], tuple[Text, Path]] = attrs.Factory(dict)
    unread: set[str] = attrs.Factory(set)
    is_partial: bool = False
    vocabulary: Vocabulary = BUILT_IN
    before: tuple[Event, ...] = ()
    instrument: str | None = None
    of_scenario: bool = False

    @property
    def cast(self) -> Cast:
        """Give the cast as it has been read."""
        return Cast(
            negotiation=self.negotiation or Negotiation(id=""),
            actors=ReadOnly(self.actors),
            voices=ReadOnly(self.voices),
            instruments=ReadOnly(self.instruments),
            topics=ReadOnly(self.topics),
        )

    def report(
        self, text: Text, path: Path, misfit: Misfit, *, others: tuple[tuple[str, Place], ...] = ()
    ) -> None:
        """Note that something does not fit, at its place; the id of a part of the cast is its key."""
        of_cast = (
            misfit.path == ("id",)
            and misfit.code not in AT_THE_KEY
            and len(path) > 1
            and isinstance(path[-1], str)
        )
        at_key = misfit.code in AT_THE_KEY or of_cast
        steps = path if of_cast else (*path, *misfit.path)
        if self.of_scenario:
            steps = tuple(step for step in steps if step != "says")
        place = text.place(steps, key=at_key)
        self.problems.append(
            Problem(
                code=misfit.code,
                message=misfit.message,
                place=place,
                hint=f"{misfit.hint} {_unseen(misfit.message)}".strip(),
                others=others,
            )
        )

    def enter(self, name: str, text: Text, path: Path) -> bool:
        """Give an id to an entry, unless another entry has it."""
        if name not in self.entries:
            self.entries.enter(name, text, path)
            return True
        first, first_path = self.entries[name]
        misfit = Misfit(
            "PT120", f"The id '{name}' is taken.", "Ids are unique over all files of a negotiation.", ("id",)
        )
        self.report(text, path, misfit, others=(("It was given here", first.place((*first_path, "id"))),))
        return False


def _unseen(message: str) -> str:
    """Name the characters in what a message quotes that nobody sees, or that look like others."""
    quoted = " ".join(_QUOTED.findall(message))
    hidden, alike = _signs(unseen_in(message)), _signs(lookalikes_in(quoted))
    stated = (
        f"It holds {hidden}, which is not seen: take it out." if hidden else "",
        f"It holds {alike}, which looks like another: write that one." if alike else "",
    )
    return " ".join(filter(None, stated))


def _signs(signs: Iterable[str]) -> str:
    """Name characters by their numbers and the names that Unicode gives them."""
    return " and ".join(
        f"U+{ord(sign):04X} ({unicodedata.name(sign, 'a control').lower()})" for sign in signs
    )


_QUOTED: Final = re.compile(r"['`]([^'`]+)['`]")


AT_THE_KEY: Final = ("PT101", "PT121", "PT122")
CAST_FILE: Final = "Write `cast: cast.peace.yaml`."


def source_of(tree: Tree) -> SourceId | None:
    """Name the source of a file, if it has one."""
    stated = tree.get("source")
    name = stated.get("id") if isinstance(stated, dict) else stated
    return SourceId(name) if isinstance(name, str) else None


def has_cast(tree: Tree) -> bool:
    """Tell whether a file says who takes part."""
    return any(key in tree for key in CAST_KEYS)


def is_scenario(tree: Tree) -> bool:
    """Tell whether a file holds scenarios: then it is no part of the log in whose folder it lies."""
    return "scenario" in tree or "scenarios" in tree


def read_top(draft: Draft, text: Text, document: Document) -> None:
    """Check the keys of a file, and read what it brings to the cast and to the sources."""
    tree = document.tree
    known = (*TOP_LEVEL, *(SCENARIO_KEYS if is_scenario(tree) else ()))
    for key in [key for key in tree if key not in known and not key.startswith("x-")]:
        hint = blank_missing(key) or suggestion(key, known)
        draft.report(text, (), Misfit("PT101", f"The key `{key}` is unknown here.", hint, (key,)))
    if tree.get("peacetrack") != VERSION:
        hint = "Begin the file with `peacetrack: 1`."
        found = f"not {shown(tree['peacetrack'])}" if "peacetrack" in tree else "which is missing"
        draft.report(
            text, (), Misfit("PT107", f"This version reads `peacetrack: 1`, {found}.", hint, ("peacetrack",))
        )
    _read_negotiation(draft, text, tree)
    if not isinstance(tree.get("cast", ""), str):
        misfit = Misfit(
            "PT104", f"The name of a file is expected here, not {shown(tree['cast'])}.", CAST_FILE, ("cast",)
        )
        draft.report(text, (), misfit)
    if not isinstance(tree.get("instrument", ""), str):
        message = f"The id of an instrument is expected here, not {shown(tree['instrument'])}."
        hint = "The texts themselves stand under `instruments`."
        draft.report(text, (), Misfit("PT104", message, hint, ("instrument",)))
    draft.actors |= _named(draft, text, ("actors",), tree=tree.get("actors", {}), cls=Actor)
    draft.voices |= _named(draft, text, ("voices",), tree=tree.get("voices", {}), cls=Voice)
    _read_instruments(draft, text, tree.get("instruments", {}), source_of(tree))
    _read_topics(draft, text, tree.get("topics", {}))
    _read_sources(draft, text, tree)


def _read_negotiation(draft: Draft, text: Text, tree: Tree) -> None:
    stated = tree.get("negotiation")
    if isinstance(stated, dict):
        negotiation = record(draft, text, ("negotiation",), tree=stated, cls=Negotiation)
        if negotiation is not None:
            draft.negotiation = negotiation
    elif "negotiation" in tree and not isinstance(stated, str):
        hint = "Write the id of the negotiation, or in the cast `{id: …, title: …}`."
        draft.report(
            text, (), Misfit("PT104", f"An id is expected here, not {shown(stated)}.", hint, ("negotiation",))
        )


def record(draft: Draft, text: Text, path: Path, *, tree: object, cls: type[Any]) -> Any:
    """Read one record; note what is wrong with it when it does not fit."""
    with suppress(Exception):
        return reader(cls)(tree)
    try:
        return reader(cls, thorough=True)(tree)
    except Exception as error:  # noqa: BLE001 - misfits_of raises again whatever is a bug
        for misfit in with_slips(text, path, misfits_of(error)):
            draft.report(text, path, misfit)
        return None


def _pairs(draft: Draft, text: Text, path: Path, *, tree: object) -> Iterator[tuple[str, Any]]:
    if isinstance(tree, dict):
        for name, fields in tree.items():
            if isinstance(fields, dict) and fields.get("id", name) != name:
                misfit = Misfit(
                    "PT101", "The key `id` is unknown here.", f"The id is the key above: `{name}`.", ("id",)
                )
                draft.report(text, (*path, name), misfit)
            else:
                yield name, fields
    else:
        draft.report(text, path, Misfit("PT104", f"A mapping of ids is expected here, not {shown(tree)}."))


def _named(draft: Draft, text: Text, path: Path, *, tree: object, cls: type[Any]) -> dict[Any, Any]:
    """Read a mapping of ids to records of one class."""
    found = {}
    for name, fields in _pairs(draft, text, path, tree=tree):
        value = record(draft, text, (*path, name), tree=_with_id(name, fields), cls=cls)
        if value is not None and _first(draft, text, (*path, name)):
            found[value.id] = value
    return found


def _with_id(name: str, fields: object) -> object:
    """Give a record of a mapping its key as its id; one that says nothing more may be left empty."""
    if fields is None:
        return {"id": name}
    return {**own(fields), "id": name} if isinstance(fields, dict) else fields


def own(tree: Tree) -> Tree:
    """Leave out the author's own keys."""
    return {key: value for key, value in tree.items() if not key.startswith("x-")}


def _first(draft: Draft, text: Text, path: Path) -> bool:
    """Note a part of the cast that is defined again."""
    kind, name = str(path[-2]), str(path[-1])
    first = draft.cast_places.setdefault((kind, name), (text, path))
    if first == (text, path):
        return True
    others = (("It was told here", first[0].place(first[1], key=True)),)
    hint = "Tell each part of the cast in one place."
    if kind == "provisions":
        hint = "The ids of provisions are unique over all instruments."
    misfit = Misfit("PT121", f"'{name}' is told twice among the {kind}.", hint)
    draft.report(text, path, misfit, others=others)
    return False


def _read_instruments(draft: Draft, text: Text, tree: object, source: SourceId | None) -> None:
    """Read the texts; the source of their file published the agenda of those that have one, unless they name another."""
    for name, fields in _pairs(draft, text, ("instruments",), tree=tree):
        path = ("instruments", name)
        stated = _with_id(name, fields)
        provisions: dict[ProvisionId, Provision] = {}
        if isinstance(stated, dict) and "provisions" in stated:
            provisions = _named(draft, text, (*path, "provisions"), tree=stated["provisions"], cls=Provision)
            stated = {key: value for key, value in stated.items() if key != "provisions"}
        instrument = record(draft, text, path, tree=stated, cls=Instrument)
        if instrument is None:
            stand_in(draft, name)
        elif _first(draft, text, path):
            agenda = source if any(node.status for node in provisions.values()) else None
            draft.instruments[instrument.id] = attrs.evolve(
                instrument, provisions=ReadOnly(provisions), source=instrument.source or agenda
            )


def stand_in(draft: Draft, name: str) -> None:
    """Put something in the place of an instrument that could not be read: no entry about it is wrong for that."""
    draft.instruments.setdefault(InstrumentId(name), Instrument(id=InstrumentId(name), unit=""))


def _read_topics(draft: Draft, text: Text, tree: object) -> None:
    for name, title in _pairs(draft, text, ("topics",), tree=tree):
        if not isinstance(title, str):
            draft.report(
                text, ("topics", name), Misfit("PT104", f"A title is expected here, not {shown(title)}.")
            )
        elif _first(draft, text, ("topics", name)):
            draft.topics[TopicId(name)] = title


def stated_names(tree: Tree) -> Iterator[str]:
    """Name everything that a file defines, whether or not it could be read."""
    for key in (*CAST_KEYS, "sources"):
        yield from _keys(tree.get(key))
    for instrument in _values(tree.get("instruments")):
        yield from _keys(instrument.get("provisions"))
    for record in (tree.get("source"), *_values(tree.get("events")), *_values(tree.get("claims"))):
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            yield record["id"]


def _keys(tree: object) -> Iterator[str]:
    yield from tree if isinstance(tree, dict) else ()


def _values(tree: object) -> Iterator[Tree]:
    values = tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ()
    return (value for value in values if isinstance(value, dict))


def _read_sources(draft: Draft, text: Text, tree: Tree) -> None:
    stated: list[tuple[Path, object]] = [
        (("sources", name), _with_id(name, fields))
        for name, fields in _pairs(draft, text, ("sources",), tree=tree.get("sources", {}))
    ]
    if isinstance(tree.get("source"), dict):
        stated.append((("source",), own(tree["source"])))
    elif "source" in tree and not isinstance(tree["source"], str):
        hint = "Write the id of a source, or `{id: …, published: …}`."
        draft.report(
            text,
            (),
            Misfit("PT104", f"A source is expected here, not {shown(tree['source'])}.", hint, ("source",)),
        )
    for path, fields in stated:
        source = record(draft, text, path, tree=fields, cls=Source)
        if source is not None and draft.enter(source.id, text, path):
            draft.sources[source.id] = source
