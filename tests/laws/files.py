"""Write a log down and read it again, as an author's file is read."""

import tempfile
from pathlib import Path

from peacetrack.log import Log
from peacetrack.yaml.loader import Reading, read
from peacetrack.yaml.nodes import ParserName
from peacetrack.yaml.writer import dumps


def read_text(text: str, *, parser: ParserName = "auto") -> Reading:
    """Read a text as the only file of a negotiation."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.peace.yaml"
        path.write_bytes(text.encode())
        return read(path, parser=parser)


def read_again(log: Log, *, parser: ParserName = "auto") -> Log | None:
    """Write a log and read it."""
    return read_text(dumps(log), parser=parser).log
