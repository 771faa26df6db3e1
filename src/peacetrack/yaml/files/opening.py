r"""The one door in: nobody else opens a file, or looks into a folder.

The law: only a regular file is opened, none that lies outside of the folder that was asked for, whatever links lead to it,
and no more of it is read than its limit. A pipe, a device or a folder in its place is told as what it is, and so is what
may not be read. Nothing that lies in a folder makes its reader wait, or fill the memory.

Files may also be read as they will be (`Files.rewritten`), so that what is going to be written is judged before it is.

>>> Files.rewritten([(Path("talks.peace.yaml"), b"peacetrack: 1\n")]).content(Path("talks.peace.yaml"))
b'peacetrack: 1\n'
>>> try:
...     Files().content(Path("."))
... except Misfit as misfit:
...     print(misfit.code, misfit.message)
PT034 This cannot be read: Is a directory.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final, Self
from unicodedata import normalize

import attrs

from peacetrack.model.mapping import ReadOnly
from peacetrack.yaml.files.paths import is_file, is_folder, is_there
from peacetrack.yaml.records.scalars import Misfit

SUFFIX: Final = ".peace.yaml"
#: Bytes; some ten million events, far above any honest file.
LARGEST: Final = 1 << 30
#: A pipe is not waited for, a terminal does not become ours, and of the last link nobody can make another meanwhile.
_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_BINARY", 0)
)
_KINDS: Final = (
    (stat.S_ISDIR, os.strerror(errno.EISDIR)),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISCHR, "it is a device"),
    (stat.S_ISBLK, "it is a device"),
    (stat.S_ISSOCK, "it is a socket"),
)


@attrs.frozen
class Files:
    """
    The files as they lie on the disk, or some of them as they will.

    Attributes:
        instead: What a file will say, by its path without links.
    """

    instead: Mapping[Path, bytes] = ReadOnly()

    @classmethod
    def rewritten(cls, contents: Iterable[tuple[Path, bytes]]) -> Self:
        """Give the files as they will be when some are written anew."""
        return cls(ReadOnly({real(path): content for path, content in contents}))

    def content(self, path: Path, *, within: Path | None = None) -> bytes:
        """
        Read a file.

        Args:
            path: Which.
            within: The folder, without links, in which it has to lie; anywhere when None, for a user has named it.

        Raises:
            Misfit: It cannot be read: what it is, or why.
        """
        if "\0" in str(path):
            raise _cannot_be_read("no file has such a name")
        where = real(path)
        if within is not None and not where.is_relative_to(within):
            hint = "A negotiation lies in one folder: copy the file."
            raise Misfit("PT032", "This link leaves the folder.", hint)
        return self.instead[where] if where in self.instead else _opened(where)

    def logs(self, folder: Path) -> tuple[Path, ...]:
        """
        List the files of a folder that belong to a log, by their names.

        Raises:
            Misfit: The folder cannot be looked into.
        """
        here = real(folder)
        names = {path.name for path in self.instead if path.parent == here}
        if is_folder(folder) or not names:
            names |= {name for name in names_in(folder) if name.endswith(SUFFIX)}
        return tuple(sorted(folder / name for name in names))

    def is_folder(self, path: Path) -> bool:
        """Tell whether a folder lies at a path, or will."""
        return is_folder(path) or any(real(path) == file.parent for file in self.instead)

    def is_file(self, path: Path) -> bool:
        """Tell whether a file lies at a path, or will; what it is, its reading tells."""
        return is_file(path) or real(path) in self.instead

    def is_there(self, path: Path) -> bool:
        """Tell whether anything lies at a path, or will."""
        return is_there(path) or self.is_folder(path) or self.is_file(path)


#: The files as they lie on the disk.
DISK: Final = Files()


def real(path: Path) -> Path:
    """Give a path without links; one that no file can have stays as it is."""
    return path if "\0" in str(path) else Path(os.path.realpath(path))


def named(folder: Path, name: str) -> Path:
    """
    Name a file of a folder, whichever normal form of Unicode its name has on the disk.

    One system keeps `é` as it is written, another takes it apart, and a log goes from one to the other.

    Args:
        folder: Where it lies, or below which.
        name: Its name, or its path below the folder.
    """
    path = folder / name
    if is_there(path) or name.isascii() or "\0" in name:
        return path
    try:
        beside = names_in(path.parent)
    except Misfit:
        return path
    alike = sorted(other for other in beside if normalize("NFC", other) == normalize("NFC", path.name))
    return path.with_name(alike[0]) if alike else path


def standard_input() -> bytes:
    """
    Read what is piped in.

    Raises:
        Misfit: It is more than the limit.
    """
    return _limited(sys.stdin.buffer.read(LARGEST + 1))


def folders(root: Path, passed_over: list[Path] | None = None) -> Iterator[tuple[Path, int | None]]:
    """
    Walk over a folder and all folders below it that are not hidden, each before those in it, in the order of their names.

    A folder that several links lead to is looked at once, so that a link to a folder above it does no harm. A link that
    leaves the folder is not followed.

    Args:
        root: The folder.
        passed_over: To which the links are added that were not followed.

    Returns:
        Each with the number of logs in it; None where it cannot be looked into.
    """
    seen: set[tuple[int, int]] = set()
    inside = [root]
    top = real(root)
    while inside:
        folder = inside.pop()
        try:
            status = folder.stat()
            if (status.st_dev, status.st_ino) in seen:
                continue
            seen.add((status.st_dev, status.st_ino))
            logs, below, out = _looked_into(folder, top)
        except OSError:
            yield folder, None
            continue
        if passed_over is not None:
            passed_over += sorted(out)
        yield folder, logs
        inside += (folder / name for name in sorted(below, reverse=True))


def _looked_into(folder: Path, top: Path) -> tuple[int, list[str], list[Path]]:
    """Count the logs of a folder, and list the folders in it that are not hidden, and the links that lead elsewhere."""
    logs, inside, outside = 0, [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.is_dir():
                logs += entry.name.endswith(SUFFIX)
            elif not entry.name.startswith("."):
                if entry.is_symlink() and not real(Path(entry.path)).is_relative_to(top):
                    outside.append(folder / entry.name)
                else:
                    inside.append(entry.name)
    return logs, inside, outside


def names_in(folder: Path) -> list[str]:
    """
    List what lies in a folder.

    Raises:
        Misfit: It cannot be looked into.
    """
    try:
        return os.listdir(folder)  # noqa: PTH208 - names are asked for, no paths
    except OSError as error:
        raise _cannot_be_read(
            error.strerror or "no reason is given", "Check that you may look into it."
        ) from None


def _opened(path: Path) -> bytes:
    """Open a regular file and read it, up to the limit."""
    try:
        # Asked before it is opened, because to open a device may already do something; and again when it is.
        _require_regular(path.stat())
        with open(os.open(path, _FLAGS), "rb") as file:  # noqa: PTH123 - with flags of our own
            status = os.fstat(file.fileno())
            _require_regular(status)
            if status.st_size > LARGEST:
                raise _too_large(status.st_size)
            return _limited(file.read(LARGEST + 1))
    except OSError as error:
        raise _cannot_be_read(error.strerror or str(error)) from None


def _limited(raw: bytes) -> bytes:
    """Refuse what goes on behind the limit, whatever was said of its size."""
    if len(raw) > LARGEST:
        raise _too_large(len(raw))
    return raw


def _require_regular(status: os.stat_result) -> None:
    for is_one, text in _KINDS:
        if is_one(status.st_mode):
            raise _cannot_be_read(text)


def _too_large(size: int) -> Misfit:
    return Misfit("PT033", f"This file has {size} bytes; at most {LARGEST} are read.", "Split it.")


def _cannot_be_read(text: str, hint: str = "Check that it is a file you may read.") -> Misfit:
    return Misfit("PT034", f"This cannot be read: {text}.", hint)
