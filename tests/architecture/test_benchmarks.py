"""What was measured is shown, and what became much slower is refused."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.profile import in_full

ROOT: Final = Path(__file__).parents[2]
BENCHMARKS: Final = ROOT / "benchmarks"
PAGE: Final = (ROOT / "docs" / "explanation" / "performance.md").read_text(encoding="utf-8")
HEADING: Final = "| work | measured | target | met |"
#: What writes a corpus, measures, or keeps this page, and is no program whose figures are shown.
UNSHOWN: Final = frozenset({"measured", "page", "ratios", "resident", "rivals"})


def shown(page: str) -> dict[str, str]:
    return dict(re.findall(r"<!-- printed by (\w+)\.py -->\n(.*?)<!-- end -->", page, re.DOTALL))


def targets(text: str) -> list[str]:
    rows = text.partition(HEADING)[2].partition("\n\n")[0].splitlines()
    return [row for row in rows if row and not row.startswith("| ---")]


def ratios(*options: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(BENCHMARKS / "ratios.py"), "--only", "load", *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_every_program_has_its_figures_on_the_page() -> None:
    """Whoever reads a figure finds the program that printed it, and every program's figures are there."""
    programs = {path.stem for path in BENCHMARKS.glob("*.py")} - UNSHOWN
    generators = {name for name in programs if name.startswith("generated_")}

    assert programs - generators == shown(PAGE).keys()


@pytest.mark.parametrize("program", shown(PAGE))
def test_every_program_has_been_run(program: str) -> None:
    """No part of the page waits for its figures."""
    assert shown(PAGE)[program].lstrip().startswith("| ")


def test_every_target_stands_at_the_top() -> None:
    """The table of all targets leaves none out, met or not, and says what the programs printed."""
    top = PAGE.partition("<!-- all targets -->")[2].partition("<!-- end -->")[0]
    printed = [row for text in shown(PAGE).values() for row in targets(text)]

    assert printed == targets(top)


@in_full
def test_what_is_much_slower_is_refused() -> None:
    """A ratio beyond its bound ends the check with 1, and the line says which one, how much and what it may be."""
    found = ratios("--small", "--only", "load", "--slack", "0.01")

    assert (1, "") == (found.returncode, found.stderr)
    assert re.search(
        r"^too slow: load over the C parser's event stream is [\d.]+, and may be at most 0\.\d+$",
        found.stdout,
        re.MULTILINE,
    )


@in_full
def test_what_is_as_quick_as_before_passes() -> None:
    """A ratio within its bound is shown beside it, and refuses nothing."""
    found = ratios("--small", "--only", "load", "--slack", "100")

    assert (0, "") == (found.returncode, found.stderr)
    assert "too slow" not in found.stdout
