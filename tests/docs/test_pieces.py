"""Where a page shows a file piece by piece, the file that is run beside it says the same."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import indent
from typing import Final

import pytest

from peacetrack.checks.checking import rehearse

ROOT: Final = Path(__file__).parents[2]
HOW_TO: Final = ROOT / "docs" / "how-to"
CEASEFIRE: Final = HOW_TO / "ceasefire"
#: Each page with the folders and files from which its YAML is taken.
TAKEN_FROM: Final = {
    "add-an-aspect.md": ("ceasefire",),
    "run-in-pytest.md": ("in-pytest",),
    "write-scenarios.md": ("scenarios", "too-hopeful.peace.yaml"),
}


def pieces(page: Path, language: str) -> list[str]:
    """List the blocks of a language on a page."""
    text = page.read_text(encoding="utf-8")
    return re.findall(rf"^```{re.escape(language)}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def files(page: str) -> list[str]:
    """Read the files of YAML from which a page takes its pieces."""
    found = [HOW_TO / name for name in TAKEN_FROM[page]]
    paths = [path for one in found for path in (sorted(one.rglob("*.peace.yaml")) if one.is_dir() else [one])]
    return [path.read_text(encoding="utf-8") for path in paths]


@pytest.mark.parametrize("page", TAKEN_FROM)
def test_the_yaml_of_a_page_stands_in_the_files_that_it_runs(page: str) -> None:
    """Whoever writes a file piece by piece arrives at the one whose outcome the page shows."""
    shown, stated = pieces(HOW_TO / page, "yaml"), files(page)

    assert shown
    assert [] == [
        piece for piece in shown if not any(piece in file or indent(piece, "  ") in file for file in stated)
    ]


def test_a_page_shows_the_whole_module_of_ceasefires() -> None:
    """And its test, in their order and with nothing left out: blank lines between the pieces aside."""
    shown = "".join(pieces(HOW_TO / "add-an-aspect.md", "{code-block} python"))
    modules = [
        (CEASEFIRE / name).read_text(encoding="utf-8") for name in ("ceasefires.py", "test_ceasefires.py")
    ]

    assert list(filter(None, "".join(modules).splitlines())) == list(filter(None, shown.splitlines()))


def test_the_scenario_of_the_readme_holds(tmp_path: Path) -> None:
    """It names its log as seen from the root of the project."""
    (scenario,) = (stated for stated in pieces(ROOT / "README.md", "yaml") if "\nscenario: " in stated)
    path = tmp_path / "readme.peace.yaml"
    path.write_text(scenario.replace("log: ", f"log: {ROOT.as_posix()}/"), encoding="utf-8")

    assert [True] == [played.passed for _, played in rehearse(path, within=[ROOT]).played]
