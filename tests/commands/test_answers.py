"""`peacetrack explain`, `blockers`, `timeline`, `diff`, `compare` and `coverage`, as a user runs them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.commands.running import CAST, ENVIRONMENT, SEEDS, THIRTEEN, as_json, folder, run

DAY = ("--as-of", "2024-09-17")
EVERY = (
    ("explain", SEEDS, "count:agreed"),
    ("blockers", SEEDS),
    ("timeline", SEEDS),
    ("diff", SEEDS, "2024-06-30", "end"),
    ("compare", SEEDS),
    ("coverage", SEEDS),
)
every_command = pytest.mark.parametrize("command", EVERY, ids=lambda command: command[0])
TALKS = """\
peacetrack: 1
negotiation: talks
source: {id: july, published: 2024-07-10, paragraphs: 3, uncited: {1: The title}}
events:
  - {id: fork, event: condition_set, date: ../2024-07-01, by: azerbaijan, what: x, cite: 2}
  - {event: count_stated, date: 2024-07-05, by: azerbaijan, agreed: 9, of: 16}
  - {id: call, event: contact_held, kind: call, date: 2024-07-02}
  - {event: readout_issued, contact: call, date: 2024-07-02, by: armenia}
"""
REJECTED = """\
peacetrack: 1
negotiation: talks
events:
  - {event: condition_rejected, condition: fork, date: 2024-08-02, by: armenia}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return folder(tmp_path / "talks", cast=CAST, june=THIRTEEN, july=TALKS)


@every_command
def test_an_answer_says_of_what_and_when_it_is(command: tuple[str, ...]) -> None:
    """The JSON names its format, the negotiation, the day and the account."""
    stated = as_json(*command, *DAY, "--known-by", "2025-01-01", "--account", "armenia")

    version = 2 if command[0] == "timeline" else 1
    assert [f"peacetrack.{command[0]}/{version}", "armenia-azerbaijan", "2025-01-01", "armenia"] == [
        stated[key] for key in ("format", "negotiation", "known_by", "account")
    ]


@every_command
def test_a_wrong_account_is_wrong_usage(command: tuple[str, ...]) -> None:
    """Nothing is printed but who there is."""
    done = run(*command, "--account", "nobody")

    assert (2, "") == (done.returncode, done.stdout)
    assert "'nobody' is no actor of this negotiation" in done.stderr


@every_command
def test_what_cannot_be_read_has_no_answer(command: tuple[str, ...], tmp_path: Path) -> None:
    """The problem goes to stderr, and the exit status is 3."""
    done = run(command[0], tmp_path / "nowhere", *command[2:])

    assert (3, "") == (done.returncode, done.stdout)
    assert "PT030" in done.stderr


def test_why_as_a_tree() -> None:
    """From the figure to events to paragraphs."""
    done = run("explain", SEEDS, "count:agreed", *DAY)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith(
        "count of agreed treaty: 13 of 16 articles agreed (Armenia, by 17 September 2024)\n"
        "  pashinyan-13-of-16: count stated ../2024-09-17, by Nikol Pashinyan;"
        " instrument: treaty, agreed: 13, of: 16, besides: {agreed: preamble}\n"
        "    interim-offer, paragraph 6, "
    )


def test_why_as_json() -> None:
    """The leaves name source and paragraph."""
    (figure,) = as_json("explain", SEEDS, "count:agreed", *DAY)["figures"]

    says = "count of agreed treaty: 13 of 16 articles agreed (Armenia, by 17 September 2024)"
    assert ("count:agreed", says) == (figure["figure"], figure["says"])
    event = figure["because"][0]
    assert "pashinyan-13-of-16" == event["event"]
    assert ("interim-offer", 6) == (event["because"][0]["source"], event["because"][0]["paragraph"])


def test_a_figure_that_there_is_not() -> None:
    """What can be asked is named."""
    done = run("explain", SEEDS, "agreed")

    assert 2 == done.returncode
    assert "'agreed' is no figure; write one of count:…" in done.stderr


