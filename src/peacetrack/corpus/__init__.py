"""Many negotiations at once: found in nested folders, loaded, checked and summarised on any executor.

Rooms inside, lowest first: `answers`, `dispatch`, `running`; `finding`; `asking`, `summaries`, `checks`, `loading`;
`overview`, `tables`.
"""

from peacetrack.corpus.answers import Done, Lost
from peacetrack.corpus.checks import check_one, checks
from peacetrack.corpus.finding import find
from peacetrack.corpus.loading import Unreadable, load_one, logs
from peacetrack.corpus.running import run
from peacetrack.corpus.summaries import InstrumentSummary, Summary, VerdictCount, summaries, summarise
from peacetrack.report.checked import Checked

__all__ = [
    "Checked",
    "Done",
    "InstrumentSummary",
    "Lost",
    "Summary",
    "Unreadable",
    "VerdictCount",
    "check_one",
    "checks",
    "find",
    "load_one",
    "logs",
    "run",
    "summaries",
    "summarise",
]
