"""What each format writes of a state, as one file or several."""

from __future__ import annotations

from typing import assert_never

import attrs

from peacetrack.checks.claims import Result, results_for
from peacetrack.report.export import ExportFormat
from peacetrack.report.export.claimreview import Reviewer, claim_reviews_text
from peacetrack.report.export.lines import json_lines
from peacetrack.report.export.mermaid import (
    mermaid_state,
    mermaid_statuses,
    mermaid_timeline,
)
from peacetrack.report.export.provenance import ProvForm, provenance_text
from peacetrack.report.export.sheets import csv_files
from peacetrack.report.tables import TableOfRows, tables
from peacetrack.report.tables.events import reported
from peacetrack.state.timeline import State


@attrs.frozen(kw_only=True)
class Export:
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
        found = results_for(state.log, state.query)
        return tuple(result for result in found if result.claim.id in known)

    @property
    def tables(self) -> tuple[TableOfRows, ...]:
        """Give all tables of the log."""
        state = self.state
        return tables(state.timeline, account=state.account, as_of=state.as_of)


def exported(export: Export, to: ExportFormat) -> dict[str, str]:
    """
    Write a state in a format.

    Args:
        export: What is to be exported.
        to: Which format.

    Returns:
        The text of each file, by its name.

    Raises:
        ModuleNotFoundError: The package that it needs is not installed.

    Examples:
        >>> import peacetrack as pt
        >>> state = pt.replay(pt.load("docs/how-to/ferry"))
        >>> print(exported(Export(state=state), ExportFormat.MERMAID_STATE)["state.mmd"])  # doctest: +ELLIPSIS
        flowchart LR
            i0["Ferry accord#58; 5 of 7 chapters agreed"]
            c0{{"night-ban#58; rejected"}}
            c0 -- "before signature of accord" --> i0
        ...
    """
    state = export.state
    match to:
        case ExportFormat.CSV:
            return csv_files(export.tables, safe=export.safe)
        case ExportFormat.JSON_LINES:
            lines = json_lines(export.tables, negotiation=state.log.cast.negotiation.id)
            return {"tables.jsonl": lines}
        case ExportFormat.MERMAID_TIMELINE:
            return {"timeline.mmd": mermaid_timeline(state)}
        case ExportFormat.MERMAID_STATUSES:
            return {"statuses.mmd": mermaid_statuses(state)}
        case ExportFormat.MERMAID_STATE:
            return {"state.mmd": mermaid_state(state)}
        case ExportFormat.CLAIM_REVIEW:
            reviews = claim_reviews_text(state.log, export.results, reviewer=export.reviewer)
            return {"claimreview.jsonld": reviews}
        case ExportFormat.PROV_JSON:
            return {"prov.json": _provenance(export, "json")}
        case ExportFormat.PROV_N:
            return {"prov.provn": _provenance(export, "provn")}
        case _:
            assert_never(to)


def _provenance(export: Export, form: ProvForm) -> str:
    state = export.state
    return provenance_text(state.timeline, export.results, form=form, until=state.as_of)
