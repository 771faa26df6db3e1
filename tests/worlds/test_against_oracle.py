"""Compare the engine with the enumeration of worlds on drawn negotiations: 300 in the default run, 10,000 in a long look."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from hypothesis import HealthCheck, assume, given, settings

from peacetrack.aspects.provisions import LIVE
from peacetrack.worlds import Answer, Count, Worlds
from tests.profile import THOROUGH
from tests.worlds.drawn import Negotiation, negotiations
from tests.worlds.oracle import Readings, UndecidedError, readings

EXAMPLES: Final = 10_000 if THOROUGH else 300


def asked(negotiation: Negotiation) -> Answer:
    worlds = Worlds(
        negotiation.nodes, negotiation.statements, later=[s for group in negotiation.maybe for s in group]
    )
    return worlds.after(len(negotiation.statements), negotiation.maybe)


def enumerated(negotiation: Negotiation) -> Readings:
    every = [*negotiation.statements, *(s for group in negotiation.maybe for s in group)]
    return readings(
        negotiation.nodes,
        every,
        perhaps={s.key for group in negotiation.maybe for s in group},
        claims=negotiation.claims,
    )


def differences(negotiation: Negotiation, found: Readings) -> Iterator[str]:
    """List each answer of the engine that is not that of the enumeration."""
    answer = asked(negotiation)

    def compare(what: str, engine: object, oracle: object) -> Iterator[str]:
        if engine != oracle:
            yield f"{what}: the engine says {engine}, the worlds say {oracle}"

    yield from compare("of", answer.of, found.size())
    yield from compare("unnamed", answer.unnamed, found.unnamed())
    for word in (*sorted(LIVE), "remaining", "withdrawn"):
        yield from compare(word, answer.number(word), found.number(word))  # type: ignore[arg-type]
    for claim in negotiation.claims:
        if isinstance(claim, Count) and (claim.including or claim.excluding):
            scope = {"including": claim.including, "excluding": claim.excluding}
            for word, _ in claim.numbers:
                try:
                    there = found.number(word, **scope)
                except ValueError:
                    continue
                yield from compare(f"{word} in {scope}", answer.number(word, **scope), there)
        try:
            verdict = found.verdict(claim)
        except UndecidedError:
            continue
        yield from compare(f"{claim}", answer.judge(claim), verdict)
    for node in negotiation.nodes:
        possible = found.possible(node.id)
        if possible:
            yield from compare(node.id, sorted(answer.possible(node.id)), sorted(possible))
    if any(isinstance(claim, Count) and claim.ever_opened for claim in negotiation.claims):
        yield from compare("ever opened", answer.ever_opened, found.ever_opened())


@settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
@given(negotiation=negotiations())
def test_the_engine_answers_as_the_worlds_do(negotiation: Negotiation) -> None:
    """Possible statuses, numbers in any scope and verdicts are those of the enumeration."""
    try:
        found = enumerated(negotiation)
    except UndecidedError:
        assume(False)
    assert [] == list(differences(negotiation, found))
