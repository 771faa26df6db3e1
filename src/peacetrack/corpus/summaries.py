"""Summaries: what a corpus needs to know of each log, small enough to be sent from another machine.

The law: a summary holds plain values alone, and as many of them for a log of a million events as for one of ten, but for its
instruments; a log that cannot be read has one as well.

Examples:
    A log of one count and one claim that does not hold:

    >>> from tempfile import TemporaryDirectory
    >>> text = '''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... instruments: {treaty: {unit: article}}
    ... events:
    ... - {event: count_stated, date: 2024-06-01, agreed: 13, of: 16}
    ... claims:
    ... - {id: twelve, by: armenia, says: {count: {agreed: 12}}}
    ... '''
    >>> with TemporaryDirectory() as folder:
    ...     log = Path(folder, "talks.peace.yaml")
    ...     _ = log.write_text(text, encoding="utf-8")
    ...     summary = summarise(log)
    >>> summary.events, summary.claims, [(str(one.verdict), one.claims) for one in summary.verdicts]
    (1, 1, [('refuted', 1)])
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Generator, Iterable
from functools import partial
from pathlib import Path
from typing import Final, Unpack

import attrs

from peacetrack.beliefs.accounts import EVERYONE, AccountLike
from peacetrack.beliefs.query import AspectLike, Query
from peacetrack.checks.checking import Outcome, Rehearsal, check_path
from peacetrack.corpus.answers import Lost
from peacetrack.corpus.asking import How, ask_each
from peacetrack.log.claim import Verdict
from peacetrack.model.codes import UNREADABLE, worst
from peacetrack.model.dates import Day
from peacetrack.model.ids import InstrumentId
from peacetrack.model.problems import Problem, Severity
from peacetrack.state.timeline import State
from peacetrack.worlds import Bounds

#: Problems that a summary shows; of a thousand in one log, the first ones tell what is the matter.
MOST: Final = 20
WEIGHTS: Final = {severity: weight for weight, severity in enumerate(Severity)}


@attrs.frozen
class InstrumentSummary:
    """
    How far a text is.

    Attributes:
        id: Which one.
        unit: What is counted of it.
        stage: Its stage; None when several are possible.
        agreed: How many units are agreed.
        whole: How many there are.
    """

    id: InstrumentId
    unit: str
    stage: str | None
    agreed: Bounds
    whole: Bounds


@attrs.frozen
class VerdictCount:
    """
    How many claims of a log came out alike.

    Attributes:
        verdict: What the record makes of them.
        passed: They came out as the author expects.
        claims: How many they are.
    """

    verdict: Verdict
    passed: bool
    claims: int


@attrs.frozen(kw_only=True)
class Summary:
    """
    What there is to know of one log in a corpus: never its events.

    Attributes:
        path: Where it lies.
        negotiation: Its id; empty when it could not be read.
        title: What it is called.
        events: How many it tells.
        claims: How many were checked.
        scenarios: How many were played.
        first: The first day on which something of it may have happened; None when no date tells.
        last: The last such day.
        instruments: Each text, in the order of the cast.
        problems: What is wrong with it, and what it shows its author, errors first; at most `MOST`.
        more: How many problems there are besides.
        verdicts: How its claims came out.
        failed: How many scenarios did not come out as stated.
        exit_status: With what `peacetrack check` would end.
    """

    path: Path
    negotiation: str = ""
    title: str = ""
    events: int = 0
    claims: int = 0
    scenarios: int = 0
    first: dt.date | None = None
    last: dt.date | None = None
    instruments: tuple[InstrumentSummary, ...] = ()
    problems: tuple[Problem, ...] = ()
    more: int = 0
    verdicts: tuple[VerdictCount, ...] = ()
    failed: int = 0
    exit_status: int = UNREADABLE


def summarise(
    path: Path,
    *,
    aspects: Iterable[AspectLike] = (),
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
) -> Summary:
    """
    Check one log, and keep what a corpus needs to know of it.

    Args:
        path: A folder or a file, as `find` gives them. What cannot be read is a summary too, with its problems.
        aspects: Aspects of one's own, or their names.
        as_of: The day of the state, and for claims that name none; the end of the log when None.
        known_by: Use only what had been published by the end of this day.
        account: Whose word is believed.

    Raises:
        DateError: A day is none.
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
        UnknownActorError: The account names nobody of this log's cast.

    Examples:
        >>> summary = summarise(Path("docs/how-to/ferry"))
        >>> summary.title, summary.events, summary.exit_status
        ('Talks on the ferry line', 8, 0)
    """
    return summary_for(path, Query(as_of=as_of, known_by=known_by, account=account, aspects=aspects))


def summary_for(path: Path, query: Query, *, within: tuple[Path, ...] = ()) -> Summary:
    """Check one log as a query asks, with the logs that lie in some folders, and keep what a corpus needs to know of it."""
    outcomes = tuple(check_path(path, query, within=within))
    problems = sorted(
        (problem for outcome in outcomes for problem in outcome.problems),
        key=lambda problem: WEIGHTS[problem.severity],
    )
    played = [played for one in outcomes if isinstance(one, Rehearsal) for _, played in one.played]
    results = [result for one in outcomes if isinstance(one, Outcome) for result in one.results]
    found = Counter((result.verdict, result.passed) for result in results)
    summary = Summary(
        path=path,
        claims=len(results),
        scenarios=len(played),
        problems=tuple(problems[:MOST]),
        more=len(problems[MOST:]),
        verdicts=tuple(VerdictCount(*key, found[key]) for key in sorted(found)),
        failed=sum(not one.passed for one in played),
        exit_status=worst(one.exit_status for one in outcomes),
    )
    states = (one.state for one in outcomes if isinstance(one, Outcome) and one.state is not None)
    state = next(states, None)
    return summary if state is None else _with_state(summary, state)


def _with_state(summary: Summary, state: State) -> Summary:
    """Add to a summary what its log tells."""
    negotiation, days = state.log.cast.negotiation, state.timeline.days()
    return attrs.evolve(
        summary,
        negotiation=negotiation.id,
        title=negotiation.title,
        events=len(state.log.events),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        instruments=tuple(_instrument(state, name) for name in state.log.cast.instruments),
    )


def _instrument(state: State, name: InstrumentId) -> InstrumentSummary:
    stage, agreed = state.stage(name).status, state.count(name, "agreed")
    return InstrumentSummary(
        name, agreed.unit, None if stage is None else stage.value, agreed.numerator, agreed.denominator
    )


def summaries(
    paths: Iterable[Path],
    *,
    aspects: Iterable[AspectLike] = (),
    as_of: Day = None,
    known_by: Day = None,
    account: AccountLike = EVERYONE,
    **how: Unpack[How],
) -> Generator[Summary | Lost, None, None]:
    """
    Check many logs, and keep of each what a corpus needs to know: see `summarise`, and `run` for how it is done.

    Raises:
        DateError: A day is none.
        AspectNameError: A name leads to no aspect.
        VocabularyError: Two aspects share a word.
    """
    query = Query(as_of=as_of, known_by=known_by, account=account, aspects=aspects)
    return summaries_for(paths, query, **how)


def summaries_for(
    paths: Iterable[Path], query: Query, *, within: tuple[Path, ...] = (), **how: Unpack[How]
) -> Generator[Summary | Lost, None, None]:
    """Check many logs as a query asks: see `summaries`."""
    return ask_each(paths, partial(summary_for, query=query, within=within), **how)
