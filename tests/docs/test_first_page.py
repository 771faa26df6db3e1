"""From the first page of the documentation alone, a log can be written."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.aspects import KINDS
from peacetrack.checks.checking import findings_of
from peacetrack.model.problems import Severity
from peacetrack.yaml.files.loader import read

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
#: The logs that come with peacetrack.
LOGS: Final = (
    "fixtures/armenia-azerbaijan",
    "fixtures/colombia-farc",
    "docs/how-to/ferry",
    "docs/tutorial/river",
)
CAST: Final = """\
peacetrack: 1
negotiation: {id: river}
actors:
  tarvia: {role: negotiating_party}
  melland: {role: negotiating_party}
voices:
  dahl: {speaks_for: tarvia}
  brek: {speaks_for: melland}
instruments:
  protocol: {unit: article, provisions: {preamble: {kind: preamble}, fees: {kind: article}, fish: {kind: article}}}
topics: {gauges-talk: Gauges}
source: {id: press}
events:
"""


def section(heading: str) -> str:
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def twelve() -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", section("Twelve kinds"), re.MULTILINE)


def written() -> list[str]:
    return re.findall(
        r"\| `(\{event: .*\})` \|$", section("What did you read? What do you write?"), re.MULTILINE
    )


def test_there_are_twelve() -> None:
    """Each is a kind of event."""
    assert 12 == len(twelve())
    assert [] == [kind for kind in twelve() if kind not in KINDS]


def test_they_make_most_of_a_log() -> None:
    """Two events in three of the logs that come with peacetrack."""
    found = Counter(event.kind for path in LOGS for event in pt.load(ROOT / path).events)

    assert 2 * found.total() <= 3 * sum(found[kind] for kind in twelve())


def test_what_one_writes_is_a_log(tmp_path: Path) -> None:
    """Every row of the table can be copied: together they load, and no table refuses what they tell."""
    rows = written()
    path = tmp_path / "river.peace.yaml"
    path.write_text(CAST + "".join(f"- {row}\n" for row in rows), encoding="utf-8")
    reading = read(path)

    assert (22, ()) == (len(rows), reading.problems)
    assert reading.log is not None
    shown = findings_of(pt.replay(reading.log), reading.places)
    assert [] == [found.message for found in shown if found.severity is Severity.ERROR]


@pytest.mark.parametrize("row", written())
def test_a_row_names_a_kind(row: str) -> None:
    """One that there is."""
    assert row.removeprefix("{event: ").partition(",")[0] in KINDS
