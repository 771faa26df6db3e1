"""
From bytes to a text that a YAML parser may be given, and what can be wrong with a text.

What the characters alone show to be wrong is found here, before any parser looks: a parser's own answer to a
ten-megabyte line comes late, and its answer to a strange character has no place.
"""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from attrs import frozen

# The longest line, and the longest single text in a file, both in characters.
LONGEST: Final = 1 << 16


class Fault(StrEnum):
    """What can be wrong with a text as YAML; each has its code, which never changes."""

    NOT_UTF8 = "PT001"
    CHARACTER = "PT002"
    LONG_LINE = "PT003"
    EMPTY = "PT004"
    SYNTAX = "PT005"
    TAB = "PT006"
    DIRECTIVE = "PT007"
    SECOND_DOCUMENT = "PT008"
    NO_MAPPING = "PT009"
    DUPLICATE_KEY = "PT010"
    NO_PLAIN_KEY = "PT011"
    TAG = "PT012"
    MERGE = "PT013"
    TOO_DEEP = "PT014"
    UNKNOWN_ANCHOR = "PT015"
    SELF_CONTAINED = "PT016"
    TOO_MANY = "PT017"
    LONG_TEXT = "PT018"


class OtherPlace(NamedTuple):
    """A line and a column, counted from 1 in characters, and what is there."""

    line: int
    column: int
    label: str


@frozen
class YamlProblem:
    """
    Something wrong with a text as YAML, and where.

    Attributes:
        code: Which fault it is.
        message: What is wrong, as a sentence without its full stop.
        hint: What to write instead, likewise.
        line: Counted from 1.
        column: Counted from 1, in characters.
        end_column: Behind the last character of the place on that line.
        other: The other place that took part, such as the first of two equal keys.
    """

    code: Fault
    message: str
    hint: str
    line: int
    column: int
    end_column: int
    other: OtherPlace | None = None


class YamlError(Exception):
    """
    A text cannot be read as YAML.

    Attributes:
        problems: Everything that was found wrong, in the order of the text; never empty.

    Raises:
        ValueError: No problem is given: a file that is refused would be left out in silence.
    """

    def __init__(self, problems: tuple[YamlProblem, ...]) -> None:
        if not problems:
            raise ValueError("a text is refused for a problem, and none is given")
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(f"{p.line}:{p.column}: {p.code} {p.message}; {p.hint}" for p in self.problems)


def decode(source: bytes) -> str:
    r"""
    Decode UTF-8, without its byte order mark and with every line end as a line feed.

    >>> decode(b"\xef\xbb\xbfa: 1\r\nb: 2\r")
    'a: 1\nb: 2\n'

    Raises:
        YamlError: if the bytes are not UTF-8, with the place of the first wrong one.
    """
    source = source.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    try:
        return source.decode()
    except UnicodeDecodeError as error:
        wrong = error.start
    line_start = source.rfind(b"\n", 0, wrong) + 1
    column = len(source[line_start:wrong].decode()) + 1
    encoding = "UTF-16" if source.startswith((b"\xff\xfe", b"\xfe\xff")) else "another encoding"
    problem = YamlProblem(
        Fault.NOT_UTF8,
        f"the byte 0x{source[wrong]:02X} is not UTF-8",
        f"the file seems to be in {encoding}: save it as UTF-8",
        source.count(b"\n", 0, wrong) + 1,
        column,
        column + 1,
    )
    raise YamlError((problem,))


def checked(text: str) -> str:
    """
    Return a text if a parser may be given it, with every line end as a line feed.

    Raises:
        YamlError: if there is a line of more than 65,536 characters, a character that YAML forbids, or a
            directive.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [
        problem
        for find in (_long_line, _forbidden_character, _directive)
        if (problem := find(text)) is not None
    ]
    if problems:
        raise YamlError(tuple(sorted(problems, key=lambda problem: (problem.line, problem.column))))
    return text


def _long_line(text: str) -> YamlProblem | None:
    start = 0
    while len(text) - start > LONGEST:
        # Leaping back from the farthest end that a line may have looks at each character of a long line once.
        end = text.rfind("\n", start, start + LONGEST + 1)
        if end == -1:
            return YamlProblem(
                Fault.LONG_LINE,
                f"the line has more than {LONGEST:,} characters",
                "break the line; a very long text belongs in a file of its own",
                text.count("\n", 0, start) + 1,
                1,
                2,
            )
        start = end + 1
    return None


_FORBIDDEN: Final = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def _forbidden_character(text: str) -> YamlProblem | None:
    found = _FORBIDDEN.search(text)
    if found is None:
        return None
    return forbidden(text, found.start())


def forbidden(text: str, place: int) -> YamlProblem:
    """Refuse the character at a place of a text."""
    line, column = _line_and_column(text, place)
    return YamlProblem(
        Fault.CHARACTER,
        f"the character U+{ord(text[place]):04X} is not allowed in YAML",
        "remove it; inside double quotes it can be written as an escape",
        line,
        column,
        column + 1,
    )


# Blank lines and comments may stand before a directive; nothing else may.
_DIRECTIVE: Final = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(%[^\n]*)")


def _directive(text: str) -> YamlProblem | None:
    found = _DIRECTIVE.match(text)
    if found is None:
        return None
    line, _ = _line_and_column(text, found.start(1))
    return YamlProblem(
        Fault.DIRECTIVE,
        f"the directive '{found[1][:40].rstrip()}' is not allowed",
        "remove the line: every file is read as YAML 1.2",
        line,
        1,
        len(found[1]) + 1,
    )


def _line_and_column(text: str, index: int) -> tuple[int, int]:
    return text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index)
