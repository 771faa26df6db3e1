"""Tables: columns of plain values, each with what it means, for programs that know nothing of negotiations.

The law: a column holds values of one type, or None where there is none. In a column that may hold several (`severally`),
a list or a mapping of a log stands as JSON, and one name alone as it is; a text that would be taken for JSON stands there in
JSON's own quotes. In every other column a text stands as it is, whatever it begins with. Only a column that says so holds a
list in every cell, also for one name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Literal

import attrs

Cell = str | int | bool | dt.date | None
Row = tuple[Cell, ...]
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
        is_list: Every cell holds a list, also for one name.
        is_tree: A cell may hold a list or a mapping, and then it is JSON; `cell` and `names` write it.
    """

    name: str
    meaning: str
    type: CellType = "text"
    values: tuple[str, ...] = ()
    is_list: bool = False
    is_tree: bool = False

    @property
    def explained(self) -> str:
        """Say what a value tells, and how a list is written: SQL takes it apart with its own functions for JSON."""
        return f"{self.meaning} A list in JSON." if self.is_list else self.meaning


def severally(column: Column) -> Column:
    """Say of a column that a cell of it may hold several, as a list or a mapping in JSON."""
    return attrs.evolve(column, is_tree=True)


def listed(column: Column) -> Column:
    """Say of a column that it holds a list in every cell."""
    return attrs.evolve(column, is_list=True)


@attrs.frozen(kw_only=True)
class TableOfRows:
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
    rows: tuple[Row, ...]

    def to_columns(self) -> dict[str, list[Cell]]:
        """Give the values of each column, by its name."""
        return {column.name: [row[place] for row in self.rows] for place, column in enumerate(self.columns)}


def cell(value: Any) -> str:
    """
    Write what a log tells in one cell.

    Args:
        value: A text, or a tree of texts, lists and mappings.

    Examples:
        >>> cell("pashinyan"), cell(["armenia", "azerbaijan"]), cell("[sic] he said")
        ('pashinyan', '["armenia", "azerbaijan"]', '"[sic] he said"')
    """
    if isinstance(value, str) and not value.startswith(OF_JSON):
        return value
    return json.dumps(value, ensure_ascii=False)


def names(items: Iterable[str]) -> str | None:
    """Write names in one cell: one alone, several as a list, none as nothing."""
    listed = [*items]
    return cell(listed[0] if len(listed) == 1 else listed) if listed else None


def list_of(names: Iterable[object]) -> str | None:
    """
    Write names as a list in JSON, one alone too; nothing where there is none.

    Examples:
        >>> list_of(["armenia"]), list_of([])
        ('["armenia"]', None)
    """
    texts = [str(name) for name in names]
    return json.dumps(texts, ensure_ascii=False) if texts else None


def as_list(cell: Cell) -> str | None:
    """
    Write as a list in JSON what a cell holds as one name or several.

    Examples:
        >>> as_list("armenia"), as_list('["armenia", "azerbaijan"]'), as_list('"[unnamed]"')
        ('["armenia"]', '["armenia", "azerbaijan"]', '["[unnamed]"]')
    """
    if cell is None:
        return None
    written = str(cell)
    if written.startswith("["):
        return written
    return list_of([json.loads(written) if written.startswith(OF_JSON) else written])


def text(value: object) -> str | None:
    """Write a text or a date, and nothing where there is none."""
    return str(value) if value not in (None, "") else None


def table(name: str, meaning: str, columns: Sequence[Column], rows: Iterable[Sequence[Cell]]) -> TableOfRows:
    """Make a table."""
    return TableOfRows(name=name, meaning=meaning, columns=tuple(columns), rows=tuple(map(tuple, rows)))


def codebook(tables: Iterable[TableOfRows]) -> Iterator[Row]:
    """Give the rows of the codebook of some tables: for each a line of its own, and then one for each column."""
    for one in tables:
        yield one.name, None, None, None, one.meaning
        for column in one.columns:
            yield one.name, column.name, column.type, " ".join(column.values) or None, column.explained
