"""The one list of questions: every view of a state is a loop over it.

The law: what one view knows, each other view knows. A question that is in the list is asked by `status` and its JSON, `diff`,
`timeline`, `explain` and the tables alike; an aspect of a user's own adds questions by itself.

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
from typing import Final

from peacetrack.aspects.lifecycle import Askable
from peacetrack.aspects.vocabulary import Vocabulary
from peacetrack.questions import decisions, exchanges, numbers, openings, statuses
from peacetrack.questions.asking import Answer
from peacetrack.state.timeline import State

QUESTIONS: Final = (
    numbers.COUNT,
    numbers.EVER,
    statuses.PROVISION,
    statuses.STAGE,
    statuses.TALKS_GO_ON,
    statuses.PRINCIPLE,
    numbers.STANDING,
    openings.GATE,
    statuses.CONDITION,
    statuses.PROPOSAL,
    decisions.CONSENT,
    decisions.DOMESTIC_STEP,
    exchanges.CONTACT,
    exchanges.READOUT,
    exchanges.DRAFT,
    exchanges.PUBLISHED,
    exchanges.ARGUMENT,
    exchanges.SAID,
)


def questions_of(vocabulary: Vocabulary) -> tuple[Askable, ...]:
    """List the questions of a log: those that are built in, those of its own aspects, and how each of their subjects stands."""
    own = (one for aspect in vocabulary.own for one in (statuses.of_aspect(aspect), *aspect.questions))
    return (*QUESTIONS, *own)


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


def answers(state: State) -> Iterator[tuple[str, Answer]]:
    """Ask every question about each of its subjects, and give the figures with what is on record of them."""
    for question in questions_of(state.log.vocabulary):
        for subject in dict.fromkeys(question.subjects(state)):
            found = question.ask(state, subject)
            if found is not None:
                yield f"{question.name}:{subject}", found
