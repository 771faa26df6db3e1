"""`peacetrack report`, as a user runs it."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from peacetrack.commands.report import report
from peacetrack.report.html.rendering import report_html
from peacetrack.yaml.files.loader import load
from tests.report.reading import FIXTURES, ROOT

SEEDS = FIXTURES[0]
BACK_CHANNEL = """
peacetrack: 1
negotiation: {id: talks}
actors: {north: {role: negotiating_party}, south: {role: negotiating_party}}
source: {id: memo, title: The back channel, confidential: true, published: 2024-05-02}
events:
- {event: statement_made, by: north, what: A quiet word, date: 2024-05-01}
"""


def run(*arguments: object) -> Result:
    return CliRunner().invoke(report, [*map(str, arguments)])


def test_the_page_is_written_into_a_file(tmp_path: Path) -> None:
    """`-o` names the file; the library's own page stands in it, and stdout stays empty."""
    output = tmp_path / "report.html"
    done = run(SEEDS, "-o", output)

    assert (0, "", f"{output}: written.\n") == (done.exit_code, done.stdout, done.stderr)
    assert report_html(load(SEEDS)).encode() == output.read_bytes()


def test_without_a_file_the_page_is_printed() -> None:
    """The bytes on stdout are those of the file, whatever the encoding of the console."""
    done = run(SEEDS, "--as-of", "2024-09-17", "--known-by", "2024-09-23", "--account", "armenia")

    assert 0 == done.exit_code
    assert (
        report_html(load(SEEDS), as_of="2024-09-17", known_by="2024-09-23", account="armenia").encode()
        == done.stdout_bytes
    )


def test_an_old_page_is_replaced(tmp_path: Path) -> None:
    """A report that is written again takes the place of the one before, as a whole."""
    output = tmp_path / "report.html"
    output.write_text("yesterday", "utf-8")

    assert 0 == run(SEEDS, "-o", output).exit_code
    assert output.read_text("utf-8").startswith("<!DOCTYPE html>")
    assert [output] == list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_no_traceback(tmp_path: Path) -> None:
    """A folder that is not there is told, and the command ends with 3."""
    output = tmp_path / "nowhere" / "report.html"
    done = run(SEEDS, "-o", output)

    assert (3, "") == (done.exit_code, done.stdout)
    assert done.stderr.startswith(f"{output}: This cannot be written: No such file or directory.")


def test_a_log_that_cannot_be_read_gives_no_page(tmp_path: Path) -> None:
    """Its problems are told, nothing is written, and the command ends with 3."""
    output = tmp_path / "report.html"
    done = run(ROOT / "fixtures" / "bad" / "cycle", "-o", output)

    assert (3, "", False) == (done.exit_code, done.stdout, output.exists())
    assert "PT" in done.stderr


@pytest.mark.parametrize("wrong", [("--as-of", "2024-02-30"), ("--account", "france"), ()])
def test_wrong_usage(wrong: tuple[str, ...]) -> None:
    """A day that is none, an account of nobody, a missing path: wrong usage."""
    assert 2 == run(*([SEEDS, *wrong] if wrong else [])).exit_code


def test_a_public_page_has_no_byte_of_what_is_confidential(tmp_path: Path) -> None:
    """`--public` leaves the confidential out and says how much that is; without it, it is marked."""
    (tmp_path / "talks.peace.yaml").write_text(BACK_CHANNEL, "utf-8")
    path = tmp_path / "talks.peace.yaml"
    public, whole = run(path, "--public"), run(path)

    assert "left out as confidential: 1 source, 1 event" in public.stderr
    assert not any(name in public.stdout for name in ("back channel", "quiet word", "memo"))
    assert "A quiet word" in whole.stdout
    assert "confidential" in whole.stdout


def test_two_coders_agree_on_the_first_screen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--coded-again` names the log of a second coder; the page says how far the two agree, or how to measure it."""
    one, other = tmp_path / "one.peace.yaml", tmp_path / "other.peace.yaml"
    one.write_text(BACK_CHANNEL, "utf-8")
    other.write_text(
        BACK_CHANNEL.replace(
            "events:", "events:\n- {event: statement_made, by: south, what: No, date: 2024-05-02}"
        ),
        "utf-8",
    )

    assert "a second coder has 1 of 2 events alike" in run(one, "--coded-again", other).stdout
    assert "alpha 1.00" in run(SEEDS, "--coded-again", SEEDS).stdout
    monkeypatch.setitem(sys.modules, "krippendorff", None)
    done = run(SEEDS, "--coded-again", SEEDS)
    assert (2, "") == (done.exit_code, done.stdout)
    assert "the measure needs the package krippendorff" in done.stderr


def test_a_folder_of_many_gives_one_page_that_leads_to_each(tmp_path: Path) -> None:
    """A line each: the title as a link, the number with whose word it is, the next step; and a report behind each link."""
    output = tmp_path / "pages"
    for folder in FIXTURES:
        (tmp_path / "all" / folder.name).mkdir(parents=True)
        for file in folder.iterdir():
            if file.is_file():
                (tmp_path / "all" / folder.name / file.name).write_bytes(file.read_bytes())
    done = run(tmp_path / "all", "-o", output)
    index = (output / "index.html").read_text("utf-8")

    assert (0, "", f"{output}: 2 reports and index.html written.\n") == (
        done.exit_code,
        done.stdout,
        done.stderr,
    )
    assert {"index.html", "0001.html", "0002.html"} == {file.name for file in output.iterdir()}
    assert '<a href="0001.html"><bdi>Armenia–Azerbaijan peace treaty</bdi></a>' in index
    assert "<b>13 of 16 articles agreed</b> (<bdi>Armenia’s word, by 17 September 2024</bdi>)" in index
    assert (output / "0002.html").read_text("utf-8") == report_html(load(tmp_path / "all" / FIXTURES[1].name))
    assert 0 == run(tmp_path / "all", "--public", "-o", output).exit_code


def test_many_negotiations_need_a_folder(tmp_path: Path) -> None:
    """Several pages cannot be printed, and a second coder is of one negotiation."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "talks.peace.yaml").write_text(BACK_CHANNEL, "utf-8")
    printed, coded = run(tmp_path), run(tmp_path, "-o", tmp_path / "pages", "--coded-again", SEEDS)

    assert (2, 2) == (printed.exit_code, coded.exit_code)
    assert "there are several negotiations: name a folder with -o." in printed.stderr
    assert "--coded-again is of one negotiation." in coded.stderr


class Terminal(io.StringIO):
    """A terminal, as far as a program can tell."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_shows_how_far_the_work_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal the days that are done are counted; the page is the same."""
    terminal, output = Terminal(), tmp_path / "report.html"
    monkeypatch.setattr(sys, "stderr", terminal)
    with pytest.raises(SystemExit):
        report([str(SEEDS), "-o", str(output)])

    assert "Days" in terminal.getvalue()
    assert "100%" in terminal.getvalue()
    assert report_html(load(SEEDS)).encode() == output.read_bytes()
