"""
Compare the C parser with the pure one on mutants: `python -m fuzz.parsers --mutants 1000000`.

The law: what is read at all is read as the same tree with the same places, and what is refused is refused with the same words,
whether the C parser is installed or not. Mutants are of every fixture, whole and in pieces, and of texts that have comments, blank
lines and quotes in every place. A text that differs is kept in `fuzz/found`.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from _ruamel_yaml import CParser
from ruamel.yaml.error import YAMLError

from fuzz.mutants import mutant
from fuzz.seeds import texts, words
from peacetrack.yaml.parsing.parser import (
    ParserName,
    YamlError,
    decode,
    is_disputed,
    read_located,
    read_plain,
)

FOUND: Final = Path(__file__).parent / "found"
#: So many lines of a text are enough to break in most ways, and are read sixty times as quickly as a whole fixture.
PIECE: Final = 12
#: What may stand between two signs of a text, rightly and wrongly.
GAPS: Final = (
    "", " ", "\n", "\n\n", "  ", " # why\n", "#", "\n# of: 16\n", "\n  ", "\n  # a: b\n  ", "\n - ", " \n \n ", "\t", "\r\n", "\n#\n", " #\n    ",
)  # fmt: skip
VALUES: Final = (
    *("a", "13", "a b", "''", '""', "'a'", '"b"', "'it''s'", '"a\\nb"', '"a # b"', "'a: b'", "a:b", "a#b", "-1", "?a", ":b", "null", "~"),
    *("&x a", "*x", "|\n  a\n  b\n", ">-\n  a\n\n  b\n", "!t a", "'a\n  b'", '"a\n\n  b"', "a\n  b", "\u2028", "\ufeff", '"\ufeff"', "\x85"),
)  # fmt: skip


def laid_out(dice: random.Random) -> bytes:
    """Write a small text with something in every place where something may stand."""

    def gap() -> str:
        return dice.choice(GAPS) if dice.random() < 0.4 else ""

    def value(depth: int = 0) -> str:
        kind = dice.random()
        if depth > 2 or kind < 0.6:
            return dice.choice(VALUES)
        if kind < 0.8:
            items = (f"{gap()}{value(depth + 1)}{gap()}" for _ in range(dice.randrange(4)))
            return f"[{','.join(items)}{gap()}{dice.choice(('', '', ','))}]"
        pairs = (
            f"{gap()}{dice.choice('abc')}{gap()}:{gap() or ' '}{value(depth + 1)}{gap()}"
            for _ in range(dice.randrange(4))
        )
        return f"{{{','.join(pairs)}{gap()}}}"

    lines = []
    for key in ("peacetrack", "events", "'claims'", '"x"', "source")[: dice.randint(1, 5)]:
        if dice.random() < 0.5:
            lines.append(f"{gap()}{key}{gap()}:{gap() or ' '}{value()}{gap()}")
        else:
            dash = " " * dice.randrange(4) + "-" + " " * dice.randint(1, 3)
            below = "".join(
                f"\n{dash}{dice.choice(('', '', 'a: ', 'b:'))}{value()}{gap()}"
                for _ in range(dice.randint(1, 3))
            )
            lines.append(f"{key}:{gap()}{below}")
    return "\n".join(lines).encode()


def pieces(text: bytes, dice: random.Random) -> bytes:
    """Take a few lines of a text, or now and then all of it."""
    lines = text.split(b"\n")
    if len(lines) <= PIECE or dice.random() < 0.02:
        return text
    begin = dice.randrange(len(lines) - PIECE)
    return b"\n".join((*lines[:2], *lines[begin : begin + PIECE]))


def outcome(text: str, parser: ParserName, reading: Callable[..., object]) -> object:
    """Read a text, or give what is wrong with it."""
    try:
        return reading(text, parser=parser)
    except YamlError as refused:
        return refused.problems


def _complains(text: str) -> bool:
    """Tell whether the C parser refuses a text; not of one that it is given in a guise."""
    if any(sign in text for sign in "\x85\u2028\u2029\ufeff"):
        return False
    try:
        deque(iter(CParser(text).get_event, None), maxlen=0)
    except YAMLError:
        return True
    return False


def compared(text: str) -> str:
    """
    Tell how the parsers judge a text: alike, as `read` or `refused`; or as `DIFFERENT`.

    Both walks are compared, the quick one and that which knows every place. What the C parser complains of, or is not asked
    about, is left to the pure one in any case, and is not compared with itself: `pure`.
    """
    if is_disputed(text) or _complains(text):
        return "pure"
    for reading in (read_plain, read_located):
        quick, pure = outcome(text, "auto", reading), outcome(text, "pure", reading)
        if quick != pure:
            return "DIFFERENT"
        if isinstance(quick, tuple):
            return "refused"
    return "read"


def mutants(number: int, dice: random.Random) -> Sequence[bytes]:
    """Make some mutants, as many of them of laid-out texts as of every fourth fixture."""
    known, vocabulary = [*texts().values()], [word.encode() for word in words()]
    made = []
    for index in range(number):
        text = laid_out(dice) if index % 4 == 0 else pieces(known[index % len(known)], dice)
        made.append(mutant(text, dice, vocabulary) if index % 8 else text)
    return made


def compare(number: int, seed: int) -> Counter[str]:
    """Compare so many mutants; keep each that differs, and print how many were of which kind."""
    dice, found, begin = random.Random(seed), Counter[str](), time.monotonic()
    for done in range(0, number, 10_000):
        for data in mutants(min(10_000, number - done), dice):
            try:
                text = decode(data)
            except YamlError:
                found["no text"] += 1
                continue
            how = compared(text)
            found[how] += 1
            if how == "DIFFERENT":
                FOUND.mkdir(exist_ok=True)
                path = FOUND / f"parsers-{seed}-{found[how]}.yaml"
                path.write_bytes(data)
                print(f"different: {path}", flush=True)
        print(f"{sum(found.values()):,} in {time.monotonic() - begin:.0f} s: {dict(found)}", flush=True)
    return found


def main() -> None:
    """Compare, and end with 1 if anything differs."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.parsers", description=__doc__)
    parser.add_argument("inputs", nargs="*", type=Path, help="compare these texts, and nothing else")
    parser.add_argument("--mutants", type=int, default=100_000, help="how many (100,000)")
    parser.add_argument("--seed", type=int, default=1, help="of the dice (1)")
    asked = parser.parse_args()
    if asked.inputs:
        judged = {path: compared(decode(path.read_bytes())) for path in asked.inputs}
        print(*(f"{path}: {how}" for path, how in judged.items()), sep="\n")
        sys.exit("DIFFERENT" in judged.values())
    sys.exit(compare(asked.mutants, asked.seed)["DIFFERENT"] > 0)


if __name__ == "__main__":
    main()
