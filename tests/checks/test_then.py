"""What a scenario asserts: in every world, unless it expects something else, and whether it is known to fail."""

from __future__ import annotations

from pathlib import Path

import pytest

from peacetrack.report.scenarios import scenario_lines
from tests.checks.rehearsing import played, problems_in, rehearsal

SCENARIO = "scenario: What if\ngiven: {log: .}\nwhen: [{event: signed, date: 2025-01-01}]\n"


def test_all_of_it_has_to_hold(tmp_path: Path) -> None:
    """One assertion that does not hold fails the scenario; each has a result, in its order."""
    outcome = played(
        tmp_path,
        "then:\n- stage: {is: negotiating}\n  because: nothing was signed\n- stage: {is: signed}\n- count: {agreed: 13}\n",
    )

    assert [True, False, True] == [result.passed for result in outcome.results]
    assert ["what-if#1.then-1", "what-if#1.then-2", "what-if#1.then-3"] == [
        result.claim.id for result in outcome.results
    ]
    assert ["nothing was signed", "", ""] == [then.because for then in outcome.scenario.then]
    assert not outcome.held
    assert not outcome.passed


def test_another_verdict_can_be_expected(tmp_path: Path) -> None:
    """That something does not follow, or that it rests on one side's word."""
    outcome = played(
        tmp_path,
        "then:\n"
        "- {stage: {is: signed}, expect: {verdict: refuted}}\n"
        "- {provision: {id: borders, is: agreed}, expect: {verdict: not_enough_info}}\n"
        "- {count: {agreed: 13}, expect: {verdict: supported, support: one_side}}\n"
        "- {count: {agreed: 13}, expect: {verdict: supported, support: on_record}}\n",
    )

    assert [True, True, True, False] == [result.passed for result in outcome.results]


@pytest.mark.parametrize(("stage", "passed"), [("signed", False), ("negotiating", True)])
def test_what_is_known_to_fail_must_fail(tmp_path: Path, stage: str, passed: bool) -> None:  # noqa: FBT001 - a row of the table
    """`xfail` is strict: one that holds all the same has to be told, or its reason grows old."""
    rehearsed = rehearsal(tmp_path, f"{SCENARIO}xfail: nobody knows yet\nthen: [stage: {{is: {stage}}}]\n")
    ((staged, outcome),) = rehearsed.played

    assert passed is outcome.passed
    assert passed is not outcome.held
    assert (0 if passed else 1) == rehearsed.exit_status
    text = [line.text for line in scenario_lines(staged, outcome)]
    assert text[0] == ("xfail  What if" if passed else "FAILED  What if")
    assert (
        "fails as is known: nobody knows yet"
        if passed
        else "holds, though it is said to fail: nobody knows yet"
    ) in text[1]


def test_a_refusal_can_be_known_to_be_missing(tmp_path: Path) -> None:
    """Also of what should be refused it can be told why it is not."""
    outcome = played(
        tmp_path,
        "xfail: the table has no guard for that\nwhen: [{event: signed, date: 2025-01-01}]\nrefused: {code: PT201}\n",
    )

    assert outcome.passed


def test_a_scenario_says_nothing_more_of_what_its_author_noted(tmp_path: Path) -> None:
    """`note:` and keys that begin with `x-` are the author's own."""
    outcome = played(
        tmp_path,
        "note: of June\nx-status: [draft]\nthen:\n- {stage: {is: negotiating}, x-why: because}\n- x-why: because\n  stage: {is: negotiating}\n",
    )

    assert outcome.passed


def test_a_single_scenario_has_one_set_of_keys(tmp_path: Path) -> None:
    """What stands beside it without a meaning would be lost, so nothing of it is played."""
    rehearsed = rehearsal(
        tmp_path,
        f"{SCENARIO}then: [stage: {{is: signed}}]\nthne: []\nbackground: {{}}\nclaims: []\nsource: june\nx-own: 1\n",
    )

    assert [
        "PT101 The key `thne` is unknown here.",
        "PT101 The key `background` is unknown here.",
        "PT101 The key `claims` is unknown in a file of scenarios.",
        "PT101 The key `source` is unknown in a file of scenarios.",
    ] == problems_in(rehearsed)
    assert () == rehearsed.played
    assert 3 == rehearsed.exit_status


