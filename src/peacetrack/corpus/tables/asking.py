"""How a corpus is asked: below which folder, as of a day, known by a day, on whose word, for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import attrs

from peacetrack.checks.checking import Outcome, Rehearsal, check_path
from peacetrack.corpus.asking import Aspects, found_aspects
from peacetrack.log.log import Log
from peacetrack.state.timeline import State, Timeline, Words


@attrs.frozen(kw_only=True)
class Asked:
    """
    What is asked of every log alike. It goes to the workers, so it holds nothing but plain values and aspects.

    Attributes:
        root: The folder below which logs are named.
        aspects: Aspects of one's own in which the logs speak, or their names.
        as_of: The last day that is looked at; the end of each log when None.
        known_by: Count only what had been published by the end of this day.
        account: Whose word is believed; everyone's when empty.
        public: Leave out what is confidential.
    """

    root: Path
    aspects: Aspects = ()
    as_of: dt.date | None = None
    known_by: dt.date | None = None
    account: str = ""
    public: bool = False

    @property
    def words(self) -> str:
        """Name whose word is believed."""
        return self.account or "everyone"

    def outcomes(self, path: Path) -> Iterator[Outcome | Rehearsal]:
        """Check all that lies at a path."""
        return check_path(
            path,
            aspects=found_aspects(self.aspects),
            as_of=self.as_of,
            known_by=self.known_by,
            account=self.account,
        )

    def line(self, log: Log) -> Timeline:
        """Give the timeline of a log; several tables ask it for the same days."""
        return _Remembered(log, self.known_by)


@attrs.frozen(slots=False)
class _Remembered(Timeline):
    """A timeline that reads each of its states once."""

    @cached_property
    def _read(self) -> dict[tuple[object, object], State]:
        return {}

    def at(self, day: dt.date | str | None = None, *, account: Words = "everyone") -> State:
        """Read the state at the end of a day, unless it was read before."""
        if (day, account) not in self._read:
            self._read[day, account] = super().at(day, account=account)
        return self._read[day, account]
