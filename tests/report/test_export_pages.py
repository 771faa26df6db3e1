"""The pages on exports and on editors say what the code does."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from peacetrack.report.export import ExportFormat
from peacetrack.report.tables import tables
from peacetrack.report.tables.plover import BY_KIND
from peacetrack.state.timeline import timeline
from peacetrack.yaml.files.loader import load
from peacetrack.yaml.schema import UNSEEN

DOCS: Final = Path(__file__).parents[2] / "docs"
EXPORTS: Final = (DOCS / "reference" / "exports.md").read_text(encoding="utf-8")
EDITOR: Final = (DOCS / "how-to" / "use-an-editor.md").read_text(encoding="utf-8")


def test_the_page_has_the_table_of_plover() -> None:
    """Kind by kind, in the order of the code."""
    stated = re.findall(r"^\| `(\w+)` \| `([A-Z]+)` \| (.+) \|$", EXPORTS, re.MULTILINE)

    assert [(kind.kind, category.value, text) for kind, (category, text) in BY_KIND.items()] == stated


def test_the_page_tells_of_every_format_and_of_every_table() -> None:
    """By its name; and of each it says what it cannot express."""
    log = load(DOCS / "how-to" / "ferry")
    names = [*ExportFormat, *(table.name for table in tables(timeline(log)))]

    assert [] == [name for name in names if f"`{name}`" not in EXPORTS]
    assert {"CSV", "JSON Lines", "Mermaid", "ClaimReview", "PROV"} == {
        *re.findall(r"^\*What (.+?) cannot express:\*", EXPORTS, re.MULTILINE)
    }


def test_the_page_lists_what_a_schema_cannot_see() -> None:
    """As many rows as the code has lines."""
    rows = re.findall(r"^\| (?!kind of|---)(.+?) \| .+ \|$", EDITOR, re.MULTILINE)

    assert len(UNSEEN) == len(rows)
