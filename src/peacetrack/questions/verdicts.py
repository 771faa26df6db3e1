"""Assertions: whether one holds in a state, how a reader would say it, and in what the state differs from it.

The law: each is a loop over the one list of questions; `not` around an assertion swaps what is borne out and what is refuted.
"""

from __future__ import annotations

from typing import Final

import attrs

from peacetrack.aspects.assertions import Assertion, NotAsserted
from peacetrack.aspects.vocabulary import BUILT_IN, Vocabulary
from peacetrack.log.claim import Verdict
from peacetrack.model.cast import Cast
from peacetrack.model.dates import ImpreciseDate
from peacetrack.questions.becoming import became_so
from peacetrack.questions.beyond import unspoken
from peacetrack.questions.every import question_of
from peacetrack.questions.judgements import Judgement, judged
from peacetrack.state.timeline import State


def judge(says: Assertion, state: State) -> Judgement:
    """Ask whether an assertion holds in a state; of a text of which nothing is stated, nobody can say."""
    if isinstance(says, NotAsserted):
        found = judge(says.says, state)
        return attrs.evolve(found, verdict=SWAPPED[found.verdict])
    reason = unspoken(says, state)
    if reason:
        return judged(None, reason)
    since: ImpreciseDate | None = getattr(says, "since", None)
    if since:
        return became_so(says, since, state, judge)
    question, asked = question_of(says, state.log.vocabulary)
    held: Judgement = question.holds(asked, state)
    return held


#: What a verdict is of something that is said not to be so.
SWAPPED: Final = {
    Verdict.SUPPORTED: Verdict.REFUTED,
    Verdict.REFUTED: Verdict.SUPPORTED,
    Verdict.NOT_ENOUGH_INFO: Verdict.NOT_ENOUGH_INFO,
}


def said(says: Assertion, cast: Cast, vocabulary: Vocabulary = BUILT_IN) -> str:
    """Word an assertion; one of an aspect of one's own needs the vocabulary of its log."""
    if isinstance(says, NotAsserted):
        return f"it is not so that {said(says.says, cast, vocabulary)}"
    question, asked = question_of(says, vocabulary)
    return question.said(asked, cast)


def difference(says: Assertion, state: State) -> str:
    """
    Word in what a state differs from an assertion.

    Args:
        says: An assertion that does not come out as expected.
        state: The state that was asked.

    Returns:
        The difference; nothing where said and replayed show all there is, or the record bears it out.
    """
    if isinstance(says, NotAsserted) or judge(says, state).verdict is Verdict.SUPPORTED:
        return ""
    question, asked = question_of(says, state.log.vocabulary)
    return "; ".join(question.difference(asked, state))
