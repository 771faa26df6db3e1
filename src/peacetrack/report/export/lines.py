"""JSON Lines: a line that says what follows, and then a line for each row of each table.

A value that is not there is left out. What a log writes as a list or a mapping is one here too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from peacetrack.report.tables.table import OF_JSON, Cell, Column, TableOfRows

FORMAT: Final = "peacetrack.lines/1"


def json_lines(tables: Sequence[TableOfRows], *, negotiation: str) -> str:
    """
    Write tables as JSON Lines.

    Args:
        tables: Any tables.
        negotiation: Whose log it is; stands in the first line.

    Returns:
        The text; each line is a mapping, and says under `table` to which table it belongs.
    """
    return "".join(
        f"{json.dumps(line, ensure_ascii=True)}\n" for line in _lines(tables, negotiation=negotiation)
    )


def _lines(tables: Sequence[TableOfRows], *, negotiation: str) -> Iterator[dict[str, Any]]:
    yield {
        "format": FORMAT,
        "negotiation": negotiation,
        "tables": {table.name: len(table.rows) for table in tables},
    }
    for table in tables:
        for row in table.rows:
            cells = zip(table.columns, row, strict=True)
            yield {
                "table": table.name,
                **{column.name: _value(column, cell) for column, cell in cells if cell is not None},
            }


def _value(column: Column, cell: Cell) -> Any:
    """Give a cell as JSON has it; a title in brackets is a title, and only a column of several holds lists."""
    if column.is_tree and isinstance(cell, str) and cell.startswith(OF_JSON):
        return json.loads(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else cell
