"""Compare the engine with the enumeration of worlds on drawn negotiations: 200 in the default run, 400 in a full one, 10,000 in a long look."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from types import ModuleType
from typing import Final

import attrs
import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Arrival,
    Bounds,
    CountStatus,
    Replacement,
    Stated,
    StatedCount,
    Worlds,
    WorldsAnswer,
    pool,
    store,
)
from tests.profile import QUICK, THOROUGH
from tests.worlds.aimed import aimed
from tests.worlds.drawn import Negotiation, negotiations
from tests.worlds.oracle import Gate, Readings, UndecidedError, readings
from tests.worlds.oracle_telling import MOST_WORLDS

EXAMPLES: Final = 10_000 if THOROUGH else 200 if QUICK else 400
#: What is drawn is small already, and each step of shrinking an enumeration.
PHASES: Final = tuple(phase for phase in Phase if phase is not Phase.shrink)
COUNT_STATUSES: Final[tuple[CountStatus, ...]] = (*sorted(LIVE), "remaining", Status.WITHDRAWN)


def asked(negotiation: Negotiation, engine: type[Worlds] = Worlds) -> WorldsAnswer:
    possible = [s for group in negotiation.possible_events for s in group]
    looking_back = [claim for claim in negotiation.claims if isinstance(claim, StatedCount) and claim.since]
    worlds = engine(negotiation.nodes, negotiation.statements, later=[*possible, *looking_back])
    return worlds.after(len(negotiation.statements), negotiation.possible_events)


#: So many worlds are looked at in the default run where a negotiation is drawn.
FEW_WORLDS: Final = MOST_WORLDS if THOROUGH else 1_000 if QUICK else 3_000


def enumerated(negotiation: Negotiation, most: int = FEW_WORLDS) -> Readings:
    possible = [s for group in negotiation.possible_events for s in group]
    return readings(
        negotiation.nodes,
        [*negotiation.statements, *possible],
        perhaps={s.key for s in possible},
        claims=negotiation.claims,
        most=most,
    )


Question = tuple[str, Callable[[WorldsAnswer], object], object]


def questions(negotiation: Negotiation, found: Readings) -> Iterator[Question]:
    """Give each question, how the engine is asked it, and what the enumeration says."""
    yield "of", lambda answer: answer.of, found.size()
    yield "unnamed", lambda answer: answer.unnamed, found.unnamed()
    for status in COUNT_STATUSES:
        yield status, partial(number, status=status), found.number(status)
    yield "gate", gate, found.gate()
    for claim in negotiation.claims:
        yield from questions_of(claim, found)
    perhaps_come = newcomers(negotiation)
    for node in negotiation.nodes:
        if node.id not in perhaps_come and all(worlds.possible(node.id) for worlds in found.each):
            yield node.id, partial(possible, node=node.id), found.possible(node.id)


def questions_of(claim: StatedCount | Stated, found: Readings) -> Iterator[Question]:
    """Ask what a claim says, and the numbers of its scope."""
    if found.can_name(claim):
        if isinstance(claim, StatedCount) and (claim.including or claim.excluding):
            scope = (claim.including, claim.excluding)
            for status in COUNT_STATUSES:
                there = found.number(status, including=claim.including, excluding=claim.excluding)
                yield f"{status} in {scope}", partial(number, status=status, scope=scope), there
        yield f"{claim}", partial(judged, claim=claim), found.verdict(claim)
    if isinstance(claim, StatedCount) and claim.ever_opened is not None:
        yield "ever opened", lambda answer: answer.ever_opened, found.ever_opened()


def number(
    answer: WorldsAnswer, *, status: CountStatus, scope: tuple[Sequence[str], Sequence[str]] = ((), ())
) -> Bounds:
    return answer.number(status, *scope)


def possible(answer: WorldsAnswer, *, node: str) -> frozenset[Status]:
    return answer.possible(node)


def judged(answer: WorldsAnswer, *, claim: StatedCount | Stated) -> bool | None:
    return answer.judge(claim)


def newcomers(negotiation: Negotiation) -> set[str]:
    """List who may have come into the draft: without that event it is not there, and has no status."""
    stated = [s for group in negotiation.possible_events for s in group]
    come = {s.node for s in stated if isinstance(s, Arrival)}
    return come | {name for s in stated if isinstance(s, Replacement) for name in s.come}


def gate(answer: WorldsAnswer) -> Gate:
    """Say what the remaining units make of the gates of text and signature (section 4.4)."""
    remaining = answer.number("remaining")
    if answer.reopened or (remaining.low == 0 and remaining.high != 0):
        return "undetermined"
    return "shut" if remaining.low else "open"


def sound(engine: object, oracle: object) -> bool:
    """Tell whether an answer that is not exact covers the worlds."""
    if isinstance(engine, Bounds) and isinstance(oracle, Bounds):
        return oracle.within(engine)
    if isinstance(engine, frozenset) and isinstance(oracle, frozenset):
        return oracle <= engine
    return engine in {None, "undetermined", oracle}


def differences(
    negotiation: Negotiation, expected: Sequence[Question], engine: type[Worlds] = Worlds
) -> Iterator[str]:
    """List each answer of the engine that is not that of the enumeration, or does not cover it where it is not exact."""
    answer = asked(negotiation, engine)
    for what, ask, there in expected:
        here = ask(answer)
        if here != there and (answer.exact or not sound(here, there)):
            yield f"{what}: the engine says {said(here)}, the worlds say {said(there)}"


def said(answer: object) -> str:
    return " ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), phases=PHASES)
@given(negotiation=negotiations(), steps=st.integers(0, 12))
def test_the_engine_answers_as_the_worlds_do(negotiation: Negotiation, steps: int) -> None:
    """
    Possible statuses, numbers in any scope and verdicts are those of the enumeration.

    Where exactness ends they cover these: no cap, however low, on steps or on readings rules out what the enumeration allows.
    """
    try:
        expected = tuple(questions(negotiation, enumerated(negotiation)))
    except UndecidedError:
        assume(False)
    assert [] == list(differences(negotiation, expected))
    with few_steps(steps):
        assert [] == list(differences(negotiation, expected))
    if negotiation.possible_events:
        with one_reading():
            assert [] == list(differences(negotiation, expected))


@contextmanager
def few_steps(steps: int, work: type[pool.Work] = pool.Work) -> Iterator[None]:
    """Let a statement or a question take so many steps, and no more."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(work.__init__, "__defaults__", (steps,))
        yield


@contextmanager
def one_reading(where: ModuleType = store) -> Iterator[None]:
    """Let every event that may have happened be one too many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(where, "MOST_READINGS", 1)
        yield


def variants() -> Iterator[Negotiation]:
    """Give what is aimed, and each with its last statement as one that may have happened."""
    for negotiation in aimed():
        yield negotiation
        *before, last = negotiation.statements
        looked_back_to = {claim.since for claim in negotiation.claims if isinstance(claim, StatedCount)}
        if not negotiation.possible_events and last.key not in looked_back_to:
            yield attrs.evolve(negotiation, statements=tuple(before), possible_events=((last,),))


@pytest.mark.parametrize("negotiation", tuple(variants()), ids=lambda _: "aimed")
def test_what_is_seldom_drawn(negotiation: Negotiation) -> None:
    """So they are where a negotiation is aimed at one sentence, with each cap."""
    expected = tuple(questions(negotiation, enumerated(negotiation, MOST_WORLDS)))
    assert [] == list(differences(negotiation, expected))
    for steps in range(8):
        with few_steps(steps):
            assert [] == list(differences(negotiation, expected))
    with one_reading():
        assert [] == list(differences(negotiation, expected))
