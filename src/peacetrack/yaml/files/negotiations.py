"""Which files make one negotiation: a whole folder, or each file of it alone."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from peacetrack.yaml.files.opening import DISK, SUFFIX, folders
from peacetrack.yaml.files.paths import is_file, is_folder
from peacetrack.yaml.files.reader import (
    begins_negotiation,
    document_of,
    may_begin_negotiation,
)
from peacetrack.yaml.records.assembly import is_scenario
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit

ENTRIES: Final = ("events", "claims")


def home_of(path: Path, *, cached: dict[Path, bool] | None = None) -> Path:
    """
    Find with what a file is judged: its folder, or itself alone.

    A folder is one negotiation, unless several of its files say which one they are about (`negotiation: {id: …}`).
    Then each of its files stands alone, and one that does not say who takes part names its cast file. A file whose
    name ends otherwise is no part of a folder, and stands alone too.

    Args:
        path: A file.
        cached: Folders that were looked at already, and whether they hold several negotiations; others are added.
    """
    folder = path.parent
    if not path.name.endswith(SUFFIX):
        return path
    known = {} if cached is None else cached
    if folder not in known:
        known[folder] = holds_several(folder)
    return path if known[folder] else folder


def holds_several(folder: Path) -> bool:
    """Tell whether a folder holds several negotiations: two of its files say which one they are about."""
    likely = [path for path in logs_in(folder) if may_begin_negotiation(path)]
    if len(likely) < 2:
        return False  # as nearly always, and then no file had to be parsed
    return len(tuple(islice(filter(begins_negotiation, likely), 2))) == 2


def negotiations(path: str | os.PathLike[str], passed_over: list[Path] | None = None) -> tuple[Path, ...]:
    """
    Find the negotiations at a path: itself, or each file of a folder that holds several.

    Of a folder without logs, they are those of the folders below it, however deep; hidden ones are passed over.

    Args:
        path: A folder or a file.
        passed_over: To which the links are added that leave the folder, and were not followed.
    """
    return tuple(found for home in homes(Path(path), passed_over) for found in negotiations_in(home))


def asked_folders(paths: Iterable[str | os.PathLike[str]]) -> tuple[Path, ...]:
    """Give the folders that somebody asked for: those that were named, and those of the files that were."""
    named = map(Path, paths)
    return tuple(dict.fromkeys(path.parent if is_file(path) else path for path in named))


def homes(where: Path, passed_over: list[Path] | None = None) -> tuple[Path, ...]:
    """
    Find where the negotiations at a path lie: in itself, or, when it is a folder without logs, in the folders below it.

    Args:
        where: A folder or a file.
        passed_over: To which the links are added that leave the folder, and were not followed.
    """
    if not is_folder(where) or logs_in(where):
        return (where,)
    return tuple(sorted(folder for folder, logs in folders(where, passed_over) if logs != 0)) or (where,)


def logs_in(folder: Path) -> tuple[Path, ...]:
    """List the files of a folder that belong to a log; none where it cannot be looked into, as its reading will tell."""
    try:
        return DISK.logs(folder)
    except Misfit:
        return ()


def negotiations_in(home: Path, *, checkable: dict[Path, bool] | None = None) -> tuple[Path, ...]:
    """
    Give a folder, or each of its files when it holds several negotiations; one that is a cast alone is none.

    Args:
        home: A folder; a file is a negotiation by itself.
        checkable: Files that were looked at already, and whether they have something to check; others are added.
    """
    if not is_folder(home) or not holds_several(home):
        return (home,)
    cached = {} if checkable is None else checkable
    files = logs_in(home)
    for file in files:
        if file not in cached:
            cached[file] = _has_something_to_check(file)
    return tuple(file for file in files if cached[file]) or (home,)


def _has_something_to_check(path: Path) -> bool:
    """Tell whether a file has something to check; one that cannot be read has its problems."""
    found = document_of(path)
    if isinstance(found, Reading):
        return True
    tree = found[1].tree
    return is_scenario(tree) or any(key in tree for key in ENTRIES)


class Homes:
    """The negotiations at one path, kept up to date while files change."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.names = names_of(path)
        self.checkable: defaultdict[Path, dict[Path, bool]] = defaultdict(dict)
        self.homes = {home: self._negotiations_in(home) for home in homes(path)}

    def negotiations(self) -> Iterator[Path]:
        """Give the negotiations, in the order in which a check finds them."""
        return (found for home in sorted(self.homes) for found in self.homes[home])

    def renewed(self, names: set[Path]) -> tuple[set[Path], set[Path]]:
        """Look again where changes may make or unmake negotiations; give those of before and those of now, there."""
        touched = {home for name in names for home in self._touched(name)}
        if not touched:
            return set(), set()
        # While its logs lie in the path itself, or nowhere, any change may make them lie in the folders of it.
        if self.path in touched or self.path in self.homes:
            now = {*homes(self.path)}
            looked = (touched & now) | (now ^ self.homes.keys())
        else:
            now = {home for home in touched if logs_in(home)}
            looked = touched
        before = {found for home in looked for found in self.homes.pop(home, ())}
        if not (self.homes or now):
            now = looked = {*homes(self.path)}
        after = {home: self._negotiations_in(home) for home in looked & now}
        self.homes |= after
        return before, {path for found in after.values() for path in found}

    def _touched(self, name: Path) -> Iterator[Path]:
        """Give the places of negotiations which a change may concern, and forget what it makes outdated."""
        if any(mine.is_relative_to(name) for mine in self.names):
            self.checkable.clear()
            yield from {self.path, *self.homes}
            return
        for mine in self.names:
            if name.is_relative_to(mine):
                yield from self._touched_below(name.relative_to(mine))

    def _touched_below(self, inside: Path) -> Iterator[Path]:
        place = self.path / inside
        if any(part.startswith(".") for part in inside.parts[:-1]):
            return
        if inside.name.endswith(SUFFIX):
            self.checkable[place.parent].pop(place, None)
            yield place.parent
        if is_file(place):
            return
        # A folder may have come or gone, with all that is in it.
        for home in [home for home in self.homes if home.is_relative_to(place)]:
            self.checkable.pop(home, None)
            yield home
        if is_folder(place) and not inside.name.startswith("."):
            yield from (folder for folder, logs in folders(place) if logs)

    def _negotiations_in(self, home: Path) -> tuple[Path, ...]:
        return negotiations_in(home, checkable=self.checkable[home])


def names_of(path: str | os.PathLike[str]) -> set[Path]:
    """Name a path as it is written and as it is without links, so that a change is known by either; it need not exist."""
    written = Path(os.path.normpath(Path.cwd() / path))
    if "\0" in str(written):
        return set()
    return {written, Path(os.path.realpath(written.parent), written.name), Path(os.path.realpath(written))}
