"""A move whose date is open at one end may blur a count; whoever wrote it may have meant how it stood."""

from __future__ import annotations

import pytest

from peacetrack.state.dating import open_date_findings
from peacetrack.state.timeline import replay
from tests.build import log_with


@pytest.mark.parametrize(
    ("date", "count", "expected"),
    [
        ("../2024-12-01", "agreed: 0, of: 3, date: 2024-07", ["m"]),
        ("2024-01-01/..", "agreed: 0, of: 3, date: 2024-07", ["m"]),
        ("2024-01-01/2024-12-01", "agreed: 0, of: 3, date: 2024-07", []),
        ("../2024-06-01", "agreed: 0, of: 3, date: 2024-07", []),
        ("2024-08-01/..", "agreed: 0, of: 3, date: 2024-07", []),
        ("../2024-12-01", "agreed: 0, of: 3", []),
        ("../2024-12-01", "agreed: 0, of: 3, date: 2024-07/..", []),
        ("../2024-12-01", "unit: bracket, open: 3, date: 2024-07", []),
    ],
)
def test_a_move_with_an_open_date_that_spans_a_count_is_told(
    date: str, count: str, expected: list[str]
) -> None:
    """Only where the count lies inside, and counts the units of the text."""
    log = log_with(
        f"id: m, event: provision_agreed, provision: borders, date: {date}", f"event: count_stated, {count}"
    )
    found = list(open_date_findings(replay(log).timeline.view))

    assert expected == [finding.entry for finding in found]
    assert all("status_stated" in finding.hint for finding in found)
