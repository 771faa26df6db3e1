"""Claims: what was published, against what the record bears out, and on whose reports the verdict rests.

The verdict uses all later evidence that the log has; `known_by` gives the verdict of the time. Support is judged on the
strongest set of reports that suffices, by its weakest member: first what is on record, then what sides other than the
claimant's say, and only then the claimant's own word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from itertools import chain, groupby

import attrs

from peacetrack.beliefs.accounts import EVERYONE, ON_RECORD, Account, AccountLike
from peacetrack.beliefs.query import Query
from peacetrack.log.claim import Claim, Support, Verdict
from peacetrack.log.log import Log
from peacetrack.model.dates import Day
from peacetrack.model.ids import ActorId, EventId, SourceId
from peacetrack.model.misuse import require
from peacetrack.questions.beyond import beyond_the_end, unspoken
from peacetrack.questions.judgements import Judgement, judged
from peacetrack.questions.verdicts import difference, judge, said
from peacetrack.state.notebook import results_html
from peacetrack.state.timeline import State, Timeline, timeline


@attrs.frozen
class Report:
    """
    A report on which a verdict rests.

    Attributes:
        event: The event, or the mention of one.
        source: The document that reports it.
        carriers: Whose word its content is; nobody's in particular when empty.
    """

    event: EventId
    source: SourceId | None
    carriers: tuple[ActorId, ...]


@attrs.frozen(kw_only=True)
class Result:
    """
    The outcome of checking one claim.

    Attributes:
        claim: Which one.
        verdict: Whether it follows from the record.
        support: On whose reports that rests; None when nothing can be told.
        carriers: The actors whose reports they are, when they are anybody's in particular.
        said: What was claimed, in words.
        replayed: What the record says of the same thing.
        because: The events on which that rests.
        inferred: Some of them are inferences of the log's author.
        reports: Each report of those events.
        difference: Where it did not come out as expected, what is said and not borne out.
    """

    claim: Claim
    verdict: Verdict
    support: Support | None
    carriers: tuple[ActorId, ...]
    said: str
    replayed: str
    because: tuple[EventId, ...]
    inferred: bool
    reports: tuple[Report, ...] = ()
    difference: str = ""

    @property
    def kind(self) -> str:
        """Tell a claim that somebody made from an expectation of the log's author."""
        return "claim" if self.claim.by else "expectation"

    @property
    def held(self) -> bool:
        """Tell whether it came out as the log's author expects."""
        expected = self.claim.expect
        return self.verdict is expected.verdict and expected.support in (None, self.support)

    @property
    def passed(self) -> bool:
        """Tell whether it held, or is known to fail and did not hold."""
        return self.held != bool(self.claim.xfail)


