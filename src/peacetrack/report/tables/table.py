"""Tables: columns of plain values, each with what it means, for programs that know nothing of negotiations.

The law: a column holds values of one type, or None where there is none. What a log writes as a list or a mapping stands
as JSON, and one name alone as it is; a text that would be taken for JSON stands in JSON's own quotes.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final, Literal

import attrs

Cell = str | int | bool | dt.date | None
CellType = Literal["text", "number", "truth", "day"]
#: With what a text begins that a reader would take for JSON.
OF_JSON: Final = ("[", "{", '"')


@attrs.frozen(kw_only=True)
class Column:
    """
    What stands in one column.

    Attributes:
        name: Its heading.
        meaning: What a value tells; the line of a codebook.
        type: What every value is, where there is one.
        values: Which words can stand there, when they are few.
    """

    name: str
    meaning: str
    type: CellType = "text"
    values: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Table:
    """
    Rows of one sort.

    Attributes:
        name: What the rows are, in the plural.
        meaning: What a row tells.
        columns: In their order.
        rows: Each with a cell for every column.
    """

    name: str
    meaning: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def to_columns(self) -> dict[str, list[Cell]]:
        """Give the values of each column, by its name."""
        return {column.name: [row[place] for row in self.rows] for place, column in enumerate(self.columns)}


def cell(told: Any) -> str:
    """
    Write what a log tells in one cell.

    Args:
        told: A text, or a tree of texts, lists and mappings.

    Examples:
        >>> cell("pashinyan"), cell(["armenia", "azerbaijan"]), cell("[sic] he said")
        ('pashinyan', '["armenia", "azerbaijan"]', '"[sic] he said"')
    """
    if isinstance(told, str) and not told.startswith(OF_JSON):
        return told
    return json.dumps(told, ensure_ascii=False)


def names(told: Iterable[str]) -> str | None:
    """Write names in one cell: one alone, several as a list, none as nothing."""
    listed = [*told]
    return cell(listed[0] if len(listed) == 1 else listed) if listed else None


def text(told: object) -> str | None:
    """Write a text or a date, and nothing where there is none."""
    return str(told) if told not in (None, "") else None


def table(name: str, meaning: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> Table:
    """Make a table."""
    return Table(name=name, meaning=meaning, columns=tuple(columns), rows=tuple(map(tuple, rows)))
