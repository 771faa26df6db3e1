"""What of a log may stand in a store that is published.

The law: no text that stands in a confidential source or entry gets into the store. Of a log that cannot be read nobody
knows what is confidential, so its problems are stated without quoting it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Final

import attrs

from peacetrack.beliefs.confidential import public
from peacetrack.beliefs.query import Query
from peacetrack.checks.checking import Outcome, Rehearsal, check_negotiation
from peacetrack.model.codes import CODES
from peacetrack.model.problems import Problem

#: Under this name events are counted that stay in the words of another report.
REWORDED: Final = "reworded"


def for_the_public(outcome: Outcome, query: Query) -> tuple[Outcome, Mapping[str, int]]:
    """
    Check the public part of a log.

    Args:
        outcome: What came of checking all of it.
        query: As of which day, and so on.

    Returns:
        The outcome, and how much was left out of what.
    """
    if outcome.reading.log is None:
        return attrs.evolve(outcome, problems=tuple(map(without_quotes, outcome.problems))), {}
    part = public(outcome.reading.log)
    reading = attrs.evolve(outcome.reading, log=part.log)
    again = check_negotiation(reading, query)
    return again, {**part.left_out, **({REWORDED: part.reworded} if part.reworded else {})}


def without_quotes(problem: Problem) -> Problem:
    """Say what a problem is, and nothing of the text in which it stands."""
    return attrs.evolve(problem, message=f"{CODES[problem.code].title}.", hint="", others=())


def unquoted(rehearsal: Rehearsal) -> Rehearsal:
    """Say what is wrong with a file of scenarios, and nothing of its text."""
    problems = tuple(map(without_quotes, rehearsal.reading.problems))
    return attrs.evolve(rehearsal, reading=attrs.evolve(rehearsal.reading, problems=problems))


def public_reason(reason: str) -> str:
    """
    Name the exception by which the work on a log broke off, without what it says.

    Examples:
        >>> public_reason("KeyError: 'the-secret-one'")
        'KeyError'
    """
    return reason.partition(":")[0]


def left_out_text(left_out: Counter[str]) -> str:
    """
    Say how much was left out of a corpus.

    Examples:
        >>> left_out_text(Counter({"source": 1, "event": 2}))
        'left out as confidential: 1 source, 2 events'
    """
    counts = [
        f"{number} {what if number == 1 else f'{what}s'}"
        for what, number in left_out.items()
        if what != REWORDED
    ]
    text = f"left out as confidential: {', '.join(counts)}" if counts else "nothing is confidential"
    reworded = left_out[REWORDED]
    return f"{text}; {reworded} told in other words" if reworded else text
