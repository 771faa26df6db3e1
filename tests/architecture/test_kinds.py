"""A rule about a kind of event stands in its aspect: nobody else has to be told of a further kind."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

from peacetrack.aspects import KINDS, ROOMS
from peacetrack.aspects.lifecycle import Event

HOUSE: Final = Path(__file__).parents[2] / "src" / "peacetrack"
#: The aspects have the rules, and testing makes up logs of kinds that it knows.
MAY_NAME_KINDS: Final = frozenset({"aspects", "testing"})
CLASSES: Final = frozenset(kind.__name__ for kind in KINDS.values())
#: Classes of events that no log can tell, for what several kinds have in common.
ROLES: Final = tuple(
    value
    for room in ROOMS
    for value in vars(room).values()
    if isinstance(value, type)
    and issubclass(value, Event)
    and value.__module__ == room.__name__
    and value not in KINDS.values()
)
ELSEWHERE: Final = tuple(
    path for path in sorted(HOUSE.rglob("*.py")) if path.relative_to(HOUSE).parts[0] not in MAY_NAME_KINDS
)


def kinds_named(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """List where a module names a kind of event, by its class or by its word in a log; annotations decide nothing."""
    known = {name: name for name in CLASSES}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            known |= {
                alias.asname: alias.name for alias in node.names if alias.asname and alias.name in CLASSES
            }
    for node in deciding(tree):
        match node:
            case ast.Name(id=name) if name in known:
                yield node.lineno, known[name]
            case ast.Attribute(attr=name) if name in CLASSES:
                yield node.lineno, name
            case ast.Compare() | ast.Match() if "kind" in attributes(node):
                yield from ((part.lineno, part.value) for part in constants(node) if part.value in KINDS)
            case _:
                pass


def attributes(node: ast.Compare | ast.Match) -> set[str]:
    """Name the attributes of which a comparison asks."""
    asked = [node.subject] if isinstance(node, ast.Match) else [node.left, *node.comparators]
    return {part.attr for part in asked if isinstance(part, ast.Attribute)}


def constants(node: ast.Compare | ast.Match) -> Iterator[ast.Constant]:
    """List the constants with which it compares."""
    compared = [case.pattern for case in node.cases] if isinstance(node, ast.Match) else [node]
    for part in compared:
        yield from (one for one in ast.walk(part) if isinstance(one, ast.Constant))


def deciding(node: ast.AST) -> Iterator[ast.AST]:
    """Walk through a module without its annotations."""
    yield node
    for field, value in ast.iter_fields(node):
        if field not in ("annotation", "returns"):
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    yield from deciding(child)


def test_no_other_room_names_a_kind_of_event() -> None:
    """Whoever asks the aspect overlooks no kind that somebody adds to it; there is no exception."""
    named = [
        f"{path.relative_to(HOUSE)}:{line} names {kind}"
        for path in ELSEWHERE
        for line, kind in kinds_named(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert [] == named


@pytest.mark.parametrize(
    "program",
    [
        "isinstance(event, Signed)",
        "issubclass(kind, (Signed, Text))",
        "type(event) in {Signed}",
        "{stages.Signed: 1}",
        "match event:\n    case Signed(): pass",
        "from stages import Signed as Done\nisinstance(event, Done)",
        "event.kind == 'signed'",
        "event.kind in ('signed', 'agreed')",
        "match event.kind:\n    case 'signed': pass",
    ],
)
def test_every_way_to_name_a_kind_is_seen(program: str) -> None:
    """By its class, under another name, through its module, in a pattern, or by its word."""
    assert [kind for _, kind in kinds_named(ast.parse(program))] in (["Signed"], ["signed"])


def test_an_annotation_decides_nothing() -> None:
    """A function may say which kind it takes."""
    assert [] == list(
        kinds_named(ast.parse("def words(event: Signed, *more: Signed) -> Signed: ...\nx: Signed = y"))
    )


def test_every_kind_is_told_by_one_aspect() -> None:
    """A class of events in an aspect's file is a kind that a log can tell, or stands before such kinds as their role."""
    assert [] == [
        role.__name__ for role in ROLES if not any(issubclass(kind, role) for kind in KINDS.values())
    ]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.__name__)
def test_a_role_keeps_what_it_promises(role: type[Event]) -> None:
    """Each kind that has it has the fields that it names, and it adds none of its own to any."""
    promised = {name for name, hint in role.__annotations__.items() if not str(hint).startswith("ClassVar")}
    having = [kind for kind in KINDS.values() if issubclass(kind, role)]

    assert attrs.fields(Event) == attrs.fields(role)
    assert [] == [
        f"{kind.__name__} lacks {name}"
        for kind in having
        for name in sorted(promised - {field.name for field in attrs.fields(kind)})
    ]
    assert not any(hasattr(kind, "__dict__") and "__dict__" in dir(kind) for kind in having)
