"""
Every view of a folder, as the commands show it.

The law: a command ends with a status that is documented, 0 to 3, whatever it is shown; what it prints can be printed. Nothing it
does may depend on more than the folder.
"""

from __future__ import annotations

import io
import tempfile
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import Final, Self

import peacetrack
from fuzz.seeds import BETWEEN, MOST_FILES, SUFFIX
from peacetrack.cli import main
from peacetrack.report.export import ExportFormat

#: Stands for the folder.
HERE: Final = "PATH"
DAYS: Final = ("2024-03-01", "2024-09-17")
ASKED: Final = (
    (),
    ("--as-of", DAYS[0]),
    ("--known-by", DAYS[1]),
    ("--account", "common_ground"),
    ("--account", "armenia"),
    ("--as-of", DAYS[1], "--known-by", DAYS[0], "--account", "azerbaijan"),
)
IN_TWO_FORMATS: Final = (
    ("check", HERE),
    ("status", HERE),
    ("explain", HERE),
    ("blockers", HERE),
    ("timeline", HERE),
    ("compare", HERE),
    ("coverage", HERE),
    ("diff", HERE, *DAYS),
    ("diff", HERE, "everyone", "common_ground"),
    ("explain", HERE, "count:agreed"),
    ("needs", HERE, "--gate", "signature:treaty"),
    ("whatif", HERE, "--event", "talks_suspended by=armenia"),
)
#: Each takes `--as-of`, `--known-by` and `--account`.
ASKING: Final[tuple[tuple[str, ...], ...]] = (
    *IN_TWO_FORMATS,
    *((*view, "--format", "json") for view in IN_TWO_FORMATS),
    ("check", HERE, "--format", "github"),
    ("report", HERE),
    ("report", HERE, "--public"),
    *(("plot", HERE, picture) for picture in ("counts", "matrix", "demands", "days")),
    *(
        ("export", HERE, "--to", str(name), *(("--table", "codebook") if name is ExportFormat.CSV else ()))
        for name in ExportFormat
    ),
)
PLAIN: Final[tuple[tuple[str, ...], ...]] = (
    ("names", HERE),
    ("agreement", HERE, HERE),
    ("corpus", HERE),
    ("upgrade", HERE, "--dry-run"),
)
VIEWS: Final[tuple[tuple[str, ...], ...]] = (
    *((*view, *asked) for view in ASKING for asked in ASKED),
    *PLAIN,
)
#: Commands that show no folder: they write one, read something else, or tell of peacetrack itself.
NO_VIEWS: Final = frozenset({"init", "article", "add", "paragraphs", "import", "schema"})


class Broken(Exception):
    """A command ended in a way that is not documented."""


def show(folder: Path, view: Sequence[str]) -> int:
    """
    Run one command on a folder, and give its status.

    Raises:
        Broken: The status is none of the documented ones, or the command took what it read for what it could not write.
        Exception: Whatever the command let through.
    """
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2))
    status: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            main([str(folder) if word == HERE else word for word in view], prog_name="peacetrack")
        except SystemExit as end:
            status = end.code
    for stream in (out, err):
        stream.flush()
    said = err.buffer.getvalue().decode()
    if status not in (0, 1, 2, 3) or "This cannot be written" in said:
        raise Broken(f"{' '.join(view)} ended with {status!r}: {said[-2000:]}")
    return int(str(status))


class Folder:
    """A folder that each text is written into in turn."""

    def __init__(self) -> None:
        self._kept = tempfile.TemporaryDirectory(prefix="peacetrack-fuzz-")
        self.path = Path(self._kept.name) / "talks"
        self.path.mkdir()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._kept.cleanup()

    def write(self, bundle: bytes) -> Path:
        """Write the files of a text, and nothing else; a text alone is the cast's file."""
        for path in self.path.iterdir():
            path.unlink()
        for number, text in enumerate(bundle.split(BETWEEN)[:MOST_FILES]):
            (self.path / f"{number:02}{SUFFIX}").write_bytes(text)
        return self.path


def load_all() -> None:
    """Load every module of the package, so that a fuzzer sees all of them."""
    for found in walk_packages(peacetrack.__path__, "peacetrack."):
        if not found.name.endswith(("__main__", "pytest_plugin")):
            import_module(found.name)
