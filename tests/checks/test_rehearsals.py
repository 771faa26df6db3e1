"""`peacetrack check` with scenarios, as a user runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

import peacetrack as pt
from peacetrack.yaml.scenarios.reading import read_scenarios
from tests.build import CAST
from tests.checks.rehearsing import TALKS, written
from tests.commands.running import ROOT, as_json, run

FIXTURE: Final = ROOT / "fixtures" / "scenarios"
SIGNED: Final = """\
id: signed
scenario: It is signed
given: {log: ., as_of: 2024-06-15}
when: [{event: signed, date: 2025-01-01}]
then:
- stage: {is: signed}
"""
#: Whose idea is that something changes nothing, or that is known to fail.
NOTHING_CHANGES: Final = {
    "issues-remain",
    "met-as-yerevan-says.row-2",
    "the-part-signed-the-whole-left",
}
KEYS: Final = {
    "id",
    "title",
    "file",
    "line",
    "as_of",
    "passed",
    "held",
    "xfail",
    "then",
    "refusals",
    "faults",
    "unexpected",
}


def test_the_scenarios_of_the_talks_hold() -> None:
    """What if: at least fifteen ideas about one log, and one that stands by itself."""
    outcome = as_json("check", FIXTURE, "--sources", FIXTURE.parent)

    assert [] == outcome["problems"]
    assert all(scenario["passed"] for scenario in outcome["scenarios"])
    titles = {scenario["title"] for scenario in outcome["scenarios"]}
    assert len(titles) == len(outcome["scenarios"]) == outcome["summary"]["scenarios"]
    assert len(titles) > 15
    assert {True} == {scenario["held"] for scenario in outcome["scenarios"] if not scenario["xfail"]}
    assert [False] == [scenario["held"] for scenario in outcome["scenarios"] if scenario["xfail"]]
    assert any(scenario["refusals"] for scenario in outcome["scenarios"])


def test_a_scenario_asserts_what_its_log_alone_does_not() -> None:
    """Without what it supposes some assertion fails, but for those whose idea is that nothing changes."""
    idle = []
    for path in sorted(FIXTURE.glob("*.peace.yaml")):
        for staged in read_scenarios(path, within=[FIXTURE.parent]).scenarios:
            scenario = attrs.evolve(staged.scenario, when=(), xfail="")
            if staged.scenario.when and pt.play(scenario, staged.log).held:
                idle.append(scenario.id)
    assert NOTHING_CHANGES == {*idle}


def test_a_folder_holds_a_log_and_its_scenarios(tmp_path: Path) -> None:
    """The log is checked with its claims, and each file of scenarios after it."""
    claim = "\nclaims:\n- {id: thirteen-agreed, by: pashinyan, says: {count: {agreed: 13}}}\n"
    home = tmp_path / "talks"
    home.mkdir()
    written(home, SIGNED, TALKS + claim)

    done = run("check", "talks", cwd=tmp_path)

    assert (0, "") == (done.returncode, done.stderr)
    assert (
        "ok  thirteen-agreed: 13 articles agreed\n"
        "    supported, own word only (armenia)\n"
        "ok  It is signed\n"
        "1 claim and 0 expectations, 1 scenario: all as expected\n"
    ) == done.stdout


def test_the_json_of_a_scenario(tmp_path: Path) -> None:
    """Every key is there, whatever came out; a failed assertion shows in what the record differs, and why one thought so."""
    written(
        tmp_path,
        SIGNED.replace(
            "- stage: {is: signed}",
            "- stage: {is: negotiating}\n  because: nobody signs\n- count: {agreed: 14}",
        ),
    )

    (scenario,) = as_json("check", "what-if.peace.yaml", status=1, cwd=tmp_path)["scenarios"]

    assert KEYS == scenario.keys()
    assert ["signed", "It is signed", "what-if.peace.yaml", 3, "2025-01-01", False, False, "", [], []] == [
        scenario[key]
        for key in ("id", "title", "file", "line", "as_of", "passed", "held", "xfail", "refusals", "faults")
    ]
    assert [
        ("signed.then-1", 7, "refuted", "instead: signed", "nobody signs"),
        (
            "signed.then-2",
            9,
            "refuted",
            "2 more agreed than said; agreed by name: borders, transit, courts",
            "",
        ),
    ] == [
        (then["id"], then["line"], then["verdict"], then["difference"], then["thought"])
        for then in scenario["then"]
    ]


def test_refusals_and_faults_have_their_places(tmp_path: Path) -> None:
    """Also those that are expected."""
    path = written(
        tmp_path,
        "background: {given: {log: .}}\nscenarios:\n"
        "- scenario: Refused\n  when: [{event: condition_rejected, condition: demand, by: aliyev}]\n  refused: {code: PT204}\n"
        "- scenario: Too early\n  xfail: it is too early\n  when: [{event: condition_met, condition: demand, date: 2020}]\n"
        "  then: [{condition: {id: demand, is: met}}]\n",
    )
    refused, early = as_json("check", path)["scenarios"]

    assert [("PT204", str(path), 5)] == [
        (row["code"], row["file"], row["line"]) for row in refused["refusals"]
    ]
    assert [("PT132", str(path), 9)] == [(row["code"], row["file"], row["line"]) for row in early["faults"]]
    assert (True, False) == (early["passed"], early["held"])


def test_a_file_of_scenarios_is_checked_from_anywhere(tmp_path: Path) -> None:
    """Its log is found from where it lies."""
    home = tmp_path / "talks"
    home.mkdir()
    path = written(home, SIGNED)
    outputs = {
        run("check", target, cwd=where).stdout
        for target, where in ((path, tmp_path), ("talks/what-if.peace.yaml", tmp_path), (path.name, home))
    }

    assert {"ok  It is signed\n1 scenario: all as expected\n"} == outputs


def test_a_folder_of_scenarios_only(tmp_path: Path) -> None:
    """There is no log in it to check, and each scenario names its own, in a folder that was asked for."""
    for name in ("talks", "ideas"):
        (tmp_path / name).mkdir()
    path = written(tmp_path / "talks", SIGNED.replace("log: .", "log: ../talks"))
    path.rename(tmp_path / "ideas" / path.name)

    alone = as_json("check", "ideas", status=3, cwd=tmp_path)
    assert (["PT032"], []) == ([stated["code"] for stated in alone["problems"]], alone["scenarios"])
    assert 0 == run("check", "ideas", "--sources", ".", cwd=tmp_path).returncode
    assert 1 == len(as_json("check", "ideas", "--sources", "talks", cwd=tmp_path)["scenarios"])
    both = as_json("check", "ideas", "talks", cwd=tmp_path)
    assert (1, 0) == (both["summary"]["scenarios"], both["summary"]["failed"])


def test_a_cast_with_scenarios_is_something_to_check(tmp_path: Path) -> None:
    """A folder whose log tells nothing yet may hold what would follow; without scenarios nothing was checked."""
    path = written(tmp_path, SIGNED, "")

    assert 0 == run("check", tmp_path).returncode
    path.write_text("peacetrack: 1\nscenarios: []\n", "utf-8")
    assert 3 == run("check", tmp_path).returncode
    path.unlink()
    assert 3 == run("check", tmp_path).returncode


def test_a_file_with_a_log_of_its_own_is_checked_as_both(tmp_path: Path) -> None:
    """Its claims, and then its scenarios; with a cast alone there is nothing to check but those."""
    claim = "claims:\n- {id: thirteen-agreed, says: {count: {agreed: 13}}}\n"
    head = f"peacetrack: 1\nnegotiation: {{id: talks}}\n{CAST}"
    path = tmp_path / "alone.peace.yaml"
    signed = SIGNED.replace("log: ., ", "")
    path.write_text(f"{head}{TALKS}{claim}{signed}", "utf-8")
    both = as_json("check", path)
    path.write_text(f"{head}{signed}", "utf-8")
    scenarios = as_json("check", path)

    assert (["thirteen-agreed"], ["signed"]) == (
        [row["id"] for row in both["results"]],
        [row["id"] for row in both["scenarios"]],
    )
    assert ([], ["signed"]) == (scenarios["results"], [row["id"] for row in scenarios["scenarios"]])


def test_what_weighs_most_decides(tmp_path: Path) -> None:
    """A failed scenario ends with 1; one that cannot be read with 3, whatever else holds."""
    failing = SIGNED.replace("is: signed", "is: negotiating")
    path = written(tmp_path, failing)
    assert 1 == run("check", tmp_path).returncode

    path.write_text(path.read_text("utf-8").replace("signed, date", "singed, date"), "utf-8")
    done = run("check", tmp_path)
    assert 3 == done.returncode
    assert "PT102 There is no kind of event `singed`." in done.stdout

    written(tmp_path, SIGNED, "events: 5")
    assert 3 == run("check", tmp_path).returncode


def test_an_account_of_the_command_is_for_claims(tmp_path: Path) -> None:
    """A scenario says itself whose word it takes; an actor that nobody knows is wrong usage where claims are checked."""
    written(tmp_path, SIGNED + "- count: {agreed: 16}\n")

    assert 0 == run("check", tmp_path, "--account", "azerbaijan").returncode
    assert 2 == run("check", tmp_path, "--account", "armania").returncode
