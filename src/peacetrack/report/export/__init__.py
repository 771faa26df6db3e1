"""Exports: a log and its answers in the formats of other tools, and events from a table into a log.

Each module writes one format and says on its page what that format cannot express. Everything is text in, text out. To
add a format, add it here: mypy then names `formats.exported`, which says what each of them writes.
"""

from enum import StrEnum


class ExportFormat(StrEnum):
    """The formats, in the order in which they are named to a user."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    MERMAID_TIMELINE = "mermaid-timeline"
    MERMAID_STATUSES = "mermaid-statuses"
    MERMAID_STATE = "mermaid-state"
    CLAIM_REVIEW = "claimreview"
    PROV_JSON = "prov-json"
    PROV_N = "prov-n"
