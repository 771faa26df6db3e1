"""What is said besides a number is said in the same breath: both hold on the same day, or an epoch opens for both."""

from __future__ import annotations

import peacetrack as pt
from peacetrack.aspects.provisions import PROVISIONS
from tests.build import log_with

PARTS = """
actors:
  north: {role: negotiating_party}
  south: {role: negotiating_party}
instruments:
  treaty:
    unit: article
    provisions:
      preamble: {kind: preamble}
      borders: {kind: article}
      borders-1: {kind: paragraph, parent: borders}
"""


def test_a_paragraph_struck_besides_leaves_the_number() -> None:
    """None is partly agreed, and the paragraph that is struck in the same breath makes none so."""
    said = "event: count_stated, instrument: treaty, partly_agreed: 0, besides: {withdrawn: borders-1}"
    state = pt.replay(log_with(said, cast=PARTS))

    assert "0" == str(state.count("treaty", "partly_agreed").numerator)


def test_what_is_contested_besides_a_number_is_an_objection() -> None:
    """A party that says who is contested beside its number objects to it, and stands by that when others agree."""
    said = "event: count_stated, by: north, agreed: 3, besides: {contested: preamble}, date: 2024-01-01"
    agreed = "event: provision_agreed, by: south, provision: preamble, date: 2024-02-01"
    state = pt.replay(log_with(said, agreed, cast=PARTS))

    assert {"agreed", "contested"} == {*state[PROVISIONS]["preamble"].possible}
    assert "3" == str(state.count("treaty", "agreed").numerator)
