"""How much memory a process has held at most."""

from __future__ import annotations

import resource
import sys


def peak() -> int:
    """
    Give the largest resident size of this process in bytes.

    Linux tells it for the program that runs now. Elsewhere, and by `getrusage` on Linux too, a process inherits the
    largest size of the one that started it.
    """
    try:
        with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - a bare process measures itself
            return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
    except (OSError, StopIteration):
        scale = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, others kilobytes
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale
