"""The published laws hold for the built-in parts; what is tried here is in `peacetrack.testing.laws` and beside it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

import attrs
import pytest
from hypothesis import Phase, settings

from peacetrack.testing.laws import Clause, Law, try_clause
from tests.laws.breaking import complaint
from tests.laws.published import LAWS


def clauses() -> Iterator[tuple[Law, Clause]]:
    for law in LAWS:
        for clause in law.clauses:
            yield law, clause


CLAUSES: Final = tuple(clauses())
#: The first log that breaks a law will do, whether or not there is a smaller one.
FIRST: Final = settings(max_examples=1, phases=[Phase.generate])


@pytest.mark.parametrize(
    ("law", "clause"),
    [pytest.param(law, clause, id=f"{law.number}-{clause.says}") for law, clause in CLAUSES],
)
def test_every_log_keeps_the_law(law: Law, clause: Clause) -> None:
    """What the law says holds for every log that speaks of the built-in parts alone."""
    assert "" == complaint(partial(try_clause, law, clause, clause.logs(())))


def test_the_laws_are_numbered() -> None:
    """Each law has its place, and says something."""
    assert [*range(1, 15)] == [law.number for law in LAWS]
    assert all(law.sentence.endswith(".") and law.clauses for law in LAWS)


def test_what_is_broken_complains() -> None:
    """A law that no log keeps says so, with the log."""
    law = LAWS[0]
    clause = attrs.evolve(law.clauses[0], breaches=lambda _: iter(["nothing is right"]))
    broken = attrs.evolve(law, clauses=(clause,))

    assert "nothing is right" in complaint(
        partial(try_clause, broken, clause, clause.logs(()), settings=FIRST)
    )
