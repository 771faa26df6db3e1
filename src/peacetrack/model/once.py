"""Work something out once."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeVar, cast

F = TypeVar("F", bound=Callable[..., object])


def once(function: F) -> F:
    """
    Remember what a function gives for each of its arguments, which are few: classes, or nothing.

    This is `functools.cache` with the function's own type; mypy holds that classes with a `__hash__` cannot be hashed.
    """
    return cast("F", cache(function))
