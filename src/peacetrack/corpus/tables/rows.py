"""What a log tells, as rows of the tables of a corpus: the work that is done for each log, in whatever process.

The law: every path gives one `Told`, also one that cannot be read and one on which the work broke off.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Unpack

import attrs

from peacetrack.checks.checking import Outcome, Rehearsal, check_path
from peacetrack.corpus.answers import Lost
from peacetrack.corpus.asking import How
from peacetrack.corpus.running import run
from peacetrack.corpus.tables.answers import derived_rows
from peacetrack.corpus.tables.layout import LOGS
from peacetrack.corpus.tables.naming import first_error, log_name, storable
from peacetrack.corpus.tables.publishing import for_the_public, public_reason, unquoted
from peacetrack.corpus.tables.query import CorpusQuery
from peacetrack.model.codes import UNREADABLE, worst
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import Problem
from peacetrack.report.tables.table import Cell, Row, text


@attrs.frozen(kw_only=True)
class LogRows:
    """
    What one path tells: nothing but plain values, so that a worker can send it.

    Attributes:
        log: How the log is called in the store.
        rows: For each table its rows; a table without any may be missing.
        readable: The log could be read; None when the work on it broke off.
        wrong: Where and why it could not be read, in one line.
        left_out: How much was left out as confidential, of what.
    """

    log: str
    rows: ReadOnly[str, tuple[Row, ...]]
    readable: bool | None
    wrong: str = ""
    left_out: ReadOnly[str, int] = ReadOnly()


@attrs.frozen(kw_only=True)
class _LogPart:
    """
    A log at a path, with what belongs to it.

    Attributes:
        name: How it is called in the store.
        outcome: What came of checking it; None where there are scenarios alone.
        rehearsals: What came of playing scenarios.
        beside: The logs of their own that files of scenarios bring.
    """

    name: str
    outcome: Outcome | None
    rehearsals: tuple[Rehearsal, ...] = ()
    beside: tuple[Outcome, ...] = ()

    @property
    def readable(self) -> bool:
        """Tell whether it could be read; scenarios without a log, whether all of them could."""
        if self.outcome is not None:
            return self.outcome.reading.log is not None
        return bool(self.rehearsals) and not self.problems

    @property
    def own(self) -> tuple[Outcome | Rehearsal, ...]:
        """Give what belongs to it alone."""
        return (*((self.outcome,) if self.outcome else ()), *self.rehearsals)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Give what is wrong with it, and what it shows."""
        return tuple(problem for one in self.own for problem in one.problems)

    @property
    def exit_status(self) -> int:
        """Give the status with which a check of all of it ends."""
        return worst(one.exit_status for one in (*self.own, *self.beside))


def rows_of_logs(
    paths: Iterable[Path], query: CorpusQuery, **how: Unpack[How]
) -> Generator[LogRows, None, None]:
    """
    Give the rows of many logs, in the order of the paths whatever the executor.

    Args:
        paths: The logs, as `find` gives them.
        query: What is asked of each, and for whom.
        how: As for `run`; the order is kept in any case.
    """
    options: How = {**how, "ordered": True}
    with closing(run(paths, partial(rows_of_log, query=query), **options)) as answers:
        for answer in answers:
            yield _broken_off(answer, query) if isinstance(answer, Lost) else answer.value


def _broken_off(lost: Lost, query: CorpusQuery) -> LogRows:
    name = log_name(lost.path, query.root)
    reason = storable(public_reason(lost.reason) if query.public else lost.reason)
    row = _whole(name, _log_row(exit_status=UNREADABLE, broken_off=reason))
    return LogRows(log=name, rows=ReadOnly({"logs": (row,)}), readable=None, wrong=f"{name}: {reason}")