def test_a_file_of_scenarios_names_its_version(tmp_path: Path) -> None:
    """As every file does."""
    rehearsed = rehearsal(tmp_path, f"{SCENARIO}then: [stage: {{is: signed}}]\n")
    path = tmp_path / "what-if.peace.yaml"
    path.write_text(path.read_text("utf-8").replace("peacetrack: 1", "peacetrack: 2"), "utf-8")
    from peacetrack.checks.checking import rehearse

    assert () == rehearsed.problems
    assert ["PT107 This version reads `peacetrack: 1`, not '2'."] == problems_in(rehearse(path))


def test_one_wrong_scenario_hides_no_other(tmp_path: Path) -> None:
    """What is wrong with one is told, and the others are played."""
    rehearsed = rehearsal(
        tmp_path,
        "background: {given: {log: .}}\nscenarios:\n"
        "- {scenario: Unknown key, wehn: [], then: [stage: {is: negotiating}]}\n"
        "- {scenario: Right, then: [stage: {is: negotiating}]}\n"
        "- {scenario: No such event, when: [{event: singed}], then: [stage: {is: negotiating}]}\n"
        "- {scenario: No such assertion, then: [stgae: {is: negotiating}]}\n"
        "- {scenario: Several, then: [{stage: {is: negotiating}, talks: {is: ongoing}, because: of June}]}\n"
        "- {scenario: Several and none, then: [{stgae: {is: negotiating}, cuont: {}}]}\n"
        "- {scenario: One and a strange key, then: [{stage: {is: negotiating}, expcet: {verdict: refuted}}]}\n"
        "- {scenario: Empty reason, xfail: '', then: [stage: {is: negotiating}]}\n"
        "- {scenario: No id, id: -, then: [stage: {is: negotiating}]}\n"
        "- {scenario: No date, when: [{event: signed, date: soon}], then: [stage: {is: negotiating}]}\n"
        "- {scenario: No code, refused: [PT201], then: [stage: {is: negotiating}]}\n"
        "- {}\n",
    )

    assert ["Right"] == [staged.scenario.title for staged, _ in rehearsed.played]
    assert [
        "PT101 The key `wehn` is unknown here.",
        "PT102 There is no kind of event `singed`.",
        "PT101 There is no assertion `stgae`.",
        "PT104 Each item makes one assertion; here are `stage` and `talks`.",
        "PT104 Each item makes one assertion; here are `stgae` and `cuont`.",
        "PT101 The key `expcet` is unknown here.",
        "PT106 This text is empty.",
        "PT104 '-' is not an id.",
        "PT105 'soon' is not a date.",
        "PT104 A mapping of keys and values is expected here, not a list.",
        "PT103 The key `scenario` is missing.",
    ] == [text for text in problems_in(rehearsed) if "PT126" not in text]


def test_scenarios_are_a_list(tmp_path: Path) -> None:
    """Each begins with its title."""
    rehearsed = rehearsal(tmp_path, "scenarios: {scenario: What if}\n")

    assert ["PT104 A list is expected here, not a mapping."] == problems_in(rehearsed)
    assert "Begin each scenario with `- scenario:` and its title." == rehearsed.problems[0].hint


def test_a_file_that_is_no_yaml_has_its_problems(tmp_path: Path) -> None:
    """A file that is not there, too."""
    from peacetrack.yaml.scenarios.reading import read_scenarios

    broken = rehearsal(tmp_path, "scenario: [\n")
    assert ["PT005"] == [problem.code for problem in broken.problems]
    nowhere = read_scenarios(tmp_path / "nowhere.peace.yaml")
    assert ["PT030"] == [problem.code for problem in nowhere.problems]
