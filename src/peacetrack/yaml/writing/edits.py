r"""A text as it is in its file, and edits of it: what they do not name stays as it is, to the last byte.

A reader sees every line end as a line feed, and no byte order mark. Here both stay, and each place that the reader gives
is turned into an offset in the text as it is.

>>> page = Page.of("peacetrack: 1\r\n# by hand\r\ntopics: {borders: Borders}\r\n")
>>> edited(page.raw, [page.instead(("topics", "borders"), "The border")])
'peacetrack: 1\r\n# by hand\r\ntopics: {borders: The border}\r\n'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Final, Self

import attrs

from peacetrack.yaml.parsing.parser import Node, decode, find, find_key, read_located
from peacetrack.yaml.records.scalars import Path

#: A line end; the reader knows no other.
BREAK: Final = re.compile(r"\r\n|\r|\n")
#: An anchor or the tag `!` before a value, with what may stand between the two.
_PROPERTIES: Final = re.compile(r"(?:[&!][^\s,\[\]{}]*\s*(?:#[^\r\n]*\s*)*)*")


@attrs.frozen
class Edit:
    """
    A text that takes the place of a part of another; where that is empty, it is only written in.

    Attributes:
        start: Where the part begins, in characters from 0.
        end: Where it ends.
        text: What stands there afterwards.
    """

    start: int
    end: int
    text: str


def edited(before: str, edits: Iterable[Edit]) -> str:
    """Give a text with edits that do not overlap; of two at one place, the first stands first."""
    parts, done = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += [before[done : edit.start], edit.text]
        done = edit.end
    return "".join((*parts, before[done:]))


@attrs.frozen(slots=False, eq=False)
class Page:
    """
    A text as it is in its file, with its line ends and its byte order mark, and where everything stands in it.

    Attributes:
        raw: The text.
        root: Its located nodes.
    """

    raw: str
    root: Node

    @classmethod
    def of(cls, raw: str, *, keep: Collection[tuple[str, int]] | None = None) -> Self:
        """
        Read a text.

        Args:
            raw: What the file says, as it is.
            keep: Which items of the top-level lists are needed, as for `read_located`.

        Raises:
            YamlError: It cannot be read as YAML.
        """
        return cls(raw, read_located(decode(raw.encode()), keep=keep))

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Tell where each line begins, and at last where the text ends."""
        first = 1 if self.raw.startswith("\ufeff") else 0
        return first, *(found.end() for found in BREAK.finditer(self.raw)), len(self.raw)

    def line(self, number: int) -> str:
        """Give a line, counted from 1, without its end."""
        return self.raw[self.starts[number - 1] : self.starts[number]].rstrip("\r\n")

    @property
    def lines(self) -> int:
        """Count the lines; what stands behind the last line feed is one, be it empty."""
        return len(self.starts) - 1

    def offset(self, line: int, column: int) -> int:
        """Tell where a line and a column are, which count from 1."""
        return self.starts[line - 1] + column - 1

    def opening(self, node: Node) -> int:
        """Tell where a value begins, behind its anchor."""
        found = _PROPERTIES.match(self.raw, self.offset(node.line, node.column))
        return found.end() if found else 0

    def sign(self, node: Node) -> str:
        """Give the character with which a value begins."""
        return self.raw[self.opening(node)]

    def column(self, offset: int) -> int:
        """Count the characters before an offset on its line."""
        return offset - self.starts[bisect_right(self.starts, offset, hi=self.lines) - 1]

    def pair(self, key: str) -> tuple[Node, Node] | None:
        """Find a key of the top level with its value."""
        return next((pair for pair in self.root.pairs if pair[0].text == key), None)

    def instead(self, path: Path, text: str, *, of_key: bool = False) -> Edit:
        """
        Write a text in place of a value, or of its key.

        Args:
            path: Keys and indexes down to the value.
            text: What stands there afterwards, in YAML.
            of_key: Write it in place of the key.
        """
        node = (find_key if of_key else find)(self.root, path)
        return Edit(self.offset(node.line, node.column), self.offset(node.end_line, node.end_column), text)
