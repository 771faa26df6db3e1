"""One event or one source added to a file of a log, by splicing: whatever else the file says, it says to the last byte."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect, Event
from peacetrack.checks.checking import findings_of
from peacetrack.model.codes import FAILED, HELD, UNREADABLE
from peacetrack.model.evidence import Source
from peacetrack.model.problems import Problem, Severity
from peacetrack.state.timeline import replay
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.negotiations import home_of
from peacetrack.yaml.files.reader import document_of, problems_of
from peacetrack.yaml.parsing.parser import Plain, YamlError, read_plain
from peacetrack.yaml.records.assembly import is_scenario
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit, identifier
from peacetrack.yaml.scenarios.supposing import written
from peacetrack.yaml.writing.rewriting import Rewrite, content_of, located, rehearse, write
from peacetrack.yaml.writing.splice import with_event, with_source

Aspects = Iterable[Aspect[Any]]
#: The two kinds of entries, by the options in whose words they are told.
EVENT: Final = "--event"
SOURCE: Final = "--source"


@attrs.frozen(eq=False)
class Addition:
    """
    What came of adding an entry to a file.

    Attributes:
        problems: Why it was refused; then nothing was written.
        places: Where the entries stand, the new one among them.
        rewrite: The file as it was and as it is; None when there is no place for the entry.
        added: The entry as it is read; None when it was refused.
        findings: What the log shows with it and did not show without it.
        loaded: The log could be read before, so that what is wrong is the entry.
        is_written: The file was written.
    """

    problems: tuple[Problem, ...]
    places: Places
    rewrite: Rewrite | None = None
    added: Event | Source | None = None
    findings: tuple[Problem, ...] = ()
    loaded: bool = True
    is_written: bool = False

    @property
    def exit_status(self) -> int:
        """Give the exit status: 0 when the entry was added, 1 when a table refuses what it tells."""
        if self.problems:
            return UNREADABLE
        return FAILED if any(found.severity is Severity.ERROR for found in self.findings) else HELD


def add_event(
    path: str | os.PathLike[str], event: str, *, dry_run: bool = False, aspects: Aspects = ()
) -> Addition:
    """
    Append an event to a file of a log.

    Args:
        path: The file.
        event: A kind and its fields, `condition_met condition=constitution date=2027-03`, as for `whatif`; or the event
            as it stands in a log, `{event: condition_met, …}`.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    return _add(Path(path), EVENT, event, dry_run=dry_run, aspects=tuple(aspects))


def add_source(
    path: str | os.PathLike[str], source: str, *, dry_run: bool = False, aspects: Aspects = ()
) -> Addition:
    """
    Add a source to the `sources` of a file of a log.

    Args:
        path: The file.
        source: An id and its fields, `gazette publisher=The Gazette published=2031-03-04`; or the source as it stands in
            a log, `{id: gazette, …}`.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    return _add(Path(path), SOURCE, source, dry_run=dry_run, aspects=tuple(aspects))


def _add(path: Path, option: str, words: str, *, dry_run: bool, aspects: Aspects) -> Addition:
    found = document_of(path)
    if isinstance(found, Reading):
        return Addition(found.problems, found.places, loaded=False)
    (text, document), told = found, Text(option, written(words), "added")
    try:
        name, tree = _entry(told, option, words)
    except YamlError as error:
        return Addition(tuple(problems_of(error, told)), Places((told,)))
    except Misfit as misfit:
        return Addition((located(misfit, told),), Places((told,)))
    raw = content_of(path)
    try:
        after = with_event(raw.decode(), tree) if option == EVENT else with_source(raw.decode(), name, tree)
    except Misfit as misfit:
        return Addition((located(misfit, text),), Places((text,)), loaded=False)
    home = path if is_scenario(document.tree) else home_of(path)
    rewrite = Rewrite(path, raw, after.encode())
    addition = _tried(home, rewrite, name or _name(text, document.tree, tree), aspects)
    if dry_run or addition.problems:
        return addition
    problems = write([rewrite])
    return attrs.evolve(addition, problems=problems, is_written=not problems)


def _entry(told: Text, option: str, words: str) -> tuple[str, dict[str, Plain]]:
    """Read the words of an entry; of a source, its id and its other fields."""
    tree = read_plain(told.text).tree
    if option == EVENT:
        return "", {**({"id": tree["id"]} if "id" in tree else {}), **tree}
    key = "id" if words.strip().startswith("{") else "event"
    name = tree.pop(key, None)
    if isinstance(name, str):
        return identifier(name), tree
    hint = "Write for example `gazette title=… published=2031-03-04`."
    raise Misfit("PT103", "The id of the source is missing.", hint)


def _name(text: Text, told: dict[str, Plain], event: dict[str, Plain]) -> str:
    """Name an event as the reader will: by its own id, or by its file and its number."""
    own, events = event.get("id"), told.get("events") or ()
    return own if isinstance(own, str) else f"{text.stem}#{len(events) + 1}"


def _tried(home: Path, rewrite: Rewrite, name: str, aspects: Aspects) -> Addition:
    """Read the log as it will be, and find the new entry and what it shows."""
    before = read(home, aspects=aspects)
    reading = rehearse(home, before, [rewrite], aspects=aspects)
    loaded = before.log is not None
    if reading.log is None:
        return Addition(reading.problems, reading.places, rewrite, loaded=loaded)
    events = {str(event.id): event for event in reading.log.events}
    entries: dict[str, Event | Source] = {**events, **{str(k): v for k, v in reading.log.sources.items()}}
    known = {(found.code, found.message) for found in _findings(before)}
    findings = tuple(found for found in _findings(reading) if (found.code, found.message) not in known)
    return Addition((), reading.places, rewrite, entries[name], findings, loaded=loaded)


def _findings(reading: Reading) -> Iterator[Problem]:
    if reading.log is not None:
        yield from findings_of(replay(reading.log), reading.places)
