"""`python -m fuzz`: a run that is led by what it reaches, of each target in turn."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import traceback
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
FOUND: Final = HERE / "found"
#: An input that takes longer is a finding, in seconds; and one that takes more memory, in megabytes.
SLOWEST: Final = 60
LARGEST: Final = 4096


def main() -> None:
    """Run what is asked for; without anything, both targets for five minutes each."""
    parser = argparse.ArgumentParser(prog="python -m fuzz", description=__doc__)
    parser.add_argument("target", nargs="?", choices=("reading", "drawing"), help="one of them alone")
    parser.add_argument("inputs", nargs="*", type=Path, help="run these inputs once each, and nothing else")
    parser.add_argument("--seconds", type=int, default=300, help="how long each runs (300)")
    parser.add_argument("--seed", type=int, default=0, help="of the dice; 0 takes other dice each time")
    asked = parser.parse_args()
    if asked.inputs:
        sys.exit(_again(asked.target, asked.inputs))
    if asked.target:
        _run(asked.target, asked.seconds, asked.seed)
    FOUND.mkdir(exist_ok=True)
    sys.exit(max(_apart(name, asked.seconds, asked.seed) for name in ("reading", "drawing")))


def _apart(name: str, seconds: int, seed: int) -> int:
    """Run a target in a process of its own: the fuzzer ends the process that it runs in."""
    command = [sys.executable, "-m", "fuzz", name, "--seconds", str(seconds), "--seed", str(seed)]
    return subprocess.run(command, check=False).returncode


def _again(name: str, inputs: list[Path]) -> int:
    """Run single inputs, and show what each breaks."""
    from fuzz.targets import TARGETS
    from fuzz.views import Folder

    target, broken = TARGETS[name](Folder()), 0
    for path in inputs:
        try:
            target(path.read_bytes())
        except Exception:  # noqa: BLE001 - whatever comes out is shown
            traceback.print_exc()
            print(f"broken by {path}", file=sys.stderr)
            broken = 1
    return broken


def _run(name: str, seconds: int, seed: int) -> None:
    """Hand over to atheris, which never comes back; what breaks a target is kept in `fuzz/found`."""
    try:
        import atheris
    except ModuleNotFoundError:
        sys.exit('atheris is not installed: python -m pip install -e ".[fuzz]"')

    with atheris.instrument_imports(include=["peacetrack"], enable_loader_override=False):
        from fuzz.targets import TARGETS, mutated
        from fuzz.views import Folder, load_all

        load_all()
    from fuzz.seeds import bundles

    corpus = Path(tempfile.mkdtemp(prefix="peacetrack-seeds-"))
    for known, text in bundles().items():
        (corpus / known).write_bytes(text)
    FOUND.mkdir(exist_ok=True)
    options = [
        f"-max_total_time={seconds}", f"-timeout={SLOWEST}", f"-rss_limit_mb={LARGEST}", f"-artifact_prefix={FOUND}/{name}-",
        "-print_final_stats=1", "-max_len=40000", f"-seed={seed}", str(corpus),
    ]  # fmt: skip
    target = TARGETS[name](Folder())
    arguments = [sys.argv[0], *options]
    if name == "reading":
        atheris.Setup(
            arguments,
            target,
            custom_mutator=lambda data, longest, dice: mutated(data, longest, dice, otherwise=atheris.Mutate),
        )
    else:
        atheris.Setup(arguments, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
