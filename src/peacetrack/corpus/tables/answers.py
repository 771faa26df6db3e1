"""The rows of what follows from a log: its events in order, its statuses, demands, counts and claims."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from peacetrack.beliefs.query import Query
from peacetrack.checks.claims import Result
from peacetrack.corpus.tables.demands import LONG_AGO, blocking_rows, condition_rows, demand_days
from peacetrack.corpus.tables.events import event_rows
from peacetrack.corpus.tables.layout import TABLE
from peacetrack.corpus.tables.query import RememberedTimeline
from peacetrack.log.log import Log
from peacetrack.report.tables.answers import answers_of, counts_of, results_table, statuses_of
from peacetrack.report.tables.events import reported
from peacetrack.report.tables.table import Cell, Row, as_list
from peacetrack.state.timeline import timeline_of


def derived_rows(
    log: Log, results: Iterable[Result], query: Query
) -> tuple[dict[str, Sequence[Row]], dict[str, Cell]]:
    """
    Give the rows of a log, and the days with which it begins and ends.

    Args:
        log: Any log.
        results: The outcomes of its claims.
        query: As of which day, on whose word.

    Raises:
        UnknownActorError: The account names nobody of the cast.
    """
    line = RememberedTimeline.of(timeline_of(log, query.known_by))
    until, account = query.as_of, query.account
    known = {claim.id for claim in reported(line).claims}
    days = [day for day in line.days() if until is None or day <= until]
    last = line.at(until, account=account)
    change_days = (day for day in demand_days(line) if until is None or day <= until)
    states = (line.at(day, account=account) for day in (LONG_AGO, *change_days))
    rows: dict[str, Sequence[Row]] = {
        "events": tuple(event_rows(line, until=until)),
        "statuses": _with_lists("statuses", statuses_of(line, account=account, until=until).rows),
        "conditions": tuple(condition_rows(last)),
        "blocking": blocking_rows(states, last=last),
        "claims": _with_lists("claims", results_table(one for one in results if one.claim.id in known).rows),
        "counts": counts_of(line, account=account, until=until).rows,
        "answers": _with_lists("answers", answers_of(line, account=account, until=until).rows),
    }
    return rows, _ends(days)


def _ends(days: Sequence[dt.date]) -> dict[str, Cell]:
    return {"first": days[0], "last": days[-1]} if days else {}


def _with_lists(table: str, rows: Iterable[Row]) -> tuple[Row, ...]:
    """Write as lists what the tables of one log write as one name or several."""
    listing = [column.is_list for column in TABLE[table].columns[1:]]
    return tuple(
        tuple(as_list(cell) if lists else cell for cell, lists in zip(row, listing, strict=True))
        for row in rows
    )
