"""Accounts of one, two and three words about one number, against an oracle written from the sentences of the design."""

from __future__ import annotations

from typing import Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import peacetrack as pt
from peacetrack.log.log import Log
from peacetrack.testing.reading import read_text
from tests.profile import THOROUGH
from tests.worlds.oracle_words import Told, branches, heard_by

WHOLE: Final = 5
PARTIES: Final = ("north", "south", "east")
LOOSE: Final = settings(
    max_examples=5_000 if THOROUGH else 80, suppress_health_check=list(HealthCheck), deadline=None
)


@st.composite
def statements(draw: st.DrawFn) -> tuple[tuple[str, ...], list[Told]]:
    """Who negotiates, and what is said of the number, from day to day."""
    parties = PARTIES[: draw(st.integers(1, 3))]
    # First an article tells how many there are, and nothing of how many are agreed.
    stated, day = [Told(frozenset(), 0, WHOLE, 1)], 1
    for _ in range(draw(st.integers(1, 6))):
        day += draw(st.integers(0, 1))
        by = frozenset(draw(st.lists(st.sampled_from(parties), max_size=2)))
        low = draw(st.integers(0, WHOLE))
        high = draw(st.sampled_from([low, low, min(low + 1, WHOLE)]))
        denied = frozenset(draw(st.sampled_from([(), (), (), ("north",), parties[-1:]])))
        stated.append(Told(by, low, high, day, denied))
    return parties, stated


def log_of(parties: tuple[str, ...], stated: list[Told]) -> Log:
    lines = ["peacetrack: 1", "negotiation: {id: w}", "actors:"]
    lines += [f"  {party}: {{role: negotiating_party}}" for party in parties]
    lines += ["  silent: {role: negotiating_party}", "instruments: {t: {unit: article}}", "events:"]
    for number, one in enumerate(stated):
        by = f", by: [{', '.join(sorted(one.by))}]" if one.by else ""
        number_said = f"{{min: {one.low}, max: {one.high}}}" if one.low != one.high else one.low
        lines.append(
            f"- {{id: e{number}, event: count_stated, date: 2030-01-{one.day:02}{by}, agreed: {number_said}, of: {WHOLE}}}"
        )
        lines += [
            f"- {{event: denied, of: e{number}, by: {who}, date: 2030-02-01}}" for who in sorted(one.denied)
        ]
    log = read_text("\n".join(lines)).log
    assert log
    return log


def numbers_in(log: Log, account: str) -> list[tuple[int, int]]:
    state = pt.replay(log, account=account)
    (population,) = state.timeline.entries
    found = {answer.number(pt.Status.AGREED) for answer in state.census.answers(population)}
    return sorted((bounds.low, bounds.high or 0) for bounds in found)


def expected(stated: list[Told], leader: str = "") -> list[tuple[int, int]]:
    return sorted({(min(one.numbers), max(one.numbers)) for one in branches(stated, WHOLE, leader)})


@LOOSE
@given(statements())
def test_everyones_account(drawn: tuple[tuple[str, ...], list[Told]]) -> None:
    """In everyone's account the number is what the branches of all words together allow."""
    parties, stated = drawn

    assert expected(stated) == numbers_in(log_of(parties, stated), "everyone")


@LOOSE
@given(statements())
def test_the_account_of_each(drawn: tuple[tuple[str, ...], list[Told]]) -> None:
    """In its own account an actor's word is never replaced by an article, and what it denies is not there."""
    parties, stated = drawn
    log = log_of(parties, stated)

    for actor in (*parties, "silent"):
        denied = heard_by(actor, stated, frozenset((*parties, "silent")))
        assert expected(denied, leader=actor) == numbers_in(log, actor)
