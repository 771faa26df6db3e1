"""What a law is: a sentence, and clauses that each say how a log breaks it.

The law: a clause that says nothing of a log is not broken by it; a law is broken by whatever breaks one of its clauses.

Examples:
    "No demand is ever rejected" is no law: this log breaks it, and one without events does not:

    >>> from peacetrack.aspects.conditions import ConditionRejected
    >>> from peacetrack.testing.strategies import logs
    >>> from peacetrack.testing.reading import read_text
    >>> text = '''
    ... peacetrack: 1
    ... negotiation: {id: talks}
    ... actors: {armenia: {role: negotiating_party}, azerbaijan: {role: negotiating_party}}
    ... events:
    ... - {id: law, event: condition_set, date: 2024-06-01, by: azerbaijan, of: armenia, what: Change it}
    ... - {id: no, event: condition_rejected, date: 2024-06-03, by: armenia, condition: law}
    ... '''
    >>> def rejected(trial):
    ...     return (f"{event.id} rejects" for event in trial.log.events if isinstance(event, ConditionRejected))
    >>> law = Law(0, "No demand is ever rejected.", (Clause("It is not", rejected, lambda _: logs()),))
    >>> law.breaches(read_text(text).log, lambda strategy: strategy.example())
    ('no rejects',)
    >>> law.breaches(read_text(text[:text.index("events")]).log, lambda strategy: strategy.example())
    ()
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeVar

import attrs
from hypothesis import strategies as st

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.beliefs.accounts import Account
from peacetrack.log.log import Log
from peacetrack.state.timeline import Timeline
from peacetrack.testing.answers import Answers, accounts

T = TypeVar("T")
ANSWERS: Final = Answers()
Aspects = tuple[Aspect[Any], ...]


class Draw(Protocol):
    """Makes a choice that a law leaves open, as `data.draw` of Hypothesis does."""

    def __call__(self, strategy: st.SearchStrategy[T], /) -> T:
        """Choose a value of a strategy."""
        ...


class NotConcerned(Exception):
    """A clause says nothing about this log."""


def provided(premise: object) -> None:
    """
    Go on only if a premise of the law holds.

    Raises:
        NotConcerned: It does not.
    """
    if not premise:
        raise NotConcerned


@attrs.frozen
class Trial:
    """
    One log before a law.

    Attributes:
        log: The log.
        draw: Hypothesis' choices of what the law leaves open: the day, the account, an entry.
        ask: What is asked of states.
    """

    log: Log
    draw: Draw
    ask: Answers = ANSWERS

    def some(self, values: Sequence[T]) -> T:
        """
        Choose one of several.

        Raises:
            NotConcerned: There is none.
        """
        provided(values)
        return self.draw(st.sampled_from(values))

    def account(self) -> Account:
        """Choose one word, or everyone's."""
        return self.some(accounts(self.log))

    def day(self, line: Timeline) -> dt.date | None:
        """Choose a day on which something may change, or the end of the log."""
        return self.some((None, *line.days()))


@attrs.frozen
class Clause:
    """
    A part of a law.

    Attributes:
        says: What it says, in the words of the law where these are its own.
        breaches: Takes a trial, and lists in what the log breaks the clause: differing answers, or words.
        logs: The logs that it speaks of, given aspects of one's own.
    """

    says: str
    breaches: Callable[[Trial], Iterator[object]] = attrs.field(eq=False)
    logs: Callable[[Aspects], st.SearchStrategy[Log]] = attrs.field(eq=False)

    def tried(self, trial: Trial) -> tuple[str, ...]:
        """
        List in what a log breaks the clause.

        Raises:
            NotConcerned: It says nothing about the log.
        """
        found: list[str] = []
        try:
            for breach in self.breaches(trial):
                found.append(str(breach))  # noqa: PERF401 - what was found before it falls silent is kept
        except NotConcerned:
            if not found:
                raise
        return tuple(found)


@attrs.frozen
class Law:
    """
    A law that every log keeps, whatever aspects it speaks in.

    Attributes:
        number: Its number among the published laws.
        sentence: The law.
        clauses: What it comes to, in parts that can be tried.

    Examples:
        >>> from peacetrack.testing.laws import LAWS
        >>> print(LAWS[2])
        law 5: A refused event leaves the state equal to what it was.
    """

    number: int
    sentence: str
    clauses: tuple[Clause, ...]

    def breaches(self, log: Log, draw: Draw, *, ask: Answers = ANSWERS) -> tuple[str, ...]:
        """
        List in what a log breaks the law.

        Args:
            log: Any log.
            draw: Makes the choices that the law leaves open: `data.draw` of Hypothesis.
            ask: What is asked of states; the library's own answers unless one is replaced.

        Returns:
            Nothing when the log keeps it, or when the law does not speak of it.
        """
        found: list[str] = []
        for clause in self.clauses:
            try:
                found += clause.tried(Trial(log, draw, ask))
            except NotConcerned:
                continue
        return tuple(found)

    def __str__(self) -> str:
        return f"law {self.number}: {self.sentence}"
