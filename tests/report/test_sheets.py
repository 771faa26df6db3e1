"""CSV with its codebook, and events from a table back into a log."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.report.export.importing import (
    ColumnError,
    Imported,
    events_text,
    import_events,
)
from peacetrack.report.export.sheets import (
    codebook_text,
    csv_files,
    csv_text,
    guarded,
    unguarded,
)
from peacetrack.report.tables import tables
from peacetrack.report.tables.events import DERIVED, events_table
from peacetrack.report.tables.table import Column, table
from peacetrack.testing.reading import read_text
from peacetrack.testing.strategies import logs
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.records.reading import Reading

ROOT: Final = Path(__file__).parents[2]
FERRY: Final = read(ROOT / "docs" / "how-to" / "ferry")
#: What a spreadsheet runs, or a cell that only looks empty before it.
FORMULAS: Final = (
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    " =1",
    "\ufeff=1",
    "\uff1d1",
    "\u22121",
    "\x00=1",
)
each_formula = pytest.mark.parametrize("formula", FORMULAS, ids=ascii)


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def a_table(*texts: str) -> Any:
    return table(
        "notes", "A note.", [Column(name="note", meaning="What it says.")], [[text] for text in texts]
    )


@given(st.lists(st.text(min_size=1).filter(lambda text: "\x00" not in text)))
def test_what_is_written_is_read_back(texts: list[str]) -> None:
    """With line feeds, quotes and commas in it."""
    assert [["note"], *([text] for text in texts)] == cells(csv_text(a_table(*texts)))


@given(st.lists(st.text(min_size=1).filter(lambda text: "\x00" not in text)))
def test_what_is_written_for_a_spreadsheet_is_read_back(texts: list[str]) -> None:
    """An apostrophe is taken away where one was put."""
    read_back = cells(csv_text(a_table(*texts), safe=True))

    assert texts == [unguarded(cell) for (cell,) in read_back[1:]]


@each_formula
def test_a_spreadsheet_runs_nothing(formula: str) -> None:
    """Excel, LibreOffice and Google Sheets take such a cell for a formula."""
    assert f"'{formula}" == guarded(formula)
    assert formula == unguarded(guarded(formula))
    assert guarded(formula) == unguarded(guarded(guarded(formula)))


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    """Whatever blanks stand before it."""
    begins = guarded(text).strip()[:1]

    assert begins not in {*"=+-@\t\r", "\uff1d", "\uff0b", "\uff0d", "\uff20"} or not begins


def test_what_looks_like_nothing_stays_as_it_is() -> None:
    """Most cells do."""
    assert ["13 of 16", "'twas", "a=b", "2024-09-17", ""] == [
        guarded(text) for text in ("13 of 16", "'twas", "a=b", "2024-09-17", "")
    ]


def test_a_formula_in_any_text_of_a_log_is_guarded() -> None:
    """In every table, the codebook included."""
    log = FERRY.log
    assert log is not None
    wild = attrs.evolve(log, events=tuple(attrs.evolve(event, note="=HYPERLINK(1)") for event in log.events))
    files = csv_files(tables(pt.timeline(wild)), safe=True)

    assert {
        "events.csv",
        "results.csv",
        "statuses.csv",
        "counts.csv",
        "answers.csv",
        "sources.csv",
        "names.csv",
        "codebook.csv",
    } == {*files}
    for text in files.values():
        assert text.startswith("\ufeff")
        for row in cells(text):
            assert [] == [cell for cell in row if re.match(r"\s*[=+@-]", cell)]
    assert "'=HYPERLINK(1)" in files["events.csv"]


def test_a_codebook_has_a_line_for_each_column() -> None:
    """And one for each table."""
    log = FERRY.log
    assert log is not None
    stated = tables(pt.timeline(log))
    lines = cells(codebook_text(stated))

    assert ["table", "column", "type", "values", "meaning"] == lines[0]
    assert [(one.name, column) for one in stated for column in ("", *(c.name for c in one.columns))] == [
        (line[0], line[1]) for line in lines[1:]
    ]
    assert "supported refuted not_enough_info" in {line[3] for line in lines}


def without_events(reading: Reading) -> Reading:
    """Give a negotiation as it was before anything was told."""
    assert reading.log is not None
    entries = {name: place for name, place in reading.places.entries.items() if name not in reading.log.by_id}
    return attrs.evolve(
        reading,
        log=attrs.evolve(reading.log, events=()),
        places=attrs.evolve(reading.places, entries=entries),
    )


@pytest.mark.parametrize("safe", [False, True], ids=["plain", "for a spreadsheet"])
@pytest.mark.parametrize("name", ["armenia-azerbaijan", "colombia-farc"])
def test_what_was_exported_is_imported_as_the_same_events(name: str, *, safe: bool) -> None:
    """The columns that follow from the log are left out."""
    reading = read(ROOT / "fixtures" / name)
    assert reading.log is not None
    sheet = csv_text(events_table(pt.timeline(reading.log)), safe=safe)
    found = import_events(sheet, without_events(reading), safe=safe)

    assert ((), tuple(column.name for column in DERIVED)) == (found.problems, found.left_out)
    assert reading.log.events == found.events


@given(logs(longest=4, claimed=False))
def test_any_events_come_back(log: pt.Log) -> None:
    """Whatever stands in their texts; where there are none, that is told."""
    reading = read_text(pt.dumps(log))
    sheet = csv_text(events_table(pt.timeline(log)), safe=True)
    found = import_events(sheet, without_events(reading), safe=True)

    assert ([] if log.events else ["PT040"], log.events) == (
        [one.code for one in found.problems],
        found.events,
    )


def test_the_file_that_is_written_belongs_to_the_negotiation(tmp_path: Path) -> None:
    """Beside the cast it is the same log again."""
    for name in ("cast", "001-harbour-news", "002-courier"):
        text = (ROOT / "docs" / "how-to" / "ferry" / f"{name}.peace.yaml").read_text(encoding="utf-8")
        (tmp_path / f"{name}.peace.yaml").write_text(text.partition("\nevents:")[0] + "\n", encoding="utf-8")
    log = FERRY.log
    assert log is not None
    (tmp_path / "003.peace.yaml").write_text(events_text(log.events, log), encoding="utf-8")

    assert log.events == pt.load(tmp_path).events
    assert "" == events_text((), log)


SHEET: Final = 'Who,When,What was said,Remark\nberg,2031-03-05,The night is quiet,\n,,,\nnorth,2031-03-06,"Two\nlines",x\n'
MAPPED: Final = {"Who": "by", "When": "date", "What was said": "what"}


def imported(sheet: str = SHEET, **asked: Any) -> Imported:
    fixed = {"event": "statement_made", "source": "courier"}
    return import_events(sheet, FERRY, **({"columns": MAPPED, "fixed": fixed, "name": "notes.csv"} | asked))


def test_columns_are_mapped_to_keys() -> None:
    """What is mapped to nothing is left out, and an empty row is none."""
    found = imported()

    assert ((), ("Remark",)) == (found.problems, found.left_out)
    assert [("csv-notes#1", ("berg",)), ("csv-notes#2", ("north",))] == [
        (event.id, event.by) for event in found.events
    ]
    assert ["The night is quiet", "Two\nlines"] == [event.what for event in found.events]  # type: ignore[attr-defined]  # they are statements


def test_a_cell_may_hold_a_list() -> None:
    """As JSON or as a log writes it; what is neither is a text."""
    sheet = 'by,what,cite\n"[berg, north]",[sic] quiet,"{""paragraph"": 3}"\n'
    (event,) = imported(sheet, columns={}).events

    assert (("berg", "north"), "[sic] quiet", 3) == (event.by, event.what, event.cite[0].paragraph)  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('"[sic]: so"', "[sic]: so"),
        ("{not closed", "{not closed"),
        ("[a]\nevil: b", "[a]\nevil: b"),
        ('"""quoted"""', "quoted"),
    ],
)
def test_nothing_else_in_a_cell_means_anything(cell: str, read: str) -> None:
    """A cell cannot bring another key into the event."""
    quoted = cell if cell.startswith('"') else f'"{cell}"'
    (event,) = imported(f"what\n{quoted}\n", columns={}).events

    assert read == event.what  # type: ignore[attr-defined]  # it is a statement


def test_what_is_wrong_with_a_row_is_told_with_its_line_and_its_column() -> None:
    """Of all rows at once, and then nothing is imported."""
    found = imported(SHEET.replace("2031-03-05", "on Monday").replace("north", "nobody"))

    assert ((), "") == (found.events, found.text)
    assert [("PT105", 2, True), ("PT111", 4, True)] == [
        (problem.code, problem.place.line, "The column is " in problem.hint) for problem in found.problems
    ]
    assert "The column is 'When'." in found.problems[0].hint
    assert "berg,on Monday,The night is quiet," == found.places.line(found.problems[0].place)


def test_what_is_empty_in_a_list_is_refused() -> None:
    """It is nobody's name; numbers and truth values of JSON are what they look like."""
    (problem,) = imported('by\n"[null]"\n', columns={}).problems
    (event,) = imported('by,inferred,cite\nberg,true,"[2, 3]"\n', columns={}).events

    assert ("PT106", 2) == (problem.code, problem.place.line)
    assert (True, [2, 3]) == (event.inferred, [place.paragraph for place in event.cite])
    (wrong,) = imported('by,cite\nberg,"[true]"\n', columns={}).problems
    assert "not 'true'" in wrong.message


