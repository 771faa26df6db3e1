"""Claims as they are written down: who stated what about the negotiation, and what is expected of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum

import attrs

from peacetrack.aspects.assertions import Assertion
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.evidence import Citation
from peacetrack.model.ids import (
    ClaimId,
    SourceId,
    SpeakerId,
)


class Verdict(StrEnum):
    """Whether a claim follows from the record, contradicts it, or cannot be told."""

    SUPPORTED = "supported"
    REFUTED = "refuted"
    NOT_ENOUGH_INFO = "not_enough_info"


class Support(StrEnum):
    """On whose reports a verdict rests, judged by the weakest member of the strongest set that suffices."""

    OWN_WORD_ONLY = "own_word_only"
    ONE_SIDE = "one_side"
    CORROBORATED = "corroborated"
    ON_RECORD = "on_record"
    DISPUTED = "disputed"


@attrs.frozen(kw_only=True)
class Expected:
    """The outcome that the author of a log expects of a claim."""

    verdict: Verdict = Verdict.SUPPORTED
    support: Support | None = None


@attrs.frozen(kw_only=True)
class Claim:
    """
    A published statement about the state, to be checked; without a claimant it is an expectation of the log's author.

    Attributes:
        by: Who claims it.
        date: When it was said.
        as_of: The day of which it speaks; when not given, the last possible day of its date, or the end of the log.
        known_by: Only what had been published by the end of this day counts; everything when not given.
        account: Whose word is believed; everyone's when empty.
        says: The assertion.
        expect: The verdict that the log's author expects.
        xfail: Why it is known to come out otherwise; one that comes out as expected then counts as failed.
    """

    id: ClaimId
    says: Assertion
    source: SourceId | None = None
    by: tuple[SpeakerId, ...] = ()
    date: ImpreciseDate | None = None
    as_of: dt.date | None = None
    known_by: dt.date | None = None
    account: tuple[str, ...] = ()
    cite: tuple[Citation, ...] = ()
    inferred: bool = False
    expect: Expected = Expected()
    as_said: str = ""
    note: str = ""
    xfail: str = ""

    @property
    def day(self) -> dt.date | None:
        """Give the day of which it speaks; None where that is the end of the log."""
        return self.as_of or (self.date.latest if self.date else None)
