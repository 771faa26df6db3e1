"""`peacetrack check --format github`: what stands beside a line of a pull request."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.model.problems import Place, Problem, Severity
from peacetrack.report.annotations import annotated
from tests.commands.running import CAST, SEEDS, THIRTEEN, folder, run

SCENARIOS = """\
peacetrack: 1
background: {given: {log: .}}
scenarios:
  - scenario: Fourteen, not thirteen
    then:
      - count: {agreed: 14, of: 16}
  - scenario: A demand that is met cannot be rejected
    when:
      - {id: law, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2025-01-01}
      - {event: condition_met, condition: law, date: 2025-01-02}
      - {event: condition_rejected, condition: law, by: armenia, date: 2025-01-03}
    then:
      - condition: {id: law, is: met}
  - scenario: Nothing is refused here
    when:
      - {id: law, event: condition_set, by: azerbaijan, of: armenia, what: x, date: 2025-01-01}
    refused: {code: PT201}
  - scenario: Known to fail, and holds
    xfail: Nobody knows.
    then:
      - count: {agreed: 13, of: 16}
  - scenario: Thirteen
    then:
      - count: {agreed: 13, of: 16}
"""
FAILURES = [
    "::error file=talks/june.peace.yaml,line=7,title=agreed-13::said: 15 of 16 articles agreed; replayed: 13 of 16 articles agreed; differs: 2 fewer agreed than said",
    "::error file=talks/what.peace.yaml,line=6,title=Fourteen%2C not thirteen::said: 14 of 16 articles agreed; replayed: 13 of 16 articles agreed; differs: 1 fewer agreed than said",
    "::error file=talks/what.peace.yaml,line=11,col=17,title=A demand that is met cannot be rejected::`condition_rejected` is refused: the condition 'law' is met, and it has been met; only its owner can raise it again (`condition_restated`).",
    "::error file=talks/what.peace.yaml,line=14,title=Nothing is refused here::The tables refuse nothing of it.",
    "::error file=talks/what.peace.yaml,line=18,title=Known to fail%2C and holds::It holds, though it is said to fail.",
]


def test_what_holds_needs_no_annotation() -> None:
    """Of the seeds only their notes are shown."""
    done = run("check", SEEDS, "--format", "github")

    assert (0, "") == (done.returncode, done.stderr)
    assert all(line.startswith("::notice ") for line in done.stdout.splitlines())


def test_failures_stand_beside_their_lines(tmp_path: Path) -> None:
    """A claim, an assertion of a scenario, a refusal, and a refusal that does not come."""
    wrong = THIRTEEN.replace("says: {count: {agreed: 13", "says: {count: {agreed: 15")
    home = folder(tmp_path / "talks", cast=CAST, june=wrong, what=SCENARIOS)
    done = run("check", "talks", "--format", "github", cwd=tmp_path)

    assert (1, "") == (done.returncode, done.stderr)
    assert home.is_dir()
    assert FAILURES == [line for line in done.stdout.splitlines() if line.startswith("::error")]


@pytest.mark.parametrize(
    ("severity", "level"),
    [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")],
)
def test_what_a_log_says_is_no_command(severity: Severity, level: str) -> None:
    """A line break, a percent sign, a comma and a colon are escaped."""
    place = Place("a,b:c.peace.yaml", 3, 5)
    problem = Problem(code="PT1", message="100%\n::error::x", place=place, severity=severity)

    assert [f"::{level} file=a%2Cb%3Ac.peace.yaml,line=3,col=5,title=PT1::100%25%0A::error::x"] == list(
        annotated([problem], [], [])
    )
