"""Becoming: whether something became so on the day that is said.

The law: it is so, it was so at the end of that day and ever since, and it was not so before. What nothing had been told of before
that day was not so then, as far as anybody knows.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Final

import attrs

from peacetrack.log.claim import Verdict
from peacetrack.model.dates import ImpreciseDate
from peacetrack.questions.judgements import Judgement, Truth, all_of, judged
from peacetrack.state.timeline import State

Holds = Callable[[Any, State], Judgement]
TRUTHS: Final[dict[Verdict, Truth]] = {
    Verdict.SUPPORTED: True,
    Verdict.REFUTED: False,
    Verdict.NOT_ENOUGH_INFO: None,
}


def became_so(says: Any, since: ImpreciseDate, state: State, holds: Holds) -> Judgement:
    """
    Judge that something has been so since a day.

    Args:
        says: An assertion of a status, with the day.
        since: The day; some day between, where it is not exact.
        state: The state that is asked.
        holds: Judges the assertion without its day.
    """
    bare, end = attrs.evolve(says, since=None), state.as_of
    now = holds(bare, state)
    first, last = since.earliest, _earlier(since.latest, end)
    if end is not None and first is not None and first > end:
        return attrs.evolve(now, verdict=Verdict.REFUTED)
    asked = [last, *_days_after(last, state)] if last is not None else []
    later = [holds(bare, _on(day, state)) for day in asked]
    before = holds(bare, _on(first - ONE_DAY, state)) if first not in (None, dt.date.min) else None
    parts = [now, *later, *([before] if before else [])]
    truth = all_of((*(TRUTHS[one.verdict] for one in (now, *later)), _not_yet(before)))
    text = "; ".join(dict.fromkeys(one.replayed for one in parts))
    names = dict.fromkeys(name for one in parts for name in one.because)
    return judged(truth, text, names=names, disputed=any(one.disputed for one in parts))


def _earlier(day: dt.date | None, end: dt.date | None) -> dt.date | None:
    return min((one for one in (day, end) if one is not None), default=None)


def _on(day: dt.date, state: State) -> State:
    return state.timeline.at(day, account=state.account)


def _days_after(day: dt.date, state: State) -> list[dt.date]:
    """List the days after one, up to that of the state, on which anything may have changed."""
    return [one for one in state.timeline.days() if day < one and (state.as_of is None or one < state.as_of)]


def _not_yet(before: Judgement | None) -> Truth:
    """Tell whether it was not so before; what nothing bears on was not."""
    if before is None or not before.because:
        return True
    truth = TRUTHS[before.verdict]
    return None if truth is None else not truth


ONE_DAY: Final = dt.timedelta(1)
