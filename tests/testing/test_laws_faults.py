"""
For each clause of each law, something that breaks it and is noticed.

Where an aspect of one's own can break a law, one does. The counting and the closing of texts ask nothing of such an aspect:
there a wrong answer is put in the place of the library's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any, Final

import attrs
import pytest
from ceasefires import CEASEFIRES, CeasefireDeclared, CeasefireId, named
from ceasefires import Status as Guns
from hypothesis import Phase, settings

from peacetrack.aspects.lifecycle import Aspect, Event, Table, on
from peacetrack.aspects.provisions import Status
from peacetrack.model.cast import Cast
from peacetrack.model.ids import EventId
from peacetrack.model.problems import Finding
from peacetrack.questions.judgements import Judgement, judged
from peacetrack.questions.standing import Standing
from peacetrack.state.timeline import State
from peacetrack.testing import answers, laws
from peacetrack.testing.answers import Answers
from peacetrack.testing.laws import BrokenLawError
from peacetrack.worlds import Bounds
from peacetrack.worlds.census import Count
from peacetrack.yaml.writing.writer import dumps
from tests.laws.published import LAWS
from tests.profile import most
from tests.testing.broken import asking, counting_the_cast, guarded

QUICKLY: Final = settings(max_examples=300, phases=[Phase.generate], derandomize=True, database=None)

# ---------------------------------------------------------------------------- aspects that break laws


def how_many_were_written(_: object, state: State) -> Judgement:
    """Look at all that the log will ever say, whatever the day, and whoever is believed."""
    return judged(True, f"{len(state.log.events)} entries were written")


def which_was_written_first(_: object, state: State) -> Judgement:
    """Look at the order of entries, which says nothing."""
    return judged(state.log.events[0].id == min(event.id for event in state.log.events), "the first")


def only_what_is_sure(_: object, state: State) -> Judgement:
    """Forget what may have happened."""
    return judged(bool(state.events), "something happened")


def remembering() -> Aspect[Any]:
    """Give ceasefires whose question remembers how often it was asked."""
    times = count()
    return asking(lambda _, __: judged(True, f"asked {next(times)} times"))


def counting_the_asked() -> Aspect[Any]:
    """Give ceasefires that tell each event of another subject than before."""
    times = count()

    def shifting(event: Any, cast: Cast) -> tuple[str, ...]:
        (name,) = named(event, cast)
        return (f"{name}-{next(times)}",)

    return attrs.evolve(CEASEFIRES, subjects=shifting, questions=())


def relenting(event: Event, _: Event, cast: Cast) -> bool:
    """Refuse the first that asks, and let everybody after it."""
    first = vars(cast).setdefault("the first that asked", event.id)
    return bool(first != event.id)


RELENTING: Final = attrs.evolve(CEASEFIRES, table=guarded(holds=relenting), questions=())


def vaguely(place: str) -> str:
    """Add something to a text each time that it is read."""
    return f"{place} or so"


@attrs.frozen(kw_only=True)
class ShotFired(Event):
    """A shot was fired; its place changes each time it is read."""

    ceasefire: CeasefireId
    place: str = attrs.field(default="", converter=vaguely)


SHOTS: Final = attrs.evolve(
    CEASEFIRES,
    table=Table.of(
        Guns,
        on(tuple(Guns), CeasefireDeclared, to=Guns.HOLDING),
        on(tuple(Guns), ShotFired, to=Guns.VIOLATED),
    ),
    questions=(),
)

# ---------------------------------------------------------------------------- wrong answers


def counting(wrong: Any) -> Answers:
    """Give answers in which each count is changed."""

    def counts(state: State, asked: Iterable[Any] | None = None) -> Mapping[Any, Count]:
        return {key: wrong(stated, state) for key, stated in answers.counts(state, asked).items()}

    return Answers(counts=counts)


def numbered(number: Any) -> Answers:
    """Give answers in which each count has another numerator."""
    return counting(lambda stated, state: attrs.evolve(stated, numerator=number(stated, state)))


def settling(number: Any) -> Answers:
    """Give answers in which something else is settled."""

    def standings(state: State) -> Mapping[Any, Standing]:
        found = answers.standings(state)
        return {key: attrs.evolve(stated, settled=number(stated)) for key, stated in found.items()}

    return Answers(standings=standings)


def agreed_is_one_more(stated: Count, _: State) -> Bounds:
    return stated.numerator.plus(Bounds(1, 1)) if stated.status == Status.AGREED else stated.numerator


def by_the_number_of_counts(stated: Count, state: State) -> Bounds:
    return stated.numerator.plus(Bounds(0, len(state.log.events)))


def by_the_number_of_speakers(stated: Count, state: State) -> Bounds:
    """Widen a number by those of the account who have said anything, of whatever text."""
    speaking = {who for event in state.log.events for who in state.log.cast.actors_of(event.by)}
    return stated.numerator.plus(Bounds(0, len(speaking & {*state.account.actors})))


def known_of_many(state: State) -> Mapping[Any, answers.KnownFact]:
    """Know less of everything, the more has been told."""
    more = frozenset(map(str, range(len(state.log.events))))
    return {
        key: known._replace(possible=known.possible | more) for key, known in answers.facts(state).items()
    }


def sure_on_a_day(state: State) -> Mapping[Any, answers.KnownFact]:
    """Know nothing possible on any day but the last."""
    stated = answers.facts(state)
    return {
        key: known._replace(possible=known.possible if state.as_of is None else frozenset())
        for key, known in stated.items()
    }


def standings_on_a_day(state: State) -> Mapping[Any, Standing]:
    """Settle a hundred units on any day but the last."""
    found = answers.standings(state)
    return {
        key: stated if state.as_of is None else attrs.evolve(stated, settled=Bounds(100, 100))
        for key, stated in found.items()
    }


def opening(state: State, asked: Iterable[Any] | None = None) -> Mapping[Any, Any]:
    """Hold every gate shut at the end of a log, and open on every day before."""
    return {
        key: attrs.evolve(found, opening="shut" if state.as_of is None else "open", passed=False)
        for key, found in answers.gates(state, asked).items()
    }


AS_THEY_ARE: Final = Answers()


def nothing(_: State) -> tuple[Finding, ...]:
    """Report nothing."""
    return ()


def never_the_same(state: State) -> tuple[Finding, ...]:
    """Report where a state lies in the memory of the machine."""
    return (Finding(code="state", message=str(id(state)), entry=EventId("state")),)


@attrs.frozen
class Fault:
    """
    Something that breaks a law.

    Attributes:
        law: The number of the law.
        clause: Which of its clauses, from nought.
        aspect: An aspect that breaks it.
        ask: Answers that break it.
    """

    what: str
    law: int
    clause: int
    aspect: Aspect[Any] | None = None
    ask: Answers = AS_THEY_ARE


FAULTS: Final = (
    Fault("subjects that depend on what was asked before", 1, 0, counting_the_asked()),
    Fault("findings that are never the same", 1, 0, ask=Answers(findings=never_the_same)),
    Fault("stories that depend on what was asked before", 1, 1, counting_the_asked()),
    Fault("a question that looks into the future", 2, 0, asking(how_many_were_written)),
    Fault("a question that remembers", 2, 1, remembering()),
    Fault("a story that is told otherwise each time", 2, 2, counting_the_asked()),
    Fault("a question that forgets what may have happened", 2, 3, asking(only_what_is_sure)),
    Fault("a status that was impossible on the day", 2, 3, ask=Answers(facts=sure_on_a_day)),
    Fault(
        "a number that was impossible on the day", 2, 3,
        ask=numbered(lambda stated, state: stated.numerator if state.as_of is None else Bounds(100, 100)),
    ),
    Fault("a standing that was impossible on the day", 2, 3, ask=Answers(standings=standings_on_a_day)),
    Fault("a gate that was open on the day", 2, 3, ask=Answers(gates=opening)),
    Fault("parts that are less than the whole", 3, 0, ask=numbered(lambda *_: Bounds(0, 0))),
    Fault("an agreed unit too many", 3, 1, ask=numbered(agreed_is_one_more)),
    Fault(
        "a whole that never changes", 3, 2,
        ask=counting(lambda stated, _: attrs.evolve(stated, denominator=Bounds(9, 9))),
    ),
    Fault(
        "a part that is larger than the whole", 3, 3,
        ask=counting(lambda stated, _: attrs.evolve(stated, numerator=Bounds(9, 9), denominator=Bounds(3, 3))),
    ),
    Fault("bounds that are sound and not tight", 4, 0, ask=numbered(lambda stated, _: stated.numerator.span(Bounds(0, 99)))),
    Fault("bounds that are not sound", 4, 0, ask=numbered(lambda stated, _: Bounds.exactly(stated.numerator.low))),
    Fault("a guard that relents once it has refused", 5, 0, RELENTING),
    Fault("a refusal of which nobody is told", 5, 1, ask=Answers(findings=nothing)),
    Fault("a question about the order of entries", 6, 0, asking(which_was_written_first)),
    Fault("a question about entries that were taken back", 7, 0, asking(how_many_were_written)),
    Fault("a question about what will be taken back", 7, 1, asking(how_many_were_written)),
    Fault("a count that makes less certain", 8, 0, ask=numbered(by_the_number_of_counts)),
    Fault("a status that is less certain after a count", 8, 0, ask=Answers(facts=known_of_many)),
    Fault("a count that says more when it is told again", 8, 1, ask=numbered(by_the_number_of_counts)),
    Fault("something settled while something remains", 9, 0, ask=settling(lambda stated: stated.of.plus(Bounds(1, 1)))),
    Fault("nothing settled though nothing remains", 9, 1, ask=settling(lambda _: Bounds(0, 0))),
    Fault("nothing settled whatever the principle", 9, 2, ask=settling(lambda _: Bounds(0, 0))),
    Fault("a field that is read as another", 10, 0, SHOTS),
    Fault("a field of one kind of event that is read as another", 10, 1, SHOTS),
    Fault("a field that is read as another, by any voice", 10, 2, SHOTS),
    Fault("a field that is written as another", 10, 3, SHOTS),
    Fault(
        "a text that tells how many entries it has", 10, 4,
        ask=Answers(dumps=lambda log: f"{dumps(log)}# {len(log.events)} entries, and {'more' * len(log.events)}\n"),
    ),
    Fault("a text that cannot be read", 10, 0, ask=Answers(dumps=lambda log: f"{dumps(log)}more: of it\n")),
    Fault("subjects named by who takes part", 11, 0, attrs.evolve(CEASEFIRES, subjects=counting_the_cast, questions=())),
    Fault("a number that grows with those who are believed and speak", 11, 1, ask=numbered(by_the_number_of_speakers)),
    Fault("a question about statements that say nothing", 11, 2, asking(how_many_were_written)),
    Fault("a text that is not concluded when it is signed", 12, 0, ask=Answers(gates=opening)),
    Fault("a missing consent of which nobody is told", 12, 1, ask=Answers(passages=nothing)),
    Fault("a question with hindsight", 13, 0, asking(how_many_were_written)),
    Fault("a number that grows with each report of it", 14, 0, ask=numbered(by_the_number_of_counts)),
    Fault("a status that is less certain the more confirm it", 14, 0, ask=Answers(facts=known_of_many)),
)  # fmt: skip


@pytest.mark.parametrize("fault", most(FAULTS), ids=lambda fault: f"{fault.law}-{fault.what}")
def test_a_fault_is_noticed(fault: Fault) -> None:
    """Whatever breaks a law is found by the clause that it breaks, and shown with a log that it is seen in."""
    law = LAWS[fault.law - 1]
    clause, aspects = law.clauses[fault.clause], (fault.aspect,) if fault.aspect else ()

    with pytest.raises(BrokenLawError) as caught:
        laws.try_clause(law, clause, clause.logs(aspects), settings=QUICKLY, ask=fault.ask)

    shown = str(caught.value)
    assert shown.startswith(f"{law} It is broken here: {clause.says}.")
    assert "peacetrack: 1" in shown


def test_every_clause_can_be_broken() -> None:
    """There is no clause that says nothing."""
    expected = {(law.number, place) for law in LAWS for place in range(len(law.clauses))}

    assert expected == {(fault.law, fault.clause) for fault in FAULTS}
