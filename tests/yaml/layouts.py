"""The same log in the layouts of different authors."""

from __future__ import annotations

from typing import Final

import attrs
from hypothesis import strategies as st

from peacetrack.yaml.parsing.tree import Plain
from peacetrack.yaml.writing.layout import flow, scalar

#: Where an author may write a comment: on a line of its own, at any depth, or behind what a line says.
COMMENTS: Final = ("", "", "", "# a remark", "      # - {event: none}", "  # events:")


@attrs.frozen
class Author:
    """
    How somebody writes.

    Attributes:
        events: `block`, `flow` (a list in brackets, each event on a line), `row` (all on one line), or `braces`: the
            whole file between them.
        column: Where the dashes stand.
        gap: How many blanks follow a dash.
        line_end: What ends a line.
        byte_order: A byte order mark, or nothing.
        is_ended: The last line has an end.
        spaced: Blank lines between the events.
        remarks: One for each line, over and over; nothing for none.
    """

    events: str
    column: int
    gap: int
    line_end: str
    byte_order: str
    is_ended: bool
    spaced: bool
    remarks: tuple[str, ...]

    def text(self, tree: dict[str, Plain]) -> str:
        """Write a tree."""
        if self.events == "braces":
            pairs = [f"  {key}: {flow(stated)}" for key, stated in tree.items()]
            lines = ["{", *(f"{pair}," for pair in pairs[:-1]), pairs[-1], "}"]
        else:
            lines = [line for key, stated in tree.items() for line in self._section(key, stated)]
        joined = self.line_end.join(self._remarked(lines))
        return f"{self.byte_order}{joined}{self.line_end if self.is_ended else ''}"

    def _section(self, key: str, stated: Plain) -> list[str]:
        if isinstance(stated, list) and self.events == "block":
            return [f"{key}:", *(line for item in stated for line in self._item(item))]
        if isinstance(stated, list) and stated and self.events == "flow":
            return [
                f"{key}: [",
                *(f"  {flow(item)}," for item in stated[:-1]),
                f"  {flow(stated[-1])}",
                "  ]",
            ]
        if isinstance(stated, dict):
            return [
                f"{key}:",
                *(f"{' ' * (self.column + 1)}{scalar(name)}: {flow(part)}" for name, part in stated.items()),
            ]
        return [f"{key}: {flow(stated)}"]

    def _item(self, item: Plain) -> list[str]:
        assert isinstance(item, dict)
        pad, first = " " * self.column, " " * self.gap
        fields = [f"{scalar(key)}: {flow(part)}" for key, part in item.items()]
        rest = [f"{pad} {first}{field}" for field in fields[1:]]
        return [f"{pad}-{first}{fields[0]}", *rest, *([""] if self.spaced else [])]

    def _remarked(self, lines: list[str]) -> list[str]:
        stated = []
        for number, line in enumerate(lines):
            remark = self.remarks[number % len(self.remarks)] if self.remarks else ""
            behind = f"{line}  # so" if remark and line and not number % 3 else line
            stated += [behind, *([remark] if remark else [])]
        return stated


authors = st.builds(
    Author,
    events=st.sampled_from(["block", "block", "block", "flow", "row", "braces"]),
    column=st.sampled_from([0, 2, 4, 3]),
    gap=st.sampled_from([1, 1, 3]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    byte_order=st.sampled_from(["", "\ufeff"]),
    is_ended=st.booleans(),
    spaced=st.booleans(),
    remarks=st.lists(st.sampled_from(COMMENTS), max_size=4).map(tuple),
)
