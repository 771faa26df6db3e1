"""Nothing of a log steers a terminal or the log of a build; into a file goes every byte as it is."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.commands.running import ENVIRONMENT

ROOT: Final = Path(__file__).parents[2]
#: A title that begins like a command of GitHub Actions, and texts that would colour a terminal and set a variable.
LOG: Final = r"""
peacetrack: 1
negotiation: {id: talks, title: "::error title=No::agreement"}
actors: {north: {role: negotiating_party, name: "::warning::North"}, south: {role: negotiating_party}}
instruments: {treaty: {unit: article, title: "##[error]treaty", provisions: {a: {kind: article, title: "::add-mask::x"}}}}
topics: {x: "::stop-commands::x"}
source: {id: s, title: "\e[31m\n::error::a title", published: 2024-09-17, paragraphs: 3}
events:
  - {event: statement_made, date: 2024-09-17, by: north, what: "\n::error::what\n##vso[task.complete]done\n\e]0;title\a"}
  - {event: condition_set, id: c, date: 2024-09-17, by: north, of: south, what: "::error::demand", gate: {signature: treaty}}
  - {event: proposal_made, id: o, date: 2024-09-17, by: north, offer: "::error::offer"}
  - {event: provision_agreed, date: 2024-09-17, provision: a}
claims:
  - {id: claimed, by: north, as_of: 2024-09-17, says: {count: {agreed: 3}}, note: "::error::note"}
scenario: "::error title=A::scenario"
when: [{event: provision_agreed, date: 2024-09-18, provision: a}]
then: [{count: {agreed: 3}}]
"""
STEERS: Final = re.compile(r"(?m)^\s*::|##\w*\[|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")

COMMANDS: Final = (
    ["check"],
    ["status"],
    ["timeline"],
    ["blockers"],
    ["coverage"],
    ["explain", "condition:c"],
    ["diff", "2024-09-16", "end"],
    ["corpus"],
    ["export", "--to", "csv", "--table", "events"],
    ["export", "--to", "csv", "--table", "sources"],
    ["export", "--to", "jsonl"],
    ["export", "--to", "prov-n"],
    ["export", "--to", "mermaid-timeline"],
    ["export", "--to", "claimreview"],
)


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "talks.peace.yaml"
    path.write_text(LOG, encoding="utf-8")
    return path


def ended(text: list[str], log: Path, stdout: int, **environment: str) -> str:
    """Run a command as a user does, and give what it tells on stderr."""
    command = [sys.executable, "-m", "peacetrack", text[0], str(log), *text[1:]]
    environ = {name: stated for name, stated in ENVIRONMENT.items() if name != "CI"} | environment
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, env=environ, check=False, text=True
    ).stderr


def told_to(text: list[str], log: Path, **environment: str) -> tuple[str, str]:
    """Run a command into a pipe, and give what it tells on stdout and on stderr."""
    reading, writing = os.pipe()
    with os.fdopen(reading, "rb") as stated:
        try:
            complaints = ended(text, log, writing, **environment)
        finally:
            os.close(writing)
        return stated.read().decode(), complaints


@pytest.mark.parametrize("text", COMMANDS, ids=" ".join)
def test_nothing_steers_the_log_of_a_build(text: list[str], log: Path) -> None:
    """No line begins with two colons, none holds a command of another builder, and no character colours."""
    stated, complaints = told_to(text, log, CI="true")

    assert stated
    assert None is STEERS.search(stated), STEERS.search(stated)
    assert None is STEERS.search(complaints), STEERS.search(complaints)


@pytest.mark.parametrize(
    "text", [["export", "--to", "csv", "--table", "events"], ["export", "--to", "prov-n"]], ids=" ".join
)
def test_a_terminal_is_not_steered(text: list[str], log: Path) -> None:
    """A table is shown with such characters as their numbers, and it is told how to get it as it is."""
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    complaints = ended(text, log, slave)
    os.close(slave)
    stated = b""
    try:
        while more := os.read(master, 1 << 16):
            stated += more
    except OSError:  # where a terminal ends, Linux says so
        pass
    os.close(master)

    assert None is STEERS.search(stated.decode().replace("\r\n", "\n"))
    assert ("csv" in text) == ("is shown as its number; -o FILE writes every byte as it is.\n" in complaints)


def test_a_file_gets_every_byte(log: Path, tmp_path: Path) -> None:
    """In a build, too, and so does a pipe elsewhere: programs read what stands in the log."""
    text = ["export", "--to", "csv", "--table", "events"]
    with (tmp_path / "stdout").open("wb") as file:
        assert "" == ended(text, log, file.fileno(), CI="true")
    assert "" == ended([*text, "-o", str(tmp_path / "table")], log, subprocess.DEVNULL, CI="true")
    piped, complaints = told_to(text, log)

    assert "" == complaints
    assert "\x1b]0;title\x07" in piped
    assert piped.encode() == (tmp_path / "stdout").read_bytes() == (tmp_path / "table").read_bytes()


def test_annotations_are_commands_and_nothing_else(log: Path) -> None:
    """What a log says is escaped in the only lines that begin with two colons: ours."""
    stated, _ = told_to(["check", "--format", "github"], log, CI="true")

    assert stated
    assert {"::error", "::warning", "::notice"} >= {line.partition(" ")[0] for line in stated.splitlines()}


def test_pytest_prints_no_command(log: Path) -> None:
    """Neither in the names of items nor in what it says of a failure."""
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-v",
        "-n",
        "0",
        "-p",
        "no:cacheprovider",
        "--rootdir",
        str(log.parent),
        str(log),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env=ENVIRONMENT, cwd=log.parent
    )

    assert "scenario" in done.stdout
    assert None is re.search(r"(?m)^\s*::|##\w*\[", done.stdout)
