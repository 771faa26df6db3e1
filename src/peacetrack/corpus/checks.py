"""The outcomes of checking many logs, reduced to what a command prints, so that they can be sent cheaply."""

from __future__ import annotations

from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Unpack

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import AspectLike, Query
from peacetrack.checks.checking import check_path
from peacetrack.corpus.answers import Lost
from peacetrack.corpus.asking import How, ask_each
from peacetrack.model.dates import Day
from peacetrack.report.checked import Checked, keep


def check_one(  # noqa: PLR0913 - all that a check is asked
    path: Path,
    *,
    aspects: Iterable[AspectLike] = (),
    sources: Path | None = None,
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
) -> Checked:
    """
    Check all that lies at a path, and keep what a command prints.

    Args:
        path: A folder or a file, as `find` gives them.
        aspects: Aspects of one's own, or their names.
        sources: Where the texts of its sources lie; beside the log when None.
        as_of: The day for claims that name none.
        known_by: Use only what had been published by the end of this day.
        account: Whose word is believed in claims that name no account.

    Raises:
        DateError: A day is none.
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    query = Query(as_of=as_of, known_by=known_by, account=account, aspects=aspects)
    return check_for(path, query, sources=sources)


def check_for(path: Path, query: Query, *, sources: Path | None = None) -> Checked:
    """Check all that lies at a path as a query asks, and keep what a command prints: see `check_one`."""
    return keep(path, tuple(check_path(path, query, sources=sources)))


def checks(  # noqa: PLR0913 - all that a check is asked, and how it is run
    paths: Iterable[Path],
    *,
    aspects: Iterable[AspectLike] = (),
    sources: Path | None = None,
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
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
    query = Query(as_of=as_of, known_by=known_by, account=account, aspects=aspects)
    return ask_each(paths, partial(check_for, query=query, sources=sources), **how)
