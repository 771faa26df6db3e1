"""The claims and the scenarios of `*.peace.yaml` files as items of pytest.

Every run of pytest in an environment with peacetrack loads this module, also one that has nothing to do with
negotiations. So it imports nothing: what reads and judges is `collecting`, which is loaded with the first such file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from peacetrack.testing.items.files import PeaceFile


def pytest_addoption(parser: pytest.Parser) -> None:
    """Say which settings there are."""
    parser.addini(
        "peace_files",
        "Patterns of the files whose claims and scenarios are run.",
        type="args",
        default=["*.peace.yaml"],
    )
    parser.addini(
        "peace_aspects",
        "Aspects of your own in which the logs speak, one `module:NAME` a line.",
        type="linelist",
    )


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> PeaceFile | None:
    """Collect a file of a log, or of scenarios."""
    if not any(map(file_path.match, parent.config.getini("peace_files"))):
        return None
    from peacetrack.testing.items.files import PeaceFile

    return PeaceFile.from_parent(parent, path=file_path)
