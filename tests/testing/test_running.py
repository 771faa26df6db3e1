"""What a run of pytest shows of claims and scenarios, and how one chooses among them."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from xml.etree import ElementTree as ET

import pytest

from tests.profile import in_full
from tests.testing.logs import (
    ALONE,
    BROKEN,
    CAST,
    CLAIMS,
    REFUSED,
    SCENARIOS,
    THIRTEEN,
    TRUCES,
    folder,
    names,
)

TITLE: Final = "The borders may be agreed only to be open"
HELD: Final = {
    "events": "passed",
    "agreed-13": "passed",
    "thirteen-of-sixteen": "passed",
    "Were all agreed, none would remain": "passed",
    "The borders may be opened only to be open": "passed",
}
ALL: Final = HELD | {"fourteen-of-sixteen": "failed", TITLE: "failed"}


@pytest.fixture
def talks(pytester: pytest.Pytester) -> pytest.Pytester:
    """Write a negotiation of which one claim and one scenario fail."""
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=CLAIMS, what_if=SCENARIOS)
    return pytester


def outcomes(pytester: pytest.Pytester, *arguments: str) -> dict[str, str]:
    """Run some items: the outcome of each."""
    reports = pytester.inline_run(*arguments).getreports("pytest_runtest_logreport")
    return {one.nodeid.partition("::")[2]: one.outcome for one in reports if one.when == "call"}


def shown(pytester: pytest.Pytester, name: str, *arguments: str) -> str:
    """Run an item that fails: what is shown of it."""
    run = pytester.inline_run("-p", "no:cacheprovider", *arguments)
    (report,) = (
        one
        for one in run.getreports("pytest_runtest_logreport")
        if one.when == "call" and one.nodeid.endswith(f"::{name}")
    )
    assert "failed" == report.outcome
    return str(report.longrepr)


def test_a_claim_that_does_not_hold(talks: pytest.Pytester) -> None:
    """It is shown as `peacetrack check` shows it, from where pytest was started, and without a traceback."""
    assert (
        "at        outcomes.peace.yaml:5:37\n"
        "    said      14 of 16 articles agreed\n"
        "    replayed  13 of 16 articles agreed\n"
        "    differs   1 fewer agreed than said\n"
        "    expected  supported; it is refuted\n"
        "    because   thirteen"
    ) == shown(talks, "fourteen-of-sixteen")


def test_a_scenario_that_does_not_hold(talks: pytest.Pytester) -> None:
    """Each assertion that did not hold is shown with its place."""
    assert (
        "at        what_if.peace.yaml:14:9\n"
        "    said      'borders' is open\n"
        "    replayed  'borders' is agreed\n"
        "    differs   instead: agreed\n"
        "    expected  supported; it is refuted\n"
        "    because   what_if#2.row-2.when-1"
    ) == shown(talks, TITLE)


def test_a_supposition_that_is_refused(pytester: pytest.Pytester) -> None:
    """What a scenario does not expect, a refusal or that there is none, is shown with its place."""
    scenario = """\
peacetrack: 1
scenarios:
  - scenario: What is agreed is contested
    given: {log: .}
    when:
      - {event: provision_contested, date: 2024-08-01, provision: borders}
    then:
      - provision: {id: borders, is: agreed}
  - scenario: What is agreed cannot be reopened
    given: {log: .}
    when:
      - {event: provision_reopened, date: 2024-08-01, provision: borders}
    refused: {code: PT201}