def test_blockers_by_gate_and_by_owner() -> None:
    """Baku's demand stands before the signature, and is Baku's."""
    text = run("blockers", SEEDS, *DAY).stdout
    by_gate, _, by_owner = text.partition("By owner\n")

    assert (
        "  signature of treaty (the agreed part): shut\n    principle (azerbaijan), since 17 September 2024:"
        " for Azerbaijan to let the agreed part be signed by itself\n" in by_gate
    )
    assert "  azerbaijan\n" in by_owner
    assert "    condition constitution: signature of treaty\n" in by_owner
    assert "    no gate stated, may block: condition minsk-group: signature of treaty\n" in by_owner


def test_blockers_as_json(talks: Path) -> None:
    """Each gate with its blockers, those of provisions too, and demands without force."""
    demands = (
        "peacetrack: 1\nnegotiation: talks\nactors: {usa: {role: mediator}}\nevents:\n"
        "  - {event: condition_set, date: 2024-07-01, by: armenia, what: y, gate: {opening: [borders]}}\n"
        "  - {event: condition_set, date: 2024-07-01, by: usa, what: z, gate: {signature: treaty}}\n"
    )
    folder(talks, demands=demands)
    gates = {(gate["gate"], gate["text"]): gate for gate in as_json("blockers", talks)["gates"]}

    assert ("shut", ["borders"]) == tuple(
        gates["opening of borders", "whole"][key] for key in ("opening", "provisions")
    )
    assert ["usa"] == [one["owner"] for one in gates["signature of treaty", "whole"]["without_force"]]
    assert (
        "    without force: condition demands#2 (usa), since 1 July 2024\n" in run("blockers", talks).stdout
    )


def test_a_gate_that_was_passed(talks: Path) -> None:
    """Nothing stands before a step that was taken."""
    signed = "peacetrack: 1\nnegotiation: talks\nevents:\n  - {event: signed, date: 2024-08-01, instrument: treaty}\n"
    folder(talks, signed=signed)

    assert "  signature of treaty: passed\n" in run("blockers", talks).stdout


def test_the_course_of_a_demand() -> None:
    """Since when, as far as that is known, until when, and what brought it."""
    done = run("timeline", SEEDS, "constitution")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout == (
        "Condition\n"
        "  constitution\n"
        "               – 2024-05-31  perhaps raised; by azerbaijan; signature of treaty  constitution\n"
        "    2024-06-01 – 2024-06-26  perhaps raised or rejected; by azerbaijan; signature of treaty"
        "  constitution, constitution-rejected-by-ministry, constitution-rejected-by-pashinyan\n"
        "    2024-06-27 – 2024-06-29  raised or rejected; by azerbaijan; stated 2 times; signature of treaty"
        "  constitution, constitution-june\n"
        "    2024-06-30 – 2024-09-15  rejected; by azerbaijan; stated 2 times; signature of treaty"
        "  constitution-rejected-by-ministry, constitution-rejected-by-pashinyan\n"
        "    2024-09-16 –             rejected; by azerbaijan; stated 3 times; signature of treaty"
        "  constitution-september\n"
    )


def test_the_course_of_a_question_as_json() -> None:
    """All demands, and nothing but demands; whose word each answer is, and of which day."""
    stated = as_json("timeline", SEEDS, "conditions", *DAY)["spans"]

    assert {"condition"} == {one["question"] for one in stated}
    assert {"constitution", "minsk-group"} == {one["subject"] for one in stated}
    assert (None, "2024-05-31", False, {"possible": ["raised"]}, ["constitution"]) == tuple(
        stated[0][key] for key in ("since", "until", "certain", "value", "brought_by")
    )
    assert ["azerbaijan"] == stated[0]["voiced"][0]["by"]


def test_a_dispute_is_shown(talks: Path) -> None:
    """Two sides disagree about what was agreed."""
    torn = (
        "peacetrack: 1\nnegotiation: talks\nevents:\n"
        "  - {id: a, event: provision_agreed, date: 2024-07-01, provision: borders, according_to: armenia}\n"
        "  - {event: denied, of: a, by: azerbaijan, date: 2024-07-02}\n"
        "  - {event: provision_contested, date: 2024-07-03, provision: borders, by: azerbaijan, according_to: azerbaijan}\n"
    )
    folder(talks, torn=torn)

    assert " (disputed)" in run("timeline", talks, "borders").stdout


