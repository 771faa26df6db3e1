r"""Slips of the pen: a comma that ends a text in braces, and a colon without a blank, told as what they are.

The law: both leave a key without a value, which no class knows. Of the keys that one slip makes, the first is told, and
what the author meant to write.

>>> from peacetrack.yaml.records.scalars import unknown_key
>>> text = Text("x", "actors:\n  a: {role: host, name: A, B, C}\n  b: {role:host}\n", "x")
>>> (key,) = with_slips(text, ("actors", "a"), [unknown_key("B", ["name"]), unknown_key("C", ["name"])])
>>> print(key.message, key.hint)
The key `B` is unknown here: in braces a comma ends a text. Put it in quotes: `name: "A, B, C"`.
>>> print(next(with_slips(text, ("actors", "b"), [unknown_key("role:host", ["role"])])).hint)
Write a blank after the colon: `role: host`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Final

from peacetrack.model.characters import quoted
from peacetrack.yaml.parsing.parser import Node, find
from peacetrack.yaml.records.places import Text
from peacetrack.yaml.records.scalars import UNKNOWN_KEY, Misfit, Path

#: A key and a value without a blank between them.
JOINED: Final = re.compile(r"([a-z_]+):(\S.*)")


def blank_missing(key: str) -> str:
    """Say what to write for a key that holds its value; nothing for any other."""
    found = JOINED.fullmatch(key)
    return f"Write a blank after the colon: `{found[1]}: {found[2]}`." if found else ""


def with_slips(text: Text, path: Path, misfits: Iterable[Misfit]) -> Iterator[Misfit]:
    """
    Give what does not fit in a record, with the slips among it told as such.

    Args:
        text: The file.
        path: Where the record stands in it.
        misfits: What does not fit, each with its path in the record.
    """
    found = [*misfits]
    unknown = [misfit for misfit in found if misfit.code == UNKNOWN_KEY and misfit.path]
    pieces = {misfit.path: _pieces(text, path, misfit.path) for misfit in unknown}
    further = {(*key[:-1], piece) for key, (_, *made) in pieces.items() if made for piece in made[2:]}
    joined = [slip[1] for key in pieces if (slip := JOINED.fullmatch(str(key[-1])))]
    there = {f"The key `{key}` is missing." for key in joined}
    for misfit in found:
        if misfit not in unknown:
            if misfit.message not in there:
                yield misfit
        elif made := pieces[misfit.path][1:]:
            message = f"{misfit.message[:-1]}: in braces a comma ends a text."
            hint = f"Put it in quotes: `{pieces[misfit.path][0]}: {quoted(', '.join(made))}`."
            yield Misfit(misfit.code, message, hint, misfit.path)
        elif misfit.path not in further:
            hint = blank_missing(str(misfit.path[-1])) or misfit.hint
            yield Misfit(misfit.code, misfit.message, hint, misfit.path)


def _pieces(text: Text, path: Path, key: Path) -> list[str]:
    """Give the key before one that a comma made, and the pieces of its text; its own key alone when no comma did."""
    pairs = find(text.root, (*path, *key[:-1])).pairs
    index = next((number for number, (name, _) in enumerate(pairs) if name.text == key[-1]), 0)
    bare = [name.text or "" for name, _ in takewhile(lambda pair: _is_bare(text, *pair), pairs[index:])]
    if not (index and bare and pairs[index - 1][1].text) or blank_missing(bare[0]):
        return [str(key[-1])]
    return [pairs[index - 1][0].text or "", pairs[index - 1][1].text or "", *bare]


def _is_bare(text: Text, name: Node, value: Node) -> bool:
    """Tell whether a key has neither a value nor a colon; the place of a value that was left out is that of its key."""
    behind = text.lines[name.end_line - 1][name.end_column - 1 :].lstrip()
    return (value.line, value.column) == (name.line, name.column) and not behind.startswith(":")
