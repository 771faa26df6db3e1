"""Both parsers give the same trees and places, whatever a file holds, and no file can hurt the reader."""

import gc
import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final, get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetrack.yaml.parsing import parser as rooms_parser
from peacetrack.yaml.parsing.parser import (
    Document,
    Node,
    ParserName,
    Shape,
    YamlError,
    YamlProblem,
    collector_paused,
    decode,
    find,
    find_key,
    plain,
    read_located,
    read_plain,
)
from tests.profile import most

PARSERS: Final = get_args(ParserName)
FIXTURES: Final = Path(__file__).parents[2] / "fixtures"

plain_scalars = st.sampled_from(
    ["a", "no", "1.10", "é𝄞", "a b", "x:y", "null", "~", "2016-02-30", "a#b", "-x", "<", "5%"]
)
comments = st.sampled_from(["", "", "  # a note", " #"])


@st.composite
def scalars(draw: st.DrawFn, indent: int) -> str:
    """Texts in every style; each ends its line."""
    name = draw(plain_scalars)
    pad = " " * (indent + 2)
    note = draw(comments)
    return draw(
        st.sampled_from(
            [
                f"{name}{note}\n",
                f"'{name}'{note}\n",
                f'"{name}\\t\\u00e9"{note}\n',
                f"{note}\n",
                f"''{note}\n",
                f'"a\n{pad}b\n\n{pad}c"{note}\n',
                f"{name}\n{pad}and more\n\n{pad}still{note}\n",
                f"|{note}\n{pad}{name}\n\n{pad}  two\n\n",
                f">-{note}\n{pad}{name}\n{pad}two\n",
                f"|+\n{pad}{name}\n\n\n",
                f">2\n{' ' * indent}    {name}\n",
                f"&anchor {name}{note}\n",
                f"! {name}\n",
            ]
        )
    )


@st.composite
def flows(draw: st.DrawFn, depth: int = 2) -> str:
    """Lists and mappings in brackets, over one line or several."""
    inner = st.one_of(
        plain_scalars.filter(lambda name: name[0] not in "-%" and ":" not in name),
        flows(depth - 1) if depth else st.nothing(),
    )
    parts = draw(st.lists(inner, max_size=3))
    comma = draw(st.sampled_from([", ", ",\n      ", " , "]))
    if draw(st.booleans()):
        return f"[{comma.join(parts)}]"
    return "{" + comma.join(f"k{place}: {part}" for place, part in enumerate(parts)) + "}"


@st.composite
def blocks(draw: st.DrawFn, indent: int = 0, depth: int = 3) -> str:
    """Mappings and lists by indentation, with comments and blank lines between the entries."""
    pad = " " * indent
    lines = []
    is_list = indent > 0 and draw(st.booleans())
    for place in range(draw(st.integers(1, 3))):
        lead = f"{pad}- " if is_list else f"{pad}{draw(st.sampled_from(['', chr(39)]))}"
        quote = "" if is_list else lead[len(pad) :]
        head = lead if is_list else f"{lead}key{place}{quote}: "
        shape = draw(st.sampled_from(["scalar", "flow", "block"] if depth else ["scalar", "flow"]))
        if shape == "scalar":
            lines.append(head + draw(scalars(indent)))
        elif shape == "flow":
            lines.append(head + draw(flows()) + draw(comments) + "\n")
        else:
            lines.append(head.rstrip(" ") + draw(comments) + "\n" + draw(blocks(indent + 2, depth - 1)))
        lines.append(draw(st.sampled_from(["", "", "\n", f"{pad}# between\n"])))
    return "".join(lines)


soups = st.text(alphabet="ab:-[]{},?&*|>'\"# \n\n!é~<1", max_size=40)


@given(blocks())
def test_both_parsers_say_the_same_of_good_yaml(text: str) -> None:
    """It does not matter whether the C parser is installed."""
    assert read_plain(text, parser="c") == read_plain(text, parser="pure")
    assert read_located(text, parser="c") == read_located(text, parser="pure")


