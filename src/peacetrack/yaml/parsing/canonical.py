r"""
The canonical layout, read without a parser: what our own writer writes, and what people commonly write.

The law: whatever is accepted here, both parsers read as the same tree with the same places. It is a small language: in the
list `events:`, whose items stand two blanks in, a field that takes one line, or a line with a block of single lines
below it. Equal fields are judged once and share one value. An item that holds anything else (a text over several lines,
a comment behind a value) is handed to the parser together with its like beside it, and so is what stands before and
behind the list. Where such a part is no whole of its own, or may name what stands in another, nothing is accepted.

>>> no_parser_needed = lambda part: Document({}, {})
>>> document = read_canonical("events:\n  - id: call\n    by: [armenia, usa]\n", no_parser_needed)
>>> document.tree, document.start("events", 0)
({'events': [{'id': 'call', 'by': ['armenia', 'usa']}]}, (2, 5))
"""

import re
from array import array
from collections.abc import Callable
from typing import Final

from peacetrack.yaml.parsing.skim import WIDTH, Document, Starts, packed
from peacetrack.yaml.parsing.tree import Plain

#: Reads a part of a text as a parser does; it raises whatever it likes when it cannot.
Parse = Callable[[str], Document]


class OtherLayoutError(Exception):
    """A text, or a part of it, is in another layout."""


def read_canonical(text: str, parse: Parse) -> Document:
    """
    Read a text, and hand over to a parser what is in another layout.

    Args:
        text: A checked text.
        parse: Reads one part.

    Raises:
        OtherLayoutError: Only a parser knows what it says.
    """
    begin = text.find(_LIST) + 1
    if not begin and not text.startswith(_LIST[1:]):
        raise OtherLayoutError
    first = begin + len(_LIST) - 2
    found = _BELOW.search(text, first)
    end = found.start() if found else len(text)
    head, tail = _beside(text[:begin], parse), _beside(text[end + 1 :], parse)
    if "events" in head.tree or not {"events", *head.tree}.isdisjoint(tail.tree):
        raise OtherLayoutError
    items = _Items(parse, text, text.count("\n", 0, first) + 1)
    items.read(first, end)
    starts = {**head.starts, "events": items.starts, **_moved(tail, text.count("\n", 0, end) + 1)}
    return Document({**head.tree, "events": items.items, **tail.tree}, starts)


def _beside(part: str, parse: Parse) -> Document:
    """Let the parser read what stands before or behind the list, if it is fields of the top level and nothing else."""
    if _NOTHING.fullmatch(part):
        return Document({}, {})
    if not _TOP.match(part) or "\n..." in part:
        raise OtherLayoutError
    return _handed_over(part, parse)


def _handed_over(part: str, parse: Parse) -> Document:
    if _ANCHOR.search(part):
        raise OtherLayoutError
    return parse(part)


def _moved(document: Document, lines: int) -> dict[str, Starts]:
    """Give the places of the items of a part, which stands so many lines further down."""
    return {
        key: array("Q", [start + lines * WIDTH for start in starts])
        for key, starts in document.starts.items()
    }


class _Items:
    """The items of the list while they are being read."""

    def __init__(self, parse: Parse, text: str, line: int) -> None:
        self.parse = parse
        self.text = text
        self.line = line
        self.items: list[Plain] = []
        self.starts: Starts = array("Q")
        self.odd: list[str] = []

    def read(self, begin: int, end: int) -> None:
        """Read the items between two offsets, those in another layout together with their like beside them."""
        text, judged, line = self.text, _Fields(in_flow=_Fields()), self.line
        at = text.find(_ITEM, begin, end)
        if at < 0 or not _NOTHING.fullmatch(text, begin + 1, at + 1):
            raise OtherLayoutError
        line += text.count("\n", begin, at) + 1
        while at >= 0:
            behind = text.find(_ITEM, at + 1, end)
            item = text[at + len(_ITEM) : behind if behind >= 0 else end]
            record = _record(item, judged)
            if record is None:
                self.odd.append(item)
            else:
                if self.odd:
                    self._hand_over(line)
                self.items.append(record)
                self.starts.append(packed(line, 5))
            line += item.count("\n") + 1
            at = behind
        if self.odd:
            self._hand_over(line)

    def _hand_over(self, line: int) -> None:
        """Let the parser read the items in another layout; they end above a line."""
        part = f"items:{_ITEM}{_ITEM.join(self.odd)}\n"
        found = _handed_over(part, self.parse)
        items = found.tree["items"]
        if len(found.tree) > 1 or not isinstance(items, list) or len(items) != len(self.odd):
            raise OtherLayoutError
        self.items += items
        self.starts += _moved(found, line - 1 - part.count("\n"))["items"]
        self.odd = []


