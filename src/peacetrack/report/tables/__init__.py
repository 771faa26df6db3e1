"""Columns: what a log tells and what follows from it, as plain values for pandas, polars, DuckDB or a spreadsheet.

Nothing of them is needed here: `to_columns` gives a dictionary of lists, which each of them takes.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import Query
from peacetrack.checks.claims import Result, results_for
from peacetrack.checks.compare import Change
from peacetrack.log.log import Log
from peacetrack.model.dates import Day
from peacetrack.model.misuse import require
from peacetrack.questions.intervals import Interval
from peacetrack.report.tables.answers import (
    answers_of,
    changes_table,
    counts_of,
    results_table,
    statuses_of,
    statuses_table,
)
from peacetrack.report.tables.events import events_table, reported
from peacetrack.report.tables.named import names_table, sources_table
from peacetrack.report.tables.table import Cell, Column, TableOfRows, cell
from peacetrack.state.timeline import State, Timeline, timeline

__all__ = ["Cell", "Column", "TableOfRows", "cell", "tables", "to_columns"]

Row = TypeVar("Row")
#: What has rows of one sort.
Tabled = Log | Timeline | State | Sequence[Result] | Sequence[Change] | Sequence[Interval]


def to_columns(of: Tabled) -> dict[str, list[Cell]]:
    """
    Give columns of plain values: texts, numbers, truth values and days, and None where there is none.

    Args:
        of: A log gives its events; a timeline the intervals in which each subject has one status, a state those up to
            its day, on its account; the outcomes of `check`, the changes of `diff` and intervals give a row each.

    Returns:
        For each column its values; nothing for an empty sequence, of which nobody can tell what its rows would be.

    Raises:
        TypeError: It has no rows of one sort.

    Examples:
        >>> import peacetrack as pt
        >>> columns = to_columns(pt.check(pt.load("docs/how-to/ferry")))
        >>> columns["claim"][0], columns["verdict"][0]
        ('five-of-seven', 'supported')
    """
    match of:
        case Log():
            return events_table(timeline(of)).to_columns()
        case Timeline():
            return statuses_of(of).to_columns()
        case State():
            return statuses_of(of.timeline, account=of.account, until=of.as_of).to_columns()
        case []:
            return {}
        case [Result(), *_]:
            return results_table(_all_of(of, Result)).to_columns()
        case [Change(), *_]:
            return changes_table(_all_of(of, Change)).to_columns()
        case [Interval(), *_]:
            return statuses_table(_all_of(of, Interval)).to_columns()
        case _:
            raise TypeError(
                f"{type(of).__name__} has no rows of one sort: give a log, a timeline or outcomes"
            )


def _all_of(items: Sequence[object], kind: type[Row]) -> list[Row]:
    rows = [one for one in items if isinstance(one, kind)]
    if len(rows) < len(items):
        raise TypeError(f"something else stands among values of {kind.__name__}: give rows of one sort")
    return rows


def tables(line: Timeline, *, account: AccountLike = EVERYONE, as_of: Day = None) -> tuple[TableOfRows, ...]:
    """
    Give all tables of a log: events, outcomes of claims, statuses, counts and all answers by day, sources and names.

    Args:
        line: Of which log, and known by when.
        account: Whose word is believed, where a claim does not say so itself.
        as_of: The last day that is looked at; the end of the log when None.

    Raises:
        DateError: The day is none.
        TypeError: What is given is no timeline.
        UnknownActorError: The account names nobody of the cast.

    Examples:
        >>> import peacetrack as pt
        >>> found = {one.name: one for one in tables(pt.timeline(pt.load("docs/how-to/ferry")))}
        >>> [*found]
        ['events', 'results', 'statuses', 'counts', 'answers', 'sources', 'names']
        >>> found["answers"].to_columns()["answer"][0]
        '5 of 7 chapters agreed'
    """
    require(line, Timeline, "tables")
    query = Query(as_of=as_of, known_by=line.known_by, account=account)
    account, until = query.account, query.as_of
    known = reported(line)
    claimed = {claim.id for claim in known.claims}
    results = results_for(line.log, query)
    return (
        events_table(line, until=until),
        results_table(result for result in results if result.claim.id in claimed),
        statuses_of(line, account=account, until=until),
        counts_of(line, account=account, until=until),
        answers_of(line, account=account, until=until),
        sources_table(known),
        names_table(line.log),
    )
