"""The question of a party's principle: by which rule of its own agreed text counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from peacetrack.aspects.assertions import PrincipleAsserted
from peacetrack.aspects.lifecycle import Question
from peacetrack.aspects.principles import PRINCIPLES, subject
from peacetrack.model.cast import Cast
from peacetrack.questions.asking import Answer, joined, of_fact, of_party, parted
from peacetrack.questions.intervals import ChangeDays
from peacetrack.questions.judgements import Judgement, among, judged
from peacetrack.questions.standing import principles_held
from peacetrack.questions.statuses import one_of
from peacetrack.state.timeline import State

#: What a party holds of whose principle nothing is known.
UNKNOWN: Final = "no known principle"


def _subjects(state: State) -> Iterator[str]:
    for actor in state.log.cast.actors:
        for name in state.log.cast.instruments:
            if state[PRINCIPLES].get(subject(actor, name)):
                yield joined(actor, name)


def _in_words(state: State, party: str, instrument: str) -> str:
    held = principles_held(state, party, instrument)
    return " or ".join(one.principle.replace("_", " ") if one.principle else UNKNOWN for one in held)


def _ask(state: State, what: str) -> Answer | None:
    party, name, *_ = *parted(what), ""
    return of_fact(state, PRINCIPLES, subject(party, name), _in_words(state, party, name))


def _days(days: ChangeDays, what: str) -> Iterable[dt.date]:
    party, name, *_ = *parted(what), ""
    return days.of(PRINCIPLES, subject(party, name))


def _titled(what: str) -> tuple[str, str]:
    party, name, *_ = *parted(what), ""
    return "principle", f"of {party} about {name}"


def _holds(says: PrincipleAsserted, state: State) -> Judgement:
    held = principles_held(state, says.party, says.instrument)
    events = [one.event for one in held if one.event]
    names = [one.principle for one in held]
    truth = None if None in names else among(frozenset(names), says.principles)
    return judged(truth, f"{says.party} holds {_in_words(state, says.party, says.instrument)}", events)


def _said(says: PrincipleAsserted, _: Cast) -> str:
    return f"{says.party} holds {one_of(says.principles)}"


PRINCIPLE: Final = Question(
    name="principle",
    absent=UNKNOWN,
    subjects=_subjects,
    named=of_party,
    ask=_ask,
    titled=_titled,
    changes=_days,
    asked=PrincipleAsserted,
    holds=_holds,
    said=_said,
)
