"""What is importable from `peacetrack` itself."""

from __future__ import annotations

import subprocess
import sys
from types import ModuleType

import pytest

import peacetrack


@pytest.mark.parametrize("name", peacetrack.__all__)
def test_every_public_name_is_there(name: str) -> None:
    """A name of the roof is a value, a class or a function, and none of the rooms below it."""
    assert not isinstance(getattr(peacetrack, name), ModuleType)
    assert name in dir(peacetrack)


def test_a_function_keeps_its_name_when_its_room_is_loaded() -> None:
    """`peacetrack.replay` is the function, whatever was loaded first, and a room is imported from by its whole name."""
    program = (
        "import peacetrack, peacetrack.yaml.files.loader, peacetrack.checks.claims, peacetrack.checks.explain\n"
        "from peacetrack.state.replay import Replay\n"
        "print(*(callable(getattr(peacetrack, name)) for name in ('replay', 'standing', 'explain', 'coverage')))\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)

    assert ("True True True True\n", "") == (run.stdout, run.stderr)


def test_an_unknown_name_is_refused() -> None:
    """A misspelt name is an error where it is used."""
    with pytest.raises(AttributeError, match="module 'peacetrack' has no attribute 'replays'"):
        peacetrack.replays  # type: ignore[attr-defined]  # noqa: B018 - the attribute is looked up, and that raises
