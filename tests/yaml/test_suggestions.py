"""Of a name that is misspelt, the one that was meant is suggested, however many there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from peacetrack.yaml.records.scalars import MOST_COMPARED, suggestion

SLIPS: Final[tuple[Callable[[str], str], ...]] = (
    lambda name: name[:-1],
    lambda name: f"x{name}",
    lambda name: name.replace("-", "_"),
)


@pytest.mark.parametrize("number", [0, 1, 25, -2, -1])
@pytest.mark.parametrize("slip", SLIPS)
@pytest.mark.parametrize("many", [MOST_COMPARED, MOST_COMPARED + 1, 1000])
def test_one_of_very_many_names_is_suggested(number: int, many: int, slip: Callable[[str], str]) -> None:
    """Only those are compared that begin or end most like what is written, and the one that is meant is among them."""
    names = [f"{'abcdefgh'[index % 8]}{index:03}-{'abcdefgh'[index % 8] * 4}" for index in range(many)]

    assert f"Did you mean `{names[number]}`?" == suggestion(slip(names[number]), names)


def test_of_very_many_names_a_few_are_listed() -> None:
    """Where none comes near, the first are listed, with the number of the others."""
    names = [f"actor-{index:03}" for index in range(1000)]
    hint = suggestion("zzz", names)

    assert hint.startswith("Known are `actor-000`, `actor-001`,")
    assert hint.endswith(" and 992 more; `peacetrack names` lists all.")
