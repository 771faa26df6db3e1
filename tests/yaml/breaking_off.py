"""A shim of the one door out: the n-th thing that is asked of the system breaks off, in whichever way."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final

from peacetrack.yaml.writing import saving

#: What the door asks of the system that changes something, or may be refused.
STEPS: Final = frozenset(
    {"chmod", "close", "fchmod", "fchown", "fsync", "link", "listdir", "mkdir", "open", "rename", "replace", "rmdir", "stat", "unlink", "write"}
)  # fmt: skip


def full(name: str) -> None:
    """Let the disk be full."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), name)


def forbidden(name: str) -> None:
    """Let it be forbidden."""
    raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), name)


def interrupted(_name: str) -> None:
    """Let somebody press Ctrl-C."""
    os.kill(os.getpid(), signal.SIGINT)


def killed(_name: str) -> None:
    """End as when the power fails: nothing more is done, by nobody."""
    os._exit(9)


WAYS: Final[dict[str, Callable[[str], None]]] = {
    "full": full,
    "forbidden": forbidden,
    "interrupted": interrupted,
    "killed": killed,
}


class Shim:
    """The system, in which one step breaks off."""

    def __init__(self, at: int, way: Callable[[str], None]) -> None:
        self._at, self._way, self.steps = at, way, list[str]()

    def __getattr__(self, name: str) -> Any:
        asked = getattr(os, name)
        if name not in STEPS:
            return asked

        def step(*args: Any, **more: Any) -> Any:
            self.steps.append(name)
            if len(self.steps) == self._at and name != "close":
                self._way(name)
            if len(self.steps) == self._at and name == "close" and self._way in (killed, interrupted):
                self._way(name)
            return asked(*args, **more)

        return step


@contextmanager
def breaking_off(at: int, way: Callable[[str], None]) -> Iterator[Shim]:
    """Let a step break off, by its number from 1; none with 0."""
    shim, door = Shim(at, way), vars(saving)
    door["os"] = shim
    try:
        yield shim
    finally:
        door["os"] = os
