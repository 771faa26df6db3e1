"""What a code is, and how a check ends because of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import attrs

from peacetrack.model.problems import Severity

HELD: Final = 0
FAILED: Final = 1
UNREADABLE: Final = 3


def worst(statuses: Iterable[int]) -> int:
    """Give the exit status of several checks: what could not be read weighs more than what failed; so does nothing."""
    return max(statuses, default=UNREADABLE)


@attrs.frozen
class Code:
    """
    What one code means.

    Attributes:
        code: As it is printed and as programs read it; the name of a finding is one too.
        severity: How much it matters.
        title: In a few words.
        meaning: What happened, and why it matters.
        mend: What to do.
        exit_status: How a check ends that finds nothing else.
    """

    code: str
    severity: Severity
    title: str
    meaning: str
    mend: str
    exit_status: int


#: For each code a title in a few words, the meaning, and what to do.
Meanings = Mapping[str, tuple[str, str, str]]


def codes(severity: Severity, exit_status: int, meanings: Meanings) -> Iterator[Code]:
    """Give the codes of one severity and one exit status."""
    for code, (title, meaning, mend) in meanings.items():
        yield Code(code, severity, title, meaning, mend, exit_status)
