"""
Examples that the design decides: small logs whose first lines tell the situation and the sentence that decides it.

Every claim of every log of `fixtures/decided` comes out as its `expect` says; what a log has beside its claims, such as a
warning or an event that a table refuses, is none of this test's business.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

import peacetrack as pt

DECIDED: Final = Path(__file__).parents[2] / "fixtures" / "decided"
NAMES: Final = sorted(path.name for path in DECIDED.iterdir())


@pytest.mark.parametrize("name", NAMES)
def test_what_the_design_decides_comes_out(name: str) -> None:
    """Every claim of a decided example has the verdict that is expected of it."""
    results = pt.check(pt.load(DECIDED / name))

    expected = {result.claim.id: result.claim.expect.verdict for result in results}
    assert expected
    assert expected == {result.claim.id: result.verdict for result in results}
