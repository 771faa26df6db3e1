"""What is asked of every log of a corpus alike, to fill its tables: a query, the folder of the names, and for whom."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from pathlib import Path

import attrs

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import WHOLE, Query
from peacetrack.state.timeline import State, Timeline


@attrs.frozen(kw_only=True)
class CorpusQuery:
    """
    What is asked of every log alike. It goes to the workers, so it holds nothing but plain values and aspects.

    Attributes:
        root: The folder below which logs are named.
        each: What is asked of each; its day is the last that is looked at; the end of each log when there is none.
        public: Leave out what is confidential.
        within: The folders that were asked for, in one of which the logs of scenarios have to lie; each its own when empty.
    """

    root: Path
    each: Query = WHOLE
    public: bool = False
    within: tuple[Path, ...] = ()


@attrs.frozen(slots=False)
class RememberedTimeline(Timeline):
    """A timeline that reads each of its states once: several tables ask it for the same days."""

    @classmethod
    def of(cls, line: Timeline) -> RememberedTimeline:
        """Remember the states of a timeline."""
        return cls(*attrs.astuple(line, recurse=False))

    @cached_property
    def _read(self) -> dict[tuple[object, object], State]:
        return {}

    def at(self, day: dt.date | str | None = None, *, account: AccountLike = EVERYONE) -> State:
        """Read the state at the end of a day, unless it was read before."""
        if (day, account) not in self._read:
            self._read[day, account] = super().at(day, account=account)
        return self._read[day, account]
