"""
How long a look is taken, by `HYPOTHESIS_PROFILE`.

- `quick`, when nothing is said: every law, on few drawn logs, and nothing that has to start many processes; two cores need
  less than a minute.
- `full`, as `.ci/run` takes it: all tests; laws are tried on as many drawn logs. Only it reaches every branch.
- `thorough`: thousands of drawn logs.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Final, TypeVar

import pytest

T = TypeVar("T")
PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "quick")
QUICK: Final = PROFILE == "quick"
THOROUGH: Final = PROFILE == "thorough"

#: What starts processes, or tries again at length what a quicker test tries once.
in_full = pytest.mark.skipif(QUICK, reason="HYPOTHESIS_PROFILE=full runs it, as .ci/run does")


def some(items: Sequence[T], *, each: int = 3) -> Sequence[T]:
    """Take each third of what is alike, the last one among them; all in a thorough look, fewer in a quick one."""
    if THOROUGH:
        return items
    return _each(items, 3 * each if QUICK else each)


def most(items: Sequence[T], *, each: int = 3) -> Sequence[T]:
    """Take all, but in a quick look only each third of what is alike, the last one among them."""
    return _each(items, each) if QUICK else items


def _each(items: Sequence[T], step: int) -> Sequence[T]:
    return items[::-1][::step][::-1]


def examples(number: int) -> int:
    """Ask for so many drawn examples, and in a quick look for a fourth of them."""
    return max(1, number // 4) if QUICK else number
