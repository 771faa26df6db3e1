"""
What a YAML parser's complaint means to the author of a file.

A parser says what it expected; an author wants to know what to change. The complaints are those of the pure Python
parser, which decides whenever the two parsers differ.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from peacetrack.yaml.parsing.text import Fault, OtherPlace, YamlProblem


class Complaint(NamedTuple):
    """What a parser said: the problem and its place, and what it was reading; lines and columns from 0."""

    problem: str
    line: int
    column: int
    context: str = ""
    context_line: int = 0
    context_column: int = 0


_ADVICE: Final = tuple(
    (re.compile(pattern), advice)
    for pattern, advice in (
        (
            r"mapping values are not allowed",
            "put a text that contains ': ' in quotes, or check the indentation",
        ),
        (r"could not find expected ':'", "write 'key: value', and indent what belongs to the line above it"),
        (r"cannot start any token", "put the text in quotes"),
        (r"expected <block end>|more indented", "indent the entries of one list or mapping alike"),
        (r"sequence entries are not allowed", "begin the list on a line of its own"),
        (r"expected ',' or ('\]'|'}')", "close the bracket, and put a comma between two entries"),
        (r"unexpected end of stream|document separator", "close the quotes"),
        (r"escape", r"in double quotes write \\ for a backslash, or use single quotes"),
    )
)
_OTHERWISE: Final = "check the indentation, the quotes and the brackets here and just before"


#: A key and its value without a blank between them, on a line of its own.
_JOINED: Final = re.compile(r"\s*(?:- )?([a-z_]+):([^\s/].*)")
#: What a line without a blank after its colon makes of the lines that follow it.
_FOLLOWS: Final = re.compile(r"could not find expected ':'|mapping values are not allowed")


def _joined(complaint: Complaint, lines: Sequence[str]) -> tuple[int, str]:
    """Find the line without a blank after its colon that a complaint is about, and say what to write there."""
    if _FOLLOWS.search(complaint.problem):
        for number in (complaint.context_line, complaint.line - 1, complaint.line):
            found = _JOINED.fullmatch(lines[number]) if 0 <= number < len(lines) else None
            if found:
                return number, f"write a blank after the colon: '{found[1]}: {found[2]}'"
    return 0, ""


def worded(complaint: Complaint, text: str) -> YamlProblem:
    """Say what a complaint about a text means, where, and what to write instead."""
    lines = text.split("\n")
    number, hint = _joined(complaint, lines)
    if hint:
        column = len(lines[number]) - len(lines[number].lstrip(" -")) + 1
        end = len(lines[number].rstrip()) + 1
        return YamlProblem(
            Fault.SYNTAX, "a key and its value are one word here", hint, number + 1, column, end
        )
    if "'\\t'" in complaint.problem:
        return YamlProblem(
            Fault.TAB,
            "there is a tab here",
            "use blanks, and put a text with a tab in quotes",
            complaint.line + 1,
            complaint.column + 1,
            complaint.column + 2,
        )
    other = None
    if complaint.context:
        place = complaint.context_line + 1, complaint.context_column + 1
        other = OtherPlace(*place, complaint.context)
    return YamlProblem(
        Fault.SYNTAX,
        f"the text cannot be read as YAML: {complaint.problem}",
        next((advice for pattern, advice in _ADVICE if pattern.search(complaint.problem)), _OTHERWISE),
        complaint.line + 1,
        complaint.column + 1,
        complaint.column + 2,
        other,
    )
