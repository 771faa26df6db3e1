"""Work for many logs, in a module of its own, so that other processes can import it."""

import os
import threading
import time
from pathlib import Path
from typing import Final

#: The numbers of the logs of which the work raises, the worker dies, the answer cannot be sent, the worker waits.
RAISING: Final = 13
KILLING: Final = 77
UNSENDABLE: Final = 5
HOLDING: Final = 7


def paths(number: int) -> list[Path]:
    """Name so many logs; what is done with them here needs no files."""
    return [Path(f"talks/{place}") for place in range(number)]


def numbered(path: Path) -> int:
    """Give the number of a log, or fail with it."""
    number = int(path.name)
    if number == RAISING:
        raise ValueError("this log is\n  unlucky")
    return number


def fatal(path: Path) -> int:
    """Give the number of a log; one of them kills the process that works on it."""
    if int(path.name) == KILLING:
        os._exit(1)
    return numbered(path)


def unsendable(path: Path) -> object:
    """Give the number of a log; of one of them, something that no process can send."""
    return threading.Lock() if int(path.name) == UNSENDABLE else numbered(path)


def interrupted(path: Path) -> int:
    """Be stopped by whoever sits before the program."""
    raise KeyboardInterrupt(str(path))


def held(path: Path, *, signals: Path) -> int:
    """Tell by a file which process works on one of the logs, and wait there to be killed; the next one need not wait."""
    begun, part = signals / "begun", signals / "part"
    if int(path.name) == HOLDING and not begun.exists():
        part.write_text(str(os.getpid()), encoding="ascii")
        part.rename(begun)
        time.sleep(60)
    return int(path.name)
