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
    "k-71-two-counts-two-papers": "the union over the orders of what nobody put in order",
    "w-01-progress-by-the-other-side.peace.yaml": "one replay of several accounts with branches",
    "w-11-joint-then-one-steps-back.peace.yaml": "one replay of several accounts with branches",
    "w-17-article-against-a-partys-own-word.peace.yaml": "the record's word beside a party's own",
    "w-25-denial-of-an-act.peace.yaml": "a denied act is content",
    "w-26-denial-by-an-outsider.peace.yaml": "who has force to dispute by denying",
    "w-28-denial-of-the-denial.peace.yaml": "a denial that is taken back",
    "w-31-objection-stands-beside-the-others-word.peace.yaml": "an objection by name stands like a demand",
    "w-32-objection-moves-what-was-agreed.peace.yaml": "an objection by name stands like a demand",
    "w-34-objection-taken-back-by-its-owner.peace.yaml": "an objection by name stands like a demand",
    "w-37-objection-ends-with-a-conclusion.peace.yaml": "an objection by name stands like a demand",
    "w-40-objection-of-one-who-only-consents.peace.yaml": "an objection by name stands like a demand",
    "w-41-status-stated-contested-is-an-objection.peace.yaml": "an objection by name stands like a demand",
    "w-43-agreed-between-two-of-three.peace.yaml": "`between` names whose word it is",
    "w-44-all-agreed-according-to-one.peace.yaml": "an account of one party asks its own gates",
    "w-49-objection-before-and-after-joining.peace.yaml": "parties of the day",
    "w-50-a-third-party-leaves.peace.yaml": "parties of the day",
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
