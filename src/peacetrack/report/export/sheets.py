"""CSV with a codebook, after RFC 4180.

The law: what is written is read back as the same cells. A spreadsheet runs a cell that begins like a formula, so in the
safe mode such a cell begins with an apostrophe, and one that begins with an apostrophe before such a beginning has one
more: taking one apostrophe away gives the text again.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Sequence
from typing import Final

from peacetrack.model.characters import JOINERS, UNSEEN
from peacetrack.report.tables.table import Cell, TableOfRows, codebook

#: With what a formula begins for some spreadsheet, blanks and signs that nobody sees before it aside.
_FORMULA: Final = re.compile(f"[\\s{UNSEEN}{JOINERS}]*[=+@\uff1d\uff0b\uff20\\-\uff0d\u2212]|[\t\r\n\x00]")
_GUARDED: Final = re.compile(f"'+(?:{_FORMULA.pattern})")
#: By which Excel knows that a file is UTF-8.
BYTE_ORDER_MARK: Final = "\ufeff"
CODEBOOK: Final = ("table", "column", "type", "values", "meaning")


def csv_text(table: TableOfRows, *, safe: bool = False) -> str:
    """
    Write a table as CSV: a line of headings, then the rows.

    Args:
        table: Any table.
        safe: For a spreadsheet: nothing in it is run as a formula, and it begins with a mark by which Excel reads UTF-8.
    """
    return _written([column.name for column in table.columns], table.rows, safe=safe)


def codebook_text(tables: Iterable[TableOfRows], *, safe: bool = False) -> str:
    """
    Write what each column of some tables means, as CSV.

    Args:
        tables: Any tables.
        safe: For a spreadsheet, as for `csv_text`.
    """
    return _written(CODEBOOK, codebook(tables), safe=safe)


def csv_files(tables: Sequence[TableOfRows], *, safe: bool = False) -> dict[str, str]:
    """
    Write tables as the files of one folder, with their codebook.

    Args:
        tables: Tables of different names.
        safe: For a spreadsheet, as for `csv_text`.

    Returns:
        For each name of a file its text.
    """
    files = {f"{table.name}.csv": csv_text(table, safe=safe) for table in tables}
    return files | {"codebook.csv": codebook_text(tables, safe=safe)}


def _written(headings: Sequence[str], rows: Iterable[Sequence[Cell]], *, safe: bool) -> str:
    text = io.StringIO(newline="")
    sheet = csv.writer(text, lineterminator="\r\n")
    sheet.writerow([guarded(heading) if safe else heading for heading in headings])
    sheet.writerows([_plain(cell, safe=safe) for cell in row] for row in rows)
    return f"{BYTE_ORDER_MARK if safe else ''}{text.getvalue()}"


def _plain(cell: Cell, *, safe: bool) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int() | dt.date():
            return str(cell)
        case _:
            return guarded(cell) if safe else cell


def guarded(text: str) -> str:
    """
    Put an apostrophe before a text that a spreadsheet would run.

    Examples:
        >>> guarded("=1+1"), guarded("-5"), guarded("13 of 16"), guarded("'=1+1")
        ("'=1+1", "'-5", '13 of 16', "''=1+1")
    """
    return f"'{text}" if _FORMULA.match(text) or _GUARDED.match(text) else text


def unguarded(text: str) -> str:
    """
    Give the text that was guarded.

    Examples:
        >>> unguarded("'=1+1"), unguarded("'twas so")
        ('=1+1', "'twas so")
    """
    return text[1:] if _GUARDED.match(text) else text
