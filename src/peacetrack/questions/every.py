"""The one list of questions: every view of a state is a loop over it.

The law: what one view knows, each other view knows. A question that is in the list is asked by `status` and its JSON, `diff`,
`timeline`, `explain`, the tables and every claim alike; an aspect of a user's own adds questions by itself.

Examples:
    >>> import peacetrack as pt
    >>> state = pt.replay(pt.load("docs/how-to/ferry"))
    >>> for figure, answer in answers(state):
    ...     if figure.startswith(("count", "gate:signature")):
    ...         print(figure, "=", answer)
    count:agreed:accord = 5 of 7 chapters agreed
    count:remaining:accord = 2 of 7 chapters remaining
    gate:signature:accord = shut: remaining 2, condition night-ban (south)
    gate:signature:accord:agreed_part = shut: condition night-ban (south)
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from peacetrack.aspects.assertions import Affirmation, OwnAsserted, SubjectAsserted
from peacetrack.aspects.lifecycle import Askable, Question
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.questions import exchanges, statuses
from peacetrack.questions.asking import Answer
from peacetrack.questions.condition import CONDITION
from peacetrack.questions.counts import COUNT
from peacetrack.questions.decisions import CONSENT, DOMESTIC_STEP
from peacetrack.questions.ever import EVER
from peacetrack.questions.gate_claims import BLOCKED_BY
from peacetrack.questions.openings import GATE
from peacetrack.questions.party import PARTY
from peacetrack.questions.principle import PRINCIPLE
from peacetrack.questions.proposal import PROPOSAL
from peacetrack.questions.provision import PROVISION
from peacetrack.questions.readouts import READOUT
from peacetrack.questions.stage import STAGE
from peacetrack.questions.standing import STANDING
from peacetrack.questions.talks import TALKS_GO_ON
from peacetrack.state.timeline import State

QUESTIONS: Final = (
    COUNT,
    EVER,
    PROVISION,
    STAGE,
    TALKS_GO_ON,
    PRINCIPLE,
    STANDING,
    GATE,
    CONDITION,
    PROPOSAL,
    CONSENT,
    DOMESTIC_STEP,
    PARTY,
    exchanges.CONTACT,
    READOUT,
    exchanges.DRAFT,
    exchanges.PUBLISHED,
    exchanges.ARGUMENT,
    exchanges.SAID,
)


#: Which question each kind of assertion answers; what stands before a gate is asserted beside that it is shut.
ASSERTING: Final = {
    question.asked: question for question in (*QUESTIONS, BLOCKED_BY) if isinstance(question, Question)
}


def questions_of(vocabulary: Vocabulary) -> tuple[Askable, ...]:
    """List the questions of a log: those that are built in, those of its own aspects, and how each of their subjects stands."""
    own = (one for aspect in vocabulary.own for one in (statuses.of_aspect(aspect), *aspect.questions))
    return (*QUESTIONS, *own)


def question_of(says: Affirmation, vocabulary: Vocabulary) -> tuple[Question, Any]:
    """Find the question that an assertion answers, and what it says in the fields of that question."""
    if isinstance(says, OwnAsserted):
        return vocabulary.questions[says.name], says.asked
    if isinstance(says, SubjectAsserted):
        return statuses.of_aspect(vocabulary.subjects[says.aspect]), says
    return ASSERTING[type(says)], says


def ask(state: State, figure: str) -> Answer | None:
    """
    Ask one question about one subject.

    Args:
        state: Any state.
        figure: The word of a question and its subject: `count:agreed:treaty`, `gate:signature:treaty`, `condition:law`.

    Returns:
        The answer; None where nothing is on record.

    Raises:
        ValueError: There is no such question.
    """
    name, _, subject = figure.partition(":")
    known = {question.name: question for question in questions_of(state.log.vocabulary)}
    if name not in known:
        raise ValueError(f"'{name}' is no question; there are {', '.join(known)}")
    found: Answer | None = known[name].ask(state, subject)
    return found


def figures_of(state: State) -> Iterator[tuple[Askable, str, Answer]]:
    """Ask every question about each of its subjects: give the question, the subject, and what is on record of it."""
    for question in questions_of(state.log.vocabulary):
        for subject in dict.fromkeys(question.subjects(state)):
            found = question.ask(state, subject)
            if found is not None:
                yield question, subject, found


def answers(state: State) -> Iterator[tuple[str, Answer]]:
    """Give the figures of a state, by the names that `explain` takes, with what is on record of them."""
    return ((f"{question.name}:{subject}", found) for question, subject, found in figures_of(state))
