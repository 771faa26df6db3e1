"""Read a text as an author's file is read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from peacetrack.aspects.lifecycle import Aspect
from peacetrack.yaml.files.loader import read
from peacetrack.yaml.files.opening import Files
from peacetrack.yaml.parsing.parser import ParserName
from peacetrack.yaml.records.reading import Reading


def read_text(text: str, *, parser: ParserName = "auto", aspects: Iterable[Aspect[Any]] = ()) -> Reading:
    """
    Read a text as the only file of a negotiation.

    Args:
        text: All of it, with its cast.
        parser: Which YAML parser reads it.
        aspects: Aspects of one's own in which it speaks.
    """
    path = Path("x.peace.yaml")
    files = Files.rewritten([(path, text.encode())])
    return read(path, parser=parser, aspects=aspects, files=files)
