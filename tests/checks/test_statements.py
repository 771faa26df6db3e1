"""What is stated by number and by name, each in the smallest log that shows it: its claims come out as expected."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from peacetrack.checks.claims import check
from peacetrack.yaml.files.loader import load

STATEMENTS: Final = Path(__file__).parents[2] / "fixtures" / "statements"


@pytest.mark.parametrize("path", sorted(STATEMENTS.iterdir()), ids=lambda path: path.name.partition(".")[0])
def test_each_claim_comes_out_as_expected(path: Path) -> None:
    """The first line of each log says what it shows."""
    assert {} == {
        result.claim.id: (result.verdict, result.replayed)
        for result in check(load(path))
        if not result.passed
    }
