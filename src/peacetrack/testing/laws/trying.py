"""Try laws: generate logs, and show the smallest one that breaks a law."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, TypeVar

import hypothesis
from hypothesis import HealthCheck, Verbosity, given, reject
from hypothesis import strategies as st
from hypothesis.errors import HypothesisException

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.log.log import Log
from peacetrack.testing.answers import Answers
from peacetrack.testing.laws.law import ANSWERS, Clause, Law, NotConcerned, Trial
from peacetrack.testing.laws.published import LAWS
from peacetrack.testing.laws.tables import owed
from peacetrack.yaml.writing.writer import dumps

T = TypeVar("T")
#: A law may take its time, and may say nothing about many logs: neither is a fault of what is checked.
SUPPRESSED: Final = (
    HealthCheck.too_slow,
    HealthCheck.filter_too_much,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
)


class BrokenLawError(AssertionError):
    """
    A log breaks a law.

    Attributes:
        law: Which law.
        clause: Which of its clauses.
        breaches: In what.
        drawn: What was chosen where the law leaves a choice, such as a day and an account.
        log: The log; the smallest that was found, once Hypothesis is done.
    """

    def __init__(
        self, law: Law, clause: Clause, breaches: tuple[str, ...], drawn: tuple[object, ...], log: Log
    ) -> None:
        super().__init__(law, clause, breaches, drawn, log)
        self.law, self.clause, self.breaches, self.drawn, self.log = law, clause, breaches, drawn, log

    def __str__(self) -> str:
        chosen = [f"with: {', '.join(map(str, self.drawn))}"] if self.drawn else []
        lines = [
            f"{self.law} It is broken here: {self.clause.says}.",
            *self.breaches,
            *chosen,
            written(self.log),
        ]
        return "\n".join(lines)


class UnfinishedAspectError(AssertionError):
    """An aspect leaves out what it owes."""


def written(log: Log) -> str:
    """Give the text of a log; where it cannot be written, its value."""
    try:
        return f"in this log:\n\n{dumps(log)}"
    except Exception:  # noqa: BLE001 - whatever hinders the writing, the finding is shown
        return f"in this log, which cannot be written: {log!r}"


def check(
    *aspects: Aspect[Any],
    logs: st.SearchStrategy[Log] | None = None,
    laws: Iterable[Law] = LAWS,
    settings: hypothesis.settings | None = None,
    ask: Answers = ANSWERS,
) -> None:
    """
    Check aspects of one's own, beside the built-in ones, against the published laws.

    Call it in a test: `def test_truces_keep_the_laws(): laws.check(TRUCES)`. First come the debts of each table, then
    the laws in their order, each with logs of its own in which the aspects speak and their questions are asked.

    Args:
        aspects: The aspects; none to check the built-in ones alone.
        logs: Logs to try instead of those that each law asks for.
        laws: Which laws.
        settings: Of Hypothesis, for each clause of a law; those of the loaded profile, without a deadline, when None.
        ask: What is asked of states.

    Raises:
        BrokenLawError: A log breaks a law; it shows the law and the smallest log that was found.
        UnfinishedAspectError: An aspect leaves out what it owes.
        VocabularyError: Two aspects share a word.
        Exception: What a function of an aspect raises, with the log as a note.
    """
    Vocabulary.of(aspects)
    if missing := [debt for aspect in aspects for debt in owed(aspect)]:
        raise UnfinishedAspectError("\n".join(missing))
    for law in laws:
        for clause in law.clauses:
            tried = clause.logs(aspects) if logs is None else logs
            try_clause(law, clause, tried, settings=settings, ask=ask)


def try_clause(
    law: Law,
    clause: Clause,
    logs: st.SearchStrategy[Log],
    *,
    settings: hypothesis.settings | None = None,
    ask: Answers = ANSWERS,
) -> None:
    """
    Try one clause of a law.

    Args:
        law: The law.
        clause: One of its clauses.
        logs: The logs to try.
        settings: Of Hypothesis; those of the loaded profile, without a deadline, when None.
        ask: What is asked of states.

    Raises:
        BrokenLawError: A log breaks it.
    """

    def keeps_the_law(log: Log, data: st.DataObject) -> None:
        drawn: list[object] = []

        def draw(strategy: st.SearchStrategy[T], /) -> T:
            value = data.draw(strategy)
            drawn.append(value)
            return value

        breaches = _breaches(clause, Trial(log, draw, ask))
        if breaches:
            raise BrokenLawError(law, clause, breaches, tuple(drawn), log)

    # Hypothesis keeps its examples apart by the names of tests.
    keeps_the_law.__name__ = f"law_{law.number}_{law.clauses.index(clause)}"
    chosen = settings or hypothesis.settings(deadline=None)
    quietly = hypothesis.settings(
        chosen,
        verbosity=Verbosity.quiet,  # the error shows the log as it would be written, not as a value
        report_multiple_bugs=False,
        suppress_health_check=(*chosen.suppress_health_check, *SUPPRESSED),
    )
    quietly(given(logs, st.data())(keeps_the_law))()


def _breaches(clause: Clause, trial: Trial) -> tuple[str, ...]:
    try:
        return clause.tried(trial)
    except NotConcerned:
        reject()
    except HypothesisException:
        raise
    except Exception as error:
        error.add_note(f"{clause.says}: this was tried {written(trial.log)}")
        raise
