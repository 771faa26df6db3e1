"""An entry in the layout of its neighbours: block or flow, indented as they are.

The law: what is written here is read as the tree that it was written from, by both parsers. A text stands plain where
nobody could take it for anything else; otherwise in double quotes, with an escape for every character that a person
could not see.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

import attrs

from peacetrack.model.characters import quoted
from peacetrack.yaml.parsing.tree import Plain

#: A text that begins like a word and holds nothing with a meaning of its own; the dots would end a document.
_PLAIN: Final = re.compile(r"(?!\.\.\. )[\w./](?:[\w ,.;:/()'’%&+–—?!*-]*[\w./()'’%&+–—?!*-])?")
#: What a plain text may not hold: in brackets more has a meaning, and an older parser sees it where there is none.
_TAKEN: Final = {False: re.compile(r":(?: |\Z)"), True: re.compile(r"[,:?]")}


@attrs.frozen
class NewEntry:
    """
    What is to be written into a list, or into a mapping under a name of its own.

    Attributes:
        tree: Its fields; a text where a name has no more than that, as a topic has its title.
        name: The key under which it stands; empty for an item of a list.
    """

    tree: dict[str, Plain] | str
    name: str = ""

    @property
    def in_flow(self) -> str:
        """Write it as it stands between brackets."""
        return f"{scalar(self.name, in_flow=True)}: {flow(self.tree)}" if self.name else flow(self.tree)

    @property
    def collection(self) -> str:
        """Write a collection between brackets that holds it alone."""
        return f"{{{self.in_flow}}}" if self.name else f"[{self.in_flow}]"

    def lines(self, layout: Layout) -> Iterator[str]:
        """Write it as it stands on lines of its own."""
        pad = " " * layout.column
        head = f"{scalar(self.name)}:" if self.name else "-"
        if isinstance(self.tree, str):
            yield f"{pad}{head}{' ' * layout.gap}{scalar(self.tree)}"
            return
        if layout.in_flow or not self.tree:
            yield f"{pad}{head}{' ' * layout.gap}{flow(self.tree)}"
            return
        fields = [f"{key}:{value and f' {value}'}" for key, value in _fields(self.tree)]
        if self.name:
            yield f"{pad}{head}"
            yield from (f"{pad}{' ' * layout.indent}{field}" for field in fields)
        else:
            yield f"{pad}-{' ' * layout.gap}{fields[0]}"
            yield from (f"{pad} {' ' * layout.gap}{field}" for field in fields[1:])


def _fields(tree: dict[str, Plain]) -> Iterator[tuple[str, str]]:
    for key, value in tree.items():
        yield (
            scalar(key),
            scalar(value) if isinstance(value, str) else "" if value is None else flow(value),
        )


@attrs.frozen
class Layout:
    """
    How the entries beside it are laid out.

    Attributes:
        column: How many blanks stand before each of them.
        in_flow: They stand between brackets, each on a line.
        gap: How many blanks stand behind a dash or a name.
        indent: How much further in the fields stand that follow a name.
    """

    column: int = 2
    in_flow: bool = False
    gap: int = 1
    indent: int = 2


def flow(tree: Plain) -> str:
    """
    Write a tree on one line.

    Examples:
        >>> print(flow({"gate": {"signature": "treaty"}, "what": "First, the law"}))
        {gate: {signature: treaty}, what: "First, the law"}
    """
    match tree:
        case None:
            return ""
        case str():
            return scalar(tree, in_flow=True)
        case list():
            return f"[{', '.join(map(flow, tree))}]"
        case _:
            pairs = (f"{scalar(key, in_flow=True)}: {flow(value)}" for key, value in tree.items())
            return f"{{{', '.join(pairs)}}}"


def scalar(text: str, *, in_flow: bool = False) -> str:
    """Write a text, plain or in quotes."""
    if _PLAIN.fullmatch(text) and not _TAKEN[in_flow].search(text):
        return text
    return quoted(text)
