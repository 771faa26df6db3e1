"""Entries added to a file of a log, by splicing: whatever else the file says, it says to the last byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, assert_never, cast

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.checks.checking import findings_of
from peacetrack.log.claim import Claim
from peacetrack.log.log import Log
from peacetrack.model.cast import Provision
from peacetrack.model.codes import FAILED, HELD, UNREADABLE
from peacetrack.model.evidence import Actor, Source, Voice
from peacetrack.model.problems import Problem, Severity
from peacetrack.state.timeline import replay
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.negotiations import home_of
from peacetrack.yaml.files.opening import DISK, SUFFIX
from peacetrack.yaml.files.paths import is_folder, is_there
from peacetrack.yaml.files.reader import document_of, problems_of
from peacetrack.yaml.parsing.parser import Plain, YamlError, decode, read_plain
from peacetrack.yaml.records.assembly import is_scenario
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit, identifier, shown
from peacetrack.yaml.scenarios.supposing import written
from peacetrack.yaml.writing.layout import NewEntry
from peacetrack.yaml.writing.rewriting import Rewrite, located, rehearse, write
from peacetrack.yaml.writing.splice import Section, with_entry
from peacetrack.yaml.writing.starting import first_lines

Aspects = Iterable[Aspect[Any]]
#: What can be added, as it is read; a topic is its title.
Added = Event | Claim | Source | Actor | Voice | Provision | str


class Sort(StrEnum):
    """What an entry is, by the word of its option; in the order in which they are written."""

    SOURCE = "source"
    ACTOR = "actor"
    VOICE = "voice"
    TOPIC = "topic"
    PROVISION = "provision"
    EVENT = "event"
    CLAIM = "claim"

    @property
    def section(self) -> str:
        """Name the key under which a file has entries of this sort."""
        return f"{self}s"


@attrs.frozen(eq=False)
class Addition:
    """
    What came of adding entries to a file.

    Attributes:
        problems: Why they were refused; then nothing was written.
        places: Where the entries stand, the new ones among them.
        rewrite: The file as it was and as it is; None when there is no place for an entry.
        entries: The entries as they are read, in the order in which they were given; empty when they were refused.
        findings: What the log shows with them and did not show without them.
        loaded: The log could be read before, so that what is wrong is an entry.
        is_written: The file was written.
    """

    problems: tuple[Problem, ...]
    places: Places
    rewrite: Rewrite | None = None
    entries: tuple[Added, ...] = ()
    findings: tuple[Problem, ...] = ()
    loaded: bool = True
    is_written: bool = False

    @property
    def added(self) -> Added | None:
        """Give the first of the entries as it is read; None when they were refused."""
        return self.entries[0] if self.entries else None

    @property
    def exit_status(self) -> int:
        """Give the exit status: 0 when the entries were added, 1 when a table refuses what they tell."""
        if self.problems:
            return UNREADABLE
        return FAILED if any(found.severity is Severity.ERROR for found in self.findings) else HELD


def add_event(
    path: str | os.PathLike[str], event: str, *, dry_run: bool = False, aspects: Aspects = ()
) -> Addition:
    """
    Append an event to a file of a log.

    Args:
        path: The file; begun in the folder of a log when it is not there yet.
        event: A kind and its fields, `condition_met condition=constitution date=2027-03`, as for `whatif`; or the event
            as it stands in a log, `{event: condition_met, …}`.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    return add_entries(path, [(Sort.EVENT, event)], dry_run=dry_run, aspects=aspects)


def add_source(
    path: str | os.PathLike[str], source: str, *, dry_run: bool = False, aspects: Aspects = ()
) -> Addition:
    """
    Add a source to the `sources` of a file of a log.

    Args:
        path: The file; begun in the folder of a log when it is not there yet.
        source: An id and its fields, `gazette publisher=The Gazette published=2031-03-04`; or the source as it stands in
            a log, `{id: gazette, …}`.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    return add_entries(path, [(Sort.SOURCE, source)], dry_run=dry_run, aspects=aspects)


def add_entries(
    path: str | os.PathLike[str],
    entries: Sequence[tuple[Sort, str]],
    *,
    dry_run: bool = False,
    aspects: Aspects = (),
) -> Addition:
    """
    Add entries of any sort to a file of a log: all of them, or none.

    Args:
        path: The file; begun in the folder of a log when it is not there yet.
        entries: Of each its sort and its words: the kind of an event and its fields, or the id of anything else and its
            fields, `dahl name=Irena Dahl speaks_for=tarvia`; or the entry as it stands in a log, with `id` among its keys.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    return _add(Path(path), entries, dry_run=dry_run, aspects=tuple(aspects))


