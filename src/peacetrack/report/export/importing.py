"""Events from a table into a log: each row an event, each column a key.

The law: what was exported is imported as the same events. A cell is read as the text of its key; one that begins like a
list or a mapping is read as that, when it is one. Nothing else that stands in a cell means anything.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

import attrs

from peacetrack.aspects.lifecycle import Event
from peacetrack.beliefs.view import take
from peacetrack.log.log import Log
from peacetrack.log.scenario import Given
from peacetrack.model.cast import Cast
from peacetrack.model.characters import quoted
from peacetrack.model.mapping import ReadOnly
from peacetrack.model.problems import LogError, Place, Problem, Severity
from peacetrack.report.export.sheets import BYTE_ORDER_MARK, unguarded
from peacetrack.report.tables.table import OF_JSON
from peacetrack.yaml.files.reader import problems_of
from peacetrack.yaml.parsing.parser import YamlError, read_plain
from peacetrack.yaml.parsing.tree import Plain
from peacetrack.yaml.records.checks import check
from peacetrack.yaml.records.codec import written_fields, yaml_name
from peacetrack.yaml.records.entries import read_supposed
from peacetrack.yaml.records.places import Places, Text
from peacetrack.yaml.records.reading import Reading, in_order
from peacetrack.yaml.scenarios.given import known_after
from peacetrack.yaml.writing.writer import dumps

_NO_KEYS: Final[ReadOnly[str, str]] = ReadOnly()


class ColumnError(ValueError):
    """The columns of a table cannot be those of events: a mistake of whoever imports it."""


@attrs.frozen(kw_only=True)
class Imported:
    """
    What came of importing a table.

    Attributes:
        events: The events of its rows, when nothing is wrong with any of them.
        text: They as a file of the negotiation.
        problems: What is wrong, each with the line of the table.
        left_out: The columns of which nothing was read.
        places: The lines of the table, as they were read.
    """

    events: tuple[Event, ...]
    text: str
    problems: tuple[Problem, ...] = ()
    left_out: tuple[str, ...] = ()
    places: Places = attrs.field(factory=Places)


@attrs.frozen
class _Line:
    """A line of the YAML into which a table is turned: from which line of the table, and from which column."""

    text: str
    line: int
    column: str


def import_events(  # noqa: PLR0913 - what is read, and all that is said of it
    table: str,
    into: Reading,
    *,
    columns: Mapping[str, str] = _NO_KEYS,
    fixed: Mapping[str, str] = _NO_KEYS,
    safe: bool = False,
    name: str = "events.csv",
    delimiter: str = ",",
) -> Imported:
    """
    Read the events of a CSV table, and write them as a file of a negotiation.

    Args:
        table: The text; its first line has the headings.
        into: The negotiation that has the cast, and what the events refer to.
        columns: The key of an event for each heading that is no key itself; an empty one leaves the column out.
        fixed: What stands under a key in rows that say nothing of it.
        safe: The table was written for a spreadsheet, with an apostrophe before what looks like a formula.
        name: As problems name the table; events that have no id are named after it.
        delimiter: The character between two cells.

    Raises:
        ColumnError: Two columns have one key, no column says the kind of event, or a row has more cells than headings.
        LogError: The negotiation itself could not be read.
    """
    if into.log is None:
        raise LogError(into.refusal)
    headings, rows = _rows(table, delimiter)
    keys = _keys(headings, columns, into.log)
    if "event" not in {*keys.values(), *fixed}:
        raise ColumnError(_without_a_kind(headings))
    if not rows:
        return _nothing(table, headings, name=name)
    lines = [_Line("events:", 1, "")]
    for number, row in rows:
        lines += _event(number, row, keys, fixed, safe=safe)
    left_out = tuple(heading for heading in headings if heading not in keys)
    found = _read(lines, into, into.log, name=name)
    return attrs.evolve(found, left_out=left_out, places=Places((Text(name, table, name),)))


#: What stands between the cells of tables that have no commas there, in words.
_OTHER_DELIMITERS: Final = {";": "semicolons", "\t": "tabs", "|": "vertical bars"}


def _without_a_kind(headings: list[str]) -> str:
    """Say that no column has the kinds of the events; of one column alone, that it seems to be several."""
    (alone,) = headings if len(headings) == 1 else ("",)
    for delimiter, text in _OTHER_DELIMITERS.items():
        if "event" in map(str.strip, alone.split(delimiter)):
            return f"its cells seem to be separated by {text}: save it with commas, or name the character with --delimiter"
    return "no column says which kind of event a row is: map one to `event`, or set `event`"


def _nothing(table: str, headings: list[str], *, name: str) -> Imported:
    """Refuse a table without rows: a file of no events would be no file of a log."""
    hint = "Check that it is the right table, and that it was saved."
    place = Place(name, 1, 1, len(",".join(headings)) + 1)
    problem = Problem(code="PT040", message="This table has no rows.", place=place, hint=hint)
    return Imported(events=(), text="", problems=(problem,), places=Places((Text(name, table, name),)))


def _rows(table: str, delimiter: str) -> tuple[list[str], list[tuple[int, dict[str, str]]]]:
    """Read the headings, and each row that is not empty with the line on which it begins."""
    text = io.StringIO(table.removeprefix(BYTE_ORDER_MARK), newline="")
    sheet = csv.reader(text, strict=True, delimiter=delimiter)
    rows = []
    try:
        headings = next(sheet, [])
        begins = sheet.line_num + 1
        for row in sheet:
            begins, number = sheet.line_num + 1, begins
            if len(row) > len(headings):
                raise ColumnError(
                    f"line {number} has {len(row)} cells, and there are {len(headings)} headings"
                )
            if any(row):
                rows.append((number, dict(zip(headings, row, strict=False))))
    except csv.Error as error:
        raise ColumnError(f"line {sheet.line_num} is no CSV: {error}") from None
    return headings, rows


def _keys(headings: list[str], columns: Mapping[str, str], log: Log) -> dict[str, str]:
    """Map each heading of which something is read to its key."""
    for heading in columns:
        if heading not in headings:
            raise ColumnError(f"there is no column '{heading}': there are {', '.join(headings)}")
    known = {yaml_name(field) for kind in log.vocabulary.kinds.values() for field in written_fields(kind)}
    keys: dict[str, str] = {}
    for heading in headings:
        key = columns.get(heading, heading if heading in known | {"event"} else "")
        if key in keys.values() or heading in keys:
            raise ColumnError(f"two columns have the key `{key}`: leave one of them out")
        if key:
            keys[heading] = key
    return keys


def _event(
    number: int, row: dict[str, str], keys: dict[str, str], fixed: Mapping[str, str], *, safe: bool
) -> Iterator[_Line]:
    """Write a row as the lines of an event, each with one key."""
    cells = {key: (row.get(heading, ""), heading) for heading, key in keys.items()}
    given = {key: (value, "") for key, value in fixed.items()} | {
        key: (unguarded(cell) if safe else cell, heading) for key, (cell, heading) in cells.items() if cell
    }
    for place, (key, (cell, heading)) in enumerate(given.items()):
        yield _Line(f"{'  ' if place else '- '}{_quoted(key)}: {_quoted(_tree(cell))}", number, heading)


def _tree(cell: str) -> Plain:
    """Read a cell: a list or a mapping when it is one, as JSON or as YAML has it, and a text otherwise."""
    if not cell.startswith(OF_JSON):
        return cell
    try:
        tree: Plain = json.loads(cell, parse_int=str, parse_float=str, parse_constant=str)
    except (ValueError, RecursionError):  # a thousand brackets are no list that anybody wrote
        return _as_yaml(cell)
    return tree


def _as_yaml(cell: str) -> Plain:
    try:
        read = read_plain(f"cell: {cell}").tree
    except YamlError:
        return cell
    return read["cell"] if read.keys() == {"cell"} else cell


def _quoted(tree: Plain) -> str:
    """Write a tree as JSON that YAML reads as the same tree; what was left empty stays an empty text."""
    return quoted(_filled(tree))


def _filled(tree: object) -> Any:
    match tree:
        case None:
            return ""
        case bool():
            return "true" if tree else "false"
        case list():
            return [_filled(part) for part in tree]
        case dict():
            return {key: _filled(part) for key, part in tree.items()}
        case _:
            return tree


def _read(lines: list[_Line], into: Reading, log: Log, *, name: str) -> Imported:
    """Read the lines as a file of the negotiation is read, and place what is wrong in the table."""
    stem = re.sub(r"[^\w.-]", "-", name.rpartition("/")[2].removesuffix(".csv"))
    text = Text(name, "".join(f"{line.text}\n" for line in lines), f"csv-{stem}")
    try:
        records: Any = read_plain(text.text).tree["events"] or []
    except YamlError as error:
        problems = tuple(problems_of(error, text))
        return Imported(events=(), text="", problems=_all_placed(problems, lines, name))
    draft = known_after(into, Given(), text)
    read_supposed(draft, text, records, at=("events",), prefix=f"{text.stem}#")
    check(draft)
    problems = tuple(draft.problems)
    if not problems:
        whole = attrs.evolve(log, events=(*log.events, *draft.events))
        wrong = (found for found in take(whole).findings if found.severity is Severity.ERROR)
        problems = Places(tuple(draft.texts), draft.entries).located(wrong)
    events = () if problems else tuple(draft.events)
    return Imported(events=events, text=events_text(events, log), problems=_all_placed(problems, lines, name))


def _all_placed(problems: tuple[Problem, ...], lines: list[_Line], name: str) -> tuple[Problem, ...]:
    return in_order(_placed(problem, lines, name) for problem in problems)


def _placed(problem: Problem, lines: list[_Line], name: str) -> Problem:
    """Place a problem on its line of the table, and name the column."""
    others = tuple((role, _at(place, lines, name)) for role, place in problem.others)
    moved = attrs.evolve(problem, place=_at(problem.place, lines, name), others=others)
    column = lines[problem.place.line - 1].column if problem.place.file == name else ""
    hint = f"{problem.hint} The column is '{column}'.".lstrip() if column else problem.hint
    return attrs.evolve(moved, hint=hint)


def _at(place: Place, lines: list[_Line], name: str) -> Place:
    return Place(name, lines[place.line - 1].line, 1) if place.file == name else place


def events_text(events: tuple[Event, ...], log: Log) -> str:
    """
    Write events as a file of a negotiation.

    Args:
        events: Any events.
        log: Of which negotiation.

    Returns:
        The text of the file; nothing when there are no events.
    """
    if not events:
        return ""
    bare = Log(Cast(negotiation=attrs.evolve(log.cast.negotiation, title="")), events=events)
    head, _, stated = dumps(bare).partition("\n\nevents:\n")
    # The negotiation itself is stated with the cast; other files give its id.
    named = head.replace("negotiation:\n  id: ", "negotiation: ")
    return f"{named}\n\nevents:\n{stated}"
