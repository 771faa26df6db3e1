"""What is read without a parser, both parsers read alike; what is in another layout is left to them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest
from hypothesis import assume, event, example, given
from hypothesis import strategies as st

from peacetrack.yaml.files.loader import load
from peacetrack.yaml.parsing.canonical import OtherLayoutError, read_canonical
from peacetrack.yaml.parsing.parser import (
    Document,
    ParserName,
    YamlError,
    is_disputed,
    read_plain,
)
from peacetrack.yaml.parsing.text import checked
from peacetrack.yaml.writing.writer import dumps

ROOT: Final = Path(__file__).parents[2]
LOGS: Final = sorted(
    path for path in (ROOT / "fixtures").glob("[ac]*/*.peace.yaml") if b"\nevents:\n" in path.read_bytes()
)
PARSERS: Final[tuple[ParserName, ...]] = ("c", "pure")

WORDS: Final = st.sampled_from(
    (
        "agreed",
        "13",
        "2024-06-27",
        "2024-06-06/2024-06-27",
        "a b",
        "no",
        "null",
        "(all)",
        "über",
        "x - y",
        "./a.txt",
    )
)
PROSE: Final = st.sampled_from(
    (
        "it's",
        "x:y",
        "R&D",
        "a, b",
        "...",
        "50%",
        "a#b",
        "1_000",
        "a  [b]",
        "a \u00a0b",
        "c {d}",
        'say "e"',
        "why?",
    )
)
QUOTED: Final = st.sampled_from(('"a: b # c"', "'[a, b]'", '""', "''", '" a "', '"x, y: z"'))
KEYS: Final = st.sampled_from(("id", "event", "by", "date", "x-note", "A_1", "y", "of", "cite"))
ITEMS_IN_FLOW: Final = st.lists(WORDS, min_size=1, max_size=3).map(lambda words: f"[{', '.join(words)}]")


def braces(values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Build mappings on one line."""
    pairs = st.lists(st.tuples(KEYS, values), min_size=1, max_size=4, unique_by=lambda pair: pair[0])
    return pairs.map(lambda told: f"{{{', '.join(f'{key}: {value}' for key, value in told)}}}")


VALUES: Final = WORDS | PROSE | QUOTED | ITEMS_IN_FLOW | braces(WORDS | ITEMS_IN_FLOW)


def blocks(draw: st.DrawFn) -> str:
    """Build a list or a mapping below a key."""
    if draw(st.booleans()):
        return "".join(f"\n      - {value}" for value in draw(st.lists(VALUES, min_size=1, max_size=3)))
    keys = draw(st.lists(KEYS, min_size=1, max_size=3, unique=True))
    return "".join(f"\n      {key}: {draw(VALUES)}" for key in keys)


@st.composite
def canonical(draw: st.DrawFn) -> str:
    """Build texts in the canonical layout."""
    items = []
    for _ in range(draw(st.integers(1, 4))):
        keys = draw(st.lists(KEYS, min_size=1, max_size=4, unique=True))
        fields = [
            f"{key}:{draw(st.one_of(VALUES.map(' {}'.format), VALUES.map(' {}'.format), st.just('#')))}"
            for key in keys
        ]
        fields = [field if not field.endswith(":#") else f"{field[:-1]}{blocks(draw)}" for field in fields]
        item = draw(st.sampled_from(("\n    ".join(fields), draw(braces(WORDS | ITEMS_IN_FLOW | QUOTED)))))
        items.append(
            f"  - {item}{draw(st.sampled_from(('', '', chr(10), f'{chr(10)}  # why', f'{chr(10)}# why{chr(10)}')))}\n"
        )
    first = draw(
        st.sampled_from(
            ("", "", "a: 1\n", "# first\n\na: 1\n", "a: |+\n  text\n\n", "a:\n- b\n", "a: one\n  two\n")
        )
    )
    last = draw(st.sampled_from(("", "", "b: 2\n", "c:\n  - 1\n  - {d: 2}\n", "# last", "'q': 1\n")))
    return (
        f"{first}events:\n{draw(st.sampled_from(('', '', '# why' + chr(10), chr(10))))}{''.join(items)}{last}"
    )


