r"""The one door out: nobody else writes a file, makes a folder, or takes one away.

The law: whatever breaks a writing off, a full disk, Ctrl-C, a signal or a loss of power, there lies afterwards the old or the
new as a whole, and what somebody else wrote meanwhile is never written over. Only a regular file is replaced, or a link to
one of its own folder; it keeps its mode and its owner. What a crash left behind is taken away by the next who writes there.

The steps: the folder is locked, so that two who write exclude each other; what lies there is compared with what was read;
the new is written beside, and reaches the disk; signals wait while it is put in place; the folder reaches the disk. Several
files are put in place together: when one of them cannot be, those before it are as they were. A folder takes the place of
another in one step where the system can exchange the two.

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "talks.peace.yaml"
...     save([Saving(path, b"peacetrack: 1\n", Former.NOTHING)])
...     try:
...         save([Saving(path, b"peacetrack: 2\n", b"as it was read")])
...     except NotSavedError as error:
...         print(error.problem.code, path.read_text(encoding="utf-8"), [found.name for found in Path(folder).iterdir()])
PT037 peacetrack: 1
 ['talks.peace.yaml']
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import signal
import stat
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Final

import attrs

from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.opening import real

#: How long somebody else may write in the folder, in seconds.
PATIENCE: Final = 30.0
#: The names that `_beside` gives.
_BESIDE: Final = re.compile(r"\.(?P<name>.+)\.[0-9a-f]{16}\.peacetrack")
#: What lay in the place of a folder, in the scratch folder of the one that replaces it.
_FORMER: Final = "former"
_SIGNALS: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)
_KINDS: Final = (
    (stat.S_ISDIR, "it is a folder"),
    (stat.S_ISFIFO, "it is a pipe"),
    (stat.S_ISSOCK, "it is a socket"),
)


class Former(Enum):
    """What may lie in the place of a file before it is written, besides what was read there."""

    NOTHING = "nothing"
    ANYTHING = "anything"


@attrs.frozen
class Saving:
    """
    A file, what it is to say, and what may lie in its place before.

    Attributes:
        path: Which file.
        content: What it is to say.
        instead_of: What was read there; nothing, or anything.
    """

    path: Path
    content: bytes
    instead_of: bytes | Former = Former.ANYTHING


class NotSavedError(Exception):
    """
    Something was not written, and all is as it was.

    Attributes:
        problem: Why, and where.
    """

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return f"{self.problem.message} {self.problem.hint}"


def save(savings: Sequence[Saving]) -> None:
    """
    Write files: all of them, or none.

    Raises:
        NotSavedError: One could not be written, or somebody else has written it meanwhile.
    """
    with ExitStack() as stack:
        places = {saving.path: _place(saving.path) for saving in savings}
        for folder, path in sorted({place.parent: path for path, place in places.items()}.items()):
            stack.enter_context(_locked(folder, path))
        for saving in savings:
            _compare(saving, places[saving.path])
        beside = {
            saving.path: stack.enter_context(_written_beside(saving, places[saving.path]))
            for saving in savings
        }
        with _undisturbed():
            _put_together([(path, beside[path], places[path]) for path in beside])
        for folder in {place.parent for place in places.values()}:
            _sync_folder(folder)


def save_folder(folder: Path, contents: Mapping[str, bytes], *, instead_of: Former) -> tuple[Path, ...]:
    """
    Write the files of a folder: a new folder appears with all of them, and in one that is there they are put together.

    Args:
        folder: Which; made when it is not there, with the folders above it.
        contents: The files by their names, in their order.
        instead_of: What may lie in the places of the files.

    Returns:
        The files.

    Raises:
        NotSavedError: One could not be written, and then none was.
    """
    files = tuple(folder / name for name in contents)
    if os.path.isdir(folder):  # noqa: PTH112 - that of `Path` fails for some paths
        save([Saving(folder / name, content, instead_of) for name, content in contents.items()])
        return files
    with _about(folder, "This folder cannot be made"):
        if os.path.lexists(folder):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        with _folders_above(folder), whole(folder, instead_of=Former.NOTHING) as part:
            os.mkdir(part)  # noqa: PTH102 - one family of functions, which tests make fail one by one
            for name, content in contents.items():
                _write_new(part / name, content)
    return files


def discard_output() -> None:
    """Let what is still to be printed go nowhere: it cannot be, and the end of Python would complain of it once more."""
    with suppress(OSError, ValueError):
        handle = os.open(os.devnull, os.O_WRONLY)
        os.dup2(handle, sys.stdout.fileno())
        os.close(handle)


@contextmanager
def whole(out: Path, *, instead_of: Former) -> Iterator[Path]:
    """
    Let a file or a folder be made beside its place, and put it there when all of it is made.

    Args:
        out: Its place; what lies there stays until the new one is whole, and then goes.
        instead_of: What may lie there then.

    Returns:
        A path where nothing lies yet, for whoever makes it.

    Raises:
        NotSavedError: Its folder cannot be written, or something lies there meanwhile.
        OSError: The disk refuses.
    """
    scratch = _beside(out)
    with ExitStack() as stack:
        with _locked(out.parent, out):
            os.mkdir(scratch)  # noqa: PTH102 - as above
            stack.callback(shutil.rmtree, scratch, ignore_errors=True)
            if _is_posix:  # pragma: no branch - Windows
                handle = os.open(scratch, os.O_RDONLY)
                stack.callback(os.close, handle)
                _lock(handle)  # so that nobody takes it for what a crash left
        yield scratch / out.name
        _sync_all(scratch / out.name)
        with _locked(out.parent, out), _undisturbed():
            if instead_of is Former.NOTHING and os.path.lexists(out):
                raise NotSavedError(_problem("PT037", out, *_CHANGED))
            _put_whole(scratch, out)
        _sync_folder(out.parent)


def _place(path: Path) -> Path:
    """Give the place of a file, and refuse what is no regular file, and a link that leaves its folder."""
    place = real(path)
    with _about(path):
        if place != real(path.parent) / path.name and not place.is_relative_to(real(path.parent)):
            raise OSError(errno.ELOOP, "it is a link that leaves its folder")
        try:
            mode = os.stat(place).st_mode  # noqa: PTH116 - as above
        except FileNotFoundError:
            return place
        if not stat.S_ISREG(mode):
            text = next((text for is_one, text in _KINDS if is_one(mode)), "it is a device")
            raise OSError(errno.EINVAL, text)
    return place


def _compare(saving: Saving, place: Path) -> None:
    """Refuse to write over what somebody else wrote; opened as for writing, so that one that is protected is left alone."""
    if saving.instead_of is Former.NOTHING:
        if os.path.lexists(place):
            raise NotSavedError(_problem("PT037", saving.path, *_CHANGED))
        return
    with _about(saving.path):
        try:
            with open(os.open(place, os.O_RDWR | _BINARY), "rb") as file:  # noqa: PTH123 - as above
                same = saving.instead_of is Former.ANYTHING or file.read() == saving.instead_of
        except FileNotFoundError:
            if saving.instead_of is Former.ANYTHING:
                return
            raise
    if not same:
        raise NotSavedError(_problem("PT037", saving.path, *_CHANGED))


@contextmanager
def _written_beside(saving: Saving, place: Path) -> Iterator[Path]:
    """Write a file beside its place, with the mode and the owner of what lies there; it goes when it was not put there."""
    beside = _beside(place)
    try:
        with _about(saving.path):
            like = os.stat(place) if os.path.exists(place) else None  # noqa: PTH110, PTH116 - as above
            _write_new(beside, saving.content, like=like)
        yield beside
    finally:
        _take_away(beside)


def _write_new(path: Path, content: bytes, *, like: os.stat_result | None = None) -> None:
    """Write a file where none is, until it has reached the disk."""
    mode = stat.S_IMODE(like.st_mode) if like else 0o666
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    try:
        rest = memoryview(content)
        while rest:
            rest = rest[os.write(handle, rest) :]
        if like is not None and _is_posix:
            _make_like(handle, like)
        os.fsync(handle)
    finally:
        os.close(handle)


def _make_like(handle: int, like: os.stat_result) -> None:
    """Keep owner and mode; of a file of somebody else that its group may write, at least the group."""
    own = os.fstat(handle)
    if (own.st_uid, own.st_gid) != (like.st_uid, like.st_gid):
        try:
            os.fchown(handle, like.st_uid, like.st_gid)
        except PermissionError:
            os.fchown(handle, -1, like.st_gid)
    os.fchmod(handle, stat.S_IMODE(like.st_mode))  # last, for a change of the owner takes bits away


def _put_together(files: Sequence[tuple[Path, Path, Path]]) -> None:
    """Put files in their places; when one cannot be, those before it go, and what lay there comes back."""
    with ExitStack() as stack, ExitStack() as undo:
        for path, beside, place in files:
            with _about(path):
                existed = os.path.lexists(place)
                if existed and len(files) > 1:
                    kept = _beside(place)
                    stack.callback(_take_away, kept)
                    with suppress(OSError):  # where a file has one name only, nothing can be kept for that
                        os.link(place, kept)
                        undo.callback(_put_back, kept, place)
                os.replace(beside, place)  # noqa: PTH105 - as above
                if not existed:
                    undo.callback(_take_away, place)
        undo.pop_all()


def _beside(place: Path) -> Path:
    """Name what is hidden beside a place: of nobody's suffix, and a name that nobody else takes."""
    return place.with_name(f".{place.name}.{secrets.token_hex(8)}.peacetrack")


