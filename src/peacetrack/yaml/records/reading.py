"""What came of reading a negotiation: its log, or what is wrong with it.

The law: whoever has a log has no problem, and problems stand in the order of files and lines, whatever was read first.

>>> from peacetrack.model.problems import Place
>>> here, above = (Problem(code="PT111", message="", place=Place("a.peace.yaml", line, 5)) for line in (9, 2))
>>> [problem.place.line for problem in in_order([here, above])]
[2, 9]
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import attrs

from peacetrack.log.log import Log
from peacetrack.model.problems import Place, Problem
from peacetrack.yaml.records.places import Places


@attrs.frozen(eq=False, repr=False)
class Reading:
    """
    What came of reading a negotiation.

    Attributes:
        log: The log, when nothing stops it from being used.
        problems: Everything that is wrong, in the order of files and lines.
        places: Where each entry stands.
        folder: Where its files lie.
        scenarios: Files beside it that hold scenarios, and are no part of it.
        read_from: The folder or the file that was read, and the cast file that it names, there or not.
    """

    log: Log | None
    problems: tuple[Problem, ...]
    places: Places
    folder: Path
    scenarios: tuple[Path, ...] = ()
    read_from: tuple[Path, ...] = ()

    def __repr__(self) -> str:
        return f"<Reading of {str(self.folder)!r}: {self.log or 'no log'}, {len(self.problems)} problems>"

    @property
    def refusal(self) -> tuple[Problem, ...]:
        """Say why there is no log; where files of scenarios lie alone nothing is wrong, and yet there is none."""
        if self.log is not None or self.problems:
            return self.problems
        message = "This folder has no log: its files hold scenarios alone."
        hint = "`peacetrack check` plays them; name the folder of the log with which they begin."
        return (Problem(code="PT031", message=message, place=Place(str(self.folder), 1, 1), hint=hint),)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in the order of files and lines."""
    return tuple(sorted(problems, key=lambda found: (found.place.file, found.place.line, found.place.column)))
