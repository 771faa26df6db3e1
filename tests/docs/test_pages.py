"""What the hand-written pages speak of is there."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from textwrap import indent
from typing import Final

import pytest

import peacetrack

ROOT: Final = Path(__file__).parents[2]
DOCS: Final = ROOT / "docs"
PAGES: Final = (ROOT / "README.md", *sorted(DOCS.rglob("*.md")))
FERRY: Final = DOCS / "how-to" / "ferry"


def yaml_blocks(page: Path) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```$", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


def rooms() -> set[str]:
    parts = Path(peacetrack.__file__).parent.iterdir()
    return {part.name for part in parts if part.is_dir() and not part.name.startswith("_")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_a_log_that_a_page_shows_whole_is_the_one_beside_it(page: Path) -> None:
    """Where a page asks its reader to load a file, the reader has seen that file."""
    shown = {block.partition("\n")[0].removeprefix("# file: "): block for block in yaml_blocks(page)}
    beside = {name: page.parent / name for name in shown if (page.parent / name).is_file()}

    assert {name: path.read_text(encoding="utf-8") for name, path in beside.items()} == {
        name: shown[name] for name in beside
    }


def test_the_pieces_of_a_log_are_pieces_of_the_example() -> None:
    """Whoever writes the log of the how-to piece by piece arrives at the one that is checked there."""
    logs = [path.read_text(encoding="utf-8") for path in sorted(FERRY.glob("*.peace.yaml"))]
    pieces = yaml_blocks(DOCS / "how-to" / "write-a-log.md")

    assert pieces
    assert [] == [
        piece for piece in pieces if not any(piece in log or indent(piece, "  ") in log for log in logs)
    ]


def test_every_room_stands_on_the_page_on_architecture() -> None:
    """A new room is told to newcomers, and a room that is gone is not."""
    page = (DOCS / "explanation" / "architecture.md").read_text(encoding="utf-8")
    table = page.partition("| room | what is in it | you come here to |")[2].partition("\n\n")[0]

    assert rooms() == set(re.findall(r"^\| `(\w+)`", table, re.MULTILINE))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_to_files(page: Path) -> None:
    """A page that was moved takes its links along."""
    links = re.findall(r"\]\(([^)#:\s]+)(?:#[\w-]+)?\)", page.read_text(encoding="utf-8"))

    assert [] == [link for link in links if not (page.parent / link).exists()]


def test_every_public_name_stands_on_one_page_of_the_interface() -> None:
    """What is importable from `peacetrack` is listed once, classes and functions with their docstrings, constants in a table."""
    pages = [page.read_text(encoding="utf-8") for page in (DOCS / "reference" / "api").glob("*.md")]
    listed = Counter(
        name
        for page in pages
        for name in re.findall(r"^(?:\.\. auto\w+:: |\| `)(\w+)(?:$|` \| [^`])", page, re.MULTILINE)
    )

    assert dict.fromkeys(peacetrack.__all__, 1) == dict(listed)


@pytest.mark.parametrize(
    "page", [ROOT / "CONTRIBUTING.md", DOCS / "explanation" / "architecture.md"], ids=lambda page: page.name
)
def test_every_file_that_a_guide_names_is_there(page: Path) -> None:
    """A newcomer who follows a guide finds the file that it names."""
    named = re.findall(
        r"`((?:src|tests|docs|benchmarks|fixtures|changelog\.d)/[\w./-]*)`", page.read_text(encoding="utf-8")
    )

    assert named
    assert [] == [path for path in named if not (ROOT / path).exists()]


def test_eight_walks_lead_a_newcomer_to_a_file() -> None:
    """For each of eight things that people come to do, the guide names the file in which they do it."""
    guide = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    rows = re.findall(
        r"^\| (.+?) \| (.+?) \|", guide.partition("## Where to go")[2].partition("\n## ")[0], re.MULTILINE
    )
    walks = {what: re.findall(r"`(src/peacetrack/[\w./]+\.py)`", where) for what, where in rows[2:]}

    assert 8 == len(walks)
    assert all(walks.values())