@attrs.frozen
class _Entered:
    """An entry as it was stated: the words as a log would have them, its sort, its id if it has one, and its fields."""

    text: Text
    sort: Sort
    name: str
    tree: dict[str, Plain]


def _add(path: Path, entries: Sequence[tuple[Sort, str]], *, dry_run: bool, aspects: Aspects) -> Addition:
    begun = _begun(path, aspects)
    if isinstance(begun, Addition):
        return begun
    before, raw, home = begun
    several = {sort for sort, _ in entries if [other for other, _ in entries].count(sort) > 1}
    added: list[_Entered] = []
    for number, (sort, phrase) in enumerate(entries, 1):
        text = Text(f"--{sort}{f' ({number})' if sort in several else ''}", written(phrase), "added")
        try:
            added.append(_entered(text, sort, phrase))
        except YamlError as error:
            return Addition(tuple(problems_of(error, text)), Places((text,)))
        except Misfit as misfit:
            return Addition((located(misfit, text),), Places((text,)))
    names: dict[int, str] = {}
    for index in sorted(range(len(added)), key=lambda index: [*Sort].index(added[index].sort)):
        text = Text(str(path), decode(raw.encode()), path.name.removesuffix(SUFFIX))
        try:
            section, entry, names[index] = _placed(added[index], read_plain(text.text).tree, text.stem)
        except Misfit as misfit:
            return Addition((located(misfit, added[index].text),), Places((added[index].text,)))
        try:
            raw = with_entry(raw, section, entry)
        except Misfit as misfit:
            return Addition((located(misfit, text),), Places((text,)), loaded=False)
    rewrite = Rewrite(path, before, raw.encode())
    keys = [(one.sort, names[index]) for index, one in enumerate(added)]
    addition = _tried(home, rewrite, keys, aspects)
    if dry_run or addition.problems:
        return addition
    problems = write([rewrite])
    return attrs.evolve(addition, problems=problems, is_written=not problems)


def _begun(path: Path, aspects: Aspects) -> tuple[bytes | None, str, Path] | Addition:
    """Give what a file says, or how it begins when it is not there yet, and with what it is judged."""
    if is_there(path) or not path.name.endswith(SUFFIX) or not is_folder(path.parent):
        found = document_of(path)
        if isinstance(found, Reading):
            return Addition(found.problems, found.places, loaded=False)
        try:
            raw = DISK.content(path)
        except Misfit as misfit:  # it was there a moment ago
            return Addition((located(misfit, found[0]),), Places((found[0],)), loaded=False)
        return raw, raw.decode(), path if is_scenario(found[1].tree) else home_of(path)
    reading = read(path.parent, aspects=aspects)
    if reading.log is None:
        return Addition(reading.refusal, reading.places, loaded=False)
    return None, first_lines(path.parent, reading.log.cast.negotiation.id), path.parent


def _entered(text: Text, sort: Sort, entry: str) -> _Entered:
    """Read the words of an entry; of all but an event, its id and its other fields."""
    tree = read_plain(text.text).tree
    if sort is Sort.EVENT:
        own = tree.get("id")
        first: dict[str, Plain] = {"id": own} if "id" in tree else {}
        return _Entered(text, sort, own if isinstance(own, str) else "", {**first, **tree})
    key = "id" if entry.strip().startswith("{") else "event"
    name = tree.pop(key, None)
    if isinstance(name, str):
        return _Entered(text, sort, identifier(name), tree)
    raise Misfit("PT103", f"The id of the {sort} is missing.", f"Write for example `{EXAMPLES[sort]}`.")


#: How each sort is stated.
EXAMPLES: Final[Mapping[Sort, str]] = {
    Sort.SOURCE: "gazette title=… published=2031-03-04",
    Sort.ACTOR: "north name=North role=negotiating_party",
    Sort.VOICE: "berg name=Ada Berg office=Envoy speaks_for=north",
    Sort.TOPIC: "prisoners title=The exchange of prisoners",
    Sort.PROVISION: "borders instrument=treaty title=Borders",
    Sort.EVENT: "statement_made by=north what=…",
    Sort.CLAIM: "five-of-seven by=north says={count: {agreed: 5, of: 7}}",
}


