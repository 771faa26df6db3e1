"""What is asked of a log."""

from __future__ import annotations

import datetime as dt
import pickle

import pytest

import peacetrack as pt
from peacetrack.aspects.own import AspectNameError
from tests.commands.running import SEEDS


def test_a_query_asks_what_its_words_ask() -> None:
    """Days and accounts may be given as text; what is kept is what they mean."""
    asked = pt.Query(as_of="2024-09-17", known_by="2024-09-30", account="azerbaijan")

    assert (dt.date(2024, 9, 17), dt.date(2024, 9, 30)) == (asked.as_of, asked.known_by)
    assert pt.Account.of("azerbaijan") == asked.account
    assert asked == pt.Query(as_of=asked.as_of, known_by=asked.known_by, account=asked.account)


def test_a_query_without_anything_asks_everyone_for_the_end_of_the_log() -> None:
    """It is never about today."""
    assert (None, None, pt.EVERYONE, ()) == (
        pt.Query().as_of, pt.Query().known_by, pt.Query(account="").account, pt.Query().aspects,
    )  # fmt: skip


def test_a_state_says_what_was_asked() -> None:
    """Asked again, it is the same."""
    state = pt.replay(pt.load(SEEDS), as_of="2024-09-17", known_by="2024-10-31", account="armenia")

    assert pt.Query(as_of="2024-09-17", known_by="2024-10-31", account="armenia") == state.query


def test_what_is_asked_is_checked_before_anything_is_read() -> None:
    """A day that is none, and an aspect that nobody has, are wrong for every log."""
    with pytest.raises(pt.DateError, match="not one exact day"):
        pt.Query(known_by="2024-09")
    with pytest.raises(AspectNameError, match="there is no module 'nowhere'"):
        pt.Query(aspects=["nowhere:TRUCES"])


def test_a_query_goes_to_another_process() -> None:
    """Whole; aspects go by their names."""
    query = pt.Query(as_of="2024-09-17", account=("armenia", "azerbaijan"))

    assert query == pickle.loads(pickle.dumps(query))  # noqa: S301 - our own bytes
    assert hash(query) == hash(pt.Query(as_of="2024-09-17", account="armenia,azerbaijan"))
