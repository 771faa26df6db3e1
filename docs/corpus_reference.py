"""Write the page that says what the tables of a corpus hold."""  # noqa: INP001 - the docs are no package

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docs.markdown import page, table
from peacetrack.corpus.tables import TABLES
from peacetrack.report.tables.table import Column, TableOfRows

INTRODUCTION: Final = """
`peacetrack corpus PATH --out FILE` writes these tables; [how to ask them](../how-to/ask-a-corpus-in-sql.md) has examples
in SQL. They have the same columns whatever the logs hold, and each store tells all of this in its table `codebook`.

- A *text* is UTF-8, a *number* whole, a *truth* true or false (1 or 0 in SQLite), a *day* a date (in SQLite a text such
  as `2024-09-17`). What is not known or not there is null.
- A *list* is a text in JSON, also when it holds one thing: `["armenia"]`. Nothing is null, never `[]`.
- No name of a table or a column has to be quoted in SQL. What a log calls `by` is `voices` among the events and
  `claimants` among the claims.
- `log` and `id` together name an event, `log` and `claim` a claim, `log` and `condition` a condition.
"""


def corpus_tables() -> str:
    """Describe every table and every column."""
    return page("Tables of a corpus", INTRODUCTION, *(part for one in TABLES for part in _described(one)))


def _described(one: TableOfRows) -> Iterator[str]:
    yield f"## `{one.name}`"
    yield one.meaning
    yield table(("column", "type", "means"), (_row(column) for column in one.columns))


def _row(column: Column) -> tuple[str, str, str]:
    text = f" One of {', '.join(f'`{word}`' for word in column.values)}." if column.values else ""
    return f"`{column.name}`", column.type, f"{column.explained}{text}"
