"""The tables of what a log names: its documents, and everybody and everything of its cast."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from peacetrack.log.coverage import coverage
from peacetrack.log.log import Log
from peacetrack.report.tables.table import Cell, Column, TableOfRows, table, text

SOURCES: Final = (
    Column(name="id", meaning="Its id."),
    Column(name="title", meaning="As people write it."),
    Column(name="publisher", meaning="Who published it."),
    Column(name="published", meaning="When it appeared, as a date of a log."),
    Column(name="earliest", type="day", meaning="The first day on which it may have appeared."),
    Column(name="latest", type="day", meaning="The last such day."),
    Column(name="url", meaning="Its address."),
    Column(name="language", meaning="The language of its text, as a code."),
    Column(name="file", meaning="The name of its file."),
    Column(name="sha256", meaning="The fingerprint of its file."),
    Column(name="paragraphs", type="number", meaning="How many non-empty lines the text has, when declared."),
    Column(name="cited", type="number", meaning="How many of them are cited."),
    Column(name="left_out", type="number", meaning="How many are left out on purpose."),
    Column(name="note", meaning="A remark of the author."),
)
NAMES: Final = (
    Column(name="id", meaning="How the other tables name it."),
    Column(
        name="sort",
        meaning="What it is.",
        values=("actor", "voice", "instrument", "provision", "topic"),
    ),
    Column(name="name", meaning="As people write it; of a voice without a name, its office."),
    Column(name="role", meaning="Of an actor its role, of a provision its kind, of an instrument its unit."),
    Column(name="of", meaning="For whom a voice speaks; of which instrument a provision is."),
)  # fmt: skip


def sources_table(log: Log) -> TableOfRows:
    """List the documents of a log."""
    read = {one.source: one for one in coverage(log)}
    rows = (
        (
            name,
            text(source.title),
            text(source.publisher),
            text(source.published),
            source.published.earliest if source.published else None,
            source.published.latest if source.published else None,
            text(source.url),
            text(source.language),
            text(source.file),
            text(source.sha256),
            source.paragraphs,
            len(read[name].cited),
            len(read[name].left_out),
            text(source.note),
        )
        for name, source in log.sources.items()
    )
    return table("sources", "A document that reports.", SOURCES, rows)


def names_table(log: Log) -> TableOfRows:
    """List everybody and everything that a log can name."""
    return table("names", "Somebody or something of the cast.", NAMES, _names(log))


def _names(log: Log) -> Iterator[tuple[Cell, ...]]:
    cast = log.cast
    for actor in cast.actors.values():
        yield actor.id, "actor", actor.title, actor.role, None
    for voice in cast.voices.values():
        yield voice.id, "voice", voice.title, text(voice.office), voice.speaks_for
    for instrument in cast.instruments.values():
        yield instrument.id, "instrument", text(instrument.title), instrument.unit, instrument.part_of
        for node in instrument.provisions.values():
            yield node.id, "provision", text(node.title), node.kind, instrument.id
    for topic, title in cast.topics.items():
        yield topic, "topic", text(title), None, None
