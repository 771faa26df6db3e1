"""
What the author of a log is told, word for word.

Each folder below `fixtures/bad` is a case: the smallest log with one thing wrong, or several where they belong together,
and beside it `expected.txt`, the whole output of `peacetrack check` and its exit status. A folder with a file
`alone.peace.yaml` is about a file that is checked alone.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest
from click.testing import CliRunner

import peacetrack
from peacetrack.cli import main
from peacetrack.model.codes import CODES
from tests.profile import in_full

BAD: Final = Path(__file__).parents[2] / "fixtures" / "bad"
CASES: Final = sorted(folder.name for folder in BAD.iterdir())

#: Here too, where the working directory is another.
ENVIRONMENT: Final = {
    **os.environ,
    "PYTHONPATH": str(Path(peacetrack.__file__).parents[1]),
    "PYTHONUTF8": "1",
}

#: What no file of a reasonable size can show, what only a narrower account shows, what only an aspect of one's own, and
#: what only a command says that writes (`tests/adding`).
ELSEWHERE: Final = {
    "PT003",
    "PT018",
    "PT033",
    "PT034",
    "PT036",
    "PT037",
    "PT038",
    "PT039",
    "PT040",
    "PT125",
    "gap",
    "no-source",
    "unknown-publication",
}


def target(case: str) -> str:
    alone = Path(case, "alone.peace.yaml")
    return str(alone if (BAD / alone).exists() else case)


def expected_of(case: str) -> str:
    return (BAD / case / "expected.txt").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def among_the_cases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paths are shown as they were given."""
    monkeypatch.chdir(BAD)


@pytest.mark.parametrize("case", CASES)
def test_what_is_wrong_is_told(case: str) -> None:
    """Where, what, why not, what to do, and the other place that took part."""
    run = CliRunner().invoke(main, ["check", target(case)])

    assert expected_of(case) == f"{run.output}exit {run.exit_code}\n"


@in_full
def test_all_of_them_are_told_in_one_run() -> None:
    """Through the real entry point: what is wrong with one negotiation hides nothing of another."""
    run = subprocess.run(
        [sys.executable, "-m", "peacetrack", "check", *map(target, CASES)],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        env=ENVIRONMENT,
    )

    # The last two lines of each case are its sum and its exit status.
    stated = "".join(line for case in CASES for line in expected_of(case).splitlines(keepends=True)[:-2])
    *lines, total = run.stdout.splitlines(keepends=True)
    failed = sum(int(number) for case in CASES for number in re.findall(r": (\d+) failed", expected_of(case)))
    assert stated == "".join(lines)
    assert f" in {len(CASES)} negotiations: {failed} failed; " in total
    assert (3, "") == (run.returncode, run.stderr)


@pytest.mark.parametrize("case", CASES)
def test_each_problem_is_registered(case: str) -> None:
    """The page of a code says how severe it is, and how a check ends because of it."""
    run = CliRunner().invoke(main, ["check", "--format", "json", target(case)])

    outcome = json.loads(run.output)
    found = {(problem["code"], problem["severity"]) for problem in outcome["problems"]}
    assert {(code, CODES[code].severity) for code, _ in found} == found
    failed = 1 if outcome["summary"]["failed"] else 0
    assert max([failed, *(CODES[code].exit_status for code, _ in found)]) == run.exit_code
    assert expected_of(case).endswith(f"\nexit {run.exit_code}\n")


def test_every_code_has_a_case() -> None:
    """The words of each are pinned."""
    stated = "".join(map(expected_of, CASES))

    assert ELSEWHERE == {code for code in CODES if f": {code} " not in stated}
