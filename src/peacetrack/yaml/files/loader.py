r"""The files of a negotiation to its log.

The law: a reading never has both a log and a problem, and it has all problems of all files; nothing that an author wrote
makes it raise. A folder is a negotiation: all its `*.peace.yaml` files, in the order of their names. A file alone is one
when it brings its own cast or names its cast file.

>>> from tempfile import TemporaryDirectory
>>> text = '''\
... peacetrack: 1
... negotiation: {id: talks}
... actors: {armenia: {role: negotiating_party}}
... events:
... - {event: statement_made, date: 2024-09-17, by: armania, what: The law comes first}
... - {event: statement_made, date: 2024-09-31, by: armenia, what: There is no such day}
... '''
>>> with TemporaryDirectory() as folder:
...     written = (Path(folder) / "talks.peace.yaml").write_text(text, encoding="utf-8")
...     reading = read(folder)
>>> reading.log, [(found.code, found.place.line, found.place.column) for found in reading.problems]
(None, [('PT111', 5, 49), ('PT105', 6, 33)])
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from typing import Any, Final

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.beliefs.view import take
from peacetrack.log.log import Log
from peacetrack.model.ids import EventId
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import LogError, Severity
from peacetrack.yaml.files.opening import DISK, SUFFIX, Files, folders, named, real
from peacetrack.yaml.files.reader import NOWHERE, cast_file, read_file, refuse
from peacetrack.yaml.parsing.parser import Document, ParserName, collector_paused
from peacetrack.yaml.records.assembly import (
    Draft,
    has_cast,
    is_scenario,
    read_top,
    stand_in,
    stated_names,
)
from peacetrack.yaml.records.checks import check
from peacetrack.yaml.records.entries import read_claims, read_events
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading, in_order
from peacetrack.yaml.records.scalars import Misfit, shown, suggestion


def load(path: str | os.PathLike[str], *, aspects: Iterable[Aspect[Any]] = ()) -> Log:
    """
    Load a negotiation from a folder, or from one file.

    Args:
        path: A folder with `*.peace.yaml` files; or a file that brings its own cast or names its cast file.
        aspects: Aspects of one's own in which the log speaks, besides the built-in ones.

    Raises:
        LogError: With every problem of every file.
        VocabularyError: Two aspects share a word.
    """
    reading = read(path, aspects=aspects)
    if reading.log is None:
        raise LogError(reading.refusal)
    return reading.log


def read(
    path: str | os.PathLike[str],
    *,
    parser: ParserName = "auto",
    aspects: Iterable[Aspect[Any]] = (),
    files: Files = DISK,
) -> Reading:
    """
    Read a negotiation, and gather what is wrong with it instead of raising.

    Args:
        path: A folder or a file, as for `load`.
        parser: Which YAML parser reads it; they give the same log.
        aspects: As for `load`.
        files: The files as they lie on the disk, or some of them as they will.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    where = Path(path)
    is_folder = files.is_folder(where)
    folder = where if is_folder else where.parent
    beside: tuple[Path, ...] = ()
    read_from = [where]
    with collector_paused():
        draft = Draft(vocabulary=Vocabulary.of(aspects))
        texts = tuple(_documents(draft, where, parser, read_from, files=files))
        if is_folder:
            of_scenarios = tuple(text for text, document in texts if is_scenario(document.tree))
            texts = tuple(pair for pair in texts if pair[0] not in of_scenarios)
            beside = tuple(Path(text.name) for text in of_scenarios)
        if texts or not beside:
            _assemble(draft, texts, where, is_folder=is_folder)
        places = Places(tuple(draft.texts), draft.entries)
        log = None if draft.problems or not texts else _log(draft)
        problems = places.located(_errors_of(log)) if log else ()
    if log is not None:
        return Reading(None if problems else log, problems, places, folder, beside, tuple(read_from))
    return Reading(None, in_order(draft.problems), places, folder, beside, tuple(read_from))


def _errors_of(log: Log) -> Iterator[Any]:
    """Give what is wrong with the dates and edges of a log."""
    return (finding for finding in take(log).findings if finding.severity is Severity.ERROR)


def _documents(
    draft: Draft, where: Path, parser: ParserName, read_from: list[Path], *, files: Files
) -> Iterator[tuple[Text, Document]]:
    """Read each file of a negotiation; a file alone is followed by the cast file that it names."""
    if not files.is_there(where):
        refuse(draft, where, NOWHERE)
        return
    if files.is_folder(where):
        for path in _logs(draft, where, files):
            found = read_file(draft, path, real(where), parser=parser, files=files)
            if found is not None:
                yield found
        return
    folder = real(where.parent)
    found = read_file(draft, where, folder, parser=parser, files=files)
    if found is None:
        return
    yield found
    name = found[1].tree.get("cast")
    if name is not None:
        cast = None
        if isinstance(name, str):
            read_from.append(named(where.parent, name))
            cast = cast_file(draft, found[0], name, folder=where.parent, files=files)
        beside = read_file(draft, cast, folder, parser=parser, files=files) if cast else None
        draft.is_partial |= beside is None
        if beside is not None:
            yield beside


