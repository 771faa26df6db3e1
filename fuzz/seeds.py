"""What a run begins with: every folder of the fixtures, each as one text, and the words that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
FIXTURES: Final = ROOT / "fixtures"
SUFFIX: Final = ".peace.yaml"
#: Stands between the files of a folder; no file of YAML has it.
BETWEEN: Final = b"\x0c"
#: More files than any fixture has, so that a mutant may not write thousands.
MOST_FILES: Final = 12


def folders() -> Iterator[Path]:
    """Give each folder that holds logs or scenarios."""
    yield from sorted({path.parent for path in FIXTURES.rglob(f"*{SUFFIX}") if path.is_file()})


def bundles() -> Mapping[str, bytes]:
    """Give the files of each folder as one text, by the name of the folder."""
    return {
        "-".join(home.relative_to(FIXTURES).parts): BETWEEN.join(
            path.read_bytes() for path in sorted(home.glob(f"*{SUFFIX}")) if path.is_file()
        )
        for home in folders()
    }


def texts() -> Mapping[str, bytes]:
    """Give each file of the fixtures that is read as YAML."""
    paths = sorted(path for path in FIXTURES.rglob(f"*{SUFFIX}") if path.is_file())
    return {str(path.relative_to(FIXTURES)): path.read_bytes() for path in paths}


def words() -> list[str]:
    """Give the keys and short values of all fixtures: what a mutant is made of, beside bytes."""
    found: set[str] = set()
    for text in texts().values():
        found.update(re.findall(r"[\w.?~%/-]+:? ?", text.decode("utf-8", "replace")))
    return sorted(word for word in found if len(word) < 40)
