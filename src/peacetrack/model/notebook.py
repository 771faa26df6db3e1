"""What a notebook shows of a value: a small table in HTML, in which text from a log stays text.

Whatever a cell holds is escaped, stands in a box that its writing direction cannot leave, and shows control characters instead
of obeying them.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from peacetrack.model.characters import harmless_in_html


def table_html(caption: str, headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """
    Draw a table.

    Args:
        caption: What it is of.
        headings: Of its columns.
        rows: Each with as many cells; None stands for nothing.

    Examples:
        >>> print(table_html("Talks", ["what"], [["<b>13</b>"]]))
        <table><caption dir="auto">Talks</caption>
        <thead><tr><th scope="col">what</th></tr></thead>
        <tbody>
        <tr><td dir="auto">&lt;b&gt;13&lt;/b&gt;</td></tr>
        </tbody></table>
    """
    head = "".join(f'<th scope="col">{_shown(heading)}</th>' for heading in headings)
    cells = ("".join(f'<td dir="auto">{_shown(cell)}</td>' for cell in row) for row in rows)
    body = "\n".join(f"<tr>{row}</tr>" for row in cells)
    return (
        f'<table><caption dir="auto">{_shown(caption)}</caption>\n<thead><tr>{head}</tr></thead>\n'
        f"<tbody>\n{body}\n</tbody></table>"
    )


def _shown(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return html.escape(harmless_in_html(text))