class Results(tuple[Result, ...]):
    """The outcomes of claims, in the order of the log; a notebook shows them as a table."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Results: {sum(result.passed for result in self)} of {len(self)} as expected>"

    def _repr_html_(self) -> str:
        """Show them in a notebook."""
        return results_html(self)


def check(log: Log, *, known_by: Day = None, as_of: Day = None, account: AccountLike = EVERYONE) -> Results:
    """
    Check every claim of a log.

    Args:
        log: Any log.
        known_by: Use only what had been published by the end of this day.
        as_of: Ask claims that name no day and have no date as of this day; of the end of the log when None.
        account: Believe these in claims that name no account of their own; everyone when nobody is named.

    Returns:
        A result for each claim, in the order of the log.
    """
    require(log, Log, "check")
    return results_for(log, Query(as_of=as_of, known_by=known_by, account=account))


def results_for(log: Log, query: Query) -> Results:
    """Check every claim of a log as a query asks: its day and its account are those of claims that name none."""
    line = timeline(log, known_by=query.known_by)
    return Results(judged_on(line, log.claims, day=query.as_of, account=query.account))


def judged_on(
    line: Timeline, claims: Iterable[Claim], *, day: dt.date | None, account: Account = EVERYONE
) -> tuple[Result, ...]:
    """
    Check claims on a timeline; those that name no day and have no date on this one, or at the end of the log.

    A claim that says by when its record was known is checked on the timeline of that day, if the one given is not of an earlier.
    """
    dated = [(_known_by(claim, line), claim.day or day, claim) for claim in claims]
    results: dict[int, Result] = {}
    # From day to day, counts are stated once, going forward; in another order they would be told again and again.
    order = sorted(range(len(dated)), key=lambda number: [day or dt.date.max for day in dated[number][:2]])
    for known_by, known in groupby(order, key=lambda number: dated[number][0]):
        seen = line if known_by == line.known_by else line.known(known_by)
        archive = _Archive(seen)
        for on, numbers in groupby(known, key=lambda number: dated[number][1]):
            court = _Court(seen, on, archive)
            results.update((number, court.check(dated[number][2], account)) for number in numbers)
    return tuple(results[number] for number in range(len(dated)))


def _known_by(claim: Claim, line: Timeline) -> dt.date | None:
    return min((day for day in (claim.known_by, line.known_by) if day is not None), default=None)


@attrs.frozen
class _Filed:
    """An event as it reads after its corrections: whether it is inferred, whose word it is, and every report of it."""

    inferred: bool
    carriers: tuple[ActorId, ...]
    reports: tuple[Report, ...]


class _Archive(dict[EventId, _Filed]):
    """The reports of events, filed when they are first asked for: many claims rest on the same ones."""

    def __init__(self, line: Timeline) -> None:
        super().__init__()
        self.log = line.log
        self.beliefs = line.view.beliefs

    def __missing__(self, name: EventId) -> _Filed:
        event = self.beliefs.corrected(self.log.by_id[name])
        carriers = self.beliefs.carriers(event)
        entries = (event, *self.beliefs.mentions.get(name, ()))
        reports = tuple(Report(report.id, report.source, carriers) for report in entries)
        self[name] = found = _Filed(event.inferred, carriers, reports)
        return found


class _Court:
    """The states of one day, one for each account that is asked."""

    def __init__(self, line: Timeline, day: dt.date | None, archive: _Archive) -> None:
        self.line = line
        self.day = day
        self.archive = archive
        self.states: dict[Account, State] = {}

    def judge(self, claim: Claim, account: Account) -> Judgement:
        state = self.states.get(account)
        if state is None:
            state = self.states[account] = self.line.at(self.day, account=account)
        reason = self.beyond(claim, state)
        return judged(None, reason) if reason else judge(claim.says, state)

    def beyond(self, claim: Claim, state: State) -> str:
        """Say why the record can tell nothing of what is claimed; what its author expects is asked of any day."""
        return (beyond_the_end(state) if claim.by or claim.date else "") or unspoken(claim.says, state)

    def check(self, claim: Claim, account: Account) -> Result:
        believed = Account.of(claim.account) if claim.account else account
        found = self.judge(claim, believed)
        support, carriers = self.support(claim, believed, found)
        because = [*map(self.archive.__getitem__, found.because)]
        result = Result(
            claim=claim,
            verdict=found.verdict,
            support=support,
            carriers=carriers,
            said=said(claim.says, self.line.log.cast, self.line.log.vocabulary),
            replayed=found.replayed,
            because=found.because,
            inferred=any(filed.inferred for filed in because),
            reports=tuple(chain.from_iterable([filed.reports for filed in because])),
        )
        if result.held:
            return result
        state = self.states[believed]
        return attrs.evolve(
            result, difference="" if self.beyond(claim, state) else difference(claim.says, state)
        )

    def support(
        self, claim: Claim, believed: Account, found: Judgement
    ) -> tuple[Support | None, tuple[ActorId, ...]]:
        """Find the strongest set of reports that suffices for the verdict."""
        if found.disputed:
            return Support.DISPUTED, tuple(self._speaking(believed, found))
        if found.verdict is Verdict.NOT_ENOUGH_INFO:
            return None, ()
        common = self.judge(claim, ON_RECORD)
        # What each party said for itself is common ground, and not a report of the record: these corroborate each other.
        is_record = not common.because or any(not self.archive[name].carriers for name in common.because)
        if common.verdict is found.verdict and is_record:
            return Support.ON_RECORD, ()
        own = self.line.log.cast.actors_of(claim.by)
        others = [actor for actor in self._speaking(believed, found) if actor not in own]
        sufficing = tuple(actor for actor in others if self.suffices(claim, found, actors=(actor,)))
        if own:
            if not sufficing and len(others) > 1 and self.suffices(claim, found, actors=tuple(others)):
                sufficing = tuple(others)
            return (Support.CORROBORATED, sufficing) if sufficing else (Support.OWN_WORD_ONLY, own)
        if len(sufficing) > 1:
            return Support.CORROBORATED, sufficing
        return Support.ONE_SIDE, sufficing or tuple(others)

    def suffices(self, claim: Claim, found: Judgement, *, actors: tuple[ActorId, ...]) -> bool:
        """Tell whether the word of some actors alone gives the same verdict."""
        return self.judge(claim, Account(actors)).verdict is found.verdict

    def _speaking(self, believed: Account, found: Judgement) -> Iterator[ActorId]:
        """List the actors whose word is among the reports of a judgement, and is believed."""
        carriers = dict.fromkeys(actor for name in found.because for actor in self.archive[name].carriers)
        return (actor for actor in carriers if believed.believes(actor))