def _logs(draft: Draft, folder: Path, files: Files) -> tuple[Path, ...]:
    """List the files of a folder; none, and it is noted why, where it cannot be looked into or has no log."""
    try:
        paths = files.logs(folder)
    except Misfit as misfit:
        refuse(draft, folder, misfit)
        return ()
    if not paths:
        hint = (
            _below(folder)
            or f"Only files whose name ends in `{SUFFIX}` are read: check the folder and the names."
        )
        refuse(draft, folder, Misfit("PT031", f"This folder has no log: no file ends in `{SUFFIX}`.", hint))
    return paths


def _below(folder: Path) -> str:
    """Name the logs that lie below a folder; in a very large tree, those that are soon found."""
    below = [home for home, logs in islice(folders(folder), MOST_LOOKED_AT) if logs]
    if not below:
        return ""
    shown = ", ".join(f"`{home}`" for home in below[:3])
    more = f" and {len(below) - 3} more" if len(below) > 3 else ""
    return f"Its logs lie below; name one of them: {shown}{more}."


#: So many folders are looked into for logs that somebody may have meant.
MOST_LOOKED_AT: Final = 1000


def _assemble(
    draft: Draft, texts: tuple[tuple[Text, Document], ...], where: Path, *, is_folder: bool
) -> None:
    """Read the cast of all files, then the entries of all files, then check them against each other."""
    for text, document in texts:
        read_top(draft, text, document)
    if not texts:
        return
    if draft.negotiation is None and not any(has_cast(document.tree) for _, document in texts):
        if not draft.is_partial:
            refuse(draft, where, Misfit("PT035", *(_NO_CAST if is_folder else _NO_CAST_FILE)))
            return
        stand_in(draft, "not-read")
    _check_names(draft, texts)
    for text, document in texts:
        read_events(draft, text, document)
        read_claims(draft, text, document)
    if draft.problems:
        draft.unread = {name for _, document in texts for name in stated_names(document.tree)}
    _check_heads(draft, texts)
    check(draft)


_NO_CAST_FILE: Final = (
    "This file names no cast file: who takes part is not known.",
    "Write `cast: cast.peace.yaml`, or check the whole folder.",
)
_NO_CAST: Final = (
    "This folder has no file with a cast: who takes part is not known.",
    "Tell of `actors`, `voices` and `instruments` in a file of it, such as `cast.peace.yaml`.",
)


def _check_names(draft: Draft, texts: tuple[tuple[Text, Document], ...]) -> None:
    """Check that every file is about the negotiation of the cast."""
    for text, document in texts:
        named = document.tree.get("negotiation")
        if draft.negotiation is None:
            if not isinstance(named, dict) and has_cast(document.tree):
                hint = "Write `negotiation: {id: …, title: …}` where the actors are told."
                misfit = Misfit(
                    "PT103", "The cast does not say which negotiation this is.", hint, ("negotiation",)
                )
                draft.report(text, (), misfit)
                return
        elif isinstance(named, str) and named != draft.negotiation.id:
            message = f"This file is about {shown(named)}, the cast about '{draft.negotiation.id}'."
            draft.report(text, (), Misfit("PT124", message, "A folder is one negotiation.", ("negotiation",)))


def _check_heads(draft: Draft, texts: tuple[tuple[Text, Document], ...]) -> None:
    """Check once for each file that the source and the instrument exist which it names for all of its entries."""
    kinds: tuple[tuple[str, str, Mapping[Any, Any]], ...] = (
        ("source", "PT116", draft.sources),
        ("instrument", "PT118", draft.instruments),
    )
    for text, document in texts:
        for key, code, known in kinds:
            named = document.tree.get(key)
            is_known = not isinstance(named, str) or named in known or named in draft.unread
            if not (is_known or draft.is_partial):
                misfit = Misfit(
                    code, f"There is no {key} {shown(named)}.", suggestion(str(named), known), (key,)
                )
                draft.report(text, (), misfit)
                draft.unread.add(str(named))


def _log(draft: Draft) -> Log:
    return Log(
        draft.cast,
        ReadOnly(draft.sources),
        tuple(draft.events),
        tuple(draft.claims),
        draft.vocabulary.own,
        _files(draft),
    )


def _files(draft: Draft) -> ReadOnly[EventId, int]:
    """Number the files of events, where these stand in several."""
    if len(draft.texts) < 2:
        return ReadOnly()
    numbers = {id(text): number for number, text in enumerate(draft.texts)}
    found = {event.id: numbers[id(draft.entries[event.id][0])] for event in draft.events}
    return ReadOnly(found) if len({*found.values()}) > 1 else ReadOnly()
