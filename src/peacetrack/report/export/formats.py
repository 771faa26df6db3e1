"""The formats, by their names: what each writes of a state, as one file or several."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs

from peacetrack.checks.claims import Result, check
from peacetrack.report.export.claimreview import Reviewer, claim_reviews_text
from peacetrack.report.export.lines import json_lines
from peacetrack.report.export.mermaid import (
    mermaid_state,
    mermaid_statuses,
    mermaid_timeline,
)
from peacetrack.report.export.provenance import ProvForm, provenance_text
from peacetrack.report.export.sheets import csv_files
from peacetrack.report.tables import tables
from peacetrack.report.tables.events import reported
from peacetrack.state.timeline import State


@attrs.frozen(kw_only=True)
class Asked:
    """
    What is to be exported.

    Attributes:
        state: Of which log, as of which day, known by when, on whose word.
        safe: CSV is for a spreadsheet, which must run nothing in it.
        reviewer: Who publishes reviews of claims.
    """

    state: State
    safe: bool = False
    reviewer: Reviewer = attrs.field(factory=lambda: Reviewer(name="peacetrack"))

    @property
    def results(self) -> tuple[Result, ...]:
        """Give the outcomes of the claims that were known."""
        state = self.state
        known = {claim.id for claim in reported(state.timeline).claims}
        found = check(state.log, known_by=state.known_by, as_of=state.as_of, account=str(state.account))
        return tuple(result for result in found if result.claim.id in known)


def _csv(asked: Asked) -> dict[str, str]:
    state = asked.state
    found = tables(state.timeline, account=str(state.account), as_of=state.as_of)
    return csv_files(found, safe=asked.safe)


def _jsonl(asked: Asked) -> dict[str, str]:
    state = asked.state
    found = tables(state.timeline, account=str(state.account), as_of=state.as_of)
    return {"tables.jsonl": json_lines(found, negotiation=state.log.cast.negotiation.id)}


def _claimreview(asked: Asked) -> dict[str, str]:
    reviews = claim_reviews_text(asked.state.log, asked.results, reviewer=asked.reviewer)
    return {"claimreview.jsonld": reviews}


def _prov(asked: Asked, form: ProvForm) -> str:
    return provenance_text(asked.state.timeline, asked.results, form=form, until=asked.state.as_of)


#: What writes each format: the text of each file, by its name.
FORMATS: Final[Mapping[str, Callable[[Asked], dict[str, str]]]] = {
    "csv": _csv,
    "jsonl": _jsonl,
    "mermaid-timeline": lambda asked: {"timeline.mmd": mermaid_timeline(asked.state)},
    "mermaid-statuses": lambda asked: {"statuses.mmd": mermaid_statuses(asked.state)},
    "mermaid-state": lambda asked: {"state.mmd": mermaid_state(asked.state)},
    "claimreview": _claimreview,
    "prov-json": lambda asked: {"prov.json": _prov(asked, "json")},
    "prov-n": lambda asked: {"prov.provn": _prov(asked, "provn")},
}  # fmt: skip


def exported(asked: Asked, to: str) -> dict[str, str]:
    """
    Write a state in a format.

    Args:
        asked: What is to be exported.
        to: The name of a format, one of `FORMATS`.

    Returns:
        The text of each file, by its name.

    Raises:
        KeyError: There is no such format.
        ModuleNotFoundError: The package that it needs is not installed.

    Examples:
        >>> import peacetrack as pt
        >>> state = pt.replay(pt.load("docs/how-to/ferry"))
        >>> print(exported(Asked(state=state), "mermaid-state")["state.mmd"])  # doctest: +ELLIPSIS
        flowchart LR
            i0["Ferry accord#58; 5 of 7 chapters agreed"]
            c0{{"night-ban#58; rejected"}}
            c0 -- "before signature of accord" --> i0
        ...
    """
    return FORMATS[to](asked)
