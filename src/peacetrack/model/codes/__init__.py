"""Codes: what can be wrong with a log, and what a log can show its author. A code never changes its meaning.

`PT0` is about files and YAML, `PT1` about entries and what they name, `PT2` about lifecycles; these are errors. What a
log shows beyond that has a name of its own, and is a warning or a note: the log is used all the same.
"""

from typing import Final

from peacetrack.model.codes.definition import FAILED, HELD, UNREADABLE, Code, codes, worst
from peacetrack.model.codes.reading import ENTRIES, FILES
from peacetrack.model.codes.showing import NOTES, OUTCOMES, WARNINGS
from peacetrack.model.problems import Severity

__all__ = ["CODES", "FAILED", "HELD", "UNREADABLE", "Code", "worst"]

#: Every code, in the order of the page that lists them.
CODES: Final = {
    code.code: code
    for severity, exit_status, meanings in (
        (Severity.ERROR, UNREADABLE, FILES),
        (Severity.ERROR, UNREADABLE, ENTRIES),
        (Severity.ERROR, FAILED, OUTCOMES),
        (Severity.WARNING, HELD, WARNINGS),
        (Severity.NOTE, HELD, NOTES),
    )
    for code in codes(severity, exit_status, meanings)
}
