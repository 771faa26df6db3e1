"""Where the negotiations of a corpus lie, however deep its folders are nested."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from peacetrack.yaml.files import SUFFIX
from peacetrack.yaml.homes import negotiations


def find(path: str | os.PathLike[str]) -> Iterator[Path]:
    """
    Find the negotiations at a path and in all folders below it, one after the other, in the order of their names.

    A folder with logs is one negotiation, or each of its files is one when it holds several, as for `peacetrack check`;
    its own come before those of the folders in it. Hidden folders are passed over. A folder that several links lead to
    is looked at once, so that a link to a folder above it does no harm.

    Args:
        path: A folder of any depth, or one file.

    Returns:
        The path itself where nothing is found, for the answer about it says what is wrong with it. So is a folder that
        cannot be looked into.
    """
    where = Path(path)
    found = False
    for negotiation in _below(where) if where.is_dir() else ():
        found = True
        yield negotiation
    if not found:
        yield where


def _below(root: Path) -> Iterator[Path]:
    seen: set[tuple[int, int]] = set()
    folders = [root]
    while folders:
        folder = folders.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            logs, inside = _looked_into(folder)
        except OSError:
            yield folder
            continue
        # Only several files can be several negotiations, and must be read to know it.
        yield from negotiations(folder) if logs > 1 else (folder,) * logs
        folders += (folder / name for name in sorted(inside, reverse=True))


def _looked_into(folder: Path) -> tuple[int, list[str]]:
    """Count the logs of a folder, and list the folders in it that are not hidden."""
    logs, inside = 0, []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir():
                if not entry.name.startswith("."):
                    inside.append(entry.name)
            else:
                logs += entry.name.endswith(SUFFIX)
    return logs, inside