def _put_back(former: Path, place: Path) -> None:
    with suppress(OSError):
        os.replace(former, place)  # noqa: PTH105 - as above


def _put_whole(scratch: Path, out: Path) -> None:
    """Put what was made in a scratch folder in its place; what lies there goes into that folder, and away with it."""
    part = scratch / out.name
    if not os.path.isdir(out) or os.path.islink(out):  # noqa: PTH112, PTH114 - as above
        if os.path.isfile(out) and _is_posix:  # noqa: PTH113 - as above
            os.chmod(part, stat.S_IMODE(os.stat(out).st_mode))  # noqa: PTH101, PTH116 - as above
        os.replace(part, out)  # noqa: PTH105 - as above
    elif not _exchanged(part, out):
        # A crash between the two leaves the former here, and the next who writes in the folder puts it back.
        os.rename(out, scratch / _FORMER)  # noqa: PTH104 - as above
        try:
            os.rename(part, out)  # noqa: PTH104 - as above
        except BaseException:
            os.rename(scratch / _FORMER, out)  # noqa: PTH104 - as above
            raise


def _exchanged(one: Path, other: Path) -> bool:
    """Exchange two folders in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":  # pragma: no cover - RENAME_SWAP of macOS
            return bool(libc.renamex_np(*names, 2) == 0)
        at_cwd, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of Linux
        return bool(libc.renameat2(at_cwd, names[0], at_cwd, names[1], exchange) == 0)
    except (AttributeError, OSError, TypeError):
        return False


@contextmanager
def _locked(folder: Path, path: Path) -> Iterator[None]:
    """Keep all others from writing in the folder of a path, and take away what a crash left there."""
    with ExitStack() as stack:
        with _about(path):
            handle = _lockable(folder)
            stack.callback(os.close, handle)
            end = time.monotonic() + PATIENCE
            while (found := _lock(handle)) is _Lock.THEIRS:
                if time.monotonic() > end:
                    raise OSError(errno.EAGAIN, "somebody else is writing in this folder")
                time.sleep(0.01)
            if found is _Lock.OURS:
                _clean(folder)
        yield


class _Lock(Enum):
    """Whose a lock is; none where the file system has no locks, and then nobody is kept out."""

    OURS = "ours"
    THEIRS = "theirs"
    NONE = "none"


if sys.platform == "win32":  # pragma: no cover - what Windows has instead
    import msvcrt

    _is_posix = False

    def _lockable(folder: Path) -> int:
        """Open what stands for a folder, which cannot be opened itself."""
        return os.open(folder / ".peacetrack.lock", os.O_RDWR | os.O_CREAT)

    def _lock(handle: int) -> _Lock:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return _Lock.THEIRS
        return _Lock.OURS
else:
    import fcntl

    _is_posix = True

    def _lockable(folder: Path) -> int:
        """Open a folder."""
        return os.open(folder, os.O_RDONLY)

    def _lock(handle: int) -> _Lock:
        """Try to lock a folder, until its handle is closed."""
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return _Lock.THEIRS
        except OSError:
            return _Lock.NONE
        return _Lock.OURS


_BINARY: Final = getattr(os, "O_BINARY", 0)


def _clean(folder: Path) -> None:
    """Take away what a crash left in a folder that is locked; what somebody is still filling has a lock of its own."""
    with suppress(OSError):
        for name in os.listdir(folder):  # noqa: PTH208 - as above
            if found := _BESIDE.fullmatch(name):
                left = folder / name
                if os.path.isdir(left) and not os.path.islink(left):  # noqa: PTH112, PTH114 - as above
                    _clean_scratch(left, folder / found["name"])
                else:
                    _take_away(left)


def _clean_scratch(scratch: Path, out: Path) -> None:
    """Take a scratch folder away that nobody fills any more, and put back what lay in the place that it was for."""
    handle = _lockable(scratch)
    try:
        if _lock(handle) is _Lock.OURS:
            if os.path.lexists(scratch / _FORMER) and not os.path.lexists(out):
                os.rename(scratch / _FORMER, out)  # noqa: PTH104 - as above
            shutil.rmtree(scratch, ignore_errors=True)
    finally:
        os.close(handle)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let signals wait that would end the program."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, _SIGNALS)
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def _folders_above(folder: Path) -> Iterator[None]:
    """Make the folders above one; they go again when it does not come about."""
    made: list[Path] = []
    missing = [above for above in folder.parents if not os.path.lexists(above)]
    try:
        for above in reversed(missing):
            os.mkdir(above)  # noqa: PTH102 - as above
            made.append(above)
        yield
    except BaseException:
        for above in reversed(made):
            with suppress(OSError):
                os.rmdir(above)  # noqa: PTH106 - as above
        raise


def _sync_all(part: Path) -> None:
    """Let a file, or a folder with its files, reach the disk."""
    for folder, _, names in os.walk(part):
        for name in names:
            _sync(Path(folder, name))
    if os.path.isfile(part):  # noqa: PTH113 - as above
        _sync(part)
    else:
        _sync_folder(part)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDWR | _BINARY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _sync_folder(folder: Path) -> None:
    """Let the names of a folder reach the disk. All of it is in place, and some systems cannot do more for a folder."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _take_away(path: Path) -> None:
    with suppress(OSError):
        os.unlink(path)  # noqa: PTH108 - as above


@contextmanager
def _about(path: Path, message: str = "This cannot be written") -> Iterator[None]:
    """Word what the system refuses."""
    try:
        yield
    except OSError as error:
        hint = "Check that you may write there."
        if error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)):
            hint = "Make room on the disk. What was there is as it was."
        raise NotSavedError(
            _problem("PT038", path, f"{message}: {error.strerror or error}.", hint)
        ) from error


_CHANGED: Final = ("This file has changed since it was read; it was left alone.", "Run the command again.")


def _problem(code: str, path: Path, message: str, hint: str) -> Problem:
    return Problem(code=code, message=message, place=Place(str(path), 1, 1), hint=hint)
