"""The code speaks the words of its field: accounts, speakers, carriers, events, statuses; no private metaphors."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

HOUSE: Final = Path(__file__).parents[2] / "src" / "peacetrack"

# Each private word, with the words of the field in its place.
PRIVATE: Final = {
    "told": "stated, reported, known; or the noun: events, fields",
    "tell": "take in, keep, suppose",
    "tells": "states",
    "telling": "rows, a report",
    "tellings": "rows, reports",
    "teller": "speaker",
    "heard": "believed, denied, concerned",
    "hear": "believe",
    "hears": "believes",
    "hearing": "believing",
    "word": "account, speaker; status, name",
    "words": "carriers, speakers; statuses; text",
    "side": "actor, party",
    "sides": "carriers, actors",
    "lane": "history",
    "lanes": "histories",
    "story": "history",
    "stories": "histories",
    "moment": "position, day",
    "moments": "positions, days",
    "stretch": "interval",
    "stretches": "intervals",
    "turn": "position, exchange",
    "turns": "change days, exchanges",
    "turning": "change days",
    "mark": "sign",
    "marks": "signs",
    "apart": "divide, alone, except",
    "maybe": "possible",
}
# Names that have one of them as a part, each with the reason.
EXCEPTIONS: Final = {
    "OTHER_WORDS": "Words as people write them, and ours for the same: words of a language are meant.",
    "in_our_words": "The same.",
    "other_words": "The same; a module.",
    "BYTE_ORDER_MARK": "So Unicode calls the character.",
    "OWN_WORD_ONLY": "The log's own term: `own_word_only`.",
    "ONE_SIDE": "The log's own term: `one_side`.",
    "mark": "So the YAML parser calls a place in a text; in yaml/parsing alone.",
    "start_mark": "The same.",
}
# The exceptions that are those of one folder.
THERE_ONLY: Final = {"mark": "yaml/parsing/", "start_mark": "yaml/parsing/"}


def parts_of(name: str) -> list[str]:
    """Take a name apart where its underscores and its capitals do."""
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)]


def names_in(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """List what a module names itself: classes, functions, parameters, attributes and locals, each with its line."""
    for node in ast.walk(tree):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                yield node.lineno, node.name
            case ast.arg():
                yield node.lineno, node.arg
            case ast.Name(ctx=ast.Store()):
                yield node.lineno, node.id
            case ast.Attribute(ctx=ast.Store()):
                yield node.lineno, node.attr
            case (
                ast.MatchAs(name=str(name))
                | ast.MatchStar(name=str(name))
                | ast.ExceptHandler(name=str(name))
            ):
                yield node.lineno, name
            case ast.alias(asname=str(name)):
                yield node.lineno, name
            case _:
                pass


def private(name: str, where: str) -> list[str]:
    """List the private words in a name; how something is said in words to a reader is none."""
    if parts_of(name)[-2:] == ["in", "words"] or (
        name in EXCEPTIONS and where.startswith(THERE_ONLY.get(name, ""))
    ):
        return []
    return [part for part in parts_of(name) if part in PRIVATE]


MODULES: Final = sorted(HOUSE.rglob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(HOUSE).as_posix() for path in MODULES])
def test_no_name_is_a_private_word(path: Path) -> None:
    """Who knows negotiations reads a name and knows what it holds; the message says which words to write instead."""
    where = path.relative_to(HOUSE).as_posix()
    found = [
        f"{where}:{line}: {name}; write {PRIVATE[word]}"
        for line, name in names_in(ast.parse(path.read_text(encoding="utf-8")))
        for word in private(name, where)
    ]

    assert [] == found


@pytest.mark.parametrize("path", MODULES, ids=[path.relative_to(HOUSE).as_posix() for path in MODULES])
def test_no_module_is_called_by_one(path: Path) -> None:
    """The file has the name by which somebody who needs it would search for it."""
    assert [] == private(path.stem, path.relative_to(HOUSE).as_posix())


def test_each_exception_is_needed() -> None:
    """A name that nothing bears any more leaves the list."""
    borne = {name for path in MODULES for _, name in names_in(ast.parse(path.read_text(encoding="utf-8")))}

    assert set() == EXCEPTIONS.keys() - borne - {path.stem for path in MODULES}


def test_a_private_word_is_found_in_any_part_of_a_name() -> None:
    """As a part between underscores or capitals, not inside another word: a foretold `swordsman` is none."""
    names = ("is_told", "_ToldOtherwise", "gate_words", "foretold_swordsman", "day_in_words")

    assert [["told"], ["told"], ["words"], [], []] == [private(name, "state/x.py") for name in names]
