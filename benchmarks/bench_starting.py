"""
Start the interpreter, the library and the command line as whole processes, whose modules were compiled before.

The least that a command line of click can do is a file of one command that knows its version.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from measured import Ratio, Table, show

FIXTURE = Path(__file__).parent.parent / "fixtures" / "armenia-azerbaijan"
TIMES = 15
LEAST = """\
import click


@click.command()
@click.version_option("1.0")
def least():
    pass


least()
"""
BARE, IMPORT, CLICK = "a bare interpreter", "`import peacetrack`", "the least command of click, `--version`"
VERSION, CHECK = "`peacetrack --version`", "`peacetrack check fixtures/armenia-azerbaijan`"


def _milliseconds(arguments: Sequence[str], *, compiled: str) -> float:
    """Run a process to its end and give the processor time that it took, its modules having been compiled before."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    begin = _of_children()
    done = subprocess.run(
        [sys.executable, *arguments],
        check=False,
        capture_output=True,
        env={**environment, "PYTHONPYCACHEPREFIX": compiled},
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} ended with {done.returncode}:\n{done.stderr.decode()}")
    return (_of_children() - begin) * 1000


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def measured(compiled: str) -> dict[str, float]:
    """Give the median milliseconds of each process."""
    least = Path(compiled) / "least.py"
    least.write_text(LEAST, encoding="utf-8")
    parties = {
        BARE: ("-c", "pass"),
        IMPORT: ("-c", "import peacetrack"),
        CLICK: (str(least), "--version"),
        VERSION: ("-m", "peacetrack", "--version"),
        CHECK: ("-m", "peacetrack", "check", str(FIXTURE)),
    }
    stated: dict[str, list[float]] = {name: [] for name in parties}
    for exchange in range(TIMES + 1):
        for name, arguments in parties.items():
            took = _milliseconds(arguments, compiled=compiled)
            if exchange:  # the first turn compiles the modules
                stated[name].append(took)
    return {name: median(took) for name, took in stated.items()}


def main() -> None:
    """Print the milliseconds of each process, and what it needs beyond the bare interpreter."""
    with tempfile.TemporaryDirectory() as compiled:
        stated = measured(compiled)
    bare = stated[BARE]
    rows = tuple(
        (name, f"{took:.1f}", "" if name == BARE else f"{took - bare:.1f}") for name, took in stated.items()
    )
    targets = [
        Ratio(f"{IMPORT} over a bare interpreter", stated[IMPORT] - bare, 30, unit=" ms"),
        Ratio(f"{VERSION} over {CLICK}", stated[VERSION] / stated[CLICK], 2),
        Ratio(CHECK, stated[CHECK], 500, unit=" ms"),
    ]
    columns = ("process", "milliseconds", "over a bare interpreter")
    title = f"whole processes, median processor time of {TIMES} runs each, in turn"
    show(title, Table(columns, rows), Table.of(targets))


if __name__ == "__main__":
    main()
