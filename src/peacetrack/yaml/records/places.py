"""Where each entry of a log stands: kept beside the values, never inside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property, partial
from typing import Final

import attrs

from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import Finding, Place, Problem
from peacetrack.yaml.parsing.parser import (
    Node,
    YamlError,
    find,
    find_key,
    read_located,
    read_plain,
)
from peacetrack.yaml.records.scalars import Path


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
        above, alone = self._alone(*path[:2]) if len(path) > 1 and "root" not in self.__dict__ else (0, None)
        seek = find_key if key else find
        node = seek(self.root, path) if alone is None else seek(alone, path[2:])
        line = above + node.line
        if node.end_line == node.line:
            return Place(self.name, line, node.column, node.end_column)
        return Place(self.name, line, node.column, len(self.lines[line - 1]) + 1)

    @cached_property
    def _alone(self) -> Callable[..., tuple[int, Node | None]]:
        return cache(partial(_item_alone, self.lines, self._starts))

    @cached_property
    def _starts(self) -> Mapping[str, Sequence[tuple[int, int]]]:
        """Tell where the items of the lists of the top level begin."""
        document = read_plain(self.text)
        return {
            key: [document.start(key, index) for index in range(len(packed))]
            for key, packed in document.starts.items()
        }


def _item_alone(
    lines: Sequence[str], starts: Mapping[str, Sequence[tuple[int, int]]], key: str, index: str | int
) -> tuple[int, Node | None]:
    """
    Locate one item of a list of the top level by its own lines: a large file need not be located for one place in it.

    Returns:
        How many lines to add to those of its nodes, and its node; none where its lines are no whole of their own.
    """
    begins = starts.get(key, ())
    if not isinstance(index, int) or index >= len(begins):
        return 0, None
    line, column = begins[index]
    end = begins[index + 1][0] - 1 if index + 1 < len(begins) else len(lines)
    own = lines[line - 1 : end]
    if not own or own[0][: column - 1].strip(" ") != "-":
        return 0, None
    try:
        found = find(read_located("\n".join((f"{key}:", *own))), (key, 0))
    except YamlError:
        return 0, None
    return line - 2, found


class EntryPlaces(Mapping[str, tuple[Text, Path]]):
    """
    Where each entry stands, by its id: in which file, and the path in it.

    An item of a list takes one number, of its list and of its place there: a log has very many of them.
    """

    def __init__(self, others: Mapping[str, tuple[Text, Path]] = ReadOnly()) -> None:
        self._numbers: dict[str, int] = {}
        self._homes: list[tuple[Text, Path]] = []
        for name, (text, path) in others.items():
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
