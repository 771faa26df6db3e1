"""Files of a log written anew.

The law: a file that is rewritten was read with the others before as it will be, and is not touched when somebody else has
changed it meanwhile.
"""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.model.problems import Problem
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.opening import Files
from peacetrack.yaml.records.places import Text
from peacetrack.yaml.records.reading import Reading
from peacetrack.yaml.records.scalars import Misfit
from peacetrack.yaml.writing.saving import Former, NotSavedError, Saving, save

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
    Write files: all of them, or none.

    Returns:
        What stood in the way; nothing when all were written.
    """
    try:
        save(
            [
                Saving(one.path, one.after, Former.NOTHING if one.before is None else one.before)
                for one in rewrites
            ]
        )
    except NotSavedError as error:
        return (error.problem,)
    return ()
