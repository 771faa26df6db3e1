"""What SECURITY.md promises is held by the tests that it names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
PROMISES: Final = [line.split("|")[1:3] for line in PAGE.splitlines() if line.startswith("| ")][2:]


def test_every_promise_names_a_test_that_there_is() -> None:
    """Each sentence is held by a file of tests, and by the functions of it that are named."""
    assert PROMISES
    for promise, held in PROMISES:
        files = [ROOT / name for name in re.findall(r"`((?:tests|fixtures)/[^`]+)`", held)]
        functions = re.findall(r"`(test_\w+)`", held)
        assert files, promise
        assert all(path.exists() for path in files), held
        stated = "".join(path.read_text(encoding="utf-8") for path in files if path.suffix == ".py")
        assert [] == [name for name in functions if f"def {name}(" not in stated], promise
