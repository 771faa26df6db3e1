"""What a notebook shows of a state: every answer, and whose word it is; a loop over the one list of questions."""

from __future__ import annotations

from peacetrack.model.notebook import table_html
from peacetrack.questions.every import figures_of
from peacetrack.state.timeline import State


def state_html(state: State) -> str:
    """Show a state: what each question is answered, whose word that is and of which day."""
    negotiation = state.log.cast.negotiation
    day = str(state.as_of) if state.as_of else "end of the log"
    title = f"{negotiation.title or negotiation.id}, {day}, account of {state.account}"
    rows = [
        (*question.title_of(subject), answer.in_full, answer.whose)
        for question, subject, answer in figures_of(state)
    ]
    return table_html(title, ("what", "of", "answer", "whose word"), rows)
