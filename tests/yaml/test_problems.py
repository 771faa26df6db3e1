"""What an author is told about a text that is no YAML, or more YAML than a log may be."""

import pytest

from peacetrack.yaml.parsing.parser import (
    Fault,
    OtherPlace,
    YamlError,
    YamlProblem,
    decode,
    read_plain,
)
from peacetrack.yaml.parsing.syntax import Complaint, worded

SYNTAX = "the text cannot be read as YAML: "


def problems(text: str) -> tuple[YamlProblem, ...]:
    with pytest.raises(YamlError) as refused:
        read_plain(text)
    return refused.value.problems


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "1:1-2 PT004 the file is empty; begin it with 'peacetrack: 1'"),
        ("# only a note\n", "1:1-2 PT004 the file is empty; begin it with 'peacetrack: 1'"),
        ("---\n...\n", "1:1-2 PT004 the file is empty; begin it with 'peacetrack: 1'"),
        (
            "\n- a\n",
            "2:1-2 PT009 the file is a list, not a mapping of keys to values; begin it with 'peacetrack: 1'",
        ),
        (
            "talks resumed\n",
            "1:1-2 PT009 the file is a single text, not a mapping of keys to values; begin it with 'peacetrack: 1'",
        ),
        (
            "\n'by': a\nis: b\nby: c\n",
            "4:1-3 PT010 the key 'by' is written twice in one mapping; keep one of the two (the first one 2:1)",
        ),
        (
            "a:\n- {x: 1, y: 2, x: [3]}\n",
            "2:16-17 PT010 the key 'x' is written twice in one mapping; keep one of the two (the first one 2:4)",
        ),
        (
            f"? {'k' * 70}\n: 1\n? {'k' * 70}\n: 2\n",
            (
                f"3:3-73 PT010 the key '{'k' * 60}…' is written twice in one mapping; keep one of the two"
                " (the first one 1:3)"
            ),
        ),
        (
            "a: 1\n? 'b\n  c'\n: 2\n? b c\n: 3\n? \"b\n  c\"\n: 4",
            (
                "5:3-6 PT010 the key 'b c' is written twice in one mapping; keep one of the two (the first one 2:3)\n"
                "7:3-4 PT010 the key 'b c' is written twice in one mapping; keep one of the two (the first one 2:3)"
            ),
        ),
        ("a: {[b]: c}\n", "1:5-6 PT011 a key is not a plain text; write 'key: value'"),
        ("? {b: c}\n: d\n", "1:3-4 PT011 a key is not a plain text; write 'key: value'"),
        ("a: &x b\n*x : c\n", "2:1-2 PT011 a key is not a plain text; write 'key: value'"),
        ("a: 1\n? \n: c\n", "1:1-2 PT011 a key is missing; write 'key: value'"),
        (
            "a: !!int 5\n",
            "1:4-9 PT012 the tag '!!int' is not allowed; remove it: every value is read as text",
        ),
        (
            "a: !python {}\n",
            "1:4-11 PT012 the tag '!python' is not allowed; remove it: every value is read as text",
        ),
        ("a: 1\n<<: {b: c}\n", "2:1-3 PT013 the merge key '<<' is not allowed; write the keys out"),
        (
            "a: *news\n",
            (
                "1:4-9 PT015 there is no anchor '&news' above the alias '*news'; write the anchor first, or put a text"
                " that begins with '*' in quotes"
            ),
        ),
        (
            "a: &x 1\nb: &x\n  - [*x]\n",
            "3:6-8 PT016 the alias '*x' stands inside what it repeats; write out what is meant (the anchor '&x' 2:4)",
        ),
        (
            "a: b\n---\nc: d\n",
            "2:1-4 PT008 a second document begins here; keep one document in each file",
        ),
        (
            "# note\n\n%YAML 1.1\n---\na: no\n",
            "3:1-10 PT007 the directive '%YAML 1.1' is not allowed; remove the line: every file is read as YAML 1.2",
        ),
        (
            "%TAG ! tag:example.org,2024:\n---\na: b\n",
            (
                "1:1-29 PT007 the directive '%TAG ! tag:example.org,2024:' is not allowed; remove the line: every file"
                " is read as YAML 1.2"
            ),
        ),
        (
            "a: b\nc: \x07\n",
            (
                "2:4-5 PT002 the character U+0007 is not allowed in YAML; remove it; inside double quotes it can be"
                " written as an escape"
            ),
        ),
        (
            "a: \ud800\n",
            (
                "1:4-5 PT002 the character U+D800 is not allowed in YAML; remove it; inside double quotes it can be"
                " written as an escape"
            ),
        ),
        ("a:\n\t- b\n", "2:1-2 PT006 there is a tab here; use blanks, and put a text with a tab in quotes"),
        (
            "a:\n  b: c\n \td: e\n",
            "3:2-3 PT006 there is a tab here; use blanks, and put a text with a tab in quotes",
        ),
        ("a: b\tc\n", "1:5-6 PT006 there is a tab here; use blanks, and put a text with a tab in quotes"),
        (
            ">\u2028\n    - a\n",
            (
                f"1:2-3 PT005 {SYNTAX}expected chomping or indentation indicators, but found '\\u2028'; check the"
                " indentation, the quotes and the brackets here and just before (while scanning a block scalar 1:1)"
            ),
        ),
        (
            "says: we agreed: 13\n",
            (
                f"1:16-17 PT005 {SYNTAX}mapping values are not allowed here; put a text that contains ': ' in quotes, or"
                " check the indentation"
            ),
        ),
        (
            "a: b\nc\nd: e\n",
            (
                f"3:1-2 PT005 {SYNTAX}could not find expected ':'; write 'key: value', and indent what belongs to the"
                " line above it (while scanning a simple key 2:1)"
            ),
        ),
        (
            "a: `b`\n",
            f"1:4-5 PT005 {SYNTAX}found character '`' that cannot start any token; put the text in quotes",
        ),
        (
            "a: 'b\n",
            f"2:1-2 PT005 {SYNTAX}found unexpected end of stream; close the quotes (while scanning a quoted scalar 1:4)",
        ),
        (
            "a: [1, 2\nb: 3\n",
            (
                f"2:2-3 PT005 {SYNTAX}expected ',' or ']', but got ':'; close the bracket, and put a comma between two"
                " entries (while parsing a flow sequence 1:4)"
            ),
        ),
        (
            'a: "C:\\Windows"\n',
            (
                f"1:8-9 PT005 {SYNTAX}found unknown escape character 'W'; in double quotes write \\\\ for a backslash, or"
                " use single quotes (while scanning a double-quoted scalar 1:4)"
            ),
        ),
        (
            'a: "\\U00110000"\n',
            (
                f"1:4-5 PT005 {SYNTAX}found an escape that names no character; in double quotes write \\\\ for a"
                " backslash, or use single quotes"
            ),
        ),
        (
            'a: "\\uD800"\n',
            (
                f"1:4-5 PT005 {SYNTAX}found an escape that names no character; in double quotes write \\\\ for a"
                " backslash, or use single quotes"
            ),
        ),
        (
            "a: !<x\n",
            (
                f"1:7-8 PT005 {SYNTAX}expected '>' but found '\\n'; check the indentation, the quotes and the brackets"
                " here and just before (while parsing a tag 1:4)"
            ),
        ),
    ],
)
def test_what_is_wrong_with_a_text(text: str, expected: str) -> None:
    """Each fault names its place, what is wrong and what to write instead."""
    assert expected == "\n".join(map(shown, problems(text)))


