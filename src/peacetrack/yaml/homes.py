"""Which files make one negotiation: a whole folder, or each file of it alone."""

from __future__ import annotations

import os
from itertools import islice
from pathlib import Path
from typing import Final

from peacetrack.yaml.assembly import is_scenario
from peacetrack.yaml.files import SUFFIX, begins_negotiation, document_of
from peacetrack.yaml.reading import Reading

ENTRIES: Final = ("events", "claims")


def home_of(path: Path, *, known: dict[Path, bool] | None = None) -> Path:
    """
    Find with what a file is judged: its folder, or itself alone.

    A folder is one negotiation, unless several of its files say which one they are about (`negotiation: {id: …}`).
    Then each of its files stands alone, and one that does not say who takes part names its cast file. A file whose
    name ends otherwise is no part of a folder, and stands alone too.

    Args:
        path: A file.
        known: Folders that were looked at already, and whether they hold several negotiations; others are added.
    """
    folder = path.parent
    if not path.name.endswith(SUFFIX):
        return path
    folders = {} if known is None else known
    if folder not in folders:
        folders[folder] = holds_several(folder)
    return path if folders[folder] else folder


def holds_several(folder: Path) -> bool:
    """Tell whether a folder holds several negotiations: two of its files say which one they are about."""
    beginning = (path for path in folder.glob(f"*{SUFFIX}") if begins_negotiation(path))
    return len(tuple(islice(beginning, 2))) == 2


def negotiations(path: str | os.PathLike[str]) -> tuple[Path, ...]:
    """
    Find the negotiations at a path: itself, or each file of a folder that holds several.

    Of a folder without logs, they are those of the folders in it.

    Args:
        path: A folder or a file.
    """
    where = Path(path)
    if not where.is_dir():
        return (where,)
    if any(where.glob(f"*{SUFFIX}")):
        return _negotiations_in(where)
    folders = sorted({file.parent for file in where.glob(f"*/*{SUFFIX}")})
    return tuple(found for folder in folders for found in _negotiations_in(folder)) or (where,)


def _negotiations_in(folder: Path) -> tuple[Path, ...]:
    """Give a folder, or each of its files when it holds several negotiations; one that is a cast alone is none."""
    if not holds_several(folder):
        return (folder,)
    return tuple(filter(_tells, sorted(folder.glob(f"*{SUFFIX}")))) or (folder,)


def _tells(path: Path) -> bool:
    """Tell whether a file has something to check; one that cannot be read has its problems."""
    found = document_of(path)
    if isinstance(found, Reading):
        return True
    tree = found[1].tree
    return is_scenario(tree) or any(key in tree for key in ENTRIES)
