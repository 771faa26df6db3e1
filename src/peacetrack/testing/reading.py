"""Read a text as an author's file is read."""

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peacetrack.lifecycle import Aspect
from peacetrack.yaml.loader import read
from peacetrack.yaml.nodes import ParserName
from peacetrack.yaml.reading import Reading


def read_text(text: str, *, parser: ParserName = "auto", aspects: Iterable[Aspect[Any]] = ()) -> Reading:
    """
    Read a text as the only file of a negotiation.

    Args:
        text: All of it, with its cast.
        parser: Which YAML parser reads it.
        aspects: Aspects of one's own in which it speaks.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.peace.yaml"
        path.write_bytes(text.encode())
        return read(path, parser=parser, aspects=aspects)
