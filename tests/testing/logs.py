"""Small logs and scenarios for runs of pytest, and what such a run says."""

from __future__ import annotations

from typing import Final

import pytest

# Loaded once: what a run inside this process imports is forgotten at its end.
import peacetrack.testing.items.files  # noqa: F401
from tests.commands.running import CAST, THIRTEEN, folder

CLAIMS: Final = """\
peacetrack: 1
negotiation: talks
claims:
  - {id: thirteen-of-sixteen, says: {count: {agreed: 13, of: 16}}}
  - {id: fourteen-of-sixteen, says: {count: {agreed: 14, of: 16}}}
"""
SCENARIOS: Final = """\
peacetrack: 1
background:
  given: {log: .}
scenarios:
  - scenario: Were all agreed, none would remain
    when:
      - {event: count_stated, date: 2024-07, agreed: 16, of: 16}
    then:
      - count: {agreed: 16, of: 16}
  - scenario: The borders may be <first> only to be <then>
    when:
      - {event: provision_<first>, date: 2024-07, provision: borders}
    then:
      - provision: {id: borders, is: <then>}
    examples:
      - {first: opened, then: open}
      - {first: agreed, then: open}
"""
#: One file with a cast, and `%s` for what it tells.
ALONE: Final = CAST + "%s"
REFUSED: Final = """\
events:
  - {id: agreement, event: provision_agreed, date: 2024-06-01, provision: borders}
  - {id: objection, event: provision_contested, date: 2024-07-01, provision: borders}
"""
#: An aspect whose question is a bug of its author.
TRUCES: Final = """\
from enum import StrEnum
import attrs
from peacetrack import Aspect, Event, Question, Table, on

class Status(StrEnum):
    HOLDING = "holding"
    BROKEN = "broken"

@attrs.frozen(kw_only=True)
class TruceBroken(Event):
    '''A truce was broken.'''
    truce: str

@attrs.frozen(kw_only=True)
class Shots:
    times: int

def count(asked, state):
    raise ZeroDivisionError("nobody counted")

TRUCES = Aspect(
    "truces",
    Table.of(Status, on(tuple(Status), TruceBroken, to=Status.BROKEN)),
    start=frozenset(Status),
    subjects=lambda event, cast: (event.truce,),
    questions=(Question("shots", Shots, holds=count, said=lambda asked, cast: f"{asked.times} shots"),),
)
AGAIN = TRUCES
NOTHING = None
"""
BROKEN: Final = """\
events:
  - {id: shots, event: truce_broken, date: 2024-06-01, truce: april}
claims:
  - {id: truce-is-broken, says: {truce: {id: april, is: broken}}}
"""


def names(pytester: pytest.Pytester, *arguments: str) -> list[str]:
    """Name the items that a run finds, in its order."""
    lines = pytester.runpytest("--co", "-q", "-p", "no:cacheprovider", *arguments).outlines
    return [line for line in lines if "::" in line]


__all__ = [
    "ALONE",
    "BROKEN",
    "CAST",
    "CLAIMS",
    "REFUSED",
    "SCENARIOS",
    "THIRTEEN",
    "TRUCES",
    "folder",
    "names",
]
