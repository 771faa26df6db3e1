"""Scenarios in the words of an aspect of one's own, which the reader brings."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final

import pytest

import peacetrack as pt
from peacetrack.report.checked import lines_of
from tests.checks.rehearsing import problems_in, rehearsal, written
from tests.checks.truces import TRUCES
from tests.commands.running import as_json, run

TRUCE: Final = """
source: {id: june, published: 2024-07-01}
events:
- {id: midsummer, event: truce_agreed, date: 2024-06-21}
"""
SCENARIOS: Final = """\
background: {given: {log: .}}
scenarios:
- scenario: A broken truce is broken
  when: [{event: truce_broken, truce: midsummer, by: armenia, date: 2024-07-01}]
  then: [truce: {id: midsummer, is: broken}, quiet: {truces: 0}]
- scenario: Another truce can be agreed
  when: [{id: autumn, event: truce_agreed, date: 2024-10-01}]
  then: [truce: {id: autumn, is: holding}, quiet: {truces: 2}]
- scenario: A mediator breaks none
  when: [{event: truce_broken, truce: midsummer, by: usa, date: 2024-07-01}]
  refused: {code: TRUCE1, mentions: [usa]}
  then: [truce: {id: midsummer, is: holding}]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A working directory with a log, scenarios and the module that they need."""
    shutil.copy(Path(__file__).with_name("truces.py"), tmp_path)
    home = tmp_path / "talks"
    home.mkdir()
    written(home, SCENARIOS, TRUCE)
    return tmp_path


def test_a_scenario_speaks_in_the_aspects_of_its_reader(tmp_path: Path) -> None:
    """Its events, its statuses, its questions and its refusals."""
    rehearsed = rehearsal(tmp_path, SCENARIOS, TRUCE, aspects=[TRUCES])

    assert () == rehearsed.problems
    assert [True, True, True] == [outcome.passed for _, outcome in rehearsed.played]


def test_a_word_of_an_aspect_that_is_not_brought_is_unknown(tmp_path: Path) -> None:
    """The log cannot be read without it, and nothing is played."""
    rehearsed = rehearsal(tmp_path, SCENARIOS, TRUCE)

    assert ["PT126 The log '.' cannot be read: There is no kind of event `truce_agreed`."] == problems_in(
        rehearsed
    )
    assert () == rehearsed.played


def test_what_is_wrong_with_a_word_of_its_own_is_told(tmp_path: Path) -> None:
    """An unknown subject, status, question or code, each at its place."""
    rehearsed = rehearsal(
        tmp_path,
        "background: {given: {log: ., as_of: 2024-06-30}}\nscenarios:\n"
        "- {scenario: Subject, when: [{event: truce_broken, truce: spring}], then: [truce: {id: winter, is: broken}]}\n"
        "- {scenario: Status, then: [truce: {id: midsummer, is: borken}]}\n"
        "- {scenario: Question, then: [quite: {truces: 1}]}\n"
        "- {scenario: Number, then: [quiet: {truces: many}]}\n"
        "- {scenario: Code, refused: {code: TRUCE2}}\n",
        TRUCE,
        aspects=[TRUCES],
    )

    assert [
        "PT125 There is no truce 'spring'.",
        "PT125 There is no truce 'winter'.",
        "PT104 'borken' is none of the words that can stand here.",
        "PT101 There is no assertion `quite`.",
        "PT104 A whole number is expected here, not 'many'.",
        "PT104 No table refuses with the code 'TRUCE2'.",
    ] == problems_in(rehearsed)
    assert "Did you mean `TRUCE1`?" == rehearsed.problems[-1].hint


def test_a_refusal_of_its_own_is_told_like_any_other(tmp_path: Path) -> None:
    """Its place, its code and its words; a guard may have nothing to advise."""
    rehearsed = rehearsal(
        tmp_path,
        SCENARIOS.replace("  refused: {code: TRUCE1, mentions: [usa]}\n", ""),
        TRUCE,
        aspects=[TRUCES],
    )

    path = tmp_path / "what-if.peace.yaml"
    assert [
        "FAILED  A mediator breaks none",
        f"    at        {path}:11:54",
        "    TRUCE1     usa is no party to 'midsummer'.",
        f"              It was set here: {tmp_path / '000.peace.yaml'}:6:3",
    ] == [line.text for line in lines_of(rehearsed)][2:]


def test_a_state_knows_the_aspects_of_its_log_alone(tmp_path: Path) -> None:
    """Whoever asks for another is told how to bring it."""
    written(tmp_path, SCENARIOS, "")
    state = pt.replay(pt.load(tmp_path))

    with pytest.raises(pt.UnknownAspectError, match=r"bring it with `load\(path, aspects=\[…\]\)`"):
        state[TRUCES]


def test_the_module_may_lie_in_the_working_directory(desk: Path) -> None:
    """Every reading command finds it by its name."""
    aspect = ("--aspect", "truces:TRUCES")

    checked = as_json("check", "talks", *aspect, cwd=desk)
    assert [True, True, True] == [scenario["passed"] for scenario in checked["scenarios"]]
    assert 0 == run("check", "talks/what-if.peace.yaml", *aspect, cwd=desk).returncode
    state = as_json("status", "talks", *aspect, cwd=desk)
    assert "holding" == state["aspects"]["truces"]["midsummer"]["status"]
    assert (
        "Truces\n  midsummer: holding (nobody in particular, on 21 June 2024)\n"
        in run("status", "talks", *aspect, cwd=desk).stdout
    )
    supposed = as_json(
        "whatif", "talks", *aspect, "--event", "truce_broken truce=midsummer by=armenia", cwd=desk
    )
    assert [("truce", "midsummer", "holding", "broken")] == [
        (change["what"], change["subject"], change["before"], change["after"])
        for change in supposed["changes"]
    ]


@pytest.mark.parametrize(
    ("command", "names", "text"),
    [
        ("check", ["truces"], "'truces' is no aspect; write for example `truces:TRUCES`"),
        ("status", ["truces:"], "'truces:' is no aspect"),
        ("whatif", [":TRUCES"], "':TRUCES' is no aspect"),
        ("check", ["truces:PEACE"], "'truces:PEACE' is no aspect"),
        ("status", ["truces:NOTHING"], "'truces:NOTHING' is no aspect"),
        ("whatif", ["trucse:TRUCES"], "there is no module 'trucse' for 'trucse:TRUCES'"),
        ("check", ["truces:TRUCES", "truces:CLASHING"], "there are 2 meanings of the aspect 'truces'"),
    ],
)
def test_a_wrong_name_is_wrong_usage(desk: Path, command: str, names: list[str], text: str) -> None:
    """What is wrong with it is told, and nothing is read."""
    stated = [part for name in names for part in ("--aspect", name)]
    event = ["--event", "signed"] if command == "whatif" else []
    done = run(command, "talks", *event, *stated, cwd=desk)

    assert (2, "") == (done.returncode, done.stdout)
    assert text in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("says", "message"),
    [
        ("truse: {id: midsummer}", "PT101 There is no assertion `truse`."),
        ("truce: {id: midsummer, is: brokn}", "PT104 'brokn' is none of the words that can stand here."),
        ("quiet: {trices: 1}", "PT101 The key `trices` is unknown here."),
        ("truce: {id: winter, is: broken}", "PT125 There is no truce 'winter'."),
    ],
)
def test_a_claim_in_words_that_do_not_fit_is_told_at_its_place(
    tmp_path: Path, says: str, message: str
) -> None:
    """An assertion of an aspect of one's own is read as strictly as any."""
    home = written(tmp_path, "scenario: x", f"{TRUCE}claims:\n- says: {{{says}}}\n").parent
    problems = pt.read(home, aspects=[TRUCES]).problems

    assert message in [f"{problem.code} {problem.message}" for problem in problems]
    assert {("000.peace.yaml", 8)} == {
        (Path(problem.place.file).name, problem.place.line) for problem in problems
    }


def test_a_subject_that_is_not_on_record_by_then_cannot_be_judged(tmp_path: Path) -> None:
    """The truce of midsummer is told of, but not by the first of June."""
    claim = "claims:\n- {as_of: 2024-06-01, says: {truce: {id: midsummer, is: broken}}}\n"
    home = written(tmp_path, "scenario: x", f"{TRUCE}{claim}").parent
    (result,) = pt.check(pt.load(home, aspects=[TRUCES]))

    assert ("not_enough_info", "'midsummer' is not on record") == (result.verdict, result.replayed)
