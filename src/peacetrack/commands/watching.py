"""`peacetrack check --watch`: wait until files change, check again what that concerns, and print what came out.

The law: no change is missed. Whoever waits has been listening since before the first check, in every folder on which an
outcome depends; what changes during a check is in the next burst.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final, assert_never

import attrs
import click

from peacetrack.commands.printing import Format, complain, print_lines, watched

if TYPE_CHECKING:
    from watchfiles import Change

    from peacetrack.beliefs.query import Query
    from peacetrack.corpus.rechecking import Kept, Rechecker
    from peacetrack.report.text import Line

FORMAT: Final = "peacetrack.watch/1"
#: Milliseconds of silence that end a burst of changes: an editor saves by writing another file and renaming it.
SILENCE: Final = 25
#: Milliseconds after which a burst ends though changes go on.
LONGEST_BURST: Final = 500
WAITING: Final = "Waiting for changes; Ctrl-C ends with the exit status of what was printed last."


def keep_checking(paths: tuple[str, ...], query: Query, *, form: Format, sources: Path | None) -> int:
    """
    Check everything, and then again what changes, until Ctrl-C.

    Args:
        paths: Folders and files, as for `peacetrack check`.
        query: As for `peacetrack.checks.checking.check_path`.
        form: Text for people; JSON as one object a line.
        sources: Where the texts of the sources lie.

    Returns:
        The exit status of everything as it was checked last.

    Raises:
        UnknownActorError: The account names nobody of a cast.
    """
    from peacetrack.corpus.rechecking import Rechecker
    from peacetrack.yaml.files.negotiations import names_of

    roots = [*map(Path, paths)]
    known = {name for root in roots for name in names_of(root)}
    begin = time.perf_counter()
    # What changes while everything is checked for the first time is seen too: whoever waits has been listening before.
    notices = Notices()
    notices.listen(_places(roots))
    rechecker = Rechecker(paths, query, sources=sources)
    first = [rechecker.check(key) for key in watched(rechecker.unchecked, label="Negotiations")]
    notices.listen(_elsewhere(first, known))
    show = _shown_as(form)
    with suppress(KeyboardInterrupt):
        show(rechecker, Round((*first,), (), time.perf_counter() - begin, is_first=True))
        complain(WAITING)
        while True:
            changed = notices.wait()
            begin = time.perf_counter()
            found = rechecker.recheck(changed)
            notices.listen(_places(roots) | _elsewhere(found.checked, known))
            if found.checked or found.gone:
                show(rechecker, Round(found.checked, found.gone, time.perf_counter() - begin))
    return rechecker.exit_status


@attrs.frozen
class WatchedFolder:
    """
    A folder where changes are listened for.

    Attributes:
        folder: Which.
        is_deep: In the folders in it, too.
    """

    folder: Path
    is_deep: bool


class Notices:
    """The changes that the file system reports."""

    def __init__(self) -> None:
        self._streams: list[Iterator[set[tuple[Change, str]]]] = []
        self._changed: set[Path] = set()
        self._places: set[WatchedFolder] = set()

    def listen(self, places: Collection[WatchedFolder]) -> None:
        """
        Listen in more places; from now on nothing that changes there is missed.

        Raises:
            UsageError: `watchfiles` is not installed, or the system cannot listen in so many places.
        """
        for is_deep in (True, False):
            new = {place for place in places if place.is_deep is is_deep and place.folder.is_dir()}
            if new := new - self._places:
                stream = _stream([place.folder for place in new], is_deep=is_deep)
                try:
                    self._changed |= _paths(_first(stream))
                except (
                    FileNotFoundError
                ):  # a folder in one of them has just gone: they are looked at again at once
                    self._changed |= {place.folder for place in new}
                    continue
                self._streams.append(stream)
                self._places |= new

    def wait(self) -> set[Path]:
        """Wait for changes, and give what changed in one burst; a folder that went or came is listened to no longer."""
        while not self._changed:
            for stream in self._streams:
                self._changed |= _paths(next(stream))
        changed, self._changed = self._changed, set()
        self._places = {place for place in self._places if place.folder not in changed}
        return changed


def _stream(folders: Iterable[Path], *, is_deep: bool) -> Iterator[set[tuple[Change, str]]]:
    """Prepare to listen in some folders; it begins when the first changes are asked for, and those may be none."""
    try:
        from watchfiles import watch
    except ModuleNotFoundError as error:
        hint = "python -m pip install 'peacetrack[watch]'"
        raise click.UsageError(f"--watch needs the package '{error.name}': {hint}") from None
    return watch(
        *sorted(folders),
        watch_filter=None,
        debounce=LONGEST_BURST,
        step=SILENCE,
        rust_timeout=1,
        yield_on_timeout=True,
        recursive=is_deep,
    )


def _first(stream: Iterator[set[tuple[Change, str]]]) -> set[tuple[Change, str]]:
    """Begin to listen."""
    try:
        return next(stream)
    except FileNotFoundError:
        raise
    except OSError as error:
        hint = "with WATCHFILES_FORCE_POLLING=1 the files are looked at again and again instead"
        raise click.UsageError(f"Changes cannot be watched: {error}; {hint}.") from None


def _paths(changes: Iterable[tuple[Change, str]]) -> set[Path]:
    """Name what changed; that a folder is another one because of a file in it is told of that file as well."""
    return {Path(path) for change, path in changes if change.name != "modified" or not Path(path).is_dir()}


def _places(roots: Iterable[Path]) -> set[WatchedFolder]:
    """Name where to listen: in each folder deeply, and in the one that holds it, from which it may go."""
    found = set[WatchedFolder]()
    for root in (Path.cwd() / root for root in roots):
        found.add(WatchedFolder(_nearest(root.parent), is_deep=False))
        if root.is_dir():
            found.add(WatchedFolder(root, is_deep=True))
    return found


def _nearest(folder: Path) -> Path:
    """Give a folder, or the nearest one above it that there is."""
    return next(place for place in (folder, *folder.parents) if place.is_dir())


def _elsewhere(kept: Iterable[Kept], known: set[Path]) -> set[WatchedFolder]:
    """Name where to listen besides: what outcomes depend on may lie in other folders than those that are checked."""
    outside = {
        name for one in kept for name in one.read_from if name not in known and known.isdisjoint(name.parents)
    }
    return {
        WatchedFolder(name if name.is_dir() else _nearest(name.parent), is_deep=False) for name in outside
    }


@attrs.frozen
class Round:
    """
    One round of checking.

    Attributes:
        checked: What was checked.
        gone: Negotiations that are no longer there.
        seconds: How long it took.
        is_first: Everything was checked.
    """

    checked: tuple[Kept, ...]
    gone: tuple[Path, ...]
    seconds: float
    is_first: bool = False


def _shown_as(form: Format) -> Callable[[Rechecker, Round], None]:
    match form:
        case Format.TEXT:
            return _show_text
        case Format.JSON:
            return _show_json
        case _:
            assert_never(form)


def _show_text(rechecker: Rechecker, done: Round) -> None:
    from peacetrack.report.text import summary_line

    print_lines(_lines(done))
    print_lines([summary_line(rechecker.summary, rechecker.negotiations)])


def _lines(done: Round) -> Iterator[Line]:
    """Word a round; the first one is worded as a check without `--watch`."""
    from peacetrack.report.text import Line

    if not done.is_first:
        yield Line("")
    for path in done.gone:
        yield Line(f"{path}: no longer there", "bold")
    for one in done.checked:
        if not done.is_first:
            yield Line(f"{one.checked.path}: checked in {one.seconds:.3f} s", "bold")
        yield from one.checked.lines


def _show_json(rechecker: Rechecker, done: Round) -> None:
    from peacetrack.report.json import problem_as_json

    checked = [one.checked for one in done.checked]
    tree = {
        "format": FORMAT,
        "checked": [str(one.path) for one in checked],
        "gone": [str(path) for path in done.gone],
        "seconds": round(done.seconds, 6),
        "results": [row for one in checked for row in one.results],
        "scenarios": [row for one in checked for row in one.scenarios],
        "problems": [problem_as_json(problem) for one in checked for problem in one.problems],
        "summary": rechecker.summary,
        "exit_status": rechecker.exit_status,
    }
    click.echo(json.dumps(tree, ensure_ascii=True))
