"""Where each entry of a log stands: kept beside the values, never inside them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

import attrs

from peacetrack.problems import Finding, Place, Problem
from peacetrack.yaml.nodes import Node, find, find_key, read_located
from peacetrack.yaml.scalars import Path


@attrs.frozen(slots=False, eq=False)
class Text:
    """
    A file as it was read.

    Attributes:
        name: As it is shown to the reader.
        text: What it says.
        stem: Its name without the suffix.
    """

    name: str
    text: str
    stem: str

    @cached_property
    def root(self) -> Node:
        """Give the located nodes; worked out only when something has to be pointed at."""
        return read_located(self.text)

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """Give the lines."""
        return tuple(self.text.split("\n"))

    def place(self, path: Path, *, key: bool = False) -> Place:
        """Point at a value, or at its key; at the nearest place above when there is no such thing."""
        node = (find_key if key else find)(self.root, path)
        if node.end_line == node.line:
            return Place(self.name, node.line, node.column, node.end_column)
        return Place(self.name, node.line, node.column, len(self.lines[node.line - 1]) + 1)


@attrs.frozen(slots=False, eq=False)
class Places:
    """
    Find the place of an entry by its id.

    Attributes:
        texts: The files.
        entries: For each id of an event, a claim or a source: which file, and the path in it.
    """

    texts: tuple[Text, ...] = ()
    entries: dict[str, tuple[Text, Path]] = attrs.Factory(dict)

    def of(self, entry: str, field: str = "") -> Place:
        """
        Point at an entry, or at one of its fields.

        Raises:
            KeyError: There is no such entry.
        """
        text, path = self.entries[entry]
        if field:
            return text.place((*path, field))
        return text.place(path)

    def line(self, place: Place) -> str | None:
        """Give the line of a place, when the file could be read."""
        for text in self.texts:
            if text.name == place.file and place.line <= len(text.lines):
                return text.lines[place.line - 1]
        return None

    def located(self, findings: Iterable[Finding]) -> tuple[Problem, ...]:
        """Join findings with the places of what they are about."""
        return tuple(
            Problem(
                code=finding.code,
                message=finding.message,
                place=self.of(finding.entry, finding.field),
                hint=finding.hint,
                severity=finding.severity,
                others=tuple((role, self.of(entry)) for role, entry in finding.others),
            )
            for finding in findings
        )
