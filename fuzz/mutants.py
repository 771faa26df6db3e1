"""
Mutants of a text: bytes changed, lost, told twice; lines moved; words exchanged; comments, blank lines and quotes put in.

The law: a mutant follows from its text and its dice alone, so that what was found once is found again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

#: What means something to a parser, or looks as if it did.
ODD: Final[tuple[bytes, ...]] = tuple(
    odd.encode()
    for odd in (
        *" \n\t\r-:#,[]{}\"'&*|>?!%@`~<=.\\\u0085\u00a0\u2028\u2029\u3000\ufeff\ue000\U0001f600", ": ", " #", "- ", "? ",
        "<<: ", "&a ", "*a", "*a ", "&a:b ", "!t ", "! ", "!!str ", "| ", "|+\n", "|2-\n", "|#", "> ", ">-\n", "---\n", "...\n", "%YAML 1.1\n",
        "%TAG ! x\n", "\n  ", "\n    ", "\n      ", "\n  - ", "\r\n", "a: 1", "null", "{}", "[]", "[a, b]", "{a: b}", "\\n", "\\x41", "\\u2028", "\\U00110000",
        "\\\n", ", ", ",]", "''", '""', "  # why", "\n# why\n", "\n\n", "\t# why", "a:b", "a: b: c", "?x", "-x", ":x", "'it''s'",
    )
)  # fmt: skip
Change = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutant(text: bytes, dice: random.Random, words: Sequence[bytes]) -> bytes:
    """Make a mutant of a text by one to four changes."""
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3, 4))):
        text = dice.choice(CHANGES)(text, dice, words)
    return text


def _place(text: bytes, dice: random.Random) -> int:
    """Choose a place: any, or where a line, a word or a value begins or ends."""
    if dice.random() < 0.5 or len(text) > 100_000:
        return dice.randint(0, len(text))
    return dice.choice(
        [0, len(text), *(found.end() for found in re.finditer(rb"\n *|\b|: |[\[\]{},\"']", text))]
    )


def _put_in(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    at = _place(text, dice)
    return text[:at] + dice.choice(ODD) + text[at:]


def _put_word(text: bytes, dice: random.Random, words: Sequence[bytes]) -> bytes:
    at = _place(text, dice)
    return text[:at] + dice.choice(words) + text[at:]


def _change_byte(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    at = dice.randrange(len(text) or 1)
    return text[:at] + bytes([dice.randrange(256)]) + text[at + 1 :]


def _lose(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    at = _place(text, dice)
    return text[:at] + text[at + dice.choice((1, 1, 1, 2, 3, 8, 40)) :]


def _tell_twice(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    begin, at = _place(text, dice), _place(text, dice)
    return text[:at] + text[begin : begin + dice.choice((1, 2, 8, 40, 200))] + text[at:]


def _exchange_word(text: bytes, dice: random.Random, words: Sequence[bytes]) -> bytes:
    found = [*re.finditer(rb"[\w.?~%/-]+", text)]
    if not found:
        return text
    one = dice.choice(found)
    other = dice.choice(found)[0] if dice.random() < 0.6 else dice.choice(words).rstrip(b": ")
    return text[: one.start()] + other + text[one.end() :]


def _move_line(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    lines = text.split(b"\n")
    line = lines.pop(dice.randrange(len(lines)))
    if dice.random() < 0.3:
        line = b" " * dice.randrange(9) + line.strip()
    for _ in range(dice.choice((0, 1, 1, 2))):
        lines.insert(dice.randint(0, len(lines)), line)
    return b"\n".join(lines)


def _quote(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    found = [*re.finditer(rb"[^\s,\[\]{}:#\"'][^,\[\]{}:#\"'\n]*", text)]
    if not found:
        return text
    one = dice.choice(found)
    sign = dice.choice((b"'", b'"'))
    return text[: one.start()] + sign + one[0] + sign + text[one.end() :]


def _comment(text: bytes, dice: random.Random, _words: Sequence[bytes]) -> bytes:
    ends = [found.start() for found in re.finditer(rb"\n|, |: |[\[\]{}]", text)] or [0]
    at = dice.choice(ends)
    said = dice.choice((b" # why", b"\n# why, of: 16", b"\n   # a: b\n", b"\n\n", b" #", b"#", b"\n \n"))
    return text[:at] + said + text[at:]


CHANGES: Final[tuple[Change, ...]] = (
    _put_in, _put_in, _put_word, _change_byte, _lose, _tell_twice, _exchange_word, _exchange_word, _move_line, _quote, _comment,
)  # fmt: skip
