"""Moves whose open date spans a count: whoever wrote them may have meant how it stood, not when that changed."""

from __future__ import annotations

from collections.abc import Iterator

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.provisions import is_move, named
from peacetrack.aspects.tallies import UnitCount
from peacetrack.beliefs.view import View
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.model.ids import InstrumentId, ProvisionId
from peacetrack.model.problems import Finding, Severity


def open_date_findings(view: View) -> Iterator[Finding]:
    """
    Report each move that may have happened before or after a count of its text, because one end of its date is open.

    Args:
        view: What is believed.
    """
    counts = _counts(view)
    for event in view.events if counts else ():
        date = view.log.by_id[event.id].date
        if is_move(event) and date is not None and (date.earliest is None or date.latest is None):
            homes = _homes(event, view.log.cast)
            count = next(
                (one for home in homes for one in counts.get(home, ()) if _spans(date, one.true_of)), None
            )
            if count is not None:
                yield _finding(event, count)


def _counts(view: View) -> dict[InstrumentId, list[UnitCount]]:
    """Map each text to the counts of its own units."""
    counts: dict[InstrumentId, list[UnitCount]] = {}
    for event in view.events:
        if isinstance(event, UnitCount):
            own = view.log.cast.instruments[event.instrument].unit
            if event.unit in ("", own):
                counts.setdefault(event.instrument, []).append(event)
    return counts


def _homes(event: Event, cast: Cast) -> tuple[InstrumentId, ...]:
    return tuple(dict.fromkeys(cast.instrument_of[ProvisionId(name)] for name in named(event, cast)))


def _spans(date: ImpreciseDate, day: ImpreciseDate | None) -> bool:
    """Tell whether a date allows days before the last that another allows, and after it."""
    if day is None or day.latest is None:
        return False
    is_after = date.earliest is not None and date.earliest >= day.latest
    return not is_after and (date.latest is None or date.latest > day.latest)


def _finding(event: Event, count: UnitCount) -> Finding:
    return Finding(
        code="open-date",
        message=f"Whether `{event.kind}` came before or after the count '{count.id}' is not known: its date is open.",
        entry=event.id,
        field="date",
        hint="If somebody said how it stood, and not when that changed, write `status_stated`.",
        severity=Severity.NOTE,
        others=(("The count is here", count.id),),
    )
