"""A blank that is missing after a colon is told as what it is; only the pure parser reads such a text between braces."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.yaml.files.loader import read
from tests.commands.running import CAST, THIRTEEN, folder


@pytest.mark.parametrize(
    ("event", "stated"),
    [
        (
            "{event:statement_made, date: 2024-06, by: armenia}",
            ["PT103 The key `event` is missing. Write a blank after the colon: `event: statement_made`."],
        ),
        (
            "{event: statement_made, date:2024-06, by: armenia}",
            ["PT101 The key `date:2024-06` is unknown here. Write a blank after the colon: `date: 2024-06`."],
        ),
        (
            "{event: contact_held, date: 2024-06, kind:call, participants: [armenia]}",
            ["PT101 The key `kind:call` is unknown here. Write a blank after the colon: `kind: call`."],
        ),
    ],
)
def test_a_colon_without_a_blank_is_told_as_such(tmp_path: Path, event: str, stated: list[str]) -> None:
    """Once, though it leaves a key that is unknown and another that is missing."""
    june = THIRTEEN.replace("events:\n", f"events:\n  - {event}\n")
    found = read(folder(tmp_path, cast=CAST, june=june)).problems

    assert stated == [f"{one.code} {one.message} {one.hint}" for one in found]


def test_so_it_is_in_the_cast_and_at_the_head_of_a_file(tmp_path: Path) -> None:
    """Wherever a key can stand."""
    cast = CAST.replace("name: Armenia, role: neg", "name: Armenia, role:neg")
    found = read(folder(tmp_path, cast=cast, june="{x-own: 1, negotiation:talks, peacetrack: 1}")).problems

    hints = [one.hint for one in found]
    assert "Write a blank after the colon: `role: negotiating_party`." in hints
    assert "Write a blank after the colon: `negotiation: talks`." in hints
    assert not any("`role` is missing" in one.message for one in found)