@given(st.one_of(soups, soups.map(lambda soup: f"k:\n  - {soup}"), blocks().map(lambda text: text[::-1])))
@example("a:\n# c\nb:\n")
@example("a: |\n\n\n")
@example("k:\n  - \n  - # c\n  -\n")
@example("k:\n  - [a: b, ? c : d]")
@example("k: &a\n  - b\nl: *a\n")
@example("k: &a\nl: *a\n")
@example("k: &a &b c")
@example("k: [&a , *a ]")
@example("a: x\u0085  y\u2028b: c")
def test_both_parsers_say_the_same_of_whatever_both_accept(text: str) -> None:
    """Where the parsers differ, they differ only in what they accept."""
    read = [(outcome(text, "c"), outcome(text, "pure"))]
    assert [(c, pure) for c, pure in read if c is not None and pure is not None and c != pure] == []


def outcome(text: str, parser: ParserName) -> tuple[Document, Node] | None:
    try:
        return read_plain(text, parser=parser), read_located(text, parser=parser)
    except YamlError:
        return None


@given(st.one_of(soups, soups.map(lambda soup: f"k:\n  - {soup}"), blocks()))
def test_the_quick_and_the_located_reading_agree(text: str) -> None:
    """What is read quickly and what is read with places is the same; and each refuses what the other refuses."""
    for parser in PARSERS:
        assert refusal(read_plain, text, parser) == refusal(read_located, text, parser)
        if (both := outcome(text, parser)) is not None:
            document, root = both
            assert document.tree == plain(root)


def refusal(
    read: Callable[..., Document | Node], text: str, parser: ParserName
) -> tuple[YamlProblem, ...] | None:
    try:
        read(text, parser=parser)
    except YamlError as refused:
        return refused.problems
    return None


def starts(document: Document) -> dict[str, list[tuple[int, int]]]:
    """Give the line and the column of each item of the top-level lists."""
    return {
        key: [document.start(key, index) for index, _ in enumerate(stated)]
        for key, stated in document.starts.items()
    }


@given(blocks())
def test_a_list_item_has_one_place_in_both_readings(text: str) -> None:
    """The quick reading knows where each item of a top-level list begins."""
    root = read_located(text)

    expected = {
        key.text: [(item.line, item.column) for item in value.items]
        for key, value in root.pairs
        if value.kind is Shape.SEQUENCE
    }
    assert expected == starts(read_plain(text))


@given(blocks())
def test_every_node_lies_inside_the_one_around_it(text: str) -> None:
    """Places are in order, and a one-line text is found at its place."""
    lines = text.split("\n")

    def check(node: Node) -> None:
        start, end = (node.line, node.column), (node.end_line, node.end_column)
        assert start <= end
        for part in (*node.items, *(part for pair in node.pairs for part in pair)):
            assert start <= (part.line, part.column)
            assert (part.end_line, part.end_column) <= end
            check(part)
        if node.text and node.line == node.end_line:
            shown = lines[node.line - 1][node.column - 1 : node.end_column - 1]
            assert shown == shown.strip() != ""
            assert node.text in shown or shown[0] in '"|>'

    check(read_located(text))


@given(blocks())
def test_a_line_end_is_a_line_end(text: str) -> None:
    """Windows and old Macintosh line ends change nothing."""
    expected = read_plain(text)

    assert expected == read_plain(text.replace("\n", "\r\n"))
    assert expected == read_plain(decode(text.replace("\n", "\r").encode()))


@pytest.mark.parametrize("parser", PARSERS)
def test_every_scalar_is_text(parser: ParserName) -> None:
    """Norway is a country, a version is not a number, and nothing but an empty value is missing."""
    text = "{no: no, v: 1.10, d: 2016-02-30, o: 012, n: null, t: ~, e: '', m: , l: [a, on]}"

    expected = {
        "no": "no",
        "v": "1.10",
        "d": "2016-02-30",
        "o": "012",
        "n": "null",
        "t": "~",
        "e": "",
        "m": None,
        "l": ["a", "on"],
    }
    assert expected == read_plain(text, parser=parser).tree


@pytest.mark.parametrize("path", most(sorted(FIXTURES.rglob("*.peace.yaml"))), ids=lambda path: path.name)
def test_both_parsers_say_the_same_of_each_fixture(path: Path) -> None:
    """Our own files read alike everywhere; what the one in C refuses is the other's to decide, here too."""
    text = path.read_bytes().decode(errors="replace")  # one of the bad ones is not UTF-8

    assert (outcome(text, "c") or outcome(text, "auto")) == outcome(text, "pure")


