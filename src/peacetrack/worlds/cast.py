"""
The nodes of an instrument: which are units, which are parts of which.

The law: "the cast is the author's index, not knowledge". It says what a node is, and that an item of a published agenda is
`pending`; that a node is in the draft, statements say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import attrs

from peacetrack.aspects.provisions import Status
from peacetrack.model.mapping import ReadOnly
from peacetrack.worlds.parts import GONE, LIVING, Box, Family, members_of
from peacetrack.worlds.statements import Arrival, Member, Replacement, Statement

__all__ = ["Composition", "names_in"]

PENDING: Final = 1


@attrs.frozen(eq=False)
class Composition:
    """
    Find nodes by their names.

    Attributes:
        nodes: All of them.
        parts: The parts of each node that has some.
        root: For each part the node of which it is a part, directly or not, that is no part itself.
        place: For each node with parts and each part its number in its family.
        families: The shape of each node with parts that is no part.
        brought: Nodes that were not in the draft before they arrived.
    """

    nodes: Mapping[str, Member]
    parts: Mapping[str, tuple[str, ...]]
    root: Mapping[str, str]
    place: Mapping[str, int]
    families: Mapping[str, Family]
    brought: frozenset[str]

    @classmethod
    def of(cls, nodes: Iterable[Member], statements: Iterable[Statement] = ()) -> Composition:
        """Put the nodes of a cast in order, and find which of them some statement brings into the draft."""
        by_id = {node.id: node for node in nodes}
        parts: dict[str, tuple[str, ...]] = {}
        for node in by_id.values():
            if node.parent is not None:
                parts[node.parent] = (*parts.get(node.parent, ()), node.id)
        roots = [name for name in parts if by_id[name].parent is None]
        families = {root: list(members_of(root, parts)) for root in roots}
        brought = frozenset(_brought(tuple(statements)))
        complete = frozenset(n for n in parts if by_id[n].complete and not brought.issuperset(parts[n]))
        return cls(
            nodes=ReadOnly(by_id),
            parts=ReadOnly(parts),
            root=ReadOnly({name: root for root, names in families.items() for name in names}),
            place=ReadOnly({name: n for names in families.values() for n, name in enumerate(names)}),
            families=ReadOnly({root: Family.of(root, parts, complete=complete) for root in roots}),
            brought=brought,
        )

    @property
    def agenda(self) -> list[str]:
        """List the nodes of which the cast gives a status, or gives one of a part."""
        pending = (self.root_of(name) for name, node in self.nodes.items() if node.start is Status.PENDING)
        return list(dict.fromkeys(pending))

    def beginning(self, root: str, mask: int) -> Box:
        """Give what the parts of a node may be before anything is said of them: what arrives later is not there."""
        family = self.families[root]
        is_pending = self.nodes[root].start is Status.PENDING  # it was not taken up, and so no part of it was
        box = list(family.free(PENDING if is_pending else mask))
        for name, place in self.place.items():
            if self.root[name] == root and not family.children[place]:
                line = self._line(name)
                if any(node in self.brought for node in line):
                    box[place] = (GONE, 0)
                elif any(self.nodes[node].start is Status.PENDING for node in line):
                    box[place] = (PENDING, 0)
        return tuple(box)

    def arriving(self, root: str) -> Box:
        """Give what the parts of a node may be when it comes into the draft: all that do not come by themselves."""
        box = list(self.families[root].free(LIVING))
        for name, place in self.place.items():
            if self.root[name] == root and not self.families[root].children[place]:
                gone = any(node in self.brought for node in self._line(name))
                box[place] = (GONE if gone else LIVING, 0)
        return tuple(box)

    def _line(self, name: str) -> list[str]:
        """List a part and what it is a part of, but for the node that is no part."""
        line = [name]
        while (parent := self.nodes[line[-1]].parent) is not None:
            line.append(parent)
        return line[:-1]

    def is_unit(self, node: str) -> bool:
        """Tell whether a node is a unit; one that the cast does not know is."""
        known = self.nodes.get(node)
        return known is None or (known.is_unit and known.parent is None)

    def root_of(self, node: str) -> str:
        """Give the node that is counted or stands alone, of which a node is a part; itself if it is none."""
        return self.root.get(node, node)

    def family(self, root: str) -> Family:
        """Give the shape of a node with parts."""
        return self.families[root]


def _brought(statements: Sequence[Statement]) -> Iterable[str]:
    if not any(isinstance(statement, Arrival | Replacement) for statement in statements):
        return  # of a convention of thousands of events nobody is looked for
    named: set[str] = set()
    for statement in statements:
        come = statement.come if isinstance(statement, Replacement) else ()
        come = (statement.node,) if isinstance(statement, Arrival) else come
        yield from (node for node in come if node not in named)
        named.update(come, names_in(statement))


def names_in(statement: Statement) -> tuple[str, ...]:
    """List the nodes that a statement names, but for those that come with it."""
    listed: list[str] = []
    for field in ("listed", "statuses", "besides"):
        for pair in getattr(statement, field, ()):
            listed += pair[1] if field == "listed" else (pair[0],)
    for field in ("including", "excluding", "gone", "contested"):
        listed += getattr(statement, field, ())
    node = getattr(statement, "node", None)
    return (*listed, node) if node is not None else tuple(listed)