def test_nothing_is_on_record_of_a_name() -> None:
    """A misspelt subject is wrong usage."""
    done = run("timeline", SEEDS, "constituton")

    assert 2 == done.returncode
    assert "nothing is on record of 'constituton' by then" in done.stderr


def test_what_changed_between_two_days() -> None:
    """Each change with its event."""
    done = run("diff", SEEDS, "2024-06-30", "2024-09-17")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith(
        "before: Armenia–Azerbaijan peace treaty, at the end of 30 June 2024, on the word"
    )
    assert (
        "proposal interim-deal\n    was   unknown\n    is    rejected\n    for   interim-deal,"
    ) in done.stdout


def test_what_differs_between_two_accounts(talks: Path) -> None:
    """One side counts thirteen, the other nine."""
    stated = as_json("diff", talks, "armenia", "azerbaijan")

    assert ("armenia", "azerbaijan") == (stated["before"]["account"], stated["account"])
    agreed = next(one for one in stated["changes"] if one["what"] == "count of agreed")
    assert ("treaty", "13 of 16 articles agreed", "9 of 16 articles agreed") == (
        agreed["subject"],
        agreed["before"],
        agreed["after"],
    )


def test_nothing_and_one_change(talks: Path) -> None:
    """The sum is in words."""
    assert "\nnothing differs\n" in run("diff", talks, "end", "end").stdout
    assert "\n1 change\ncondition fork\n    was   raised\n    is    rejected\n" in (
        run("diff", folder(talks, more=REJECTED), "2024-08-01", "2024-08-02").stdout
    )


def test_what_is_no_longer_told_has_no_event(talks: Path) -> None:
    """Compared backwards, what a later event brought is gone, and no event brings that."""
    folder(talks, more=REJECTED)

    assert run("diff", talks, "2024-08-02", "2024-08-01").stdout.endswith(
        "1 change\ncondition fork\n    was   rejected\n    is    raised\n"
    )


def test_a_day_and_an_account_cannot_be_compared() -> None:
    """Nor can a word that is neither."""
    assert "ONE and OTHER are two days or two accounts" in run("diff", SEEDS, "2024-06-30", "armenia").stderr
    done = run("diff", SEEDS, "2024", "armenia")
    assert (2, True) == (done.returncode, "a day is written 2024-09-17" in done.stderr)


def test_readouts_side_by_side() -> None:
    """What both tell, what one tells, and where."""
    done = run("compare", SEEDS, "june-call")

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.startswith("june-call: 2 sides tell of it\n")
    assert "  in all: progress, us-support, urgency\n" in done.stdout
    assert "  only in usa's: none\n" in done.stdout
    assert "\n  usa: june-call-us, paragraph 5; june-call-us, paragraph 6\n" in done.stdout


def test_what_is_told_in_no_side_s_name() -> None:
    """It stands apart from what the sides tell."""
    assert "  in no side's name: progress\n" in run("compare", SEEDS, "september-call").stdout


def test_one_readout_that_shows_nothing(talks: Path) -> None:
    """Without a topic there is no table."""
    assert "call: 1 side tells of it\n  armenia: july\n" == run("compare", talks).stdout


def test_readouts_as_json() -> None:
    """Every contact of which a side told; each topic as each side shows it."""
    contacts = {one["contact"]: one for one in as_json("compare", SEEDS)["contacts"]}

    assert {"june-call", "september-call", "september-call-pashinyan"} == contacts.keys()
    azerbaijan, usa = contacts["june-call"]["sides"]
    assert ("mentioned", "not shown") == (azerbaijan["topics"]["constitution"], usa["topics"]["constitution"])
    assert "progress" in contacts["september-call"]["neutral"]
    assert "omitted" in contacts["september-call"]["sides"][0]["topics"].values()


def test_an_unknown_contact() -> None:
    """Those on record are named."""
    assert "'x' is no contact that is on record by then" in run("compare", SEEDS, "x").stderr


def test_coverage_of_sources(talks: Path) -> None:
    """What is cited, what is left out, and what was passed over."""
    assert (
        "july: 2 of 3 paragraphs accounted for\n  cited: 2\n  left out: 1\n  passed over: 3\n"
        "june: does not say how many paragraphs it has\n"
    ) == run("coverage", talks).stdout
    assert {"source": "july", "paragraphs": 3, "cited": [2], "left_out": [1], "passed_over": [3]} in as_json(
        "coverage", talks
    )["sources"]


