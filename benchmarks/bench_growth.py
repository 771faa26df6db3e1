"""
How what a log costs grows with its length: for each family of small logs and each command, the exponent.

Operations are counted, not seconds: the calls that Python makes while a command runs, of functions of its own and of others. A log of
each family is taken at a size, at twice and at four times that; what the second doubling adds, over what the first added, is 2 to the
exponent, so that what a command costs for any log is left out. 1 is linear, 2 quadratic.
"""

from __future__ import annotations

import io
import math
import sys
import tempfile
from collections.abc import Callable, Mapping
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

from generated_families import FAMILIES, day
from measured import SMALL, Table, show

SIZE: Final = 4 if SMALL in sys.argv else 12
#: Of what is compared with a bounded number of others a log has to be beyond that; and what grows too quickly is not waited for.
SIZES: Final = {"misspelt ids": 70, "an article of many parts": 6}
HERE: Final = "PATH"
COMMANDS: Final[Mapping[str, tuple[str, ...]]] = {
    "check": ("check", HERE),
    "status": ("status", HERE),
    "report": ("report", HERE),
    "export": ("export", HERE, "--to", "csv", "--table", "codebook"),
    "timeline": ("timeline", HERE),
    "diff": ("diff", HERE, day(0), day(2000)),
}


def operations(work: Callable[[], object]) -> int:
    """Count the calls that are made while something is done."""
    made = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return made


def run(command: tuple[str, ...], folder: Path) -> None:
    """Run a command on a folder, whatever it says."""
    from peacetrack.cli import main

    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    with redirect_stdout(streams[0]), redirect_stderr(streams[1]):
        try:
            main([str(folder) if word == HERE else word for word in command], prog_name="peacetrack")
        except SystemExit as end:
            if end.code not in (0, 1, 3):
                raise


def exponent(family: str, command: str) -> float:
    """Tell with which power of the size of a log the cost of a command grows."""
    size, costs = SIZES.get(family, SIZE), []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "talks.peace.yaml"
        for several in (1, 1, 2, 4):  # the first loads what is loaded once
            path.write_text(FAMILIES[family](several * size), encoding="utf-8")
            costs.append(operations(lambda: run(COMMANDS[command], Path(folder))))
    _, one, two, four = costs
    return math.log2(max(1, four - two) / max(1, two - one))


def main() -> None:
    """Print the exponents."""
    rows = tuple((name, *(f"{exponent(name, command):.2f}" for command in COMMANDS)) for name in FAMILIES)
    show("exponents of operations", Table(("family", *COMMANDS), rows))


if __name__ == "__main__":
    main()
