"""It does not matter which parser reads a log: both give the same log, or find the same things wrong with it."""

import tempfile
from pathlib import Path
from typing import Final, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetrack.log.log import Log
from peacetrack.model.problems import Problem
from peacetrack.testing.strategies import logs, texts
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.parsing.parser import Document, ParserName, YamlError, read_plain
from peacetrack.yaml.writing.writer import dumps
from tests.profile import most, some
from tests.yaml.event_lists import texts as event_lists

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
FILES: Final = sorted(FIXTURES.rglob("*.peace.yaml"))
FOLDERS: Final = sorted({path.parent for path in FILES})

Outcome = tuple[Log | None, tuple[Problem, ...]]


def outcomes(path: Path, *, quick: ParserName = "c") -> tuple[Outcome, Outcome]:
    """Read with the C parser, and with the pure one."""
    one, other = read(path, parser=quick), read(path, parser="pure")
    return (one.log, one.problems), (other.log, other.problems)


def outcomes_of(text: str, *, quick: ParserName = "c") -> tuple[Outcome, Outcome]:
    """Read a text as a file of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.peace.yaml"
        path.write_bytes(text.encode())
        return outcomes(path, quick=quick)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Documents in which one line is lost, told twice, moved, or says something else."""
    lines = dumps(draw(logs(longest=3))).split("\n")
    place, other = (draw(st.integers(0, len(lines) - 1)) for _ in range(2))
    line = lines[place]
    key = line[: line.find(":") + 1] or line
    damage = draw(st.sampled_from(["lost", "twice", "moved", "other", "undone"]))
    if damage in ("lost", "moved", "other", "undone"):
        del lines[place]
    if damage in ("twice", "moved"):
        lines.insert(other, line)
    if damage == "other":
        lines.insert(place, f"{key} {draw(texts())}".replace("\n", " "))
    if damage == "undone":
        lines.insert(place, line.replace('"', ""))
    return "\n".join(lines)


@pytest.mark.parametrize("path", [*most(FOLDERS), *some(FILES)], ids=lambda path: "/".join(path.parts[-2:]))
def test_a_fixture_says_the_same_to_both(path: Path) -> None:
    """Whoever installs the C parser reads the same negotiations, only sooner."""
    quick, pure = outcomes(path, quick="auto" if "bad" in path.parts else "c")

    assert quick == pure


@given(logs())
def test_a_written_log_says_the_same_to_both(log: Log) -> None:
    """What the library writes, both parsers read as the log that was written."""
    assert ((log, ()), (log, ())) == outcomes_of(dumps(log))


@given(damaged())
def test_a_damaged_log_is_refused_alike_by_both(text: str) -> None:
    """What is wrong with a file, and where, does not depend on whether the C parser is installed: the pure one words it."""
    quick, pure = outcomes_of(text, quick="auto")

    assert quick == pure


@pytest.mark.parametrize("parser", get_args(ParserName))
def test_a_comment_tells_nothing(parser: ParserName) -> None:
    """What stands behind a sign of number is no key, also between braces over several lines."""
    text = "events:\n  - {event: count_stated, agreed: 13\n    # TODO, of: 16\n    }\n"

    assert {"events": [{"event": "count_stated", "agreed": "13"}]} == read_plain(text, parser=parser).tree


def tree_of(text: str, parser: ParserName) -> Document | None:
    """Read a text with one parser; nothing when it refuses it."""
    try:
        return read_plain(text, parser=parser)
    except YamlError:
        return None


@given(event_lists())
@example("events:\n  - a: b\n    c: [d, e]\n    f:\n      - g\n")
def test_a_list_of_events_says_the_same_to_both(text: str) -> None:
    """In whatever layout, and with whatever mistake: the tree and the places are those that the pure parser gives."""
    assert tree_of(text, "pure") == tree_of(text, "auto")


@pytest.mark.parametrize("directive", ["%YAML 1.1", "%YAML 1.2", "%TAG ! x"])
@pytest.mark.parametrize("line_end", ["\n", "\r", "\r\n"])
def test_a_second_document_begins_where_the_pure_parser_says(directive: str, line_end: str) -> None:
    """With its sign, and not with the directive before it, at which it begins for the C parser."""
    text = line_end.join(("a: b", directive, "---", "c: d"))
    problems = []
    for parser in get_args(ParserName):
        with pytest.raises(YamlError) as refused:
            read_plain(text, parser=parser)
        problems.append(refused.value.problems)

    assert problems[0] == problems[1] == problems[2]


@pytest.mark.parametrize("parser", get_args(ParserName))
@pytest.mark.parametrize("first", ["", " ", "  ", "\n \n"])
def test_a_text_may_begin_with_blank_lines(parser: ParserName, first: str) -> None:
    """They may be less indented than its first line that is not blank (YAML 1.2, 8.1.1.1), as an editor leaves them."""
    text = f"x-note: |\n{first}\n  a\n  b\n"

    assert {"x-note": f"{first.replace(' ', '')}\na\nb\n"} == read_plain(text, parser=parser).tree
