"""Paths: what lies at one. At a path that no file can have, because it is too long or holds NUL, lies nothing."""

from __future__ import annotations

import os
from pathlib import Path


def is_file(path: Path) -> bool:
    """Tell whether a file lies at a path."""
    return os.path.isfile(path)  # noqa: PTH113 - that of `Path` fails for some paths, here and below


def is_folder(path: Path) -> bool:
    """Tell whether a folder lies at a path."""
    return os.path.isdir(path)  # noqa: PTH112


def is_there(path: Path) -> bool:
    """Tell whether anything lies at a path."""
    return os.path.exists(path)  # noqa: PTH110
