"""`peacetrack plot`, as a user runs it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from matplotlib import pyplot as plt

import peacetrack as pt
from peacetrack.cli import main
from peacetrack.commands.plot import PICTURES
from peacetrack.report.plots.plotting import Picture
from tests.report.reading import FIXTURES

SEEDS = FIXTURES[0]
EMPTY = "peacetrack: 1\nnegotiation: {id: talks}\nactors: {}\nevents: []\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["plot", *map(str, arguments)])


@pytest.mark.parametrize("picture", PICTURES)
def test_a_picture_is_printed_as_svg(picture: str) -> None:
    """Without a file SVG is printed, the same each time, in which text is text."""
    first, second = run(SEEDS, picture), run(SEEDS, picture)

    assert (0, "") == (first.exit_code, first.stderr)
    assert first.stdout.startswith("<?xml")
    assert "</text>" in first.stdout
    assert first.stdout_bytes == second.stdout_bytes


def test_the_command_offers_every_picture() -> None:
    """Its choices are the pictures of the library, which it does not load for them."""
    assert PICTURES == tuple(Picture)


@pytest.mark.parametrize(("name", "begins"), [("a.svg", b"<?xml"), ("a.PNG", b"\x89PNG")])
def test_the_name_of_the_file_says_the_format(tmp_path: Path, name: str, begins: bytes) -> None:
    """A file that ends in .png is one."""
    done = run(SEEDS, "counts", "-o", tmp_path / name, "--as-of", "2024-09-17", "--account", "armenia")

    assert (0, "", f"{tmp_path / name}: written.\n") == (done.exit_code, done.stdout, done.stderr)
    assert (tmp_path / name).read_bytes().startswith(begins)


def test_wrong_usage_writes_nothing(tmp_path: Path) -> None:
    """Another ending, another text, nothing on record: each is told, and no file is there."""
    (tmp_path / "talks.peace.yaml").write_text(EMPTY, "utf-8")
    output = tmp_path / "a.svg"
    wrong = [
        (run(SEEDS, "counts", "-o", tmp_path / "a.gif"), "the file ends in .svg or .png."),
        (
            run(SEEDS, "counts", "-o", output, "--instrument", "deal"),
            "'deal' is no instrument of this negotiation",
        ),
        (run(tmp_path / "talks.peace.yaml", "demands", "-o", output), "no demand and no offer is on record."),
        (run(tmp_path / "talks.peace.yaml", "counts", "-o", output), "nothing is on record of any text."),
    ]

    for done, text in wrong:
        assert (2, "") == (done.exit_code, done.stdout)
        assert text in done.stderr
    assert [tmp_path / "talks.peace.yaml"] == [*tmp_path.iterdir()]


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the extra is told how to."""
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = run(SEEDS, "counts")

    assert (2, "") == (done.exit_code, done.stdout)
    assert "plot needs the package 'matplotlib': python -m pip install 'peacetrack[plot]'" in done.stderr


def test_a_script_that_is_not_in_the_font_is_no_warning(tmp_path: Path) -> None:
    """A title in another writing is drawn as far as the font goes; nobody is bothered."""
    text = EMPTY.replace("actors: {}", "actors: {a: {name: 北京, role: mediator}}").replace(
        "[]", "[{event: statement_made, by: a, what: x, date: 2024-05-01}]"
    )
    (tmp_path / "talks.peace.yaml").write_text(text, "utf-8")
    done = run(tmp_path / "talks.peace.yaml", "days", "-o", tmp_path / "a.png")

    assert (0, f"{tmp_path / 'a.png'}: written.\n") == (done.exit_code, done.stderr)


def test_a_notebook_gets_axes_of_pyplot() -> None:
    """Without axes of its own a program gets new ones, which a notebook shows."""
    axes = pt.plot.days(pt.timeline(pt.load(SEEDS)))

    assert plt.fignum_exists(axes.figure.number)  # type: ignore[union-attr]  # a figure of pyplot
    plt.close("all")
