"""Checking again what a change of files concerns, and nothing else.

The law: after any changes that were reported, what is kept equals what a fresh check of everything finds. To keep it, each
outcome remembers every path that its reading depended on: its folder or its file, the cast file that it names, the logs
with which its scenarios begin, the texts of its sources; those that are missing, too. A change concerns whoever depends
on the path, on what lies below it (a folder was moved), or, for a file of a log, on its folder.

Examples:
    Of two logs one gets an event that names a demand which there is not; only that one is checked again:

    >>> from tempfile import TemporaryDirectory
    >>> text = "{peacetrack: 1, negotiation: {id: talks}, events: []}"
    >>> wrong = text.replace("[]", "[{event: condition_rejected, condition: law}]")
    >>> with TemporaryDirectory() as folder:
    ...     logs = [Path(folder, name) for name in ("one.peace.yaml", "two.peace.yaml")]
    ...     for log in logs:
    ...         _ = log.write_text(text, encoding="utf-8")
    ...     rechecker = Rechecker(logs)
    ...     first = [rechecker.check(key).checked.path.name for key in rechecker.unchecked]
    ...     _ = logs[1].write_text(wrong, encoding="utf-8")
    ...     again = [(kept.checked.path.name, kept.checked.exit_status) for kept in rechecker.recheck([logs[1]]).checked]
    >>> first, again
    (['one.peace.yaml', 'two.peace.yaml'], [('two.peace.yaml', 3)])
"""

from __future__ import annotations

import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import attrs

from peacetrack.beliefs.accounts import UnknownActorError
from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.checks.checking import Outcome, Rehearsal, check_path
from peacetrack.model.codes import worst
from peacetrack.report.checked import Checked, keep
from peacetrack.report.json import summary
from peacetrack.report.text import Line
from peacetrack.yaml.files.negotiations import Homes, asked_folders, names_of
from peacetrack.yaml.files.opening import SUFFIX
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.scenarios.staging import Logs

#: A negotiation, and the number of the path at which it was asked for: one that is asked for twice counts twice.
Key = tuple[int, Path]


@attrs.frozen(eq=False)
class Kept:
    """
    What is kept of checking one negotiation.

    Attributes:
        checked: What came out.
        read_from: What it depends on.
        seconds: How long the check took.
    """

    checked: Checked
    read_from: frozenset[Path]
    seconds: float = 0.0

    @property
    def counts(self) -> Counter[str]:
        """Count what came out, as the summary of a check does."""
        one = self.checked
        return Counter(summary(one.results, [*one.problems], one.scenarios))


@attrs.frozen(eq=False)
class Recheck:
    """
    What came of looking again.

    Attributes:
        checked: The negotiations that were checked again, or for the first time.
        gone: Those that are no longer there.
    """

    checked: tuple[Kept, ...] = ()
    gone: tuple[Path, ...] = ()


class Rechecker:
    """
    The outcomes of all negotiations at some paths, kept up to date while files change.

    Args:
        paths: Folders and files, as for `peacetrack check`.
        query: In which aspects they speak; its day and its account are those of claims that name none.
        sources: Where the texts of their sources lie; beside each log when None.
    """

    def __init__(
        self,
        paths: Iterable[str | os.PathLike[str]],
        query: Query = WHOLE,
        *,
        sources: Path | None = None,
    ) -> None:
        self._query = query
        self._sources = sources
        self._homes = tuple(Homes(Path(path)) for path in paths)
        self._kept: dict[Key, Kept] = {}
        self._on: defaultdict[Path, set[Key]] = defaultdict(set)
        self._below: defaultdict[Path, set[Key]] = defaultdict(set)
        self._counts: Counter[str] = Counter()
        self._statuses: Counter[int] = Counter()

    @property
    def unchecked(self) -> tuple[Key, ...]:
        """Path the negotiations that were not checked yet, in the order of the paths: at first, all."""
        return tuple(key for key in self._keys() if key not in self._kept)

    @property
    def kept(self) -> Iterator[Kept]:
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
        return worst(status for status, count in self._statuses.items() if count)

    def check(self, key: Key) -> Kept:
        """
        Check one negotiation, and keep what came out.

        Args:
            key: One of `unchecked`.

        Raises:
            UnknownActorError: The account names nobody of the cast.
        """
        return self._keep(
            key,
            _checked(key[1], self._query, self._sources, asked_folders(homes.path for homes in self._homes)),
        )

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

    def _again(self, key: Key) -> Kept:
        """Check a negotiation as it is now; that its cast has no longer whom the account names is what came out then."""
        try:
            return self.check(key)
        except UnknownActorError as error:
            path, before = key[1], self._kept.get(key)
            read_from = before.read_from if before else frozenset(names_of(path) | names_of(path.parent))
            lines = (Line(f"{path}: {error}.", "bold red"),)
            return self._keep(key, Kept(Checked(path=path, lines=lines), read_from))

    def _keys(self) -> Iterator[Key]:
        return ((number, path) for number, homes in enumerate(self._homes) for path in homes.negotiations())

    def _keep(self, key: Key, one: Kept) -> Kept:
        self._forget(key)
        self._kept[key] = one
        self._counts.update(one.counts)
        self._statuses[one.checked.exit_status] += 1
        for index, names in self._indexed(one):
            for name in names:
                index[name].add(key)
        return one

    def _forget(self, key: Key) -> None:
        old = self._kept.pop(key, None)
        if old is None:
            return
        self._counts.subtract(old.counts)
        self._statuses[old.checked.exit_status] -= 1
        for index, names in self._indexed(old):
            for name in names:
                index[name].remove(key)
                if not index[name]:
                    del index[name]

    def _indexed(self, one: Kept) -> tuple[tuple[defaultdict[Path, set[Key]], Iterable[Path]], ...]:
        return (self._on, one.read_from), (self._below, _above(one.read_from))


def _above(names: Iterable[Path]) -> set[Path]:
    """Name all folders above some paths."""
    found = set[Path]()
    for name in names:
        folder = name.parent
        while folder not in found:
            found.add(folder)
            folder = folder.parent
    return found


def _checked(path: Path, query: Query, sources: Path | None, within: tuple[Path, ...]) -> Kept:
    """Check a negotiation, and keep what is worth keeping."""
    begin = time.perf_counter()
    logs: Logs = {}
    outcomes = tuple(check_path(path, query, sources=sources, logs=logs, within=within))
    own = [log for log in map(_log_of, outcomes) if log is not None]
    files = {path, *(file for reading in (*logs.values(), *own) for file in reading.read_from)}
    read_from = {name for file in files for name in names_of(file)}
    read_from |= {name for reading in own for name in _texts_of(reading, sources)}
    return Kept(keep(path, outcomes), frozenset(read_from), time.perf_counter() - begin)


def _log_of(outcome: Outcome | Rehearsal) -> Reading | None:
    """Give the log that was checked, or that a file of scenarios brings with it."""
    return outcome.reading if isinstance(outcome, Outcome) else outcome.reading.own


def _texts_of(reading: Reading, sources: Path | None) -> Iterator[Path]:
    """Path the texts of the sources of a log, there or not."""
    folders = names_of(sources or reading.folder)
    for source in reading.log.sources.values() if reading.log else ():
        if source.file and "\0" not in source.file:
            paths = {Path(os.path.normpath(folder / source.file)) for folder in folders}
            yield from paths
            yield from (Path(os.path.realpath(name)) for name in paths if name.is_symlink())
