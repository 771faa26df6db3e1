"""Compare the engine with the enumeration of worlds on drawn negotiations: 300 in the default run, 10,000 in a long look."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import Answer, Arrival, Bounds, Count, Replacement, Word, Worlds, pool, store
from tests.profile import THOROUGH
from tests.worlds.drawn import Negotiation, negotiations
from tests.worlds.oracle import Gate, Readings, UndecidedError, readings

EXAMPLES: Final = 10_000 if THOROUGH else 300
WORDS: Final[tuple[Word, ...]] = (*sorted(LIVE), "remaining", Status.WITHDRAWN)


def asked(negotiation: Negotiation) -> Answer:
    maybe = [s for group in negotiation.maybe for s in group]
    looking_back = [claim for claim in negotiation.claims if isinstance(claim, Count) and claim.since]
    worlds = Worlds(negotiation.nodes, negotiation.statements, later=[*maybe, *looking_back])
    return worlds.after(len(negotiation.statements), negotiation.maybe)


def enumerated(negotiation: Negotiation) -> Readings:
    maybe = [s for group in negotiation.maybe for s in group]
    return readings(
        negotiation.nodes,
        [*negotiation.statements, *maybe],
        perhaps={s.key for s in maybe},
        claims=negotiation.claims,
    )


def answered(
    negotiation: Negotiation, answer: Answer, found: Readings
) -> Iterator[tuple[str, object, object]]:
    """Give each question with the answer of the engine and that of the enumeration."""
    yield "of", answer.of, found.size()
    yield "unnamed", answer.unnamed, found.unnamed()
    for word in WORDS:
        yield word, answer.number(word), found.number(word)
    yield "gate", gate(answer), found.gate()
    for claim in negotiation.claims:
        if isinstance(claim, Count) and (claim.including or claim.excluding) and found.can_name(claim):
            including, excluding = claim.including, claim.excluding
            for word in WORDS:
                there = found.number(word, including=including, excluding=excluding)
                yield (
                    f"{word} with {including} without {excluding}",
                    answer.number(word, including, excluding),
                    there,
                )
        if found.can_name(claim):
            yield f"{claim}", answer.judge(claim), found.verdict(claim)
        if isinstance(claim, Count) and claim.ever_opened is not None:
            yield "ever opened", answer.ever_opened, found.ever_opened()
    perhaps_come = newcomers(negotiation)
    for node in negotiation.nodes:
        if node.id not in perhaps_come and all(worlds.possible(node.id) for worlds in found.each):
            yield node.id, answer.possible(node.id), found.possible(node.id)


def newcomers(negotiation: Negotiation) -> set[str]:
    """List who may have come into the draft: without that event it is not there, and has no status."""
    told = [s for group in negotiation.maybe for s in group]
    come = {s.node for s in told if isinstance(s, Arrival)}
    return come | {name for s in told if isinstance(s, Replacement) for name in s.come}


def gate(answer: Answer) -> Gate:
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


def differences(negotiation: Negotiation, found: Readings) -> list[str]:
    """List each answer of the engine that is not that of the enumeration, or does not cover it where it is not exact."""
    answer = asked(negotiation)
    return [
        f"{what}: the engine says {said(engine)}, the worlds say {said(oracle)}"
        for what, engine, oracle in answered(negotiation, answer, found)
        if engine != oracle and (answer.exact or not sound(engine, oracle))
    ]


def said(answer: object) -> str:
    return " ".join(sorted(answer)) if isinstance(answer, frozenset) else str(answer)


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(negotiation=negotiations(), steps=st.integers(0, 12))
def test_the_engine_answers_as_the_worlds_do(negotiation: Negotiation, steps: int) -> None:
    """
    Possible statuses, numbers in any scope and verdicts are those of the enumeration.

    Where exactness ends they cover these: no cap, however low, on steps or on readings rules out what the enumeration allows.
    """
    try:
        found = enumerated(negotiation)
        exactly = differences(negotiation, found)
    except UndecidedError:
        assume(False)
    assert [] == exactly
    with few_steps(steps):
        assert [] == differences(negotiation, found)
    if negotiation.maybe:
        with one_reading():
            assert [] == differences(negotiation, found)


@contextmanager
def few_steps(steps: int) -> Iterator[None]:
    """Let a statement or a question take so many steps, and no more."""

    def spend(work: pool.Work, number: int = 1) -> None:
        work.left -= number
        if work.left < pool.MOST_STEPS - steps:
            raise pool.TooManyError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool.Work, "spend", spend)
        yield


@contextmanager
def one_reading() -> Iterator[None]:
    """Let every event that may have happened be one too many."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(store, "MOST_READINGS", 1)
        yield
