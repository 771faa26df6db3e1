"""What a notebook shows of an answer: small tables in HTML, in which text from a log stays text.

A state asks for its own picture, so this room lies below it and knows no type of what it draws. Whatever a cell holds is
escaped, stands in a box that its writing direction cannot leave, and shows control characters instead of obeying them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peacetrack.model.notebook import table_html


def state_html(state: Any) -> str:
    """
    Show a state: all its answers.

    The questions lie above this room, as they ask states; who draws them is looked up by name when a notebook asks.
    """
    from pkgutil import resolve_name  # only a notebook needs it

    shown: str = resolve_name("peacetrack.questions.pictures:state_html")(state)
    return shown


def _title(cast: Any) -> str:
    return str(cast.negotiation.title or cast.negotiation.id)


def timeline_html(line: Any) -> str:
    """Show a timeline: its events in the order of replay, each with the days between which it happened."""
    rows = [
        (event.true_of, event.kind.replace("_", " "), event.id, ", ".join(event.by))
        for event in line.view.events
    ]
    known = f", known by {line.known_by}" if line.known_by else ""
    return table_html(
        f"{_title(line.log.cast)}{known}: {len(rows)} events", ("date", "event", "id", "by"), rows
    )


def results_html(results: Sequence[Any]) -> str:
    """Show the outcomes of claims."""
    passed = sum(result.passed for result in results)
    rows = [
        (
            "ok" if result.passed else "FAILED",
            result.claim.id,
            result.said,
            result.verdict.replace("_", " "),
            (result.support or "").replace("_", " "),
            ", ".join(result.carriers),
        )
        for result in results
    ]
    headings = ("outcome", "claim", "said", "verdict", "support", "sides")
    return table_html(f"{passed} of {len(rows)} came out as expected", headings, rows)


def changes_html(changes: Sequence[Any]) -> str:
    """Show what two states answer differently."""
    rows = [(one.what, one.subject, one.before, one.after, ", ".join(one.because)) for one in changes]
    return table_html(f"{len(rows)} answers differ", ("what", "of", "before", "after", "because of"), rows)
