"""The outcomes of checking many logs, reduced to what a command prints, so that they can be sent cheaply."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Any, Unpack

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.checks.checking import check_path
from peacetrack.corpus.answers import Lost
from peacetrack.corpus.asking import How, asked, checked_aspects, day_of, found_aspects
from peacetrack.report.checked import Checked, keep
from peacetrack.state.timeline import Day


def check_one(
    path: Path, *, aspects: Iterable[Aspect[Any] | str] = (), sources: Path | None = None, **told: Any
) -> Checked:
    """
    Check all that lies at a path, and keep what a command prints.

    Args:
        path: A folder or a file, as `find` gives them.
        aspects: Aspects of one's own, or their names.
        sources: Where the texts of its sources lie; beside the log when None.
        told: `as_of`, `known_by` and `account`, as for `peacetrack.checks.checking.check_negotiation`.
    """
    return keep(path, tuple(check_path(path, aspects=found_aspects(aspects), sources=sources, **told)))


def checks(  # noqa: PLR0913 - all that a check is asked, and how it is run
    paths: Iterable[Path],
    *,
    aspects: Iterable[Aspect[Any] | str] = (),
    sources: Path | None = None,
    as_of: Day = None,
    known_by: Day = None,
    account: str = "",
    **how: Unpack[How],
) -> Generator[Checked | Lost, None, None]:
    """
    Check many logs: see `check_one`, and `run` for how it is done.

    Args:
        paths: The logs.
        aspects: Aspects of one's own, or their names.
        sources: Where the texts of the sources lie; beside each log when None.
        as_of: The day for claims that name none.
        known_by: Use only what had been published by the end of this day.
        account: Whose word is believed in claims that name no account.
        how: As for `run`.

    Raises:
        DateError: A day is none.
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    told: dict[str, Any] = {"as_of": day_of(as_of), "known_by": day_of(known_by), "account": account}
    work = partial(check_one, aspects=checked_aspects(aspects), sources=sources, **told)
    return asked(paths, work, **how)
