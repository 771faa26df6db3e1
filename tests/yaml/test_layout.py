"""An entry is written so that it is read as what it is, and so that a person can read it."""

from __future__ import annotations

from typing import Literal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from peacetrack.testing.strategies import NASTY
from peacetrack.yaml.parsing.parser import Plain, read_plain
from peacetrack.yaml.writing.layout import Layout, NewEntry, flow, scalar

texts = st.text(st.characters(codec="utf-8"), max_size=8) | st.sampled_from(NASTY)
keys = texts.filter(lambda text: text not in ("<<", ""))
# Nothing can be the value of a key, and no item of a list between brackets.
parts: st.SearchStrategy[Plain] = st.recursive(
    texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner | st.none(), max_size=3),
    max_leaves=8,
)
trees = parts | st.none()
both_parsers = pytest.mark.parametrize("parser", ["c", "pure"])


@both_parsers
@given(tree=st.dictionaries(keys, trees, max_size=3))
def test_between_brackets_a_tree_is_read_as_it_is(
    parser: Literal["c", "pure"], tree: dict[str, Plain]
) -> None:
    """What is written on one line is read as the tree it was."""
    assert {"told": tree} == read_plain(f"told: {flow(tree)}\n", parser=parser).tree


@both_parsers
@given(tree=st.dictionaries(keys, trees, min_size=1, max_size=3), gap=st.integers(1, 3))
@example(tree={"a": "x: y", "b": "x:", "c": "... x", "d": "- x", "e": ""}, gap=1)
def test_below_each_other_fields_are_read_as_they_are(
    parser: Literal["c", "pure"], tree: dict[str, Plain], gap: int
) -> None:
    """What is written line by line is read as the tree it was, in a list and under a name."""
    listed = "\n".join(NewEntry(tree).lines(Layout(2, gap=gap)))
    named = "\n".join(NewEntry(tree, "name: x").lines(Layout(2, indent=gap)))

    assert {"told": [tree]} == read_plain(f"told:\n{listed}\n", parser=parser).tree
    assert {"told": {"name: x": tree}} == read_plain(f"told:\n{named}\n", parser=parser).tree


@pytest.mark.parametrize(
    ("text", "alone", "in_brackets"),
    [
        ("2024-09-17/2024-09-23", "2024-09-17/2024-09-23", "2024-09-17/2024-09-23"),
        ("../2023-09-06", "../2023-09-06", "../2023-09-06"),
        ("Change the law (now)", "Change the law (now)", "Change the law (now)"),
        ("First, the law", "First, the law", '"First, the law"'),
        ("x:y?", "x:y?", '"x:y?"'),
        ("a: b", '"a: b"', '"a: b"'),
        ("a #b", '"a #b"', '"a #b"'),
        ("no", "no", "no"),
        ("", '""', '""'),
        (" x", '" x"', '" x"'),
        ("two\nlines", r'"two\nlines"', r'"two\nlines"'),
        ("right\u202eleft", r'"right\u202eleft"', r'"right\u202eleft"'),
        ("Միջազգային", "Միջազգային", "Միջազգային"),
    ],
)
def test_a_text_stands_plain_where_nothing_is_lost(text: str, alone: str, in_brackets: str) -> None:
    """Quotes are for what would mean something else, and escapes for what nobody could see."""
    assert (alone, in_brackets) == (scalar(text), scalar(text, in_flow=True))