def test_the_help_lists_every_command() -> None:
    """And an unknown one is wrong usage."""
    text = run("--help").stdout

    assert all(f"\n  {command[0]} " in text for command in EVERY)
    assert 2 == run("explan").returncode


def test_two_coders(tmp_path: Path) -> None:
    """What both have and how it differs, what one has, and the measure."""
    coded = TALKS.replace("id: july", "id: july, file: july.txt")
    one = folder(tmp_path / "one", cast=CAST, june=THIRTEEN, july=coded)
    theirs = (
        coded.replace("what: x", "what: z")
        .replace("- {id: call", "- {id: phone")
        .replace("contact: call", "contact: phone")
    )
    other = folder(
        tmp_path / "other",
        cast=CAST,
        june=THIRTEEN.replace("thirteen,", "zwölf,"),
        july=theirs[: theirs.rindex("  - ")],
    )
    done = run("agreement", one, other)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout == (
        "4 events in both, 3 of them alike in every field\n"
        "  fork / fork: differ in what\n"
        "only in one: july#4\n"
        "only in other: none\n"
        "Krippendorff's alpha of the kinds of events\n"
        "  tallies: no variation, so nothing can be said\n"
        "  conditions: no variation, so nothing can be said\n"
        "  contacts: 0.400\n"
        "  all: 0.757\n"
    )


def test_two_coders_as_json() -> None:
    """A coding agrees with itself."""
    stated = as_json("agreement", SEEDS, SEEDS)

    assert "peacetrack.agreement/1" == stated["format"]
    assert {"about": "all", "alpha": 1.0} == stated["alphas"][-1]
    assert [] == [match for match in stated["matches"] if match["one"] != match["other"] and match["differs"]]


def test_the_measure_needs_its_package(tmp_path: Path) -> None:
    """Which is named, and nothing else is printed."""
    (tmp_path / "krippendorff.py").write_text("raise ImportError", encoding="utf-8")
    path = f"{tmp_path}{os.pathsep}{ENVIRONMENT['PYTHONPATH']}"
    done = run("agreement", SEEDS, SEEDS, PYTHONPATH=path)

    assert (2, "") == (done.returncode, done.stdout)
    assert "pip install peacetrack[agreement]" in done.stderr


def test_without_a_figure_those_of_the_log_are_listed() -> None:
    """Each with its answer, so that one of them can be asked about."""
    listed = run("explain", SEEDS, *DAY)
    stated = as_json("explain", SEEDS, *DAY)["figures"]

    assert "count:agreed:treaty  13 of 16 articles agreed" in listed.stdout.splitlines()
    assert "principle:azerbaijan:treaty  single undertaking" in listed.stdout.splitlines()
    assert len(stated) == len(listed.stdout.splitlines())


def test_what_a_step_needs() -> None:
    """Each line by whom, and how the gate is when all of it has happened."""
    done = run("needs", SEEDS, "--gate", "signature:treaty", *DAY)
    stated = as_json("needs", SEEDS, "--gate", "signature:treaty", *DAY)
    lines = done.stdout.splitlines()

    assert ["The signature of treaty is shut.", "Supposed together, they leave it open."] == [
        lines[0],
        lines[-1],
    ]
    assert "    condition_met condition=constitution by=azerbaijan date=2024-09-18" in lines
    assert ("shut", "open") == (stated["opening"], stated["then"])
    assert ["azerbaijan"] == stated["needs"][1]["by"]


def test_a_step_before_which_nothing_stands_needs_nothing() -> None:
    """An open gate is worded as such, and nothing is supposed."""
    done = run("needs", SEEDS, "--gate", "talks:treaty", "--as-of", "2023-01-01")

    assert (0, ["The talks of treaty is open."]) == (done.returncode, done.stdout.splitlines())


def test_a_step_that_there_is_not_needs_nothing() -> None:
    """A misspelt gate is wrong usage."""
    done = run("needs", SEEDS, "--gate", "signatur:treaty")

    assert 2 == done.returncode
    assert "'signatur' is no step" in done.stderr
