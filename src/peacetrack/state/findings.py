"""How findings about a whole log are worded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from peacetrack.aspects.lifecycle import Event
from peacetrack.aspects.tallies import UnitCount
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Finding, Severity
from peacetrack.state.facts import either
from peacetrack.state.replay import Refusal
from peacetrack.worlds import Unfitting as Counted


def of_refusal(refusal: Refusal, cast: Cast) -> Finding:
    """Word a transition that the table does not have: to whom, where, why not, and what would have been allowed."""
    event, guard = refusal.event, refusal.guard
    before = either(refusal.before)
    if guard is not None and not refusal.row.because:
        return Finding(
            code=guard.code,
            message=guard.refusal(event, refusal.earlier, cast),
            entry=event.id,
            field=guard.field,
            hint=guard.hint,
            severity=Severity.ERROR,
            others=(("It was set here", refusal.origin.id),),
        )
    allowed = sorted({kind for status in refusal.before for kind in refusal.aspect.table.allowed(status)})
    singular = refusal.aspect.singular
    return Finding(
        code="PT201",
        message=f"`{event.kind}` is refused: the {singular} '{refusal.subject}' is {before}, and {refusal.row.because}.",
        entry=event.id,
        field="event",
        hint=f"Allowed are {', '.join(f'`{kind}`' for kind in allowed)}.",
        severity=Severity.ERROR,
        others=(("Its story begins here", refusal.origin.id),) if refusal.origin.id != event.id else (),
    )


def of_perhaps(refusal: Refusal) -> Finding:
    """Word that an event does not follow in some orders that nobody told, and does in others."""
    return Finding(
        code="perhaps-refused",
        message=(
            f"`{refusal.event.kind}` would be refused in one order, and not in another: "
            f"nobody told which events of '{refusal.subject}' came first."
        ),
        entry=refusal.event.id,
        field="date",
        hint="Date them more precisely, or say which came first with `after`.",
        severity=Severity.NOTE,
    )


def of_gap(event: Event, subject: str) -> Finding:
    """Word that an event applies as from an unknown status."""
    return Finding(
        code="gap",
        message=f"`{event.kind}` does not follow from what is believed of '{subject}': something between is missing here.",
        entry=event.id,
        severity=Severity.NOTE,
    )


def of_counting(finding: Counted, unit: str, by_id: Mapping[EventId, Event]) -> Finding:
    """Word what the counting had to suppose or could not use."""
    event = by_id[EventId(finding.key)]
    what = f"The count '{event.id}'" if isinstance(event, UnitCount) else f"'{event.id}'"
    match finding.kind:
        case "unreported-change":
            message = (
                f"{what} cannot follow from what was told before: something moved and nobody reported it."
            )
        case "count-conflict":
            names = ", ".join(finding.units) or f"what was said of its {unit}s before"
            kept = "is believed instead" if finding.applied else "is kept and not applied"
            message = f"{what} contradicts {names}; it {kept}."
        case "small-denominator":
            message = f"{what} leaves room for {finding.stated}, but {finding.known} are known by name; it is not applied."
        case "since-conflict":
            message = f"{what} says how many more there are, and no number of the earlier day allows it; it is not applied."
        case "counts-disagree":
            message = (
                f"{what} contradicts what others say and have not taken back: both stand, and it is disputed."
            )
        case _:
            assert_never(finding.kind)
    since = event.since if finding.kind == "since-conflict" and isinstance(event, UnitCount) else None
    return Finding(
        code=finding.kind,
        message=message,
        entry=event.id,
        field="since" if since else "",
        others=(("It is counted from here", since),)
        if since
        else tuple(("It does not go together with this", key) for key in finding.other),
    )
