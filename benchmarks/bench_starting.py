"""Start the interpreter, the library and the command line as whole processes, and compare with a bare interpreter."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

FIXTURE = Path(__file__).parent.parent / "fixtures" / "armenia-azerbaijan"
TIMES = 15
SIDES: dict[str, Sequence[str]] = {
    "a bare interpreter": ("-c", "pass"),
    "import peacetrack": ("-c", "import peacetrack"),
    "peacetrack --version": ("-m", "peacetrack", "--version"),
    "peacetrack check, on the fixture": ("-m", "peacetrack", "check", str(FIXTURE)),
}


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


def main() -> None:
    """Print the median milliseconds of each process, and what it needs beyond the bare interpreter."""
    told: dict[str, list[float]] = {name: [] for name in SIDES}
    with tempfile.TemporaryDirectory() as compiled:
        for turn in range(TIMES + 1):
            for name, arguments in SIDES.items():
                took = _milliseconds(arguments, compiled=compiled)
                if turn:  # the first turn compiles the modules
                    told[name].append(took)
    bare = median(told["a bare interpreter"])
    print(f"whole processes, median milliseconds of processor time of {TIMES} runs each, in turn")
    for name, took in told.items():
        print(f"  {name:<40} {median(took):7.1f}   over a bare interpreter: {median(took) - bare:+7.1f}")


if __name__ == "__main__":
    main()
