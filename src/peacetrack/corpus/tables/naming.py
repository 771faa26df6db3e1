"""What a log is called in a store, and how its texts get there whole."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from peacetrack.model.problems import Problem, Severity

Paths = Iterable[str | os.PathLike[str]]


def root_of(paths: Paths) -> Path:
    """
    Give the folder below which logs are named: the one given, or the nearest that holds all of those given.

    Args:
        paths: Folders or files; at least one.

    Examples:
        >>> root_of(["/logs/2024/pilots", "/logs/2025"]).as_posix()
        '/logs'
    """
    return Path(os.path.commonpath([os.path.abspath(path) for path in paths]))  # noqa: PTH100 - `resolve` follows links


def log_name(path: Path, root: Path) -> str:
    """
    Name a log, or a file of one, by its path below a folder; the folder itself by its own name.

    Args:
        path: Where it lies, written as the folder is: both absolute, or both from the same place.
        root: The folder.

    Examples:
        >>> log_name(Path("/logs/2024/pilots"), Path("/logs")), log_name(Path("/logs"), Path("/logs"))
        ('2024/pilots', 'logs')
    """
    below = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    return storable(root.name if below == "." else below)


def first_error(problems: Sequence[Problem], root: Path) -> str:
    """
    Say in one line where a log could not be read, and why.

    Args:
        problems: Its problems; an error is among them.
        root: The folder below which its files are named.
    """
    problem = min(problems, key=lambda one: one.severity is not Severity.ERROR)
    place = problem.place
    return f"{log_name(Path(place.file), root)}:{place.line}:{place.column}: {problem.code} {problem.message}"


def storable(text: str) -> str:
    r"""
    Give a text that every store can hold: half a surrogate pair, as a strange file name has it, is written out.

    Examples:
        >>> storable("caf\udce9"), storable("café")
        ('caf\\udce9', 'café')
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")
