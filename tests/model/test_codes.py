"""Every code that the source uses is registered, and every registered one is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import peacetrack
from peacetrack.model.codes import CODES, Code

HOUSE: Final = Path(peacetrack.__file__).parent
NUMBERED: Final = re.compile(r"PT\d{3}")
TREES: Final = [
    ast.parse(path.read_text(encoding="utf-8"))
    for path in HOUSE.rglob("*.py")
    if "codes" not in path.relative_to(HOUSE).parts
]


def texts(node: ast.AST) -> Iterator[str]:
    """List the texts that are written below a node."""
    return (
        part.value
        for part in ast.walk(node)
        if isinstance(part, ast.Constant) and isinstance(part.value, str)
    )


def used() -> set[str]:
    """Name whatever is a numbered code, or is given as a code."""
    numbered = {text for tree in TREES for text in texts(tree) if NUMBERED.fullmatch(text)}
    given = {
        text
        for tree in TREES
        for node in ast.walk(tree)
        if isinstance(node, ast.keyword) and node.arg == "code" and not isinstance(node.value, ast.Call)
        for text in texts(node.value)
        if "-" in text or text.isalpha()
    }
    return numbered | given


def test_every_code_that_is_used_is_registered() -> None:
    """An author can look up each of them."""
    assert set() == used() - CODES.keys()


def test_every_registered_code_is_used() -> None:
    """The page promises nothing."""
    written = {text for tree in TREES for text in texts(tree)}

    assert set() == CODES.keys() - written


@pytest.mark.parametrize("code", CODES.values(), ids=CODES)
def test_a_code_says_what_it_means_and_what_to_do(code: Code) -> None:
    """In sentences; errors alone change how a check ends."""
    assert code.meaning.endswith((".", "?"))
    assert code.mend.endswith(".")
    assert not code.title.endswith(".")
    assert (code.severity == "error") == (code.exit_status > 0)
