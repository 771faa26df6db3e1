"""The commands `export`, `import` and `schema`: thin layers over the functions."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import click
import pytest
from click.testing import CliRunner, Result

import peacetrack as pt
from peacetrack.commands.export import export
from peacetrack.commands.import_ import import_
from peacetrack.commands.schema import schema
from peacetrack.report.export import ExportFormat
from peacetrack.report.export.sheets import csv_text
from peacetrack.report.tables.events import events_table
from peacetrack.yaml.schema import shipped_schema

ROOT: Final = Path(__file__).parents[2]
FERRY: Final = str(ROOT / "docs" / "how-to" / "ferry")


def run(command: click.Command, *arguments: str, text: str | None = None) -> Result:
    return CliRunner().invoke(command, [*arguments], input=text, catch_exceptions=False)


def wrong_usage(result: Result) -> str:
    assert 2 == result.exit_code
    return " ".join(result.stderr.split())


@pytest.mark.parametrize("to", [to.value for to in ExportFormat if to is not ExportFormat.CSV])
def test_a_format_of_one_file_is_printed_or_written(to: str, tmp_path: Path) -> None:
    """The same bytes."""
    printed = run(export, FERRY, "--to", to)
    written = run(export, FERRY, "--to", to, "-o", str(tmp_path / "out"))

    assert (0, 0, "") == (printed.exit_code, written.exit_code, written.stdout)
    assert printed.stdout_bytes == (tmp_path / "out").read_bytes() != b""


def test_csv_is_a_folder_of_tables(tmp_path: Path) -> None:
    """With a codebook; one table alone is printed."""
    folder = tmp_path / "new" / "tables"
    written = run(export, FERRY, "--to", "csv", "-o", str(folder), "--spreadsheet")
    printed = run(export, FERRY, "--to", "csv", "--table", "names", "--spreadsheet")

    assert (0, 0) == (written.exit_code, printed.exit_code)
    assert {"events", "results", "statuses", "counts", "answers", "sources", "names", "codebook"} == {
        path.stem for path in folder.iterdir()
    }
    assert printed.stdout_bytes == (folder / "names.csv").read_bytes()
    assert printed.stdout_bytes.startswith(b"\xef\xbb\xbfid,sort,")


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--to", "csv"], "several files are written: name a folder with -o, or a table with --table"),
        (["--to", "csv", "--table", "wishes"], "there is no table 'wishes'; csv has events, results"),
        (["--to", "jsonl", "--table", "events"], "there is no table 'events'; csv has several"),
        (["--to", "xlsx"], "'xlsx' is not one of"),
        (["--to", "claimreview", "--reviewed-on", "yesterday"], "is not a date"),
        (["--to", "jsonl", "--account", "west"], "'west' is no actor"),
    ],
)
def test_wrong_usage_is_told(arguments: Sequence[str], text: str) -> None:
    """Before anything is written."""
    result = run(export, FERRY, *arguments)

    assert "" == result.stdout
    assert text in wrong_usage(result)


def test_a_review_says_who_publishes_it_and_when() -> None:
    """And where."""
    stated = ("--reviewer", "Desk", "--reviews-url", "https://example.org/a", "--reviewed-on", "2031-04-01")
    (review, *_) = json.loads(run(export, FERRY, "--to", "claimreview", *stated).stdout)["@graph"]

    assert ("2031-04-01", "Desk", "https://example.org/a#five-of-seven") == (
        review["datePublished"],
        review["author"]["name"],
        review["url"],
    )


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """With what installs it."""
    monkeypatch.setitem(sys.modules, "prov", None)
    monkeypatch.setitem(sys.modules, "prov.constants", None)

    text = wrong_usage(run(export, FERRY, "--to", "prov-json"))
    assert "--to prov-json needs the package 'prov" in text
    assert "python -m pip install 'peacetrack[export]'" in text


@pytest.fixture
def confidential(tmp_path: Path) -> Path:
    """Give a negotiation of which one document is not for the public."""
    for path in Path(FERRY).glob("*.peace.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.name.startswith("002"):
            text = text.replace("source:\n", "source:\n  confidential: true\n", 1)
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("to", [to.value for to in ExportFormat])
def test_what_is_confidential_is_left_out_on_demand(to: str, confidential: Path) -> None:
    """No word that stands in that document alone is left, and it is said how much was left out."""
    table = ["--table", "events"] if to == "csv" else []
    part = run(export, str(confidential), "--to", to, *table, "--public")

    assert 0 == part.exit_code
    assert part.stderr.startswith("left out as confidential: 1 source, ")
    for name in ("only-wording", "only some wording", "Courier", "courier", "named on the quay"):
        assert name not in part.stdout


def test_what_is_confidential_is_written_otherwise(confidential: Path) -> None:
    """Nobody asked to leave it out."""
    assert "only-wording" in run(export, str(confidential), "--to", "jsonl").stdout


def test_a_log_that_cannot_be_read_is_not_exported() -> None:
    """Its problems are printed."""
    result = run(export, str(ROOT / "fixtures" / "bad" / "misspelt-event"), "--to", "jsonl")

    assert (3, "") == (result.exit_code, result.stdout)
    assert "PT102" in result.stderr


SHEET: Final = "Who,When,Says\nberg,2031-03-05,The night is quiet\n"
MAPPED: Final = (
    "--column",
    "Who=by",
    "--column",
    "When=date",
    "--column",
    "Says=what",
    "--set",
    "event=statement_made",
)


def test_a_table_is_imported(tmp_path: Path) -> None:
    """To stdout, or into a new file."""
    sheet, new = tmp_path / "notes.csv", tmp_path / "009-notes.peace.yaml"
    sheet.write_text(SHEET, encoding="utf-8")
    printed = run(import_, str(sheet), FERRY, *MAPPED)
    written = run(import_, str(sheet), FERRY, *MAPPED, "-o", str(new))

    assert (0, 0, "", "") == (printed.exit_code, written.exit_code, written.stdout, written.stderr)
    assert printed.stdout == new.read_text(encoding="utf-8")
    assert (
        "peacetrack: 1\n\nnegotiation: ferry\n\nevents:\n  - id: csv-notes#1\n    event: statement_made\n"
        "    date: 2031-03-05\n    by: berg\n    what: The night is quiet\n"
    ) == printed.stdout


def test_a_table_comes_from_a_pipe() -> None:
    """Columns of which nothing is read are named."""
    result = run(import_, "-", FERRY, *MAPPED, "--column", "Says=", text=SHEET)

    assert (0, "Left out: Says.\n") == (result.exit_code, result.stderr)
    assert "csv-events#1" in result.stdout


def test_what_is_wrong_with_a_row_is_printed() -> None:
    """With its line, and nothing is imported."""
    result = run(import_, "-", FERRY, *MAPPED, text=SHEET.replace("berg", "nobody"))

    assert (3, "") == (result.exit_code, result.stdout)
    assert result.stderr.startswith("events.csv:2:1: PT111 There is no actor or voice 'nobody'.\n")
    assert "  nobody,2031-03-05,The night is quiet\n" in result.stderr.replace("2 | ", "")
    assert "The column is 'Who'." in result.stderr


def test_what_was_exported_for_a_spreadsheet_is_imported() -> None:
    """By the option of the same name."""
    log = pt.load(FERRY)
    sheet = csv_text(events_table(pt.timeline(log)), safe=True)
    result = run(import_, "-", FERRY, "--spreadsheet", text=sheet.replace("envoy-on-chapters", "again"))

    assert 3 == result.exit_code
    assert {"PT120"} == {
        line.split()[1] for line in result.stderr.splitlines() if line.startswith("events.csv:")
    }


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["--column", "Who"], "'Who' has no '='."),
        (["--set", "event"], "'event' has no '='."),
        (["--column", "Whom=by"], "there is no column 'Whom': there are Who, When, Says."),
        ([*MAPPED, "-o", FERRY], "is there already; name a new file."),
    ],
)
def test_a_wrong_import_is_told(arguments: Sequence[str], text: str) -> None:
    """Before anything is written."""
    assert text in wrong_usage(run(import_, "-", FERRY, *arguments, text=SHEET))


def test_a_table_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    """The byte is named."""
    sheet = tmp_path / "notes.csv"
    sheet.write_bytes("Who\nMünster\n".encode("latin-1"))

    assert "byte 5 is not UTF-8: save it as UTF-8." in wrong_usage(run(import_, str(sheet), FERRY, *MAPPED))


def test_the_schema_is_printed_or_written(tmp_path: Path) -> None:
    """The shipped one, unless aspects are named or it is to be fresh."""
    for arguments in ([], ["--fresh"]):
        assert shipped_schema() == run(schema, *arguments).stdout
    written = run(schema, "-o", str(tmp_path / "peacetrack.schema.json"))

    assert (0, "") == (written.exit_code, written.stdout)
    assert shipped_schema() == (tmp_path / "peacetrack.schema.json").read_text(encoding="utf-8")
    refused = run(schema, "-o", str(tmp_path / "no" / "folder"))
    assert (3, "") == (refused.exit_code, refused.stdout)
    assert (
        "This cannot be written: No such file or directory. Check that you may write there.\n"
        in refused.stderr
    )


def test_what_cannot_be_written_is_no_wrong_usage() -> None:
    """It ends with 3, in a sentence, before anything is written."""
    folder = run(export, FERRY, "--to", "jsonl", "-o", FERRY)
    nowhere = run(import_, "-", FERRY, *MAPPED, "-o", "no/such/folder/x.peace.yaml", text=SHEET)
    tables = run(export, FERRY, "--to", "csv", "-o", f"{FERRY}/cast.peace.yaml")

    assert [(3, "")] * 3 == [(done.exit_code, done.stdout) for done in (folder, nowhere, tables)]
    assert f"{FERRY}: This cannot be written: it is a folder." in folder.stderr
    assert "x.peace.yaml: This cannot be written: No such file or directory." in nowhere.stderr
    assert "cast.peace.yaml: This folder cannot be made: File exists." in tables.stderr


def test_a_schema_knows_aspects_that_are_named() -> None:
    """As other commands do."""
    stated = json.loads(run(schema, "--aspect", "ceasefires:CEASEFIRES").stdout)

    assert "ceasefire_declared" in stated["definitions"]["event"]["properties"]["event"]["enum"]
