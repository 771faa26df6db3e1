"""A new member of an enumeration, such as a kind of blocker or a status, is missed nowhere."""

import ast
import pkgutil
from collections.abc import Iterator, Mapping
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import pytest

import peacetrack
from peacetrack.aspects.conditions import Step
from peacetrack.aspects.provisions import Status

HOUSE: Final = Path(peacetrack.__file__).parent
#: Mappings that choose some members on purpose, each with the reason.
CHOSEN: Final = {
    # Its keys are the stages at which a text stands; the table's events that lead to one of them follow from it.
    "peacetrack.aspects.stages.STEP_TO",
    # Its keys are the steps that each party takes for itself; the others all take together.
    "peacetrack.questions.blockers.TAKEN_BY_EACH",
}


def modules() -> Iterator[Any]:
    """Import every module of the package but the one that runs when it is imported."""
    for found in pkgutil.walk_packages([str(HOUSE)], "peacetrack."):
        if found.name != "peacetrack.__main__":
            yield import_module(found.name)


def by_member(stated: object) -> type[Enum] | None:
    """Name the enumeration whose members a mapping has as its keys, and no other key."""
    kinds = {type(key) for key in stated} if isinstance(stated, Mapping) else set()
    (kind,) = kinds if len(kinds) == 1 else (None,)
    return (
        kind
        if kind is not None and issubclass(kind, Enum) and kind.__module__.startswith("peacetrack.")
        else None
    )


def lacking(tables: Mapping[str, object]) -> dict[str, set[Any]]:
    """Name the members that mappings by the members of an enumeration lack."""
    found = {}
    for name, stated in tables.items():
        kind = by_member(stated)
        if kind is not None and isinstance(stated, Mapping) and (left := {*kind} - {*stated}):
            found[name] = left
    return found


def test_a_mapping_by_members_has_all_of_them() -> None:
    """A status without a letter would end the report of each log that has it; whoever adds one is told here."""
    tables = {
        f"{module.__name__}.{name}": stated for module in modules() for name, stated in vars(module).items()
    }

    assert CHOSEN == {*lacking(tables)}


def test_what_is_lacking_is_seen() -> None:
    """Of a mapping by statuses the missing one is named; one by words is none of those."""
    whole: dict[Status, str] = dict.fromkeys(Status, "")
    tables: dict[str, object] = {
        "whole": whole,
        "part": {Status.AGREED: "A"},
        "words": {"agreed": "A"},
        "mixed": {Status.AGREED: "A", Step.TEXT: "T"},
    }

    assert {"part": {*Status} - {Status.AGREED}} == lacking(tables)


@pytest.mark.parametrize(
    "path", sorted(HOUSE.rglob("*.py")), ids=lambda path: path.relative_to(HOUSE).as_posix()
)
def test_no_member_falls_through_a_match(path: Path) -> None:
    """A match by members ends in `assert_never`, so that the types name it when a member comes that it does not know."""
    open_ended = [
        node.lineno
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Match) and any(map(_names_a_member, node.cases)) and not _is_closed(node)
    ]

    assert [] == open_ended


def _names_a_member(case: ast.match_case) -> bool:
    """Tell whether a case names a value such as `Step.TEXT`."""
    return any(
        isinstance(part, ast.MatchValue)
        and isinstance(part.value, ast.Attribute)
        and part.value.attr.isupper()
        for part in ast.walk(case.pattern)
    )


def _is_closed(match: ast.Match) -> bool:
    """Tell whether a match ends in `assert_never`."""
    (last, *_) = match.cases[-1].body
    return (
        isinstance(last, ast.Expr)
        and isinstance(last.value, ast.Call)
        and ast.unparse(last.value.func) == "assert_never"
    )
