"""What a law says when it is broken."""

from __future__ import annotations

from collections.abc import Callable

from peacetrack.testing.laws import BrokenLawError, UnfinishedAspectError


def complaint(trying: Callable[[], None]) -> str:
    """Try laws, and give what the first broken one says with its smallest log; nothing when all are kept."""
    try:
        trying()
    except (BrokenLawError, UnfinishedAspectError) as error:
        return str(error)
    return ""
