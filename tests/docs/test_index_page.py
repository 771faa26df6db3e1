"""What a package index shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from hatch_build import SECTIONS, ReadmeHook, for_an_index
from peacetrack.version import VERSION
from tests.commands.running import run

ROOT: Final = Path(__file__).parents[2]
SHOWN: Final = for_an_index((ROOT / "README.md").read_text(encoding="utf-8"))


def test_nothing_on_it_leads_nowhere() -> None:
    """An index has none of the project's files: neither a link nor a picture is of one."""
    assert [] == re.findall(r"\]\((?!https://|#)[^)]*\)", SHOWN)


def test_it_is_the_readme_otherwise() -> None:
    """A link is its words, an address stays, and every section but the one that is made of links is there."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    headings = re.findall(r"^## (.*)$", readme, re.MULTILINE)

    assert {"Quick start", "Read more"} == {*SECTIONS}
    assert [one for one in headings if one != "Read more"] == re.findall(r"^## (.*)$", SHOWN, re.MULTILINE)
    assert "a [log](https://example.org/x) and a page\n" == for_an_index(
        "![a](b.png)\n\na [log](https://example.org/x) and a [page](docs/x.md#y)\n"
    )


def test_its_quick_start_runs(tmp_path: Path) -> None:
    """Whoever types it sees a log, as it stands on a day."""
    commands = [
        line.split() for line in SECTIONS["Quick start"].splitlines() if line.startswith("peacetrack ")
    ]
    done = [run(*text[1:], cwd=tmp_path) for text in commands]

    assert [0, 0, 0] == [one.returncode for one in done]
    assert "2 claims and 1 expectation: all as expected\n" in done[1].stdout
    assert "9 of 12 articles agreed" in done[2].stdout


def test_the_build_asks_for_it() -> None:
    """It stands in what the project says of itself."""
    stated: dict[str, object] = {}
    ReadmeHook(str(ROOT), {}).update(stated)

    assert {"readme": {"content-type": "text/markdown", "text": SHOWN}} == stated


def test_who_cites_names_the_version_that_is_built() -> None:
    """A citation of another version would lead to other answers."""
    cited = re.search(r"^version: (.*)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)

    assert cited is not None
    assert VERSION == cited[1]