def _placed(added: _Entered, file: Mapping[str, Plain], stem: str) -> tuple[Section, NewEntry, str]:
    """Tell in which section of a file an entry goes, how it stands there, and how the reader will name it."""
    section: Section = (added.sort.section,)
    match added.sort:
        case Sort.EVENT:
            return section, NewEntry(added.tree), added.name or f"{stem}#{len(file.get('events') or ()) + 1}"
        case Sort.CLAIM:
            return section, NewEntry({"id": added.name, **added.tree}), added.name
        case Sort.TOPIC:
            return section, NewEntry(_title(added), added.name), added.name
        case Sort.PROVISION:
            section, tree = _in_its_instrument(file, added)
            return section, NewEntry(tree, added.name), added.name
        case Sort.SOURCE | Sort.ACTOR | Sort.VOICE:
            return section, NewEntry(added.tree, added.name), added.name
        case _:
            assert_never(added.sort)


def _title(added: _Entered) -> str:
    """Give the title of a topic, which has nothing else."""
    title = added.tree.get("title")
    if [*added.tree] == ["title"] and isinstance(title, str):
        return title
    hint = f"Write for example `{EXAMPLES[Sort.TOPIC]}`."
    raise Misfit("PT103", f"The topic '{added.name}' has a title, and nothing else.", hint)


def _in_its_instrument(file: Mapping[str, Plain], added: _Entered) -> tuple[Section, dict[str, Plain]]:
    """Find where a provision stands, and what it is when nobody says otherwise: a unit of its text."""
    instruments = file.get("instruments")
    texts = instruments if isinstance(instruments, dict) else {}
    tree = {**added.tree}
    name = tree.pop("instrument", None) or (next(iter(texts)) if len(texts) == 1 else None)
    if not isinstance(name, str) or name not in texts:
        which = (
            f"There is no instrument {shown(name)} in this file." if name else "Which instrument is it of?"
        )
        hint = f"Its instruments are {', '.join(f'`{text}`' for text in texts)}." if texts else _ELSEWHERE
        raise Misfit("PT118", which, hint)
    text = texts[name]
    unit = text.get("unit") if isinstance(text, dict) else None
    kind: dict[str, Plain] = {"kind": unit} if unit and "kind" not in tree else {}
    return ("instruments", name, "provisions"), {**kind, **tree}


_ELSEWHERE: Final = "Add a provision to the file that holds its instrument, the cast."


def _tried(home: Path, rewrite: Rewrite, keys: Sequence[tuple[Sort, str]], aspects: Aspects) -> Addition:
    """Read the log as it will be, and find the new entries and what they show."""
    before = read(home, aspects=aspects)
    reading = rehearse(home, before, [rewrite], aspects=aspects)
    loaded = before.log is not None
    if reading.log is None:
        return Addition(reading.refusal, reading.places, rewrite, loaded=loaded)
    entries = _entries(reading.log)
    known = {(found.code, found.message) for found in _findings(before)}
    findings = tuple(found for found in _findings(reading) if (found.code, found.message) not in known)
    return Addition((), reading.places, rewrite, tuple(entries[key] for key in keys), findings, loaded=loaded)


def _entries(log: Log) -> dict[tuple[Sort, str], Added]:
    """Find everything that can be added by its sort and its name."""
    people = log.cast
    held: dict[Sort, Mapping[Any, Any]] = {
        Sort.SOURCE: log.sources,
        Sort.ACTOR: people.actors,
        Sort.VOICE: people.voices,
        Sort.TOPIC: people.topics,
        Sort.PROVISION: {
            node.id: node for text in people.instruments.values() for node in text.provisions.values()
        },
        Sort.EVENT: {event.id: event for event in log.events},
        Sort.CLAIM: {claim.id: claim for claim in log.claims},
    }
    return {
        (sort, str(name)): cast("Added", value)
        for sort, values in held.items()
        for name, value in values.items()
    }


def _findings(reading: Reading) -> Iterator[Problem]:
    if reading.log is not None:
        yield from findings_of(replay(reading.log), reading.places)
