"""A place is the same whether the whole file is located for it or the lines of one entry alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

import pytest
from hypothesis import example, given

from peacetrack.model.ids import ActorId, EventId
from peacetrack.yaml.parsing.parser import Node, Shape, YamlError, find, read_located
from peacetrack.yaml.records import checks
from peacetrack.yaml.records.places import EntryPlaces, Text
from tests.yaml.event_lists import texts
from tests.yaml.test_parser import blocks

FIXTURES: Final = sorted((Path(__file__).parents[2] / "fixtures").glob("[acs]*/*.peace.yaml"))
LISTS: Final = ("events", "claims")
Steps = tuple[str | int, ...]


def paths(node: Node, above: Steps = ()) -> Iterator[Steps]:
    """List the paths to all that a node holds, and one step beyond each."""
    yield above
    yield (*above, "beyond")
    if node.kind is Shape.SEQUENCE:
        for index, item in enumerate(node.items):
            yield from paths(item, (*above, index))
        yield (*above, len(node.items))
    for key, value in node.pairs:
        yield from paths(value, (*above, key.text or ""))


def places(text: Text, found: list[Steps]) -> list[object]:
    """Point at each path, as a value and as a key."""
    return [(text.place(path), text.place(path, key=True)) for path in found]


def pointed(stated: str) -> tuple[list[object], list[object], list[object]]:
    """Point at everything with the nodes of the whole file, with a text that is new each time, and without nodes."""
    whole, alone = Text("a", stated, "a"), Text("a", stated, "a")
    found = [path for path in paths(whole.root) if len(path) > 1]
    each = [place for path in found for place in places(Text("a", stated, "a"), [path])]
    return places(whole, found), each, places(alone, found)


@pytest.mark.parametrize("path", FIXTURES, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_an_entry_of_a_fixture_is_found_by_its_own_lines(path: Path) -> None:
    """Every place of every entry is the one that the whole file would give."""
    stated = path.read_text(encoding="utf-8")
    whole, alone = Text("a", stated, "a"), Text("a", stated, "a")
    found = [
        path for path in paths(whole.root) if len(path) > 1 and path[0] in LISTS and isinstance(path[1], int)
    ]
    found = [path for path in found if path[1] != len(find(whole.root, path[:1]).items)]

    assert places(whole, found) == places(alone, found)
    assert "root" not in alone.__dict__


@given(blocks())
@example("a: &x 1\nb:\n  - c: *x\n  - d\n")
@example("b: [c, d]\ne:\n- f: |\n    g\n- h\n")
@example("a: &x [b, c]\nd: *x\n")
def test_any_item_is_found_by_its_own_lines(text: str) -> None:
    """Items that share a line, or name an anchor above them, are found in the whole file."""
    whole, each, alone = pointed(text)

    assert whole == each
    assert whole == alone


@given(texts())
def test_a_text_that_cannot_be_read_has_places_too(text: str) -> None:
    """What is nearly a log is pointed at like a log, as far as it can be located."""
    with suppress(YamlError):  # only what can be located has places
        read_located(text)
        whole, each, alone = pointed(text)

        assert whole == each
        assert whole == alone


def test_each_entry_has_one_place() -> None:
    """Items of a list are numbered from its first one, and an entry that stands alone keeps its path."""
    text, entries = Text("a", "", "a"), EntryPlaces()
    entries.enter("june", text, ("sources", "june"))
    first = entries.begin(text, ("events",))

    assert entries.add("a", first)
    assert entries.add("b", first + 1)
    assert not entries.add("a", first + 2)
    assert ["june", "a", "b"] == [*entries]
    assert 3 == len(entries)
    assert [("sources", "june"), ("events", 0), ("events", 1)] == [path for _, path in entries.values()]


def test_only_names_of_events_are_made_late() -> None:
    """A type of id of which nobody knows anything is a mistake of the library."""
    names = checks._Names((), {})

    assert frozenset() == names[EventId]
    with pytest.raises(KeyError):
        names[ActorId]