def shown(problem: YamlProblem) -> str:
    other = problem.other
    return (
        f"{problem.line}:{problem.column}-{problem.end_column} {problem.code} {problem.message}; {problem.hint}"
        + (f" ({other.label} {other.line}:{other.column})" if other else "")
    )


def test_all_faults_are_told_at_once() -> None:
    """An author mends a file in one go: the faults come in the order of the file, a syntax error last."""
    text = "a: !x 1\na: 2\nb: *y\nc: {d: 1, d: 2}\ne: 'f\n"

    expected = [Fault.TAG, Fault.DUPLICATE_KEY, Fault.UNKNOWN_ANCHOR, Fault.DUPLICATE_KEY, Fault.SYNTAX]
    assert expected == [problem.code for problem in problems(text)]


def test_faults_of_the_characters_are_told_together() -> None:
    """What no parser may see is told before any parser looks."""
    text = "%YAML 1.1\na: \x00\nb: " + "x" * 70_000

    assert [(1, "PT007"), (2, "PT002"), (3, "PT003")] == [
        (found.line, found.code) for found in problems(text)
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("b: x\n" * 2 + "y" * 65_537, "the line has more than 65,536 characters"),
        ("a: b\nc:\n" + "  word\n" * 20_000, "the text that begins here has more than 65,536 characters"),
        ("a: b\nc: 1\nd: " + "[\n" * 70, "lists and mappings lie more than 64 deep in each other here"),
    ],
)
def test_what_is_too_much(text: str, message: str) -> None:
    """A limit is named where it is passed."""
    assert [message] == [problem.message for problem in problems(text)]


def test_too_many_repeated_nodes_are_named_by_their_alias() -> None:
    """Aliases are counted with all that they repeat."""
    text = "a: &a [" + "x, " * 999 + "]\nb: &b [" + "*a, " * 999 + "]\nc: [*b, *b]\n"

    expected = "with the alias '*b' more than 1,000,000 nodes come from aliases"
    assert [(3, 5, 7, expected)] == [(p.line, p.column, p.end_column, p.message) for p in problems(text)]


@pytest.mark.parametrize(
    ("source", "place", "message", "hint"),
    [
        (
            "a: b\nc: é".encode("latin-1"),
            (2, 4, 5),
            "the byte 0xE9 is not UTF-8",
            "the file seems to be in another encoding: save it as UTF-8",
        ),
        (
            "é: 1\r\né: é ".encode() + b"\xff",
            (2, 6, 7),
            "the byte 0xFF is not UTF-8",
            "the file seems to be in another encoding: save it as UTF-8",
        ),
        (
            "a: b".encode("utf-16"),
            (1, 1, 2),
            "the byte 0xFF is not UTF-8",
            "the file seems to be in UTF-16: save it as UTF-8",
        ),
    ],
)
def test_only_utf_8_is_read(source: bytes, place: tuple[int, int, int], message: str, *, hint: str) -> None:
    """The first wrong byte is shown, and how the file may have come to it."""
    with pytest.raises(YamlError) as refused:
        decode(source)

    assert (YamlProblem(Fault.NOT_UTF8, message, hint, *place),) == refused.value.problems


def test_a_refusal_can_be_read() -> None:
    """The error itself shows all its problems, one to a line."""
    with pytest.raises(YamlError) as refused:
        read_plain("a: 1\na: !x 2\n")

    assert str(refused.value) == (
        "2:1: PT010 the key 'a' is written twice in one mapping; keep one of the two\n"
        "2:4: PT012 the tag '!x' is not allowed; remove it: every value is read as text"
    )


def test_a_complaint_beyond_the_last_line_has_a_place() -> None:
    """A parser may stumble over the end of a file."""
    problem = worded(Complaint("found nothing", 7, 0, "while looking", 1, 2), "")

    assert (8, 1) == (problem.line, problem.column)
    assert OtherPlace(2, 3, "while looking") == problem.other
