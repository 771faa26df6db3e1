"""Law 10: load(dump(log)) == log, and splicing an event in leaves every other byte alone."""

import pickle
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peacetrack.aspects import KINDS
from peacetrack.aspects.reports import Corrected
from peacetrack.lifecycle import Event
from peacetrack.log import Log
from peacetrack.yaml.loader import load
from peacetrack.yaml.writer import dumps
from tests.laws.files import read_again, read_text
from tests.strategies import logs, spelled_otherwise

FIXTURES: Final = Path(__file__).parents[2] / "fixtures"
FOLDERS: Final = sorted(
    path.parent for path in FIXTURES.rglob("cast.peace.yaml") if "bad" not in path.relative_to(FIXTURES).parts
)


@given(logs())
def test_what_is_written_is_read_back(log: Log) -> None:
    """load(dump(log)) == log"""
    reading = read_text(dumps(log))

    assert () == reading.problems
    assert log == reading.log
    assert repr(log) == repr(reading.log), "and in the same order"


# What a correction means is worked out by the reader, from the field that it corrects: it has tests of its own.
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS.values() if kind is not Corrected], ids=lambda kind: kind.kind
)
@settings(max_examples=4)
@given(data=st.data())
def test_every_kind_of_event_is_read_back(kind: type[Event], data: st.DataObject) -> None:
    """load(dump(log)) == log, whatever happened"""
    log = data.draw(logs(containing=(kind,), longest=2, claimed=False))

    assert any(type(event) is kind for event in log.events)
    assert log == read_again(log)


@given(logs())
def test_what_is_read_back_is_written_alike(log: Log) -> None:
    """There is one layout: a log that was written and read is written as it was."""
    again = read_again(log)

    assert again is not None
    assert dumps(log) == dumps(again)


@given(logs(longest=5))
def test_another_spelling_is_the_same_voice(log: Log) -> None:
    """However its author spells a voice, a log is read as the same log."""
    assert log == read_again(spelled_otherwise(log))


@given(logs(longest=4))
def test_a_log_travels(log: Log) -> None:
    """A log can be sent to another process, and is there what it was."""
    assert log == pickle.loads(pickle.dumps(log))  # noqa: S301 - our own bytes
    assert hash(log) == hash(pickle.loads(pickle.dumps(log)))  # noqa: S301 - our own bytes


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_real_negotiation_is_read_back(folder: Path) -> None:
    """Several files become one, which says the same."""
    log = load(folder)

    assert log == read_again(log)
