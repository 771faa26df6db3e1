"""`peacetrack whatif`, as a user runs it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from peacetrack.yaml.scenarios.supposing import written
from tests.commands.running import CAST, SEEDS, as_json, folder, run
from tests.profile import in_full

DAY = ("--as-of", "2024-09-17")
MET = ("--event", "condition_met condition=constitution by=azerbaijan date=2027-03")
JUNE = """\
peacetrack: 1
negotiation: talks
source: {id: june, published: 2024-07-01}
events:
  - {id: demand, event: condition_set, date: 2024-06-10, by: azerbaijan, of: armenia, what: Law, gate: {signature: treaty}}
"""


@pytest.fixture
def talks(tmp_path: Path) -> Path:
    return folder(tmp_path / "talks", cast=CAST, june=JUNE)


def test_what_would_change_is_told(talks: Path) -> None:
    """Each answer that differs: what it was, what it is, and for which event; the day is that of the event."""
    done = run("whatif", talks, "--event", "condition_met condition=demand by=azerbaijan date=2027-03")

    assert (0, "") == (done.returncode, done.stderr)
    assert (
        "Supposed: The talks, at the end of 31 March 2027, on the word of everyone\n"
        "3 changes\n"
        "gate signature of treaty\n"
        "    was   shut: perhaps remaining at least 0, condition demand (azerbaijan)\n"
        "    is    undetermined: perhaps remaining at least 0\n"
        "    for   supposed-1\n"
        "gate signature of treaty (the agreed part)\n"
        "    was   shut: condition demand (azerbaijan)\n"
        "    is    open\n"
        "    for   supposed-1\n"
        "condition demand\n"
        "    was   raised\n"
        "    is    met\n"
        "    for   supposed-1\n"
    ) == done.stdout


def test_the_shape_of_the_json() -> None:
    """A program finds every key, whatever comes of it."""
    stated = as_json("whatif", SEEDS, *DAY, *MET, "--known-by", "2025-01-31", "--account", "azerbaijan")

    assert {"format", "negotiation", "as_of", "known_by", "account", "changes", "refused"} == stated.keys()
    assert ["peacetrack.whatif/1", "armenia-azerbaijan", "2027-03-31", "2025-01-31", "azerbaijan", []] == [
        stated[key] for key in ("format", "negotiation", "as_of", "known_by", "account", "refused")
    ]
    assert {"what", "subject", "before", "after", "because"} == {
        key for row in stated["changes"] for key in row
    }
    assert {
        "what": "condition",
        "subject": "constitution",
        "before": "rejected",
        "after": "met",
        "because": ["supposed-1"],
    } in stated["changes"]


def test_several_events_happen_one_after_the_other() -> None:
    """One without a day happens on the day of the one before it, the first on the last day of the log."""
    stated = as_json(
        "whatif", SEEDS, *DAY, "--event", "principle_dropped by=hajizade", *MET, "--event", "signed"
    )

    assert "2027-03-31" == stated["as_of"]
    stage = next(change for change in stated["changes"] if change["what"] == "stage")
    assert ("signed", ["supposed-3"]) == (stage["after"], stage["because"])
    assert "2024-09-17" == as_json("whatif", SEEDS, *DAY, "--event", "signed")["as_of"]
    assert as_json("whatif", SEEDS, "--event", "signed")["as_of"] is None


@pytest.mark.parametrize(
    ("event", "change"),
    [
        ("{event: condition_met, condition: demand}", ("condition demand", "met")),
        ("  condition_met   condition=demand   by=azerbaijan  ", ("condition demand", "met")),
        ("count_stated by=[armenia, azerbaijan] agreed={min: 2, max: 3} of=4", ("count of agreed treaty", "2 to 3 of 4 articles agreed")),
        ("condition_set what=Change the law, and soon: all of it of=azerbaijan by=pashinyan gate=[{text: treaty}]", ("gate text of treaty", "shut: perhaps remaining at least 0, condition supposed-1 (armenia)")),
        ("{event: condition_set, id: 'own', what: \"It's a “law”\", by: armenia}", ("condition own", "raised")),
        ("provision_agreed provision=borders date=[2024-07-01,2024-07-03]", ("provision borders", "agreed")),
    ],
)  # fmt: skip
def test_an_event_may_be_written_in_several_ways(talks: Path, event: str, change: tuple[str, str]) -> None:
    """As a kind with its fields, whose values may hold blanks, lists and mappings; or as it stands in a log."""
    stated = as_json("whatif", talks, "--event", event)

    assert change in [(f"{row['what']} {row['subject']}", row["after"]) for row in stated["changes"]]


def test_a_value_goes_on_to_the_next_field() -> None:
    """A sign of equality inside a word begins none."""
    assert '{event: condition_set, what: "a=b and C=d", by: armenia}' == written(
        "condition_set what=a=b and C=d by=armenia"
    )


@pytest.mark.parametrize(
    ("events", "text"),
    [
        (["singed"], "--event:1:16: PT102 There is no kind of event `singed`.\n   1 | when: [{event: singed}]\n     |                ^^^^^^\n  Did you mean `signed`?\n"),
        (["signed", "signed dat=2027"], "--event:2:17: PT101 The key `dat` is unknown here.\n   2 | {event: signed, dat: 2027}]\n     |                 ^^^\n  Did you mean `date`?\n"),
        (["condition_met condition=demamd"], "PT113 There is no condition 'demamd'."),
        (["signed date=2027-02-30"], "PT105 '2027-02-30' is not a day"),
        (["{event: signed"], "--event:1:"),
        (["{event: signed, event: signed}"], "PT010"),
        (["{event: signed} {"], "--event:1:"),
        (["{}"], "PT103 The key `event` is missing."),
        (["signed id=demand"], "PT120 The id 'demand' is taken."),
        ([""], "PT102 There is no kind of event ``."),
    ],
)  # fmt: skip
def test_a_wrong_event_is_wrong_usage(talks: Path, events: list[str], text: str) -> None:
    """It is shown with a caret, and nothing is supposed."""
    stated = [part for event in events for part in ("--event", event)]
    for form in ("text", "json"):
        done = run("whatif", talks, *stated, "--format", form)
        assert (2, "") == (done.returncode, done.stdout)
        assert text in done.stderr


def test_a_name_that_comes_later_is_told_so(talks: Path) -> None:
    """The log tells of the demand, but not by then."""
    done = run("whatif", talks, "--as-of", "2024-06-01", "--event", "condition_met condition=demand")

    assert (2, "") == (done.returncode, done.stdout)
    assert "PT113 There is no condition 'demand' yet." in done.stderr
    assert "The log tells of 'demand', but here it ends with 2024-06-01." in done.stderr


def test_what_the_tables_refuse_ends_with_one(talks: Path) -> None:
    """The changes of what is left are told, and why the rest is refused."""
    refused = ("--event", "condition_rejected condition=demand by=azerbaijan", "--event", "signed")
    done = run("whatif", talks, *refused)

    assert 1 == done.returncode
    assert "stage treaty\n    was   negotiating\n    is    signed\n" in done.stdout
    assert "condition demand" not in done.stdout.replace("condition demand (azerbaijan)", "")
    assert (
        "--event:1:59: PT204 Azerbaijan cannot reject the condition 'demand': Azerbaijan demands it.\n"
        in done.stderr
    )
    stated = as_json("whatif", talks, *refused, status=1)
    assert [("PT204", "--event", 1)] == [(row["code"], row["file"], row["line"]) for row in stated["refused"]]


def test_what_leaves_no_day_ends_with_one(talks: Path) -> None:
    """A demand cannot have been met before it was made."""
    done = run("whatif", talks, "--event", "condition_met condition=demand date=2020")

    assert 1 == done.returncode
    assert "PT132" in done.stderr


def test_a_log_that_cannot_be_read_ends_with_three(tmp_path: Path) -> None:
    """Nothing is printed but what is wrong with it."""
    done = run("whatif", tmp_path / "nowhere", *MET)

    assert (3, "") == (done.returncode, done.stdout)
    assert "PT030" in done.stderr


def test_without_an_event_there_is_nothing_to_suppose() -> None:
    """As with an account of nobody, the command was wrongly used."""
    nothing = run("whatif", SEEDS)
    nobody = run("whatif", SEEDS, *MET, "--account", "armania")

    assert (2, "") == (nothing.returncode, nothing.stdout)
    assert "Missing option '--event'" in nothing.stderr
    assert (2, "") == (nobody.returncode, nobody.stdout)
    assert "'armania' is no actor" in nobody.stderr


@pytest.mark.parametrize("account", ["common_ground", "everyone", "armenia, azerbaijan"])
def test_every_account_can_be_asked(account: str) -> None:
    """A supposed demand is heard in each of them."""
    stated = as_json("whatif", SEEDS, *DAY, "--event", "condition_restated condition=minsk-group by=aliyev gate={signature: treaty}", "--account", account)  # fmt: skip

    now: dict[Any, Any] = {change["subject"]: change["after"] for change in stated["changes"]}
    assert account.replace(" ", "") == stated["account"]
    assert ", condition minsk-group (azerbaijan)" in now["signature of treaty"]


def test_nothing_may_differ() -> None:
    """Whoever agrees with what is on record changes nothing."""
    done = run("whatif", SEEDS, *DAY, "--event", "talks_resumed")

    assert "nothing differs" == done.stdout.splitlines()[-1]


@in_full
def test_a_file_gets_no_colours(talks: Path) -> None:
    """Whoever redirects the output gets words alone, and marks that a terminal obeys are shown."""
    done = run(
        "whatif",
        talks,
        "--event",
        "{event: condition_set, id: law, what: x, by: armenia}",
        TERM="xterm-256color",
    )
    wild = run("whatif", talks, "--event", "signed\x1b[31m")

    assert "\x1b" not in done.stdout
    assert 2 == wild.returncode
    assert "\x1b" not in wild.stderr