def test_what_the_c_parser_refuses_the_other_decides() -> None:
    """YAML 1.2 allows a colon and a question mark inside a text in brackets."""
    assert read_plain("{a: b?c, d: [e:f]}").tree == {"a": "b?c", "d": ["e:f"]}
    assert plain(read_located("{a: b?c, d: [e:f]}")) == {"a": "b?c", "d": ["e:f"]}


@pytest.mark.parametrize("text", ["a: b\tc", "a: |# b", "a:\n- >-# c\n", "a: b\t# c"])
def test_a_file_is_refused_everywhere_or_nowhere(text: str) -> None:
    """What the C parser would let pass is refused where it is installed as well."""
    for parser in PARSERS:
        with pytest.raises(YamlError):
            read_plain(text, parser=parser)


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_an_odd_line_break_does_not_break_a_line(odd: str) -> None:
    """A separator that somebody pasted moves no line number."""
    root = read_located(f"a: 'x{odd}y'\nb: c\n")

    assert find(root, ["b"]).line == 2


def test_the_c_parser_can_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its wheel everything is read by the pure parser, and asking for the C parser is refused."""
    monkeypatch.setitem(sys.modules, "_ruamel_yaml", None)
    spec = importlib.util.spec_from_file_location("parser_without_c", rooms_parser.__file__)
    assert spec is not None
    assert spec.loader is not None
    fresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(fresh)

    assert fresh.read_plain("a: b").tree == {"a": "b"}
    with pytest.raises(ModuleNotFoundError, match=r"install ruamel\.yaml\.clib"):
        fresh.read_plain("a: b", parser="c")


TREE: Final = """\
peacetrack: 1
events:
  - id: first   # a note
    cite: [3, 4]
  - {id: second,
     by: }
