"""
Older wordings of this version, and what takes their place.

The law: what had one meaning is written anew and means the same; what could mean several things stays, and is a problem
with a place. Nothing has been released, so `peacetrack: 1` stays the version.
"""

from __future__ import annotations

from collections.abc import Iterator

from peacetrack.aspects.tallies import COUNT_STATUSES
from peacetrack.yaml.parsing.tree import Node, Shape, plain
from peacetrack.yaml.writing.edits import BREAK, Edit, Page
from peacetrack.yaml.writing.layout import flow


def reworded(page: Page) -> Iterator[Edit]:
    """
    Give the edits that say otherwise what this version said in an older wording.

    The `by` of a replacement was what came, and is `with`; a bare list of `besides` was of the one status that is stated.
    """
    for mapping, key in _mappings(page.root, ""):
        fields = {name.text: (name, value) for name, value in mapping.pairs}
        kind = fields["event"][1].text if "event" in fields else ""
        if kind == "provision_replaced" and "by" in fields and "with" not in fields:
            yield _instead(page, fields["by"][0], "with")
        if (kind == "count_stated" or key == "count") and "besides" in fields:
            statuses = [status for status in COUNT_STATUSES if status in fields]
            name, value = fields["besides"]
            if len(statuses) == 1 and value.kind is not Shape.MAPPING and (value.text or value.items):
                yield from _under(page, name, value, statuses[0])


def _mappings(node: Node, key: str) -> Iterator[tuple[Node, str]]:
    """Give each mapping of a text with the key under which it stands."""
    if node.kind is Shape.MAPPING:
        yield node, key
    for item in node.items:
        yield from _mappings(item, "")
    for name, value in node.pairs:
        yield from _mappings(value, name.text or "")


def _instead(page: Page, node: Node, text: str) -> Edit:
    return Edit(page.offset(node.line, node.column), page.offset(node.end_line, node.end_column), text)


def _under(page: Page, name: Node, value: Node, status: str) -> Iterator[Edit]:
    """Put a list under a status: in brackets beside it, or on lines of its own with the status above."""
    start, end = page.offset(value.line, value.column), page.offset(value.end_line, value.end_column)
    if value.kind is Shape.SCALAR or page.sign(value) != "-":
        yield Edit(start, start, f"{{{status}: ")
        yield Edit(end, end, "}")
    elif value.column > name.column:
        line_end = BREAK.findall(page.raw, 0, start)[-1]
        yield Edit(start, start, f"{status}:{line_end}{' ' * (value.column - 1)}")
    else:
        yield _instead(page, value, f"  {flow({status: plain(value)})}")