def test_a_date_that_cannot_be_is_refused() -> None:
    """The courier had appeared when this is said to have happened."""
    found = imported(SHEET.replace("2031-03-05", "2031-12-24"))

    assert [("PT130", "notes.csv", 2)] == [
        (problem.code, problem.place.file, problem.place.line) for problem in found.problems
    ]


def test_an_id_that_is_taken_is_told_with_the_place_that_has_it() -> None:
    """That place lies in the log."""
    (problem,) = imported("id\nonly-wording\n", columns={}).problems

    assert ("PT120", "notes.csv") == (problem.code, problem.place.file)
    assert problem.others[0][1].file.endswith("002-courier.peace.yaml")


def test_a_text_that_no_log_could_hold_is_refused() -> None:
    """Its line is told."""
    (problem,) = imported(f"what\n{'x' * 70_000}\n", columns={}).problems

    assert ("notes.csv", 2) == (problem.place.file, problem.place.line)


@pytest.mark.parametrize(
    ("sheet", "asked", "text"),
    [
        ("by\nberg\n", {"fixed": {}, "columns": {}}, "no column says which kind of event a row is"),
        ("by\nberg,x\n", {"columns": {}}, "line 2 has 2 cells, and there are 1 headings"),
        ("by\nberg\n", {"columns": {"Who": "by"}}, "there is no column 'Who': there are by"),
        ("by,Who\nberg,x\n", {"columns": {"Who": "by"}}, "two columns have the key `by`"),
        ("by,by\nberg,x\n", {"columns": {}}, "two columns have the key `by`"),
        ('by\n"ber"g\n', {"columns": {}}, "line 2 is no CSV"),
        ("", {"columns": {}, "fixed": {}}, "no column says which kind of event a row is"),
    ],
)
def test_columns_that_cannot_be_those_of_events_are_refused(
    sheet: str, asked: dict[str, Any], text: str
) -> None:
    """At once: nothing of the table can be read."""
    with pytest.raises(ColumnError, match=re.escape(text)):
        imported(sheet, **asked)


def test_a_table_without_rows_has_no_events() -> None:
    """That is told, and nothing is written: a file of no events would be no file of a log."""
    found = imported("by\n", columns={})

    assert ((), "", ["PT040"]) == (found.events, found.text, [one.code for one in found.problems])


def test_a_negotiation_that_cannot_be_read_takes_nothing_in() -> None:
    """Its problems are raised."""
    with pytest.raises(pt.LogError):
        import_events("event\nx\n", read(ROOT / "fixtures" / "bad" / "misspelt-event"))
