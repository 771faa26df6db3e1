"""Files of a log written anew; the only room that writes any.

The law: a file is replaced as a whole or not at all, it was read with the others before as it will be, and it is not
touched when somebody else has changed it meanwhile.
"""

from __future__ import annotations

import difflib
import os
import secrets
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.opening import Files
from peacetrack.yaml.files.paths import is_there
from peacetrack.yaml.records.places import Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit

#: Codes of files that cannot be read at all: what they state is not known.
UNREAD: Final = frozenset({"PT030", "PT031", "PT032", "PT033", "PT034"})


@attrs.frozen
class Rewrite:
    """
    A file, and what it is to say.

    Attributes:
        path: Which file.
        before: What it says; None when there is no such file yet.
        after: What it is to say.
    """

    path: Path
    before: bytes | None
    after: bytes

    def diff(self) -> Iterator[str]:
        """Give the unified diff, line by line, each with the line end that it has in its file."""
        old, new = _lines(self.before or b""), _lines(self.after)
        name = str(self.path)
        first = os.devnull if self.before is None else name
        for line in difflib.unified_diff(old, new, first, name):
            yield line
            if not line.endswith(("\n", "\r")):
                yield "\n\\ No newline at end of file\n"


def _lines(content: bytes) -> list[str]:
    return [line.decode() for line in content.splitlines(keepends=True)]


def rehearse(
    home: Path, before: Reading, rewrites: Iterable[Rewrite], *, aspects: Iterable[Aspect[Any]] = ()
) -> Reading:
    """
    Read a negotiation as it will be when files are rewritten; nothing is written for it anywhere.

    Args:
        home: Its folder, or the file that is read alone.
        before: What was read of it.
        rewrites: Its files that will be other ones.
        aspects: Aspects of one's own in which it speaks.

    Returns:
        The reading, as if the files were in their places already.
    """
    lost = [problem for problem in before.problems if problem.code in UNREAD]
    if lost:
        return attrs.evolve(before, log=None, problems=tuple(lost))
    files = Files.rewritten((rewrite.path, rewrite.after) for rewrite in rewrites)
    return read(home, aspects=aspects, files=files)


def located(misfit: Misfit, text: Text) -> Problem:
    """Give what does not fit with its place in a file."""
    place = text.place(misfit.path)
    return Problem(code=misfit.code, message=misfit.message, place=place, hint=misfit.hint)


def write(rewrites: Iterable[Rewrite]) -> tuple[Problem, ...]:
    """
    Write files, each as a whole, one after the other until one cannot be written.

    Returns:
        What stood in the way; nothing when all were written.
    """
    for rewrite in rewrites:
        try:
            if not _is_as_before(rewrite):
                return (_problem("PT037", rewrite.path, _CHANGED),)
            _replace(rewrite)
        except OSError as error:
            refusal = f"This cannot be written: {error.strerror}.", "Check that you may write there."
            return (_problem("PT038", rewrite.path, refusal),)
    return ()


_CHANGED: Final = ("This file has changed since it was read; it was left alone.", "Run the command again.")


def _problem(code: str, path: Path, refusal: tuple[str, str]) -> Problem:
    message, hint = refusal
    return Problem(code=code, message=message, place=Place(str(path), 1, 1), hint=hint)


def _is_as_before(rewrite: Rewrite) -> bool:
    """Tell whether a file says what it said; opened as for writing, so that one that is protected is left alone."""
    if rewrite.before is None:
        return not is_there(rewrite.path)
    with rewrite.path.open("r+b") as file:
        return file.read() == rewrite.before


def _replace(rewrite: Rewrite) -> None:
    """Put a file in the place of the old one, at once and with its permissions; a link stays one."""
    path = rewrite.path.resolve()
    mode = None if rewrite.before is None else stat.S_IMODE(path.stat().st_mode)
    beside = path.with_name(f".{path.name}.{secrets.token_hex(8)}.new")
    try:
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666 if mode is None else mode)
        with os.fdopen(handle, "wb") as file:
            file.write(rewrite.after)
            file.flush()
            os.fsync(handle)
        if mode is not None:
            beside.chmod(mode)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