#: What may be written anywhere, and makes another text of it, or none.
ODD: Final = (
    *" \n-:#,[]{}\"'&*|>?!%@`~<=.\\\u00a0\u3000\ufeff", ": ", " #", "- ", "? ", "<<: ", "&a ", "*a", "!t ", "| ", "|+\n", "> ", "---\n", "...\n", "%YAML",
    "\n  ", "\n    ", "\n      ", "\n  - ", "\nevents:\n", "a: 1", "null", "k" * 70, "{}", "[]", "\\n", "\\\n", ", ", "''", '""', "  # why", "\n\n",
)  # fmt: skip


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Build texts in the canonical layout and just beside it."""
    text = draw(canonical())
    for _ in range(draw(st.sampled_from((0, 1, 1, 1, 2, 3)))):
        at = draw(st.integers(0, len(text)))
        if draw(st.booleans()):  # where a line, a word or a value begins or ends
            at = draw(st.sampled_from([0, *(found.end() for found in re.finditer(r"\n|\b|: |$", text))]))
        text = (
            text[:at]
            + draw(st.sampled_from((*ODD, "", "")))
            + text[at + draw(st.sampled_from((0, 0, 0, 1, 2, 5))) :]
        )
    return text


def parsed(text: str, parser: ParserName) -> Document | None:
    """Read a text with one parser; nothing when it refuses it."""
    try:
        return read_plain(text, parser=parser)
    except YamlError:
        return None


def accepted(text: str) -> Document | None:
    """Read a text without a parser where that is possible, as the reader would; nothing when it is in another layout."""
    try:
        return (
            None
            if is_disputed(checked(text))
            else read_canonical(text, lambda part: read_plain(part, parser="c"))
        )
    except (OtherLayoutError, YamlError):
        return None


@given(texts())
@example("events:\n  - a: b\n    c: [d, e]\n    f:\n      - g\n")
def test_what_is_accepted_both_parsers_read_alike(text: str) -> None:
    """A text that is read without a parser has the tree and the places that each parser would give it."""
    found = accepted(text)
    event(f"accepted: {found is not None}")
    assume(found is not None)

    assert [found, found] == [parsed(text, parser) for parser in PARSERS]


@pytest.mark.parametrize("path", LOGS, ids=lambda path: path.name)
def test_the_logs_of_the_fixtures_are_accepted(path: Path) -> None:
    """What people write in a log is mostly in this layout, and reads as both parsers read it."""
    text = path.read_text(encoding="utf-8")
    found = accepted(text)

    assert found is not None
    assert [found, found] == [parsed(text, parser) for parser in PARSERS]


def test_what_is_in_another_layout_is_handed_over() -> None:
    """The parser reads what stands around the list, and the items that hold anything else, with their like beside them."""
    text = "a: 1\nevents:\n  - id: b\n  - id: c # d\n    e: f\n\n  - {id: 'g''h'}\n  - id: i\n    j:\n      - k\n  - {id: l}\n\nm: n\n"
    handed: list[str] = []

    def parse(part: str) -> Document:
        handed.append(part)
        return read_plain(part, parser="c")

    found = read_canonical(text, parse)

    assert handed == ["a: 1\n", "m: n\n", "items:\n  - id: c # d\n    e: f\n\n  - {id: 'g''h'}\n"]
    assert found == parsed(text, "c")
    assert [(3, 5), (4, 5), (7, 5), (8, 5), (11, 5)] == [found.start("events", index) for index in range(5)]


def test_a_log_that_was_written_here_needs_no_parser_for_its_events() -> None:
    """What our own writer writes is in this layout; lists of mappings, which stand deeper, are handed over."""
    text = dumps(load(ROOT / "fixtures" / "armenia-azerbaijan"))
    handed: list[str] = []

    def parse(part: str) -> Document:
        handed.append(part)
        return read_plain(part, parser="c")

    found = read_canonical(text, parse)

    assert found == parsed(text, "c")
    events = found.tree["events"]
    assert isinstance(events, list)
    assert sum(part.count("\n  - ") for part in handed if part.startswith("items:")) < len(events) / 2


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\n",
        "events: []\n",
        "events:\na: 1\n",
        "events:\n- a: 1\n",
        "events:\n  a: 1\n",
        "events:\n  - a: 1\n---\n",
        "events:\n  - a: 1\nevents:\n  - a: 1\n",
        "a: 1\nevents:\n  - a: 1\na: 2\n",
        "events: 1\nevents:\n  - a: 1\n",
        "a: &x 1\nevents:\n  - a: 1\n",
        "events:\n  - a: *x\n",
        "{a: 1}\nevents:\n  - a: 1\n",
        "a: 1\n...\nevents:\n  - a: 1\n",
        'a: "b\nevents:\n  - a: 1\nc"\n',
        'events:\n  - a: "b\n  - c: 1\nd"\n',
        'events:\n  - a: "b\n  - c: d # e"\n',
        "events:\n  - a: [\n  - b\n    ]\n",
        "events:\n  - a: 1\n    a: 2\n",
        "events:\n  - {a: 1, a: 2}\n",
        "events:\n  - a:\n      b: 1\n      b: 2\n",
    ],
)
def test_a_text_of_which_parts_are_no_whole_is_left_to_the_parser(text: str) -> None:
    """Where a part cannot be read alone, or may name another, nothing is accepted."""
    assert accepted(text) is None
