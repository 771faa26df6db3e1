"""Where the negotiations of a corpus lie, however deep its folders are nested."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from peacetrack.yaml.files.negotiations import negotiations_in
from peacetrack.yaml.files.opening import folders
from peacetrack.yaml.files.paths import is_folder


def find(path: str | os.PathLike[str], passed_over: list[Path] | None = None) -> Iterator[Path]:
    """
    Find the negotiations at a path and in all folders below it, one after the other, in the order of their names.

    A folder with logs is one negotiation, or each of its files is one when it holds several, as for `peacetrack check`;
    its own come before those of the folders in it. Hidden folders are passed over. A folder that several links lead to
    is looked at once, so that a link to a folder above it does no harm; one that leaves the folder is not followed.

    Args:
        path: A folder of any depth, or one file.
        passed_over: To which the links are added that leave the folder, and were not followed.

    Returns:
        The path itself where nothing is found, for the answer about it says what is wrong with it. So is a folder that
        cannot be looked into.
    """
    where = Path(path)
    found = False
    for negotiation in _below(where, passed_over) if is_folder(where) else ():
        found = True
        yield negotiation
    if not found:
        yield where


def _below(root: Path, passed_over: list[Path] | None) -> Iterator[Path]:
    for folder, logs in folders(root, passed_over):
        if logs is None:
            yield folder
        elif logs:
            # Only several files can be several negotiations, and must be read to know it.
            yield from negotiations_in(folder) if logs > 1 else (folder,)