def rows_of_log(path: Path, *, query: CorpusQuery) -> LogRows:
    """
    Give the rows of all that lies at a path: of its log, and of each file of scenarios that is a log of its own.

    Args:
        path: A folder or a file.
        query: What is asked of each, and for whom.
    """
    left_out = Counter[str]()
    outcomes = tuple(check_path(path, query.each, within=query.within))
    main, *beside = (_as_published(part, query, left_out) for part in _parts(path, outcomes, query.root))
    rows: dict[str, list[Row]] = {}
    for part in (main, *beside):
        for table, more in _rows(part, query).items():
            rows.setdefault(table, []).extend(more)
    wrong = "" if main.readable else first_error(main.problems, query.root)
    return LogRows(
        log=main.name,
        rows=ReadOnly({table: tuple(more) for table, more in rows.items()}),
        readable=main.readable,
        wrong=wrong,
        left_out=ReadOnly(left_out),
    )


def _parts(path: Path, outcomes: Sequence[Outcome | Rehearsal], root: Path) -> Iterator[_LogPart]:
    """Sort what came of a path: the log itself, then each file of scenarios that tells events of its own."""
    rehearsals = tuple(one for one in outcomes if isinstance(one, Rehearsal))
    logs = tuple(one for one in outcomes if isinstance(one, Outcome))
    owned = {id(one.reading.own) for one in rehearsals} if path.is_dir() else frozenset[int]()
    beside = tuple(one for one in logs if id(one.reading) in owned)
    main = next((one for one in logs if one not in beside), None)
    yield _LogPart(name=log_name(path, root), outcome=main, rehearsals=rehearsals, beside=beside)
    for one in beside:
        yield _LogPart(name=log_name(Path(one.reading.places.texts[0].name), root), outcome=one)


def _as_published(part: _LogPart, query: CorpusQuery, left_out: Counter[str]) -> _LogPart:
    """Take what is not for the public out of a log, where that is asked."""
    if not query.public:
        return part
    outcome = part.outcome
    if outcome is not None:
        outcome, numbers = for_the_public(outcome, query.each)
        left_out.update(numbers)
    return attrs.evolve(
        part,
        outcome=outcome,
        rehearsals=tuple(map(unquoted, part.rehearsals)),
        beside=tuple(for_the_public(one, query.each)[0] for one in part.beside),
    )


def _rows(part: _LogPart, query: CorpusQuery) -> dict[str, Sequence[Row]]:
    """Give the rows of one log, each beginning with its name."""
    rows: dict[str, Sequence[Row]] = {}
    days: dict[str, Cell] = {}
    log = part.outcome.reading.log if part.outcome else None
    if part.outcome and log:
        rows, days = derived_rows(log, part.outcome.results, query.each)
    results = part.outcome.results if part.outcome else ()
    played = tuple(one for rehearsal in part.rehearsals for _, one in rehearsal.played)
    negotiation = log.cast.negotiation if log else None
    rows["problems"] = tuple(_problem_row(problem, query.root) for problem in part.problems)
    rows["logs"] = (
        _log_row(
            negotiation=negotiation.id if negotiation else None,
            title=text(negotiation.title) if negotiation else None,
            readable=part.readable,
            exit_status=part.exit_status,
            events=len(rows.get("events", ())),
            claims=len(rows.get("claims", ())),
            scenarios=len(played),
            failed=sum(not one.passed for one in results) + sum(not one.passed for one in played),
            **days,
        ),
    )
    return {table: tuple(_whole(part.name, row) for row in more) for table, more in rows.items()}


def _log_row(**cells: Cell) -> Row:
    return tuple(cells.get(column.name) for column in LOGS[1:])


def _problem_row(problem: Problem, root: Path) -> Row:
    place = problem.place
    return (
        log_name(Path(place.file), root),
        place.line,
        place.column,
        problem.code,
        problem.severity.value,
        problem.message,
        text(problem.hint),
    )


def _whole(name: str, row: Row) -> Row:
    """Put the name of the log before a row, and see to it that a store can hold every text of it."""
    return (name, *(storable(cell) if isinstance(cell, str) else cell for cell in row))
