"""
The published laws, as functions.

Whoever adds a kind of event or an aspect checks it with one call against all of them that it can break:

    from peacetrack.testing import laws
    from truces import TRUCES

    def test_truces_keep_the_laws() -> None:
        laws.check(TRUCES)

`LAWS` are these laws as values: a number, a sentence, and clauses that tell in what a log breaks it.
"""

from peacetrack.testing.laws.law import Clause, Law, NotConcerned, Trial, provided
from peacetrack.testing.laws.published import LAWS
from peacetrack.testing.laws.tables import owed, reachable
from peacetrack.testing.laws.trying import BrokenLawError, UnfinishedAspectError, check, try_clause

__all__ = [
    "LAWS",
    "BrokenLawError",
    "Clause",
    "Law",
    "NotConcerned",
    "Trial",
    "UnfinishedAspectError",
    "check",
    "owed",
    "provided",
    "reachable",
    "try_clause",
]
