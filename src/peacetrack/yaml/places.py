"""Where each entry of a log stands: kept beside the values, never inside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Final

import attrs

from peacetrack.mapping import ReadOnly
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


class Entries(Mapping[str, tuple[Text, Path]]):
    """
    Where each entry stands, by its id: in which file, and the path in it.

    An item of a list takes one number, of its list and of its place there: a log has very many of them.
    """

    def __init__(self, known: Mapping[str, tuple[Text, Path]] = ReadOnly()) -> None:
        self._numbers: dict[str, int] = {}
        self._homes: list[tuple[Text, Path]] = []
        for name, (text, path) in known.items():
            self.enter(name, text, path)

    def begin(self, text: Text, at: Path) -> int:
        """Begin with a list; give the number of its first item, from which its others follow."""
        self._homes.append((text, at))
        return len(self._homes) * _MOST

    def add(self, name: str, number: int) -> bool:
        """Enter an item of a list, unless another entry has its name."""
        return self._numbers.setdefault(name, number) == number

    def enter(self, name: str, text: Text, path: Path) -> None:
        """Enter an entry at a path, in the place of any other."""
        self._numbers[name] = self.begin(text, path) - 1

    def __getitem__(self, name: str) -> tuple[Text, Path]:
        home, index = divmod(self._numbers[name], _MOST)
        if index == _MOST - 1:
            return self._homes[home]
        text, at = self._homes[home - 1]
        return text, (*at, index)

    def __contains__(self, name: object) -> bool:
        return name in self._numbers

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)


#: More than any list has items.
_MOST: Final = 1 << 32


@attrs.frozen(slots=False, eq=False)
class Places:
    """
    Find the place of an entry by its id.

    Attributes:
        texts: The files.
        entries: For each id of an event, a claim or a source: which file, and the path in it.
    """

    texts: tuple[Text, ...] = ()
    entries: Mapping[str, tuple[Text, Path]] = attrs.Factory(dict)

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
