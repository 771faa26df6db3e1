"""Which files are collected, what their items are called, and with what each is judged."""

from __future__ import annotations

from importlib.metadata import entry_points

import pytest

from peacetrack.testing.items.files import ItemNames
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

WITHOUT_TRACEBACK = ("Traceback", ".py:", "CollectError", "raise ")


def refused(pytester: pytest.Pytester, *arguments: str) -> dict[str, str]:
    """Collect what cannot be: what is said of each file."""
    run = pytester.inline_run("-p", "no:cacheprovider", *arguments)
    stated = {one.nodeid: str(one.longrepr) for one in run.getreports("pytest_collectreport") if one.failed}
    assert [] == [name for name in WITHOUT_TRACEBACK if name in "".join(stated.values())]
    return stated


def test_pytest_finds_the_plugin() -> None:
    """Whoever installs peacetrack has it in pytest."""
    (found,) = entry_points(group="pytest11", name="peacetrack")

    assert "peacetrack.pytest_plugin" == found.value


def test_only_logs_are_collected(pytester: pytest.Pytester) -> None:
    """Other YAML is none of its business, whatever it says."""
    folder(pytester.path, cast=CAST, june=THIRTEEN)
    for name in ("june.yaml", "june.peace.yml", "june.peace.yaml.txt", "test_june.yaml"):
        (pytester.path / name).write_text(THIRTEEN, encoding="utf-8")

    assert ["june.peace.yaml::events", "june.peace.yaml::agreed-13"] == names(pytester)


def test_an_item_for_each_claim_and_each_scenario(pytester: pytest.Pytester) -> None:
    """A scenario with examples is one item for each row; a cast alone tells nothing that could fail."""
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=CLAIMS, what_if=SCENARIOS)

    assert [
        "june.peace.yaml::events",
        "june.peace.yaml::agreed-13",
        "outcomes.peace.yaml::thirteen-of-sixteen",
        "outcomes.peace.yaml::fourteen-of-sixteen",
        "what_if.peace.yaml::Were all agreed, none would remain",
        "what_if.peace.yaml::The borders may be opened only to be open",
        "what_if.peace.yaml::The borders may be agreed only to be open",
    ] == names(pytester)


def test_a_file_is_judged_with_its_folder(pytester: pytest.Pytester) -> None:
    """A claim in one file rests on what another file of the negotiation tells, also when it is run alone."""
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=CLAIMS)

    pytester.runpytest("outcomes.peace.yaml").assert_outcomes(passed=1, failed=1)


def test_a_folder_may_hold_several_negotiations(pytester: pytest.Pytester) -> None:
    """Each file that says which negotiation it is about is judged alone; one without a cast names its cast file."""
    folder(
        pytester.path,
        ferry=ALONE % "claims: [{id: none, says: {count: {agreed: 0}}, expect: {verdict: not_enough_info}}]",
        treaty=ALONE % "\n".join(THIRTEEN.splitlines()[2:]),
        july="cast: ferry.peace.yaml\n" + CLAIMS,
        what_if=SCENARIOS.replace("{log: .}", "{log: treaty.peace.yaml}"),
    )

    assert [
        "ferry.peace.yaml::none",
        "july.peace.yaml::thirteen-of-sixteen",
        "july.peace.yaml::fourteen-of-sixteen",
        "treaty.peace.yaml::events",
        "treaty.peace.yaml::agreed-13",
        "what_if.peace.yaml::Were all agreed, none would remain",
        "what_if.peace.yaml::The borders may be opened only to be open",
        "what_if.peace.yaml::The borders may be agreed only to be open",
    ] == names(pytester)
    pytester.runpytest("-k", "not july").assert_outcomes(passed=5, failed=1, deselected=2)


def test_scenarios_may_bring_their_own_log(pytester: pytest.Pytester) -> None:
    """What such a file tells and claims is checked like that of any log."""
    folder(
        pytester.path,
        alone=ALONE % (REFUSED + SCENARIOS.partition("\n")[2].replace("  given: {log: .}", "  given: {}")),
    )
    run = pytester.inline_run("-p", "no:cacheprovider", "-k", "events or remain")
    outcomes = {
        one.nodeid: one.outcome for one in run.getreports("pytest_runtest_logreport") if one.when == "call"
    }

    assert {
        "alone.peace.yaml::events": "failed",
        "alone.peace.yaml::Were all agreed, none would remain": "passed",
    } == outcomes


def test_sources_without_events_are_checked_too(pytester: pytest.Pytester) -> None:
    """A file may only tell of documents; that they are as it says is an item of its own."""
    (pytester.path / "june.txt").write_text("One.\nTwo.\n", encoding="utf-8")
    sources = "sources: {june: {published: 2024-07-01, file: june.txt, paragraphs: 3}}\n"
    folder(pytester.path, cast=CAST, sources="peacetrack: 1\n" + sources, outcomes=CLAIMS)
    run = pytester.runpytest("sources.peace.yaml")

    run.assert_outcomes(failed=1)
    run.stdout.fnmatch_lines(
        [
            "sources.peace.yaml:2:69: PT152 The text of 'june' has 2 paragraphs, not 3.",
            "FAILED sources.peace.yaml::sources - PT152 The text of 'june' has 2 paragr*",
        ]
    )


