"""What comes back of a log: its work was done, or it could not be done; and the attempt itself, wherever it is made.

This is all that a worker needs to know, in another process or on another machine.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final, Generic, TypeVar

import attrs

T = TypeVar("T")

#: Why a log is lost whose worker died of it, again and again, until nothing else was there to blame.
DIED: Final = "the worker that had it died"


@attrs.frozen
class Done(Generic[T]):
    """
    A log whose work was done.

    Attributes:
        path: Where it lies.
        value: What the work gave.
    """

    path: Path
    value: T


@attrs.frozen
class Lost:
    """
    A log whose work could not be done: the work raised, or a worker died of it.

    A log that cannot be read is none: what is wrong with it is an answer of the work.

    Attributes:
        path: Where it lies.
        reason: The exception and what it says, in one line.
    """

    path: Path
    reason: str


Answer = Done[T] | Lost


def attempt(work: Callable[[Path], T], path: Path) -> Answer[T]:
    """Do the work for one log; whatever it raises is the answer for this log, and for no other."""
    try:
        return Done(path, work(path))
    except Exception as error:  # noqa: BLE001 - thousands of other logs wait, and the answer names it
        return Lost(path, reason_of(error))


def attempts(work: Callable[[Path], T], paths: tuple[Path, ...], ticket: str) -> tuple[Answer[T], ...]:
    """
    Do the work for each log of a chunk: the task that an executor is given.

    Args:
        work: What is done for one log.
        paths: The logs of the chunk.
        ticket: Different for every task, so that an executor that shares the outcomes of equal tasks, as Dask does,
            neither answers with an outcome of yesterday nor fails a second attempt because the first one failed.
    """
    del ticket
    return tuple(attempt(work, path) for path in paths)


def reason_of(error: BaseException) -> str:
    r"""
    Word an exception in one line.

    Examples:
        >>> reason_of(ValueError("no\n  such day")), reason_of(KeyError())
        ('ValueError: no such day', 'KeyError')
    """
    text = " ".join(str(error).split())
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
