"""Scenarios as they are written down: given a log, when this happens, then that holds."""

from __future__ import annotations

import datetime as dt

import attrs

from peacetrack.aspects.assertions import Assertion
from peacetrack.aspects.lifecycle import Event
from peacetrack.log.claim import Expected


@attrs.frozen(kw_only=True)
class Given:
    """
    What a scenario begins with.

    Attributes:
        log: The log or the folder, as seen from the scenario's file; the log of that file itself when empty.
        as_of: The log ends with this day; it does not end when None.
        known_by: Of the log, only what had been published by the end of this day counts.
        account: Whose word is believed; everyone's when empty.
    """

    log: str = ""
    as_of: dt.date | None = None
    known_by: dt.date | None = None
    account: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Then:
    """
    Something that has to hold at the end of a scenario.

    Attributes:
        says: The assertion.
        because: Why one would think so, for the reader.
        expect: What is expected of it; it holds in every world unless something else stands here.
    """

    says: Assertion
    because: str = ""
    expect: Expected = attrs.field(factory=Expected)


@attrs.frozen(kw_only=True)
class Refused:
    """
    That the tables refuse what is supposed.

    Attributes:
        code: Of the refusal.
        mentions: What its message has to name.
    """

    code: str
    mentions: tuple[str, ...] = ()


@attrs.frozen(kw_only=True)
class Scenario:
    """
    A supposition and what follows from it.

    Attributes:
        id: Its name among those of its file.
        title: The idea that it states.
        when: What is supposed to happen, in this order. An event without a date is of the day of the one before it, the
            first of the day with which the log ends.
        then: What holds at the end of the day of the last of them.
        refused: The tables must refuse what is supposed; they must allow it when None.
        xfail: Why it is known to fail; one that holds all the same then counts as failed.
    """

    id: str
    title: str
    given: Given = Given()
    when: tuple[Event, ...] = ()
    then: tuple[Then, ...] = ()
    refused: Refused | None = None
    xfail: str = ""


def then_id(scenario: str, number: int) -> str:
    """Name the outcome of a `then` of a scenario; they count from 1."""
    return f"{scenario}.then-{number}"
