"""The file of the next article begun: where it appeared, its paragraphs to be worked off, and what it may tell again."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.checks.retold import Retold, named_in, retold
from peacetrack.log.log import Log
from peacetrack.model.characters import harmless
from peacetrack.model.dates import DateError, ImpreciseDate
from peacetrack.model.evidence import TO_DO
from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.negotiations import logs_in
from peacetrack.yaml.files.opening import SUFFIX
from peacetrack.yaml.files.reader import fingerprint, problems_of
from peacetrack.yaml.parsing.parser import YamlError, read_plain
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit
from peacetrack.yaml.writing.layout import scalar
from peacetrack.yaml.writing.rewriting import Rewrite, rehearse, write
from peacetrack.yaml.writing.starting import first_lines, slug

#: So much of a paragraph stands beside its number.
SHOWN: Final = 100
_NUMBERED: Final = re.compile(r"([0-9]+)-")


@attrs.frozen(eq=False)
class Article:
    """
    What came of beginning the file of an article.

    Attributes:
        problems: Why it was refused; then nothing was written.
        places: Where everything stands.
        rewrite: The file as it is begun; None when it could not be.
        retold: The events of the log that the article may tell again.
        loaded: The log could be read, so that what is wrong is what was said of the article.
        is_written: The file was written.
    """

    problems: tuple[Problem, ...]
    places: Places = attrs.Factory(Places)
    rewrite: Rewrite | None = None
    retold: tuple[Retold, ...] = ()
    loaded: bool = True
    is_written: bool = False


@attrs.frozen(kw_only=True)
class Appearance:
    """
    Where an article appeared, each as a log says it; what is empty is not known.

    Attributes:
        id: Of its source; from the name of its text when empty.
        published: A day, or an interval.
    """

    id: str = ""
    publisher: str = ""
    title: str = ""
    published: str = ""
    url: str = ""
    language: str = ""


def begin_article(
    folder: str | os.PathLike[str],
    text: str | os.PathLike[str],
    appearance: Appearance,
    *,
    dry_run: bool = False,
    aspects: Iterable[Aspect[Any]] = (),
) -> Article:
    """
    Begin the file of an article in the folder of a negotiation.

    Args:
        folder: The folder, whose log can be read.
        text: The text of the article, in a file of its own.
        appearance: Where it appeared.
        dry_run: Write nothing, and give what would come of it.
        aspects: Aspects of one's own in which the log speaks.

    Raises:
        VocabularyError: Two aspects share a word.
    """
    home, path, own = Path(folder), Path(text), tuple(aspects)
    before = read(home, aspects=own)
    if before.log is None:
        return Article(before.refusal, before.places, loaded=False)
    try:
        digest, paragraphs = fingerprint(path)
    except Misfit as misfit:
        return _refused(path, misfit.code, misfit.message, "Check the path of the text.")
    except YamlError as error:
        return Article(tuple(problems_of(error, Text(str(path), "", path.stem))))
    same = next((source.id for source in before.log.sources.values() if source.sha256 == digest), None)
    if same is not None:
        return _refused(
            path, "PT120", f"This is the text of '{same}' already.", "Add to the file of that source."
        )
    about = attrs.evolve(appearance, id=appearance.id or slug(path.stem))
    again = retold(before.log, paragraphs, until=_latest(about.published))
    lines = [
        *_source(about, path.name, digest, paragraphs),
        *_names(before.log, paragraphs),
        *_mentions(before.log, again),
    ]
    begun = first_lines(home, before.log.cast.negotiation.id, cast=_cast_file(before))
    rewrite = Rewrite(_next_file(home, about.id), None, f"{begun}{chr(10).join(lines)}\n".encode())
    reading = rehearse(home, before, [rewrite], aspects=own)
    if reading.problems or dry_run:
        return Article(reading.problems, reading.places, rewrite, again)
    failed = write([rewrite])
    return Article(failed, reading.places, rewrite, again, is_written=not failed)


def _refused(path: Path, code: str, message: str, hint: str) -> Article:
    return Article((Problem(code=code, message=message, place=Place(str(path), 1, 1), hint=hint),))


def _latest(published: str) -> Any:
    """Tell when the article appeared at the latest; a date that is none is reported where it stands."""
    try:
        return ImpreciseDate.parse(published).latest
    except DateError:
        return None


def _cast_file(reading: Reading) -> str:
    """Name the file that says who takes part, if one alone does."""
    files = [text for text in reading.places.texts if "actors" in read_plain(text.text).tree]
    return Path(files[0].name).name if len(files) == 1 else ""


def _next_file(home: Path, name: str) -> Path:
    """Name the file, with the number that follows those of the others."""
    numbers = [int(found[1]) for path in logs_in(home) if (found := _NUMBERED.match(path.name))]
    return home / f"{max(numbers, default=0) + 1:03}-{slug(name)}{SUFFIX}"


def _source(about: Appearance, file: str, digest: str, paragraphs: tuple[str, ...]) -> Iterator[str]:
    stated = {**attrs.asdict(about), "file": file, "sha256": digest, "paragraphs": str(len(paragraphs))}
    yield "source:"
    yield from (f"  {key}: {scalar(value)}" for key, value in stated.items() if value)
    if paragraphs:
        yield "  # To be worked off: cite each paragraph in an entry, or write here why it is left out."
        yield "  uncited:"
        yield from (f"    {number}: {TO_DO}  # {_short(text)}" for number, text in enumerate(paragraphs, 1))


def _short(text: str) -> str:
    shown = harmless(text)
    return shown if len(shown) <= SHOWN else f"{shown[:SHOWN].rstrip()}…"


def _names(log: Log, paragraphs: tuple[str, ...]) -> Iterator[str]:
    named = named_in(log.cast, paragraphs)
    if named:
        yield ""
        yield "# Whom the text names, and where:"
        for name, places in named.items():
            yield _short(f"# {name} ({log.cast.title(name)}): {', '.join(map(str, places))}")


def _mentions(log: Log, again: tuple[Retold, ...]) -> Iterator[str]:
    if not again:
        return
    events = {event.id: event for event in log.events}
    yield ""
    yield "# Events of the log whose day or whose people the text names. If it tells one again, take the `#` away."
    yield "# events:"
    for one in again:
        stated = events[one.event]
        date = f", date: {one.day}" if one.day else ""
        who = ", ".join(log.cast.title(name) for name in one.names)
        text = f"{stated.kind.replace('_', ' ')} {stated.date or ''}".strip() + (f", {who}" if who else "")
        of = scalar(one.event, in_flow=True)
        yield f"#   - {{event: mentioned, of: {of}{date}, cite: {one.paragraph}}}  # {_short(text)}"
