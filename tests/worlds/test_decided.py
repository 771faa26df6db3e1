"""
The engine answers every case that the design decides as the enumeration of worlds does.

The cases are those of `test_oracle.py`: the `k-…` logs and the inputs that came out wrong, with the verdicts that stand there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

import attrs
import pytest

from peacetrack.aspects.provisions import LIVE, Status
from peacetrack.worlds import (
    Bounds,
    CountStatus,
    Member,
    Stated,
    StatedCount,
    Statement,
    Worlds,
    WorldsAnswer,
)
from tests.worlds import test_oracle

ONLY_OF_ENUMERATION: Final = {"test_too_many_worlds"}
CASES: Final = [
    case
    for name, case in vars(test_oracle).items()
    if name.startswith("test_") and callable(case) and name not in ONLY_OF_ENUMERATION
]


@attrs.frozen
class Asked:
    """An answer of the engine, asked in the words of the enumeration."""

    answer: WorldsAnswer

    @property
    def each(self) -> tuple[Asked]:
        return (self,)

    @property
    def findings(self) -> list[tuple[str, str, bool]]:
        released = [f for f in self.answer.findings if f.kind == "count-conflict" and f.applied]
        return [(f.kind, f.key, f.applied) for f in self.answer.findings if f not in released]

    def possible(self, node: str) -> frozenset[Status]:
        return self.answer.possible(node)

    def number(
        self, status: CountStatus, *, including: Sequence[str] = (), excluding: Sequence[str] = ()
    ) -> Bounds:
        return self.answer.number(status, including, excluding)

    def size(self, *, including: Sequence[str] = (), excluding: Sequence[str] = ()) -> Bounds:
        return self.answer.live(including, excluding)

    def unnamed(self) -> Bounds:
        return self.answer.unnamed

    def ever_opened(self) -> Bounds:
        return self.answer.ever_opened

    def verdict(self, claim: StatedCount | Stated) -> bool | None:
        return self.answer.judge(claim)

    def settled(self, principle: str | None) -> Bounds:
        agreed, remaining = self.answer.number(Status.AGREED), self.answer.number("remaining")
        least = agreed.low if principle == "single_undertaking" and remaining.high == 0 else 0
        return Bounds(0 if self.answer.reopened else least, agreed.high)

    def gate(self) -> str:
        remaining = self.answer.number("remaining")
        if self.answer.reopened or (remaining.low == 0 and remaining.high != 0):
            return "undetermined"
        return "shut" if remaining.low else "open"


def by_engine(
    nodes: Sequence[Member],
    statements: Sequence[Statement],
    *,
    perhaps: Iterable[str] = (),
    claims: Sequence[StatedCount | Stated] = (),
    most: int = 0,
) -> Asked:
    """Ask the engine, which needs no limit; what may have happened stands at the end of these records."""
    del most
    keys = list(dict.fromkeys(perhaps))
    surely = [statement for statement in statements if statement.key not in keys]
    possible = [[statement for statement in statements if statement.key == key] for key in keys]
    later = [*(one for group in possible for one in group), *claims]
    return Asked(Worlds(nodes, surely, later).after(len(surely), possible))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.__name__.removeprefix("test_"))
def test_a_decided_case(case: Callable[[], Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """What the design decides is what the engine says."""
    monkeypatch.setattr(test_oracle, "readings", by_engine)

    case()


def test_every_live_status_is_a_number() -> None:
    """Live units are partitioned by status: with nothing said, each number is open."""
    answer = Worlds((), ()).after(0)

    assert {Bounds(0, None)} == {answer.number(status) for status in LIVE}