def _record(item: str, judged: "_Fields") -> Plain:
    """Read one item; None when it is in another layout."""
    try:
        if item.startswith("{"):
            return judged.in_braces(item.rstrip("\n"))
        fields = [
            judged[field]
            for field in (_NEXT_FIELD.split(item) if "\n     " in item else item.split("\n    "))
        ]
    except OtherLayoutError:
        return None
    record = dict(fields)
    return record if len(record) == len(fields) else None


class _Fields(dict[str, tuple[str, Plain]]):
    """
    Every field that was judged: for its text its key and its value.

    Attributes:
        in_flow: Those between braces, where fewer characters may stand.
    """

    def __init__(self, *, in_flow: "_Fields | None" = None) -> None:
        super().__init__()
        self.in_flow = in_flow if in_flow is not None else self

    def __missing__(self, text: str) -> tuple[str, Plain]:
        """Judge a field that has not been seen before."""
        key, _, rest = _BEHIND.sub("", text).partition(":")
        if not _KEY.fullmatch(key):
            raise OtherLayoutError
        if rest.startswith("\n      "):
            value = self._block(rest[7:].split("\n      "))
        elif rest.startswith(" "):
            value = self._value(rest[1:])
        else:
            raise OtherLayoutError
        self[text] = key, value
        return key, value

    def _value(self, text: str) -> Plain:
        """Judge a value on one line, behind a colon or a dash."""
        if text[:1] == "{":
            return self.in_braces(text)
        if text[:1] == "[":
            return _in_brackets(text)
        if _PLAIN.fullmatch(text) and (self.in_flow is not self or not _NOT_IN_FLOW.search(text)):
            return text
        if _QUOTED.fullmatch(text):
            return text[1:-1]
        raise OtherLayoutError

    def _block(self, lines: list[str]) -> Plain:
        """Judge a list or a mapping below a key, each part of it on one line."""
        if all(line.startswith("- ") for line in lines):
            return [self._value(line[2:]) for line in lines]
        return _mapping([self[line] for line in lines])

    def in_braces(self, text: str) -> dict[str, Plain]:
        """Judge a mapping on one line."""
        if text[-1] != "}":
            raise OtherLayoutError
        return _mapping([self.in_flow[pair] for pair in _NEXT_PAIR.split(text[1:-1])])


def _in_brackets(text: str) -> list[Plain]:
    """Judge a list of names and numbers on one line."""
    items = text[1:-1].split(", ")
    if text[-1] != "]" or not all(_PLAIN.fullmatch(item) and not _NOT_IN_FLOW.search(item) for item in items):
        raise OtherLayoutError
    return [*items]


def _mapping(pairs: list[tuple[str, Plain]]) -> dict[str, Plain]:
    mapping = dict(pairs)
    if len(mapping) < len(pairs):
        raise OtherLayoutError
    return mapping


_LIST: Final = "\nevents:\n"
_ITEM: Final = "\n  - "
#: Behind the list: a line that begins with something else than a blank or a comment.
_BELOW: Final = re.compile(r"\n(?=[^ #\n])")
#: Blanks and comments.
_NOTHING: Final = re.compile(r"(?:[ ]*(?:#.*)?\n)*(?:[ ]*(?:#.*)?)?")
#: A field of the top level, below nothing but blanks and comments.
_TOP: Final = re.compile(r"(?:[ ]*(?:#.*)?\n)*[A-Za-z][\w-]*:[ \n]")
#: What may be an anchor or an alias.
_ANCHOR: Final = re.compile(r"(?<![^\s\[{,:-])[&*]\S")
#: Where the next field of an item begins, when some of them have blocks below them; and the next pair between braces.
_NEXT_FIELD: Final = re.compile(r"\n    (?=[^ \n])")
_NEXT_PAIR: Final = re.compile(r", (?=[A-Za-z][\w-]*: )")
#: Blank lines and comments behind a field.
_BEHIND: Final = re.compile(r"(?:\n[ ]*(?:#.*)?)+\Z")
_KEY: Final = re.compile(r"[A-Za-z][\w-]{0,60}")
#: A text without quotes: it begins like a word, and nothing in it begins a comment or a value.
_PLAIN: Final = re.compile(r"[\w./(](?:(?!: | #).)*(?<![\s:])")
_QUOTED: Final = re.compile(r"""\"[^"\\\n]*\"|'[^'\n]*'""")
#: Between brackets and braces more has a meaning, and the parsers differ in some of it.
_NOT_IN_FLOW: Final = re.compile(r"""[][{},"':?#&*!|>%@`\n]""")
