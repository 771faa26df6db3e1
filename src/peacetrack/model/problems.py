"""Problems: what is wrong with a text, and findings: what a log shows that its author should know.

The law: both are values that are collected, and neither stops the reading of anything else. A problem knows its place in
a file. A finding names entries of the log by their ids, because a log knows no files; whoever has the places joins them.
No log is refused without a problem.

>>> here = Place("cast.peace.yaml", 14, 9, 17)
>>> problem = Problem(code="PT110", message="There is no actor 'armania'.", place=here)
>>> print(problem.severity, LogError((problem,)))
error cast.peace.yaml:14:9: PT110 There is no actor 'armania'.
>>> finding = Finding(code="order-matters", message="Two orders are possible.", entry="003#2")
>>> finding.entry, str(finding.severity)
('003#2', 'warning')
"""

from __future__ import annotations

from enum import StrEnum

import attrs


class Severity(StrEnum):
    """How much a problem matters: an error stops a log from being used, a warning and a note do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@attrs.frozen
class Place:
    """
    Some characters on one line of a file; lines and columns count from 1, in characters.

    Attributes:
        end_column: The column after the last character, for the caret line.
    """

    file: str
    line: int
    column: int
    end_column: int = 0


@attrs.frozen(kw_only=True)
class Problem:
    """
    Something wrong, at a place.

    Attributes:
        code: Stable; each has a page in the documentation.
        message: What happened, to whom, and why not.
        hint: What to do instead.
        others: Other places that took part, each with its role.
    """

    code: str
    message: str
    place: Place
    hint: str = ""
    severity: Severity = Severity.ERROR
    others: tuple[tuple[str, Place], ...] = ()


@attrs.frozen(kw_only=True)
class Finding:
    """
    Something that the log as a whole shows.

    Attributes:
        code: Stable; each has a page in the documentation.
        entry: The id of the event or the claim that it is about.
        field: Which field of that entry, as it is written in a log.
        others: Other entries that took part, each with its role.
    """

    code: str
    message: str
    entry: str
    field: str = ""
    hint: str = ""
    severity: Severity = Severity.WARNING
    others: tuple[tuple[str, str], ...] = ()


class LogError(Exception):
    """
    A log could not be read.

    Attributes:
        problems: Every problem of every file; never empty.

    Raises:
        ValueError: No problem is given: whoever is refused is told why.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        if not problems:
            raise ValueError("a log is refused for a problem, and none is given")
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(
            f"{p.place.file}:{p.place.line}:{p.place.column}: {p.code} {p.message}" for p in self.problems
        )
