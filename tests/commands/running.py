"""Run the commands as a user does."""

from __future__ import annotations

import importlib
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any, Final

import peacetrack
from peacetrack.cli import main

ROOT: Final = Path(__file__).parents[2]
SEEDS: Final = ROOT / "fixtures" / "armenia-azerbaijan"
#: The package is found from every folder.
ENVIRONMENT: Final = {
    **os.environ,
    "PYTHONPATH": str(Path(peacetrack.__file__).parents[1]),
    "PYTHONIOENCODING": "utf-8",
}
CAST: Final = """\
peacetrack: 1
negotiation: {id: talks, title: The talks}
actors:
  armenia: {name: Armenia, role: negotiating_party}
  azerbaijan: {name: Azerbaijan, role: negotiating_party}
voices:
  pashinyan: {name: Nikol Pashinyan, speaks_for: armenia}
instruments:
  treaty: {unit: article, provisions: {borders: {kind: article}}}
"""
THIRTEEN: Final = """\
peacetrack: 1
negotiation: talks
source: {id: june, published: 2024-07-01}
events:
  - {id: thirteen, event: count_stated, date: 2024-06, by: pashinyan, agreed: "13", of: 16}
claims:
  - {id: agreed-13, by: pashinyan, says: {count: {agreed: 13, of: 16}}, expect: {verdict: supported}}
"""


def run(
    *arguments: object, cwd: Path = ROOT, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """
    Run `peacetrack`; a traceback is never an answer.

    It runs in this process where nothing depends on another one: to start Python for each test takes minutes in all.
    """
    text = [*map(str, arguments)]
    if encoding == "utf-8" and not environment:
        with modules_of(cwd):
            return run_here(text, cwd=cwd)
    return run_line([sys.executable, "-m", "peacetrack", *text], cwd=cwd, encoding=encoding, **environment)


@contextmanager
def modules_of(folder: Path) -> Iterator[None]:
    """Let modules of the user's own be found in a folder, as where Python is started there, and forget them afterwards."""
    path, loaded = [*sys.path], {*sys.modules}
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = path
        for name in {*sys.modules} - loaded:
            if (getattr(sys.modules[name], "__file__", None) or "").startswith(f"{folder}{os.sep}"):
                del sys.modules[name]


def run_here(text: Sequence[str], *, cwd: Path, together: bool = False) -> subprocess.CompletedProcess[str]:
    """Run the command line in this process, with streams like those of a file; `together` makes them one."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="\n") for _ in range(2)]
    status: object = 0
    with chdir(cwd), redirect_stdout(streams[0]), redirect_stderr(streams[0 if together else 1]):
        try:
            main([*text], prog_name="peacetrack")
        except SystemExit as end:
            status = end.code
    stated = []
    for stream in streams:
        stream.flush()
        stated.append(stream.buffer.getvalue().decode())
    assert isinstance(status, int)
    return subprocess.CompletedProcess(text, status, *stated)


def run_line(
    text: Sequence[str], *, cwd: Path = ROOT, encoding: str = "utf-8", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run any command line."""
    done = subprocess.run(
        text,
        check=False,
        capture_output=True,
        cwd=cwd,
        env={**ENVIRONMENT, **environment},
        encoding=encoding,
        timeout=120,
    )
    assert "Traceback" not in done.stderr
    return done


def as_json(*arguments: object, status: int = 0, cwd: Path = ROOT) -> Any:
    """Run a command with JSON output; it ends with a status."""
    done = run(*arguments, "--format", "json", cwd=cwd)
    assert (status, "") == (done.returncode, done.stderr)
    return json.loads(done.stdout)


def folder(home: Path, **files: str) -> Path:
    """Write a negotiation; each file is named without its suffix."""
    home.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (home / f"{name}.peace.yaml").write_text(text, encoding="utf-8")
    return home