def test_the_pattern_is_a_setting(pytester: pytest.Pytester) -> None:
    """A project may run some of its logs, or give them a name of its own; a name that folders do not read stands alone."""
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=CLAIMS)
    (pytester.path / "ferry.talks").write_text(ALONE % REFUSED, encoding="utf-8")
    (pytester.path / "what-if.talks").write_text(SCENARIOS, encoding="utf-8")
    pytester.makeini("[pytest]\npeace_files = outcomes.peace.yaml *.talks\n")

    assert [
        "ferry.talks::events",
        "outcomes.peace.yaml::thirteen-of-sixteen",
        "outcomes.peace.yaml::fourteen-of-sixteen",
        "what-if.talks::Were all agreed, none would remain",
        "what-if.talks::The borders may be opened only to be open",
        "what-if.talks::The borders may be agreed only to be open",
    ] == names(pytester)
    pytester.runpytest().assert_outcomes(passed=3, failed=3)


def test_no_name_hides_another() -> None:
    """A title that is there twice is counted on; what would read as two names, or write over a terminal, does not."""
    free = ItemNames().free

    assert ["Peace", "Peace (2)", "Peace (3)", "Peace (2) (2)"] == [
        free(wanted) for wanted in ("Peace", "Peace", " Peace ", "Peace (2)")
    ]
    assert "a:b (c)" == free("a::b\n  [c]")
    assert r"red\x1b(31m" == free("red\x1b[31m")


def test_scenarios_of_one_title(pytester: pytest.Pytester) -> None:
    """They are two items."""
    same = SCENARIOS.partition("  - scenario: The borders")[0]
    again = same.partition("scenarios:\n")[2]
    folder(pytester.path, cast=CAST, june=THIRTEEN, what_if=same + again)

    title = "what_if.peace.yaml::Were all agreed, none would remain"
    assert [title, f"{title} (2)"] == names(pytester, "what_if.peace.yaml")


def test_what_cannot_be_read_is_an_error_of_its_file(pytester: pytest.Pytester) -> None:
    """Each file shows its own problems; one without any names the first that keeps it from being judged."""
    misspelt = (
        THIRTEEN.replace("june", "july").replace("thirteen", "fourteen").replace("agreed-13", "claimed")
    )
    folder(
        pytester.path,
        cast=CAST,
        july=misspelt.replace("pashinyan", "pashinian"),
        june=THIRTEEN,
        what_if=SCENARIOS,
        tab="\tpeacetrack: 1\n",
    )

    found = refused(pytester)
    assert {
        "july.peace.yaml": (
            "july.peace.yaml:5:60: PT111 There is no actor or voice 'pashinian'.\n"
            '   5 |   - {id: fourteen, event: count_stated, date: 2024-06, by: pashinian, agreed: "13", of: 16}\n'
            "     |                                                            ^^^^^^^^^\n"
            "  Did you mean `pashinyan`?\n"
            "july.peace.yaml:7:23: PT111 There is no actor or voice 'pashinian'.\n"
            "   7 |   - {id: claimed, by: pashinian, says: {count: {agreed: 13, of: 16}}, expect: {verdict: supported}}\n"
            "     |                       ^^^^^^^^^\n"
            "  Did you mean `pashinyan`?"
        ),
        "june.peace.yaml": (
            "This cannot be judged, for its negotiation cannot be read:\n"
            "  july.peace.yaml:5:60: PT111 There is no actor or voice 'pashinian'. (2 more)"
        ),
    } == {name: found[name] for name in ("july.peace.yaml", "june.peace.yaml")}
    assert {"july.peace.yaml", "june.peace.yaml", "tab.peace.yaml", "what_if.peace.yaml"} == {*found}
    assert "PT006 There is a tab here." in found["tab.peace.yaml"]
    assert "PT126 The log '.' cannot be read" in found["what_if.peace.yaml"]


def test_one_problem_is_not_counted(pytester: pytest.Pytester) -> None:
    """Where a negotiation has one problem, its other files name it."""
    folder(pytester.path, cast=CAST, june=THIRTEEN, outcomes=CLAIMS.replace("13", "thirteen"))

    assert (
        "This cannot be judged, for its negotiation cannot be read:\n"
        "  outcomes.peace.yaml:4:54: PT104 A whole number is expected here, not 'thirteen'."
    ) == refused(pytester)["june.peace.yaml"]


def test_aspects_of_ones_own(pytester: pytest.Pytester) -> None:
    """A log speaks in the aspects that the settings name, found where tests find their modules."""
    folder(pytester.path, truce=ALONE % BROKEN)
    pytester.makepyfile(truces=TRUCES)
    pytester.makeini("[pytest]\npythonpath = .\npeace_aspects =\n    truces:TRUCES\n")

    pytester.runpytest().assert_outcomes(passed=2)


@pytest.mark.parametrize(
    ("setting", "text"),
    [
        ("truces:NOTHING", "'truces:NOTHING' is no aspect; write for example `truces:TRUCES`."),
        ("truces", "'truces' is no aspect; write for example `truces:TRUCES`."),
        ("wars:WARS", "there is no module 'wars' for 'wars:WARS'."),
        ("truces:TRUCES\n    truces:AGAIN", "there are 2 meanings of the aspect 'truces'."),
    ],
)
def test_what_is_no_aspect(pytester: pytest.Pytester, setting: str, text: str) -> None:
    """A wrong setting is said to be one, with the file that could not be read for it."""
    folder(pytester.path, truce=ALONE % BROKEN)
    pytester.makepyfile(truces=TRUCES)
    pytester.makeini(f"[pytest]\npythonpath = .\npeace_aspects =\n    {setting}\n")

    assert {"truce.peace.yaml": f"peace_aspects: {text}"} == refused(pytester)
