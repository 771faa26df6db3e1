"""What is run on each input; an exception that comes out of it is a finding."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Final
from zlib import crc32

from hypothesis import HealthCheck, given, settings

from fuzz.drawn import ANY_DOCUMENT, SOME_VIEWS
from fuzz.mutants import mutant
from fuzz.seeds import words
from fuzz.views import VIEWS, Folder, show

Target = Callable[[bytes], object]


def reading(folder: Folder) -> Target:
    """Read bytes as the files of a folder, and look at it in one way, which follows from the bytes."""

    def read(data: bytes) -> object:
        return show(folder.write(data), VIEWS[crc32(data) % len(VIEWS)])

    return read


def drawing(folder: Folder) -> Target:
    """Draw a document from bytes, and look at it in up to three ways."""

    @settings(database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(ANY_DOCUMENT, SOME_VIEWS)
    def look(bundle: bytes, views: list[tuple[str, ...]]) -> None:
        path = folder.write(bundle)
        for view in views:
            show(path, view)

    target: Target = look.hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    return target


TARGETS: Final[dict[str, Callable[[Folder], Target]]] = {"reading": reading, "drawing": drawing}
WORDS: Final = [word.encode() for word in words()]


def mutated(data: bytes, longest: int, seed: int, *, otherwise: Callable[[bytes, int], bytes]) -> bytes:
    """Change a text as authors slip, and now and then as the fuzzer itself would."""
    dice = random.Random(seed)
    if dice.random() < 0.3:
        return otherwise(data, longest)
    return mutant(data, dice, WORDS)[:longest]
