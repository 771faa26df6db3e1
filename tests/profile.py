"""How long a look is taken: quick by default, long with `HYPOTHESIS_PROFILE=thorough`."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, TypeVar

T = TypeVar("T")
THOROUGH: Final = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def some(items: Sequence[T], *, each: int = 3) -> Sequence[T]:
    """Take each third of what is alike, the last one among them, so that the default run stays under two minutes; all in a long look."""
    return items if THOROUGH else items[::-1][::each][::-1]