"""
    folder(pytester.path, cast=CAST + REFUSED.rpartition("  - {id: objection")[0], what_if=scenario)

    assert shown(pytester, "What is agreed is contested").startswith(
        "at        what_if.peace.yaml:6:17\n    PT201     `provision_contested` is refused: "
    )
    assert (
        "at        what_if.peace.yaml:9:15\n    expected  refused with PT201; the tables allow all of it"
    ) == shown(pytester, "What is agreed cannot be reopened")
    pytester.runpytest().stdout.fnmatch_lines(
        [
            "FAILED what_if.peace.yaml::What is agreed is contested - PT201 `provision_con*",
            "FAILED what_if.peace.yaml::What is agreed cannot be reopened - the tables all*",
        ]
    )


def test_what_a_table_refuses(pytester: pytest.Pytester) -> None:
    """An event that a table refuses fails the events of its file, and no claim."""
    held = "claims: [{id: agreed, says: {provision: {id: borders, is: agreed}}}]\n"
    folder(pytester.path, cast=CAST, june="peacetrack: 1\n" + REFUSED, outcomes="peacetrack: 1\n" + held)

    assert {"events": "failed", "agreed": "passed"} == outcomes(pytester)
    assert (
        "june.peace.yaml:4:28: PT201 `provision_contested` is refused: the provision 'borders' is agreed, and what is"
        " agreed has to be reopened first (`provision_reopened`).\n"
        "   4 |   - {id: objection, event: provision_contested, date: 2024-07-01, provision: borders}\n"
        "     |                            ^^^^^^^^^^^^^^^^^^^\n"
        "  Its story begins here: june.peace.yaml:3:5\n"
        "  Allowed are `provision_agreed`, `provision_reopened`, `provision_replaced`, `provision_withdrawn`."
    ) == shown(pytester, "events")


def test_places_are_those_of_the_yaml(talks: pytest.Pytester) -> None:
    """Every item says in which line of which file it stands, and so does what failed."""
    reports = talks.inline_run().getreports("pytest_runtest_logreport")
    places = {one.location for one in reports}
    failed = {
        one.nodeid.partition("::")[2]: getattr(one.longrepr, "reprcrash", "") for one in reports if one.failed
    }

    assert {
        ("june.peace.yaml", 3, "events"),
        ("june.peace.yaml", 6, "agreed-13"),
        ("outcomes.peace.yaml", 3, "thirteen-of-sixteen"),
        ("outcomes.peace.yaml", 4, "fourteen-of-sixteen"),
        ("what_if.peace.yaml", 4, "Were all agreed, none would remain"),
        ("what_if.peace.yaml", 9, "The borders may be opened only to be open"),
        ("what_if.peace.yaml", 9, TITLE),
    } == places
    assert {
        "fourteen-of-sixteen": f"{talks.path / 'outcomes.peace.yaml'}:5: 14 of 16 articles agreed: refuted, one side",
        TITLE: f"{talks.path / 'what_if.peace.yaml'}:10: 'borders' is open: refuted, on record",
    } == {name: str(place) for name, place in failed.items()}


def test_from_another_folder(talks: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    """A place is written as it is seen from where pytest was started, or whole where it lies elsewhere."""
    monkeypatch.chdir(talks.path.parent)
    below = shown(talks, "fourteen-of-sixteen", talks.path.name)
    monkeypatch.chdir(talks.mkdir("elsewhere"))
    beside = shown(talks, "fourteen-of-sixteen", str(talks.path))

    assert "at        " + str(Path(talks.path.name, "outcomes.peace.yaml:5:37")) == below.partition("\n")[0]
    assert f"at        {talks.path / 'outcomes.peace.yaml:5:37'}" == beside.partition("\n")[0]


def test_a_bug_has_its_traceback(pytester: pytest.Pytester) -> None:
    """What is raised by mistake is shown from where the item was run to where it was raised, and is no known failure."""
    asked = BROKEN + "  - {id: three-shots, says: {shots: {times: 3}}%s}\n"
    pytester.makepyfile(truces=TRUCES)
    pytester.makeini("[pytest]\npythonpath = .\npeace_aspects =\n    truces:TRUCES\n")
    folder(pytester.path, truce=ALONE % (asked % ""))
    bug = shown(pytester, "three-shots")
    folder(pytester.path, truce=ALONE % (asked % ", xfail: nobody counts"))

    assert bug.startswith("self = <ClaimItem three-shots>")
    assert bug.endswith("truces.py:19: ZeroDivisionError")
    assert "ZeroDivisionError: nobody counted" in bug
    assert "runner.py" not in bug
    assert "ZeroDivisionError: nobody counted" in shown(pytester, "three-shots")


KNOWN: Final = ", xfail: who agreed is not known"


@pytest.fixture
def known(pytester: pytest.Pytester) -> pytest.Pytester:
    """Write claims and scenarios that are known to fail, of which some hold all the same."""
    claims = CLAIMS.replace("16}}}", f"16}}}}{KNOWN}}}")
    scenarios = SCENARIOS.replace("    when:", "    xfail: who agreed is not known\n    when:")
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=claims, what_if=scenarios)
    return pytester


def test_a_known_failure(known: pytest.Pytester) -> None:
    """What is known to fail is no failure; if it holds, somebody should know."""
    run = known.runpytest("-rxf", "-p", "no:cacheprovider")

    run.assert_outcomes(passed=2, xfailed=2, failed=3)
    run.stdout.fnmatch_lines(
        [
            "*__ thirteen-of-sixteen __*",
            "[[]XPASS(strict)[]] who agreed is not known",
            "*__ Were all agreed, none would remain __*",
            "[[]XPASS(strict)[]] who agreed is not known",
            "*__ The borders may be opened only to be open __*",
            "[[]XPASS(strict)[]] who agreed is not known",
            "XFAIL outcomes.peace.yaml::fourteen-of-sixteen - who agreed is not known",
            f"XFAIL what_if.peace.yaml::{TITLE} - who agreed is*",
            "FAILED outcomes.peace.yaml::thirteen-of-sixteen*",
        ]
    )


def test_a_known_failure_can_be_looked_at(known: pytest.Pytester) -> None:
    """With `--runxfail` one sees why it fails, as if it were not known."""
    assert ALL == outcomes(known, "--runxfail")
    assert "    replayed  'borders' is agreed\n" in shown(known, TITLE, "--runxfail")
    assert "    replayed  13 of 16 articles agreed\n" in shown(known, "fourteen-of-sixteen", "--runxfail")


@pytest.mark.parametrize(
    ("arguments", "chosen"),
    [
        ((), {*ALL}),
        (("-k", "borders and agreed"), {TITLE}),
        (("-k", "sixteen or remain"), {"thirteen-of-sixteen", "fourteen-of-sixteen", "Were all agreed, none would remain"}),
        (("outcomes.peace.yaml::fourteen-of-sixteen",), {"fourteen-of-sixteen"}),
        ((f"what_if.peace.yaml::{TITLE}", "june.peace.yaml::events"), {TITLE, "events"}),
        (("--deselect", f"what_if.peace.yaml::{TITLE}"), {*ALL} - {TITLE}),
        (("-x",), {"events", "agreed-13", "thirteen-of-sixteen", "fourteen-of-sixteen"}),
        (("-p", "no:cacheprovider"), {*ALL}),
    ],
)  # fmt: skip
def test_one_chooses_as_ever(talks: pytest.Pytester, arguments: tuple[str, ...], chosen: set[str]) -> None:
    """Claims and scenarios are chosen by words of their names and titles, and by their ids, like any test."""
    assert {name: ALL[name] for name in chosen} == outcomes(talks, *arguments)


def test_the_last_failures_are_run_again(talks: pytest.Pytester) -> None:
    """Whoever corrects a log runs what failed, until it holds."""
    outcomes(talks)
    again = outcomes(talks, "--lf")
    folder(talks.path, outcomes=CLAIMS.replace("agreed: 14", "agreed: 13"))

    assert {"fourteen-of-sixteen": "failed", TITLE: "failed"} == again
    assert {"fourteen-of-sixteen": "passed", TITLE: "failed"} == outcomes(talks, "--lf")
    assert {TITLE: "failed"} == outcomes(talks, "--lf")


def test_a_row_can_be_named(pytester: pytest.Pytester) -> None:
    """A title that does not say the row has it behind it, and is named with them."""
    scenarios = SCENARIOS.replace("The borders may be <first> only to be <then>", "Every border is one")
    folder(pytester.path, cast=CAST, june=THIRTEEN, what_if=scenarios)
    opened, agreed = names(pytester, "-k", "border")

    assert "what_if.peace.yaml::Every border is one (first=opened, then=open)" == opened
    assert [agreed] == names(pytester, agreed)


LAST_FAILED: Final = Path(__file__).parents[2] / "fixtures" / "found" / "lf-brackets" / "scenarios.peace.yaml"


@pytest.mark.parametrize(
    "title", ["Annex [B] keeps three chapters", "[B]", "A [x-1]", "]A[", "[[1]] and [2]"]
)
def test_what_failed_last_is_run_again(title: str, pytester: pytest.Pytester) -> None:
    """Whatever brackets are in its title: `--lf` finds it."""
    text = LAST_FAILED.read_text(encoding="utf-8").replace("Annex [B] keeps three chapters", f"'{title}'")
    path = pytester.path / "scenarios.peace.yaml"
    path.write_text(text, encoding="utf-8")
    pytester.runpytest("-p", "cacheprovider").assert_outcomes(failed=2, passed=1)
    path.write_text(text.replace("agreed: 1,", "agreed: 2,"), encoding="utf-8")

    pytester.runpytest("-p", "cacheprovider", "--lf").assert_outcomes(failed=1, passed=1)


def test_junit(talks: pytest.Pytester) -> None:
    """A build server reads which claim failed, why, and where it stands."""
    talks.runpytest("--junitxml=out.xml", "-o", "junit_family=xunit1")
    root = ET.parse(talks.path / "out.xml").getroot()  # noqa: S314 - written by the line above
    (case,) = (case for case in root.iter("testcase") if case.get("name") == "fourteen-of-sixteen")
    failure = case.find("failure")

    assert [*ALL] == [one.get("name") for one in root.iter("testcase") if one.find("failure") is None] + [
        one.get("name") for one in root.iter("testcase") if one.find("failure") is not None
    ]
    assert ("outcomes.peace.yaml", "4") == (case.get("file"), case.get("line"))
    assert failure is not None
    assert "14 of 16 articles agreed: refuted, one side" == failure.get("message")
    assert "expected  supported; it is refuted" in (failure.text or "")


@in_full
def test_several_processes(talks: pytest.Pytester) -> None:
    """Each process reads the logs for itself, and what they find is told as one process would tell it."""
    run = talks.runpytest_subprocess("-n", "2", "-q")

    run.assert_outcomes(passed=5, failed=2)
    run.stdout.fnmatch_lines_random(
        [
            "    at        outcomes.peace.yaml:5:37",
            "    at        what_if.peace.yaml:14:9",
            "FAILED outcomes.peace.yaml::fourteen-of-sixteen - 14 of 16 articles agreed: r*",
            f"FAILED what_if.peace.yaml::{TITLE} - 'borde*",
        ]
    )
    assert "Traceback" not in run.stdout.str()
