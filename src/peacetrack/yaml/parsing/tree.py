"""
Nodes: the keys and values of a file, each with its place, so that an error can point at the very word.

The law: lines and columns count from 1, in characters, and an end column lies behind the last character. A value that
was left empty has the place of its key, and an alias its own place, not that of its anchor. Every path leads somewhere:
where nothing is, to the nearest node above.

>>> name = Node(Shape.SCALAR, 1, 1, 1, 5, "date")
>>> day = Node(Shape.SCALAR, 1, 7, 1, 17, "2024-09-17")
>>> event = Node(Shape.MAPPING, 1, 1, 1, 17, pairs=((name, day),))
>>> find(event, ["date"]).column, find_key(event, ["date"]).column, find(event, ["by", 0]) is event
(7, 1, True)
>>> plain(event)
{'date': '2024-09-17'}
"""

from collections.abc import Iterable
from enum import StrEnum

from attrs import frozen


class Shape(StrEnum):
    """The three shapes a node can have."""

    MAPPING = "mapping"
    SEQUENCE = "sequence"
    SCALAR = "scalar"


@frozen
class Node:
    """
    A key or a value with its place.

    Attributes:
        kind: Which of the next three says what is in it; the other two are empty.
        text: Of a scalar: what is written, None if nothing is.
        items: Of a sequence: its items.
        pairs: Of a mapping: its keys and values, in the order of the file.
        line: Where it begins.
        column: Where it begins.
        end_line: Where it ends.
        end_column: Where it ends.
    """

    kind: Shape
    line: int
    column: int
    end_line: int
    end_column: int
    text: str | None = None
    items: "tuple[Node, ...]" = ()
    pairs: "tuple[tuple[Node, Node], ...]" = ()


Path = Iterable[str | int]
Plain = dict[str, "Plain"] | list["Plain"] | str | None


def find(node: Node, path: Path) -> Node:
    """
    Return the value at a path of keys and indexes, or the nearest one above it that exists.

    A key in a list is passed over: it is that of a mapping for which the list stands in short.
    """
    for step in path:
        below = _one_step(node, step)
        if below is not None:
            _, node = below
        elif node.kind is not Shape.SEQUENCE or isinstance(step, int):
            return node
    return node


def find_key(node: Node, path: Path) -> Node:
    """Return the key at the end of a path; for the item of a sequence, or where nothing is, as `find` does."""
    key = None
    for step in path:
        below = _one_step(node, step)
        if below is None:
            return node
        key, node = below
    return node if key is None else key


def plain(node: Node) -> Plain:
    """Return what a node says, without places."""
    if node.kind is Shape.SCALAR:
        return node.text
    if node.kind is Shape.SEQUENCE:
        return [plain(item) for item in node.items]
    return {key.text or "": plain(value) for key, value in node.pairs}


def _one_step(node: Node, step: str | int) -> tuple[Node | None, Node] | None:
    """Return the key, if there is one, and the value that lie one step below a node."""
    if isinstance(step, int):
        return (None, node.items[step]) if 0 <= step < len(node.items) else None
    return next((pair for pair in node.pairs if pair[0].text == step), None)
