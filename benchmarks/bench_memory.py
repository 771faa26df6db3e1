"""
The peak of memory while a log is loaded and replayed, over the size of its text.

Each log is read by a process of its own, whose largest resident size is taken as the system counted it, less that of a
process that only imports peacetrack. Of what the log says, nothing is dropped: the text of each line, the places of each
key and the evidence of each fact are there at the end.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from generated_logs import write
from measured import Ratio, Table, show, sized

SIZES = (sized(100_000), sized(1_000_000))
LAYOUTS = ("block", "flow")
IMPORT = "import peacetrack"
LOAD = "log = peacetrack.load(sys.argv[1])"
REPLAY = "state = peacetrack.replay(log); fact = state[peacetrack.CONDITIONS]; next(iter(fact.values()))"
PEAK = "print(peak())"


def peak(*steps: str, folder: Path) -> int:
    """Run steps in a process of their own and give the peak of its memory in bytes."""
    program = "; ".join(("import sys; from resident import peak", IMPORT, *steps, PEAK))
    command = (sys.executable, "-c", program, str(folder))
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=Path(__file__).parent)
    return int(done.stdout)


def main() -> None:
    """Print the megabytes of text and of memory, and their ratio, for both layouts."""
    rows, ratios = [], []
    for events in SIZES:
        for layout in LAYOUTS:
            with tempfile.TemporaryDirectory() as place:
                folder = Path(place)
                size = write(folder, events, flow=layout == "flow").stat().st_size
                bare = peak(folder=folder)
                loaded, replayed = peak(LOAD, folder=folder) - bare, peak(LOAD, REPLAY, folder=folder) - bare
            name = f"{events:,} events, {layout}"
            rows.append((name, *(f"{each / 1e6:.1f}" for each in (size, loaded, replayed))))
            ratios.append(Ratio(f"peak memory over text, {name}, loaded and replayed", replayed / size, 5))
    columns = ("megabytes", "text", "loaded", "loaded and replayed")
    show(
        "peak memory, beyond that of a process that only imports peacetrack",
        Table(columns, tuple(rows)),
        Table.of(ratios),
    )


if __name__ == "__main__":
    main()
