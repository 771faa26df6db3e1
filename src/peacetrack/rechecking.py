"""Checking again what a change of files concerns, and nothing else.

The law: after any changes that were told, what is kept equals what a fresh check of everything finds. To keep it, each
outcome remembers every path that its reading depended on: its folder or its file, the cast file that it names, the logs
with which its scenarios begin, the texts of its sources; those that are missing, too. A change concerns whoever depends
on the path, on what lies below it (a folder was moved), or, for a file of a log, on its folder.
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from peacetrack.accounts import UnknownActorError
from peacetrack.checking import Outcome, Rehearsal, check_path
from peacetrack.codes import UNREADABLE
from peacetrack.lifecycle import Aspect
from peacetrack.problems import Problem
from peacetrack.report.as_json import summary
from peacetrack.report.as_text import Line
from peacetrack.yaml.files import SUFFIX
from peacetrack.yaml.homes import Homes, names_of
from peacetrack.yaml.reading import Reading
from peacetrack.yaml.staging import Logs

#: A negotiation, and the number of the path at which it was asked for: one that is asked for twice counts twice.
Key = tuple[int, Path]


@attrs.frozen(eq=False)
class Checked:
    """
    What is kept of checking one negotiation: plain values, never its log.

    Attributes:
        path: The folder or the file.
        lines: What came out, in words.
        results: The outcomes of its claims, as plain values.
        scenarios: Those of its scenarios.
        problems: What is wrong with it, and what it shows its author.
        exit_status: The exit status of its check.
        read_from: What the outcome depends on.
        seconds: How long the check took.
    """

    path: Path
    lines: tuple[Line, ...]
    results: tuple[dict[str, Any], ...]
    scenarios: tuple[dict[str, Any], ...]
    problems: tuple[Problem, ...]
    exit_status: int
    read_from: frozenset[Path]
    seconds: float

    @property
    def counts(self) -> Counter[str]:
        """Count what came out, as the summary of a check does."""
        return Counter(summary(self.results, [*self.problems], self.scenarios))


@attrs.frozen(eq=False)
class Recheck:
    """
    What came of looking again.

    Attributes:
        checked: The negotiations that were checked again, or for the first time.
        gone: Those that are no longer there.
    """

    checked: tuple[Checked, ...] = ()
    gone: tuple[Path, ...] = ()


class Rechecker:
    """
    The outcomes of all negotiations at some paths, kept up to date while files change.

    Args:
        paths: Folders and files, as for `peacetrack check`.
        aspects: Aspects of one's own in which they speak.
        sources: Where the texts of their sources lie; beside each log when None.
        asked: `as_of`, `known_by` and `account`, as for `check_negotiation`.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        *,
        aspects: Iterable[Aspect[Any]] = (),
        sources: Path | None = None,
        **asked: Any,
    ) -> None:
        self._asked = {"aspects": tuple(aspects), "sources": sources, **asked}
        self._homes = tuple(Homes(Path(path)) for path in paths)
        self._kept: dict[Key, Checked] = {}
        self._on: defaultdict[Path, set[Key]] = defaultdict(set)
        self._below: defaultdict[Path, set[Key]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._statuses: Counter[int] = Counter()

    @property
    def unchecked(self) -> tuple[Key, ...]:
        """Path the negotiations that were not checked yet, in the order of the paths: at first, all."""
        return tuple(key for key in self._keys() if key not in self._kept)

    @property
    def checked(self) -> Iterator[Checked]:
        """Give every outcome, in the order of the paths."""
        return (self._kept[key] for key in self._keys())

    @property
    def negotiations(self) -> int:
        """Give the number of negotiations that were checked."""
        return len(self._kept)

    @property
    def summary(self) -> dict[str, int]:
        """Sum all outcomes up."""
        return {**summary((), []), **self._counts}

    @property
    def exit_status(self) -> int:
        """Give the exit status of all outcomes together: what could not be read weighs more than what failed."""
        return max((status for status, count in self._statuses.items() if count), default=UNREADABLE)

    def check(self, key: Key) -> Checked:
        """
        Check one negotiation, and keep what came out.

        Args:
            key: One of `unchecked`.

        Raises:
            UnknownActorError: The account names nobody of the cast.
        """
        return self._keep(key, _checked(key[1], self._asked))

    def recheck(self, changed: Iterable[str | os.PathLike[str]]) -> Recheck:
        """
        Check again what changes concern.

        Args:
            changed: What was written, created, moved or deleted; of a folder, anything in it may be new.
        """
        names = {name for path in changed for name in names_of(path)}
        gone, concerned = set[Key](), set[Key]()
        for number, homes in enumerate(self._homes):
            before, after = homes.renewed(names)
            gone |= {(number, path) for path in before - after}
            concerned |= {(number, path) for path in after - before}
        for name in names:
            concerned |= self._on.get(name, set()) | self._below.get(name, set())
            if name.name.endswith(SUFFIX):
                concerned |= self._on.get(name.parent, set())
        for key in gone:
            self._forget(key)
        checked = tuple(self._again(key) for key in sorted(concerned - gone))
        return Recheck(checked, tuple(path for _, path in sorted(gone)))

    def _again(self, key: Key) -> Checked:
        """Check a negotiation as it is now; that its cast has no longer whom the account names is what came out then."""
        try:
            return self.check(key)
        except UnknownActorError as error:
            path, before = key[1], self._kept.get(key)
            read_from = before.read_from if before else frozenset(names_of(path) | names_of(path.parent))
            lines = (Line(f"{path}: {error}.", "bold red"),)
            return self._keep(key, Checked(path, lines, (), (), (), UNREADABLE, read_from, 0.0))

    def _keys(self) -> Iterator[Key]:
        return ((number, path) for number, homes in enumerate(self._homes) for path in homes.negotiations())

    def _keep(self, key: Key, checked: Checked) -> Checked:
        self._forget(key)
        self._kept[key] = checked
        self._counts.update(checked.counts)
        self._statuses[checked.exit_status] += 1
        for index, names in self._indexed(checked):
            for name in names:
                index[name].add(key)
        return checked

    def _forget(self, key: Key) -> None:
        old = self._kept.pop(key, None)
        if old is None:
            return
        self._counts.subtract(old.counts)
        self._statuses[old.exit_status] -= 1
        for index, names in self._indexed(old):
            for name in names:
                index[name].remove(key)
                if not index[name]:
                    del index[name]

    def _indexed(self, checked: Checked) -> tuple[tuple[defaultdict[Path, set[Key]], Iterable[Path]], ...]:
        return (self._on, checked.read_from), (self._below, _above(checked.read_from))


def _above(names: Iterable[Path]) -> set[Path]:
    """Name all folders above some paths."""
    found = set[Path]()
    for name in names:
        folder = name.parent
        while folder not in found:
            found.add(folder)
            folder = folder.parent
    return found


def _checked(path: Path, asked: dict[str, Any]) -> Checked:
    """Check a negotiation, and keep what is worth keeping."""
    begin = time.perf_counter()
    logs: Logs = {}
    outcomes = tuple(check_path(path, logs=logs, **asked))
    own = [told for told in map(_log_of, outcomes) if told is not None]
    files = {path, *(file for reading in (*logs.values(), *own) for file in reading.read_from)}
    read_from = {name for file in files for name in names_of(file)}
    read_from |= {name for reading in own for name in _texts_of(reading, asked["sources"])}
    return Checked(
        path=path,
        lines=tuple(line for outcome in outcomes for line in outcome.lines()),
        results=tuple(row for outcome in outcomes for row in outcome.rows),
        scenarios=tuple(row for outcome in outcomes for row in outcome.scenarios),
        problems=tuple(problem for outcome in outcomes for problem in outcome.problems),
        exit_status=max(outcome.exit_status for outcome in outcomes),
        read_from=frozenset(read_from),
        seconds=time.perf_counter() - begin,
    )


def _log_of(outcome: Outcome | Rehearsal) -> Reading | None:
    """Give the log that was checked, or that a file of scenarios brings with it."""
    return outcome.reading if isinstance(outcome, Outcome) else outcome.reading.own


def _texts_of(reading: Reading, sources: Path | None) -> Iterator[Path]:
    """Path the texts of the sources of a log, there or not."""
    folders = names_of(sources or reading.folder)
    for source in reading.log.sources.values() if reading.log else ():
        if source.file and "\0" not in source.file:
            told = {Path(os.path.normpath(folder / source.file)) for folder in folders}
            yield from told
            yield from (Path(os.path.realpath(name)) for name in told if name.is_symlink())
