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

#: What a log still waits for. An entry whose log comes out as decided fails, so that the list can only shrink.
WAITS: Final = {
    "w-25-denial-of-an-act.peace.yaml": "a denied act is content",
}


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(name, marks=pytest.mark.xfail(reason=WAITS[name])) if name in WAITS else name
        for name in NAMES
    ],
)
def test_what_the_design_decides_comes_out(name: str) -> None:
    """Every claim of a decided example has the verdict that is expected of it."""
    results = pt.check(pt.load(DECIDED / name))

    expected = {result.claim.id: result.claim.expect.verdict for result in results}
    assert expected
    assert expected == {result.claim.id: result.verdict for result in results}


def test_what_waits_is_among_the_examples() -> None:
    """No entry of the list outlives its log."""
    assert set() == {*WAITS} - {*NAMES}