"""


@pytest.mark.parametrize("parser", PARSERS)
@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ([], (1, 1, 6, 11), (1, 1, 6, 11)),
        (["peacetrack"], (1, 13, 1, 14), (1, 1, 1, 11)),
        (["events"], (3, 3, 6, 11), (2, 1, 2, 7)),
        (["events", 0], (3, 5, 4, 17), (3, 5, 4, 17)),
        (["events", 0, "id"], (3, 9, 3, 14), (3, 5, 3, 7)),
        (["events", 0, "cite", 1], (4, 15, 4, 16), (4, 15, 4, 16)),
        (["events", 1], (5, 5, 6, 11), (5, 5, 6, 11)),
        (["events", 1, "by"], (6, 6, 6, 8), (6, 6, 6, 8)),
        (["events", 0, "date"], (3, 5, 4, 17), (3, 5, 4, 17)),
        (["events", 7, "id"], (3, 3, 6, 11), (3, 3, 6, 11)),
        (["events", -1], (3, 3, 6, 11), (3, 3, 6, 11)),
        (["peacetrack", "x"], (1, 13, 1, 14), (1, 13, 1, 14)),
    ],
)
def test_a_path_leads_to_a_place(
    path: list[str | int], value: tuple[int, ...], key: tuple[int, ...], *, parser: ParserName
) -> None:
    """Each key and value has its place, and what is missing that of what it is missing from."""
    root = read_located(TREE, parser=parser)

    assert value == place(find(root, path))
    assert key == place(find_key(root, path))


def place(node: Node) -> tuple[int, int, int, int]:
    return node.line, node.column, node.end_line, node.end_column


def test_only_what_is_needed_is_kept() -> None:
    """The items that nobody asks for keep their places and lose what is in them."""
    whole, some = read_located(TREE), read_located(TREE, keep={("events", 1)})

    assert find(some, ["events", 1]) == find(whole, ["events", 1])
    assert find(some, ["peacetrack"]) == find(whole, ["peacetrack"])
    assert place(find(some, ["events", 0])) == place(find(whole, ["events", 0]))
    assert find(some, ["events", 0]).pairs == ()


@pytest.mark.parametrize("parser", PARSERS)
def test_an_alias_repeats_what_its_anchor_names(parser: ParserName) -> None:
    """An alias says the same at a place of its own, and a name may be given again."""
    text = "a: &x {k: [1, &y 2]}\nb: *x\nc: [*x, *y]\nd: &x 3\ne: *x\nf: &z [4, 5]\ng: *z\n"
    document, root = read_plain(text, parser=parser), read_located(text, parser=parser)

    repeated = {"k": ["1", "2"]}
    assert document.tree == {
        "a": repeated,
        "b": repeated,
        "c": [repeated, "2"],
        "d": "3",
        "e": "3",
        "f": ["4", "5"],
        "g": ["4", "5"],
    }
    assert starts(document) == {"c": [(3, 5), (3, 9)], "f": [(6, 8), (6, 11)], "g": [(7, 4), (7, 4)]}
    assert plain(root) == document.tree
    assert place(find(root, ["b"])) == (2, 4, 2, 6)


def test_the_cyclic_collector_rests_while_a_file_is_read() -> None:
    """Pauses nest, and end even when a file is refused."""
    assert gc.isenabled()
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
        with pytest.raises(YamlError):
            read_plain("")
        assert not gc.isenabled()
    assert gc.isenabled()


LONG_TEXT: Final = f"  {'words ' * 12}\n" * 130_000
BOMB: Final = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"a{depth}: &a{depth} [{', '.join([f'*a{depth - 1}'] * 9)}]\n" for depth in range(1, 12)
)
STAIRS: Final = "a0: &a0 x\n" + "".join(f"a{d}: &a{d} {'[' * 9}*a{d - 1}{']' * 9}\n" for d in range(1, 9))
HOSTILE: Final = {
    "brackets on one line": ("x: " + "[" * 100_000, "PT003"),
    "fewer brackets on one line": ("x: " + "[" * 60_000, "PT014"),
    "brackets on many lines": ("x: " + "[\n" * 100_000, "PT014"),
    "braces": ("x: " + "{a: " * 10_000, "PT014"),
    "dashes": ("x:\n" + "- " * 10_000, "PT014"),
    "stairs": ("".join(f"{' ' * depth}a:\n" for depth in range(300)), "PT014"),
    "stairs of aliases": (STAIRS, "PT014"),
    "aliases of aliases": (BOMB, "PT017"),
    "a long line": ("x: " + "y" * 10_000_000, "PT003"),
    "a long literal text": ("x: |\n" + LONG_TEXT, "PT018"),
    "a long folded text": ("x: >\n" + LONG_TEXT, "PT018"),
    "a long quoted text": (f'x: "\n{LONG_TEXT}"', "PT018"),
    "a long plain text": ("x:\n" + LONG_TEXT, "PT018"),
}


@pytest.mark.parametrize("parser", most(PARSERS))
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_is_refused(name: str, parser: ParserName) -> None:
    """Neither depth nor length nor repetition overflows the reader; `benchmarks/ratios.py` holds that it keeps it not busy."""
    text, code = HOSTILE[name]
    with pytest.raises(YamlError) as refused:
        read_plain(text, parser=parser)

    assert [code] == [problem.code for problem in refused.value.problems]


@pytest.mark.parametrize("parser", most(PARSERS))
def test_what_is_just_within_the_limits_is_read(parser: ParserName) -> None:
    """64 lists in each other, a line and a text of 65,536 characters, and a million repeated nodes are too few to refuse."""
    deep = "x: " + "[" * 63 + "]" * 63
    long = "x: " + "y" * (65_536 - 3)
    many = "a: &a [" + "x, " * 999 + "]\nb: [" + "*a, " * 1000 + "]\n"

    assert read_plain(deep, parser=parser).tree["x"] is not None
    assert read_plain(long, parser=parser).tree == {"x": "y" * (65_536 - 3)}
    assert len(read_plain(many, parser=parser).tree["b"] or ()) == 1000
    for text in (deep.replace("[", "[[", 1), f"{long}y", many.replace("x, ", "x, x, ", 1)):
        with pytest.raises(YamlError):
            read_plain(text, parser=parser)


@pytest.mark.parametrize("parser", PARSERS)
def test_blank_lines_that_are_indented_more_than_a_text(parser: ParserName) -> None:
    """It is an error for one of them to have more blanks than the first line of the text (YAML 1.2, 8.1.1.1)."""
    with pytest.raises(YamlError) as refused:
        read_located("a: |\n  \n    \n  b\n", parser=parser)

    (problem,) = refused.value.problems
    assert ("PT005", 4, 3) == (problem.code, problem.line, problem.column)
