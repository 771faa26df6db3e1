"""The generated pages say what the code decides."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

from docs import generate, markdown
from peacetrack.aspects import ASPECTS
from peacetrack.aspects.lifecycle import Aspect

SCRIPT: Final = Path(generate.__file__)
TRANSITIONS: Final = generate.transitions()

each_aspect = pytest.mark.parametrize("aspect", ASPECTS, ids=lambda aspect: aspect.name)


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the project lie in an empty folder."""
    project = tmp_path / "project"
    monkeypatch.setattr(generate, "ROOT", project)
    return project


def section(name: str) -> str:
    """Give what the page on lifecycles says of one of them."""
    _, found, rest = TRANSITIONS.partition(f"## {name.capitalize()}\n")
    assert found
    return rest.partition("\n## ")[0]


@pytest.mark.parametrize("name", generate.PAGES)
def test_a_generated_page_is_not_stale(name: str) -> None:
    """Run `python docs/generate.py` when this fails."""
    assert generate.PAGES[name]() == (SCRIPT.parents[1] / name).read_text(encoding="utf-8")


def test_the_script_finds_nothing_stale() -> None:
    """As a user runs it."""
    run = subprocess.run([sys.executable, SCRIPT, "--check"], check=False, capture_output=True, text=True)

    assert (0, "", "") == (run.returncode, run.stdout, run.stderr)


def test_stale_pages_are_named_and_written(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A check names them and writes nothing; the next run writes them all, and then nothing is stale."""
    assert 1 == generate.main(["--check"])
    assert (
        "docs/reference/transitions.md is stale: run `python docs/generate.py`\n" in capsys.readouterr().err
    )
    assert not elsewhere.exists()

    assert 0 == generate.main([])
    assert [*generate.PAGES] == capsys.readouterr().out.split()
    assert TRANSITIONS == (elsewhere / "docs" / "reference" / "transitions.md").read_text(encoding="utf-8")

    assert 0 == generate.main(["--check"])
    assert 0 == generate.main([])
    assert ("", "") == tuple(capsys.readouterr())


def test_a_changed_page_is_stale(elsewhere: Path) -> None:
    """A correction by hand does not survive."""
    generate.main([])
    changed = elsewhere / "docs" / "reference" / "transitions.md"
    changed.write_text(TRANSITIONS.replace("refused", "allowed"), encoding="utf-8")

    assert [(changed, TRANSITIONS)] == list(generate.stale())


def test_a_wrong_call_writes_nothing(elsewhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unknown option is no run without options."""
    assert 2 == generate.main(["--chekc"])
    assert "usage: python docs/generate.py [--check]\n" == capsys.readouterr().err
    assert not elsewhere.exists()


@each_aspect
def test_every_decision_of_a_table_stands_on_the_page(aspect: Aspect[Any]) -> None:
    """For each kind of event every status stands in exactly one row, and its row says what was decided."""
    rows = re.findall(r"^\| (.*) \| (.*) \| (.*) \|$", section(aspect.name), re.MULTILINE)[2:]
    found: dict[tuple[str, str], str] = {}
    kind = ""
    for name, statuses, decision in rows:
        kind = name.strip("`") or kind
        for status in statuses.split(", "):
            assert (kind, status.strip("`")) not in found
            found[kind, status.strip("`")] = decision

    assert {(kind.kind, str(status)) for status, kind, _ in aspect.table} == set(found)
    for status, kind_, row in aspect.table:
        decision = found[kind_.kind, str(status)]
        assert row.is_refusal == decision.startswith("*refused:* ")
        assert row.because in decision
        assert (f"only {row.when.name}" if row.when else "") in decision
        assert all(unless.name in decision for unless in row.unless)
        assert row.to in {None, status} or decision.startswith(f"`{row.to}`")


@each_aspect
def test_every_change_of_status_has_an_arrow(aspect: Aspect[Any]) -> None:
    """And nothing else has one, but for the beginning."""
    arrows = re.findall(r"^    (\w+) --> (\w+) : (.+)$", section(aspect.name), re.MULTILINE)
    drawn = {(before, after, kind) for before, after, kinds in arrows for kind in kinds.split(", ")}

    expected = {
        (str(status), str(row.to or "stated"), kind.kind)
        for status, kind, row in aspect.table
        if not row.is_refusal and row.to != status
    }
    assert expected == drawn


def test_what_a_guard_asks_and_what_to_do_instead_stands_below_its_table() -> None:
    """With the code of the refusal."""
    assert "- *Only by the addressee:* otherwise `PT204`. To drop a demand, use `condition_withdrawn`.\n" in (
        section("conditions")
    )


def test_a_bar_in_a_cell_does_not_end_it() -> None:
    """A reason may quote a choice of two words."""
    assert "| of |\n| --- |\n| a \\| b |" == markdown.table(("of",), [("a | b",)])
